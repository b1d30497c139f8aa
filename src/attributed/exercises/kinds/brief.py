"""A brief on a dispute: a longer text whose form is checked, and whose judgement is left to a person.

Every requirement of form earns the same share. Without any party that says something, nothing is earned, and with
one of the sides alone, half at most: a text in which nobody is named breaks no other rule, and reports nothing.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attributed.exercises.brieftext import Brief
from attributed.exercises.fold import fold
from attributed.exercises.ownwords import charged_verbs, judging_words
from attributed.exercises.prose import any_of, read_text
from attributed.exercises.result import Result
from attributed.exercises.sayings import Saying, sayings
from attributed.lexicon import load_lexicon
from attributed.lexicon import mark as mark_words
from attributed.quotecheck import check_quotations

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item
    from attributed.quotereport import CheckedQuotation

PUBLIC = ("least_words", "most_words")
REQUIRED = ("least_words", "most_words", "speakers", "certainty", "charges", "spare", "coach")
COACH = ("attribution", "quotation", "certainty", "charged", "dates", "judging")
MOST_NAMED = 3
HALF = 0.5
_CERTAIN = {"hedges": ("HEDGED",), "boosters": ("BOOSTED",)}
_LABELS: dict[str, tuple[str, ...]] = {"hedges": ("POSSIBILITY", "PERSONAL"), "boosters": ("CERTAINTY", "SHARED")}
_MODALS = frozenset(("may", "might", "could", "can"))
"""Short words that a writer needs for other things; they count behind a reporting word, or in marks."""


def form(item: "Item", answer: Any) -> str:  # noqa: ANN401
    """Return the brief, if it is a text of a fitting length."""
    return read_text(item, answer, due="The sentences of your brief", name="brief")


def mark(item: "Item", answer: str, case: "Case") -> Result:
    """Give every requirement of form its share; say for each that is not met what, where and what to do."""
    brief = Brief(answer)
    missing = _silent_sides(item, brief)
    checks = {
        "attribution": missing,
        "quotation": _misquoted(brief, case),
        "certainty": [] if _keeps_certainty(item, brief, case) else [""],
        "charged": _in_marks(charged_verbs(brief, item.spec["speakers"])),
        "dates": _undated(item, brief),
        "judging": _in_marks(judging_words(brief, item.spec["speakers"], item.spec["spare"])),
    }
    says = [_say(found, item.spec["coach"][name]) for name, found in checks.items() if found]
    share = sum(not found for found in checks.values()) / len(checks)
    most = 0.0 if len(missing) == len(item.spec["speakers"]) else HALF if missing else 1.0
    return Result(min(share, most), tuple(says) or (item.why,))


def _say(found: list[str], coaching: str) -> str:
    """Put what was found before what to do about it."""
    named = list(dict.fromkeys(filter(None, found)))[:MOST_NAMED]
    return f"{', '.join(named)}: {coaching}" if named else coaching


def _in_marks(words: list[str]) -> list[str]:
    return [f"“{word}”" for word in words]


def _sayings(item: "Item", brief: Brief) -> Iterator[tuple[tuple[int, int], list[Saying]]]:
    for begin, end in brief.sentences:
        yield (begin, end), sayings(brief.own[begin:end], item.spec["speakers"])


def _silent_sides(item: "Item", brief: Brief) -> list[str]:
    """Return the sides of which nobody says anything."""
    heard = {saying.side for _, said in _sayings(item, brief) for saying in said}
    return [side for side in item.spec["speakers"] if side not in heard]


def _misquoted(brief: Brief, case: "Case") -> list[str]:
    """Return the quotations whose words the case does not have, each with how it differs."""
    outlets = {fold(article.outlet) for article in case.articles.values()}
    return [
        _difference(one)
        for one in check_quotations(brief.text, case).quotations
        if not one.verbatim and fold(one.text).strip("\"' .,") not in outlets
    ]


def _difference(one: "CheckedQuotation") -> str:
    how = "; ".join(one.differences) or {"not here": "stands nowhere in the case"}.get(one.verdict, one.verdict)
    return f"{one.text} ({how})"


def _keeps_certainty(item: "Item", brief: Brief, case: "Case") -> bool:
    """Tell whether a word of certainty that the sources have stands where a brief reports somebody."""
    words = _certainty_words(case, item.spec["certainty"])
    for (begin, end), said in _sayings(item, brief):
        sentence = brief.text[begin:end]
        for found in re.finditer(words, fold_in_place(sentence)):
            quoted = brief.is_quoted(begin + found.start())
            reported = bool(said) and (found[0] not in _MODALS or said[0].start < found.start())
            if reported or (quoted and any(True for _ in said)):
                return True
    return False


def fold_in_place(text: str) -> str:
    """Fold a text so that every character keeps its place."""
    return "".join(low if len(low := fold(letter)) == 1 else letter for letter in text)


def _certainty_words(case: "Case", others: Sequence[str]) -> str:
    """Return a pattern for the words of certainty of a case: its coders’, its official texts’, and some others."""
    phrases = {fold(phrase) for phrase in others}
    for column, labels in _CERTAIN.items():
        coded = case.codes[case.codes["certainty"].isin(labels)]
        phrases |= {fold(word) for cell in coded[column] for word in str(cell).split("|") if word}
    for column in ("likelihood", "confidence_words"):
        phrases |= {fold(str(word)) for word in case.official.get(column, ()) if word}
    text = "\n".join(map(str, [*case.statements["text"], *case.official.get("words", ())]))
    for name, kept in _LABELS.items():
        lexicon, found = load_lexicon(name), mark_words(text, name)
        for lemma in found.loc[found["label"].isin(kept), "lemma"].unique():
            phrases |= {fold(form) for form in (lemma, *lexicon[lemma].forms) if "#" not in form}
    return any_of(sorted(phrases, key=len, reverse=True))


def _undated(item: "Item", brief: Brief) -> list[str]:
    """Return the first mention of the charges, if their years stand nowhere."""
    charges, text = item.spec["charges"], fold(brief.text)
    first, last = map(str, charges["years"])
    if re.search(rf"\b{first}\b\D{{0,40}}\b(?:{last}|{last[-2:]})\b", text):
        return []
    found = re.search(any_of(charges["mentions"]), text)
    return [f"“{found[0]}”"] if found else []


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: ARG001 - the same call for every kind
    """There are two sides with speakers, years in order, and coaching for every requirement."""
    spec = item.spec
    if len(spec["speakers"]) < 2 or not all(spec["speakers"].values()):  # noqa: PLR2004 - a dispute has two
        yield "speakers should name two sides or more, each with its speakers."
    if set(spec["charges"]) != {"mentions", "years"} or len(spec["charges"].get("years", ())) != 2:  # noqa: PLR2004
        yield "charges should have mentions, and years, the first and the last."
    if not 0 < spec["least_words"] < spec["most_words"]:
        yield "least_words should be less than most_words."
    if set(spec["coach"]) != set(COACH):
        yield f"coach should speak of {', '.join(COACH)}; found {', '.join(spec['coach'])}."
