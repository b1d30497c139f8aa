"""What each of two sides talks about: a tile for each statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from attributed.chart import Chart
from attributed.codecounts import count_codes
from attributed.errors import KitError
from attributed.plots.guesses import Guess, is_number, read_guess
from attributed.theme import INK, PAPER, Look, side_looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.case import Case

TWO_SIDES = (("CHINA",), ("US", "US_ALLY", "ALLIANCE"))
"""The left and the right column, in a case that has these sides."""

_WIDTH, _MIDDLE = 5.6, 0.2
_WING = (_WIDTH - _MIDDLE) / 2
_TALL, _GAP = 0.29, 0.03
_HEAD = 0.6
_TITLE = 28  # letters
_QUIET = "#595959"


@dataclass(frozen=True)
class _Wing:
    """One column of the picture: its title, its sides, its statements by object, and the guess."""

    key: str
    title: str
    sides: tuple[str, ...]
    ids: dict[str, list[str]]
    guess: int | None
    asked: str

    def __len__(self) -> int:
        """Count the statements."""
        return sum(map(len, self.ids.values()))

    def slots(self, label: str) -> int:
        """Return how many tiles a row needs: its statements, or those guessed."""
        return max(len(self.ids[label]), (self.guess or 0) if label == self.asked else 0)


@dataclass(frozen=True)
class _Key:
    """One entry of the legend, and where it stands: how far right, on which line."""

    look: Look
    x: float
    line: int


def plot_objects(case: "Case", guess: Guess | None = None, *, sides: Sequence[Sequence[str]] | None = None) -> Chart:
    """Draw what the statements of two sides are about, one tile a statement.

    The rows are the labels of the codebook `object`, those that occur. China’s statements stand left of the middle,
    those of the United States and partners right of it. Statements of anybody else are named beneath, not drawn.

    Args:
        case: the case to draw.
        guess: how many statements are about the first object of the codebook, here the activity alleged against
            China, by the first side of a column: {"CHINA": 5, "US": 5}. Drawn as dashed outlines.
        sides: the sides of the left and of the right column. Where none are given and the case has sides of its
            own, the two that say most.

    Returns:
        The chart. Its table counts the statements of every side, those that are not drawn included.

    Raises:
        KitError: if the case has no statements, a side is unknown or stands twice, or the guess names another
            side or is not a whole number of that side’s statements.
    """
    codes, books = case.codes, case.codebooks
    if codes.empty:
        raise KitError(f"{case.id}: there are no statements to draw. Add them to statements.csv first.")
    known = list(books["side"].labels)
    columns = _columns(_two_sides(codes, known) if sides is None else sides, known)
    guessed = _guesses(guess, [column[0] for column in columns])
    asked = next(iter(books["object"].labels))
    spoken = {*codes["object"], *([asked] if guessed else [])}
    labels = [label for label in books["object"].labels if label in spoken]
    looks = side_looks(case)
    left, right = (_wing(codes, column, labels, looks, guessed, asked) for column in columns)
    apart = _apart(codes, [side for column in columns for side in column], looks)

    names = {label: books["object"][label].name for label in labels}
    figure = _draw((left, right), names, dict(codes["side"]), looks, apart, hint=guess is not None)
    return Chart(figure, count_codes(case, "object", by="side"), _describe(left, right, names, apart))


def _columns(sides: Sequence[Sequence[str]], known: list[str]) -> list[tuple[str, ...]]:
    if not _is_list(sides) or len(sides) != len(TWO_SIDES) or not all(map(_is_list, sides)):
        raise KitError(f"The sides should be two lists, such as {TWO_SIDES}; found {sides!r}.")
    columns = [tuple(column) for column in sides]
    flat = [side for column in columns for side in column]
    if unknown := [side for side in flat if side not in known]:
        raise KitError(f"There is no side {unknown[0]!r}; expected one of {', '.join(known)}.")
    if len(set(flat)) < len(flat) or not all(columns):
        raise KitError(f"Each column needs a side, and each side stands in one column; found {sides!r}.")
    return columns


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _guesses(guess: Guess | None, keys: list[str]) -> dict[str, int]:
    example = ", ".join(f'"{key}": 5' for key in keys)
    guessed = read_guess(
        guess,
        keys,
        lambda number: is_number(number) and number == int(number),
        form=f"{{{example}}}, a number for each column",
        expected="a whole number of statements",
    )
    return {side: int(number) for side, number in guessed.items()}


def _two_sides(codes: pd.DataFrame, known: list[str]) -> Sequence[Sequence[str]]:
    """Return the columns of a case for which none were named.

    Raises:
        KitError: if there are not two sides to choose.
    """
    if {side for column in TWO_SIDES for side in column} <= set(known):
        return TWO_SIDES
    most = [str(side) for side in codes["side"].value_counts().index if side not in {"NARRATOR", ""}]
    found = [[side] for side in dict.fromkeys([*most, *known])][: len(TWO_SIDES)]
    if not most or len(found) < len(TWO_SIDES):
        raise KitError(
            "The statements have no two sides to set against each other. Give them their sides first: the column side "
            "of statements.csv."
        )
    return found


def _apart(codes: pd.DataFrame, drawn: list[str], looks: Mapping[str, Look]) -> dict[str, list[str]]:
    """Return the statements that have no tile: those of other sides, and those not coded yet."""
    rest = codes[~codes["side"].isin(drawn)]
    apart = {
        looks[str(side)].name if side else "no side yet": list(rows.index)
        for side, rows in rest.groupby("side", sort=False)
    }
    open_still = codes.index[codes["side"].isin(drawn) & (codes["object"] == "")]
    return apart | ({"no object yet": list(open_still)} if len(open_still) else {})


def _wing(  # noqa: PLR0913, PLR0917 - private, called once
    codes: pd.DataFrame,
    column: tuple[str, ...],
    labels: list[str],
    looks: Mapping[str, Look],
    guessed: dict[str, int],
    asked: str,
) -> _Wing:
    own = codes[codes["side"].isin(column)]
    present = tuple(side for side in column if (own["side"] == side).any())
    name = looks[column[0]].name
    title = looks[present[0]].name if len(present) == 1 else name if len(column) == 1 else f"{name} and partners"
    ids = {label: [str(key) for key in own.index[own["object"] == label]] for label in labels}
    number = guessed.get(column[0])
    if number is not None and number > len(own):
        raise KitError(f"Your guess for {column[0]} is {number}; {title} has {len(own)} statements in all.")
    return _Wing(column[0], title, present, ids, number, asked)


def _draw(  # noqa: PLR0913 - private, called once
    wings: tuple[_Wing, _Wing],
    names: dict[str, str],
    side_of: Mapping[str, str],
    looks: Mapping[str, Look],
    apart: dict[str, list[str]],
    *,
    hint: bool,
) -> Figure:
    longest = max((len(key) for wing in wings for ids in wing.ids.values() for key in ids), default=3)
    wide = max(0.385, 0.11 * longest + 0.05)
    per_line = max(1, int((_WING + _GAP) / (wide + _GAP)))
    lines = {label: max(1, *(-(-wing.slots(label) // per_line) for wing in wings)) for label in names}
    heights = {label: 0.42 + count * (_TALL + _GAP) + 0.14 for label, count in lines.items()}
    listed = "; ".join(f"{name} ({', '.join(ids)})" for name, ids in apart.items())
    rest = wrap(f"not drawn: {listed}", 68) if apart else []
    legend = _legend([looks[side] for wing in wings for side in wing.sides])
    titles = {wing.key: wrap(wing.title, _TITLE) for wing in wings}
    head = _HEAD + 0.24 * (max(map(len, titles.values())) - 1)
    tall = head + sum(heights.values()) + 0.36 + 0.24 * (legend[-1].line + len(rest))
    figure = Figure(figsize=(_WIDTH, tall), facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, _WIDTH), ylim=(tall, 0))
    axes.set_axis_off()
    for wing, x, align in ((wings[0], 0.0, "left"), (wings[1], _WIDTH, "right")):
        for number, line in enumerate(titles[wing.key]):
            _write(axes, x, 0.15 + 0.24 * number, line, ha=align, bold=True)
        _write(axes, x, head - 0.21, _count(len(wing)), ha=align)
    top = head
    for label, name in names.items():
        axes.plot([0, _WIDTH], [top, top], color="#BFBFBF", linewidth=0.8)
        _write(axes, _WIDTH / 2, top + 0.21, name, ha="center")
        for wing, x, align in ((wings[0], 0.0, "left"), (wings[1], _WIDTH, "right")):
            _write(axes, x, top + 0.21, _tally(wing, label, hint=hint), ha=align, bold=True)
        for wing, direction in zip(wings, (-1, 1), strict=True):
            _tiles(axes, wing, label, top + 0.42, direction, wide, per_line, side_of, looks)
        axes.plot([_WIDTH / 2] * 2, [top + 0.4, top + heights[label] - 0.1], color=INK, linewidth=1.2)
        top += heights[label]
    axes.plot([0, _WIDTH], [top, top], color="#BFBFBF", linewidth=0.8)
    for key in legend:
        _draw_key(axes, key, top + 0.2 + 0.24 * key.line)
    for number, line in enumerate(rest):
        y = top + 0.44 + 0.24 * (legend[-1].line + number)
        _write(axes, 0, y, line, ha="left", colour=_QUIET)
    return figure


def _tiles(  # noqa: PLR0913, PLR0917 - private, called once
    axes: "Axes",
    wing: _Wing,
    label: str,
    top: float,
    direction: int,
    wide: float,
    per_line: int,
    side_of: Mapping[str, str],
    looks: Mapping[str, Look],
) -> None:
    """Set the tiles of one row from the middle outwards, the guess as dashed outlines around the places it fills."""
    ids = wing.ids[label]
    guess = (wing.guess or 0) if label == wing.asked else 0

    def corner(place: int) -> tuple[float, float]:
        line, step = divmod(place, per_line)
        near = _MIDDLE / 2 + step * (wide + _GAP)
        x = _WIDTH / 2 + near if direction > 0 else _WIDTH / 2 - near - wide
        return x, top + line * (_TALL + _GAP)

    for start in range(0, len(ids), per_line):
        line = ids[start : start + per_line]
        for place, key in enumerate(line if direction > 0 else reversed(line), start=start):
            look, (x, y) = looks[side_of[key]], corner(place)
            axes.add_patch(
                Rectangle((x, y), wide, _TALL, facecolor=_pale(look.colour), edgecolor=look.colour,
                          hatch=look.hatch, linewidth=1.2)
            )  # fmt: skip
            halo = [withStroke(linewidth=3.5, foreground=PAPER)]
            axes.text(x + wide / 2, y + _TALL / 2 + 0.005, key, ha="center", va="center", fontsize=11, color=INK,
                      fontweight="bold", path_effects=halo)  # fmt: skip
    for place in range(guess):
        x, y = corner(place)
        axes.add_patch(
            Rectangle((x, y), wide, _TALL, fill=False, edgecolor=INK, linestyle=(0, (3, 2)), linewidth=1.4, zorder=3)
        )
    if not ids and not guess:
        _write(axes, _WIDTH / 2 + direction * 0.2, top + _TALL / 2, "none", ha="left" if direction > 0 else "right",
               colour=_QUIET)  # fmt: skip


def _legend(looks: list[Look]) -> list[_Key]:
    """Place the looks of the sides one after the other, on a new line where the picture ends."""
    keys: list[_Key] = []
    x, line = 0.0, 0
    for look in looks:
        wide = 0.33 + 0.092 * len(look.name)
        if x and x + wide > _WIDTH:
            x, line = 0.0, line + 1
        keys.append(_Key(look, x, line))
        x += wide + 0.14
    return keys


def _draw_key(axes: "Axes", key: _Key, y: float) -> None:
    colour = key.look.colour
    axes.add_patch(
        Rectangle((key.x, y - 0.09), 0.26, 0.18, facecolor=_pale(colour), edgecolor=colour, hatch=key.look.hatch)
    )
    _write(axes, key.x + 0.33, y, key.look.name, ha="left")


def _pale(colour: str) -> tuple[float, float, float]:
    """Mix a colour with paper, so that an id can be read on it."""
    red, green, blue = ((1 + 2 * part) / 3 for part in to_rgb(colour))
    return red, green, blue


def _write(  # noqa: PLR0913 - private
    axes: "Axes", x: float, y: float, words: str, *, ha: str, bold: bool = False, colour: str = INK
) -> None:
    axes.text(x, y, words, ha=ha, va="center", fontsize=11, color=colour,
              fontweight="bold" if bold else "normal")  # fmt: skip


def _count(number: int) -> str:
    return "1 statement" if number == 1 else f"{number} statements"


def _tally(wing: _Wing, label: str, *, hint: bool) -> str:
    number = str(len(wing.ids[label]))
    if label != wing.asked or not hint:
        return number
    return f"{number} (no guess yet)" if wing.guess is None else f"{number} (guess: {wing.guess})"


def _describe(left: _Wing, right: _Wing, names: dict[str, str], apart: dict[str, list[str]]) -> str:
    rows = [
        f"{name}: {left.title} {len(left.ids[label])}, {right.title} {len(right.ids[label])}"
        for label, name in names.items()
    ]
    shared = [name for label, name in names.items() if left.ids[label] and right.ids[label]]
    overlap = f"Both columns have tiles in {len(shared)} of {len(names)} rows"
    overlap += f" ({', '.join(shared)})." if shared else "."
    guesses = [f"{wing.title} {wing.guess}" for wing in (left, right) if wing.guess is not None]
    guess = f" Guessed for {names[left.asked]}: {', '.join(guesses)}." if guesses else ""
    others = "; ".join(f"{name} {len(ids)}" for name, ids in apart.items())
    rest = f" Not drawn: {others}." if others else ""
    return (
        f"Tiles in two columns, one a statement, by what it is about: {left.title} ({_count(len(left))}) and "
        f"{right.title} ({_count(len(right))}). {'; '.join(rows)}. {overlap}{guess}{rest}"
    )
