"""All the places of a text, sorted by the words that follow them.

Think of a dictionary whose entries are not words but places: each place of the text is filed under everything
that follows it, to the end. Places from which the same words follow are then neighbours in the list, however far
apart they stand in the text:

    place 412   pumps are made of brass …
    place  58   pumps failed in the first week of March and …
    place 967   pumps failed in the first week of the strike …

So whoever looks for what is repeated need not compare every place with every other. It is enough to go down the
list once and to see how many words each entry has in common with the one before: here 1, then 7.

The list is called a *suffix array*, since what follows a place is a suffix of the text. The numbers of common words
are its *LCP array* (longest common prefix).

Sources:
    Manber, U., & Myers, G. (1993). Suffix arrays: a new method for on-line string searches. SIAM Journal on
    Computing 22(5), 935–948: the array, and sorting by ever doubled lengths.
    Kasai, T., Lee, G., Arimura, H., Arikawa, S., & Park, K. (2001). Linear-time longest-common-prefix computation
    in suffix arrays and its applications. CPM 2001, 181–192.
"""

from dataclasses import dataclass

import numpy as np

from attributed.running import Numbers


@dataclass(frozen=True)
class SortedPlaces:
    """The places of a row of words, sorted by what follows them.

    Attributes:
        numbers: The row itself, a number for each word.
        places: The places in sorted order: the sorted list.
        position: For each place, its position in that list.
        common: For each position of the list, how many words it has in common with the one before (the first: 0).
    """

    numbers: Numbers
    places: Numbers
    position: Numbers
    common: Numbers


def sort_places(numbers: Numbers) -> SortedPlaces:
    """Sort the places of a row by what follows them, and count what neighbours in the list have in common.

    Args:
        numbers: A number for each word. The last one must stand nowhere else; no two places are then alike.
    """
    places = _sorted(numbers)
    position = np.empty_like(places)
    position[places] = np.arange(len(places))
    return SortedPlaces(numbers, places, position, _in_common(numbers, places, position))


def _sorted(numbers: Numbers) -> Numbers:
    """Sort by ever doubled lengths (Manber and Myers 1993).

    First the places are ranked by their first word. Whoever knows the ranks by 1 word knows them by 2: the rank of a
    place, then the rank of the place 1 further on. So it goes on to 4, 8, 16 … words, until no two places tie.
    """
    size = len(numbers)
    rank = np.unique(numbers, return_inverse=True)[1].astype(np.int64)
    words = 1
    while True:
        further_on = np.zeros(size, dtype=np.int64)  # where the row ends before that, no two places tie any more
        further_on[:-words] = rank[words:]
        both = rank * size + further_on  # sorts like the pair of the two
        places = np.argsort(both)
        both = both[places]
        rank[places] = np.concatenate(([0], np.cumsum(both[1:] != both[:-1])))
        if rank[places[-1]] == size - 1:
            return places
        words *= 2


def _in_common(numbers: Numbers, places: Numbers, position: Numbers) -> Numbers:
    """Count the words that each entry of the list has in common with the one before (Kasai et al. 2001).

    It goes through the places in the order of the text, not of the list. If a place has 5 words in common with its
    neighbour, the place after it has at least 4 in common with its own: those need not be compared again.
    """
    row, listed = numbers.tolist(), places.tolist()
    counts = [0] * len(row)
    common = 0
    for place, at in enumerate(position.tolist()):
        if at == 0:
            common = 0
            continue
        other = listed[at - 1]
        while row[place + common] == row[other + common]:
            common += 1
        counts[at] = common
        if common:
            common -= 1
    return np.array(counts, dtype=np.int64)
