"""A class is graded: nothing is lost, nothing is done twice, and one bad submission costs its neighbours nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from exercise_sets import SETS
from nbgrader.api import Gradebook
from test_autograde import scores, solved, submit, with_answers
from test_release import course, nbgrader

from attributed.cli import main
from attributed.grading.course import read_course
from attributed.grading.gradebook import Book

__all__ = ["course"]  # the fixture

WORK = SETS[0]
FULL = {item.number: item.points for item in WORK.key.items.values()}
NONE = dict.fromkeys(FULL, 0.0)

if shutil.which("bwrap") is None:
    if os.environ.get("CI"):
        pytest.fail("CI must have bubblewrap; .ci/run installs it")
    pytest.skip("needs bubblewrap (Debian’s package bubblewrap)", allow_module_level=True)


def grade(course: Path, *more: str) -> tuple[int, str]:
    """Give the command in this process, and return its status and what it said."""
    done = CliRunner().invoke(main, ["grade", WORK.name, "--course", str(course), *more], catch_exceptions=False)
    return done.exit_code, done.output


def marks(course: Path) -> dict[str, dict[str, tuple[float | None, float | None]]]:
    """Return all marks of the set from the gradebook."""
    with Book(read_course(course)) as book:
        return book.marks_in(WORK.name)


@pytest.fixture(scope="module")
def released(course: Path) -> Path:
    """A course whose set is released, with nothing handed in."""
    nbgrader(course, "generate_assignment", WORK.name)
    return course


@pytest.fixture
def klass(released: Path, tmp_path: Path) -> Path:
    """A course of one’s own, in which Ada and Zoe have handed in full solutions."""
    folder = Path(shutil.copytree(released, tmp_path / "course"))
    for student in ("ada", "zoe"):
        submit(folder, student, WORK, with_answers(blank(folder), solved(WORK)))
    return folder


def blank(course: Path) -> dict[str, object]:
    """Return the released notebook."""
    return WORK.notebook(course / "exercises" / WORK.name)


def hand_in(course: Path, student: str, data: bytes) -> None:
    """Put bytes where a notebook is expected."""
    folder = course / "submitted" / student / WORK.name
    folder.mkdir(parents=True)
    (folder / f"{WORK.name}.ipynb").write_bytes(data)


def damaged(course: Path) -> dict[str, bytes]:
    """Return notebooks that cannot be run, by student."""
    whole = json.dumps(with_answers(blank(course), solved(WORK))).encode()
    return {
        "cut off": whole[: len(whole) // 2],
        "empty": b"",
        "no json": b"Dear teacher, my notebook is in the mail.",
        "not text": bytes(range(128, 256)) * 40,
        "too deep": b"[" * 100_000,
        "of the future": whole.replace(b'"nbformat": 4,', b'"nbformat": 9,'),
    }


def ending(code: str) -> dict[int, str]:
    """Return full answers, but for item 3, whose cell holds this code."""
    return {**solved(WORK), 3: code}


ENDINGS = {
    "exits": "import sys\nsys.exit()",
    "ends python": "import os\nos._exit(0)",
    "never ends": "while True:\n    pass",
    "ignores interrupts": "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True:\n    pass",
    "is no python": "answer_3 = (b",
    "prints for ever": "while True:\n    print('x' * 10**6)",
    "takes all memory": "kept = []\nwhile True:\n    kept.append(bytearray(10**8))",
    "cannot be shown": "class Endless:\n    def __repr__(self):\n        while 1: pass\nanswer_3 = Endless()\nanswer_3",
}
"""What an answer cell does -> its code. It costs item 3 and no other."""


def test_bad_submissions_get_what_they_deserve_and_their_neighbours_full_marks(klass: Path) -> None:
    bad = damaged(klass)
    for student, data in bad.items():
        hand_in(klass, student, data)
    (klass / "submitted" / "handed in nothing" / WORK.name).mkdir(parents=True)
    for student, code in ENDINGS.items():
        submit(klass, student, WORK, with_answers(blank(klass), ending(code)))
    kernel = with_answers(blank(klass), solved(WORK))
    kernel["metadata"]["kernelspec"] = {"name": "julia", "display_name": "Julia", "language": "julia"}
    submit(klass, "王小明, O'Neill =1+1", WORK, kernel)
    outside = klass.parent / "outside.txt"
    outside.write_text("a secret", encoding="utf-8")
    (klass / "submitted" / "zoe" / WORK.name / "link.txt").symlink_to(outside)

    status, said = grade(klass, "--limit", "3")

    assert status == 0, said
    for student in (*bad, "handed in nothing"):
        assert scores(klass, student, WORK) == NONE, student
        assert f"Not marked: {student}:" in said
    for student in ("ada", "zoe", "王小明, O'Neill =1+1"):
        assert scores(klass, student, WORK) == FULL, student
    for student in ENDINGS:
        assert scores(klass, student, WORK) == {**FULL, 3: 0.0}, student
    report = (klass / ".attributed" / "grading" / WORK.name / "report" / "report.html").read_text(encoding="utf-8")
    assert "answer-3 ended Python" in report
    assert "answer-3 was stopped after 3 seconds" in report
    assert "a secret" not in "".join(
        path.read_text(encoding="utf-8") for path in (klass / "autograded" / "zoe").rglob("*") if path.is_file()
    )
    assert (klass / "feedback" / "empty" / WORK.name / f"{WORK.name}.html").is_file()


def test_what_is_done_is_not_done_twice_and_what_has_changed_is(klass: Path) -> None:
    grade(klass)
    written = klass / "autograded" / "ada" / WORK.name / f"{WORK.name}.ipynb"
    first = written.stat().st_mtime_ns
    assert "0 graded, 2 had been before" in grade(klass)[1]
    assert written.stat().st_mtime_ns == first
    page = klass / "submitted" / "zoe" / WORK.name / f"{WORK.name}.ipynb"
    page.write_text(json.dumps(with_answers(blank(klass), ending("answer_3 = ..."))), encoding="utf-8")
    assert "1 graded, 1 had been before" in grade(klass)[1]
    assert scores(klass, "zoe", WORK) == {**FULL, 3: 0.0}


def test_a_mark_and_a_comment_of_a_person_stay(klass: Path) -> None:
    grade(klass)
    with Gradebook(f"sqlite:///{klass}/gradebook.db", "attributed") as book:
        grade_of = book.find_grade("check-2", WORK.name, WORK.name, "zoe")
        grade_of.manual_score, grade_of.needs_manual_grade = 0.5, False
        book.find_comment("answer-2", WORK.name, WORK.name, "zoe").manual_comment = "See me."
        book.db.commit()
    page = klass / "submitted" / "zoe" / WORK.name / f"{WORK.name}.ipynb"
    page.write_text(json.dumps(blank(klass)), encoding="utf-8")
    grade(klass)
    assert scores(klass, "zoe", WORK) == {**NONE, 2: 0.5}
    with Gradebook(f"sqlite:///{klass}/gradebook.db", "attributed") as book:
        assert book.find_comment("answer-2", WORK.name, WORK.name, "zoe").comment == "See me."


def test_a_mended_key_is_graded_against_only_when_asked_and_says_first_who_changes(klass: Path) -> None:
    submit(klass, "ben", WORK, with_answers(blank(klass), {**solved(WORK), 1: 'answer_1 = "a"'}))
    grade(klass)
    before = marks(klass)
    key = klass / "solutions" / WORK.name / "key.toml"
    key.write_text(
        key.read_text(encoding="utf-8").replace("accept = { c = 1 }", "accept = { c = 1, a = 0.5 }", 1),
        encoding="utf-8",
    )
    refused = CliRunner().invoke(main, ["grade", WORK.name, "--course", str(klass)])
    assert refused.exit_code == 1
    assert "3 of the submissions were marked by another key" in refused.output
    asked = CliRunner().invoke(main, ["grade", WORK.name, "--course", str(klass), "--regrade"], input="n\n")
    assert "ben: item 1: 0 → 0.5 of 1" in asked.output
    assert "ada" not in asked.output
    assert marks(klass) == before
    status, said = grade(klass, "--regrade", "--yes")
    assert status == 0, said
    assert scores(klass, "ben", WORK) == {**FULL, 1: 0.5}
    assert scores(klass, "ada", WORK) == FULL


def test_a_key_that_would_mark_wrongly_is_refused(klass: Path) -> None:
    key = klass / "solutions" / WORK.name / "key.toml"
    text = key.read_text(encoding="utf-8")
    key.write_text(text.replace("accept = { c = 1 }", "accept = { c = 0.5, a = 1 }", 1), encoding="utf-8")
    done = CliRunner().invoke(main, ["grade", WORK.name, "--course", str(klass)])
    assert done.exit_code == 1
    assert "key.toml would mark wrongly: item 1" in done.output
    assert not (klass / "autograded").exists()


@contextmanager
def grading(course: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command as a process of its own, with whatever it starts."""
    command = [sys.executable, "-m", "attributed", "grade", WORK.name, "--course", str(course), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        try:
            yield run
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)
                run.wait(timeout=60)


