"""Tickers themselves: one comes to be with each language, and editors say how it behaves."""

from collections.abc import Iterable

from django.db import transaction

from courant.newsroom import keys as newsroom_keys
from courant.newsroom.models import DeskPage, FrontPage, Teaser
from courant.press.changes import note_changed
from courant.staff.models import Staff
from courant.ticker.models import Ticker
from courant.ticker.services.acts import act, locked
from courant.ticker.services.articles import follow


def open_missing_tickers() -> bool:
    """Give each language that has a public front its ticker.  Return whether one was missing."""
    fronts = FrontPage.objects.live().order_by("pk")
    langs = set(fronts.values_list("locale__language_code", flat=True))
    missing = sorted(langs - set(Ticker.objects.values_list("lang", flat=True)))
    for lang in missing:
        with transaction.atomic():
            ticker, is_new = Ticker.objects.get_or_create(lang=lang)
            if is_new:
                settings_changed(ticker, by=None)
    return bool(missing)


def change_settings(ticker: Ticker, *, by: Staff | None, desks: Iterable[DeskPage]) -> None:
    """Save how a ticker behaves, and nothing else of it: lines may be filed meanwhile."""
    names = [field.name for field in Ticker._meta.concrete_fields if field.editable]
    with locked(ticker):
        ticker.save(update_fields=[name for name in names if name != "id"])
        ticker.desks.set(desks)
        settings_changed(ticker, by=by)


def settings_changed(ticker: Ticker, *, by: Staff | None) -> None:
    """Have readers see a ticker as its saved settings say, and its automatic lines with it.

    Pages of past editions say only whether there is a ticker; when that is different all pages
    of the language are baked again.
    """
    with locked(ticker) as held:
        act(held, "settings", by=by)
        fresh = Teaser.objects.filter(lang=held.lang, is_current=True).order_by("published_at")
        follow({}, {row.pk: row for row in fresh})
        leads = held.is_on and held.place == Ticker.Place.EVERYWHERE
        if leads != held.is_linked:
            Ticker.objects.filter(pk=held.pk).update(is_linked=leads)
            note_changed(newsroom_keys.masthead(held.lang), because="ticker on or off")
