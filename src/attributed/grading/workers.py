"""Processes that grade beside each other, each with a sandbox of its own; none of them ever runs a student's code."""

import multiprocessing
import os
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from attributed.grading.course import Course
from attributed.grading.feedback import Feedback
from attributed.grading.paper import Paper, Work, grade_submission
from attributed.grading.sandbox import Sandbox, SandboxSettings
from attributed.grading.submission import Submission


@dataclass(frozen=True)
class Setup:
    """What every worker needs to know."""

    course: Course
    work: Work
    sandbox: SandboxSettings


class Workers:
    """A pool of workers on this machine; a context manager."""

    def __init__(self, setup: Setup, count: int | None = None) -> None:
        """Plan for so many workers, as many as there are cores if not given."""
        self.count = count or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else count or 1
        # A fork has the libraries loaded; it is made before any thread or gradebook is there.
        context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
        self._pool = ProcessPoolExecutor(self.count, context, _begin, (setup,))

    def __enter__(self) -> Self:
        """Start every worker, before anything else is opened in this process."""
        for future in [self._pool.submit(os.getpid) for _ in range(self.count)]:
            future.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let what is under way be finished, and end the workers."""
        self._pool.shutdown(cancel_futures=error is not None)

    def grade(self, submission: Submission, fingerprint: str) -> "Future[Paper]":
        """Grade a submission."""
        return self._pool.submit(_grade, submission, fingerprint)

    def feedback(self, student: str, name: str) -> "Future[None]":
        """Write a feedback page."""
        return self._pool.submit(_feedback, student, name)


@dataclass
class _Worker:
    """What a worker has made so far: each costs seconds, and not every worker needs all."""

    setup: Setup
    sandbox: Sandbox | None = None
    feedback: Feedback | None = None


_here: list[_Worker] = []


def _begin(setup: Setup) -> None:
    _here[:] = [_Worker(setup)]


def _grade(submission: Submission, fingerprint: str) -> Paper:
    (here,) = _here
    if here.sandbox is None:
        here.sandbox = Sandbox(here.setup.sandbox).__enter__()
    try:
        return grade_submission(here.setup.work, submission, fingerprint, here.sandbox)
    except BaseException:
        here.sandbox.__exit__(None, None, None)
        here.sandbox = None
        raise


def _feedback(student: str, name: str) -> None:
    (here,) = _here
    if here.feedback is None:
        here.feedback = Feedback(here.setup.course)
    here.feedback.write(student, name)
