"""Pictures of things laid flat: herring, the tide table."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, PALE, SEA
from courant.exchange.sample.drawings.sheet import Point, Sheet


def herring(size: tuple[int, int]) -> Sheet:
    """Three herring on a page of this newspaper."""
    sheet = Sheet(size, (CORAL, SEA, NAVY), paper=CREAM, seed=12)
    sheet.box(0, 0, 1440, 1440, (0.85, 0, 0.0))
    page = [(150, 190), (1240, 90), (1330, 1250), (240, 1350)]
    sheet.fill([(x + 18, y + 26) for x, y in page], (0.9, 0.3, 0.4))
    sheet.fill(page, (0.02, 0.03, 0))
    _newsprint(sheet)
    for place, (y, lean) in enumerate(((440, -0.16), (715, -0.05), (990, -0.13))):
        _fish(sheet, 720, y, lean, flipped=place == 1)
    lemon = (1130.0, 1150.0)
    sheet.disc(lemon[0] + 10, lemon[1] + 14, 104, (0.6, 0.4, 0.6))
    sheet.disc(*lemon, 100, (0.35, 0, 0))
    sheet.disc(*lemon, 86, (0.02, 0, 0))
    for part in range(9):
        turn = part * math.tau / 9
        tip = [
            (lemon[0] + math.cos(turn + off) * 76, lemon[1] + math.sin(turn + off) * 76)
            for off in (-0.27, 0.27)
        ]
        sheet.fill([lemon, *tip], (0.3, 0, 0))
    return sheet


def _newsprint(sheet: Sheet) -> None:
    lean = -0.0915

    def at(u: float, v: float) -> Point:
        return (150 + u * math.cos(lean) + v * 0.078, 190 + u * math.sin(lean) + v)

    ink = (0, 0.1, 0.82)
    left = 250.0
    for wide in (84, 0, 128, 62, 96, 0, 148, 70):
        # A nameplate too far off to read: words of blocks.
        sheet.fill([at(left, 44), at(left + wide, 44), at(left + wide, 104), at(left, 104)], ink)
        left += wide + 12
    sheet.line([at(40, 136), at(1050, 136)], 5, ink)
    for column in range(5):
        for line in range(66):
            left, v = 44 + column * 206, 166 + line * 15
            short = 186 if line % 9 else 110
            if line in (0, 1, 2) and column < 3:
                continue
            sheet.line([at(left, v), at(left + short, v)], 4, (0, 0.1, 0.5))
    sheet.line([at(44, 176), at(640, 176)], 18, ink)


def _fish(sheet: Sheet, x: float, y: float, lean: float, *, flipped: bool) -> None:
    way = -1 if flipped else 1

    def at(along: float, up: float) -> Point:
        return (
            x + way * along * math.cos(lean) + up * math.sin(lean),
            y + way * along * math.sin(lean) - up * math.cos(lean),
        )

    back = [(-470, 0), (-430, 34), (-300, 88), (-90, 116), (140, 98), (330, 50), (430, 24)]
    belly = [(430, -18), (330, -46), (140, -100), (-90, -122), (-300, -94), (-430, -34), (-470, 0)]
    outline = marks.curve([at(*p) for p in (*back, *belly)])
    sheet.fill([(px + 14, py + 22) for px, py in outline], (0.1, 0.35, 0.62))
    tail = [at(420, 20), at(560, 118), at(520, 2), at(566, -106), at(420, -16)]
    sheet.fill(tail, (0, 0.7, 0.8))
    for ray in range(7):
        sheet.line([at(430, 12 - ray * 4), at(548, 98 - ray * 32)], 3, (0, 0.2, 0.1))
    sheet.fill([at(-20, 108), at(110, 176), at(150, 96)], (0, 0.8, 0.75))
    sheet.fill([at(40, -110), at(120, -160), at(150, -98)], (0, 0.5, 0.5))
    sheet.fill(outline, (0.02, 0.22, 0))
    dorsal = marks.curve(
        [at(*p) for p in (*back, (330, 20), (60, 30), (-250, 34), (-420, 16), (-470, 0))]
    )
    sheet.fill(dorsal, (0, 0.85, 0.72))
    for row in range(9):
        for scale in range(26 - row // 2):
            along, up = -250 + scale * 25 + (row % 2) * 12, 74 - row * 21
            limit = 108 * math.cos(along / 400) - 14
            if abs(up) < limit:
                tone = (0, 0.15, 0.0) if up > 22 else (0, 0.75, 0.22)
                arc = [
                    at(along + 11 * math.cos(t), up + 11 * math.sin(t))
                    for t in (-1.3, -0.7, 0, 0.7, 1.3)
                ]
                sheet.line(arc, 2.6, tone)
    gill = marks.curve([at(-300, 84), at(-268, 30), at(-272, -30), at(-304, -88)])
    sheet.line(gill, 7, (0, 0.6, 0.95))
    sheet.disc(*at(-388, 22), 25, (0, 0, 0))
    sheet.disc(*at(-388, 22), 13, (0, 0.5, 1))
    sheet.line([at(-468, -4), at(-414, -24)], 5, (0, 0.6, 0.95))
    sheet.fill([at(-240, -20), at(-150, -58), at(-232, -58)], (0.1, 0.7, 0.55))


def tide_table(size: tuple[int, int]) -> Sheet:
    """A fortnight of tides under its moons, from neaps to springs."""
    sheet = Sheet(size, (SEA, CORAL, NAVY), paper=PALE, seed=14)
    sheet.box(0, 0, 1920, 360, (0.35, 0, 1))
    for _ in range(160):
        sheet.disc(
            sheet.random.uniform(0, 1920),
            sheet.random.uniform(0, 350),
            sheet.random.choice((1.4, 2, 2.6)),
            (0, 0, 0.1),
        )
    for night in range(8):
        _moon(sheet, 135 + night * 236, 180, 76, night / 7)
    middle = 800.0
    for line in range(13):
        sheet.line([(0, 420 + line * 64), (1920, 420 + line * 64)], 2, (0.35, 0, 0.1))
    for day in range(15):
        sheet.line([(17 + day * 135, 360), (17 + day * 135, 1280)], 2.5, (0.5, 0, 0.2))

    def level(x: float, delay: float = 0.0, share: float = 1.0) -> float:
        springs = 120 + 210 * (0.5 - 0.5 * math.cos(math.pi * x / 1920))
        return middle - share * springs * math.sin((x - delay) / 34.8) * (
            0.94 + 0.06 * math.sin(x / 69)
        )

    steps = [x * 6.0 for x in range(-2, 323)]
    for layer, (tone, share, delay) in enumerate(
        (((0.22, 0, 0), 1.0, 26), ((0.5, 0, 0), 0.86, 14), ((0.85, 0, 0.25), 0.72, 0))
    ):
        drop = layer * 96
        crest = [(x, level(x, delay, share) + drop) for x in steps]
        sheet.fill([*crest, (1930, 1290), (-10, 1290)], tone)
        sheet.line(crest, 5, (0, 0, 0))
    for _ in range(420):
        x = sheet.random.uniform(0, 1920)
        deep = level(x, 0, 0.72) + 192 + sheet.random.uniform(14, 300)
        sheet.stroke(x, deep, sheet.random.uniform(30, 90), 4, (0.4, 0, 0.05))
    sheet.line([(x, level(x)) for x in steps], 9, (0, 1, 0))
    for day in range(27):
        x = 54.7 + day * 34.8 * math.tau / 2
        if x < 1910:
            sheet.disc(x, level(x), 13, (0, 1, 0))
            sheet.disc(x, level(x), 6, (0, 0, 0))
    return sheet


def _moon(sheet: Sheet, x: float, y: float, radius: float, full: float) -> None:
    """A moon waxing: ``full`` is 0 when new, 1 when full; its light comes from the right."""
    sheet.disc(x, y, radius, (0.4, 0, 0.78))
    edge = [
        (x + radius * math.sin(t), y - radius * math.cos(t))
        for t in (math.pi * p / 30 for p in range(31))
    ]
    inner = radius * (1 - 2 * full)
    dusk = [
        (x + inner * math.sin(t), y - radius * math.cos(t))
        for t in (math.pi * p / 30 for p in range(30, -1, -1))
    ]
    if full > 0:
        sheet.fill(edge + dusk, (0, 0, 0))
    for pit in range(5):
        px = x + radius * (0.62 - pit * 0.27)
        if px > x + inner + 14:
            sheet.disc(px, y + radius * math.sin(pit * 2.3) * 0.5, 7 + pit % 3 * 4, (0.18, 0, 0.05))
