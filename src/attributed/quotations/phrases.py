"""Noun phrases: where the words begin and end that name somebody.

A small part of English, read off closed classes and word order: a phrase is found whole, with its apposition ("the
spokesman, Zhao Lijian") and its prepositional phrases ("the embassy in Australia").
"""

from attributed.quotations.classes import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    INDEFINITE,
    IRREGULAR_VERBS,
    MONTHS,
    NOT_ADVERBS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    PRESENTS,
    PRONOUNS,
    RELATIVES,
    SAYING,
    SUBORDINATORS,
    listed,
)
from attributed.quotations.paragraph import Sentence, Token
from attributed.quotations.verbs import third_persons

Phrase = tuple[int, int]
"""A run of tokens of a sentence: first, and one past the last."""

_CLOSED = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | RELATIVES | SUBORDINATORS | AUXILIARIES | PRONOUNS | ADVERBS
_ATTACHED = listed("of for in at from with on to against behind about over")
_PLACES_AND_PURPOSES = listed("of for in at from with by")
_PHRASES_OF_THEIR_OWN = listed("both many some all another one two this")
_JOINERS = frozenset('&/$%-#@“”"‘’')
"""Marks inside a name, those of a nickname among them: Robert “Bob” Lyle."""
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii"))
_LONGEST_BRACKET = 8
_ROOM_FOR_A_TITLE = 3
LONGEST = 40
"""More tokens than a subject has."""


def is_adverb(token: Token) -> bool:
    """Tell whether a word is an adverb by the list or by its ending."""
    lower = token.lower
    if lower in ADVERBS:
        return True
    return lower.endswith("ly") and lower not in NOT_ADVERBS and len(lower) > len("only") and not token.capital


def is_ing(token: Token) -> bool:
    """Tell whether a word is an -ing form."""
    return token.lower.endswith("ing") and len(token.lower) > len("king")


def is_noun(sentence: Sentence, place: int) -> bool:
    """Tell whether a word may belong to a noun phrase: no small word, no adverb, no verb."""
    token = sentence[place]
    if not token.is_word:
        return False
    if token.lower in _CLOSED:
        return (
            token.capital
            and place > 0
            and token.lower not in PRONOUNS
            and len(token.text) > 1
            and (token.text.isupper() or (token.lower in {"may", "will", "most", "first", "second", "march"}))
        )
    return not is_adverb(token) and not is_finite(sentence, place)


def is_finite(sentence: Sentence, place: int) -> bool:
    """Tell whether a word in small letters looks like the finite verb of a clause; past the end nothing does."""
    if not sentence.finite:
        sentence.finite = [_is_finite(sentence, k) for k in range(len(sentence))]
    return place < len(sentence) and sentence.finite[place]


def _is_finite(sentence: Sentence, place: int) -> bool:
    token = sentence[place]
    lower = token.lower
    if lower in AUXILIARIES:
        return True
    if not token.is_word or (token.capital and not (place and sentence.headline and lower in third_persons())):
        return False
    before = sentence[place - 1] if place else None
    modifies = before is not None and (
        before.lower in DETERMINERS
        or before.lower in PREPOSITIONS
        or before.text.isdigit()
        or before.lower.endswith(("'s", "s'"))
        or (is_adverb(before) and place > 1 and sentence[place - 2].lower in DETERMINERS)
    )
    if modifies:
        return False
    if lower in IRREGULAR_VERBS or lower in PRESENTS or lower in SAYING:
        return True
    if lower in third_persons():
        following = sentence[place + 1] if place + 1 < len(sentence) else None
        return (
            before is not None
            and (before.capital or before.lower in PERSONAL or before.text == ",")
            and (following is None or following.lower not in PREPOSITIONS - {"for", "on"})
        )
    if place == 0 or before is None or before.quoted >= 0:
        return False
    return (
        lower.endswith("ed") and len(lower) > len("red") and lower not in {"need", "speed", "breed", "indeed", "united"}
    )


