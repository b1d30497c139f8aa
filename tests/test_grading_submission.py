"""A submission is read within bounds, and nothing is read that lies outside its folder."""

import itertools
import os
import socket
from datetime import datetime
from pathlib import Path

import pytest
from test_grading_course import hand_in, make_course

from attributed import KitError
from attributed.grading import submission as limits
from attributed.grading.course import Course, fingerprint, read_course, submission_files

SET = "01-first"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with a released set."""
    course = read_course(make_course(tmp_path, 'c.CourseDirectory.ignore = ["*.pyc", "build", ".hid*"]'))
    course.release(SET).mkdir(parents=True)
    (course.release(SET) / "practice-feedback.txt").write_bytes(b"the released one")
    return course


def test_the_files_come_by_name_from_folders_too(course: Course) -> None:
    folder = hand_in(course, "ada")
    (folder / f"{SET}.ipynb").write_bytes(b"{}")
    (folder / "data" / "deeper").mkdir(parents=True)
    (folder / "data" / "deeper" / "words.csv").write_bytes(b"a,b\r\n")
    found = submission_files(course, SET, "ada")
    assert dict(found.files) == {f"{SET}.ipynb": b"{}", "data/deeper/words.csv": b"a,b\r\n"}
    assert (found.student, found.set, found.timestamp, found.flags) == ("ada", SET, None, ())


def test_odd_names_survive(course: Course) -> None:
    names = ["-rf", "new\nline", os.fsdecode(b"latin-\xe9"), "学生.txt", ".dot", "a\\b", "*"]
    folder = hand_in(course, "ada")
    for name in names:
        (folder / name).write_bytes(os.fsencode(name))
    found = submission_files(course, SET, "ada")
    assert {name: os.fsencode(name) for name in names} == found.files
    assert found.flags == ()


def test_what_nbgrader_ignores_is_left_out_without_a_word(course: Course) -> None:
    folder = hand_in(course, "ada")
    for name in ("a.pyc", ".b.pyc", "build/x", "src/build/y", "src/z", ".hidden"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    found = submission_files(course, SET, "ada")
    # As in a shell, and in nbgrader, * does not stand for a dot at the beginning.
    assert sorted(found.files) == [".b.pyc", "src/z"]
    assert found.flags == ()


def test_links_and_special_files_are_left_out_and_named(course: Course, tmp_path: Path) -> None:
    folder = hand_in(course, "ada")
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key").write_bytes(b"the answers")
    (folder / "to-file").symlink_to(secret / "key")
    (folder / "to-folder").symlink_to(secret)
    (folder / "nowhere").symlink_to("gone")
    (folder / "timestamp.txt").symlink_to(secret / "key")
    os.mkfifo(folder / "pipe")
    here = Path.cwd()
    os.chdir(folder)  # a socket’s path must be short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
    finally:
        os.chdir(here)
    found = submission_files(course, SET, "ada")
    assert found.files == {}
    assert sorted(found.flags) == [
        "'nowhere' is a link and was left out.",
        "'pipe' is no ordinary file and was left out.",
        "'socket' is no ordinary file and was left out.",
        "'timestamp.txt' is a link and was left out.",
        "'to-file' is a link and was left out.",
        "'to-folder' is a link and was left out.",
    ]


def test_a_notebook_that_is_a_link_is_not_read(course: Course) -> None:
    folder = hand_in(course, "ada")
    other = hand_in(course, "li")
    (other / f"{SET}.ipynb").write_bytes(b"{}")
    (folder / f"{SET}.ipynb").symlink_to(other / f"{SET}.ipynb")
    found = submission_files(course, SET, "ada")
    assert found.files == {}
    assert found.flags == (f"'{SET}.ipynb' is a link and was left out.",)


@pytest.mark.parametrize("whole", [True, False], ids=["the student’s folder", "the set’s folder"])
def test_a_submission_that_is_a_link_itself_is_not_read(course: Course, whole: bool) -> None:  # noqa: FBT001
    folder = hand_in(course, "li")
    (folder / f"{SET}.ipynb").write_bytes(b"{}")
    own = course.submitted("ada", SET)
    if whole:
        own.parent.symlink_to(folder.parent)
    else:
        own.parent.mkdir()
        own.symlink_to(folder)
    assert course.students_of(SET) == ["ada", "li"]
    found = submission_files(course, SET, "ada")
    assert found.files == {}
    assert "is a link" in found.flags[0]
    assert submission_files(course, SET, "li").files


def test_a_course_whose_submissions_lie_elsewhere_is_read(course: Course, tmp_path: Path) -> None:
    (tmp_path / "other-disk" / "ada" / SET).mkdir(parents=True)
    (tmp_path / "other-disk" / "ada" / SET / "notes.txt").write_bytes(b"mine")
    (tmp_path / "submitted").symlink_to(tmp_path / "other-disk")
    assert submission_files(course, SET, "ada").files == {"notes.txt": b"mine"}


def test_the_kits_own_files_never_come_from_a_student(course: Course) -> None:
    folder = hand_in(course, "ada")
    (folder / "practice-feedback.txt").write_bytes(b"the released one")
    assert submission_files(course, SET, "ada").flags == ()
    (folder / "practice-feedback.txt").write_bytes(b"another one")
    (folder / "Key.toml").write_bytes(b"")
    (folder / "answer-form.json").write_bytes(b"{}")
    found = submission_files(course, SET, "ada")
    assert found.files == {}
    assert [flag.split()[0] for flag in found.flags] == ["'Key.toml'", "'answer-form.json'", "'practice-feedback.txt'"]


def test_the_notebook_is_read_first_when_there_are_too_many_files(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_FILES", 3)
    folder = hand_in(course, "ada")
    for number in range(6):
        (folder / f"{number}.txt").write_bytes(b"")
    (folder / f"{SET}.ipynb").write_bytes(b"{}")
    found = submission_files(course, SET, "ada")
    assert sorted(found.files) == ["0.txt", f"{SET}.ipynb", "1.txt"]
    assert found.flags == ("There are more than 3 files; 4 were left out.",)


def test_a_folder_that_never_ends_is_not_searched_to_the_end(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SEEN", 50)
    monkeypatch.setattr(limits, "DEEPEST", 5)
    folder = hand_in(course, "ada")
    (folder / f"{SET}.ipynb").write_bytes(b"{}")
    (folder / "/".join(["deep"] * 8)).mkdir(parents=True)
    found = submission_files(course, SET, "ada")
    assert found.flags == ("'deep/deep/deep/deep/deep/deep' lies too deep in folders and was left out.",)
    for number in range(100):
        (folder / "deep" / f"{number}").mkdir()
    found = submission_files(course, SET, "ada")
    assert found.files == {f"{SET}.ipynb": b"{}"}
    assert found.flags == ("There are too many files and folders; 50 were looked at.",)


def test_a_huge_file_is_left_out_and_costs_nothing(course: Course) -> None:
    folder = hand_in(course, "ada")
    with (folder / "a-sparse-terabyte").open("wb") as file:
        file.truncate(10**12)
    (folder / "notes.txt").write_bytes(b"mine")
    found = submission_files(course, SET, "ada")
    assert found.files == {"notes.txt": b"mine"}
    assert found.flags == ("'a-sparse-terabyte' is too large and was left out: 50 MB is the most.",)


def test_all_the_files_together_are_bounded(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 10)
    folder = hand_in(course, "ada")
    for name, size in (("a", 6), ("b", 6), ("c", 4)):
        (folder / name).write_bytes(b"x" * size)
    found = submission_files(course, SET, "ada")
    assert sorted(found.files) == ["a", "c"]
    assert len(found.flags) == 1


def test_of_very_many_flags_only_some_are_told(course: Course) -> None:
    folder = hand_in(course, "ada")
    for number in range(50):
        (folder / f"{number:02}{'x' * 200}\n").symlink_to("gone")
    flags = submission_files(course, SET, "ada").flags
    assert len(flags) == 21
    assert flags[-1] == "30 more things were left out or out of order."
    assert all(len(flag) < 130 and "\n" not in flag for flag in flags)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2015-02-02 15:58:23.948203 UTC\n", datetime(2015, 2, 2, 15, 58, 23, 948203)),  # noqa: DTZ001 - as nbgrader
        ("2015-02-02 15:58:23 America/Los_Angeles", datetime(2015, 2, 2, 23, 58, 23)),  # noqa: DTZ001
        ("2015-02-02T15:58:23+02:00", datetime(2015, 2, 2, 13, 58, 23)),  # noqa: DTZ001
        ("", None),
    ],
)
def test_the_timestamp_is_read_as_nbgrader_reads_it(course: Course, text: str, time: datetime | None) -> None:
    folder = hand_in(course, "ada")
    (folder / "timestamp.txt").write_text(text, encoding="utf-8")
    found = submission_files(course, SET, "ada")
    assert (found.timestamp, found.flags) == (time, ())
    assert found.files == {"timestamp.txt": text.encode()}


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "\0",
        "9" * 5000,
        "2015-02-02 15:58:23 /etc/localtime",
        "2015-02-02 15:58:23 ../../../../etc/localtime",
        "0001-01-01 00:00:00 +1400",
        "1e999999",
    ],
)
def test_a_timestamp_that_is_none_is_named_and_stops_nothing(course: Course, text: str) -> None:
    folder = hand_in(course, "ada")
    (folder / "timestamp.txt").write_text(text, encoding="utf-8")
    found = submission_files(course, SET, "ada")
    assert found.timestamp is None
    assert "no time that can be read" in found.flags[0]


def test_a_student_without_a_folder_is_said(course: Course) -> None:
    with pytest.raises(KitError, match="'ada' has no submission of 01-first"):
        submission_files(course, SET, "ada")


def test_the_fingerprint_knows_every_change_and_no_order() -> None:
    files = {"a": b"1", "b": b"2", "\udce9": b""}
    one = fingerprint(files, b"key", b"release", "0.1")
    assert one == fingerprint(dict(reversed(files.items())), b"key", b"release", "0.1")
    assert len(one) == 64
    others = [
        fingerprint({**files, "a": b"2"}, b"key", b"release", "0.1"),
        fingerprint({"a": b"1", "b": b"2"}, b"key", b"release", "0.1"),
        fingerprint({"a1": b"", "b": b"2", "\udce9": b""}, b"key", b"release", "0.1"),
        fingerprint({"ab": b"12", "\udce9": b""}, b"key", b"release", "0.1"),
        fingerprint(files, b"keyr", b"elease", "0.1"),
        fingerprint(files, b"key", b"", "0.1"),
        fingerprint(files, b"key", b"release", "0.2"),
    ]
    assert all(first != second for first, second in itertools.combinations([one, *others], 2))
