"""Who says a quotation, read from the sentence that it stands in.

The rules are tried in the order of how sure they are: a name set before the words inside the marks; an attribution
behind the quotation; the reporting word that governs it from the left; a colon; an attribution at the end of the
sentence; "as “…”". What no rule reaches is nobody's in this sentence.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attributed.quotations.classes import (
    BE,
    DETERMINERS,
    MODALS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    SAYING,
    SUBORDINATORS,
    listed,
)
from attributed.quotations.cues import SPEECH_NOUNS, Cue, cues_of
from attributed.quotations.paragraph import Sentence, inner
from attributed.quotations.phrases import Phrase, is_adverb, is_finite, is_ing, is_noun, phrase_after, phrase_before
from attributed.quotations.subjects import main_subject, subject_of
from attributed.quotations.titles import is_title
from attributed.quotations.verbs import BASE, ING, PAST

if TYPE_CHECKING:
    from collections.abc import Callable

_OPEN_END = re.compile(r"(?:[,?!…—–-]|\.\.\.|--)$")
_DASHES = frozenset("—–―") | {"--"}
_LABEL = re.compile(r"[“\"]?\s*([A-Z][A-Z.’' -]{2,40}):\s")
_MENTION = listed("word words term terms phrase phrases expression label slogan hashtag")
_LONGEST_TAIL = 60
"""So far behind a quotation an attribution may end the sentence."""
_SHORT_TAIL = 10
"""So many tokens at most has a sentence that is nothing but an attribution."""
_NEAR = 7
"""So near behind a quotation stands the agent of a passive."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Character offsets of the speaker (None where the sentence names none) and of the cue.

    `name` is where the sentence itself names whom a pronoun stands for.
    """

    speaker: Span | None
    cue: Span
    name: Span | None = None


class Reader:
    """Reads one sentence: its reporting verbs are looked up once, then each quotation in it is attributed."""

    def __init__(self, sentence: Sentence) -> None:
        """Take a sentence."""
        self.sentence = sentence
        self.cues = cues_of(sentence)

    def attribute(self, place: int) -> Attribution | None:
        """Attribute the quotation at a place of the sentence, None where nobody says it there."""
        if is_title(self.sentence, place):
            return None
        rules: tuple[Callable[[int], Attribution | None], ...] = (
            self.labelled, self._following, self._resumed, self._governing, self._introduced, self._unnamed,
            self._trailing, self._as, self._weakly_governing, self._unowned,
        )  # fmt: skip
        return next((found for rule in rules if (found := rule(place)) is not None), None)

    def reported(self) -> Attribution | None:
        """Return who speaks in a sentence that need not hold a quotation: the subject of its first saying verb."""
        for cue in sorted(self.cues, key=lambda cue: cue.thinking):
            speaker = subject_of(self.sentence, cue.low) if cue.finite else None
            if speaker is not None:
                return self._found((cue.low, cue.high), speaker)
        return None

    def announced(self) -> Attribution | None:
        """Return who is announced by a sentence that ends in a colon."""
        end = len(self.sentence)
        return self._governing(end) or self._introduced(end) or self._weakly_governing(end)

    def only_attribution(self) -> Attribution | None:
        """Return who speaks if the sentence says no more than that: "Smith said." or "Smith said on Monday."."""
        if len(self.sentence) > _SHORT_TAIL or not self.cues:
            return None
        cue = self.cues[0]
        following = self.sentence[cue.high] if cue.high < len(self.sentence) else None
        subject = subject_of(self.sentence, cue.low)
        if self.sentence[cue.low].lower not in SAYING or subject is None or subject[0] != 0:
            return None
        if following is None or not following.is_word or following.lower in PREPOSITIONS or following.capital:
            return self._found((cue.low, cue.high), subject)
        return None

    def labelled(self, place: int) -> Attribution | None:
        """Read the speaker's name that a transcript sets before the words: "SMITH: We do not know."."""
        token = self.sentence[place]
        match = _LABEL.match(token.text)
        if match is None:
            return None
        start, end = match.span(1)
        return Attribution((token.start + start, token.start + end), (token.start + end, token.start + end + 1))

    def _span(self, phrase: Phrase) -> Span:
        first, last = self.sentence[phrase[0]], self.sentence[phrase[1] - 1]
        if last.text in {",", "—", "–", "--"} and phrase[1] - 1 > phrase[0]:
            last = self.sentence[phrase[1] - 2]
        end = last.end
        if last.lower.endswith("'s"):
            end -= 2
        elif last.lower.endswith("s'"):
            end -= 1
        return first.start, end

    def _found(self, cue: Phrase, speaker: Phrase | None) -> Attribution:
        span = self._span(speaker) if speaker is not None else None
        return Attribution(span, (self.sentence[cue[0]].start, self.sentence[cue[1] - 1].end))

    def _following(self, place: int) -> Attribution | None:
        """Read "…," said the mayor / "…," the mayor said / "…," according to the mayor / "…" — the mayor."""
        sentence = self.sentence
        begin = place + 1
        if begin >= len(sentence):
            return None
        first = sentence[begin]
        if first.text in _DASHES and begin + 1 < len(sentence):
            speaker = phrase_after(sentence, begin + 1)
            one = speaker is not None and (speaker[1] - speaker[0] == 1 or sentence[speaker[0]].capital)
            if speaker is not None and one and speaker[1] >= len(sentence) - 1:
                return self._found((begin, begin + 1), speaker)
        if first.text == ":" and place == 0:
            return self._attribution_at(begin + 1, place, open_end=True) or self._source_behind(begin)
        comma = first.text in {",", "—", "–", "--"}
        open_end = bool(_OPEN_END.search(inner(sentence[place].text))) or comma
        if place and (not open_end or (self._is_fronted() and any(cue.low < place for cue in self.cues))):
            return None
        begin += comma
        while begin < len(sentence) and is_adverb(sentence[begin]):
            begin += 1
        return self._attribution_at(begin, place, open_end=open_end)

    def _source_behind(self, mark: int) -> Attribution | None:
        """Read a headline that ends in its source: ‘We had no warning’: town officials."""
        speaker = phrase_after(self.sentence, mark + 1)
        return self._found((mark, mark + 1), speaker) if speaker and speaker[1] >= len(self.sentence) - 1 else None

    def _attribution_at(self, begin: int, place: int, *, open_end: bool) -> Attribution | None:
        sentence = self.sentence
        if begin + 1 >= len(sentence):
            return None
        opener = sentence[begin].lower
        if opener == "according" and begin + 2 < len(sentence):
            return self._found((begin, begin + 2), phrase_after(sentence, begin + 2))
        if opener == "per":
            return self._found((begin, begin + 1), phrase_after(sentence, begin + 1))
        begin += opener == "as"
        for cue in self.cues:
            if cue.low < begin or not (cue.finite or (cue.passive and cue.lemma == "quote")):
                continue
            if any(token.quoted >= 0 for token in sentence[begin : cue.low]):
                break
            if cue.low == begin:
                return self._inverted(cue, place, open_end=open_end)
            subject = subject_of(sentence, cue.low)
            if (
                subject is not None
                and begin in {subject[0], subject[0] - 1, subject[0] - 2}
                and all(token.lower.endswith("ed") for token in sentence[begin : subject[0]])
            ):
                return self._found((cue.low, cue.high), (begin, subject[1]))
        if open_end and place == 0:
            subject = phrase_after(sentence, begin)
            if subject is not None and subject[1] < len(sentence) and is_finite(sentence, subject[1]):
                return self._found((subject[1], subject[1] + 1), subject)
        return None

    def _inverted(self, cue: Cue, place: int, *, open_end: bool) -> Attribution | None:
        """Read the subject behind its verb; inside a sentence only a plain verb of saying is read so."""
        plain = self.sentence[cue.low].lower in SAYING or self._ends_behind(cue)
        if (open_end or place == 0) and (plain or (open_end and place == 0)):
            speaker = phrase_after(self.sentence, cue.high)
            if speaker is not None:
                return self._found((cue.low, cue.high), speaker)
        speaker = subject_of(self.sentence, cue.low) if place and plain else None
        return self._found((cue.low, cue.high), speaker) if speaker else None

    def _ends_behind(self, cue: Cue) -> bool:
        """Tell whether a verb is followed by a subject and nothing more: "…," reported the Post."""
        subject = phrase_after(self.sentence, cue.high)
        following = self.sentence[subject[1]] if subject is not None and subject[1] < len(self.sentence) else None
        return PAST in cue.forms and subject is not None and (following is None or following.text == ".")

    def _resumed(self, place: int) -> Attribution | None:
        """Read the second half of a sentence that the attribution cuts in two: "…," said the mayor, "…"."""
        if place == 0 or self.sentence[place - 1].text not in {",", "—", "–", "--"}:
            return None
        first = next((k for k in range(place - 1, -1, -1) if self.sentence[k].quoted >= 0), None)
        if first is None:
            return None
        found = self._following(first)
        between = [cue for cue in self.cues if first < cue.low < place]
        return found if found is not None and len(between) == 1 else None

    def _is_fronted(self) -> bool:
        first = self.sentence[0]
        return first.lower in SUBORDINATORS or first.lower in PREPOSITIONS or is_ing(first)

    def _governing(self, place: int) -> Attribution | None:
        """Read the nearest reporting verb, noun or "according to" left of the quotation that has a speaker."""
        cues = {cue.low: cue for cue in self.cues}
        for left in range(place - 1, -1, -1):
            found = self._cue_at(left, place, cues.get(left))
            if found is not None:
                return found
        return None

    def _cue_at(self, left: int, place: int, cue: Cue | None) -> Attribution | None:
        sentence = self.sentence
        if cue is not None:
            return None if self._is_weak(cue) else self._by(cue, place)
        lower = sentence[left].lower
        if lower == "according" and left + 2 < place:
            speaker = phrase_after(sentence, left + 2)
            return self._found((left, left + 2), speaker) if speaker is not None else None
        if _is_speech_noun(lower):
            speaker = self._owner_of(left, place)
            return self._found((left, left + 1), speaker) if speaker is not None else None
        return None

    def _weakly_governing(self, place: int) -> Attribution | None:
        """Read a verb of thinking, or one behind "to" or "would"."""
        return next((found for cue in reversed(self.cues) if cue.low < place and (found := self._by(cue, place))), None)

    def _unnamed(self, place: int) -> Attribution | None:
        """Read a passive that does not say who: "was described as “…”"."""
        for cue in reversed(self.cues):
            if cue.low < place:
                silent = cue.passive and self.sentence[cue.high - 1].lower not in SAYING
                return self._found((cue.low, cue.high), None) if silent and not self._by(cue, place) else None
        return None

    def _unowned(self, place: int) -> Attribution | None:
        """Read a noun of speech whose owner is not named: "Claims that it was “…” were withdrawn"."""
        for left in range(place - 2, -1, -1):
            if _is_speech_noun(self.sentence[left].lower) and self.sentence[left + 1].lower == "that":
                return self._found((left, left + 1), None)
        return None

    def _is_weak(self, cue: Cue) -> bool:
        """Tell whether a verb gives way to another: "said she hoped", "said he would call"."""
        before = self.sentence[cue.low - 1].lower if cue.low else ""
        return cue.thinking or (not cue.passive and BASE in cue.forms and before in MODALS)

    def _by(self, cue: Cue, place: int) -> Attribution | None:
        """Attribute a quotation to the subject of a verb that stands to its left."""
        speaker = self._speaker_of(cue, place)
        if speaker is None:
            return None
        found = self._found((cue.low, cue.high), speaker)
        before = self.sentence[speaker[0] - 1].lower if speaker[0] else ""
        if before == "what" and self.sentence[speaker[0]].lower in PERSONAL:
            named = main_subject(self.sentence, speaker[0] - 1)  # "condemned what he called …"
            found = replace(found, name=self._span(named) if named is not None else None)
        return found

    def _speaker_of(self, cue: Cue, place: int) -> Phrase | None:
        sentence = self.sentence
        if cue.passive:
            return self._agent_of(cue, place)
        if ING in cue.forms and cue.low >= 2 and sentence[cue.low - 1].lower == "as":  # noqa: PLR2004 - X as saying
            return self._quoted_as(cue)
        return subject_of(sentence, cue.low)

    def _agent_of(self, cue: Cue, place: int) -> Phrase | None:
        """Read who did what a passive says: behind the quotation first, then before it."""
        behind = range(place + 1, min(len(self.sentence) - 1, place + _NEAR))
        between = range(cue.high, min(place, len(self.sentence) - 1))
        for right in (*behind, *between):
            if right > place and self.sentence[right].quoted >= 0:
                continue
            if self.sentence[right].lower == "by":
                return phrase_after(self.sentence, right + 1)
        return None

    def _quoted_as(self, cue: Cue) -> Phrase | None:
        """Read "the paper quoted Smith as saying" and "Smith was quoted as saying"."""
        for other in reversed(self.cues):
            if other.low < cue.low and other.lemma in {"quote", "cite"}:
                if other.passive:
                    return subject_of(self.sentence, other.low)
                return phrase_after(self.sentence, other.high)
        return subject_of(self.sentence, cue.low)

    def _owner_of(self, noun: int, place: int) -> Phrase | None:
        """Read "the mayor's claim that …" and "claims by the mayor that …"."""
        sentence = self.sentence
        following = sentence[noun + 1] if noun + 1 < len(sentence) else None
        if following is None:
            return None
        if following.lower in {"by", "from"} and noun + 2 < place:
            owner = phrase_after(sentence, noun + 2)
            introduces = (
                owner is not None
                and owner[1] <= place
                and (owner[1] >= len(sentence) or sentence[owner[1]].lower in {"that", "of", ":", ",", ""})
            )
            return owner if introduces else None
        direct = following.quoted >= 0 or following.lower == "of"
        if not direct and following.lower not in {"that", "to", "as", ":"} and following.text not in _DASHES:
            return None
        owned = phrase_before(sentence, noun + 1)
        if direct and owned is not None and any(cue.high == owned[0] and not cue.passive for cue in self.cues):
            return None  # the object of a verb that governs the quotation: "called the mayor's claims “…”"
        return self._possessor(noun)

    def _possessor(self, noun: int) -> Phrase | None:
        for left in range(noun - 1, max(-1, noun - 4), -1):
            lower = self.sentence[left].lower
            if lower in POSSESSIVES:
                return left, left + 1
            if lower.endswith(("'s", "s'")):
                return phrase_before(self.sentence, left + 1)
            if not is_noun(self.sentence, left):
                break
        return None

    def _introduced(self, place: int) -> Attribution | None:
        """Read a colon before the quotation: "The mayor had a plain answer: …"."""
        sentence = self.sentence
        if place < 2 or sentence[place - 1].text != ":":  # noqa: PLR2004 - a speaker and a colon
            return None
        speaker = main_subject(sentence, place - 1)
        if speaker is None:
            whole = phrase_before(sentence, place - 1)
            speaker = whole if whole is not None and whole[0] == 0 else self._all_before(place - 1)
        if speaker is not None and _is_speech_noun(sentence[speaker[1] - 1].lower):
            speaker = self._possessor(speaker[1] - 1) or speaker  # "The mayor's answer was short: …"
        return self._found((place - 1, place), speaker) if speaker is not None else None

    def _all_before(self, end: int) -> Phrase | None:
        """Take a line of names and offices without a verb: "Ines Okoro, harbour master, Lowport: …"."""
        words = [token for token in self.sentence[:end] if token.is_word]
        verbless = not any(is_finite(self.sentence, place) for place in range(end))
        return (0, end) if words and verbless and self.sentence[0].capital and len(words) <= _SHORT_TAIL else None

    def _trailing(self, place: int) -> Attribution | None:
        """Read an attribution that ends the sentence: "The “gift” was late, the mayor said."."""
        sentence = self.sentence
        for right in range(place + 1, min(len(sentence) - 1, place + _LONGEST_TAIL)):
            begin = right + (sentence[right].text == ",")
            if sentence[begin].lower == "according" and begin + 2 < len(sentence):
                return self._attribution_at(begin, place, open_end=True)
            if begin == right:
                continue
            cue = next((cue for cue in self.cues if cue.low >= begin and cue.finite), None)
            if cue is None:
                continue
            subject = phrase_after(sentence, cue.high) if cue.low == begin else subject_of(sentence, cue.low)
            if subject is not None and (cue.low == begin or subject[0] == begin):
                return self._found((cue.low, cue.high), subject)
        return None

    def _as(self, place: int) -> Attribution | None:
        """Read "admires him as a “…”" and "used the word “…”" with whatever verb there is."""
        sentence = self.sentence
        left = place - 1
        while left > 0 and (sentence[left].lower in DETERMINERS or sentence[left].lower == "being"):
            left -= 1
        if left > 0 and (sentence[left].lower == "as" or sentence[left].lower in _MENTION):
            speaker = main_subject(sentence, left)
            passive = speaker is not None and any(token.lower in BE for token in sentence[speaker[1] : left])
            if speaker is not None and not passive:
                verb = next((k for k in range(speaker[1], left) if is_finite(sentence, k)), left)
                return self._found((verb, verb + 1), speaker)
        return None


def _is_speech_noun(lower: str) -> bool:
    return lower in SPEECH_NOUNS or lower.removesuffix("s") in SPEECH_NOUNS
