"""Grading a set: every submission that is not done yet, beside each other, into nbgrader's gradebook by one writer."""

import hashlib
import importlib.metadata
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from attributed.case import load_case
from attributed.errors import KitError
from attributed.exercises.beside import KEY, encode_form
from attributed.exercises.key import key_faults, read_key, read_toml
from attributed.grading.course import Course
from attributed.grading.gradebook import Book
from attributed.grading.graded import GradedSubmission
from attributed.grading.ledger import Ledger
from attributed.grading.page import read_released
from attributed.grading.paper import Paper, Work
from attributed.grading.sandbox import NoSandboxError, SandboxSettings
from attributed.grading.submission import Submission, fingerprint, submission_files
from attributed.grading.workers import Setup, Workers


@dataclass
class Run:
    """What a run has done."""

    graded: list[GradedSubmission] = field(default_factory=list)
    """Every submission of the set that has marks now, those of earlier runs among them."""
    fresh: list[str] = field(default_factory=list)
    """The students whose submissions were graded by this run."""
    failed: dict[str, str] = field(default_factory=dict)
    """The students whose submissions could not be graded, and why: the marks they had stay."""


class Grading:
    """One set of one course, ready to be graded."""

    def __init__(self, course: Course, name: str, settings: SandboxSettings, workers: int | None = None) -> None:
        """Read what all submissions have in common.

        Raises:
            KitError: if the set, its key or its release cannot be read.
        """
        course.require(name)
        self.course, self.name = course, name
        key_path, released_path = course.source(name) / KEY, course.release(name) / f"{name}.ipynb"
        self.key = read_key(key_path)
        if self.key.set != name:
            raise KitError(f"{key_path} is the key of {self.key.set!r}; expected that of {name!r}.")
        if fault := next(key_faults(self.key, load_case(self.key.case)), None):
            raise KitError(f"{key_path} would mark wrongly: {fault} Mend it first.")
        form = encode_form(read_toml(key_path))
        work = Work(self.key, read_released(released_path), released_path.read_bytes(), form)
        settings = replace(settings, hidden=(*settings.hidden, str(course.folder)))
        self.setup = Setup(course, work, settings)
        self.workers = workers
        self.ledger = Ledger(course.folder, name)
        self._truth = fingerprint({}, key_path.read_bytes(), released_path.read_bytes(), _version())

    def students(self) -> list[str]:
        """Return the students who have handed in something."""
        return self.course.students_of(self.name)

    def fingerprint(self, submission: Submission) -> str:
        """Return what the marks of a submission rest on: its files, and the key with the release and the kit."""
        own = fingerprint(submission.files, b"", b"", "")
        return f"{own}-{self._truth}"

    def marked_by_another_key(self, students: Sequence[str]) -> list[str]:
        """Return the students who were marked by another key, release or kit than there is now."""
        records = ((student, self.ledger.done(student)) for student in students)
        return [student for student, done in records if done and done.fingerprint.partition("-")[2] != self._truth]

    def is_done(self, submission: Submission) -> GradedSubmission | None:
        """Return the record of a submission that has not changed since it was graded and whose notebook is there."""
        done = self.ledger.done(submission.student)
        there = (self.course.autograded(submission.student, self.name) / f"{self.name}.ipynb").is_file()
        return done if done and there and done.fingerprint == self.fingerprint(submission) else None

    def try_out(self, students: Sequence[str], progress: Callable[[], None]) -> list[GradedSubmission]:
        """Grade submissions and write nothing: what a regrade would give."""
        with Workers(self.setup, self.workers) as workers:
            futures = []
            for student in students:
                submission = submission_files(self.course, self.name, student)
                futures.append(workers.grade(submission, self.fingerprint(submission)))
            found = []
            for future in futures:
                found.append(future.result().graded)
                progress()
        return found

    def run(self, students: Sequence[str], progress: Callable[[], None], *, feedback: bool = True) -> Run:
        """Grade every submission that is not done, and write its marks, its notebook and its feedback.

        A submission that fails costs no other one anything. Killed at any moment and run again, it ends with the same
        marks: a submission counts as done only once everything of it is written.

        Raises:
            KitError: if the gradebook does not know the set, or the sandbox cannot be had.
        """
        run = Run()
        with Workers(self.setup, self.workers) as workers, Book(self.course) as book:
            _require_release(book, self.setup.work, self.name)
            waiting: dict[Future[Any], _InHand] = {}
            left = iter(students)
            try:
                while True:
                    while len(waiting) < 2 * workers.count and (student := next(left, None)) is not None:
                        self._begin(student, workers, waiting, run, progress)
                    if not waiting:
                        return run
                    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                        self._go_on(future, waiting, workers, book, run, progress, feedback=feedback)
            finally:
                for hand in waiting.values():
                    hand.held.close()

    def _begin(
        self,
        student: str,
        workers: Workers,
        waiting: "dict[Future[Any], _InHand]",
        run: Run,
        progress: Callable[[], None],
    ) -> None:
        held = ExitStack()
        held.enter_context(self.ledger.lock(student))
        try:
            submission = submission_files(self.course, self.name, student)
            done = self.is_done(submission)
        except (KitError, OSError) as error:
            held.close()
            run.failed[student] = str(error)
            progress()
            return
        if done:
            held.close()
            run.graded.append(done)
            progress()
            return
        waiting[workers.grade(submission, self.fingerprint(submission))] = _InHand(submission, held)

    def _go_on(  # noqa: PLR0913, PLR0917 - the state of the run
        self,
        future: "Future[Any]",
        waiting: "dict[Future[Any], _InHand]",
        workers: Workers,
        book: Book,
        run: Run,
        progress: Callable[[], None],
        *,
        feedback: bool,
    ) -> None:
        """Take a submission one step further: from graded to written, from written to done."""
        hand = waiting.pop(future)
        student = hand.submission.student
        try:
            if hand.paper is None:
                hand.paper = future.result()
                self._write(hand, book)
                if feedback:
                    waiting[workers.feedback(student, self.name)] = hand
                    return
            future.result()
            self.ledger.record(hand.paper.graded)
            run.graded.append(hand.paper.graded)
            run.fresh.append(student)
        except KitError as error:
            if isinstance(error, NoSandboxError):
                hand.held.close()
                raise
            run.failed[student] = str(error)
        hand.held.close()
        progress()

    def _write(self, hand: "_InHand", book: Book) -> None:
        """Write the notebook, then the marks; both again if a crash comes between."""
        assert hand.paper is not None  # noqa: S101 - it was just graded
        student, timestamp = hand.submission.student, hand.submission.timestamp
        files = {name: data for name, data in hand.submission.files.items() if not name.endswith(".ipynb")}
        target = self.course.autograded(student, self.name)
        put_folder(
            target,
            {**files, f"{self.name}.ipynb": hand.paper.notebook.encode()},
            self.ledger.folder,
            self.course.file_mode,
        )
        if hand.paper.graded.trouble:
            book.write_nothing_handed_in(self.name, self.name, student, timestamp)
            return
        marks = {f"check-{item.item}": item.points for item in hand.paper.graded.items}
        book.write(self.name, self.name, student, marks, hand.paper.unanswered, timestamp)


