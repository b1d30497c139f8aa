"""`attributed progress` and `at.progress`: what is done in a folder of sets, from the notebooks on disk."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import click
import numpy as np
import pytest
from exercise_sets import SETS
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle
from test_check_command import SET, WRONG, copy_of_set, run, solved

import attributed as at
from attributed.exercises import terminal
from attributed.exercises.beside import PRACTICE, decode, encode
from attributed.exercises.kernel import Outcome, run_cells
from attributed.exercises.marks import MarkedItem, MarkedSet
from attributed.exercises.states import GROUPS

HALF = {number: solved()[number] for number in (1, 2, 5)} | {3: WRONG[3][0], 4: "answer_4 = {", 9: WRONG[9][0]}
"""Answers of a learner who has begun: three right, one partly, one wrong or partly, one that stops."""


def renamed(folder: Path, title: str, answers: dict[int, str] | None = None) -> Path:
    """Write set 1 under the name of the folder, as a set that does not exist yet."""
    notebook = copy_of_set(folder, answers)
    text = notebook.read_text(encoding="utf-8").replace(f'\\"{SET.name}\\"', f'\\"{folder.name}\\"')
    notebook.unlink()
    (folder / f"{folder.name}.ipynb").write_text(text, encoding="utf-8")
    data = decode(folder / PRACTICE) | {"set": folder.name, "title": title}
    (folder / PRACTICE).write_text(encode(data), encoding="utf-8")
    return folder / f"{folder.name}.ipynb"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a set half done, one that the kit does not have yet, untouched, and one that is damaged."""
    folder = tmp_path_factory.mktemp("begun") / "exercises"
    copy_of_set(folder / SET.name, HALF)
    renamed(folder / "09-later", "Exercise set 9: Later")
    copy_of_set(folder / "10-cut").rename(folder / "10-cut" / "10-cut.ipynb").write_text("{", encoding="utf-8")
    (folder / ".ipynb_checkpoints").mkdir()
    copy_of_set(folder / ".ipynb_checkpoints")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def found(begun: Path) -> at.Progress:
    """The progress there."""
    return at.progress(begun)


def test_each_item_has_its_state_and_its_points(found: at.Progress) -> None:
    own = SET.run(SET.exercise, {number: code for number, code in HALF.items() if number != 4} | {4: "answer_4 = ..."})
    items = found.items.loc[SET.name]
    assert list(items["points"]) == [float(own[number]) for number in SET.key.items]
    states = dict(items["state"])
    assert [number for number, state in states.items() if state == "right"] == [1, 2, 5]
    assert (states[3], states[4]) == ("partly right", "error")
    assert str(items.at[4, "says"]).startswith("SyntaxError: ")
    assert {states[number] for number in SET.key.items if number not in HALF} == {"still open"}


def test_items_are_counted_by_objective(found: at.Progress) -> None:
    table = found.objectives.loc[SET.name]
    assert list(table.index) == list(SET.key.objectives)
    for objective, row in table.iterrows():
        numbers = [number for number, item in SET.key.items.items() if item.objective == objective]
        assert row["right"] == len({1, 2, 5} & set(numbers))
        assert row["no mark"] == (4 in numbers)
        assert row["still open"] == len(set(numbers) - set(HALF))
        assert row.iloc[: len(GROUPS)].sum() == len(numbers)
        assert row["of"] == sum(SET.key.items[number].points for number in numbers)
    assert table["points"].sum() == pytest.approx(found.sets[0].points)


def test_a_set_that_does_not_exist_yet_needs_no_change(found: at.Progress) -> None:
    assert found.names == [SET.name, "09-later"]
    assert found.sets[1].title == "Exercise set 9: Later"
    assert set(found.items.loc["09-later"]["state"]) == {"still open"}


def test_a_notebook_that_cannot_be_read_is_named_and_hides_no_other(found: at.Progress) -> None:
    (fault,) = found.faults
    assert "10-cut.ipynb is no notebook, or a damaged one" in fault
    assert "10-cut.ipynb" in repr(found)
    assert "10-cut.ipynb" in found._repr_html_()


def test_untouched_sets_are_known_without_running_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a kernel was asked for")

    monkeypatch.setattr("attributed.exercises.kernel.run_cells", never)
    released = [work for work in SETS if work.exercise.is_dir()]
    for work in released:
        shutil.copytree(work.exercise, tmp_path / work.name)
    found = at.progress(tmp_path)
    assert found.names == [work.name for work in released]
    assert found.faults == ()
    assert len(found.items) == sum(len(work.key.items) for work in released)
    assert set(found.items["state"]) == {"still open"}


