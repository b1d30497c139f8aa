"""The claim ladder without a page: where statements are put, what is saved, and what stands beside them afterwards."""

import html
import json
import re
from pathlib import Path

import pytest

import attributed as at
from attributed.case import Case
from attributed.official import official_renderings
from attributed.widgets.claim_ladder import ClaimLadder
from attributed.widgets.ladder_picture import Sign, picture_of
from attributed.widgets.surface import Refused, Surface

IDS = ["D06", "D25", "I23", "D22"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the places are to be."""
    return tmp_path / "claims.jsonl"


def ladder_of(case: Case, ids: list[str] | None, file: Path) -> ClaimLadder:
    """Set out a ladder, which must not be refused."""
    ladder = at.widgets.claim_ladder(case, ids, file=file)
    assert isinstance(ladder, ClaimLadder), ladder.table()
    return ladder


def shown(surface: Surface) -> str:
    """Return all markup of a widget."""
    return html.unescape("".join(region.value for region in surface._regions.values()) + surface._message.value)


def place_all(ladder: ClaimLadder, place: str = "STATE|BARE") -> None:
    """Put every statement into one cell, and compare."""
    for key in ladder.ids:
        ladder.act("go", key)
        ladder.act("place", place)
    ladder.act("compare")


def test_a_cell_places_a_statement_and_a_row_or_a_column_one_half_of_it(case: Case, file: Path) -> None:
    ladder = ladder_of(case, IDS, file)
    ladder.act("place", "STATE|NA")
    ladder.act("move", "1")
    ladder.act("link", "AFFILIATED")
    assert ladder.codes == {"link": {"D06": "STATE", "D25": "AFFILIATED"}, "certainty": {"D06": "NA"}}
    assert "1 of 4 placed" in shown(ladder)
    ladder.act("certainty", "BARE")
    ladder.act("link", "AFFILIATED")
    assert ladder.codes["link"] == {"D06": "STATE"}
    assert ladder.codes["certainty"] == {"D06": "NA", "D25": "BARE"}
    ladder.act("clear")
    assert "D25" not in ladder.codes["certainty"]


def test_the_places_are_a_guess_for_the_picture(case: Case, file: Path) -> None:
    ladder = ladder_of(case, ["D06", "D25", "I30", "I23"], file)
    assert ladder.places == {}
    for key, place in {"D06": "STATE|NA", "D25": "NA|BARE", "I30": "NONE|BARE", "I23": "LOCATED|HEDGED"}.items():
        ladder.act("go", key)
        ladder.act("place", place)
    assert ladder.places == {"D06": "STATE", "I23": "LOCATED"}  # NA is no rung, and I30 renders no official words
    assert at.plot_ladder(case, ladder.places).figure is not None
    assert json.loads(json.dumps(ladder.places)) == ladder.places


def test_nothing_adjudicated_is_told_before_every_statement_has_a_place(case: Case, file: Path) -> None:
    ladder = ladder_of(case, IDS, file)
    ladder.act("place", "STATE|NA")
    ladder.act("compare")
    assert "3 statements have no place yet: D25, I23, D22" in ladder.message
    assert "adjudicated place" not in re.sub(r"Compare with the adjudicated places", "", shown(ladder))
    assert "◆" not in shown(ladder)
    assert "White House" not in shown(ladder)


def test_the_adjudicated_place_and_the_accepted_ones_stand_in_the_grid(case: Case, file: Path) -> None:
    ladder = ladder_of(case, ["I06", "D06"], file)
    place_all(ladder)
    ladder.act("go", "I06")
    cells = dict(re.findall(r'data-id="cell-([A-Z-]+)"[^>]*aria-label="([^"]*)"', shown(ladder)))
    assert cells["LOCATED-BARE"] == "LOCATED, BARE; the adjudicated place"
    accepted = {place for place, named in cells.items() if named.endswith("also accepted")}
    assert accepted == {"AFFILIATED-BARE", "STATE-BARE"}
    assert "I06 is here; also D06; also accepted" in cells["STATE-BARE"]
    assert "I06 is adjudicated LOCATED (also accepted: AFFILIATED, STATE), BARE." in shown(ladder)


def test_verdicts_are_those_of_the_kits_own_scoring(case: Case, file: Path) -> None:
    ladder = ladder_of(case, ["D06", "I06", "D25", "D13"], file)
    place_all(ladder, "AFFILIATED|BARE")
    rows = {row["id"]: (row["link"], row["certainty"]) for row in ladder.view()["compared"]}
    assert rows == {
        "D06": ("one rung away", "also accepted"),
        "I06": ("also accepted", "same"),
        "D25": ("another", "same"),
        "D13": ("one rung away", "another"),
    }


def test_arrows_say_what_became_of_the_official_words_up_down_and_level(case: Case, file: Path) -> None:
    ladder = ladder_of(case, IDS, file)
    place_all(ladder)
    for key, says, actor in (
        ("D06", "1 rung up, from AFFILIATED to STATE; certainty BARE becomes NA", "White House"),
        ("D25", "3 rungs down, from AFFILIATED to NONE; certainty BARE in both", "United Kingdom"),
        ("D22", "on the same rung, STATE; certainty BARE in both", "Chinese embassy in Australia"),
    ):
        ladder.act("go", key)
        page = shown(ladder)
        assert says in page
        assert actor in page
        assert (
            case.official["words"][official_renderings(case).set_index("rendering").loc[[key], "wording"].iloc[0]]
            in page
        )
        assert '<svg class="at-picture"' in page
        assert f"Arrows to {key} at" in page


def test_words_off_the_ladder_are_no_step_of_it(case: Case, file: Path) -> None:
    ladder = ladder_of(case, ["D07", "D19"], file)
    place_all(ladder)
    ladder.act("go", "D07")
    assert "NA to LOCATED, no step of the ladder" in shown(ladder)
    ladder.act("go", "D19")
    assert "both NA, no step of the ladder; certainty BOOSTED in both" in shown(ladder)


def test_a_statement_that_renders_nothing_official_says_so(case: Case, file: Path) -> None:
    ladder = ladder_of(case, ["I30"], file)
    place_all(ladder)
    assert "no official words that I30 renders" in shown(ladder)
    assert "<svg" not in shown(ladder)


def test_without_ids_the_statements_are_those_that_the_picture_draws(case: Case, file: Path) -> None:
    ladder = ladder_of(case, None, file)
    place_all(ladder)
    assert set(ladder.places) == set(ladder.ids)
    assert at.plot_ladder(case, ladder.places).figure is not None


def test_places_are_read_back_and_a_fresh_ladder_opens_where_one_is_missing(case: Case, file: Path) -> None:
    ladder = ladder_of(case, IDS, file)
    ladder.act("place", "STATE|NA")
    again = ladder_of(case, IDS, file)
    assert again.codes == ladder.codes
    assert "2 of 4: D25" in shown(again)
    again.act("move", "open")
    assert "3 of 4: I23" in shown(again)


def test_a_label_that_the_codebooks_no_longer_have_is_open(case: Case, file: Path) -> None:
    ladder = ladder_of(case, IDS, file)
    ladder.file.put("D06", {"link": "GONE", "certainty": "BARE"})
    ladder.file.put("D25", ["STATE"])
    again = ladder_of(case, IDS, file)
    assert again.codes == {"link": {}, "certainty": {"D06": "BARE"}}


def test_what_another_tab_changed_is_shown_and_not_written_over(case: Case, file: Path) -> None:
    mine, other = ladder_of(case, IDS, file), ladder_of(case, IDS, file)
    other.act("place", "NONE|BARE")
    mine.act("place", "STATE|BARE")
    assert "D06 was changed in another window" in mine.message
    assert mine.codes["link"] == {"D06": "NONE"}
    mine.act("place", "STATE|BARE")
    assert mine.codes["link"] == {"D06": "STATE"}


def test_a_place_that_is_chosen_again_is_no_change(case: Case, file: Path) -> None:
    ladder = ladder_of(case, IDS, file)
    ladder.act("place", "STATE|BARE")
    before = file.read_bytes()
    ladder.act("place", "STATE|BARE")
    assert file.read_bytes() == before


def test_every_row_and_column_of_the_grid_has_a_key_of_its_own(case: Case, file: Path) -> None:
    keys = re.findall(r'data-key="([^"]+)"', shown(ladder_of(case, IDS, file)))
    single = [key for one in keys for key in one.split()]
    assert len(single) == len(set(single))
    assert {"1", "5", "0", "q", "r"} <= set(single)


def test_the_table_is_the_statements_with_their_places(case: Case, file: Path) -> None:
    ladder = ladder_of(case, IDS, file)
    ladder.act("place", "STATE|NA")
    table = ladder.table()
    assert list(table.loc["D06"]) == [
        "United States (state as actor)", case.statements["text"]["D06"], "STATE", "NA",
    ]  # fmt: skip
    assert list(table.loc["D25", ["link", "certainty"]]) == ["", ""]


@pytest.mark.parametrize(
    ("statements", "says"),
    [([], "nothing to place"), (["D06", "X99"], "There is no statement 'X99'"), ("X99", "no statement 'X99'")],
)
def test_bad_input_gets_a_sentence(case: Case, statements: list[str] | str, says: str) -> None:
    refused = at.widgets.claim_ladder(case, statements)
    assert isinstance(refused, Refused)
    assert says in refused.reason


def test_another_case_that_nobody_has_adjudicated_can_be_placed(file: Path) -> None:
    draft = at.draft_case("Berths at Ostrane", at.sample_articles())
    case = draft.case
    assert isinstance(at.widgets.claim_ladder(case), Refused)
    ladder = ladder_of(case, list(case.codes.index[:2]), file)
    place_all(ladder)
    page = shown(ladder)
    assert "link not decided yet, certainty not decided yet" in page
    assert "The case has no official words to compare with." in page
    assert ladder.places == {}
    assert set(ladder.codes["link"].values()) == {"STATE"}


def test_signs_of_one_cell_stand_side_by_side_and_arrows_keep_clear_of_them() -> None:
    signs = [
        Sign("one", ("LOW", "A"), "official", "●", "#000000", "1"),
        Sign("two", ("LOW", "A"), "official", "●", "#000000", "2"),
        Sign("end", ("HIGH", "B"), "statement", "●", "#000000", "X1"),
        Sign("lost", ("GONE", "B"), "guess", "◇", "", ""),
    ]
    picture = picture_of(["HIGH", "LOW"], ["A", "B"], signs, [("one", "end"), ("two", "end"), ("lost", "end")])
    drawn = {one.sign.name: one for one in picture.signs}
    assert set(drawn) == {"one", "two", "end"}
    assert drawn["one"].y == drawn["two"].y > drawn["end"].y
    assert drawn["one"].x < drawn["two"].x < drawn["end"].x
    assert len(picture.arrows) == 2
    assert all(one.x1 > drawn["one"].x and one.y1 < drawn["one"].y for one in picture.arrows)
