"""Whom a pronoun stands for: the last subject before it that fits.

The candidates are the subjects of the sentences before, the nearest sentence first, a few paragraphs back at most. "he"
and "she" want a person, "it" something that is none, "they" a plural or an organisation. A candidate that the text
marks as the other sex (Ms, chairman) does not fit. Nothing is guessed from first names, so that in a text with an
unmarked man and an unmarked woman the last one named is taken: a reader must check that.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attributed.quotations.classes import DETERMINERS, INDEFINITE, PERSONAL, PLURALS, POSSESSIVES, PRONOUNS, listed
from attributed.quotations.cues import cues_of
from attributed.quotations.marks import Marked
from attributed.quotations.paragraph import Sentence, read_paragraph
from attributed.quotations.phrases import phrase_after
from attributed.quotations.subjects import main_subject, subject_of

Span = tuple[int, int]

FAR_BACK = 4
"""How many paragraphs before the pronoun's own are looked at."""
_FAR = 2000
"""How many characters of a paragraph."""
_CLASS = {
    "he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "it": "it", "its": "it", "they": "they",
    "their": "they", "them": "they",
}  # fmt: skip
_MALE = listed("mr mr. sir lord king prince father son brother husband uncle man boy gentleman actor priest monk")
_FEMALE = listed(
    "mrs ms miss mrs. ms. lady dame queen princess mother daughter sister wife aunt woman girl actress nun"
)
_PEOPLE = (
    _MALE
    | _FEMALE
    | listed(
        "dr dr. prof prof. rev. hon. fr. gen. col. lt. maj. capt. cmdr. adm. sgt. cpl. sen. rep. gov. president "
        "minister chancellor secretary senator governor mayor premier pope judge justice general colonel captain "
        "admiral sheriff detective ambassador chairperson chair director chief commissioner professor representative "
        "attorney officer candidate nominee leader analyst strategist adviser advisor aide reporter correspondent "
        "journalist author economist activist host lawyer resident teacher farmer driver owner worker player coach "
        "doctor nurse scientist researcher expert historian veteran student neighbour neighbor victim witness "
        "survivor defendant plaintiff organiser organizer founder executive manager banker trader investor editor "
        "writer poet artist singer musician official envoy diplomat delegate councillor councilor lawmaker politician "
        "soldier pilot engineer architect designer clerk prosecutor coroner magistrate barrister solicitor umpire "
        "referee bishop imam rabbi pastor critic deputy predecessor successor rival pupil novelist chemist colleague "
        "partner friend boss employee member volunteer campaigner protester supporter opponent"
    )
)
_BODIES = listed(
    "agency airline alliance army assembly association authority bank board body bureau cabinet centre center "
    "charity church club college commission committee community company confederation congress corporation corps "
    "council court department directorate embassy federation fleet force foundation fund government group hospital "
    "institute institution kingdom league ltd. inc. corp. ministry mission movement museum navy network newspaper "
    "office organisation organization parliament party police port post republic school senate society states team "
    "treasury tribunal trust union university"
)
_ENDS_OF_HEADS = listed(", for of at in from with to who (")
_PLACES = listed("new north south east west hong saudi united european sri costa el san los las great")


def stands_for(
    text: str, pronoun: Span, paragraphs: Sequence[Span], marked: Sequence[Marked], starts: Sequence[int]
) -> Span | None:
    """Return where the name stands for which a pronoun stands, None where nothing before it fits.

    `paragraphs` are the paragraphs to look in, the pronoun's own last. `marked` are the quotations of the text, whose
    words are nobody's subjects, and `starts` where they begin.
    """
    kind = _CLASS.get(text[slice(*pronoun)].casefold())
    if kind is None:
        return None
    for first, last in reversed(paragraphs):
        end = min(last, pronoun[0])
        begin = max(first, end - _FAR)
        near = marked[bisect_left(starts, begin) : bisect_left(starts, end)]
        inside = [(0, span) for span in near if span.end <= end]
        for sentence in reversed(read_paragraph(text, begin, end, inside)):
            for low, high in _subjects(sentence):
                span = sentence[low].start, sentence[high - 1].end
                if _fits(kind, [token.text for token in sentence[low:high]], text[: span[0]]):
                    return span
    return None


def _subjects(sentence: Sentence) -> Iterator[Span]:
    """Yield the subjects of a sentence: of the main clause first, then of its reporting verbs, nearest first."""
    main = main_subject(sentence, len(sentence))
    if main is not None:
        yield main
    for cue in reversed(cues_of(sentence)):
        if cue.passive:
            continue
        for found in (subject_of(sentence, cue.low), phrase_after(sentence, cue.high)):
            if found is not None and found != main:
                yield found
    for place, token in enumerate(sentence[:-2]):
        if token.lower == "according" and (found := phrase_after(sentence, place + 2)) is not None:
            yield found


def _fits(kind: str, words: Sequence[str], before: str) -> bool:
    lowers = [word.lower().removesuffix("'s").removesuffix("’s") for word in words]
    if lowers[0] in PRONOUNS | PERSONAL | POSSESSIVES - {"his", "her", "its", "their"} or lowers[-1] in INDEFINITE:
        return False
    person = _is_person(words, lowers, before)
    if kind == "he":
        return person and not any(word in _FEMALE or word.endswith("woman") for word in lowers)
    if kind == "she":
        return person and not any(word in _MALE or word.endswith("man") for word in lowers)
    if kind == "it":
        return not person and not (lowers[-1] in PLURALS or "and" in lowers)
    plural = lowers[-1].endswith("s") or lowers[-1] in PLURALS or "and" in lowers
    return plural or not person


def _is_person(words: Sequence[str], lowers: Sequence[str], before: str) -> bool:
    """Tell a person from a body or a place: by the noun, by a name of two words, or by a surname met before."""
    head = lowers[: next((k for k, word in enumerate(lowers) if k and word in _ENDS_OF_HEADS), len(lowers))]
    if any(word in _PEOPLE or word.endswith(("man", "woman", "person")) for word in head):
        return head[-1] not in _BODIES
    capitals = [word for word in words if word[0].isupper() and word.lower() not in DETERMINERS]
    if head[-1] in _BODIES or not capitals or head[0] in _PLACES:
        return False
    if head[0] in DETERMINERS:  # "the novelist Amara Obi", "the pupil, Tamsin Yarrow", but not "the United States"
        noun = any(word[0].islower() for word in words[1 : len(words) - 2] if word.lower() not in _BODIES)
        return noun and len(capitals) > 1 and words[-1][0].isupper() and words[-2][0].isupper()
    if len(capitals) > 1:
        return True
    name = re.escape(capitals[-1].removesuffix("'s").removesuffix("’s"))
    return re.search(rf"\b[A-Z][\w.’'-]+ {name}\b", before) is not None
