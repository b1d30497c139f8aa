"""Find every quotation of a text and say who says it, by which words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attributed.errors import KitError
from attributed.paragraphs import paragraph_spans
from attributed.quotations.attribution import Attribution, Reader
from attributed.quotations.marks import Marked, marked_spans
from attributed.quotations.paragraph import Sentence, inner, read_paragraph
from attributed.quotations.phrases import is_finite
from attributed.quotations.pronouns import FAR_BACK, stands_for
from attributed.quotations.titles import is_heading, is_nickname, is_stage_direction

Span = tuple[int, int]

_SEVERAL = 4
"""So many words in marks that stand alone are an utterance, even where nobody is named; fewer are a name or a cry."""
_PROSE_END = re.compile(r"[.!?:,;…—–-][”\"’'»)\]]*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: `text[start:end]` with its marks, who says it, and the words that say so.

    Attributes:
        start: where it begins, in characters of the text that was searched; its opening mark included.
        end: where it ends; its closing mark included.
        text: the quotation as printed.
        speaker: who says it, as named in the text. Where the text has a pronoun, the name that the pronoun stands
            for, or the pronoun where no name fits. None where the text names nobody.
        speaker_start: where the speaker is named for this quotation: the pronoun’s own place, if it is one.
        speaker_end: where that ends.
        cue: the reporting word or words ("said", "according to", a colon), None where there are none.
        cue_start: where the cue begins.
        cue_end: where it ends.
        name_start: where the words of `speaker` stand: elsewhere than `speaker_start` if that is a pronoun.
        name_end: where they end.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    name_start: int | None
    name_end: int | None


def find_quotes(text: str, *, two_apostrophes: bool = False) -> list[Quote]:
    """Find the attributed quotations of an English news text.

    Each quotation is given to the subject of the reporting word that governs it. One that is a sentence of its own
    goes on with the speaker of the sentence, or the paragraph, before. Titles of works, nicknames and quoted words
    that nobody says are left out. The speaker is None where the text does not name one: of a passive ("was called
    “…”"), and of four words or more that stand alone in marks. A quotation that runs over several paragraphs is one
    `Quote` a paragraph. Marks inside a quotation belong to it.

    The rules are statements about English news prose, not a model: they go wrong where the syntax is unusual, and
    benchmarks/README.md says how often. Read every line of what they find before you build on it.

    Args:
        text: the text of an article, such as `article.text`.
        two_apostrophes: whether '' counts as a quotation mark, as in some newspaper archives.

    Returns:
        The quotations in the order of the text. No two overlap.

    Raises:
        KitError: if `text` is no text.
    """
    if not isinstance(text, str):
        raise KitError(f"find_quotes reads a text; found {type(text).__name__}. For an article give article.text.")
    marked = [
        span
        for span in marked_spans(text, two_apostrophes=two_apostrophes)
        if not is_nickname(text, span.start, span.end) and not is_stage_direction(text[span.start : span.end])
    ]
    paragraphs = list(paragraph_spans(text))
    said = _attributions(text, marked, paragraphs)
    begins, starts = [begin for begin, _ in paragraphs], [span.start for span in marked]
    found = []
    for number in sorted(said):
        home = bisect_right(begins, marked[number].start)
        near = paragraphs[max(0, home - 1 - FAR_BACK) : home]
        attribution = said[number]
        name = attribution.name if attribution is not None else None
        if name is None and attribution is not None and attribution.speaker is not None:
            name = stands_for(text, attribution.speaker, near, marked, starts) or attribution.speaker
        found.append(_quote(text, marked[number], attribution, name))
    return found


def _attributions(text: str, marked: Sequence[Marked], paragraphs: Sequence[Span]) -> dict[int, Attribution | None]:
    """Attribute the marked spans of a text, by their numbers; what is no quotation is left out."""
    starts = [span.start for span in marked]
    said: dict[int, Attribution | None] = {}
    unfinished: list[int] = []  # open at the end of their paragraph, before anybody was named
    before: Attribution | None = None  # who spoke last in the paragraph before
    announced: Attribution | None = None  # whom the paragraph before announced by a colon
    for begin, end in paragraphs:
        first, past = bisect_left(starts, begin), bisect_left(starts, end)
        printed = text[begin:end].rstrip()
        if first == past and not printed.endswith(":"):
            before = announced = None
            continue
        sentences = read_paragraph(text, begin, end, list(enumerate(marked[first:past], start=first)))
        here = _in_paragraph(sentences, announced, before)
        goes_on = first < past and marked[first].continued
        if goes_on and here[first] is not None:
            here.update(dict.fromkeys(unfinished, here[first]))
        if not goes_on or here[first] is not None:
            unfinished.clear()
        unfinished.extend(k for k in range(first, past) if here[k] is None and not marked[k].closed)
        utterances = set(_utterances(sentences))
        said.update({k: found for k, found in here.items() if found is not None or k in utterances})
        announced = Reader(sentences[-1]).announced() if printed.endswith(":") else None
        spoke = [here[number] for number in range(first, past) if here[number] is not None]
        before = (spoke or [before])[-1] if first < past and _PROSE_END.search(printed) else None
    return said


def _in_paragraph(
    sentences: Sequence[Sentence], announced: Attribution | None, before: Attribution | None
) -> dict[int, Attribution | None]:
    """Attribute the quotations of one paragraph, by their numbers.

    One that is a sentence of its own goes to whoever spoke in the sentence before it. At the head of a paragraph it
    goes to whom a colon announced, else to who speaks next in the paragraph, else to who spoke in the one before.
    """
    here: dict[int, Attribution | None] = {}
    waiting: list[int] = []
    current = announced
    for index, sentence in enumerate(sentences):
        following = sentences[index + 1] if index + 1 < len(sentences) else None
        quotes = [(place, token.quoted) for place, token in enumerate(sentence) if token.quoted >= 0]
        if not quotes:
            if following is not None and following[0].quoted >= 0:
                current = Reader(sentence).reported() or current
            continue
        reader = Reader(sentence)
        alone = not any(token.is_word for token in sentence)
        for place, number in quotes:
            attribution = reader.labelled(place) if alone else reader.attribute(place)
            if attribution is None and alone and following is not None:
                attribution = Reader(following).only_attribution()
            if attribution is None and (alone or (place == 0 and not _goes_on(sentence))):
                if is_heading(sentence, sentences):
                    here[number] = None
                    continue
                attribution = current
                if attribution is None:
                    waiting.append(number)
            here[number] = attribution
            if attribution is not None and attribution.speaker is not None:
                current = attribution
                here.update(dict.fromkeys(waiting, attribution))
                waiting.clear()
    here.update(dict.fromkeys(waiting, before))
    return here


def _goes_on(sentence: Sentence) -> bool:
    """Tell whether the quotation that opens a sentence is the subject of its verb: “The Hedge” was written by X."""
    return len(sentence) > 1 and sentence[1].is_word and is_finite(sentence, 1)


def _utterances(sentences: Sequence[Sentence]) -> Iterator[int]:
    """Yield the numbers of the quotations that stand alone as sentences of several words."""
    for sentence in sentences:
        if any(token.is_word for token in sentence) or is_heading(sentence, sentences):
            continue
        for token in sentence:
            words = inner(token.text)
            if token.quoted >= 0 and words[:1].isupper() and len(words.split()) >= _SEVERAL:
                yield token.quoted


def _quote(text: str, span: Marked, attribution: Attribution | None, name: Span | None) -> Quote:
    speaker = attribution.speaker if attribution is not None else None
    cue = attribution.cue if attribution is not None else None
    return Quote(
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        speaker=text[slice(*name)] if name is not None else None,
        speaker_start=speaker[0] if speaker is not None else None,
        speaker_end=speaker[1] if speaker is not None else None,
        cue=text[slice(*cue)] if cue is not None else None,
        cue_start=cue[0] if cue is not None else None,
        cue_end=cue[1] if cue is not None else None,
        name_start=name[0] if name is not None else None,
        name_end=name[1] if name is not None else None,
    )
