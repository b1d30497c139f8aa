"""Labels for judging words: what each judges, whose it is, what it is about.

Gold and alternatives come from the case’s words.csv and are never typed again. The codebook decides which of the
three questions is asked: “words”, “side” or “object”.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from attributed.exercises.kinds import codes
from attributed.scoring import Gold, gold_of, score_codes

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item
    from attributed.exercises.result import Result

PUBLIC = ("codebook", "words", "labels")
REQUIRED = ("codebook", "words", "labels", "coach")
CODEBOOKS = ("words", "side", "object")


def form(item: "Item", answer: Any) -> dict[str, str | None]:  # noqa: ANN401
    """Return the label by word, None where it is still open."""
    return codes.form(replace(item, spec={**item.spec, "statements": item.spec["words"]}), answer)


def mark(item: "Item", answer: dict[str, str | None], case: "Case") -> "Result":
    """Give every word an equal share, as for statements."""
    return codes.judge(item, answer, gold(item, case))


def gold(item: "Item", case: "Case") -> Gold:
    """Return the labels of the case’s judging words by the codebook of an item."""
    return gold_of(case.words.rename(columns={"about": "object"}), case.codebooks[item.spec["codebook"]])


def faults(item: "Item", case: "Case") -> Iterator[str]:
    """Words exist and stand in statements for marks, labels are in the codebook, coaching is for wrong labels only."""
    if item.spec["codebook"] not in CODEBOOKS:
        yield f"words are coded by {', '.join(CODEBOOKS)}; found {item.spec['codebook']!r}."
        return
    book, right = case.codebooks[item.spec["codebook"]], gold(item, case)
    if item.spec["labels"] != [label for label in book.labels if label in item.spec["labels"]]:
        yield f"labels should be those of {book.id}, in its order."
    for key in item.spec["words"]:
        if key not in case.words.index:
            yield f"there is no word {key!r}."
            continue
        if case.codes.at[case.words.at[key, "statement"], "use"] != "mark":
            yield f"{key} stands in a statement that is for discussion, not for marks."
        if right.table.at[key, "gold"] not in item.spec["labels"]:
            yield f"the label of {key} is not among the labels."
        if not item.spec["coach"].get(key):
            yield f"{key} has no coaching."
    yield from _coaching_faults(item, case, right)


def _coaching_faults(item: "Item", case: "Case", right: Gold) -> Iterator[str]:
    for key, coach in item.spec["coach"].items():
        if key not in item.spec["words"]:
            yield f"coaching speaks of {key!r}, which is not asked for."
            continue
        for label in coach:
            if label not in item.spec["labels"]:
                yield f"coaching of {key} names {label!r}, which is not among the labels."
            elif key in case.words.index and score_codes({key: label}, right)["credit"].iloc[0] == 1:
                yield f"coaching of {key} calls {label} wrong, but it earns full credit."
