"""What can be done in a newsroom and is seen by readers: articles and what becomes of them."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Workflow,
    WorkflowTask,
)

from courant.newsroom import schedule
from courant.newsroom.models import ArticlePage, ArticleTopic, Byline
from courant.newsroom.services.articles import note_withdrawal, withdraw
from courant.plant import clock
from tests.equality.town import Town, lead_body
from tests.paper import make_staff, paragraph, publish


def publish_what_was_awaited(town: Town) -> None:
    publish(town.awaited)


def publish_the_first_on_a_topic(town: Town) -> None:
    publish(town.first)


def publish_something_from_long_ago(town: Town) -> None:
    publish(town.drawer)


def publish_again_unchanged(town: Town) -> None:
    publish(town.lead)


def edit_a_body(town: Town) -> None:
    publish(town.lead, body=[*lead_body(town), paragraph("<p>One more thing.</p>")])


def link_to_nothing_more(town: Town) -> None:
    publish(town.lead, body=[paragraph("<p>No more.</p>")])


def change_a_headline(town: Town) -> None:
    publish(town.lead, title="Mayor resigns")


def change_a_standfirst(town: Town) -> None:
    publish(town.lead, standfirst="He had said he never would.")


def change_a_slug(town: Town) -> None:
    publish(town.lead, slug="another-slug")


def change_a_slug_back(town: Town) -> None:
    publish(town.renamed, slug="first-slug")


def take_a_topic_from(article: ArticlePage) -> None:
    article = ArticlePage.objects.get(pk=article.pk)
    article.article_topics = []
    publish_as_it_is(article)


def publish_as_it_is(article: ArticlePage) -> None:
    article.save_revision().publish()


def take_a_topic_away(town: Town) -> None:
    take_a_topic_from(town.linked)


def give_a_topic(town: Town) -> None:
    article = ArticlePage.objects.get(pk=town.renamed.pk)
    article.article_topics = [ArticleTopic(topic=town.harbour)]
    publish_as_it_is(article)


def change_the_byline(town: Town) -> None:
    article = ArticlePage.objects.get(pk=town.linked.pk)
    article.bylines = [Byline(contributor=town.ada)]
    publish_as_it_is(article)


def put_on_a_further_desk(town: Town) -> None:
    article = ArticlePage.objects.get(pk=town.linked.pk)
    article.also_on = [town.council]
    publish_as_it_is(article)


def move_an_article(town: Town) -> None:
    ArticlePage.objects.get(pk=town.linked.pk).move(again(town.council), pos="last-child")


def put_a_photo_on(town: Town) -> None:
    publish(town.linked, photo=town.unused, photo_alt_decision="decorative")


def withdraw_an_article(town: Town) -> None:
    withdraw(town.lead, words="", by=None)


def withdraw_what_others_link_to(town: Town) -> None:
    withdraw(town.linked, words="", by=None)


def withdraw_the_oldest(town: Town) -> None:
    withdraw(town.oldest, words="", by=None)


def unpublish_an_article(town: Town) -> None:
    again(town.lead).unpublish()


def change_the_words_of_a_withdrawal(town: Town) -> None:
    note_withdrawal(town.withdrawn, words="It was the wrong mayor.")


def publish_what_was_withdrawn(town: Town) -> None:
    publish(town.withdrawn)


def delete_an_article(town: Town) -> None:
    again(town.lead).delete()


def delete_what_was_withdrawn(town: Town) -> None:
    again(town.withdrawn).delete()


def delete_a_draft(town: Town) -> None:
    again(town.awaited).delete()


def delete_what_is_private(town: Town) -> None:
    again(town.private).delete()


def make_an_alias(town: Town) -> None:
    again(town.lead).create_alias(parent=again(town.culture), update_slug="alias")


def change_what_has_an_alias(town: Town) -> None:
    publish(town.original, title="Another headline")


def copy_an_article(town: Town) -> None:
    again(town.lead).copy(to=again(town.culture), update_attrs={"slug": "copy"})


def publish_a_translation(town: Town) -> None:
    farsi = Locale.objects.get(language_code="fa")
    again(town.culture).copy_for_translation(farsi, alias=True)
    copy = again(town.linked).copy_for_translation(farsi)
    publish(copy, title="ترجمه")


def schedule_an_article(town: Town) -> None:
    """Only schedule it: nothing is to be seen of that."""
    article = again(town.awaited)
    article.go_live_at = timezone.now() + timedelta(days=1)
    article.save_revision().publish()


def publish_on_schedule(town: Town) -> None:
    schedule_an_article(town)
    revision = again(town.awaited).latest_revision
    revision.approved_go_live_at = clock.now() - timedelta(hours=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    schedule.keep_the_schedule()


def publish_under_embargo(town: Town) -> None:
    """Only the newsroom sees it: nothing is noted."""
    publish(town.awaited, embargo_until=clock.now() + timedelta(hours=1))


def lift_an_embargo(town: Town) -> None:
    publish_under_embargo(town)
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        schedule.keep_the_schedule()


def expire(town: Town) -> None:
    Page.objects.filter(pk=town.lead.pk).update(expire_at=clock.now() - timedelta(hours=1))
    schedule.keep_the_schedule()


def approve_in_a_workflow(town: Town) -> None:
    workflow, editor = Workflow.objects.create(name="Two pairs of eyes"), make_staff()
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(again(town.awaited), editor)
    again(town.awaited).current_workflow_task_state.approve(user=editor)


def bulk(deed: str, *pages: Page) -> None:
    client = Client()
    client.force_login(make_staff())
    asked = "&".join(f"id={page.pk}" for page in pages)
    answer = client.post(f"/admin/bulk/wagtailcore/page/{deed}/?{asked}", {"next": "/admin/"})
    assert answer.status_code == 302, answer.content.decode()


def publish_in_bulk(town: Town) -> None:
    bulk("publish", town.awaited, town.withdrawn)


def unpublish_in_bulk(town: Town) -> None:
    bulk("unpublish", town.lead, town.linked)


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")


def make_an_article_private(town: Town) -> None:
    make_private(town.lead)


def make_a_desk_private(town: Town) -> None:
    make_private(town.politics)


def make_a_lower_desk_private(town: Town) -> None:
    make_private(town.council)


def make_a_language_private(town: Town) -> None:
    make_private(town.front_fa)


def make_public_again(town: Town) -> None:
    PageViewRestriction.objects.get(page_id=town.private.pk).delete()


def let_a_day_pass(town: Town) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        schedule.turn_the_day()


def again(thing: Any) -> Any:
    """Return a row as it is now."""
    return type(thing).objects.get(pk=thing.pk)


ARTICLES = [
    publish_what_was_awaited,
    publish_the_first_on_a_topic,
    publish_something_from_long_ago,
    publish_again_unchanged,
    edit_a_body,
    link_to_nothing_more,
    change_a_headline,
    change_a_standfirst,
    change_a_slug,
    change_a_slug_back,
    take_a_topic_away,
    give_a_topic,
    change_the_byline,
    put_on_a_further_desk,
    move_an_article,
    put_a_photo_on,
    withdraw_an_article,
    withdraw_what_others_link_to,
    withdraw_the_oldest,
    unpublish_an_article,
    change_the_words_of_a_withdrawal,
    publish_what_was_withdrawn,
    delete_an_article,
    delete_what_was_withdrawn,
    delete_a_draft,
    delete_what_is_private,
    make_an_alias,
    change_what_has_an_alias,
    copy_an_article,
    schedule_an_article,
    publish_under_embargo,
    lift_an_embargo,
    publish_on_schedule,
    expire,
    approve_in_a_workflow,
    make_an_article_private,
    make_public_again,
]

# Where every page that is baked again comes out different.
EXACTLY = [
    publish_what_was_awaited,
    publish_the_first_on_a_topic,
    edit_a_body,
    change_a_headline,
    change_a_slug,
    withdraw_an_article,
    publish_what_was_withdrawn,
]
