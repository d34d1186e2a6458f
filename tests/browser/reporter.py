"""A reporter at the ticker desk of a running house, who does as told: one line of JSON a deed.

Runs as a process of its own, because Django has one home per process.  ``COURANT_HOME`` names it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.project.house import environ

REPOSITORY = Path(__file__).parents[2]
Line = dict[str, str]  # what to file: text, href, level, outlet; mark and note afterwards


class Reporter:
    """What a test says to the reporter."""

    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.reporter"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=environ(home), cwd=REPOSITORY,
        )  # fmt: skip

    def show(self, lang: str, lines: Sequence[Line], **settings: Any) -> list[int]:
        """Have a ticker show these lines alone, in this order; return their numbers."""
        return list(self._tell("show", lang, lines, settings))

    def file(self, lang: str, line: Line) -> int:
        """File one line more; return its number."""
        return int(self._tell("file", lang, line))

    def strike(self, lang: str, number: int) -> None:
        """Take a line back."""
        self._tell("strike", lang, number)

    def change(self, lang: str, number: int, **words: str) -> None:
        """Change what a line says."""
        self._tell("change", lang, number, words)

    def publish(self, lang: str, headline: str) -> int:
        """Publish an article that is shown in the ticker; return the article's primary key."""
        return int(self._tell("publish", lang, headline))

    def withdraw(self, lang: str, article: int) -> None:
        """Take an article back."""
        self._tell("withdraw", lang, article)

    def leave(self) -> None:
        """Go home."""
        self._process.communicate()

    def _tell(self, *deed: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(deed), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())


class _Desk:
    """What the reporter does."""

    def __init__(self, lang: str) -> None:
        from courant.staff.models import Staff
        from courant.ticker.models import Ticker

        self.ticker = Ticker.objects.get(lang=lang)
        self.by = Staff.objects.first()

    def show(self, lines: Sequence[Line], settings: dict[str, Any]) -> list[int]:
        from courant.ticker.services import strike_line
        from courant.ticker.services.tickers import settings_changed

        for line in self.ticker.lines.filter(state="live"):
            strike_line(line, by=self.by)
        usual = {"motion": "one", "seconds": 7, "refresh": 15, "length": 8, "is_on": True}
        for name, value in (usual | settings).items():
            setattr(self.ticker, name, value)
        self.ticker.save(update_fields=list(usual))
        settings_changed(self.ticker, by=None)
        # The newest stands first.
        return [self.file(line) for line in reversed(lines)][::-1]

    def file(self, line: Line) -> int:
        from courant.ticker.services import file_line

        later = {name: line[name] for name in ("mark", "note") if name in line}
        filed = file_line(
            self.ticker, by=self.by, **{k: v for k, v in line.items() if k not in later}
        )
        if later:
            self.change(filed.number, later)
        return filed.number

    def strike(self, number: int) -> None:
        from courant.ticker.services import strike_line

        strike_line(self.ticker.lines.get(number=number), by=self.by)

    def change(self, number: int, words: dict[str, str]) -> None:
        from courant.ticker.services import change_line

        change_line(self.ticker.lines.get(number=number), by=self.by, **words)

    def publish(self, headline: str) -> int:
        from courant.newsroom.models import DeskPage
        from tests.paper import make_article

        desk = DeskPage.objects.filter(locale__language_code=self.ticker.lang).first()
        slug = f"published-{DeskPage.objects.count()}-{len(headline)}"
        return make_article(headline, desk=desk, slug=slug, ticker="normal").pk

    def withdraw(self, article: int) -> None:
        from courant.newsroom.models import ArticlePage
        from courant.newsroom.services.articles import withdraw

        withdraw(ArticlePage.objects.get(pk=article), words="It was wrong.", by=None)


def main() -> None:
    """Do what each line of the input says."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
    import django

    django.setup()
    for told in sys.stdin:
        deed, lang, *rest = json.loads(told)
        print(json.dumps(getattr(_Desk(lang), deed)(*rest)), flush=True)


if __name__ == "__main__":
    main()
