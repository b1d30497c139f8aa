"""The exercise sets, as the tests use them: their notebooks, keys, solved answers and wrong answers."""

import importlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import attributed as at
from attributed.exercises.key import Key, read_key

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class ExerciseSet:
    """One set: its solution folder, its released folder and its wrong answers."""

    name: str

    @property
    def solution(self) -> Path:
        """The folder in solutions/."""
        return ROOT / "solutions" / self.name

    @property
    def exercise(self) -> Path:
        """The folder in exercises/."""
        return ROOT / "exercises" / self.name

    @cached_property
    def key(self) -> Key:
        """The key."""
        return read_key(self.solution / "key.toml")

    @cached_property
    def wrong(self) -> dict[int, list[tuple[str, float]]]:
        """Item -> wrong answers as typed, with the points that each earns."""
        answers: dict[int, list[tuple[str, float]]] = importlib.import_module(f"answers.set_{self.name[:2]}").WRONG
        return answers

    def notebook(self, folder: Path) -> dict[str, Any]:
        """Return the notebook of a folder as data."""
        data: dict[str, Any] = json.loads((folder / f"{self.name}.ipynb").read_text(encoding="utf-8"))
        return data

    def run(self, folder: Path, answers: dict[int, str] | None = None) -> dict[int, at.Mark]:
        """Run the code cells of a notebook in this process and return the mark of every item.

        `answers` puts other code into answer cells. The key, practice feedback or form that decides on the
        mode is the one that lies in `folder`.
        """
        marks: dict[int, at.Mark] = {}
        names: dict[str, Any] = {}
        for cell in self.notebook(folder)["cells"]:
            if cell["cell_type"] != "code":
                continue
            source = "".join(cell["source"])
            kind, _, number = cell["id"].partition("-")
            if kind == "answer" and answers and int(number) in answers:
                source = answers[int(number)]
            if cell["id"] == "setup":
                exec("import attributed as at\ncase = at.load_case()", names)  # noqa: S102 - our own notebook
                names["check"] = at.checker(self.name, folder)
            elif kind == "check":
                marks[int(number)] = eval(source, names)  # noqa: S307 - our own notebook
            else:
                exec(source, names)  # noqa: S102 - our own notebook
        return marks


SETS = [ExerciseSet(path.name) for path in sorted((ROOT / "solutions").iterdir()) if path.is_dir()]
