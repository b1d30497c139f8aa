"""Labels for statements; gold and alternatives come from the case and are never typed again.

A key that says `several` asks for a set of labels for each statement, as the codebook of frames needs it. A set
earns its overlap with the best accepted one; its coaching speaks of labels that are too much, in `extra`, and of
those that are missing, in `missing`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import bare
from attributed.exercises.parts import read_parts
from attributed.exercises.result import FormError, Result, shown
from attributed.scoring import Gold, score_codes

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("codebook", "statements", "labels", "several")
REQUIRED = ("codebook", "statements", "labels", "coach")


def form(item: "Item", answer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the label by statement, or its labels as a tuple; None where it is still open."""
    labels = item.spec["labels"]
    if item.spec.get("several"):
        given = read_parts(answer, item.spec["statements"], what="a set of labels", example=f"{{{labels[0]!r}}}")
        return {key: _several(value, key, labels) for key, value in given.items()}
    given = read_parts(answer, item.spec["statements"], what="a label", example=repr(labels[0]))
    return {key: _label(value, key, labels) for key, value in given.items()}


def _several(value: Any, statement: str, labels: list[str]) -> tuple[str, ...] | None:  # noqa: ANN401
    parts = re.split(r"[,;|+]", value) if isinstance(value, str) else value
    if parts is ...:
        return None
    if not isinstance(parts, set | frozenset | list | tuple):
        raise FormError(f"{statement}: a set of labels is due, like {{{labels[0]!r}}}; found {shown(value)}.")
    chosen = {_label(part, statement, labels) for part in parts}
    return None if None in chosen else tuple(label for label in labels if label in chosen)


def _label(value: Any, statement: str, labels: list[str]) -> str | None:  # noqa: ANN401
    if value is ...:
        return None
    known = {bare(label): label for label in labels}
    if isinstance(value, str) and bare(value) in known:
        return known[bare(value)]
    raise FormError(f"{statement}: {shown(value)} is not a label here. Choose from {', '.join(labels)}.")


def mark(item: "Item", answer: dict[str, Any], case: "Case") -> Result:
    """Give every statement an equal share, by `score_codes`."""
    return judge(item, answer, case.gold(item.spec["codebook"]))


def judge(item: "Item", answer: dict[str, Any], gold: Gold) -> Result:
    """Give every label of an answer an equal share, and say what the key says to the wrong ones."""
    given = {key: frozenset(label) if isinstance(label, tuple) else label for key, label in answer.items()}
    scores = score_codes({key: label for key, label in given.items() if label is not None}, gold)
    says = [f"{key}: still open." for key, label in given.items() if label is None]
    for key, row in scores.iterrows():
        if row["credit"] < 1:
            coaching = _coaching(item.spec["coach"].get(key, {}), row["answer"], gold, str(key))
            says.append(f"{key}: {coaching or row['why']}")
    return Result(float(scores["credit"].sum()) / len(answer), tuple(says) or (item.why,))


def _coaching(coach: Mapping[str, Any], given: str | frozenset[str], gold: Gold, key: str) -> str:
    """Return what the key says to a label, or to the first label of a set that is too much, else to one missing."""
    if isinstance(given, str):
        return str(coach.get(given, ""))
    best = max(_accepted(gold, key), key=lambda choice: len(given & choice) / len(given | choice or {""}))
    for part, labels in (("extra", given - best), ("missing", best - given)):
        for label, say in coach.get(part, {}).items():
            if label in labels:
                return str(say)
    return ""


def _accepted(gold: Gold, key: str) -> tuple[frozenset[str], ...]:
    """Return every set of labels that earns everything, the adjudicated one first."""
    row = dict(gold.table.loc[key])
    return row["gold"], *row["alternatives"]


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: C901 - one case a fault
    """Statements exist and are for marks, labels are in the codebook, coaching is for wrong labels only."""
    book = case.codebooks.get(item.spec["codebook"])
    if book is None:
        yield f"there is no codebook {item.spec['codebook']!r}."
        return
    if item.spec["labels"] != [label for label in book.labels if label in item.spec["labels"]]:
        yield f"labels should be those of {book.id}, in its order."
    gold = case.gold(book.id)
    for key in item.spec["statements"]:
        if key not in gold.table.index:
            yield f"there is no statement {key!r}."
        elif case.codes.at[key, "use"] != "mark":
            yield f"{key} is for discussion, not for marks."
        elif not item.spec["coach"].get(key):
            yield f"{key} has no coaching."
    if (book.kind == "set") != bool(item.spec.get("several")):
        yield f"several should be {str(book.kind == 'set').lower()}, as {book.id} takes {book.kind!r} of its labels."
        return
    for key, coach in item.spec["coach"].items():
        if book.kind == "set":
            yield from _set_faults(key, coach, item.spec["labels"], gold)
            continue
        for label in coach:
            if label not in item.spec["labels"]:
                yield f"coaching of {key} names {label!r}, which is not among the labels."
            elif key in item.spec["statements"] and score_codes({key: label}, gold)["credit"].iloc[0] == 1:
                yield f"coaching of {key} calls {label} wrong, but it earns full credit."


def _set_faults(key: str, coach: Mapping[str, Mapping[str, str]], labels: list[str], gold: Gold) -> Iterator[str]:
    """Coaching speaks to every label that no accepted set has, and to every one that is due."""
    if key not in gold.table.index:
        return
    due, *others = _accepted(gold, key)
    needed = {"extra": set(labels) - due.union(*others), "missing": set(due)}
    for part, expected in needed.items():
        said = set(coach.get(part, {}))
        if lacking := sorted(expected - said):
            yield f"coaching of {key} should speak of {', '.join(lacking)} in {part}."
        if unknown := sorted(said - set(labels)):
            yield f"coaching of {key} names {unknown[0]!r}, which is not among the labels."
    for label in sorted(due & set(coach.get("extra", {}))):
        yield f"coaching of {key} calls {label} too much, but it is due."
