"""Photos as pages show them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from courant.newsroom import keys
from courant.newsroom.models import Photo
from courant.newsroom.photos.sizes import focus_tenths
from courant.newsroom.views import PictureView, SourceView
from courant.press.recipes import Tray

SHOWN_WIDTH = 960  # pixels; what a browser that knows no srcset gets
NEWEST_FIRST = ("avif", "webp")


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo whose files are ready."""

    picture: PictureView
    owner: str  # starts the names of its files in the edition
    files: dict[str, Path]


class Photos:
    """Some photos, read in one query, to be put on pages."""

    def __init__(self, pks: Collection[int]) -> None:
        """Read the photos of these primary keys; those that do not exist are not shown."""
        rows = Photo.objects.filter(pk__in=pks) if pks else ()
        self._shown = {row.pk: shown for row in rows if (shown := shown_photo(row))}

    def picture(self, pk: int | None, alt: str, tray: Tray) -> PictureView | None:
        """Return a photo with the alt text of this use, or None while it has no files."""
        if pk is None:
            return None
        tray.use(keys.photo(pk), keys.renditions(pk))
        shown = self._shown.get(pk)
        if shown is None:
            return None
        tray.show(shown.owner, shown.files)
        return replace(shown.picture, alt=alt)


def shown_photo(photo: Photo) -> ShownPhoto | None:
    """Return how a photo is shown, or None as long as no page could show it."""
    made = [tuple(row) for row in photo.renditions_made]
    plain = sorted((row for row in made if row[0] in ("jpeg", "png")), key=lambda row: row[1])
    if not plain:
        return None
    shown = next((row for row in plain if row[1] >= SHOWN_WIDTH), plain[-1])
    focus_x, focus_y = focus_tenths(
        photo.focal_point_x, photo.focal_point_y, photo.width, photo.height
    )
    picture = PictureView(
        src=f"/photos/{shown[3]}",
        width=shown[1],
        height=shown[2],
        sources=tuple(
            SourceView(f"image/{name}", _srcset([row for row in made if row[0] == name]))
            for name in NEWEST_FIRST
            if any(row[0] == name for row in made)
        ),
        srcset=_srcset(plain),
        alt="",
        focus_x=focus_x,
        focus_y=focus_y,
        credit=photo.credit,
    )
    renditions = settings.HOME.media / "renditions"
    files = {f"photos/{row[3]}": renditions / row[3] for row in made}
    return ShownPhoto(picture, f"photos/{photo.stamped}-", files)


def _srcset(rows: list[tuple[str, int, int, str]]) -> str:
    return ", ".join(f"/photos/{row[3]} {row[1]}w" for row in sorted(rows, key=lambda r: r[1]))
