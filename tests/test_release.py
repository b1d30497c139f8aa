"""exercises/ is what nbgrader makes of solutions/, and no release holds more than it may."""

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from exercise_sets import ROOT, SETS, ExerciseSet

from attributed import KitError
from attributed.exercises.beside import FORM, KEY, PRACTICE
from attributed.exercises.build import answered_cells, build_exercises
from attributed.exercises.key import read_toml

EVERY_SET = pytest.mark.parametrize("work", SETS, ids=lambda work: work.name)


def nbgrader(folder: Path, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the stock command in a course folder, with this environment’s programs first on PATH."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr[-3000:]
    return done


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder made of the kit’s sources."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "solutions", folder / "solutions")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


@EVERY_SET
def test_exercises_are_what_nbgrader_makes_of_the_solutions(work: ExerciseSet, course: Path) -> None:
    nbgrader(course, "generate_assignment", work.name, "--force", "--no-db")
    made = course / "exercises" / work.name
    found = filecmp.dircmp(made, work.exercise, ignore=[".ipynb_checkpoints"])
    assert (found.left_only, found.right_only, found.diff_files) == ([], [], []), "run `make exercises`"


@EVERY_SET
def test_a_practice_release_shows_no_answer_to_who_opens_the_file(work: ExerciseSet) -> None:
    assert sorted(path.name for path in work.exercise.iterdir() if path.is_file()) == [
        f"{work.name}.ipynb",
        PRACTICE,
    ]
    shown = "".join(path.read_text(encoding="utf-8") for path in work.exercise.iterdir() if path.is_file())
    for secret in secrets_of(work):
        assert secret not in shown


@EVERY_SET
def test_an_assessment_release_holds_no_accepted_answer(work: ExerciseSet, course: Path) -> None:
    nbgrader(course, "generate_assignment", work.name, "--force", "--no-db", "--SealKey.mode=assessment")
    made = course / "exercises" / work.name
    assert sorted(path.name for path in made.iterdir()) == [f"{work.name}.ipynb", FORM]
    shown = "".join(path.read_text(encoding="utf-8") for path in made.iterdir())
    for secret in secrets_of(work):
        assert secret not in shown
    items = json.loads((made / FORM).read_text(encoding="utf-8"))["item"]
    allowed = {
        "kind", "points", "objective", "options", "parts", "codebook", "statements", "statement", "labels", "several",
        "name", "least_words", "most_words", "words",
    }  # fmt: skip
    assert set().union(*items.values()) <= allowed
    # The parts of a number are names and nothing else, and the words of an item are ids.
    for entry in items.values():
        assert all(isinstance(part, str) for part in entry.get("parts", []))
        assert all(re.fullmatch(r"W\d+", word) for word in entry.get("words", []))


def secrets_of(work: ExerciseSet) -> list[str]:
    """Return every sentence of the key that only its owner may see, and every solved answer."""
    data = read_toml(work.solution / KEY)
    found = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            for part in value.values():
                collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)
        elif isinstance(value, str) and len(value) > 12:
            found.append(value)

    for entry in data["item"].values():
        collect({name: entry[name] for name in ("why", "rule", "coach", "cases") if name in entry})
    for cell in work.notebook(work.solution)["cells"]:
        if cell["id"].startswith("answer-"):
            solved = "".join(cell["source"]).split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
            lines = [line.strip() for line in solved.splitlines()]
            # A line that only opens a bracket stands in the open answer as well.
            found += [line for line in lines if len(line) > 12 and not line.endswith(("{", "[", "("))]
    # Options and names of parts are read by everybody, whoever uses their words again.
    public = " ".join(
        text
        for entry in data["item"].values()
        for text in (*entry.get("options", {}).values(), *entry.get("parts", ()))
    )
    secrets = [text for text in found if text not in public]
    assert len(secrets) > 40
    return secrets


def test_a_broken_key_stops_the_release_and_leaves_nothing_behind(course: Path) -> None:
    work = SETS[0]
    key = course / "solutions" / work.name / KEY
    sound = key.read_text(encoding="utf-8")
    key.write_text(sound.replace('kind = "choice"', 'kind = "guess"', 1), encoding="utf-8")
    try:
        done = nbgrader(course, "generate_assignment", work.name, "--force", "--no-db", check=False)
    finally:
        key.write_text(sound, encoding="utf-8")
    assert done.returncode != 0
    assert "expected one of choice" in done.stderr
    assert not (course / "exercises" / work.name).exists()


def test_making_the_exercises_never_writes_over_answers_unasked(course: Path) -> None:
    work = SETS[0]
    assert list(build_exercises(course, force=True)) == [work.name for work in SETS]
    notebook = course / "exercises" / work.name / f"{work.name}.ipynb"
    assert answered_cells(notebook) == []
    page = json.loads(notebook.read_text(encoding="utf-8"))
    next(cell for cell in page["cells"] if cell["id"] == "answer-3")["source"] = 'answer_3 = "d"'
    notebook.write_text(json.dumps(page), encoding="utf-8")
    with pytest.raises(KitError, match=r"holds answers \(answer-3\)"):
        list(build_exercises(course))
    assert 'answer_3 = \\"d\\"' in notebook.read_text(encoding="utf-8")
    notebook.write_text(notebook.read_text(encoding="utf-8")[:200], encoding="utf-8")
    with pytest.raises(KitError, match="is not a notebook that can be read"):
        list(build_exercises(course))
    list(build_exercises(course, force=True))
    assert answered_cells(notebook) == []


def test_files_of_somebody_else_are_never_deleted_unasked(course: Path) -> None:
    list(build_exercises(course, force=True))
    notes = course / "exercises" / SETS[0].name / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    with pytest.raises(KitError, match=r"not the kit’s \(notes\.txt\)"):
        list(build_exercises(course))
    assert notes.read_text(encoding="utf-8") == "mine"
    notes.unlink()


def test_a_copy_of_the_key_under_another_name_stops_the_release(course: Path) -> None:
    source = course / "solutions" / SETS[0].name
    copy = shutil.copy(source / KEY, source / "key.toml~")
    try:
        done = nbgrader(course, "generate_assignment", SETS[0].name, "--force", "--no-db", check=False)
    finally:
        Path(copy).unlink()
    assert done.returncode != 0
    assert "holds answers of 01-whose-voice" in done.stderr
    assert not (course / "exercises" / SETS[0].name).exists()


def test_there_must_be_something_to_make(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="expected exercise sets here"):
        list(build_exercises(tmp_path))


def test_a_release_that_nbgrader_refuses_is_one_sentence(course: Path) -> None:
    key = course / "solutions" / SETS[0].name / KEY
    sound = key.read_text(encoding="utf-8")
    key.write_text("set = ", encoding="utf-8")
    try:
        with pytest.raises(KitError, match="nbgrader could not release 01-whose-voice"):
            list(build_exercises(course, force=True))
    finally:
        key.write_text(sound, encoding="utf-8")
