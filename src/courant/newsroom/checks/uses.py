"""The photos of an article, each in its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PhotoUse:
    """A photo in its place."""

    where: str  # "The main photo", "Photo 2 in the text"
    photo_pk: int
    alt_decision: str
    alt: str
    caption: str
    field: str = "photo"
    block: str = ""

    @property
    def decision_field(self) -> str:
        """The field in which its alt text is decided."""
        return "photo_alt_decision" if self.field == "photo" else self.field

    @property
    def caption_field(self) -> str:
        """The field that holds its caption."""
        return "photo_caption" if self.field == "photo" else self.field


def photo_uses(article: Any) -> Iterator[PhotoUse]:
    """Yield every photo of an article in its place."""
    if article.photo_id:
        yield PhotoUse(
            "The main photo", article.photo_id, article.photo_alt_decision, article.photo_alt,
            article.photo_caption,
        )  # fmt: skip
    yield from _stills(article.body.raw_data)
    for number, (block, value) in enumerate(_photo_values(article.body.raw_data), 1):
        if value.get("photo"):
            yield PhotoUse(
                f"Photo {number} in the text",
                int(value["photo"]),
                value.get("alt_decision") or "",
                value.get("alt") or "",
                value.get("caption") or "",
                "body",
                block,
            )


def _stills(body: Any) -> Iterator[PhotoUse]:
    """Yield the still pictures of what lies on other sites; what they show, their title says."""
    for block in body:
        if block["type"] == "embed" and block["value"].get("still"):
            still = int(block["value"]["still"])
            yield PhotoUse(
                "The still picture of an embed", still, "decorative", "", "", "body",
                block.get("id") or "",
            )  # fmt: skip


def _photo_values(body: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for block in body:
        if block["type"] == "photo":
            yield block.get("id") or "", block["value"]
        elif block["type"] == "gallery":
            for item in block["value"].get("photos") or ():
                value = item["value"] if item.get("type") == "item" else item
                yield block.get("id") or "", value
