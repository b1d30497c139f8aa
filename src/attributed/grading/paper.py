"""One submission graded: run in the sandbox, marked outside it, and put together as nbgrader keeps it."""

import html
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import nbformat

from attributed.errors import KitError
from attributed.exercises.beside import FORM
from attributed.exercises.key import Key
from attributed.grading.graded import GradedSubmission, MarkedAnswer
from attributed.grading.marking import Marks
from attributed.grading.page import Page, PageCell, Released, read_page
from attributed.grading.sandbox import Cell, Ran, Sandbox
from attributed.grading.submission import Submission
from attributed.grading.submitted import PageError

RETRIES = 3
"""So often a submission is run again without the cell that ended it, so that the other items get their marks."""
_WHY = {
    "time": "ran longer than {seconds:g} seconds and did not let itself be interrupted",
    "memory": "took more memory than a submission may",
    "processes": "started more processes than a submission may",
    "output": "put out more than a submission may",
    "died": "ended Python",
    "forged": "spoke to the grader in the place of the kit",
    "all time": "was running when the time for the whole submission was over",
}


@dataclass(frozen=True)
class Work:
    """What all submissions of a set have in common."""

    key: Key
    released: Released
    blank: bytes
    """The released notebook as a file, for the place of one that cannot be read."""
    form: str
    """The text of answer-form.json, which lies beside the notebook in the sandbox in the key's place."""


@dataclass(frozen=True)
class Paper:
    """A graded submission, with the notebook for autograded/ and the answer cells that nobody has touched."""

    graded: GradedSubmission
    notebook: str
    unanswered: frozenset[str]


def grade_submission(work: Work, submission: Submission, fingerprint: str, sandbox: Sandbox) -> Paper:
    """Run and mark one submission; whatever it does, there is a paper.

    Raises:
        KitError: if the sandbox itself fails, or the kit has a fault that this submission brings to light.
    """
    try:
        return _grade(work, submission, fingerprint, sandbox)
    except KitError:
        raise
    except Exception as error:
        raise KitError(
            f"The kit stopped with {type(error).__name__} ({str(error)[:200]}). Please report it."
        ) from error


def _grade(work: Work, submission: Submission, fingerprint: str, sandbox: Sandbox) -> Paper:
    begun = time.monotonic()
    graded = GradedSubmission(submission.student, work.key.set, fingerprint, (), submission.flags)
    data = submission.files.get(f"{work.key.set}.ipynb")
    if data is None:
        trouble = f"There is no {work.key.set}.ipynb in it."
        return _without_marks(work, replace(graded, trouble=trouble))
    try:
        page = read_page(data, work.released)
    except PageError as error:
        return _without_marks(work, replace(graded, trouble=str(error)))
    marks, flags = _run(work, submission, page, sandbox)
    items = tuple(marks.items[number] for number in sorted(marks.items))
    graded = replace(
        graded,
        items=items,
        flags=(*submission.flags, *page.flags, *flags),
        seconds=round(time.monotonic() - begun, 2),
    )
    return Paper(graded, _as_text(page.notebook), page.unanswered)


def _without_marks(work: Work, graded: GradedSubmission) -> Paper:
    """Return the released notebook with the reason at its top: a person who grades sees why nothing was marked."""
    page = read_page(work.blank, work.released)
    said = (
        f"**Nothing could be marked.** {html.escape(graded.trouble)} What was handed in lies in the submitted folder."
    )
    page.notebook["cells"].insert(0, {"cell_type": "markdown", "id": "nothing-marked", "metadata": {}, "source": said})
    return Paper(graded, _as_text(page.notebook), page.unanswered)


def _run(work: Work, submission: Submission, page: Page, sandbox: Sandbox) -> tuple[Marks, list[str]]:
    """Run a page, and again without a cell that ended it; put the outputs into the page."""
    skipped: dict[int, str] = {}
    files = {name: data for name, data in submission.files.items() if name != FORM}
    files[FORM] = work.form.encode()
    by_place = {cell.place: cell for cell in page.cells}
    while True:
        marks = Marks(work.key)
        cells = [_as_asked(cell, work.key) for cell in page.cells if cell.place not in skipped]
        ran = sandbox.run(
            cells,
            files,
            lambda place, message, called: marks.take(by_place[place].item or 0, message, called),  # noqa: B023 - it is called before the next turn
        )
        if ran.end == "done":
            break
        skipped[ran.at] = _WHY.get(ran.end, "ended the run").format(seconds=sandbox.settings.seconds)
        if ran.at not in by_place or len(skipped) > RETRIES or ran.end == "all time":
            break
    _finish(work.key, page.cells, marks, skipped)
    _put_outputs(page, marks, ran, skipped)
    return marks, list(_flags(page, ran.stopped, skipped, sandbox.settings.seconds))


def _as_asked(cell: PageCell, key: Key) -> Cell:
    if cell.role != "check" or cell.item is None:
        return Cell(cell.place, "code", cell.source)
    return Cell(cell.place, "check", item=cell.item, function=key.items[cell.item].kind == "function")


def _finish(key: Key, cells: Iterable[PageCell], marks: Marks, skipped: dict[int, str]) -> None:
    """Give every item without a mark none: its check was skipped, or the run ended before it."""
    for cell in cells:
        if cell.role == "check" and cell.item is not None and cell.item not in marks.items:
            why = skipped.get(cell.place, "")
            said = f"While your answer was read, it {why}." if why else "It was not reached: the run ended before it."
            marks.stop(cell.item, "no answer", said)
    for number, item in key.items.items():
        if number not in marks.items:
            said = "Its check is missing."
            marks.items[number] = MarkedAnswer(number, 0.0, item.points, "error", (said,), "")


def _put_outputs(page: Page, marks: Marks, ran: Ran, skipped: dict[int, str]) -> None:
    for count, cell in enumerate(page.cells, start=1):
        there: dict[str, Any] = page.notebook["cells"][cell.place]
        if cell.role == "check" and cell.item is not None:
            outputs = marks.outputs.get(cell.item, [])
        elif cell.place in skipped:
            text = f"This cell was left out of the run: it {skipped[cell.place]}.\n"
            outputs = [{"output_type": "stream", "name": "stderr", "text": text}]
        else:
            outputs = ran.outputs.get(cell.place, [])
        there["execution_count"] = count
        there["outputs"] = [
            {**output, "execution_count": count} if output["output_type"] == "execute_result" else output
            for output in outputs
        ]


def _flags(page: Page, stopped: list[int], skipped: dict[int, str], seconds: float) -> Iterable[str]:
    for place in stopped:
        yield f"{_name(page, place)} was stopped after {seconds:g} seconds."
    for place, why in skipped.items():
        yield f"{_name(page, place)} {why}; the others were run without it."


def _name(page: Page, place: int) -> str:
    if not 0 <= place < len(page.notebook["cells"]):
        return "A cell"
    cell = page.notebook["cells"][place]
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id") or f"The cell {cell['id']!r}")


def _as_text(notebook: dict[str, Any]) -> str:
    """Write a notebook as nbformat does, text by lines."""
    return str(nbformat.v4.writes(nbformat.from_dict(notebook))) + "\n"  # type: ignore[no-untyped-call]
