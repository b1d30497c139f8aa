"""Quotation marks: which ones belong together, and which are apostrophes, inches or markup.

A paragraph is read from left to right. A mark opens a quotation or closes the open one; its shape decides
(“ and ” differ), and where the shape is mute (") or misprinted, its neighbours do: a space before and a letter
after look like an opening. Marks inside an open quotation of the other kind belong to what is quoted there.

A quotation that runs over several paragraphs carries an opening mark at the head of each and a closing mark
only at the very end. Each paragraph is then a span of its own, `continued` where the one before was left open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from attributed.paragraphs import paragraph_spans

_SINGLE_MARK = re.compile(r"[‘’']")
_TWO_APOSTROPHES = re.compile(r"(?<!')''(?!')|``")
_MARK_OR_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>|[“”„«»\"＂]")
_OPENING, _CLOSING, _EITHER = frozenset("“„«"), frozenset("”»"), frozenset('"＂')
_ANY_MARK = frozenset("“”„«»\"＂‘’'")
_BEFORE_OPENING = frozenset(" \t\r\n\u00a0\u200b\u200e\u200f([{—–-―/")
_AFTER_CLOSING = frozenset(" \t\r\n\u00a0\u200b\u200e\u200f)]}.,;:!?…—–-―/")
_ELISION = re.compile(r"['‘’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n['’]|bout\b|round\b)", re.IGNORECASE)
_LONGEST_SINGLE = 400
"""A text in single marks is looked for no further than this many characters: an apostrophe must not swallow a page."""

_TWO_PAIRS = 4


@dataclass(frozen=True, slots=True)
class Marked:
    """Text between quotation marks, marks included: `text[start:end]`.

    `closed` is False where the paragraph ended first; `continued` is True where the paragraph before was left
    open and this one opens with a mark again.
    """

    start: int
    end: int
    closed: bool = True
    continued: bool = False
    single: bool = False


def marked_spans(text: str, *, two_apostrophes: bool = False) -> list[Marked]:
    """Return everything that stands between quotation marks, in order; no two overlap.

    Single marks count only outside double ones. Marks that belong to nothing are passed over. With
    `two_apostrophes`, '' counts as one double mark.
    """
    if two_apostrophes:
        # One character for two, so that every offset stays: the mark, and a blank that belongs to nothing.
        spans = marked_spans(_TWO_APOSTROPHES.sub(_one_mark, text))
        return [_whole_marks(text, span) for span in spans]
    found: list[Marked] = []
    left_open = False
    for start, end in paragraph_spans(text):
        inside = [span for span in _pairs(text, start, end) if _has_words(text[span.start : span.end])]
        if left_open and inside and not text[start : inside[0].start].strip():
            inside[0] = replace(inside[0], continued=True)
        left_open = bool(inside) and not inside[-1].closed
        found.extend(inside)
    return found


def has_two_apostrophes(text: str) -> bool:
    """Tell whether a text uses '' for quotation marks: two pairs at least, and no other double mark."""
    return len(_TWO_APOSTROPHES.findall(text)) >= _TWO_PAIRS and not _MARK_OR_MARKUP.search(text)


def _has_words(marked: str) -> bool:
    return any(character.isalnum() for character in marked)


def _one_mark(match: re.Match[str]) -> str:
    """Give a double mark and a filler, the mark on the side of the words."""
    text = match.string
    opens = match.start() == 0 or text[match.start() - 1] in _BEFORE_OPENING
    return '\u200b"' if opens else '"\u200b'


def _whole_marks(text: str, span: Marked) -> Marked:
    """Take in both halves of the marks that were read as one."""
    before = span.start > 0 and _TWO_APOSTROPHES.match(text, span.start - 1)
    behind = span.closed and _TWO_APOSTROPHES.match(text, span.end - 1)
    return replace(span, start=span.start - bool(before), end=span.end + bool(behind))


def _pairs(text: str, start: int, end: int) -> Iterator[Marked]:
    """Yield the marked spans of one paragraph."""
    doubles = list(_double(text, start, end))
    place = start
    for span in [*doubles, None]:
        if not (doubles and place == start == doubles[0].start):
            yield from _single(text, place, span.start if span else end)
        if span:
            yield span
            place = span.end


def _double(text: str, start: int, end: int) -> Iterator[Marked]:
    """Yield what stands between double marks; marks inside markup do not count."""
    marks = [
        match for match in _MARK_OR_MARKUP.finditer(text, start, end) if match.group() in _OPENING | _CLOSING | _EITHER
    ]
    openings = sum(match.group() in _OPENING for match in marks)
    closings = sum(match.group() in _CLOSING for match in marks)
    opened: re.Match[str] | None = None
    nested = 0
    for match in marks:
        mark, place = match.group(), match.start()
        openings -= mark in _OPENING
        closings -= mark in _CLOSING
        before = text[place - 1] if place > start else " "
        after = text[match.end()] if match.end() < end else " "
        could_open = (before in _BEFORE_OPENING and after not in _AFTER_CLOSING) or place == start
        could_close = before not in _BEFORE_OPENING and (after in _AFTER_CLOSING or after in _ANY_MARK)
        if opened is None:
            stray = mark in _EITHER and before in _BEFORE_OPENING  # a space on both sides: nothing else is open
            if (
                mark in _OPENING
                or could_open
                or stray
                or (mark in _EITHER and after.isalnum() and not before.isdigit())
            ):
                opened, nested = match, 0
        elif mark in _OPENING and not could_close:
            if opened.group() not in _OPENING or closings > openings + nested + 1:
                nested += 1
            elif not nested:  # there are not marks enough to close both: the first was never closed
                opened = match
        elif nested and mark in _CLOSING:
            nested -= 1
        elif mark not in _EITHER or could_close or not could_open or opened.group() in _EITHER:
            yield Marked(opened.start(), match.end())
            opened = None
    if opened is not None and text[opened.end() : end].strip():
        yield Marked(opened.start(), end, closed=False)


def _single(text: str, start: int, end: int) -> Iterator[Marked]:
    """Yield what stands between single marks; an owner's apostrophe (allies’) ends it only if nothing else does."""
    opened: int | None = None
    waiting: int | None = None  # a closing mark that may be an owner's apostrophe: allies’
    for match in _SINGLE_MARK.finditer(text, start, end):
        mark, place = match.group(), match.start()
        before = text[place - 1] if place > start else " "
        after = text[place + 1] if place + 1 < end else " "
        if after == mark == "'" or before == mark == "'":
            continue
        if mark != "’" and before in _BEFORE_OPENING and after not in _AFTER_CLOSING:
            if _ELISION.match(text, place):
                continue
            if opened is not None and waiting is not None:
                yield Marked(opened, waiting, single=True)
            opened, waiting = place, None
        elif opened is None or mark == "‘" or before in _BEFORE_OPENING or after not in _AFTER_CLOSING:
            continue
        elif place - opened > _LONGEST_SINGLE:
            opened = None
        elif before in "sS" and after == " " and text[place + 2 : place + 3].islower():
            waiting = place + 1
        else:
            yield Marked(opened, place + 1, single=True)
            opened = waiting = None
    if opened is not None and waiting is not None:
        yield Marked(opened, waiting, single=True)
