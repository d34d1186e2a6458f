"""The template engine: a template's name and frozen views go in, a page's bytes come out.

One environment per language, so that wording and dates are settled when a template is loaded
and not once more for every page.  Nothing here reads the clock or the network.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from minijinja import Environment, TemplateError

from courant.design import dates, links
from courant.design.assets import Asset, fixed_assets, stylesheet
from courant.design.filters import filters_for
from courant.design.languages import script_of
from courant.design.sources import PLACES, EngineError, source_of, template_names
from courant.design.strings import translated_languages
from courant.plant.edition.variants import ENCODERS
from courant.plant.html import Html

__all__ = ["Engine", "EngineError", "Fragment"]

HERE = Path(__file__).parent
FACES = {"latn": "newsreader-latin.woff2", "arab": "vazirmatn-arabic.woff2"}  # by script
KEPT_PARTS = 4096  # of each language: teasers that stand on many pages, mastheads

# What another room puts into a named place: takes the page's language and view.
Fragment = Callable[[str, Any], Html]


class Engine:
    """Renders the pages of one paper.  Costly to make, cheap to use; safe to share by threads."""

    def __init__(
        self, *, zone: str, public_root: str, fragments: Mapping[str, Fragment] | None = None
    ) -> None:
        """Settle what all pages have in common.

        Args:
            zone: The paper's time zone, as in the IANA database: ``Europe/Amsterdam``.
            public_root: The paper's URL without a final slash.
            fragments: What other rooms put into the templates' named places.

        Raises:
            EngineError: A fragment has no place of its name.
        """
        self._zone, self._public_root = zone, public_root
        self._fragments = dict(fragments or {})
        self._environments: dict[str, Environment] = {}
        for name in sorted(self._fragments.keys() - PLACES):
            raise EngineError(
                f"The templates have no place for a fragment named {name!r}. "
                f"Use one of {', '.join(sorted(PLACES))}, or add it to design.sources.PLACES."
            )

    @property
    def assets(self) -> Mapping[str, Asset]:
        """The files that pages of every paper link to, by name.

        The style sheet is not among them, because it holds the paper's accent.
        """
        return fixed_assets()

    def stylesheet(self, accent: str, accent_dark: str) -> Asset:
        """Return the style sheet that pages of a paper with this accent link to.

        Raises:
            ColourError: Words in one of the colours could not be read.
        """
        return stylesheet(accent, accent_dark, self._public_root)

    def render(self, template: str, lang: str, **context: Any) -> bytes:
        """Render one page.

        Args:
            template: Its file name under ``templates/``.
            lang: The page's language, BCP 47.
            **context: What the template's opening comment names.

        Raises:
            EngineError: The template does not compile, or met something it does not know.
        """
        try:
            return self._environment(lang).render_template(template, **context).encode()
        except TemplateError as error:
            raise _explained(error, template) from error

    def check(self) -> None:
        """Compile every template in every language we speak.

        Raises:
            EngineError: One does not compile, or names a fragment or asset that is not there.
        """
        for lang in ("en", *translated_languages()):
            for name in template_names():
                try:
                    self._environment(lang).undeclared_variables_in_template(name)
                except TemplateError as error:
                    raise _explained(error, name) from error

    @cached_property
    def house_hash(self) -> str:
        """Everything that stands on every page's tray besides its own facts, as 32 hex digits."""
        parts = [ENCODERS, self._zone, self._public_root, *sorted(self._fragments)]
        parts += [f"{name} {version(name)}" for name in ("minijinja", "babel", "jdatetime")]
        total = hashlib.blake2b("\n".join(parts).encode(), digest_size=16)
        for path in sorted(HERE.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(HERE).as_posix().encode() + b"\0")
                total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def _environment(self, lang: str) -> Environment:
        known = self._environments.get(lang)
        return known or self._environments.setdefault(lang, self._made_for(lang))

    def _made_for(self, lang: str) -> Environment:
        face = self.assets.get(FACES.get(script_of(lang), ""))
        made = Environment(
            loader=partial(source_of, lang=lang, filled=self._fragments.keys()),
            undefined_behavior="strict",
            trim_blocks=True,
            lstrip_blocks=True,
            filters=filters_for(lang, self._zone, self._public_root),
            globals={
                "accent_href": lambda *accents: links.href(self.stylesheet(*accents).address),
                "fragment": lambda name, view=None: self._fragments[name](lang, view),
                "face": links.href(face.address) if face else "",
                "public_root": Html(self._public_root),
                "script": script_of(lang),
                "zone_name": dates.zone_name(self._zone, lang),
            },
        )

        # Parts of a page that many pages share are rendered once: views are frozen, so what is
        # equal looks the same.
        @lru_cache(KEPT_PARTS)
        def part(template: str, **context: Any) -> Html:
            return Html(made.render_template(template, **context))

        made.add_global("part", part)
        return made


def _explained(error: TemplateError, template: str) -> EngineError:
    where = f"{error.name or template}, line {error.line}" if error.line else template
    return EngineError(
        f"{where}: {error.detail or error.message}. "
        "Mend the template, or the view it is given; what readers had stays up meanwhile."
    )
