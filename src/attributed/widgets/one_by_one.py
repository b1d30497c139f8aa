"""What the widgets share in which a reader goes through statements one at a time, and compares once none is open."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attributed.errors import KitError
from attributed.widgets.answerfile import AnswerFile
from attributed.widgets.parts import passage_of
from attributed.widgets.surface import Action, Surface

if TYPE_CHECKING:
    from attributed.case import Case

_MOST_NAMED = 8


class OneByOne(Surface):
    """Statements to be answered one at a time; every answer is saved at once, and none is compared while one is open.

    A subclass says which statements are open, and how it refuses to compare while some are. It has what `is_open` and
    `arrive` need before this is begun.
    """

    def __init__(self, case: "Case", statements: Sequence[str], file: AnswerFile) -> None:
        """Set out the statements, the first that is open in front."""
        self.case = case
        self.ids = list(statements)
        self.file = file
        self.tests_shown = False
        self.comparing = False
        self.number = next((n for n, key in enumerate(self.ids) if self.is_open(key)), 0)
        self.arrive()
        super().__init__()
        if self.file.notices:
            self.message = " ".join(self.file.notices)
            self.redraw()

    def is_open(self, key: str) -> bool:
        """Tell whether a statement has no whole answer yet."""
        raise NotImplementedError

    def still_open(self, many: int, named: str) -> str:
        """Say why nothing is compared: so many statements, of which the first are named, have no whole answer."""
        raise NotImplementedError

    def arrive(self) -> None:
        """Take note that another statement is in front."""

    @property
    def current(self) -> str:
        """The statement in front."""
        return self.ids[self.number]

    def view(self) -> Mapping[str, Any]:
        """Return what the template of each needs; a subclass adds its own."""
        return {
            "key": self.current,
            "number": self.number + 1,
            "many": len(self.ids),
            "done": sum(not self.is_open(key) for key in self.ids),
            "card": passage_of(self.case, self.current),
            "tests_shown": self.tests_shown,
            "comparing": self.comparing,
            "file": self.file.path.name,
        }

    def on_move(self, action: Action) -> None:
        """Go to another statement: one on, one back, or to the next that is open."""
        last = len(self.ids) - 1
        if action.value == "open":
            ahead = [*range(self.number + 1, last + 1), *range(self.number + 1)]
            self.number = next((n for n in ahead if self.is_open(self.ids[n])), self.number)
        else:
            self.number = min(max(self.number + int(action.value), 0), last)
        # What another tab has saved in the meantime is shown.
        self.file.refresh()
        self.arrive()

    def on_go(self, action: Action) -> None:
        """Go to the statement of this id."""
        self.number = self.ids.index(action.value)
        self.arrive()

    def on_tests(self, _: Action) -> None:
        """Show or hide the tests of the labels."""
        self.tests_shown = not self.tests_shown

    def on_compare(self, _: Action) -> None:
        """Show the adjudicated answers, once every statement has one, or hide them again."""
        if self.comparing:
            self.comparing = False
            return
        missing = [key for key in self.ids if self.is_open(key)]
        if missing:
            named = ", ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
            raise KitError(self.still_open(len(missing), named))
        self.comparing = True

    def save(self, key: str, answer: Mapping[str, object]) -> None:
        """Keep an answer.

        Raises:
            KitError: if another window has changed it in the meantime; then that is kept.
        """
        other = self.file.put(key, dict(answer))
        if other:
            raise KitError(
                f"{key} was changed in another window at {other.when[11:16]} UTC; what it has is shown now. Nothing of "
                f"yours was written over it. If you would rather have your own, choose it once more."
            )
