"""Cues: the reporting words of a sentence, told apart from nouns and adjectives of the same form."""

from dataclasses import dataclass

from attributed.quotations.classes import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    HAVE,
    PERSONAL,
    PLURALS,
    POSSESSIVES,
    PREPOSITIONS,
    SAYING,
    THINKING,
    listed,
)
from attributed.quotations.paragraph import Sentence
from attributed.quotations.phrases import is_adverb, is_finite, is_noun, phrase_before
from attributed.quotations.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, verb_forms

SPEECH_NOUNS = listed(
    "accusation admission allegation announcement apology argument assertion assessment assurance belief boast call "
    "characterisation characterization claim comment complaint concern conclusion contention criticism declaration "
    "demand denial depiction description insistence letter line mantra message mention motto objection observation "
    "opinion phrase pledge plea prediction promise proposal question reference remark reminder reply "
    "report request response retort slogan speech statement suggestion suspicion testimony threat tweet verdict "
    "view vow warning word words"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at `low` to `high` of a sentence: its lemma, its forms, and whether it is passive."""

    low: int
    high: int
    lemma: str
    forms: frozenset[str]
    passive: bool = False

    @property
    def thinking(self) -> bool:
        """Tell whether it is a verb of thinking, not of saying."""
        return self.lemma in THINKING

    @property
    def finite(self) -> bool:
        """Tell whether the verb can carry a clause of its own."""
        return bool(self.forms & {THIRD, PAST, BASE}) and not self.passive


def cues_of(sentence: Sentence) -> list[Cue]:
    """Return the reporting verbs of a sentence, in order."""
    forms = verb_forms()
    found: list[Cue] = []
    for place, token in enumerate(sentence):
        for words, lemma, kinds in forms.get(token.lower, ()):
            size = len(words)
            if size > 1 and tuple(other.lower for other in sentence[place : place + size]) != words:
                continue
            if found and found[-1].high == place and not {PAST, ING} & kinds:
                break  # the object of the verb before: "slams report", "deny claims"
            passive = _is_passive(sentence, place, kinds)
            if _is_verb(sentence, place, kinds, passive=passive):
                found.append(Cue(place, place + size, lemma, kinds, passive))
            break
    return found


def _is_passive(sentence: Sentence, place: int, kinds: frozenset[str]) -> bool:
    if PARTICIPLE not in kinds:
        return False
    left = place - 1
    while left >= 0 and is_adverb(sentence[left]):
        left -= 1
    if left >= 0 and (sentence[left].lower in BE or sentence[left].lower in {"get", "got", "gets"}):
        return True
    following = sentence[place + 1].lower if place + 1 < len(sentence) else ""
    aside = left >= 0 and sentence[left].text == "," and all(token.text != "," for token in sentence[:left])
    unobjected = following == "by" or (following == "as" and aside)
    return unobjected and not (left >= 0 and (sentence[left].lower in HAVE or sentence[left].lower in PERSONAL))


def _is_verb(sentence: Sentence, place: int, kinds: frozenset[str], *, passive: bool) -> bool:
    if passive:
        return True
    left = place - 1
    while left >= 0 and is_adverb(sentence[left]) and not sentence[left].capital:
        left -= 1
    before = sentence[left] if left >= 0 else None
    following = sentence[place + 1] if place + 1 < len(sentence) else None
    if before is None:
        return sentence[place].capital is False or ING in kinds or PARTICIPLE not in kinds or PAST in kinds
    lower = before.lower
    if sentence[place].capital and before.is_word and not sentence.headline:
        return False
    if ING in kinds and lower == "'s":
        return left > 0 and sentence[left - 1].lower in PERSONAL
    if ING in kinds:
        return lower not in DETERMINERS and lower not in POSSESSIVES and not lower.endswith("'s")
    if lower in DETERMINERS - {"this", "that", "all", "both", "many", "some", "several", "few", "most", "another"}:
        return False
    if lower in POSSESSIVES or lower.endswith(("'s", "s'")) or (lower in PREPOSITIONS and lower != "to"):
        return False
    if PAST in kinds or PARTICIPLE in kinds:
        return not (
            following is not None
            and is_noun(sentence, place + 1)
            and place
            and not is_noun(sentence, place - 1)
            and lower not in PERSONAL
            and lower not in AUXILIARIES
            and before.is_word
            and lower not in {"and", "but", "who", "which", "that", "or", "then"}
        )
    if THIRD in kinds:
        return _is_third_person(sentence, place, left)
    if lower == "to" or (lower in AUXILIARIES and lower not in BE and lower not in HAVE):
        return True
    if lower in {"we", "they", "i", "you", "who", "not"}:
        return True
    if not is_noun(sentence, left):
        return False
    if lower in PLURALS or (lower.endswith("s") and not lower.endswith(("'s", "ss", "us", "is"))):
        return True
    phrase = phrase_before(sentence, left + 1)
    return phrase is not None and any(token.lower == "and" for token in sentence[phrase[0] : phrase[1]])


def _is_third_person(sentence: Sentence, place: int, left: int) -> bool:
    """Tell "Beijing claims" from "the hacking claims": both end in a word that a plural noun shares."""
    before = sentence[left]
    if before.quoted >= 0:
        return sentence[place].lower in SAYING
    if before.lower in PERSONAL or not before.is_word:
        return True
    if before.lower in {"who", "which", "that", "and", "but", "also", "it"}:
        return True
    phrase = phrase_before(sentence, left + 1)
    if phrase is None:
        return False
    low = phrase[0]
    if low and sentence[low - 1].lower in PREPOSITIONS and not before.capital:
        return False
    if sentence[place].lower in SAYING:
        return True
    if (
        low
        and sentence[low - 1].is_word
        and (
            is_finite(sentence, low - 1)
            or sentence[low - 1].lower in verb_forms()
            or sentence[low - 1].lower in PREPOSITIONS
        )
    ):
        return False
    return sentence[low].lower in DETERMINERS or sentence[low].capital or low == 0
