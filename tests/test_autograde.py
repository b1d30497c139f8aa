"""From a notebook to a mark: stock nbgrader, its real gradebook, and the kit’s own marks beside it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from exercise_sets import SETS, ExerciseSet
from nbgrader.api import Gradebook
from test_release import course, nbgrader

__all__ = ["course"]  # the fixture

EVERY_SET = pytest.mark.parametrize("work", SETS, ids=lambda work: work.name)


def with_answers(notebook: dict[str, Any], answers: dict[int, str]) -> dict[str, Any]:
    """Return a copy of a released notebook in which answer cells hold other code."""
    filled = copy.deepcopy(notebook)
    for cell in filled["cells"]:
        kind, _, number = cell["id"].partition("-")
        if kind == "answer" and int(number) in answers:
            cell["source"] = answers[int(number)]
    return filled


def submit(course: Path, student: str, work: ExerciseSet, notebook: dict[str, Any]) -> None:
    """Put a notebook where nbgrader collects submissions."""
    folder = course / "submitted" / student / work.name
    folder.mkdir(parents=True)
    (folder / f"{work.name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def solved(work: ExerciseSet) -> dict[int, str]:
    """Return the code of every solved answer cell."""
    cells = work.notebook(work.solution)["cells"]
    return {int(cell["id"][7:]): "".join(cell["source"]) for cell in cells if cell["id"].startswith("answer-")}


@pytest.fixture(scope="module")
def graded(course: Path) -> Path:
    """The course after every kind of student has handed in and `nbgrader autograde` has run."""
    for work in SETS:
        nbgrader(course, "generate_assignment", work.name, "--force")
        released = work.notebook(course / "exercises" / work.name)
        submit(course, "solved", work, with_answers(released, solved(work)))
        submit(course, "blank", work, released)
        for turn in range(max(len(wrong) for wrong in work.wrong.values())):
            answers = {number: wrong[turn % len(wrong)][0] for number, wrong in work.wrong.items()}
            submit(course, f"wrong-{turn}", work, with_answers(released, answers))
        submit(course, "slips", work, with_slips(with_answers(released, solved(work))))
        submit(course, "tampered", work, tampered(work, with_answers(released, solved(work))))
        nbgrader(course, "autograde", work.name)
    return course


def tampered(work: ExerciseSet, notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a submission whose check of item 1 gives itself points, and whose check of item 2 is gone."""
    for cell in notebook["cells"]:
        if cell["id"] == "check-1":
            cell["source"] = "99.0"
        if cell["id"] == "answer-1":
            cell["source"] = work.wrong[1][0][0]
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "check-2"]
    return notebook


def with_slips(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a submission that lacks its first cell and an item, has one that is no Python, and one that warns."""
    for cell in notebook["cells"]:
        if cell["id"] == "answer-2":
            cell["source"] = "answer_2 = (b"
        if cell["id"] == "answer-3":
            cell["source"] = "import warnings\nwarnings.warn('careful')\n" + cell["source"]
    gone = {"setup", "answer-1", "check-1"}
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in gone]
    return notebook


def scores(course: Path, student: str, work: ExerciseSet) -> dict[int, float]:
    """Return the points by item from the gradebook."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", "attributed") as book:
        notebook = book.find_submission_notebook(work.name, work.name, student)
        return {int(grade.name[6:]): grade.score for grade in notebook.grades}


@EVERY_SET
def test_the_solution_gets_full_marks(work: ExerciseSet, graded: Path) -> None:
    assert scores(graded, "solved", work) == {item.number: item.points for item in work.key.items.values()}


@EVERY_SET
def test_the_blank_release_gets_zero(work: ExerciseSet, graded: Path) -> None:
    assert scores(graded, "blank", work) == dict.fromkeys(work.key.items, 0)


@EVERY_SET
def test_wrong_answers_get_the_marks_that_the_kit_gives(work: ExerciseSet, graded: Path) -> None:
    for turn in range(max(len(wrong) for wrong in work.wrong.values())):
        answers = {number: wrong[turn % len(wrong)] for number, wrong in work.wrong.items()}
        own = work.run(work.solution, {number: code for number, (code, _) in answers.items()})
        in_gradebook = scores(graded, f"wrong-{turn}", work)
        assert in_gradebook == {number: float(mark) for number, mark in own.items()}
        for number, (code, points) in answers.items():
            assert in_gradebook[number] == pytest.approx(points, abs=1e-3), code


@EVERY_SET
def test_an_edited_check_is_put_back_and_a_deleted_one_comes_back(work: ExerciseSet, graded: Path) -> None:
    found = scores(graded, "tampered", work)
    assert found[1] == pytest.approx(work.wrong[1][0][1], abs=1e-3)
    assert found[2] == work.key.items[2].points


@EVERY_SET
def test_a_slip_costs_its_own_item_and_no_other(work: ExerciseSet, graded: Path) -> None:
    assert scores(graded, "slips", work) == {
        item.number: 0 if item.number in {1, 2} else item.points for item in work.key.items.values()
    }


@EVERY_SET
def test_the_total_in_the_gradebook_is_that_of_the_key(work: ExerciseSet, graded: Path) -> None:
    with Gradebook(f"sqlite:///{graded}/gradebook.db", "attributed") as book:
        assert book.find_assignment(work.name).max_score == work.key.points
        assert book.find_submission(work.name, "solved").score == work.key.points
        assert not book.find_submission(work.name, "solved").needs_manual_grade


def test_a_key_that_a_student_brings_is_never_graded_against(course: Path, graded: Path) -> None:
    assert course == graded
    work, student = SETS[0], "keymaker"
    released = work.notebook(course / "exercises" / work.name)
    submit(course, student, work, with_answers(released, {1: work.wrong[1][0][0]}))
    own = course / "submitted" / student / work.name / "key.toml"
    truth = (work.solution / "key.toml").read_text(encoding="utf-8")
    own.write_text(truth.replace("accept = { c = 1 }", "accept = { a = 1 }"), encoding="utf-8")
    key = course / "solutions" / work.name / "key.toml"
    key.unlink()
    try:
        done = nbgrader(course, "autograde", work.name, "--student", student, check=False)
    finally:
        key.write_text(truth, encoding="utf-8")
    assert done.returncode != 0
    assert "Nothing was marked: there is no key.toml" in done.stderr
    nbgrader(course, "autograde", work.name, "--student", student)
    assert scores(course, student, work)[1] == 0


@EVERY_SET
def test_a_solution_page_holds_no_key(work: ExerciseSet, graded: Path) -> None:
    nbgrader(graded, "generate_solution", work.name)
    made = [path.name for path in (graded / "solution" / work.name).iterdir()]
    assert f"{work.name}.ipynb" in made
    assert "key.toml" not in made


@EVERY_SET
def test_feedback_coaches_and_holds_no_key(work: ExerciseSet, graded: Path) -> None:
    nbgrader(graded, "generate_feedback", work.name)
    page = (graded / "feedback" / "wrong-0" / work.name / f"{work.name}.html").read_text(encoding="utf-8")
    mark = work.run(work.solution, {1: work.wrong[1][0][0]})[1]
    assert mark.says[0] in page
    assert not (graded / "feedback" / "wrong-0" / work.name / "key.toml").exists()
    for number in work.wrong:
        assert work.key.items[number].rule not in page
