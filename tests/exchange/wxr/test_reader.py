"""Reading an export: everything comes out as it was, limits hold, errors name the place."""

import gzip
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from courant.exchange.wxr.errors import WxrError
from courant.exchange.wxr.reader import read
from courant.exchange.wxr.records import Author, Item, ItemTerm, Record, Site, Term
from tests.exchange.wxr.exports import (
    HEAD,
    NAMESPACES,
    make_comment,
    make_export,
    make_item,
    make_meta,
    real_exports,
)


def items(source: io.BytesIO) -> list[Item]:
    return [record for record in read(source) if isinstance(record, Item)]


def only_item(inside: str = "", **fields: str) -> Item:
    [item] = items(make_export(make_item(inside, **fields)))
    return item


def kinds(records: list[Record]) -> list[str]:
    return [type(record).__name__ for record in records]


def test_the_site_comes_first_then_the_records_in_the_order_of_the_file() -> None:
    author = "<wp:author><wp:author_login>mina</wp:author_login></wp:author>"
    tag = "<wp:tag><wp:tag_slug>ferry</wp:tag_slug><wp:tag_name>Ferry</wp:tag_name></wp:tag>"
    generator = "<generator>https://wordpress.org/?v=6.5</generator>"

    records = list(read(make_export(author, tag, generator, make_item(), make_item())))

    assert kinds(records) == ["Site", "Author", "Term", "Item", "Item"]
    assert isinstance(records[0], Site)
    assert records[0].generator == "https://wordpress.org/?v=6.5"
    assert records[0].url == "https://harbour.example"


def test_a_site_without_a_blog_url_is_known_by_its_link() -> None:
    head = "<link>https://old.example/</link><wp:wxr_version>1.0</wp:wxr_version>"

    [site] = read(make_export(head=head))

    assert isinstance(site, Site)
    assert site.url == "https://old.example"


def test_text_is_kept_letter_for_letter() -> None:
    text = "\n\n  \\o/ a\\\\b 🚀 \u202eRTL\u202c می\u200cروم ]]> <b>&amp;</b>\n\n\n"

    item = only_item(make_meta("note", text.replace("]]>", "]]]]><![CDATA[>")), content=text)

    assert item.content == text
    assert item.meta("note") == text


def test_several_cdata_sections_in_one_element_are_one_text() -> None:
    inside = "<dc:creator><![CDATA[mi]]><![CDATA[na]]> <![CDATA[x]]></dc:creator>"

    assert only_item(inside).creator == "mina x"


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_namespaces_are_known_by_their_uri_whatever_the_prefix(version: str, scheme: str) -> None:
    namespaces = (
        f'xmlns:w="{scheme}://wordpress.org/export/{version}/" '
        'xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:wp="https://other.example/"'
    )
    item = (
        "<item><c:encoded>words</c:encoded><w:post_id>5</w:post_id>"
        '<p:status xmlns:p="http://wordpress.org/export/1.2/">draft</p:status>'
        "<wp:status>not ours</wp:status></item>"
    )
    head = f"<w:wxr_version>{version}</w:wxr_version>"

    [found] = items(make_export(item, head=head, namespaces=namespaces))

    assert (found.id, found.content, found.status) == (5, "words", "draft")


def test_moments_that_never_were_are_none() -> None:
    item = only_item(
        "<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>",
        post_date_gmt="0000-00-00 00:00:00",
        post_date="2019-02-30 10:00:00",
        post_modified_gmt="2020-05-02 10:00:00",
    )

    assert (item.date, item.date_gmt, item.published_at) == (None, None, None)
    assert item.modified_gmt == datetime(2020, 5, 2, 10, tzinfo=UTC)


def test_a_password_is_known_of_but_not_kept() -> None:
    item = only_item(post_password="open sesame")

    assert item.protected
    assert "sesame" not in repr(item)


def test_comments_keep_their_threading_and_lose_emails_and_addresses() -> None:
    comment = make_comment(
        make_meta("akismet_as_submitted", "mina@mail.example 203.0.113.9", of="comment"),
        author_email="mina@mail.example",
        author_IP="203.0.113.9",
        author_url="https://mina.example",
        parent="99",
        user_id="3",
        date_gmt="2020-05-01 10:00:00",
    )
    by_email = make_comment(id="2", author="omid@mail.example")

    item = only_item(comment + by_email)

    first, second = item.comments
    assert (first.id, first.parent, first.user_id, first.author) == (1, 99, 3, "Mina")
    assert second.author == ""
    assert "mail.example" not in repr(item)
    assert "203.0.113.9" not in repr(item)


def test_a_pingback_says_who_linked_and_a_reply_does_not_tell_its_writers_site() -> None:
    link = "https://elsewhere.example/post"

    ping, reply = only_item(
        make_comment(type="pingback", author_url=link) + make_comment(id="2", author_url=link)
    ).comments

    assert (ping.url, reply.url) == (link, "")


def test_terms_and_authors_that_only_items_name_come_before_the_first_that_does() -> None:
    inside = (
        "<dc:creator>omid</dc:creator>"
        '<category domain="post_tag" nicename="sea"><![CDATA[Sea]]></category>'
        '<category domain="category" nicename="news"><![CDATA[News]]></category>'
    )

    records = list(read(make_export(make_item(inside), make_item(inside))))

    assert kinds(records) == ["Site", "Author", "Term", "Term", "Item", "Item"]
    assert records[1] == Author("omid", "omid", declared=False)
    assert records[2] == Term("post_tag", "sea", "Sea", declared=False)


