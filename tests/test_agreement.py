"""Agreement: the figures are right, the interval behaves, and a slip gets one clear sentence."""

import warnings
from math import isnan, nan
from pathlib import Path
from typing import Literal

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance

from attributed.agreement import Agreement, Codings, Level, agreement
from attributed.errors import KitError

Measured = Literal["nominal", "ordinal"]  # the levels that the krippendorff package measures as well
PASSES = Path(__file__).parents[1] / "data" / "microsoft-exchange-2021" / "codings"
SCALE = ["very low", "low", "mid", "high", "very high"]

# Krippendorff, "Computing Krippendorff's Alpha-Reliability": 12 units, 4 observers.
TEXTBOOK = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
        "C": [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    }
)


def tables(labels: int = 5) -> st.SearchStrategy[list[list[int | None]]]:
    """Draw tables of 1 to 12 units by 2 to 5 coders, from nearly empty to full."""
    cell = st.none() | st.integers(0, labels - 1)
    return st.integers(2, 5).flatmap(
        lambda coders: st.lists(st.lists(cell, min_size=coders, max_size=coders), min_size=1, max_size=12)
    )


def reference_alpha(table: list[list[int | None]], level: Measured) -> float:
    """Ask the krippendorff package."""
    data = np.array([[nan if cell is None else cell for cell in row] for row in table]).T
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return float(krippendorff.alpha(data, value_domain=list(range(6)), level_of_measurement=level))


def has_a_pair(table: list[list[int | None]]) -> bool:
    return any(sum(cell is not None for cell in row) > 1 for row in table)


def frame(table: list[list[int | None]]) -> pd.DataFrame:
    return pd.DataFrame(table, dtype=object)


# The figures


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
@settings(max_examples=400, deadline=None)
@given(table=tables())
def test_alpha_is_that_of_the_krippendorff_package(level: Measured, table: list[list[int | None]]) -> None:
    assume(has_a_pair(table))
    ours = agreement(frame(table), level, draws=0).alpha
    assert ours == pytest.approx(reference_alpha(table, level), abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_alpha_is_that_of_the_package_when_one_coder_used_one_label(level: Measured) -> None:
    rng = np.random.default_rng(7)
    for _ in range(200):
        table = rng.integers(0, 4, size=(20, 3)).tolist()
        for row in table:
            row[0] = 2
            if rng.random() < 0.6:
                row[1] = None
        ours = agreement(frame(table), level, draws=0).alpha
        assert ours == pytest.approx(reference_alpha(table, level), abs=1e-9)


def test_textbook_example_gives_the_published_figures() -> None:
    nominal = agreement(TEXTBOOK)
    ordinal = agreement(TEXTBOOK, "ordinal")
    assert round(nominal.alpha, 3) == 0.743
    assert round(ordinal.alpha, 3) == 0.815
    assert (nominal.units, nominal.coders, nominal.pairable, nominal.left_out) == (11, 4, 40, 1)
    assert "1 unit with fewer than two values left out" in nominal.note


def test_labels_that_are_text_are_ranked_by_the_given_order() -> None:
    words = TEXTBOOK.map(lambda cell: None if isnan(cell) else SCALE[int(cell) - 1])
    alpha = agreement(TEXTBOOK, "ordinal").alpha
    assert agreement(words, "ordinal", order=SCALE).alpha == pytest.approx(alpha)
    assert agreement(words, "ordinal", order=SCALE[::-1]).alpha == pytest.approx(alpha)
    assert agreement(words, "ordinal", order=sorted(SCALE)).alpha != pytest.approx(alpha)
    assert agreement(words, "ordinal", order=["none", *SCALE, "all"]).alpha == pytest.approx(alpha)


SETS = st.frozensets(st.sampled_from("ABCD"))
# NLTK before 3.10 rounds the constants of MASI to .67 and .33.
NLTK_ROUNDS = 0.02


def alpha_of_one_pair(apart: float) -> float:
    """Compute alpha by hand for one unit coded a and b and one coded XY twice, as far as `apart` from it."""
    observed, expected = 2 * apart / 4, (2 * apart + 8) / (4 * 3)
    return 1 - observed / expected


def one_pair(a: frozenset[str], b: frozenset[str]) -> Codings:
    return {"x": {1: a, 2: frozenset("XY")}, "y": {1: b, 2: frozenset("XY")}}


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("A", "AB", 1 - 1 / 2 * 2 / 3),
        ("A", "ABCD", 1 - 1 / 4 * 2 / 3),
        ("AB", "BC", 1 - 1 / 3 * 1 / 3),
        ("ABC", "BCD", 1 - 2 / 4 * 1 / 3),
        ("A", "B", 1),
        ("", "A", 1),
        ("AB", "BA", 0),
    ],
)
def test_distance_of_two_sets_is_masi(a: str, b: str, apart: float) -> None:
    measured = agreement(one_pair(frozenset(a), frozenset(b)), "set", draws=0)
    assert measured.alpha == pytest.approx(alpha_of_one_pair(apart))


