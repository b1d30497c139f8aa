"""Key word in context: every place of a word or phrase, one below the other, with what stands around it.

The display, with the key word in the middle, is that of Luhn, H. P. (1960). Key word-in-context index for technical
literature. American Documentation 11(4), 288–295.
"""

import html
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from numbers import Integral
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from attributed.errors import KitError
from attributed.texts import Texts, named_texts, paragraphs_of
from attributed.tokens import fold_spelling, fold_word, word_spans, words_of

COLUMNS = ("text", "start", "end", "left", "keyword", "right")
_IN_A_LINE = ("left", "keyword", "right")

_ANY_LETTERS = "\N{LINEAR B SYLLABLE B008 A}"
"""Holds the place of a * while a pattern is cut into words: a letter, but one that nobody will look for."""

_SPACE = re.compile(r"\s+")


class Concordance(pd.DataFrame):
    """The lines of a concordance: a DataFrame that is shown with the key words below each other."""

    @property
    def _constructor(self) -> type["Concordance"]:  # a part of a concordance is shown alike
        return Concordance

    def __repr__(self) -> str:
        """Give one place a line: its number, the text, and the key word in the middle."""
        if not self._has_lines():
            return super().__repr__()
        shown = self.head(_most_rows())
        labels = [list(map(str, shown.index))]
        labels += [list(map(str, shown["text"]))] if "text" in shown else []
        widths = [max(map(len, column), default=0) for column in labels]
        context = max(map(len, shown["left"]), default=0)
        lines = [self._sentence()]
        for *names, left, keyword, right in zip(*labels, *(shown[column] for column in _IN_A_LINE), strict=True):
            label = "  ".join(name.ljust(width) for name, width in zip(names, widths, strict=True))
            lines.append(f"{label}  {left:>{context}}{keyword}{right}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if not self._has_lines():
            return str(super()._repr_html_())  # type: ignore[misc]  # pandas-stubs leave it out
        columns = {
            "text": "text-align:left;white-space:nowrap",
            "left": "text-align:right;white-space:pre;padding-right:0",
            "keyword": "text-align:left;white-space:pre;padding-left:0;padding-right:0;font-weight:bold",
            "right": "text-align:left;white-space:pre;padding-left:0",
        }
        shown = self.head(_most_rows())
        columns = {name: style for name, style in columns.items() if name in shown}
        head = "".join(
            f"<th scope='col' style='{style.replace('padding-right:0', 'padding-right:1em')}'>{name}</th>"
            for name, style in columns.items()
        )
        rows = "".join(
            f"<tr><th scope='row'>{html.escape(str(number))}</th>"
            + "".join(
                f"<td style='{style}'>{html.escape(str(cell))}</td>"
                for style, cell in zip(columns.values(), cells, strict=True)
            )
            + "</tr>"
            for number, *cells in shown[list(columns)].itertuples(name=None)
        )
        table = f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
        return f"<div style='overflow-x:auto'><p>{html.escape(self._sentence())}</p>{table}</div>"

    def _has_lines(self) -> bool:
        """Tell whether this is still a concordance: a part of it may have lost the columns that make a line."""
        return set(_IN_A_LINE) <= set(self.columns)

    def _sentence(self) -> str:
        pattern = self.attrs.get("pattern")  # pandas drops it where two concordances are put together
        if pattern and not parse_pattern(pattern):
            return no_word(pattern)
        lines = f"{len(self) or 'No'} {'lines' if len(self) > 1 else 'line'}"
        found = f"{lines} with “{pattern}”" if pattern else lines
        if self.empty:
            return f"{found} in {', '.join(self.attrs.get('texts', [])) or 'no text'}."
        return f"{found}, of which the first {_most_rows()} are shown." if len(self) > _most_rows() else f"{found}."


def concordance(
    texts: Texts, pattern: str, width: int = 40, *, sort: Literal["left", "right"] | None = None
) -> Concordance:
    """Find every place of a word or phrase and show what stands around it.

    Write the pattern as you would read it aloud: `"fabricated"`, `"pattern of"`. A `*` stands for any letters of
    a word, or none: `"fabricat*"`, `"*less"`. A `*` on its own stands for any one word: `"pattern of * behaviour"`.
    Every other mark is ignored, in the pattern and between the words of the text.

    Case, the shape of an apostrophe, the owner’s ’s, and British or American spelling make no difference:
    "China" finds "China’s", "behaviour" finds "behavior". But "US" finds the country and "us" the pronoun.
    A word with a `*` knows neither spellings nor the country: "us*" finds "US", "us" and "used".

    A phrase may run over a line break or the end of a sentence, but not into the next paragraph. Neither does the
    context. Places may overlap: "very very" stands twice in "very very very".

    Args:
        texts: a string, an Article (its news text only), or several of them by name, such as `case.articles`.
        pattern: a word or a phrase.
        width: how many characters of context to show on each side, at most. Words are never cut; what does not
            fit is left out.
        sort: "right" puts the lines in the order of the words that follow, "left" in that of the words that
            precede, the nearest first; None keeps the order of the texts.

    Returns:
        One row for each place: the name of the text; `start` and `end`, offsets into the text as it was given
        (of an Article, into `article.text`); and `left`, `keyword` and `right`, the words as printed, with a line
        break shown as a space. An empty table if the pattern stands nowhere.

    Raises:
        KitError: if the pattern is empty or is not a string, if `width` or `sort` cannot be, or if there is no text.
    """
    wanted = parse_pattern(pattern)
    if isinstance(width, bool) or not isinstance(width, Integral) or width < 0:
        raise KitError(f"width is {width!r}; expected a number of characters, such as 40.")
    if sort not in {"left", "right", None}:
        raise KitError(f'sort is {sort!r}; expected "left", "right" or None.')
    index = WordIndex(texts)
    rows = [tuple(index.line(place, len(wanted), width)) for place in index.places(wanted)]
    if sort == "right":
        rows.sort(key=lambda row: _sorting_words(row[-1]))
    elif sort == "left":
        rows.sort(key=lambda row: _sorting_words(row[-3])[::-1])
    lines = Concordance(rows, columns=list(COLUMNS)).astype({"start": int, "end": int})
    lines.attrs = {"pattern": pattern, "texts": list(index.texts)}
    return lines


class Line(NamedTuple):
    """One place, as a row of a concordance."""

    text: str
    start: int
    end: int
    left: str
    keyword: str
    right: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of one of several texts: `offset` is where it begins in its text, as that was given."""

    name: str
    offset: int
    text: str


class WordIndex:
    """Texts cut into words once, for as many searches as are wanted.

    `texts` has them by name, `paragraphs` their paragraphs in order. A *place* is the number of a word, counted through
    all the texts; `home` has the paragraph of each.
    """

    def __init__(self, texts: Texts) -> None:
        """Cut the texts into words.

        Raises:
            KitError: if there is no text, or something that is none.
        """
        self.texts = named_texts(texts)
        self.paragraphs = [
            Paragraph(name, offset, paragraph)
            for name, text in self.texts.items()
            for offset, paragraph in paragraphs_of(text)
        ]
        known: dict[str, int] = {}  # printed form -> number
        numbers, home, start, end = (array("q") for _ in range(4))
        for number, paragraph in enumerate(self.paragraphs):
            for first, last in word_spans(paragraph.text):
                numbers.append(known.setdefault(paragraph.text[first:last], len(known)))
                home.append(number)
                start.append(first)
                end.append(last)
            # No phrase runs over the end of a paragraph.
            numbers.append(-1)
            home.append(number)
            start.append(len(paragraph.text))
            end.append(len(paragraph.text))
        self._forms = tuple(known)
        self._numbers, self.home, self._start, self._end = map(np.array, (numbers, home, start, end))

    @cached_property
    def words(self) -> dict[str, int]:
        """How many words each text has."""
        counts = dict.fromkeys(self.texts, 0)
        for number, count in enumerate(np.bincount(self.home[self._numbers >= 0], minlength=len(self.paragraphs))):
            counts[self.paragraphs[number].name] += int(count)
        return counts

    def places(self, wanted: Sequence[str]) -> list[int]:
        """Return where a parsed pattern stands, as the places of its first word."""
        if not wanted or len(wanted) > len(self._numbers):
            return []
        last = len(self._numbers) - len(wanted) + 1
        fit = np.ones(last, dtype=bool)
        for step, word in enumerate(wanted):
            # The last of them is for the end of a paragraph, which has the number -1.
            fits = np.array([_fits(form, word) for form in self._forms] + [False])
            fit &= fits[self._numbers[step : step + last]]
        found: list[int] = np.flatnonzero(fit).tolist()
        return found

    def line(self, place: int, words: int, width: int) -> Line:
        """Return so many words from a place on, with so many characters of their paragraph on each side at most."""
        paragraph = self.paragraphs[self.home[place]]
        start, end = int(self._start[place]), int(self._end[place + words - 1])
        context = _line(paragraph.text, start, end, width)
        return Line(paragraph.name, paragraph.offset + start, paragraph.offset + end, *context)


def parse_pattern(pattern: str) -> list[str]:
    """Return the words of a pattern, each in the form that `places_of` compares; none if it holds only marks.

    Raises:
        KitError: if the pattern is empty or is not a string.
    """
    if not isinstance(pattern, str) or not pattern.strip():
        raise KitError(f'Expected a word or a phrase to look for, such as "fabricat*"; found {pattern!r}.')
    words = words_of(pattern.replace("*", _ANY_LETTERS))
    return [_fold_with_star(word) if _ANY_LETTERS in word else fold_spelling(word) for word in words]


def no_word(pattern: str) -> str:
    """Say of a pattern without a word why nothing is found."""
    return f"No line: “{pattern}” holds no word, and a concordance looks for words."


def places_of(wanted: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return where a parsed pattern stands among the words of a paragraph, as the index of its first word."""
    if not wanted:
        return []
    places = list(range(len(words) - len(wanted) + 1))
    for step, word in enumerate(wanted):
        places = [place for place in places if _fits(words[place + step], word)]
    return places


@lru_cache(maxsize=1 << 16)
def _fits(printed: str, wanted: str) -> bool:
    if "*" in wanted:
        return fnmatchcase(fold_word(printed).casefold(), wanted)
    return fold_spelling(printed) == wanted


def _fold_with_star(word: str) -> str:
    return fold_word(word).replace(_ANY_LETTERS, "*")


def _line(paragraph: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """Return left context, key word and right context, whole words only."""
    first = max(start - width, 0)
    if first > 0 and not paragraph[first - 1].isspace():
        while first < start and not paragraph[first].isspace():
            first += 1
    last = min(end + width, len(paragraph))
    if last < len(paragraph) and not paragraph[last].isspace():
        while last > end and not paragraph[last - 1].isspace():
            last -= 1
    left, keyword, right = (
        _SPACE.sub(" ", part) for part in (paragraph[first:start], paragraph[start:end], paragraph[end:last])
    )
    return left.lstrip(), keyword, right.rstrip()


def _sorting_words(context: str) -> list[str]:
    return [fold_word(word).casefold() for word in words_of(context)]


def _most_rows() -> int:
    """How many lines to show; pandas’ option None means all."""
    return pd.get_option("display.max_rows") or 10**9
