"""A bow on the slip."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, OCHRE
from courant.exchange.sample.drawings.sheet import Sheet


def shipyard(size: tuple[int, int]) -> Sheet:
    """A red bow on the slip, head on, with men the size of rivets under it."""
    sheet = Sheet(size, (OCHRE, CORAL, NAVY), paper=CREAM, seed=47)
    sheet.shade((0, 0, 1920, 1100), (0.1, 0, 0.5), (0.5, 0.05, 0.0))
    marks.sky_cuts(
        sheet, (0, 0, 1920, 900), (None, None, 0.04), rows=40, length=140, width=4, angle=0.05
    )
    for side in (-1, 1):
        _scaffold(sheet, side)
    _bow(sheet)
    ground = (0.15, 0.3, 0.95)
    sheet.fill([(0, 1080), (1920, 1080), (1920, 1280), (0, 1280)], ground)
    for sleeper in range(14):
        half = 90 + sleeper * 26
        sheet.box(960 - half, 1084 + sleeper * 15, half * 2, 6, (0.5, 0.3, 0.45))
    for x, tall in ((560, 88), (616, 84), (1310, 90), (1372, 86), (760, 92)):
        marks.person(sheet, x, 1112, tall, (0.1, 0.4, 1), coat=0.2)
    _sparks(sheet, 1180, 1000)
    return sheet


def _bow(sheet: Sheet) -> None:
    red, dark, shadow = (0.15, 1, 0.0), (0.1, 0.3, 1), (0.15, 1, 0.55)
    for side in (-1, 1):
        flare = marks.curve(
            [
                (960, 1090),
                (960 + side * 120, 1060),
                (960 + side * 250, 900),
                (960 + side * 330, 640),
                (960 + side * 470, 250),
                (960 + side * 560, 130),
            ]
        )
        above = [(960 + side * 540, 100), (960, 40)]
        sheet.fill([*flare, *above], red if side < 0 else shadow)
        sheet.fill(
            [
                *marks.curve([(960 + side * 560, 130), (960 + side * 300, 116), (960, 128)]),
                (960, 30),
                (960 + side * 590, 40),
            ],
            dark,
        )
        for seam in range(1, 9):
            share = seam / 9
            edge = flare[int(len(flare) * (1 - share * 0.86)) - 1]
            bend = [(960, 1060 - (1 - share) * 930), ((960 + edge[0]) / 2, edge[1] + 22), edge]
            sheet.line(marks.curve(bend), 3, (0.15, 1, 0.75) if side > 0 else (0.1, 0.7, 0.12))
        anchor = 960 + side * 214
        sheet.disc(anchor, 330, 40, dark)
        sheet.line([(anchor, 330), (anchor + side * 6, 430)], 15, dark)
        sheet.line([(anchor - 44, 402), (anchor, 446), (anchor + 50, 402)], 13, dark)
    sheet.line([(960, 120), (960, 1090)], 9, dark)
    for mark in range(12):
        y = 620 + mark * 36
        for side in (-1, 1):
            sheet.box(960 + side * 20 - 8, y, 16, 4, (0.05, 0, 0))
    sheet.fill([(900, 1040), (1020, 1040), (1070, 1110), (850, 1110)], dark)


def _scaffold(sheet: Sheet, side: int) -> None:
    pole, board = (0.1, 0.2, 0.9), (0.7, 0.3, 0.55)
    for level in range(7):
        y = 1070 - level * 140
        inner = 960 + side * (270 + (6 - abs(level - 6)) * 52)
        sheet.line([(inner, y), (960 + side * 840, y)], 11, board)
        sheet.line([(inner, y - 52), (960 + side * 840, y - 52)], 3.5, pole)
    for post in range(6):
        x = 960 + side * (400 + post * 86)
        top = 1070 - min(6, post + 2) * 140 - 60
        sheet.line([(x, 1080), (x, top)], 7, pole)
        if post < 5:
            for level in range(min(6, post + 2)):
                y = 1070 - level * 140
                ends = [(x, y), (x + side * 86, y - 140)]
                sheet.line(
                    ends if (post + level) % 2 else [(x, y - 140), (x + side * 86, y)], 3, pole
                )
    for post, level in ((1, 1), (3, 3), (4, 2)):
        marks.person(
            sheet, 960 + side * (440 + post * 86), 1066 - level * 140, 92, (0, 0.3, 1), coat=0.2
        )


def _sparks(sheet: Sheet, x: float, y: float) -> None:
    for _ in range(70):
        turn, far = sheet.random.uniform(0, math.tau), sheet.random.uniform(16, 120)
        sheet.stroke(
            x + math.cos(turn) * far,
            y + math.sin(turn) * far,
            far * 0.5,
            4,
            (0.6, 0, 0),
            angle=turn,
        )
    sheet.disc(x, y, 22, (0, 0, 0))
