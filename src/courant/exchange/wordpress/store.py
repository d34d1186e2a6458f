"""The second pass: items into the paper, a batch at a time, each whole or not at all."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from courant.exchange.models import ImportedItem, OldSite, RawData
from courant.exchange.wordpress import comments, old
from courant.exchange.wordpress.findings import Findings
from courant.exchange.wordpress.indexes import Fresh, index_fresh
from courant.exchange.wordpress.items import Made, kept_metas
from courant.exchange.wordpress.pages import Planted, plant_pages
from courant.exchange.wordpress.report import STORED, UNCHANGED, UPDATED, Report
from courant.exchange.wordpress.scratch import Scratch, Thing
from courant.exchange.wordpress.settings import Ground
from courant.exchange.wordpress.stored import apply, apply_columns, values_of
from courant.exchange.wordpress.survey import ARTICLE, PLUGIN_TAXONOMIES, STANDING
from courant.exchange.wordpress.terms import general_desk
from courant.newsroom.models import ArticlePage, ArticleTopic, Byline, StandingPage
from courant.newsroom.queries.addresses import current_addresses
from courant.newsroom.services.old_addresses import take_addresses
from courant.newsroom.services.publication import show_articles
from courant.press.rows import insert_rows, insert_values, reserve_keys, update_rows

EDITED, DELETED = "it was edited here since", "it was deleted here"
BECAUSE = "imported"


@dataclass(slots=True)
class Store:
    """Where the items of one site go."""

    ground: Ground
    row: OldSite
    scratch: Scratch
    findings: Findings
    report: Report

    def put(self, batch: Sequence[Made]) -> None:
        """Store a batch; what is here already is left alone or, if nobody touched it, renewed."""
        if any(made.desk == 0 for made in batch):
            desk = general_desk(self.ground.terms, self.row)
            for made in batch:
                made.desk = made.desk or desk
        with transaction.atomic():
            fresh = [made for made in batch if not made.thing.digest]
            self._plant(fresh)
            renewed = [made for made in batch if made.thing.digest and self._renew(made)]
            shown = [m.thing.pk for m in (*fresh, *renewed) if m.thing.role == ARTICLE]
            if shown:
                show_articles(shown, because=BECAUSE)
            talked = self._comments(batch)
            for made in (*fresh, *renewed):
                made.thing.digest = made.values.digest
            rows = {made.thing.n: made.thing for made in (*fresh, *renewed, *talked)}
            remember_items(list(rows.values()))
        for made in fresh:
            self.report.count(made.item.type, STORED)

    def _plant(self, fresh: Sequence[Made]) -> None:
        children = _put_children([made for made in fresh if made.thing.role == ARTICLE])
        slugs: dict[int, str] = {}
        for model, role in ((ArticlePage, ARTICLE), (StandingPage, STANDING)):
            own = [(made, self._fresh(model, made)) for made in fresh if made.thing.role == role]
            plant_pages(model, [Planted(of.page, made.desk, made.values.body) for made, of in own])
            slugs |= {of.page.pk: of.page.slug for _, of in own}
            index_fresh(model, [of for _, of in own], children)
        self._address(fresh, slugs)
        self._keep_raw(fresh)

    def _fresh(self, model: type[Page], made: Made) -> Fresh:
        page = model(pk=made.thing.pk, slug=made.values.slug, locale_id=self._locale())
        apply_columns(made.values, page)
        return Fresh(page, json.loads(made.values.body))

    def _locale(self) -> int:
        return self.ground.terms.locale

    def _address(self, fresh: Sequence[Made], slugs: Mapping[int, str]) -> None:
        subjects = {f"desk:{made.desk}" for made in fresh} | {
            f"front:{made.desk}" for made in fresh
        }
        homes = current_addresses(subjects)
        arrivals = []
        for made in fresh:
            below = homes.get(f"desk:{made.desk}") or homes.get(f"front:{made.desk}") or "/"
            thing = made.thing
            if self.scratch.owner_of(thing.site, thing.path) != thing.n:
                thing = replace(thing, path="")
            arrivals.append(
                old.arrival_of(
                    made.item, thing, place=self.ground.site.place, lang=self.ground.terms.lang,
                    below=below, slug=made.values.slug,
                    page_slug=slugs[thing.pk],
                )
            )  # fmt: skip
        where = take_addresses(arrivals)
        for made, arrival in zip(fresh, arrivals, strict=True):
            self._note_address(made, moved=old.is_moved(arrival, where.get(arrival.subject)))

    def _note_address(self, made: Made, *, moved: bool) -> None:
        path, note = made.thing.path, self.findings.note
        if not made.thing.public:
            note("not answered", path, why_hidden(made))
        elif why := old.why_moved(path) or ("another item has it" if moved else ""):
            note("moved address", f"{path}: {why}", f"{made.item.type} {made.item.id}")

    def _renew(self, made: Made) -> bool:
        """Say whether a page that is here was changed to what the file says now."""
        if made.thing.digest == made.values.digest:
            self.report.count(made.item.type, UNCHANGED)
            return False
        model = ArticlePage if made.thing.role == ARTICLE else StandingPage
        page = model.objects.filter(pk=made.thing.pk).first()
        if page is None:
            self.report.count(made.item.type, DELETED)
            return False
        as_it_is = values_of(page)
        if page.latest_revision_id is not None or as_it_is.digest != made.thing.digest:
            self.report.count(made.item.type, EDITED)
            return False
        self._overwrite(page, made)
        self.report.count(made.item.type, UPDATED)
        return True

    def _overwrite(self, page: Page, made: Made) -> None:
        apply(made.values, page)
        page.save(clean=False)
        if made.thing.role == ARTICLE:
            Byline.objects.filter(page=page.pk).delete()
            ArticleTopic.objects.filter(page=page.pk).delete()
            ArticlePage.also_on.through.objects.filter(articlepage=page.pk).delete()
            _put_children([made])

    def _comments(self, batch: Sequence[Made]) -> list[Made]:
        """Keep the comments that are new or different; return the items that have such."""
        rows: list[comments.Kept] = []
        talked = []
        fresh = all(not made.thing.replies for made in batch)
        for made in batch:
            told, digest = made.item.comments, comments.digest_of(made.item.comments)
            if digest == made.thing.replies:
                self.report.count("comment", UNCHANGED, len(told))
                continue
            own = comments.rows_of(made.thing.row, told)
            rows += own
            made.thing.replies = digest
            talked.append(made)
            self.report.count("comment", STORED, len(own))
            self.report.count("comment", "it is in the file twice", len(told) - len(own))
        comments.keep_comments(rows, fresh=fresh)
        return talked

    def _keep_raw(self, fresh: Sequence[Made]) -> None:
        rows = []
        for made in fresh:
            kept, dropped = kept_metas(made.item)
            self.report.metas_dropped.update(dropped)
            kept += tuple(
                (t.taxonomy, t.slug) for t in made.item.terms if t.taxonomy in PLUGIN_TAXONOMIES
            )
            rows += [
                RawData(item_id=made.thing.row, key=key[:255], value=value) for key, value in kept
            ]
        self.report.metas_kept += len(rows)
        insert_rows(RawData, rows)


def why_hidden(made: Made) -> str:
    """Return why readers may not see an item."""
    if made.item.protected:
        return "it was behind a password; it waits as a draft"
    reasons = {"future": "it was to come out later", "private": "it was private"}
    return (
        reasons.get(made.item.status, f"its status was {made.item.status}")
        + "; it waits as a draft"
    )


def remember_items(things: Sequence[Thing]) -> None:
    """Write down digests of items whose rows are there."""
    rows = [(thing.digest, thing.replies, thing.row) for thing in things]
    update_rows(ImportedItem, ["digest", "replies"], rows)


def _put_children(articles: Sequence[Made]) -> dict[int, dict[str, list[Model]]]:
    """Write bylines, topics and further desks of articles; return the first two by article."""
    bylines = [
        Byline(page_id=made.thing.pk, kind=kind, contributor_id=pk, role=role, sort_order=number)
        for made in articles
        for number, (kind, pk, role) in enumerate(made.values.bylines)
    ]
    topics = [
        ArticleTopic(page_id=made.thing.pk, topic_id=pk, sort_order=number)
        for made in articles
        for number, pk in enumerate(made.values.topics)
    ]
    also_on = [(made.thing.pk, pk) for made in articles for pk in made.values.also_on]
    insert_values(ArticlePage.also_on.through, ("articlepage_id", "deskpage_id"), also_on)
    children: dict[int, dict[str, list[Model]]] = defaultdict(lambda: defaultdict(list))
    both: list[tuple[str, type[Model], list[Any]]] = [
        ("bylines", Byline, bylines),
        ("article_topics", ArticleTopic, topics),
    ]
    for name, model, rows in both:
        for row, pk in zip(rows, reserve_keys(model, len(rows)), strict=True):
            row.pk = pk
            children[row.page_id][name].append(row)
        insert_rows(model, rows, model._meta.local_concrete_fields)
    return children
