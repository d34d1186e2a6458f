"""What can be done in a newsroom and is seen by readers: everything around the articles."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale

from courant.newsroom.models import ContributorName, Masthead, Photo
from courant.newsroom.photos.storage import photo_file
from courant.newsroom.services import addresses
from courant.newsroom.services.beginning import add_language
from courant.newsroom.services.old_addresses import Arrival, take_addresses
from courant.newsroom.services.photos import make_missing_renditions
from courant.press.changes import note_changed
from tests.equality.deeds import (
    again,
    make_a_desk_private,
    make_a_language_private,
    make_a_lower_desk_private,
    publish_a_translation,
    publish_in_bulk,
    unpublish_in_bulk,
)
from tests.equality.town import Town
from tests.paper import make_desk, make_standing, paragraph


def save(thing: object, **changes: object) -> None:
    thing = again(thing)
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.save()


def edit(page: object, **changes: object) -> None:
    page = again(page)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def change_a_credit(town: Town) -> None:
    save(town.portrait, credit="Somebody else")


def change_a_credit_and_make_the_files(town: Town) -> None:
    change_a_credit(town)
    while make_missing_renditions(10):
        pass


def name_the_creator_and_make_the_files(town: Town) -> None:
    save(town.portrait, creator="Somebody else")
    while make_missing_renditions(10):
        pass


def move_the_focal_point(town: Town) -> None:
    save(town.portrait, focal_point_x=10, focal_point_y=10, focal_point_width=5)


def replace_a_photo(town: Town) -> None:
    data = BytesIO()
    Image.new("RGB", (640, 640), (10, 90, 30)).save(data, "JPEG")
    photo = Photo.objects.get(pk=town.portrait.pk)
    photo.file = photo_file(data.getvalue())
    photo.save()
    while make_missing_renditions(10):
        pass


def delete_a_photo(town: Town) -> None:
    again(town.portrait).delete()


def upload_a_photo(town: Town) -> None:
    data = BytesIO()
    Image.new("RGB", (330, 330), (90, 90, 30)).save(data, "JPEG")
    Photo(credit="Somebody", file=photo_file(data.getvalue())).save()


def replace_a_document(town: Town) -> None:
    save(town.report, file=ContentFile(b"%PDF-1.4 another", name="other.pdf"), file_hash="")


def delete_a_document(town: Town) -> None:
    again(town.report).delete()


def rename_a_contributor(town: Town) -> None:
    save(town.ada, name="Ada Visser-Bakker")


def say_something_about_a_contributor(town: Town) -> None:
    save(town.ada, about="Reports from the council.")


def change_a_contributors_slug(town: Town) -> None:
    save(town.ada, slug="ada-bakker")


def write_a_name_otherwise_in_persian(town: Town) -> None:
    save(town.ada.names.get(), name="آدا فیسر")


def write_a_name_otherwise_in_english(town: Town) -> None:
    en = Locale.objects.get(language_code="en")
    ContributorName.objects.create(contributor=town.ben, locale=en, name="Benjamin")


def say_something_about_a_contributor_in_persian(town: Town) -> None:
    save(town.ada.names.get(), about="خبرنگار شهر")


def rename_a_topic(town: Town) -> None:
    save(town.harbour, name="The harbour")


def change_a_topics_slug(town: Town) -> None:
    save(town.harbour, slug="the-harbour")


def describe_a_topic(town: Town) -> None:
    save(town.harbour, about="Where the ships are.")


def rename_a_desk(town: Town) -> None:
    edit(town.politics, title="Power")


def rename_a_lower_desk(town: Town) -> None:
    edit(town.council, title="Town hall")


def change_a_desks_slug(town: Town) -> None:
    edit(town.politics, slug="power")


def change_a_lower_desks_slug(town: Town) -> None:
    edit(town.council, slug="town-hall")


def change_a_standing_pages_slug(town: Town) -> None:
    edit(town.about, slug="who-we-are")


def introduce_a_desk(town: Town) -> None:
    edit(town.council, intro="Who decides what.")


def put_desks_in_another_order(town: Town) -> None:
    again(town.culture).move(again(town.politics), pos="left")


def open_a_desk(town: Town) -> None:
    town.front.refresh_from_db()
    make_desk("Sport", under=town.front)


def open_a_lower_desk(town: Town) -> None:
    make_desk("Schools", under=again(town.politics))


def close_a_desk(town: Town) -> None:
    again(town.culture).unpublish()


def close_a_lower_desk(town: Town) -> None:
    again(town.council).unpublish()


def open_a_closed_desk(town: Town) -> None:
    edit(town.closed)


def move_a_desk(town: Town) -> None:
    again(town.culture).move(again(town.politics), pos="last-child")


def delete_a_desk(town: Town) -> None:
    again(town.culture).delete()


def delete_a_desk_with_one_below(town: Town) -> None:
    again(town.politics).delete()


def edit_a_standing_page(town: Town) -> None:
    edit(town.about, body=[paragraph("<p>We are others now.</p>")])


def rename_a_standing_page(town: Town) -> None:
    edit(town.about, title="Who we are")


def rename_the_page_on_withheld_names(town: Town) -> None:
    edit(town.policy, title="Why some names are not here")


def unpublish_a_standing_page(town: Town) -> None:
    again(town.about).unpublish()


def delete_a_standing_page(town: Town) -> None:
    again(town.about).delete()


def delete_the_page_on_withheld_names(town: Town) -> None:
    again(town.policy).delete()


def add_a_standing_page(town: Town) -> None:
    make_standing("Imprint")


def choose_other_stories(town: Town) -> None:
    edit(town.front, stories=[{"type": "story", "value": town.linked.pk}])


def say_another_motto(town: Town) -> None:
    edit(town.front_fa, motto="هر روز")


def call_the_paper_otherwise_in_persian(town: Town) -> None:
    edit(town.front_fa, nameplate="کورانت")


def give_up_a_language(town: Town) -> None:
    again(town.front_fa).unpublish()


def take_up_a_language(town: Town) -> None:
    add_language("nl", name="De Courant")


def delete_a_language(town: Town) -> None:
    again(town.front_fa).delete()


def rename_the_paper(town: Town) -> None:
    save(Masthead.objects.get(), name="The Harbour Courant")


def choose_another_colour(town: Town) -> None:
    save(Masthead.objects.get(), accent="#005500")


def move_to_another_zone(town: Town) -> None:
    save(Masthead.objects.get(), zone="Pacific/Auckland")


def explain_withheld_names_elsewhere(town: Town) -> None:
    save(Masthead.objects.get(), withheld_names=town.about)


def enter_old_addresses(town: Town) -> None:
    addresses.add_fixed([("/category/culture/", "/culture/", "en")])
    addresses.add_gone([("/?p=99", "import:99", "en", "Spam")])
    subject = f"article:{town.lead.pk}"
    addresses.add_former([("/2019/05/lead/", subject, "en")])
    note_changed(*addresses.settle({subject: addresses.PUBLIC}), because="imported")


def take_in_what_has_old_addresses(town: Town) -> None:
    lead = f"article:{town.lead.pk}"
    take_addresses([Arrival(subject=lead, lang="en", former=("/?p=77", "/old/lead.html"))])


AROUND = [
    change_a_credit,
    name_the_creator_and_make_the_files,
    move_the_focal_point,
    replace_a_photo,
    delete_a_photo,
    upload_a_photo,
    replace_a_document,
    delete_a_document,
    rename_a_contributor,
    say_something_about_a_contributor,
    change_a_contributors_slug,
    write_a_name_otherwise_in_persian,
    write_a_name_otherwise_in_english,
    say_something_about_a_contributor_in_persian,
    rename_a_topic,
    change_a_topics_slug,
    describe_a_topic,
    rename_a_desk,
    rename_a_lower_desk,
    change_a_desks_slug,
    change_a_lower_desks_slug,
    change_a_standing_pages_slug,
    introduce_a_desk,
    put_desks_in_another_order,
    open_a_desk,
    open_a_lower_desk,
    close_a_desk,
    close_a_lower_desk,
    open_a_closed_desk,
    edit_a_standing_page,
    rename_a_standing_page,
    rename_the_page_on_withheld_names,
    unpublish_a_standing_page,
    delete_a_standing_page,
    delete_the_page_on_withheld_names,
    add_a_standing_page,
    choose_other_stories,
    say_another_motto,
    call_the_paper_otherwise_in_persian,
    rename_the_paper,
    choose_another_colour,
    explain_withheld_names_elsewhere,
    enter_old_addresses,
    take_in_what_has_old_addresses,
]

# Where so much changes at once that several notes lead to one page.
SEVERAL = [
    change_a_credit_and_make_the_files,
    move_a_desk,
    publish_a_translation,
    publish_in_bulk,
    unpublish_in_bulk,
    make_a_desk_private,
    make_a_lower_desk_private,
    make_a_language_private,
    give_up_a_language,
    delete_a_language,
    delete_a_desk,
    delete_a_desk_with_one_below,
    take_up_a_language,
    move_to_another_zone,
]
