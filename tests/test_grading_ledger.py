"""What is done is known after any crash, and two runs never have the same submission at once."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from attributed import KitError
from attributed.grading.graded import GradedSubmission, MarkedAnswer
from attributed.grading.ledger import Ledger

SET = "01-first"
HOLD = """
import sys, time
from pathlib import Path
from attributed.grading.ledger import Ledger
with Ledger(Path(sys.argv[1]), "01-first").lock("ada"):
    print("held", flush=True)
    time.sleep(120)
"""


def graded(student: str = "ada", **more: object) -> GradedSubmission:
    items = (
        MarkedAnswer(1, 1.0, 1.0, "right", ("Yes.",), "“a”"),
        MarkedAnswer(2, 0.6667, 2.0, "partly", (), "half a pair \udce9"),
    )
    about = {"fingerprint": "f" * 64, "items": items, "flags": ("A check was edited.",), "seconds": 0.25, **more}
    return GradedSubmission(student, SET, **about)  # type: ignore[arg-type]


def files(ledger: Ledger) -> list[Path]:
    return [path for path in ledger.folder.iterdir() if path.is_file()]


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    Ledger(tmp_path, SET).record(graded())
    assert Ledger(tmp_path, SET).done("ada") == graded()
    assert Ledger(tmp_path, SET).done("li") is None
    assert Ledger(tmp_path, "02-next").done("ada") is None
    assert {path.parent for path in files(Ledger(tmp_path, SET))} == {tmp_path / ".attributed" / "grading" / SET}


def test_a_later_record_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, SET)
    ledger.record(graded())
    ledger.record(graded(trouble="The notebook is no notebook.", items=()))
    found = ledger.done("ada")
    assert found is not None
    assert found.trouble == "The notebook is no notebook."
    assert len(files(ledger)) == 1


def test_students_with_odd_names_are_kept_apart(tmp_path: Path) -> None:
    students = [
        "ada", "Ada", "ADA", "a.da", "a..da", "...", "-ada", "a da", "a_da", "a\nda", "é", "e\u0301", "CON", "x" * 250,
        "x" * 251, "学生", "\udce9", "", "ada.json",
    ]  # fmt: skip
    ledger = Ledger(tmp_path, SET)
    for student in students:
        ledger.record(graded(student))
        with ledger.lock(student):
            pass
    names = [path.name for path in files(ledger)]
    assert len({name.casefold() for name in names}) == len(students)
    assert all(name.isascii() and len(name) < 100 and not name.startswith(".") for name in names)
    assert [student for student in students if ledger.done(student) != graded(student)] == []


def test_no_part_of_a_record_is_a_record(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, SET)
    ledger.record(graded())
    [path] = files(ledger)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert ledger.done("ada") is None, length
    path.write_bytes(b"\0" * len(whole))
    assert ledger.done("ada") is None
    path.write_bytes(whole)
    assert ledger.done("ada") == graded()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"student": "ada"', '"student": "li"'),
        ('"set": "01-first"', '"set": "02-next"'),
        ('"points": 1.0', '"points": "1.0"'),
        ('"points": 1.0', '"points": true'),
        ('"points": 1.0', '"points": NaN'),
        ('"points": 1.0', '"points": 1e999'),
        ('"points": 1.0', f'"points": {"9" * 400}'),
        ('"item": 1,', ""),
        ('"says": [', '"says": [3, '),
        ('"flags": [', '"flags": [null, '),
        ('"seconds"', '"minutes"'),
    ],
)
def test_a_damaged_record_counts_as_not_done(tmp_path: Path, old: str, new: str) -> None:
    ledger = Ledger(tmp_path, SET)
    ledger.record(graded())
    [path] = files(ledger)
    text = path.read_text(encoding="ascii")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="ascii")
    assert ledger.done("ada") is None


def test_a_record_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, SET)
    ledger.record(graded())
    [path] = files(ledger)
    path.with_name(f"{path.name}.half").mkdir()
    with pytest.raises(KitError, match="cannot be written"):
        ledger.record(graded(trouble="newer"))
    assert ledger.done("ada") == graded()


def test_a_record_of_another_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="ledger of 02-next"):
        Ledger(tmp_path, "02-next").record(graded())
    with pytest.raises(KitError, match="cannot be the name of a set"):
        Ledger(tmp_path, "../elsewhere")


def test_a_course_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / ".attributed").write_text("a file", encoding="utf-8")
    with pytest.raises(KitError, match="cannot be written"):
        Ledger(tmp_path, SET).record(graded())
    with pytest.raises(KitError, match="cannot be written"), Ledger(tmp_path, SET).lock("ada"):
        pass


def count_up(folder: Path, times: int) -> None:
    """Add one to a number in a file again and again, in a way that loses some if another does so at once."""
    for _ in range(times):
        with Ledger(folder, SET).lock("ada"):
            path = folder / "count"
            number = int(path.read_text(encoding="ascii"))
            time.sleep(0.002)
            path.write_text(str(number + 1), encoding="ascii")


def test_two_processes_take_turns(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0", encoding="ascii")
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=count_up, args=(tmp_path, 100)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert (tmp_path / "count").read_text(encoding="ascii") == "200"


def hold(folder: Path, ready: Path) -> None:
    with Ledger(folder, SET).lock("ada"):
        ready.touch()


def test_a_killed_process_gives_its_lock_back(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        waiter = multiprocessing.get_context("fork").Process(target=hold, args=(tmp_path, tmp_path / "ready"))
        waiter.start()
        time.sleep(0.5)
        assert not (tmp_path / "ready").exists()
        with Ledger(tmp_path, SET).lock("li"):  # another student’s is free
            pass
        holder.send_signal(signal.SIGKILL)
        waiter.join(30)
    assert waiter.exitcode == 0
    assert (tmp_path / "ready").exists()


def test_a_child_that_outlives_its_killed_parent_holds_nothing(tmp_path: Path) -> None:
    forking = HOLD.replace('print("held"', "import os\n    child = os.fork() or time.sleep(120)\n    print(child")
    with subprocess.Popen([sys.executable, "-c", forking, str(tmp_path)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        try:
            parent.send_signal(signal.SIGKILL)
            parent.wait(30)
            waiter = multiprocessing.get_context("fork").Process(target=hold, args=(tmp_path, tmp_path / "ready"))
            waiter.start()
            waiter.join(30)
            assert waiter.exitcode == 0
        finally:
            os.kill(child, signal.SIGKILL)
            waiter.kill()


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, SET)
    with pytest.raises(ValueError, match="in the middle"), ledger.lock("ada"):
        raise ValueError("in the middle")
    waiter = multiprocessing.get_context("fork").Process(target=hold, args=(tmp_path, tmp_path / "ready"))
    waiter.start()
    waiter.join(30)
    assert waiter.exitcode == 0
