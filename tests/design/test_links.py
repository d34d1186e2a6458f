"""Addresses as they stand in a page."""

import pytest

from courant.design.links import absolute, absolute_links, href

ROOT = "https://courant.example"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/harbour/", "/harbour/"),
        ("/fa/بندر/", "/fa/بندر/"),
        ("/100%-sure/", "/100%25-sure/"),
        ("/what?/", "/what%3F/"),
        ("/c#/", "/c%23/"),
        ('/"><script>', "/%22%3E%3Cscript%3E"),
        ("/a&b/", "/a&amp;b/"),
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2"),
    ],
)
def test_a_link_leads_to_its_address_whatever_letters_it_has(address: str, target: str) -> None:
    assert href(address) == target


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JavaScript:x",
        "",
        "//evil.example/",
        "/\\evil.example",
    ],
)
def test_a_link_that_would_run_something_or_hides_another_host_leads_nowhere(target: str) -> None:
    assert href(target) == "#"


def test_a_whole_url_is_percent_encoded_and_safe_in_html_xml_and_json() -> None:
    assert absolute("/fa/آ'&/", ROOT) == f"{ROOT}/fa/%D8%A2%27%26/"


def test_every_address_inside_a_feeds_content_is_made_whole() -> None:
    content = (
        '<a href="/a/">x</a><a href="https://o.example/">y</a>'
        '<img src="/p.jpg" srcset="/p-1.jpg 1w, /p-2.jpg 2w">'
    )

    assert absolute_links(content, ROOT) == (
        f'<a href="{ROOT}/a/">x</a><a href="https://o.example/">y</a>'
        f'<img src="{ROOT}/p.jpg" srcset="{ROOT}/p-1.jpg 1w, {ROOT}/p-2.jpg 2w">'
    )
