"""Agreement code by code: the figures of `agreement`, before and after a merge."""

from pathlib import Path

import numpy as np
import pytest

import attributed as at
from attributed.case import Case
from attributed.plots.agreement import GUIDES


@pytest.fixture(scope="module")
def chart() -> at.Chart:
    """The picture of the first case."""
    return at.plot_agreement(at.load_case())


@pytest.mark.parametrize("code", ["side", "voice", "object", "strategy", "link", "certainty"])
def test_a_code_has_the_alpha_of_its_passes(code: str, chart: at.Chart, case: Case) -> None:
    found = at.agreement(case.coded_by(code))
    row = chart.table.loc[code]
    assert (row["alpha"], row["low"], row["high"]) == tuple(round(x, 3) for x in (found.alpha, found.low, found.high))
    assert (row["what"], row["statements"], row["coders"]) == ("as coded", 60, 3)


def test_frames_are_compared_as_sets_and_one_by_one(chart: at.Chart, case: Case) -> None:
    sets = at.agreement(case.coded_by("frames"), "set", draws=0)
    assert chart.table.loc["frames", "alpha"] == round(sets.alpha, 3)
    problem = at.agreement(case.coded_by("frames").map(lambda cell: "PROBLEM" in cell.split("|")), draws=0)
    assert chart.table.loc["PROBLEM alone", "alpha"] == round(problem.alpha, 3)
    assert list(chart.table.index[chart.table["what"] == "one label, given or not"]) == [
        f"{label} alone" for label in case.codebooks["frame"].labels
    ]


def test_a_merge_stands_below_its_code_and_counts_the_labels_as_one(chart: at.Chart, case: Case) -> None:
    names = list(chart.table.index)
    assert names[names.index("certainty") + 1] == "↳ BARE = BOOSTED = NA"
    hedged = at.agreement(case.coded_by("certainty").map(lambda label: label == "HEDGED"), draws=0)
    assert chart.table.loc["↳ BARE = BOOSTED = NA", "alpha"] == round(hedged.alpha, 3)
    assert "CAUSE = PROBLEM .81" in chart.alt


def test_another_merge_can_be_asked_for(case: Case) -> None:
    table = at.plot_agreement(case, merge={"object": {"RESPONSE": "ACCUSATION"}}).table
    merged = at.agreement(case.coded_by("object").replace("RESPONSE", "ACCUSATION"), draws=0)
    assert table.loc["↳ ACCUSATION = RESPONSE", "alpha"] == round(merged.alpha, 3)
    assert "↳ CAUSE = PROBLEM" not in table.index
    assert list(at.plot_agreement(case, merge={}).table["what"].unique()) == ["as coded", "one label, given or not"]


def test_the_guides_are_thin_lines_at_the_customary_marks(chart: at.Chart) -> None:
    places = {line: np.asarray(line.get_xydata()) for line in chart.figure.axes[0].lines}
    upright = [line for line, place in places.items() if place[:, 1].tolist() == [0, 1]]
    assert [places[line][0, 0] for line in upright] == list(GUIDES)
    assert {line.get_linewidth() for line in upright} == {1}


def test_a_guess_is_drawn_and_dots_are_not(chart: at.Chart, case: Case) -> None:
    assert at.plot_agreement(case, {"certainty": ...}).png() == chart.png()
    guessed = at.plot_agreement(case, {"certainty": 0.1})
    assert guessed.png() != chart.png()
    assert guessed.figure.axes[0].get_xlim()[0] <= 0.1


@pytest.mark.parametrize(
    ("guess", "message"),
    [
        ({"mood": 0.5}, "names 'mood'; expected one of side, voice"),
        ({"side": 80}, "is 80; expected an alpha"),
        ({"side": "high"}, "is 'high'; expected an alpha"),
        (0.8, "should look like"),
    ],
)
def test_a_guess_that_is_none_gets_one_sentence(guess: dict[str, float], message: str, case: Case) -> None:
    with pytest.raises(at.KitError, match=message):
        at.plot_agreement(case, guess)


@pytest.mark.parametrize(
    ("merge", "message"),
    [
        ({"mood": {"A": "B"}}, "the code 'mood'; expected one of side"),
        ({"certainty": {"SURE": "BARE"}}, "the label 'SURE' of certainty; expected one of HEDGED"),
        ({"certainty": "BARE"}, "should look like"),
    ],
)
def test_a_merge_that_is_none_gets_one_sentence(merge: dict[str, dict[str, str]], message: str, case: Case) -> None:
    with pytest.raises(at.KitError, match=message):
        at.plot_agreement(case, merge=merge)


def test_it_fits_the_page(chart: at.Chart) -> None:
    assert chart.figure.get_figwidth() <= 6.8


def test_a_pass_that_leaves_statements_out_is_compared_on_the_others(case_copy: Path) -> None:
    path = min((case_copy / "codings").glob("*.csv"))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:3] + lines[6:]), encoding="utf-8")
    table = at.plot_agreement(at.load_case(case_copy)).table
    whole = at.plot_agreement(at.load_case()).table
    for code in ("frames", "CAUSE alone"):
        fewer, all_of_them = (float(str(found.at[code, "alpha"])) for found in (table, whole))
        assert fewer != all_of_them
        assert fewer == pytest.approx(all_of_them, abs=0.1)
