"""What was left in a text and is no text: the name of a file, a shortcode of an old site."""

import re
from collections.abc import Iterator
from typing import Any, Final

from courant.newsroom.checks.findings import Finding
from courant.newsroom.checks.texts import VERBATIM, Text, texts_of
from courant.newsroom.photos.filenames import find_file_names

# [gallery ids="1,2"], [/caption], [vc_row]; but not [sic], [laughs], [they].
_NAMES: Final = (
    "gallery|caption|wp_caption|embed|audio|video|playlist|youtube|vimeo|soundcloud|twitter|"
    "instagram|contact-form-7|contact-form|ngg\\w{0,20}|vc_\\w{1,40}|et_pb_\\w{1,40}|"
    "fusion_\\w{1,40}|su_\\w{1,40}|av_\\w{1,40}|elementor\\w{0,30}|columns?|button|dropcap"
)
SHORTCODE: Final = re.compile(
    rf"\[/?(?:{_NAMES})(?=[\s\]/])[^\[\]]{{0,300}}\]"
    r"|\[/[a-z][\w-]{1,40}\]"
    r"|\[[a-z][\w-]{1,40}\s[^\[\]=]{0,80}=[^\[\]]{1,300}\]",
    re.IGNORECASE,
)


def leaks(article: Any) -> Iterator[Finding]:
    """Yield each name of a file and each shortcode that stands in a text."""
    told: set[str] = set()
    for text in texts_of(article):
        for words in leaks_in(text):
            if words not in told:
                told.add(words)
                yield Finding(words, text.field, text.block)


def leaks_in(text: Text) -> Iterator[str]:
    """Yield what is wrong with one text."""
    if text.kind == VERBATIM:
        return
    for name in find_file_names(text.words):
        yield f"The text holds {name!r}, which looks like the name of a file. Take it out."
    for code in SHORTCODE.findall(text.words):
        yield f"{text.where} holds {code!r}, a shortcode: readers would see it. Take it out."
