"""Two renderings of one utterance, piece by piece: what stands in both, and what each has instead.

An utterance that was translated, shortened or retold reaches the reader in several wordings, and each may stand in
quotation marks. The picture says where they differ. Which of them is nearer to what was said, it cannot say.
"""

import re
from dataclasses import dataclass
from types import EllipsisType
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.textpath import text_to_path

from attributed.align import align
from attributed.alignment import Alignment, Piece
from attributed.chart import Chart
from attributed.errors import KitError
from attributed.plots.guesses import DIAMOND, NO_GUESS, is_number
from attributed.renderings import Rendering, find_rendering, pieces_table
from attributed.theme import INK, PAPER
from attributed.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

    from attributed.case import Case

_WIDTH = 6.8  # inches, as every length below
_COLUMN = 3.24
_LEFT, _RIGHT = 0.0, _WIDTH - _COLUMN
_PAD, _TAB, _LINE, _GAP = 0.12, 0.13, 0.26, 0.07
_SIZE = 13  # points

_SHARED_PAPER = "#ECECEC"


@dataclass(frozen=True)
class _Look:
    """How a column looks: a colour that no side has (Tol 2021), its pale ground, its hatch, its boxes’ corners."""

    colour: str
    paper: str
    hatch: str
    corners: str


_LOOKS = (
    _Look("#332288", "#E4E1F2", "////", "square,pad=0"),
    _Look("#117733", "#DDEEE3", "....", "round,pad=0,rounding_size=0.12"),
)


@dataclass(frozen=True)
class _Word:
    text: str
    slanted: bool = False
    bold: bool = False
    size: float = _SIZE

    @property
    def width(self) -> float:
        """The width in inches."""
        width: float = text_to_path.get_text_width_height_descent(self.text, self.font, ismath=False)[0]
        return width / 72

    @property
    def font(self) -> FontProperties:
        return FontProperties(
            style="italic" if self.slanted else "normal", weight="bold" if self.bold else "normal", size=self.size
        )


