"""Feedback pages, by nbgrader's own converter, a page at a time."""

import contextlib
import glob
from pathlib import Path

from attributed.errors import KitError
from attributed.grading.course import Course, settings
from attributed.grading.inside.shell import Stopped, within


class Feedback:
    """nbgrader's converter, made once for many pages. It works in the course's folder, so use it in one thread."""

    def __init__(self, course: Course, seconds: float = 30) -> None:
        """Load the course's settings; a page may take so many seconds.

        Raises:
            KitError: if they cannot be read.
        """
        with settings(course.asked) as app:
            from nbconvert.writers.files import FilesWriter  # noqa: PLC0415
            from nbgrader.converters import GenerateFeedback  # noqa: PLC0415 - takes long

            self._converter = GenerateFeedback(coursedir=app.coursedir, parent=app)
            self._converter.force = True
            self._converter.writer = FilesWriter(parent=self._converter, config=self._converter.config)  # type: ignore[no-untyped-call]
            exporter = self._converter.exporter_class(parent=self._converter, config=self._converter.config)
            for step in self._converter.preprocessors:
                exporter.register_preprocessor(step)
            self._converter.exporter = exporter
        self._course, self._seconds = course, seconds

    def write(self, student: str, name: str) -> None:
        """Write a student's page from what autograded/ and the gradebook hold.

        Raises:
            KitError: if nbgrader cannot write it.
        """
        step = self._course.autograded_step
        with contextlib.chdir(self._course.folder):
            folder = self._converter.coursedir.format_path(step, student, name)
            self._converter.assignments = {folder: sorted(glob.glob(f"{glob.escape(folder)}/*.ipynb"))}  # noqa: PTH207
            self._converter.coursedir.student_id = student
            self._converter.coursedir.assignment_id = name
            try:
                with within(self._seconds):  # a text can be written so that showing it takes for ever
                    self._converter.convert_notebooks()
            except Stopped:
                raise KitError(
                    f"The feedback of {student} took longer than {self._seconds:g} seconds and was left out; the marks "
                    "are in the gradebook."
                ) from None
            except Exception as error:
                raise KitError(
                    f"nbgrader could not write the feedback of {student} ({type(error).__name__}: {error})."
                ) from error
        if not (Path(self._course.feedback(student, name)) / f"{name}.html").is_file():
            raise KitError(f"nbgrader wrote no feedback for {student}; `nbgrader generate_feedback {name}` says why.")
