"""Quoted words that nobody says: titles of works, nicknames, markup, stage directions."""

import re
from collections.abc import Sequence

from attributed.quotations.classes import BE, DOCUMENTS, listed
from attributed.quotations.paragraph import Sentence, inner
from attributed.quotations.phrases import is_finite, phrase_before
from attributed.quotations.verbs import verb_forms

_WORKS = listed(
    "album anthem article ballad blog book broadcast cartoon column comedy documentary drama editorial "
    "episode essay exhibition feature film film's forum game hit hymn magazine memoir movie musical newspaper novel "
    "opera painting paper play podcast poem programme program radio report sculpture section segment series show "
    "single sitcom song soundtrack speech story study track trilogy video website"
)
_NAMING = listed(
    "christened codenamed code-named titled entitled headlined captioned named dubbed nicknamed called known"
)
_CALLING = listed(
    "call calls called calling dub dubs dubbed dubbing brand brands branded branding label labels labelled labeled "
    "nickname nicknamed refer refers referred referring describe describes described describing mock mocked"
)
"""With these somebody is given a name that somebody says."""
_READING = listed("read reads reading")
_MARKED = listed("marked stamped inscribed emblazoned painted printed engraved")
_THINGS = listed("poster sign placard headline series string flurry thread")
_WORD = re.compile(r"\w[\w’'-]*")
_SMALL = listed("a an and as at but by for from in into of on or the to vs with")
_ARTICLES = frozenset(("The", "A", "An"))
_LONGEST_HEADING = 10


def is_title(sentence: Sentence, place: int) -> bool:
    """Tell whether the quotation at a place of a sentence is a title, another name, or words on a thing.

    A title is written in title case and stands where a name stands, not behind a verb of saying, a colon or a comma,
    and not in a sentence in which somebody calls somebody names. "titled “…”", "known as “…”" and "the so-called “…”"
    introduce a name in any case; "a label reading “…”" and "a box marked “…”" the words on a thing.
    """
    words = _WORD.findall(inner(sentence[place].text))
    if not words:
        return True
    if place == 0:
        follows = len(sentence) > 1 and is_finite(sentence, 1)
        return words[0] in _ARTICLES and len(words) > 1 and _in_title_case(words) and follows
    if _introduces_a_name(sentence, place - 1) or _is_on_a_thing(sentence, place - 1):
        return True
    if not _in_title_case(words):
        return False
    before = sentence[place - 1]
    if before.lower in _WORKS or any(token.lower in _WORKS for token in sentence[place + 1 : place + 3]):
        return True
    if before.lower in {"as", "that"} or before.text in {",", ":", "—", "–"} or before.lower in verb_forms():
        return before.lower == "that" and len(words) > 1 and is_finite(sentence, place + 1)
    in_names = any(token.lower in _CALLING for token in sentence[:place])
    owned = before.lower.endswith(("'s", "s'"))
    if len(words) > 1:
        return owned or not in_names
    return owned and place + 1 < len(sentence) and sentence[place + 1].text != ":"


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
    if lower in {"titled", "entitled", "headlined", "captioned", "so-called", "codenamed", "code-named"}:
        return True
    if lower not in _NAMING or not _in_title_case(_WORD.findall(inner(sentence[place + 1].text))):
        return False
    named = phrase_before(sentence, place)
    indefinite = named is not None and sentence[named[0]].lower in {"a", "an"}  # "a show called “…”"
    return indefinite or (place > 0 and (sentence[place - 1].text == "," or sentence[place - 1].lower in BE))


def _is_on_a_thing(sentence: Sentence, place: int) -> bool:
    """Read "a label reading “…”" and "a box marked “…”", but not "a letter reading “…”"."""
    lower = sentence[place].lower
    if lower not in _READING and lower not in _MARKED:
        return False
    bearer = phrase_before(sentence, place)
    if bearer is None:
        return lower == "reading" and place > 0 and sentence[place - 1].lower not in BE
    words = [token.lower for token in sentence[bearer[0] : bearer[1]]]
    return not any(word in DOCUMENTS - _THINGS for word in words) and not sentence[bearer[1] - 1].capital


def _in_title_case(words: list[str]) -> bool:
    large = [word for word in words if word.lower() not in _SMALL]
    return bool(large) and all(word[0].isupper() or word[0].isdigit() for word in large)
