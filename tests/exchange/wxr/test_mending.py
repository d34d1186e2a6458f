"""``--repair``: what real exports get wrong is mended, and nothing in silence."""

import io
from pathlib import Path

import pytest

from courant.exchange.wxr.errors import WxrError
from courant.exchange.wxr.reader import read
from courant.exchange.wxr.records import Item, Mend, Record, Site, Term
from tests.exchange.wxr.exports import make_export, make_item, make_meta, real_exports


def mended(source: io.BytesIO | Path) -> tuple[list[Record], list[Mend]]:
    mends: list[Mend] = []
    return list(read(source, repair=True, mends=mends)), mends


def mended_item(export: bytes) -> tuple[Item, list[str]]:
    records, mends = mended(io.BytesIO(export))
    [item] = (record for record in records if isinstance(record, Item))
    return item, [mend.what for mend in mends]


def export_with(content: str) -> bytes:
    return make_export(make_item(content="HERE")).getvalue().replace(b"HERE", content.encode())


@pytest.mark.parametrize(
    "text",
    ["a <![CDATA[ b ]]> c", "]]>", "x <![CDATA[ y ]]> z <![CDATA[ w: ]]>", "]]> <p>x</p> ]]> y"],
)
def test_cdata_inside_cdata_is_kept_as_text(text: str) -> None:
    item, whats = mended_item(export_with(text))

    assert item.content == text
    assert set(whats) == {"a CDATA section inside another was kept as text"}


def test_a_rightly_split_section_is_left_alone() -> None:
    item, whats = mended_item(export_with("a ]]]]><![CDATA[> b]]> c <![CDATA[d"))

    assert item.content == "a ]]> b c d"
    assert whats == []


def test_bare_ampersands_and_foreign_references_are_mended_outside_cdata() -> None:
    export = make_export(make_item(title="TITLE")).getvalue()
    title = b"Fish & chips &nbsp;&hellip; &lt;b&gt; &unknown; ?a=1&b=2 &#0; &#8211;"

    item, whats = mended_item(export.replace(b"TITLE", title))

    assert item.title == "Fish & chips \xa0… <b> &unknown; ?a=1&b=2  –"
    assert "a bare '&' was escaped" in whats


def test_characters_that_xml_forbids_are_taken_out_and_stray_bytes_read_as_western() -> None:
    item, whats = mended_item(export_with("caf").replace(b"caf", b"caf\xe9 \x0b\x00bar \x93so\x94"))

    assert item.content == "café bar “so”"
    assert len(whats) == 2


def test_a_bare_less_than_and_tags_in_the_wrong_order_are_mended() -> None:
    export = make_export(make_item(title="TITLE")).getvalue()

    item, whats = mended_item(export.replace(b"TITLE", b"1 < 2 <b>x</i>"))

    assert item.title == "1 < 2 <b>x</b>"
    assert len(whats) == 3


def test_blank_lines_before_the_declaration_are_no_obstacle() -> None:
    item, _ = mended_item(b"\n\n " + export_with("words"))

    assert item.content == "words"


@pytest.mark.parametrize("step", [1, 7, 64])
def test_a_file_cut_off_anywhere_gives_all_whole_items_and_no_half_one(step: int) -> None:
    item = make_item(make_meta("note", "a & b"), content="whole")
    whole = make_export(item, item.replace("whole", "second")).getvalue()
    first_ends = whole.index(b"</item>") + len(b"</item>")

    for cut in range(first_ends, len(whole) - 1, step):
        records, mends = mended(io.BytesIO(whole[:cut]))
        contents = [record.content for record in records if isinstance(record, Item)]
        assert contents[0] == "whole"
        assert contents[1:] in ([], ["second"])
        assert any("the file ends inside" in mend.what for mend in mends)


def test_mends_name_the_line_of_the_file_as_it_was() -> None:
    export = make_export(make_item(content="a\nb\n]]> c\nd ]]> e"))

    broken = export.getvalue().replace(b"]]]]><![CDATA[>", b"]]>")
    _, mends = mended(io.BytesIO(broken))

    lines = broken.decode().splitlines()
    assert [("]]>" in lines[mend.line - 1]) for mend in mends] == [True, True]


def test_what_is_well_formed_comes_out_the_same_with_and_without_repair() -> None:
    export = make_export(make_item(make_meta("a", "&amp; <![CDATA[ x"), content="<p>é & b</p>"))

    assert mended(export)[0] == list(read(io.BytesIO(export.getvalue())))
    assert mended(io.BytesIO(export.getvalue()))[1] == []


def test_many_faults_are_listed_up_to_a_bound_and_then_counted() -> None:
    export = make_export(make_item(title="TITLE")).getvalue()

    _, mends = mended(io.BytesIO(export.replace(b"TITLE", b"\n&a\n&b" * 6_000)))

    assert len(mends) < 10_100
    assert "more of the same kinds" in mends[-1].what


def test_a_file_that_is_all_faults_is_given_up() -> None:
    with pytest.raises(WxrError, match="more than 300,000 faults"):
        mended(io.BytesIO(b"<rss><channel><title>" + b"&" * 400_000))


@pytest.mark.skipif(not real_exports(), reason="the real exports do not lie beside the house")
@pytest.mark.parametrize("path", real_exports(), ids=lambda path: path.name)
def test_of_every_real_export_something_is_saved(path: Path) -> None:
    records, mends = mended(path)

    assert isinstance(records[0], Site)
    if "crazy" in path.name:
        item = records[-1]
        assert isinstance(item, Item)
        assert item.content == "Content with nested <![CDATA[ tags ]]> :)"
        assert item.meta("Closing CDATA") == "]]>"
        assert len(mends) == 3
    elif "malformed" in path.name:
        assert sum(isinstance(record, Term) for record in records) == 53
        assert any("notachanneltag" in mend.what for mend in mends)
    else:
        assert mends == []
        assert records == list(read(path))
