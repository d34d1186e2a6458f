"""How pages are translated, sentence by sentence, with wagtail-localize.

A translation follows its original until its editor stops that: words are translated, photos are
the same unless another is chosen.  What a page has of its own in each language is in neither list.
"""

from typing import Any

from django.utils.html import strip_tags
from wagtail_localize.fields import SynchronizedField, TranslatableField
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization as Synchronised
from wagtail_localize.models import StringSegment, Translation

from courant.plant.addresses import slug_of


class UntranslatedDeskError(Exception):
    """An article has no desk in the language it is to be translated into."""

    def __init__(self, article: Any, desk: Any, language: str) -> None:
        """Say which desk, and what to do."""
        super().__init__(
            f"“{article.title}” was not submitted: its desk, “{desk.title}”, does not exist in "
            f"{language} yet. Translate the desk first, publish it, then translate the article."
        )
        self.article = article


def keep_languages_apart() -> None:
    """Take the offer away to fill a language with everything of another.

    Called once, when Django is ready.  It would show readers a whole paper in the wrong language.
    """
    LOCALE_COMPONENTS[:] = [one for one in LOCALE_COMPONENTS if one["model"] is not Synchronised]


def translated(*names: str) -> list[Any]:
    """Return fields whose words are translated."""
    return [TranslatableField(name) for name in names]


def same(*names: str) -> list[Any]:
    """Return fields that are as in the original, unless its translator chooses otherwise."""
    return [SynchronizedField(name) for name in names]


def check_desk_is_translated(article: Any, locale: Any) -> None:
    """Let an article be translated whose desk is there in that language.

    Raises:
        UntranslatedDeskError: It is not.
    """
    desk = article.get_parent().specific
    if not desk.has_translation(locale):
        raise UntranslatedDeskError(article, desk, locale.get_display_name())


def has_letters(text: str) -> bool:
    """Return whether there is something to translate in a text, which may be HTML."""
    return any(map(str.isalpha, strip_tags(text)))


def take_slug_of_translation(page: Any) -> None:
    """Give a page that follows its original the slug it must have; leave any other alone.

    Before it is first published that is its headline's, in its own script; after that it stays
    what it was, whatever wagtail-localize makes of it: that knows Latin letters only.
    """
    if not page.pk or not translation_of(page):
        return
    if page.first_published_at is None:
        page.slug = slug_of(page.title) or page.slug
    else:
        page.slug = type(page).objects.filter(pk=page.pk).values_list("slug", flat=True).get()


def words_missing(page: Any) -> str:
    """Return what a page lacks that follows its original: texts that nobody has translated."""
    if (translation := translation_of(page)) is None:
        return ""
    texts = StringSegment.objects.filter(source=translation.source_id)
    left = texts.annotate_translation(translation.target_locale).filter(translation=None)
    # A full stop after a quotation is the same in both languages, a number in a table too.
    missing = sum(has_letters(text) for text in left.values_list("string__data", flat=True))
    if not missing:
        return ""
    words = f"{missing} of {texts.count()} texts are not translated yet. Translate them;"
    return f"{words} what is the same in both languages is confirmed as it stands."


def translation_of(page: Any) -> Any:
    """Return wagtail-localize's account of a page that follows its original, or None."""
    of = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    return of.filter(target_locale=page.locale_id).first()