def test_version_1_0_names_each_term_twice_and_we_once() -> None:
    inside = (
        "<category><![CDATA[News]]></category>"
        '<category domain="category" nicename="news"><![CDATA[News]]></category>'
        '<category domain="tag"><![CDATA[Sea]]></category>'
        '<category domain="tag" nicename="sea"><![CDATA[Sea]]></category>'
    )

    assert only_item(inside).terms == (
        ItemTerm("category", "news", "News"),
        ItemTerm("post_tag", "sea", "Sea"),
    )


def test_terms_come_in_three_spellings_with_their_metas() -> None:
    category = (
        "<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>local</wp:category_nicename>"
        "<wp:category_parent>news</wp:category_parent><wp:cat_name>Local</wp:cat_name>"
        f"{make_meta('colour', 'blue', of='term')}</wp:category>"
    )
    other = (
        "<wp:term><wp:term_taxonomy>language</wp:term_taxonomy><wp:term_slug>fa</wp:term_slug>"
        "<wp:term_name>فارسی</wp:term_name></wp:term>"
    )

    _, local, language = read(make_export(category, other))

    assert isinstance(local, Term)
    assert isinstance(language, Term)
    assert (local.id, local.parent, local.metas[0].value) == (3, "news", "blue")
    assert (language.taxonomy, language.slug, language.name) == ("language", "fa", "فارسی")


def test_markup_that_nobody_wrapped_is_still_text() -> None:
    item = make_item().replace("<content:encoded>", "<content:encoded><p>One <b>two</b></p>")

    assert items(make_export(item))[0].content == "<p>One <b>two</b></p>It was late."


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_packed_exports_are_read_as_they_are(pack: str, tmp_path: Path) -> None:
    plain, packed = make_export(make_item()).getvalue(), tmp_path / "export"
    if pack == "gz":
        packed.write_bytes(gzip.compress(plain))
    else:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("b.xml", plain)
            archive.writestr("a.xml", plain)
            archive.writestr("readme.txt", "no export")

    records = list(read(packed))

    assert kinds(records) == ["Site", "Item"] * (2 if pack == "zip" else 1)


def test_an_export_that_is_not_well_formed_is_refused_with_line_and_column() -> None:
    broken = io.BytesIO(b"<rss>\n<channel>\n<title>a & b</title></channel></rss>")
    broken.name = "/somewhere/broken.xml"

    with pytest.raises(WxrError) as error:
        list(read(broken))

    assert (error.value.file, error.value.line, error.value.column) == ("broken.xml", 3, 11)
    assert "--repair" in str(error.value)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (b"", "not well-formed"),
        (b"PK not a zip", "not well-formed"),
        (b"<html></html>", "starts with <html>"),
        (b"<rss></rss>", "no <channel>"),
        (b"<rss><channel></channel></rss>", "no wp:wxr_version"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "DOCTYPE"),
        (b"<rss><channel>" + b"<a>" * 70, "64 deep"),
        (b"<rss><channel><!--" + b"x" * 3_000_000, "longer than 1 MiB"),
        (b"<rss><channel><title>" + b"x" * 9_000_000, "longer than 8 MiB"),
        (b"\x1f\x8b broken", "damaged"),
        (b"PK\x03\x04 broken", "damaged"),
        (b'<?xml version="1.0" encoding="klingon"?><rss/>', "unknown encoding"),
    ],
)
def test_what_is_no_export_is_refused_with_the_rule_it_broke(text: bytes, rule: str) -> None:
    with pytest.raises(WxrError, match=rule):
        list(read(io.BytesIO(text)))


def test_a_version_that_is_none_is_refused_before_anything_is_told() -> None:
    head = HEAD.replace("1.2", "abc")

    with pytest.raises(WxrError, match="'abc'"):
        next(read(make_export(make_item(), head=head)))


def test_an_item_may_hold_at_most_64_mib() -> None:
    text = make_meta("note", "x" * 8_000_000)

    with pytest.raises(WxrError, match="<item> holds more than 64 MiB"):
        list(read(make_export(make_item(text * 9))))


def test_what_unpacks_to_more_than_2_gib_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courant.exchange.wxr.parts.MAX_FILE_BYTES", 300_000)
    bomb = gzip.compress(f"<rss {NAMESPACES}><channel>".encode() + b" " * 1_000_000)

    with pytest.raises(WxrError, match="2 GiB"):
        list(read(io.BytesIO(bomb)))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WxrError, match=r"nowhere\.xml: It cannot be opened"):
        list(read(tmp_path / "nowhere.xml"))


@pytest.mark.skipif(not real_exports(), reason="the real exports do not lie beside the house")
@pytest.mark.parametrize("path", real_exports(), ids=lambda path: path.name)
def test_every_item_of_a_real_export_is_told(path: Path) -> None:
    if "malformed" in path.name or "crazy" in path.name:
        with pytest.raises(WxrError, match="line"):
            list(read(path))
        return

    records = list(read(path))

    assert kinds(records)[0] == "Site"
    assert kinds(records).count("Item") == path.read_text("utf-8").count("<item>")
    assert sum(len(r.comments) for r in records if isinstance(r, Item)) == path.read_text(
        "utf-8"
    ).count("<wp:comment>")
