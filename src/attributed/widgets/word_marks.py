"""What the word marker works on: stretches of text, marks in them, and how marks meet a case’s words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attributed.errors import KitError
from attributed.reading import show
from attributed.scoring import Gold
from attributed.statements import expect_statement
from attributed.tokens import word_spans

if TYPE_CHECKING:
    from attributed.article import Article, Passage
    from attributed.case import Case

OWNERS = ("source", "narrator")
"""Whose a judging word can be, as words.csv has it."""

_PAGE = 120
"""As many words, about, are drawn at once: a page answers fast however long the article is."""
_AROUND = 300
"""As many characters of its paragraph stand before and after a statement."""


@dataclass(frozen=True)
class Stretch:
    """A statement or a paragraph, or a part of a long one: its place, its words’ places, and what stands round it."""

    article: str
    start: int
    end: int
    title: str
    words: tuple[tuple[int, int], ...]
    before: str = ""
    after: str = ""

    @property
    def key(self) -> str:
        """Name the stretch in an answer file."""
        return f"none:{self.article}:{self.start}-{self.end}"

    def holds(self, article: str, start: int, end: int) -> bool:
        """Tell whether some of these characters stand in the stretch."""
        return article == self.article and start < self.end and self.start < end


@dataclass(frozen=True)
class Mark:
    """Words that a reader marked: offsets into the captured article; label and owner are None while they are open.

    `anchor` is where the word begins that was marked first; a mark can grow to both sides of it.
    """

    article: str
    anchor: int
    start: int
    end: int
    label: str | None = None
    owner: str | None = None

    @property
    def key(self) -> str:
        """Name the mark in an answer file."""
        return f"{self.article}:{self.anchor}"

    @property
    def answer(self) -> dict[str, Any]:
        """What is saved of it."""
        return {"start": self.start, "end": self.end, "label": self.label, "owner": self.owner}

    @property
    def complete(self) -> bool:
        """Tell whether it has a label and an owner."""
        return self.label is not None and self.owner is not None


# Stretches


def stretches_of_statements(case: "Case", ids: Iterable[str]) -> list[Stretch]:
    """Return every statement of these ids, with some of its paragraph on both sides.

    Raises:
        KitError: if there is no statement of an id.
    """
    found = []
    for key in dict.fromkeys(ids):
        expect_statement(case.statements, key)
        row, card = case.statements.loc[[key]].to_dict("records")[0], show(case, key)[0]
        before, after = card.before, card.after
        before = "… " + before[-_AROUND:].partition(" ")[2] if len(before) > _AROUND else before
        after = after[:_AROUND].rpartition(" ")[0] + " …" if len(after) > _AROUND else after
        parts = list(
            _cut(case.articles[row["article"]], row["start"], row["end"], f"{key} · {card.outlet}, {card.part}")
        )
        for number, part in enumerate(parts):
            first, last = number == 0, number == len(parts) - 1
            found.append(
                Stretch(part.article, part.start, part.end, part.title, part.words, before if first else "",
                        after if last else "")
            )  # fmt: skip
    return found


def stretches_of_article(article: "Article", paragraphs: Iterable[int] | None) -> list[Stretch]:
    """Return the passages of an article, or some of its numbered paragraphs.

    Raises:
        KitError: if it has no news text, or no paragraph of a number.
    """
    numbered = {passage.start: number for number, passage in enumerate(article.paragraphs, start=1)}
    passages: Sequence[Passage] = article.passages()
    if paragraphs is not None:
        passages = [_paragraph(article, number) for number in dict.fromkeys(paragraphs)]
    found: list[Stretch] = []
    for passage in passages:
        name = f"paragraph {numbered[passage.start]}" if passage.start in numbered else passage.role
        found += _cut(article, passage.start, passage.end, f"{article.outlet}, {name}")
    if not any(stretch.words for stretch in found):
        raise KitError(f"There is nothing to mark: {article.title!r} has no words in these paragraphs.")
    return found


def _paragraph(article: "Article", number: object) -> "Passage":
    many = len(article.paragraphs)
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= many:
        raise KitError(f"{article.outlet} has no paragraph {number!r}: its paragraphs run from 1 to {many}.")
    return article.paragraphs[number - 1]


def _cut(article: "Article", start: int, end: int, title: str) -> Iterator[Stretch]:
    """Yield a passage as one stretch, or a very long one as several: they end with a sentence where they can."""
    words = [(start + first, start + last) for first, last in word_spans(article.text[start:end])]
    cuts = [0, *_breaks(article.text, words)]
    places = [start, *(words[cut][0] for cut in cuts[1:]), end]
    for number, (low, high) in enumerate(pairwise([*cuts, len(words)])):
        name = title if len(cuts) == 1 else f"{title}, part {number + 1} of {len(cuts)}"
        yield Stretch(article.id, places[number], places[number + 1], name, tuple(words[low:high]))


def _breaks(text: str, words: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the numbers of the words that begin a new stretch of a very long text.

    A full stop ends a stretch, be it that of an abbreviation: to know better takes seconds in 50,000 words.
    """
    begun = 0
    for number in range(1, len(words) if len(words) > _PAGE else 0):
        filled = number - begun
        between = text[words[number - 1][1] : words[number][0]]
        if filled >= _PAGE or (filled >= _PAGE // 2 and any(stop in between for stop in ".!?")):
            yield number
            begun = number


def pages_of(stretches: Sequence[Stretch]) -> list[list[int]]:
    """Put stretches, by their numbers, on pages of about so many words."""
    pages: list[list[int]] = [[]]
    filled = 0
    for number, stretch in enumerate(stretches):
        if pages[-1] and filled + len(stretch.words) > _PAGE:
            pages.append([])
            filled = 0
        pages[-1].append(number)
        filled += len(stretch.words)
    return pages


# Marks


def read_marks(answers: Mapping[str, Any], case: "Case") -> list[Mark]:
    """Return the marks of an answer file in the order of the page, none upon another, without what is no mark."""
    order = {article: number for number, article in enumerate(case.articles)}
    found = [mark for key, answer in answers.items() if (mark := _read_mark(key, answer, case))]
    marks: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (order[mark.article], mark.start)):
        if not marks or marks[-1].article != mark.article or marks[-1].end <= mark.start:
            marks.append(mark)
    return marks