def test_one_answer_is_enough_for_a_set_to_be_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def fake(sources: list[str], folder: Path, **_: object) -> list[Outcome]:
        asked.append(folder)
        return [Outcome(error="x")] * len(sources)

    monkeypatch.setattr("attributed.exercises.kernel.run_cells", fake)
    copy_of_set(tmp_path / SET.name, {14: "answer_14 = 1"})
    at.progress(tmp_path)
    assert asked == [tmp_path / SET.name]


def test_the_folder_of_one_set_and_a_copy_beside_it_are_both_taken(tmp_path: Path) -> None:
    notebook = copy_of_set(tmp_path / SET.name)
    (notebook.parent / "Untitled.ipynb").write_text(json.dumps({"cells": []}), encoding="utf-8")
    (notebook.parent / "my copy.ipynb").write_bytes(notebook.read_bytes())
    found = at.progress(notebook.parent)
    assert found.names == [SET.name, f"{SET.name}/my copy"]
    assert found.sets[1].title == f"{SET.key.title} (my copy)"


def faked(states: dict[str, dict[str, list[str]]]) -> at.Progress:
    """Progress with items in given states, by set and objective."""
    sets = []
    for name, by_objective in states.items():
        pairs = [(objective, state) for objective, there in by_objective.items() for state in there]
        items = [
            MarkedItem(n, objective, {"right": 2.0, "partly": 0.5}.get(state, 0.0), 2.0, state, ("Why.",))
            for n, (objective, state) in enumerate(pairs, 1)
        ]
        key = type(SET.key)(name, f"Set {name}", "c", 5, dict.fromkeys(by_objective, "Do."), {})
        sets.append(MarkedSet(Path(name) / f"{name}.ipynb", key, "practice", tuple(items)))
    return at.Progress(tuple(sets))


ALL = ["right", "partly", "wrong", "form", "recorded", "error", "deleted", "open"]


def boxes(chart: at.Chart) -> list[Rectangle]:
    return [patch for patch in chart.figure.axes[0].patches if isinstance(patch, Rectangle)]


def test_the_picture_has_a_box_an_item_filled_by_its_share_of_the_points() -> None:
    chart = at.plot_progress(faked({"a": {"x": ["right", "partly"], "y": ["open"]}}))
    items = [box for box in boxes(chart) if box.get_y() < chart.figure.get_figheight() - 0.35]
    edges = [box for box in items if not box.get_fill()]
    fills = [box.get_height() for box in items if box.get_fill() and not same_color(box.get_facecolor(), "white")]
    assert len(edges) == 3
    assert fills == pytest.approx([0.22, 0.25 * 0.22])
    assert edges[2].get_linestyle() == ":"


def test_states_are_told_apart_without_colour() -> None:
    chart = at.plot_progress(faked({"a": {"x": ALL}}))
    words = [text.get_text() for text in chart.figure.axes[0].texts]
    assert {"right", "partly right", "not yet", "recorded", "no mark", "still open"} <= set(words)
    seen: dict[float, list[object]] = {}
    for box in (box for box in boxes(chart) if box.get_y() < chart.figure.get_figheight() - 0.35):
        kind = (box.get_hatch(), box.get_linestyle(), round(box.get_height(), 3), box.get_fill())
        seen.setdefault(round(box.get_x(), 3), []).append(kind)
    signs = {round(text.get_position()[0] - 0.11, 3) for text in chart.figure.axes[0].texts if text.get_text() == "×"}
    looks = [(*kinds, any(np.isclose(x, sign) for sign in signs)) for x, kinds in sorted(seen.items())]
    assert len(set(looks)) == len(GROUPS), looks


def test_the_alt_text_counts_what_is_drawn(found: at.Progress) -> None:
    chart = at.plot_progress(found)
    assert "Exercise set 1: Whose voice?: voice 3 right, 1 still open; place 1 partly right; cue 1 no mark" in chart.alt
    assert "Exercise set 9: Later: all 14 still open." in chart.alt
    assert chart.table.equals(found.objectives)


def test_many_long_sets_fit_the_page_and_nothing_overlaps() -> None:
    long = {f"{n:02}-a-name": {"certainty and likelihood": ALL * 3, "y": ["open"] * 7} for n in range(1, 8)}
    chart = at.plot_progress(faked(long))
    assert chart.figure.get_figwidth() <= 6.8
    edges = [box for box in boxes(chart) if not box.get_fill()]
    assert len(edges) == 7 * 31 + len(GROUPS)
    spans = {(round(box.get_x(), 3), round(box.get_y(), 3)) for box in edges}
    assert len(spans) == len(edges)
    assert max(box.get_x() + box.get_width() for box in edges) <= 6.8
    assert max(box.get_y() + box.get_height() for box in edges) <= chart.figure.get_figheight()


