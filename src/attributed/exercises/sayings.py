"""Who says something in a sentence of the student’s own: a named party and the words that report what it said.

The forms are those of plain English reports: X said, said X, it was said by X, according to X, X’s denial, a denial
by X. Names are given from outside; where a form is unusual, it is taken for a report and not for a fault.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from attributed.exercises.fold import fold
from attributed.exercises.prose import REPORTING_PHRASES, verbs
from attributed.lexicon import load_lexicon

ROLES = (
    r"spokes\w+|officials?|ministers?|secretary|president|ambassadors?|embass(?:y|ies)|missions?|governments?|ministry"
    r"|authorities|department|prosecutors?|diplomats?|leaders?|representatives?|administration"
)
_NOUNS = (
    r"accounts?|accusations?|allegations?|announcements?|answers?|assessments?|attributions?|charges?|claims?"
    r"|arguments?|complaints?|counter-?accusations?|criticisms?|demands?|denials?|lines?|positions?|rejections?|remarks?|replies|reply"
    r"|responses?|rebuttals?|stances?|statements?|texts?|understandings?|versions?|views?|words?|wordings?"
)
_STANCES = (
    r"(?:is|are|was|were|remain(?:s|ed)?)(?: \w+)? (?:confident|certain|sure|convinced|unsure|cautious|guarded)"
    r"|ha(?:s|ve|d)(?: \w+){0,4} confidence"
)
_VERB = re.compile(rf"\b(?:{_STANCES}|{REPORTING_PHRASES}|{verbs('NEUTRAL', 'ACT', 'CHARGED')})\b", re.IGNORECASE)
_ADJECTIVES = r"(?:both|other|member|several|some|any|no|such|of)"
_NO_VERB = re.compile(rf"\b(?:the|an?|th(?:is|ese|ose)|its|their|his|her|{_ADJECTIVES}) $", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be|being|st[ao]nds?|stood)(?: \w+ly| also)? $", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"\b(?:against|by|on|upon|with|to|at|towards?|in|into|from|of|for|about|over|between|accus\w+|blam\w+|condemn\w*"
    r"|critici[sz]\w+|charg(?:ed|es|ing)|urg\w+|told|call(?:s|ed)? on|denounc\w+|warn\w*)(?: the| an?)? $",
    re.IGNORECASE,
)
_OF_A_ROLE = re.compile(rf"\b(?:{ROLES})\w*(?: [\w' ]{{1,40}})? (?:of|for|from|at)(?: the| an?)? $", re.IGNORECASE)
_AUXILIARY = re.compile(
    r" (?:is|was|are|were|has|have|had|do|does|did|can|could|may|might|must|will|would|should)\b", re.IGNORECASE
)
_NEVER = re.compile(r"\b(?:not|never|nobody)\b|n't\b", re.IGNORECASE)
_INSERTED = re.compile(r", (?:which|who|whose|while)\b[^,;.]*,")

Parties = Mapping[str, Sequence[str]]
"""The sides, each with the names and offices under which its speakers go."""


@dataclass(frozen=True)
class Mention:
    """A party, named in a sentence."""

    side: str
    start: int
    end: int


@dataclass(frozen=True)
class Saying:
    """A party that says something, and where its reporting words begin; `by_noun` as in “its denial”."""

    side: str
    start: int
    by_noun: bool = False


def mentions(sentence: str, parties: Parties) -> list[Mention]:
    """Return every party that a sentence names, in order; of names that overlap the longest."""
    found = [
        Mention(side, match.start(), match.end())
        for side, names in parties.items()
        for match in _names(tuple(names)).finditer(sentence)
    ]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


@cache
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    patterns = [_name(name) for name in sorted(names, key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?!\w)")


def _name(name: str) -> str:
    """Return the pattern of a name; one in capitals keeps them, may have full stops, and differs from a pronoun."""
    if name.isupper() and name.isalpha():
        return r"\.?".join(name) + r"\.?"
    return rf"(?i:{re.escape(fold(name))})"


def sayings(sentence: str, parties: Parties) -> list[Saying]:
    """Return who says something in a sentence, as often as it is said."""
    named = mentions(sentence, parties)
    if not named:
        return []
    found = {*_active(sentence, named), *_passive(sentence, named), *_by_noun(sentence, named)}
    if inserted := _INSERTED.search(sentence):
        gap = " " * (inserted.end() - inserted.start())
        found.update(sayings(sentence[: inserted.start()] + gap + sentence[inserted.end() :], parties))
    return sorted(found, key=lambda saying: saying.start)


def reporting_verbs(sentence: str, named: Sequence[Mention] = ()) -> Iterator[re.Match[str]]:
    """Yield the reporting verbs of a sentence; “claims” after an article is a noun, “States” may be part of a name."""
    for verb in _VERB.finditer(sentence):
        part_of_name = any(one.start <= verb.start() < one.end for one in named)
        a_noun = _NO_VERB.search(sentence, 0, verb.start()) or (
            verb[0].lower() not in past_and_ing()
            and (_AUXILIARY.match(sentence, verb.end()) or sentence[: verb.start()].endswith("that "))
        )
        if not part_of_name and not a_noun:
            yield verb


@cache
def past_and_ing() -> frozenset[str]:
    """Return the past and -ing forms of the reporting verbs, which are no nouns as “reply” and “claims” can be."""
    entries = load_lexicon("reporting").entries
    return frozenset(form.lower() for entry in entries for n, form in enumerate(entry.forms) if n % 4)


def is_subject(sentence: str, mention: Mention) -> bool:
    """Tell whether a party can be who acts: it is not the object of a verb or a preposition before it."""
    if _OF_A_ROLE.search(sentence, 0, mention.start):
        return True
    return not _NO_SUBJECT.search(sentence, 0, mention.start)


def is_passive(sentence: str, place: int) -> bool:
    """Tell whether the verb that begins at a place is a participle after a form of *be*."""
    return _PASSIVE.search(sentence, 0, place) is not None


def _active(sentence: str, named: Sequence[Mention]) -> Iterator[Saying]:
    """X said so; so said X; X: so."""
    for verb in reporting_verbs(sentence, named):
        if is_passive(sentence, verb.start()) and not verb[0].lower().endswith("ing"):
            continue
        before = [one for one in named if one.end <= verb.start() and is_subject(sentence, one)]
        if before and not _NEVER.search(sentence[before[-1].end : verb.start()]):
            yield from (Saying(one.side, verb.start()) for one in _joined(sentence, before))
        elif not before and re.search(r"[,”?!-] ?$", sentence[: verb.start()]):
            after = next((one for one in named if 0 < one.start - verb.end() <= _NEAR), None)
            if after:
                yield Saying(after.side, verb.start())
    for one in named:
        if re.match(r"[^.;:]{0,60}: ?\S", sentence[one.end :]) and is_subject(sentence, one):
            yield Saying(one.side, one.end)


def _joined(sentence: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the last party named, and those that an “and” joins to it: both X and Y."""
    yield named[-1]
    for one, other in pairwise(reversed(named)):
        if not re.fullmatch(r",? (?:and|or|as well as|like) (?:the )?|, (?:the )?", sentence[other.end : one.start]):
            return
        yield other


