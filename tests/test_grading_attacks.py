"""A class in which everybody but a few cheats or does harm, graded in one run: nobody gains, nobody else loses."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from attacks import ATTACKS, Attack
from attacks.attack import hand_in
from exercise_sets import ROOT, SETS
from nbgrader.api import Gradebook
from test_autograde import solved, with_answers
from test_release import nbgrader

from attributed import KitError
from attributed.grading.course import read_course
from attributed.grading.feedback import Feedback

WORK = SETS[0]
NEIGHBOURS = ("aa-honest", "g-honest", "p-honest", "zz-honest")
TOKEN = f"attack-{uuid.uuid4().hex[:12]}"
SECONDS = 3
MOST_SECONDS = 600


@dataclass(frozen=True)
class Class:
    """A class that was graded, and what its machine was like before and after."""

    course: Path
    done: subprocess.CompletedProcess[str]
    before: dict[str, str]
    left: list[str]
    asked: list[bytes]
    records: dict[str, dict[str, Any]]

    def marks(self, student: str) -> dict[str, float | None]:
        """Return a student’s points by check, as nbgrader counts them."""
        with Gradebook(f"sqlite:///{self.course}/gradebook.db", "attributed") as book:
            grades = book.find_submission_notebook(WORK.name, WORK.name, student).grades
            return {grade.name: grade.score for grade in grades}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The class, after one run of `attributed grade`."""
    if shutil.which("bwrap") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have bubblewrap; .ci/run installs it")
        pytest.skip("needs bubblewrap (Debian’s package bubblewrap)")
    course = tmp_path_factory.mktemp("attacked")
    shutil.copytree(WORK.solution, course / "solutions" / WORK.name)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    nbgrader(course, "generate_assignment", WORK.name)
    with _listener(course / "solutions" / WORK.name / "key.toml") as (port, asked):
        _hand_in(course, port)
        _grade_by_hand(course, "before-all")
        before = _seen(course)
        done = subprocess.run(
            [
                Path(sys.executable).parent / "attributed",
                "grade",
                WORK.name,
                "--course",
                course,
                "--limit",
                str(SECONDS),
            ],
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
            cwd=course,
        )
    left = _left_behind()
    records = [json.loads(path.read_text()) for path in (course / ".attributed").glob(f"grading/{WORK.name}/*.json")]
    return Class(course, done, before, left, asked, {record["student"]: record for record in records})


class _listener:  # noqa: N801 - a context manager with a life of its own
    """A server on this machine that gives the key to whoever asks, and notes who did."""

    def __init__(self, key: Path) -> None:
        self.key, self.asked = key, list[bytes]()
        self.server = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> tuple[int, list[bytes]]:
        threading.Thread(target=self._serve, daemon=True).start()
        return self.server.getsockname()[1], self.asked

    def __exit__(self, *_: object) -> None:
        self.server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line:
                self.asked.append(line.recv(100))
                line.sendall(self.key.read_bytes())


def _hand_in(course: Path, port: int) -> None:
    released = WORK.notebook(course / "exercises" / WORK.name)
    for student in (*NEIGHBOURS, "blank"):
        page = released if student == "blank" else with_answers(released, solved(WORK))
        folder = course / "submitted" / student / WORK.name
        folder.mkdir(parents=True)
        (folder / f"{WORK.name}.ipynb").write_text(json.dumps(page), encoding="utf-8")
    for attack in ATTACKS:
        folder = course / "submitted" / attack.name / WORK.name
        hand_in(attack, released, folder, course, {"TOKEN": TOKEN, "PORT": port})


