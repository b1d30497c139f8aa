"""How far a learner is: a row for each objective of each set, a box for each item, filled as far as it is right."""

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.exercises.states import GROUP_OF, GROUP_WORDS, GROUPS
from attributed.theme import INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.exercises.marks import MarkedSet
    from attributed.exercises.progress import Progress

_WIDTH = 6.8
_ROW = 0.3
_BOX = 0.22
_STEP = 0.29
_LABEL = 1.2
_PER_LINE = 7
"""All in inches but the last: so many boxes stand in a line of half the width."""
_FEW = 2
"""So many sets stand one below the other; more stand in two columns."""
_LONGEST_LABEL = 13


@dataclass(frozen=True)
class _Box:
    """How an item is drawn; the fill is as high as its share of the points."""

    fill: str
    edge: str
    line: str = "-"
    hatch: str = ""
    sign: str = ""


_BOXES = {
    "right": _Box("#00694B", "#00694B"),
    "partly": _Box("#E69F00", "#7A5200"),
    "wrong": _Box(PAPER, "#9A3B00", hatch="////"),
    "recorded": _Box("#56B4E9", "#004B76", hatch="...."),
    "error": _Box(PAPER, "#9A3B00", sign="×"),
    "open": _Box(PAPER, "#6A6A6A", line=":"),
}


def plot_progress(progress: "Progress") -> Chart:
    """Draw what is done, right, partly right and still open, by set and objective.

    Args:
        progress: from `progress`.

    Raises:
        KitError: if there is no set in it.
    """
    if not progress.sets:
        raise KitError("There is no exercise set to draw: none of the notebooks could be read.")
    columns = 1 if len(progress.sets) <= _FEW else 2
    per_line = _PER_LINE if columns == 2 else 2 * _PER_LINE + 3  # noqa: PLR2004 - two columns
    heights = [_height(marked, per_line) for marked in progress.sets]
    split = len(heights)
    if columns > 1:
        split = min(range(1, len(heights)), key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
    rows = max(sum(heights[:split]), sum(heights[split:]))
    height = rows * _ROW + 0.55
    figure = Figure(figsize=(_WIDTH, height), facecolor=PAPER)
    # Everything is placed in inches, from the upper left corner.
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    for part, left in ((range(split), 0.05), (range(split, len(heights)), _WIDTH / 2 + 0.1)):
        top = 0.05
        for number in part:
            _draw_set(axes, progress.sets[number], left, top, per_line)
            top += heights[number] * _ROW
    shown = {GROUP_OF[item.state] for marked in progress.sets for item in marked.items}
    left = 0.05
    for group in (group for group in GROUPS if group in shown):
        _draw_box(axes, left, height - 0.3, group, 0.5 if group == "partly" else 1.0)
        words = GROUP_WORDS[group]
        axes.text(left + _STEP, height - 0.3 + _BOX / 2, words, va="center", fontsize=11, color=INK)
        left += _STEP + 0.085 * len(words) + 0.2
    return Chart(figure, progress.objectives, _describe(progress))


def _height(marked: "MarkedSet", per_line: int) -> float:
    """Return how many rows a set takes: its title, the lines of each objective, and a gap."""
    counts = [sum(item.objective == name for item in marked.items) for name in marked.key.objectives]
    return len(_title_lines(marked, per_line)) + sum(max(1, -(-count // per_line)) for count in counts) + 0.4


def _title_lines(marked: "MarkedSet", per_line: int) -> list[str]:
    return wrap(marked.title, 34 if per_line == _PER_LINE else 70)


def _draw_set(axes: "Axes", marked: "MarkedSet", left: float, top: float, per_line: int) -> None:
    for words in _title_lines(marked, per_line):
        axes.text(left, top + _ROW / 2, words, va="center", fontsize=11, fontweight="bold", color=INK, parse_math=False)
        top += _ROW
    for objective in marked.key.objectives:
        label = objective if len(objective) <= _LONGEST_LABEL else objective[: _LONGEST_LABEL - 1] + "…"
        axes.text(left, top + _ROW / 2, label, va="center", fontsize=11, color=INK, parse_math=False)
        items = [item for item in marked.items if item.objective == objective]
        for number, item in enumerate(items):
            line, place = divmod(number, per_line)
            share = (item.points or 0.0) / item.of if item.state != "recorded" else 1.0
            _draw_box(
                axes,
                left + _LABEL + place * _STEP,
                top + line * _ROW + (_ROW - _BOX) / 2,
                GROUP_OF[item.state],
                share,
            )
        top += _ROW * max(1, -(-len(items) // per_line))


def _draw_box(axes: "Axes", left: float, top: float, group: str, share: float) -> None:
    look = _BOXES[group]
    if look.fill != PAPER:
        full = _BOX * share
        axes.add_patch(Rectangle((left, top + _BOX - full), _BOX, full, facecolor=look.fill, linewidth=0))
    # The hatch lies over the fill, so that it is seen in print without colour.
    box = Rectangle((left, top), _BOX, _BOX, fill=False, edgecolor=look.edge, linestyle=look.line, linewidth=1.4)
    box.set_hatch(look.hatch)
    axes.add_patch(box)
    if look.sign:
        axes.text(
            left + _BOX / 2, top + _BOX / 2, look.sign, ha="center", va="center_baseline", fontsize=13, color=look.edge
        )


def _describe(progress: "Progress") -> str:
    parts = []
    for marked in progress.sets:
        groups = [(item.objective, GROUP_OF[item.state]) for item in marked.items]
        if len({group for _, group in groups}) == 1:
            parts.append(f"{marked.title}: all {len(groups)} {GROUP_WORDS[groups[0][1]]}.")
            continue
        rows = []
        for objective in marked.key.objectives:
            there = [group for name, group in groups if name == objective]
            counts = (f"{there.count(group)} {GROUP_WORDS[group]}" for group in GROUPS if group in there)
            rows.append(f"{objective} {', '.join(counts)}")
        parts.append(f"{marked.title}: {'; '.join(rows)}.")
    return "Progress by exercise set and objective, a box for each item, filled as far as it is right. " + " ".join(
        parts
    )
