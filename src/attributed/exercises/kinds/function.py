"""A function, run on inputs that the student has not seen.

The first case is a plain one; the others are traps, and count only once the plain one works, so that a
function which always gives the same cannot pass on the traps alone.
"""

import contextlib
import io
from collections.abc import Iterator
from types import FunctionType
from typing import TYPE_CHECKING, Any

from attributed.exercises.plain import NotPlain, as_plain
from attributed.exercises.result import FormError, Result

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("name",)
REQUIRED = ("name", "cases")
MOST_SHOWN = 60
_FAILED = object()


def form(item: "Item", answer: Any) -> FunctionType:  # noqa: ANN401
    """Return the function itself."""
    if not isinstance(answer, FunctionType):
        name = item.spec["name"]
        hint = " Leave the brackets after its name away." if not callable(answer) else ""
        raise FormError(f"The function {name} itself is due; found {answer!r:.60}.{hint}")
    return answer


def mark(item: "Item", answer: FunctionType, case: "Case") -> Result:  # noqa: ARG001
    """Give every case an equal share; coach on the first input that failed and never show what was expected."""
    passed, says = 0, []
    for number, entry in enumerate(item.spec["cases"]):
        found = _call(answer, entry["input"])
        if found is ...:
            return Result(0.0, ("Your function still gives back …; put the number there.",))
        if _is_same(found, entry["expected"]):
            passed += 1
            continue
        shown = entry["input"] if len(entry["input"]) <= MOST_SHOWN else entry["input"][:MOST_SHOWN] + " …"
        stopped = " Your function stopped with an error there." if found is _FAILED else ""
        says.append(f"It fails on the input {shown!r}.{stopped} {entry['say']}")
        if number == 0:
            break
    return Result(passed / len(item.spec["cases"]), tuple(says[:1]) or (item.why,))


def _is_same(found: Any, expected: Any) -> bool:  # noqa: ANN401
    """Compare plain data; 3 and 3.0 are the same, True and 1 are not."""
    numbers = isinstance(found, int | float) and isinstance(expected, int | float)
    kinds_fit = type(found) is type(expected) or (numbers and not isinstance(found, bool))
    return bool(kinds_fit and found == expected)


def _call(function: FunctionType, text: str) -> Any:  # noqa: ANN401
    """Call a student’s function; whatever it prints is left out, since stderr would cost nbgrader’s mark."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return as_plain(function(text))
        except (Exception, SystemExit, NotPlain):  # noqa: BLE001 - anything may go wrong in a student’s code
            return _FAILED


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: ARG001
    """There are at least three cases, each with input, expected value and coaching."""
    if len(item.spec["cases"]) < 3:  # noqa: PLR2004 - a plain one and two traps
        yield "a function is tried on at least three inputs."
    for entry in item.spec["cases"]:
        if set(entry) != {"input", "expected", "say"}:
            yield f"a case should have input, expected and say; found {', '.join(entry)}."
