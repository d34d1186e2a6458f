"""Pictures of wet streets: high water in Ropewalk, the tram in the rain."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, OCHRE, PALE, SEA
from courant.exchange.sample.drawings.sheet import Point, Sheet


def flooded_street(size: tuple[int, int]) -> Sheet:
    """Ropewalk with the sea in it: lamps, their doubles, a bicycle, someone wading home."""
    sheet = Sheet(size, (OCHRE, SEA, NAVY), paper=PALE, seed=34)
    horizon, vanish = 720.0, (1010.0, 720.0)
    sheet.shade((0, 0, 1920, horizon), (0.1, 0.6, 0.5), (0.75, 0.05, 0))
    marks.sky_cuts(sheet, (500, 0, 1500, 640), (None, 0.05, 0.02), rows=30, length=110, width=5)
    for side in (-1, 1):
        for house in range(7):
            _terrace(sheet, vanish, side, house)
    for lamp in range(5, 0, -1):
        for side in (-1, 1):
            _street_lamp(sheet, vanish, side, 1.0 / (0.75 + lamp * 0.5), horizon)
    sheet.mirror(horizon)
    sheet.shade((0, horizon, 1920, horizon + 4), (0, 0.5, 0.5), (0, 0.5, 0.5))
    marks.ripples(
        sheet, (0, horizon + 8, 1920, 1275), (0.12, 0.5, 0.62), count=560, length=230, width=11
    )
    marks.ripples(
        sheet, (0, horizon + 8, 1920, 1275), (0.45, 0.05, 0), count=210, length=200, width=8
    )
    dark = (0.1, 0.3, 1)
    water = sheet.lift(0, 860, 1920, 1280)
    marks.person(sheet, 1040, 940, 350, dark, coat=0.6)
    marks.bicycle(sheet, 330, 850, 116, dark)
    sheet.lay(water)
    for ring in range(6):
        sheet.stroke(
            1040, 862 + ring * 15, 170 + ring * 74, 8, (0.4, 0.02, 0) if ring % 2 else dark
        )
    sheet.line([(1090, 740), (1124, 800)], 12, dark)
    sheet.fill([(1100, 788), (1156, 788), (1146, 846), (1110, 846)], dark)
    for ring in range(10):
        sheet.stroke(
            490 + sheet.random.uniform(-40, 40),
            858 + ring * 12,
            640 - ring * 30,
            9,
            (0.4, 0.02, 0) if ring % 2 else dark,
        )
    return sheet


def _terrace(sheet: Sheet, vanish: Point, side: int, house: int) -> None:
    """One house of a row in perspective, the nearest first in number and last in the row."""

    def at(depth: float, up: float) -> Point:
        near = 1.0 / (0.62 + depth * 0.46)
        return (vanish[0] + side * 640 * near, vanish[1] - up * 560 * near)

    first, last = 6 - house, 7 - house
    tone = ((0.2, 0.5, 0.55), (0.1, 0.25, 0.9), (0.35, 0.2, 0.35), (0.1, 0.4, 0.7))[
        (house + side) % 4
    ]
    sheet.fill([at(first, 0), at(last, 0), at(last, 1), at(first, 1)], tone)
    middle = (first + last) / 2
    sheet.fill([at(first, 0.99), at(middle, 1.28), at(last, 0.99)], tone)
    sheet.line([at(first, 0), at(first, 1)], 4, (0, 0.3, 1))
    for floor in range(3):
        for column in range(2):
            begin = first + 0.16 + column * 0.42
            low, high = 0.16 + floor * 0.29, 0.34 + floor * 0.29
            pane = [at(begin, low), at(begin + 0.26, low), at(begin + 0.26, high), at(begin, high)]
            lit = sheet.random.random() < 0.3 and floor > 0
            sheet.fill(pane, (1, 0, 0) if lit else (0.05, 0.15, 0.98))
            sheet.line([*pane, pane[0]], 3.5, (0.05, 0.05, 0))


def _street_lamp(sheet: Sheet, vanish: Point, side: int, near: float, horizon: float) -> None:
    x = vanish[0] + side * 430 * near
    top = vanish[1] - 330 * near
    dark = (0.1, 0.3, 1)
    sheet.line([(x, horizon), (x, top)], 13 * near, dark)
    sheet.disc(x, top - 22 * near, 62 * near, (0.55, None, None))
    sheet.fill(
        [
            (x - 20 * near, top),
            (x + 20 * near, top),
            (x + 30 * near, top - 60 * near),
            (x - 30 * near, top - 60 * near),
        ],
        (1, 0, 0),
    )
    sheet.fill(
        [(x - 38 * near, top - 60 * near), (x + 38 * near, top - 60 * near), (x, top - 92 * near)],
        dark,
    )


def tram(size: tuple[int, int]) -> Sheet:
    """The number 2 on the quay on a wet evening, and its double in the road."""
    sheet = Sheet(size, (OCHRE, CORAL, NAVY), paper=CREAM, seed=2)
    ground = 830.0
    sheet.shade((0, 0, 1920, ground), (0, 0.05, 0.95), (0.15, 0.25, 0.55))
    x = -40.0
    while x < 1960:
        wide, tall = sheet.random.uniform(110, 200), sheet.random.uniform(330, 560)
        sheet.box(x, ground - tall, wide - 8, tall, (0, 0.15, 0.86))
        sheet.fill(
            [
                (x, ground - tall + 1),
                (x + wide / 2 - 4, ground - tall - wide * 0.4),
                (x + wide - 8, ground - tall + 1),
            ],
            (0, 0.15, 0.86),
        )
        for window in range(9):
            if sheet.random.random() < 0.3:
                sheet.box(
                    x + 16 + window % 3 * wide * 0.3,
                    ground - tall + 26 + window // 3 * 78,
                    24,
                    42,
                    (0.9, 0.1, 0.15),
                )
        x += wide
    sheet.line([(0, 232), (1920, 244)], 3, (0.2, 0.1, 0.3))
    _tram_car(sheet, 150, 350, ground)
    sheet.mirror(ground)
    sheet.box(0, ground - 4, 1920, 14, (0, 0.3, 1))
    marks.ripples(
        sheet, (0, ground + 12, 1920, 1275), (0, 0.15, 0.92), count=420, length=300, width=12
    )
    marks.ripples(
        sheet, (0, ground + 12, 1920, 1275), (0.6, 0.05, 0.1), count=90, length=170, width=8
    )
    for rail, drop in ((ground + 70, 0), (ground + 150, 12)):
        sheet.line([(0, rail + drop), (1920, rail)], 7, (0.25, 0.05, 0.1))
    marks.person(sheet, 1690, 1130, 400, (0, 0.3, 1), coat=0.62, facing=-1)
    umbrella = marks.curve([(1500, 770), (1540, 680), (1690, 626), (1840, 680), (1882, 770)])
    sheet.fill(umbrella, (0.1, 1, 0.15))
    sheet.fill(
        [*marks.curve([(1690, 626), (1760, 670), (1800, 770)]), (1882, 770), (1840, 680)],
        (0.1, 1, 0.6),
    )
    sheet.line([(1690, 612), (1690, 930)], 8, (0, 0.3, 1))
    for _ in range(420):
        sheet.stroke(
            sheet.random.uniform(0, 1920),
            sheet.random.uniform(0, 1280),
            sheet.random.uniform(40, 110),
            2.8,
            (0.12, 0.02, 0.18),
            angle=1.83,
        )
    return sheet


def _tram_car(sheet: Sheet, x: float, top: float, ground: float) -> None:
    dark, lit, red = (0, 0.3, 1), (0.75, 0.02, 0), (0.15, 1, 0.08)
    wide, low = 1320.0, ground - 62
    shell = marks.curve(
        [
            (x, low),
            (x + 6, top + 120),
            (x + 60, top + 10),
            (x + 140, top - 6),
            (x + wide - 140, top - 6),
            (x + wide - 60, top + 10),
            (x + wide - 6, top + 120),
            (x + wide, low),
        ]
    )
    sheet.fill(shell, (0.05, 0, 0))
    sheet.box(x, low - 150, wide, 150, red)
    sheet.box(x, low - 160, wide, 10, dark)
    sheet.box(x + 70, top - 24, wide - 140, 22, dark)
    for window in range(9):
        left = x + 34 + window * 140
        if window in (2, 6):
            sheet.box(left, top + 60, 116, low - top - 70, dark)
            for half in (6, 61):
                sheet.box(left + half, top + 68, 49, low - top - 96, lit)
            continue
        sheet.box(left - 4, top + 56, 124, 178, dark)
        sheet.box(left + 3, top + 63, 110, 164, lit)
        for seat in (30, 82):
            if sheet.random.random() < 0.72:
                head = left + seat + sheet.random.uniform(-6, 6)
                sheet.disc(head, top + 140, 17, (0.1, 0.3, 0.85), flat=1.2)
                sheet.fill(
                    marks.curve(
                        [
                            (head - 34, top + 227),
                            (head - 26, top + 176),
                            (head, top + 162),
                            (head + 26, top + 176),
                            (head + 34, top + 227),
                        ]
                    ),
                    (0.1, 0.3, 0.85),
                )
        sheet.box(left + 56, top + 63, 4, 164, dark)
    for band in range(3):
        sheet.box(x + 20, low - 128 + band * 40, wide - 40, 4, (0.1, 0.55, 0.05))
    sheet.box(x + 560, top + 6, 210, 40, dark)
    sheet.fill(
        [(x + 590, top + 14), (x + 740, top + 14), (x + 740, top + 38), (x + 590, top + 38)],
        (1, 0.1, 0),
    )
    sheet.line([(x + 600, top - 20), (x + 690, top - 70), (x + 600, top - 112)], 6, dark)
    sheet.line([(x + 550, top - 112), (x + 660, top - 112)], 7, dark)
    for bogie in (180, 330, 990, 1140):
        sheet.disc(x + bogie, ground - 40, 42, dark)
        sheet.disc(x + bogie, ground - 40, 20, (0.1, 0.1, 0.5))
    sheet.box(x + 110, low, 290, 26, dark)
    sheet.box(x + 920, low, 290, 26, dark)
    sheet.disc(x + wide - 26, low - 70, 24, (0.3, 0, 0))
