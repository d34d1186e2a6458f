"""Taking exports in, baking what came, and asking the kiosk for it."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.apps import apps
from django.core.serializers import serialize

from courant.exchange.importer import Outcome, Wish, import_wordpress
from courant.exchange.wordpress.mapping import Decisions
from courant.exchange.wordpress.uploads import Uploads
from courant.exchange.wxr.reader import read
from courant.exchange.wxr.records import Item
from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.plant.config import Config, read_config
from courant.plant.edition.files import Edition
from courant.press.queries import failed_bakes
from courant.press.run import press_run
from tests.exchange.wxr.exports import make_export
from tests.kiosk.asking import Reply, ask

# What every import may add to: the log of imports, and the paths of sessions and the like.
LOGS = frozenset({"exchange.importrun", "press.pressrun", "contenttypes.contenttype"})
MAX_MOVES = 5


def write_export(path: Path, *inside: str, **more: Any) -> Path:
    """Write an export with these records."""
    path.write_bytes(make_export(*inside, **more).getvalue())
    return path


def take(
    *files: Path,
    uploads: Path | None = None,
    decisions: Decisions | None = None,
    repair: bool = False,
    dry_run: bool = False,
    writers_key: bytes = b"",
) -> Outcome:
    """Take exports into the paper of the test."""
    return import_wordpress(
        Wish(
            files=files,
            uploads=Uploads(uploads) if uploads else None,
            decisions=decisions or Decisions(),
            repair=repair,
            dry_run=dry_run,
            writers_key=writers_key,
        )
    )


def bake_into(root: Path) -> App:
    """Bake everything that is stale; return a kiosk that serves it."""
    edition = Edition(root / "edition", durable=False)
    while press_run(edition):
        pass
    assert not list(failed_bakes()), list(failed_bakes().values_list("address", "error"))
    return make_app(edition.root, config_of(root))


def config_of(root: Path) -> Config:
    """Return the settings of a kiosk for an edition below ``root``."""
    return replace(read_config(os.environ), home=root)


def follow(kiosk: App, url: str) -> Reply:
    """Return where an old link ends."""
    parts = urlsplit(url)
    target = quote(parts.path or "/", safe="/%") + (f"?{parts.query}" if parts.query else "")
    for _ in range(MAX_MOVES):
        reply = ask(kiosk, target)
        if reply.status != 301:
            return reply
        target = reply.location
    raise AssertionError(f"{url} moves for ever")


def items_of(*files: Path, repair: bool = False) -> Iterator[Item]:
    """Yield the items of exports."""
    for path in files:
        yield from (r for r in read(path, repair=repair) if isinstance(r, Item))


def everything_stored() -> dict[str, str]:
    """Return every row of every table but the logs, by table, to see what an import changed."""
    return {
        model._meta.label_lower: serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_models()
        if model._meta.label_lower not in LOGS
    }


def told(outcome: Outcome) -> dict[str, Any]:
    """Return the report as a script gets it."""
    report: dict[str, Any] = json.loads(outcome.report.as_json(outcome.findings))
    return report
