"""How far a learner is: every exercise set of a folder, item by item and by objective, from the notebooks on disk."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from attributed.errors import KitError
from attributed.exercises.marks import SECONDS, MarkedSet, mark_notebook
from attributed.exercises.states import GROUP_OF, GROUP_WORDS, GROUPS, STATES
from attributed.texttable import TextTable

_MAKES_CHECK = b"checker("


@dataclass(frozen=True)
class Progress:
    """The sets of a folder, marked, and a sentence for each notebook that could not be, by its path."""

    sets: tuple[MarkedSet, ...]
    faults: tuple[str, ...] = ()

    @property
    def items(self) -> pd.DataFrame:
        """A row for each item, by set and number: objective, state, points, what they are out of, what was said."""
        rows = [
            (name, item.item, item.objective, STATES[item.state].words, item.points, item.of, " ".join(item.says))
            for name, marked in zip(self.names, self.sets, strict=True)
            for item in marked.items
        ]
        columns = ["set", "item", "objective", "state", "points", "of", "says"]
        return TextTable(rows, columns=columns).set_index(["set", "item"])

    @property
    def objectives(self) -> pd.DataFrame:
        """A row for each objective, by set: how many items are in each state, points, and what they are out of."""
        rows = []
        for name, marked in zip(self.names, self.sets, strict=True):
            for objective in marked.key.objectives:
                items = [item for item in marked.items if item.objective == objective]
                groups = [GROUP_OF[item.state] for item in items]
                points = sum(item.points or 0.0 for item in items)
                rows.append(
                    (name, objective, *map(groups.count, GROUPS), round(points, 2), sum(item.of for item in items))
                )
        columns = ["set", "objective", *(GROUP_WORDS[group] for group in GROUPS), "points", "of"]
        return TextTable(rows, columns=columns).set_index(["set", "objective"])

    @property
    def names(self) -> list[str]:
        """The name of each set: that of its folder, and of the notebook where it has another."""
        paths = [marked.path.resolve() for marked in self.sets]
        return [path.parent.name + f"/{path.stem}" * (path.stem != path.parent.name) for path in paths]

    def __repr__(self) -> str:
        """Give the table by objective."""
        return "\n".join([self.objectives.to_string(), *self.faults])

    def _repr_html_(self) -> str:
        faults = pd.DataFrame({"not read": self.faults})
        shown = [TextTable(self.objectives), *([TextTable(faults)] if self.faults else [])]
        return "".join(str(table._repr_html_()) for table in shown)


def progress(folder: str | Path = "exercises", *, limit: int = SECONDS) -> Progress:
    """Return how far the exercise sets of a folder are done.

    Every notebook in which something was answered is run, from a copy: see `mark_notebook` for what that means and
    what the marks are worth. One that nobody has touched is known without running it. A notebook that cannot be
    marked is named in `faults` and hides no other.

    Args:
        folder: the folder with the sets, or that of one set.
        limit: seconds that a cell may run.

    Raises:
        KitError: if there is no such folder, or no exercise set in it.
    """
    gathered = Gathering(limit)
    for path in find_notebooks(Path(folder)):
        gathered.add(path)
    return gathered.progress()


class Gathering:
    """Progress that is gathered notebook by notebook, so that a person can be shown how far it is."""

    def __init__(self, limit: int) -> None:
        """Begin with nothing; a cell may run so many seconds."""
        self._limit = limit
        self._sets: list[MarkedSet] = []
        self._faults: list[str] = []

    def add(self, path: Path) -> None:
        """Mark one notebook, or note why it cannot be marked."""
        try:
            self._sets.append(mark_notebook(path, limit=self._limit, run_untouched=False))
        except KitError as fault:
            self._faults.append(str(fault))

    def progress(self) -> Progress:
        """Return what was gathered."""
        return Progress(tuple(self._sets), tuple(self._faults))


def find_notebooks(folder: Path) -> list[Path]:
    """Return the exercise notebooks of a folder and of the folders in it, in order; a copy of one counts as well.

    A notebook of the same name as its folder is taken for one even if it is damaged, so that it is not lost silently.

    Raises:
        KitError: if there is no such folder, or no exercise notebook in it.
    """
    if not folder.is_dir():
        raise KitError(f"There is no folder {folder}. Give the folder that holds your exercise sets.")
    homes = [folder, *sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")]
    found = [path for home in homes for path in sorted(home.glob("*.ipynb")) if path.is_file() and _is_ours(path)]
    if not found:
        raise KitError(
            f"{folder}: expected exercise sets here (folders with a notebook), found none. Give their folder."
        )
    return found


def _is_ours(path: Path) -> bool:
    return path.stem == path.resolve().parent.name or _MAKES_CHECK in path.read_bytes()
