"""From a notebook to a mark: stock nbgrader, its real gradebook, and the kit’s own marks beside it."""

import copy
import html
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from exercise_sets import SETS, ExerciseSet
from nbgrader.api import Gradebook
from test_release import course, nbgrader

from attributed.cli import main

__all__ = ["course"]  # the fixture


@pytest.fixture(scope="module", params=SETS, ids=lambda work: work.name)
def work(request: pytest.FixtureRequest) -> ExerciseSet:
    """Every set in turn; conftest.py lets the sets run beside each other."""
    found: ExerciseSet = request.param
    return found


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
def graded(course: Path, work: ExerciseSet) -> Path:
    """The course after every kind of student has handed in a set and `nbgrader autograde` has run."""
    nbgrader(course, "generate_assignment", work.name, "--force")
    released = work.notebook(course / "exercises" / work.name)
    submit(course, "solved", work, with_answers(released, solved(work)))
    submit(course, "blank", work, released)
    for turn in range(turns(work)):
        answers = {number: wrong[turn % len(wrong)][0] for number, wrong in work.wrong.items()}
        submit(course, f"wrong-{turn}", work, with_answers(released, answers))
    submit(course, "slips", work, with_slips(with_answers(released, solved(work))))
    submit(course, "tampered", work, tampered(work, with_answers(released, solved(work))))
    shutil.copytree(course, course.parent / f"sandboxed-{work.name}")
    nbgrader(course, "autograde", work.name)
    return course


@pytest.fixture(scope="module")
def sandboxed(graded: Path, work: ExerciseSet) -> Path:
    """The same course, graded by `attributed grade` instead."""
    if shutil.which("bwrap") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have bubblewrap; .ci/run installs it")
        pytest.skip("needs bubblewrap (Debian’s package bubblewrap)")
    folder = graded.parent / f"sandboxed-{work.name}"
    done = CliRunner().invoke(main, ["grade", work.name, "--course", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return folder


def turns(work: ExerciseSet) -> int:
    """Return how many students it takes to hand in every wrong answer."""
    return max(len(wrong) for wrong in work.wrong.values())


def tampered(work: ExerciseSet, notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a submission whose check of item 1 gives itself points, and whose check of item 2 is gone.

    Of a rubric the first row is gone as well; the others have more points, and the last is no row any more.
    """
    rows = [cell for cell in notebook["cells"] if cell["id"].startswith("rubric-")]
    for row in rows:
        row["metadata"]["nbgrader"].update(points=20, task=row is not rows[-1])
        row["source"] = "Full marks."
    for cell in notebook["cells"]:
        if cell["id"] == "check-1":
            cell["source"] = "99.0"
        if cell["id"] == "answer-1":
            cell["source"] = work.wrong[1][0][0]
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "check-2" and cell not in rows[:1]]
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
    """Return the points by item from the gradebook; the rows of a rubric have none until a person gives them."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", "attributed") as book:
        notebook = book.find_submission_notebook(work.name, work.name, student)
        return {int(grade.name[6:]): grade.score for grade in notebook.grades if not grade.name.startswith("rubric-")}


def test_the_solution_gets_full_marks(work: ExerciseSet, graded: Path) -> None:
    assert scores(graded, "solved", work) == {item.number: item.points for item in work.key.items.values()}


def test_the_blank_release_gets_zero(work: ExerciseSet, graded: Path) -> None:
    assert scores(graded, "blank", work) == dict.fromkeys(work.key.items, 0)


def test_wrong_answers_get_the_marks_that_the_kit_gives(work: ExerciseSet, graded: Path) -> None:
    for turn in range(turns(work)):
        answers = {number: wrong[turn % len(wrong)] for number, wrong in work.wrong.items()}
        own = work.run(work.solution, {number: code for number, (code, _) in answers.items()})
        in_gradebook = scores(graded, f"wrong-{turn}", work)
        assert in_gradebook == {number: float(mark) for number, mark in own.items()}
        for number, (code, points) in answers.items():
            assert in_gradebook[number] == pytest.approx(points, abs=1e-3), code


def rows(course: Path, work: ExerciseSet) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return what the gradebook holds of every cell of every student, but for ids and times."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", "attributed") as book:
        pages = book.notebook_submissions(work.name, work.name)
        found: dict[tuple[str, str], tuple[object, ...]] = {
            (page.student.id, grade.name): (grade.score, grade.auto_score, grade.max_score, grade.needs_manual_grade)
            for page in pages
            for grade in page.grades
        }
        for page in pages:
            found |= {(page.student.id, f"said to {one.name}"): (one.auto_comment,) for one in page.comments}
    return found


def test_the_sandbox_gives_the_marks_of_stock_nbgrader_cell_by_cell(
    work: ExerciseSet, graded: Path, sandboxed: Path
) -> None:
    stock, ours = rows(graded, work), rows(sandboxed, work)
    assert len(ours) >= 4 * len(work.key.items)
    assert {key: stock.get(key) for key in ours} == ours


def test_the_notebook_from_the_sandbox_has_the_cells_and_the_marks_of_stock_nbgrader(
    work: ExerciseSet, graded: Path, sandboxed: Path
) -> None:
    for student in ("solved", "blank", "wrong-0"):
        stock, ours = (
            work.notebook(course / "autograded" / student / work.name)["cells"] for course in (graded, sandboxed)
        )
        for one, other in zip(stock, ours, strict=True):
            one["metadata"].pop("execution", None)  # when it ran
            assert {**one, "outputs": 0, "execution_count": 0} == {**other, "outputs": 0, "execution_count": 0}
            if one["id"].startswith("check-") and student == "solved":
                assert one["outputs"][0]["data"] == other["outputs"][0]["data"]


def test_an_edited_check_is_put_back_and_a_deleted_one_comes_back(work: ExerciseSet, graded: Path) -> None:
    found = scores(graded, "tampered", work)
    assert found[1] == pytest.approx(work.wrong[1][0][1], abs=1e-3)
    assert found[2] == work.key.items[2].points


def test_a_slip_costs_its_own_item_and_no_other(work: ExerciseSet, graded: Path) -> None:
    assert scores(graded, "slips", work) == {
        item.number: 0 if item.number in {1, 2} else item.points for item in work.key.items.values()
    }


def test_the_total_in_the_gradebook_is_that_of_the_key(work: ExerciseSet, graded: Path) -> None:
    with Gradebook(f"sqlite:///{graded}/gradebook.db", "attributed") as book:
        assert book.find_assignment(work.name).max_score == work.key.points + work.key.by_hand
        assert book.find_submission(work.name, "solved").score == work.key.points
        assert book.find_submission(work.name, "solved").needs_manual_grade == (work.key.by_hand > 0)


def test_the_rows_of_a_rubric_wait_for_a_person_and_come_back_as_they_were(work: ExerciseSet, graded: Path) -> None:
    rows = rubric_of(work.notebook(work.solution))
    for student in ("solved", "blank", "tampered"):
        page = work.notebook(graded / "autograded" / student / work.name)
        assert rubric_of(page) == rows
        with Gradebook(f"sqlite:///{graded}/gradebook.db", "attributed") as book:
            grades = book.find_submission_notebook(work.name, work.name, student).grades
            waiting = {grade.name: grade.max_score for grade in grades if grade.needs_manual_grade}
        assert waiting == {name: points for name, (points, _) in rows.items()}


def test_a_set_is_graded_once_every_row_has_its_mark(work: ExerciseSet, graded: Path) -> None:
    with Gradebook(f"sqlite:///{graded}/gradebook.db", "attributed") as book:
        before = book.find_submission(work.name, "slips").score
        for grade in book.find_submission_notebook(work.name, work.name, "slips").grades:
            if grade.name.startswith("rubric-"):
                grade.manual_score, grade.needs_manual_grade = grade.max_score, False
        book.db.commit()
        assert not book.find_submission(work.name, "slips").needs_manual_grade
        assert book.find_submission(work.name, "slips").score == before + work.key.by_hand


def rubric_of(notebook: dict[str, Any]) -> dict[str, tuple[float, str]]:
    """Return the points and the text of every row of a rubric."""
    cells = [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("task")]
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: (cell["metadata"]["nbgrader"]["points"], "".join(cell["source"]))
        for cell in cells
    }


