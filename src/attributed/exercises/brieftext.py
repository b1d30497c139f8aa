"""A brief as its check reads it: sentence by sentence, with what stands in quotation marks taken out.

What is taken out keeps its room, so that whatever is found can be shown as it was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from attributed.quotations.marks import Marked, has_two_apostrophes, marked_spans
from attributed.sentences import sentence_spans

_STRAIGHT = str.maketrans("‘’–—\u00a0", "''-- ")
TAKEN_OUT = "□"
"""Stands for every character of a quotation, its marks and the stop at its end excepted."""


@dataclass(frozen=True)
class Brief:
    """A text with its quotations. Lines may end anywhere: only an empty line parts two paragraphs."""

    written: str

    @cached_property
    def text(self) -> str:
        """The text with every paragraph in one line."""
        paragraphs = re.split(r"\n\s*\n", self.written.replace("\r\n", "\n").strip())
        return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    @cached_property
    def quotations(self) -> list[Marked]:
        """What stands in quotation marks."""
        return marked_spans(self.text, two_apostrophes=has_two_apostrophes(self.text))

    @cached_property
    def own(self) -> str:
        """The text in straight marks, as long as it was, without the words in quotation marks."""
        own = list(self.text.translate(_STRAIGHT))
        for span in self.quotations:
            last = span.end - 1 - (span.closed and own[span.end - 2] in ".?!")
            own[span.start + 1 : last] = TAKEN_OUT * (last - span.start - 1)
            own[span.start] = "“"
            if span.closed:
                own[span.end - 1] = "”"
        return "".join(own)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The offsets of the sentences; no quotation is cut."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[tuple[int, int]]:
        for paragraph in re.finditer(r"[^\n]+", self.text):
            for start, end in sentence_spans(self.own[paragraph.start() : paragraph.end()]):
                yield paragraph.start() + start, paragraph.start() + end

    def is_quoted(self, place: int) -> bool:
        """Tell whether a place is inside quotation marks."""
        return any(span.start <= place < span.end for span in self.quotations)
