"""Threads as readers see them, and how an article takes replies."""

from datetime import timedelta
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from courant.newsroom.models import ArticlePage
from courant.plant import clock
from courant.press.recipes import Trays
from courant.replies.fragment import thread_html
from courant.replies.models import Mode, Pingback, Reply, ReplyRules, State, Thread
from courant.replies.queries.threads import discussions, place_of
from courant.replies.recipes.feeds import PaperRepliesFeedRecipe, RepliesFeed, ThreadFeedRecipe
from courant.replies.recipes.pages import RepliesPageRecipe
from courant.replies.services import moderation, raids
from courant.replies.services.threads import set_mode
from tests.paper import make_article, make_reply, make_staff
from tests.replies.test_queue import do, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("noon")]

ATOM = "{http://www.w3.org/2005/Atom}"


def read(article: ArticlePage, number: int = 1) -> str:
    """Return what stands on a page of an article's thread."""
    found = discussions([article.pk])[article.pk]
    return unescape(thread_html(found.page(number), found.lang, found.at(number)))


def many(article: ArticlePage, count: int) -> list[Reply]:
    """Fill a thread, as an import would."""
    thread, _ = Thread.objects.get_or_create(pk=article.pk)
    began = clock.now() - timedelta(hours=2)
    return Reply.objects.bulk_create(
        Reply(
            thread=thread, name=f"Reader {n}", text=f"Number {n}.", lang="en",
            said_at=began + timedelta(minutes=n), state=State.PUBLISHED,
        )
        for n in range(count)
    )  # fmt: skip


def test_fifty_threads_stand_on_a_page_the_oldest_first_and_each_page_has_its_address() -> None:
    article = make_article()
    replies = many(article, 51)
    found = discussions([article.pk])[article.pk]

    first, second = read(article), read(article, 2)

    assert list(RepliesPageRecipe().addresses()) == [f"{found.address}replies/2/"]
    assert first.index("Number 0.") < first.index("Number 1.") < first.index("Number 49.")
    assert ("Number 50." in first, "Number 50." in second) == (False, True)
    assert (first + second).count(f'id="reply-{replies[50].pk}"') == 1
    assert f'href="{found.address}replies/2/#replies"' in first
    assert f'name="page" value="{found.address}replies/2/"' in second


def test_each_article_and_the_paper_have_a_feed_of_what_readers_see() -> None:
    article, other = make_article(), make_article()
    make_reply(article, text="Here <b>")
    make_reply(other, text="There.")
    make_reply(article, text="Held.", published=False)

    assert entries(ThreadFeedRecipe(), f"{address(article)}replies/feed.xml") == [
        "<p>Here &lt;b&gt;</p>"
    ]
    assert sorted(entries(PaperRepliesFeedRecipe(), "/replies/feed.xml")) == [
        "<p>Here &lt;b&gt;</p>",
        "<p>There.</p>",
    ]

    set_mode(other.pk, mode=Mode.HIDDEN)
    assert entries(PaperRepliesFeedRecipe(), "/replies/feed.xml") == ["<p>Here &lt;b&gt;</p>"]


def address(article: ArticlePage) -> str:
    return discussions([article.pk])[article.pk].address


def entries(recipe: RepliesFeed, at: str) -> list[str]:
    """Return the texts in a feed, markup and all."""
    [view] = recipe.compose(recipe.subjects([at]), Trays())
    feed = ET.fromstring(recipe.render(view))  # noqa: S314  # our own
    return [entry.findtext(f"{ATOM}content", "") for entry in feed.iter(f"{ATOM}entry")]


def test_a_feed_leads_to_the_page_on_which_a_reply_stands() -> None:
    article = make_article()
    replies = many(article, 51)
    recipe, root = ThreadFeedRecipe(), address(article)

    [view] = recipe.compose(recipe.subjects([f"{root}replies/feed.xml"]), Trays())
    feed = recipe.render(view).decode()

    assert f'{root}replies/2/#reply-{replies[50].pk}"' in unescape(feed)
    assert f'{root}#reply-{replies[49].pk}"' in unescape(feed)
    assert place_of(replies[50]) == f"{root}replies/2/#reply-{replies[50].pk}"
    assert place_of(make_reply(text="Short.")) != ""


def test_who_answers_without_scripts_is_led_to_the_form_of_that_reply() -> None:
    article = make_article()
    reply = make_reply(article, name="Ada")

    assert f'/-/replies/{article.pk}?page={address(article)}&reply_to={reply.pk}#respond"' in read(
        article
    )


