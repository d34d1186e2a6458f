"""Pictures of halls: the fish auction, the stage."""

# ruff: noqa: PLR2004 (a drawing is made of numbers)

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, NAVY, OCHRE, PALE, SEA
from courant.exchange.sample.drawings.sheet import Colour, Point, Sheet


def auction_hall(size: tuple[int, int]) -> Sheet:
    """Crates to the far wall, a clock above them, the roof's iron like ribs."""
    sheet = Sheet(size, (OCHRE, SEA, NAVY), paper=PALE, seed=52)
    eye = (960.0, 540.0)
    dark = (0, 0.3, 1)

    def at(across: float, up: float, far: float) -> Point:
        near = 1 / (1 + far)
        return (eye[0] + across * near, eye[1] - up * near)

    sheet.box(0, 0, 1920, 1280, (0, 0.65, 0.75))
    sheet.fill(
        [at(-1500, -900, 0), at(1500, -900, 0), at(1500, -900, 9), at(-1500, -900, 9)],
        (0.05, 0.35, 0.1),
    )
    roof = [
        at(-1500, 500, 9),
        at(0, 1200, 9),
        at(1500, 500, 9),
        at(1500, -900, 9),
        at(-1500, -900, 9),
    ]
    sheet.fill(roof, (0.6, 0.05, 0))
    _long_walls(sheet, at)
    _ironwork(sheet, at, dark)
    _clock(sheet, 960, 505, 46, dark)
    for far in range(34, -1, -1):
        for row in (-1010, -640, -270, 270, 640, 1010):
            _crate(sheet, at, row, far * 0.24)
    for x, foot, tall in ((966, 664, 84), (938, 720, 128), (992, 900, 250)):
        marks.person(sheet, x, foot, tall, dark, coat=0.7, facing=-1 if x > 990 else 1)
    return sheet


def _long_walls(sheet: Sheet, at: marks.Deep) -> None:
    """The two sides: roof with its skylight, wall, windows."""
    dark = (0, 0.3, 1)
    for side in (-1, 1):
        slope = [at(side * 1500, 500, 0), at(0, 1200, 0), at(0, 1200, 9), at(side * 1500, 500, 9)]
        sheet.fill(slope, (0, 0.5, 0.86 if side > 0 else 0.7))
        wall = [
            at(side * 1500, 500, 0),
            at(side * 1500, 500, 9),
            at(side * 1500, -900, 9),
            at(side * 1500, -900, 0),
        ]
        sheet.fill(wall, (0, 0.4, 0.62 if side > 0 else 0.45))
        for bay in range(9):
            low, high = -80, 380
            pane = [
                at(side * 1500, high, bay + 0.2),
                at(side * 1500, high, bay + 0.8),
                at(side * 1500, low, bay + 0.8),
                at(side * 1500, low, bay + 0.2),
            ]
            sheet.fill(pane, (0.85, 0.05, 0) if side < 0 else (0.4, 0.25, 0.1))
            sheet.line(
                [at(side * 1500, 150, bay + 0.2), at(side * 1500, 150, bay + 0.8)],
                5 / (1 + bay * 0.4),
                dark,
            )
        light = [
            at(side * 380, 1020, 0.4),
            at(side * 700, 870, 0.4),
            at(side * 700, 870, 8),
            at(side * 380, 1020, 8),
        ]
        sheet.fill(light, (0.3, 0.1, 0.05))


def _ironwork(sheet: Sheet, at: marks.Deep, dark: Colour) -> None:
    for bay in range(9, -1, -1):
        near = 1 / (1 + bay)
        ends = [at(-1500, 500, bay), at(0, 1200, bay), at(1500, 500, bay)]
        sheet.line(ends, max(3, 34 * near), dark)
        sheet.line([ends[0], ends[2]], max(2, 20 * near), dark)
        for rib in (-1000, -500, 0, 500, 1000):
            sheet.line(
                [at(rib, 500, bay), at(rib * 0.55, 1200 - abs(rib) * 0.258, bay)],
                max(1.5, 11 * near),
                dark,
            )
        for side in (-1, 1):
            sheet.line(
                [at(side * 1500, 500, bay), at(side * 1500, -900, bay)], max(3, 34 * near), dark
            )


