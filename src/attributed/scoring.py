"""Credit for codes: what a label earns against the adjudicated one, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from attributed.codebook import Codebook
from attributed.errors import KitError
from attributed.statements import expect_statement

Answer = str | frozenset[str] | set[str]


@dataclass(frozen=True)
class Gold:
    """The adjudicated labels of one codebook: by statement id, `gold` and a tuple of `alternatives`."""

    codebook: Codebook
    table: pd.DataFrame


def gold_of(codes: pd.DataFrame, codebook: Codebook) -> Gold:
    """Take the gold labels and the listed alternatives of one codebook from a case’s codes."""
    column = codebook.column
    if column not in codes:
        raise KitError(f"The statements are not coded by {codebook.id!r}.")
    listed = [str(text) for text in codes.get(f"{column}_alt", pd.Series("", index=codes.index))]
    alternatives: list[tuple[str | frozenset[str], ...]]
    if codebook.kind == "set":
        alternatives = [tuple(frozenset(choice.split("|")) for choice in text.split(";") if choice) for text in listed]
    else:
        alternatives = [tuple(label for label in text.split("|") if label) for text in listed]
    table = pd.DataFrame({"gold": codes[column], "alternatives": alternatives}, index=codes.index)
    return Gold(codebook, table)


def score_codes(answers: Mapping[str, Answer], gold: Gold) -> pd.DataFrame:
    """Score labels for statements.

    A gold label or a listed alternative earns 1, the rung next to gold on a ladder ½, anything else 0. Sets
    of labels earn their overlap with the best accepted set (Jaccard: shared by all), if that is ½ or more.

    Args:
        answers: statement id -> label, or -> set of labels where the codebook’s kind is "set".
        gold: from `Case.gold`.

    Returns:
        A table by statement id with `answer`, `credit` (0 to 1) and `why`, one sentence that never names a
        label that was not given.

    Raises:
        KitError: for an id without gold, or a label that the codebook does not have.
    """
    if not isinstance(answers, Mapping):
        raise KitError(f"Expected the labels by statement id, {{id: label}}; found {answers!r}.")
    rows = {}
    for key, answer in answers.items():
        expect_statement(gold.table, key)
        row = dict(gold.table.loc[key])
        accepted = (row["gold"], *row["alternatives"])
        if gold.codebook.kind == "set":
            rows[key] = _score_set(answer, accepted, gold.codebook)
        else:
            rows[key] = _score_one(answer, accepted, gold.codebook)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["answer", "credit", "why"])


def _score_one(answer: Answer, accepted: tuple[str, ...], book: Codebook) -> tuple[Answer, float, str]:
    if not isinstance(answer, str):
        raise KitError(f"Expected one label of {book.id!r}, found {answer!r}.")
    label = book[answer]
    if answer == accepted[0]:
        return answer, 1.0, f"{label.name}: {label.test}"
    if answer in accepted:
        return answer, 1.0, f"{label.name} is accepted here as well: the coders did not all read it one way."
    if book.adjacent(answer, accepted[0]):
        return answer, 0.5, f"{label.name} is one rung away. Its test: {label.test}"
    return answer, 0.0, f"Try the test of {label.name} on the words once more: {label.test}"


def _score_set(answer: Answer, accepted: tuple[frozenset[str], ...], book: Codebook) -> tuple[Answer, float, str]:
    if isinstance(answer, str) or not isinstance(answer, Collection) or not all(isinstance(one, str) for one in answer):
        raise KitError(f"Expected a set of labels of {book.id!r}, such as {{'CAUSE'}}; found {answer!r}.")
    given = frozenset(answer)
    names = ", ".join(book[label].name for label in sorted(given)) or "no label"
    overlap = max(_jaccard(given, choice) for choice in accepted)
    if overlap == 1:
        return given, 1.0, f"{names}: each of these tests says yes."
    credit = overlap if overlap >= 0.5 else 0.0  # noqa: PLR2004 - the pass mark of the codebook
    return given, credit, f"You gave {names}. Ask all four questions again, one by one."


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first | second else 1.0
