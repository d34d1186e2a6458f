"""Pictures of the harbour: the cranes, the ferry in fog."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, NAVY, PALE, ROSE, SLATE, TEAL
from courant.exchange.sample.drawings.sheet import Colour, Point, Sheet


def cranes(size: tuple[int, int]) -> Sheet:
    """Portal cranes over stacked boxes against a great pale sun."""
    sheet = Sheet(size, (ROSE, TEAL, NAVY), paper=PALE, seed=23)
    sheet.shade((0, 0, 1920, 1000), (0.85, 0.12, 0.0), (0.1, 0.0, 0.0))
    marks.sky_cuts(
        sheet,
        (0, 0, 1920, 620),
        (0.2, 0, 0),
        rows=34,
        length=170,
        width=5,
        angle=-0.04,
        chance=lambda depth: 0.75 - 0.5 * depth,
    )
    sheet.disc(1240, 560, 330, (0, 0, 0))
    marks.sky_cuts(sheet, (920, 620, 1560, 880), (0.55, 0.05, 0), rows=13, length=120, width=7)
    for x, tall, tone in ((1690, 470, 0.28), (1130, 600, 0.5), (360, 860, 1.0)):
        _crane(sheet, x, 1000, tall, (0, tone * 0.9, tone * tone))
    sheet.box(0, 1000, 1920, 280, (0, 0.75, 0.85))
    _boxes(sheet)
    sheet.shade((0, 1120, 1920, 1280), (0.1, 0.85, 0.6), (0, 0.7, 0.95))
    marks.ripples(sheet, (0, 1135, 1920, 1275), (0.5, 0.05, 0), count=150, length=190, width=8)
    for x, y, span, tilt in (
        (980, 250, 170, -12),
        (820, 380, 96, 8),
        (1460, 300, 120, 14),
        (1330, 200, 70, 0),
        (690, 190, 64, -6),
        (1640, 160, 80, 5),
    ):
        marks.gull(sheet, x, y, span, (0, 0.2, 1), tilt=tilt)
    return sheet


def _crane(sheet: Sheet, x: float, ground: float, tall: float, colour: Colour) -> None:
    """One portal crane: four legs, a tower, a luffing jib, a hook with its load."""
    unit = tall / 10

    def at(across: float, up: float) -> Point:
        return (x + across * unit, ground - up * unit)

    def beam(a: Point, b: Point, width: float) -> None:
        sheet.line([at(*a), at(*b)], width * unit, colour)

    for leg in (-1.7, -0.9, 0.9, 1.7):
        beam((leg, 0), (leg * 0.62, 3.6), 0.2)
    sheet.fill([at(-1.5, 3.5), at(1.5, 3.5), at(1.25, 4.1), at(-1.25, 4.1)], colour)
    beam((-1.5, 1.6), (1.5, 1.6), 0.14)
    beam((-1.6, 0.2), (-0.7, 3.4), 0.08)
    beam((1.6, 0.2), (0.7, 3.4), 0.08)
    sheet.fill([at(-1.5, 4.2), at(1.0, 4.2), at(0.9, 5.7), at(-1.5, 5.5)], colour)
    sheet.fill([at(1.0, 4.3), at(1.75, 4.35), at(1.55, 5.3), at(0.95, 5.3)], colour)
    sheet.fill([at(1.12, 4.62), at(1.6, 4.65), at(1.48, 5.12), at(1.08, 5.12)], (0.05, 0, 0))
    beam((-0.3, 5.5), (0.2, 8.2), 0.2)
    beam((-1.3, 5.5), (0.2, 8.2), 0.12)
    tip = (6.6, 10.4)
    beam((0.8, 5.3), tip, 0.16)
    beam((0.6, 6.0), (6.5, 10.55), 0.1)
    for step in range(12):
        share, after = step / 12, (step + 0.5) / 12
        beam((0.8 + 5.8 * share, 5.3 + 5.1 * share), (0.6 + 5.9 * after, 6 + 4.55 * after), 0.06)
        beam(
            (0.6 + 5.9 * after, 6 + 4.55 * after),
            (0.8 + 5.8 * (share + 1 / 12), 5.3 + 5.1 * (share + 1 / 12)),
            0.06,
        )
    beam((0.2, 8.2), (4.6, 9.0), 0.05)
    beam((0.2, 8.2), (-1.5, 5.4), 0.05)
    beam(tip, (6.6, 4.4), 0.05)
    sheet.fill([at(6.2, 4.4), at(7.0, 4.4), at(6.85, 4.0), at(6.35, 4.0)], colour)
    sheet.fill([at(5.7, 3.7), at(7.5, 3.7), at(7.5, 2.8), at(5.7, 2.8)], colour)
    beam((6.6, 4.1), (5.8, 3.7), 0.05)
    beam((6.6, 4.1), (7.4, 3.7), 0.05)


def _boxes(sheet: Sheet) -> None:
    """Stacked containers along the quay, ribbed."""
    tones = ((1, 0, 0), (0.15, 0.85, 0.15), (0.9, 0.35, 0.1), (0, 0.4, 0.75), (0.35, 0.1, 0))
    x = 640.0
    while x < 1900:
        for level in range(sheet.random.choice((1, 2, 2, 3))):
            top = 1060 - 62 * level
            sheet.box(x, top, 168, 58, sheet.random.choice(tones))
            for rib in range(1, 14):
                sheet.box(x + rib * 12, top + 6, 3, 46, (None, None, 0.5))
        x += 176
    sheet.box(0, 1118, 1920, 12, (0, 0.3, 1))


def ferry(size: tuple[int, int]) -> Sheet:
    """The old ferry coming out of fog, a buoy before her."""
    sheet = Sheet(size, (SLATE, CORAL, NAVY), paper=marks.COOL, seed=31)
    sheet.shade((0, 0, 1920, 760), (0.5, 0, 0), (0.16, 0, 0))
    sheet.shade((0, 760, 1920, 1280), (0.16, 0, 0), (0.85, 0, 0.35))
    sheet.disc(1430, 330, 92, (0.02, 0, 0))
    _hull(sheet, 930, 800)
    for y, tall, left, right in (
        (600, 50, 0, 560),
        (700, 70, 1180, 1920),
        (850, 50, 60, 1200),
        (880, 50, 620, 1860),
        (470, 30, 1080, 1560),
    ):
        _fog_bank(sheet, left, right, y, tall)
    marks.ripples(sheet, (0, 850, 1920, 1270), (0.08, 0, 0), count=230, length=230, width=8)
    marks.ripples(sheet, (0, 960, 1920, 1270), (0.9, 0, 0.75), count=110, length=230, width=10)
    _buoy(sheet, 1560, 1060)
    for x, y, span in ((1180, 250, 66), (1260, 300, 46), (420, 330, 88)):
        marks.gull(sheet, x, y, span, (0.8, 0, 0.5), tilt=-7)
    return sheet


def _hull(sheet: Sheet, x: float, y: float) -> None:
    hull = (0.55, 0, 0.72)
    side = marks.curve(
        [(x - 560, y - 112), (x - 300, y - 88), (x + 200, y - 84), (x + 600, y - 140)]
    )
    sheet.fill([*side, (x + 520, y + 74), (x - 520, y + 74)], hull)
    sheet.line([(px, py + 26) for px, py in side], 8, (0.06, 0, 0))
    for house, (left, right, top, low) in enumerate(
        ((-470, 430, -196, -92), (-400, 330, -284, -200), (60, 330, -366, -288))
    ):
        sheet.box(x + left, y + top, right - left, low - top, (0.06, 0, 0.02))
        sheet.box(x + left - 14, y + top - 10, right - left + 28, 12, hull)
        count = int((right - left) / (54 if house < 2 else 44))
        for window in range(count):
            at = x + left + 18 + window * (right - left - 20) / count
            sheet.box(at, y + top + 28, 26, 34, (0.5, 0, 0.55))
    sheet.fill(
        [(x - 250, y - 284), (x - 130, y - 284), (x - 142, y - 452), (x - 244, y - 452)],
        (0.1, 1, 0.05),
    )
    sheet.fill(
        [(x - 247, y - 452), (x - 142, y - 452), (x - 143, y - 418), (x - 246, y - 418)], hull
    )
    sheet.box(x - 250, y - 356, 116, 20, (0.04, 0, 0))
    for puff in range(26):
        drift = puff * 17
        sheet.disc(
            x - 196 - drift,
            y - 470 - puff * 5 + 9 * math.sin(puff),
            15 + puff * 1.6,
            (0.7 - puff * 0.012, 0, 0.16 - puff * 0.006),
            flat=0.7,
        )
    sheet.line([(x + 200, y - 366), (x + 200, y - 560)], 7, hull)
    sheet.line([(x + 150, y - 500), (x + 250, y - 500)], 5, hull)
    sheet.line([(x + 200, y - 552), (x + 590, y - 140)], 2.5, hull)
    sheet.line([(x + 200, y - 552), (x - 190, y - 450)], 2.5, hull)
    for post in range(19):
        rail = x - 500 + post * 24
        sheet.line([(rail, y - 92), (rail, y - 124)], 3, hull)
    sheet.line([(x - 506, y - 124), (x - 60, y - 124)], 3, hull)
    for boat in (-70, 40):
        sheet.fill(
            [
                (x + boat, y - 306),
                (x + boat + 84, y - 306),
                (x + boat + 70, y - 278),
                (x + boat + 14, y - 278),
            ],
            (0, 1, 0.1),
        )


def _fog_bank(sheet: Sheet, left: float, right: float, y: float, tall: float) -> None:
    """A bank of fog: flat strokes of near-paper, thick in the middle."""
    for _ in range(64):
        share = sheet.random.gauss(0.5, 0.22)
        sheet.stroke(
            left + (right - left) * share,
            y + sheet.random.gauss(0, tall * 0.4),
            sheet.random.uniform(180, 520),
            sheet.random.uniform(6, 22),
            (0.13, 0, 0),
        )


def _buoy(sheet: Sheet, x: float, y: float) -> None:
    dark = (0.6, 0.4, 1)
    sheet.fill([(x - 78, y), (x + 78, y), (x + 58, y + 56), (x - 58, y + 56)], (0, 1, 0.25))
    for leg in (-58, 58):
        sheet.line([(x + leg, y), (x + leg * 0.4, y - 190)], 9, dark)
    for rung in (50, 110, 160):
        half = 58 * (1 - rung / 310)
        sheet.line([(x - half, y - rung), (x + half, y - rung)], 6, dark)
    sheet.fill([(x - 34, y - 190), (x + 34, y - 190), (x, y - 262)], (0, 1, 0.1))
    sheet.stroke(x, y + 62, 330, 16, (0.06, 0, 0))
    sheet.stroke(x + 30, y + 86, 420, 12, (0.2, 0.8, 0.1))
