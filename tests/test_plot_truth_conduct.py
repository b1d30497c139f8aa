"""The picture of judging words by side."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.patches import Rectangle

import attributed as at
from attributed.case import Case
from attributed.plots.truth_conduct import _reach


def written(chart: at.Chart) -> list[str]:
    """Return all that is written in a picture."""
    return [text.get_text() for text in chart.figure.axes[0].texts]


def without_words(case: Case, case_copy: Path) -> Case:
    """Return a case in which nobody judges."""
    header = (case.path / "words.csv").read_text(encoding="utf-8").splitlines()[0]
    (case_copy / "words.csv").write_text(header + "\n", encoding="utf-8")
    return at.load_case(case_copy)


def test_the_table_counts_the_words_of_sources_by_side(case: Case) -> None:
    table = at.plot_truth_conduct(case).table
    source = case.words[case.words["owner"] == "source"]
    for label in ("TRUTH", "CONDUCT"):
        assert table[label].sum() == (source["label"] == label).sum()
    assert list(table.loc["China", ["TRUTH", "CONDUCT"]]) == [11, 23]
    assert list(table.loc["United States", ["TRUTH", "CONDUCT"]]) == [0, 10]
    assert "Narrator" not in table.index
    assert table.loc["US allies", "words"] == "reckless (2), familiar pattern"


def test_every_word_is_written_as_often_as_it_stands_there(case: Case) -> None:
    drawn = written(at.plot_truth_conduct(case))
    assert drawn.count("fabricated") == 3
    assert drawn.count("malicious") == 2 + 1  # China’s and the United States’
    assert drawn.count("solidarity +") == 1  # the one word that approves


@pytest.mark.parametrize("repeats", [True, False])
@pytest.mark.parametrize("labels", [("TRUTH", "CONDUCT"), ("EFFECT", "CONDUCT")])
def test_no_word_is_cut_in_the_first_case(repeats: bool, labels: tuple[str, str], case: Case) -> None:  # noqa: FBT001
    chart = at.plot_truth_conduct(case, labels=labels, repeats=repeats)
    assert not [text for text in written(chart) if "…" in text]


def test_without_repeats_every_different_word_has_one_tile(case: Case) -> None:
    chart = at.plot_truth_conduct(case, repeats=False)
    assert list(chart.table.loc["China", ["TRUTH", "CONDUCT"]]) == [6, 15]
    assert written(chart).count("fabricated") == 1
    assert "one tile for every different word" in chart.alt


def test_tiles_stand_on_one_side_of_the_line_or_the_other(case: Case) -> None:
    axes = at.plot_truth_conduct(case).figure.axes[0]
    tiles = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_height() < 1]
    above = [tile for tile in tiles if tile.get_y() > 0]
    below = [tile for tile in tiles if tile.get_y() < 0]
    assert (len(above), len(below)) == (2 * 11, 2 * (23 + 10 + 3 + 1 + 1))  # each with a strip of its side’s hatch


def test_tiles_do_not_overlap_and_stay_on_the_page(case: Case) -> None:
    axes = at.plot_truth_conduct(case, {"CHINA": 3}).figure.axes[0]
    tiles = [patch for patch in axes.patches if isinstance(patch, Rectangle) and 0.2 < patch.get_width() < 6]
    rows: dict[float, list[tuple[float, float]]] = {}
    for tile in tiles:
        rows.setdefault(round(tile.get_y(), 2), []).append((tile.get_x(), tile.get_x() + tile.get_width()))
    for row in rows.values():
        row.sort()
        assert all(first[1] < second[0] for first, second in pairwise(row))
        assert row[-1][1] <= 6.8


@pytest.mark.parametrize(
    ("place", "heights", "far"), [(0, [1, 3], 1), (0, [0, 3], 2), (2, [0, 3], 2), (3, [0, 3], 3), (0, [], 1)]
)
def test_a_long_word_reaches_as_far_as_there_is_nothing(place: int, heights: list[int], far: int) -> None:
    assert _reach(place, heights) == far


def test_another_pair_of_labels_can_be_drawn(case: Case) -> None:
    chart = at.plot_truth_conduct(case, labels=("EFFECT", "ABILITY"))
    assert list(chart.table.columns) == ["EFFECT", "ABILITY", "words"]
    assert "stronger +" in written(chart)


def test_a_guess_is_drawn_and_dots_are_not(case: Case) -> None:
    chart = at.plot_truth_conduct(case, {"CHINA": 4, "US": 20})
    assert [list(np.asarray(line.get_ydata())) for line in chart.figure.axes[0].lines] == [[4], [20]]
    dots = at.plot_truth_conduct(case, {"CHINA": ...})
    assert "no guess written down yet" in written(dots)
    assert "no guess written down yet" not in written(at.plot_truth_conduct(case))


@pytest.mark.parametrize("guessed", range(15))
def test_a_guess_covers_no_word(guessed: int, case: Case) -> None:
    figure = at.plot_truth_conduct(case, {"CHINA": 9, "US": guessed, "US_ALLY": guessed}).figure
    figure.draw_without_rendering()
    axes = figure.axes[0]
    diamonds = [line.get_window_extent() for line in axes.lines]
    words = [text.get_window_extent() for text in axes.texts if text.get_horizontalalignment() == "left"]
    assert len(diamonds) == 3
    assert not [word for word in words for mark in diamonds if word.overlaps(mark)]


@pytest.mark.parametrize("labels", [("EFFECT", "CONDUCT"), ("ABILITY", "FORCE"), ("FORCE", "ABILITY")])
def test_the_names_of_the_labels_fit_though_the_stacks_are_low(labels: tuple[str, str], case: Case) -> None:
    figure = at.plot_truth_conduct(case, labels=labels).figure
    figure.draw_without_rendering()
    names = [text for text in figure.axes[0].texts if text.get_rotation() == 90]
    assert [text.get_text() for text in names] == list(labels)
    for text in names:
        box = text.get_window_extent()
        assert figure.bbox.y0 + 2 < box.y0
        assert box.y1 < figure.bbox.y1 - 2


def test_a_side_that_was_guessed_is_drawn_though_it_has_no_word(case: Case) -> None:
    assert "United States" not in at.plot_truth_conduct(case, labels=("TRUTH", "FORCE")).table.index
    table = at.plot_truth_conduct(case, {"US": 2}, labels=("TRUTH", "FORCE")).table
    assert list(table.loc["United States"]) == [0, 0, ""]


@pytest.mark.parametrize(
    ("guess", "message"),
    [
        ({"RUSSIA": 3}, "side 'RUSSIA'; expected one of CHINA, US"),
        ({"NARRATOR": 3}, "side 'NARRATOR'; expected one of"),
        ({"CHINA": "many"}, "is 'many'; expected a number of words from 0 to 100"),
        ({"CHINA": -1}, "is -1; expected a number"),
        ({"CHINA": float("nan")}, "is nan; expected a number"),
        ({"CHINA": 101}, "is 101; expected a number"),
        ([3], 'should look like {"CHINA": 5, "US": 5}'),
    ],
)
def test_a_guess_that_is_none_gets_one_sentence(guess: dict[str, float], message: str, case: Case) -> None:
    with pytest.raises(at.KitError, match=message):
        at.plot_truth_conduct(case, guess)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (("TRUTH", "LIES"), "has no label 'LIES'"),
        (("TRUTH", "TRUTH"), "two different labels"),
        ("TRUTH", "two different labels"),
    ],
)
def test_labels_that_are_none_get_one_sentence(labels: tuple[str, str], message: str, case: Case) -> None:
    with pytest.raises(at.KitError, match=message):
        at.plot_truth_conduct(case, labels=labels)


def test_a_case_in_which_nobody_judges_gets_one_sentence(case: Case, case_copy: Path) -> None:
    with pytest.raises(at.KitError, match="No source in this case has a word of TRUTH or CONDUCT"):
        at.plot_truth_conduct(without_words(case, case_copy))


def test_the_alt_text_says_who_has_how_many(case: Case) -> None:
    chart = at.plot_truth_conduct(case)
    assert "China: 11 TRUTH, 23 CONDUCT; United States: 0 TRUTH, 10 CONDUCT" in chart.alt
    assert f"alt='{chart.alt}'" in chart._repr_html_()


def test_it_is_drawn_the_same_every_time(case: Case) -> None:
    guess = {"CHINA": 4, "US": 2}
    assert at.plot_truth_conduct(case, guess).png() == at.plot_truth_conduct(case, guess).png()
