"""Comments of an old site become replies."""

from pathlib import Path

import pytest

from courant.exchange.models import ImportedComment
from courant.exchange.replies import hand_over_comments
from courant.exchange.wordpress.said import said
from courant.press.models import Change
from courant.replies import keys
from courant.replies.models import Pingback, Reply, State
from tests.exchange.wordpress.taking import bake_into, take, write_export
from tests.exchange.wxr.exports import make_comment, make_item
from tests.kiosk.asking import ask
from tests.paper import make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def take_in(root: Path, *comments: str) -> None:
    export = write_export(root / "export.xml", make_item("".join(comments), post_id="7"))
    take(export)
    while hand_over_comments():
        pass


def test_threads_times_and_staff_marks_come_along(tmp_path: Path) -> None:
    make_paper()
    take_in(
        tmp_path,
        make_comment(id="3", parent="2", author="Late", date_gmt="2020-03-02 10:00:59"),
        make_comment(id="2", author="Early", date_gmt="2020-03-01 10:00:00", user_id="1"),
    )

    early, late = Reply.objects.order_by("old_number")
    assert (early.origin, early.state, early.name) == ("staff", State.PUBLISHED, "Early")
    assert (late.parent, f"{late.said_at:%Y-%m-%d %H:%M:%S}") == (early, "2020-03-02 10:00:00")
    assert Change.objects.filter(key=keys.thread(early.thread_id)).exists()


def test_what_waited_waits_and_what_was_in_the_bin_stays_there(tmp_path: Path) -> None:
    make_paper()
    take_in(
        tmp_path,
        *(make_comment(id=str(n), approved=how) for n, how in enumerate(["0", "spam", "trash"], 5)),
    )

    assert list(Reply.objects.values_list("old_number", "state")) == [(5, State.HELD)]
    assert not ImportedComment.objects.filter(is_taken=False).exists()


def test_taken_in_twice_it_is_there_once(tmp_path: Path) -> None:
    make_paper()
    for _ in range(2):
        ImportedComment.objects.update(is_taken=False)
        take_in(tmp_path, make_comment(id="2"), make_comment(id="3", parent="2"))

    assert Reply.objects.count() == 2


def test_a_pingback_is_no_reply(tmp_path: Path) -> None:
    make_paper()
    url = "https://elsewhere.example/about-us"
    take_in(tmp_path, make_comment(id="2", type="pingback", author="Elsewhere", author_url=url))

    assert not Reply.objects.exists()
    assert Pingback.objects.get().href == url


def test_old_links_to_a_comment_go_on_working_and_ten_levels_show_as_three(tmp_path: Path) -> None:
    make_paper()
    chain = [
        make_comment(id=str(n), parent=str(n - 1) if n > 1 else "0", author=f"Writer {n}",
                     content=f"Level {n}", date_gmt=f"2020-03-01 10:{n:02}:00")
        for n in range(1, 11)
    ]  # fmt: skip
    take_in(tmp_path, *chain)

    kiosk = bake_into(tmp_path)
    reply = Reply.objects.get(old_number=10)
    address = reply.thread.article.url.removeprefix("http://127.0.0.1:8000")
    html = ask(kiosk, address).body.decode()
    thread = html[html.index('id="replies"') :]

    assert all(f'id="comment-{n}"' in thread for n in range(1, 11))
    assert deepest(thread) == 3
    assert "to <bdi>Writer 9</bdi>" in thread


def deepest(html: str) -> int:
    """Return how deep lists of replies lie in each other."""
    depth = most = 0
    for at in range(len(html)):
        depth += html.startswith("<ol", at) - html.startswith("</ol>", at)
        most = max(most, depth)
    return most


PLAIN = {
    "One\n\nTwo": "One\n\nTwo",
    "<p>One</p><p>Two<br>three</p>": "One\n\nTwo\nthree",
    "<script>alert(1)</script>Hello &amp; bye": "Hello & bye",
    'See <a href="https://x.example/a">this</a>': "See this (https://x.example/a)",
    '<a href="https://x.example/">x.example</a>': "https://x.example/",
    "<b onclick=x>bold</b> & 1 < 2": "bold & 1 < 2",
    '<a href="javascript:x">bad</a>': "bad",
}


@pytest.mark.parametrize(("html", "words"), PLAIN.items())
def test_the_words_of_a_comment_are_kept_and_nothing_else(html: str, words: str) -> None:
    assert said(html) == words
