"""A function, run on inputs that the student has not seen.

The first case is a plain one; the others are traps, and count only once the plain one works, so that a
function which always gives the same cannot pass on the traps alone.
"""

import contextlib
import io
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import TYPE_CHECKING, Any

from attributed.exercises.plain import as_plain
from attributed.exercises.result import FormError, Result, shown

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("name",)
REQUIRED = ("name", "cases")


class Elsewhere:
    """A function that runs in another process: `call` gives its plain value, and the error with which it stopped."""

    def __init__(self, call: Callable[[str], tuple[Any, str]]) -> None:
        """Keep the way to call it."""
        self.call = call


def form(item: "Item", answer: Any) -> FunctionType | Elsewhere:  # noqa: ANN401
    """Return the function itself."""
    if not isinstance(answer, FunctionType | Elsewhere):
        name = item.spec["name"]
        hint = " Leave out the brackets after its name." if not callable(answer) else ""
        raise FormError(f"The function {name} itself is due; found {shown(answer)}.{hint}")
    return answer


def mark(item: "Item", answer: FunctionType | Elsewhere, case: "Case") -> Result:  # noqa: ARG001
    """Give every case an equal share; coach on the first input that failed and never show what was expected."""
    passed, say = 0, ""
    for number, entry in enumerate(item.spec["cases"]):
        found, error = _call(answer, entry["input"])
        if found is ... or "ellipsis" in error:
            return Result(0.0, ("There are still dots in your function. Put something in their place.",))
        if not error and _is_same(found, entry["expected"]):
            passed += 1
        elif not say:
            given = f"It stopped with an error ({error}). " if error else _gave(found, entry["expected"])
            say = f"On the input {entry['input']!r} it fails. {given}{entry['say']}"
        if say and number == 0:
            break
    return Result(passed / len(item.spec["cases"]), (say or item.why,))


def _gave(found: Any, expected: Any) -> str:  # noqa: ANN401
    """Say what came out, where it is not even of the kind that is due."""
    if isinstance(expected, int | float) and not isinstance(found, int | float):
        return f"It gives {shown(found)}; one number is due. "
    return ""


def _is_same(found: Any, expected: Any) -> bool:  # noqa: ANN401
    """Compare plain data; 3 and 3.0 are the same, True and 1 are not."""
    numbers = isinstance(found, int | float) and isinstance(expected, int | float)
    kinds_fit = type(found) is type(expected) or (numbers and not isinstance(found, bool))
    return bool(kinds_fit and found == expected)


def _call(function: FunctionType | Elsewhere, text: str) -> tuple[Any, str]:
    """Return what a student’s function gives, and the error with which it stopped, if it did.

    Whatever it prints is left out, since anything on stderr would cost nbgrader’s mark.
    """
    if isinstance(function, Elsewhere):
        return function.call(text)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return as_plain(function(text)), ""
        except (Exception, SystemExit) as error:  # noqa: BLE001 - anything may go wrong in a student’s code
            return None, f"{type(error).__name__}: {error}"[:120]


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: ARG001
    """There are at least three cases, each with input, expected value and coaching."""
    if len(item.spec["cases"]) < 3:  # noqa: PLR2004 - a plain one and two traps
        yield "a function is tried on at least three inputs."
    for entry in item.spec["cases"]:
        if set(entry) != {"input", "expected", "say"}:
            yield f"a case should have input, expected and say; found {', '.join(entry)}."
