"""Marks that several pictures share: water, sky, gulls, people, windows, lamps."""

import math
from collections.abc import Callable

from courant.exchange.sample.drawings.sheet import Colour, Point, Sheet

Place = Callable[[float, float], Point]  # from a scene's own measure to the sheet's
Deep = Callable[[float, float, float], Point]  # the same, with a distance

# The inks the house keeps.
NAVY, TEAL, SEA = (24, 36, 66), (10, 84, 92), (70, 128, 150)
CORAL, RUST, ROSE = (226, 78, 56), (186, 74, 44), (238, 150, 136)
OCHRE, MOSS, SLATE = (243, 178, 62), (78, 122, 82), (96, 112, 132)
CREAM, PALE, COOL = (247, 240, 225), (250, 246, 236), (236, 239, 236)


def ripples(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    colour: Colour,
    *,
    count: int,
    length: float = 120,
    width: float = 7,
) -> None:
    """Cut flat strokes into water: small and close far away (at the top), large near by."""
    left, top, right, bottom = box
    for _ in range(count):
        depth = sheet.random.random() ** 0.8
        near = 0.18 + 0.82 * depth
        sheet.stroke(
            sheet.random.uniform(left, right),
            top + (bottom - top) * depth,
            length * near * sheet.random.uniform(0.5, 1.4),
            width * near * sheet.random.uniform(0.6, 1.2),
            colour,
            angle=sheet.random.uniform(-0.02, 0.02),
        )


def sky_cuts(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    colour: Colour,
    *,
    rows: int,
    angle: float = 0.0,
    length: float = 90,
    width: float = 3.4,
    chance: Callable[[float], float] = lambda _: 0.7,
) -> None:
    """Cut rows of short strokes, as a lino-cutter clears a sky.

    Args:
        sheet: What to cut into.
        box: Left, top, right, bottom.
        colour: What shows in the cuts.
        rows: How many rows.
        angle: Their slope, in radians.
        length: Of one stroke, on average.
        width: Of one stroke, at most.
        chance: How likely a stroke is, from 0 at the top to 1 at the bottom.
    """
    left, top, right, bottom = box
    for row in range(rows):
        depth = (row + 0.5) / rows
        y, x = top + (bottom - top) * depth, left - sheet.random.uniform(0, length)
        while x < right:
            step = length * sheet.random.uniform(0.6, 1.5)
            if sheet.random.random() < chance(depth):
                sheet.stroke(
                    x + step / 2,
                    y + math.tan(angle) * (x - left) + sheet.random.uniform(-2, 2),
                    step * 0.9,
                    width * sheet.random.uniform(0.5, 1),
                    colour,
                    angle=angle,
                )
            x += step


def gull(sheet: Sheet, x: float, y: float, span: float, colour: Colour, *, tilt: float = 0) -> None:
    """Draw a gull on the wing, seen from below and to one side."""
    half, lean = span / 2, math.radians(tilt)

    def at(across: float, down: float) -> Point:
        return (
            x + half * (across * math.cos(lean) - down * math.sin(lean)),
            y + half * (across * math.sin(lean) + down * math.cos(lean)),
        )

    left = [(-1, -0.12), (-0.62, -0.38), (-0.34, -0.34), (0, 0), (-0.34, -0.2), (-0.6, -0.26)]
    sheet.fill([at(*point) for point in left], colour)
    sheet.fill([at(-across * 0.96, down * 1.1) for across, down in left], colour)
    body = [(-0.16, 0.1), (0, -0.05), (0.16, -0.02), (0.24, 0.02), (0.1, 0.1)]
    sheet.fill([at(*point) for point in body], colour)


