"""Paragraphs: where one ends, in text from a web page or broken to a fixed width."""

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?:][”\"’')\]]*\s*$")
_GOING_ON = 0.25
"""In text of a fixed width, so many of the lines at least begin with a small letter: a list of headlines has none."""
_FEWEST_LINES, _NARROWEST, _WIDEST, _FULL = 4, 40, 100, 0.7
"""Text of a fixed width has so many lines, none longer than that, and all but the last of a paragraph are full."""


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of every paragraph that is not empty.

    A line is a paragraph, except in a text whose lines were broken to a fixed width (none is longer than 100
    characters): there a full line goes on with the next, unless it is empty or the line ends like a sentence.
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    width = max((end - start for start, end in lines), default=0)
    going_on = sum(text[start].islower() for start, _ in lines) >= _GOING_ON * len(lines)
    wrapped = len(lines) >= _FEWEST_LINES and _NARROWEST < width <= _WIDEST and going_on
    begin = None
    for number, (start, end) in enumerate(lines):
        if begin is None:
            begin = start
        full = end - start > _FULL * width and not _SENTENCE_END.search(text, start, end)
        if wrapped and full and number + 1 < len(lines):
            following = lines[number + 1][0]
            if max(text.count("\n", end, following), text.count("\r", end, following)) == 1:
                continue
        if text[begin:end].strip():
            yield begin, end
        begin = None
