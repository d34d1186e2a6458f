"""The paper's accent: whether words in it can be read, and what it becomes on a dark page."""

from colorsys import hls_to_rgb, rgb_to_hls

PAPER, DARK_PAPER = "#ffffff", "#121212"
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of any size
LIGHTER = 0.01  # one step of lightness, of 1

Channels = tuple[float, float, float]


class ColourError(ValueError):
    """A colour that cannot be used.  Editors see the message."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21 (black on white).

    Args:
        one: ``#rrggbb``.
        other: ``#rrggbb``; which is text and which is ground does not matter.

    Raises:
        ColourError: One of them is not written so.

    Source:
        WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on_dark(accent: str) -> str:
    """Return the accent, made just as light as words on a dark page need: contrast ≥ 4.5.

    Raises:
        ColourError: The accent is not ``#rrggbb``.
    """
    hue, lightness, saturation = rgb_to_hls(*_channels(accent))
    found = _hex(_channels(accent))
    while contrast(found, DARK_PAPER) < READABLE:
        lightness = min(lightness + LIGHTER, 1)
        found = _hex(hls_to_rgb(hue, lightness, saturation))
    return found


def check_accent(accent: str, ground: str = PAPER) -> None:
    """Refuse an accent that cannot be read on its ground.

    Raises:
        ColourError: It is not ``#rrggbb``, or its contrast is below 4.5.
    """
    if (found := contrast(accent, ground)) < READABLE:
        raise ColourError(
            f"The accent {accent} has a contrast of {found:.1f} on {ground}; words need at least "
            f"{READABLE}. Choose a {'darker' if ground == PAPER else 'lighter'} shade of it."
        )


def _channels(colour: str) -> Channels:
    digits = colour.removeprefix("#")
    if len(colour) != 7 or not colour.startswith("#"):  # noqa: PLR2004 - "#" and six digits
        raise ColourError(f"The colour {colour!r} must be written as # and six digits: #a00e1c.")
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        raise ColourError(
            f"The colour {colour!r} has a letter that is not 0-9 or a-f. Write it as #a00e1c."
        ) from None
    return red / 255, green / 255, blue / 255


def _hex(channels: Channels) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own bounds
