"""Old addresses: everything an item, a term or an author of the old site answered to."""

from datetime import date

import pytest

from courant.exchange.wxr.addresses import (
    OldAddresses,
    OldSite,
    addresses_of,
    author_addresses,
    date_addresses,
    spellings,
    term_addresses,
)
from courant.exchange.wxr.reader import read
from courant.exchange.wxr.records import Author, Item, Term
from tests.exchange.wxr.exports import make_export, make_item, make_meta

HARBOUR = OldSite(frozenset({"harbour.example"}))
PERSIAN = "%d8%a8%d9%86%d8%af%d8%b1-%d9%85%db%8c%e2%80%8c%d8%b1%d9%88%d8%af"  # with a joiner


def of(inside: str = "", site: OldSite = HARBOUR, **fields: str) -> OldAddresses:
    [*_, item] = read(make_export(make_item(inside, **fields)))
    assert isinstance(item, Item)
    return addresses_of(item, site)


@pytest.mark.parametrize(
    "link",
    [
        "https://harbour.example/2020/05/ferry/",
        "http://www.harbour.example:80/2020/05/ferry/?utm_source=x#top",
        "//HARBOUR.example/2020/05/ferry/",
    ],
)
def test_the_link_is_the_truth_whatever_its_scheme_host_and_tracking(link: str) -> None:
    assert of(link=link).main == "/2020/05/ferry/"


def test_a_post_answers_to_its_number_too() -> None:
    assert of(post_id="7").others == ("/?p=7",)
    assert "/?page_id=7" in of(post_type="page").others
    assert "/?attachment_id=7" in of(post_type="attachment").others


def test_a_site_in_a_folder_keeps_it() -> None:
    site = OldSite(frozenset({"harbour.example"}), root="/blog/")

    found = of(site=site, link="https://harbour.example/blog/ferry/")

    assert (found.main, found.others) == ("/blog/ferry/", ("/blog/?p=7",))


def test_plain_links_are_known_by_their_one_key_that_counts() -> None:
    found = of(link="https://harbour.example/?post_type=brief&p=7&preview=true")

    assert (found.main, found.others) == ("/?p=7", ())


def test_another_site_is_none_of_ours() -> None:
    assert of(link="https://elsewhere.example/2020/05/ferry/").main == ""


def test_encoded_links_are_decoded_once_in_either_hex_case_and_also_answer_without_joiners() -> (
    None
):
    small = of(link=f"https://harbour.example/{PERSIAN}/")
    capital = of(link=f"https://harbour.example/{PERSIAN.upper()}/")

    assert small.main == capital.main == "/بندر-می\u200cرود/"
    assert "/بندر-میرود/" in small.others


def test_old_slugs_and_old_dates_answer_together() -> None:
    inside = make_meta("_wp_old_slug", "boat") + make_meta("_wp_old_date", "2019-12-31")

    found = of(inside, link="https://harbour.example/2020/05/01/ferry/", post_name="ferry")

    assert set(found.others) == {
        "/?p=7", "/2020/05/01/boat/", "/2019/12/31/ferry/", "/2019/12/31/boat/",
    }  # fmt: skip


def test_an_old_slug_keeps_the_ending_of_its_address() -> None:
    inside = make_meta("_wp_old_slug", "boat")

    found = of(inside, link="https://harbour.example/7-x/ferry.html", post_name="ferry")

    assert "/7-x/boat.html" in found.others


def test_a_file_is_no_address_of_its_attachment() -> None:
    guid = "<guid>https://harbour.example/wp-content/uploads/2020/05/a.jpg</guid>"

    assert not any("uploads" in other for other in of(guid, post_type="attachment").others)


def test_what_cannot_be_an_address_is_refused_with_the_reason() -> None:
    found = of(link="https://harbour.example/a//b/")

    assert found.main == ""
    assert "empty part" in found.refused[0]


def test_categories_answer_nested_flat_and_by_number() -> None:
    term = Term("category", "harbour", "Harbour", parent="town", id=3)

    found = term_addresses(term, HARBOUR, {"town": "news", "news": "town"})

    assert found == ("/category/news/town/harbour/", "/category/harbour/", "/?cat=3")


def test_tags_and_authors_answer() -> None:
    assert term_addresses(Term("post_tag", "%d8%a8", "ب"), HARBOUR) == ("/tag/ب/",)
    assert author_addresses(Author("Mina K.", "Mina", id=2), HARBOUR) == (
        "/author/mina-k/", "/author/mina k./", "/?author=2",
    )  # fmt: skip
    assert author_addresses(Author("mina@mail.example", ""), HARBOUR) == (
        "/author/minamail-example/",
    )


def test_archives_answer_by_year_month_and_day() -> None:
    found = date_addresses([date(2020, 5, 1)], HARBOUR)

    assert {"/2020/", "/2020/05/", "/2020/05/01/", "/?m=202005"} <= set(found)


def test_an_address_may_be_written_without_its_slash() -> None:
    assert spellings("/a/B/") == ("/a/B/", "/a/B", "/a/b/", "/a/b")
    assert spellings("/?p=1") == ("/?p=1",)
