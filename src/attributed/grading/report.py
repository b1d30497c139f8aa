"""The report of a grading run: a page for the lecturer and a table for a spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from attributed.errors import KitError
from attributed.exercises.key import Item
from attributed.grading.figures import (
    FEWEST,
    MOST_ANSWERS,
    OWN_WORDS,
    VERDICTS,
    band_names,
    distribution,
    item_figures,
    spread,
)
from attributed.grading.graded import GradedSubmission
from attributed.grading.marksheet import marksheet
from attributed.grading.visible import visible
from attributed.writing import write_whole

PAGE, TABLE = "report.html", "marks.csv"
_KINDS = {
    "choice": "one choice",
    "choices": "several choices",
    "codes": "labels for statements",
    "wordcodes": "labels for words",
    "words": "words of a text",
    "judging": "judging words",
    "report": "a sentence of one’s own",
    "brief": "a text of one’s own",
}
"""Kinds whose name in a key says too little to a reader."""


def _when(text: str) -> str:
    """Write an ISO time for a reader; anything else stays as it is."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{time.day} {time:%B %Y, %H:%M} {time.tzname() or ''}".strip()


_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "visible": visible,
    "lines": lambda text: visible(text, keep="\n"),
    "short": lambda points: f"{round(points, 2):.15g}",
    "percent": lambda share: f"{100 * share:.0f}",
    "signed": lambda number: f"{round(number, 2) or 0.0:+.2f}".replace("-", "−"),
    "kind": lambda item: _KINDS.get(item.kind, item.kind),
    "when": _when,
}


@dataclass(frozen=True)
class RunReport:
    """What there is to say of one grading run."""

    set: str
    title: str
    when: str
    """When it was graded, as ISO 8601 text."""
    items: tuple[Item, ...]
    submissions: list[GradedSubmission]
    missing: tuple[str, ...]
    """Students whom the gradebook knows and who have handed in nothing."""
    sandbox: str
    """How students' code was kept apart: "bubblewrap", or a text that begins with "none" and says why."""
    notes: tuple[str, ...]
    seconds: float
    workers: int
    """How many processes graded at once; 0 where that is not known."""
    by_hand: float = 0
    """The points that a person gives and no check, by the rubric."""


def report(run: RunReport, folder: Path) -> tuple[Path, Path]:
    """Write report.html and marks.csv, each whole or not at all, and return where they are.

    Args:
        run: the run; the same run makes the same files.
        folder: an existing folder that only those may read who may see the marks.

    Raises:
        KitError: if a file cannot be written.
    """
    page, table = folder / PAGE, folder / TABLE
    made = {
        page: report_page(run).encode("utf-8"),
        table: marksheet(run.items, _by_name(run.submissions), sorted(run.missing, key=_as_listed)),
    }
    for path, data in made.items():
        try:
            write_whole(path, data)
        except OSError as error:
            raise KitError(f"{path} cannot be written: {error.strerror or error}.") from None
    return page, table


def report_page(run: RunReport) -> str:
    """Return the report as HTML: one page that fetches nothing and runs no script."""
    students = _by_name(run.submissions)
    marked = [one for one in students if not one.trouble]
    points = [one.points for one in marked]
    of = sum(item.points for item in run.items)
    return _environment.get_template("report.html.j2").render(
        run=run,
        students=[(one, {mark.item: mark for mark in one.items}) for one in students],
        marked=marked,
        unmarked=[one for one in students if one.trouble],
        flagged=[one for one in students if one.flags],
        missing=sorted(run.missing, key=_as_listed),
        of=of,
        spread=spread(points),
        bands=list(zip(band_names(), distribution(points, of), strict=True)) if of else [],
        figures=item_figures(run.items, run.submissions),
        own_words=[item.number for item in run.items if item.kind in OWN_WORDS],
        verdicts=VERDICTS,
        fewest=FEWEST,
        most_answers=MOST_ANSWERS,
    )


def _by_name(submissions: Iterable[GradedSubmission]) -> list[GradedSubmission]:
    return sorted(submissions, key=lambda one: _as_listed(one.student))


def _as_listed(student: str) -> tuple[str, str]:
    """Return what a list of students is sorted by: capitals make no difference, unless nothing else does."""
    return student.casefold(), student
