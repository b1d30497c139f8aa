"""An order: letters from first to last. One swap of neighbours earns half."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attributed.exercises.kinds.choice import letter
from attributed.exercises.result import FormError, Result, shown

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("options",)
REQUIRED = ("options", "accept", "coach")


def form(item: "Item", answer: Any) -> list[str]:  # noqa: ANN401
    """Return the letters in the order given."""
    options = list(item.spec["options"])
    if not isinstance(answer, list | tuple) or not all(isinstance(part, str) for part in answer):
        raise FormError(f"A list of letters in order is due, written like {options!r}; found {shown(answer)}.")
    given = [letter(item, part) for part in answer]
    if sorted(given) != sorted(options):
        raise FormError(f"Every letter of {', '.join(options)} is due once; found {', '.join(given) or 'none'}.")
    return given


def mark(item: "Item", answer: list[str], case: "Case") -> Result:  # noqa: ARG001
    """Give full credit for the accepted order and half for one swap of neighbours."""
    accept = list(item.spec["accept"])
    if answer == accept:
        return Result(1.0, (item.why,))
    swaps = [
        [*accept[:place], accept[place + 1], accept[place], *accept[place + 2 :]] for place in range(len(accept) - 1)
    ]
    says = [
        entry["say"] for entry in item.spec["coach"] if answer.index(entry["first"]) < answer.index(entry["before"])
    ]
    return Result(0.5 if answer in swaps else 0.0, tuple(says[:1]))


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: ARG001
    """Every pair of neighbours that can be swapped has coaching."""
    accept = list(item.spec["accept"])
    if sorted(accept) != sorted(item.spec["options"]):
        yield "accept should hold every option once."
    pairs = {(entry["first"], entry["before"]) for entry in item.spec["coach"]}
    for early, late in pairwise(accept):
        if (late, early) not in pairs:
            yield f"no coaching for {late} placed before {early}."
