"""Pictures of sport from straight above: the pitch, the eight."""

import math

from courant.exchange.sample.drawings import marks
from courant.exchange.sample.drawings.marks import CORAL, CREAM, MOSS, NAVY, OCHRE, TEAL
from courant.exchange.sample.drawings.sheet import Colour, Point, Sheet

OURS = (
    (560, -40), (640, 120), (610, 40), (700, -130), (520, 210), (400, -190), (330, 60),
    (240, 320), (-80, -60), (745, 500),
)  # fmt: skip
THEIRS = (
    (600, -70), (655, 60), (690, 150), (715, 20), (640, -160), (560, 140), (760, 70),
    (470, -60), (440, 170), (180, 40), (780, 4),
)  # fmt: skip


def football(size: tuple[int, int]) -> Sheet:
    """Saltfield from above, late in the day: long shadows, a corner about to be taken."""
    sheet = Sheet(size, (OCHRE, MOSS, NAVY), paper=CREAM, seed=90)
    sheet.box(0, 0, 1920, 1280, (0.2, 0.7, 0.2))
    lean = 0.13

    def at(u: float, v: float) -> Point:
        return (
            930 + u * math.cos(lean) - v * math.sin(lean),
            640 + u * math.sin(lean) + v * math.cos(lean),
        )

    def patch(u0: float, v0: float, u1: float, v1: float) -> list[Point]:
        return [at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)]

    for stripe in range(-12, 13):
        tone = (0.25, 0.75, 0) if stripe % 2 else (0.45, 0.98, 0.12)
        sheet.fill(patch(stripe * 118, -560, stripe * 118 + 118, 560), tone)
    for _ in range(900):
        spot = at(sheet.random.uniform(-1400, 1300), sheet.random.uniform(-560, 560))
        sheet.stroke(*spot, 60, 3, (0.5, 0.6, 0.1), angle=lean + math.pi / 2)
    _lines(sheet, at)
    for _ in range(60):
        u, v = (
            sheet.random.uniform(-1300, 1150),
            sheet.random.choice((-640, 640)) + sheet.random.uniform(-34, 34),
        )
        x, y = at(u, v)
        sheet.stroke(x + 34, y + 20, 76, 14, (0.2, 0.7, 0.85), angle=0.5)
        sheet.disc(
            x, y, 10, sheet.random.choice(((0, 0, 0.05), (1, 0, 0), (0, 0.3, 1), (0.6, 0.2, 0.3)))
        )
    for team, shirt in ((OURS, (1, 0.0, 0.02)), (THEIRS, (0, 0.1, 1))):
        for u, v in team:
            _player(sheet, at(u, v), shirt)
    _player(sheet, at(470, 420), (0, 0, 0.3))
    ball = at(798, 522)
    sheet.stroke(ball[0] + 12, ball[1] + 8, 26, 9, (0.2, 0.7, 0.9), angle=0.5)
    sheet.disc(*ball, 8, (0, 0, 0))
    return sheet


def _lines(sheet: Sheet, at: marks.Place) -> None:
    white = (0, 0, 0)

    def box(u0: float, v0: float, u1: float, v1: float) -> None:
        sheet.line([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1), at(u0, v0)], 6, white)

    box(-1000, -540, 816, 540)
    sheet.line([at(-92, -540), at(-92, 540)], 6, white)
    circle = [
        at(-92 + 158 * math.cos(turn), 158 * math.sin(turn))
        for turn in (math.tau * part / 60 for part in range(61))
    ]
    sheet.line(circle, 6, white)
    box(816, -316, 532, 316)
    box(816, -142, 722, 142)
    arc = [
        at(626 + 158 * math.cos(turn), 158 * math.sin(turn))
        for turn in (math.pi - 0.93 + 1.86 * part / 30 for part in range(31))
    ]
    sheet.line(arc, 6, white)
    sheet.disc(*at(626, 0), 7, white)
    for v in (-540, 540):
        quarter = [
            at(816 + 30 * math.cos(turn), v + 30 * math.sin(turn))
            for turn in (
                math.pi + (-math.pi / 2 if v < 0 else math.pi / 2) * part / 8 for part in range(9)
            )
        ]
        sheet.line(quarter, 5, white)
    for net in range(9):
        sheet.line([at(816, -56 + net * 14), at(862, -56 + net * 14)], 2, white)
    for net in range(4):
        sheet.line([at(816 + net * 15, -56), at(816 + net * 15, 56)], 2, white)
    box(816, -58, 864, 58)


def _player(sheet: Sheet, spot: Point, shirt: Colour) -> None:
    x, y = spot
    shadow = (0.15, 0.6, 0.95)
    sheet.stroke(x + 62, y + 36, 150, 26, shadow, angle=0.52)
    sheet.disc(x + 122, y + 70, 12, shadow)
    turn = sheet.random.uniform(0, math.pi)
    for arm in (-1, 1):
        sheet.disc(
            x + math.cos(turn) * 19 * arm, y + math.sin(turn) * 19 * arm, 8, (0.45, 0.2, 0.2)
        )
    sheet.stroke(x, y, 58, 27, shirt, angle=turn)
    sheet.disc(x, y, 16, shirt)
    sheet.disc(x, y - 2, 10, (0.35, 0.3, 0.85))