_NEAR = 60
"""So many characters may stand between a preposition, or an inverted verb, and the name that it belongs to."""


def _passive(sentence: str, named: Sequence[Mention]) -> Iterator[Saying]:
    """Was accused by X, a statement from X, according to X, in the words of X."""
    openings = rf"\baccording to\b|\b(?:{_NOUNS}) (?:of|by|from|made by|issued by|that came from)\b|\bfor\b(?=[^,]*,)"
    for opening in re.finditer(openings, sentence, re.IGNORECASE):
        if opening[0].lower() == "for" and opening.start() > 0 and sentence[opening.start() - 2] not in ",;.”":
            continue
        yield from _named_after(sentence, named, opening.start(), opening.end())
    for verb in reporting_verbs(sentence, named):
        for by in re.finditer(r"\bby\b", sentence[verb.end() :], re.IGNORECASE):
            yield from _named_after(sentence, named, verb.start(), verb.end() + by.end())


def _named_after(sentence: str, named: Sequence[Mention], start: int, place: int) -> Iterator[Saying]:
    for one in named:
        if 0 < one.start - place <= _NEAR and not re.search(r"[,;.]", sentence[place : one.start]):
            yield Saying(one.side, start)
            return


def _by_noun(sentence: str, named: Sequence[Mention]) -> Iterator[Saying]:
    """X’s denial, the X statement."""
    for one in named:
        if re.match(rf"(?:(?:'s|')(?: [\w-]+){{0,3}}|) (?:{_NOUNS})\b", sentence[one.end :], re.IGNORECASE):
            # “In X’s view” says as much as “X says that”.
            in_view = re.search(r"\bin (?:the )?$", sentence[: one.start], re.IGNORECASE)
            yield Saying(one.side, one.end, by_noun=not in_view)
