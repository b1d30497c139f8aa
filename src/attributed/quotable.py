"""What of a case may be quoted: its news text and the wordings noted in its facts, as words to look quotations up in.

All of it is one row of words. Between two texts, two parts of an article, or two pieces of a noted wording lies a
break, and no run of words is found across one. An ellipsis in a noted wording is a break too: what stood there, the
case does not have.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from attributed.article import NEWS, ROLES, Article, Passage
from attributed.functionwords import is_content_word
from attributed.quotations.find import find_quotes
from attributed.quotations.marks import marked_spans
from attributed.quoted import quoted_spans
from attributed.tokens import fold_spelling, word_spans
from attributed.trace import outlets

if TYPE_CHECKING:
    from attributed.case import Case

Kind = Literal["news", "fact", "around"]
"""News text of an article, a wording noted as a fact, or what the page has around the article."""

BREAK = "\x1f"
"""The form that stands for a break; no word has it."""
_SLIP = "S"
"""With this letter begin the ids of facts about slips of the articles: their words are the articles’ own."""

_CONTENT, _FUNCTION, _ADDED = 9, 6, 1
"""What another word costs in the place of the source’s, by its class, and what it costs more if it is one too many."""
_CUT, _LEFT_OUT = 4, 1
"""What a cut costs, and each word that is left out by it."""
_NEVER = 1 << 30
_SCALE = 1 << 20
"""Below a cost, in one number with it, stands how far from the end of the row of words the stretch begins."""

Costs = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Place:
    """A place of quoted words: `words` as printed there, at `start` to `end` of the captured article or noted wording.

    `source` is the outlet, or the id of the fact. `paragraph` counts the body from 1 and is None elsewhere.
    `statement` is empty where none covers the place; `speaker` is the statement’s, or the actor of the fact. `in_marks`
    says whether the words stand in quotation marks there: they are the reporter’s own where they do not.
    """

    kind: Kind
    source: str
    part: str
    paragraph: int | None
    words: str
    start: int
    end: int
    in_marks: Literal["yes", "partly", "no"]
    statement: str = ""
    speaker: str = ""
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say where it is, as one would in a sentence."""
        if self.kind == "fact":
            return f"fact {self.source} ({self.speaker})"
        where = f"paragraph {self.paragraph}" if self.paragraph else self.part
        covered = f" ({', '.join(filter(None, [self.statement, self.speaker]))})" if self.statement else ""
        return f"{self.source}, {where}{covered}"


@dataclass(frozen=True)
class _Home:
    """A passage of an article or a noted wording: what its words are words of."""

    kind: Kind
    text: str
    source: str
    part: str
    paragraph: int | None = None
    article: Article | None = None
    passage: Passage | None = None
    speaker: str = ""


@dataclass(frozen=True)
class _Statement:
    id: str
    start: int
    end: int
    speaker: str
    side: str