@dataclass
class _InHand:
    """A submission that is being graded: its lock, and its paper once there is one."""

    submission: Submission
    held: ExitStack
    paper: Paper | None = None


def put_folder(target: Path, files: "dict[str, bytes]", beside: Path, mode: int) -> None:
    """Write a folder anew and put it in the place of an old one, which nobody sees half-written.

    Raises:
        KitError: if it cannot be written.
    """
    mark = hashlib.sha256(os.fsencode(target)).hexdigest()[:24]
    half, old = beside / "half" / mark, beside / "old" / mark
    try:
        for left in (half, old):
            shutil.rmtree(left, ignore_errors=True)
            left.parent.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            path = half / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(mode)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            shutil.move(target, old)
        shutil.move(half, target)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise KitError(f"{target} cannot be written ({error.strerror}). See to it, and grade again.") from None


def _require_release(book: Book, work: Work, name: str) -> None:
    """Compare the released notebook with what the gradebook knows of it."""
    known = {cell.grade_id: cell for cell in book.released_cells(name)}
    own = {cell.grade_id: cell for cell in work.released.cells}
    if set(known) != set(own) or any(known[key].checksum != own[key].metadata.get("checksum") for key in known):
        raise KitError(
            f"The gradebook knows another release of {name} than the one in the release folder. "
            f"Run `nbgrader generate_assignment {name} --force`, and grade again."
        )


def _version() -> str:
    return importlib.metadata.version("attributed")
