"""An exercise notebook on disk: its set, its key, and which cell answers and which checks an item."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from attributed.errors import KitError
from attributed.exercises.beside import find_key
from attributed.exercises.key import Key

_CHECKER = re.compile(r"""\bchecker\(\s*["']([^"']+)["']""")
_CHECK = re.compile(r"check\((\d+),\s*answer_\1\)")


@dataclass(frozen=True)
class Cell:
    """A code cell. Its name is the one that nbgrader knows, such as answer-3, and where there is none, its id."""

    name: str
    source: str
    metadata: Mapping[str, Any]

    @property
    def makes_check(self) -> bool:
        """Whether this is the first cell of a set, which loads the kit."""
        return _CHECKER.search(self.source) is not None

    def is_as_released(self) -> bool:
        """Tell whether nobody has changed the cell: nbgrader’s checksum of the release still fits."""
        # Importing nbgrader takes long, and whoever imports attributed in a lesson should not wait for it.
        from nbformat import from_dict  # noqa: PLC0415
        from nbgrader.utils import compute_checksum  # noqa: PLC0415

        checksum = self.metadata.get("nbgrader", {}).get("checksum")
        data = {"cell_type": "code", "metadata": self.metadata, "source": self.source}
        return checksum is not None and checksum == compute_checksum(from_dict(data))  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class ExerciseNotebook:
    """The code cells of one exercise notebook, with the key that lies beside it and the mode that it makes."""

    path: Path
    key: Key
    mode: str
    cells: tuple[Cell, ...]

    @cached_property
    def answers(self) -> dict[int, int]:
        """Item -> the place of its answer cell among the cells."""
        found = ((re.fullmatch(r"answer-(\d+)", cell.name), place) for place, cell in enumerate(self.cells))
        return {int(name[1]): place for name, place in found if name}

    @cached_property
    def checks(self) -> dict[int, int]:
        """Item -> the place of its check cell: known by its name, or by what stands in it where the name was lost."""
        by_name, by_source = {}, {}
        for place, cell in enumerate(self.cells):
            if name := re.fullmatch(r"check-(\d+)", cell.name):
                by_name[int(name[1])] = place
            elif line := _CHECK.fullmatch(cell.source.strip()):
                by_source[int(line[1])] = place
        return {**by_source, **by_name}

    def is_open(self, item: int) -> bool:
        """Tell whether nobody has put in an answer to an item: its cell is as it was released."""
        return item in self.answers and self.cells[self.answers[item]].is_as_released()


def read_exercise(path: Path) -> ExerciseNotebook:
    """Read an exercise notebook and the key beside it.

    Raises:
        KitError: if there is no such file, it is no notebook, no exercise notebook of this kit, or what its answers
            are checked with is missing.
    """
    cells = _code_cells(path)
    name = next((found[1] for cell in cells if (found := _CHECKER.search(cell.source))), None)
    if name is None:
        raise KitError(
            f"{path} is no exercise notebook of this kit: expected a first code cell with at.checker(…), found none. "
            "Give a notebook from exercises/, or take a fresh copy of that cell."
        )
    key, mode = find_key(path.resolve().parent)
    if key.set != name:
        raise KitError(f"{path} asks for the set {name!r}, but what lies beside it is for {key.set!r}.")
    return ExerciseNotebook(path, key, mode, cells)


def _code_cells(path: Path) -> tuple[Cell, ...]:
    if path.is_dir():
        raise KitError(f"{path} is a folder. Give the notebook in it, a file that ends in .ipynb.")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KitError(f"{path} cannot be read ({error.strerror}). Give the path of a notebook.") from None
    except (ValueError, RecursionError) as error:
        raise KitError(
            f"{path} is no notebook, or a damaged one ({error}). Give a notebook that Jupyter opens."
        ) from None
    try:
        return tuple(
            Cell(
                name=str(cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id", "")),
                source="".join(cell["source"]),
                metadata=cell["metadata"],
            )
            for cell in data["cells"]
            if cell["cell_type"] == "code"
        )
    except (KeyError, TypeError, AttributeError):
        raise KitError(
            f"{path} is no notebook: its cells cannot be found. Give a notebook that Jupyter opens."
        ) from None
