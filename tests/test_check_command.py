"""`attributed check NOTEBOOK`: a real kernel, a copy that is run, and the marks that the checks give."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from exercise_sets import SETS

from attributed.cli import main
from attributed.exercises.beside import FORM, PRACTICE, encode_form
from attributed.exercises.kernel import Outcome, run_cells
from attributed.exercises.key import read_toml
from attributed.exercises.mark import MIME
from attributed.exercises.marks import MarkedItem, MarkedSet, mark_notebook
from attributed.exercises.notebook import read_exercise

SET = SETS[0]
WRONG = {number: answers[0] for number, answers in SET.wrong.items()}
Change = Callable[[dict[str, Any]], None]


def solved() -> dict[int, str]:
    """The code of every solved answer cell."""
    cells = SET.notebook(SET.solution)["cells"]
    return {int(cell["id"][7:]): "".join(cell["source"]) for cell in cells if cell["id"].startswith("answer-")}


def copy_of_set(folder: Path, answers: dict[int, str] | None = None, change: Change | None = None) -> Path:
    """Write set 1 to a folder, with other code in answer cells and whatever else `change` does to the page."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PRACTICE).write_bytes((SET.exercise / PRACTICE).read_bytes())
    page = SET.notebook(SET.exercise)
    for number, code in (answers or {}).items():
        cell_of(page, f"answer-{number}")["source"] = code
    if change is not None:
        change(page)
    notebook = folder / f"{SET.name}.ipynb"
    notebook.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    return notebook


def cell_of(page: dict[str, Any], name: str) -> dict[str, Any]:
    cell: dict[str, Any] = next(cell for cell in page["cells"] if cell["id"] == name)
    return cell


def without(page: dict[str, Any], *names: str) -> None:
    page["cells"] = [cell for cell in page["cells"] if cell["id"] not in names]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def by_number(marked: MarkedSet) -> dict[int, MarkedItem]:
    return {item.item: item for item in marked.items}


