"""Official wordings: rebuilt from facts, set beside their renderings, placed on two axes."""

from pathlib import Path

import pandas as pd
import pytest

import attributed as at
from attributed.case import Case
from attributed.official import CERTAINTY_ORDER, official_renderings


def test_the_words_are_cut_out_of_the_key_words_of_their_fact(case: Case) -> None:
    for _, row in case.official.iterrows():
        assert row["words"]
        assert case.facts.loc[row["fact"], "key_words"][row["start"] : row["end"]] == row["words"]
        assert row["fact_confidence"] == case.facts.loc[row["fact"], "confidence"]


def test_no_wording_is_empty_at_an_end_or_lacks_a_note_where_another_label_is_accepted(case: Case) -> None:
    official = case.official
    accepted = official[(official["link_alt"] != "") | (official["certainty_alt"] != "")]
    assert list(accepted.index[accepted["note"] == ""]) == []


def test_words_of_the_closed_list_decide_what_is_boosted(case: Case) -> None:
    listed = ("it is well known", "we know", "totally", "purely", "strongly")
    for key, row in case.official.iterrows():
        rendered = " ".join(str(case.statements.loc[name, "text"]) for name in row["renderings"].split("|") if name)
        has = any(word in f"{row['words']} {rendered}".lower() for word in listed)
        assert has or row["certainty"] != "BOOSTED", key
        assert row["certainty"] == "BOOSTED" or not any(word in row["words"].lower() for word in listed), key


def test_every_word_of_likelihood_makes_a_wording_hedged(case: Case) -> None:
    likely = case.official[case.official["likelihood"] != ""]
    assert set(likely["certainty"]) == {"HEDGED"}


def test_a_rendering_is_as_many_rungs_away_as_the_ladder_says(case: Case) -> None:
    table = official_renderings(case).set_index(["wording", "rendering"])["rungs"]
    assert table["O03", "D06"] == 1
    assert table["O08", "D25"] == -3
    assert table["O21", "D22"] == 0
    assert pd.isna(table["O18", "D10"])  # the words of the indictment stand on no rung
    assert pd.isna(table["O09", ""])  # nobody renders the European Union


def test_every_wording_has_one_place_on_the_two_axes(case: Case) -> None:
    table = at.strength_table(case)
    assert list(table.index) == [*reversed(case.codebooks["ladder"].rungs), "NA"]
    assert list(table.columns) == [*CERTAINTY_ORDER, "NA"]
    assert set(table.columns) == set(case.codebooks["certainty"].labels)
    assert table.loc["LOCATED", "HEDGED"] == "European Union (F12)"
    named = {name for cell in table.to_numpy().ravel() for name in cell.split("; ") if name}
    assert named == set(case.official["actor"] + " (" + case.official["fact"] + ")")


def test_a_speaker_with_two_wordings_in_one_place_is_named_there_once(case: Case) -> None:
    assert str(at.strength_table(case).loc["AFFILIATED", "BARE"]).count("United Kingdom") == 1


def test_a_case_without_official_wordings_says_which_file_to_make(case_copy: Path) -> None:
    (case_copy / "official.csv").unlink()
    bare = at.load_case(case_copy)
    assert list(bare.official.columns)[:2] == ["actor", "words"]
    with pytest.raises(at.KitError, match=r"has no official wordings.*official\.csv"):
        at.strength_table(bare)
    assert official_renderings(bare).empty


def test_a_faulty_row_stops_loading_with_file_and_line(case_copy: Path) -> None:
    path = case_copy / "official.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("O02,", "O01,", 1), encoding="utf-8")
    with pytest.raises(at.KitError, match=r"official\.csv:3: the id O01 was used before"):
        _ = at.load_case(case_copy).official


def test_the_bands_of_likelihood_follow_each_other_without_a_gap() -> None:
    scale = at.likelihood_scale()
    assert list(scale["from %"])[1:] == list(scale["to %"])[:-1]
    assert (scale["from %"].iloc[0], scale["to %"].iloc[-1]) == (1, 99)
    assert list(scale.loc["very likely", ["from %", "to %"]]) == [80, 95]