def person(
    sheet: Sheet,
    x: float,
    foot: float,
    height: float,
    colour: Colour,
    *,
    coat: float = 0.5,
    facing: int = 1,
) -> None:
    """Draw someone standing in a coat, as a cut-out; ``coat`` is how far down it reaches."""

    def at(across: float, up: float) -> Point:
        return (x + facing * across * height, foot - up * height)

    hem = 0.5 - 0.34 * coat
    outline = [
        at(-0.035, 0.86), at(-0.115, 0.8), at(-0.14, 0.62), at(-0.135, 0.46), at(-0.13, hem),
        at(0.125, hem), at(0.11, 0.47), at(0.135, 0.42), at(0.15, 0.6), at(0.1, 0.8),
        at(0.04, 0.86),
    ]  # fmt: skip
    sheet.fill(curve(outline, steps=5), colour)
    sheet.disc(*at(0.012, 0.925), height * 0.062, colour, flat=1.2)
    sheet.fill([at(0.06, 0.93), at(0.088, 0.905), at(0.06, 0.89)], colour)
    sheet.fill([at(-0.08, hem + 0.02), at(0.0, hem + 0.02), at(-0.02, 0), at(-0.075, 0)], colour)
    sheet.fill([at(0.01, hem + 0.02), at(0.085, hem + 0.02), at(0.1, 0), at(0.04, 0)], colour)
    for toe in (-0.075, 0.04):
        sheet.fill([at(toe, 0), at(toe + 0.1, 0), at(toe + 0.08, 0.022), at(toe, 0.03)], colour)


def bicycle(
    sheet: Sheet, x: float, y: float, radius: float, colour: Colour, *, facing: int = 1
) -> None:
    """Draw a town bicycle; ``x, y`` is where the rear wheel turns, ``facing`` 1 is right."""

    def at(across: float, up: float) -> Point:
        return (x + facing * across * radius, y - up * radius)

    pipe = max(2.0, radius * 0.085)
    for hub in (at(0, 0), at(2.75, 0)):
        sheet.ring(*hub, radius, max(2.0, radius * 0.07), colour)
        for spoke in range(9):
            turn = spoke * math.tau / 9 + 0.2
            rim = (hub[0] + math.cos(turn) * radius * 0.95, hub[1] + math.sin(turn) * radius * 0.95)
            sheet.line([hub, rim], max(0.8, radius * 0.016), colour)
    frame = [at(0, 0), at(1.05, -0.05), at(0.72, 1.15), at(0, 0)]
    sheet.line(frame, pipe, colour)
    sheet.line([at(1.05, -0.05), at(2.28, 1.05)], pipe, colour)
    sheet.line([at(0.78, 0.95), at(2.25, 1.2)], pipe, colour)
    sheet.line([at(2.75, 0), at(2.2, 1.35), at(2.12, 1.72)], pipe, colour)
    sheet.line([at(2.12, 1.72), at(1.8, 1.78), at(1.62, 1.66)], pipe, colour)
    sheet.line([at(0.72, 1.15), at(0.66, 1.45)], pipe, colour)
    saddle = [at(0.3, 1.58), at(0.42, 1.44), at(1.02, 1.5), at(0.98, 1.58)]
    sheet.fill(saddle, colour)
    sheet.disc(*at(1.05, -0.05), radius * 0.2, colour)
    guard = [at(1.12 * math.cos(turn / 10), 1.12 * math.sin(turn / 10)) for turn in range(3, 30)]
    sheet.line(guard, pipe * 0.7, colour)


def curve(points: list[Point], *, steps: int = 12) -> list[Point]:
    """Return a smooth line through points (Catmull and Rom's)."""
    path = [points[0], *points, points[-1]]
    smooth: list[Point] = []
    for a, b, c, d in zip(path, path[1:], path[2:], path[3:], strict=False):
        for step in range(steps):
            t = step / steps
            smooth.append(
                (_through(a[0], b[0], c[0], d[0], t), _through(a[1], b[1], c[1], d[1], t))
            )
    return [*smooth, points[-1]]


def _through(a: float, b: float, c: float, d: float, t: float) -> float:
    square, cube = t * t, t * t * t
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * square + (3 * b - a - 3 * c + d) * cube
    )
