"""The picture of two renderings: which words are taken, what stands in both, and what the reader guessed."""

import shutil
from pathlib import Path
from types import EllipsisType

import numpy as np
import pytest
from matplotlib.patches import FancyBboxPatch, Rectangle

import attributed as at
from attributed.case import Case
from attributed.plots.renderings import plot_renderings


def written(chart: at.Chart) -> str:
    return " ".join(text.get_text() for text in chart.figure.axes[0].texts)


def slanted(chart: at.Chart) -> str:
    texts = [text for text in chart.figure.axes[0].texts if text.get_fontstyle() == "italic"]
    return " ".join(text.get_text() for text in texts)


def test_the_words_in_quotation_marks_are_compared_and_not_the_clause_that_reports_them(case: Case) -> None:
    chart = plot_renderings(case, "I09", "D16")
    assert list(chart.table.columns[1:]) == ["The Independent · I09", "Dawn · D16"]
    assert "spokesman" not in " ".join(chart.table.to_numpy().flatten())
    assert "15 words" in chart.alt
    assert "18 words" in chart.alt


def test_every_word_of_both_renderings_is_drawn_once_if_it_is_shared_and_on_its_side_if_not(case: Case) -> None:
    chart = plot_renderings(case, "I09", "D16")
    words = written(chart).split()
    assert words.count("cybersecurity") == 1
    assert {"ganged", "mustered", "unwarranted", "unreasonable", "accusations", "criticisms"} <= set(words)
    left = {text.get_text() for text in chart.figure.axes[0].texts if text.get_position()[0] < 3}
    assert "ganged" in left
    assert "mustered" not in left


def test_left_and_right_differ_by_corners_and_hatch_as_well_as_by_colour(case: Case) -> None:
    patches = plot_renderings(case, "I10", "D17").figure.axes[0].patches
    boxes = [patch for patch in patches if isinstance(patch, FancyBboxPatch)]
    assert {type(box.get_boxstyle()).__name__ for box in boxes} == {"Square", "Round"}
    assert {patch.get_hatch() for patch in patches if isinstance(patch, Rectangle)} >= {"////", "...."}


def test_words_that_only_one_side_has_face_an_empty_frame(case: Case) -> None:
    chart = plot_renderings(case, "F08", "D13")
    empty = [patch for patch in chart.figure.axes[0].patches if isinstance(patch, Rectangle) and not patch.get_fill()]
    assert len(empty) == 1
    assert empty[0].get_x() > 3
    assert list(chart.table[""]) == ["only on the left", "in both"]
    assert plot_renderings(case, "D13", "F08").table[""].iloc[0] == "only on the right"


def test_the_alt_text_says_what_is_shared_and_what_differs(case: Case) -> None:
    alt = plot_renderings(case, "I10", "D17").alt
    assert "left, The Independent · I10, Zhao Lijian, 13 words" in alt
    assert "Words in both: 3. In both: “This”; “out of”." in alt
    assert "“was made up” against “move is fabricated”" in alt


def test_indirect_speech_begins_after_the_clause_that_reports_it(case: Case) -> None:
    chart = plot_renderings(case, "I23", "D13")
    assert chart.table.iloc[0, 1] == "the Chinese government"
    assert "told" not in written(chart)
    # No “that” follows the cue here: all the words stay.
    assert "White House said it" in " ".join(plot_renderings(case, "I22", "I21").table.iloc[:, 1])


def test_joined_statements_are_taken_as_printed_and_the_reporter_s_words_are_slanted(case: Case) -> None:
    chart = plot_renderings(case, "I23+I24", "D13")
    assert "themselves, but" in list(chart.table.iloc[:, 1])
    assert slanted(chart).startswith("may have been carrying out the attacks were Slanted in a box:")
    assert "outside quotation marks" not in written(plot_renderings(case, "I09", "D16"))


