"""What is printed in each part of a sheet, taken from the case: paragraphs, tables, facts, charts."""

import base64
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import attributed
from attributed.errors import KitError
from attributed.reading import StatementCard, show
from attributed.sheets.answers import book_of, discussion_of, statement_answer, word_answer
from attributed.sheets.markdown import as_html

if TYPE_CHECKING:
    from attributed.article import Article, Passage
    from attributed.case import Case
    from attributed.chart import Chart
    from attributed.codebook import Codebook
    from attributed.sheets.source import Part

WORD_COLUMNS = ("owner", "about", "label")
"""What is asked about an evaluative word where the sheet does not say."""


@dataclass(frozen=True)
class Line:
    """One row of a table to fill in; for the lecturer, also how the coders split and what was noted."""

    id: str
    cells: tuple[str, ...]
    discussion: str = ""
    note: str = ""


@dataclass(frozen=True)
class Card:
    """A paragraph with the statements marked in it, and a row of the table for each.

    `pieces` make up the paragraph: words, and the id of the statement that they are, or empty.
    """

    place: str
    pieces: tuple[tuple[str, str], ...]
    rows: tuple[Line, ...]


@dataclass(frozen=True)
class Rendering:
    """Words to write on: what they are, and the words."""

    name: str
    words: str


@dataclass(frozen=True)
class Picture:
    """A chart as it is printed: an address that holds the picture itself, its alt text, its width in millimetres."""

    address: str
    alt: str
    width: int


@dataclass(frozen=True)
class Contents:
    """Everything that one part prints."""

    heading: str
    text: str
    article: "Article | None"
    columns: tuple[str, ...]
    narrow: frozenset[str]
    cards: tuple[Card, ...]
    words: tuple[Card, ...]
    codebook: "Codebook | None"
    facts: tuple[dict[str, str], ...]
    renderings: tuple[Rendering, ...]
    lines: int
    answer: str
    picture: Picture | None


def contents_of(case: "Case", part: "Part", *, answers: bool) -> Contents:
    """Gather what a part prints.

    Args:
        case: the case.
        part: the part, as the file describes it.
        answers: whether this is the lecturer’s sheet.

    Raises:
        KitError: if the part names what the case does not have (with file and line), or a text of the case is missing.
    """
    columns = part.columns or (WORD_COLUMNS if part.words else ())
    return Contents(
        heading=part.heading,
        text=_prose(part, "text"),
        article=_article(case, part),
        columns=columns,
        narrow=frozenset(column for column in columns if book_of(case, column) or column == "owner"),
        cards=tuple(_cards(case, part, columns, answers=answers)),
        words=tuple(_word(case, key, columns, answers=answers) for key in _ids(part, "words", case)),
        codebook=_codebook(case, part),
        facts=tuple(_fact(case, key, answers=answers) for key in _ids(part, "facts", case)),
        renderings=tuple(_renderings(case, part)),
        lines=0 if answers else part.lines,
        answer=_prose(part, "answer") if answers else "",
        picture=_picture(case, part) if answers and part.chart else None,
    )


def _prose(part: "Part", key: str) -> str:
    try:
        return as_html(getattr(part, key))
    except KitError as error:
        raise part.error(key, str(error)) from None


def _ids(part: "Part", key: str, case: "Case") -> tuple[str, ...]:
    """Return the ids that a part lists under a key, all of which the case has."""
    named: tuple[str, ...] = getattr(part, key)
    if not named:
        return ()
    tables = {"statements": lambda: case.codes, "words": lambda: case.words, "facts": lambda: case.facts}
    known = list(map(str, tables[key]().index))
    for name in named:
        if name not in known:
            raise part.error(key, f"{key!r} names {name!r}, which this case does not have. {_range(known)}")
    return named


def _range(ids: Sequence[str]) -> str:
    return f"Its ids run from {ids[0]} to {ids[-1]}." if ids else "It has none."


def _article(case: "Case", part: "Part") -> "Article | None":
    if not part.article:
        return None
    if part.article not in case.articles:
        known = ", ".join(case.articles)
        raise part.error("article", f"there is no article {part.article!r} in this case. Its articles: {known}.")
    return case.articles[part.article]


def _codebook(case: "Case", part: "Part") -> "Codebook | None":
    if not part.codebook:
        return None
    if part.codebook not in case.codebooks:
        raise part.error("codebook", f"there is no codebook {part.codebook!r}. Codebooks: {', '.join(case.codebooks)}.")
    return case.codebooks[part.codebook]


