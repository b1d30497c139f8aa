"""Releasing a set with nbgrader: the key stays behind, and what lies beside the notebook is made from it.

nbgrader copies every file of the source folder into the release, and every file of a graded submission into
its feedback. `SealKey` runs as a step of `nbgrader generate_assignment`: it takes key.toml out of the release
and writes practice-feedback.txt or answer-form.json in its place. `DropKey` takes it out of the feedback. A
step, unlike a hook, stops the command when it fails.
"""

from collections.abc import MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.converters import GenerateAssignment, GenerateFeedback
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from nbgrader.utils import is_solution
from traitlets import Enum

from attributed.exercises.beside import FORM, KEY, MODES, PRACTICE, encode, encode_form
from attributed.exercises.key import key_of, read_toml

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
            key_of(data, source / KEY)
            release.mkdir(parents=True, exist_ok=True)
            if self.mode == "practice":
                (release / PRACTICE).write_text(encode(data), encoding="ascii", newline="\n")
            else:
                (release / FORM).write_text(encode_form(data), encoding="utf-8", newline="\n")
        return nb, resources


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
    """Take key.toml out of the folder that a notebook’s feedback is written to."""

    def preprocess(
        self, nb: "NotebookNode", resources: MutableMapping[str, Any]
    ) -> "tuple[NotebookNode, MutableMapping[str, Any]]":
        """Remove the key; the notebook itself is left as it is."""
        coursedir, names = self.parent.parent.coursedir, resources["nbgrader"]
        folder = coursedir.format_path(coursedir.feedback_directory, names["student"], names["assignment"])
        (Path(folder) / KEY).unlink(missing_ok=True)
        return nb, resources


def configure(config: "Config") -> None:
    """Set nbgrader up for the kit’s exercise sets; call it from nbgrader_config.py as `configure(c)`."""
    steps = list(GenerateAssignment.preprocessors.default_args[0])
    steps.insert(steps.index(ClearSolutions) + 1, TidyAnswers)  # before the checksums are made
    config.GenerateAssignment.preprocessors = [*steps, SealKey]
    config.GenerateFeedback.preprocessors = [*GenerateFeedback.preprocessors.default_args[0], DropKey]
    # The unsolved line stands in the cell already; nbgrader’s own stub would raise an error there.
    config.ClearSolutions.code_stub = {"python": ""}
    # A deleted check cell comes back and marks what is there, instead of leaving no mark at all.
    config.OverwriteCells.add_missing_cells = True
