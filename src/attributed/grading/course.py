"""An nbgrader course: its settings and its folders, as nbgrader’s own command reads them there."""

import contextlib
import glob
import logging
import os
import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attributed.errors import KitError
from attributed.exercises.beside import KEY
from attributed.grading.submission import Submission, fingerprint, submission_files

if TYPE_CHECKING:
    from nbgrader.preprocessors import AssignLatePenalties

__all__ = ["Course", "Submission", "fingerprint", "late_penalties", "read_course", "submission_files"]


@dataclass(frozen=True)
class Course:
    """What the grader needs to know of a course: plain data, so that any process can have a copy.

    `structure` and the steps are nbgrader’s `CourseDirectory` options. What is more than plain data, the plugin for
    late submissions, is read anew where it is needed: see `late_penalties`.
    """

    folder: Path
    """Where the course’s files are: nbgrader’s root, which is the folder of the command unless the settings say more"""
    asked: Path
    """The folder that nbgrader’s command would be given in, and its settings are read from."""
    course_id: str
    db_url: str
    structure: str
    source_step: str
    release_step: str
    submitted_step: str
    autograded_step: str
    feedback_step: str
    ignore: tuple[str, ...]
    """Names of files and folders that nbgrader never copies."""
    excluded: tuple[str, ...]
    """Students whom the settings leave out."""
    file_mode: int
    """The permissions of what autograding writes."""

    def source(self, name: str) -> Path:
        """Return the folder of a set’s solved notebook and key."""
        return self._path(self.source_step, ".", name)

    def release(self, name: str) -> Path:
        """Return the folder of what students were given."""
        return self._path(self.release_step, ".", name)

    def submitted(self, student: str, name: str) -> Path:
        """Return the folder of what a student handed in."""
        return self._path(self.submitted_step, student, name)

    def autograded(self, student: str, name: str) -> Path:
        """Return the folder that a graded submission is written to."""
        return self._path(self.autograded_step, student, name)

    def feedback(self, student: str, name: str) -> Path:
        """Return the folder that a student’s feedback is written to."""
        return self._path(self.feedback_step, student, name)

    def require(self, name: str) -> None:
        """Make sure that there is such a set to grade.

        Raises:
            KitError: if it has no source folder with a key. Whether it was released, the gradebook knows: see
                `gradebook.Book.released_cells`.
        """
        _require_name(name, "set")
        if "+" in name or name != name.strip():
            raise KitError(f"{name!r} cannot be a set: nbgrader takes no name with + or with spaces around it.")
        source = self.source(name)
        if not source.is_dir():
            raise KitError(f"There is no set {name!r} in this course: expected the folder {source}. {self._sets()}")
        if not (source / KEY).is_file():
            raise KitError(f"Nothing can be marked: there is no {KEY} in {source}. Put it beside the solved notebook.")

    def students_of(self, name: str) -> list[str]:
        """Return the students who have a submission folder of a set, in order, without those the settings leave out.

        A folder that is a link is among them: `submission_files` says why it is not read.
        """
        pattern, expression = [glob.escape(f"{self.folder}{os.sep}")], [re.escape(f"{self.folder}{os.sep}")]
        named = False
        for before, part, _, _ in string.Formatter().parse(self.structure):
            fixed = before + {"nbgrader_step": self.submitted_step, "assignment_id": name}.get(part or "", "")
            pattern.append(glob.escape(fixed))
            expression.append(re.escape(fixed))
            if part == "student_id":
                pattern.append("*")
                expression.append("(?P=student)" if named else f"(?P<student>[^{re.escape(os.sep)}]+)")
                named = True
        if Path(self.structure).is_absolute():
            del pattern[0], expression[0]
        found = (
            re.fullmatch("".join(expression), path)
            for path in glob.glob("".join(pattern))  # noqa: PTH207 - nbgrader’s own way
            if Path(path).is_dir() or Path(path).is_symlink()
        )
        return sorted({path["student"] for path in found if path} - {*self.excluded})

    def link_to_submission(self, student: str, name: str) -> Path | None:
        """Return the folder that is a link on the way to a submission, from the student’s own folder on."""
        parts = Path(self.structure).parts
        own = len(parts) - next((place for place, part in enumerate(parts) if "{student_id}" in part), 0)
        path = self.submitted(student, name)
        return next((folder for folder in [path, *path.parents][:own] if folder.is_symlink()), None)

    def _path(self, step: str, student: str, name: str) -> Path:
        _require_name(name, "set")
        if student != ".":
            _require_name(student, "student")
        return self.folder / self.structure.format(nbgrader_step=step, student_id=student, assignment_id=name)

    def _sets(self) -> str:
        names = sorted(path.parent.name for path in self.source("*").parent.glob(f"*/{KEY}"))
        return f"Its sets are {', '.join(names)}." if names else f"No folder there has a {KEY}."


