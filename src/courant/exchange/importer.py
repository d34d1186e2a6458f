"""Taking WordPress exports in: look all of it through, then store it in batches, then tie it up."""

import fcntl
import gc
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction

from courant.exchange.models import ImportedItem, ImportRun, OldSite, RawData
from courant.exchange.wordpress import comments, old
from courant.exchange.wordpress.errors import ImportRefusedError
from courant.exchange.wordpress.findings import Findings
from courant.exchange.wordpress.fronts import choose_sticky
from courant.exchange.wordpress.ground import front_for, language_of
from courant.exchange.wordpress.items import Made, kept_metas
from courant.exchange.wordpress.maker import Order, Parcel, portions, portions_beside
from courant.exchange.wordpress.mapping import Decisions
from courant.exchange.wordpress.media import Media
from courant.exchange.wordpress.people import AUTHOR, take_people
from courant.exchange.wordpress.rehearsal import rehearse
from courant.exchange.wordpress.report import STORED, UNCHANGED, Report
from courant.exchange.wordpress.reserve import reserve_items
from courant.exchange.wordpress.scratch import Scratch, Thing
from courant.exchange.wordpress.settings import Ground
from courant.exchange.wordpress.store import Store
from courant.exchange.wordpress.survey import (
    DATA,
    PHOTO,
    Survey,
    Surveyed,
    look_through,
    why_no_term,
    why_nothing,
)
from courant.exchange.wordpress.terms import take_terms
from courant.exchange.wordpress.uploads import Uploads
from courant.newsroom.models import FrontPage
from courant.newsroom.services.paper import show_paper
from courant.plant import clock

PORTIONS_A_SWEEP = 2
BESIDE_FROM = 400  # items; a smaller import is over before a second process has started


class Progress:
    """Who is told how far an import has come; does nothing unless overridden."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins; ``total`` is how many things it is about, if that is known."""

    def advance(self, done: int = 1) -> None:
        """So many more have been dealt with."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported and how."""

    files: tuple[Path, ...]
    uploads: Uploads | None = None
    decisions: Decisions = field(default_factory=Decisions)
    repair: bool = False
    dry_run: bool = False
    writers_key: bytes = b""  # under which comments' writers are told apart; empty: they are not


@dataclass(slots=True)
class Outcome:
    """An import that is over."""

    survey: Survey
    report: Report
    findings: Findings


def import_wordpress(wish: Wish, progress: Progress | None = None) -> Outcome:
    """Take exports in, or say what would happen.

    The first pass reads everything and stores nothing, so a file that cannot be read to its end
    changes nothing.  The second stores in batches; cut off, it goes on where it was when it is
    run again, and run again after its end it changes nothing.

    Raises:
        WxrError: A file cannot be read.
        ImportRefusedError: Something else given is not usable, or another import runs.
    """
    progress = progress or Progress()
    with _scratch() as scratch, _no_collecting():
        progress.stage("Reading")
        try:
            survey = look_through(
                wish.files,
                repair=wish.repair,
                decisions=wish.decisions,
                scratch=scratch,
                progress=progress.advance,
                writers_key=wish.writers_key,
            )
        except sqlite3.OperationalError as error:
            raise ImportRefusedError(
                f"The items could not be laid aside in {scratch.path.parent} ({error}). An import "
                "needs as much room there as its files have unpacked; nothing was stored."
            ) from error
        report = Report(came=survey.items.copy(), is_dry=wish.dry_run)
        report.came["comment"] = survey.comments
        findings = Findings()
        for file, mend in survey.mends:
            findings.note("mended", mend.what, f"{file}, line {mend.line:,}")
        if wish.dry_run:
            rehearse(survey, report, findings, wish.uploads)
        else:
            run = ImportRun.objects.create(started_at=clock.now())
            _Run(wish, survey, report, findings, progress).everything()
            ImportRun.objects.filter(pk=run.pk).update(ended_at=clock.now(), counts=report.counts())
        report.reconcile()
        return Outcome(survey, report, findings)


@contextmanager
def _scratch() -> Iterator[Scratch]:
    """Hold the one import of a home, with a file for its notes that goes when it ends.

    Raises:
        ImportRefusedError: Another import holds it.
    """
    run: Path = settings.HOME.run
    run.mkdir(parents=True, exist_ok=True)
    with (run / "import.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportRefusedError(
                f"Another import into {run.parent} is running. Wait until it has ended."
            ) from None
        notes = run / "import.sqlite3"
        notes.unlink(missing_ok=True)  # of an import that was killed
        try:
            yield Scratch(notes)
        finally:
            notes.unlink(missing_ok=True)


def _collected(portions: Iterator[list[Parcel]]) -> Iterator[list[Parcel]]:
    """Yield the portions, and clear up after each few."""
    for number, portion in enumerate(portions, 1):
        yield portion
        if number % PORTIONS_A_SWEEP == 0:
            gc.collect()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the garbage collector from looking through all of Django for each few thousand rows."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


