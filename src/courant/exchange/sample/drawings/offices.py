"""Pictures of where the town keeps its papers and its council."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CREAM, MOSS, NAVY, OCHRE, RUST
from courant.exchange.sample.drawings.sheet import Colour, Point, Sheet


def archive(size: tuple[int, int]) -> Sheet:
    """A wall of boxes, one drawn out, a ladder and a lamp."""
    sheet = Sheet(size, (OCHRE, RUST, NAVY), paper=CREAM, seed=1934)
    sheet.box(0, 0, 1920, 1280, (0.2, 0.5, 0.95))
    for shelf in range(6):
        floor = 196 + shelf * 210
        x = -sheet.random.uniform(0, 60)
        while x < 1920:
            kind, wide = sheet.random.random(), 0.0
            if kind < 0.62:
                wide = sheet.random.choice((84, 96, 96, 118))
                _box_file(sheet, x, floor, wide, pulled=False)
            elif kind < 0.9:
                wide = _ledgers(sheet, x, floor)
            else:
                wide = 70.0
                for roll in range(3):
                    sheet.disc(x + 20 + roll % 2 * 26, floor - 16 - roll * 22, 14, (0.12, 0.1, 0.1))
                    sheet.disc(x + 20 + roll % 2 * 26, floor - 16 - roll * 22, 5, (0.2, 0.4, 0.9))
            x += wide + 5
        sheet.box(0, floor, 1920, 17, (0.6, 0.8, 0.4))
        sheet.shade((0, floor + 17, 1920, floor + 50), (None, None, 1), (None, None, 0.95))
    _ladder(sheet)
    _box_file(sheet, 1190, 645, 150, pulled=True)
    return sheet


def _box_file(sheet: Sheet, x: float, floor: float, wide: float, *, pulled: bool) -> None:
    tall = 218 if pulled else 160 + (int(x) % 3) * 6
    tone: Colour = sheet.random.choice(
        ((0.25, 0.35, 0.3), (0.55, 0.25, 0.12), (0.2, 0.7, 0.35), (0.3, 0.2, 0.6))
    )
    tone = (0.95, 0.12, 0) if pulled else tone
    sheet.box(x, floor - tall, wide, tall, tone)
    sheet.box(x + wide - 8, floor - tall, 8, tall, (tone[0], tone[1], 0.62))
    label = wide * 0.62
    sheet.box(x + (wide - label) / 2 - 2, floor - tall * 0.82, label, tall * 0.3, (0.05, 0, 0))
    for line in range(3):
        short = label * (0.7 - 0.14 * line)
        sheet.box(
            x + (wide - short) / 2 - 2,
            floor - tall * 0.77 + line * tall * 0.075,
            short,
            4,
            (0, 0.4, 0.9),
        )
    sheet.ring(x + wide / 2 - 2, floor - tall * 0.22, wide * 0.13, 5, (0.05, 0.1, 0.9))


def _ledgers(sheet: Sheet, x: float, floor: float) -> float:
    wide = 0.0
    for _ in range(sheet.random.randint(3, 6)):
        thick, tall = sheet.random.uniform(20, 34), sheet.random.uniform(126, 172)
        tone = sheet.random.choice(
            ((0.15, 1, 0.25), (0.2, 0.5, 0.85), (0.7, 0.5, 0.1), (0.1, 0.1, 0.72))
        )
        sheet.box(x + wide, floor - tall, thick, tall, tone)
        for band in (0.16, 0.24, 0.8):
            sheet.box(x + wide, floor - tall * band, thick, 4, (0.7, 0.05, 0))
        wide += thick + 2
    return wide


def _ladder(sheet: Sheet) -> None:
    wood, dark = (0.55, 0.25, 0), (0.2, 0.4, 1)
    for rail in (0, 150):
        sheet.line([(520 + rail, 1280), (590 + rail, -10)], 24, dark)
        sheet.line([(516 + rail, 1280), (586 + rail, -10)], 17, wood)
    for rung in range(13):
        y = 1220 - rung * 100
        left = 523 + (1280 - y) * 70 / 1290
        sheet.line([(left, y), (left + 150, y)], 19, dark)
        sheet.line([(left, y - 3), (left + 150, y - 3)], 12, wood)


def council(size: tuple[int, int]) -> Sheet:
    """The horseshoe from the gallery: thirty-one places, papers, a lamp still lit."""
    sheet = Sheet(size, (OCHRE, MOSS, NAVY), paper=CREAM, seed=31)
    eye, flat = (960.0, 430.0), 0.62
    sheet.box(0, 0, 1920, 1280, (0.35, 0.45, 0.1))
    for row in range(16):
        for column in range(22):
            x, y = 960 + (column - 10.5) * (70 + row * 8), 40 + row * 66 + row * row * 2
            sheet.fill(
                [
                    (x, y - 30 - row * 2),
                    (x + 36 + row * 4, y),
                    (x, y + 30 + row * 2),
                    (x - 36 - row * 4, y),
                ],
                (0.25, 0.25, 0) if (row + column) % 2 else (0.45, 0.6, 0.2),
            )

    def at(turn: float, radius: float) -> Point:
        return (eye[0] + math.cos(turn) * radius, eye[1] + math.sin(turn) * radius * flat)

    for radius, seats in ((480, 13), (800, 18)):
        arc = [math.pi * (-0.06 + 1.12 * part / 80) for part in range(81)]
        inner, outer = radius - 66, radius + 66
        for drop, tone in ((46, (0.2, 0.7, 0.95)), (0, (0.7, 0.55, 0.22))):
            ring = [(x, y + drop) for x, y in (at(turn, outer) for turn in arc)]
            back = [(x, y + drop) for x, y in (at(turn, inner) for turn in reversed(arc))]
            sheet.fill(ring + back, tone)
        sheet.line([at(turn, outer) for turn in arc], 5, (0.9, 0.2, 0))
        sheet.line([at(turn, inner) for turn in arc], 4, (0.2, 0.5, 0.8))
        for seat in range(seats):
            turn = math.pi * (-0.02 + 1.04 * (seat + 0.5) / seats)
            _place(sheet, at, turn, radius, lit=radius == 800 and seat == 5)
    _chair_of_council(sheet)
    return sheet


def _place(sheet: Sheet, at: marks.Place, turn: float, radius: float, *, lit: bool) -> None:
    dark = (0.1, 0.5, 1)
    x, y = at(turn, radius)
    if lit:
        sheet.disc(x, y, 105, (0.9, 0.05, 0), flat=0.62)
    paper = [
        at(turn - 34 / radius, radius - 30),
        at(turn + 34 / radius, radius - 30),
        at(turn + 30 / radius, radius + 26),
        at(turn - 30 / radius, radius + 26),
    ]
    sheet.fill(paper, (0.02, 0, 0))
    for line in (-14, 0, 12):
        sheet.line(
            [at(turn - 20 / radius, radius + line), at(turn + 18 / radius, radius + line)],
            2.4,
            dark,
        )
    cx, cy = at(turn, radius + 142)
    sheet.disc(cx, cy + 20, 50, dark, flat=0.72)
    sheet.disc(cx, cy + 4, 50, (0.15, 0.95, 0.62), flat=0.72)
    sheet.disc(cx + (960 - cx) * 0.016, cy - 4, 40, (0.2, 0.9, 0.12), flat=0.7)
    lamp = at(turn + 52 / radius, radius - 44)
    sheet.line([lamp, (lamp[0], lamp[1] - 58)], 6, dark)
    shade = (1, 0, 0) if lit else (0.1, 1, 0.62)
    sheet.fill(
        [
            (lamp[0] - 26, lamp[1] - 50),
            (lamp[0] + 26, lamp[1] - 50),
            (lamp[0] + 12, lamp[1] - 82),
            (lamp[0] - 12, lamp[1] - 82),
        ],
        shade,
    )


def _chair_of_council(sheet: Sheet) -> None:
    dark, wood = (0.1, 0.5, 1), (0.7, 0.55, 0.22)
    sheet.fill([(690, 190), (1230, 190), (1290, 300), (630, 300)], (0.2, 0.7, 0.95))
    sheet.fill([(700, 160), (1220, 160), (1280, 264), (640, 264)], wood)
    sheet.box(905, 30, 110, 130, dark)
    sheet.fill([(892, 36), (960, -20), (1028, 36)], dark)
    sheet.fill([(880, 190), (1040, 190), (1052, 240), (868, 240)], (0.02, 0, 0))
    sheet.disc(1130, 214, 18, dark, flat=0.7)
    sheet.line([(1130, 206), (1180, 180)], 10, dark)
