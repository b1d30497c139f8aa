"""Releasing a set with nbgrader: the key stays behind, and what lies beside the notebook is made from it.

nbgrader copies every file of the source folder into the release, and every file of a graded submission into
its feedback. `SealKey` runs as a step of `nbgrader generate_assignment`: it takes key.toml out of the release
and writes practice-feedback.txt or answer-form.json in its place. `DropKey` takes it out of feedback and
solutions. `TeachersKey` sees to it that no other key is graded against. A step, unlike a hook, stops the
command when it fails.
"""

from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback, GenerateSolution
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from nbgrader.utils import is_solution, is_task
from traitlets import Enum

from attributed.errors import KitError
from attributed.exercises.beside import FORM, KEY, MODES, PRACTICE, encode, encode_form
from attributed.exercises.key import Key, key_of, read_key, read_toml

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config


class SealKey(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader carries no types
    """Replace key.toml in a release by the file of the chosen mode."""

    mode = Enum(
        ["practice", "assessment"],
        default_value="practice",
        help="What a released set holds beside the notebook: feedback at once, or only the form of the answers.",
    ).tag(config=True)

    def preprocess(
        self, nb: "NotebookNode", resources: MutableMapping[str, Any]
    ) -> "tuple[NotebookNode, MutableMapping[str, Any]]":
        """Seal the folder that this notebook is released into; the notebook itself is left as it is."""
        source = Path(resources["metadata"]["path"])
        coursedir = self.parent.parent.coursedir
        name = resources["nbgrader"]["assignment"]
        release = Path(coursedir.format_path(coursedir.release_directory, ".", name))
        for left in MODES:
            (release / left).unlink(missing_ok=True)
        if (source / KEY).is_file():
            data = read_toml(source / KEY)
            key = key_of(data, source / KEY)
            release.mkdir(parents=True, exist_ok=True)
            if self.mode == "practice":
                (release / PRACTICE).write_text(encode(data), encoding="ascii", newline="\n")
            else:
                (release / FORM).write_text(encode_form(data), encoding="utf-8", newline="\n")
            _refuse_copies(release, key)
        elif any("checker(" in cell.source for cell in nb.cells):
            raise KitError(f"{source}: this notebook asks for a checker, but there is no {KEY} beside it.")
        return nb, resources


def _refuse_copies(release: Path, key: Key) -> None:
    """Stop the release if a copy of the key, under whatever name, has come along."""
    secrets = [item.why.encode() for item in key.items.values()] + [item.rule.encode() for item in key.items.values()]
    for path in release.rglob("*"):
        if path.is_file() and any(secret in path.read_bytes() for secret in secrets):
            path.unlink()
            raise KitError(f"{path.name} in the source folder holds answers of {key.set}. Move it elsewhere.")


class TidyAnswers(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader carries no types
    """Take the blank line away that a removed solution leaves in its cell."""

    def preprocess_cell(
        self, cell: "NotebookNode", resources: MutableMapping[str, Any], _index: int
    ) -> "tuple[NotebookNode, MutableMapping[str, Any]]":
        """Drop lines that hold nothing but the indentation of the solution, and blank ones at the end."""
        if is_solution(cell):
            lines = [line for line in cell.source.split("\n") if not line or line.strip()]
            cell.source = "\n".join(lines).rstrip()
        return cell, resources


class DropKey(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader carries no types
    """Take key.toml out of the folder that a notebook’s feedback or solution is written to."""

    def preprocess(
        self, nb: "NotebookNode", resources: MutableMapping[str, Any]
    ) -> "tuple[NotebookNode, MutableMapping[str, Any]]":
        """Remove the key; the notebook itself is left as it is."""
        names = resources["nbgrader"]
        folder = self.parent.parent._format_dest(names["assignment"], names["student"])  # noqa: SLF001 - any converter
        (Path(folder) / KEY).unlink(missing_ok=True)
        return nb, resources


class TeachersKey(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader carries no types
    """Refuse to autograde against a key that did not come from the source folder.

    nbgrader lays the source’s files over a submission’s, so that a student’s own key.toml could count only
    where the source has none.
    """

    def preprocess(
        self, nb: "NotebookNode", resources: MutableMapping[str, Any]
    ) -> "tuple[NotebookNode, MutableMapping[str, Any]]":
        """Stop this submission, with one sentence in nbgrader’s log, if the source has no key."""
        coursedir = self.parent.parent.coursedir
        source = Path(coursedir.format_path(coursedir.source_directory, ".", resources["nbgrader"]["assignment"]))
        if not (source / KEY).is_file():
            raise KitError(f"Nothing was marked: there is no {KEY} in {source}. Put it beside the solved notebook.")
        read_key(source / KEY)
        return nb, resources


class MissingCells(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader carries no types
    """Put back the cells of the release that a submission lacks: the first cell, answers, checks, rows of a rubric.

    nbgrader puts back a check alone, but stops the whole submission where its answer is gone as well. A row of a
    rubric, in which nobody answers anything, is always the released one: nbgrader takes its points from the submission,
    and shows a person no box for one that no longer calls itself a task.
    """

    def preprocess(
        self, nb: "NotebookNode", resources: MutableMapping[str, Any]
    ) -> "tuple[NotebookNode, MutableMapping[str, Any]]":
        """Insert every missing cell after the one that comes before it in the release; restore the rubric."""
        coursedir, names = self.parent.parent.coursedir, resources["nbgrader"]
        folder = Path(coursedir.format_path(coursedir.release_directory, ".", names["assignment"]))
        released = folder / f"{names['notebook']}.ipynb"
        if not released.is_file():
            return nb, resources
        there = {_grade_id(cell) for cell in nb.cells}
        before = None
        for cell in nbformat.read(released, as_version=4).cells:  # type: ignore[no-untyped-call]
            name = _grade_id(cell)
            if is_task(cell):
                nb.cells = [cell if _grade_id(own) == name else own for own in nb.cells]
            if name and name not in there:
                place = next((n for n, own in enumerate(nb.cells) if before and _grade_id(own) == before), -1)
                nb.cells.insert(place + 1, cell)
            before = name or before
        return nb, resources


def _grade_id(cell: "NotebookNode") -> str | None:
    name: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name


def configure(config: "Config") -> None:
    """Set nbgrader up for the kit’s exercise sets; call it from nbgrader_config.py as `configure(c)`."""
    steps = list(GenerateAssignment.preprocessors.default_args[0])
    steps.insert(steps.index(ClearSolutions) + 1, TidyAnswers)  # before the checksums are made
    config.GenerateAssignment.preprocessors = [*steps, SealKey]
    config.GenerateFeedback.preprocessors = [*GenerateFeedback.preprocessors.default_args[0], DropKey]
    config.GenerateSolution.preprocessors = [*GenerateSolution.preprocessors.default_args[0], DropKey]
    usual = Autograde.sanitize_preprocessors.default_args[0]
    config.Autograde.sanitize_preprocessors = [TeachersKey, MissingCells, *usual]
    # The unsolved line stands in the cell already; nbgrader’s own stub would raise an error there.
    config.ClearSolutions.code_stub = {"python": ""}
    # A deleted check cell comes back and marks what is there, instead of leaving no mark at all.
    config.OverwriteCells.add_missing_cells = True