def _clock(sheet: Sheet, x: float, y: float, radius: float, dark: Colour) -> None:
    sheet.disc(x, y, radius, dark)
    sheet.disc(x, y, radius * 0.86, (0, 0, 0))
    for hour in range(12):
        turn = hour * math.tau / 12
        sheet.stroke(
            x + math.cos(turn) * radius * 0.7,
            y + math.sin(turn) * radius * 0.7,
            12,
            4,
            dark,
            angle=turn,
        )
    sheet.line([(x, y), (x - radius * 0.36, y - radius * 0.4)], 5, dark)
    sheet.line([(x, y), (x + radius * 0.1, y - radius * 0.68)], 4, dark)


def _crate(sheet: Sheet, at: marks.Deep, row: float, far: float) -> None:
    left, right, top, floor = row - 160, row + 160, -745, -900
    back = far + 0.17
    sheet.fill(
        [at(left, top, back), at(right, top, back), at(right, top, far), at(left, top, far)],
        (0.1, 0, 0),
    )
    for fish in range(5):
        x = left + 40 + fish * 60
        nose, tail = at(x, top, far + 0.015), at(x + 14, top, back - 0.01)
        wide = 25 / (1 + far)
        sheet.fill(
            [
                nose,
                (nose[0] - wide, (nose[1] * 0.6 + tail[1] * 0.4)),
                tail,
                (nose[0] + wide, (nose[1] * 0.6 + tail[1] * 0.4)),
            ],
            (0, 0.75, 0.35 + (fish % 2) * 0.4),
        )
    front = [at(left, top, far), at(right, top, far), at(right, floor, far), at(left, floor, far)]
    sheet.fill(front, (0.85, 0.1, 0.12))
    for slat in (0.32, 0.66):
        y = top + (floor - top) * slat
        sheet.line([at(left, y, far), at(right, y, far)], max(1, 9 / (1 + far)), (0.3, 0.4, 0.9))
    sheet.line([*front, front[0]], max(1, 6 / (1 + far)), (0.1, 0.4, 0.95))
    side = right if row < 0 else left
    flank = [at(side, top, far), at(side, top, back), at(side, floor, back), at(side, floor, far)]
    sheet.fill(flank, (0.7, 0.4, 0.62))


def stage(size: tuple[int, int]) -> Sheet:
    """The curtain half up, one light, a small boat, and the backs of heads."""
    sheet = Sheet(size, (OCHRE, CORAL, NAVY), paper=CREAM, seed=8)
    dark = (0, 0.3, 1)
    sheet.box(0, 0, 1920, 1280, dark)
    sheet.shade((300, 150, 1620, 900), (0, 0.25, 0.95), (0.1, 0.2, 0.62))
    marks.sky_cuts(sheet, (300, 420, 1620, 850), (0.1, 0.1, 0.42), rows=22, length=140, width=5)
    beam = [(1270, 130), (1330, 130), (1180, 900), (700, 900)]
    sheet.shade((690, 130, 1340, 900), (0.25, 0.05, 0.42), (0.85, 0.05, 0), inside=beam)
    sheet.fill([(240, 880), (1680, 880), (1860, 1080), (60, 1080)], (0.4, 0.6, 0.62))
    for board in range(17):
        top, low = 260 + board * 88, 90 + board * 110
        sheet.line([(top, 880), (low, 1080)], 3, dark)
    sheet.disc(945, 935, 300, (0.9, 0.05, 0), flat=0.17)
    for wave in range(2):
        crest = [
            (x, 852 + wave * 8 - (20 - wave * 2) * abs(math.sin(x / 58 + wave * 1.1)))
            for x in range(300, 1621, 12)
        ]
        sheet.fill([*crest, (1620, 890), (300, 890)], (0.05, 0.05, 0.5 + wave * 0.25))
    _stage_boat(sheet, 940, 930)
    for side in (-1, 1):
        _curtain(sheet, side)
    _swags(sheet)
    sheet.box(0, 0, 1920, 104, dark)
    sheet.box(0, 96, 1920, 12, (0.9, 0.2, 0))
    sheet.shade((0, 1078, 1920, 1280), (0.3, 0.5, 0.35), (0.1, 0.5, 0.62))
    for lamp in range(13):
        sheet.disc(150 + lamp * 135, 1080, 30, (0.95, 0.05, 0), flat=0.7)
    sheet.box(0, 1080, 1920, 22, dark)
    _audience(sheet)
    return sheet


