"""Running words: several texts as one long row of numbers, so that their words can be compared fast.

Words that a reader would take for the same ("Behaviour", "behavior"; "China’s", "China") get the same number.
Where a paragraph ends, a *break* stands in the row. Every break has a number of its own, so it is like nothing
else in the row, and no run of equal words can go over it.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from attributed.article import Article
from attributed.errors import KitError
from attributed.sentences import sentence_spans
from attributed.texts import Text, Texts, named_texts, paragraphs_of
from attributed.tokens import fold_spelling, word_spans

Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class RunningWords:
    """The words of several texts in one row, text after text.

    Attributes:
        names: The names of the texts, in the order in which they were given.
        texts: The texts themselves; offsets point into them.
        forms: The folded form of each number: the word with number 7 is `forms[7]`.
        numbers: One number for each place in the row: a word has 0 or more, a break less than 0.
        text: For each place, which text it lies in, counted from 0.
        start: For each place, the offset of the word's first character; at a break, where the paragraph ends.
        end: For each place, the offset after the word's last character.
    """

    names: tuple[str, ...]
    texts: tuple[str, ...]
    forms: tuple[str, ...]
    numbers: Numbers
    text: Numbers
    start: Numbers
    end: Numbers

    def span(self, place: int, words: int) -> tuple[int, int]:
        """Return the character offsets of so many words from a place on."""
        return int(self.start[place]), int(self.end[place + words - 1])

    def printed(self, place: int, words: int) -> str:
        """Return so many words from a place on, as printed."""
        start, end = self.span(place, words)
        return self.texts[int(self.text[place])][start:end]


def running_words(texts: Texts, *, at_least: int = 1, by_sentence: bool = False) -> RunningWords:
    """Put the words of several texts in one row.

    Args:
        texts: Several texts by name. Of an Article only the news text counts (headline, subhead and body); its
            offsets point into the captured text all the same.
        at_least: How many texts are needed.
        by_sentence: Set a break at the end of each sentence, not only at the end of each paragraph.

    Raises:
        KitError: there are too few texts, one of them is neither a string nor an Article, or holds no word.
    """
    texts = named_texts(texts)
    if len(texts) < at_least:
        found = ", ".join(map(repr, texts)) or "none"
        raise KitError(f"At least {at_least} texts are needed, each under a name of its own. Found {found}.")
    known: dict[str, int] = {}  # folded form -> number
    seen: dict[str, int] = {}  # printed form -> number, so that a form is folded once
    numbers, text, start, end = (array("q") for _ in range(4))
    breaks = 0
    for index, (name, value) in enumerate(texts.items()):
        before = len(numbers) - breaks
        for offset, part in _parts(value, by_sentence=by_sentence):
            for first, last in word_spans(part):
                printed = part[first:last]
                number = seen.get(printed)
                if number is None:
                    number = seen[printed] = known.setdefault(fold_spelling(printed), len(known))
                numbers.append(number)
                text.append(index)
                start.append(offset + first)
                end.append(offset + last)
            breaks += 1
            numbers.append(-breaks)
            text.append(index)
            start.append(offset + len(part))
            end.append(offset + len(part))
        if len(numbers) - breaks == before:
            raise KitError(f"The text {name!r} holds no word. Was its file empty, or another text meant?")
    return RunningWords(
        names=tuple(texts),
        texts=tuple(value.text if isinstance(value, Article) else value for value in texts.values()),
        forms=tuple(known),
        numbers=np.array(numbers),
        text=np.array(text),
        start=np.array(start),
        end=np.array(end),
    )


def _parts(value: Text, *, by_sentence: bool) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a text, or their sentences, each with the offset at which it begins."""
    for offset, paragraph in paragraphs_of(value):
        if by_sentence:
            for start, end in sentence_spans(paragraph):
                yield offset + start, paragraph[start:end]
        else:
            yield offset, paragraph