class _Run:
    """One import, on its way."""

    def __init__(
        self,
        wish: Wish,
        survey: Survey,
        report: Report,
        findings: Findings,
        progress: Progress,
    ) -> None:
        self.wish, self.survey, self.report = wish, survey, report
        self.findings, self.progress = findings, progress
        self.stores: dict[int, Store] = {}  # by the site's number
        self.media: dict[str, Media] = {}  # by the site's URL

    def everything(self) -> None:
        for site in self.survey.sites.values():
            self._prepare(site)
        self.survey.scratch.settle()
        waiting: list[Made] = []
        self.progress.stage("Storing", self.survey.total)
        for portion in _collected(self._portions()):
            for parcel in portion:
                self.findings.extend(parcel.found)
                if parcel.made is None:
                    self._explain(parcel)
                else:
                    waiting.append(parcel.made)
            waiting = self._put(waiting)
            self.progress.advance(len(portion))
        for store in self.stores.values():
            self._tie_up(store)

    def _prepare(self, site: Surveyed) -> None:
        """Make what a site's items stand on: its front, people, desks, topics, photos."""
        row, _ = OldSite.objects.get_or_create(url=site.url[:500])
        wished = self.wish.decisions.language
        front = front_for(site, wished)
        if not language_of(site, wished):
            said, taken = wished or site.language or "nothing", front.locale.language_code
            self.report.say(
                f"{site.url} says its language is {said!r}; it was taken for {taken!r}."
            )
        people, became = take_people(site, row, self.wish.decisions)
        terms = take_terms(site, row, front, self.survey.scratch)
        self._count_named(site, became, terms.outcomes)
        reserve_items(row, site, self.survey.scratch)
        media = Media(row, site.number, self.survey.scratch, self.findings, self.wish.uploads)
        if self.wish.uploads:
            self.progress.stage("Taking photos in")
            media.take(self.progress.advance)
        ground = Ground(site, terms, people)
        self.media[site.url] = media
        self.stores[site.number] = Store(
            ground, row, self.survey.scratch, self.findings, self.report
        )

    def _count_named(
        self, site: Surveyed, authors: Mapping[str, str], terms: Mapping[tuple[str, str], str]
    ) -> None:
        self.report.came[AUTHOR] += len(site.authors)
        for outcome in authors.values():
            self.report.count(AUTHOR, outcome)
        for name in site.terms:
            kind = f"term {name[0]}"
            self.report.came[kind] += 1
            self.report.count(kind, terms.get(name) or why_no_term(name[0]))

    def _portions(self) -> Iterator[list[Parcel]]:
        """Yield the items made into pages, by a process beside this one if that pays.

        Files that only a text names are taken in while it is read, which needs the database.
        """
        scratch = self.survey.scratch
        grounds = tuple(store.ground for store in self.stores.values())
        is_small = self.survey.total < BESIDE_FROM or len(os.sched_getaffinity(0)) == 1
        if self.wish.uploads or is_small:
            return portions(grounds, scratch, self.media)
        return portions_beside(Order(scratch.path, grounds))

    def _put(self, batch: list[Made]) -> list[Made]:
        """Store a portion's pages; return those that wait for the next, which are none."""
        for number, store in self.stores.items():
            if own := [made for made in batch if made.thing.site == number]:
                store.put(own)
        for made in batch:
            if made.thing.public:
                self.findings.use_photos(made.photos, made.thing.n)
        return []

    def _explain(self, parcel: Parcel) -> None:
        """Note what became of an item that is no page."""
        item, thing = parcel.item, parcel.thing
        self.report.count("comment", "what it is about was not taken", len(item.comments))
        if thing.role == PHOTO:
            self.report.count(item.type, self._photo_outcome(thing))
        elif thing.role == DATA:
            self._keep(parcel)
        else:
            self.report.count(item.type, why_nothing(item, thing.role, self.wish.decisions))

    def _photo_outcome(self, thing: Thing) -> str:
        if thing.subject:
            taken = self.media[self.stores[thing.site].ground.site.url].taken_now
            return STORED if thing.n in taken else UNCHANGED
        return "its file is missing" if self.wish.uploads else "no folder of uploads was given"

    def _keep(self, parcel: Parcel) -> None:
        """Keep what a plugin's item says as raw data."""
        if parcel.thing.row:
            self.report.count(parcel.item.type, UNCHANGED)
            return
        kept, dropped = kept_metas(parcel.item)
        with transaction.atomic():
            row = ImportedItem.objects.create(
                site=self.stores[parcel.thing.site].row,
                type=parcel.thing.type,
                key=parcel.thing.key,
                digest="-",
            )
            RawData.objects.bulk_create(RawData(item=row, key=k[:255], value=v) for k, v in kept)
        self.report.metas_dropped.update(dropped)
        self.report.metas_kept += len(kept)
        self.report.count(parcel.item.type, STORED)

    def _tie_up(self, store: Store) -> None:
        """Do what needs everything to be here: old addresses, threads, the front."""
        self.progress.stage("Old addresses")
        site, terms, scratch = store.ground.site, store.ground.terms, self.survey.scratch
        show_paper(because="imported")
        old.enter_attachments(site, scratch, self.findings, terms.lang)
        old.enter_terms(site, terms, terms.lang)
        old.enter_people(site, store.ground.people, terms.lang)
        old.enter_dates(site, terms, scratch, terms.lang)
        comments.thread_comments(store.row.pk)
        choose_sticky(FrontPage.objects.get(pk=terms.front), site, scratch)
