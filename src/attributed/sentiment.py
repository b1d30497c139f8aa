"""A sentiment score of the simplest kind, made to show what it cannot see. Do not measure anything with it.

Positive words minus negative words, over both: counting against a list, as in Young, L., & Soroka, S. (2012).
Affective News: The Automated Coding of Sentiment in Political Texts. Political Communication 29(2), who divide by all
words of the text instead. The list is the kit’s lexicon “evaluative”. The score does not know whose a word is, what
it is about, whether a “not” stands before it, whether it is quoted, or whether it is meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from attributed.errors import KitError
from attributed.lexicon import Lexicon, load_lexicon, mark
from attributed.statements import expect_statement
from attributed.texttable import TextTable

if TYPE_CHECKING:
    from attributed.case import Case


@dataclass(frozen=True)
class SentimentScore:
    """A score from -1 to 1, or None where no word of the list was found, and the words that it rests on."""

    value: float | None
    positive: tuple[str, ...]
    negative: tuple[str, ...]

    def __repr__(self) -> str:
        """Give the score with its words."""
        if self.value is None:
            return "no score: no word of the list was found"
        return f"{signed(self.value)} (positive: {_words(self.positive)}; negative: {_words(self.negative)})"


def signed(value: float) -> str:
    """Write a score: −1.00, 0.00, +0.33."""
    return f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0.00"


def _words(words: Sequence[str]) -> str:
    return ", ".join(words) or "none"


def sentiment_score(text: str, lexicon: Lexicon | str | Path = "evaluative") -> SentimentScore:
    """Return positive words minus negative words, over both together: 1 if all are positive, -1 if all are negative.

    Args:
        text: any text.
        lexicon: a lexicon with polarity, or what `load_lexicon` takes.

    Raises:
        KitError: if `text` is no text, or the lexicon has no polarity.
    """
    chosen = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon)
    if not chosen.has_polarity:
        raise KitError(f"The lexicon {chosen.id!r} does not say which words are pos and which are neg; take another.")
    hits = mark(text, chosen)
    positive, negative = (tuple(hits.loc[hits["polarity"] == pole, "text"]) for pole in ("pos", "neg"))
    found = len(positive) + len(negative)
    return SentimentScore((len(positive) - len(negative)) / found if found else None, positive, negative)


def sentiment_scores(case: "Case", *ids: str) -> TextTable:
    """Return the score of statements of a case, beside what a reader says of their judging words.

    Args:
        case: the case.
        ids: the statements; none for all of them.

    Returns:
        One row a statement: side, its words, the score, the words that it rests on, and `judges`, what the judging
        words of its source are about and by which label, as a reader coded them.

    Raises:
        KitError: if there is no statement of that id.
    """
    statements = case.statements
    for key in ids:
        expect_statement(statements, key)
    coded = case.words[case.words["owner"] == "source"]
    rows = []
    for key in ids or tuple(statements.index):
        text = str(statements.at[key, "text"])
        score = sentiment_score(text)
        own = coded[coded["statement"] == key]
        judged = dict.fromkeys(f"{label} of {about}" for label, about in zip(own["label"], own["about"], strict=True))
        rows.append(
            {
                "id": key,
                "side": statements.at[key, "side"],
                "text": text,
                "score": "none" if score.value is None else signed(score.value),
                "rests on": (*score.positive, *score.negative),
                "judges": tuple(judged),
            }
        )
    return TextTable(TextTable(rows).set_index("id"))