def test_several_quotations_in_one_statement_are_all_taken(case_copy: Path) -> None:
    path = case_copy / "statements.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    one = next(row for row in rows if row.startswith("D21,")).split(",")
    two = next(row for row in rows if row.startswith("D22,")).split(",")
    both = [*one[:4], two[4], *one[5:]]
    kept = [",".join(both) if row.startswith("D21,") else row for row in rows if not row.startswith("D22,")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    shutil.rmtree(case_copy / "codings")
    (case_copy / "words.csv").unlink()
    chart = plot_renderings(at.load_case(case_copy), "D21", "I03")
    assert "allies It is the world champion" in " ".join(chart.table.iloc[:, 1])
    assert "the embassy said in a statement" not in chart.alt


def test_a_fact_gives_its_first_wording_or_the_one_that_is_asked_for(case: Case) -> None:
    chart = plot_renderings(case, "F03", "F03:2")
    assert list(chart.table.columns[1:]) == ["Reuters · F03:1", "CNN · F03:2"]
    assert list(chart.table.iloc[0, 1:]) == ["groundless", "unprovoked"]
    assert "2 words" in plot_renderings(case, "F03:2", "I04").alt


@pytest.mark.parametrize(
    ("guess", "said", "diamonds"),
    [(11, "your guess: 11", 2), (6.5, "your guess: 6.5", 2), (..., "no guess written down yet", 0)],
)
def test_the_guess_stands_beside_the_count(case: Case, guess: float | EllipsisType, said: str, diamonds: int) -> None:
    chart = plot_renderings(case, "I09", "D16", guess)
    assert said in written(chart)
    assert len(chart.figure.axes[0].lines) == diamonds
    assert "guess" not in written(plot_renderings(case, "I09", "D16"))


def test_a_guess_that_is_nearly_right_does_not_cover_the_count(case: Case) -> None:
    for guess in (5, 6, 7):
        axes = plot_renderings(case, "I09", "D16", guess).figure.axes[0]
        count = next(text for text in axes.texts if text.get_text() == "6")
        diamond = float(np.asarray(axes.lines[0].get_xdata())[0])
        assert abs(count.get_position()[0] - diamond) > 0.15, guess


def test_long_pieces_are_wrapped_and_no_word_leaves_its_box(case: Case) -> None:
    for pair in (("I23+I24", "D13"), ("D13", "I23"), ("I26", "D27")):
        chart = plot_renderings(case, *pair)
        # Slanted letters are the widest, and lean out a little.
        boxes = [box.get_window_extent() for box in chart.figure.axes[0].patches if isinstance(box, FancyBboxPatch)]
        words = [text for text in chart.figure.axes[0].texts if text.get_fontsize() == 13]
        for word in words:
            extent = word.get_window_extent()
            middle = (extent.y0 + extent.y1) / 2
            around = [box for box in boxes if box.x0 <= extent.x0 <= box.x1 and box.y0 <= middle <= box.y1]
            assert all(extent.x1 <= box.x1 for box in around), word.get_text()


def test_a_word_longer_than_a_column_is_cut(case_copy: Path) -> None:
    facts = case_copy / "facts.csv"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("groundless guesses", "g" * 90 + " guesses"), encoding="utf-8")
    chart = plot_renderings(at.load_case(case_copy), "F03:1", "F03:2")
    parts = [text.get_text() for text in chart.figure.axes[0].texts if set(text.get_text()) == {"g"}]
    assert "".join(parts) == "g" * 90
    assert len(parts) > 1


def test_words_in_another_place_count_as_shared_and_say_so(case_copy: Path) -> None:
    facts = case_copy / "facts.csv"
    text = facts.read_text(encoding="utf-8")
    one, other = "in Geneva yesterday the minister spoke plainly", "the minister spoke plainly in Geneva yesterday"
    text = text.replace('""groundless guesses and accusations""', f'""{one}""')
    facts.write_text(text.replace('""unprovoked guesses""', f'""{other}""'), encoding="utf-8")
    chart = plot_renderings(at.load_case(case_copy), "F03:1", "F03:2")
    assert "in both, in another place" in list(chart.table[""])
    assert "Words in both: 7." in chart.alt
    assert "(in another place)" in written(chart)


def test_the_same_rendering_twice_keeps_two_columns(case: Case) -> None:
    chart = plot_renderings(case, "D17", "D17")
    assert chart.table.columns.is_unique
    assert list(chart.table[""]) == ["in both"]


def test_signs_of_a_formula_are_drawn_as_they_stand(case_copy: Path) -> None:
    facts = case_copy / "facts.csv"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("groundless guesses", "5$x_$z guesses"), encoding="utf-8")
    chart = plot_renderings(at.load_case(case_copy), "F03:1", "F03:2")
    assert "5$x_$z" in written(chart)
    assert chart.png().startswith(b"\x89PNG")


def test_the_same_chart_gives_the_same_bytes(case: Case) -> None:
    assert plot_renderings(case, "I10", "D17", 4).png() == plot_renderings(case, "I10", "D17", 4).png()


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("Z99", "There is no statement or fact 'Z99'. The statements run from I01 to D30"),
        ("I23+Z99", "'Z99'"),
        ("I23+D13", "must stand in one article"),
        ("I24+I23", "in the order of the article"),
        ("I23+F08", "F08 is a fact"),
        ("F03:3", "There is no wording 3 in the fact F03: it gives 2"),
        ("F03:x", "There is no wording x"),
        ("F27", "gives none"),
        (7, "Expected a rendering by its id"),
    ],
)
def test_a_rendering_that_is_not_there_gets_a_sentence(case: Case, first: str, said: str) -> None:
    with pytest.raises(at.KitError, match=r"\w") as error:
        plot_renderings(case, first, "D13")
    assert said in str(error.value)


@pytest.mark.parametrize("guess", [-1, True, "six", float("inf"), float("nan")])
def test_a_guess_that_is_no_number_of_words_gets_a_sentence(case: Case, guess: float) -> None:
    with pytest.raises(at.KitError, match="expected how many words"):
        plot_renderings(case, "I09", "D16", guess)