def test_a_key_that_a_student_brings_is_never_graded_against(course: Path, graded: Path, work: ExerciseSet) -> None:
    assert course == graded
    if work != SETS[0]:
        pytest.skip("one set shows it")
    student = "keymaker"
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


def test_a_solution_page_holds_no_key(work: ExerciseSet, graded: Path) -> None:
    nbgrader(graded, "generate_solution", work.name)
    made = [path.name for path in (graded / "solution" / work.name).iterdir()]
    assert f"{work.name}.ipynb" in made
    assert "key.toml" not in made


@pytest.fixture(scope="module")
def pages(graded: Path, work: ExerciseSet) -> dict[str, str]:
    """The feedback page of every student."""
    nbgrader(graded, "generate_feedback", work.name)
    folders = sorted((graded / "feedback").glob(f"*/{work.name}"))
    assert not [folder for folder in folders if (folder / "key.toml").exists()]
    return {folder.parent.name: (folder / f"{work.name}.html").read_text(encoding="utf-8") for folder in folders}


def test_every_feedback_page_shows_the_marks_of_the_gradebook(
    graded: Path, work: ExerciseSet, pages: dict[str, str]
) -> None:
    assert {"solved", "blank", "slips", "tampered", *(f"wrong-{turn}" for turn in range(turns(work)))} <= set(pages)
    for student, page in pages.items():
        listed = re.findall(r'<a href="#check-(\d+)">[^<]*</a> \(Score: ([\d.]+) / ([\d.]+)\)', page)
        shown = {int(number): float(score) for number, score, _ in listed}
        found = scores(graded, student, work)
        assert shown == pytest.approx({number: found[number] for number in work.key.items}, abs=0.006), student


def test_feedback_coaches_and_holds_no_key(work: ExerciseSet, pages: dict[str, str]) -> None:
    answers = {number: wrong[0][0] for number, wrong in work.wrong.items()}
    marks = work.run(work.solution, answers)
    read = {student: html.unescape(page) for student, page in pages.items()}
    for number, item in work.key.items.items():
        assert marks[number].says[0] in read["wrong-0"]
        assert [student for student, page in read.items() if item.rule in page] == []
