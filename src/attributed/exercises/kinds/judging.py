"""The judging words of a statement: every one of them, copied from it, compared with the words of the case.

A word that judges nothing takes back what a right one gives. `owner` says whose words are asked for, "source" or
"narrator". `spare` names words, by statement, over which readers may differ: they neither earn nor cost anything.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import bare, fold
from attributed.exercises.parts import read_parts
from attributed.exercises.result import FormError, Result, shown

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("statements",)
REQUIRED = ("statements", "owner", "coach")
OWNERS = ("source", "narrator")
_TOO_LONG = "That is a stretch of the statement. Mark the words in it that judge, each by itself."
MOST_AROUND = 2
"""So many words round the right ones are let pass: “a reckless”, “familiar pattern of behavior”."""


def form(item: "Item", answer: Any) -> dict[str, tuple[str, ...] | None]:  # noqa: ANN401
    """Return the marked words by statement, None where they are still open."""
    given = read_parts(answer, item.spec["statements"], what="a set of words", example="{'one', 'another'}")
    return {key: None if value is ... else _phrases(key, value) for key, value in given.items()}


def _phrases(key: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401
    parts = re.split(r"[,;\n]", value) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple | set | frozenset) or not all(isinstance(part, str) for part in parts):
        raise FormError(f"{key}: words from the statement, each in quotation marks, are due; found {shown(value)}.")
    phrases = tuple(sorted({bare(part) for part in parts} - {"", "…"}))
    if not phrases:
        raise FormError(f"{key}: words from the statement are due; found {shown(value)}.")
    return phrases


def mark(item: "Item", answer: dict[str, tuple[str, ...] | None], case: "Case") -> Result:
    """Give each statement its share: right words less wrong ones, over all that are due."""
    total, says = 0.0, []
    for key, phrases in answer.items():
        if phrases is None:
            says.append(f"{key}: still open.")
            continue
        share, say = _judge(item, key, phrases, case)
        total += share
        if say:
            says.append(f"{key}: {say}")
    return Result(total / len(answer), tuple(says) or (item.why,))


@dataclass(frozen=True)
class _Passage:
    """The words of a statement, and which of them, by their place, each judging word of the case takes up."""

    words: tuple[str, ...]
    due: Mapping[str, frozenset[int]]
    spare: frozenset[int]

    def places(self, phrase: str) -> list[frozenset[int]]:
        """Return every place at which a phrase stands."""
        wanted = _words(phrase)
        starts = range(len(self.words) - len(wanted) + 1) if wanted else ()
        return [frozenset(range(n, n + len(wanted))) for n in starts if self.words[n : n + len(wanted)] == wanted]


def _passage(item: "Item", key: str, case: "Case") -> _Passage:
    text, begin = str(case.statements.at[key, "text"]), case.codes["start"].astype(int)[key]
    found = _Passage(_words(text), {}, frozenset())
    spare = frozenset[int]().union(*(place for word in _spare(item, key) for place in found.places(word)))
    due = {}
    own = case.words[(case.words["statement"] == key) & (case.words["owner"] == item.spec["owner"])]
    for name, row in own.iterrows():
        first = len(_words(text[: row["start"] - begin]))
        place = frozenset(range(first, first + len(_words(row["word"]))))
        if not place <= spare:
            due[str(name)] = place
    return _Passage(found.words, due, spare)


def due_words(item: "Item", case: "Case") -> list[str]:
    """Return every word that an item asks for, statement by statement."""
    passages = [_passage(item, key, case) for key in item.spec["statements"]]
    return [str(case.words.at[name, "word"]) for passage in passages for name in passage.due]


def _judge(item: "Item", key: str, phrases: tuple[str, ...], case: "Case") -> tuple[float, str]:
    """Return the share that some marked words earn, and what to say to them."""
    passage, coach = _passage(item, key, case), item.spec["coach"][key]
    hit: set[str] = set()
    says = []
    for phrase in phrases:
        places = passage.places(phrase)
        if not places:
            says.append(f"“{phrase}” does not stand in this statement. Copy from it.")
            continue
        met = {name for name, due in passage.due.items() for place in places if due & place}
        held = frozenset[int]().union(passage.spare, *(passage.due[name] for name in met))
        if all(len(place - held) > MOST_AROUND for place in places):
            says.append(_TOO_LONG if met else _coaching(coach, phrase))
        elif met:
            hit |= met
        elif not any(place & passage.spare for place in places):
            says.append(_coaching(coach, phrase))
    share = max(0.0, (len(hit) - len(says)) / len(passage.due))
    if not says and len(hit) < len(passage.due):
        says.append(str(coach["missing"]))
    return share, says[0] if says else ""


def _coaching(coach: Mapping[str, str], phrase: str) -> str:
    words = f" {' '.join(_words(phrase))} "
    for name, say in coach.items():
        if name not in {"missing", "else"} and f" {' '.join(_words(name))} " in words:
            return str(say)
    return f"“{phrase}”: {coach['else']}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w'-]+", fold(text)))


def _spare(item: "Item", key: str) -> list[str]:
    words: list[str] = item.spec.get("spare", {}).get(key, [])
    return words


def faults(item: "Item", case: "Case") -> Iterator[str]:
    """Statements are for marks and have judging words of that owner, and coaching speaks to every slip."""
    if item.spec["owner"] not in OWNERS:
        yield f"owner should be {' or '.join(OWNERS)}; found {item.spec['owner']!r}."
        return
    for key in item.spec["statements"]:
        if key not in case.codes.index:
            yield f"there is no statement {key!r}."
            continue
        if case.codes.at[key, "use"] != "mark":
            yield f"{key} is for discussion, not for marks."
        passage = _passage(item, key, case)
        if not passage.due:
            yield f"{key} has no judging word of its {item.spec['owner']}."
        for word in _spare(item, key):
            if not passage.places(word):
                yield f"{key}: the spare word {word!r} does not stand in the statement."
        yield from _coaching_faults(key, item.spec["coach"].get(key, {}), passage)


def _coaching_faults(key: str, coach: Mapping[str, str], passage: _Passage) -> Iterator[str]:
    if not {"missing", "else"} <= set(coach):
        yield f"{key}: coaching should have the entries “missing” and “else”."
    for name in set(coach) - {"missing", "else"}:
        places = passage.places(name)
        if not places or any(place & due for place in places for due in passage.due.values()):
            yield f"{key}: coaching of {name!r} should be for a word of the statement that is not due."
