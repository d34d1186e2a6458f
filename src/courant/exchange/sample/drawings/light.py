"""Pictures of the lighthouse: the tower by night, its stairs."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, OCHRE, TEAL
from courant.exchange.sample.drawings.sheet import Point, Sheet


def lighthouse(size: tuple[int, int]) -> Sheet:
    """The tower by night, its beam to the left, the sea climbing the rocks."""
    sheet = Sheet(size, (OCHRE, CORAL, NAVY), paper=CREAM, seed=5)
    sheet.shade((0, 0, 1280, 1760), (0, 0, 1), (0.12, 0.12, 0.55))
    lamp = (760.0, 452.0)
    for spread, tone in ((190, 0.5), (130, 0.34), (70, 0.16)):
        beam = [lamp, (0, 330 - spread), (0, 330 + spread)]
        sheet.fill(beam, (0.55 - tone * 0.4, 0, tone))
    sheet.fill([lamp, (1280, 470), (1280, 640)], (0.3, 0, 0.56))
    for _ in range(120):
        x, y = sheet.random.uniform(0, 1280), sheet.random.uniform(0, 900)
        sheet.disc(x, y, sheet.random.choice((1.5, 2, 2, 3.2)), (0.15, 0, 0))
    _rows_of_cuts(sheet)
    _tower(sheet, *lamp)
    _rocks_and_sea(sheet)
    return sheet


def _rows_of_cuts(sheet: Sheet) -> None:
    marks.sky_cuts(
        sheet,
        (0, 760, 1280, 1420),
        (None, None, 0.3),
        rows=34,
        length=150,
        width=4,
        chance=lambda depth: 0.15 + depth * 0.6,
    )


def _tower(sheet: Sheet, x: float, y: float) -> None:
    light, dark, red = (0.1, 0, 0), (0, 0.2, 1), (0.1, 1, 0.1)
    top, low = y + 130, y + 1110

    def half(at: float) -> float:
        return 84 + 66 * float(((at - top) / (low - top)) ** 1.25)

    edges = [(top + (low - top) * step / 5, red if step % 2 else light) for step in range(5)]
    for start, colour in edges:
        end = start + (low - top) / 5
        rows = [start + (end - start) * part / 6 for part in range(7)]
        outline = [(x - half(row), row) for row in rows]
        sheet.fill(outline + [(x + half(row), row) for row in reversed(rows)], colour)
        shaded = [(x + half(row) * 0.18, row) for row in rows]
        night = (colour[0], colour[1], 0.5)
        sheet.fill(shaded + [(x + half(row), row) for row in reversed(rows)], night)
        for row in rows[:-1]:
            for cut in range(5):
                sheet.stroke(
                    x + half(row) * (0.1 - cut * 0.05),
                    row + sheet.random.uniform(0, 30),
                    54 - cut * 8,
                    4,
                    night,
                )
    for window in range(4):
        wy = top + 110 + window * 235
        sheet.box(x - 18, wy, 32, 54, dark)
        sheet.disc(x - 2, wy, 16, dark)
        sheet.box(x - 11, wy + 2, 18, 44, (1, 0.1, 0))
    sheet.fill(
        [(x - 128, top + 2), (x + 128, top + 2), (x + 104, top + 34), (x - 104, top + 34)], dark
    )
    for post in range(-6, 7):
        sheet.line([(x + post * 20, top), (x + post * 20, top - 46)], 4, dark)
    sheet.line([(x - 122, top - 46), (x + 122, top - 46)], 6, dark)
    sheet.box(x - 64, y - 66, 128, 150, (1, 0, 0))
    sheet.disc(x, y + 2, 44, (0, 0, 0))
    for pane in (-64, -32, 0, 32, 64):
        sheet.line([(x + pane, y - 68), (x + pane, y + 86)], 5, dark)
    for bar in (-16, 36):
        sheet.line([(x - 64, y + bar), (x + 64, y + bar)], 4, dark)
    sheet.box(x - 74, y + 82, 148, 50, dark)
    dome = [
        (x + 86 * math.cos(turn), y - 64 - 74 * math.sin(turn))
        for turn in (math.pi * step / 18 for step in range(19))
    ]
    sheet.fill(dome, (0.05, 1, 0.4))
    sheet.line([(x, y - 132), (x, y - 205)], 6, dark)
    sheet.disc(x, y - 142, 12, dark)


def _rocks_and_sea(sheet: Sheet) -> None:
    dark = (0, 0.2, 1)
    sheet.box(860, 1440, 250, 130, (0.1, 0, 0.1))
    sheet.fill([(836, 1446), (985, 1350), (1134, 1446)], (0.05, 1, 0.4))
    sheet.box(1040, 1344, 36, 74, dark)
    for window in (896, 996):
        sheet.box(window, 1478, 50, 50, (1, 0.1, 0))
        sheet.line([(window + 25, 1478), (window + 25, 1528)], 4, dark)
    rock = [
        (420, 1640),
        (520, 1570),
        (640, 1556),
        (1180, 1550),
        (1280, 1580),
        (1280, 1920),
        (300, 1920),
        (330, 1740),
    ]
    sheet.fill(rock, dark)
    for _ in range(90):
        x, y = sheet.random.uniform(470, 1270), sheet.random.uniform(1580, 1760)
        sheet.stroke(x, y, 70, 6, (0.2, 0.1, 0.5), angle=sheet.random.uniform(0.5, 1.2))
    for row in range(9):
        base = 1560 + row * 46
        tone = (0.12, 0, 0.42 + (row % 2) * 0.46)
        crest = [
            (
                x,
                base
                + row * 6
                - 34 * math.sin(x / (120 + row * 14) + row * 1.9)
                - 16 * math.sin(x / 47 + row),
            )
            for x in range(-20, 1301, 20)
        ]
        shore = 520 - row * 10 if row < 4 else 1300
        crest = [point for point in crest if point[0] < shore]
        sheet.fill([*crest, (crest[-1][0], 1920), (-20, 1920)], tone)
        for x, y in crest[::2]:
            sheet.stroke(x, y + 8, 74, 6, (0.05, 0, 0.02), angle=-0.15)


def staircase(size: tuple[int, int]) -> Sheet:
    """A hundred and forty-eight steps, from above, a lamp left on at the bottom."""
    sheet = Sheet(size, (OCHRE, TEAL, NAVY), paper=CREAM, seed=148)
    eye, per_turn = (600.0, 1040.0), 27
    for step in range(-12, int(per_turn * 4.6)):
        _tread(sheet, eye, step / per_turn, 1 / per_turn)
    for radius, colour in ((84, (0.4, 0.1, 0)), (62, (0.95, 0.0, 0)), (34, (0.05, 0, 0))):
        sheet.disc(*eye, radius, colour)
    return sheet


def _tread(sheet: Sheet, eye: Point, turns: float, one: float) -> None:
    """One step of a spiral that halves with each turn, so that turn lies within turn."""

    def at(turned: float, share: float = 1.0) -> Point:
        radius, angle = 1900 * 0.5**turned * share, turned * math.tau - 0.6
        return (eye[0] + math.cos(angle) * radius, eye[1] + math.sin(angle) * radius)

    radius = 1900 * 0.5**turns
    angle = turns * math.tau - 0.6
    sunny = 0.5 + 0.5 * math.cos(angle + 2.2)
    glow = max(0.0, (turns - 2.2) / 2.4)
    dim = (1 - sunny) * (1 - glow * 0.6)
    tread = (0.12 + 0.8 * glow, 0.08 + 0.6 * dim, 0.5 * dim**2)
    under = (0.2 + 0.5 * glow, 0.5 + 0.5 * dim, 0.25 + 0.7 * dim)
    sheet.fill([at(turns), at(turns + one), at(turns + one, 0.5), at(turns, 0.5)], tread)
    edge = one * 0.17
    sheet.fill(
        [
            at(turns + one),
            at(turns + one - edge),
            at(turns + one - edge, 0.5),
            at(turns + one, 0.5),
        ],
        under,
    )
    for cut in range(6):
        x, y = at(turns + one * sheet.random.uniform(0.25, 0.7), 0.57 + cut * 0.07)
        sheet.stroke(x, y, radius * 0.07, max(1.6, radius * 0.006), under, angle=angle)
    dark = (0, 0.5, 1)
    sheet.line([at(turns, 0.985), at(turns + one * 1.02, 0.985)], max(4, radius * 0.034), dark)
    sheet.line([at(turns + one / 2, 0.505), at(turns + one / 2, 0.56)], max(2, radius * 0.01), dark)
    sheet.line(
        [at(turns, 0.555), at(turns + one * 1.02, 0.555)], max(2, radius * 0.011), (0.85, 0.1, 0)
    )
