"""Answers that came out of the sandbox, and their marks. No student's code has run in this process."""

from typing import Any

from attributed.case import load_case
from attributed.exercises.checker import Checker
from attributed.exercises.key import Item, Key
from attributed.exercises.kinds.function import Elsewhere
from attributed.exercises.mark import MIME, Mark
from attributed.grading.graded import MarkedAnswer
from attributed.grading.sandbox import Called, as_text
from attributed.grading.wire import WireError, unpack
from attributed.slips import what_to_do

_LONGEST_ANSWER = 300
_UNREADABLE = "Your answer cannot be read."


class Marks:
    """The marks of one submission as its checks are reached, with the outputs of their cells."""

    def __init__(self, key: Key) -> None:
        """Begin a submission of the set that the key is for."""
        self._check = Checker(key, "grading", load_case(key.case))
        self._key = key
        self.items: dict[int, MarkedAnswer] = {}
        self.outputs: dict[int, list[dict[str, Any]]] = {}

    def take(self, number: int, message: dict[str, Any], called: Called) -> None:
        """Mark the answer to an item, which is plain data, absent, or a function to be called."""
        item = self._key.items[number]
        if message.get("absent") is True:
            self.stop(number, f"name 'answer_{number}' is not defined", what_to_do(f"answer_{number}"))
            return
        try:
            mark, answer = self._mark(item, message, called)
        except _StoppedError:
            self.stop(
                number, "the function did not end", "Your function was stopped: it ran too long. Does it ever end?"
            )
            return
        self.items[number] = MarkedAnswer(number, float(mark), item.points, mark.verdict, mark.says, answer)
        self.outputs[number] = [
            {
                "output_type": "execute_result",
                "execution_count": None,
                "data": {
                    "text/plain": repr(mark),
                    "text/html": mark._repr_html_(),
                    MIME: mark._repr_mimebundle_()[MIME],
                },
                "metadata": {},
            }
        ]

    def stop(self, number: int, why: str, sentence: str) -> None:
        """Give no points for an item that has no answer, and say why."""
        of = self._key.items[number].points
        self.items[number] = MarkedAnswer(number, 0.0, of, "error", (sentence.removeprefix("⚠ "),), "")
        name = why.partition(" ")[0] == "name"
        kind = "NameError" if name else "RuntimeError"
        self.outputs[number] = [{"output_type": "error", "ename": kind, "evalue": why, "traceback": [sentence]}]

    def _mark(self, item: Item, message: dict[str, Any], called: Called) -> tuple[Mark, str]:
        """Return the mark, and the answer as a short text."""
        if message.get("function") is True:
            return self._check(item.number, Elsewhere(lambda text: _value(called(text)))), "a function"
        if "answer" not in message:
            slip = as_text(message.get("slip"))[:_LONGEST_ANSWER] or _UNREADABLE
            return Mark(0, number=item.number, of=item.points, verdict="form", says=(slip,)), ""
        try:
            answer = unpack(message["answer"])
        except WireError:
            return Mark(0, number=item.number, of=item.points, verdict="form", says=(_UNREADABLE,)), ""
        text = "" if answer is ... or answer is None else repr(answer)
        return self._check(item.number, answer), text[:_LONGEST_ANSWER] + " …" * (len(text) > _LONGEST_ANSWER)


class _StoppedError(Exception):
    """A function was stopped while a check called it."""


def _value(message: dict[str, Any]) -> tuple[Any, str]:
    """Return what a function gave, and its error, as `Elsewhere` wants them."""
    if message.get("stopped"):
        raise _StoppedError
    if "error" in message:
        return None, as_text(message["error"])[:_LONGEST_ANSWER] or "Error"
    try:
        return unpack(message["gave"]), ""
    except WireError as error:
        return None, str(error)