def phrase_before(sentence: Sentence, end: int) -> Phrase | None:
    """Return the noun phrase that ends just before a place, None where no noun stands there."""
    low = end - 1
    if low >= 0 and sentence[low].text == ")":
        low = _opening(sentence, low) - 1
    if low < 0:
        return None
    if sentence[low].lower in PERSONAL | INDEFINITE:
        return low, end
    if not is_noun(sentence, low):
        return (low, end) if sentence[low].lower in _PHRASES_OF_THEIR_OWN else None
    while low > 0 and end - low < LONGEST:
        further = _further_left(sentence, low)
        if further == low:
            break
        begins = sentence[further].lower in DETERMINERS | POSSESSIVES and not _is_part(sentence, further)
        low = further
        if begins:
            break
    if sentence[low].lower in _ATTACHED | CONJUNCTIONS:
        low += 1
    return (_with_title(sentence, low), end) if low < end else None


def _further_left(sentence: Sentence, low: int) -> int:
    """Return where a phrase that reaches down to `low` begins if the token before it belongs to it as well."""
    before = sentence[low - 1]
    lower = before.lower
    if before.text == ")":
        return max(_opening(sentence, low - 1), 0)
    if before.quoted >= 0 or not before.is_word:
        joins = before.text in _JOINERS or (before.text == "," and sentence[low].lower in _SUFFIXES)
        return low - 1 if joins else low
    if lower in DETERMINERS or lower in POSSESSIVES:
        return low - 1
    if lower in _ATTACHED:
        attached = low > 1 and _is_head(sentence, low - 2) and not is_time(sentence[low - 2])
        return low - 1 if attached else low
    if lower == "and":
        return low - 1 if _joins(sentence, low - 1) else low
    verbal = is_ing(before) and not before.capital and sentence[low].capital  # "after winning Smith said"
    stops = is_time(before) or verbal or not is_noun(sentence, low - 1)
    return low if stops else low - 1


def _is_head(sentence: Sentence, place: int) -> bool:
    """Tell whether a phrase may hang on a word: "the head of", "one of"."""
    return is_noun(sentence, place) or sentence[place].lower in _PHRASES_OF_THEIR_OWN


def _is_part(sentence: Sentence, low: int) -> bool:
    """Tell whether a phrase that begins with "the" is part of a larger one: "the head of the board", "all the men"."""
    if low > 1 and sentence[low - 1].lower in _ATTACHED and _is_head(sentence, low - 2):
        return True
    return low > 0 and sentence[low - 1].lower in DETERMINERS


def phrase_after(sentence: Sentence, begin: int) -> Phrase | None:
    """Return the noun phrase that begins at a place, with its apposition, None where none does."""
    if begin >= len(sentence):
        return None
    if sentence[begin].lower in PERSONAL:
        return begin, begin + 1
    place, has_noun = begin, False
    while place < len(sentence) and place - begin < LONGEST:
        if has_noun and sentence[place].text == ",":
            place = _apposition(sentence, place) or place
            break
        further = _further_right(sentence, place, has_noun=has_noun)
        if further == place:
            break
        has_noun = has_noun or is_noun(sentence, place)
        place = further
    while place > begin and sentence[place - 1].lower in _ATTACHED | CONJUNCTIONS | DETERMINERS | {"by"}:
        place -= 1
    return (begin, place) if has_noun and place > begin else None


