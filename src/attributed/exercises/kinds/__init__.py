"""The kinds of item: a module each, with the form of an answer and its mark.

Every module has `form(item, answer)`, which returns the answer in its one canonical form or raises
`FormError`, and `mark(item, answer, case)`, which returns a `Result`. `PUBLIC` names the fields of the key
that describe the form and may travel in an assessment pack; `REQUIRED` those without which it cannot mark;
`faults(item, case)` yields a sentence for everything that is wrong in the key.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol, cast

from attributed.exercises.kinds import (
    brief,
    choice,
    choices,
    codes,
    function,
    judging,
    number,
    order,
    report,
    wordcodes,
    words,
)

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item
    from attributed.exercises.result import Result


class Kind(Protocol):
    """What every module of this package provides."""

    PUBLIC: tuple[str, ...]
    REQUIRED: tuple[str, ...]

    def form(self, item: "Item", answer: Any) -> Any:  # noqa: ANN401
        """Return the answer in its canonical form."""

    def mark(self, item: "Item", answer: Any, case: "Case") -> "Result":  # noqa: ANN401
        """Mark an answer that has the right form."""

    def faults(self, item: "Item", case: "Case") -> Iterator[str]:
        """Yield what is wrong in the key of this item."""


KINDS: dict[str, Kind] = {
    module.__name__.rpartition(".")[2]: cast("Kind", module)
    for module in (choice, choices, codes, function, judging, number, order, report, wordcodes, words, brief)
}
