"""Words of a student’s own that a neutral report does without: charged reporting verbs, judging words nobody owns.

Both are looked for outside quotation marks only. Where a word could be the party’s, in a report of what it said, it
is let pass: a false alarm costs a fair report its mark, and a person reads it after the machine.
"""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, cast

from attributed.exercises.sayings import (
    ROLES,
    Parties,
    is_passive,
    is_subject,
    mentions,
    past_and_ing,
    reporting_verbs,
    sayings,
)
from attributed.lexicon import load_lexicon
from attributed.lexicon import mark as mark_words

if TYPE_CHECKING:
    from attributed.exercises.brieftext import Brief

JUDGING = ("TRUTH", "CONDUCT")
_ACTORS = re.compile(rf"\b(?:he|she|it|they|who|which|both|sides?|{ROLES})\b", re.IGNORECASE)
_SMALL = r"(?:\w+ly|has|have|had|also|then|again|once|in turn|even|itself|himself|later)"
_NO_VERB = re.compile(
    r"\b(?:an?|the|its?|their|his|her|this|that|these|those|of|for|from|by|to|no|any|as|called it) $", re.IGNORECASE
)
_JOINED = re.compile(rf"(?:\b(?:and|but|while|then|or|when|before|after)|,)(?: {_SMALL})* $", re.IGNORECASE)
_THAT = re.compile(r"\b(?:that|whether|how)\b", re.IGNORECASE)
_ALSO_DEEDS = frozenset(
    ("threaten", "lie", "exaggerate", "pretend", "insult", "slander", "smear", "defame", "malign", "vilify", "hype",
     "demonise", "stigmatise", "hammer", "storm", "snap", "speculate", "deflect", "mock", "pester", "browbeat", "goad",
     "heckle", "denigrate", "disparage", "belittle", "peddle", "press", "spar", "target", "brand", "obfuscate")
)  # fmt: skip
"""Verbs for what parties are said to do, and not only for how they speak."""
_DOUBTED = re.compile(
    r"^\W*(?:which|who|what)\b|\b(?:whether|if|neither|nor|not?|none|cannot|nobody|nothing|without|unclear)\b|n't\b",
    re.IGNORECASE,
)
_ACCUSED = re.compile(
    r"\b(?:accus|alleg|claim|charg|complain|denial|assert|suspect|suspicion|label|term|rhetoric)\w*", re.IGNORECASE
)
_PREDICATE = re.compile(r"\b(?:is|are|was|were|be|been|remains?|remained|seems?|sounds?)(?: \w+)? $", re.IGNORECASE)
_SAID = re.compile(rf"{_ACTORS.pattern}(?: \w+)? $", re.IGNORECASE)
_ABOUT_WORDS = re.compile(
    r"\b(?:words?|adjectives?|adverbs?|phrases?|wording|terms?|labels?|expressions?)\b", re.IGNORECASE
)
_BEFORE_VERB = re.compile(r"\b\w+ly (?=\w)")
_TAKING_SIDES = frozenset(("rightly", "wrongly"))


def charged_verbs(brief: "Brief", parties: Parties) -> list[str]:
    """Return the charged reporting verbs with which a brief itself reports somebody."""
    return [brief.text[start:end] for start, end, _ in _charged(brief, parties)]


def _charged(brief: "Brief", parties: Parties) -> Iterator[tuple[int, int, str]]:
    for begin, end in brief.sentences:
        sentence = brief.own[begin:end]
        for hit in _hits(sentence, "reporting", ("CHARGED",)):
            if _reports(sentence, hit, parties):
                yield begin + hit.start, begin + hit.end, hit.lemma


def _hits(sentence: str, lexicon: str, labels: Collection[str]) -> Iterator[Any]:
    found = mark_words(sentence, load_lexicon(lexicon))
    yield from (cast("Any", hit) for hit in found.itertuples() if hit.label in labels)