@given(a=SETS, b=SETS)
def test_distance_of_two_sets_is_that_of_nltk(a: frozenset[str], b: frozenset[str]) -> None:
    assume(a != b)
    measured = agreement(one_pair(a, b), "set", draws=0)
    assert measured.alpha == pytest.approx(alpha_of_one_pair(masi_distance(a, b)), abs=NLTK_ROUNDS)


@settings(max_examples=200, deadline=None)
@given(table=st.lists(st.tuples(SETS, SETS, SETS), min_size=2, max_size=12))
def test_alpha_of_sets_is_that_of_nltk(table: list[tuple[frozenset[str], ...]]) -> None:
    assume(len({value for row in table for value in row}) > 1)
    task = AnnotationTask(
        [(str(c), str(u), value) for u, row in enumerate(table) for c, value in enumerate(row)],
        # NLTK's own distance divides by zero for two empty sets.
        distance=lambda a, b: masi_distance(a, b) if a or b else 0.0,
    )
    ours = agreement(pd.DataFrame(table), "set", draws=0).alpha
    assert ours == pytest.approx(task.alpha(), abs=NLTK_ROUNDS)


def test_set_may_be_written_as_text_joined_with_bars() -> None:
    sets = {"x": {1: {"A", "B"}, 2: set(), 3: {"C"}}, "y": {1: {"A"}, 2: set(), 3: {"C", "A"}}}
    text = {"x": {1: "B|A", 2: "", 3: "C"}, "y": {1: "A", 2: "", 3: " C | A "}}
    assert agreement(text, "set") == agreement(sets, "set")


def test_the_empty_set_is_a_value_and_none_is_missing() -> None:
    with_empty = agreement({"x": {1: "", 2: "A"}, "y": {1: "", 2: "A"}}, "set")
    with_none = agreement({"x": {1: None, 2: "A", 3: "B"}, "y": {1: "", 2: "A", 3: "B"}}, "set")
    assert (with_empty.alpha, with_empty.units) == (1, 2)
    assert (with_none.units, with_none.left_out) == (2, 1)


def test_the_empty_text_is_missing_at_the_other_levels() -> None:
    measured = agreement({"x": {1: "", 2: "A", 3: "B"}, "y": {1: "A", 2: "A ", 3: "B"}})
    assert (measured.alpha, measured.units, measured.left_out) == (1, 2, 1)


def test_missing_values_of_every_make_are_missing() -> None:
    for missing in (None, nan, np.float32("nan"), pd.NA, pd.NaT):
        measured = agreement({"x": {1: missing, 2: "A", 3: "B"}, "y": {1: "A", 2: "A", 3: "B"}})
        assert (measured.alpha, measured.units) == (1, 2)


def test_a_table_and_a_mapping_give_the_same() -> None:
    table = pd.DataFrame({"x": ["A", "B", "A"], "y": ["A", "B", "B"]}, index=["u1", "u2", "u3"])
    shuffled: Codings = {"x": {"u3": "A", "u1": "A", "u2": "B"}, "y": table["y"].to_dict()}
    # As text, since the interval that was left out is nan, which is not equal to itself.
    assert repr(agreement(dict(table), draws=0)) == repr(agreement(table, draws=0))
    assert repr(agreement(shuffled, draws=0)) == repr(agreement(table, draws=0))


@pytest.mark.parametrize("numbers", [[True, False, True], [1, 0, 1], np.array([1.0, 0.0, 1.0])])
def test_numbers_and_truth_values_are_labels(numbers: list[float]) -> None:
    assert agreement(pd.DataFrame({"x": numbers, "y": [1, 0, 0]}), draws=0).alpha == pytest.approx(4 / 9)


# What cannot be said


@pytest.mark.parametrize(("level", "label", "shown"), [("nominal", "A", "'A'"), ("set", "", "the empty set")])
def test_alpha_is_undefined_when_every_value_is_the_same(level: Level, label: str, shown: str) -> None:
    measured = agreement({"x": {1: label, 2: label}, "y": {1: label, 2: label}}, level)
    assert isnan(measured.alpha)
    assert isnan(measured.low)
    assert isnan(measured.high)
    assert measured.note.startswith(f"Every value is {shown}, so no disagreement could be expected")
    assert str(measured).startswith(f"α undefined, 2 units, 2 coders, {level}\nEvery value is")


