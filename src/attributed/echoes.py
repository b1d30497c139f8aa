"""Echoes: the same words in the same order in two or more texts, round a gap that each fills in its own way.

    Dawn          pattern of irresponsible, disruptive and destabilising behavior
    Independent   pattern of                                             behavior

`attributed.shared` lists what is the same word for word. This is a second list, of weaker signs, and it leaves out what
stands in the first. An echo has two *anchors* and between them a *gap*:

1. each anchor is a run of words with at least one content word, the same in all the texts of the echo;
2. the gap has no more than so many words, possibly none, and the content words nearest to it do not stand in it again;
3. two of the texts have no filling of the gap in common: what both say alike is a shared phrase;
4. all this stands within one sentence;
5. the anchors are as long as the words are the same at all the places, and an echo of which every place is a part
   of a longer one is left out.

False alarms are to be expected, and each echo is to be read where it stands: names and titles ("cybersecurity …
spokesman, Zhao Lijian"), words that any report on the matter must use ("said the … US"), the same words about different
things. Missed are another order of the words, another form ("behave", "behaviour"), and a longer gap.

The idea of a pattern with a slot in it is old in the study of collocation, as the *collocational framework* of Renouf,
A., & Sinclair, J. (1991), in English Corpus Linguistics, 128–143; here the frame is made of content words, and it is
looked for across texts. The rules above are this project's own.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np

from attributed.errors import KitError
from attributed.functionwords import FUNCTION_WORDS
from attributed.running import RunningWords, running_words
from attributed.texts import Texts
from attributed.texttable import TextTable

COLUMNS = ("echo", "words", "texts", "wordings", "places")
LONGEST_GAP = 10
MOST_WORDS = 10
REACH = 4
"""Between the gap and the nearest content word of the two anchors stand no more function words than this in all."""

Gap: TypeAlias = tuple[int, int]
"""Where a gap begins and ends in the row of words. An empty gap ends where it begins."""


@dataclass(frozen=True)
class Echo:
    """Gaps with the same words before and after each of them.

    Attributes:
        gaps: One for each place, in the order of the texts.
        before: How many words the anchor before the gap has.
        after: How many words the anchor after the gap has.
    """

    gaps: tuple[Gap, ...]
    before: int
    after: int

    @property
    def words(self) -> int:
        """The words of both anchors."""
        return self.before + self.after

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each place begins and ends in the row of words, its anchors included."""
        return tuple((begin - self.before, end + self.after) for begin, end in self.gaps)


def echoes(texts: Texts, min_words: int = 3, most_gap: int = 4) -> TextTable:
    """List the gapped echoes of two or more texts; the module says what counts as one.

    Words are compared as in `shared_phrases`.

    Args:
        texts: For each name a text or an Article (of which only headline, subhead and body count).
        min_words: The fewest words that the two anchors have in all, 2 to 10.
        most_gap: The most words in a gap, 1 to 10.

    Returns:
        One row an echo, the one with most words in its anchors first. The columns:

        echo: Its anchors as printed where they stand first, such as "pattern of … behavior".
        words: The words of both anchors.
        texts: The names of the texts in which it stands.
        wordings: For each of these names, the whole wording of each place, anchors and gap, as printed.
        places: For each of these names, the (start, end) character offsets of these wordings.

        Two texts of 50,000 words take a few seconds.

    Raises:
        KitError: Fewer than two texts, a text without a word, or a number out of its range.
    """
    _check("min_words", min_words, "the fewest words of the two anchors together", 2, MOST_WORDS)
    _check("most_gap", most_gap, "the most words of a gap", 1, LONGEST_GAP)
    words = running_words(texts, at_least=2, by_sentence=True)
    numbers, text = words.numbers.tolist(), words.text.tolist()
    found = [
        echo
        for before, after, gaps in _groups(words, numbers, text, min_words, most_gap)
        for echo in _grown(numbers, gaps, before, after, most_gap)
        if _filled_differently(numbers, text, echo.gaps)
    ]
    return TextTable([_row(words, echo) for echo in _longest(found)], columns=list(COLUMNS))


