"""The judging words of each side, one tile a word: those of one label above a line, those of another below it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextPath

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.plots.guesses import DIAMOND, NO_GUESS, Guess, diamond, is_number, read_guess
from attributed.theme import INK, PAPER, Look, side_looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.case import Case

_WIDTH, _TILE, _SIZE = 6.8, 0.205, 11
"""Width of the figure and height of a tile in inches, and size of the letters in points."""

_MOST = 100
"""As many words as anybody may guess."""

_LEFT, _PAD, _STRIP, _BAND, _GAP = 0.36, 0.27, 0.14, 4.1, 0.06
"""Inches left of the first column, inches of a tile that are no letters and of its hatched strip, height of the middle
band in tiles, and inches between two columns."""


@dataclass(frozen=True)
class _Column:
    """One side: where it is drawn, and its words of both labels, the nearest to the line first.

    Attributes:
        look: the side’s name, colour and hatch.
        left: inches from the left edge.
        width: inches that every tile has at least.
        room: inches that a tile may have, by label and place in the stack: a long word reaches over the next
            columns where they are empty.
    """

    look: Look
    left: float
    width: float
    words: tuple[list[str], list[str]]
    room: tuple[list[float], ...]
    guess: float


def plot_truth_conduct(
    case: "Case", guess: Guess | None = None, *, labels: tuple[str, str] = ("TRUTH", "CONDUCT"), repeats: bool = True
) -> Chart:
    """Draw every judging word of two labels by side: the first label’s above a line, the second’s below it.

    Only words that are a source’s; the narrator’s own are left out. A plus marks a word that approves.

    Args:
        case: the case to draw.
        guess: a reader’s guess how many words of the first label each side has, such as {"CHINA": 5}, drawn as a
            diamond.
        labels: two labels of the codebook “words”.
        repeats: whether a word that stands there three times has three tiles.

    Raises:
        KitError: if there is no such label, if no source has a word of either, or if the guess is none.
    """
    tiles = _tiles(case, labels, repeats=repeats)
    looks = {side: look for side, look in side_looks(case).items() if side != "NARRATOR"}
    guessed = _guesses(guess, list(looks))
    drawn = {side: look for side, look in looks.items() if side in (guess or ()) or side in set(tiles["side"])}
    columns = _columns(tiles, labels, drawn, guessed)
    tallest = max(len(column.words[0]) for column in columns)
    deepest = max(len(column.words[1]) for column in columns)
    above, below = (1.3 * _inches(label) / _TILE for label in labels)  # they are bold, and stand upright
    top = max(tallest + 0.7, *(column.guess + 0.7 for column in columns), above + 0.3)
    bottom = max(deepest, below) + _BAND + (0.4 if guess is None else 1.9)
    figure = Figure(figsize=(_WIDTH, (top + bottom) * _TILE), facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(-bottom, top)
    axes.add_patch(Rectangle((_LEFT, -_BAND), _WIDTH - _LEFT, _BAND, color="#EFEFEF", linewidth=0))
    for number, column in enumerate(columns):
        _draw_column(axes, column)
        if column.guess >= 0:
            axes.plot(_clear_of(columns[:number], column), column.guess, zorder=5, **DIAMOND)
    for height, words in ((top / 2, labels[0]), (-(bottom + _BAND) / 2, labels[1])):
        axes.text(0.18, height, words, rotation=90, va="center", ha="center", fontsize=12, fontweight="bold",
                  color=INK)  # fmt: skip
    if guess is not None:
        _draw_legend(axes, any_guess=any(column.guess >= 0 for column in columns))
    shown = pd.DataFrame(
        [
            [len(column.words[0]), len(column.words[1]), _listed(column.words[0] + column.words[1])]
            for column in columns
        ],
        index=pd.Index([column.look.name for column in columns], name="side"),
        columns=[*labels, "words"],
    )
    return Chart(figure, shown, _describe(columns, labels, repeats=repeats))


def _tiles(case: "Case", labels: tuple[str, str], *, repeats: bool) -> pd.DataFrame:
    """Return the sources’ words of both labels, with a plus behind those that approve."""
    if not isinstance(labels, tuple | list) or len(labels) != 2 or labels[0] == labels[1]:  # noqa: PLR2004 - a pair
        raise KitError(f'Expected two different labels, such as ("TRUTH", "CONDUCT"); found {labels!r}.')
    for label in labels:
        _ = case.codebooks["words"][label]  # an unknown label gets its sentence here
    words = case.words
    words = words[(words["owner"] == "source") & words["label"].isin(labels)]
    if words.empty:
        raise KitError(f"No source in this case has a word of {labels[0]} or {labels[1]}. Choose other labels.")
    plus = words["polarity"].map({"pos": " +"}).fillna("")
    tiles = words.assign(tile=words["word"].astype(str).str.lower() + plus)[["side", "label", "tile"]]
    return tiles if repeats else tiles.drop_duplicates()


def _guesses(guess: Guess | None, sides: list[str]) -> dict[str, float]:
    example = ", ".join(f'"{side}": 5' for side in sides[:2])
    return read_guess(
        guess,
        sides,
        lambda count: is_number(count, most=_MOST),
        form=f"{{{example}}}, a number of words for each side",
        expected=f"a number of words from 0 to {_MOST}",
        unknown="names the side {key!r}; expected one of {known}",
    )


def _columns(
    tiles: pd.DataFrame, labels: tuple[str, str], looks: Mapping[str, Look], guessed: Mapping[str, float]
) -> list[_Column]:
    """Give every side a column as wide as its name and its words, but for words that have an empty neighbour."""
    stacks = [
        [_by_frequency(tiles.loc[(tiles["side"] == side) & (tiles["label"] == label), "tile"]) for label in labels]
        for side in looks
    ]
    reach = [  # how many columns wide a tile may be, by side, label and place in the stack
        [
            [_reach(place, [len(later[half]) for later in stacks[number + 1 :]]) for place in range(len(stack))]
            for half, stack in enumerate(own)
        ]
        for number, own in enumerate(stacks)
    ]
    needed = []
    for look, own, reaches in zip(looks.values(), stacks, reach, strict=True):
        hemmed_in = [word for half in (0, 1) for word, far in zip(own[half], reaches[half], strict=True) if far == 1]
        needed.append(max(_inches(words) for words in [*hemmed_in, *_name(look)]) + _PAD)
    space = _WIDTH - _LEFT - _GAP * len(needed)
    scale = min(1.0, space / sum(needed))
    gap = (space - scale * sum(needed)) / len(needed) + _GAP
    edges = [_LEFT + gap / 2 + sum(needed[:number]) * scale + gap * number for number in range(len(needed))]
    edges.append(_WIDTH)
    return [
        _Column(
            look=look,
            left=edges[number],
            width=needed[number] * scale,
            words=(stacks[number][0], stacks[number][1]),
            room=tuple([edges[number + far] - edges[number] - _GAP for far in half] for half in reach[number]),
            guess=guessed.get(side, -1.0),
        )
        for number, (side, look) in enumerate(looks.items())
    ]


def _reach(place: int, heights: list[int]) -> int:
    """Return how many columns a tile may be wide: up to the next that has a tile at this place."""
    return next((far for far, height in enumerate(heights, start=1) if place < height), len(heights) + 1)


def _by_frequency(words: "pd.Series[str]") -> list[str]:
    """Sort the words: the most frequent nearest to the line, then the shortest, since long ones need room."""
    counts = words.value_counts()
    return sorted(words, key=lambda word: (-counts[word], len(word), word))


@cache
def _inches(words: str) -> float:
    """Return how wide words are when they are written."""
    across = TextPath((0, 0), words or " ", size=_SIZE).vertices[:, 0]
    return float(across.max() - across.min()) / 72 if len(across) else 0.0


def _name(look: Look) -> list[str]:
    return look.name.split(" ", 1)


def _fitting(words: str, inches: float) -> str:
    """Cut words that are wider than their tile."""
    if _inches(words) <= inches:
        return words
    while words and _inches(words + "…") > inches:
        words = words[:-1]
    return words + "…"


def _draw_column(axes: "Axes", column: _Column) -> None:
    middle = column.left + column.width / 2
    axes.text(middle, -_BAND / 2, "\n".join(_name(column.look)), ha="center", va="center", fontsize=_SIZE,
              fontweight="bold", color=INK, linespacing=1.0)  # fmt: skip
    for number, (word, room) in enumerate(zip(column.words[0], column.room[0], strict=True)):
        _draw_tile(axes, column, number, word, room)
    for number, (word, room) in enumerate(zip(column.words[1], column.room[1], strict=True), start=1):
        _draw_tile(axes, column, -_BAND - number, word, room)
    for height, stack in zip((-0.62, 0.58 - _BAND), column.words, strict=True):
        axes.text(middle, height, str(len(stack)), ha="center", va="center", fontsize=12, fontweight="bold", color=INK)


def _clear_of(earlier: list[_Column], column: _Column) -> float:
    """Return where a guess covers no word: on the hatched strip, or right of a long word that reaches over it."""
    reached = [
        other.left + _tile_width(other, word, room) + _STRIP
        for other in earlier
        for place, (word, room) in enumerate(zip(other.words[0], other.room[0], strict=True))
        if place - 0.5 <= column.guess <= place + 1.5
    ]
    return max([column.left + _STRIP / 2, *reached])


def _tile_width(column: _Column, word: str, room: float) -> float:
    return min(max(column.width, _inches(word) + _PAD), max(room, column.width))


def _draw_tile(axes: "Axes", column: _Column, bottom: float, word: str, room: float) -> None:
    width = _tile_width(column, word, room)
    colour, corner = column.look.colour, (column.left, bottom + 0.05)
    pale = tuple(0.22 * part + 0.78 for part in to_rgb(colour))
    axes.add_patch(Rectangle(corner, width, 0.9, facecolor=pale, linewidth=0))
    strip = Rectangle(corner, _STRIP, 0.9, facecolor=colour, hatch=column.look.hatch, edgecolor=PAPER, linewidth=0)
    axes.add_patch(strip)
    axes.text(column.left + 0.2, bottom + 0.46, _fitting(word, width - _PAD + 0.03), ha="left",
              va="center_baseline", fontsize=_SIZE, color=INK)  # fmt: skip


def _draw_legend(axes: "Axes", *, any_guess: bool) -> None:
    if any_guess:
        axes.legend(handles=[diamond()], loc="lower right", frameon=False, fontsize=_SIZE)
    else:
        axes.text(0.99, 0.01, NO_GUESS, transform=axes.transAxes, ha="right", va="bottom",
                  fontsize=_SIZE, color=INK)  # fmt: skip


def _listed(words: list[str]) -> str:
    """Name every word once, with how often it stands there."""
    counts = pd.Series(words, dtype=str).value_counts(sort=False)
    return ", ".join(f"{word} ({count})" if count > 1 else str(word) for word, count in counts.items())


def _describe(columns: list[_Column], labels: tuple[str, str], *, repeats: bool) -> str:
    kind = "one tile for every time a word stands there" if repeats else "one tile for every different word"
    parts = [
        f"{column.look.name}: {len(column.words[0])} {labels[0]}, {len(column.words[1])} {labels[1]}"
        for column in columns
    ]
    return (
        f"Judging words by side as stacks of tiles, {labels[0]} above the line, {labels[1]} below it, {kind}. "
        f"{'; '.join(parts)}."
    )