def test_it_is_drawn_the_same_every_time() -> None:
    first, second = (at.plot_progress(faked({"a": {"x": ALL}})) for _ in range(2))
    assert first.png() == second.png()
    assert first.svg() == second.svg()


def test_there_must_be_something_to_draw() -> None:
    with pytest.raises(at.KitError, match="no exercise set to draw"):
        at.plot_progress(at.Progress((), ("bad",)))


def fake_progress(monkeypatch: pytest.MonkeyPatch, progress: at.Progress) -> None:
    monkeypatch.setattr("attributed.exercises.progress.Gathering.add", lambda _self, _path: None)
    monkeypatch.setattr("attributed.exercises.progress.Gathering.progress", lambda _self: progress)


def test_the_terminal_shows_blocks_and_says_the_same_in_words(
    begun: Path, found: at.Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_progress(monkeypatch, found)
    done = run("progress", begun)
    lines = done.stdout.splitlines()
    assert lines[0] == f"Exercise set 1: Whose voice?   {round(found.sets[0].points or 0, 2):g} of 35 points"
    assert "  voice   █ █ █ ·  right 1, 2, 5; still open 12" in lines
    assert "  place   ▄        partly right 3" in lines
    assert "  cue     × ·      no mark 4; still open 8" in lines
    assert "  14 still open" in lines
    assert "█ right, ▄ partly right" in lines[-1]
    assert "on this machine, as you" in done.stderr
    assert "Left out: " in done.stderr
    assert done.exit_code == 1


def test_a_terminal_without_blocks_gets_plain_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        encoding = "ascii"

    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stdout=Old))
    lines = [click.unstyle(line) for line in terminal.progress_lines(faked({"a": {"x": ALL}}))]
    assert (
        "  x  # + - - o x x .  right 1; partly right 2; not yet 3, 4; recorded 5; no mark 6, 7; still open 8" in lines
    )
    assert terminal.printable("“so”") == "?so?"


def test_it_looks_in_exercises_here_and_shows_nothing_to_do_where_nothing_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of_set(tmp_path / "exercises" / SET.name)
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.chdir(tmp_path)
    done = run("progress")
    assert done.exit_code == 0
    assert f"0 of {SET.key.points:g} points" in done.stdout
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("name", "begins"), [("p.png", b"\x89PNG"), ("p.svg", b"<?xml")])
def test_the_picture_is_written_once_and_over_another_only_by_force(name: str, begins: bytes, tmp_path: Path) -> None:
    copy_of_set(tmp_path / "exercises" / SET.name)
    folder, picture = tmp_path / "exercises", tmp_path / name
    done = run("progress", folder, "--picture", picture)
    assert done.exit_code == 0
    assert picture.read_bytes().startswith(begins)
    assert "Exercise set 1: Whose voice?: all 14 still open." in done.stdout
    picture.write_bytes(b"mine")
    again = run("progress", folder, "--picture", picture)
    assert again.exit_code == 1
    assert f"{picture} is there already" in again.stderr
    assert picture.read_bytes() == b"mine"
    assert run("progress", folder, "--picture", picture, "--force").exit_code == 0
    assert picture.read_bytes().startswith(begins)


def test_an_svg_says_what_it_shows(found: at.Progress) -> None:
    chart = at.plot_progress(found)
    assert b"<title>Progress by exercise set and objective" in chart.svg()


@pytest.mark.parametrize(
    ("picture", "message"), [("p.jpg", "written as .png or .svg"), ("none/p.png", "there is no folder")]
)
def test_a_picture_that_cannot_be_written_is_refused_before_anything_is_run(
    picture: str, message: str, tmp_path: Path, begun: Path
) -> None:
    done = run("progress", begun, "--picture", tmp_path / picture)
    assert done.exit_code == 1
    assert message in done.stderr
    assert "on this machine" not in done.stderr


def test_a_folder_without_sets_and_no_folder_are_one_sentence_each(tmp_path: Path) -> None:
    for folder, message in ((tmp_path, "expected exercise sets here"), (tmp_path / "none", "There is no folder")):
        done = run("progress", folder)
        assert done.exit_code == 1
        assert done.stdout == ""
        assert message in done.stderr.splitlines()[-1]


def test_it_works_from_inside_a_notebook(begun: Path, tmp_path: Path) -> None:
    lone = copy_of_set(tmp_path / SET.name, {1: solved()[1]}).parent
    cells = [f"import attributed as at\nprogress = at.progress({str(lone)!r})\nprogress", "at.plot_progress(progress)"]
    table, chart = run_cells(cells, begun, limit=100)
    assert (table.error, chart.error) == ("", "")
    assert "<td>voice</td>" in table.value["text/html"] or "<th>voice</th>" in table.value["text/html"]
    assert "voice 1 right, 3 still open" in chart.value["text/html"]
