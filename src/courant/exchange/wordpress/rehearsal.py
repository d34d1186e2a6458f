"""A dry run: everything that an import does with the files, and nothing to the paper."""

from courant.exchange.models import ImportedItem
from courant.exchange.wordpress.findings import Findings
from courant.exchange.wordpress.ground import language_of
from courant.exchange.wordpress.known import KnownFiles
from courant.exchange.wordpress.maker import Parcel, portions
from courant.exchange.wordpress.people import AUTHOR
from courant.exchange.wordpress.report import STORED, Report
from courant.exchange.wordpress.scratch import Scratch
from courant.exchange.wordpress.settings import Ground, Terms, chain_of
from courant.exchange.wordpress.survey import (
    DATA,
    PHOTO,
    Survey,
    Surveyed,
    why_no_term,
    why_nothing,
)
from courant.exchange.wordpress.uploads import Uploads
from courant.exchange.wxr.media import Attachment, upload_paths
from courant.exchange.wxr.records import TAXONOMY_OF_CATEGORIES, TAXONOMY_OF_TAGS

KNOWN = "here from an earlier run"


class _FilesAsked(KnownFiles):
    """Finds what a folder has without taking it in."""

    def __init__(self, scratch: Scratch, number: int, uploads: Uploads | None) -> None:
        super().__init__(scratch, number)
        self._uploads = uploads

    def photo(self, attachment: Attachment | None, src: str = "") -> int | None:
        url = attachment.url if attachment else src
        is_there = self._uploads and url and self._uploads.read(upload_paths(url)) is not None
        return 1 if is_there else super().photo(attachment, src)

    document = photo


def rehearse(survey: Survey, report: Report, findings: Findings, uploads: Uploads | None) -> None:
    """Count what would be stored, and find everything the report tells, without a trace."""
    scratch, known = survey.scratch, _known(survey)
    scratch.db.execute("UPDATE thing SET subject = role || ':' || n WHERE role <> ''")
    grounds = {}
    for site in survey.sites.values():
        grounds[site.url] = Ground(site, _terms(site, survey), {})
        report.came[AUTHOR] += len(site.authors)
        report.count(AUTHOR, STORED, len(site.authors))
        for taxonomy, slug in site.terms:
            report.came[f"term {taxonomy}"] += 1
            report.count(f"term {taxonomy}", _term_outcome(grounds[site.url].terms, taxonomy, slug))
    files = {s.url: _FilesAsked(scratch, s.number, uploads) for s in survey.sites.values()}
    for portion in portions(list(grounds.values()), scratch, files):
        for parcel in portion:
            findings.extend(parcel.found)
            _count(parcel, survey, report, known, files)


def _count(
    parcel: Parcel,
    survey: Survey,
    report: Report,
    known: set[tuple[str, str, str]],
    files: dict[str, _FilesAsked],
) -> None:
    item, thing = parcel.item, parcel.thing
    url = next(site.url for site in survey.sites.values() if site.number == thing.site)
    is_known = (url, thing.type, thing.key) in known
    if parcel.made is not None:
        report.count(item.type, KNOWN if is_known else STORED)
        report.count("comment", KNOWN if is_known else STORED, len(item.comments))
        return
    report.count("comment", "what it is about was not taken", len(item.comments))
    if thing.role == PHOTO:
        found = files[url].photo(Attachment(0, item.attachment_url or item.guid))
        report.count(item.type, KNOWN if is_known else STORED if found else "its file is missing")
    elif thing.role == DATA:
        report.count(item.type, KNOWN if is_known else STORED)
    else:
        report.count(item.type, why_nothing(item, thing.role, survey.decisions))


def _known(survey: Survey) -> set[tuple[str, str, str]]:
    rows = ImportedItem.objects.filter(site__url__in=survey.sites).exclude(digest="")
    return set(rows.values_list("site__url", "type", "key").iterator(chunk_size=5_000))


def _terms(site: Surveyed, survey: Survey) -> Terms:
    carried = [slug for taxonomy, slug in site.carried if taxonomy == TAXONOMY_OF_CATEGORIES]
    desks = {above for slug in carried for above in chain_of(site, slug)}
    tags = [slug for taxonomy, slug in site.carried if taxonomy == TAXONOMY_OF_TAGS]
    return Terms(
        front=0,
        locale=0,
        lang=language_of(site, survey.decisions.language) or "en",
        desks={slug: number for number, slug in enumerate(sorted(desks), 1)},
        topics={slug: n for n, slug in enumerate(tags, 1)},
    )


def _term_outcome(terms: Terms, taxonomy: str, slug: str) -> str:
    of = {TAXONOMY_OF_CATEGORIES: terms.desks, TAXONOMY_OF_TAGS: terms.topics}.get(taxonomy, {})
    return STORED if slug in of else why_no_term(taxonomy)
