"""`check`: what the check cells of an exercise set call."""

import html
import os
import warnings
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attributed.case import Case, load_case
from attributed.errors import KitError
from attributed.exercises.beside import KEY, find_key
from attributed.exercises.kinds import KINDS
from attributed.exercises.mark import Mark
from attributed.exercises.plain import NotPlainError, as_plain
from attributed.exercises.result import FormError, OpenError, Result

if TYPE_CHECKING:
    from attributed.exercises.key import Item, Key

TRIES = 3
"""After so many different answers, none of them right, practice shows the rule that decides."""

_MODE_SAYS = {
    "practice": "Practice: you get an answer at once, as often as you like. Nothing leaves this machine.",
    "assessment": "Assessment: a check tells you whether your answer can be read. The marks come from your teacher.",
    "grading": "Grading: the answers are marked against the key.",
}


def checker(name: str, folder: Path | None = None) -> "Checker":
    """Return the `check` of an exercise set.

    Args:
        name: the set, e.g. "01-whose-voice".
        folder: where the notebook lies; the working folder if not given, which in Jupyter is the same.

    Raises:
        KitError: if nothing to check answers with lies beside the notebook, or it is for another set.
    """
    folder = Path.cwd() if folder is None else folder
    key, mode = find_key(folder)
    if key.set != name:
        raise KitError(f"This notebook asks for the set {name!r}, but the files in {folder} are for {key.set!r}.")
    if os.environ.get("NBGRADER_EXECUTION") == "autograde" and mode != "grading":
        raise KitError(f"Nothing was marked: there is no {KEY} beside the notebook. It belongs in the source folder.")
    return Checker(key, mode, load_case(key.case))


class Checker:
    """Call it as `check(3, answer_3)`; it returns a `Mark`."""

    def __init__(self, key: "Key", mode: str, case: Case) -> None:
        """Make a checker. `mode` is practice, assessment or grading."""
        self.key = key
        self.mode = mode
        self.case = case
        self._tried: defaultdict[int, set[str]] = defaultdict(set)

    def __call__(self, number: int, answer: object) -> Mark:
        """Check the answer to one item.

        Raises:
            KitError: if the set has no such item. Whatever is wrong with the answer is said in the mark.
        """
        if not isinstance(number, int) or number not in self.key.items:
            raise KitError(f"There is no item {number!r} in this set; its items are 1 to {len(self.key.items)}.")
        item = self.key.items[number]
        # A warning on stderr would cost the mark in nbgrader.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                read = self._read(item, answer)
            except OpenError as gap:
                return _mark(item, 0, "open", str(gap))
            except (FormError, NotPlainError) as slip:
                return _mark(item, 0, "form", str(slip))
            still_open = [part for part, value in read.items() if value is None] if isinstance(read, dict) else []
            if self.mode == "assessment":
                gaps = f" Still open: {', '.join(still_open)}." if still_open else ""
                return _mark(item, 0, "recorded", f"Your answer can be read, and is in this notebook.{gaps}")
            if not still_open:
                self._tried[item.number].add(repr(read))
            return self._judge(item, KINDS[item.kind].mark(item, read, self.case))

    def _read(self, item: "Item", answer: object) -> Any:  # noqa: ANN401
        if item.kind != "function":
            answer = as_plain(answer)
        if answer is ...:
            raise OpenError("Put your answer in place of … in the cell above, run it, and then run this one.")
        if answer is None:
            raise OpenError("Your answer is None: nothing was put in. Look at the last line of the cell above.")
        return KINDS[item.kind].form(item, answer)

    def _judge(self, item: "Item", result: Result) -> Mark:
        says = result.says
        verdict = "right" if result.share == 1 else "partly" if result.share > 0 else "wrong"
        if verdict != "right" and self.mode == "practice" and len(self._tried[item.number]) >= TRIES:
            says = (*says, f"The rule: {item.rule}")
        return _mark(item, result.share * item.points, verdict, *says)

    def _repr_html_(self) -> str:
        objectives = "".join(f"<li>{html.escape(text)}</li>" for text in self.key.objectives.values())
        return (
            f"<p><strong>{html.escape(self.key.title)}</strong> · {len(self.key.items)} items, {self.key.points:g} "
            f"points, about {self.key.minutes} minutes.{self._by_hand()}</p><ul>{objectives}</ul>"
            f"<p>{_MODE_SAYS[self.mode]}</p>"
        )

    def __repr__(self) -> str:
        """Name the set and the mode."""
        counts = f"{len(self.key.items)} items, {self.key.points:g} points."
        return f"{self.key.title}: {counts}{self._by_hand()} {_MODE_SAYS[self.mode]}"

    def _by_hand(self) -> str:
        """Say how many points no check gives."""
        return f" A person gives up to {self.key.by_hand:g} more, by a rubric." if self.key.by_hand else ""


def _mark(item: "Item", points: float, verdict: str, *says: str) -> Mark:
    return Mark(points, number=item.number, of=item.points, verdict=verdict, says=tuple(says))
