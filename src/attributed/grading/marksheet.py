"""The marks of a class as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from attributed.exercises.key import Item
from attributed.grading.graded import GradedSubmission

_FORMULA = tuple("=+-@＝＋－＠")
_ALSO = tuple("'\t\r\n\0")


def marksheet(items: Sequence[Item], submissions: Iterable[GradedSubmission], missing: Iterable[str]) -> bytes:
    """Return the marks as CSV in UTF-8 with a byte order mark, so that Excel opens it as it is.

    A row a student: student, state (marked, not marked, no submission), points, of, the points of every item, and the
    number of flags. Texts are quoted and numbers are not. The only text that others wrote is the first cell of a row:
    there its quotation marks hold even in a country where a spreadsheet splits cells at semicolons.
    """
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    table.writerow(["student", "state", "points", "of", *(f"item {item.number}" for item in items), "flags"])
    of = _number(sum(item.points for item in items))
    for one in submissions:
        marks = {mark.item: _number(mark.points) for mark in one.items}
        state = "not marked" if one.trouble else "marked"
        points = [marks.get(item.number, "") for item in items]
        table.writerow([harmless(one.student), state, _number(one.points), of, *points, len(one.flags)])
    for student in missing:
        table.writerow([harmless(student), "no submission", "", of, *("" for _ in items), 0])
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula (OWASP, “CSV Injection”).

    One that begins with an apostrophe gets another, so that whoever reads the file has the text again by dropping one.
    """
    begins = text.lstrip("\0 \t\r\n\v\f\u00a0\u3000\ufeff")
    return f"'{text}" if text.startswith(_ALSO) or begins.startswith(_FORMULA) else text


def _number(points: float) -> float:
    """Return whole points as a whole number: 2 and not 2.0."""
    return int(points) if points == int(points) else points
