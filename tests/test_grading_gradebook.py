"""What the kit writes into the gradebook is what nbgrader would have written, whole or not at all."""

import multiprocessing
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import nbformat
import pytest
from exercise_sets import ROOT, ExerciseSet
from nbgrader.api import Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.utils import compute_checksum, is_solution
from test_autograde import solved, submit, with_answers
from test_grading_course import make_course
from test_release import nbgrader

from attributed import KitError
from attributed.grading.course import Course, read_course, submission_files
from attributed.grading.gradebook import Book

FIRST, RUBRIC = ExerciseSet("01-whose-voice"), ExerciseSet("07-coordinated-messaging")
DUE = datetime(2030, 1, 15, 12)  # noqa: DTZ001 - as nbgrader keeps it
LATE_PLUGIN = """
import os, signal
from nbgrader.plugins import BasePlugin

class {name}(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        {does}
"""


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder in which two sets are released, one with a rubric, and the first has a due date."""
    folder = tmp_path_factory.mktemp("released")
    for work in (FIRST, RUBRIC):
        shutil.copytree(work.solution, folder / "solutions" / work.name)
    settings = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    more = 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
    (folder / "nbgrader_config.py").write_text(settings + more, encoding="utf-8")
    for work in (FIRST, RUBRIC):
        nbgrader(folder, "generate_assignment", work.name)
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "attributed") as book:
        book.update_or_create_assignment(FIRST.name, duedate=DUE)
    return folder


@pytest.fixture
def course(released: Path, tmp_path: Path) -> Course:
    """A course of one’s own."""
    return read_course(Path(shutil.copytree(released, tmp_path / "course")))


@pytest.fixture(scope="module")
def stock(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course after students have handed in both sets and nbgrader has graded them."""
    folder = Path(shutil.copytree(released, tmp_path_factory.mktemp("stock") / "course"))
    page = FIRST.notebook(folder / "exercises" / FIRST.name)
    answers = solved(FIRST)
    wrong = {number: codes[0][0] for number, codes in FIRST.wrong.items()}
    submit(folder, "solved", FIRST, with_answers(page, answers))
    submit(folder, "blank", FIRST, page)
    submit(folder, "mixed", FIRST, with_answers(page, {1: wrong[1], 2: answers[2], 4: wrong[4], 5: "answer_5 = ("}))
    submit(folder, "late", FIRST, with_answers(page, answers))
    submit(folder, "early", FIRST, with_answers(page, {3: answers[3]}))
    (folder / "submitted" / "late" / FIRST.name / "timestamp.txt").write_text("2030-01-15 13:00:00.5 UTC")
    (folder / "submitted" / "early" / FIRST.name / "timestamp.txt").write_text("2030-01-15 11:30:00 UTC")
    nbgrader(folder, "autograde", FIRST.name)
    page = RUBRIC.notebook(folder / "exercises" / RUBRIC.name)
    submit(folder, "solved", RUBRIC, with_answers(page, solved(RUBRIC)))
    submit(folder, "blank", RUBRIC, page)
    nbgrader(folder, "autograde", RUBRIC.name)
    return folder


def rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that grading writes, without ids."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "attributed") as book:
        grades = [
            (row.student.id, row.assignment.name, row.notebook.name, row.name, row.score, row.auto_score,
             row.manual_score, row.extra_credit, row.max_score, row.needs_manual_grade, row.cell_type, row.failed_tests)
            for row in book.db.query(Grade)
        ]  # fmt: skip
        comments = [
            (row.student.id, row.assignment.name, row.name, row.auto_comment, row.manual_comment, row.comment)
            for row in book.db.query(Comment)
        ]
        submissions = [
            (row.student.id, row.name, row.timestamp, row.extension, row.score, row.max_score, row.needs_manual_grade)
            for row in book.db.query(SubmittedAssignment)
        ]
        pages = [
            (row.student.id, row.assignment.name, row.name, row.score, row.flagged, row.late_submission_penalty)
            for row in book.db.query(SubmittedNotebook)
        ]
        students = [(row.id, row.first_name, row.last_name, row.email) for row in book.students]
    found: dict[str, list[tuple[Any, ...]]] = {
        "grades": grades,
        "comments": comments,
        "submissions": submissions,
        "pages": pages,
        "students": students,
    }
    return {name: sorted(part, key=repr) for name, part in found.items()}


