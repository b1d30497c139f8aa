"""The ladder of official wordings: who stands where, which statement moved, and what a guess may be."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

import attributed as at
from attributed.case import Case
from attributed.chart import Chart


def texts_of(chart: Chart) -> list[str]:
    """Return everything that is written in a picture, a name’s line breaks taken out."""
    return [text.get_text().replace("\n", " ") for text in chart.figure.findobj(Text)]


def diamonds_of(chart: Chart) -> list[float]:
    """Return how high the guesses stand."""
    lines = [line for axes in chart.figure.axes for line in axes.get_lines()]
    return [
        float(np.asarray(line.get_ydata())[0])
        for line in lines
        if line.get_marker() == "D" and line.get_markerfacecolor() == "none"
    ]


def test_every_text_with_a_rung_has_a_lane(case: Case) -> None:
    chart = at.plot_ladder(case)
    on_a_rung = case.official[case.official["link"] != "NA"]
    for actor, fact in set(zip(on_a_rung["actor"], on_a_rung["fact"], strict=True)):
        assert f"{actor} · {fact}" in texts_of(chart)
    assert not any("F20" in text for text in texts_of(chart))


def test_the_alt_text_says_who_stands_where_and_what_moved(case: Case) -> None:
    alt = at.plot_ladder(case).alt
    assert "LOCATED: European Union" in alt
    assert "D06 stands 1 rung above White House" in alt
    assert "D25 stands 3 rungs below United Kingdom" in alt
    assert "D22 stands" not in alt
    assert alt.endswith(
        "No statement renders: White House (Psaki), European Union, Canada, Australia, New Zealand, Japan."
    )


def test_the_table_gives_each_move_with_its_sign(case: Case) -> None:
    table = at.plot_ladder(case).table
    moved = dict(zip(table["statement"], table["rungs moved"], strict=True))
    assert (moved["D06"], moved["D25"], moved["D22"], moved[""]) == ("+1", "-3", "0", "")


def test_a_guess_stands_on_its_rung_in_every_lane_of_the_statement(case: Case) -> None:
    low, high = (diamonds_of(at.plot_ladder(case, {"D06": rung})) for rung in ("NONE", "STATE"))
    assert len(low) == len(high) == 2  # White House and Blinken
    assert max(low) < min(high)


def test_dots_are_no_guess_yet(case: Case) -> None:
    chart = at.plot_ladder(case, {"D06": ...})
    assert "no guess written down yet" in texts_of(chart)
    assert not diamonds_of(chart)


def test_a_guess_about_a_statement_outside_the_picture_is_kept_for_later(case: Case) -> None:
    assert not diamonds_of(at.plot_ladder(case, {"D06": "STATE"}, only=["F08"]))


@pytest.mark.parametrize(
    ("guess", "message"),
    [
        ({"D06": "TOP"}, "Your guess for D06 is 'TOP'; expected a rung: NONE, LOCATED"),
        ({"D01": "NONE"}, "Your guess is about 'D01'; expected one that renders official words: D04, D06"),
        ({"D10": "NONE"}, "Your guess is about 'D10'"),
        ("STATE", 'Your guess should look like {"D06": "LOCATED"}'),
    ],
)
def test_what_is_no_guess_gets_one_sentence(guess: object, message: str, case: Case) -> None:
    with pytest.raises(at.KitError) as caught:
        at.plot_ladder(case, guess)  # type: ignore[arg-type]  # what a learner may write
    assert message in str(caught.value)


def test_sides_and_facts_choose_the_lanes(case: Case) -> None:
    china = at.plot_ladder(case, sides=["CHINA"])
    assert set(china.table["side"]) == {"China"}
    biden = at.plot_ladder(case, only="F08")
    assert set(biden.table["who"]) == {"Biden"}
    assert "United States" in texts_of(biden)
    assert "China" not in texts_of(biden)


def test_a_side_or_fact_that_is_not_there_gets_one_sentence(case: Case) -> None:
    with pytest.raises(at.KitError, match=r"for the side 'FRANCE'\. Expected a list such as .* out of COMPANY"):
        at.plot_ladder(case, sides=["FRANCE"])
    with pytest.raises(at.KitError, match="for the fact 'F20'"):
        at.plot_ladder(case, only=["F20"])
    with pytest.raises(at.KitError, match="is left to draw"):
        at.plot_ladder(case, only=[])


def test_a_case_without_official_wordings_says_which_file_to_make(case_copy: Path) -> None:
    (case_copy / "official.csv").unlink()
    with pytest.raises(at.KitError, match=r"official\.csv"):
        at.plot_ladder(at.load_case(case_copy))


def test_more_lanes_than_fit_go_beneath(case_copy: Path) -> None:
    path = case_copy / "official.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    facts = (case_copy / "facts.csv").read_text(encoding="utf-8").splitlines()
    fact = next(line for line in facts if line.startswith("F12,"))
    for number in range(60, 66):  # six more texts, so that there are 19
        facts.append(fact.replace("F12", f"F{number}", 1))
        row = next(line for line in lines if line.startswith("O09,F12"))
        lines.append(row.replace("O09,F12", f"O{number},F{number}"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (case_copy / "facts.csv").write_text("\n".join(facts) + "\n", encoding="utf-8")
    chart = at.plot_ladder(at.load_case(case_copy))
    assert len(chart.figure.axes) == 2
    assert chart.figure.get_figwidth() <= 6.8


def test_no_label_lies_on_another(case: Case) -> None:
    for chart in (at.plot_ladder(case, {"D06": "STATE"}), at.plot_ladder(case, only=["F08"])):
        renderer = FigureCanvasAgg(chart.figure).get_renderer()  # type: ignore[no-untyped-call]
        chart.figure.draw_without_rendering()  # legends find their place
        boxes = [
            (text.get_text(), text.get_window_extent(renderer))
            for text in chart.figure.findobj(Text)
            if text.get_text().strip()
        ]
        # A box has room above and below its letters; shrink it to what is inked.
        inner = [(name, box.padded(-2)) for name, box in boxes]
        pairs = [(a, b) for i, (a, first) in enumerate(inner) for b, second in inner[i + 1 :] if first.overlaps(second)]
        assert pairs == []


def test_letters_are_large_enough_and_the_same_chart_gives_the_same_bytes(case: Case) -> None:
    chart = at.plot_ladder(case)
    assert min(float(text.get_fontsize()) for text in chart.figure.findobj(Text) if text.get_text()) >= 11
    assert at.plot_ladder(case).png() == chart.png()
