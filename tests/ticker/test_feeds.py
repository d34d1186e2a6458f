"""Reading feeds: every dialect gives headlines, and rubbish gives one clear reason."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courant.plant.plain_text import one_line
from courant.ticker.wires.items import Feed, FeedError, Item
from courant.ticker.wires.reading import read_feed

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
URL = "https://agency.example/feed"
ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def read(body: str | bytes) -> Feed:
    return read_feed(body.encode() if isinstance(body, str) else body, url=URL, now=NOON)


def rss(*items: str) -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>X</title>{inside}</channel></rss>'
    )


def atom(entry: str) -> str:
    return f'<feed xmlns="{ATOM}"><title>X</title><entry>{entry}</entry></feed>'


def json_feed(*items: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


def only(body: str | bytes) -> Item:
    (item,) = read(body).items
    return item


def headline(title: str) -> str:
    """Return what becomes of a title of RSS, written as it stands between the tags."""
    return only(rss(f"<title>{title}</title>")).headline


WANTED = Item(
    "a7", "Mayor resigns", "https://agency.example/7", datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
)


@pytest.mark.parametrize(
    "body",
    [
        rss(
            "<title>Mayor resigns</title><link>https://agency.example/7</link><guid>a7</guid>"
            "<pubDate>Fri, 20 Nov 2026 10:30:00 +0100</pubDate>"
        ),
        rss(
            "<media:title xmlns:media='http://search.yahoo.com/mrss/'>No</media:title>"
            "<title>Mayor resigns</title><link> /7 </link><guid isPermaLink='false'>a7</guid>"
            "<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-11-20T09:30:00Z</dc:date>"
        ),
        ("<rss version='0.91'><channel><item><title>Mayor resigns</title><guid>a7</guid>"
        "<link>https://agency.example/7</link><pubDate>20 Nov 2026 09:30 GMT</pubDate>"
        "</item></channel></rss>"),
        (f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://purl.org/rss/1.0/'><channel/>"
        "<item rdf:about='a7'><title>Mayor resigns</title><link>https://agency.example/7</link>"
        "<date xmlns='http://purl.org/dc/elements/1.1/'>2026-11-20T10:30+01:00</date></item>"
        "</rdf:RDF>"),
        atom(
            "<id>a7</id><title>Mayor resigns</title><link rel='self' href='/no'/>"
            "<link href='/7'/><updated>2026-11-20T11:00:00Z</updated>"
            "<published>2026-11-20T09:30:00Z</published>"
        ),
        json_feed(
            {"id": "a7", "title": "Mayor resigns", "url": "https://agency.example/7",
             "date_published": "2026-11-20T10:30:00+01:00"}
        ),
    ],
    ids=["RSS 2.0", "RSS with modules", "RSS 0.91", "RSS 1.0", "Atom", "JSON Feed"],
)  # fmt: skip
def test_every_dialect_says_the_same(body: str) -> None:
    assert read(body) == Feed((WANTED,), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256", "iso-8859-6"])
def test_a_feed_comes_in_the_encoding_it_declares(encoding: str) -> None:
    body = f"<?xml version='1.0' encoding='{encoding}'?>" + rss("<title>خبر</title>")[21:]
    assert only(body.encode(encoding)).headline == "خبر"


def test_a_feed_may_begin_with_a_mark_and_empty_lines() -> None:
    assert only(b"\xef\xbb\xbf\r\n " + rss("<title>x</title>").encode()).headline == "x"


def test_a_guid_that_is_an_address_is_the_link_where_there_is_no_other() -> None:
    guid = "https://agency.example/7"
    assert only(rss(f"<title>x</title><guid>{guid}</guid>")).href == guid
    assert only(rss(f"<title>x</title><guid isPermaLink='false'>{guid}</guid>")).href == ""


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Five &lt; six &amp;amp; seven", "Five < six & seven"),
        ("<![CDATA[The <b>mayor</b> <i class='x'>resigns</i>]]>", "The mayor resigns"),
        ("Mayor&lt;br/&gt;resigns", "Mayor resigns"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Mayor", "Mayor"),
        ("Mayor &amp;lt;b&amp;gt;resigns", "Mayor resigns"),
        ("\n  Mayor\t\n resigns &amp;nbsp; ", "Mayor resigns"),
        ("Mayor \u202egnp.exe\u200b\u2069\ufeff res\u00adigns", "Mayor gnp.exe resigns"),
        ("می\u200cرود", "می\u200cرود"),
        ("Cafe\u0301", "Café"),
        ("word " * 50, "word " * 27 + "word…"),
        ("x" * 200, "x" * 139 + "…"),
    ],
)
def test_a_title_becomes_one_plain_line(title: str, line: str) -> None:
    assert headline(title) == line


def test_what_is_plain_by_definition_keeps_its_signs() -> None:
    assert only(atom("<title>1 &lt; 2 &amp;amp;</title>")).headline == "1 < 2 &amp;"
    assert only(json_feed({"title": "1 < 2 &amp;"})).headline == "1 < 2 &amp;"


def test_an_xhtml_title_is_its_words() -> None:
    title = (
        "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>b</b> c</div></title>"
    )
    assert only(atom(title)).headline == "A b c"


def test_an_entry_without_a_title_has_the_beginning_of_its_text() -> None:
    assert only(rss("<description>&lt;p&gt;Bridge closed&lt;/p&gt;</description>")).headline == (
        "Bridge closed"
    )
    assert only(json_feed({"content_text": "Bridge closed"})).headline == "Bridge closed"


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("/a b?c=d e", "https://agency.example/a%20b?c=d%20e"),
        ("http://other.example/خبر", "http://other.example/%D8%AE%D8%A8%D8%B1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://me:secret@other.example/", ""),
        ("https://[", ""),
        ("https://other.example/" + "a" * 1000, ""),
    ],
)
def test_a_link_is_a_web_address_or_none(link: str, href: str) -> None:
    assert only(rss(f"<title>x</title><link>{link}</link>")).href == href


@pytest.mark.parametrize(
    "date",
    ["2040-01-01T00:00:00Z", "Tue, 19 Jan 2038 03:14:08 GMT", "2026-11-21T00:00:00Z"],
)
def test_a_date_in_the_future_counts_as_now_and_is_remarked_on(date: str) -> None:
    feed = read(rss(f"<title>x</title><guid>1</guid><pubDate>{date}</pubDate>"))
    assert feed.items[0].published == NOON
    assert feed.remarks == ("Dated in the future, so taken as of now: 1.",)


@pytest.mark.parametrize(
    "date",
    ["", "yesterday", "0001-01-01T00:00:00", "1970-01-01", "99999999999", "20 Foo 2026",
     "9999-12-31T23:59:59-12:00"],
)  # fmt: skip
def test_a_date_that_is_none_counts_as_now(date: str) -> None:
    assert only(rss(f"<title>x</title><pubDate>{date}</pubDate>")).published == NOON


def test_an_entry_without_a_name_is_known_by_its_link_and_remarked_on() -> None:
    feed = read(rss("<title>x</title><link>/7</link>", "<title>y</title>"))
    assert [item.guid for item in feed.items] == ["https://agency.example/7", "y"]
    assert "known by their link: 2" in feed.remarks[0]


def test_a_name_no_database_takes_is_known_by_its_digest() -> None:
    for name in ("\x00", "\ud800", "n" * 5000):
        guid = only(json_feed({"id": name, "title": "x"})).guid
        assert guid.startswith("sha256:")
        assert len(guid) < 100


def test_two_entries_of_one_name_are_one() -> None:
    feed = read(rss("<title>x</title><guid>1</guid>", "<title>y</title><guid>1</guid>"))
    assert [item.headline for item in feed.items] == ["x"]


def test_an_empty_feed_is_one_and_said_to_be() -> None:
    assert read(rss()) == Feed((), ("It is a feed, but there is nothing in it.",))


def test_of_a_long_feed_the_first_500_are_taken() -> None:
    feed = read(rss(*(f"<title>{n}</title><guid>{n}</guid>" for n in range(600))))
    assert len(feed.items) == 500
    assert feed.remarks == ("More than 500 entries, so left out: 100.",)


PAGE = b"""<!DOCTYPE html><html><head><link rel="stylesheet" href="/x.css">
<link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2"></head>"""
DEEP = "<rss>" + "<a>" * 70 + "</a>" * 70 + "</rss>"
WIDE = "<rss>" + "<a/>" * 100_001 + "</rss>"
ENTITIES = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>'
OUTSIDE = '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss/>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (PAGE, "a web page, not a feed. The page names this feed: https://agency.example/rss?a=1&b=2"),
        (b"<?xml version='1.0'?>\n<!-- x --><html><body>", "is a web page, not a feed. Look"),
        (b"hello", "not well-formed XML (line 1, column 1)"),
        (b"\x89PNG\r\n\x1a\n", "not well-formed XML"),
        (rss("<title>x").encode()[:-30], "not well-formed XML"),
        (rss("<title>&nbsp;</title>"), "not well-formed XML"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML, but not a feed: it begins with <svg>"),
        (b"<?xml version='1.0' encoding='shift_jis'?><rss/>", "an encoding we cannot read"),
        (b"<?xml version='1.0' encoding='klingon'?><rss/>", "an encoding we cannot read"),
        (DEEP, "more than 64 deep"),
        (WIDE, "more than 100,000"),
        (ENTITIES, "declares a document type"),
        (OUTSIDE, "declares a document type"),
        (b"{", "neither XML nor JSON"),
        (b"[" * 100_000, "neither XML nor JSON"),
        (b'{"items": 1' + b"0" * 5000 + b"}", "neither XML nor JSON"),
        (b"[]", "is JSON, but not a JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 7}', "is JSON, but not"),
    ],
)  # fmt: skip
def test_rubbish_is_refused_with_the_culprit_and_what_to_do(body: str | bytes, words: str) -> None:
    with pytest.raises(FeedError) as refused:
        read(body)
    assert words in str(refused.value)
    assert str(refused.value).startswith(URL)


