"""What each side talks about, drawn: a tile a statement."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import attributed as at
from attributed.case import Case
from attributed.theme import SIDES

MIDDLE = 2.8


def tiles(figure: Figure) -> dict[str, Rectangle]:
    """Return the tile of each statement: the filled rectangle around its id."""
    axes = figure.axes[0]
    found = {}
    for text in axes.texts:
        x, y = text.get_position()
        for patch in axes.patches:
            if not isinstance(patch, Rectangle) or not patch.get_fill():
                continue
            left, top = patch.get_xy()
            if left < x < left + patch.get_width() and top < y < top + patch.get_height():
                found[text.get_text()] = patch
    return found


def outlines(figure: Figure) -> list[float]:
    """Return where the dashed outlines of a guess stand, from left to right."""
    dashed = [p for p in figure.axes[0].patches if isinstance(p, Rectangle) and not p.get_fill()]
    return sorted(float(patch.get_x()) for patch in dashed)


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def rewritten(folder: Path, **columns: str) -> Case:
    """Return the case of a folder with a column of every statement replaced."""
    path = folder / "statements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row | columns for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return at.load_case(folder)


def test_every_statement_of_the_two_columns_has_a_tile_on_its_side(case: Case) -> None:
    found = tiles(at.plot_objects(case).figure)
    drawn = case.codes[case.codes["side"].isin(["CHINA", "US", "US_ALLY", "ALLIANCE"])]
    assert set(found) == set(drawn.index)
    for key, side in drawn["side"].items():
        assert (found[str(key)].get_x() < MIDDLE) == (side == "CHINA"), key


def test_tiles_of_one_object_stand_in_one_row_and_none_covers_another(case: Case) -> None:
    found = tiles(at.plot_objects(case).figure)
    rows = {label: [found[key].get_y() for key in keys if key in found]
            for label, keys in case.codes.groupby("object").groups.items()}  # fmt: skip
    order = list(case.codebooks["object"].labels)
    for upper, lower in pairwise(order):
        assert max(rows[upper]) < min(rows[lower])
    corners = [patch.get_xy() for patch in found.values()]
    assert len(set(corners)) == len(corners)
    assert all(patch.get_x() >= 0 and patch.get_x() + patch.get_width() <= 2 * MIDDLE for patch in found.values())


def test_ids_read_from_left_to_right_in_both_columns(case: Case) -> None:
    found = tiles(at.plot_objects(case).figure)
    for keys in (["I04", "I07", "I08"], ["I05", "I16", "I17"], ["I21", "I23", "I24"]):
        assert len({found[key].get_y() for key in keys}) == 1
        assert [found[key].get_x() for key in keys] == sorted(found[key].get_x() for key in keys)


def test_sides_differ_in_hatch_as_well_as_in_colour(case: Case) -> None:
    found = tiles(at.plot_objects(case).figure)
    for key, patch in found.items():
        look = SIDES[str(case.codes.at[key, "side"])]
        assert patch.get_hatch() == look.hatch
        assert patch.get_edgecolor() == to_rgba(look.colour)


def test_those_who_are_not_drawn_are_named_and_counted(case: Case) -> None:
    chart = at.plot_objects(case)
    assert "not drawn: Company (I29); Narrator (I30, D23)" in words(chart.figure)
    assert "Not drawn: Company 1; Narrator 2." in chart.alt
    assert chart.table.to_numpy().sum() == len(case.codes)


def test_a_guess_is_drawn_as_so_many_outlines_and_said(case: Case) -> None:
    chart = at.plot_objects(case, {"CHINA": 12, "US": 9})
    places = outlines(chart.figure)
    assert [sum(x < MIDDLE for x in places), sum(x > MIDDLE for x in places)] == [12, 9]
    assert {"1 (guess: 12)", "13 (guess: 9)"} <= set(words(chart.figure))
    assert "Guessed for activity alleged against China: China 12, United States and partners 9." in chart.alt


def test_dots_are_no_guess_and_the_picture_says_so(case: Case) -> None:
    chart = at.plot_objects(case, {"CHINA": ..., "US": 0})
    assert outlines(chart.figure) == []
    assert {"1 (no guess yet)", "13 (guess: 0)"} <= set(words(chart.figure))
    assert "guess" not in " ".join(words(at.plot_objects(case).figure))
    assert "Guessed" not in at.plot_objects(case, {"CHINA": ..., "US": ...}).alt


def test_the_alt_text_says_what_each_side_talks_about_and_where_they_meet(case: Case) -> None:
    alt = at.plot_objects(case).alt
    assert "China (33 statements) and United States and partners (24 statements)" in alt
    assert "the accusing: China 19, United States and partners 0;" in alt
    assert "Both columns have tiles in 2 of 5 rows (activity alleged against China, response)." in alt


def test_the_same_chart_gives_the_same_bytes(case: Case) -> None:
    assert at.plot_objects(case, {"CHINA": 3}).png() == at.plot_objects(case, {"CHINA": 3}).png()


def test_an_object_that_nobody_speaks_of_has_no_row_unless_it_is_guessed(case_copy: Path) -> None:
    other = rewritten(case_copy, object="OTHER", object_alt="")
    assert "activity alleged against China" not in words(at.plot_objects(other).figure)
    guessed = at.plot_objects(other, {"US": 2})
    assert "activity alleged against China" in words(guessed.figure)
    assert len(outlines(guessed.figure)) == 2


def test_a_column_without_statements_is_empty_and_one_with_one_side_bears_its_name(case_copy: Path) -> None:
    chart = at.plot_objects(rewritten(case_copy, side="US_ALLY"))
    assert {"US allies", "60 statements", "China", "0 statements"} <= set(words(chart.figure))
    assert not any(text.startswith("not drawn") for text in words(chart.figure))


def test_other_sides_can_be_set_against_each_other(case: Case) -> None:
    chart = at.plot_objects(case, {"NARRATOR": 1}, sides=[["US"], ["NARRATOR", "COMPANY"]])
    found = tiles(chart.figure)
    assert {"Narrator and partners", "3 statements"} <= set(words(chart.figure))
    assert found["I29"].get_x() > MIDDLE > found["D06"].get_x()
    assert "I13" not in found


def test_a_case_with_sides_and_objects_of_its_own_is_drawn_by_them(case: Case, case_copy: Path) -> None:
    (case_copy / "codebooks").mkdir()
    book = case.codebooks["side"].path.read_text(encoding="utf-8")
    (case_copy / "codebooks" / "side.toml").write_text(book.replace('"CHINA"', '"HARBOUR"'), encoding="utf-8")
    path = case_copy / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",CHINA,", ",HARBOUR,"), encoding="utf-8")
    chart = at.plot_objects(at.load_case(case_copy), {"HARBOUR": 2})
    assert {"33 statements", "20 statements", "1 (guess: 2)"} <= set(words(chart.figure))
    assert tiles(chart.figure)["I01"].get_x() < MIDDLE < tiles(chart.figure)["D06"].get_x()
    assert "I28" not in tiles(chart.figure)


def test_long_ids_fit_their_tiles(case_copy: Path) -> None:
    path = case_copy / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("\nI0", "\nMorning-I0"), encoding="utf-8")
    figure = at.plot_objects(at.load_case(case_copy)).figure
    figure.savefig(case_copy / "drawn.png")
    for text in figure.axes[0].texts:
        if text.get_text().startswith("Morning") and "(" not in text.get_text():
            box = text.get_window_extent().transformed(figure.axes[0].transData.inverted())
            assert box.width <= tiles(figure)[text.get_text()].get_width()


def test_a_case_without_statements_cannot_be_drawn(case_copy: Path) -> None:
    path = case_copy / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(at.KitError, match="there are no statements to draw"):
        at.plot_objects(at.load_case(case_copy))


@pytest.mark.parametrize(
    ("guess", "sentence"),
    [
        (12, r"should look like \{\"CHINA\": 5, \"US\": 5\}, a number for each column; found 12"),
        ({"NATO": 3}, "names 'NATO'; expected one of CHINA, US"),
        ({"CHINA": "many"}, "for CHINA is 'many'; expected a whole number"),
        ({"CHINA": 1.5}, "for CHINA is 1.5; expected a whole number"),
        ({"CHINA": True}, "for CHINA is True"),
        ({"US": -1}, "for US is -1"),
        ({"US": 25}, "for US is 25; United States and partners has 24 statements in all"),
    ],
)
def test_a_guess_that_cannot_be_drawn_gets_a_sentence(case: Case, guess: object, sentence: str) -> None:
    with pytest.raises(at.KitError, match=sentence):
        at.plot_objects(case, guess)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sides", "sentence"),
    [
        ("CHINA", "should be two lists"),
        ([["CHINA"]], "should be two lists"),
        (["CHINA", "US"], "should be two lists"),
        ([["CHINA"], ["RUSSIA"]], "no side 'RUSSIA'; expected one of CHINA, US"),
        ([["CHINA", "US"], ["US"]], "each side stands in one column"),
        ([["CHINA"], []], "Each column needs a side"),
    ],
)
def test_sides_that_cannot_be_set_against_each_other_get_a_sentence(case: Case, sides: object, sentence: str) -> None:
    with pytest.raises(at.KitError, match=sentence):
        at.plot_objects(case, sides=sides)  # type: ignore[arg-type]
