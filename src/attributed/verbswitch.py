"""Which other verbs could stand where the cue of a statement stands, in the form that the sentence needs.

A reporting verb is one of many that the sentence would take, and each gives the speaker another part: “said” says only
that somebody spoke, “claimed” names an act, “whined” judges it. Which verbs a sentence takes depends on what follows:
a clause, a quotation, whoever is accused of something. The verbs offered for each such pattern are a choice from the
kit's lexicon of reporting verbs; their classes and forms are the lexicon's. The pattern is found by rule, from the verb
and the words after it, and the rule can be wrong: read the sentence that comes out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from attributed.errors import KitError
from attributed.lexicon import Entry, Lexicon, load_lexicon
from attributed.quotations.classes import BE, DETERMINERS, HAVE, POSSESSIVES
from attributed.quotations.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, verb_forms
from attributed.quoted import quoted_spans
from attributed.statements import expect_statement
from attributed.tokens import words_of

if TYPE_CHECKING:
    from attributed.case import Case

Place = tuple[int, int, str]
"""Start and end of some words of a statement, and what to put in their place."""

_FORMS = (THIRD, PAST, PARTICIPLE, ING)
_NOT_YET = 3
"""So many adverbs may stand between “has” and the verb."""


@dataclass(frozen=True, eq=False)
class _Pattern:
    """What may follow a verb, and verbs of each class that it may follow: “slam … for”, “rage +at … for”."""

    name: str
    verbs: Mapping[str, Sequence[str]]
    known: Sequence[str] = ()
    """Further verbs by which the pattern is known."""


def _pattern(name: str, neutral: str, act: str, charged: str, known: str = "") -> _Pattern:
    def listed(verbs: str) -> list[str]:
        return [verb.strip() for verb in verbs.split(",") if verb.strip()]

    return _Pattern(
        name, {"NEUTRAL": listed(neutral), "ACT": listed(act), "CHARGED": listed(charged)}, tuple(listed(known))
    )


_HEARER = _pattern("hearer", "tell, inform", "assure, warn, remind", "lecture", "notify, brief")
_SPEECH = _pattern(
    "speech",
    "say, state, add, write, remark, reply",
    "argue, insist, claim, warn, declare, protest",
    "complain, boast, snap, sneer, thunder, fume, whine, retort",
)
_NAME = _pattern("name", "consider", "call, label, term, declare, deem, judge, pronounce", "brand", "dub")
_AS = _pattern(
    "as",
    "see, refer to",
    "describe, characterise, portray, depict, dismiss, condemn, reject",
    "ridicule, deride, rubbish, slam, blast, castigate, caricature",
)
_OF = _pattern(
    "of",
    "",
    "accuse … of, suspect … of, blame … for, criticise … for, condemn … for, rebuke … for",
    "slam … for, lambast … for, castigate … for, berate … for, rage +at … for, lash out +at … for",
    "charge, indict, denounce, reprimand",
)
_TARGET = _pattern(
    "target",
    "mention, speak of, refer to",
    "criticise, condemn, denounce, rebuke, challenge",
    "slam, castigate, berate, rage +at, lash out +at, sneer +at",
    "hit out, hit back, rail, scoff, snipe",
)
_CLAUSE = _pattern(
    "clause",
    "say, state, write, report, note, explain, remark",
    "claim, assert, argue, allege, insist, warn, confirm, deny",
    "complain, boast, insinuate, pretend, moan, whine, grumble",
    "add, counter, demand, announce, suggest, tweet, reply, acknowledge",
)
_TOPIC = _pattern(
    "topic",
    "mention, discuss, report, refer to",
    "announce, confirm, repeat, deny, dispute, reject, promise",
    "trumpet, tout, downplay, parrot, peddle, harp on",
    "reiterate, offer, pledge, admit, reveal, propose",
)
_PATTERNS = (_HEARER, _SPEECH, _NAME, _AS, _OF, _TARGET, _CLAUSE, _TOPIC)

_INSIDE = r"[^,.;:—“”‘\"]*?"
_OPENING = re.compile(r"\s*[,:]?\s*[“‘\"]")
_ENDS = re.compile(r"\s*(?:[,.;].*)?$", re.DOTALL)
_CLOSED_BEFORE = re.compile(r"(?:[”\"]|’(?!\w))\s*[^“‘\"”]{0,80}$")
_RELATIVE_BEFORE = re.compile(r"\b(?:who|whom|which)\b[^,.;:]*$")
_NAMED_AFTER = re.compile(r"\s+[^,.;:—“‘\"]+[“‘\"]")
_AS_AFTER = re.compile(rf"{_INSIDE}\bas\b")
_THAT_AFTER = re.compile(rf"{_INSIDE}\bthat\s+[\w“‘\"]")
_TAIL_AFTER = re.compile(rf"(?:{_INSIDE}\s)?\b(of|for|over)\b")
_PREPOSITION = re.compile(r"\s+(at|against|of|on|over|with|about|to)\b")


@dataclass(frozen=True)
class Verb:
    """A verb that can be put in the place of a cue: its lemma, its class, the words as shown, and what they replace."""

    lemma: str
    label: str
    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Switch:
    """The cue of a statement, and the verbs that can take its place.

    Attributes:
        id: the statement.
        cue: the words that are exchanged, at `start` to `end` of the statement.
        label: the class that the cue is coded with; empty if it is not coded.
        fitting: verbs that fit the sentence as it stands, by class.
        every: every verb of the lexicon in the form of the cue, by class; what follows may not fit it. Both are empty
            where the cue is no verb.
    """

    id: str
    cue: str
    start: int
    end: int
    label: str
    fitting: Mapping[str, tuple[Verb, ...]]
    every: Mapping[str, tuple[Verb, ...]]


def switch_of(case: "Case", key: str) -> Switch:
    """Find the verbs that can be put in the place of a statement’s cue.

    Raises:
        KitError: if there is no such statement, it has no cue, or its cue stands outside it.
    """
    table = case.statements
    expect_statement(table, key)
    row = dict(table.loc[key])
    place = _place_of_cue(case, row)
    if place is None:
        raise KitError(_no_place(case, key, row["cue"]))
    start, end = place
    lexicon = load_lexicon("reporting")
    lemma, form = _lemma_and_form(row["text"], start, end)
    fitting: dict[str, tuple[Verb, ...]] = dict.fromkeys(lexicon.labels, ())
    every = dict(fitting)
    if form:
        capital = row["text"][start].isupper()
        fitting |= _fitting(row["text"], (start, end), lemma, form)
        every = {
            label: tuple(
                Verb(entry.lemma, label, words, ((start, end, words),))
                for entry in lexicon.entries
                if entry.label == label and entry.lemma != lemma
                for words in [_inflected(entry, form, capital=capital)]
            )
            for label in lexicon.labels
        }
    return Switch(key, row["text"][start:end], start, end, row["cue_class"], fitting, every)


def switchable(case: "Case") -> list[str]:
    """Return the statements whose cue stands in them, in the order of the case."""
    table = case.statements
    rows = ((str(key), dict(row)) for key, row in table.iterrows()) if len(table) else ()
    return [key for key, row in rows if row["cue"] and _place_of_cue(case, row)]


def _no_place(case: "Case", key: str, cue: str) -> str:
    others = switchable(case)
    hint = f" Choose another, such as {', '.join(others[:3])}." if others else ""
    if not cue:
        return f"Statement {key} has no cue: no word reports it, so there is none to exchange.{hint}"
    return f"The cue of {key}, “{cue}”, stands outside the statement, so it cannot be exchanged in it.{hint}"


def _place_of_cue(case: "Case", row: Mapping[str, object]) -> tuple[int, int] | None:
    """Return where the cue stands in its statement: outside quotation marks, if it stands there as well."""
    text, cue = str(row["text"]), str(row["cue"])
    found = [one.span() for one in re.finditer(rf"(?<!\w){re.escape(cue)}(?!\w)", text)] if cue else []
    if len(found) > 1:
        start = int(str(row["start"]))
        marked = quoted_spans(case.articles[str(row["article"])])
        found.sort(key=lambda one: any(low <= start + one[0] < high for low, high in marked))
    return found[0] if found else None


# The verb and its form


def _lemma_and_form(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the lemma of a cue, empty if the lexicon has none, and its form, empty if it is no verb."""
    words = [word.casefold().replace("’", "'") for word in words_of(text[start:end])]
    before = [word.casefold() for word in words_of(text[:start])][::-1]
    if not words or (before and (before[0] in DETERMINERS | POSSESSIVES or before[0].endswith(("'s", "’s")))):
        return "", ""
    for form, lemma, kinds in verb_forms().get(words[0], ()):
        if tuple(words[: len(form)]) == form:
            return lemma, _form(kinds, before)
    if words[0].endswith("ing"):
        return "", ING
    return "", _form(frozenset({PAST, PARTICIPLE}), before) if words[0].endswith("ed") else ""


