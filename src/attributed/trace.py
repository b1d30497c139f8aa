"""Where the words of a quotation stand: in every article of a case, from headline to last paragraph.

A quotation says that its words are somebody’s. To ask whose, look for the same words elsewhere: in the body beneath a
headline, or in another report. What is found is the same wording. Which way it travelled, from a source to an agency
to a paper, the words alone do not show.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from attributed.article import Article, Passage
from attributed.errors import KitError
from attributed.functionwords import is_content_word
from attributed.quoted import quoted_spans
from attributed.statements import expect_statement
from attributed.texttable import TextTable
from attributed.tokens import count_words, fold_spelling, word_spans, words_of

if TYPE_CHECKING:
    from attributed.case import Case

COLUMNS = ("article", "part", "paragraph", "words", "found", "in_marks", "statement", "speaker", "voice")

_FEWEST_CONTENT_WORDS = 2
_MOST_EXAMPLES = 3
_NOBODY = "nobody named"


@dataclass(frozen=True)
class Place:
    """One place of the words: which paragraph of which article, from which word on, and which statement it is in.

    `passage` counts the news text of the article from 0, headline included; `paragraph` counts its body from 1 and is
    None above it. `first` and `count` are words of the passage. `statement` is empty where none covers the place.
    """

    article: str
    passage: int
    part: str
    paragraph: int | None
    first: int
    count: int
    words: str
    whole: bool
    in_marks: Literal["yes", "partly", "no"]
    statement: str = ""
    speaker: str = ""
    side: str = ""
    voice: str = ""


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph as words: where each stands, how it compares, whether it is in marks; and its quotations."""

    passage: Passage
    spans: Sequence[tuple[int, int]]
    folded: Sequence[str]
    marked: Sequence[bool]
    quotations: Sequence[range]
    vocabulary: frozenset[str]


@dataclass(frozen=True)
class _Statement:
    id: str
    start: int
    end: int
    speaker: str
    side: str
    voice: str


_NO_STATEMENT = _Statement("", 0, 0, "", "", "")


def trace(case: "Case", statement: str) -> TextTable:
    """Find every place where the words inside a statement’s quotation marks stand, in every article of its case.

    Words are the same whatever their case, the shape of their apostrophe, and British or American spelling; marks
    between them do not count. The whole quotation is found wherever it stands. A part of it is a run of its words with
    two content words or more that stands in quotation marks there, at least partly, or that holds half of all
    its content words. A shorter run counts if it is the whole of another quotation. “of the”, or a name that every
    report of the matter uses, is thus no trace.

    Args:
        case: the case to look through.
        statement: the id of a statement with quotation marks.

    Returns:
        One row a place, in the order of the articles: `article`, its outlet; `part` (headline, subhead, lede, body);
        `paragraph`, its number in the body; `words` as printed there; `found`, "whole" or "part"; `in_marks`, whether
        they stand in quotation marks there ("yes", "partly", "no"); and `statement`, `speaker` and `voice` of the
        statement that covers the place, empty if none does. The statement itself is among the rows.

    Raises:
        KitError: if there is no such statement, or none of its words stand in quotation marks.
    """
    return table_of(case, places_of_quotation(case, statement))


def table_of(case: "Case", places: Sequence[Place]) -> TextTable:
    """Return places as the table that `trace` gives."""
    names = outlets(case)
    rows = [
        (
            names[place.article],
            place.part,
            place.paragraph or "",
            place.words,
            "whole" if place.whole else "part",
            place.in_marks,
            place.statement,
            place.speaker.strip("[]"),
            place.voice,
        )
        for place in places
    ]
    return TextTable(rows, columns=list(COLUMNS))


def places_of_quotation(case: "Case", statement: str) -> list[Place]:
    """Find the places that `trace` puts into a table."""
    texts = quotations_of(case, statement)
    return places_of_words(case, texts, str(case.statements["side"].loc[statement]))