def _read_mark(key: str, answer: object, case: "Case") -> Mark | None:
    article, _, place = key.rpartition(":")
    if article not in case.articles or not place.isdecimal() or not isinstance(answer, Mapping):
        return None
    start, end, anchor = answer.get("start"), answer.get("end"), int(place)
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    if not 0 <= start <= anchor < end <= len(case.articles[article].text):
        return None
    label, owner = answer.get("label"), answer.get("owner")
    known = case.codebooks["words"].labels
    return Mark(
        article, anchor, start, end,
        label if isinstance(label, str) and label in known else None,
        owner if owner in OWNERS else None,
    )  # fmt: skip


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


# Marks beside the case’s words


@dataclass(frozen=True)
class Meeting:
    """A word of the case with the mark that meets it, or one of the two alone."""

    article: str
    start: int
    end: int
    mark: Mark | None
    word: str | None
    label: str = ""
    alternatives: tuple[str, ...] = ()
    owner: str = ""
    side: str = ""

    @property
    def status(self) -> str:
        """Say how they meet: found, found in part, missed, only you."""
        if self.word is None or self.mark is None:
            return "only you" if self.word is None else "missed"
        return "found" if (self.mark.start, self.mark.end) == (self.start, self.end) else "found in part"

    @property
    def same_label(self) -> str:
        """Say whether the label is the case’s, or another that it accepts; nothing if there are not two."""
        if self.word is None or self.mark is None:
            return ""
        if self.mark.label == self.label:
            return "yes"
        return "also accepted" if self.mark.label in self.alternatives else "no"

    @property
    def same_owner(self) -> str:
        """Say whether the owner is the case’s; nothing if there are not two."""
        if self.word is None or self.mark is None:
            return ""
        return "yes" if self.mark.owner == self.owner else "no"


def meetings(marks: Sequence[Mark], words: Mapping[str, Mapping[Any, Any]], gold: Gold) -> list[Meeting]:
    """Set marks beside the words of a case: the words in their order, then marks that meet none.

    A mark meets every word that it shares a character with; a word takes the mark that shares most.
    """
    found: list[Meeting] = []
    met: set[str] = set()
    labels = gold.table.to_dict("index")
    for key, word in words.items():
        span = (word["start"], word["end"])
        near = [mark for mark in marks if mark.article == word["article"] and _overlap(span, (mark.start, mark.end))]
        met.update(mark.key for mark in near)
        best = max(near, key=lambda mark: _overlap(span, (mark.start, mark.end)), default=None)
        found.append(
            Meeting(word["article"], *span, best, key, labels[key]["gold"], labels[key]["alternatives"],
                    word["owner"], word["side"])
        )  # fmt: skip
    alone = (mark for mark in marks if mark.key not in met)
    return [*found, *(Meeting(mark.article, mark.start, mark.end, mark, None) for mark in alone)]
