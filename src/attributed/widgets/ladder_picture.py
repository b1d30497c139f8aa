"""A small picture of the ladder: arrows from official words to the statement that renders them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

LEFT, TOP, WIDTH, HEIGHT = 88, 20, 66, 44
"""Units of the picture: room for the names of the rows, of the columns, and the size of a cell."""
_FREE = 9
"""An arrow keeps so far from the middle of a sign."""
_HEAD = 7

Place = tuple[str, str]
"""A link and a certainty."""


@dataclass(frozen=True)
class Sign:
    """Something that stands in a cell: `name` tells it from others; `look` says how it is drawn."""

    name: str
    place: Place
    look: str
    symbol: str
    colour: str
    caption: str


@dataclass(frozen=True)
class Drawn:
    """A sign with its place in the picture."""

    sign: Sign
    x: float
    y: float


@dataclass(frozen=True)
class Arrow:
    """A line from one sign to another, both ends clear of them, with the three points of its head."""

    x1: float
    y1: float
    x2: float
    y2: float
    head: str


@dataclass(frozen=True)
class Picture:
    """Everything that the template draws, in units of the picture."""

    rows: tuple[tuple[str, float], ...]
    columns: tuple[tuple[str, float], ...]
    signs: tuple[Drawn, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def picture_of(
    rows: Sequence[str], columns: Sequence[str], signs: Iterable[Sign], moves: Iterable[tuple[str, str]]
) -> Picture:
    """Place signs in the cells of a grid, side by side where several share one, and draw arrows between them.

    Args:
        rows: the links, from top to bottom.
        columns: the certainties, from left to right.
        signs: what stands in the grid; a sign whose place is on no row or column is left out.
        moves: the names of the signs that an arrow leads from and to.
    """
    cells: dict[Place, list[Sign]] = {}
    for sign in signs:
        if sign.place[0] in rows and sign.place[1] in columns:
            cells.setdefault(sign.place, []).append(sign)
    drawn = {
        sign.name: Drawn(
            sign,
            LEFT + WIDTH * (columns.index(place[1]) + (number + 1) / (len(inside) + 1)),
            TOP + HEIGHT * (rows.index(place[0]) + 0.5),
        )
        for place, inside in cells.items()
        for number, sign in enumerate(inside)
    }
    return Picture(
        rows=tuple((row, TOP + HEIGHT * (number + 0.5)) for number, row in enumerate(rows)),
        columns=tuple((column, LEFT + WIDTH * (number + 0.5)) for number, column in enumerate(columns)),
        signs=tuple(drawn.values()),
        arrows=tuple(_arrows(drawn, moves)),
        width=LEFT + WIDTH * len(columns),
        height=TOP + HEIGHT * len(rows),
    )


def _arrows(drawn: Mapping[str, Drawn], moves: Iterable[tuple[str, str]]) -> list[Arrow]:
    arrows = []
    for start, end in moves:
        if start not in drawn or end not in drawn:
            continue
        one, other = drawn[start], drawn[end]
        away = hypot(other.x - one.x, other.y - one.y)
        if away > 2 * _FREE:
            x, y = (other.x - one.x) / away, (other.y - one.y) / away
            arrows.append(_arrow(one.x + x * _FREE, one.y + y * _FREE, other.x - x * _FREE, other.y - y * _FREE, x, y))
    return arrows


def _arrow(x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> Arrow:  # noqa: PLR0913, PLR0917 - two points, a direction
    """Return an arrow whose line ends where its head begins."""
    neck_x, neck_y = x2 - x * _HEAD, y2 - y * _HEAD
    points = (
        (x2, y2),
        (neck_x - y * _HEAD / 2, neck_y + x * _HEAD / 2),
        (neck_x + y * _HEAD / 2, neck_y - x * _HEAD / 2),
    )
    return Arrow(x1, y1, neck_x, neck_y, " ".join(f"{one:.1f},{other:.1f}" for one, other in points))
