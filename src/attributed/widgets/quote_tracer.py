"""The quote tracer: click a quotation in a headline, and see where its words stand, and who says them there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd

from attributed.errors import KitError
from attributed.quotations.find import find_quotes
from attributed.quotations.marks import marked_spans
from attributed.sentences import sentence_spans
from attributed.texttable import TextTable
from attributed.theme import side_looks
from attributed.tokens import count_words, word_spans
from attributed.trace import Place, outlets, places_of_words, quotations_of, said_below, speaker_of, table_of
from attributed.widgets.parts import LABEL_KEYS
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface

if TYPE_CHECKING:
    from attributed.article import Article, Passage
    from attributed.case import Case

_MOST_ARTICLES = 40
_MOST_PLACES = 40
_MOST_CHOICES = 200
_LONGEST_CHOICE = 60
_KEYS = LABEL_KEYS[:9]
_PARAGRAPHS_BEFORE = 3
"""So far back a speaker may be named whose quotation goes on."""
_IN_MARKS = {"yes": "in quotation marks", "partly": "partly in quotation marks", "no": "without quotation marks"}


@dataclass(frozen=True)
class Quotation:
    """What can be traced: wordings from one place of one article, and the statement and side that they belong to."""

    id: str
    article: str
    texts: tuple[str, ...]
    statement: str = ""
    side: str = ""
    in_body: bool = False

    @property
    def words(self) -> str:
        """The wordings as one text."""
        return " … ".join(self.texts)


@dataclass(frozen=True)
class _Line:
    """A headline or subhead, cut into plain words and quotations; the words of a quotation have their marks."""

    role: str
    parts: tuple[tuple[str, Quotation | None], ...]


class QuoteTracer(Surface):
    """The headlines of a case with their quotations as buttons, and the places of the one that is chosen.

    `places` is a table of the places, as `trace` gives it.
    """

    template = "quote_tracer.html.j2"
    title = "Quote tracer"

    def __init__(self, case: "Case", statement: str | None = None) -> None:
        """Read the headlines; nothing is traced yet, unless a statement is named or no headline has a quotation."""
        self.case = case
        self.names = outlets(case)
        self.lines = {key: _lines(case, article) for key, article in list(case.articles.items())[:_MOST_ARTICLES]}
        lines = [line for lines in self.lines.values() for line in lines]
        self.in_headlines = {one.id: one for line in lines for _, one in line.parts if one}
        self._sides = {side: look.name for side, look in side_looks(case).items()}
        self._others = self._other_choices()
        self._found: dict[str, list[Place]] = {}
        for one in list(self.in_headlines.values())[: len(_KEYS)]:
            self._places(one)  # found beforehand: the first look at a long text takes a while
        self.chosen: Quotation | None = self._first(statement)
        self.whole = False
        """Whether paragraphs are shown whole; `turned` are the places of which the opposite is shown."""
        self.turned: set[int] = set()
        self._listed = self._choice
        super().__init__()

    # What can be chosen

    def _other_choices(self) -> list[dict[str, str]]:
        """Return the statements of the bodies that have words in quotation marks."""
        table = self.case.statements
        if table.empty:
            return []
        body = table[(table["quoted"] > 0) & ~table["part"].isin(["headline", "subhead"])]
        return [
            {
                "id": str(key),
                "text": f"{key} · {self.names[article]}: {shorten(text, _LONGEST_CHOICE, placeholder=' …')}",
            }
            for key, article, text in body[["article", "text"]].itertuples(name=None)
        ]

    def _first(self, statement: str | None) -> Quotation | None:
        if statement is not None:
            return self._of_statement(statement)
        if self.in_headlines:
            return None
        if self._others:
            return self._of_statement(self._others[0]["id"])
        raise KitError(
            f"There is nothing to trace: no headline of the case {self.case.id!r} has a quotation, and none of its "
            f"statements has words in quotation marks."
        )

    def _of_statement(self, key: str) -> Quotation:
        texts = quotations_of(self.case, key)
        alone = [one for one in self.in_headlines.values() if one.statement == key]
        if len(alone) == 1:
            return alone[0]
        row = dict(self.case.statements.loc[key])
        return Quotation(
            key, row["article"], tuple(texts), key, row["side"], row["part"] not in {"headline", "subhead"}
        )

    @property
    def _choice(self) -> str:
        return self.chosen.id if self.chosen and self.chosen.id not in self.in_headlines else ""

    # What was found

    @property
    def places(self) -> TextTable:
        """The places of the chosen quotation, as `trace` gives them; none before one is chosen."""
        return table_of(self.case, self._places(self.chosen) if self.chosen else [])

    def _places(self, quotation: Quotation) -> list[Place]:
        if quotation.id not in self._found:
            self._found[quotation.id] = places_of_words(self.case, quotation.texts, quotation.side)
        return self._found[quotation.id]

    def table(self) -> pd.DataFrame:
        """Return the places of every quotation of the headlines, and of the chosen one."""
        parts = []
        first = {self.chosen.id: self.chosen} if self.chosen else {}
        for one in (first | self.in_headlines).values():
            found = table_of(self.case, self._places(one)).drop(columns=["statement", "voice"])
            found.insert(0, "quotation", f"“{one.words}”")
            parts.append(found)
        return TextTable(pd.concat(parts, ignore_index=True))

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        places, shown = self._places_in_order(), self._shown_places()
        return {
            "case": self.case,
            "headlines": [self._headline(key, lines) for key, lines in self.lines.items()],
            "left_out": len(self.case.articles) - len(self.lines),
            "chosen": self.chosen,
            "others": self._others[:_MOST_CHOICES],
            "many_others": len(self._others),
            "listed": self._listed,
            "bodies": self._bodies(self.chosen, places) if self.chosen else (),
            "alone": len(self.case.articles) == 1,
            "places": shown,
            "many": len(places),
            "whole": self.whole,
        }

    def _headline(self, key: str, lines: Sequence[_Line]) -> dict[str, Any]:
        keys = dict(zip(self.in_headlines, _KEYS, strict=False))
        return {
            "outlet": self.names[key],
            "date": self.case.articles[key].published,
            "quoting": any(one for line in lines for _, one in line.parts),
            "lines": [
                {
                    "role": line.role,
                    "parts": [
                        {"text": text, "quotation": one, "key": keys.get(one.id, "") if one else "",
                         "chosen": one == self.chosen}
                        for text, one in line.parts
                    ],
                }
                for line in lines
            ],
        }  # fmt: skip

    def _places_in_order(self) -> list[Place]:
        """Return the places of the chosen quotation, those of its own article first."""
        if self.chosen is None:
            return []
        own = self.chosen.article
        return sorted(self._places(self.chosen), key=lambda place: place.article != own)

    def _shown_places(self) -> list[dict[str, Any]]:
        return [self._shown(number, place) for number, place in enumerate(self._places_in_order()[:_MOST_PLACES])]

    def _bodies(self, chosen: Quotation, places: Sequence[Place]) -> list[tuple[str, str]]:
        """Return what the bodies do with the words, and which: the quotation’s own article first."""
        own = chosen.article
        said = {key: said_below(places, key) for key in (own, *(key for key in self.names if key != own))}
        order = list(dict.fromkeys(said.values()))
        alike = groupby(sorted(said, key=lambda key: order.index(said[key])), key=lambda key: said[key])
        return [(", ".join(self.names[key] for key in keys), what) for what, keys in alike]

    def _shown(self, number: int, place: Place) -> dict[str, Any]:
        article = self.case.articles[place.article]
        passage = article.passages()[place.passage]
        spans = list(word_spans(passage.text))
        start, end = spans[place.first][0], spans[place.first + place.count - 1][1]
        low, high = _sentence(passage.text, start, end)
        longer = (low, high) != (0, len(passage.text.rstrip()))
        is_open = longer and self.whole != (number in self.turned)
        if is_open:
            low, high = 0, len(passage.text)
        return {
            "number": number,
            "outlet": self.names[place.article],
            "where": f"paragraph {place.paragraph}" if place.paragraph else place.part,
            "itself": self._is_itself(place),
            "before": passage.text[low:start],
            "words": passage.text[start:end],
            "after": passage.text[end:high],
            "found": "the whole quotation" if place.whole else "a part of it",
            "in_marks": _IN_MARKS[place.in_marks],
            "side": place.side if place.side in self._sides else "",
            "side_name": self._sides.get(place.side, ""),
            "speaker": speaker_of(place) if place.statement else "",
            "statement": place.statement,
            "by_rule": self._by_rule(article, place, passage, start),
            "longer": longer,
            "open": is_open,
        }

    def _is_itself(self, place: Place) -> bool:
        chosen = self.chosen
        if chosen is None or place.article != chosen.article or not place.whole:
            return False
        return chosen.in_body == bool(place.paragraph) and place.statement == chosen.statement

    def _by_rule(self, article: "Article", place: Place, passage: "Passage", start: int) -> str:
        """Name the speaker whom the kit’s rules find, where no statement of the case holds a quoted place."""
        if place.statement or place.in_marks == "no":
            return ""
        passages = article.passages()
        low = passages[max(place.passage - _PARAGRAPHS_BEFORE, 0)].start
        return _speaker_at(article.text[low : passage.end], passage.start + start - low)

    # What a reader does

    def on_choose(self, action: Action) -> None:
        """Trace a quotation of a headline."""
        self.chosen = self.in_headlines[action.value]
        self.turned = set()
        self._listed = self._choice

    def on_pick(self, action: Action) -> None:
        """Trace the quotation of a statement from the list; the list itself is left alone while it has the focus."""
        if action.value:
            self.chosen = self._of_statement(action.value)
            self.turned = set()

    def on_settle(self, _: Action) -> None:
        """Draw the list with what is traced now."""
        self._listed = self._choice

    def on_read(self, action: Action) -> None:
        """Show the whole paragraph of a place, or its sentence only."""
        self.turned ^= {int(action.value)}

    def on_read_all(self, _: Action) -> None:
        """Show every paragraph whole, or only the sentences; the next quotation is shown alike."""
        self.whole = not self.whole
        self.turned = set()


def _lines(case: "Case", article: "Article") -> list[_Line]:
    """Cut the headline and subhead of an article into plain words and quotations."""
    table = case.statements
    own = table[table["article"] == article.id] if len(table) else table
    spans = list(own[["start", "end", "side"]].itertuples(name=None)) if len(own) else []
    lines = []
    number = 0
    for passage in article.passages(["headline", "subhead"]):
        parts: list[tuple[str, Quotation | None]] = []
        done = 0
        for span in marked_spans(passage.text):
            inside = passage.text[span.start + 1 : span.end - span.closed].strip()
            if not count_words(inside):
                continue
            number += 1
            low, high = passage.start + span.start, passage.start + span.end
            holding = [(min(end, high) - max(start, low), str(key), str(side)) for key, start, end, side in spans]
            most, key, side = max(holding, default=(0, "", ""), key=lambda one: one[0])
            one = Quotation(f"{article.id}-{number}", article.id, (inside,), *((key, side) if most > 0 else ()))
            parts += [(passage.text[done : span.start], None), (passage.text[span.start : span.end], one)]
            done = span.end
        lines.append(_Line(passage.role, (*parts, (passage.text[done:], None))))
    return lines


@lru_cache(maxsize=2048)
def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a place begins and ends, or the sentences, if it runs over several."""
    spans = [(low, high) for low, high in sentence_spans(text) if low < end and start < high]
    return (spans[0][0], spans[-1][1]) if spans else (0, len(text))


@lru_cache(maxsize=256)
def _speaker_at(text: str, place: int) -> str:
    holding = [quote for quote in find_quotes(text) if quote.start <= place < quote.end]
    return (holding[0].speaker or "") if holding else ""


@or_refused("Quote tracer")
def quote_tracer(case: "Case", statement: str | None = None) -> Surface:
    """Trace a quotation: where its words stand in every article, and who says them there.

    Args:
        case: the case.
        statement: the id of a statement with quotation marks, which is traced first; None for the first quotation
            of a headline, or of the case if no headline has one.

    Returns:
        A `QuoteTracer`: `tracer.places` has what was found. Bad input gives a sentence where it would be.
    """
    return QuoteTracer(case, statement)
