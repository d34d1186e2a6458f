"""Pictures of small places: the bakery’s window, the bicycle rack."""

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, OCHRE, SEA
from courant.exchange.sample.drawings.sheet import Colour, Sheet


def bakery(size: tuple[int, int]) -> Sheet:
    """A lit window in a dark street: flat bread, a baker, the oven's mouth."""
    sheet = Sheet(size, (OCHRE, CORAL, NAVY), paper=CREAM, seed=4)
    dark = (0.0, 0.2, 1)
    sheet.box(0, 0, 1920, 1280, (0.05, 0.1, 0.92))
    for row in range(26):
        for brick in range(13):
            left = brick * 160 - (row % 2) * 80
            sheet.stroke(left + 78, 16 + row * 50, 136, 5, (0.05, 0.15, 0.62))
            sheet.stroke(left, 40 + row * 50, 40, 4, (0.05, 0.15, 0.62), angle=math.pi / 2)
    glass = (230.0, 330.0, 1250.0, 1010.0)
    sheet.box(glass[0] - 26, glass[1] - 26, 1072, 760, dark)
    sheet.shade(glass, (0.55, 0.0, 0), (0.95, 0.18, 0))
    _oven(sheet)
    _baker(sheet, 900, 1010)
    _loaves(sheet, glass)
    for bar in (640, 996):
        sheet.box(bar, 330, 12, 680, dark)
    awning = [(180, 150), (1300, 150), (1370, 330), (110, 330)]
    sheet.fill(awning, (0.1, 1, 0.1))
    for stripe in range(0, 10, 2):
        top, low = 180 + stripe * 112, 110 + stripe * 126
        sheet.fill([(top, 150), (top + 112, 150), (low + 126, 330), (low, 330)], (0.05, 0, 0))
    for scallop in range(10):
        tone = (0.05, 0, 0.12) if scallop % 2 == 0 else (0.1, 1, 0.3)
        sheet.disc(173 + scallop * 126, 330, 63, tone, flat=0.62)
    _door(sheet, dark)
    sheet.shade((0, 1090, 1920, 1280), (0.1, 0.1, 0.86), (0, 0.1, 1))
    pool = [(230, 1090), (1250, 1090), (1480, 1280), (20, 1280)]
    sheet.shade((0, 1090, 1920, 1280), (0.8, 0.1, 0.1), (0.25, 0.05, 0.72), inside=pool)
    for row in range(7):
        sheet.line([(0, 1100 + row * row * 5), (1920, 1100 + row * row * 5)], 3, (None, None, 0.95))
    return sheet


def _oven(sheet: Sheet) -> None:
    sheet.box(250, 560, 380, 450, (0.5, 0.6, 0.45))
    for row in range(9):
        for brick in range(5):
            left = max(256, 256 + brick * 76 - (row % 2) * 30)
            sheet.box(left, 566 + row * 50, 68, 42, (0.6, 0.75, 0.18))
    mouth = [
        (440 + 128 * math.cos(turn), 800 - 150 * math.sin(turn))
        for turn in (math.pi * part / 20 for part in range(21))
    ]
    sheet.fill([*mouth, (312, 870), (568, 870)], (0.2, 0.4, 1))
    glow = [
        (440 + 104 * math.cos(turn), 800 - 122 * math.sin(turn))
        for turn in (math.pi * part / 20 for part in range(21))
    ]
    sheet.fill([*glow, (336, 856), (544, 856)], (0.9, 1, 0))
    for flame in range(7):
        left = 350 + flame * 28
        sheet.fill(
            marks.curve(
                [
                    (left, 856),
                    (left + 6, 800 - flame % 3 * 22),
                    (left + 16, 742 + flame % 2 * 40),
                    (left + 28, 856),
                ]
            ),
            (0.95, 0.1, 0),
        )


