"""Words marked in a statement, by their overlap with the words that the case gives."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import bare, fold
from attributed.exercises.parts import read_parts
from attributed.exercises.result import FormError, Result

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("statements",)
REQUIRED = ("statements", "column", "coach")
HALF = 0.5


def form(item: "Item", answer: Any) -> dict[str, str | None]:  # noqa: ANN401
    """Return the marked words by statement, None where they are still open."""
    marked: dict[str, str | None] = {}
    given = read_parts(answer, item.spec["statements"], what="a word or more", example="'words'")
    for key, value in given.items():
        if value is not ... and (not isinstance(value, str) or not bare(value)):
            raise FormError(f"{key}: words from the statement, in quotation marks, are due; found {value!r}.")
        marked[key] = None if value is ... else bare(value)
    return marked


def mark(item: "Item", answer: dict[str, str | None], case: "Case") -> Result:
    """Give each statement its share: all for the words, half for an overlap of a half, none for less."""
    total, says = 0.0, []
    for key, words in answer.items():
        gold = fold(str(case.codes.at[key, item.spec["column"]])).split()
        if words is None:
            says.append(f"{key}: still open.")
        elif words not in fold(str(case.statements.at[key, "text"])):
            says.append(f"{key}: the words “{words}” do not stand in this statement. Copy them from it.")
        else:
            given = words.split()
            overlap = len(set(given) & set(gold)) / len(set(given) | set(gold))
            share = 1.0 if given == gold else HALF if overlap >= HALF else 0.0
            total += share
            if share < 1:
                says.append(f"{key}: {_coaching(item, key, words)}")
    return Result(total / len(answer), tuple(says) or (item.why,))


def _coaching(item: "Item", key: str, words: str) -> str:
    coach = item.spec["coach"][key]
    for phrase, say in coach.items():
        if phrase != "else" and fold(phrase) in words:
            return str(say)
    return str(coach["else"])


def faults(item: "Item", case: "Case") -> Iterator[str]:
    """The words stand in the statement, and coaching ends with what to say to anything else."""
    for key in item.spec["statements"]:
        if key not in case.codes.index:
            yield f"there is no statement {key!r}."
            continue
        if fold(str(case.codes.at[key, item.spec["column"]])) not in fold(str(case.statements.at[key, "text"])):
            yield f"{key}: the accepted words do not stand in the statement itself."
        if "else" not in item.spec["coach"].get(key, {}):
            yield f"{key}: coaching should have an entry “else”."
