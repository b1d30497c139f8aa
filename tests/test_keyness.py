"""Keyness, set against formulas written a second time, against NLTK, and against figures worked out by hand."""

from collections import Counter
from math import inf, log, log2, nan, sqrt
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from nltk import FreqDist
from nltk.metrics import BigramAssocMeasures

from attributed.case import Case
from attributed.counts import word_frequencies
from attributed.errors import KitError
from attributed.keyness import ENOUGH, Keyness, keyness

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine makes no test fail."""

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3000), min_size=1)
"""Counts of up to eight words."""


def near(figure: object) -> object:
    """Stand for a figure to nine digits."""
    return pytest.approx(figure, rel=1e-9, abs=1e-9)


def cell(table: pd.DataFrame, word: str, column: str) -> float:
    return float(table[column].loc[word])


def filled(word: int, length: int) -> FreqDist:
    """Make the counts of a text of so many words, of which so many are "hack"."""
    return FreqDist({"hack": word, "filler": length - word})


# Log-odds


def monroe(y_i: Counter[str], y_j: Counter[str], alpha: dict[str, float], word: str) -> tuple[float, float]:
    """Compute delta and zeta of one word, straight from the paper (Monroe et al. 2008)."""
    n_i, n_j, alpha_0 = sum(y_i.values()), sum(y_j.values()), sum(alpha.values())
    omega_i = (y_i[word] + alpha[word]) / (n_i + alpha_0 - y_i[word] - alpha[word])
    omega_j = (y_j[word] + alpha[word]) / (n_j + alpha_0 - y_j[word] - alpha[word])
    delta = log(omega_i) - log(omega_j)
    variance = 1 / (y_i[word] + alpha[word]) + 1 / (y_j[word] + alpha[word])
    return delta, delta / sqrt(variance)


@UNHURRIED
@given(target=COUNTS, reference=COUNTS, prior_words=st.floats(0.5, 10_000))
def test_log_odds_are_those_of_the_paper(target: dict[str, int], reference: dict[str, int], prior_words: float) -> None:
    pooled = Counter(target) + Counter(reference)
    assume(len(pooled) > 1)
    alpha = {word: prior_words * count / pooled.total() for word, count in pooled.items()}
    table = keyness(FreqDist(target), FreqDist(reference), prior_words=prior_words)
    assert set(table.index) == set(pooled)
    for word in map(str, table.index):
        delta, zeta = monroe(Counter(target), Counter(reference), alpha, word)
        assert cell(table, word, "log_odds") == near(delta)
        assert cell(table, word, "z") == near(zeta)


@UNHURRIED
@given(target=COUNTS, reference=COUNTS, background=COUNTS)
def test_a_given_prior_is_scaled_and_its_other_words_count_towards_its_length(
    target: dict[str, int], reference: dict[str, int], background: dict[str, int]
) -> None:
    prior = Counter(background) + Counter(target) + Counter(reference) + Counter({"elsewhere": 7})
    alpha = {word: 500 * count / prior.total() for word, count in prior.items()}
    table = keyness(FreqDist(target), FreqDist(reference), prior=FreqDist(prior))
    for word in map(str, table.index):
        delta, zeta = monroe(Counter(target), Counter(reference), alpha, word)
        assert cell(table, word, "log_odds") == near(delta)
        assert cell(table, word, "z") == near(zeta)
    assert "elsewhere" not in table.index


def test_log_odds_of_two_short_texts_worked_out_by_hand() -> None:
    # Together: a 3, b 3, of 6 words; so a prior of 2 words has one a and one b.
    table = keyness("a a b", "a b b", prior_words=2)
    # a: (2 + 1) to (1 + 1) in the target, (1 + 1) to (2 + 1) in the reference.
    assert cell(table, "a", "log_odds") == pytest.approx(log(3 / 2) - log(2 / 3))
    assert cell(table, "a", "z") == pytest.approx(2 * log(3 / 2) / sqrt(1 / 3 + 1 / 2))
    assert cell(table, "b", "z") == -cell(table, "a", "z")


def test_a_longer_prior_draws_rare_words_to_zero_faster() -> None:
    target, reference = FreqDist({"rare": 2, "common": 200, "filler": 800}), FreqDist({"common": 100, "filler": 900})
    light, heavy = (keyness(target, reference, prior_words=words) for words in (10, 10_000))
    rare, common = ([cell(table, word, "log_odds") for table in (light, heavy)] for word in ("rare", "common"))
    assert rare[0] > common[0] > 0
    assert rare[0] > rare[1] > 0
    assert rare[1] / rare[0] < common[1] / common[0]


def test_a_prior_can_be_texts(case: Case) -> None:
    dawn, independent = case.articles["dawn"], case.articles["independent"]
    pooled = keyness(dawn, independent)
    assert keyness(dawn, independent, prior=case.articles).equals(pooled)
    assert keyness(dawn, independent, prior=word_frequencies([dawn, independent])).equals(pooled)


# Log-likelihood


@pytest.mark.parametrize(
    ("a", "b", "length_a", "length_b", "g2"),
    [
        (10, 0, 1000, 1000, 20 * log(2)),  # 13.8629…
        (0, 10, 1000, 1000, 20 * log(2)),
        (30, 10, 1000, 1000, 2 * (30 * log(1.5) + 10 * log(0.5))),  # 20 expected in each
        (6, 6, 1000, 2000, 2 * (6 * log(6 / 4) + 6 * log(6 / 8))),  # 4 and 8 expected
        (20, 40, 1000, 2000, 0),
        (7, 21, 700, 2100, 0),
    ],
)
def test_log_likelihood_worked_out_by_hand(a: int, b: int, length_a: int, length_b: int, g2: float) -> None:
    table = keyness(filled(a, length_a), filled(b, length_b))
    assert cell(table, "hack", "log_likelihood") == pytest.approx(g2, abs=1e-9)


@UNHURRIED
@given(a=st.integers(0, 400), b=st.integers(1, 400), length_a=st.integers(401, 9000), length_b=st.integers(401, 9000))
def test_log_likelihood_is_that_of_rayson_and_garside(a: int, b: int, length_a: int, length_b: int) -> None:
    expected = [length * (a + b) / (length_a + length_b) for length in (length_a, length_b)]
    g2 = 2 * sum(o * log(o / e) for o, e in zip((a, b), expected, strict=True) if o)
    found = cell(keyness(filled(a, length_a), filled(b, length_b)), "hack", "log_likelihood")
    assert found == near(g2)
    assert found >= 0


def test_rounding_leaves_no_log_likelihood_below_zero() -> None:
    # The rates are all but the same, and the terms add up to −9e-12.
    table = keyness(filled(25_692, 40_139), filled(524_994, 820_206))
    assert cell(table, "hack", "log_likelihood") == 0


def dunning(a: int, b: int, length_a: int, length_b: int) -> float:
    """Compute the form with four cells, by NLTK."""
    return float(BigramAssocMeasures.likelihood_ratio(a, (a + b, length_a), length_a + length_b))


@UNHURRIED
@given(a=st.integers(0, 400), b=st.integers(1, 400), length_a=st.integers(401, 9000), length_b=st.integers(401, 9000))
def test_dunnings_form_has_two_cells_more(a: int, b: int, length_a: int, length_b: int) -> None:
    rate = (a + b) / (length_a + length_b)
    others = 2 * sum(
        (length - count) * log((length - count) / (length - length * rate))
        for count, length in ((a, length_a), (b, length_b))
    )
    found = cell(keyness(filled(a, length_a), filled(b, length_b)), "hack", "log_likelihood")
    assert found + others == pytest.approx(dunning(a, b, length_a, length_b), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(("a", "b"), [(30, 10), (5, 0), (100, 300)])
def test_for_a_rare_word_the_two_forms_agree(a: int, b: int) -> None:
    found = cell(keyness(filled(a, 1_000_000), filled(b, 2_000_000)), "hack", "log_likelihood")
    assert found == pytest.approx(dunning(a, b, 1_000_000, 2_000_000), rel=1e-3)


def test_for_a_word_that_fills_a_text_the_two_forms_do_not_agree() -> None:
    found = cell(keyness(filled(300, 1000), filled(100, 1000)), "hack", "log_likelihood")
    assert dunning(300, 100, 1000, 1000) > 1.1 * found


# Counts, rates, log ratio


def test_counts_and_rates() -> None:
    row = keyness("hack talks hack talks", "hack talks " * 5).loc["hack"]
    assert (row["target"], row["reference"]) == (2, 5)
    assert (row["target_per_1000"], row["reference_per_1000"]) == (500, 500)


@pytest.mark.parametrize(
    ("a", "b", "length_b", "ratio"),
    [(20, 10, 1000, 1), (10, 20, 1000, -1), (40, 10, 1000, 2), (10, 10, 2000, 1), (10, 10, 1000, 0)],
)
def test_the_log_ratio_counts_doublings(a: int, b: int, length_b: int, ratio: float) -> None:
    assert cell(keyness(filled(a, 1000), filled(b, length_b)), "hack", "log_ratio") == pytest.approx(ratio)


def test_the_log_ratio_takes_a_count_of_zero_as_one_half() -> None:
    assert cell(keyness(filled(8, 1000), filled(0, 1000)), "hack", "log_ratio") == 4
    assert cell(keyness(filled(0, 1000), filled(8, 1000)), "hack", "log_ratio") == -4
    # Against a far shorter text even the sign can be wrong, as the docstring warns.
    row = keyness(filled(1, 100_000), filled(0, 100)).loc["hack"]
    assert row["log_ratio"] == pytest.approx(log2((1 / 100_000) / (0.5 / 100)))
    assert row["log_ratio"] < 0 < row["target_per_1000"]


@UNHURRIED
@given(target=COUNTS, reference=COUNTS)
def test_turning_the_texts_round_turns_the_signs_round(target: dict[str, int], reference: dict[str, int]) -> None:
    assume(len(target | reference) > 1)
    there = keyness(FreqDist(target), FreqDist(reference))
    back = keyness(FreqDist(reference), FreqDist(target)).loc[there.index]
    for column in ("log_ratio", "log_odds", "z"):
        assert list(there[column]) == near(list(-back[column]))
    assert list(there["log_likelihood"]) == near(list(back["log_likelihood"]))


@UNHURRIED
@given(target=COUNTS)
def test_a_text_set_against_itself_shows_no_difference(target: dict[str, int]) -> None:
    assume(len(target) > 1)
    table = keyness(FreqDist(target), FreqDist(target))
    assert not table[["log_likelihood", "log_ratio", "log_odds", "z"]].to_numpy().any()


def test_words_of_the_target_come_first_and_those_of_the_reference_last() -> None:
    table = keyness("hack hack talks end", "talks talks hack end")
    assert list(table.index) == ["hack", "end", "talks"]
    assert list(table["z"]) == sorted(table["z"], reverse=True)


# What is counted


def test_words_are_shown_as_printed_and_counted_as_folded(case: Case) -> None:
    table = keyness(case.articles["dawn"], case.articles["independent"])
    assert {"China", "US", "Beijing"} <= set(table.index)
    assert not {"china", "China’s", "beijing"} & set(table.index)
    assert cell(table, "China", "target") == word_frequencies(case.articles["dawn"])["china"]
    assert table["target"].sum() == word_frequencies(case.articles["dawn"]).N()
    assert table.index.is_unique


def test_texts_lists_and_counts_give_the_same() -> None:
    table = keyness("China’s hack. China", "The US hack")
    assert keyness(["China’s hack.", "China"], {"one": "The US hack"}).equals(table)
    assert keyness(FreqDist({"China’s": 1, "China": 1, "hack": 1}), Counter(["The", "US", "hack"])).equals(table)


def test_rare_words_can_be_left_out_of_the_table_but_not_of_the_texts() -> None:
    full, short = (keyness("hack hack talks", "hack end", min_count=count) for count in (1, 3))
    assert list(short.index) == ["hack"]
    assert short.equals(full.loc[["hack"]])
    assert keyness("hack talks", "end", min_count=9).empty


# Too few to compare


@pytest.mark.parametrize(
    ("a", "b", "length_a", "length_b", "enough"),
    [
        (10, 0, 1000, 1000, True),
        (9, 0, 1000, 1000, False),
        (5, 5, 1000, 1000, True),
        (14, 0, 1000, 2000, False),
        (15, 0, 1000, 2000, True),
        (0, 15, 2000, 1000, True),
    ],
)
def test_a_word_needs_five_expected_in_each_text(a: int, b: int, length_a: int, length_b: int, enough: bool) -> None:  # noqa: FBT001 - a case of the table
    assert ENOUGH == 5
    assert cell(keyness(filled(a, length_a), filled(b, length_b)), "hack", "enough") == enough


def test_the_table_says_how_many_words_are_too_rare() -> None:
    table = keyness("hack " * 10 + "talks", "hack " * 10 + "end")
    sentence = (
        "Words too rare to compare: 2 of 3. Equally frequent in both texts, each would be expected fewer than 5 times "
        "in one of them. Read them where they stand; do not rank them."
    )
    assert repr(table).startswith(sentence + "\n")
    assert f"<p>{sentence}</p>" in table._repr_html_()
    # The sentence is about what is shown.
    assert repr(table[table["enough"]]).startswith("Words too rare to compare: none of 1.\n")
    assert repr(keyness("hack", "talks", min_count=2)) == "No word stands there often enough to be listed."
    assert keyness("hack", "talks", min_count=2)._repr_html_() == f"<p>{keyness('a', 'b', min_count=2)!r}</p>"


def test_the_table_is_shown_with_two_decimals_and_keeps_them_all() -> None:
    table = keyness("hack hack talks", "hack talks talks")
    for shown in (repr(table), table._repr_html_()):
        assert "666.67" in shown
        assert "666.666" not in shown
        assert "True" not in shown
    assert cell(table, "hack", "target_per_1000") == pytest.approx(2000 / 3)
    assert table["enough"].dtype == bool
    assert isinstance(table.head(1), Keyness)
    assert repr(table[["z"]]).split()[0] == "z"
    assert "<p>" not in table[["z"]]._repr_html_()


# Slips


@pytest.mark.parametrize(
    ("arguments", "options", "sentence"),
    [
        (("", "hack"), {}, "The target holds no word"),
        (("hack", "…\n"), {}, "The reference holds no word"),
        ((FreqDist(), "hack"), {}, "The target holds no word"),
        ((FreqDist({"hack": 0}), "hack"), {}, "The target holds no word"),
        (("hack", []), {}, "found none"),
        ((None, "hack"), {}, "Expected a text"),
        ((FreqDist({"hack": -1}), "hack"), {}, "The target counts 'hack' as -1"),
        ((FreqDist({"hack": 0.5}), "hack"), {}, "The target counts 'hack' as 0.5"),
        ((FreqDist({7: 1}), "hack"), {}, "The target counts 7 as 1"),
        (("hack", "talks"), {"prior": "hack end"}, r"The prior lacks 1 of the 2 words of the texts, such as 'talks'"),
        (("hack", "talks"), {"prior": ""}, "The prior holds no word"),
        (("hack hack", "Hack"), {}, "The texts hold no word but 'hack'"),
        (("hack", "talks"), {"prior_words": 0}, "prior_words is 0"),
        (("hack", "talks"), {"prior_words": nan}, "prior_words is nan"),
        (("hack", "talks"), {"prior_words": inf}, "prior_words is inf"),
        (("hack", "talks"), {"prior_words": "500"}, "prior_words is '500'"),
        (("hack", "talks"), {"min_count": 0}, "min_count is 0"),
        (("hack", "talks"), {"min_count": 1.5}, "min_count is 1.5"),
    ],
)
def test_a_slip_gets_one_clear_sentence(arguments: tuple[str, str], options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(KitError, match=sentence):
        keyness(*arguments, **options)
