"""The marks of one exercise notebook, without nbgrader: it is run as it stands, and its checks are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from attributed.exercises.key import Item, Key
from attributed.exercises.mark import MIME, VERDICTS
from attributed.exercises.notebook import ExerciseNotebook, read_exercise

if TYPE_CHECKING:
    from attributed.exercises.kernel import Outcome

SECONDS = 30
"""So long a cell may run unless another limit is given."""


@dataclass(frozen=True)
class MarkedItem:
    """One item: its state is a verdict of its mark, or error or deleted. Without marks, points is None."""

    item: int
    objective: str
    points: float | None
    of: float
    state: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class MarkedSet:
    """The items of one notebook, marked."""

    path: Path
    key: Key
    mode: str
    items: tuple[MarkedItem, ...]

    @property
    def title(self) -> str:
        """The title of the set, with the name of the notebook where that is not the set’s own."""
        return self.key.title + f" ({self.path.stem})" * (self.path.stem != self.key.set)

    @property
    def points(self) -> float | None:
        """The sum of the marks, None where there are none: an assessment is marked by its teacher."""
        if self.mode == "assessment":
            return None
        return round(sum((item.points or 0.0 for item in self.items), 0.0), 4)

    def as_data(self) -> dict[str, Any]:
        """Return everything as plain data, for `--json`."""
        return {
            "notebook": str(self.path),
            "set": self.key.set,
            "title": self.key.title,
            "mode": self.mode,
            "points": self.points,
            "of": self.key.points,
            "by_hand": self.key.by_hand,
            "items": [{**vars(item), "says": list(item.says)} for item in self.items],
        }


def mark_notebook(path: Path, *, limit: int = SECONDS, run_untouched: bool = True) -> MarkedSet:
    """Run an exercise notebook from top to bottom in a fresh kernel and return the mark of every item.

    The file is only read. Its code runs on this machine as whoever asks, so this is for one’s own work. A mark is
    taken only from what the kernel reports as the value of an item’s check cell, and only if it fits the key that
    lies beside the notebook; what cells print counts for nothing, nor do outputs that were saved. But the answers run
    in the same Python as the checks, so that a person set on it can make the checks say anything. Such a person
    deceives nobody else here; where marks count for others, they are made by nbgrader.

    Args:
        path: the notebook.
        limit: seconds that a cell may run.
        run_untouched: whether to run a notebook in which nobody has answered anything, too.

    Raises:
        KitError: if it cannot be read, is no exercise notebook of this kit, lacks what its answers are checked with,
            or no kernel can be started.
    """
    notebook = read_exercise(path)
    if not run_untouched and notebook.answers and all(map(notebook.is_open, notebook.key.items)):
        items = (MarkedItem(item.number, item.objective, 0.0, item.points, "open") for item in _items(notebook))
        return MarkedSet(path, notebook.key, notebook.mode, tuple(items))
    # It brings nbclient, and whoever imports attributed in a lesson should not wait for it.
    from attributed.exercises.kernel import run_cells  # noqa: PLC0415

    outcomes = run_cells(
        [cell.source for cell in notebook.cells],
        path.resolve().parent,
        limit=limit,
        patient=[place for place, cell in enumerate(notebook.cells) if cell.makes_check],
    )
    items = (_marked(notebook, item, outcomes) for item in _items(notebook))
    return MarkedSet(path, notebook.key, notebook.mode, tuple(items))


def _items(notebook: ExerciseNotebook) -> list[Item]:
    return [notebook.key.items[number] for number in sorted(notebook.key.items)]


def _marked(notebook: ExerciseNotebook, item: Item, outcomes: "list[Outcome]") -> MarkedItem:
    number = item.number
    line = f"check({number}, answer_{number})"
    if number not in notebook.checks:
        says = f"Its check cell is gone. Put a cell with {line} beneath the answer."
        return _without_mark(item, "deleted", says)
    check = outcomes[notebook.checks[number]]
    mark = check.value.get(MIME)
    if not check.error and _fits(mark, item):
        is_open = mark["verdict"] in {"wrong", "form"} and notebook.is_open(number)
        state = "open" if is_open else mark["verdict"]
        points = None if state == "recorded" else float(mark["points"])
        return MarkedItem(number, item.objective, points, item.points, state, tuple(map(str, mark["says"])))
    stopped = outcomes[notebook.answers[number]].error if number in notebook.answers else ""
    says = (
        stopped or check.error or f"Its check cell gives no mark for this item. It should hold {line} and nothing else."
    )
    return _without_mark(item, "error", says)


def _without_mark(item: Item, state: str, says: str) -> MarkedItem:
    return MarkedItem(item.number, item.objective, 0.0, item.points, state, (says,))


def _fits(mark: object, item: Item) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether data are a mark of this item: of its number and its points, with a verdict that there is."""
    return (
        isinstance(mark, Mapping)
        and mark.get("item") == item.number
        and mark.get("of") == item.points
        and mark.get("verdict") in VERDICTS
        and isinstance(mark.get("says"), list)
        and isinstance(mark.get("points"), int | float)
        and 0 <= mark["points"] <= item.points
    )
