"""Words marked in a statement, compared with the words that the case gives in a column of its codes.

Words that no column holds, such as those that another version leaves out, the key names itself, in `wanted`.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import bare, fold
from attributed.exercises.parts import read_parts
from attributed.exercises.result import FormError, Result, shown

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("statements",)
REQUIRED = ("statements", "coach")
HALF = 0.5
MOST_AROUND = 4
"""So many words round the right ones still earn half."""
_TAILS = ("of", "as", "that", "to", "the")


def form(item: "Item", answer: Any) -> dict[str, str | None]:  # noqa: ANN401
    """Return the marked words by statement, None where they are still open."""
    marked: dict[str, str | None] = {}
    given = read_parts(answer, item.spec["statements"], what="a word or more", example="'words'")
    for key, value in given.items():
        if value is not ... and (not isinstance(value, str) or not bare(value)):
            raise FormError(f"{key}: words from the statement, in quotation marks, are due; found {shown(value)}.")
        marked[key] = None if value is ... else bare(value)
    return marked


def mark(item: "Item", answer: dict[str, str | None], case: "Case") -> Result:
    """Give each statement its share: all for the words, half where they stand among a few others."""
    total, says = 0.0, []
    for key, words in answer.items():
        if words is None:
            says.append(f"{key}: still open.")
            continue
        share, say = _judge(item, key, words, case)
        total += share
        if say:
            says.append(f"{key}: {say}")
    return Result(total / len(answer), tuple(says) or (item.why,))


def _judge(item: "Item", key: str, words: str, case: "Case") -> tuple[float, str]:
    """Return the share that some marked words earn, and what to say to them."""
    gold = _words(_wanted(item, key, case))
    there = _words(str(case.statements.at[key, "text"]))
    given = _words(words)
    while given[-1:] != gold[-1:] and len(given) > 1 and given[-1] in _TAILS:
        given.pop()
    if given == gold:
        return 1.0, ""
    if not _stand_in(given, there):
        if any(word.startswith(given[0]) for word in there if given):
            return 0.0, f"“{words}”: copy it in the form in which it stands."
        return 0.0, f"“{words}” does not stand in this statement. Copy from it."
    if _stand_in(gold, given) and len(given) <= len(gold) + MOST_AROUND:
        asked = "reports" if item.spec.get("column") == "cue" else "is asked for"
        return HALF, f"“{words}”: it is in there. Which part of it {asked}?"
    coach = item.spec["coach"][key]
    for phrase, say in coach.items():
        if phrase != "else" and _stand_in(_words(phrase), given):
            return (HALF if phrase in item.spec.get("half", {}).get(key, ()) else 0.0), str(say)
    return 0.0, str(coach["else"])


def _wanted(item: "Item", key: str, case: "Case") -> str:
    return str(case.codes.at[key, item.spec["column"]] if "column" in item.spec else item.spec["wanted"][key])


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", fold(text))


def _stand_in(some: list[str], words: list[str]) -> bool:
    """Tell whether words stand in a list of words, next to each other."""
    return bool(some) and any(words[n : n + len(some)] == some for n in range(len(words)))


def faults(item: "Item", case: "Case") -> Iterator[str]:
    """The words stand in the statement, and coaching ends with what to say to anything else."""
    if ("column" in item.spec) == ("wanted" in item.spec):
        yield "one of column and wanted should say which words are right."
        return
    if "wanted" in item.spec and set(item.spec["wanted"]) != set(item.spec["statements"]):
        yield f"wanted should name {', '.join(item.spec['statements'])}; found {', '.join(item.spec['wanted'])}."
        return
    for key in item.spec["statements"]:
        if key not in case.codes.index:
            yield f"there is no statement {key!r}."
            continue
        if fold(_wanted(item, key, case)) not in fold(str(case.statements.at[key, "text"])):
            yield f"{key}: the accepted words do not stand in the statement itself."
        if "else" not in item.spec["coach"].get(key, {}):
            yield f"{key}: coaching should have an entry “else”."