def test_a_title_of_too_many_tags_is_read_without_a_tree() -> None:
    title = "".join(f"&lt;b id={n}&gt;&lt;p&gt;" for n in range(5000))
    assert headline(f"Mayor {title}") == "Mayor"


def keeps_the_rules(body: bytes) -> None:
    try:
        feed = read(body)
    except FeedError:
        return
    for item in feed.items:
        assert one_line(item.headline, most=140) == item.headline
        assert item.published <= NOON
        assert len(item.guid) <= 200
        assert item.href == "" or item.href.startswith(("http://", "https://"))


@given(st.binary(max_size=400))
@example(b"<?xml version='1.0' encoding='utf-16'?><rss/>")
@example(b"<?xml version='1.0' encoding='idna'?><rss>\xff</rss>")
@example(b"<?xml version='1.0' encoding='utf-7'?><rss>+</rss>")
@example(b"<?xml version='1.0' encoding='hex'?><rss/>")
def test_any_bytes_are_a_feed_or_an_error_of_ours(body: bytes) -> None:
    keeps_the_rules(body)


words = st.text(max_size=60) | st.sampled_from(
    ["<b>x</b>", "&lt;i&gt;", "<!-", "<", "\u202e", "\x00"]
)


@given(words, words, words, words)
def test_any_words_in_an_entry_are_an_item_or_an_error_of_ours(
    title: str, link: str, guid: str, date: str
) -> None:
    def cdata(text: str) -> str:
        return f"<![CDATA[{text.replace(']]>', '')}]]>"

    entry = {"title": title, "link": link, "guid": guid, "pubDate": date}
    inside = "".join(f"<{name}>{cdata(text)}</{name}>" for name, text in entry.items())
    keeps_the_rules(rss(inside).encode("utf-8", "replace"))
    keeps_the_rules(
        json_feed({"title": title, "url": link, "id": guid, "date_published": date}).encode()
    )