def places_of_words(case: "Case", texts: Sequence[str], side: str = "") -> list[Place]:
    """Find every place of one or more quoted wordings in every article of a case, by the rule of `trace`.

    Args:
        case: the case to look through.
        texts: the wordings, without their marks.
        side: whose words they are said to be: a single word counts elsewhere if a statement of that side holds it.

    Raises:
        KitError: if a wording has no words.
    """
    if empty := [text for text in texts if not count_words(text)]:
        raise KitError(f"{empty[0]!r} has no words, so there is nothing to trace.")
    quotations = [[fold_spelling(word) for word in words_of(text)] for text in texts]
    return [place for article in case.articles.values() for place in _places(case, article, quotations, side)]


def speaker_of(place: Place) -> str:
    """Name the speaker of a place in short: who it is, without what the coders add in brackets."""
    if not place.speaker or place.speaker.startswith("["):
        return _NOBODY
    return re.sub(r"\s*\([^()]*\)$", "", place.speaker)


def said_below(places: Sequence[Place], article: str) -> str:
    """Say what the body of an article does with the words: who says them there, a part of them only, or nowhere."""
    body = [place for place in places if place.article == article and place.paragraph]
    whole = list(dict.fromkeys(speaker_of(place) for place in body if place.whole))
    if whole:
        return ", ".join(whole)
    return "a part of it only" if body else "nowhere"


def quotations_of(case: "Case", statement: str) -> list[str]:
    """Return what stands inside the quotation marks of a statement, marks left out.

    Raises:
        KitError: if there is no such statement, or none of its words stand in quotation marks.
    """
    table = case.statements
    if table.empty:
        raise KitError(f"There is no statement {statement!r}: the case {case.id!r} has none yet.")
    expect_statement(table, statement)
    row = dict(table.loc[statement])
    article = case.articles[row["article"]]
    inside = [(max(row["start"], start), min(row["end"], end)) for start, end in quoted_spans(article)]
    texts = [article.text[start:end].strip() for start, end in inside if start < end]
    if found := [text for text in texts if words_of(text)]:
        return found
    quoting = [str(key) for key in table.index[table["quoted"] > 0]][:_MOST_EXAMPLES]
    hint = f" Choose one that has some, such as {', '.join(quoting)}." if quoting else ""
    raise KitError(f"Statement {statement} has no words in quotation marks, so there is nothing to trace.{hint}")


def outlets(case: "Case") -> dict[str, str]:
    """Name each article by its outlet, or by its id where two have the same outlet."""
    names = {key: article.outlet for key, article in case.articles.items()}
    return names if len(set(names.values())) == len(names) else {key: key for key in names}


def _places(case: "Case", article: Article, quotations: Sequence[Sequence[str]], side: str) -> Iterator[Place]:
    table = case.statements
    columns = ("start", "end", "speaker", "side", "voice")
    own = table[table["article"] == article.id]
    statements = [_Statement(str(key), *row) for key, *row in own[list(columns)].itertuples(name=None)]
    by_passage = _by_passage(statements, article)
    paragraph = 0
    # No run is worth telling without a content word of its quotation, if that has one.
    sought = frozenset(
        word for quotation in quotations for word in (set(filter(is_content_word, quotation)) or quotation)
    )
    for number, words in enumerate(_read(article)):
        passage = words.passage
        paragraph += passage.role == "body"
        if sought.isdisjoint(words.vocabulary):
            continue
        runs = _runs_worth_telling(words, quotations)
        for run, whole in runs:
            start, end = words.spans[run.start][0], words.spans[run.stop - 1][1]
            marked = [words.marked[place] for place in run]
            home = _statement_at(by_passage[number], passage.start + start, passage.start + end)
            content = sum(is_content_word(words.folded[place]) for place in run)
            if not whole and content < _FEWEST_CONTENT_WORDS and home.side != side:
                continue
            yield Place(
                article=article.id,
                passage=number,
                part="lede" if passage.role == "body" and paragraph == 1 else passage.role,
                paragraph=paragraph if passage.role == "body" else None,
                first=run.start,
                count=len(run),
                words=passage.text[start:end],
                whole=whole,
                in_marks="yes" if all(marked) else "partly" if any(marked) else "no",
                statement=home.id,
                speaker=home.speaker,
                side=home.side,
                voice=home.voice,
            )


