"""The coding desk without a page: what an action does, what is saved, and what a graded notebook reads."""

import html
import json
from collections import Counter
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from test_release import nbgrader

import attributed as at
from attributed.case import Case
from attributed.widgets.coding_desk import CodingDesk
from attributed.widgets.surface import Refused, Surface

IDS = ["D25", "I22", "D09"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the answers are to be."""
    return tmp_path / "answers.jsonl"


def desk_of(case: Case, codebook: str, ids: list[str], file: Path) -> CodingDesk:
    """Set out a desk, which must not be refused."""
    desk = at.widgets.coding_desk(case, codebook, ids, file=file)
    assert isinstance(desk, CodingDesk)
    return desk


def shown(surface: Surface) -> str:
    """Return all markup of a widget."""
    return html.unescape("".join(region.value for region in surface._regions.values()) + surface._message.value)


def test_a_label_is_chosen_changed_and_taken_away(case: Case, file: Path) -> None:
    desk = desk_of(case, "voice", IDS, file)
    desk.act("choose", "DQ")
    assert desk.codes == {"D25": "DQ"}
    desk.act("choose", "PQ")
    assert desk.codes == {"D25": "PQ"}
    desk.act("choose", "PQ")
    assert desk.codes == {}


def test_several_labels_or_none_are_an_answer_where_the_codebook_allows_it(case: Case, file: Path) -> None:
    desk = desk_of(case, "frame", IDS, file)
    desk.act("choose", "CAUSE")
    desk.act("choose", "PROBLEM")
    desk.act("move", "1")
    desk.act("no_label")
    assert desk.codes == {"D25": frozenset({"CAUSE", "PROBLEM"}), "I22": frozenset()}
    desk.act("no_label")
    assert "I22" not in desk.codes


def test_moving_stops_at_both_ends_and_finds_what_is_open(case: Case, file: Path) -> None:
    desk = desk_of(case, "voice", IDS, file)
    desk.act("move", "-1")
    assert "1 of 3: D25" in shown(desk)
    for _ in range(5):
        desk.act("move", "1")
    assert "3 of 3: D09" in shown(desk)
    desk.act("choose", "PQ")
    desk.act("move", "open")
    assert "1 of 3: D25" in shown(desk)


def test_a_fresh_desk_opens_at_the_first_statement_that_is_open(case: Case, file: Path) -> None:
    desk_of(case, "voice", IDS, file).act("choose", "PQ")
    again = desk_of(case, "voice", IDS, file)
    assert again.codes == {"D25": "PQ"}
    assert "2 of 3: I22" in shown(again)


def test_doubts_and_notes_are_kept_with_the_code(case: Case, file: Path) -> None:
    desk = desk_of(case, "voice", IDS, file)
    desk.act("doubt")
    desk.act("note", "two marks <b>", "note-I22")
    desk.act("choose", "PQ")
    table = desk_of(case, "voice", IDS, file).codings
    assert list(table.T["D25"]) == ["PQ", True, ""]
    assert table.loc["I22", "note"] == "two marks <b>"
    desk.act("move", "1")
    assert "two marks &lt;b&gt;</textarea>" in desk._regions["note"].value


def test_a_note_is_drawn_anew_only_when_its_field_is_left(case: Case, file: Path) -> None:
    desk = desk_of(case, "voice", IDS, file)
    desk.act("note", "half a wo", "note-D25")
    assert "half a wo</textarea>" not in shown(desk)
    desk.act("settle", "", "note-D25")
    assert "half a wo</textarea>" in shown(desk)


def test_nothing_is_told_before_everything_is_coded(case: Case, file: Path) -> None:
    desk = desk_of(case, "voice", IDS, file)
    desk.act("choose", "DQ")
    desk.act("compare")
    assert "2 statements are still open: I22, D09." in desk.message
    assert "adjudicated code." not in shown(desk)


def test_the_comparison_has_gold_alternatives_and_the_coders_split(case: Case, file: Path) -> None:
    split = case.coded_by("object")
    ids = [str(key) for key, parted in (split.nunique(axis="columns") > 1).items() if parted][:2]
    desk = desk_of(case, "object", ids, file)
    gold = case.gold("object").table
    desk.act("choose", gold["gold"][ids[0]])
    desk.act("move", "1")
    desk.act("choose", "OTHER")
    desk.act("compare")
    page = shown(desk)
    assert "like the adjudicated code." in page
    counts = Counter(split.T[ids[0]]).most_common()
    assert ", ".join(f"{label} {count}" for label, count in counts) in page
    assert desk.agreement.units == 2
    desk.act("choose", gold["gold"][ids[1]])
    assert "2 of 2 like the adjudicated code." in shown(desk)


def test_tests_and_examples_are_shown_on_demand_and_never_an_asked_statement(case: Case, file: Path) -> None:
    book = case.codebooks["voice"]
    asked = [one for label in book.labels.values() for one in label.examples]
    desk = desk_of(case, "voice", asked, file)
    assert book["DQ"].test not in shown(desk)
    desk.act("tests")
    assert book["DQ"].test in shown(desk)
    assert "For example" not in shown(desk)
    free = desk_of(case, "voice", ["D06"], file)
    free.act("tests")
    assert shown(free).count("For example") >= 4


def test_labels_that_a_codebook_no_longer_has_are_open_again(case: Case, file: Path) -> None:
    about = {"attributed": 1, "case": case.id, "codebook": "voice"}
    line = {"key": "D25", "answer": {"labels": ["OLD"], "note": "kept"}, "when": "2026-01-01T00:00:00", "tab": "x"}
    file.write_text(f"{json.dumps(about)}\n{json.dumps(line)}\n", encoding="utf-8")
    desk = desk_of(case, "voice", IDS, file)
    assert desk.codes == {}
    assert desk.codings.loc["D25", "note"] == "kept"


def test_a_damaged_answer_file_is_kept_aside_and_the_reader_is_told(case: Case, file: Path) -> None:
    desk_of(case, "voice", IDS, file).act("choose", "PQ")
    file.write_bytes(file.read_bytes() + b"\xff half a li\n")
    desk = desk_of(case, "voice", IDS, file)
    assert desk.codes == {"D25": "PQ"}
    assert "kept as answers.damaged-1.jsonl" in shown(desk)
    assert b"half a li" in file.with_name("answers.damaged-1.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("codebook", "ids", "says"),
    [
        ("voice", ["D25", "X99"], "X99"),
        ("voice", [], "nothing to code"),
        ("colour", ["D25"], "There is no codebook 'colour'"),
        ("cue", None, ""),
    ],
)
def test_bad_input_gets_one_sentence_where_the_desk_would_be(
    case: Case, file: Path, codebook: str, ids: list[str] | None, says: str
) -> None:
    desk = at.widgets.coding_desk(case, codebook, ids, file=file)
    if says:
        assert isinstance(desk, Refused)
        assert says in shown(desk)
    else:
        assert isinstance(desk, CodingDesk)


def test_a_draft_of_ones_own_has_a_desk(file: Path) -> None:
    draft = at.draft_case("Berths", at.sample_articles())
    desk = at.widgets.coding_desk(draft.case, "voice", file=file)
    assert not isinstance(desk, Refused), shown(desk)
    desk.act("choose", "DQ")
    assert shown(desk)


def test_without_a_page_there_is_a_table_of_the_statements_and_codes(case: Case, file: Path) -> None:
    desk = desk_of(case, "voice", IDS, file)
    desk.act("choose", "PQ")
    bundle = desk._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "no page is attached" in bundle["text/html"]
    for words in (*IDS, "PQ", "Dominic Raab"):
        assert words in bundle["text/html"]


def code_cell(name: str, code: str, metadata: dict[str, object]) -> dict[str, object]:
    """Return a code cell of a notebook."""
    return {
        "cell_type": "code", "id": name, "metadata": metadata, "execution_count": None, "outputs": [], "source": code,
    }  # fmt: skip


def test_answers_travel_with_a_submission_and_are_read_where_it_is_graded(case: Case, tmp_path: Path) -> None:
    graded = {
        "grade": True, "grade_id": "check-1", "locked": True, "points": 2, "schema_version": 3, "solution": False,
        "task": False, "cell_type": "code",
    }  # fmt: skip
    use = 'desk = at.widgets.coding_desk(case, "voice", ["D25"])\ndesk'
    notebook = {
        "cells": [
            code_cell("setup", f"import attributed as at\n\ncase = at.load_case()\n{use}", {}),
            code_cell("check-1", 'assert desk.codes == {"D25": "PQ"}', {"nbgrader": graded}),
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    work = "desk"
    (tmp_path / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "plain"\n')
    (tmp_path / "source" / work).mkdir(parents=True)
    (tmp_path / "source" / work / "desk.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    nbgrader(tmp_path, "generate_assignment", work)
    for student, label in (("right", "PQ"), ("wrong", "DQ"), ("none", "")):
        folder = tmp_path / "submitted" / student / work
        folder.mkdir(parents=True)
        (folder / "desk.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        if label:
            desk_of(case, "voice", ["D25"], folder / f"answers-{case.id}-voice.jsonl").act("choose", label)
    nbgrader(tmp_path, "autograde", work)
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", "plain") as book:
        found = {name: book.find_submission(work, name).score for name in ("right", "wrong", "none")}
    assert found == {"right": 2, "wrong": 0, "none": 0}
    graded_notebook = (tmp_path / "autograded" / "right" / work / "desk.ipynb").read_text("utf-8")
    assert "no page is attached" in json.dumps(json.loads(graded_notebook)["cells"][0]["outputs"])
