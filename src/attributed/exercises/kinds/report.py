"""A report of one accusation in the student’s own words: who says so, in a fair word, and against whom.

The machine looks for three things and no more: a speaker tied to a reporting word, a target, and nothing
that decides the matter or is copied. A key may ask for one thing more by name, in `also`, and
name words that may not stand there, in `avoid`. Without a speaker who says so, an allegation stands as a fact, and the
report earns nothing.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import fold
from attributed.exercises.prose import FACTIVE, REPORTING_PHRASES, any_of, read_text, verbs
from attributed.exercises.result import Result
from attributed.lexicon import load_lexicon
from attributed.lexicon import mark as mark_words

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("statement", "least_words", "most_words")
REQUIRED = ("statement", "least_words", "most_words", "speakers", "targets", "coach")
COACH = ("attribution", "target", "verdict", "copied")
LONGEST_COPY = 7
_JUDGING_LABELS = ("TRUTH", "CONDUCT", "FEELING")
HALF = 0.5

# Both parties could accept the first for themselves; the others paint the speaker, or decide who is right.
_REPORTING = rf"{verbs('NEUTRAL', 'ACT', but=FACTIVE)}|{REPORTING_PHRASES}"
_CHARGED = re.compile(rf"\b(?:{verbs('CHARGED', but=FACTIVE)})\b")
_NEGATION = re.compile(r"\b(?:never|not|nothing|den(?:y|ies|ied|ying))\b|n't\b")
_VERDICTS = re.compile(
    r"\b(?:prove[sdn]?|proof|showed|shown|demonstrate[sd]?|reveal(?:s|ed)?|expose[sd]?|admit(?:s|ted)?|confess(?:es|ed)?"
    r"|rightly|correctly|truthfully|falsely|wrongly|absurdly|obviously|clearly|evidently|hypocri\w+|evil|shameless\w*"
    r"|regime|propaganda|without (?:any )?(?:evidence|proof))\b"
)


def form(item: "Item", answer: Any) -> str:  # noqa: ANN401
    """Return the report, if it is a text of a fitting length."""
    return read_text(item, answer, due="A sentence or two", name="report")


def mark(item: "Item", answer: str, case: "Case") -> Result:
    """Half for the speaker who says so, half for the target; what is missing, a verdict or a copy caps it at half."""
    coach, text = item.spec["coach"], _plain(answer)
    if not _is_attributed(text, item.spec["speakers"]):
        return Result(0.0, (coach["attribution"],))
    says = []
    if not re.search(any_of(item.spec["targets"]), text):
        says.append(coach["target"])
    if "also" in item.spec and not re.search(any_of(item.spec["also"]), text):
        says.append(coach["also"])
    if "avoid" in item.spec and (found := re.search(any_of(item.spec["avoid"]), text)):
        says.append(f"“{found[0]}”: {coach['avoid']}")
    if _VERDICTS.search(text) or _CHARGED.search(text):
        says.append(coach["verdict"])
    elif item.spec.get("plain") and (judging := _judging_word(item, answer, case)):
        says.append(f"“{judging}”: {coach['judging']}")
    if _longest_copy(answer, str(case.statements.at[item.spec["statement"], "text"])) > LONGEST_COPY:
        says.append(coach["copied"])
    return Result(HALF if says else 1.0, tuple(says) or (item.why,))


def _plain(text: str) -> str:
    """Fold a text; U.S. and USA become us, and the pronoun us, which folding would make the same, goes."""
    text = re.sub(r"\bus\b", "ourselves", text)
    text = re.sub(r"\bc\. ?i\. ?a\b\.?", "cia", fold(text))
    return re.sub(r"\bu\. ?s\b\.?(?: ?a\b\.?)?|\busa\b", "us", text)


def _judging_word(item: "Item", answer: str, case: "Case") -> str:
    """Return the first word of a report that judges, or "": one of the statement’s, or one of the kit’s lexicon.

    Of the lexicon only words about truth, conduct and feeling count: the others have too many plain uses.
    """
    lexicon, statement = load_lexicon("evaluative"), item.spec["statement"]
    words = {fold(str(word)) for word in case.words.loc[case.words["statement"] == statement, "word"]}
    words -= {fold(word) for word in item.spec.get("spare", {}).get(statement, ())}
    lemmas = {lemma for word in words for lemma in mark_words(word, lexicon)["lemma"]}
    for found in mark_words(answer, lexicon).itertuples():
        if found.label in _JUDGING_LABELS or found.lemma in lemmas:
            return str(found.text)
    standing = re.search(any_of(sorted(words)), fold(answer)) if words else None
    return standing[0] if standing else ""


def _is_attributed(text: str, speakers: Sequence[str]) -> bool:
    """Tell whether a speaker says so: X … accused, according to X, accused … by X."""
    who, few = any_of(speakers), r"(?:[^.;!?]{0,90}?)"
    patterns = (
        rf"{who}{few}\b(?:{_REPORTING})\b",
        rf"\baccording to {few}{who}",
        rf"\b(?:{_REPORTING})\b{few}\bby {few}{who}",
        rf"\b(?:accusation|allegation|claim|statement|words?)s? (?:of|by|from|made by) {few}{who}",
    )
    return any(not _NEGATION.search(found[0]) for pattern in patterns for found in re.finditer(pattern, text))


def _longest_copy(answer: str, source: str) -> int:
    """Return the length in words of the longest run that an answer shares with the source outside its own quotes."""
    own = re.sub(r'["“][^"“”]*["”]', " | ", answer)
    words, there = re.findall(r"\w+|\|", fold(own)), " ".join(re.findall(r"\w+", fold(source)))
    longest = 0
    for start in range(len(words)):
        size = longest + 1
        while start + size <= len(words) and f" {' '.join(words[start : start + size])} " in f" {there} ":
            longest, size = size, size + 1
    return longest


def faults(item: "Item", case: "Case") -> Iterator[str]:
    """The statement exists, and each thing that can go wrong has its coaching."""
    if item.spec["statement"] not in case.codes.index:
        yield f"there is no statement {item.spec['statement']!r}."
    expected = (*COACH, *(name for name in ("also", "avoid") if name in item.spec))
    if item.spec.get("plain"):
        expected = (*expected, "judging")
    if set(item.spec["coach"]) != set(expected):
        yield f"coach should speak of {', '.join(expected)}; found {', '.join(item.spec['coach'])}."
