"""Quoted words that nobody says: titles of works, nicknames, markup, stage directions."""

import re
from collections.abc import Sequence

from attributed.quotations.classes import POSSESSIVES, PREPOSITIONS, SAYING, listed
from attributed.quotations.paragraph import Sentence, inner
from attributed.quotations.phrases import is_finite, phrase_before
from attributed.quotations.verbs import verb_forms

_WORKS = listed(
    "album anthem article ballad blog book broadcast cartoon cartoon column comedy documentary drama editorial "
    "episode essay exhibition feature film film's forum game hit hymn magazine memoir movie musical newspaper novel "
    "opera painting paper play podcast poem programme program radio report sculpture section segment series show "
    "single sitcom song soundtrack speech story study track trilogy video website"
)
_NAMING = listed(
    "christened codenamed code-named titled entitled headlined captioned named dubbed nicknamed called known"
)
_WORD = re.compile(r"\w[\w’'-]*")
_SMALL = listed("a an and as at but by for from in into of on or the to vs with")
_ARTICLES = frozenset(("The", "A", "An"))
_SEVERAL = 2
_LONGEST_HEADING = 10


def is_title(sentence: Sentence, place: int) -> bool:
    """Tell whether the quotation at a place of a sentence is the title of a work, or another name.

    A title is written in title case and stands where a name stands: behind a preposition, an owner, or a word for
    works ("the song “…”"), or before such a word. "titled “…”" and "known as “…”" introduce a name in any case.
    """
    words = _WORD.findall(inner(sentence[place].text))
    before = sentence[place - 1] if place else None
    after = sentence[place + 1] if place + 1 < len(sentence) else None
    if not words:
        return True
    if before is not None and _introduces_a_name(sentence, place - 1):
        return True
    if not _in_title_case(words):
        return False
    if words[0] in _ARTICLES and len(words) > 1 and before is not None and is_finite(sentence, place - 1):
        return sentence[place - 1].lower not in SAYING and sentence[place - 1].lower not in verb_forms()
    if words[0] in _ARTICLES and len(words) > 1 and place + 1 < len(sentence) and is_finite(sentence, place + 1):
        return True
    near_work = (before is not None and before.lower in _WORKS) or any(
        token.lower in _WORKS for token in sentence[place + 1 : place + 3]
    )
    if near_work:
        return True
    if before is None or len(words) < _SEVERAL:
        return before is not None and before.lower.endswith(("'s", "s'")) and after is not None and after.text != ":"
    return (
        before.lower.endswith(("'s", "s'"))
        or (before.lower in PREPOSITIONS and before.lower != "as")
        or before.lower in POSSESSIVES
        or before.text.isdigit()
    )


def is_nickname(text: str, start: int, end: int) -> bool:
    """Tell whether a marked stretch is a name inside a name: Robert “Bob” Jones."""
    words = inner(text[start:end])
    return (
        words.isalpha()
        and words[0].isupper()
        and re.search(r"[A-Z][\w.]*[ \u00a0]$", text[max(0, start - 20) : start]) is not None
        and re.match(r"[ \u00a0][A-Z]\w", text[end : end + 3]) is not None
    )


def is_stage_direction(text: str) -> bool:
    """Tell whether marked words are a note of what happened: (APPLAUSE)."""
    return re.fullmatch(r"[(\[][A-Z .,]+[)\]]?\.?[)\]]?", inner(text)) is not None


def is_heading(sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Tell whether a paragraph is nothing but a few marked words in title case: a heading between paragraphs."""
    if len(sentences) != 1 or sum(token.quoted >= 0 for token in sentence) != 1:
        return False
    words = _WORD.findall(inner(next(token.text for token in sentence if token.quoted >= 0)))
    alone = not any(token.is_word for token in sentence)
    return (
        alone
        and 1 < len(words) <= _LONGEST_HEADING
        and all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
        and sum(word[0].isupper() for word in words) > 1
    )


def _introduces_a_name(sentence: Sentence, place: int) -> bool:
    lower = sentence[place].lower
    if lower == "as" and place:
        return sentence[place - 1].lower == "known"
    if lower in {"titled", "entitled", "headlined", "captioned"}:
        return True
    passive = place and (sentence[place - 1].text == "," or sentence[place - 1].lower in {"is", "was", "be"})
    named = phrase_before(sentence, place) if lower in _NAMING else None
    indefinite = named is not None and sentence[named[0]].lower in {"a", "an"}  # "a show called “…”"
    return (
        lower in _NAMING
        and (bool(passive) or indefinite)
        and _in_title_case(_WORD.findall(inner(sentence[place + 1].text)))
    )


def _in_title_case(words: list[str]) -> bool:
    large = [word for word in words if word.lower() not in _SMALL]
    return bool(large) and all(word[0].isupper() or word[0].isdigit() for word in large)
