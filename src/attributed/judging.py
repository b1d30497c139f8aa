"""Judging words: what each judges, whose word it is, and about what.

After Martin, J. R., & White, P. R. R. (2005). The Language of Evaluation, reduced to the codebook “words”. The words of
a case were found and coded by a reader (words.csv). A lexicon finds other words, and none of their owners.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from attributed.errors import KitError
from attributed.statements import expect_statement, ids_run
from attributed.texttable import TextTable

if TYPE_CHECKING:
    from attributed.case import Case

COLUMNS = {
    "word": "word",
    "statement": "statement",
    "side": "side",
    "owner": "owner",
    "about": "about",
    "label": "label",
    "label_alt": "also accepted",
    "inside_quote_marks": "in marks",
}
"""The columns of a case’s words that `judging_words` shows, and what it calls them."""


def judging_words(case: "Case", label: str | None = None, side: str | None = None) -> TextTable:
    """Return the judging words of a case, in the order of the page, those of a label or a side if you name one.

    Args:
        case: the case.
        label: a label of the codebook “words”, such as "TRUTH".
        side: a label of the codebook “side”, such as "CHINA"; "NARRATOR" gives the reporters’ own words.

    Returns:
        One row a word, by its id: the word as printed; the statement that it stands in; the side of its owner; the
        owner, "source" or "narrator"; what it is about, by the codebook “object”; its label; another label that counts
        too; and whether it stands inside quotation marks.

    Raises:
        KitError: if a codebook has no such label, or the case’s articles are missing.
    """
    words = case.words
    for column, book, wanted in (("label", "words", label), ("side", "side", side)):
        if wanted is not None:
            _ = case.codebooks[book][wanted]  # an unknown label gets its sentence here
            words = words[words[column] == wanted]
    return TextTable(words[list(COLUMNS)].rename(columns=COLUMNS))


def mirrored_words(case: "Case") -> TextTable:
    """Return the judging words that sources of more than one side use, each with what it is about.

    A narrator’s words are left out: a reporter who takes over a party’s word is another matter.

    Returns:
        One row for each word, side and object, by the word: side, about, and the statements in which it stands.
    """
    words = case.words[case.words["owner"] == "source"]
    words = words.assign(word=words["word"].astype(str).str.lower())
    sides = words.groupby("word")["side"].nunique()
    both = words[words["word"].isin(sides.index[sides > 1])]
    rows = [
        {"word": word, "side": side, "about": about, "statements": tuple(group["statement"])}
        for (word, side, about), group in both.groupby(["word", "side", "about"])
    ]
    return TextTable(TextTable(rows, columns=["word", "side", "about", "statements"]).set_index("word"))


# Words where they stand


@dataclass(frozen=True)
class MarkedWord:
    """One judging word of a statement: `start` and `end` count from the beginning of the statement."""

    start: int
    end: int
    label: str
    side: str
    about: str
    narrator: bool

    @property
    def answers(self) -> str:
        """The answers to the three questions, in one line."""
        return f"{self.label} · {self.side} · {self.about}"


@dataclass(frozen=True)
class WordCard:
    """One statement with its judging words marked."""

    id: str
    outlet: str
    speaker: str
    text: str
    words: tuple[MarkedWord, ...]

    def pieces(self) -> Iterator[tuple[str, MarkedWord | None]]:
        """Yield the statement in pieces, each with the judging word that it is, or None."""
        last = 0
        for word in self.words:
            yield self.text[last : word.start], None
            yield self.text[word.start : word.end], word
            last = word.end
        yield self.text[last:], None

    def __repr__(self) -> str:
        """Give the statement in one line, each judging word with its answers behind it."""
        marked = "".join(f"[{piece}: {word.answers}]" if word else piece for piece, word in self.pieces())
        return f"{self.id} ({self.outlet}, {self.speaker}): {marked}"

    def _repr_html_(self) -> str:
        text = "".join(_marked(piece, word) if word else html.escape(piece) for piece, word in self.pieces())
        rows = "".join(
            f"<div style='white-space:nowrap;font-size:.9em'>{html.escape(piece)}: <strong>{html.escape(word.answers)}"
            "</strong></div>"
            for piece, word in self.pieces()
            if word
        )
        return (
            f"<div style='max-width:42em;margin:.4em 0 1.2em;line-height:1.6'><strong>{self.id}</strong> · "
            f"{html.escape(self.outlet)} · {html.escape(self.speaker)}<br>{text}"
            f"<div style='margin:.2em 0 0 1.5em'>{rows}</div></div>"
        )


def _marked(piece: str, word: MarkedWord) -> str:
    """Mark a word; a narrator’s has a broken line round it."""
    line = "1.5px dashed #1A1A1A" if word.narrator else "1.5px solid transparent"
    style = f"background:#FFE9A8;color:#1A1A1A;border:{line};border-radius:3px"
    return f"<mark style='{style}'>{html.escape(piece)}</mark>"


class WordCards(tuple[WordCard, ...]):
    """Several cards, shown one below the other."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Give every card as text."""
        return "\n".join(repr(card) for card in self)

    def _repr_html_(self) -> str:
        return "".join(card._repr_html_() for card in self)


def show_words(case: "Case", *ids: str) -> WordCards:
    """Show statements with their judging words marked; below, the label, the side of the owner and the object of each.

    A narrator’s word has a broken line round it.

    Raises:
        KitError: if there is no statement of that id, or none was asked for.
    """
    table = case.statements
    if not ids:
        raise KitError(f"show_words() needs the id of a statement. {ids_run(table)}")
    cards = []
    for key in ids:
        expect_statement(table, key)
        row = dict(table.loc[key])
        cards.append(
            WordCard(
                id=key,
                outlet=case.articles[row["article"]].outlet,
                speaker=row["speaker"].strip("[]"),
                text=row["text"],
                words=tuple(_words_in(case.words[case.words["statement"] == key], row["start"])),
            )
        )
    return WordCards(cards)


def _words_in(words: pd.DataFrame, begin: int) -> Iterator[MarkedWord]:
    for word in words.sort_values("start").to_dict("records"):
        yield MarkedWord(
            start=word["start"] - begin,
            end=word["end"] - begin,
            label=word["label"],
            side=word["side"],
            about=word["about"],
            narrator=word["owner"] == "narrator",
        )