def _baker(sheet: Sheet, x: float, foot: float) -> None:
    coat, dark = (0.05, 0.05, 0.06), (0.1, 0.3, 1)
    body = marks.curve(
        [
            (x - 96, foot),
            (x - 104, foot - 240),
            (x - 74, foot - 372),
            (x, foot - 404),
            (x + 78, foot - 370),
            (x + 108, foot - 236),
            (x + 104, foot),
        ]
    )
    sheet.fill(body, coat)
    sheet.fill(
        [(x + 30, foot), (x + 34, foot - 390), (x + 108, foot - 300), (x + 104, foot)],
        (0.3, 0.15, 0.3),
    )
    sheet.disc(x - 8, foot - 462, 62, (0.4, 0.4, 0.42), flat=1.12)
    sheet.fill(
        [(x - 66, foot - 476), (x + 56, foot - 490), (x + 46, foot - 556), (x - 60, foot - 548)],
        coat,
    )
    beard = marks.curve(
        [
            (x - 64, foot - 452),
            (x - 48, foot - 396),
            (x - 6, foot - 384),
            (x + 34, foot - 404),
            (x + 50, foot - 456),
            (x, foot - 436),
        ]
    )
    sheet.fill(beard, dark)
    sheet.line([(x - 70, foot - 340), (x - 150, foot - 232), (x - 236, foot - 262)], 50, coat)
    sheet.line(
        [(x + 74, foot - 330), (x - 10, foot - 200), (x - 92, foot - 226)], 50, (0.12, 0.1, 0.14)
    )
    sheet.disc(x - 240, foot - 262, 27, (0.4, 0.4, 0.42))
    sheet.disc(x - 96, foot - 226, 27, (0.4, 0.4, 0.42))
    sheet.line([(x + 190, foot - 150), (x - 330, foot - 272)], 13, dark)
    sheet.fill(
        [
            (x - 320, foot - 296),
            (x - 470, foot - 312),
            (x - 478, foot - 276),
            (x - 324, foot - 250),
        ],
        dark,
    )


def _loaves(sheet: Sheet, glass: tuple[float, float, float, float]) -> None:
    shelf, crust, line = (0.1, 0.3, 1), (0.95, 0.55, 0.1), (0.4, 0.05, 0)
    sheet.box(1010, 560, glass[2] - 1010, 12, shelf)
    sheet.box(1010, 740, glass[2] - 1010, 12, shelf)
    for row in (560, 740):
        for loaf in range(5):
            _flat_bread(sheet, 1046 + loaf * 46, row - 78, crust, line)
    sheet.box(glass[0], 936, glass[2] - glass[0], 14, shelf)
    sheet.box(glass[0], 950, glass[2] - glass[0], 60, (0.3, 0.6, 0.62))
    for loaf in range(9):
        x = 300 + loaf * 108
        sheet.disc(x, 916, 52, crust, flat=0.52)
        for cut in (-22, 0, 22):
            sheet.stroke(x + cut, 904, 36, 7, line, angle=1.1)


def _flat_bread(sheet: Sheet, x: float, y: float, crust: Colour, line: Colour) -> None:
    """A barbari loaf on its end: long, with grooves."""
    tall = 152
    side = marks.curve(
        [
            (x - 19, y + tall / 2),
            (x - 23, y),
            (x - 15, y - tall / 2),
            (x + 15, y - tall / 2),
            (x + 23, y),
            (x + 19, y + tall / 2),
        ]
    )
    sheet.fill(side, crust)
    for groove in (-11, -3, 5, 13):
        sheet.stroke(x + groove - 1, y, tall * 0.84, 3.4, line, angle=math.pi / 2)


def _door(sheet: Sheet, dark: Colour) -> None:
    sheet.box(1480, 300, 300, 790, dark)
    sheet.box(1506, 326, 248, 764, (0.1, 0.95, 0.5))
    sheet.box(1536, 360, 188, 330, dark)
    sheet.shade((1546, 370, 1714, 680), (0.6, 0.05, 0), (0.9, 0.15, 0))
    sheet.box(1626, 370, 8, 310, dark)
    for panel in (730, 900):
        sheet.box(1540, panel, 180, 130, (0.1, 0.95, 0.78))
    sheet.disc(1736, 740, 11, (1, 0.1, 0))
    sheet.line([(1630, 206), (1630, 150), (1590, 150), (1590, 300)], 7, dark)
    sheet.disc(1630, 236, 78, (0.35, 0.08, 0.76))
    sheet.fill([(1604, 200), (1656, 200), (1682, 256), (1578, 256)], (0.9, 0, 0))


def bicycles(size: tuple[int, int]) -> Sheet:
    """A wall of bicycles, all facing left but one."""
    sheet = Sheet(size, (SEA, CORAL, NAVY), paper=CREAM, seed=26)
    sheet.shade((0, 0, 1920, 1280), (0.1, 0, 0), (0.4, 0, 0.05))
    odd = (2, 3)
    for row in range(5):
        base = 250 + row * 262
        sheet.box(0, base + 88, 1920, 10, (0.3, 0, 0.75))
        sheet.shade((0, base + 98, 1920, base + 134), (0.55, 0, 0.42), (0.1, 0, 0))
        for place in range(-1, 8):
            x = 180 + place * 285 + (row % 2) * 120
            tone: Colour = ((0, 0, 1), (0.9, 0, 0.55), (0.2, 0, 0.82))[(row * 2 + place) % 3]
            if (row, place) == odd:
                marks.bicycle(sheet, x - 130, base, 88, (0, 1, 0.02), facing=1)
            else:
                marks.bicycle(sheet, x + 110, base, 88, tone, facing=-1)
    return sheet
