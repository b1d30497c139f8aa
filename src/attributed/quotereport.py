"""What a check of quotations found, and how it is shown: each quotation in its sentence, its verdict, what to do."""

import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from attributed.alignment import Alignment
from attributed.quotable import Place
from attributed.texttable import TextTable

Verdict = Literal["verbatim", "verbatim but for spelling or marks", "nearly", "not in the news text", "not here"]
LOOKS: dict[Verdict, tuple[str, str]] = {
    "verbatim": ("✓", "#00694B"),
    "verbatim but for spelling or marks": ("✓", "#00694B"),
    "nearly": ("◐", "#7A5200"),
    "not in the news text": ("↻", "#9A3B00"),
    "not here": ("↻", "#9A3B00"),
}
"""The sign and colour of each verdict; the verdict stands beside it in words."""

COLUMNS = ("quotation", "verdict", "differs", "where", "speaker", "statement", "places", "to_do", "start", "end")

_MOST_SHOWN = 100
_MOST_PLACES = 3
_LONGEST = 300
_BESIDE = 160
_INK = "#1A1A1A"


@dataclass(frozen=True)
class CheckedQuotation:
    """One quotation of a text: `text[start:end]`, marks included, and what a case has of it.

    Attributes:
        start: where it begins in the text that was checked.
        end: where it ends.
        text: the quotation as written.
        sentence: the sentence that it stands in, as offsets.
        verdict: one of the keys of `LOOKS`.
        differences: how it differs from the source, a phrase each.
        notes: what else there is to know, a sentence each: whose words the case says they are, what brackets replace.
        places: where it stands; for one that does not, where its nearest wording does. Of one with an ellipsis, the
            places of its parts.
        count: in how many places it stands; 0 if in none.
        printed: the wording of the first place.
        to_do: what to do about it; empty if nothing.
        alignment: the nearest wording and the quotation word by word, where words differ.
    """

    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    verdict: Verdict
    differences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    count: int = 0
    printed: str = ""
    to_do: str = ""
    alignment: Alignment | None = None

    @property
    def verbatim(self) -> bool:
        """Tell whether its words are the source’s, but for spelling or marks at most."""
        return self.verdict.startswith("verbatim")

    @property
    def where(self) -> str:
        """Say where its words, or those nearest to it, stand: the first places and how many there are."""
        told = list(dict.fromkeys(map(str, self.places)))
        more = f"; {self.count} places in all" if self.count > len(told[:_MOST_PLACES]) else ""
        near = "nearest: " if told and self.verdict == "nearly" and not self.count else ""
        return near + "; ".join(told[:_MOST_PLACES]) + more


@dataclass(frozen=True)
class QuotationCheck:
    """Every quotation of a text with what a case has of it; a notebook shows it as a list.

    `all_verbatim` is True where every quotation has the words of its source; spelling and marks may differ. It is True
    of a text without any.
    """

    text: str
    quotations: tuple[CheckedQuotation, ...]

    @property
    def all_verbatim(self) -> bool:
        """Tell whether the words of every quotation are the source’s."""
        return all(quotation.verbatim for quotation in self.quotations)

    @cached_property
    def table(self) -> TextTable:
        """One row a quotation, in the order of the text; `start` and `end` are its offsets."""
        rows = [
            (
                one.text,
                one.verdict,
                "; ".join(one.differences),
                one.where,
                "; ".join(dict.fromkeys(filter(None, (place.speaker for place in one.places)))),
                "; ".join(dict.fromkeys(filter(None, (place.statement for place in one.places)))),
                one.count,
                one.to_do,
                one.start,
                one.end,
            )
            for one in self.quotations
        ]
        return TextTable(rows, columns=list(COLUMNS))

    def summary(self) -> str:
        """Count the verdicts in one sentence, or say that there is nothing to check."""
        if not self.text.strip():
            return "The text is empty, so there is no quotation to check."
        if not self.quotations:
            return "Nothing in this text stands in quotation marks, so there is no quotation to check."
        counts = Counter(one.verdict for one in self.quotations)
        told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in LOOKS if counts[verdict])
        return f"{len(self.quotations)} quotation{'s' * (len(self.quotations) != 1)}: {told}."

    def __repr__(self) -> str:
        """Give every quotation as text."""
        lines = [self.summary()]
        for number, one in enumerate(self.quotations[:_MOST_SHOWN], start=1):
            lines.append(f"{number}. {clipped(one.text)}: {one.verdict}")
            lines += [f"   {line}" for line in _lines(one)]
        return "\n".join([*lines, *self._more()])

    def _repr_html_(self) -> str:
        panels = "".join(self._panel(number, one) for number, one in enumerate(self.quotations[:_MOST_SHOWN], start=1))
        more = "".join(f"<p>{html.escape(line)}</p>" for line in self._more())
        return (
            f"<div style='max-width:42em;line-height:1.45'><p><strong>{html.escape(self.summary())}</strong></p>"
            f"{panels}{more}</div>"
        )

    def _more(self) -> list[str]:
        left = len(self.quotations) - _MOST_SHOWN
        return [f"{left:,} more: .table has them all."] if left > 0 else []

    def _panel(self, number: int, one: CheckedQuotation) -> str:
        sign, colour = LOOKS[one.verdict]
        before = self.text[max(one.sentence[0], one.start - _BESIDE) : one.start]
        after = self.text[one.end : min(one.sentence[1], one.end + _BESIDE)]
        cut = ["… " * (one.start - _BESIDE > one.sentence[0]), " …" * (one.end + _BESIDE < one.sentence[1])]
        says = "".join(f"<p style='margin:.35em 0 0'>{html.escape(line)}</p>" for line in _lines(one))
        shown = one.alignment._repr_html_() if one.alignment and len(one.text) <= 2 * _LONGEST else ""
        return (
            f"<div role='note' style='border-left:6px solid {colour};padding:.5em .9em;margin:.5em 0;"
            f"background:#F7F7F5;color:{_INK}'><strong style='color:{colour}'><span aria-hidden='true'>{sign}</span> "
            f"{number} · {one.verdict.capitalize()}</strong><p style='margin:.35em 0 0'>{cut[0]}{html.escape(before)}"
            f"<mark style='background:#FFE9A8;color:{_INK}'>{html.escape(clipped(one.text))}</mark>"
            f"{html.escape(after)}{cut[1]}</p>{shown}{says}</div>"
        )


def _lines(one: CheckedQuotation) -> Iterator[str]:
    if one.differences:
        yield f"How it differs: {'; '.join(one.differences)}."
    if one.places:
        yield f"Where: {one.where}."
    yield from one.notes
    if one.to_do:
        yield f"To do: {one.to_do}"


def clipped(text: str, longest: int = _LONGEST) -> str:
    """Return a text with words left out of its middle if it is long, and its line ends as spaces."""
    if len(text) <= longest:
        return " ".join(text.split())
    head, tail = text[: longest // 2], text[-longest // 3 :]
    return f"{' '.join(head.split()[:-1]) or head} […] {' '.join(tail.split()[1:]) or tail}"