def _require_name(name: str, what: str) -> None:
    if name in {"", ".", ".."} or "/" in name or os.sep in name or "\0" in name:
        raise KitError(f"{name!r} cannot be the name of a {what}: expected the name of a folder.")


def read_course(folder: Path) -> Course:
    """Read the settings of a course as `nbgrader autograde` would, given in that folder.

    nbgrader_config.py of the folder is run, with whatever else is on Jupyter’s search path for settings. Nothing is
    written. The working folder is another one meanwhile, so no other thread should rely on it.

    Raises:
        KitError: if the folder is no course, or its settings cannot be read.
    """
    folder = folder.absolute()
    if not folder.is_dir():
        raise KitError(f"{folder}: expected the folder of an nbgrader course, found none.")
    with settings(folder) as app:
        found = app.coursedir
        from nbgrader.converters import Autograde  # noqa: PLC0415 - takes long

        course = Course(
            folder=Path(found.root),
            asked=folder,
            course_id=found.course_id,
            db_url=_from_root(found.db_url, Path(found.root)),
            structure=os.path.normpath(found.directory_structure),
            source_step=found.source_directory,
            release_step=found.release_directory,
            submitted_step=found.submitted_directory,
            autograded_step=found.autograded_directory,
            feedback_step=found.feedback_directory,
            ignore=tuple(found.ignore),
            excluded=tuple(name for name in found.student_id_exclude.split(",") if name),
            file_mode=int(str(Autograde(coursedir=found, parent=app).permissions), 8),
        )
    if not (folder / "nbgrader_config.py").is_file() and not (course.folder / course.source_step).is_dir():
        raise KitError(
            f"{folder} is no nbgrader course: expected nbgrader_config.py or a folder {course.source_step} with sets. "
            "Give the command in the folder of your course."
        )
    _require_structure(course)
    return course


def late_penalties(course: Course) -> "AssignLatePenalties":
    """Return nbgrader’s own step that penalises late submissions, with the course’s settings and its plugin made.

    Raises:
        KitError: if the settings cannot be read, or the plugin cannot be found.
    """
    with settings(course.asked) as app:
        from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415 - takes long

        step = AssignLatePenalties(parent=app)
        step.init_plugin()
    return step


def _require_structure(course: Course) -> None:
    try:
        course.submitted("student", "set")
    except (LookupError, ValueError):
        raise KitError(
            f"The setting CourseDirectory.directory_structure of {course.asked} is {course.structure!r}; expected "
            "{nbgrader_step}, {student_id} and {assignment_id} in it."
        ) from None


def _from_root(db_url: str, root: Path) -> str:
    """Return the address of a gradebook so that it means the same in every folder: nbgrader works in the root."""
    from sqlalchemy import make_url  # noqa: PLC0415 - takes long
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        url = make_url(db_url)
    except (ArgumentError, ValueError):
        raise KitError(
            f"The setting CourseDirectory.db_url is {db_url!r}; expected sqlite:///… or another URL."
        ) from None
    if url.get_backend_name() == "sqlite" and url.database and not url.database.startswith((":", "file:")):
        return str(url.set(database=str(root / url.database)).render_as_string(hide_password=False))
    return db_url


@contextlib.contextmanager
def settings(folder: Path) -> Iterator[Any]:
    """Give nbgrader’s application with the settings of a folder; what it changes in this process is put back."""
    path, quiet = sys.path[:], sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # modules that lie in the course leave no trace there
    try:
        with contextlib.chdir(folder):
            yield _loaded()
    except KitError:
        raise
    except (Exception, SystemExit) as error:
        cause = error.__context__ if isinstance(error, SystemExit) and error.__context__ else error
        raise KitError(
            f"nbgrader’s settings of {folder} cannot be read ({type(cause).__name__}: {_one_line(cause)}). "
            "Mend nbgrader_config.py."
        ) from error
    finally:
        sys.path[:], sys.dont_write_bytecode = path, quiet


def _loaded() -> Any:  # noqa: ANN401 - nbgrader carries no types
    from nbgrader.apps import AutogradeApp  # noqa: PLC0415 - takes long

    class Reader(AutogradeApp):  # type: ignore[misc]  # nbgrader carries no types
        """`nbgrader autograde` as far as its settings."""

        def migrate_config(self) -> None:
            """Write no files for Jupyter."""

        def init_logging(self, *_: object, **__: object) -> None:
            """Write no log."""

    silent = logging.getLogger("attributed.grading.settings")
    silent.disabled = True
    app = Reader(raise_config_file_errors=True, log=silent)
    app.initialize([])
    return app


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
