"""Maximal runs: the longest runs of words that several texts have in common, found in one pass down a sorted list.

In the sorted list of all places (`attributed.suffixes`) a run of words that stands at several places is a stretch
whose entries all begin with that run. The stretches lie inside one another like brackets, and there are fewer of them
than words in the texts.

A run is *maximal* if there is no longer shared run of which every one of its places is a part. Three tests find the
maximal ones among the stretches: the run stands in two texts or more; no word before or after it is the same at all its
places; and it is not held twice or more often by a longer run that covers all its places.

Sources:
    Gusfield, D. (1997). Algorithms on Strings, Trees, and Sequences, §7.12: maximal repeats, supermaximal repeats.
    Abouelhoda, M. I., Kurtz, S., & Ohlebusch, E. (2004). Replacing suffix trees with enhanced suffix arrays. Journal of
    Discrete Algorithms 2(1), 53–86: the pass down the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attributed.running import Numbers, RunningWords
from attributed.suffixes import SortedPlaces, sort_places

MOST_PLACES = 1000
"""So many places of one run are kept for one text."""

MANY_PLACES = 100
"""From more places than that on, a run is looked at quickly before it is looked at closely."""

EDGE = 4
"""The quick look concerns so many entries at either edge of a stretch."""


@dataclass(frozen=True)
class Run:
    """A run of words that stands in two or more texts.

    Attributes:
        words: Its length.
        texts: The texts in which it stands, counted from 0.
        times: How often it stands in all of them together.
        places: Where it begins in the row of words, in order; at most the first `MOST_PLACES` of each text.
    """

    words: int
    texts: tuple[int, ...]
    times: int
    places: tuple[int, ...]


def maximal_runs(words: RunningWords, min_words: int) -> Iterator[Run]:
    """Yield the maximal runs of so many words or more that stand in two or more texts, in no particular order."""
    by_following = sort_places(words.numbers)
    listed = by_following.places
    lengths, firsts, lasts = _stretches(by_following.common, min_words)

    # The word before the first place of all is, to Python, the last of the row: a break, which is like nothing else.
    word_before = words.numbers[listed - 1]
    kept = _varies(words.text[listed], firsts, lasts) & _varies(word_before, firsts, lasts)

    paragraph: Numbers = np.cumsum(words.numbers < 0, dtype=np.int64)
    for length, first, last in zip(lengths[kept].tolist(), firsts[kept].tolist(), lasts[kept].tolist(), strict=True):
        if last - first > MANY_PLACES and _goes_on_and_on(length, first, last, by_following):
            continue
        order = np.argsort(listed[first:last])
        places = listed[first:last][order]
        if _twice_in_each(paragraph[places]):
            with_first = _common_with(int(order[0]), by_following.common[first + 1 : last])[order]
            if _held_by_a_longer(length, places, with_first):
                continue
        yield _run(length, places, words.text[places])


def _stretches(common: Numbers, min_words: int) -> tuple[Numbers, Numbers, Numbers]:
    """Find the stretches of the sorted list whose entries begin with the same run (Abouelhoda et al. 2004).

    Going down the list, a stretch opens where more words are in common than before, and closes where fewer are.
    The run is as long as it can be: somewhere in the stretch the next word differs.

    Returns:
        For each stretch the words of the run, the first position in the list, and the one after the last.
    """
    lengths, firsts, lasts = [], [], []
    opened = [(0, 0)]  # words in common, first position
    for position, count in enumerate([*np.where(common < min_words, 0, common).tolist(), 0]):
        first = position - 1
        while count < opened[-1][0]:
            length, first = opened.pop()
            lengths.append(length)
            firsts.append(first)
            lasts.append(position)
        if count > opened[-1][0]:
            opened.append((count, first))
    return np.array(lengths, dtype=np.int64), np.array(firsts, dtype=np.int64), np.array(lasts, dtype=np.int64)


def _varies(values: Numbers, firsts: Numbers, lasts: Numbers) -> npt.NDArray[np.bool_]:
    """Say for each stretch of the list whether its values vary: whether any neighbours differ."""
    changes_so_far = np.concatenate(([0], np.cumsum(values[1:] != values[:-1])))
    return np.greater(changes_so_far[lasts - 1], changes_so_far[firsts])


def _twice_in_each(paragraphs: Numbers) -> bool:
    """Say whether a run stands twice or more in each of its paragraphs, given the paragraph of each place in order."""
    if paragraphs[0] != paragraphs[1] or paragraphs[-1] != paragraphs[-2]:  # settles nearly all cases
        return False
    changes = np.flatnonzero(np.diff(paragraphs, prepend=-1, append=-1))
    return bool(np.diff(changes).min() > 1)


def _common_with(chosen: int, common: Numbers) -> Numbers:
    """Count the words that each entry of a stretch has in common with a chosen one (for itself: 0).

    Two entries have as many in common as the least of the counts that lie between them in the list.
    """
    above = np.minimum.accumulate(common[:chosen][::-1])[::-1]
    below = np.minimum.accumulate(common[chosen:])
    return np.concatenate((above, [0], below))


def _held_by_a_longer(length: int, places: Numbers, with_first: Numbers) -> bool:
    """Say whether one longer run covers all the places of a run that no word before or after makes longer.

    Such a longer run holds the shorter one twice or more often, as "We know we’ll be stronger, we know we’ll be more
    effective" holds "we know we’ll be". So it can exist only if the shorter one stands twice in each of its paragraphs.
    What the longer run has before the first of the two can be cut off. It then begins at the very first place of all,
    so it is the beginning of what follows there. Only the lengths at which some place drops out need be tried.

    Args:
        length: The words of the run.
        places: Its places, in order.
        with_first: The words that each place has in common with the first of them; 0 for that one itself.
    """
    for longer in np.unique(with_first[with_first > length]):
        begins = np.concatenate((places[:1], places[with_first >= longer]))
        nearest = begins[np.searchsorted(begins, places, side="right") - 1]
        if (places + length <= nearest + longer).all():
            return True
    return False


def _goes_on_and_on(length: int, first: int, last: int, by_following: SortedPlaces) -> bool:
    """Say at a glance whether a run is only a part of one long repetition: "ha ha" in "ha ha ha ha …".

    The close look, `_held_by_a_longer`, would see it too. But it goes through all the places, and such a text has
    runs of every length at nearly every place. Here, all places but a few at the edges of the stretch go on in the same
    way, and each of those few lies inside one that does. A "no" decides nothing.
    """
    numbers, places, position, common = (
        by_following.numbers,
        by_following.places,
        by_following.position,
        by_following.common,
    )
    # The way of going on changes where two neighbours have no more in common than the run itself.
    at_top = np.flatnonzero(common[first + 1 : first + 1 + EDGE] == length)
    at_bottom = np.flatnonzero(common[last - EDGE : last] == length)
    begin = first + 1 + int(at_top[-1]) if at_top.size else first
    end = last - EDGE + int(at_bottom[0]) if at_bottom.size else last

    one, other, longer = int(places[begin]), int(places[end - 1]), length
    while numbers[one + longer] == numbers[other + longer]:  # what the outermost have in common, all between have
        longer += 1
    few = [*places[first:begin].tolist(), *places[end:last].tolist()]
    return longer > length and all(
        any(begin <= position[place - back] < end for back in range(1, min(longer - length, place) + 1))
        for place in few
    )


def _run(length: int, places: Numbers, texts: Numbers) -> Run:
    """Put a run together, with no more places in one text than are kept."""
    names, begins, counts = np.unique(texts, return_index=True, return_counts=True)
    kept = [places[begin : begin + min(count, MOST_PLACES)] for begin, count in zip(begins, counts, strict=True)]
    return Run(length, tuple(names.tolist()), len(places), tuple(np.concatenate(kept).tolist()))
