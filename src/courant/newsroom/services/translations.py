"""Which articles are translations of which, and whether their originals have gone on since.

wagtail-localize knows the first: what it keeps of a page that is translated says which language
was the original.  The second is a comparison of two moments, both in our own rows.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from wagtail_localize.models import Translation

from courant.newsroom import keys
from courant.newsroom.models import ArticlePage, Teaser
from courant.plant import clock
from courant.press.values import any_of

Version = tuple[UUID, str]  # what versions share, and the language of one


def note_translated(article: Any) -> None:
    """Write down, when a translation is published, from which version of its original it is.

    Args:
        article: Just published.  Who follows the original has it as it was last taken over; who
            no longer does has been edited by hand, by somebody who is taken to have read it.
    """
    of = Translation.objects.filter(
        source__object_id=article.translation_key, target_locale=article.locale_id
    )
    if translation := of.select_related("source").first():
        is_following = translation.enabled
        at = translation.source.last_updated_at if is_following else clock.now()
        ArticlePage.objects.filter(pk=article.pk).update(translated_from_at=at)


def settle_translations(
    translation_keys: Collection[UUID], *, noted: Collection[str] = ()
) -> set[str]:
    """Bring what readers are told of translations up to what their originals are now.

    Args:
        translation_keys: What the versions of some articles share.
        noted: Keys that make their pages stale already.

    Returns:
        The keys of those articles whose page differs by it, and would not be baked otherwise.
    """
    if not translation_keys or not Translation.objects.exists():
        return set()
    rows = Teaser.objects.filter(translation_key__in=any_of(set(translation_keys)))
    teasers = {(row.translation_key, row.lang): row for row in rows}
    of = _originals(translation_keys)
    moments = dict(
        ArticlePage.objects.filter(
            pk__in=any_of([row.pk for at, row in teasers.items() if at in of]),
            translated_from_at__isnull=False,
        ).values_list("pk", "translated_from_at")
    )
    changed: list[Teaser] = []
    related: set[UUID] = set()
    for at, teaser in teasers.items():
        original = teasers.get(of[at]) if at in of else None
        told = _told(original, moments.get(teaser.pk))
        if told != (teaser.translates_id, teaser.behind_at):
            if told[0] != teaser.translates_id:  # the original's page says so too
                related.add(teaser.translation_key)
            teaser.translates_id, teaser.behind_at = told
            changed.append(teaser)
    Teaser.objects.bulk_update(changed, ["translates_id", "behind_at"])
    return {
        keys.translations(teaser.translation_key)
        if teaser.translation_key in related
        else keys.article(teaser.pk)
        for teaser in changed
        if keys.translations(teaser.translation_key) not in noted
    }


def _originals(translation_keys: Collection[UUID]) -> Mapping[Version, Version]:
    """Return the original of each version that is a translation."""
    rows = Translation.objects.filter(source__object_id__in=any_of(set(translation_keys)))
    columns = ("source__object_id", "target_locale__language_code", "source__locale__language_code")
    return {(key, lang): (key, source) for key, lang, source in rows.values_list(*columns)}


def _told(original: Teaser | None, moment: Any) -> tuple[int | None, Any]:
    if original is None:
        return None, None
    is_behind = moment is not None and original.updated_at > moment
    return original.pk, moment if is_behind else None
