"""Keyness: which words stand out in one text when it is set against another.

Four questions, four measures. None of them says whether a difference matters, or why it is there.

1. How often? The counts, and how many there are in a thousand words.
2. How sure can one be that the rates differ? The *log-likelihood*: how badly the two counts fit a word that is
   equally frequent in both texts. Rayson, P., & Garside, R. (2000). Comparing corpora using frequency profiling.
   Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational Linguistics
   19(1), 61–74.
3. How large is the difference? The *log ratio*: 1 is twice as frequent in the target, 2 is four times, −1 is half
   as frequent. Hardie, A. (2014). Log Ratio: an informal introduction.
4. How large is it, if a word that stands there once must not count for much? The *log-odds*, weighted with a prior,
   and *z*, in which a rare word weighs less. Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin’ words:
   Lexical feature selection and evaluation for identifying the content of political conflict. Political Analysis
   16(4), 372–403, equations 15 to 22.
"""

from __future__ import annotations

import html
from collections import Counter
from math import isfinite
from numbers import Integral, Real
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from nltk import FreqDist

from attributed.counts import fold_counts, printed_forms, printed_words
from attributed.errors import KitError

if TYPE_CHECKING:
    from attributed.texts import Texts

Counted: TypeAlias = "Texts | Counter[str]"
"""Texts, or the counts of their words. NLTK’s FreqDist is a Counter."""

Floats: TypeAlias = npt.NDArray[np.float64]

ENOUGH = 5
"""How often a word must be expected in each of two texts before its measures can be relied on.

The rule is that of Cochran, W. G. (1954). Some methods for strengthening the common χ² tests. Biometrics 10(4),
417–451. Rayson, P., Berridge, D., & Francis, B. (2004). Extending the Cochran rule for the comparison of word
frequencies between corpora. JADT 2004, found it a good guide for words, and at times not strict enough.
"""

ZERO = 0.5
"""What the log ratio takes in place of a count of zero, by which nothing can be divided (Hardie 2014)."""

_TWO_DECIMALS = ("display.float_format", "{:.2f}".format, "display.min_rows", 20)


class Keyness(pd.DataFrame):
    """A table of keyness, shown below a sentence that says how much of it can be compared."""

    @property
    def _constructor(self) -> type[Keyness]:  # a part of such a table is shown alike
        return Keyness

    def __repr__(self) -> str:
        """Give the sentence and the table, with two decimals."""
        if self.empty:
            return self._sentence()
        with pd.option_context("display.width", 140, "display.max_columns", None, *_TWO_DECIMALS):
            return f"{self._sentence()}\n{self._shown()!r}".strip()

    def _repr_html_(self) -> str:
        sentence = f"<p>{html.escape(self._sentence())}</p>" if self._sentence() else ""
        if self.empty:
            return sentence
        with pd.option_context(*_TWO_DECIMALS):
            return f"{sentence}{self._shown()._repr_html_()}"  # type: ignore[operator]  # pandas-stubs leave it out

    def _shown(self) -> pd.DataFrame:
        shown = pd.DataFrame(self)
        return shown.assign(enough=shown["enough"].map({True: "yes", False: "no"})) if "enough" in shown else shown

    def _sentence(self) -> str:
        if self.empty:
            return "No word stands there often enough to be listed."
        if "enough" not in self:
            return ""
        few = int((~self["enough"]).sum())
        if not few:
            return f"Words too rare to compare: none of {len(self)}."
        return (
            f"Words too rare to compare: {few} of {len(self)}. Equally frequent in both texts, each would be expected "
            f"fewer than {ENOUGH} times in one of them. Read them where they stand; do not rank them."
        )


def keyness(
    target: Counted,
    reference: Counted,
    *,
    prior: Counted | None = None,
    prior_words: float = 500,
    min_count: int = 1,
) -> Keyness:
    """Compare how often each word stands in a text, the target, and in another, the reference.

    Words are counted as `word_frequencies` counts them: "China’s" and "China" are one, function words stay.

    Args:
        target: a string, an Article, several of them, or a FreqDist.
        reference: the same, to set the target against.
        prior: what one would expect of any text, as texts or as a FreqDist, which must have every word of the two
            texts. Without it, both texts together are taken for that.
        prior_words: how much the prior counts for, as a number of words: it is scaled to that length. The usual
            500 is about the length of one article. More words draw the log-odds towards 0, rare words most. To
            take a FreqDist as it is, give its own `.N()`.
        min_count: how often a word must stand in both texts together to be listed. The others still count
            towards the length of the texts.

    Returns:
        One row for each word, in the form in which it is mostly printed, with the largest z first: the words of
        the target are at the top, those of the reference at the bottom.

        target, reference: how often the word stands there.
        target_per_1000, reference_per_1000: the same in a thousand words of the text.
        log_likelihood: G², 0 if the word is equally frequent in both. It does not say which text has more of it.
        log_ratio: how many times the rate has doubled from reference to target; below 0, how often it has halved.
            A count of 0 is taken as 0.5, so that between texts of very different length even the sign can be wrong.
        log_odds: the difference of the weighted log-odds; above 0, the target has more of the word.
        z: log_odds divided by its standard deviation.
        enough: whether the word, if equally frequent in both texts, would be expected five times in each of
            them. Where it is False, read the places and do not rank the word.

    Raises:
        KitError: if a text holds no word, if the counts are not counts, if the prior lacks a word of the texts, if
            the texts hold one and the same word only, or if `prior_words` or `min_count` cannot be.
    """
    _check_settings(prior_words, min_count)
    printed_target, printed_reference = _printed(target, "target"), _printed(reference, "reference")
    in_target, in_reference = fold_counts(printed_target), fold_counts(printed_reference)
    in_both = in_target + in_reference
    in_prior = in_both if prior is None else fold_counts(_printed(prior, "prior"))
    _check_prior(in_prior, in_both)

    words = sorted(word for word, count in in_both.items() if count >= min_count)
    counts = np.array([[text[word] for word in words] for text in (in_target, in_reference)], dtype=float)
    lengths = np.array([[in_target.N()], [in_reference.N()]], dtype=float)
    weights = np.array([in_prior[word] for word in words], dtype=float) * prior_words / in_prior.N()
    rates = 1000 * counts / lengths
    odds, z = log_odds(counts, lengths, weights, prior_words)
    shown = printed_forms(printed_target + printed_reference)
    table = Keyness(
        {
            "target": counts[0].astype(int),
            "reference": counts[1].astype(int),
            "target_per_1000": rates[0],
            "reference_per_1000": rates[1],
            "log_likelihood": log_likelihood(counts, lengths),
            "log_ratio": log_ratio(counts, lengths),
            "log_odds": odds,
            "z": z,
            "enough": expected_counts(counts, lengths).min(axis=0) >= ENOUGH,
        },
        index=pd.Index([shown[word] for word in words], name="word", dtype="str"),
    )
    return table.sort_values("z", ascending=False, kind="stable")


