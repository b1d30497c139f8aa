"""Words: what counts as one, where it stands, and which spellings a reader takes for the same word.

Two steps, always in this order. `word_spans` finds the words without changing the text, so that every offset
points into it. `fold_word` says which words count as the same: "China’s" and "China", "Allies" and "allies",
"U.S." and "US"; but not "US", the country, and "us", the pronoun.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

WORD = (
    r"(?:[^\W\d_]\.){2,}(?:[’']s\b)?"  # U.S.; U.S.’s
    r"|\d+(?:[.,]\d+)*\w*(?:-\w+)*"  # 30,000; 7.5; 11-year; 250bps
    r"|\w[\w\u0300-\u036f]*(?:[’'‑-]\w[\w\u0300-\u036f]*)*"  # allies; China’s; so-called; combining accents
)
"""The pattern of a word. An apostrophe or a hyphen belongs to it only between two letters."""

# Python's own engine: NLTK's tokenizer stops after five seconds of work, which a long text can take.
_PATTERN = re.compile(WORD)
_SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\w\w)([iy])s(?=(?:e[ds]?|ers?|ing|ations?|ational(?:ly)?)$)", r"\1z"),
        (r"(?<=\w\w)our", "or"),
        (r"(?<=\w\w)tre(?=s?$)", "ter"),
        (r"^((?:de|of)f|lic|pret)ense(?=[ds]?$)", r"\1ence"),
        (r"logue(?=s?$)", "log"),
        (r"([aeiou][^aeiou\W]+[aeiou])ll(?=(?:ed|ing|ers?)$)", r"\1l"),
        (r"^programme(?=s?$)", "program"),
    )
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-"})
_IS_OR_HAS = frozenset(
    [
        "it's",
        "that's",
        "what's",
        "who's",
        "he's",
        "she's",
        "here's",
        "there's",
        "where's",
        "how's",
        "when's",
        "why's",
        "let's",
        "everyone's",
        "everybody's",
        "someone's",
        "somebody's",
        "nothing's",
        "something's",
    ]
)
"""Words in which 's is far oftener "is" or "has" than the mark of an owner: they stay as they are."""

_NOT_THE_PRONOUN = {"US": "US", "U.S": "US", "WHO": "WHO", "W.H.O": "WHO", "IT": "IT", "I.T": "IT"}
"""Abbreviations that would become another word in small letters."""


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of every word: `text[start:end]` is the word as printed."""
    return (match.span() for match in _PATTERN.finditer(text))


def words_of(text: str) -> list[str]:
    """Return the words of a text as printed."""
    return _PATTERN.findall(text)


def count_words(text: str) -> int:
    """Count the words of a text; "China’s", "so-called" and "30,000" are one word each."""
    return len(words_of(text))


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """Return the form under which a reader would count a word.

    Case, the shape of the apostrophe, the owner’s 's and the dots of an abbreviation go. "US", "WHO" and "IT"
    keep their capitals: in small letters they would be other words. What 's stands for in "China's" cannot be
    told from the word alone; it is taken for the owner's mark, except after words such as "it" and "that".
    """
    plain = word.translate(_APOSTROPHES)
    if plain.endswith(("'s", "'S")) and plain.casefold() not in _IS_OR_HAS:
        plain = plain[:-2]
    if plain.rstrip(".") in _NOT_THE_PRONOUN:
        return _NOT_THE_PRONOUN[plain.rstrip(".")]
    return plain.replace(".", "").casefold() if plain.endswith(".") else plain.casefold()


@lru_cache(maxsize=1 << 16)
def fold_spelling(word: str) -> str:
    """Fold a word and its British or American spelling.

    -ise and -ize, -yse and -yze, -our and -or, -tre and -ter, -ence and -ense (of defence, offence, licence, pretence),
    -logue and -log, -lled and -led (of travelled), programme and program. Other pairs stay two words. The result is
    for comparing, not for reading: "promise" becomes "promize", like every other word of that shape.
    """
    folded = fold_word(word)
    for pattern, replacement in _SPELLINGS:
        folded = pattern.sub(replacement, folded)
    return folded