def test_a_lone_value_elsewhere_does_not_make_alpha_defined() -> None:
    measured = agreement({"x": {1: "A", 2: "B"}, "y": {1: "A", 2: None}})
    assert isnan(measured.alpha)


def test_resamples_without_alpha_are_dropped_and_counted() -> None:
    rare = {"x": dict.fromkeys(range(10), "A") | {9: "B"}, "y": dict.fromkeys(range(10), "A") | {9: "B"}}
    measured = agreement(rare, draws=1000)
    # The one unit with B is missing from a resample with probability .9 ** 10 = .35.
    dropped = int(measured.note.split(" of 1000 resamples held one label only")[0])
    assert 290 < dropped < 410
    assert (measured.low, measured.high) == (1, 1)
    assert f"All {1000 - dropped} resamples gave the same figure" in measured.note


def test_a_coder_without_a_comparable_value_is_not_counted() -> None:
    measured = agreement(pd.DataFrame({"x": ["A", "B"], "y": ["A", "B"], "late": [None, None]}))
    assert measured.coders == 2
    assert "Not counted, because no value of theirs can be compared: 'late'." in measured.note


def test_an_id_column_taken_for_a_coder_is_pointed_at() -> None:
    measured = agreement(pd.DataFrame({"id": ["I01", "I02"], "x": ["A", "B"], "y": ["A", "B"]}))
    assert "Used no label that another coder used: 'id'." in measured.note


# The interval


def noisy(units: int, seed: int = 1) -> pd.DataFrame:
    """Make two coders who agree on four units in five or more, with labels 1, 2 and 3."""
    rng = np.random.default_rng(seed)
    first = rng.integers(1, 4, size=units)
    second = np.where(rng.random(units) < 0.8, first, rng.integers(1, 4, size=units))
    return pd.DataFrame({"x": first, "y": second})


def test_the_same_seed_gives_the_same_interval() -> None:
    assert agreement(noisy(60)) == agreement(noisy(60))
    assert agreement(noisy(60)).low != agreement(noisy(60), seed=1).low


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_the_interval_holds_alpha_and_narrows_with_more_units(level: Measured) -> None:
    widths = []
    for units in (20, 80, 320):
        measured = agreement(noisy(units), level)
        assert measured.low < measured.alpha < measured.high
        widths.append(measured.high - measured.low)
    assert widths[0] > widths[1] > widths[2]


def test_the_interval_is_that_of_a_bootstrap_written_out() -> None:
    table = noisy(60).to_numpy(dtype=float)
    rng = np.random.default_rng(11)
    resampled = [table[rng.integers(60, size=60)] for _ in range(2000)]
    alphas = [krippendorff.alpha(units.T, level_of_measurement="nominal") for units in resampled]
    measured = agreement(noisy(60))
    assert [measured.low, measured.high] == pytest.approx(np.percentile(alphas, [2.5, 97.5]), abs=0.03)
    assert [measured.low, measured.high] != pytest.approx(np.percentile(alphas, [0.5, 99.5]), abs=0.03)


def test_the_interval_covers_the_true_alpha_about_as_often_as_it_says() -> None:
    true_alpha = agreement(noisy(100_000), draws=0).alpha
    intervals = [agreement(noisy(60, seed), draws=300) for seed in range(200)]
    covered = sum(one.low <= true_alpha <= one.high for one in intervals)
    assert 175 <= covered <= 199


def test_no_draws_no_interval() -> None:
    measured = agreement(noisy(60), draws=0)
    assert isnan(measured.low)
    assert str(measured) == f"α = {measured.alpha:.2f}, 60 units, 2 coders, nominal".replace("0.", ".")


# How it is shown


def test_it_is_shown_in_one_line() -> None:
    measured = Agreement(0.8249, 0.7351, 0.9, units=60, coders=3, level="nominal", pairable=180)
    assert str(measured) == "α = .82 (95 % interval .74 to .90), 60 units, 3 coders, nominal"
    assert measured._repr_html_() == f"<p>{measured}</p>"


def test_figures_below_zero_and_the_note_are_shown() -> None:
    measured = Agreement(-0.05, -0.4, 1.0, units=1, coders=2, level="set", pairable=2, note="1 unit with <2 values.")
    assert str(measured) == ("α = −.05 (95 % interval −.40 to 1.00), 1 unit, 2 coders, set\n1 unit with <2 values.")
    assert "<small>1 unit with &lt;2 values.</small>" in measured._repr_html_()


# Slips

TWO = pd.DataFrame({"x": ["A", "B"], "y": ["A", "B"]})