# The measures, for many words at once. `counts` has two rows, target and reference, and a column for each word;
# `lengths` has the number of words of the two texts, one below the other.


def expected_counts(counts: Floats, lengths: Floats) -> Floats:
    """Return how often each word would stand in each text if both texts had it at the same rate."""
    expected: Floats = lengths * counts.sum(axis=0) / lengths.sum()
    return expected


def log_likelihood(counts: Floats, lengths: Floats) -> Floats:
    """Return G² = 2 Σ O ln(O / E), over the two texts: O is the count of a word and E the count expected.

    This is the form of corpus linguistics, with two cells (Rayson and Garside 2000): it can be checked by hand from
    four numbers. Dunning’s own (1993) has two cells more, for all the other words of each text. Those add little,
    unless the word makes up a large part of a text.
    """
    expected = expected_counts(counts, lengths)
    # A count of 0 adds nothing: O ln O nears 0 as O does.
    terms: Floats = counts * np.log(np.where(counts == 0, 1, counts / expected))
    # Where the rates are the same, rounding can leave a trifle below zero.
    likelihood: Floats = np.maximum(2 * terms.sum(axis=0), 0)
    return likelihood


def log_ratio(counts: Floats, lengths: Floats) -> Floats:
    """Return the binary logarithm of the ratio of the two rates (Hardie 2014)."""
    target, reference = np.where(counts == 0, ZERO, counts) / lengths
    ratio: Floats = np.log2(target / reference)
    return ratio


def log_odds(counts: Floats, lengths: Floats, prior: Floats, prior_words: float) -> tuple[Floats, Floats]:
    """Return the weighted log-odds-ratio and its z (Monroe, Colaresi and Quinn 2008).

    Each text is taken as if `prior_words` more words had been read before it, of which `prior` gives the share of
    each word. The variance is the paper’s approximation for words that make up a small part of a text.
    """
    counts, lengths = counts + prior, lengths + prior_words
    target, reference = np.log(counts / (lengths - counts))
    difference = target - reference
    return difference, difference / np.sqrt((1 / counts).sum(axis=0))


# What cannot be compared


def _printed(counted: Counted, role: str) -> FreqDist:
    """Return the counts of printed words. What a FreqDist holds is folded like the words of a text."""
    if isinstance(counted, Counter):
        for word, count in counted.items():
            if not isinstance(word, str) or not isinstance(count, Integral) or count < 0:
                raise KitError(f"The {role} counts {word!r} as {count!r}; expected words and how often each stands.")
        printed = FreqDist({word: int(count) for word, count in counted.items() if count})
    else:
        printed = printed_words(counted)
    if not printed:
        raise KitError(f"The {role} holds no word, so nothing can be compared with it.")
    return printed


def _check_prior(in_prior: FreqDist, in_both: FreqDist) -> None:
    missing = sorted(in_both.keys() - in_prior.keys())
    if missing:
        raise KitError(
            f"The prior lacks {len(missing)} of the {len(in_both)} words of the texts, such as {missing[0]!r}. "
            "Count the two texts in with it, as in prior=[background, target, reference]."
        )
    if len(in_prior) == 1:
        raise KitError(f"The texts hold no word but {next(iter(in_prior))!r}, so there is nothing to set it against.")


def _check_settings(prior_words: float, min_count: int) -> None:
    if (
        isinstance(prior_words, bool)
        or not isinstance(prior_words, Real)
        or not prior_words > 0
        or not isfinite(prior_words)
    ):
        raise KitError(f"prior_words is {prior_words!r}; expected a number of words above 0, such as 500.")
    if isinstance(min_count, bool) or not isinstance(min_count, Integral) or min_count < 1:
        raise KitError(f"min_count is {min_count!r}; expected a whole number of 1 or more.")