class Quotable:
    """The row of words of a case, and what stands where in it.

    `forms` are the words as they are compared, with a break as a form of its own.
    """

    def __init__(self, case: "Case") -> None:
        """Read the case: the news text first, then the facts, then what stands around the articles."""
        self.case = case
        self.outlets = outlets(case)
        self.forms: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._homes: list[_Home] = []
        for home, spans in self._read():
            self._spans += [*spans, (0, 0)]
            self._homes += [home] * (len(spans) + 1)
            self.forms += [*(fold_spelling(home.text[start:end]) for start, end in spans), BREAK]
        self._close_up()
        self._row = f" {' '.join(self.forms)} "
        self._begins = [0, *(place.end() - 1 for place in re.finditer(r"[^ ]+ ", self._row))][:-1]
        self._news = sum(home.kind != "around" for home in self._homes)
        self._number = {form: number for number, form in enumerate(dict.fromkeys(self.forms))}

    def _close_up(self) -> None:
        """Take out the breaks between paragraphs of a body that follow one another: a quotation may run over both."""
        kept = [place for place in range(len(self.forms)) if not self._runs_on(place)]
        self.forms = [self.forms[place] for place in kept]
        self._spans = [self._spans[place] for place in kept]
        self._homes = [self._homes[place] for place in kept]

    def _runs_on(self, place: int) -> bool:
        if self.forms[place] != BREAK or place + 1 == len(self.forms):
            return False
        one, other = self._homes[place], self._homes[place + 1]
        return (
            one.article is not None
            and one.article is other.article
            and one.passage is not None
            and other.passage is not None
            and one.part in {"lede", "body"}
            and other.part == "body"
            and not one.text[one.passage.end : other.passage.start].strip()
        )

    def _read(self) -> Iterator[tuple[_Home, list[tuple[int, int]]]]:
        for article in self.case.articles.values():
            yield from self._article(article, NEWS, "news")
        for key, row in self.case.facts.iterrows():
            if not str(key).startswith(_SLIP):
                yield from _fact(str(key), dict(row))
        for article in self.case.articles.values():
            yield from self._article(article, [role for role in ROLES if role not in NEWS], "around")

    def _article(
        self, article: Article, roles: Sequence[str], kind: Kind
    ) -> Iterator[tuple[_Home, list[tuple[int, int]]]]:
        paragraph = 0
        for passage in article.passages(roles):
            paragraph += passage.role == "body"
            part = "lede" if passage.role == "body" and paragraph == 1 else passage.role
            number = paragraph if passage.role == "body" else None
            home = _Home(kind, article.text, self.outlets[article.id], part, number, article, passage)
            yield home, [(passage.start + start, passage.start + end) for start, end in word_spans(passage.text)]

    # What stands where

    def find(self, forms: Sequence[str], *, around: bool = False) -> list[range]:
        """Return every place of a run of words, in order: in news text and facts, or, if asked, around the articles."""
        found: list[range] = []
        run = f" {' '.join(forms)} "
        at = self._row.find(run) if forms else -1
        while at >= 0:
            first = bisect_right(self._begins, at) - 1
            if (first >= self._news) == around:
                found.append(range(first, first + len(forms)))
            at = self._row.find(run, at + 1)
        return found

    def longest(self, forms: Sequence[str]) -> int:
        """Count the words of a quotation, from its first on, that stand somewhere in this order."""
        low, high = 0, len(forms)
        while low < high:
            middle = (low + high + 1) // 2
            if self._row.find(f" {' '.join(forms[:middle])} ") >= 0:
                low = middle
            else:
                high = middle - 1
        return low

    def knows(self, form: str) -> bool:
        """Tell whether a word stands anywhere."""
        return form in self._number

    def like(self, form: str, least: float) -> range | None:
        """Find the word that begins most like one that stands nowhere: so much of the longer of both, at least."""
        best, found = least, None
        for other in self._by_letters.get(form[:3], ()):
            shared = next((n for n, pair in enumerate(zip(form, other, strict=False)) if pair[0] != pair[1]), None)
            part = (min(len(form), len(other)) if shared is None else shared) / max(len(form), len(other))
            if part >= best and (places := self.find([other])):
                best, found = part, places[0]
        return found

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for form in self._number:
            found.setdefault(form[:3], []).append(form)
        return found

    def nearest(self, forms: Sequence[str], named: AbstractSet[str] = frozenset()) -> range:
        """Return the stretch that a run of words comes nearest to, as if it had been copied from there with slips.

        A word too many or another word costs more than a word left out of the middle, and one cut is cheaper than two.
        Where another stretch is as near but for one word, one in a source that is named goes first.

        The cheapest way is found as by Sellers (1980), who lets the pattern begin anywhere in the text, with a price
        for each gap as by Gotoh (1982). Time grows with the number of words times the length of the row.

        Sources:
            Sellers, P. H. (1980). The theory and computation of evolutionary distances: pattern recognition. Journal
            of Algorithms 1(4), 359–373.
            Gotoh, O. (1982). An improved algorithm for matching biological sequences. Journal of Molecular Biology
            162(3), 705–708.
        """
        size = self._news
        at_break, row = self._numbers
        costs = (np.where(at_break, _NEVER, _LEFT_OUT) * _SCALE).cumsum()
        costs = np.concatenate(([0], costs))
        ends: Costs = size - np.arange(size + 1, dtype=np.int64)  # nothing is used up: it begins here, for nothing
        cut = np.full(size + 1, _NEVER * _SCALE, dtype=np.int64)
        for form in forms:
            price = _CONTENT if is_content_word(form) else _FUNCTION
            wrong = np.where(row == self._number.get(form, -1), 0, price)
            wrong = np.where(at_break, _NEVER, wrong) * _SCALE
            before = np.minimum(ends, cut)
            ends = before + (price + _ADDED) * _SCALE
            ends[1:] = np.minimum(ends[1:], before[:-1] + wrong)
            cut = np.minimum.accumulate(ends - costs) + costs + _CUT * _SCALE
        cost = ends // _SCALE
        best = int(cost.argmin())
        if named:
            theirs = np.array([False, *(home.source in named for home in self._homes[:size])])
            there = int(np.where(theirs, cost, _NEVER).argmin())
            best = there if cost[there] <= cost[best] + _CONTENT else best
        return self._whole_compounds(range(size - int(ends[best] % _SCALE), best), forms)

    def _whole_compounds(self, run: range, forms: Sequence[str]) -> range:
        """Take in the other half of a compound at either end: for “cyber-attacks”, both words of “cyber attacks”."""
        first, last = run.start, run.stop
        if first and run and forms[0].replace("-", "") == "".join(self.forms[first - 1 : first + 1]):
            first -= 1
        if run and forms[-1].replace("-", "") == "".join(self.forms[last - 1 : last + 1]):
            last += 1
        return range(first, last)

    @cached_property
    def _numbers(self) -> tuple[npt.NDArray[np.bool_], Costs]:
        numbers = np.array([self._number[form] for form in self.forms[: self._news]], dtype=np.int64)
        return np.equal(numbers, self._number.get(BREAK, -1)), numbers

    def source_of(self, place: int) -> tuple[Kind, str]:
        """Return which source a word of the row stands in."""
        return self._homes[place].kind, self._homes[place].source

    def printed(self, place: int) -> str:
        """Return a word of the row as printed."""
        start, end = self._spans[place]
        return self._homes[place].text[start:end]

    def behind(self, place: int) -> str:
        """Return what is printed between a word and the next in its text; behind the last word of a text, its rest."""
        home, end = self._homes[place], self._spans[place][1]
        following = place + 1
        if self.forms[following] != BREAK:
            return home.text[end : self._spans[following][0]]
        return home.text[end : home.passage.end if home.passage else len(home.text)]

    def words(self, run: range) -> str:
        """Return a run of words as printed."""
        return self._homes[run.start].text[self._spans[run.start][0] : self._spans[run.stop - 1][1]]

    def place(self, run: range) -> Place:
        """Say what a run of words is a place of."""
        home = self._homes[run.start]
        start, end = self._spans[run.start][0], self._spans[run.stop - 1][1]
        if home.article is None or home.passage is None:
            names = (home.speaker,)
            return Place(
                home.kind, home.source, home.part, None, self.words(run), start, end, "yes", "", home.speaker, names
            )
        marked = [self._marked(home.article.id, self._spans[place][0]) for place in run]
        statement = self._statement(home.article.id, start, end)
        named = tuple(filter(None, self._names(home.passage, start, end))) if statement else ()
        return Place(
            kind=home.kind,
            source=home.source,
            part=home.part,
            paragraph=home.paragraph,
            words=self.words(run),
            start=start,
            end=end,
            in_marks="yes" if all(marked) else "partly" if any(marked) else "no",
            statement=statement.id if statement else "",
            speaker=statement.speaker.strip("[]") if statement else "",
            # A coder’s brackets say that the article names nobody: then there is no name to compare with.
            names=(statement.speaker, self._side(statement.side), *named)
            if statement and not statement.speaker.startswith("[")
            else (),
        )

    def _marked(self, article: str, offset: int) -> bool:
        spans, starts = self._marks[article]
        number = bisect_right(starts, offset) - 1
        return number >= 0 and offset < spans[number][1]

    @cached_property
    def _marks(self) -> dict[str, tuple[list[tuple[int, int]], list[int]]]:
        spans = {key: quoted_spans(article) for key, article in self.case.articles.items()}
        return {key: (found, [start for start, _ in found]) for key, found in spans.items()}

    def _statement(self, article: str, start: int, end: int) -> _Statement | None:
        """Return the statement that holds most of a place."""
        shared = [(min(end, one.end) - max(start, one.start), one) for one in self._statements.get(article, ())]
        best = max(shared, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] > 0 else None

    @cached_property
    def _statements(self) -> dict[str, list[_Statement]]:
        found: dict[str, list[_Statement]] = {}
        for key, row in self.case.codes[["article", "start", "end", "speaker", "side"]].iterrows():
            one = _Statement(str(key), int(row["start"]), int(row["end"]), str(row["speaker"]), str(row["side"]))
            found.setdefault(str(row["article"]), []).append(one)
        return found

    def _side(self, side: str) -> str:
        labels = self.case.codebooks["side"].labels
        return labels[side].name if side in labels else ""

    def _names(self, passage: Passage, start: int, end: int) -> Iterator[str]:
        """Yield what the article itself calls the speaker of a place."""
        for low, high, speaker in self._said(passage):
            if passage.start + low < end and start < passage.start + high:
                yield speaker

    def _said(self, passage: Passage) -> list[tuple[int, int, str]]:
        if passage not in self._read_passages:
            found = [(quote.start, quote.end, quote.speaker or "") for quote in find_quotes(passage.text)]
            self._read_passages[passage] = found
        return self._read_passages[passage]

    @cached_property
    def _read_passages(self) -> dict[Passage, list[tuple[int, int, str]]]:
        return {}


def _fact(key: str, row: dict[str, str]) -> Iterator[tuple[_Home, list[tuple[int, int]]]]:
    """Yield the wordings noted in a fact: the pieces of its key words, and what its line has in quotation marks."""
    for column, pieces in (
        ("key_words", list(_pieces(row["key_words"]))),
        ("line", [(span.start, span.end) for span in marked_spans(row["line"])]),
    ):
        home = _Home("fact", row[column], key, column, speaker=row["actor"])
        for start, end in pieces:
            if spans := [(start + low, start + high) for low, high in word_spans(row[column][start:end])]:
                yield home, spans


def _pieces(key_words: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of noted wordings stand; strokes, semicolons, ellipses and "vs" lie between them."""
    start = 0
    for between in re.finditer(r" / | vs |;|…|\.{3}", key_words):
        yield start, between.start()
        start = between.end()
    yield start, len(key_words)
