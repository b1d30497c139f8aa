"""Pairing words: which word of one version answers to which word of another.

Two versions are laid side by side at the least cost, as Needleman and Wunsch laid proteins: the order of the words
stays, and each word is paired with one of the other version or stands alone. What costs how much is set so that the
result reads as if a person had done it by hand:

- The same word pairs with itself for nothing, and a content word even earns something. Function words do not, or some
  stray "the" would tie places together that have nothing to do with each other.
- A related word ("China", "Chinese"; "US", "United States") pairs for nothing, too.
- Other words stand against each other for less than the cost of leaving one out and putting one in.
- Each stretch of difference costs something, however short. So differences lie together, and a lone word that happens
  to be the same in the middle of two quite different wordings is not cut out of them.

Sources:
    Needleman, S. B., & Wunsch, C. D. (1970). A general method applicable to the search for similarities in the amino
    acid sequence of two proteins. Journal of Molecular Biology 48(3), 443–453: the least cost, found cell by cell.
    Gotoh, O. (1982). An improved algorithm for matching biological sequences. Journal of Molecular Biology 162(3),
    705–708: a price for each stretch of difference.
The prices are this project's own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from attributed.functionwords import FUNCTION_WORDS
from attributed.tokens import fold_spelling, word_spans

SAME_CONTENT = 3
"""What the same content word earns."""
ALONE = 2
"""What a word costs that answers to none."""
AGAINST = 3
"""What two words cost that stand against each other, though they are neither the same nor related."""
STRETCH = 2
"""What each stretch of difference costs besides."""

SHARED_LETTERS = 4
LONGEST_NAME = 8
NEVER = -(10**6)

_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
Table = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Unit:
    """What is paired as one: a word, or a name of several words that an abbreviation stands for.

    Attributes:
        first: Its first word, counted from 0.
        last: The word after its last.
        forms: Its words in folded form.
        initials: The abbreviation that it is, or that its initials make; "" if there is none.
    """

    first: int
    last: int
    forms: tuple[str, ...]
    initials: str


@dataclass(frozen=True)
class Pair:
    """Two units that belong together, by their index, and whether they are the same or only related."""

    a: int
    b: int
    same: bool


def units_of(a: str, b: str) -> tuple[list[Unit], list[Unit]]:
    """Cut two texts into units. "United States" is one unit as soon as "US" stands in either text."""
    printed_a, printed_b = ([text[start:end] for start, end in word_spans(text)] for text in (a, b))
    abbreviations = {short for word in (*printed_a, *printed_b) if (short := _abbreviation(word))}
    return list(_units(printed_a, abbreviations)), list(_units(printed_b, abbreviations))


def _abbreviation(word: str) -> str:
    """Return the capitals of an abbreviation such as "US", "U.S." or "NATO’s"; "" for any other word."""
    capitals = re.sub(r"['’]s$", "", word).replace(".", "")
    return capitals if _ABBREVIATION.fullmatch(capitals) else ""


def _units(printed: Sequence[str], abbreviations: set[str]) -> Iterator[Unit]:
    forms = [fold_spelling(word) for word in printed]
    first = 0
    while first < len(printed):
        last, initials = first + 1, _abbreviation(printed[first])
        for longer in range(min(len(printed), first + LONGEST_NAME), first + 1, -1):
            spelt = _initials(printed[first:longer])
            if spelt in abbreviations:
                last, initials = longer, spelt
                break
        yield Unit(first, last, tuple(forms[first:last]), initials)
        first = last


def _initials(words: Sequence[str]) -> str:
    """Spell the initials of a name, small words left out: "MSS" for "Ministry of State Security"; "" if it is none."""
    if not (words[0][0].isupper() and words[-1][0].isupper()):
        return ""
    if any(not word[0].isupper() and fold_spelling(word) not in FUNCTION_WORDS for word in words):
        return ""
    return "".join(word[0] for word in words if word[0].isupper())


def pair_up(a: Sequence[Unit], b: Sequence[Unit]) -> list[Pair]:
    """Return the pairs of the cheapest alignment: units that are the same or related, in order.

    All that lies between two pairs is a stretch of difference. Time and memory grow with the product of the two
    lengths: two versions of 2,000 words take about a second.
    """
    paired, apart = _best(_earned(a, b))
    pairs = [Pair(i, j, a[i].forms == b[j].forms) for i, j in _way_back(paired, apart)]
    return pairs[::-1]


def _earned(a: Sequence[Unit], b: Sequence[Unit]) -> Table:
    """Say for each two units what they earn as a pair: NEVER if they are neither the same nor related."""
    earned = np.full((len(a), len(b)), NEVER, dtype=np.int32)
    rows, columns = _places(a), _places(b)
    by_sign: dict[str, set[Unit]] = defaultdict(set)
    for other in columns:
        for sign in _signs(other):
            by_sign[sign].add(other)
    for one, places in rows.items():
        for other in {other for sign in _signs(one) for other in by_sign[sign]}:
            if one.forms == other.forms:
                content = sum(form not in FUNCTION_WORDS for form in one.forms)
                earned[np.ix_(places, columns[other])] = SAME_CONTENT * content
            elif _related(one, other):
                earned[np.ix_(places, columns[other])] = 0
    return earned


def _places(units: Sequence[Unit]) -> dict[Unit, list[int]]:
    """Return where each different unit stands, wherever its first word does."""
    places: dict[Unit, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        places[replace(unit, first=0, last=0)].append(place)
    return places


def _signs(unit: Unit) -> set[str]:
    """Return what two units have in common if they are to pair: their first letters, or an abbreviation."""
    return {_letters(unit)[:SHARED_LETTERS]} | ({unit.initials} if unit.initials else set())


def _letters(unit: Unit) -> str:
    """Return the first word in small letters without its hyphens: "cyberattack" for "cyber-attack"."""
    return unit.forms[0].replace("-", "").casefold()


def _related(one: Unit, other: Unit) -> bool:
    """Say whether one is the abbreviation of the other, or both share four letters and more than half of the word.

    It is a rule of thumb, and wrong now and then. All that hangs on it is which words of a difference stand together.
    """
    if one.initials and one.initials == other.initials:
        return True
    if len(one.forms) > 1 or len(other.forms) > 1:
        return False
    first, second = _letters(one), _letters(other)
    shared = 0
    while shared < min(len(first), len(second)) and first[shared] == second[shared]:
        shared += 1
    return shared >= SHARED_LETTERS and 2 * shared > max(len(first), len(second))


def _best(earned: Table) -> tuple[Table, Table]:
    """Compute, for every beginning of a and every beginning of b, the most that their alignment earns.

    Returns:
        Two tables with a row for each length of a and a column for each length of b. In the first the alignment ends
        with a pair, in the second with a difference.
    """
    rows, columns = earned.shape
    paired = np.full((rows + 1, columns + 1), NEVER, dtype=np.int32)
    apart = np.full((rows + 1, columns + 1), NEVER, dtype=np.int32)
    paired[0, 0] = 0
    # Whatever earns most so far, each further word of b alone costs ALONE: along a row, that is a running maximum of
    # what was earned plus what was not yet paid.
    unpaid = ALONE * np.arange(columns + 1, dtype=np.int32)
    for i in range(rows + 1):
        if i:
            before = np.maximum(paired[i - 1] - STRETCH, apart[i - 1])
            paired[i, 1:] = np.maximum(np.maximum(paired[i - 1], apart[i - 1])[:-1] + earned[i - 1], NEVER)
            apart[i] = before - ALONE
            apart[i, 1:] = np.maximum(apart[i, 1:], before[:-1] - AGAINST)
        apart[i, 1:] = np.maximum(apart[i, 1:], paired[i, :-1] - STRETCH - ALONE)
        apart[i] = np.maximum.accumulate(apart[i] + unpaid) - unpaid
    return paired, apart


def _way_back(paired: Table, apart: Table) -> Iterator[tuple[int, int]]:
    """Yield the pairs of the best alignment, the last first, by asking each cell from which one it came."""
    i, j = paired.shape[0] - 1, paired.shape[1] - 1
    in_pair = paired[i, j] >= apart[i, j]
    while i or j:
        if in_pair:
            i, j = i - 1, j - 1
            yield i, j
            in_pair = paired[i, j] >= apart[i, j]
        else:
            i, j, in_pair = _came_from(paired, apart, i, j)


def _came_from(paired: Table, apart: Table, i: int, j: int) -> tuple[int, int, bool]:
    """Return the cell before one that ends with a difference, and whether that cell ends with a pair."""
    for down, across, cost in ((1, 1, AGAINST), (1, 0, ALONE), (0, 1, ALONE)):
        if i >= down and j >= across:
            if paired[i - down, j - across] - STRETCH - cost == apart[i, j]:
                return i - down, j - across, True
            if apart[i - down, j - across] - cost == apart[i, j]:
                return i - down, j - across, False
    raise AssertionError("every cell has one before it")