def write_as(book: Book, stock: Path, student: str, work: ExerciseSet) -> None:
    """Write the marks that stock nbgrader gave a submission."""
    with Gradebook(f"sqlite:///{stock}/gradebook.db", "attributed") as given:
        grades = given.find_submission_notebook(work.name, work.name, student).grades
        marks = {row.name: row.auto_score for row in grades if not row.name.startswith("rubric-")}
    page = nbformat.read(stock / "submitted" / student / work.name / f"{work.name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    unanswered = [
        cell.metadata.nbgrader.grade_id
        for cell in page.cells
        if is_solution(cell) and cell.metadata.nbgrader.checksum == compute_checksum(cell)
    ]
    handed_in = submission_files(read_course(stock), work.name, student)
    book.write(work.name, work.name, student, marks, unanswered, handed_in.timestamp)


SUBMISSIONS = [(student, FIRST) for student in ("solved", "blank", "mixed", "late", "early")]
SUBMISSIONS += [(student, RUBRIC) for student in ("solved", "blank")]


def test_every_row_is_the_one_that_nbgrader_writes(course: Course, stock: Path) -> None:
    with Book(course) as book:
        for student, work in SUBMISSIONS:
            write_as(book, stock, student, work)
    own, expected = rows(course.folder), rows(stock)
    assert len(expected["grades"]) > 80
    assert len({row[4] for row in expected["grades"]}) > 2
    assert {row[3] for row in expected["comments"]} == {None, "No response."}
    assert {row[5] for row in expected["pages"]} == {None, FIRST.key.points}
    for part, expected_rows in expected.items():
        assert own[part] == expected_rows, part


def test_writing_twice_changes_nothing(course: Course, stock: Path) -> None:
    with Book(course) as book:
        for student, work in SUBMISSIONS:
            write_as(book, stock, student, work)
        before = rows(course.folder)
        for student, work in reversed(SUBMISSIONS):
            write_as(book, stock, student, work)
    assert rows(course.folder) == before


