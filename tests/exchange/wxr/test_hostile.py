"""No text can stall the conversion, run in a browser, or make it fail."""

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courant.exchange.wxr.body import Context, convert
from courant.exchange.wxr.leaks import find_file_names, is_file_name, without_file_names
from courant.exchange.wxr.php import PhpError, unserialize
from courant.exchange.wxr.reader import read
from courant.exchange.wxr.records import Item
from tests.exchange.wxr.exports import real_exports
from tests.exchange.wxr.generate import write_export

MANY = 60_000  # pieces; anything that grows with their square would not come back
CONTEXT = Context.of(["https://harbour.example"])
PARTS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<div>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "<a ",
    'href="',
    '"',
    "'",
    ">",
    "<",
    "</",
    "<!--",
    "-->",
    "<!-- wp:group -->",
    "<!-- /wp:group -->",
    '<!-- wp:gallery {"ids":[1,"x"]} -->',
    "<!-- wp:image {",
    "[caption]",
    "[/caption]",
    "[gallery ids=",
    "[embed]",
    "[",
    "]",
    "[[",
    '<img src="a.jpg">',
    "<img>",
    "<blockquote>",
    "<cite>",
    "</blockquote>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<pre>",
    "</pre>",
    "\n",
    "\n\n",
    " ",
    "text",
    "IMG_1234.jpg",
    "&",
    "&amp;",
    "&#0;",
    "https://youtu.be/x",
    "<script>",
    "<svg>",
    "</svg>",
    "<iframe src=//x>",
    "\x00",
    "<wxr-slot n=0>",
    "<details>",
    "<summary>",
    "می\u200cروم",
    "<q>",
    "<dl><dt>",
    "<object>",
    "<h2>",
]


@pytest.mark.parametrize(
    "unit", [*PARTS, "<x>", "<!-- a", "<a'\"", "<br>", "<p><b>x", "[a b=", "IMG", " \n"]
)
def test_no_repetition_stalls_the_conversion(unit: str) -> None:
    convert(unit * (MANY // len(unit)), context=CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 20_000 + "deep" + "</div>" * 20_000,
        "<blockquote>" * 5_000 + "deep",
        "<b><i>" * 5_000 + "deep",
        "<ul><li>" * 5_000 + "deep",
        "<table><tr><td>" * 3_000 + "deep",
        "<!-- wp:group -->" * 5_000 + "<p>deep</p>",
        "[vc_row]" * 5_000 + "deep" + "[/vc_row]" * 5_000,
        "[caption]" * 2_000 + "<img src=x.jpg>deep" + "[/caption]" * 2_000,
    ],
    ids=lambda text: text[:12],
)
def test_depth_is_bounded_and_the_words_are_kept(text: str) -> None:
    found = convert(text, context=CONTEXT)

    assert "deep" in str(found.blocks)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_converts_and_none_of_it_runs(text: str) -> None:
    found = convert(text, context=CONTEXT)

    for block in found.blocks:
        if block["type"] == "paragraph":
            assert block["value"].startswith("<p>")
        for html in html_of(block["value"]):
            tags = re.findall(r"<[^>]*>", html)
            assert set(tags) <= ALLOWED or all(map(ALLOWED_LINK.fullmatch, set(tags) - ALLOWED))


NAMES = ("p", "b", "i", "a", "sup", "sub", "ul", "ol", "li")
ALLOWED = {"<br>"} | {f"<{end}{name}>" for name in NAMES for end in ("", "/")}
ALLOWED_LINK = re.compile(
    r'<a href="(?:(?:https?|mailto|tel):|(?![a-z]+:))[^"<>]*">', re.IGNORECASE
)


def html_of(value: object) -> list[str]:
    """Return the parts of a block's value that are HTML."""
    if isinstance(value, str):
        return [value] if value.startswith(("<p>", "<ul>", "<ol>")) else []
    found: list[str] = []
    if isinstance(value, dict):
        if "level" not in value and "head" not in value:  # those are plain text
            found += [str(value.get(key, "")) for key in ("text", "caption")]
        for row in [value.get("head") or [], *(value.get("rows") or [])]:
            found += row
        found += [photo["caption"] for photo in value.get("photos") or []]
    return found


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='abiOsNd:;{}"0123456789.-', max_size=40))
def test_any_text_unserialises_or_is_refused(text: str) -> None:
    with suppress(PhpError):
        unserialize(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_looking_for_names_of_files_takes_any_text(text: str) -> None:
    is_file_name(text)
    find_file_names(text)
    rest, _ = without_file_names(text)
    assert not is_file_name(rest)


@pytest.mark.skipif(not real_exports(), reason="the real exports do not lie beside the house")
@pytest.mark.parametrize("path", real_exports(), ids=lambda path: path.name)
def test_no_real_post_leaves_a_shortcode_a_comment_or_a_tag_in_its_words(path: Path) -> None:
    for record in read(path, repair=True):
        if isinstance(record, Item) and record.type in ("post", "page"):
            for block in convert(record.content, context=CONTEXT).blocks:
                if block["type"] != "code":
                    said = str(block["value"])
                    assert not re.search(r"\[/?(?:caption|gallery|embed|audio|video)|<!--", said)
                    assert "wxr-slot" not in said


def test_a_generated_export_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml"):
        write_export(tmp_path / name, posts=12, words=80)

    assert (tmp_path / "a.xml").read_bytes() == (tmp_path / "b.xml").read_bytes()
    found = [record for record in read(tmp_path / "a.xml") if isinstance(record, Item)]
    assert [item.type for item in found].count("post") == 12
    assert all(len(item.comments) == 4 for item in found if item.type == "post")


@pytest.mark.long
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Peak memory of reading ten times as much is the same, to a tenth."""
    peaks = []
    for posts in (2_000, 20_000):
        path = tmp_path / f"{posts}.xml"
        write_export(path, posts=posts)
        program = (
            "import resource, sys; from courant.exchange.wxr.reader import read\n"
            "for record in read(sys.argv[1]): pass\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True
        )
        peaks.append(int(done.stdout))

    assert peaks[1] <= peaks[0] * 1.1
