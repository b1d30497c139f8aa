"""Labels for statements; gold and alternatives come from the case and are never typed again."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import bare
from attributed.exercises.parts import read_parts
from attributed.exercises.result import FormError, Result, shown
from attributed.scoring import Gold, score_codes

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("codebook", "statements", "labels")
REQUIRED = ("codebook", "statements", "labels", "coach")


def form(item: "Item", answer: Any) -> dict[str, str | None]:  # noqa: ANN401
    """Return the label by statement, None where it is still open or not a label."""
    labels = item.spec["labels"]
    given = read_parts(answer, item.spec["statements"], what="a label", example=repr(labels[0]))
    return {key: _label(value, key, labels) for key, value in given.items()}


def _label(value: Any, statement: str, labels: list[str]) -> str | None:  # noqa: ANN401
    if value is ...:
        return None
    known = {bare(label): label for label in labels}
    if isinstance(value, str) and bare(value) in known:
        return known[bare(value)]
    raise FormError(f"{statement}: {shown(value)} is not a label here. Choose from {', '.join(labels)}.")


def mark(item: "Item", answer: dict[str, str | None], case: "Case") -> Result:
    """Give every statement an equal share, by `score_codes`."""
    return judge(item, answer, case.gold(item.spec["codebook"]))


def judge(item: "Item", answer: dict[str, str | None], gold: Gold) -> Result:
    """Give every label of an answer an equal share, and say what the key says to the wrong ones."""
    scores = score_codes({key: label for key, label in answer.items() if label is not None}, gold)
    says = [f"{key}: still open." for key, label in answer.items() if label is None]
    for key, row in scores.iterrows():
        if row["credit"] < 1:
            coaching = item.spec["coach"].get(key, {}).get(row["answer"], row["why"])
            says.append(f"{key}: {coaching}")
    return Result(float(scores["credit"].sum()) / len(answer), tuple(says) or (item.why,))


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
    for key, coach in item.spec["coach"].items():
        for label in coach:
            if label not in item.spec["labels"]:
                yield f"coaching of {key} names {label!r}, which is not among the labels."
            elif key in item.spec["statements"] and score_codes({key: label}, gold)["credit"].iloc[0] == 1:
                yield f"coaching of {key} calls {label} wrong, but it earns full credit."
