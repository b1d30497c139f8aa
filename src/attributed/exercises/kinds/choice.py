"""One choice: a letter, or the words of an option."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import bare
from attributed.exercises.result import FormError, Result, shown

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("options",)
REQUIRED = ("options", "accept", "coach")


def form(item: "Item", answer: Any) -> str:  # noqa: ANN401
    """Return the letter of the option that was chosen."""
    if not isinstance(answer, str):
        raise FormError(f"One letter in quotation marks is due, such as {first(item)!r}; found {shown(answer)}.")
    return letter(item, answer)


def letter(item: "Item", answer: str) -> str:
    """Return the letter of an option that is given by its letter or by its words."""
    given = bare(answer)
    for key, words in item.spec["options"].items():
        if given in (bare(key), bare(words)):
            return str(key)
    raise FormError(f"{shown(answer)} is not one of the options. Choose from {', '.join(item.spec['options'])}.")


def first(item: "Item") -> str:
    """Return the letter of the first option, to show the form."""
    return str(next(iter(item.spec["options"])))


def mark(item: "Item", answer: str, case: "Case") -> Result:  # noqa: ARG001 - the same call for every kind
    """Give the credit that the key grants to the option."""
    share = float(item.spec["accept"].get(answer, 0))
    return Result(share, (item.why,) if share == 1 else (item.spec["coach"][answer],))


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: ARG001
    """Every option is either accepted in full or has coaching, and nothing else is named."""
    options, accept, coach = item.spec["options"], item.spec["accept"], item.spec["coach"]
    for key in options:
        full = accept.get(key) == 1
        if full and key in coach:
            yield f"option {key} is accepted in full and has coaching for a wrong answer."
        if not full and not coach.get(key):
            yield f"option {key} has no coaching."
    for key in {*accept, *coach} - set(options):
        yield f"{key!r} is not among the options."
    if 1 not in accept.values():
        yield "no option earns full credit."
