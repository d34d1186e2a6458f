"""A sheet of paper and the inks printed on it, one plate each, as a risograph or lino press would.

A *colour* is one tone for each ink of the sheet, 0 (none) to 1 (solid), in the inks' order;
``None`` leaves what that plate already holds, so that inks overprint.  Shapes are drawn at twice
the size and come down smooth; coordinates are pixels of the finished picture.
"""

import math
from collections.abc import Iterable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Point = tuple[float, float]
Colour = Sequence[float | None]
Ink = tuple[int, int, int]

Lifted = tuple[tuple[int, int], list[Image.Image]]

SCALE = 2
BARE_SPOT = 234  # noise above this, of 255, leaves a speck of paper in a solid
GRAIN_STRENGTH = 0.24  # how much of a tone is broken into grain; the rest stays smooth


class Sheet:
    """One picture in the making.

    Args:
        size: Width and height in pixels.
        inks: Their colours, red green blue; printed in order, each multiplied over the last.
        paper: The colour of the paper.
        seed: Decides every chance mark; the same seed draws the same picture.
    """

    def __init__(
        self, size: tuple[int, int], inks: Sequence[Ink], *, paper: Ink, seed: int
    ) -> None:
        self.width, self.height = size
        self.random = Random(seed)  # noqa: S311 — grain, not secrets
        self._inks = inks
        self._paper = paper
        big = (self.width * SCALE, self.height * SCALE)
        self._plates = [Image.new("L", big, 0) for _ in inks]
        self._pens = [ImageDraw.Draw(plate) for plate in self._plates]

    def fill(self, points: Iterable[Point], colour: Colour) -> None:
        """Fill a polygon."""
        corners = [(x * SCALE, y * SCALE) for x, y in points]
        for pen, tone in zip(self._pens, colour, strict=True):
            if tone is not None:
                pen.polygon(corners, fill=_level(tone))

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill an upright rectangle, given its top left corner."""
        self.fill([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour, *, flat: float = 1.0) -> None:
        """Fill a disc, or an ellipse ``flat`` times as high as it is wide."""
        corners = [
            (x - radius) * SCALE, (y - radius * flat) * SCALE,
            (x + radius) * SCALE, (y + radius * flat) * SCALE,
        ]  # fmt: skip
        for pen, tone in zip(self._pens, colour, strict=True):
            if tone is not None:
                pen.ellipse(corners, fill=_level(tone))

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
        """Draw a circle of a line this wide, inside the radius."""
        corners = [
            (x - radius) * SCALE, (y - radius) * SCALE,
            (x + radius) * SCALE, (y + radius) * SCALE,
        ]  # fmt: skip
        for pen, tone in zip(self._pens, colour, strict=True):
            if tone is not None:
                pen.ellipse(corners, outline=_level(tone), width=round(width * SCALE))

    def line(self, points: Iterable[Point], width: float, colour: Colour) -> None:
        """Draw a line with round joints."""
        corners = [(x * SCALE, y * SCALE) for x, y in points]
        for pen, tone in zip(self._pens, colour, strict=True):
            if tone is not None:
                pen.line(corners, fill=_level(tone), width=round(width * SCALE), joint="curve")

    def stroke(
        self, x: float, y: float, length: float, width: float, colour: Colour, *, angle: float = 0.0
    ) -> None:
        """Draw one cut of a gouge: pointed at both ends, its middle at ``x, y``."""
        along, across = _turned(length / 2, angle), _turned(width / 2, angle + math.pi / 2)
        self.fill(
            [
                (x - along[0], y - along[1]),
                (x - along[0] * 0.3 + across[0], y - along[1] * 0.3 + across[1]),
                (x + along[0] * 0.4 + across[0] * 0.9, y + along[1] * 0.4 + across[1] * 0.9),
                (x + along[0], y + along[1]),
                (x + along[0] * 0.2 - across[0] * 0.6, y + along[1] * 0.2 - across[1] * 0.6),
            ],
            colour,
        )

    def shade(
        self,
        box: tuple[float, float, float, float],
        begin: Colour,
        end: Colour,
        *,
        sideways: bool = False,
        inside: Iterable[Point] | None = None,
    ) -> None:
        """Fill a rectangle (left, top, right, bottom) with a slope from one colour to another.

        Args:
            box: The rectangle over which the slope runs.
            begin: The colour at its top, or left.
            end: The colour at its bottom, or right.
            sideways: Whether it runs from left to right.
            inside: A polygon outside which nothing is filled.
        """
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        size = (right - left, bottom - top)
        mask = None
        if inside is not None:
            mask = Image.new("L", size, 0)
            corners = [(x * SCALE - left, y * SCALE - top) for x, y in inside]
            ImageDraw.Draw(mask).polygon(corners, fill=255)
        for plate, first, last in zip(self._plates, begin, end, strict=True):
            if first is not None and last is not None:
                slope = _slope(_level(first), _level(last))
                slope = slope.rotate(90, expand=True) if sideways else slope
                plate.paste(slope.resize(size, Image.Resampling.BILINEAR), (left, top), mask)

    def mirror(self, horizon: float) -> None:
        """Print what stands above a height once more below it, upside down, as still water does."""
        edge = round(horizon * SCALE)
        for plate in self._plates:
            above = ImageOps.flip(plate.crop((0, 0, plate.width, edge)))
            plate.paste(above, (0, edge))

    def lift(self, left: float, top: float, right: float, bottom: float) -> Lifted:
        """Take a copy of what a rectangle holds, to lay it over what is drawn there next."""
        box = (round(left * SCALE), round(top * SCALE), round(right * SCALE), round(bottom * SCALE))
        return (box[0], box[1]), [plate.crop(box) for plate in self._plates]

    def lay(self, lifted: Lifted) -> None:
        """Lay a lifted copy back."""
        corner, copies = lifted
        for plate, copy in zip(self._plates, copies, strict=True):
            plate.paste(copy, corner)

    def printed(self) -> Image.Image:
        """Return the finished picture: each plate inked, a little out of register, on the paper."""
        picture = Image.new("RGB", (self.width, self.height), self._paper)
        for plate, ink in zip(self._plates, self._inks, strict=True):
            # A pixel or two out of register is what tells a print from a screen.
            slip = (self.random.randint(-2, 2), self.random.randint(-2, 2))
            coverage = ImageChops.offset(self._inked(plate.reduce(SCALE)), *slip)
            channels = [coverage.point(_fading(channel)) for channel in ink]
            picture = ImageChops.multiply(picture, Image.merge("RGB", channels))
        return ImageChops.multiply(picture, self._fibre())

    def _inked(self, plate: Image.Image) -> Image.Image:
        """Break the tones of a plate into grain, and let its solids show the roller."""
        grain = ImageOps.equalize(self._noise(1.5)).point(lambda level: 6 + level * 240 // 255)
        broken = ImageChops.subtract(plate, grain, scale=0.4, offset=128)
        toned = Image.blend(plate, broken, GRAIN_STRENGTH)
        roller = self._noise(90).filter(ImageFilter.GaussianBlur(30))
        roller = ImageOps.autocontrast(roller).point(lambda level: 228 + level * 27 // 255)
        specks = self._noise(2).point(lambda level: 255 if level < BARE_SPOT else 190)
        return ImageChops.multiply(ImageChops.multiply(toned, roller), specks)

    def _fibre(self) -> Image.Image:
        fibre = self._noise(3).point(lambda level: 246 + level * 9 // 255)
        return Image.merge("RGB", [fibre] * 3)

    def _noise(self, pixels: float) -> Image.Image:
        """Return grey noise whose spots are about so many pixels wide."""
        size = (max(2, int(self.width / pixels)), max(2, int(self.height / pixels)))
        noise = Image.frombytes("L", size, self.random.randbytes(size[0] * size[1]))
        return noise.resize((self.width, self.height), Image.Resampling.BICUBIC)


def _level(tone: float) -> int:
    return max(0, min(255, round(tone * 255)))


def _turned(length: float, angle: float) -> Point:
    return (math.cos(angle) * length, math.sin(angle) * length)


def _slope(first: int, last: int) -> Image.Image:
    slope = Image.new("L", (1, 256))
    slope.putdata([first + (last - first) * step // 255 for step in range(256)])
    return slope


def _fading(channel: int) -> list[int]:
    """Return, for each coverage, how much of one colour of light the ink lets through."""
    return [255 - coverage * (255 - channel) // 255 for coverage in range(256)]
