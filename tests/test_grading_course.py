"""A course is read as nbgrader reads it, and nothing is written in doing so."""

import os
import pickle
import sys
from pathlib import Path

import pytest

from attributed import KitError
from attributed.grading.course import Course, late_penalties, read_course


def make_course(folder: Path, settings: str = "") -> Path:
    """Make a course folder with one set that has a key, and these settings."""
    (folder / "source" / "01-first").mkdir(parents=True)
    (folder / "source" / "01-first" / "key.toml").write_text("", encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}\n", encoding="utf-8")
    return folder


def hand_in(course: Course, student: str, name: str = "01-first") -> Path:
    folder = course.submitted(student, name)
    folder.mkdir(parents=True)
    return folder


def test_the_usual_folders_are_nbgraders(tmp_path: Path) -> None:
    course = read_course(make_course(tmp_path, 'c.CourseDirectory.course_id = "seminar"'))
    assert course.course_id == "seminar"
    assert course.db_url == f"sqlite:///{tmp_path}/gradebook.db"
    assert course.source("01-first") == tmp_path / "source" / "01-first"
    assert course.release("01-first") == tmp_path / "release" / "01-first"
    assert course.submitted("ada", "01-first") == tmp_path / "submitted" / "ada" / "01-first"
    assert course.autograded("ada", "01-first") == tmp_path / "autograded" / "ada" / "01-first"
    assert course.feedback("ada", "01-first") == tmp_path / "feedback" / "ada" / "01-first"
    assert course.file_mode == 0o444


def test_the_settings_decide_on_folders_gradebook_and_students(tmp_path: Path) -> None:
    settings = """
c.CourseDirectory.directory_structure = "{nbgrader_step}/{assignment_id}/of-{student_id}"
c.CourseDirectory.submitted_directory = "handed-in"
c.CourseDirectory.db_url = "sqlite:///marks.db"
c.CourseDirectory.ignore = ["*.log"]
c.CourseDirectory.student_id_exclude = "left,gone"
c.CourseDirectory.groupshared = True
"""
    course = read_course(make_course(tmp_path, settings))
    assert course.submitted("ada", "01-first") == tmp_path / "handed-in" / "01-first" / "of-ada"
    assert course.db_url == f"sqlite:///{tmp_path}/marks.db"
    assert course.ignore == ("*.log",)
    assert course.file_mode == 0o664
    for student in ("ada", "left", "gone", "li"):
        hand_in(course, student)
    (tmp_path / "handed-in" / "01-first" / "notes").mkdir()
    assert course.students_of("01-first") == ["ada", "li"]


def test_a_root_elsewhere_is_followed_with_its_own_settings(tmp_path: Path) -> None:
    root = make_course(tmp_path / "root", 'c.CourseDirectory.course_id = "in the root"')
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(root)!r}\n", encoding="utf-8"
    )
    course = read_course(tmp_path / "here")
    assert (course.folder, course.asked) == (root, tmp_path / "here")
    assert course.course_id == "in the root"


def test_a_course_can_be_sent_to_another_process(tmp_path: Path) -> None:
    course = read_course(make_course(tmp_path))
    assert pickle.loads(pickle.dumps(course)) == course  # noqa: S301 - our own


def test_reading_writes_nothing_and_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    (home / ".ipython").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(home / ".jupyter"))
    folder = make_course(
        tmp_path / "course", 'import beside_the_settings\nc.NbGrader.logfile = "log"\nc.Application.log_level = 10'
    )
    (folder / "beside_the_settings.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    before = (os.getcwd(), sys.path[:], sys.dont_write_bytecode)  # noqa: PTH109
    there = sorted(tmp_path.rglob("*"))
    read_course(folder)
    assert sorted(tmp_path.rglob("*")) == there
    assert (os.getcwd(), sys.path[:], sys.dont_write_bytecode) == before  # noqa: PTH109


def test_reading_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    read_course(make_course(tmp_path, "c.Application.log_level = 10\nc.NbGrader.db_url = 'sqlite:///old-name.db'"))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("c.CourseDirectory.ignore = 5", "TraitError"),
        ("import no_such_module", "No module named 'no_such_module'"),
        ("c = (", "SyntaxError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("c.CourseDirectory.db_url = 'marks'", "expected sqlite:///"),
        ("c.CourseDirectory.directory_structure = '{step}/{student_id}'", "directory_structure"),
    ],
)
def test_broken_settings_are_one_sentence(tmp_path: Path, settings: str, said: str) -> None:
    with pytest.raises(KitError, match=said) as caught:
        read_course(make_course(tmp_path, settings))
    assert "\n" not in str(caught.value)


def test_what_is_no_course_is_said(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="is no nbgrader course"):
        read_course(tmp_path)
    with pytest.raises(KitError, match="found none"):
        read_course(tmp_path / "nowhere")


def test_a_set_needs_a_source_with_a_key(tmp_path: Path) -> None:
    course = read_course(make_course(tmp_path))
    course.require("01-first")
    with pytest.raises(KitError, match=r"no set '02-next'.*Its sets are 01-first"):
        course.require("02-next")
    (tmp_path / "source" / "03-keyless").mkdir()
    with pytest.raises(KitError, match=r"no key\.toml in .*03-keyless"):
        course.require("03-keyless")
    for name in ("", "..", "a/b", "a+b", " a"):
        with pytest.raises(KitError, match="cannot be"):
            course.require(name)
    with pytest.raises(KitError, match="cannot be the name of a student"):
        course.submitted("../teacher", "01-first")


def test_students_are_found_whatever_they_are_called(tmp_path: Path) -> None:
    course = read_course(make_course(tmp_path / "a [course]*"))
    students = ["-rf", "Zoë", "a b", "ada", "new\nline", os.fsdecode(b"latin-\xe9"), "[x]", "学生"]
    for student in students:
        hand_in(course, student)
    hand_in(course, "other", "02-other")
    (tmp_path / "a [course]*" / "submitted" / "file").write_text("", encoding="utf-8")
    (tmp_path / "a [course]*" / "submitted" / ".hidden" / "01-first").mkdir(parents=True)
    assert course.students_of("01-first") == sorted(students)
    assert course.students_of("02-other") == ["other"]
    assert course.students_of("03-none") == []


def test_the_late_plugin_is_the_courses_own(tmp_path: Path) -> None:
    settings = "c.AssignLatePenalties.plugin_class = 'lateness_of_this_test.Hours'\nc.Hours.per_hour = 0.5"
    folder = make_course(tmp_path, settings)
    (folder / "lateness_of_this_test.py").write_text(
        """from nbgrader.plugins import BasePlugin
from traitlets import Float

class Hours(BasePlugin):
    per_hour = Float(1).tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return self.per_hour * total_seconds_late / 3600
""",
        encoding="utf-8",
    )
    step = late_penalties(read_course(folder))
    assert step.plugin_inst.late_submission_penalty("ada", 9, 7200) == 1
    assert str(folder) not in sys.path
    assert not (folder / "__pycache__").exists()


def test_a_plugin_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    course = read_course(make_course(tmp_path, "c.AssignLatePenalties.plugin_class = 'no_such_module.Plugin'"))
    with pytest.raises(KitError, match=r"no_such_module.*Mend nbgrader_config\.py"):
        late_penalties(course)
