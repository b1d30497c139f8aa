"""Several choices: a set of letters. A wrong letter takes back what a right one gives: all of them earn nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attributed.exercises.kinds.choice import letter
from attributed.exercises.result import FormError, Result, shown

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("options",)
REQUIRED = ("options", "accept", "coach")
MOST_SAID = 2


def form(item: "Item", answer: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the letters that were chosen."""
    if not isinstance(answer, set | list | tuple) or not all(isinstance(part, str) for part in answer):
        raise FormError(f"A set of letters is due, written like {{'a', 'b'}}; found {shown(answer)}.")
    if not answer:
        raise FormError("The set is empty. Choose at least one letter.")
    return frozenset(letter(item, part) for part in answer)


def mark(item: "Item", answer: frozenset[str], case: "Case") -> Result:  # noqa: ARG001
    """Credit right letters less wrong ones; coach on what is too much, then on what is missing."""
    accept = frozenset(item.spec["accept"])
    if answer == accept:
        return Result(1.0, (item.why,))
    coach = item.spec["coach"]
    says = [coach["extra"][key] for key in sorted(answer - accept)]
    says += [coach["missing"][key] for key in sorted(accept - answer)]
    share = (len(answer & accept) - len(answer - accept)) / len(accept)
    return Result(max(0.0, share), tuple(says[:MOST_SAID]))


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: ARG001
    """Coaching stands for every option: as one too many, or as one that is missing."""
    options, accept = set(item.spec["options"]), set(item.spec["accept"])
    if not accept or accept - options:
        yield f"accept names {sorted(accept - options) or 'nothing'}; expected some of the options."
    extra, missing = item.spec["coach"].get("extra", {}), item.spec["coach"].get("missing", {})
    if set(extra) != options - accept:
        yield f"coach.extra should speak of {sorted(options - accept)}, found {sorted(extra)}."
    if set(missing) != accept:
        yield f"coach.missing should speak of {sorted(accept)}, found {sorted(missing)}."