def test_killed_at_any_moment_and_run_again_it_ends_with_the_same_marks(klass: Path) -> None:
    for number in range(3):
        answers = {item: wrong[number % len(wrong)][0] for item, wrong in WORK.wrong.items()}
        submit(klass, f"wrong-{number}", WORK, with_answers(blank(klass), answers))
    undisturbed = Path(shutil.copytree(klass, klass.parent / "undisturbed"))
    assert grade(undisturbed)[0] == 0
    # Each run is killed once it has written something more than the one before.
    for written in range(1, 4):
        with grading(klass) as run:
            for _ in range(600):
                time.sleep(0.1)
                if len(list((klass / "autograded").glob("*/*/*.ipynb"))) >= written or run.poll() is not None:
                    break
    assert grade(klass)[0] == 0
    assert marks(klass) == marks(undisturbed)
    for student in marks(undisturbed):
        ours, theirs = (root / "autograded" / student / WORK.name for root in (klass, undisturbed))
        assert (ours / f"{WORK.name}.ipynb").read_bytes() == (theirs / f"{WORK.name}.ipynb").read_bytes()
    assert not list(klass.glob(".attributed/grading/*/half/*"))


def test_two_runs_at_once_grade_everybody_once(klass: Path) -> None:
    with grading(klass) as one, grading(klass) as other:
        assert one.wait(timeout=300) == 0
        assert other.wait(timeout=300) == 0
    assert scores(klass, "ada", WORK) == FULL
    assert scores(klass, "zoe", WORK) == FULL


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["02-nothing"], "There is no set '02-nothing' in this course"),
        ([WORK.name, "--student", "nobody"], "'nobody' has no submission of 01-whose-voice"),
        ([WORK.name, "--course", "/nowhere"], "expected the folder of an nbgrader course, found none"),
    ],
)
def test_a_slip_in_the_command_gets_one_sentence(klass: Path, asked: list[str], said: str) -> None:
    more = [] if "--course" in asked else ["--course", str(klass)]
    done = CliRunner().invoke(main, ["grade", *asked, *more])
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output
    assert done.output.count("\n") == 1


def test_a_set_that_was_never_released_is_refused(klass: Path) -> None:
    (klass / "gradebook.db").unlink()
    done = CliRunner().invoke(main, ["grade", WORK.name, "--course", str(klass)])
    assert done.exit_code == 1
    assert "run `nbgrader generate_assignment" in done.output


def test_without_a_sandbox_it_refuses_or_says_so_in_the_report(klass: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    done = CliRunner().invoke(main, ["grade", WORK.name, "--course", str(klass)])
    assert done.exit_code == 1
    assert "bubblewrap, which is not here" in done.output
    status, said = grade(klass, "--no-sandbox")
    assert status == 0, said
    assert scores(klass, "ada", WORK) == FULL
    report = (klass / ".attributed" / "grading" / WORK.name / "report" / "report.html").read_text(encoding="utf-8")
    assert "--no-sandbox was given" in report
