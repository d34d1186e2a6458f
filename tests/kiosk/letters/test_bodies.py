"""Bodies: what is read of a stranger's form, and what is not."""

import asyncio
from typing import Any

import pytest

from courant.kiosk.gate import RefusedError, Request
from courant.kiosk.letters.body import MAX_BYTES, LeftError, fields_of, read_form

FORM = b"application/x-www-form-urlencoded"


def posted(
    *parts: bytes, ends: bool = True, seconds: float = 5, **headers: bytes
) -> dict[str, str]:
    """Read a form that comes in these parts; one that does not end keeps us waiting."""
    events = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    if ends:
        events[-1]["more_body"] = False

    async def receive() -> Any:
        if not events:
            await asyncio.sleep(3600)
        return events.pop(0)

    named = {name.replace("_", "-").encode(): value for name, value in headers.items()}
    request = Request("POST", b"h", b"/", "/", None, headers={b"content-type": FORM, **named})
    return asyncio.run(read_form(request, receive, seconds=seconds))


def test_a_form_in_parts_is_one_form() -> None:
    assert posted(b"text=Hel", b"lo+there%21&na", b"me=%D9%85") == {
        "text": "Hello there!",
        "name": "م",
    }


def test_empty_pieces_and_values_are_fine() -> None:
    assert fields_of(b"&a=&b&&c=1=2") == {"a": "", "b": "", "c": "1=2"}
    assert fields_of(b"") == {}


def test_a_percent_sign_that_encodes_nothing_stays() -> None:
    assert fields_of(b"text=100%+sure+%zz") == {"text": "100% sure %zz"}


@pytest.mark.parametrize(
    "content_type",
    [
        *(b"", b"text/plain", b"application/json", b"multipart/form-data; boundary=x"),
        FORM + b"; charset=iso-8859-1",
    ],
)
def test_only_forms_are_read(content_type: bytes) -> None:
    with pytest.raises(RefusedError, match="Only a form") as refused:
        posted(b"text=1", content_type=content_type)

    assert refused.value.status == 415


@pytest.mark.parametrize("content_type", [FORM.upper(), FORM + b'; charset="UTF-8"'])
def test_other_spellings_of_the_type_are_fine(content_type: bytes) -> None:
    assert posted(b"text=1", content_type=content_type) == {"text": "1"}


def test_a_packed_form_is_not_unpacked() -> None:
    with pytest.raises(RefusedError) as refused:
        posted(b"text=1", content_encoding=b"gzip")

    assert refused.value.status == 415


def test_a_long_form_is_refused_by_what_it_says_and_by_what_it_is() -> None:
    assert len(posted(b"text=" + b"x" * (MAX_BYTES - 5))["text"]) == MAX_BYTES - 5

    for parts, headers in (
        ([b""], {"content_length": b"65537"}),
        ([b""], {"content_length": b"9" * 40}),
        ([b"text=" + b"x" * MAX_BYTES], {}),
        ([b"x" * 60_000] * 200, {}),
    ):
        with pytest.raises(RefusedError, match="64 KB") as refused:
            posted(*parts, **headers)
        assert refused.value.status == 413


def test_a_form_that_never_ends_is_given_up() -> None:
    with pytest.raises(RefusedError) as refused:
        posted(b"text=", ends=False, seconds=0.05)

    assert refused.value.status == 408


def test_who_leaves_is_not_waited_for() -> None:
    async def receive() -> Any:
        return {"type": "http.disconnect"}

    request = Request("POST", b"h", b"/", "/", None, headers={b"content-type": FORM})
    with pytest.raises(LeftError):
        asyncio.run(read_form(request, receive))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"&".join(b"f%d=1" % at for at in range(13)), "more than 12 fields"),
        (b"text=1&text=2", "twice"),
        (b"x" * 41 + b"=1", "very long name"),
        (b"text=%ff", "UTF-8"),
        (b"text=\xff", "UTF-8"),
        (b"%ff=1", "UTF-8"),
        (b"text=%ed%a0%80", "UTF-8"),
    ],
)
def test_a_form_that_means_nothing_is_refused(body: bytes, told: str) -> None:
    with pytest.raises(RefusedError, match=told) as refused:
        fields_of(body)

    assert refused.value.status == 400


def test_twelve_fields_are_not_too_many() -> None:
    assert len(fields_of(b"&".join(b"f%d=1" % at for at in range(12)))) == 12