def _further_right(sentence: Sentence, place: int, *, has_noun: bool) -> int:
    """Return where a phrase that has come to `place` goes on, the place itself where it ends."""
    token = sentence[place]
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    if token.text == "(" and has_noun:
        ends = (k + 1 for k in range(place, min(place + _LONGEST_BRACKET, len(sentence))) if sentence[k].text == ")")
        return next(ends, place)
    if has_noun and is_time(token):
        return place
    if is_noun(sentence, place):
        return place + 1
    if token.lower in DETERMINERS or token.lower in POSSESSIVES:
        begins = not has_noun or sentence[place - 1].lower in _ATTACHED | {"and", "by"}
        return place + 1 if begins else place
    if following is None or not (token.text in _JOINERS or has_noun):
        return place
    goes_on = (
        (token.text in _JOINERS and following.is_word)
        or token.lower == "of"
        or (token.lower == "and" and (following.capital or following.lower == "the"))
        or (token.lower in _PLACES_AND_PURPOSES and _is_attached(sentence, place, following))
    )
    return place + 1 if goes_on else place


def _is_attached(sentence: Sentence, place: int, following: Token) -> bool:
    """Tell "the embassy in Lisbon" from "Ms Dias in Lisbon" and "the mayor in a statement"."""
    definite = (
        following.capital or following.text[0].isdigit() or following.lower in {"the", "its", "his", "her", "their"}
    )
    return definite and not sentence[place - 1].capital and not is_time(following)


def _with_title(sentence: Sentence, low: int) -> int:
    """Take the title before a name that a comma sets off: "the spokesman, Zhao Lijian"."""
    if low < _ROOM_FOR_A_TITLE or sentence[low - 1].text != "," or not sentence[low].capital:
        return low
    begin = low - 2
    while begin > 0 and sentence[begin].is_word and sentence[begin].lower not in DETERMINERS:
        if not (is_noun(sentence, begin) or sentence[begin].lower in _ATTACHED):
            return low
        begin -= 1
    heads_the_clause = begin == 0 or not is_noun(sentence, begin - 1)
    role = is_noun(sentence, low - 2) and not sentence[low - 2].capital
    return begin if role and heads_the_clause and sentence[begin].lower in {"the", "its", "his", "her"} else low


def _apposition(sentence: Sentence, comma: int) -> int:
    """Return the place past an apposition that begins behind a comma, 0 if none does."""
    first = sentence[comma + 1] if comma + 1 < len(sentence) else None
    if first is None or not first.is_word or first.lower in RELATIVES | PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS:
        return 0
    if first.lower in PRONOUNS or first.lower in AUXILIARIES or first.lower.endswith("ing") or is_adverb(first):
        return 0
    for place in range(comma + 1, min(comma + 25, len(sentence))):
        token = sentence[place]
        if token.quoted >= 0:
            return 0
        if is_finite(sentence, place):
            names = all(other.capital for other in sentence[comma + 1 : place])
            return place if names else 0  # "the lawyer for the families, Nadia Karim said"
        if token.text in {",", ".", ";", ":", "—", "–"}:
            return place
        if (
            place > comma + 1
            and (token.lower in {"in", "on", "at", "during", "after", "when", "as"})
            and (sentence[place + 1 : place + 2] and sentence[place + 1].lower in {"a", "an"} | DAYS)
        ):
            return place
    return len(sentence) if comma + 25 >= len(sentence) else 0


def _joins(sentence: Sentence, place: int) -> bool:
    """Tell whether "and" joins two noun phrases: no verb stands between it and the head of the clause."""
    if place == 0 or not (is_noun(sentence, place - 1) or sentence[place - 1].text == ")"):
        return False
    for left in range(place - 1, -1, -1):
        token = sentence[left]
        if is_finite(sentence, left):
            return False
        if token.text in {",", ";", ":"} or token.quoted >= 0 or token.lower in SUBORDINATORS:
            return True
    return True


def _opening(sentence: Sentence, closing: int) -> int:
    for left in range(closing - 1, max(-1, closing - 12), -1):
        if sentence[left].text == "(":
            return left
    return closing


def is_time(token: Token) -> bool:
    """Tell whether a word is a day or a month."""
    return token.lower in DAYS or (token.lower in MONTHS and (token.capital or token.lower.endswith(".")))
