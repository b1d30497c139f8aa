"""Containment: how much of one text stands in another, counted in short runs of words.

Every run of three words in a text is one of its *shingles*: they overlap like the tiles of a roof. The containment of
text a in text b is the share of the different shingles of a that b has too (Broder 1997). It has a direction: a short
text that was copied whole into a long one is contained in it wholly, the long one in the short one hardly at all.

    Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of Compression and Complexity of
    Sequences 1997, 21–29.

Any two texts on one matter share some shingles, such as "the United States". So a share says little by itself, and
more beside the shares of other pairs of texts of about the same length.
"""

from dataclasses import dataclass
from numbers import Integral

import numpy as np

from attributed.article import Article
from attributed.errors import KitError
from attributed.running import RunningWords, running_words

_LEAST = 0.01


@dataclass(frozen=True)
class Containment:
    """The share of the runs of words of one text that stand in another.

    Attributes:
        shared: How many different runs of the first text stand in the second too.
        total: How many different runs the first text has.
        words: How many words make a run.
    """

    shared: int
    total: int
    words: int

    @property
    def share(self) -> float:
        """The share, 0 to 1."""
        return self.shared / self.total

    def __float__(self) -> float:
        """Give the share where a number is wanted, as in `float(containment(a, b))`."""
        return self.share

    def __str__(self) -> str:
        """Say it in a sentence."""
        words = f"{self.words} words" if self.words > 1 else "one word"
        runs = "different runs" if self.total > 1 else "run"
        stand = "stands" if self.shared == 1 else "stand"
        return (
            f"{self.shared:,} of {self.total:,} {runs} of {words} in the first text {stand} in the second too "
            f"({_in_percent(self.share)})."
        )

    __repr__ = __str__


def containment(a: str | Article, b: str | Article, words: int = 3) -> Containment:
    """Measure how much of text a stands in text b.

    Words are compared as in `shared_phrases`, and no run goes over the end of a paragraph. A run that a text has
    several times counts once.

    Args:
        a: A text or an Article (of which only headline, subhead and body count).
        b: Another one.
        words: How many words make a run.

    Returns:
        The share of the runs of a that b has too, with both counts.

    Raises:
        KitError: `words` below 1, or a text without a single run of that length.
    """
    if isinstance(words, bool) or not isinstance(words, Integral) or words < 1:
        raise KitError(f"words= is the length of a run: a whole number, 1 or more. Found {words!r}.")
    row = running_words({"first": a, "second": b})
    runs: list[set[tuple[int, ...]]] = [_runs(row, text, words) for text in (0, 1)]
    for which, found in zip(("first", "second"), runs, strict=True):
        if not found:
            raise KitError(
                f"The {which} text has no paragraph of {words} words or more, so there is no run to look for. "
                f"Choose a smaller words=, or a longer text."
            )
    return Containment(len(runs[0] & runs[1]), len(runs[0]), words)


def _runs(row: RunningWords, text: int, words: int) -> set[tuple[int, ...]]:
    """Return the different runs of so many words of one of the texts. A break is less than 0, and no part of any."""
    numbers = row.numbers[row.text == text]
    if len(numbers) < words:
        return set()
    runs = np.lib.stride_tricks.sliding_window_view(numbers, words)
    return set(map(tuple, runs[(runs >= 0).all(axis=1)].tolist()))


def _in_percent(share: float) -> str:
    """Give a share in whole per cent, but never none or all where it is not so."""
    if 0 < share < _LEAST:
        return f"under {_LEAST:.0%}"
    return f"over {1 - _LEAST:.0%}" if 1 - _LEAST < share < 1 else f"{share:.0%}"