def plot_renderings(case: "Case", first: str, second: str, guess: float | EllipsisType | None = None) -> Chart:
    """Draw two renderings of one utterance side by side: what both have, and what each has instead.

    A rendering is named by
    - a statement ("D16"): its words inside quotation marks; of a statement that has none, all its words after the
      clause that reports them ("… told reporters that"), where there is one,
    - statements of one article joined by a plus ("I23+I24"): everything from the first to the last, as printed,
    - a fact ("F08"): the first wording in its key words; "F03:2" is the second.

    Args:
        case: the case to draw.
        first: the rendering on the left.
        second: the rendering on the right.
        guess: how many words a reader thinks stand in both, drawn as a diamond; dots are no guess.

    Returns:
        The chart. Its table has a row a piece of the alignment (`attributed.align`).

    Raises:
        KitError: if there is no such statement, fact or wording, or the guess is not a number of words.
    """
    _check_guess(guess)
    one, other = find_rendering(case, first), find_rendering(case, second)
    aligned = align(one.text, other.text, names=(one.head, other.head))
    rows = [_laid_out(piece, one, other) for piece in aligned.pieces]
    heads = [_head(rendering) for rendering in (one, other)]
    top = max(map(len, heads)) * _LINE + _GAP
    outside = any(word.slanted for row in rows for line in (*row.left, *row.right) for word in line)
    height = top + sum(row.height + _GAP for row in rows) + (0.34 if outside else 0) + (1.25 if guess is None else 1.6)
    figure = Figure(figsize=(_WIDTH, height), facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    for x, head, look in zip((_LEFT, _RIGHT), heads, _LOOKS, strict=True):
        _write(axes, head, (x + 0.02, 0), colour=look.colour)
    y = top
    for row in rows:
        row.draw(axes, y)
        y += row.height + _GAP
    if outside:
        note = "Slanted in a box: the reporter’s words, outside quotation marks."
        axes.text(_WIDTH / 2, y + 0.16, note, ha="center", va="center", fontsize=11, style="italic", color=INK)
        y += 0.34
    _draw_counts(axes, y + 0.2, aligned, (one, other), guess)
    return Chart(figure, pieces_table(aligned, one, other), _describe(aligned, one, other))


def _check_guess(guess: float | EllipsisType | None) -> None:
    if guess is not None and guess is not ... and not is_number(guess):
        raise KitError(f"Your guess is {guess!r}; expected how many words stand in both, a number such as 7.")


# The rows


def _words(rendering: Rendering, start: int, end: int) -> "Iterator[_Word]":
    """Yield the words of a piece, slanted where they stand outside quotation marks."""
    for found in re.finditer(r"\S+", rendering.text[start:end]):
        here, there = start + found.start(), start + found.end()
        quoted = any(here < high and low < there for low, high in rendering.inside)
        yield _Word(found[0], slanted=not quoted)


def _lines(words: list[_Word], width: float) -> list[list[_Word]]:
    """Break words into lines of at most this width; a word that is longer is cut."""
    lines: list[list[_Word]] = [[]]
    used = 0.0
    for word in (part for whole in words for part in _cut(whole, width)):
        space = _space(word) if lines[-1] else 0.0
        if lines[-1] and used + space + word.width > width:
            lines.append([])
            used = space = 0.0
        lines[-1].append(word)
        used += space + word.width
    return lines if lines[0] else []


def _cut(word: _Word, width: float) -> list[_Word]:
    if word.width <= width:
        return [word]
    size = max(1, int(len(word.text) * width / word.width) - 1)
    parts = [word.text[start : start + size] for start in range(0, len(word.text), size)]
    return [_Word(part, word.slanted, word.bold, word.size) for part in parts]


def _space(word: _Word) -> float:
    return (0.38 if word.bold else 0.33) * word.size / 72


def _head(rendering: Rendering) -> list[list[_Word]]:
    bold = _lines([_Word(part, bold=True) for part in rendering.head.split()], _COLUMN - 0.1)
    return bold + _lines([_Word(part, size=11.5) for part in rendering.speaker.split()], _COLUMN - 0.1)


def _write(
    axes: "Axes",
    lines: list[list[_Word]],
    corner: tuple[float, float],
    *,
    colour: str = INK,
    width: float = 0,
) -> None:
    """Write lines from the top left corner; with a width, each line in its middle."""
    x, y = corner
    for number, line in enumerate(lines):
        long = sum(word.width for word in line) + sum(map(_space, line[1:]))
        here = x + (width - long) / 2 if width else x
        for place, word in enumerate(line):
            here += _space(word) if place else 0
            axes.text(here, y + (number + 0.5) * _LINE, word.text, va="center_baseline", ha="left",
                      fontproperties=word.font, color=colour)  # fmt: skip
            here += word.width


@dataclass(frozen=True)
class _Row:
    """One piece as it is drawn. Of a shared piece there is one text, in `left`."""

    kind: str
    left: list[list[_Word]]
    right: list[list[_Word]]

    @property
    def height(self) -> float:
        moved = 1 if self.kind == "moved" else 0
        return (max(len(self.left), len(self.right), 1) + moved) * _LINE + 2 * _PAD * 0.6

    def draw(self, axes: "Axes", y: float) -> None:
        if self.kind in {"same", "moved"}:
            self._draw_shared(axes, y)
            return
        for lines, x, look in ((self.left, _LEFT, _LOOKS[0]), (self.right, _RIGHT, _LOOKS[1])):
            if lines:
                self._draw_box(axes, x, y, lines, look)
            else:
                axes.add_patch(Rectangle((x + 0.02, y + 0.02), _COLUMN - 0.04, self.height - 0.04, fill=False,
                                         edgecolor="#8A8A8A", linewidth=1, linestyle=(0, (3, 3))))  # fmt: skip
                axes.text(x + _COLUMN / 2, y + self.height / 2, "–", ha="center", va="center", fontsize=_SIZE,
                          color="#5A5A5A")  # fmt: skip
        if self.left and self.right:
            axes.text(_WIDTH / 2, y + self.height / 2, "≠", ha="center", va="center", fontsize=_SIZE, color=INK)

    def _draw_shared(self, axes: "Axes", y: float) -> None:
        edge = INK if self.kind == "moved" else "none"
        axes.add_patch(Rectangle((0.01, y), _WIDTH - 0.02, self.height, facecolor=_SHARED_PAPER, edgecolor=edge,
                                 linewidth=1, linestyle="--"))  # fmt: skip
        lines = self.left
        if self.kind == "moved":
            lines = [*lines, [_Word(part, size=11) for part in ("(in", "another", "place)")]]
        _write(axes, lines, (0, y + _PAD * 0.6), width=_WIDTH)

    def _draw_box(self, axes: "Axes", x: float, y: float, lines: list[list[_Word]], look: _Look) -> None:
        axes.add_patch(FancyBboxPatch((x + 0.02, y), _COLUMN - 0.04, self.height, boxstyle=look.corners,
                                      facecolor=look.paper, edgecolor=look.colour, linewidth=1.4))  # fmt: skip
        # The hatched strip stands on the outer side, so that left and right differ without colour as well.
        outer = x + 0.06 if x == _LEFT else x + _COLUMN - 0.06 - _TAB
        axes.add_patch(Rectangle((outer, y + 0.07), _TAB, self.height - 0.14, facecolor=look.colour,
                                 edgecolor=PAPER, hatch=look.hatch, linewidth=0))  # fmt: skip
        space = (self.height - len(lines) * _LINE) / 2
        _write(axes, lines, (x + (_TAB + 0.04 if x == _LEFT else 0) + _PAD, y + space))


def _laid_out(piece: Piece, one: Rendering, other: Rendering) -> _Row:
    if piece.kind in {"same", "moved"}:
        plain = [_Word(word) for word in piece.a_text.split()]
        return _Row(piece.kind, _lines(plain, _WIDTH - 2 * _PAD), [])
    room = _COLUMN - _TAB - 0.04 - 2 * _PAD
    left = _lines(list(_words(one, piece.a_start, piece.a_end)), room)
    return _Row(piece.kind, left, _lines(list(_words(other, piece.b_start, piece.b_end)), room))


# The counts


def _shared(aligned: Alignment) -> int:
    return sum(aligned.counts[kind][0] for kind in ("same", "moved"))


def _draw_counts(
    axes: "Axes",
    y: float,
    aligned: Alignment,
    renderings: tuple[Rendering, Rendering],
    guess: float | EllipsisType | None,
) -> None:
    """Draw how many words each rendering has, how many stand in both, and what the reader guessed."""
    counts = [count_words(aligned.a), count_words(aligned.b), _shared(aligned)]
    guessed = None if guess is None or isinstance(guess, EllipsisType) else float(guess)
    start, room = 2.3, _WIDTH - 2.3 - 0.5
    inch = room / max(*counts, guessed or 0)
    names = [rendering.name for rendering in renderings]
    colours, hatches = [*(look.colour for look in _LOOKS), INK], [*(look.hatch for look in _LOOKS), ""]
    middle = 0.0
    for number, (name, count) in enumerate(
        zip([*(f"words of {name}" for name in names), "in both"], counts, strict=True)
    ):
        middle = y + 0.1 + number * 0.36
        bold = "bold" if number == len(names) else "normal"
        axes.text(start - 0.12, middle, name, ha="right", va="center", fontsize=11.5, color=INK, fontweight=bold)
        axes.add_patch(Rectangle((start, middle - 0.12), count * inch, 0.24, facecolor=colours[number],
                                 hatch=hatches[number], edgecolor=PAPER, linewidth=0))  # fmt: skip
        # The diamond of a guess that is nearly right does not cover the number.
        near = guessed is not None and number == len(names) and -0.1 < (guessed - count) * inch < 0.45  # noqa: PLR2004
        end = start + (max(count, guessed or 0) * inch + 0.12 if near else count * inch)
        axes.text(end + 0.1, middle, str(count), va="center", fontsize=11.5, color=INK,
                  fontweight=bold)  # fmt: skip
    if guess is ...:
        axes.text(start, middle + 0.38, NO_GUESS, va="center", fontsize=11, color=INK)
    elif guessed is not None:
        axes.add_line(Line2D([start + guessed * inch], [middle], **DIAMOND))
        axes.add_line(Line2D([start + 0.1], [middle + 0.38], **DIAMOND))
        axes.text(start + 0.28, middle + 0.38, f"your guess: {guessed:g}", va="center", fontsize=11, color=INK)


def _describe(aligned: Alignment, one: Rendering, other: Rendering) -> str:
    """Say in words what stands where."""
    heads = "; ".join(
        f"{side}, {rendering.head}, {rendering.speaker}, {count_words(rendering.text)} words"
        for side, rendering in (("left", one), ("right", other))
    )
    pieces = ". ".join(filter(None, (_listed(aligned, kind) for kind in ("same", "moved", "changed", "dropped",
                                                                         "added"))))  # fmt: skip
    return f"Two renderings side by side: {heads}. Words in both: {_shared(aligned)}. {pieces}."


def _listed(aligned: Alignment, kind: str) -> str:
    found = [piece for piece in aligned.pieces if piece.kind == kind]
    if not found:
        return ""
    if kind == "changed":
        return "Different: " + "; ".join(f"“{piece.a_text}” against “{piece.b_text}”" for piece in found)
    heads = {
        "same": "In both", "moved": "In both, in another place",
        "dropped": "Only on the left", "added": "Only on the right",
    }  # fmt: skip
    return f"{heads[kind]}: " + "; ".join(f"“{piece.a_text or piece.b_text}”" for piece in found)
