"""The key of an exercise set: the truth about every item, from key.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attributed.errors import KitError
from attributed.exercises.kinds import KINDS

if TYPE_CHECKING:
    from attributed.case import Case

_COMMON = ("kind", "points", "objective", "rests_on", "why", "rule")
_OPTIONAL = ("parts", "several", "tolerance", "half", "column", "wanted", "also", "avoid", "plain", "spare")


@dataclass(frozen=True)
class Item:
    """One question. `spec` holds the fields of its kind; `why` and `rule` are empty outside the key."""

    number: int
    kind: str
    points: float
    objective: str
    rests_on: tuple[str, ...] = ()
    why: str = ""
    rule: str = ""
    spec: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """A set of items. Without answers (`has_answers` false) it knows only the form of each answer.

    `by_hand` are the points that no check gives: a person gives them, by the rows of a rubric in the notebook.
    """

    set: str
    title: str
    case: str
    minutes: int
    objectives: dict[str, str]
    items: dict[int, Item]
    has_answers: bool = True
    by_hand: float = 0

    @property
    def points(self) -> float:
        """The points of all the items: what the checks can give."""
        return sum(item.points for item in self.items.values())


def read_key(path: Path) -> Key:
    """Read key.toml.

    Raises:
        KitError: if it is missing, is not TOML, or lacks a field.
    """
    return key_of(read_toml(path), path)


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file, with one clear sentence where that fails."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KitError(f"{path}: this key cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise KitError(f"{path}: this is not well-formed TOML: {error}.") from None


def key_of(data: Mapping[str, Any], path: Path, *, has_answers: bool = True) -> Key:
    """Build a key from the data of a file; `path` is for messages."""
    try:
        items = {int(number): _item(int(number), entry, has_answers) for number, entry in data["item"].items()}
        return Key(
            set=data["set"],
            title=data["title"],
            case=data["case"],
            minutes=data["minutes"],
            objectives=dict(data["objectives"]),
            items=items,
            has_answers=has_answers,
            by_hand=float(data.get("by_hand", 0)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KitError(f"{path}: the key is not complete: {error}. See an existing set for its fields.") from None


def _item(number: int, entry: Mapping[str, Any], has_answers: bool) -> Item:  # noqa: FBT001 - private
    kind = entry["kind"]
    if kind not in KINDS:
        raise ValueError(f"item {number} has the kind {kind!r}; expected one of {', '.join(KINDS)}")
    needed = (*_COMMON, *KINDS[kind].REQUIRED) if has_answers else ("kind", "points", "objective")
    missing = [name for name in needed if name not in entry]
    if missing:
        raise ValueError(f"item {number} ({kind}) lacks {', '.join(missing)}")
    unknown = sorted(set(entry) - {*_COMMON, *_OPTIONAL, *KINDS[kind].REQUIRED})
    if unknown:
        raise ValueError(f"item {number} ({kind}) has the unknown field {unknown[0]!r}")
    spec = {name: value for name, value in entry.items() if name not in _COMMON}
    return Item(
        number=number,
        kind=kind,
        points=float(entry["points"]),
        objective=entry["objective"],
        rests_on=tuple(entry.get("rests_on", ())),
        why=entry.get("why", ""),
        rule=entry.get("rule", ""),
        spec=spec,
    )


def key_faults(key: Key, case: "Case") -> Iterator[str]:
    """Yield one sentence for everything in a key that would mark wrongly or leave a student without a word."""
    used = set()
    if key.by_hand < 0:
        yield f"by_hand is {key.by_hand:g}; expected the points of the rubric’s rows, or nothing."
    for item in key.items.values():
        used.add(item.objective)
        if item.objective not in key.objectives:
            yield f"item {item.number}: the objective {item.objective!r} is not declared."
        if not item.points > 0:
            yield f"item {item.number}: the points are {item.points:g}; expected more than 0."
        if not item.why or not item.rule:
            yield f"item {item.number}: why and rule should each say something."
        known = {*case.codes.index, *case.codebooks, *case.facts.index}
        for name in item.rests_on:
            if name not in known:
                yield f"item {item.number}: rests_on names {name!r}, no statement, fact or codebook."
        for fault in KINDS[item.kind].faults(item, case):
            yield f"item {item.number} ({item.kind}): {fault}"
    for objective in set(key.objectives) - used:
        yield f"no item serves the objective {objective!r}."


def public_form(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a key’s data only what an assessment pack may hold: the form of each answer, no answer."""
    items = {
        number: {
            name: value
            for name, value in entry.items()
            if name in {"kind", "points", "objective", *KINDS[entry["kind"]].PUBLIC}
        }
        for number, entry in data["item"].items()
    }
    head = {name: data[name] for name in ("set", "title", "case", "minutes", "by_hand", "objectives") if name in data}
    return {**head, "item": items}