def _cards(case: "Case", part: "Part", columns: tuple[str, ...], *, answers: bool) -> Iterator[Card]:
    """Yield a card a paragraph: neighbours of a list that stand in one paragraph share it."""
    together: list[StatementCard] = []
    for key in _ids(part, "statements", case):
        card = show(case, key)[0]
        if together and not _follows(case, together[-1].id, key):
            yield _card(case, together, columns, answers=answers)
            together = []
        together.append(card)
    if together:
        yield _card(case, together, columns, answers=answers)


def _span(case: "Case", key: str) -> tuple[int, int]:
    row = dict(case.codes.loc[key])
    return row["start"], row["end"]


def _home(case: "Case", key: str) -> "tuple[Article, Passage]":
    article = case.articles[str(case.codes.loc[key, "article"])]
    return article, article.paragraph_at(_span(case, key)[0])


def _follows(case: "Case", first: str, second: str) -> bool:
    return _home(case, first) == _home(case, second) and _span(case, first)[1] <= _span(case, second)[0]


def _card(case: "Case", together: Sequence[StatementCard], columns: tuple[str, ...], *, answers: bool) -> Card:
    article, home = _home(case, together[0].id)
    pieces: list[tuple[str, str]] = []
    place = home.start
    for card in together:
        start, end = _span(case, card.id)
        pieces += [(article.text[place:start], ""), (card.text, card.id)]
        place = end
    pieces.append((article.text[place : home.end], ""))
    rows = tuple(
        Line(
            card.id,
            tuple(
                statement_answer(case, card.id, column, before) if answers else ""
                for before, column in zip(("", *columns), columns, strict=False)
            ),
            discussion_of(case, card.id) if answers else "",
            str(case.codes.at[card.id, "note"]) if answers else "",
        )
        for card in together
    )
    return Card(f"{article.outlet}, {_place(article, home)}", tuple(piece for piece in pieces if piece[0]), rows)


def _place(article: "Article", home: "Passage") -> str:
    return f"paragraph {article.paragraphs.index(home) + 1}" if home.role == "body" else home.role


def _word(case: "Case", key: str, columns: tuple[str, ...], *, answers: bool) -> Card:
    row = dict(case.words.loc[key])
    card = show(case, str(row["statement"]))[0]
    begin, _ = _span(case, card.id)
    start, end = row["start"] - begin, row["end"] - begin
    pieces = ((card.text[:start], ""), (card.text[start:end], key), (card.text[end:], ""))
    cells = tuple(word_answer(case, key, column) if answers else "" for column in columns)
    return Card(f"{card.outlet}, {card.id}", tuple(piece for piece in pieces if piece[0]), (Line(key, cells),))


def _fact(case: "Case", key: str, *, answers: bool) -> dict[str, str]:
    row = {str(name): str(value) for name, value in case.facts.loc[key].items()}
    words = row["key_words"] or row["line"] or row["fact"]
    note = row["fact"] if answers and row["fact"] != words else ""
    return {"id": key, **row, "words": words, "note": note}


def _renderings(case: "Case", part: "Part") -> Iterator[Rendering]:
    for key in part.renderings:
        if key in case.codes.index:
            card = show(case, key)[0]
            yield Rendering(f"{key} · {card.outlet}, {_place(*_home(case, key))}", card.text)
        elif key in case.facts.index:
            fact = _fact(case, key, answers=False)
            name = " · ".join(filter(None, (key, fact["actor"], fact["date"])))
            yield Rendering(name, fact["words"])
        else:
            statements, facts = (_range(list(map(str, table.index))) for table in (case.codes, case.facts))
            raise part.error(
                "renderings",
                f"'renderings' names {key!r}, which is neither a statement nor a fact of this case. "
                f"Statements: {statements} Facts: {facts}",
            )


def _picture(case: "Case", part: "Part") -> Picture:
    charts = [name for name in attributed.__all__ if name.startswith("plot_")]
    if part.chart not in charts:
        raise part.error("chart", f"the kit has no chart {part.chart!r}. Charts: {', '.join(charts)}.")
    draw = getattr(attributed, part.chart)
    try:
        inspect.signature(draw).bind(case)
    except TypeError:
        raise part.error("chart", f"{part.chart!r} needs more than the case; a sheet prints no such chart.") from None
    chart: Chart = draw(case)
    address = "data:image/png;base64," + base64.b64encode(chart.png()).decode("ascii")
    return Picture(address, chart.alt, min(round(chart.figure.get_figwidth() * 25), 170))