def rowing(size: tuple[int, int]) -> Sheet:
    """An eight from straight above, crossing the dark, its puddles behind it."""
    sheet = Sheet(size, (OCHRE, CORAL, TEAL), paper=CREAM, seed=81)
    sheet.shade((0, 0, 1920, 1280), (0, 0, 0.72), (0.05, 0, 1))
    lean = -0.36

    def at(u: float, v: float) -> Point:
        return (
            980 + u * math.cos(lean) - v * math.sin(lean),
            640 + u * math.sin(lean) + v * math.cos(lean),
        )

    _dark_water(sheet, at, lean)
    hull = marks.curve(
        [
            at(-690, 0),
            at(-560, -17),
            at(0, -31),
            at(560, -20),
            at(730, 0),
            at(560, 20),
            at(0, 31),
            at(-560, 17),
            at(-690, 0),
        ]
    )
    sheet.fill([(x + 12, y + 20) for x, y in hull], (0, 0.1, 1))
    sheet.fill(hull, (0.85, 0.12, 0))
    inner = marks.curve(
        [
            at(-560, 0),
            at(-480, -13),
            at(500, -15),
            at(590, 0),
            at(500, 15),
            at(-480, 13),
            at(-560, 0),
        ]
    )
    sheet.fill(inner, (0.3, 0.5, 0.85))
    for seat in range(8):
        _rower(sheet, at, -430 + seat * 128, 1 if seat % 2 else -1)
    _cox(sheet, at, 566)
    return sheet


def _dark_water(sheet: Sheet, at: marks.Place, lean: float) -> None:
    """Wind on the water, the wake, and the puddles of the last three strokes."""
    for _ in range(520):
        u, v = sheet.random.uniform(-1200, 1200), sheet.random.uniform(-900, 900)
        sheet.stroke(
            *at(u, v),
            sheet.random.uniform(50, 190),
            sheet.random.uniform(3, 7),
            (0.05, 0, sheet.random.choice((0.5, 0.62, 0.95))),
            angle=lean + sheet.random.uniform(-0.06, 0.06),
        )
    for side in (-1, 1):
        for trail in range(60):
            back = -640 - trail * 14
            sheet.stroke(
                *at(back, side * (26 + trail * 3.4)),
                60,
                6 - trail * 0.06,
                (0, 0, 0.1),
                angle=lean - side * 0.2,
            )
    for seat in range(8):
        side = 1 if seat % 2 else -1
        for older in range(1, 4):
            _puddle(sheet, at(-430 + seat * 128 - older * 330, side * 316), 58 - older * 10, older)


def _puddle(sheet: Sheet, spot: Point, radius: float, age: int) -> None:
    for ring in range(3):
        turn = [
            (
                spot[0] + (radius - ring * 14) * math.cos(part / 5) * 1.2,
                spot[1] + (radius - ring * 14) * math.sin(part / 5) * 0.86,
            )
            for part in range(3, 28)
        ]
        sheet.line(turn, 5 - age, (0, 0, 0.15 + age * 0.16))


def _rower(sheet: Sheet, at: marks.Place, u: float, side: int) -> None:
    red, skin, dark = (0.05, 1, 0.02), (0.5, 0.35, 0.15), (0.1, 0.3, 1)
    pin = at(u + 44, side * 88)
    sheet.line([at(u + 4, side * 22), pin, at(u + 84, side * 22)], 4, (0.05, 0, 0.05))
    blade = at(u - 10, side * 352)
    sheet.line([at(u + 50, side * 10), pin, blade], 8, (0.05, 0, 0))
    tip = [
        at(u - 6, side * 328),
        at(u + 18, side * 336),
        at(u + 6, side * 412),
        at(u - 30, side * 402),
    ]
    sheet.fill(tip, red)
    sheet.stroke(*at(u - 34, side * 372), 110, 14, (0, 0, 0), angle=1.1)
    shoulders = [at(u - 6, -42), at(u + 18, -46), at(u + 24, 46), at(u - 6, 42)]
    sheet.fill(marks.curve([*shoulders, shoulders[0]], steps=6), (0.02, 0, 0.02))
    sheet.line([at(u + 8, -36), at(u + 52, side * 8 - 10)], 14, skin)
    sheet.line([at(u + 8, 36), at(u + 52, side * 8 + 10)], 14, skin)
    sheet.line([at(u + 22, -10), at(u + 84, -9)], 12, skin)
    sheet.line([at(u + 22, 10), at(u + 84, 9)], 12, skin)
    sheet.disc(*at(u + 6, 0), 20, dark)
    sheet.disc(*at(u + 12, 0), 15, sheet.random.choice((red, dark, (0.9, 0.2, 0.2), (0.05, 0, 0))))


def _cox(sheet: Sheet, at: marks.Place, u: float) -> None:
    sheet.stroke(*at(u, 0), 80, 34, (1, 0.05, 0), angle=-0.36 + math.pi / 2)
    sheet.disc(*at(u - 4, 0), 19, (0.1, 0.3, 1))
    sheet.disc(*at(u - 9, 0), 14, (0.05, 1, 0.02))
