"""Two renderings of one utterance side by side, word by word: what is the same, changed, added, dropped or moved.

An utterance that was translated, shortened or reported at second hand reaches the reader in several wordings. An
alignment shows where they differ; which of them is nearer to what was said, it cannot show.

Which words belong together is decided in `attributed.pairing`. What lies between two pairs is then

- *changed*, if both versions have words there,
- *dropped*, if only the first has, *added*, if only the second has,
- *moved*, if a run of words with at least one content word is missing in one place and stands in another.

Words are the same whatever their case, the shape of their apostrophe, a final 's, and whether they are spelt the
British or the American way. Related words ("China", "Chinese"; "US", "United States") are changed words in a piece of
their own. Punctuation is not compared. A lone word in the middle of two quite different wordings is part of the changed
piece, even if both have it.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import zip_longest
from typing import Literal

import numpy as np

from attributed.alignment import Alignment, Kind, Piece
from attributed.errors import KitError
from attributed.functionwords import FUNCTION_WORDS
from attributed.pairing import pair_up, units_of
from attributed.tokens import count_words, fold_spelling, word_spans

MOST_WORDS = 2000


def align(a: str, b: str, *, names: tuple[str, str] = ("first", "second")) -> Alignment:
    """Lay two versions of an utterance side by side, word by word.

    With the versions the other way round, added and dropped change places, and nothing else does.

    Args:
        a: The first version.
        b: The second version.
        names: What to call the two when they are shown, such as their outlets.

    Returns:
        The alignment. It shows both versions with what differs marked; `.pieces` and `.table` list the pieces,
        `.summary()` and `.counts` count their words.

    Raises:
        KitError: A version that is not text, holds no word, or has more than 2,000 words; not two names.
    """
    _check("first", a)
    _check("second", b)
    if isinstance(names, str) or len(names) != 2 or not all(isinstance(name, str) for name in names):  # noqa: PLR2004
        raise KitError(f'names= takes two names, such as ("Independent", "Dawn"). Found {names!r}.')
    one, other = _Version.of(a), _Version.of(b)
    # Where two ways of aligning are equally good, the same one is taken whichever version comes first.
    if one.forms > other.forms:
        pieces = [_mirrored(piece) for piece in _pieces(other, one)]
    else:
        pieces = list(_pieces(one, other))
    return Alignment(a, b, tuple(sorted(pieces, key=lambda piece: (piece.a_start, piece.b_start))), names)


def _check(which: str, text: object) -> None:
    if not isinstance(text, str):
        raise KitError(f"Expected the {which} version as text. Found {type(text).__name__}.")
    words = count_words(text)
    if not words:
        raise KitError(f"The {which} version holds no word: there is nothing to align. Found {text!r}.")
    if words > MOST_WORDS:
        raise KitError(
            f"The {which} version has {words:,} words. align is for utterances of at most {MOST_WORDS:,} words; "
            f"for what longer texts have in common use shared_phrases."
        )


@dataclass(frozen=True)
class _Version:
    """A version with the offsets and the folded forms of its words."""

    text: str
    spans: list[tuple[int, int]]
    forms: list[str]

    @classmethod
    def of(cls, text: str) -> "_Version":
        spans = list(word_spans(text))
        return cls(text, spans, [fold_spelling(text[start:end]) for start, end in spans])

    def offsets(self, words: range) -> tuple[int, int]:
        """Return the character offsets of some words; of none, twice the end of the word before."""
        if words:
            return self.spans[words[0]][0], self.spans[words[-1]][1]
        before = self.spans[words.start - 1][1] if words.start else 0
        return before, before


@dataclass(frozen=True)
class _Block:
    """Words of both versions that answer to each other: the same, related, or a stretch of difference."""

    kind: Literal["same", "related", "different"]
    a: range
    b: range


def _mirrored(piece: Piece) -> Piece:
    """Return the piece as it is with the versions the other way round."""
    other: dict[Kind, Kind] = {"added": "dropped", "dropped": "added"}
    return Piece(
        kind=other.get(piece.kind, piece.kind),
        a_start=piece.b_start,
        a_end=piece.b_end,
        b_start=piece.a_start,
        b_end=piece.a_end,
        a_text=piece.b_text,
        b_text=piece.a_text,
    )


def _pieces(a: _Version, b: _Version) -> Iterator[Piece]:
    """Yield the pieces of an alignment, in no particular order."""

    def piece(kind: Kind, words_a: range, words_b: range) -> Piece:
        a_start, a_end = a.offsets(words_a)
        b_start, b_end = b.offsets(words_b)
        return Piece(kind, a_start, a_end, b_start, b_end, a.text[a_start:a_end], b.text[b_start:b_end])

    moves = _moves(a, b, _blocks(a, b))
    gone_a = {word for words, _ in moves for word in words}
    gone_b = {word for _, words in moves for word in words}
    for words_a, words_b in moves:
        yield piece("moved", words_a, words_b)
    for block in _blocks(a, b, gone_a, gone_b):  # what has moved no longer stands in the way of the rest
        if block.kind == "same":
            yield piece("same", block.a, block.b)
            continue
        for words_a, words_b in zip_longest(_without(block.a, gone_a), _without(block.b, gone_b)):
            if words_b is None:
                yield piece("dropped", words_a, range(block.b.stop, block.b.stop))
            elif words_a is None:
                yield piece("added", range(block.a.stop, block.a.stop), words_b)
            else:
                yield piece("changed", words_a, words_b)


def _without(words: range, gone: AbstractSet[int]) -> Iterator[range]:
    """Yield the runs of words that are left when some are gone."""
    first = words.start
    for word in words:
        if word in gone:
            if first < word:
                yield range(first, word)
            first = word + 1
    if first < words.stop:
        yield range(first, words.stop)


def _blocks(
    a: _Version, b: _Version, gone_a: AbstractSet[int] = frozenset(), gone_b: AbstractSet[int] = frozenset()
) -> list[_Block]:
    """Return the blocks of both versions in order, paired as if some words were gone.

    Neighbours that are the same make one block. Words that are gone lie in stretches of difference.
    """
    units_a, units_b = units_of(a.text, b.text)
    units_a = [unit for unit in units_a if gone_a.isdisjoint(range(unit.first, unit.last))]
    units_b = [unit for unit in units_b if gone_b.isdisjoint(range(unit.first, unit.last))]
    blocks = [_Block("same", range(0), range(0))]  # so that there is always one before
    for pair in pair_up(units_a, units_b):
        words_a = range(units_a[pair.a].first, units_a[pair.a].last)
        words_b = range(units_b[pair.b].first, units_b[pair.b].last)
        blocks += _difference(blocks[-1], words_a.start, words_b.start)
        before = blocks[-1]
        if pair.same and before.kind == "same":
            blocks[-1] = _Block("same", range(before.a.start, words_a.stop), range(before.b.start, words_b.stop))
        else:
            blocks.append(_Block("same" if pair.same else "related", words_a, words_b))
    blocks += _difference(blocks[-1], len(a.forms), len(b.forms))
    return [block for block in blocks if block.a or block.b]


def _difference(before: _Block, next_a: int, next_b: int) -> list[_Block]:
    """Return the stretch of difference between a block and the next words, in a list that is empty if there is none."""
    words_a, words_b = range(before.a.stop, next_a), range(before.b.stop, next_b)
    return [_Block("different", words_a, words_b)] if words_a or words_b else []


def _moves(a: _Version, b: _Version, blocks: Sequence[_Block]) -> list[tuple[range, range]]:
    """Return the runs of words that stand in another place: the longest first, then those that moved the least.

    When a run is taken, its words are no longer to be had; what is left of a run that had some of them may be taken
    later.
    """
    waiting = _common_runs(a, b, blocks)
    heapify(waiting)
    moves: list[tuple[range, range]] = []
    gone_a: set[int] = set()
    gone_b: set[int] = set()
    while waiting:
        length, _, i, j = heappop(waiting)
        words_a, words_b = range(i, i - length), range(j, j - length)
        gone = gone_a.intersection(words_a) | {word + i - j for word in gone_b.intersection(words_b)}
        if not gone:
            moves.append((words_a, words_b))
            gone_a.update(words_a)
            gone_b.update(words_b)
        for left in _without(words_a, gone) if gone else ():
            if any(a.forms[word] not in FUNCTION_WORDS for word in left):
                heappush(waiting, _ranked(left.start, left.start + j - i, len(left)))
    return moves


def _ranked(i: int, j: int, words: int) -> tuple[int, int, int, int]:
    """Return a run of so many words, at i in one version and at j in the other, as what sorts it."""
    return -words, abs(i - j), i, j


def _common_runs(a: _Version, b: _Version, blocks: Sequence[_Block]) -> list[tuple[int, int, int, int]]:
    """Find all runs of words, one of them a content word, that stand in a stretch of difference of either version.

    Not in the same one: there, they did not move, but lie among words that were changed round them.
    """
    number = {form: number for number, form in enumerate({*a.forms, *b.forms})}
    stretch_a, stretch_b = np.zeros(len(a.forms)), np.zeros(len(b.forms))
    for place, block in enumerate(blocks, start=1):
        if block.kind == "different":
            stretch_a[block.a.start : block.a.stop] = place
            stretch_b[block.b.start : block.b.stop] = place
    # A table with a row for each word of a and a column for each of b; a common run is a diagonal line of it.
    equal = np.equal.outer([number[form] for form in a.forms], [number[form] for form in b.forms])
    equal &= np.logical_and.outer(stretch_a, stretch_b) & np.not_equal.outer(stretch_a, stretch_b)
    around = np.pad(equal, 1)
    begins = np.argwhere(equal & ~around[:-2, :-2])
    ends = np.argwhere(equal & ~around[2:, 2:])
    begins = begins[np.lexsort((begins[:, 0], begins[:, 0] - begins[:, 1]))]  # diagonal by diagonal, as the ends
    ends = ends[np.lexsort((ends[:, 0], ends[:, 0] - ends[:, 1]))]
    content = np.cumsum([0, *(form not in FUNCTION_WORDS for form in a.forms)])
    return [
        _ranked(int(i), int(j), int(end - i + 1))
        for (i, j), end in zip(begins, ends[:, 0], strict=True)
        if content[end + 1] > content[i]
    ]
