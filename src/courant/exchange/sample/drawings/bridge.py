"""The drawbridge over the river, open."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, OCHRE
from courant.exchange.sample.drawings.sheet import Colour, Point, Sheet


def laat_bridge(size: tuple[int, int]) -> Sheet:
    """Both leaves up against a low sun, a dredger between them, people waiting."""
    sheet = Sheet(size, (OCHRE, CORAL, NAVY), paper=CREAM, seed=11)
    dark = (0.0, 0.35, 1.0)
    sheet.shade(
        (0, 0, 1920, 900),
        (0.25, 0.0, 0.42),
        (0.75, 0.22, 0),
    )
    marks.sky_cuts(
        sheet,
        (0, 0, 1920, 760),
        (None, None, 0.06),
        rows=46,
        length=150,
        width=5,
        chance=lambda depth: 0.85 - depth * 0.4,
    )
    sheet.disc(960, 640, 235, (0.25, 0, 0))
    sheet.disc(960, 640, 214, (0.9, 0.92, 0))
    _far_bank(sheet, 860, (0.2, 0.25, 0.55))
    sheet.shade((0, 880, 1920, 1280), (0.75, 0.35, 0.28), (0.2, 0.1, 0.95))
    marks.ripples(sheet, (0, 890, 1920, 1270), (0.5, 0.15, 0.12), count=420, length=150, width=8)
    marks.ripples(sheet, (760, 885, 1160, 1150), (1, 0.85, 0), count=170, length=120, width=10)
    _dredger(sheet, 960, 905, dark)
    for side in (-1, 1):
        _leaf(sheet, 960 + side * 400, 838, side, dark)
        _pier(sheet, 960 + side * 560, side, dark)
    for x, y, span, tilt in (
        (430, 210, 120, -8),
        (600, 320, 74, 6),
        (1390, 190, 92, 10),
        (1500, 300, 60, -4),
        (1010, 130, 66, 3),
    ):
        marks.gull(sheet, x, y, span, (0, 0.1, 0.95), tilt=tilt)
    _waiting(sheet, dark)
    return sheet


def _far_bank(sheet: Sheet, ground: float, colour: Colour) -> None:
    x = -20.0
    while x < 1940:
        wide, high = sheet.random.uniform(38, 92), sheet.random.uniform(36, 88)
        sheet.box(x, ground - high, wide, high + 30, colour)
        if sheet.random.random() < 0.6:
            sheet.fill(
                [
                    (x, ground - high),
                    (x + wide / 2, ground - high - wide * 0.45),
                    (x + wide, ground - high),
                ],
                colour,
            )
        x += wide - 1
    sheet.fill([(1560, ground - 90), (1572, ground - 250), (1584, ground - 90)], colour)


def _leaf(sheet: Sheet, x: float, y: float, side: int, colour: Colour) -> None:
    """One leaf standing up from its pivot: a deck, a truss behind it, lamps leaning with it."""
    tilt = math.radians(66)

    def at(along: float, back: float) -> Point:
        ahead, up = math.cos(tilt), math.sin(tilt)
        return (x + side * (-along * ahead + back * up), y - along * up - back * ahead)

    reach = 660
    sheet.fill([at(-60, -6), at(reach, -6), at(reach, 22), at(-60, 26)], colour)
    lower = [at(reach * step / 8, 150 - 118 * (step / 8) ** 0.8) for step in range(9)]
    sheet.line(lower, 13, colour)
    for step in range(9):
        deck = at(reach * step / 8, 16)
        sheet.line([deck, lower[step]], 9, colour)
        if step < 8:
            ends = (
                (deck, lower[step + 1])
                if step % 2
                else (lower[step], at(reach * (step + 1) / 8, 16))
            )
            sheet.line(ends, 7, colour)
    for lamp in (0.3, 0.62, 0.94):
        foot, top = at(reach * lamp, -4), at(reach * lamp, -64)
        sheet.line([foot, top], 5, colour)
        sheet.disc(*top, 9, colour)
    weight = [at(-20, 20), at(-20, 165), at(-120, 175), at(-130, 10)]
    sheet.fill(weight, colour)


def _pier(sheet: Sheet, x: float, side: int, colour: Colour) -> None:
    sheet.fill(
        [(x - 190, 800), (x + 190, 800), (x + 170, 1190), (x - 170, 1190)], (0.35, 0.4, 0.74)
    )
    for row in range(9):
        for brick in range(6):
            left = x - 165 + brick * 56 + (row % 2) * 26
            sheet.stroke(left + 23, 850 + row * 36, 50, 5, colour)
    out = x + side * 55
    sheet.box(out - 74, 640, 148, 170, colour)
    sheet.fill([(out - 96, 646), (out, 560), (out + 96, 646)], colour)
    sheet.line([(out, 575), (out, 490)], 5, colour)
    sheet.fill([(out, 492), (out + 54, 505), (out, 520)], (0.2, 1, 0.1))
    for window in (-46, 8):
        sheet.box(out + window, 684, 38, 58, (1, 0.12, 0))
        sheet.line([(out + window + 19, 684), (out + window + 19, 742)], 4, colour)
        sheet.line([(out + window, 708), (out + window + 38, 708)], 4, colour)
    edge = 0 if side < 0 else 1920
    near = x + side * 120
    sheet.fill([(near, 806), (edge, 806), (edge, 862), (near, 862)], colour)
    step = 46 * side
    for post in range(1, 13):
        sheet.line([(near + step * post, 806), (near + step * post, 762)], 5, colour)
    sheet.line([(near, 764), (edge, 764)], 5, colour)
    sheet.line([(near, 784), (edge, 784)], 3, colour)


def _dredger(sheet: Sheet, x: float, y: float, colour: Colour) -> None:
    sheet.fill(
        [(x - 150, y - 42), (x + 150, y - 42), (x + 122, y + 34), (x - 122, y + 34)],
        (0.35, 1, 0.42),
    )
    sheet.fill([(x - 128, y + 16), (x + 128, y + 16), (x + 122, y + 34), (x - 122, y + 34)], colour)
    sheet.box(x - 78, y - 142, 156, 102, colour)
    sheet.box(x - 96, y - 152, 192, 14, colour)
    for window in range(4):
        sheet.box(x - 66 + window * 35, y - 130, 26, 26, (1, 0.1, 0))
    sheet.line([(x, y - 150), (x, y - 262)], 7, colour)
    sheet.line([(x - 40, y - 222), (x + 40, y - 222)], 5, colour)
    sheet.box(x + 40, y - 196, 30, 50, (0.35, 1, 0.35))
    for wire in (-130, 130):
        sheet.line([(x, y - 258), (x + wire, y - 44)], 2.4, colour)
    for wave in range(5):
        sheet.stroke(x, y + 40 + wave * 13, 330 + wave * 70, 7, (0.3, 0.05, 0.05))


def _waiting(sheet: Sheet, dark: Colour) -> None:
    """The near quay: people, two bicycles and one dog."""
    quay = [(0, 1132), (700, 1168), (1300, 1172), (1920, 1140), (1920, 1280), (0, 1280)]
    sheet.fill(quay, dark)
    marks.sky_cuts(sheet, (0, 1200, 1920, 1276), (0.4, 0.2, 0.45), rows=4, length=240, width=4)
    for x, tall, coat, facing in (
        (628, 236, 0.6, 1), (694, 250, 0.4, 1), (1020, 150, 0.5, -1), (1076, 238, 0.62, -1),
        (1296, 244, 0.42, -1),
    ):  # fmt: skip
        marks.person(sheet, x, 1178, tall, dark, coat=coat, facing=facing)
    marks.bicycle(sheet, 760, 1128, 50, dark)
    marks.bicycle(sheet, 1250, 1128, 50, dark, facing=-1)
    dog = [
        (968, 1126), (900, 1130), (884, 1112), (862, 1120), (856, 1136), (878, 1144), (888, 1152),
        (890, 1180), (900, 1180), (904, 1154), (950, 1154), (954, 1180), (964, 1180), (972, 1134),
        (990, 1108),
    ]  # fmt: skip
    sheet.fill(dog, dark)
    sheet.line([(884, 1128), (950, 1110), (1012, 1100)], 2, dark)
