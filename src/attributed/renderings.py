"""Which words of a case are a rendering of what was said: those of a statement, of several, or of a fact.

A rendering is one wording of an utterance. Several may stand in quotation marks, translated, shortened or put together
from reports, and which of them is nearer to what was said cannot be told from the words.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from attributed.alignment import Alignment, Kind
from attributed.errors import KitError
from attributed.quoted import quoted_spans
from attributed.statements import ids_run
from attributed.texttable import TextTable
from attributed.tokens import count_words

if TYPE_CHECKING:
    from attributed.case import Case

KINDS_BETWEEN: dict[Kind, str] = {
    "same": "in both", "changed": "changed", "moved": "in both, in another place",
    "dropped": "only on the left", "added": "only on the right",
}  # fmt: skip
"""What a piece of an alignment is called between two renderings, of which neither is the original."""


@dataclass(frozen=True)
class Rendering:
    """A wording, where it stands, whose it is said to be, and which of its characters stand in quotation marks."""

    name: str
    place: str
    speaker: str
    text: str
    inside: tuple[tuple[int, int], ...]

    @property
    def head(self) -> str:
        """Say where it stands and which it is: “Dawn · D16”."""
        return f"{self.place} · {self.name}"


def find_rendering(case: "Case", name: str) -> Rendering:
    """Find the wording that a reader asks for.

    Args:
        case: the case to look through.
        name: a statement ("D16") for its words inside quotation marks, or, if it has none, all its words after the
            clause that reports them (“… told reporters that”), where there is one; statements of one article joined
            by a plus ("I23+I24") for everything from the first to the last, as printed; or a fact ("F08") for the
            first wording in its key words, of which "F03:2" is the second.

    Raises:
        KitError: if there is no such statement, fact or wording.
    """
    if not isinstance(name, str):
        raise KitError(f'Expected a rendering by its id, such as "D16", "I23+I24" or "F03:2"; found {name!r}.')
    key, _, number = name.partition(":")
    if key in case.facts.index:
        return _of_fact(case, key, number)
    keys = [part.strip() for part in name.split("+")]
    table = case.statements
    for part in keys:
        if part in case.facts.index:
            raise KitError(f"{name!r}: only statements can be joined by a plus, and {part} is a fact.")
        if part not in table.index:
            raise KitError(f"There is no statement or fact {part!r}. {ids_run(table, 'statements')}{_facts_run(case)}")
    return _of_statements(case, name, keys)


def pieces_table(aligned: Alignment, one: Rendering, other: Rendering) -> TextTable:
    """Return the pieces of two aligned renderings as a table to be read: the kind, and the words of each."""
    cells = [[KINDS_BETWEEN[piece.kind], piece.a_text, piece.b_text] for piece in aligned.pieces]
    # Two renderings may have the same head, and columns may not.
    return TextTable(cells, columns=["", one.head, other.head if other.head != one.head else f"{other.head} (right)"])


def _facts_run(case: "Case") -> str:
    return f" The facts run from {case.facts.index[0]} to {case.facts.index[-1]}." if len(case.facts) else ""


def _of_statements(case: "Case", name: str, keys: list[str]) -> Rendering:
    rows = [dict(case.statements.loc[key]) for key in keys]
    if len({row["article"] for row in rows}) > 1:
        raise KitError(f"{name!r}: statements that are joined by a plus must stand in one article.")
    if any(row["end"] > after["start"] for row, after in pairwise(rows)):
        raise KitError(f"{name!r}: statements that are joined by a plus must come in the order of the article.")
    article = case.articles[rows[0]["article"]]
    start, end = int(rows[0]["start"]), int(rows[-1]["end"])
    spans = quoted_spans(article)
    if not _within(spans, start, int(rows[0]["end"])):
        start += _before_content(rows[0]["text"], rows[0]["cue"])
    inside = _within(spans, start, end)
    if inside and len(rows) == 1:
        text = " … ".join(article.text[low:high].strip() for low, high in inside)
        inside = [(0, len(text))]
    else:
        text = article.text[start:end]
        inside = [(low - start, high - start) for low, high in inside]
    speakers = dict.fromkeys(_named(row["speaker"]) for row in rows)
    return Rendering(name, article.outlet, ", ".join(speakers), text, tuple(inside))


def _within(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return what of some spans lies between two offsets."""
    return [(max(start, low), min(end, high)) for low, high in spans if low < end and start < high]


def _before_content(text: str, cue: str) -> int:
    """Return how many characters report the rest: as far as “that”, if it follows the cue in the same clause."""
    found = re.search(rf"(?<!\w){re.escape(cue)}(?!\w)[^,.;:—]*?\bthat\s+(?=\w)", text) if cue else None
    return found.end() if found else 0


def _named(speaker: str) -> str:
    return "nobody named" if speaker.startswith("[") else speaker


def _of_fact(case: "Case", key: str, number: str) -> Rendering:
    """Read a wording out of a fact’s key words: they stand between strokes or “vs”, some with marks and a source."""
    fact = dict(case.facts.loc[key])
    wordings = [_without_marks(part) for part in re.split(r"\s+(?:/|vs)\s+", fact["key_words"]) if count_words(part)]
    place = int(number) if number.isdecimal() else 0 if number else 1
    if not 1 <= place <= len(wordings):
        has = f"gives {len(wordings)}" if wordings else "gives none"
        raise KitError(f"There is no wording {number or 1} in the fact {key}: it {has}. Look at case.fact({key!r}).")
    text, source = wordings[place - 1]
    name = key if len(wordings) == 1 else f"{key}:{place}"
    return Rendering(name, source or "Fact", fact["actor"], text, ((0, len(text)),))


def _without_marks(wording: str) -> tuple[str, str]:
    """Return a wording without the marks around it, and the source in brackets after it, if there is one."""
    marked = re.fullmatch(r"[\"“]([^\"“”]+)[\"”](?:\s*\(([^()]*)\))?", wording.strip())
    return (marked[1], marked[2] or "") if marked else (wording.strip(), "")