def _reports(sentence: str, hit: Any, parties: Parties) -> bool:  # noqa: ANN401 - a row of the lexicon’s hits
    """Tell whether a charged word stands as a verb, with somebody who speaks as its subject."""
    word, before = hit.text.lower(), sentence[: hit.start]
    if (word == hit.lemma and " " not in word) or _NO_VERB.search(before):
        return False
    if is_passive(sentence, hit.start) and not word.split()[0].endswith("ing"):
        return re.match(r"[^.;,]{0,60}\bby\b", sentence[hit.end :]) is not None and hit.lemma not in _ALSO_DEEDS
    actors = [one.end for one in mentions(before, parties) if is_subject(before, one)]
    actors += [match.end() for match in _ACTORS.finditer(before)]
    if not actors:
        return bool(re.fullmatch(r"\W*", before))
    gap = before[max(actors) :]
    if hit.lemma in _ALSO_DEEDS and (any(True for _ in reporting_verbs(before)) or _JOINED.search(before)):
        return False
    if _JOINED.search(before):
        return not _THAT.search(gap)
    return not _THAT.search(gap) and not list(reporting_verbs(gap)) and not _is_told(before[: max(actors)], parties)


def _is_told(before: str, parties: Parties) -> bool:
    """Tell whether what comes next is told by a party, as after “Zhao said that”."""
    said = sayings(before, parties)
    return bool(said) and not re.search(r"[;]|, (?:and|but|while)\b", before[said[-1].start :])


def judging_words(brief: "Brief", parties: Parties, spare: Collection[str]) -> list[str]:
    """Return the words about truth or conduct that stand in nobody’s name.

    A word has an owner where its sentence says who says so, or reports a saying before it. It is the writer’s own all
    the same right before a reporting verb or its subject: “groundlessly claimed”.

    Args:
        brief: the text.
        parties: the sides and their speakers.
        spare: lemmas that do not count, such as those for what a court deals with.
    """
    charged = {(start, end) for start, end, _ in _charged(brief, parties)}
    found: list[str] = []
    for begin, end in brief.sentences:
        sentence = brief.own[begin:end]
        found += _judging_adverbs(sentence)
        for hit in _hits(sentence, "evaluative", JUDGING):
            place = (begin + hit.start, begin + hit.end)
            if any(start < place[1] and place[0] < stop for start, stop in charged):
                continue
            owned = hit.lemma in spare or _has_owner(sentence, hit, parties)
            if not owned or _is_the_writers(sentence, hit, parties):
                found.append(brief.text[place[0] : place[1]])
    return found


def _judging_adverbs(sentence: str) -> Iterator[str]:
    """Yield the adverbs right before a reporting verb that judge what is reported."""
    verbs = {verb.start() for verb in reporting_verbs(sentence)}
    for found in _BEFORE_VERB.finditer(sentence):
        adverb = found[0].strip()
        stems = [adverb.lower().removesuffix(end) + more for end, more in (("ly", ""), ("ly", "e"), ("ally", ""))]
        judges = any(True for stem in stems for _ in _hits(stem, "evaluative", JUDGING))
        if found.end() in verbs and (judges or adverb.lower() in _TAKING_SIDES):
            yield adverb


def _is_the_writers(sentence: str, hit: Any, parties: Parties) -> bool:  # noqa: ANN401
    told = _is_told(sentence[: hit.start], parties)
    return not told and any(
        one.start - hit.end == 1 and any(saying.start > one.end for saying in sayings(sentence, parties))
        for one in mentions(sentence, parties)
        if is_subject(sentence, one)
    )


def _has_owner(sentence: str, hit: Any, parties: Parties) -> bool:  # noqa: ANN401
    before = sentence[: hit.start]
    if _ABOUT_WORDS.search(sentence) or (hit.label == "TRUTH" and _DOUBTED.search(before)):
        return True
    stated = _PREDICATE.search(before) is not None and not re.search(r"\bthat\b|:", before)
    said = [saying for saying in sayings(sentence, parties) if not (stated and saying.by_noun)]
    if said or (not stated and _ACCUSED.search(before)):
        return True
    if any(True for _ in _hits(sentence, "hedges", ("DISTANCE",))):
        return True
    return any(
        (verb.start() < hit.start and verb[0].lower() in past_and_ing()) or _SAID.search(sentence, 0, verb.start())
        for verb in reporting_verbs(sentence)
    )
