"""Codes counted: how often each label of a codebook stands in each group of statements."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from attributed.codebook import Codebook
from attributed.errors import KitError
from attributed.statements import PARTS, USES
from attributed.texttable import TextTable
from attributed.trace import outlets

if TYPE_CHECKING:
    from attributed.case import Case

_PLAIN = ("article", "part", "speaker", "target", "cue", "difficulty", "use")
"""Columns of statements that no codebook fills, and that statements can be grouped by."""


def count_codes(case: "Case", column: str, by: str = "side", use: str | None = None) -> TextTable:
    """Count the labels of one column of codes, in groups by another column.

    Args:
        case: the case whose adjudicated statements are counted; its articles need not be there.
        column: what is counted: "strategy", "object", "frames", "voice" or another column of codes.
        by: what the statements are grouped by: another column of codes, or "article", "part", "speaker", "target",
            "cue", "difficulty", "use".
        use: "mark" or "discuss" to count only those statements; None counts all.

    Returns:
        A row for each label in the order of its codebook, those that never occur included; a column for each group
        that occurs. Where a statement can have several labels, as with "frames", it counts once under each, so that
        a column may add up to more than its statements; those without a label have a row of their own, if there are
        any.

    Raises:
        KitError: if a column cannot be counted or grouped by, both are the same, or `use` is unknown.
    """
    rows = case.codes
    books = {book.column: book for book in case.codebooks.values() if book.column in rows}
    ids = {book.id: book.column for book in books.values()}
    _expect(column, "counted", books, ids)
    _expect(by, "grouped by", [*books, *(name for name in _PLAIN if name in rows)], ids)
    if column == by:
        raise KitError(f"The codes are counted and grouped by the same column, {by!r}. Name two different ones.")
    if use is not None:
        if not isinstance(use, str) or use not in USES:
            raise KitError(f"There is no use {use!r}. Expected {' or '.join(map(repr, USES))}, or None for all.")
        rows = rows[rows["use"] == use]
    counts = Counter(
        (label, group)
        for labels, groups in zip(rows[column], rows[by], strict=True)
        for label in _several(labels)
        for group in _several(groups)
    )
    labels = [*books[column].labels, *([""] if any(label == "" for label, _ in counts) else [])]
    groups = _groups(case, by, books.get(by), [group for value in rows[by] for group in _several(value)])
    label_names = _names(books[column])
    group_names = _names(books[by]) if by in books else outlets(case) if by == "article" else {}
    return TextTable(
        [[counts[label, group] for group in groups] for label in labels],
        index=pd.Index([label_names.get(label, label) or "none of them" for label in labels]),
        columns=pd.Index([group_names.get(group, group) or "none" for group in groups], name=f"{column} by {by}"),
        dtype=int,
    )


def _expect(column: object, what: str, known: Iterable[str], ids: Mapping[str, str]) -> None:
    """Raise a KitError if a column is not one of those known, with the nearest that is."""
    known = list(known)
    if column in known:
        return
    near = ids.get(str(column)) or next(iter(difflib.get_close_matches(str(column), known, n=1)), "")
    hint = f" Did you mean {near!r}?" if near else ""
    raise KitError(f"Statements cannot be {what} {column!r}. Expected one of {', '.join(known)}.{hint}")


def _several(value: object) -> tuple[str, ...]:
    """Return the labels of one cell: each of a set, "" for the empty set, else the one."""
    if isinstance(value, frozenset):
        return tuple(sorted(map(str, value))) or ("",)
    return (str(value),)


def _groups(case: "Case", by: str, book: Codebook | None, found: list[str]) -> list[str]:
    """Return each group that occurs, in the order of its codebook, of the case, or of the page."""
    if by == "difficulty":
        return sorted(set(found))
    orders = {"article": list(case.articles), "part": list(PARTS), "use": list(USES)}
    order = list(book.labels) if book else orders.get(by, [])
    return [*(group for group in order if group in found), *dict.fromkeys(each for each in found if each not in order)]


def _names(book: Codebook) -> dict[str, str]:
    return {label.label: label.name for label in book.labels.values()}