def _swags(sheet: Sheet) -> None:
    for swag in range(7):
        x = 60 + swag * 300
        outline = [
            (x + 170 * math.cos(turn), 96 + 170 * math.sin(turn))
            for turn in (math.pi * part / 24 for part in range(25))
        ]
        sheet.fill(outline, (0.1, 1, 0.12 + (swag % 2) * 0.16))
        for fold in (60, 100, 138):
            sheet.line(
                [
                    (x + fold * math.cos(turn), 96 + fold * math.sin(turn))
                    for turn in (math.pi * part / 20 for part in range(21))
                ],
                5,
                (0.1, 1, 0.6),
            )
        sheet.line(
            [
                (x + 170 * math.cos(turn), 96 + 170 * math.sin(turn))
                for turn in (math.pi * part / 24 for part in range(25))
            ],
            9,
            (1, 0.1, 0),
        )


def _audience(sheet: Sheet) -> None:
    for row, (y, head) in enumerate(((1196, 34), (1270, 44))):
        for seat in range(16):
            x = 10 + seat * 128 + row * 62 + sheet.random.uniform(-14, 14)
            if sheet.random.random() < 0.9:
                top = y - sheet.random.uniform(0, 16)
                sheet.disc(x, top, head, (0, 0.35 + row * 0.1, 0.8 + row * 0.2), flat=1.2)
                sheet.disc(x, top + head * 2.3, head * 1.6, (0, 0.35 + row * 0.1, 0.8 + row * 0.2))


def _stage_boat(sheet: Sheet, x: float, y: float) -> None:
    dark, paper = (0.1, 0.4, 1), (0, 0, 0)
    sheet.fill(
        marks.curve(
            [(x - 190, y - 78), (x - 130, y - 6), (x, y + 8), (x + 130, y - 6), (x + 200, y - 84)]
        ),
        dark,
    )
    sheet.line([(x, y - 50), (x, y - 420)], 9, dark)
    sheet.fill([(x - 8, y - 410), (x - 8, y - 110), (x - 150, y - 96)], paper)
    sheet.fill([(x + 12, y - 380), (x + 12, y - 110), (x + 158, y - 104)], (0.3, 0.1, 0.12))
    marks.person(sheet, x + 70, y - 46, 176, dark, coat=0.3, facing=-1)


def _curtain(sheet: Sheet, side: int) -> None:
    edge = 0 if side < 0 else 1920
    for fold in range(9):
        outer, inner = fold * 46, (fold + 1) * 46
        pinch = 0.52 + 0.05 * (fold % 2)
        tone = (0.1, 1, 0.05 if fold % 2 else 0.5)

        def across(place: float, share: float) -> float:
            return edge - side * place * share

        outline = [
            (across(outer, 1), 100),
            (across(inner, 1), 100),
            (across(inner, 0.86), 460),
            (across(inner, pinch), 740),
            (across(inner, 0.72), 1080),
            (across(outer, 0.72), 1080),
            (across(outer, pinch), 740),
            (across(outer, 0.86), 460),
        ]
        sheet.fill(outline, tone)
    x = edge - side * 118
    sheet.line([(edge, 700), (x - side * 40, 724), (x - side * 108, 748)], 22, (1, 0.15, 0))
    for strand in range(7):
        sheet.line(
            [(x - side * (70 + strand * 6), 750), (x - side * (70 + strand * 7), 850)],
            5,
            (1, 0.15, 0),
        )