def _check(name: str, value: object, meaning: str, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not least <= value <= most:
        raise KitError(f"{name}= is {meaning}: a whole number from {least} to {most}. Found {value!r}.")


def _groups(
    words: RunningWords, numbers: Sequence[int], text: Sequence[int], min_words: int, most_gap: int
) -> Iterator[tuple[int, int, list[Gap]]]:
    """Yield the gaps that have the same anchors of `min_words` words in all, if they lie in two texts or more.

    With them come the lengths of the anchor before the gap and of the one after it.
    """
    is_content = [form not in FUNCTION_WORDS for form in words.forms]
    content = [number >= 0 and is_content[number] for number in numbers]
    apart = most_gap + REACH

    # Most pairs of content words stand in one text only: it pays to know them before any anchor is made.
    texts_of: dict[tuple[int, int], set[int]] = defaultdict(set)
    for first, second in _pairs(numbers, content, apart):
        texts_of[numbers[first], numbers[second]].add(text[first])

    groups: dict[tuple[tuple[int, ...], tuple[int, ...]], dict[Gap, None]] = defaultdict(dict)
    for first, second in _pairs(numbers, content, apart):
        if len(texts_of[numbers[first], numbers[second]]) > 1:
            for begin, before, end, after in _anchors(first, second, min_words):
                anchors = tuple(numbers[begin - before : begin]), tuple(numbers[end : end + after])
                if min(anchors[0], default=-1) >= 0 and min(anchors[1], default=-1) >= 0:  # no break in them
                    groups[anchors][begin, end] = None
    for (left, right), gaps in groups.items():
        if len({text[begin] for begin, _ in gaps}) > 1:
            yield len(left), len(right), list(gaps)


def _pairs(numbers: Sequence[int], content: Sequence[bool], apart: int) -> Iterator[tuple[int, int]]:
    """Yield the places of any two content words of a sentence with no more than so many words between them.

    A pair whose words stand in between once more is left out: the nearer ones are the anchors.
    """
    before: deque[int] = deque()
    for place, number in enumerate(numbers):
        if number < 0:
            before.clear()
        elif content[place]:
            while before and place - before[0] - 1 > apart:
                before.popleft()
            between: set[int] = set()
            for earlier in reversed(before):
                if numbers[earlier] not in between and number not in between:
                    yield earlier, place
                between.add(numbers[earlier])
            before.append(place)


def _anchors(first: int, second: int, min_words: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield each way of making anchors of so many words round two content words.

    Returns:
        Where the gap begins, the length of the anchor before it, where the gap ends, the length of the one after it.
    """
    more = min_words - 2
    for inner in range(min(more, second - first - 1) + 1):
        for inner_left in range(inner + 1):
            for outer_left in range(min(more - inner, first) + 1):
                outer_right = more - inner - outer_left
                begin = first + 1 + inner_left
                end = second - (inner - inner_left)
                yield begin, 1 + inner_left + outer_left, end, 1 + inner - inner_left + outer_right


def _grown(numbers: Sequence[int], gaps: Sequence[Gap], before: int, after: int, most_gap: int) -> Iterator[Echo]:
    """Yield the echo with anchors as long as they can be, and without the places whose gap is then still too long."""
    echo = _grow(numbers, gaps, before, after)
    short = [(begin, end) for begin, end in echo.gaps if end - begin <= most_gap]
    if len(short) > 1:
        yield _grow(numbers, short, echo.before, echo.after)  # those that are left may agree further


def _grow(numbers: Sequence[int], gaps: Iterable[Gap], before: int, after: int) -> Echo:
    """Let the anchors grow, first into the gap, then outwards, as long as the next word is the same everywhere.

    A break is like nothing else, so that no anchor grows over the end of a sentence.
    """
    begins, ends = (list(side) for side in zip(*gaps, strict=True))

    def alike(places: Iterable[int]) -> bool:
        return len({numbers[place] for place in places}) == 1

    def room() -> bool:
        return all(begin < end for begin, end in zip(begins, ends, strict=True))

    while room() and alike(begins):
        begins = [begin + 1 for begin in begins]
        before += 1
    while room() and alike(end - 1 for end in ends):
        ends = [end - 1 for end in ends]
        after += 1
    while alike(begin - before - 1 for begin in begins):
        before += 1
    while alike(end + after for end in ends):
        after += 1
    return Echo(tuple(sorted(zip(begins, ends, strict=True))), before, after)


def _filled_differently(numbers: Sequence[int], text: Sequence[int], gaps: Iterable[Gap]) -> bool:
    """Say whether two of the texts have no filling of the gap in common."""
    fillings: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for begin, end in gaps:
        fillings[text[begin]].add(tuple(numbers[begin:end]))
    return any(one.isdisjoint(other) for one, other in combinations(fillings.values(), 2))


def _longest(found: Iterable[Echo]) -> Iterator[Echo]:
    """Yield the echoes, longest first, without those of which every place is a part of one that was yielded."""
    holders: dict[int, list[Echo]] = defaultdict(list)  # place in the row -> the echoes that it is a part of
    for echo in sorted(set(found), key=lambda echo: (-echo.words, echo.spans, -echo.before)):
        if any(_covers(longer, echo) for longer in holders[echo.spans[0][0]]):
            continue
        for begin, end in echo.spans:
            for place in range(begin, end):
                holders[place].append(echo)
        yield echo


def _covers(longer: Echo, echo: Echo) -> bool:
    return all(any(begin <= first and last <= end for begin, end in longer.spans) for first, last in echo.spans)


def _row(words: RunningWords, echo: Echo) -> dict[str, object]:
    begin, end = echo.gaps[0]
    left, right = words.printed(begin - echo.before, echo.before), words.printed(end, echo.after)
    wordings: dict[str, list[str]] = defaultdict(list)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for first, last in echo.spans:
        name = words.names[words.text[first]]
        wordings[name].append(words.printed(first, last - first))
        places[name].append(words.span(first, last - first))
    return {
        "echo": f"{left} … {right}",
        "words": echo.words,
        "texts": tuple(places),
        "wordings": dict(wordings),
        "places": dict(places),
    }
