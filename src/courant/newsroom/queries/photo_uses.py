"""Where else a photo stands, and under which caption."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from courant.newsroom.models import ArticlePage, Photo

AT_MOST = 200  # articles that are looked at; an agency's map stands in a thousand


def captions_elsewhere(
    photos: Collection[int], *, but: int | None
) -> Mapping[int, list[tuple[str, str]]]:
    """Return by photo the captions it has in other public articles, with their titles.

    Args:
        photos: Primary keys.
        but: The article that is asked for.
    """
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    if not photos:
        return found
    rows = ArticlePage.objects.live().filter(Q(photo__in=photos) | Q(pk__in=_that_show(photos)))
    plain = rows.exclude(pk=but).annotate(raw=Cast("body", TextField())).order_by("-pk")
    for title, photo, caption, raw in plain.values_list(
        "title", "photo_id", "photo_caption", "raw"
    )[:AT_MOST]:
        for pk, words in [(photo, caption), *_in_body(json.loads(raw or "[]"))]:
            if pk in photos and words:
                found[pk].append((words, title))
    return found


def _that_show(photos: Collection[int]) -> list[int]:
    """Return pages whose text shows one of some photos: Wagtail keeps an index of that."""
    shown = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(Photo),
        to_object_id__in=[str(pk) for pk in photos],
        base_content_type=ReferenceIndex._get_base_content_type(Page),
    )
    return [int(pk) for pk in shown.values_list("object_id", flat=True).distinct()[:AT_MOST]]


def _in_body(body: Any) -> Iterator[tuple[int, str]]:
    for block in body:
        values = [block["value"]] if block["type"] == "photo" else []
        if block["type"] == "gallery":
            values = [item.get("value", item) for item in block["value"].get("photos") or ()]
        for value in values:
            if value.get("photo"):
                yield int(value["photo"]), value.get("caption") or ""