@pytest.fixture(scope="module")
def solved_notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A solved notebook on a path with a space and letters beyond ASCII."""
    return copy_of_set(tmp_path_factory.mktemp("solved") / "Übung „eins“ 声" / "mine", solved())


@pytest.fixture(scope="module")
def solved_marks(solved_notebook: Path) -> dict[str, Any]:
    """What the command prints for it as JSON, run as a person would, in a process of its own."""
    before = {path: path.read_bytes() for path in solved_notebook.parent.iterdir()}
    done = subprocess.run(
        [sys.executable, "-m", "attributed", "check", solved_notebook.name, "--json"],
        cwd=solved_notebook.parent,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().count("\n") == 0
    assert "on this machine, as you" in done.stderr
    assert {path: path.read_bytes() for path in solved_notebook.parent.iterdir()} == before
    data: dict[str, Any] = json.loads(done.stdout)
    return data


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MarkedSet]:
    """Right, wrong and blank answers; cells that stop, never end, or are gone; checks that were tampered with."""
    answers = {
        **{number: solved()[number] for number in (1, 2, 14)},
        **{number: WRONG[number][0] for number in (4, 5, 11)},
        3: 'answer_3 = {"b"',
        7: "print('[2.0]')\nraise ValueError('no such table')",
        8: "while True:\n    print('on and on')",
        9: f"{solved()[9]}\nimport sys\nprint('careful', file=sys.stderr)",
        13: "answer_13 = 5",
    }

    def change(page: dict[str, Any]) -> None:
        stale = {
            "application/vnd.attributed.mark+json": {"item": 8, "points": 2, "of": 2, "verdict": "right", "says": []}
        }
        output = {"output_type": "execute_result", "execution_count": 1, "data": stale, "metadata": {}}
        cell_of(page, "check-8")["outputs"] = [output]
        cell_of(page, "check-2")["source"] = "1.0"
        cell_of(page, "check-12")["source"] = "check(4, answer_4)"
        cell_of(page, "check-9")["metadata"] = {}
        cell_of(page, "check-9")["id"] = "3f0c9a1e"
        cell_of(page, "answer-14")["metadata"]["tags"] = ["skip-execution"]
        page["metadata"]["kernelspec"]["name"] = "a-kernel-of-another-machine"
        without(page, "check-5", "answer-10")

    notebook = copy_of_set(tmp_path_factory.mktemp("slips"), answers, change)
    before = notebook.read_bytes()
    marked = mark_notebook(notebook, limit=4)
    assert notebook.read_bytes() == before
    return notebook, marked


def test_a_solved_notebook_gets_every_point_of_the_key(solved_marks: dict[str, Any]) -> None:
    assert (solved_marks["points"], solved_marks["of"]) == (SET.key.points, SET.key.points)
    found = {item["item"]: (item["points"], item["of"], item["state"]) for item in solved_marks["items"]}
    assert found == {item.number: (item.points, item.points, "right") for item in SET.key.items.values()}
    assert (solved_marks["set"], solved_marks["mode"]) == (SET.name, "practice")
    assert [item["objective"] for item in solved_marks["items"]] == [item.objective for item in SET.key.items.values()]


def test_json_holds_what_the_checks_say(solved_marks: dict[str, Any]) -> None:
    assert {item["item"]: item["says"] for item in solved_marks["items"]} == {
        item.number: [item.why] for item in SET.key.items.values()
    }


def test_a_blank_notebook_earns_nothing_and_every_item_is_still_open(tmp_path: Path) -> None:
    notebook = copy_of_set(tmp_path)
    done = run("check", notebook)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    for number, item in SET.key.items.items():
        line = next(line for line in lines if line.lstrip().startswith(f"{number} "))
        assert line.split() == [str(number), item.objective, "0", "of", f"{item.points:g}", "·", "still", "open"]
    assert lines[-1].split() == ["total", "0", "of", f"{SET.key.points:g}"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [notebook.name, PRACTICE]


def test_wrong_answers_earn_what_the_kit_gives_them(tmp_path: Path) -> None:
    marked = mark_notebook(copy_of_set(tmp_path, {number: code for number, (code, _) in WRONG.items()}))
    own = SET.run(SET.exercise, {number: code for number, (code, _) in WRONG.items()})
    assert {item.item: (item.points, item.state, item.says) for item in marked.items} == {
        number: (float(mark), mark.verdict, mark.says) for number, mark in own.items()
    }
    assert {number: item.points for number, item in by_number(marked).items()} == pytest.approx(
        {number: points for number, (_, points) in WRONG.items()}, abs=1e-3
    )
    assert 0 < (marked.points or 0) < SET.key.points


def test_a_cell_that_stops_is_an_error_of_its_own_item_with_its_sentence(slips: tuple[Path, MarkedSet]) -> None:
    items = by_number(slips[1])
    assert (items[3].state, items[3].points) == ("error", 0)
    assert items[3].says[0].startswith("SyntaxError: ")
    assert items[3].says[0].endswith("(line 1)")
    assert (items[7].state, items[7].says) == ("error", ("ValueError: no such table",))


def test_a_cell_that_never_ends_is_stopped_and_those_after_it_are_run(slips: tuple[Path, MarkedSet]) -> None:
    items = by_number(slips[1])
    assert (items[8].state, items[8].points) == ("error", 0)
    assert items[8].says == ("Its code was stopped after 4 seconds. Does it ever end?",)
    assert items[14].state == "right"


def test_a_deleted_check_is_shown_as_such(slips: tuple[Path, MarkedSet]) -> None:
    assert by_number(slips[1])[5].state == "deleted"
    assert "check(5, answer_5)" in by_number(slips[1])[5].says[0]


def test_a_deleted_answer_is_told_in_the_sentence_of_the_notebook(slips: tuple[Path, MarkedSet]) -> None:
    item = by_number(slips[1])[10]
    assert item.state == "error"
    assert item.says[0].startswith("answer_10 is not there yet. Run the cell with answer_10 = … first")


def test_only_a_mark_of_the_item_itself_counts(slips: tuple[Path, MarkedSet]) -> None:
    items = by_number(slips[1])
    for number in (2, 12):
        assert (items[number].state, items[number].points) == ("error", 0)
        assert f"It should hold check({number}, answer_{number})" in items[number].says[0]


def test_a_check_that_lost_its_name_is_known_by_its_line(slips: tuple[Path, MarkedSet]) -> None:
    item = by_number(slips[1])[9]
    assert (item.state, item.points) == ("right", SET.key.items[9].points)


def test_what_was_wrong_or_cannot_be_read_keeps_its_verdict(slips: tuple[Path, MarkedSet]) -> None:
    items = by_number(slips[1])
    assert {number: items[number].state for number in (1, 4, 6, 11, 13)} == {
        1: "right", 4: "partly", 6: "open", 11: "wrong", 13: "form",
    }  # fmt: skip
    assert items[4].points == WRONG[4][1]


def test_the_table_says_why_an_item_has_no_mark(slips: tuple[Path, MarkedSet], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attributed.cli.mark_notebook", lambda _path, limit: slips[1] if limit == 4 else None)
    done = run("check", slips[0], "--limit", "4")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[lines.index("7  count          0 of 2  × error") + 1] == "ValueError: no such table"
    assert "5  voice          0 of 5  × check deleted" in lines
    assert "4  cue          2.5 of 4  ▄ partly right" in lines
    assert lines[-1].split()[:2] == ["total", f"{slips[1].points:g}"]


def test_a_kernel_that_ends_leaves_the_rest_unrun_and_says_so(tmp_path: Path) -> None:
    found = run_cells(["6 * 7", "import os\nos._exit(1)", "1"], tmp_path, limit=20)
    assert found[0].value["text/plain"] == "42"
    assert [outcome.error for outcome in found[1:]] == [
        "Python ended in this cell, or just before it.",
        "It was not run: Python ended in a cell above.",
    ]


def test_a_loop_that_no_interrupt_reaches_ends_with_its_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("attributed.exercises.kernel._GRACE", 1)
    deaf = "import os, signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nopen('pid', 'w').write(str(os.getpid()))\n"
    found = run_cells([deaf + "while True: pass", "1"], tmp_path, limit=2)
    assert [outcome.error for outcome in found] == [
        "Its code was stopped after 2 seconds. Does it ever end?",
        "It was not run: Python ended in a cell above.",
    ]
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="utf-8")), 0)
    assert capfd.readouterr() == ("", "")


def test_an_assessment_has_no_marks_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = copy_of_set(tmp_path, {1: 'answer_1 = "c"'})
    (tmp_path / PRACTICE).unlink()
    (tmp_path / FORM).write_text(encode_form(read_toml(SET.solution / "key.toml")), encoding="utf-8")
    marks = SET.run(tmp_path)
    outcomes = [Outcome() for _ in read_exercise(notebook).cells]
    for number, place in read_exercise(notebook).checks.items():
        outcomes[place] = Outcome(marks[number]._repr_mimebundle_())
    monkeypatch.setattr("attributed.exercises.kernel.run_cells", lambda *_, **__: outcomes)
    done = run("check", notebook)
    assert done.exit_code == 0
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "1 voice – of 1 ▪ recorded" in lines
    assert "2 voice 0 of 1 · still open" in lines
    assert f"total – of {SET.key.points:g}" in lines
    assert lines[-1] == "An answer that is recorded can be read. The marks come from your teacher."


def damaged(folder: Path) -> Path:
    notebook = copy_of_set(folder)
    notebook.write_text(notebook.read_text(encoding="utf-8")[:3000], encoding="utf-8")
    return notebook


def of_text(text: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "a.ipynb").write_text(text, encoding="utf-8")
        return folder / "a.ipynb"

    return make


def keyless(folder: Path) -> Path:
    notebook = copy_of_set(folder)
    (folder / PRACTICE).unlink()
    return notebook


def of_another_set(folder: Path) -> Path:
    notebook = copy_of_set(folder)
    notebook.write_text(notebook.read_text(encoding="utf-8").replace(SET.name, "02-other"), encoding="utf-8")
    return notebook


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no such file": (lambda folder: folder / "none.ipynb", "cannot be read (No such file or directory)"),
    "a folder": (lambda folder: folder, "is a folder. Give the notebook in it"),
    "damaged JSON": (damaged, "is no notebook, or a damaged one"),
    "not UTF-8": (lambda folder: (folder / "b.ipynb", (folder / "b.ipynb").write_bytes(b"\xff\xfe"))[0], "no notebook"),
    "another JSON": (of_text("[1, 2]"), "is no notebook: its cells cannot be found"),
    "cells of another kind": (of_text('{"cells": [3]}'), "is no notebook: its cells cannot be found"),
    "a lesson": (of_text('{"cells": []}'), "is no exercise notebook of this kit"),
    "no key": (keyless, "Nothing to check answers with lies beside this notebook: expected practice-feedback.txt"),
    "the key of another set": (of_another_set, f"what lies beside it is for {SET.name!r}"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_run_is_one_sentence_and_status_1(name: str, tmp_path: Path) -> None:
    make, sentence = BAD[name]
    done = run("check", make(tmp_path))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert sentence in done.stderr
    assert done.stderr.splitlines()[-1].startswith("Error: ")


def test_a_kernel_that_cannot_start_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "jupyter" / "kernels" / "python3"
    broken.mkdir(parents=True)
    start = [sys.executable, "-c", "import sys; sys.exit('the kernel is not installed')"]
    spec = {"argv": start, "display_name": "broken", "language": "python"}
    (broken / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    done = run("check", copy_of_set(tmp_path / "set"))
    assert done.exit_code == 1
    assert "could not start a Jupyter kernel (the kernel is not installed). Set the kit up anew" in done.stderr


def test_no_limit_below_or_at_nothing_is_taken(tmp_path: Path) -> None:
    assert run("check", copy_of_set(tmp_path), "--limit", "0").exit_code == 2


def test_its_help_says_whose_code_runs_as_whom() -> None:
    said = " ".join(run("check", "--help").stdout.split())
    assert "runs on this machine, as you: check your own work only" in said


def test_a_notebook_keeps_a_mark_as_data_too() -> None:
    mark = SET.run(SET.exercise, {1: solved()[1]})[1]
    data = mark._repr_mimebundle_()[MIME]
    assert json.loads(json.dumps(data)) == {
        "item": 1, "points": 1.0, "of": 1.0, "verdict": "right", "says": list(mark.says),
    }  # fmt: skip


def test_cells_are_told_apart_by_what_nbgrader_released(tmp_path: Path) -> None:
    notebook = read_exercise(copy_of_set(tmp_path, {3: 'answer_3 = {"a"}'}))
    assert {number for number in SET.key.items if not notebook.is_open(number)} == {3}
