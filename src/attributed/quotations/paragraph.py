"""A paragraph as sentences of tokens in which every marked quotation is one token.

Sentences end outside quotation marks. A full stop inside the marks ends the sentence too, unless the sentence
goes on behind them with a small letter; where an attribution follows ("Stop!" said the mayor.), `?` and `!` do not.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from attributed.quotations.marks import Marked

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mrs?|Ms|Messrs|Engr|Insp|Supt|Brig|Cllr|Const|Amb|Asst|Del|Ald|Atty|Drs?|Prof|Revd?|Hon|Fr|Srs?|Jrs?|St|Gens?|Cols?|Lt|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Sens?|Reps?|Govs?|Pres"
    r"|Corp|Inc|Ltd|Co|Bros|Dept|No|vs|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.(?=\s)"
    r"|\b(?:I|[Yy]ou|[HhWw]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]ho|[Tt]hat|[Tt]here|[Ww]hat)(?=[’'](?:s|re|ve|d|ll|m)\b)"  # he’s
    r"|(?<=\w)[’'](?:s|re|ve|d|ll|m)\b"
    r"|\d+(?:[.,]\d+)*\w*"
    r"|\w+(?:[’'‑-]\w+)*(?:(?<=s)[’'](?!\w))?"  # China’s; allies’
    r"|\.{2,}|--+|[^\w\s]"
)
_ABBREVIATIONS = frozenset(("US", "WHO", "IT"))
_TITLE_CASE = 0.6
"""Share of words with a capital from which a sentence counts as a headline in title case."""
_LONGEST = 150
"""More tokens than a sentence of news ever has: a longer run is cut, so that no text takes more than linear time."""
_MARKS = " \t\u00a0“”„«»\"＂‘’'`"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark, or a whole quotation (`quoted` is its number in the text)."""

    start: int
    end: int
    text: str
    lower: str
    quoted: int = -1

    @property
    def is_word(self) -> bool:
        """Tell whether the token is a word or a number."""
        return self.quoted < 0 and self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Tell whether the token is a word that begins with a capital letter."""
        return self.quoted < 0 and self.text[0].isupper()


class Sentence(list[Token]):
    """The tokens of a sentence, and what has been found out about them: each thing is looked up once.

    `finite` says of each token whether it looks like a finite verb; `subjects` holds the subject of each verb that
    was asked for, None also while it is being looked for, so that no verb waits for itself.
    """

    def __init__(self, tokens: Iterable[Token] = ()) -> None:
        """Take the tokens."""
        super().__init__(tokens)
        self.finite: list[bool] = []
        self._headline: bool | None = None
        self.subjects: dict[int, tuple[int, int] | None] = {}

    @property
    def headline(self) -> bool:
        """Tell whether most words have a capital, so that a capital says nothing."""
        if self._headline is None:
            words = [token for token in self if token.is_word]
            self._headline = sum(token.capital for token in words) > _TITLE_CASE * len(words)
        return self._headline


def inner(text: str) -> str:
    """Return what stands between the marks."""
    return text.strip(_MARKS)


def read_paragraph(text: str, start: int, end: int, marked: Sequence[tuple[int, Marked]]) -> list[Sentence]:
    """Cut one paragraph of a text into sentences. `marked` are its quotations with their numbers."""
    tokens: list[Token] = []
    place = start
    for number, span in marked:
        tokens.extend(_plain(text, place, span.start))
        tokens.append(Token(span.start, span.end, text[span.start : span.end], "", number))
        place = span.end
    tokens.extend(_plain(text, place, end))
    return list(_sentences(tokens))


def _plain(text: str, start: int, end: int) -> list[Token]:
    words = [match.span() for match in _TOKEN.finditer(text, start, end)]
    shouted = not any(character.islower() for character in text[start:end])
    return [Token(low, high, text[low:high], _lowered(text[low:high], shouted=shouted)) for low, high in words]


def _lowered(word: str, *, shouted: bool) -> str:
    """Give a word in small letters; US, WHO and IT stay as they are, or they would be pronouns."""
    return word if word in _ABBREVIATIONS and not shouted else word.lower().replace("’", "'")


def _sentences(tokens: Sequence[Token]) -> list[Sentence]:
    found: list[Sentence] = []
    current = Sentence()
    for here, following in zip_longest(tokens, tokens[1:]):
        current.append(here)
        if following is None or len(current) >= _LONGEST or _ends(here, following):
            found.append(current)
            current = Sentence()
    return found


def _ends(here: Token, following: Token) -> bool:
    starts_anew = following.capital or following.quoted >= 0 or following.text[0] in "“‘'\"(["
    if here.quoted < 0:
        return here.text in {".", "!", "?"} and starts_anew
    last = inner(here.text)[-1:]
    if following.quoted >= 0:
        return last in {".", "!", "?"}
    return last == "." and starts_anew and not here.text.rstrip(_MARKS).endswith("..")
