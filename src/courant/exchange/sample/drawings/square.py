"""Pictures of Weighhouse Square: the courthouse, the market."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, OCHRE, RUST, TEAL
from courant.exchange.sample.drawings.sheet import Colour, Point, Sheet


def courthouse(size: tuple[int, int]) -> Sheet:
    """Six columns in raking light, and one person on the steps."""
    sheet = Sheet(size, (OCHRE, RUST, NAVY), paper=CREAM, seed=3)
    sheet.box(0, 0, 1920, 1280, (0.15, 0.95, 0))
    marks.sky_cuts(
        sheet, (0, 0, 1920, 800), (0.2, 0.45, 0), rows=44, length=130, width=5, angle=-0.07
    )
    stone, shade, dark = (0.08, 0, 0), (0.1, 0.3, 0.5), (0.1, 0.4, 1)
    sheet.box(260, 380, 1400, 620, (0.1, 0.25, 0.72))
    sheet.fill([(200, 300), (960, 92), (1720, 300)], stone)
    sheet.fill([(330, 280), (960, 116), (1590, 280)], shade)
    for cut in range(26):
        x = 960 + (cut - 13) * 44
        sheet.stroke(x, 262 - (600 - abs(x - 960)) * 0.1, 80, 5, stone, angle=-0.7)
    _scales(sheet, 960, 178)
    sheet.box(214, 300, 1492, 86, stone)
    sheet.box(214, 366, 1492, 20, shade)
    for dentil in range(46):
        sheet.box(232 + dentil * 32, 340, 15, 22, shade)
    _doors(sheet, dark)
    for column in range(6):
        _column(sheet, 332 + column * 251, stone, shade)
    for step in range(8):
        out, y = 30 * step, 1000 + step * 30
        sheet.box(220 - out, y, 1480 + out * 2, 14, stone)
        sheet.box(220 - out, y + 14, 1480 + out * 2, 16, (0.15, 0.2, 0.42))
    sheet.box(0, 1240, 1920, 40, dark)
    sheet.fill([(0, 640), (0, 1280), (760, 1280)], (None, None, 0.62))
    marks.person(sheet, 1210, 1166, 158, dark, coat=0.62)
    sheet.fill([(1216, 1166), (1270, 1164), (1580, 1236), (1510, 1240)], (None, None, 0.72))
    umbrella = marks.curve([(1122, 1014), (1150, 968), (1212, 950), (1276, 968), (1304, 1014)])
    sheet.fill(umbrella, dark)
    sheet.line([(1212, 940), (1212, 1060)], 5, dark)
    for x in (700, 736, 1490):
        marks.gull(sheet, x, 60 + (x % 7) * 9, 52, dark)
    return sheet


def _scales(sheet: Sheet, x: float, y: float) -> None:
    stone = (0.05, 0, 0)
    sheet.line([(x, y - 32), (x, y + 80)], 8, stone)
    sheet.line([(x - 90, y - 6), (x + 90, y - 18)], 6, stone)
    for side, drop in ((-90, -6), (90, -18)):
        for wire in (-26, 26):
            sheet.line([(x + side, y + drop), (x + side + wire, y + drop + 56)], 2.4, stone)
        bowl = [
            (x + side + 32 * math.cos(turn), y + drop + 56 + 16 * math.sin(turn))
            for turn in (math.pi * part / 10 for part in range(11))
        ]
        sheet.fill(bowl, stone)


def _doors(sheet: Sheet, dark: Colour) -> None:
    for bay in range(5):
        x = 390 + bay * 251
        tall = 470 if bay == 2 else 300
        top = 1000 - tall if bay == 2 else 520
        sheet.box(x, top, 136, tall, dark)
        if bay == 2:
            sheet.box(x + 14, top + 18, 108, 90, (1, 0.15, 0))
            for bar in (36, 72):
                sheet.box(x + 14 + bar, top + 18, 4, 90, dark)
            sheet.box(x + 66, top + 120, 4, 350, (0.5, 0.5, 0.4))
        else:
            for pane in range(4):
                for half in (10, 72):
                    lit = (bay, pane, half) in {(0, 1, 10), (3, 2, 72), (3, 2, 10)}
                    sheet.box(
                        x + half,
                        top + 12 + pane * 72,
                        54,
                        62,
                        (1, 0.1, 0) if lit else (0.1, 0.35, 0.8),
                    )


def _column(sheet: Sheet, x: float, stone: Colour, shade: Colour) -> None:
    sheet.fill([(x - 46, 960), (x + 46, 960), (x + 38, 430), (x - 38, 430)], stone)
    sheet.fill([(x + 2, 960), (x + 46, 960), (x + 38, 430), (x + 2, 430)], shade)
    for flute in (-26, -12, 2, 17, 31):
        sheet.line([(x + flute, 950), (x + flute * 0.83, 436)], 3.4, (0.1, 0.35, 0.4))
    for cut in range(34):
        y = 440 + cut * 15
        sheet.stroke(x + 1, y, 20 + (cut * 7) % 14, 4.5, shade)
    sheet.fill([(x - 62, 386), (x + 62, 386), (x + 44, 432), (x - 44, 432)], stone)
    sheet.fill([(x + 4, 386), (x + 62, 386), (x + 44, 432), (x + 4, 432)], shade)
    sheet.box(x - 58, 956, 116, 22, stone)
    sheet.box(x - 66, 976, 132, 26, stone)
    sheet.box(x + 6, 956, 60, 46, shade)


def market(size: tuple[int, int]) -> Sheet:
    """The Saturday market from the Weighhouse tower: awnings, crates, people and their shadows."""
    sheet = Sheet(size, (OCHRE, CORAL, TEAL), paper=CREAM, seed=19)
    sheet.box(0, 0, 1920, 1280, (0.22, 0.03, 0.1))
    lean = -0.2

    def at(u: float, v: float) -> Point:
        return (
            960 + u * math.cos(lean) - v * math.sin(lean) * 0.9,
            640 + u * math.sin(lean) + v * math.cos(lean) * 0.9,
        )

    for row in range(-30, 31):
        for column in range(-20, 21):
            cobble = at(column * 62 + (row % 2) * 31, row * 31)
            sheet.stroke(*cobble, 44, 4, (0.35, 0.08, 0.25), angle=lean)
    inks: tuple[Colour, ...] = ((0.1, 1, 0.05), (0, 0.1, 0.95), (0.95, 0.15, 0), (0.15, 0.85, 0.75))
    for row in range(-3, 4):
        for column in range(-4, 5):
            if (row, column) in {(0, 0), (-2, 2), (2, -3)}:
                continue
            u = column * 330 + (row % 2) * 120 + sheet.random.uniform(-14, 14)
            _stall(sheet, at, u, row * 290, sheet.random.choice(inks))
    for _ in range(150):
        aisle = sheet.random.randint(-4, 3) * 290 + 145
        _shopper(sheet, at(sheet.random.uniform(-1150, 1150), aisle + sheet.random.gauss(0, 38)))
    return sheet


def _stall(sheet: Sheet, at: marks.Place, u: float, v: float, ink: Colour) -> None:
    half_u, half_v = 128, 74
    drop = 26

    def patch(u0: float, v0: float, u1: float, v1: float) -> list[Point]:
        return [at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)]

    shadow = [
        (x + drop, y + drop * 1.3) for x, y in patch(u - half_u, v - half_v, u + half_u, v + half_v)
    ]
    sheet.fill(shadow, (0.3, 0.3, 0.85))
    for crate in range(5):
        left, top = u - half_u + 6 + crate * 50, v + half_v + 4
        sheet.fill(patch(left, top, left + 44, top + 34), (0.7, 0.45, 0.5))
        fruit = sheet.random.choice(((1, 0.1, 0), (0.2, 1, 0), (0.5, 0, 0.7), (0.1, 0.5, 0.1)))
        for place in range(12):
            dot = at(left + 7 + place % 4 * 10, top + 7 + place // 4 * 10)
            sheet.disc(*dot, 5.4, fruit)
    stripes = 9
    wide = half_u * 2 / stripes
    for stripe in range(stripes):
        left = u - half_u + stripe * wide
        tone = ink if stripe % 2 == 0 else (0.02, 0, 0)
        sheet.fill(patch(left, v - half_v, left + wide + 0.5, v), tone)
        darker = [
            min(1.0, (share or 0) + add)
            for share, add in zip(tone, (0.12, 0.08, 0.22), strict=True)
        ]
        sheet.fill(patch(left, v, left + wide + 0.5, v + half_v), darker)
        sheet.disc(*at(left + wide / 2, v + half_v), wide * 0.5, darker)
    sheet.line([at(u - half_u, v), at(u + half_u, v)], 4, (0.2, 0.3, 0.9))


def _shopper(sheet: Sheet, spot: Point) -> None:
    x, y = spot
    sheet.stroke(x + 25, y + 31, 78, 23, (0.3, 0.3, 0.8), angle=0.9)
    coat = sheet.random.choice(
        ((0.1, 1, 0.3), (0, 0.2, 1), (0.9, 0.3, 0.1), (0.2, 0.7, 0.95), (0.05, 0, 0.2))
    )
    turn = sheet.random.uniform(0, math.pi)
    sheet.stroke(x, y, 52, 25, coat, angle=turn)
    sheet.disc(x + math.cos(turn) * 3, y + math.sin(turn) * 3, 19, coat, flat=0.9)
    sheet.disc(
        x, y - 3, 10.5, sheet.random.choice(((0.3, 0.5, 1), (0.6, 0.35, 0.45), (0.05, 0.05, 0.1)))
    )
