"""Marks and progress as lines for a terminal: a block for each item, and every state in words as well."""

import shutil
import sys
import textwrap
from collections.abc import Iterator

import click

from attributed.exercises.marks import MarkedItem, MarkedSet
from attributed.exercises.progress import Progress
from attributed.exercises.states import GROUP_OF, GROUP_WORDS, GROUPS, STATES

_COLOURS = {"right": "green", "partly": "yellow", "wrong": "red", "error": "red", "recorded": "blue"}
_SAYS_WHY = {"error", "deleted", "form"}
"""States that a learner cannot see through without a sentence; coaching for the others stands in the notebook."""
_INDENT = " " * 6


def marks_lines(marked: MarkedSet) -> Iterator[str]:
    """Yield the table of one notebook: item, objective, points, state, and why a check could give no mark."""
    wide = max(map(len, ["objective", *(item.objective for item in marked.items)]))
    yield f"{marked.title} ({marked.mode})"
    yield ""
    yield f"{'item':>4}  {'objective':{wide}}  {'points':>10}  state"
    for item in marked.items:
        yield f"{item.item:>4}  {item.objective:{wide}}  {_points(item.points, item.of):>10}  {_state(item)}"
        if item.state in _SAYS_WHY:
            yield from _wrapped(" ".join(item.says))
    yield f"{'':4}  {'total':{wide}}  {_points(marked.points, marked.key.points):>10}"
    if marked.key.by_hand:
        yield _by_hand(marked)
    if marked.mode == "assessment":
        yield "An answer that is recorded can be read. The marks come from your teacher."


def progress_lines(progress: Progress) -> Iterator[str]:
    """Yield for each set and objective a block an item, the items by state, and the points."""
    for marked in progress.sets:
        yield f"{marked.title}   {_points(marked.points, marked.key.points)} points"
        groups = [GROUP_OF[item.state] for item in marked.items]
        counts = [f"{groups.count(group)} {GROUP_WORDS[group]}" for group in GROUPS if group in groups]
        yield f"  {', '.join(counts)}"
        if marked.key.by_hand:
            yield f"  {_by_hand(marked)}"
        by_objective = {name: [i for i in marked.items if i.objective == name] for name in marked.key.objectives}
        names = max(map(len, by_objective))
        longest = 2 * max(map(len, by_objective.values()))
        for objective, items in by_objective.items():
            blocks = " ".join(_block(item) for item in items)
            gap = " " * (longest - 2 * len(items))
            yield f"  {objective:{names}}  {blocks}{gap}  {_by_state(items)}"
        yield ""
    shown = {GROUP_OF[item.state] for marked in progress.sets for item in marked.items}
    signs = (f"{_sign(group)} {GROUP_WORDS[group]}" for group in GROUPS if group in shown)
    if "error" in shown:
        yield "Why an item has no mark is said by attributed check NOTEBOOK."
    if progress.sets:
        yield f"A block is an item: {', '.join(signs)}."


def printable(text: str) -> str:
    """Return a text in which the terminal can show every character."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def _by_hand(marked: MarkedSet) -> str:
    """Say which points are in no count: those that a person gives."""
    return f"Not counted here: up to {marked.key.by_hand:g} points that a person gives, by the rubric in the notebook."


def _points(points: float | None, of: float) -> str:
    return f"{'–' if points is None else format(round(points, 2), 'g')} of {of:g}"


def _state(item: MarkedItem) -> str:
    return f"{_block(item)} {STATES[item.state].words}"


def _by_state(items: list[MarkedItem]) -> str:
    """Name the items in each state by their numbers: “right 1, 5; still open 12”."""
    numbers = {group: [str(item.item) for item in items if GROUP_OF[item.state] == group] for group in GROUPS}
    return "; ".join(f"{GROUP_WORDS[group]} {', '.join(there)}" for group, there in numbers.items() if there)


def _block(item: MarkedItem) -> str:
    group = GROUP_OF[item.state]
    return click.style(_sign(group), fg=_COLOURS.get(group))


def _sign(group: str) -> str:
    state = STATES[group]
    return state.block if printable(state.block) == state.block else state.plain


def _wrapped(sentence: str) -> list[str]:
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    return textwrap.wrap(sentence, width, initial_indent=_INDENT, subsequent_indent=_INDENT)