def _form(kinds: frozenset[str], before: Sequence[str]) -> str:
    left = [word for word in before[: _NOT_YET + 1] if not word.endswith("ly") and word not in {"also", "not", "since"}]
    if PARTICIPLE in kinds and left and left[0] in BE | HAVE:
        return PARTICIPLE
    return next(kind for kind in (PAST, THIRD, ING, BASE, PARTICIPLE) if kind in kinds)


def _inflected(entry: Entry, form: str, *, capital: bool = False) -> str:
    words = entry.lemma if form == BASE or not entry.forms else entry.forms[_FORMS.index(form)]
    return words[0].upper() + words[1:] if capital else words


# The verbs that fit


def _fitting(text: str, place: tuple[int, int], lemma: str, form: str) -> dict[str, tuple[Verb, ...]]:
    lexicon, pattern = load_lexicon("reporting"), _pattern_of(text, place, lemma)
    verbs = {
        label: tuple(
            verb
            for each in listed
            for verb in _verb(text, place, form, (pattern, lexicon, each))
            if verb.lemma != lemma
        )
        for label, listed in pattern.verbs.items()
    }
    return {label: verbs.get(label, ()) for label in lexicon.labels}


def _pattern_of(text: str, place: tuple[int, int], lemma: str) -> _Pattern:
    """Tell the pattern of a sentence by its verb, and by the words around where the verb takes several."""
    after = text[place[1] :]
    around = {
        "hearer": True,
        "speech": not _THAT_AFTER.match(after)
        and bool(_OPENING.match(after) or _ENDS.match(after) or _CLOSED_BEFORE.search(text[: place[0]])),
        "name": bool(_NAMED_AFTER.match(after)),
        "as": bool(_AS_AFTER.match(after)),
        "of": bool(_TAIL_AFTER.match(after)),
        "target": True,
        "clause": bool(_THAT_AFTER.match(after)) or "topic" not in _names(lemma),
        "topic": True,
    }
    for pattern in _PATTERNS:
        if pattern.name in _names(lemma) and around[pattern.name]:
            return pattern
    if around["speech"]:
        return _SPEECH
    if _THAT_AFTER.match(after):
        return _CLAUSE
    return _TARGET if _PREPOSITION.match(after) else _TOPIC


