"""A short text with required parts; a part is there if one of its phrases is."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import fold
from attributed.exercises.result import FormError, Result

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("least_words", "most_words")
REQUIRED = ("least_words", "most_words", "parts")


def form(item: "Item", answer: Any) -> str:  # noqa: ANN401
    """Return the text, if it is one and has a fitting length."""
    if not isinstance(answer, str):
        raise FormError(f"A sentence in quotation marks is due; found {answer!r}.")
    count, least, most = len(answer.split()), item.spec["least_words"], item.spec["most_words"]
    if not least <= count <= most:
        raise FormError(f"Your text has {count} words; {least} to {most} are due.")
    return answer


def mark(item: "Item", answer: str, case: "Case") -> Result:  # noqa: ARG001
    """Give every required part an equal share; a part that must not be there costs its share."""
    missing = [part["say"] for part in item.spec["parts"] if not _is_met(part, fold(answer))]
    share = 1 - len(missing) / len(item.spec["parts"])
    return Result(share, tuple(missing) or (item.why,))


def _is_met(part: dict[str, Any], text: str) -> bool:
    for phrase in part.get("ignore", []):
        text = text.replace(fold(phrase), " ")
    return any(_stands(phrase, text) for phrase in part["any"]) and not any(
        _stands(phrase, text) for phrase in part.get("none", [])
    )


def _stands(phrase: str, text: str) -> bool:
    """Tell whether a phrase stands in a folded text as whole words."""
    return re.search(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)", text) is not None


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: ARG001
    """Every part has phrases and says what is missing; phrases to ignore are for names within names."""
    for part in item.spec["parts"]:
        if not part.get("any") or not part.get("say"):
            yield f"a part lacks its phrases or its coaching: {part}."
