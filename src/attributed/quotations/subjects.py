"""Subjects: whose verb it is.

From a verb to the left, past adverbs, auxiliaries, dates and parentheses; participles, infinitives and verbs joined by
"and" share the subject of the verb they hang on.
"""

from itertools import islice

from attributed.quotations.classes import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DAYS,
    DOCUMENTS,
    IRREGULAR_VERBS,
    MONTHS,
    PERCEIVING,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from attributed.quotations.paragraph import Sentence
from attributed.quotations.phrases import (
    LONGEST,
    Phrase,
    is_adverb,
    is_finite,
    is_ing,
    is_noun,
    phrase_after,
    phrase_before,
)
from attributed.quotations.verbs import single_words

_TRIES = 3
"""How many verbs are asked for their subject before a verb is given up."""


def subject_of(sentence: Sentence, verb: int) -> Phrase | None:
    """Return the subject of the verb at a place of a sentence, None where the sentence names none.

    Participles and infinitives share the subject of the verb they hang on: "X hit back, calling it …".
    """
    if verb not in sentence.subjects:
        sentence.subjects[verb] = None
        sentence.subjects[verb] = _subject_of(sentence, verb)
    return sentence.subjects[verb]


def _subject_of(sentence: Sentence, verb: int) -> Phrase | None:
    place = _skip_between(sentence, verb - 1)
    if place < 0:
        return _subject_behind(sentence, verb)
    before = sentence[place]
    if is_ing(sentence[verb]) and before.lower not in BE and sentence[place + 1].lower not in BE:
        return _participle_subject(sentence, place, verb)
    if before.text in {",", "—", "–", "--", "―"}:
        return _subject_past_parenthesis(sentence, place, verb)
    if before.lower in {"who", "which", "that"} and place > 0:
        antecedent = place - 1 if sentence[place - 1].text == "," else place
        found = phrase_before(sentence, _skip_between(sentence, antecedent - 1) + 1)
        if found is not None:
            return _behind_document(sentence, found)
    if before.lower in CONJUNCTIONS or before.lower in PREPOSITIONS or before.lower in SUBORDINATORS:
        return _shared_subject(sentence, place, verb)
    if before.quoted >= 0 or (not before.is_word and before.text != ")"):
        return _shared_subject(sentence, place, verb)
    found = phrase_before(sentence, place + 1)
    if found is None:
        return _shared_subject(sentence, place, verb)
    if verb + 1 < len(sentence) and sentence[verb + 1].text == ",":
        # "The ship, Dias said, had sunk": what stands before the first comma is no title of hers.
        found = max((k + 1 for k in range(*found) if sentence[k].text == ","), default=found[0]), found[1]
    return _widened(sentence, found)


def main_subject(sentence: Sentence, place: int) -> Phrase | None:
    """Return the subject of the main clause in which a place lies: that of its first finite verb."""
    begin = _clause_start(sentence, place)
    if sentence[begin].lower in SUBORDINATORS and sentence[begin].lower != "that":
        comma = next((k for k in range(begin, place) if sentence[k].text == ","), None)
        begin = comma + 1 if comma is not None else begin
    verbs = (k for k in range(begin, place) if is_finite(sentence, k) and _before(sentence, k) not in RELATIVES)
    for verb in islice(verbs, _TRIES):
        found = subject_of(sentence, verb)
        if found is not None and found[0] >= begin:
            return found
    return None


def _clause_start(sentence: Sentence, place: int) -> int:
    """Return where the coordinated clause begins in which a place lies: behind ";" or ", while"."""
    for left in range(place - 1, 0, -1):
        token = sentence[left]
        opens = (
            token.text in {";", ":"}
            or token.lower in {"while", "whereas"}
            or (token.lower in {"and", "but"} and sentence[left - 1].text == "," and not is_finite(sentence, left + 1))
        )
        if opens and any(is_finite(sentence, verb) for verb in range(left + 1, place)):
            return left + 1
    return 0


