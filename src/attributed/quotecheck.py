"""Checking quotations: which of a text’s words in marks stand in a case, word for word, and how the others differ.

Marks promise that the words between them are somebody else’s, unchanged. Three things may be changed in the open: an
ellipsis says that words are left out, square brackets hold the writer’s own, and a bracketed first letter its case.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from attributed.align import align
from attributed.alignment import Alignment
from attributed.case import Case, load_case
from attributed.errors import KitError
from attributed.functionwords import is_content_word
from attributed.pairing import pair_up, units_of
from attributed.paragraphs import paragraph_spans
from attributed.quotable import BREAK, Place, Quotable
from attributed.quotations.find import Quote, find_quotes
from attributed.quotations.marks import Marked, has_two_apostrophes, marked_spans
from attributed.quotations.paragraph import inner, read_paragraph
from attributed.quotereport import CheckedQuotation, QuotationCheck, Verdict, clipped
from attributed.tokens import fold_spelling, fold_word, word_spans, words_of

NEGATIONS = frozenset(("not", "no", "never", "neither", "nor", "none", "nothing", "without", "cannot"))
"""Words that turn the sense of a sentence: one that is gone is told first. Words in -n’t are among them."""

_ELLIPSIS = r"\[\s*(?:…|\.\s?\.\s?\.\s?\.?)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.(?:\s?\.){2,}"
_GAP = re.compile(rf"(?P<ellipsis>{_ELLIPSIS})|(?P<own>(?<!\w)\w*\[[^\[\]]*\]\w*|\[[^\[\]]*\]\w*)")
_FIRST_LETTER = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
_SHAPES = str.maketrans("“”„«»＂‘’ʼ‚‛´`‐‑–—―", "\"\"\"\"\"\"'''''''-----")
_DOUBLE = str.maketrans("'", '"')
_END_MARKS = {".": "full stop", ",": "comma", ";": "semicolon", ":": "colon", "-": "dash"}

MOST_SPEAKERS = 500
"""In a text with more quotations it is not asked who speaks: that takes a while for each."""
_LONGEST_OWN = 12
"""Brackets stand for so many words of the source at most."""
_SHORT_GAP = 3
"""Where an ellipsis or brackets leave out so few words and a negation is among them, nothing else was the point."""
_LONGEST_NEAR = 1000
"""A longer quotation is looked for word for word and compared no further."""
_MOST_PIECES, _FEWEST_WORDS = 4, 3
"""A quotation may be joined from so many pieces, none with fewer words."""
_ALIKE = 0.75
_MOST_PLACES = 200
_WORDS_DIFFER = 2
_LONGEST_CLAUSE = 40

_HINT = (
    "Marks say that the words are somebody else’s. If they are quoted from another text, name it; set a title or a "
    "word talked about in italics; leave the marks off words of your own."
)


@dataclass(frozen=True)
class _Part:
    """A stretch of a quotation that should stand somewhere as it is, and what stands before it: nothing, or a gap."""

    text: str
    gap: Literal["", "ellipsis", "own"]
    own: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class _Difference:
    says: str
    small: bool = False
    to_do: str = ""


@dataclass(frozen=True)
class _Reading:
    """What a case has of the words of a quotation, whatever the prose around them says."""

    verdict: Verdict
    differences: tuple[_Difference, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    count: int = 0
    printed: str = ""
    alignment: Alignment | None = None


def check_quotations(text: str, case: Case | None = None) -> QuotationCheck:
    """Find every quotation of a text and say whether a case has its words.

    The words are looked up in the news text of the case’s articles (headline, subhead, body) and in the wordings that
    its facts note. The verdicts:

    - *verbatim*: they stand there as they are. Brackets and ellipses are allowed; the parts between them must stand in
      this order in one source.
    - *verbatim but for spelling or marks*: the shape of marks, a capital, a closing comma or full stop, British or
      American spelling.
    - *nearly*: words are changed, added, left out without an ellipsis or in another order; punctuation within is
      another; pieces from two places stand in one pair of marks; or the sentence names one outlet and the words
      stand in another source only. Where a sentence names several outlets, one that has the words will do.
    - *not in the news text*: they stand in a caption, a byline or the furniture of a page.
    - *not here*: they stand nowhere. Titles and words in scare quotes are told so, too.

    If the text gives the words to a name that has no word in common with any name the case gives them to, a note says
    so (in a text with up to 500 quotations). Neither that nor a verdict says whether a quotation is fair: that takes
    a reader.

    Args:
        text: any text of one’s own, such as a brief.
        case: the case to look in; the first case if it is left out.

    Returns:
        The check: `.quotations`, `.table`, `.all_verbatim`. A text without quotations gives an empty one.

    Raises:
        KitError: if `text` is no text, `case` is no case, or the case’s articles are missing.
    """
    if not isinstance(text, str):
        raise KitError(
            f"check_quotations reads a text; found {type(text).__name__}. Put your sentences in quotation marks of "
            'Python: at.check_quotations("""…""").'
        )
    if case is not None and not isinstance(case, Case):
        raise KitError(f"case= takes a case, as at.load_case() gives it; found {type(case).__name__}.")
    two = has_two_apostrophes(text)
    spans = marked_spans(text, two_apostrophes=two)
    if not spans:
        return QuotationCheck(text, ())
    quotable = Quotable(case or load_case())
    reader = _Reader(quotable)
    quotes = find_quotes(text, two_apostrophes=two) if len(spans) <= MOST_SPEAKERS else []
    said = {quote.start: quote for quote in quotes}
    homes = _sentences(text, spans, quotable)
    return QuotationCheck(
        text,
        tuple(
            _checked(text, span, home, reader, said.get(span.start), goes_on=_goes_on(spans, number))
            for number, (span, home) in enumerate(zip(spans, homes, strict=True))
        ),
    )


# The prose around a quotation


@dataclass(frozen=True)
class _Sentence:
    start: int
    end: int
    named: frozenset[str]


def _sentences(text: str, spans: Sequence[Marked], quotable: Quotable) -> list[_Sentence]:
    """Return the sentence of each quotation, and which outlets it names outside the marks."""
    starts = [span.start for span in spans]
    names = {name: re.compile(rf"(?<!\w){_any_article(name)}(?!\w)") for name in quotable.outlets.values()}
    found: list[_Sentence] = []
    for begin, end in paragraph_spans(text):
        first, past = bisect_left(starts, begin), bisect_left(starts, end)
        if first == past:
            continue
        for sentence in read_paragraph(text, begin, end, list(enumerate(spans[first:past], start=first))):
            here = [token for token in sentence if token.quoted >= 0]
            if not here:
                continue
            low, high = sentence[0].start, sentence[-1].end
            own, place = [], low
            for token in here:
                # The name of a paper in marks names it all the same.
                title = token.text if inner(token.text) in names else " "
                own += [text[place : token.start], title]
                place = token.end
            own.append(text[place:high])
            prose = "".join(own)
            named = frozenset(name for name, pattern in names.items() if pattern.search(prose))
            found += [_Sentence(low, high, named)] * len(here)
    return found


def _any_article(name: str) -> str:
    """Return a pattern for a name that takes “the” for “The”."""
    return f"[Tt]he {re.escape(name[4:])}" if name.startswith("The ") else re.escape(name)


def _goes_on(spans: Sequence[Marked], number: int) -> bool:
    return number + 1 < len(spans) and spans[number + 1].continued


def _checked(  # noqa: PLR0913 - each is one thing that is known of the quotation
    text: str, span: Marked, home: _Sentence, reader: "_Reader", quote: Quote | None, *, goes_on: bool
) -> CheckedQuotation:
    printed = text[span.start : span.end]
    reading = reader.read(_without_marks(printed, closed=span.closed), home.named)
    differences, notes = list(reading.differences), list(reading.notes)
    verdict = reading.verdict
    if inner(printed) in reader.quotable.outlets.values():
        reading = _Reading("not here")
        verdict = "not here"
    elsewhere = reading.places and home.named and not any(place.source in home.named for place in reading.places)
    if elsewhere and verdict != "not in the news text":
        named = " or ".join(sorted(home.named))
        news = [place for place in reading.places if place.kind == "news"]
        there = " and ".join(dict.fromkeys(_source(place) for place in news or reading.places))
        differences.append(
            _Difference(f"in another source: {there}, not {named}", to_do=f"Name {there}, or quote what {named} has.")
        )
        verdict = "nearly"
    if quote is not None and (note := _wrong_speaker(quote, reading.places)):
        notes.append(note)
    to_do = [difference.to_do for difference in differences if difference.to_do]
    if not span.closed and not goes_on:
        notes.append("The mark that opens here is never closed.")
        to_do.insert(0, "Set the closing mark.")
    if verdict == "verbatim but for spelling or marks":
        to_do.append(f"It may stand. The source prints “{clipped(reading.printed)}”.")
    elif verdict == "not here":
        title = inner(printed) in reader.quotable.outlets.values()
        to_do.append("The name of a paper needs no marks: set it in italics." if title else _HINT)
    elif verdict == "not in the news text":
        to_do.append("Quote the article itself, or say what these words are: they are not its news text.")
    return CheckedQuotation(
        start=span.start,
        end=span.end,
        text=printed,
        sentence=(min(home.start, span.start), max(home.end, span.end)),
        verdict=verdict,
        differences=tuple(difference.says for difference in differences),
        notes=tuple(notes),
        places=reading.places,
        count=reading.count,
        printed=reading.printed,
        to_do=" ".join(dict.fromkeys(to_do)),
        alignment=reading.alignment,
    )


def _without_marks(printed: str, *, closed: bool) -> str:
    width = 2 if printed.startswith(("''", "``")) else 1
    return printed[width : len(printed) - width * closed]


def _source(place: Place) -> str:
    return str(place) if place.kind == "fact" else place.source


def _wrong_speaker(quote: Quote, places: Sequence[Place]) -> str:
    """Say to whom the case gives the words, if that is clearly somebody else than the text names."""
    if not places or quote.speaker is None or not all(place.names for place in places):
        return ""
    if not any(word[0].isupper() and is_content_word(word) for word in words_of(quote.speaker)):
        return ""
    names = list(dict.fromkeys(name for place in places for name in place.names))
    if any(_share_a_word(quote.speaker, name) for name in names):
        return ""
    said = [place for place in places if place.kind == "news"] or places
    speakers = list(dict.fromkeys(place.speaker for place in said if place.speaker))
    return f"The case gives these words to {' and to '.join(speakers)}, not to {clipped(quote.speaker, 80)}."


@lru_cache(maxsize=1 << 12)
def _share_a_word(one: str, other: str) -> bool:
    """Tell whether two names have a content word in common, or related ones, as Britain and British are."""
    if {fold_word(word) for word in words_of(one) if is_content_word(word)} & {*map(fold_word, words_of(other))}:
        return True
    units, others = units_of(one, other)
    return any(pair_up([unit], others) for unit in units if is_content_word(unit.forms[-1]))


# The words of a quotation


class _Reader:
    """Reads quotations against a case; the same words are read once."""

    def __init__(self, quotable: Quotable) -> None:
        self.quotable = quotable
        self.read = cache(self._read)

    def _read(self, quotation: str, named: frozenset[str]) -> _Reading:
        parts = _parts(quotation)
        if not parts:
            return _Reading("not here", notes=("No word of it is the source’s: all stand in brackets.",))
        occurrences = [self.quotable.find(part.forms) for part in parts]
        if chains := list(self._chains(parts, occurrences)):
            return self._stands(parts, chains[:_MOST_PLACES], named)
        around = [self.quotable.find(part.forms, around=True) for part in parts]
        if all(around) and not all(occurrences):
            places = tuple(self.quotable.place(found[0]) for found in around)
            return _Reading("not in the news text", places=places, printed=self.quotable.words(around[0][0]))
        if all(occurrences):
            return self._out_of_order(occurrences)
        return self._near(parts, occurrences, named)

    def _chains(self, parts: Sequence[_Part], occurrences: Sequence[Sequence[range]]) -> Iterator[list[range]]:
        """Yield the ways in which the parts stand one after the other in one source, each as close as can be.

        A gap must not look harmless because it could be taken for a longer one: “is … doing” leaves out the *not* of
        “is not doing”, even if another “is” stands further up.
        """
        if len(parts) == 1:
            yield from ([run] for run in occurrences[0])
            return
        # From the first part on: which places of a part follow on a place of the one before?
        reached: list[Sequence[range]] = [occurrences[0]]
        for part, runs in zip(parts[1:], occurrences[1:], strict=True):
            reached.append([run for run in runs if self._before(run, reached[-1], part) is not None])
        begun: set[int] = set()
        for last in reached[-1]:
            chain = [last]
            for part, runs in zip(reversed(parts[1:]), reversed(reached[:-1]), strict=True):
                run = self._before(chain[-1], runs, part)
                if run is None:
                    break
                chain.append(run)
            # A chain that begins where an earlier one did goes on too long.
            if len(chain) == len(parts) and chain[-1].start not in begun:
                begun.add(chain[-1].start)
                yield chain[::-1]

    def _before(self, run: range, others: Sequence[range], part: _Part) -> range | None:
        """Return the last place before a run, in the same source; before brackets, a near one in the same text."""
        place = bisect_right(others, run.start, key=lambda other: other.stop) - 1
        if place < 0 or not self._same_source(others[place], run):
            return None
        other = others[place]
        gap = range(other.stop, run.start)
        return None if part.gap == "own" and (len(gap) > _LONGEST_OWN or self._has_break(gap)) else other

    def _has_break(self, run: range) -> bool:
        return any(form == BREAK for form in self.quotable.forms[run.start : run.stop])

    def _stands(self, parts: Sequence[_Part], chains: Sequence[list[range]], named: AbstractSet[str]) -> _Reading:
        """Read a quotation whose words stand in the case: what is left are spelling, marks and gaps."""

        def order(pair: tuple[list[range], tuple[_Difference, ...]]) -> tuple[bool, int]:
            chain, differences = pair
            theirs = self.quotable.source_of(chain[0].start)[1] in named and _level(differences) < _WORDS_DIFFER
            return not theirs, _level(differences)

        ranked = sorted(((chain, self._compared(parts, chain)) for chain in chains), key=order)
        chain, differences = ranked[0]
        level = _level(differences)
        alike = [runs for runs, found in ranked if (_level(found) == _WORDS_DIFFER) == (level == _WORDS_DIFFER)]
        places = _once_a_fact([[self.quotable.place(run) for run in runs] for runs in alike])
        verdicts: tuple[Verdict, ...] = ("verbatim", "verbatim but for spelling or marks", "nearly")
        return _Reading(
            verdict=verdicts[level],
            differences=differences,
            notes=(*_whose([place for each in places for place in each]), *self._left_out(parts, chain)),
            places=tuple(place for each in places for place in each),
            count=0 if level == _WORDS_DIFFER else len(places),
            printed=" … ".join(self.quotable.words(run) for run in chain),
        )

    def _compared(self, parts: Sequence[_Part], chain: Sequence[range]) -> tuple[_Difference, ...]:
        found: list[_Difference] = []
        for number, (part, run) in enumerate(zip(parts, chain, strict=True)):
            found += self._details(part, run, closes=number + 1 == len(parts))
        for part, (before, behind) in zip(parts[1:], pairwise(chain), strict=True):
            gone = self._printed(range(before.stop, behind.start))
            negations = [word for word in gone if is_negation(word)]
            if negations and len(gone) <= _SHORT_GAP:
                what = "the ellipsis leaves" if part.gap == "ellipsis" else "the brackets leave"
                found.append(_negated(f"{what} out “{' '.join(gone)}”", negations))
        if len(chain) > 1:
            found += _two_speakers([self.quotable.place(run) for run in chain])
        return tuple(dict.fromkeys(found))

    def _details(self, part: _Part, run: range, *, closes: bool) -> Iterator[_Difference]:
        """Compare words that are the same as folded: how each is printed, and what stands between them."""
        spans = list(word_spans(part.text))
        for number, ((start, end), place) in enumerate(zip(spans, run, strict=True)):
            yield from _word_differs(part.text[start:end], self.quotable.printed(place), first=number == 0)
            if number + 1 < len(spans):
                between, theirs = part.text[end : spans[number + 1][0]], self.quotable.behind(place)
                if _plain(between) != _plain(theirs):
                    mine = part.text[start : spans[number + 1][1]]
                    source = self.quotable.words(range(place, place + 2))
                    yield _Difference(
                        f"punctuation: “{clipped(source, 60)}” → “{clipped(mine, 60)}”",
                        to_do="Keep the punctuation of the source.",
                    )
                elif "".join(between.split()) != "".join(theirs.split()):
                    yield _Difference("the shape of marks", small=True)
        if closes and (mark := _plain(part.text[spans[-1][1] :]).replace('"', "").strip("()[]")):
            yield from _closing_differs(mark, self.quotable.behind(run[-1]))

    def _left_out(self, parts: Sequence[_Part], chain: Sequence[range]) -> Iterator[str]:
        """Tell what brackets replace, and where an ellipsis leaves out a negation."""
        for part, (before, behind) in zip(parts[1:], pairwise(chain), strict=True):
            gone = range(before.stop, behind.start)
            if part.gap == "own" and gone:
                yield f"{part.own} stands for “{self.quotable.words(gone)}”."
            elif (
                _SHORT_GAP < len(gone) <= _LONGEST_CLAUSE
                and not self._has_break(gone)
                and any(map(is_negation, self._printed(gone)))
            ):
                words = clipped(self.quotable.words(gone), 120)
                yield f"The ellipsis leaves out “{words}”: see that what is left still says the same."

    def _printed(self, run: range) -> list[str]:
        return [self.quotable.printed(place) for place in run if self.quotable.forms[place] != BREAK]

    # Words that do not stand there as they are

    def _out_of_order(self, occurrences: Sequence[Sequence[range]]) -> _Reading:
        """Read a quotation all of whose parts stand somewhere, but not in this order in one source."""
        in_each = [{self.quotable.source_of(run.start) for run in runs} for runs in occurrences]
        if common := set.intersection(*in_each):
            first = next(run for run in occurrences[0] if self.quotable.source_of(run.start) in common)
            runs = [first]
            for each in occurrences[1:]:
                there = [run for run in each if self._same_source(run, first)]
                runs.append(next((run for run in there if run.start >= runs[-1].stop), there[0]))
            brackets = all(one.stop <= other.start for one, other in pairwise(runs))
            difference = (
                _Difference("the brackets stand for too much", to_do="Set an ellipsis where words are left out.")
                if brackets
                else _Difference(
                    "in another order than in the source",
                    to_do="Give the parts in the order of the source, or each as a quotation of its own.",
                )
            )
        else:
            runs = [each[0] for each in occurrences]
            difference = self._joined(runs)
        places = tuple(self.quotable.place(run) for run in runs)
        return _Reading("nearly", (difference,), (), places, 0, " … ".join(self.quotable.words(run) for run in runs))

    def _joined(self, runs: Sequence[range]) -> _Difference:
        told = "; ".join(
            f"“{clipped(self.quotable.words(run), 60)}” stands in {self.quotable.place(run)}" for run in runs
        )
        return _Difference(
            f"joined from places that are apart: {told}",
            to_do="Make a quotation of each piece, and say whose it is.",
        )

    def _near(
        self, parts: Sequence[_Part], occurrences: Sequence[Sequence[range]], named: AbstractSet[str]
    ) -> _Reading:
        """Read a quotation with a part that stands nowhere as it is."""
        readings: list[_Reading] = []
        lost = 0
        for part, runs in zip(parts, occurrences, strict=True):
            if runs:
                theirs = [run for run in runs if self.quotable.source_of(run.start)[1] in named]
                run = (theirs or runs)[0]
                readings.append(_Reading("verbatim", (), (), (self.quotable.place(run),), 0, self.quotable.words(run)))
                continue
            reading = self._nearest(part, named)
            if reading is None:
                lost += len(part.forms)
                says = f"“{clipped(part.text.strip(), 60)}” stands nowhere"
                readings.append(
                    _Reading("not here", (_Difference(says, to_do="Take out what the source does not have."),))
                )
            else:
                readings.append(reading)
        if 2 * lost >= sum(len(part.forms) for part in parts):
            long = max(len(part.forms) for part in parts) > _LONGEST_NEAR
            note = (f"With more than {_LONGEST_NEAR:,} words in one piece it was looked for word for word only.",)
            return _Reading("not here", notes=note if long else ())
        return _Reading(
            "nearly",
            tuple(dict.fromkeys(difference for reading in readings for difference in reading.differences)),
            (),
            tuple(place for reading in readings for place in reading.places),
            0,
            " … ".join(reading.printed for reading in readings if reading.printed),
            next((reading.alignment for reading in readings if reading.alignment), None),
        )

    def _nearest(self, part: _Part, named: AbstractSet[str]) -> _Reading | None:
        """Read a part against the wording that it comes nearest to; None if none is near."""
        forms = part.forms
        if len(forms) == 1:
            run = self.quotable.like(forms[0], _ALIKE)
            return None if run is None else self._against(run, self._aligned(part, run))
        if len(forms) > _LONGEST_NEAR or 2 * sum(map(self.quotable.knows, forms)) < len(forms):
            return None
        pieces = self._pieces(forms)
        run = self.quotable.nearest(forms, named)
        alignment = self._aligned(part, run) if run else None
        if pieces and (alignment is None or any(piece.kind in {"added", "changed"} for piece in alignment.pieces)):
            return self._from_pieces(pieces)
        return self._against(run, alignment) if alignment and _near_enough(alignment, forms) else None

    def _aligned(self, part: _Part, run: range) -> Alignment:
        source = self.quotable.place(run)
        return align(source.words, " ".join(part.text.split()), names=(_source(source), "Here"))

    def _against(self, run: range, alignment: Alignment) -> _Reading:
        place = self.quotable.place(run)
        return _Reading("nearly", tuple(_pieces_differ(alignment)), (), (place,), 0, place.words, alignment)

    def _pieces(self, forms: Sequence[str]) -> list[range]:
        """Cut a run of words into a few longer ones that stand somewhere; an empty list if it cannot be."""
        runs: list[range] = []
        rest = forms
        while rest:
            length = self.quotable.longest(rest)
            found = self.quotable.find(rest[:length]) if length >= _FEWEST_WORDS else []
            if not found or len(runs) == _MOST_PIECES or not any(map(is_content_word, rest[:length])):
                return []
            behind = [run for run in found if runs and run.start >= runs[-1].stop and self._same_source(run, runs[-1])]
            runs.append((behind or found)[0])
            rest = rest[length:]
        return runs

    def _same_source(self, one: range, other: range) -> bool:
        return self.quotable.source_of(one.start) == self.quotable.source_of(other.start)

    def _from_pieces(self, runs: Sequence[range]) -> _Reading:
        difference = self._joined(runs)
        if all(one.stop <= other.start and self._same_source(one, other) for one, other in pairwise(runs)):
            gone = sum(len(self._printed(range(one.stop, other.start))) for one, other in pairwise(runs))
            what = f"{gone} word{'s' * (gone != 1)}" if gone else "what the noted wording leaves out"
            difference = _Difference(
                f"left out without an ellipsis: {what} between “{clipped(self.quotable.words(runs[0]), 60)}” and "
                f"“{clipped(self.quotable.words(runs[-1]), 60)}”",
                to_do="Set an ellipsis where words are left out.",
            )
        places = tuple(self.quotable.place(run) for run in runs)
        return _Reading("nearly", (difference,), (), places, 0, " … ".join(self.quotable.words(run) for run in runs))


def _parts(quotation: str) -> list[_Part]:
    """Cut a quotation at ellipses and at words in brackets; stretches without a word are left out."""
    quotation = _FIRST_LETTER.sub(r"\1", quotation)
    parts: list[_Part] = []
    gap: Literal["", "ellipsis", "own"] = ""
    own, done = "", 0

    def add(text: str) -> bool:
        forms = tuple(fold_spelling(word) for word in words_of(text))
        if forms:
            parts.append(_Part(text, gap if parts else "", own, forms))
        return bool(forms)

    for match in _GAP.finditer(quotation):
        if add(quotation[done : match.start()]):
            gap, own = "", ""
        if match["ellipsis"] or gap == "ellipsis":
            gap = "ellipsis"
        else:
            gap, own = "own", f"{own} {match['own']}".strip()
        done = match.end()
    add(quotation[done:])
    return parts


# How two wordings differ


def _level(differences: Sequence[_Difference]) -> int:
    """Rank what differs: 0 nothing, 1 spelling or marks only, 2 words or punctuation within."""
    if any(not difference.small for difference in differences):
        return _WORDS_DIFFER
    return 1 if differences else 0


def is_negation(word: str) -> bool:
    """Tell whether a word turns the sense of a sentence: not, never, isn’t."""
    return fold_spelling(word) in NEGATIONS or fold_word(word).endswith("n't")


def _plain(between: str) -> str:
    """Return what stands between two words without spaces, with marks of one shape."""
    return "".join(between.translate(_SHAPES).translate(_DOUBLE).split()).replace("--", "-")


def _word_differs(mine: str, theirs: str, *, first: bool) -> Iterator[_Difference]:
    """Compare two words that are the same as folded."""
    if mine == theirs:
        return
    plain, source = mine.translate(_SHAPES), theirs.translate(_SHAPES)
    if plain == source:
        yield _Difference("the shape of marks", small=True)
    elif plain.casefold() == source.casefold():
        if first and plain[1:] == source[1:]:
            yield _Difference(f"the first letter: “{theirs}” → “{mine}”", small=True)
        else:
            yield _Difference(f"capitals: “{theirs}” → “{mine}”", small=True)
    elif plain.casefold().removesuffix("'s") == source.casefold().removesuffix("'s"):
        yield _Difference(f"changed: “{theirs}” → “{mine}”", to_do=f"Write “{theirs}”.")
    elif plain.replace(".", "").casefold() == source.replace(".", "").casefold():
        yield _Difference(f"the dots of an abbreviation: “{theirs}” → “{mine}”", small=True)
    elif fold_word(mine) != fold_word(theirs):
        yield _Difference(f"spelling: “{theirs}” → “{mine}”", small=True)
    else:
        yield _Difference(f"changed: “{theirs}” → “{mine}”", to_do=f"Write “{theirs}”.")


def _closing_differs(mark: str, behind: str) -> Iterator[_Difference]:
    """Compare the punctuation before the closing mark with what the source has behind the same word."""
    source = _plain(behind)
    if source.startswith(mark):
        return
    name = _END_MARKS.get(mark)
    if name is None:
        yield _Difference(
            f"“{mark}” at the end is not the source’s", to_do="Put punctuation of your own behind the closing mark."
        )
    elif source.replace('"', "").startswith(mark):
        yield _Difference(f"the {name} at the end stands outside the marks in the source", small=True)
    else:
        yield _Difference(f"the {name} at the end is not the source’s", small=True)


def _pieces_differ(alignment: Alignment) -> Iterator[_Difference]:
    """Say how a quotation (the second version) differs from its nearest wording, a phrase for each piece.

    Where words stand in another order, an “and” that had to move with them is not told.
    """
    moved = any(piece.kind == "moved" for piece in alignment.pieces)
    for piece in alignment.pieces:
        if moved and piece.kind in {"added", "dropped"} and not _has_content(piece.a_text + piece.b_text):
            continue
        source, mine = clipped(piece.a_text, 80), clipped(piece.b_text, 80)
        gone = [word for word in words_of(piece.a_text) if is_negation(word)]
        come = [word for word in words_of(piece.b_text) if is_negation(word)]
        if piece.kind == "changed":
            difference = _Difference(
                f"changed: “{source}” → “{mine}”",
                to_do="Write the words of the source, or put words of your own in [square brackets].",
            )
        elif piece.kind == "dropped":
            difference = _Difference(
                f"left out without an ellipsis: “{source}”", to_do="Set an ellipsis […] where words are left out."
            )
        elif piece.kind == "added":
            difference = _Difference(f"added: “{mine}”", to_do="Put words of your own in [square brackets].")
        elif piece.kind == "moved":
            difference = _Difference(f"in another order: “{mine}”", to_do="Keep the order of the source.")
        else:
            continue
        if piece.kind != "moved" and len(gone) != len(come):
            difference = _negated(difference.says, gone or come, added=len(come) > len(gone))
        yield difference


def _has_content(text: str) -> bool:
    return any(map(is_content_word, words_of(text)))


def _negated(says: str, negations: Sequence[str], *, added: bool = False) -> _Difference:
    words = "”, “".join(dict.fromkeys(negations))
    to_do = (
        f"Take “{words}” out: the source says the contrary." if added else f"Put “{words}” back: it turns the sense."
    )
    return _Difference(says, to_do=to_do)


def _near_enough(alignment: Alignment, forms: Sequence[str]) -> bool:
    """Tell whether a wording is near: half of the words are the source’s, two at least, a content word among them."""
    same = [word for piece in alignment.pieces if piece.kind in {"same", "moved"} for word in words_of(piece.b_text)]
    if 2 * len(same) < len(forms) or not any(map(is_content_word, same)):
        return False
    return len(same) >= 2 or any(  # noqa: PLR2004 - two words are the fewest that tell a wording
        piece.kind == "changed" and _alike(piece.a_text, piece.b_text) for piece in alignment.pieces
    )


def _alike(one: str, other: str) -> bool:
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _ALIKE * max(len(one), len(other))


# Whose words they are


def _whose(places: Sequence[Place]) -> Iterator[str]:
    if places and all(place.in_marks == "no" for place in places):
        yield "There, they stand outside quotation marks: the wording is the reporter’s."
    elif places and all(place.in_marks != "yes" for place in places):
        yield "There, some of them stand outside quotation marks: that wording is the reporter’s."


def _two_speakers(places: Sequence[Place]) -> Iterator[_Difference]:
    for one, other in pairwise(places):
        if one.names and other.names and not any(_share_a_word(a, b) for a in one.names for b in other.names):
            yield _Difference(
                f"words of {one.speaker} and words of {other.speaker} in one pair of marks",
                to_do="Make a quotation of each, and say whose it is.",
            )


def _once_a_fact(found: Sequence[Sequence[Place]]) -> list[Sequence[Place]]:
    """Keep one place for each fact: its line may repeat its key words."""
    facts: set[str] = set()
    kept: list[Sequence[Place]] = []
    for places in found:
        first = places[0]
        if first.kind != "fact" or first.source not in facts:
            kept.append(places)
        if first.kind == "fact":
            facts.add(first.source)
    return kept