def test_staff_picks_changes_and_links_are_marked() -> None:
    article, editor = make_article(), make_staff()
    reply = make_reply(article, text="See https://a.example/x now.")
    moderation.answer_as_staff(reply.pk, by=editor, text="Thank you.")
    moderation.pick(reply.pk, by=editor)
    Reply.objects.filter(pk=reply.pk).update(edited_at=clock.now())

    html = read(article)

    assert 'rel="nofollow ugc noopener"' in html
    for mark in ("Newsroom</span>", "Editors’ pick</span>", "edited</span>"):
        assert html.count(mark) == 1


def test_what_is_removed_leaves_a_line_only_where_it_was_answered() -> None:
    article, editor = make_article(), make_staff()
    answered, alone = make_reply(article, text="Answered."), make_reply(article, text="Alone.")
    make_reply(article, answers=answered.pk, text="An answer.")

    moderation.remove([answered.pk, alone.pk], by=editor, reason="topic")

    html = read(article)
    assert html.count("Removed by an editor: off topic") == 1
    assert "An answer." in html
    assert f'id="reply-{alone.pk}"' not in html


def test_pingbacks_stand_apart_and_are_not_counted() -> None:
    article = make_article()
    make_reply(article)
    Pingback.objects.create(
        thread_id=article.pk, name="A blog", href="https://blog.example/", linked_at=clock.now()
    )

    html = read(article)

    assert html.index("</ol>") < html.index("Linked from") < html.index("https://blog.example/")
    assert discussions([article.pk])[article.pk].page(1).count == 1


def test_after_fourteen_days_the_thread_is_readable_and_takes_nothing() -> None:
    article = make_article(at=clock.now())
    make_reply(article, text="In time.")
    assert 'id="respond"' in read(article)

    with clock.stopped_at(clock.now() + timedelta(days=14, minutes=1)):
        html = read(article)

    assert "In time." in html
    assert "Replies are closed." in html
    assert ('id="respond"' in html, "reply_to=" in html) == (False, False)


def test_in_a_raid_the_page_says_that_replies_are_checked() -> None:
    article = make_article()
    reply = make_reply(article)

    raids.hold_raid(reply.thread, on=True, by=make_staff())

    assert "Replies are being checked before they appear." in read(article)


def test_an_article_without_a_reply_is_closed_from_its_own_menu_and_history_says_by_whom() -> None:
    article, editor = make_article(), make_staff("mina")
    client = sign_in(editor)
    assert "0 published, 0 held." in client.get(at(article)).content.decode()

    client.post(at(article), {"mode": "closed"})

    assert Thread.objects.get(pk=article.pk).mode == Mode.CLOSED
    logged = PageLogEntry.objects.get(page=article.pk, action="replies.mode")
    assert (logged.user, logged.message) == (editor, "Replies: Closed, shown")
    html = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert f'href="{at(article)}"' in html
    history = client.get(reverse("wagtailadmin_pages:history", args=[article.pk]))
    assert "Replies: Closed, shown" in history.content.decode()


@pytest.mark.parametrize("mode", Mode.values)
def test_every_mode_can_be_set(mode: str) -> None:
    article = make_article()

    sign_in().post(at(article), {"mode": mode})

    assert Thread.objects.get(pk=article.pk).mode == mode


def test_a_mode_that_is_none_changes_nothing() -> None:
    article = make_article()

    answer = sign_in().post(at(article), {"mode": "x"})

    assert (answer.status_code, Thread.objects.count()) == (422, 0)
    assert "Choose how" in answer.content.decode()


def at(article: ArticlePage) -> str:
    return reverse("replies_thread", args=[article.pk])


def test_a_raid_that_is_begun_or_ended_by_hand_is_in_the_articles_history() -> None:
    reply, client = make_reply(), sign_in()

    do(client, "raid-on", reply)
    do(client, "raid-off", reply)

    logged = PageLogEntry.objects.filter(action="replies.raid").order_by("pk")
    assert [entry.message for entry in logged] == [
        "Raid on the replies begun", "Raid on the replies ended",
    ]  # fmt: skip


def test_where_less_than_fifty_fit_the_rules_say_so() -> None:
    article = make_article()
    many(article, 21)
    ReplyRules.objects.create(site=article.get_site(), page_length=10)

    assert discussions([article.pk])[article.pk].page_count == 3