def by_hand(folder: Path) -> None:
    """Give marks and comments as a person does in formgrader."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "attributed") as book:
        grade = book.find_grade("rubric-who", RUBRIC.name, RUBRIC.name, "solved")
        grade.manual_score, grade.needs_manual_grade = 1.0, False
        grade = book.find_grade("check-1", RUBRIC.name, RUBRIC.name, "solved")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 0.0, 0.5, False
        grade = book.find_grade("check-2", RUBRIC.name, RUBRIC.name, "solved")
        grade.extra_credit = 0.25
        for name in ("answer-1", "rubric-who"):
            book.find_comment(name, RUBRIC.name, RUBRIC.name, "solved").manual_comment = "See me."
        book.db.commit()


def test_what_a_person_gave_stays_as_after_stock_nbgrader(stock: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(stock, tmp_path / "again"))
    own = Path(shutil.copytree(stock, tmp_path / "own"))
    names = {cell.grade_id for cell in released_cells(folder, RUBRIC.name)}
    assert {"rubric-who", "check-1", "check-2", "answer-1"} <= names
    by_hand(folder)
    by_hand(own)
    nbgrader(folder, "autograde", RUBRIC.name, "--student", "solved", "--force")
    with Book(read_course(own)) as book:
        write_as(book, stock, "solved", RUBRIC)
        marks = book.marks_in(RUBRIC.name)["solved"]
    assert rows(own) == rows(folder)
    assert marks["rubric-who"] == (None, 1.0)
    assert marks["check-1"] == (RUBRIC.key.items[1].points, 0.0)


def released_cells(folder: Path, name: str) -> Any:  # noqa: ANN401
    with Book(read_course(folder)) as book:
        return book.released_cells(name)


def test_released_cells_are_those_of_the_released_notebook(course: Course) -> None:
    cells = {cell.grade_id: cell for cell in released_cells(course.folder, RUBRIC.name)}
    page = RUBRIC.notebook(course.release(RUBRIC.name))
    known = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in page["cells"] if "nbgrader" in cell["metadata"]}
    assert set(cells) == set(known)
    for name, cell in known.items():
        about, found = cell["metadata"]["nbgrader"], cells[name]
        assert found.source == "".join(cell["source"])
        assert (found.cell_type, found.locked, found.checksum) == (
            cell["cell_type"], about["locked"], about["checksum"],
        )  # fmt: skip
        assert (found.is_grade, found.is_solution, found.is_task) == (about["grade"], about["solution"], about["task"])
        assert found.max_score == about.get("points")
        assert found.notebook == RUBRIC.name


def zeros(course: Course, name: str = FIRST.name, mark: float = 0.0) -> dict[str, float | None]:
    return {cell.grade_id: mark for cell in released_cells(course.folder, name) if cell.is_grade}


def test_a_set_that_was_never_released_is_said(course: Course) -> None:
    with Book(course) as book:
        assert book.is_released(FIRST.name)
        assert not book.is_released("02-next")
        assert book.marks_in("02-next") == {}
        with pytest.raises(KitError, match=r"02-next was never released.*generate_assignment 02-next"):
            book.released_cells("02-next")
        with pytest.raises(KitError, match="never released"):
            book.write("02-next", "02-next", "ada", {}, (), None)
    assert rows(course.folder)["students"] == []


def test_no_gradebook_is_made_where_there_is_none(tmp_path: Path) -> None:
    course = read_course(make_course(tmp_path))
    with pytest.raises(KitError, match="run `nbgrader generate_assignment SET`"), Book(course):
        pass
    assert not (tmp_path / "gradebook.db").exists()
    (tmp_path / "gradebook.db").write_bytes(b"")
    with pytest.raises(KitError, match="There is no gradebook yet"), Book(course):
        pass
    (tmp_path / "gradebook.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(KitError, match="file is not a database"), Book(course):
        pass
    with pytest.raises(KitError, match="Install the driver"), Book(replace(course, db_url="nodb://host/marks")):
        pass


def test_a_gradebook_of_an_older_nbgrader_is_said(course: Course, capfd: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(course.folder / "gradebook.db") as database:
        database.execute("ALTER TABLE grade DROP COLUMN extra_credit")
    with Book(course) as book, pytest.raises(KitError, match="nbgrader db upgrade"):
        book.write(FIRST.name, FIRST.name, "ada", zeros(course), (), None)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"check-1": 1.01}, "no mark from 0 to 1"),
        ({"check-1": -0.01}, "no mark from 0 to 1"),
        ({"check-1": float("nan")}, "nan for 'check-1'"),
        ({"check-1": float("inf")}, "inf for 'check-1'"),
        ({"check-1": True}, "True for 'check-1'"),
        ({"check-1": "1"}, "'1' for 'check-1'"),
        ({"check-99": 0.0}, "no points for a cell 'check-99'"),
        ({"answer-1": 0.0}, "no points for a cell 'answer-1'"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused(course: Course, change: dict[str, Any], said: str) -> None:
    with Book(course) as book, pytest.raises(KitError, match=said):
        book.write(FIRST.name, FIRST.name, "ada", {**zeros(course), **change}, (), None)
    assert rows(course.folder)["submissions"] == []


def test_no_check_may_be_left_without_a_mark(course: Course) -> None:
    marks = zeros(course)
    del marks["check-2"]
    with Book(course) as book:
        with pytest.raises(KitError, match="no mark for 'check-2'"):
            book.write(FIRST.name, FIRST.name, "ada", marks, (), None)
        with pytest.raises(KitError, match="no answer cell 'check-1'"):
            book.write(FIRST.name, FIRST.name, "ada", zeros(course), ["check-1"], None)
        with pytest.raises(KitError, match="cannot be a student"):
            book.write(FIRST.name, FIRST.name, "latin-\udce9", zeros(course), (), None)
        assert book.marks_in(FIRST.name) == {}


def test_a_check_without_a_mark_waits_for_a_person(course: Course) -> None:
    with Book(course) as book:
        book.write(FIRST.name, FIRST.name, "ada", {**zeros(course), "check-1": None}, (), None)
    waiting = [row[3] for row in rows(course.folder)["grades"] if row[9]]
    assert waiting == ["check-1"]


def test_a_rubric_waits_again_once_something_is_handed_in(course: Course) -> None:
    with Book(course) as book:
        book.write_nothing_handed_in(RUBRIC.name, RUBRIC.name, "ada", None)
        grades = rows(course.folder)["grades"]
        assert {(row[5], row[9]) for row in grades} == {(0.0, False)}
        book.write(RUBRIC.name, RUBRIC.name, "ada", zeros(course, RUBRIC.name), (), None)
    waiting = {row[3] for row in rows(course.folder)["grades"] if row[9]}
    assert waiting == {cell.grade_id for cell in released_cells(course.folder, RUBRIC.name) if cell.is_task}


def test_an_extension_counts_and_none_is_needed(course: Course) -> None:
    with Book(course) as book:
        marks = zeros(course, mark=1.0)
        book.write(FIRST.name, FIRST.name, "ada", marks, (), DUE)
        with Gradebook(course.db_url, "attributed") as stock:
            stock.grant_extension(FIRST.name, "ada", hours=2)
            stock.update_or_create_student("li")
            stock.add_submission(RUBRIC.name, "li", extension=timedelta(hours=1))
        book.write(FIRST.name, FIRST.name, "ada", marks, (), DUE + timedelta(hours=1))
        assert rows(course.folder)["pages"][0][5] is None
        book.write(FIRST.name, FIRST.name, "ada", marks, (), DUE + timedelta(hours=3))
        assert rows(course.folder)["pages"][0][5] == len(marks)
        book.write(FIRST.name, FIRST.name, "ada", marks, (), None)  # no new time: the old one stands
        assert rows(course.folder)["pages"][0][5] == len(marks)
        # An extension of a set that has no due date.
        book.write(RUBRIC.name, RUBRIC.name, "li", zeros(course, RUBRIC.name), (), DUE)


def with_plugin(course: Course, folder: Path, name: str, does: str) -> Course:
    """Return the course with a plugin of its own for late submissions."""
    make_course(folder, f"c.AssignLatePenalties.plugin_class = '{name.lower()}_late.{name}'")
    (folder / f"{name.lower()}_late.py").write_text(LATE_PLUGIN.format(name=name, does=does), encoding="utf-8")
    return replace(course, asked=folder)


def test_a_penalty_stays_between_nothing_and_the_marks(course: Course, tmp_path: Path) -> None:
    for name, does, penalty in (
        ("Harsh", "return 1000", 3.0),
        ("Kind", "return -5", 0),
        ("Half", "return score / 2", 1.5),
    ):
        with Book(with_plugin(course, tmp_path / name, name, does)) as book:
            marks = {**zeros(course), "check-3": 3.0}
            book.write(FIRST.name, FIRST.name, "ada", marks, (), DUE + timedelta(seconds=1))
        assert rows(course.folder)["pages"][0][5] == penalty


def test_a_write_that_fails_half_way_leaves_nothing(course: Course, tmp_path: Path) -> None:
    with Book(course) as book:
        book.write(FIRST.name, FIRST.name, "ada", zeros(course, mark=1.0), (), DUE)
    before = rows(course.folder)
    broken = with_plugin(course, tmp_path / "broken", "Broken", "raise ValueError('no such day')")
    with Book(broken) as book:
        for student in ("ada", "li"):
            with pytest.raises(KitError, match=rf"plugin for late submissions failed for {student}.*no such day"):
                book.write(FIRST.name, FIRST.name, student, zeros(course), ["answer-1"], DUE + timedelta(days=1))
            assert rows(course.folder) == before
        book.write(FIRST.name, FIRST.name, "li", zeros(course), (), DUE)  # the book goes on
    assert [row[0] for row in rows(course.folder)["students"]] == ["ada", "li"]


def write_class(course: Course, name: str, students: list[str], timestamp: datetime | None = None) -> None:
    with Book(course) as book:
        marks = {cell.grade_id: cell.max_score for cell in book.released_cells(name) if cell.is_grade}
        for student in students:
            book.write(name, name, student, marks, (), timestamp)


def in_other_processes(*calls: tuple[Any, ...]) -> Iterator[int | None]:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=write_class, args=call) for call in calls]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
        yield process.exitcode


def test_a_writer_that_is_killed_half_way_leaves_nothing(course: Course, tmp_path: Path) -> None:
    deadly = with_plugin(course, tmp_path / "deadly", "Deadly", "os.kill(os.getpid(), signal.SIGKILL)")
    before = rows(course.folder)
    [code] = in_other_processes((deadly, FIRST.name, ["ada"], DUE + timedelta(days=1)))
    assert code == -signal.SIGKILL
    assert rows(course.folder) == before
    write_class(course, FIRST.name, ["ada"])
    assert rows(course.folder)["submissions"][0][4] == FIRST.key.points


def test_two_writers_at_once_lose_nothing(course: Course) -> None:
    # Two sets for the same thirty students, whom both writers have to add; and thirty others.
    same, others = [f"same-{number:02}" for number in range(30)], [f"other-{number:02}" for number in range(30)]
    calls = ((course, FIRST.name, same), (course, RUBRIC.name, same), (course, FIRST.name, others))
    assert list(in_other_processes(*calls)) == [0, 0, 0]
    found = rows(course.folder)
    assert [row[0] for row in found["students"]] == sorted(same + others)
    expected = [(student, FIRST.name, FIRST.key.points) for student in same + others]
    expected += [(student, RUBRIC.name, RUBRIC.key.points) for student in same]
    assert [(row[0], row[1], row[4]) for row in found["submissions"]] == sorted(expected)
    with Book(course) as book:
        assert {len(marks) for marks in book.marks_in(FIRST.name).values()} == {len(FIRST.key.items)}


def test_a_writer_waits_for_who_holds_the_gradebook(course: Course) -> None:
    held, marks = threading.Event(), zeros(course)

    def hold() -> None:
        database = sqlite3.connect(course.folder / "gradebook.db")
        database.execute("BEGIN EXCLUSIVE")
        held.set()
        time.sleep(7)  # longer than SQLite waits unless it is told to
        database.rollback()
        database.close()

    with Book(course) as book:
        holder = threading.Thread(target=hold)
        holder.start()
        held.wait()
        book.write(FIRST.name, FIRST.name, "ada", marks, (), None)
        holder.join()
        assert list(book.marks_in(FIRST.name)) == ["ada"]


def test_who_waits_in_vain_is_told(course: Course) -> None:
    marks = zeros(course)
    database = sqlite3.connect(course.folder / "gradebook.db")
    with Book(replace(course, db_url=f"{course.db_url}?timeout=0.2")) as book:
        database.execute("BEGIN IMMEDIATE")
        with pytest.raises(KitError, match="Another program holds it"):
            book.write(FIRST.name, FIRST.name, "ada", marks, (), None)
        database.rollback()
        book.write(FIRST.name, FIRST.name, "ada", marks, (), None)
    database.close()
