"""Those who wrote comments on an old site are told apart, if that is asked for, and not known."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.serializers import serialize

from courant.exchange.models import ImportedComment
from courant.exchange.replies import hand_over_comments
from courant.replies.models import Pass, Reply
from tests.exchange.wordpress.taking import take, write_export
from tests.exchange.wxr.exports import make_comment, make_item
from tests.paper import make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.db]

MINA, BEN = "Mina.Kanarie@canary.example", "ben@canary.example"
KEY = bytes(32)


def take_in(root: Path, *comments: str, post_id: str = "7", key: bytes = KEY) -> None:
    link = f"https://harbour.example/{post_id}/"
    item = make_item("".join(comments), post_id=post_id, link=link)
    take(write_export(root / "export.xml", item), writers_key=key)
    while hand_over_comments():
        pass


def test_one_writer_of_several_comments_is_one_and_their_tally_grows(tmp_path: Path) -> None:
    make_paper()
    take_in(
        tmp_path,
        make_comment(id="2", author_email=MINA, date_gmt="2020-03-02 10:00:00"),
        make_comment(id="3", author_email=f" {MINA.upper()} ", date_gmt="2020-03-01 10:00:00"),
        make_comment(id="4", author_email=MINA, approved="0"),
        make_comment(id="5", author_email=BEN),
        make_comment(id="6"),
        make_comment(id="7", author_email="none"),
    )
    by = dict(Reply.objects.values_list("old_number", "by_pass"))
    assert by[2] == by[3] == by[4]
    assert by[5] not in (by[2], None)
    assert by[6] is by[7] is None
    mina = Pass.objects.get(pk=by[2])
    assert (mina.published, f"{mina.made_at:%Y-%m-%d}") == (2, "2020-03-01")

    take_in(tmp_path, make_comment(id="9", author_email=MINA), post_id="8")

    mina.refresh_from_db()
    assert (mina.published, Pass.objects.count()) == (3, 2)


def test_the_same_taken_in_twice_counts_once(tmp_path: Path) -> None:
    make_paper()
    for _ in range(2):
        ImportedComment.objects.update(is_taken=False)
        take_in(tmp_path, make_comment(id="2", author_email=MINA))

    assert Pass.objects.get().published == 1


def test_the_old_sites_staff_have_no_pass(tmp_path: Path) -> None:
    make_paper()
    take_in(tmp_path, make_comment(id="2", author_email=MINA, user_id="1"))

    assert not Pass.objects.exists()


def test_another_key_gives_another_mark(tmp_path: Path) -> None:
    make_paper()
    take_in(tmp_path, make_comment(id="2", author_email=MINA))
    take_in(tmp_path, make_comment(id="9", author_email=MINA), post_id="8", key=b"\1" * 32)

    assert Pass.objects.count() == 2


@pytest.mark.parametrize("asked", [True, False])
def test_the_command_makes_a_key_only_if_asked_and_stores_no_email(
    tmp_path: Path, asked: bool
) -> None:
    make_paper()
    comment = make_comment(id="2", author_email=MINA, author_IP="203.0.113.9")
    export = write_export(tmp_path / "export.xml", make_item(comment))
    settings.HOME.writers_key.unlink(missing_ok=True)

    call_command("import_wordpress", str(export), keep_writers=asked, json=True)
    hand_over_comments()

    assert settings.HOME.writers_key.exists() == asked
    assert Pass.objects.exists() == asked
    stored = "".join(
        serialize("json", model.objects.all()) for model in (ImportedComment, Reply, Pass)
    ).lower()
    assert "well said" in stored
    assert not [plain for plain in ("kanarie", "canary", "203.0.113") if plain in stored]
