"""From what the editors published to what readers are shown.

One door for every deed: publish, unpublish, move, schedule, privacy, import.  It looks at what an
article *is*, compares that with what readers were shown before, and notes the difference; calling
it once too often does nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from courant.newsroom import keys
from courant.newsroom.models import Teaser
from courant.newsroom.queries import articles, paper
from courant.newsroom.queries.addresses import current_rows
from courant.newsroom.queries.articles import ArticleFacts
from courant.newsroom.services import addresses
from courant.newsroom.services.correction_lists import (
    begins_with_notice,
    notices_over,
    show_corrections_of,
)
from courant.newsroom.services.latest import news_told
from courant.newsroom.services.listings import (
    Place,
    lists_now,
    lists_of,
    month_in,
    replace_lists,
)
from courant.newsroom.services.sitemaps import sitemaps_told
from courant.newsroom.services.translations import settle_translations
from courant.plant import clock
from courant.plant.addresses import Address, slug_of
from courant.press.changes import note_changed
from courant.press.rows import insert_rows

# What fronts and lists show; a difference in anything else concerns the article's own page.
SHOWN = (
    "lang", "address", "kicker", "headline", "standfirst", "photo_id", "alt", "published_at",
    "is_current",
)  # fmt: skip

# What only the article's own page and whole feeds show.
OWN = ("version", "corrected_at", "is_old", "is_unlisted")

# How old an article is when time alone changes what readers are shown of it.
NEWS_FOR = timedelta(days=2)  # the news sitemap names it
CURRENT_FOR = timedelta(days=7)  # it is of the current edition
OLD_AFTER = timedelta(days=365)  # its page says from when it is
AGES = (NEWS_FOR, CURRENT_FOR, OLD_AFTER)

# Told, in the same transaction, of teasers as they were and as they are now, by article.
Follower = Callable[[Mapping[int, Teaser], Mapping[int, Teaser]], None]
_followers: list[Follower] = []


def follow_articles(follower: Follower) -> None:
    """Have a room above told whatever readers are shown of articles.  See ADR 0012.

    Args:
        follower: Called for batches, thousands long when a paper is imported, so it must look
            first at what concerns it.  What it raises undoes the deed.
    """
    _followers.append(follower)


@transaction.atomic
def show_articles(pks: Collection[int], *, because: str) -> set[str]:
    """Bring what readers are shown up to what these articles are now.

    Args:
        pks: Of articles; deleted ones are ``forget_articles``'s.
        because: What was done, for the log.

    Returns:
        The keys that were noted.
    """
    facts = articles.publication_facts(pks)
    old_teasers = Teaser.objects.in_bulk(pks)
    old_lists = lists_now(pks)
    where = _settle_addresses(facts.values())
    zone = ZoneInfo(paper.zone())
    new_teasers = {
        pk: _teaser(fact, where[f"article:{pk}"]) for pk, fact in facts.items() if fact.is_public
    }
    new_lists = lists_of(row for pk in new_teasers for row in _listings(facts[pk], zone))

    notes: set[str] = set()
    for pk in facts:
        old, new = old_teasers.get(pk), new_teasers.get(pk)
        notes |= _teaser_keys(old, new)
    with sitemaps_told(old_teasers, new_teasers, zone) as in_sitemaps:
        notes |= replace_lists(pks, old_lists, new_lists, public=new_teasers)
        with news_told(old_teasers, new_teasers) as told:
            _replace_teasers(old_teasers, new_teasers)
    notes |= in_sitemaps | told | _translation_keys(old_teasers, new_teasers)
    notes |= settle_translations(_shared(old_teasers, new_teasers), noted=notes)
    notes |= addresses.settle({f"article:{pk}": _state(fact) for pk, fact in facts.items()})
    note_changed(*notes, because=because)
    notes |= show_corrections_of(pks, because=because)
    _tell(old_teasers, new_teasers)
    return notes


@transaction.atomic
def forget_articles(pks: Collection[int], *, because: str) -> set[str]:
    """Take articles that are about to be deleted from readers' sight.

    Their addresses answer 410 from now on; one that was never public leaves nothing behind.
    """
    old_teasers = Teaser.objects.in_bulk(pks)
    old_lists = lists_now(pks)
    notes: set[str] = set()
    for teaser in old_teasers.values():
        notes |= _teaser_keys(teaser, None)
    with sitemaps_told(old_teasers, {}, ZoneInfo(paper.zone())) as in_sitemaps:
        notes |= replace_lists(pks, old_lists, {}, public=())
        with news_told(old_teasers, {}) as told:
            _replace_teasers(old_teasers, {})
    notes |= in_sitemaps | told | _translation_keys(old_teasers, {})
    notes |= settle_translations(_shared(old_teasers, {}), noted=notes)
    public = {f"article:{pk}" for pk in old_teasers}
    notes |= addresses.bury([f"article:{pk}" for pk in pks], public=public)
    note_changed(*notes, because=because)
    notes |= show_corrections_of(pks, because=because)
    _tell(old_teasers, {})
    return notes


def let_articles_age() -> bool:
    """Let articles that are old enough leave the news sitemap, the current edition, the present.

    Returns whether there were any; at most 200 at once.
    """
    aged = Teaser.objects.filter(ages_at__lte=clock.now())
    pks = list(aged.order_by("ages_at").values_list("pk", flat=True)[:200])
    if pks:
        show_articles(pks, because="come of age")
    return bool(pks)


def end_notices() -> bool:
    """Let articles no longer begin with a correction that is thirty days old.

    Returns whether there were any; at most 200 at once.
    """
    if pks := notices_over():
        show_articles(pks, because="corrected thirty days ago")
    return bool(pks)


def _tell(old: Mapping[int, Teaser], new: Mapping[int, Teaser]) -> None:
    for follower in _followers:
        follower(old, new)


def _state(fact: ArticleFacts) -> str:
    if fact.is_public:
        return addresses.PUBLIC
    return addresses.GONE if fact.is_withdrawn else addresses.HIDDEN


def _settle_addresses(facts: Iterable[ArticleFacts]) -> dict[str, Address]:
    """Return where articles are; one that is public for the first time gets its address now.

    A slug that was changed in the editor changes the last part of the address, wherever the
    article has been moved since; the old one answers 301.
    """
    by_subject = {f"article:{fact.pk}": fact for fact in facts}
    rows = current_rows(by_subject)
    where = {subject: Address(row.path) for subject, row in rows.items()}
    public = {subject: fact for subject, fact in by_subject.items() if fact.is_public}
    where |= addresses.mint_many(
        {
            subject: addresses.Wish(f"{fact.desk_address}{_last_part(fact)}/", fact.lang, fact.slug)
            for subject, fact in public.items()
            if subject not in rows
        }
    )
    for subject, row in rows.items():
        if fact := public.get(subject):
            where[subject] = addresses.follow_slug(
                subject, row,
                slug=fact.slug, part=_last_part(fact), under=fact.desk_address, lang=fact.lang,
            )  # fmt: skip
    return where


def _last_part(fact: ArticleFacts) -> str:
    return slug_of(fact.slug) or slug_of(fact.headline) or str(fact.pk)


def _teaser(fact: ArticleFacts, address: Address) -> Teaser:
    return Teaser(
        article_id=fact.pk,
        lang=fact.lang,
        address=address,
        desk_id=fact.desk_pk,
        kicker=fact.kicker,
        headline=fact.short_headline or fact.headline,
        standfirst=fact.standfirst,
        photo_id=fact.photo_pk,
        alt=fact.alt,
        published_at=fact.published_at,
        updated_at=fact.updated_at,
        corrected_at=fact.corrected_at if begins_with_notice(fact.corrected_at) else None,
        version=fact.version,
        is_unlisted=fact.is_unlisted,
        translation_key=fact.translation_key,
        **_ages(fact),
    )


def _ages(fact: ArticleFacts) -> dict[str, Any]:
    """Return how old an article is to its readers, and when that changes next."""
    now, born = clock.now(), fact.published_at
    return {
        "is_news": born > now - NEWS_FOR and not fact.is_unlisted,
        "is_current": born > now - CURRENT_FOR,
        "is_old": born <= now - OLD_AFTER and not fact.stays_current,
        "ages_at": next((born + age for age in AGES if born + age > now), None),
    }


def _listings(fact: ArticleFacts, zone: ZoneInfo) -> list[Place]:
    month = month_in(fact.published_at, zone)
    return [Place(fact.pk, name, fact.published_at, month) for name in fact.lists]


def _teaser_keys(old: Teaser | None, new: Teaser | None) -> set[str]:
    """Return the keys by which the pages differ that show one article."""
    either = old or new
    if either is None:
        return set()
    pk = either.article_id
    notes: set[str] = set()
    if old is None or new is None or any(getattr(old, f) != getattr(new, f) for f in SHOWN):
        notes.add(keys.teaser(pk))
    if old is None or new is None or any(getattr(old, f) != getattr(new, f) for f in OWN) or notes:
        notes.add(keys.article(pk))
    if old is None or new is None or old.address != new.address:
        notes.add(keys.address(f"article:{pk}"))
    return notes


def _replace_teasers(old: Mapping[int, Teaser], new: Mapping[int, Teaser]) -> None:
    Teaser.objects.filter(pk__in=old.keys() - new.keys()).delete()
    insert_rows(Teaser, [row for pk, row in new.items() if pk not in old])
    Teaser.objects.bulk_update(
        [row for pk, row in new.items() if pk in old],
        [*SHOWN, *OWN, "is_news", "ages_at", "desk_id", "updated_at", "translation_key"],
        batch_size=200,
    )


def _translation_keys(old: Mapping[int, Teaser], new: Mapping[int, Teaser]) -> set[str]:
    """Return the keys of translations whose other versions must hear of a change."""
    changed = {
        row.translation_key
        for pk in old.keys() | new.keys()
        if _version_of(old.get(pk)) != _version_of(new.get(pk))
        for row in (old.get(pk), new.get(pk))
        if row is not None
    }
    others = Teaser.objects.filter(translation_key__in=changed).exclude(
        pk__in=old.keys() | new.keys()
    )
    here = Counter(row.translation_key for row in new.values())
    several = {key for key in changed if here[key] > 1}
    return {
        keys.translations(key)
        for key in several | set(others.values_list("translation_key", flat=True))
    }


def _version_of(teaser: Teaser | None) -> tuple[str, str] | None:
    return (teaser.lang, teaser.address) if teaser else None


def _shared(old: Mapping[int, Teaser], new: Mapping[int, Teaser]) -> set[UUID]:
    return {row.translation_key for row in (*old.values(), *new.values())}