def _grade_by_hand(course: Path, student: str) -> None:
    """Let a student who is not in this run have marks already, a comment among them."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", "attributed") as book:
        book.add_student(student)
        book.add_submission(WORK.name, student)
        notebook = book.find_submission_notebook(WORK.name, WORK.name, student)
        for place, grade in enumerate(notebook.grades):
            grade.auto_score, grade.manual_score, grade.needs_manual_grade = 0.5, place % 2, False
        for comment in notebook.comments:
            comment.manual_comment = "Seen."
        book.db.commit()


def _seen(course: Path) -> dict[str, str]:
    """Return what nobody who is graded may change: files by their hash, and rows of the gradebook."""
    found = {}
    for folder in ("solutions", "exercises", "submitted"):
        for path in sorted((course / folder).rglob("*")):
            if path.is_symlink() or not path.is_file():
                found[str(path)] = f"{path.lstat().st_mode}"
            else:
                found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    found["config"] = (course / "nbgrader_config.py").read_text(encoding="utf-8")
    with Gradebook(f"sqlite:///{course}/gradebook.db", "attributed") as book:
        notebook = book.find_submission_notebook(WORK.name, WORK.name, "before-all")
        found["marks"] = repr([(grade.name, grade.auto_score, grade.manual_score) for grade in notebook.grades])
        found["comments"] = repr([(comment.name, comment.manual_comment) for comment in notebook.comments])
        cells = book.find_notebook(WORK.name, WORK.name).grade_cells
        found["cells"] = repr(sorted((cell.name, cell.max_score) for cell in cells))
    return found


def _left_behind() -> list[str]:
    """Return the processes and files that an attack has left on this machine."""
    found = []
    word = TOKEN.encode()
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            for part in ("cmdline", "environ"):
                try:
                    held = word in (process / part).read_bytes()
                except OSError:
                    continue
                if held:
                    found.append(f"process {process.name} ({part})")
    folders = {Path("/dev/shm"), Path("/tmp"), Path("/var/tmp"), Path(tempfile.gettempdir()), Path.home()}  # noqa: S108 - it looks
    found += [str(path) for folder in folders if folder.is_dir() for path in folder.glob(f"{TOKEN}*")]
    return found


def test_the_run_ends_well_and_nobody_stops_it(graded: Class) -> None:
    assert graded.done.returncode == 0, graded.done.stderr[-3000:]
    assert f"{len(ATTACKS) + len(NEIGHBOURS) + 1} graded" in graded.done.stdout


@pytest.mark.parametrize("student", NEIGHBOURS)
def test_an_honest_neighbour_gets_full_marks(graded: Class, student: str) -> None:
    assert graded.marks(student) == {f"check-{item.number}": item.points for item in WORK.key.items.values()}
    assert graded.records[student]["flags"] == []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_earns_no_more_than_a_blank_page(graded: Class, attack: Attack) -> None:
    assert graded.marks(attack.name) == graded.marks("blank") == dict.fromkeys(graded.marks("blank"), 0)
    assert sum(item["points"] for item in graded.records[attack.name]["items"]) == 0


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack.flag], ids=lambda attack: attack.name)
def test_the_teacher_is_told_what_was_out_of_order(graded: Class, attack: Attack) -> None:
    assert attack.flag in " ".join(graded.records[attack.name]["flags"])


def test_what_is_not_the_attackers_is_as_it_was(graded: Class) -> None:
    after = _seen(graded.course)
    assert {name for name in graded.before if graded.before[name] != after.get(name)} == set()
    assert set(after) == set(graded.before)


def test_nothing_is_left_running_or_lying_about(graded: Class) -> None:
    assert graded.left == []


def test_nobody_has_reached_the_network(graded: Class) -> None:
    assert graded.asked == []


def test_no_page_shows_the_key(graded: Class) -> None:
    rules = [item.rule for item in WORK.key.items.values()]
    for path in [*(graded.course / "autograded").rglob("*"), *(graded.course / "feedback").rglob("*")]:
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert [rule for rule in rules if rule in text] == [], path


def test_a_text_that_takes_for_ever_to_show_costs_its_own_feedback_and_no_more(graded: Class) -> None:
    path = graded.course / "autograded" / "blank" / WORK.name / f"{WORK.name}.ipynb"
    page = json.loads(path.read_text(encoding="utf-8"))
    page["cells"].append({"cell_type": "markdown", "id": "brackets", "metadata": {}, "source": "[" * 60_000})
    path.chmod(0o644)
    path.write_text(json.dumps(page), encoding="utf-8")
    feedback = Feedback(read_course(graded.course), seconds=3)
    with pytest.raises(KitError, match="took longer than 3 seconds"):
        feedback.write("blank", WORK.name)
    feedback.write("aa-honest", WORK.name)


def test_every_attack_has_a_name_of_its_own_and_there_are_enough() -> None:
    names = [attack.name for attack in ATTACKS]
    assert len(set(names)) == len(names) >= 25
