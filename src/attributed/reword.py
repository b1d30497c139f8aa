"""A statement with some of its words replaced by the reader’s own, to be read again.

To see what a word does, put another in its place. What comes out is no quotation any more: the new words stand in
brackets, an editor’s mark for words that are not the source’s, and a line beneath says what was printed.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attributed.errors import KitError
from attributed.statements import expect_statement

if TYPE_CHECKING:
    from attributed.case import Case

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_STRUCK_OUT = "–"


@dataclass(frozen=True)
class Change:
    """Words of an article and what a reader put in their place; `new` is empty where they were struck out."""

    old: str
    new: str


@dataclass(frozen=True)
class Reworded:
    """A statement with a reader’s own words in it.

    `before`, `parts` and `after` make up its paragraph. A part is article text, or a `Change`.
    """

    id: str
    outlet: str
    part: str
    before: str
    parts: tuple[str | Change, ...]
    after: str

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed, in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Change))

    @property
    def note(self) -> str:
        """What is the reader’s own, and what was printed."""
        told = "; ".join(
            f"[{change.new}] stands where it has “{change.old}”" if change.new else f"“{change.old}” is struck out"
            for change in dict.fromkeys(self.changes)
        )
        return f"Reworded by the reader. {self.outlet} did not print this: {told}."

    def __repr__(self) -> str:
        """Give the paragraph with the changed words in brackets, and below it what was printed."""
        words = "".join(part if isinstance(part, str) else f"[{part.new or _STRUCK_OUT}]" for part in self.parts)
        return f"{self._head}\n{self.before}{words}{self.after}\n   {self.note}"

    def _repr_html_(self) -> str:
        words = "".join(html.escape(part) if isinstance(part, str) else _shown(part) for part in self.parts)
        return (
            f"<div style='max-width:42em;margin:.4em 0 1.1em;line-height:1.6'>"
            f"<strong>{html.escape(self._head)}</strong><br>{html.escape(self.before)}"
            f"<mark style='background:#FFE9A8;color:#1A1A1A'>{words}</mark>{html.escape(self.after)}"
            f"<br><em>{html.escape(self.note)}</em></div>"
        )

    @property
    def _head(self) -> str:
        return f"{self.id} · {self.outlet}, {self.part}, with words changed by the reader"


def _shown(change: Change) -> str:
    # Brackets, a dashed frame and white paper: the words are set into the sentence and do not pass for a part of it.
    return (
        "<span style='background:#FFFFFF;color:#1A1A1A;border:1.5px dashed #1A1A1A;border-radius:.2em;padding:0 .25em'>"
        f"[{html.escape(change.new or _STRUCK_OUT)}]</span>"
    )


def reword(case: "Case", key: str, changes: Mapping[str, str]) -> Reworded:
    """Replace words of a statement by words of one’s own and show it in its paragraph.

    Args:
        case: the case that the statement is in.
        key: the statement’s id, such as "D05".
        changes: words of the statement -> what to put in their place; an empty text strikes them out. They are found
            as whole words, in the case in which they are printed, wherever they stand in the statement; the shape of
            an apostrophe makes no difference.

    Returns:
        The reworded statement. It marks every change as the reader’s own and says what was printed there.

    Raises:
        KitError: if there is no such statement, nothing to change, or the words do not stand in it.
    """
    expect_statement(case.statements, key)
    return reword_at(case, key, _places(key, case.statements["text"].loc[key], _checked(changes)))


def reword_at(case: "Case", key: str, changes: Sequence[tuple[int, int, str]]) -> Reworded:
    """Replace words of a statement that are named by their place.

    Args:
        case: the case that the statement is in.
        key: the statement’s id.
        changes: (start, end, new), in the order of the text: characters of the statement, and what to put in their
            place. Without any, the statement is shown as it was printed.

    Raises:
        KitError: if there is no such statement.
    """
    table = case.statements
    expect_statement(table, key)
    row = dict(table.loc[key])
    article = case.articles[row["article"]]
    home = article.paragraph_at(row["start"])
    parts = tuple(_parts(row["text"], changes))
    before, after = article.text[home.start : row["start"]], article.text[row["end"] : home.end]
    return Reworded(key, article.outlet, row["part"], before, parts, after)


def _checked(changes: object) -> Mapping[str, str]:
    example = 'Write what to change as {"said": "claimed"}: first the article’s words, then your own.'
    if not isinstance(changes, Mapping) or not changes:
        raise KitError(f"{example} Found {changes!r}.")
    for old, new in changes.items():
        if not isinstance(old, str) or not isinstance(new, str) or not old.strip():
            raise KitError(f"{example} Found {old!r} and {new!r}.")
        if old.strip() == new.strip():
            raise KitError(f"{old!r} would be replaced by itself. Put other words in its place.")
    return {old.strip(): new.strip() for old, new in changes.items()}


def _parts(text: str, changes: Sequence[tuple[int, int, str]]) -> Iterator[str | Change]:
    """Cut a statement into article text and changes."""
    done = 0
    for start, end, new in changes:
        if done < start:
            yield text[done:start]
        yield Change(text[start:end], new)
        done = end
    if done < len(text):
        yield text[done:]


def _places(key: str, text: str, changes: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Find the words that are to be changed."""
    plain = {old.translate(_APOSTROPHES): new for old, new in changes.items()}
    # The longest first, so that "hit back" is not taken for "hit".
    either = "|".join(map(re.escape, sorted(plain, key=len, reverse=True)))
    found = list(re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text.translate(_APOSTROPHES)))
    used = {one[0] for one in found}
    if missing := [old for old in plain if old not in used]:
        raise KitError(f"The words {missing[0]!r} do not stand in {key} as they are written here. It reads: {text}")
    return [(*one.span(), plain[one[0]]) for one in found]
