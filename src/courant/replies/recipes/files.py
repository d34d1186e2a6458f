"""What the kiosk must know to take replies."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from courant.newsroom import keys as newsroom_keys
from courant.newsroom.models import Contributor
from courant.newsroom.recipes.files import File
from courant.newsroom.recipes.pages import surroundings
from courant.plant.addresses import Address
from courant.plant.edition.files import RULES_FILE
from courant.plant.writing.folding import fold
from courant.press.recipes import Recipe, Trays
from courant.replies import keys
from courant.replies.queries.rules import rules


class RulesRecipe(Recipe):
    """The rules of replies, see docs/formats/letters.md."""

    name = "replies.rules"

    def addresses(self) -> Iterable[Address]:
        """Yield the one address."""
        return [Address(f"/{RULES_FILE}")]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield it when the paper gets its languages."""
        return self.addresses() if newsroom_keys.languages() in noted else ()

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Address]:
        """Return the one address."""
        return addresses

    def compose(self, subjects: Sequence[Address], trays: Trays) -> Iterator[File]:
        """Yield the facts as JSON."""
        for address in subjects:
            tray = trays[address]
            tray.use(keys.rules(), newsroom_keys.languages(), newsroom_keys.accent())
            # Names are public: whoever signs an article has a page.
            people = Contributor.objects.order_by("pk").values_list("pk", "name")
            tray.use(*(newsroom_keys.contributor_name(pk) for pk, _ in people))
            yield File(address, json.dumps(_facts(people), ensure_ascii=False, indent=1).encode())

    def render(self, view: File) -> bytes:
        """Return its bytes."""
        return view.body


def _facts(people: Iterable[tuple[int, str]]) -> dict[str, object]:
    of, around = rules(), surroundings()
    return {
        "is_on": of.is_on,
        "least": 2,
        "most": of.most_letters,
        "email": of.email,
        "seal": of.seal,
        "work": of.offers_work,
        "reserved": sorted({fold(name) for _, name in people}),
        "papers": {
            lang: {"name": paper.name, "accent": paper.accent, "accent_dark": paper.accent_dark}
            for lang, paper in around.papers.items()
        },
    }