def _participle_subject(sentence: Sentence, place: int, verb: int) -> Phrase | None:
    """Return whose act an -ing form is: "with Raab describing", "a statement calling", "hit back, calling"."""
    if sentence[place].is_word and not (
        sentence[place].lower in CONJUNCTIONS
        or sentence[place].lower in PREPOSITIONS
        or sentence[place].lower in SUBORDINATORS
    ):
        found = phrase_before(sentence, place + 1)
        if found is not None:
            return _participle_owner(sentence, found)
    absolute = _absolute_subject(sentence, place)
    if absolute is not None:
        return absolute
    if not any(is_finite(sentence, left) for left in range(place)):
        behind = _subject_behind(sentence, verb)
        if behind is not None:
            return behind
    found = main_subject(sentence, verb) or _subject_behind(sentence, verb)
    if found is None and place:
        opening = phrase_after(sentence, _clause_start(sentence, place))
        found = opening if opening is not None and opening[1] < verb and sentence[opening[1]].text == "," else None
    return found


def _absolute_subject(sentence: Sentence, comma: int) -> Phrase | None:
    """Read "with its director, Owen Lee, describing"."""
    if sentence[comma].text != ",":
        return None
    opening = next((k for k in range(comma - 1, 0, -1) if sentence[k].text == ","), None)
    found = phrase_before(sentence, opening) if opening is not None else None
    return (found[0], comma) if found is not None and _before(sentence, found[0]) == "with" else None


def _participle_owner(sentence: Sentence, found: Phrase) -> Phrase:
    """Choose between the phrase right before an -ing form and the subject of the clause."""
    low = found[0]
    if low == 0:
        return found
    before = sentence[low - 1]
    if before.lower in PERCEIVING or before.lower in {"with", "from", "by"} or not before.is_word:
        return found
    return main_subject(sentence, low) or found


def _behind_document(sentence: Sentence, found: Phrase) -> Phrase:
    """Return who issued it where a document that is an object speaks: "X issued a statement calling …"."""
    if not any(token.lower in DOCUMENTS for token in sentence[found[0] : found[1]]):
        return found
    verb = found[0] - 1
    return (subject_of(sentence, verb) if verb > 0 and is_finite(sentence, verb) else None) or found


def _skip_between(sentence: Sentence, place: int) -> int:
    """Pass over what may stand between a subject and its verb: auxiliaries, adverbs, "on Monday"."""
    while place >= 0:
        token = sentence[place]
        if token.lower in AUXILIARIES or (is_adverb(token) and not (token.capital and place > 0)):
            place -= 1
        elif (
            token.lower in DAYS or token.lower in MONTHS or token.lower in {"morning", "afternoon", "evening", "night"}
        ):
            if token.lower in {"march", "may"} and not token.capital:
                break
            place -= 1
            if place >= 0 and sentence[place].lower in {"on", "in", "late", "early", "last", "this", "since"}:
                place -= 1
        elif token.text.isdigit() and place and sentence[place - 1].lower in MONTHS:
            place -= 1
        elif (
            token.lower in {"week", "month", "year"} and place and sentence[place - 1].lower in {"last", "this", "next"}
        ) or (token.text.isdigit() and len(token.text) == len("2021") and place and sentence[place - 1].lower == "in"):
            place -= 2
        else:
            break
    return place


def _subject_past_parenthesis(sentence: Sentence, comma: int, verb: int) -> Phrase | None:
    """Read "X, the director of Y, said" and "X, who had left, said"; failing that, "…, saying"."""
    mark = sentence[comma].text
    if not sentence[verb].lower.endswith("ing"):
        opening = comma - 1
        while opening > 0:
            if sentence[opening].text == mark and comma - opening > 1:
                found = phrase_before(sentence, opening)
                if found is not None and found[1] - found[0] == 1 and sentence[found[0]].text.isdigit():
                    found = None  # an age: "Ms Dias, 62, of Lowport, said"
                    opening -= 1
                    continue
                if found is not None and _is_parenthesis(sentence, opening + 1, comma):
                    found = _widened(sentence, found)
                    first = sentence[opening + 1].lower
                    verbal = first.endswith("ed") or first in IRREGULAR_VERBS
                    if verbal or first in RELATIVES | PREPOSITIONS | SUBORDINATORS:
                        return found
                    return found[0], comma
                if found is None:
                    break
            opening -= 1
    return _shared_subject(sentence, comma, verb)


