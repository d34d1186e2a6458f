"""Pictures of the water’s edge: the wind farm, the gables."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, OCHRE, PALE, ROSE, TEAL
from courant.exchange.sample.drawings.sheet import Colour, Sheet

HORIZON = 760.0  # where the old houses stand and the basin begins


def wind_farm(size: tuple[int, int]) -> Sheet:
    """Turbines in ranks to the horizon, a service boat among them."""
    sheet = Sheet(size, (ROSE, TEAL, NAVY), paper=PALE, seed=61)
    horizon = 640.0
    sheet.shade((0, 0, 2400, horizon), (0, 0.62, 0.18), (0.9, 0.0, 0.0))
    marks.sky_cuts(
        sheet,
        (0, 40, 2400, horizon),
        (0.08, 0, 0),
        rows=26,
        length=240,
        width=6,
        chance=lambda depth: 0.2 + depth * 0.5,
    )
    sheet.disc(1720, horizon, 170, (0.1, 0, 0))
    sheet.shade((0, horizon, 2400, 1080), (0.55, 0.35, 0), (0, 0.9, 0.7))
    marks.ripples(
        sheet, (0, horizon + 6, 2400, 1075), (0.3, 0.02, 0), count=330, length=260, width=9
    )
    marks.ripples(
        sheet, (1480, horizon + 4, 1960, 960), (0.05, 0, 0), count=130, length=210, width=9
    )
    for rank in range(6, 0, -1):
        near = 1 / rank
        for place in range(-7, 8):
            x = 1150 + (place + 0.28 * rank) * 640 * near
            if -200 < x < 2600:
                _turbine(sheet, x, horizon + 190 * near**1.3, 540 * near**0.92, near)
    _service_boat(sheet, 560, 930)
    for x, y, span in ((1980, 250, 80), (2060, 300, 50), (300, 180, 60)):
        marks.gull(sheet, x, y, span, (0, 0.3, 0.9), tilt=8)
    return sheet


def _turbine(sheet: Sheet, x: float, foot: float, tall: float, near: float) -> None:
    pale = near > 0.9
    tone: Colour = (0, 0, 0) if pale else (0.35 * (1 - near), 0.25 + near * 0.35, near * 0.3)
    shade: Colour = (0, 0.3, 0.25) if pale else tone
    wide = tall * 0.017
    hub = (x, foot - tall)
    sheet.fill(
        [(x - wide, foot), (x + wide, foot), (x + wide * 0.5, hub[1]), (x - wide * 0.5, hub[1])],
        tone,
    )
    sheet.fill(
        [
            (x + wide * 0.2, foot),
            (x + wide, foot),
            (x + wide * 0.5, hub[1]),
            (x + wide * 0.1, hub[1]),
        ],
        shade,
    )
    sheet.box(x - wide * 1.3, foot - tall * 0.05, wide * 2.6, tall * 0.075, (0.9, 0.1, 0))
    start = sheet.random.uniform(0, math.tau)
    reach = tall * 0.5
    for blade in range(3):
        turn = start + blade * math.tau / 3
        across = turn + math.pi / 2
        tip = (hub[0] + math.cos(turn) * reach, hub[1] + math.sin(turn) * reach)
        belly = (
            hub[0] + math.cos(turn) * reach * 0.22 + math.cos(across) * wide * 1.5,
            hub[1] + math.sin(turn) * reach * 0.22 + math.sin(across) * wide * 1.5,
        )
        root = (hub[0] - math.cos(across) * wide * 0.5, hub[1] - math.sin(across) * wide * 0.5)
        sheet.fill([root, belly, tip], tone)
        sheet.fill([root, ((root[0] + belly[0]) / 2, (root[1] + belly[1]) / 2), tip], shade)
    sheet.disc(*hub, wide * 1.25, shade)


def _service_boat(sheet: Sheet, x: float, y: float) -> None:
    dark = (0.2, 0.4, 1)
    sheet.fill(
        [(x - 150, y - 44), (x + 190, y - 52), (x + 150, y + 16), (x - 138, y + 16)], (1, 0.35, 0.3)
    )
    sheet.fill([(x - 142, y), (x + 158, y), (x + 150, y + 16), (x - 138, y + 16)], dark)
    sheet.fill(
        [(x - 10, y - 46), (x + 96, y - 48), (x + 78, y - 128), (x + 4, y - 128)], (0, 0.05, 0)
    )
    sheet.fill([(x + 10, y - 116), (x + 76, y - 116), (x + 84, y - 84), (x + 6, y - 84)], dark)
    sheet.line([(x + 30, y - 128), (x + 30, y - 200)], 5, dark)
    sheet.line([(x + 8, y - 176), (x + 52, y - 176)], 4, dark)
    marks.person(sheet, x - 70, y - 40, 84, dark, coat=0.2)
    for wave in range(5):
        sheet.stroke(x - 120 - wave * 90, y + 22 + wave * 9, 280 + wave * 60, 9, (0, 0, 0))
    sheet.stroke(x + 150, y + 12, 120, 16, (0, 0, 0), angle=-0.2)


def gables(size: tuple[int, int]) -> Sheet:
    """A row of old house-fronts and the same row in the basin."""
    sheet = Sheet(size, (OCHRE, CORAL, NAVY), paper=CREAM, seed=77)
    sheet.shade((0, 0, 1920, HORIZON), (0.05, 0, 0.34), (0.35, 0.06, 0))
    marks.sky_cuts(
        sheet,
        (0, 0, 1920, 500),
        (0.05, 0, 0),
        rows=22,
        length=170,
        width=5,
        angle=0.03,
        chance=lambda _: 0.5,
    )
    sheet.disc(1560, 190, 74, (0, 0, 0))
    tones = (
        (0.15, 1, 0.1),
        (0.9, 0.25, 0),
        (0.1, 0.15, 0.85),
        (0.1, 0, 0.04),
        (0.5, 0.7, 0.35),
        (0.2, 0.85, 0.6),
        (0.85, 0.05, 0.02),
    )
    order = (0, 3, 2, 1, 5, 6, 2, 0, 3, 4)
    x = -30.0
    for place, tone in enumerate(order):
        wide = (206, 178, 236, 190, 214, 168, 226, 184, 212, 220)[place]
        _house(sheet, x, wide, tones[tone], place)
        x += wide
    sheet.box(0, HORIZON - 30, 1920, 34, (0.1, 0.3, 0.95))
    sheet.mirror(HORIZON)
    sheet.shade((0, HORIZON, 1920, HORIZON + 14), (0, 0.2, 1), (0, 0.2, 1))
    marks.ripples(
        sheet, (0, HORIZON + 20, 1920, 1275), (0.25, 0.05, 0.62), count=480, length=190, width=10
    )
    marks.ripples(
        sheet, (0, HORIZON + 20, 1920, 1275), (0.12, 0, 0), count=150, length=190, width=7
    )
    marks.bicycle(sheet, 420, HORIZON - 60, 27, (0, 0.2, 1))
    for at, tall in ((890, 104), (930, 98), (1462, 106)):
        marks.person(sheet, at, HORIZON - 30, tall, (0, 0.2, 1), coat=0.5)
    _rowing_boat(sheet, 1180, HORIZON + 150)
    return sheet


def _house(sheet: Sheet, x: float, wide: float, colour: Colour, kind: int) -> None:
    ground = HORIZON - 26
    dark = (0.1, 0.3, 1)
    tall = (430, 470, 400, 505, 452, 500, 420, 476, 448, 492)[kind]
    top = ground - tall
    sheet.box(x, top, wide + 1, tall, colour)
    rise = wide * 0.62
    if kind % 3 == 0:  # stepped
        for step in range(4):
            inset = wide * 0.125 * step
            sheet.box(
                x + inset, top - rise * 0.23 * step - 2, wide - inset * 2, rise * 0.25, colour
            )
        sheet.box(x + wide * 0.44, top - rise * 0.98, wide * 0.12, rise * 0.3, colour)
    elif kind % 3 == 1:  # a bell
        bell = marks.curve(
            [
                (x, top + 2),
                (x + wide * 0.16, top - rise * 0.16),
                (x + wide * 0.26, top - rise * 0.62),
                (x + wide * 0.5, top - rise * 0.92),
                (x + wide * 0.74, top - rise * 0.62),
                (x + wide * 0.84, top - rise * 0.16),
                (x + wide, top + 2),
            ]
        )
        sheet.fill(bell, colour)
    else:
        sheet.fill([(x, top + 2), (x + wide / 2, top - rise * 0.9), (x + wide, top + 2)], colour)
        sheet.box(x + wide * 0.68, top - rise * 0.75, wide * 0.13, rise * 0.5, colour)
    sheet.disc(x + wide / 2, top - rise * 0.3, wide * 0.075, dark)
    sheet.box(x, top - 3, wide, 6, dark)
    lit = (1, 0.05, 0)
    for row in range(3):
        for column in range(3):
            wx, wy = x + wide * (0.12 + column * 0.29), top + 40 + row * 112
            pane = lit if sheet.random.random() < 0.4 else (0.1, 0.1, 0.75)
            sheet.box(wx - 4, wy - 5, wide * 0.19 + 8, 84, (0, 0, 0))
            sheet.box(wx, wy, wide * 0.19, 74, pane)
            sheet.box(wx + wide * 0.088, wy, 4, 74, (0, 0, 0))
            sheet.box(wx, wy + 26, wide * 0.19, 4, (0, 0, 0))
    door = x + wide * (0.14 if kind % 2 else 0.62)
    sheet.box(door, ground - 92, wide * 0.24, 96, dark)
    sheet.box(door + 6, ground - 88, wide * 0.24 - 12, 18, lit)
    sheet.line([(x, top), (x, ground)], 5, dark)


def _rowing_boat(sheet: Sheet, x: float, y: float) -> None:
    dark = (0.1, 0.35, 1)
    hull = marks.curve(
        [(x - 150, y - 22), (x - 110, y + 18), (x, y + 30), (x + 110, y + 18), (x + 150, y - 26)]
    )
    sheet.fill(hull, dark)
    sheet.line(
        [(x - 150, y - 22), (x - 40, y - 4), (x + 60, y - 4), (x + 150, y - 26)], 8, (0.1, 1, 0.1)
    )
    sheet.stroke(x, y + 40, 420, 12, (0.1, 0, 0.1))