@cache
def _by_lemma() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pattern in _PATTERNS:
        for verb in (*(verb for listed in pattern.verbs.values() for verb in listed), *pattern.known):
            found.setdefault(_parsed(verb)[0], set()).add(pattern.name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


def _names(lemma: str) -> frozenset[str]:
    return _by_lemma().get(lemma, frozenset())


def _parsed(verb: str) -> tuple[str, str, str]:
    """Return the lemma, the preposition after it and the one after its object: “rage +at … for”."""
    head, _, tail = verb.partition(" … ")
    lemma, _, particle = head.partition(" +")
    return lemma, particle, tail


def _verb(text: str, place: tuple[int, int], form: str, choice: tuple[_Pattern, Lexicon, str]) -> Iterator[Verb]:
    """Yield a verb of a pattern with what it replaces: the cue, a preposition with it, the one after its object."""
    pattern, lexicon, written = choice
    lemma, particle, tail = _parsed(written)
    start, end = place
    entry = lexicon[lemma]
    words = _inflected(entry, form, capital=text[start].isupper())
    if particle:
        words += f" {particle}"
    tail_place = _TAIL_AFTER.match(text, end) if tail else None
    preposition = _PREPOSITION.match(text, end) if pattern in {_OF, _TARGET, _TOPIC} else None
    if preposition and (not tail_place or preposition.start(1) != tail_place.start(1)):
        end = preposition.end()
    elif particle and tail_place and not text[end : tail_place.start(1)].strip():
        return  # “were raged at for”: of a passive, no verb with a preposition of its own
    bare = not _THAT_AFTER.match(text, end) and not _RELATIVE_BEFORE.search(text[:start])
    if pattern is _CLAUSE and lemma != "say" and bare:
        words += " that"
    places: list[Place] = [(start, end, words)]
    if tail_place and tail_place[1] != tail:
        places.append((tail_place.start(1), tail_place.end(1), tail))
    shown = f"{words} … {tail}" if tail else words
    yield Verb(lemma, entry.label, shown, tuple(places))


def listed_verbs() -> Iterator[tuple[str, str]]:
    """Yield every verb that a pattern offers, and the class under which it does."""
    for pattern in _PATTERNS:
        for label, verbs in pattern.verbs.items():
            yield from ((_parsed(verb)[0], label) for verb in verbs)


def known_verbs() -> Iterator[str]:
    """Yield the further verbs by which a pattern is known."""
    for pattern in _PATTERNS:
        yield from pattern.known
