"""Template files, read for one language: what cannot differ from page to page is settled here.

Wording, assets' addresses and places that nobody fills become plain text of the template, so a
page pays nothing for them.  Lines keep their numbers, so an error names the line of the file.
"""

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from courant.design.assets import fixed_assets
from courant.design.strings import text
from courant.plant.html import escape

TEMPLATES = Path(__file__).parent / "templates"

# Places in the templates that other rooms may fill; nothing stands there until one does.
PLACES = frozenset({"ticker", "replies", "said"})

LITERAL = r'"((?:[^"\\\n]|\\.)*)"'
PRINTED_WORDING = re.compile(r"\{\{ _\(" + LITERAL + r"\) \}\}")
WORDING = re.compile(r"\b_\(" + LITERAL + r"\)")
PRINTED_ASSET = re.compile(r"\{\{ asset\(" + LITERAL + r"\) \}\}")
ASSET = re.compile(r"\basset\(" + LITERAL)
PRINTED_FRAGMENT = re.compile(r"\{\{ fragment\(" + LITERAL + r"[^{}\n]*\) \}\}")
FRAGMENT = re.compile(r"\bfragment\(" + LITERAL)


class EngineError(Exception):
    """A template that cannot be used.  Operators see the message as it stands."""


def template_names() -> Iterator[str]:
    """Yield the name of every template, in order."""
    for path in sorted(TEMPLATES.rglob("*.*")):
        yield path.relative_to(TEMPLATES).as_posix()


def source_of(name: str, lang: str, filled: Collection[str]) -> str | None:
    """Return a template's source in a language, or None where there is no such template.

    Args:
        name: Relative to ``templates/``.
        lang: BCP 47.
        filled: The names of the fragments that some room supplies.
    """
    path = TEMPLATES / name
    if not path.is_file():
        return None
    source = path.read_text("utf-8")
    _check_names(name, source)

    def wording(found: re.Match[str]) -> str:
        return text(json.loads(f'"{found[1]}"'), lang)

    source = PRINTED_WORDING.sub(lambda found: escape(wording(found)), source)
    source = WORDING.sub(lambda found: json.dumps(wording(found), ensure_ascii=False), source)
    source = PRINTED_ASSET.sub(lambda found: fixed_assets()[found[1]].address, source)
    return PRINTED_FRAGMENT.sub(lambda found: found[0] if found[1] in filled else "", source)


def wordings() -> Iterator[str]:
    """Yield every English text that the templates say, some more than once."""
    for name in template_names():
        for found in WORDING.finditer((TEMPLATES / name).read_text("utf-8")):
            yield json.loads(f'"{found[1]}"')


def _check_names(template: str, source: str) -> None:
    known = (("fragment", FRAGMENT, PLACES), ("asset", ASSET, fixed_assets().keys()))
    for what, pattern, names in known:
        for found in pattern.finditer(source):
            if found[1] not in names:
                line = source.count("\n", 0, found.start()) + 1
                raise EngineError(
                    f"{template}, line {line}: there is no {what} named {found[1]!r}. "
                    f"Use one of {', '.join(sorted(names))}."
                )
