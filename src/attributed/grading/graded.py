"""What comes of grading one submission."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MarkedAnswer:
    """The mark of one item, and the answer that it is for.

    The verdict is one of the mark's, or "error" where the answer's cell stopped before there was an answer.
    """

    item: int
    points: float
    of: float
    verdict: str
    says: tuple[str, ...]
    answer: str
    """The answer as text, shortened; empty where there is none."""


@dataclass(frozen=True)
class GradedSubmission:
    """The marks of one student's submission of one set."""

    student: str
    set: str
    fingerprint: str
    """SHA-256 of everything the marks rest on: the submission's files, the key, the release."""
    items: tuple[MarkedAnswer, ...]
    flags: tuple[str, ...] = ()
    """One sentence for everything that was out of order: an edited check, a deleted cell, a cell that was stopped."""
    trouble: str = ""
    """Why nothing could be marked, in one sentence; there are no items then, and no points."""
    seconds: float = 0.0

    @property
    def points(self) -> float:
        """The sum of the marks."""
        return round(sum((item.points for item in self.items), 0.0), 4)