def _is_parenthesis(sentence: Sentence, begin: int, end: int) -> bool:
    if begin >= end:
        return False
    first = sentence[begin].lower
    if first not in RELATIVES and sentence[end].text == "," and any(t.quoted >= 0 for t in sentence[begin:end]):
        return False
    if first in CONJUNCTIONS:
        return False
    if first in RELATIVES or first in PREPOSITIONS or first in SUBORDINATORS:
        return True
    if sentence[begin].text.isdigit():
        return True
    if first.endswith(("ed", "ing")):
        return True
    relative = next((place for place in range(begin, end) if sentence[place].lower in RELATIVES), end)
    return not any(is_finite(sentence, place) for place in range(begin, relative))


def _shared_subject(sentence: Sentence, place: int, verb: int) -> Phrase | None:
    """Return the subject of the nearest finite verb to the left, or the one behind an opening participle.

    A reporting verb joined by "and" or "but" goes with the reporting verb before it, not with a verb inside
    what that one reports: "X said that Y won and called …".
    """
    begin = max((k + 1 for k in range(place) if sentence[k].text in {";", ":"}), default=0)
    verbs = [left for left in range(place, begin - 1, -1) if is_finite(sentence, left)]
    if not verbs and begin == 0:
        return _subject_behind(sentence, verb)
    candidates = [left for left in verbs if _before(sentence, left) not in {"to", "that", "which"}]
    if sentence[place].lower in CONJUNCTIONS or sentence[place].text == ",":
        saying = [
            k for k in candidates if sentence[k].lower in single_words() and _before(sentence, k) not in RELATIVES
        ]
        candidates = saying + [left for left in candidates if left not in saying]
    for left in candidates[:_TRIES]:
        first = left
        while first and (is_finite(sentence, first - 1) or is_adverb(sentence[first - 1])):
            first -= 1
        found = subject_of(sentence, first)
        if found is not None:
            return found
    return None


def _before(sentence: Sentence, place: int) -> str:
    return sentence[place - 1].lower if place else ""


def _subject_behind(sentence: Sentence, verb: int) -> Phrase | None:
    """Return the subject that follows an opening phrase: "Calling the claims “…”, the ministry said"."""
    for place in range(verb + 1, min(len(sentence), verb + LONGEST)):
        token = sentence[place]
        if token.text == "," or (token.quoted >= 0 and token.text.rstrip("”\"’'").endswith(",")):
            begin = place + 1
            while begin < len(sentence) and is_adverb(sentence[begin]):
                begin += 1
            found = phrase_after(sentence, begin)
            if found is not None:
                after = found[1] + (found[1] < len(sentence) and sentence[found[1]].text == ",")
                for verb_place in (after, _skip_parenthesis(sentence, found[1])):
                    if verb_place < len(sentence) and (
                        is_finite(sentence, verb_place) or is_adverb(sentence[verb_place])
                    ):
                        return found
    return None


def _skip_parenthesis(sentence: Sentence, place: int) -> int:
    if place < len(sentence) and sentence[place].text == ",":
        for closing in range(place + 1, min(place + 20, len(sentence))):
            if sentence[closing].text == ",":
                return closing + 1
    return place


def _widened(sentence: Sentence, found: Phrase) -> Phrase:
    """Widen "the officer" to "the man who shot the officer", "the streets" to "protesters in the streets"."""
    low, high = found
    if low == 0 or not sentence[low - 1].is_word:
        return found
    before = sentence[low - 1]
    if not (before.lower in PREPOSITIONS or is_finite(sentence, low - 1) or is_ing(before)):
        return found
    for left in range(low - 1, max(-1, low - 14), -1):
        token = sentence[left]
        if not token.is_word or token.lower in CONJUNCTIONS:
            return found
        relative = token.lower in {"who", "which"} and left < low - 1
        passive = sentence[left + 1].lower == "by" and is_finite(sentence, left)
        participle = (is_ing(token) or passive) and not token.capital and left and is_noun(sentence, left - 1)
        if left and (relative or (participle and before.lower in PREPOSITIONS)):
            whole = phrase_before(sentence, left)
            return (whole[0], high) if whole is not None else found
        if is_finite(sentence, left) and before.lower in PREPOSITIONS:
            return found
    return found