@lru_cache(maxsize=64)
def _read(article: Article) -> tuple[_Paragraph, ...]:
    """Read an article once: a reader traces one quotation after the other."""
    marks = quoted_spans(article)
    return tuple(
        _paragraph(passage, [span for span in marks if span[0] < passage.end and passage.start < span[1]])
        for passage in article.passages()
    )


def _paragraph(passage: Passage, marks: Sequence[tuple[int, int]]) -> _Paragraph:
    spans = list(word_spans(passage.text))
    owner = [
        next((n for n, (low, high) in enumerate(marks) if low <= passage.start + start < high), None)
        for start, _ in spans
    ]
    quotations = [
        range(owner.index(number), len(owner) - owner[::-1].index(number))
        for number in dict.fromkeys(owner)
        if number is not None
    ]
    folded = [fold_spelling(passage.text[start:end]) for start, end in spans]
    marked = [number is not None for number in owner]
    return _Paragraph(passage, spans, folded, marked, quotations, frozenset(folded))


def _runs_worth_telling(words: _Paragraph, quotations: Sequence[Sequence[str]]) -> list[tuple[range, bool]]:
    """Return the runs of a paragraph that are a quotation or a telling part of one; none lies within another."""
    found: list[tuple[range, bool]] = []
    for quotation in quotations:
        for run in _shared_runs(quotation, words.folded):
            part = _trimmed(run, words)
            if len(run) == len(quotation):
                found.append((run, True))
            elif _is_telling(part, quotation, words):
                found.append((part, False))
    kept: list[tuple[range, bool]] = []
    for run, whole in sorted(found, key=lambda each: (-len(each[0]), not each[1])):
        if not any(longer.start <= run.start and run.stop <= longer.stop for longer, _ in kept):
            kept.append((run, whole))
    return sorted(kept, key=lambda each: each[0].start)


def _shared_runs(quotation: Sequence[str], words: Sequence[str]) -> Iterator[range]:
    """Yield every run of the words that the quotation has too and that neither end could make longer."""
    where: dict[str, list[int]] = {}
    for start, word in enumerate(quotation):
        where.setdefault(word, []).append(start)
    for place, word in enumerate(words):
        for start in where.get(word, ()):
            if place and start and words[place - 1] == quotation[start - 1]:
                continue
            pairs = zip(words[place:], quotation[start:], strict=False)
            length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            yield range(place, place + length)


def _trimmed(run: range, words: _Paragraph) -> range:
    """Take function words outside the marks off both ends: of `world champion” of` the last word goes."""
    inside = [place for place in run if words.marked[place] or is_content_word(words.folded[place])]
    return range(inside[0], inside[-1] + 1) if inside else range(run.start, run.start)


def _is_telling(run: range, quotation: Sequence[str], words: _Paragraph) -> bool:
    content = sum(is_content_word(words.folded[place]) for place in run)
    if any(other.start >= run.start and other.stop <= run.stop for other in words.quotations):
        return content > 0
    if content < _FEWEST_CONTENT_WORDS:
        return False
    return any(words.marked[place] for place in run) or 2 * content >= sum(map(is_content_word, quotation))


def _by_passage(statements: Sequence[_Statement], article: Article) -> Sequence[Sequence[_Statement]]:
    """Return for each passage the statements that stand in it."""
    passages = article.passages()
    starts = [passage.start for passage in passages]
    found: list[list[_Statement]] = [[] for _ in passages]
    for one in statements:
        first, last = bisect_right(starts, one.start) - 1, bisect_left(starts, one.end)
        for number in range(max(first, 0), last):
            found[number].append(one)
    return found


def _statement_at(statements: Sequence[_Statement], start: int, end: int) -> _Statement:
    """Return the statement that holds most of a place, or an empty one."""

    def shared(one: _Statement) -> int:
        return min(end, one.end) - max(start, one.start)

    best = max(statements, key=shared, default=_NO_STATEMENT)
    return best if shared(best) > 0 else _NO_STATEMENT
