"""The arithmetic of a photo's sizes, and where its focal point lies."""

from courant.newsroom.photos.limits import WIDTHS

CENTRE = (5, 5)  # tenths


def widths_for(width: int) -> tuple[int, ...]:
    """Return the widths to make of an original, in pixels: those not above it, else its own."""
    return tuple(each for each in WIDTHS if each <= width) or (width,)


def height_for(size: tuple[int, int], width: int) -> int:
    """Return the height that a photo of a size has at another width, in pixels, at least 1."""
    return max(1, round(size[1] * width / size[0]))


def focus_tenths(
    focal_x: int | None, focal_y: int | None, width: int, height: int
) -> tuple[int, int]:
    """Return where a focal point lies, in tenths of width and height; the centre without one.

    Args:
        focal_x: Pixels from the left of the original to the focal area's middle, as Wagtail
            keeps them in ``focal_point_x``.
        focal_y: The same from the top.
        width: The original's, in pixels.
        height: The same.
    """
    if focal_x is None or focal_y is None or width < 1 or height < 1:
        return CENTRE
    return _tenth(focal_x, width), _tenth(focal_y, height)


def _tenth(at: int, whole: int) -> int:
    return min(10, max(0, round(10 * at / whole)))