@pytest.mark.parametrize(
    ("codings", "options", "sentence"),
    [
        (TWO, {"level": "interval"}, "unknown level 'interval'. Use 'nominal', 'ordinal' or 'set'"),
        (TWO[["x"]], {}, "at least two coders are needed, one column for each. Found: 'x'"),
        ({}, {}, "at least two coders are needed, one column for each. Found: none"),
        (["A", "B"], {}, "expected a DataFrame .* Found list"),
        ({"x": ["A"], "y": ["A"]}, {}, "expected coder 'x' to map unit ids to labels. Found list"),
        (TWO.set_axis(["u", "u"]), {}, "unit 'u' stands more than once in the table"),
        (TWO.set_axis(["x", "x"], axis=1), {}, "coder 'x' stands more than once in the table"),
        (
            {"x": pd.Series(["A", "B"], index=["u", "u"]), "y": {"u": "A"}},
            {},
            "unit 'u' stands more than once in the codings of 'x'",
        ),
        ({"x": {"I01": "A"}, "y": {0: "A"}}, {}, "nothing to compare.* 'x' begins with unit 'I01'; 'y' .* 0"),
        ({"x": {"I01": "A"}, "y": {}}, {}, "nothing to compare.* 'y' has no value"),
        (pd.DataFrame({"x": ["1", "2"], "y": [1, 2]}), {}, r"mix text \('1'\) and numbers \(1\).*dtype=str"),
        (TWO, {"level": "ordinal"}, r"Give order=\[...\].*Found 'A', 'B'"),
        (
            TWO,
            {"order": ["A", "B"]},
            "order= ranks labels at the level 'ordinal', but the level is 'nominal'",
        ),
        (TWO, {"level": "ordinal", "order": ["A", "A", "B"]}, "each label once"),
        (TWO, {"level": "ordinal", "order": "AB"}, "must be a list"),
        (
            TWO,
            {"level": "ordinal", "order": ["A", "C"]},
            "unit 1, coder 'x': the label 'B' is not in order=, which has 'A', 'C'",
        ),
        (TWO, {"draws": -1}, "draws= must be 0 or more. Found -1"),
        (pd.DataFrame({"x": [{"A"}], "y": [{"A"}]}), {}, "unit 0, coder 'x': found a set.*level='set'"),
        (pd.DataFrame({"x": [["A"]], "y": ["A"]}), {}, "unit 0, coder 'x': expected a label that is text"),
        (
            pd.DataFrame({"x": [3], "y": ["A"]}),
            {"level": "set"},
            "unit 0, coder 'x': expected a set of labels",
        ),
    ],
)
def test_a_slip_gets_one_clear_sentence(codings: object, options: dict[str, object], sentence: str) -> None:
    with pytest.raises(KitError, match=sentence):
        agreement(codings, **options)  # type: ignore[arg-type]  # the slip is the point


# The case


@pytest.fixture(scope="module")
def passes() -> dict[str, pd.DataFrame]:
    """The coding passes of the first case. "NA" is a label in them."""
    files = sorted(PASSES.glob("pass-*.csv"))
    return {file.stem: pd.read_csv(file, keep_default_na=False, index_col="id") for file in files}


@pytest.mark.parametrize(
    ("column", "alpha"),
    [
        ("side", 0.98),
        ("voice", 1.00),
        ("object", 0.85),
        ("strategy", 0.94),
        ("link", 0.95),
        ("certainty", 0.82),
    ],
)
def test_the_passes_of_the_first_case_agree_as_reported(
    passes: dict[str, pd.DataFrame], column: str, alpha: float
) -> None:
    measured = agreement({name: coded[column] for name, coded in passes.items()}, draws=0)
    assert round(measured.alpha, 2) == alpha
    assert (measured.units, measured.coders, measured.pairable) == (60, 3, 180)


def test_the_frames_of_the_first_case_agree_as_reported(passes: dict[str, pd.DataFrame]) -> None:
    frames = {name: coded["frames"] for name, coded in passes.items()}
    measured = agreement(frames, "set", draws=0)
    assert (round(measured.alpha, 2), measured.units, measured.pairable) == (0.72, 60, 180)


@pytest.mark.parametrize(("label", "alpha"), [("PROBLEM", 0.58), ("CAUSE", 0.87), ("MORAL", 0.81), ("REMEDY", 0.97)])
def test_each_frame_of_the_first_case_agrees_as_reported(
    passes: dict[str, pd.DataFrame], label: str, alpha: float
) -> None:
    present = {name: coded["frames"].map(lambda frames: label in frames.split("|")) for name, coded in passes.items()}
    assert round(agreement(present, draws=0).alpha, 2) == alpha
