"""The matrix of phrases by text: a panel a camp, one size of cell, what is missing said."""

from pathlib import Path

import pytest

import attributed as at
from attributed.case import Case


def cells(chart: at.Chart) -> list[tuple[float, float]]:
    """Return the width and height of a cell in each panel, in inches."""
    sizes = []
    for axes in chart.figure.axes:
        box = axes.get_position()
        columns = axes.get_xlim()[1] - axes.get_xlim()[0]
        rows = axes.get_ylim()[0] - axes.get_ylim()[1]
        width, height = chart.figure.get_size_inches()
        sizes.append((round(box.width * width / columns, 4), round(box.height * height / rows, 4)))
    return sizes


@pytest.mark.parametrize("min_texts", [1, 2, 3, 9])
def test_the_cells_of_both_panels_have_one_size(min_texts: int, case: Case) -> None:
    chart = at.plot_phrases(case, min_texts=min_texts)
    assert len(chart.figure.axes) == 2
    assert len(set(cells(chart))) == 1


def test_every_place_has_its_marker_and_every_text_its_column(case: Case) -> None:
    chart = at.plot_phrases(case)
    for axes, (camp, rows) in zip(chart.figure.axes, case.phrases.groupby("camp", sort=False), strict=True):
        shared = chart.table.loc[camp]
        assert len(axes.lines) == shared["texts"].sum()
        assert len(axes.get_xticks()) == rows["fact"].nunique()
        assert [label.get_text() for label in axes.get_yticklabels()] == list(shared.index)


def test_the_table_and_the_alt_text_say_what_is_to_be_seen(case: Case) -> None:
    chart = at.plot_phrases(case)
    counts = at.phrase_counts(case)
    for camp, row in counts.iterrows():
        assert f"{camp}: {row['phrases']} phrases in 2 texts or more of {row['texts']}" in chart.alt
    assert "Every panel is filled" in chart.alt
    assert chart.table.loc[("China", "groundless and irresponsible"), "which"] == "F20 embassy, NZ, F22 embassy, UK"


def test_an_empty_panel_says_so(case: Case) -> None:
    chart = at.plot_phrases(case, min_texts=9)
    assert [axes.texts[0].get_text() for axes in chart.figure.axes] == ["no phrase", "no phrase"]
    assert "Every panel is filled" not in chart.alt
    assert chart.table.empty


def test_a_guess_is_written_beside_the_count_and_dots_are_not(case: Case) -> None:
    def words(chart: at.Chart) -> list[str]:
        return [text.get_text() for text in chart.figure.texts]

    assert "your guess: 5" in words(at.plot_phrases(case, {"China": 5, "US and partners": ...}))
    assert not [text for text in words(at.plot_phrases(case, {"China": ...})) if "guess" in text]


@pytest.mark.parametrize(
    ("guess", "message"),
    [
        ({"Russia": 3}, "the camp 'Russia'; expected one of China, US and partners"),
        ({"China": "many"}, "is 'many'; expected a number of phrases"),
        ({"China": -1}, "is -1; expected"),
        ({"China": float("nan")}, "is nan; expected"),
        ([3], "should look like"),
    ],
)
def test_a_guess_that_is_none_gets_one_sentence(guess: dict[str, float], message: str, case: Case) -> None:
    with pytest.raises(at.KitError, match=message):
        at.plot_phrases(case, guess)


def test_a_case_without_phrases_gets_one_sentence(case_copy: Path) -> None:
    (case_copy / "phrases.csv").unlink()
    with pytest.raises(at.KitError, match=r"phrases\.csv holds no phrase"):
        at.plot_phrases(at.load_case(case_copy))


def test_it_fits_the_page_and_is_drawn_the_same_every_time(case: Case) -> None:
    first, second = at.plot_phrases(case), at.plot_phrases(case)
    assert first.figure.get_figwidth() <= 6.8
    assert first.png() == second.png()
