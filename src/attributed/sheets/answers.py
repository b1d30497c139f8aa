"""What the lecturer’s sheet says in a column: the adjudicated label, what else counts, and how the coders split."""

from collections import Counter
from typing import TYPE_CHECKING

from attributed.case import CODING_COLUMNS
from attributed.reading import show

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.codebook import Codebook


def statement_answer(case: "Case", key: str, column: str, before: str = "") -> str:
    """Return what belongs into one column for one statement, empty if the data do not hold it.

    Args:
        case: the case.
        key: the statement’s id.
        column: a column of the statements or a question of their cards (speaker, cue, about, quoted words); or
            `because`, which is the test of the label in the column `before` it.
        before: the column to its left.
    """
    row = case.statements.loc[key]
    if column == "because":
        book = book_of(case, before)
        return book[str(row[before])].test if book and book.kind == "one" else ""
    card = show(case, key)[0].answers
    said = {**card, "target": card["about"], "quoted": card["quoted words"]}
    if column in said:
        return said[column]
    if column not in case.statements.columns:
        return ""
    book = book_of(case, column)
    if book is None:
        return str(row[column]).replace("|", ", ") or "none"
    return with_alternatives(_joined(row[column]), str(row.get(f"{column}_alt", "")), book)


def word_answer(case: "Case", key: str, column: str) -> str:
    """Return what belongs into one column for one evaluative word, empty if the data do not hold it."""
    row = case.words.loc[key]
    if column not in case.words.columns:
        return ""
    if column == "label":
        return with_alternatives(str(row["label"]), str(row["label_alt"]), case.codebooks["words"])
    book = case.codebooks["object"] if column == "about" else book_of(case, column)
    return _named(str(row[column]), book) if book else str(row[column])


def discussion_of(case: "Case", key: str) -> str:
    """Say that a statement is for discussion, and how the coders’ independent passes split; empty for the others."""
    if case.codes.loc[key, "use"] != "discuss":
        return ""
    splits = []
    for book in case.codebooks.values():
        if book.column not in CODING_COLUMNS or key not in case.coded_by(book.column).index:
            continue
        given = Counter(
            " + ".join(sorted(str(label).split("|"))) or "none"
            for label in case.coded_by(book.column).loc[key].dropna()
        )
        if len(given) > 1:
            splits.append(f"{book.column} ({', '.join(f'{label} {count}' for label, count in given.most_common())})")
    how = f"The coders differed: {'; '.join(splits)}." if splits else "Yet the coders gave the same labels."
    return f"For discussion, never for marks. {how}"


def book_of(case: "Case", column: str) -> "Codebook | None":
    """Return the codebook whose labels a column of the statements holds, if there is one."""
    return next((book for book in case.codebooks.values() if book.column == column), None)


def with_alternatives(label: str, alternatives: str, book: "Codebook") -> str:
    """Write a label with its name and, if there are any, what counts as well."""
    separator = ";" if book.kind == "set" else "|"
    others = [choice.replace("|", " + ") for choice in alternatives.split(separator) if choice]
    return _named(label, book) + (f"; also accepted: {' or '.join(others)}" if others else "")


def _named(label: str, book: "Codebook") -> str:
    return f"{label} ({book.labels[label].name})" if label in book.labels else label or "none"


def _joined(value: object) -> str:
    return " + ".join(sorted(value)) if isinstance(value, frozenset) else str(value)
