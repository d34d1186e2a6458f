"""Lists that editors put elsewhere: topics and contributors, whose address is their slug.

Unlike a page's, their address is no row but follows from the slug, so a changed one is answered
by a fixed target; its months follow at the kiosk.
"""

from django.db import transaction

from courant.newsroom import keys
from courant.newsroom.models import Address, Contributor, Topic
from courant.newsroom.queries.paper import house
from courant.newsroom.services.addresses import add_fixed
from courant.press.changes import note_changed


def follow_topic(topic: Topic) -> None:
    """Send readers on from where a topic is now.  Called before it is saved with another slug."""
    row = Topic.objects.filter(pk=topic.pk).values_list("slug", "locale__language_code").first()
    if row and row[0] != topic.slug:
        slug, lang = row
        above = f"{house().prefix(lang)}/topics"
        lead_on(f"{above}/{slug}/", f"{above}/{topic.slug}/", lang)


def follow_contributor(contributor: Contributor) -> None:
    """Send readers on from where a contributor's lists are now, in every language."""
    slug = Contributor.objects.filter(pk=contributor.pk).values_list("slug", flat=True).first()
    if slug and slug != contributor.slug:
        around = house()
        for lang in around.languages:
            above = f"{around.prefix(lang)}/by"
            lead_on(f"{above}/{slug}/", f"{above}/{contributor.slug}/", lang)


@transaction.atomic
def lead_on(before: str, after: str, lang: str) -> None:
    """Send readers of a list from where it was to where it is from now on."""
    fixed = Address.objects.filter(kind=Address.Kind.FORMER, subject="")
    # What led there leads on, and a slug that comes back is no former one.
    shards = set(fixed.filter(path=after).values_list("shard", flat=True))
    fixed.filter(path=after).delete()
    shards.update(fixed.filter(target=before).values_list("shard", flat=True))
    fixed.filter(target=before).update(target=after, answer=f"301 {after}")
    note_changed(*map(keys.shard, shards), because="a list's slug changed")
    add_fixed([(before, after, lang)])
