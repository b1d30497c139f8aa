"""A submission becomes the page that stock nbgrader makes of it; where nbgrader stops or is deceived, a better one."""

import copy
import json
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from exercise_sets import SETS, ExerciseSet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import MetadataValidator
from test_autograde import solved, submit, tampered, with_answers, with_slips
from test_release import course, nbgrader

from attributed import KitError
from attributed.grading.page import Page, PageError, Released, read_page, read_released

__all__ = ["course"]  # the fixture

TWO = [work for work in SETS if work.name[:2] in {"01", "07"}]
RELEASED = {work.name: read_released(work.exercise / f"{work.name}.ipynb") for work in TWO}
FIRST, BRIEF = TWO
LOCKED = {"setup", "check", "rubric"}


def page_of(notebook: dict[str, Any], work: ExerciseSet = FIRST) -> Page:
    """Return the page of a notebook, having made sure that it is one that can be written and graded."""
    page = read_page(json.dumps(notebook).encode(), RELEASED[work.name])
    assert_sound(page, RELEASED[work.name])
    return page


def assert_sound(page: Page, released: Released) -> None:
    """Check that whatever was handed in, the release decides about checks, setup and rubric."""
    node = nbformat.from_dict(page.notebook)  # type: ignore[no-untyped-call]
    nbformat.validate(node)
    assert [cell["id"] for cell in node.cells] == [cell["id"] for cell in page.notebook["cells"]]
    json.dumps(page.notebook, allow_nan=False, ensure_ascii=False).encode()
    cells = page.notebook["cells"]
    places = {
        cell["metadata"]["nbgrader"]["grade_id"]: place
        for place, cell in enumerate(cells)
        if "nbgrader" in cell["metadata"]
    }
    assert sorted(places) == sorted(cell.grade_id for cell in released.cells)
    assert sum("nbgrader" in cell["metadata"] for cell in cells) == len(released.cells)
    for cell in released.cells:
        there = cells[places[cell.grade_id]]
        assert there["metadata"]["nbgrader"] == cell.metadata
        assert there["cell_type"] == cell.cell_type
        if cell.role in LOCKED:
            assert there["source"] == cell.source
        if cell.role == "check":
            assert places[cell.grade_id] > places[f"answer-{cell.item}"]
    assert places["setup"] < min(place for name, place in places.items() if name != "setup")
    assert page.notebook["metadata"]["kernelspec"] == released.metadata["kernelspec"]
    assert [cell.place for cell in page.cells] == [n for n, cell in enumerate(cells) if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] for cell in cells if cell["cell_type"] == "code")
    named = {place: name for name, place in places.items()}
    for own in page.cells:
        assert own.source == cells[own.place]["source"]
        name = named.get(own.place)
        assert name == (name if own.role == "setup" else f"{own.role}-{own.item}" if own.item else None)
    assert all(flag.endswith(".") and "\n" not in flag for flag in page.flags)


def exercise(work: ExerciseSet = FIRST) -> dict[str, Any]:
    """Return a fresh copy of the release."""
    return work.notebook(work.exercise)


def cell_of(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the cell with an id; in the release a named cell’s id is its name."""
    found: dict[str, Any] = next(cell for cell in notebook["cells"] if cell["id"] == name)
    return found


def order_of(page: Page) -> list[str]:
    return [cell["id"] for cell in page.notebook["cells"]]


def lively(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a submission by somebody who has worked in it: outputs, notes, tags, pictures, cells of their own."""
    lived: dict[str, Any] = json.loads(json.dumps(notebook).replace('"points": 3.0', '"points": 3'))
    for count, cell in enumerate(lived["cells"], 1):
        if cell["cell_type"] == "code":
            cell["execution_count"] = count
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}]
            cell["metadata"] |= {"collapsed": True, "scrolled": False, "jupyter": {"outputs_hidden": True}}
        else:
            cell["metadata"] |= {"trusted": True, "collapsed": False, "slideshow": {"slide_type": "slide"}}
    cell_of(lived, "answer-2")["metadata"]["tags"] = ["ask", "later"]
    place = lived["cells"].index(cell_of(lived, "check-2"))
    picture = {"dot.png": {"image/png": "iVBORw0KGgo="}}
    own = [
        {"cell_type": "code", "id": "mine", "source": "x = 1\nx", "outputs": [], "execution_count": 1, "metadata": {}},
        {"cell_type": "markdown", "id": "note", "source": ["a\n", "b"], "metadata": {}, "attachments": picture},
        {"cell_type": "raw", "id": "raw", "source": "r", "metadata": {"format": "text/plain"}},
        {"cell_type": "code", "id": "magic", "source": "%pwd", "outputs": [], "execution_count": 1, "metadata": {}},
    ]
    lived["cells"][place:place] = own
    item_5 = [cell for cell in lived["cells"] if cell["id"] in {"item-5", "answer-5", "check-5"}]
    lived["cells"] = [cell for cell in lived["cells"] if cell not in item_5]
    place = lived["cells"].index(cell_of(lived, "item-4"))
    lived["cells"][place:place] = item_5
    lived["metadata"]["kernelspec"] = {"name": "my-env", "display_name": "My environment", "language": "python"}
    lived["metadata"]["own"] = {"a": [1, None]}
    return lived


@pytest.fixture(scope="module", params=TWO, ids=lambda work: work.name)
def work(request: pytest.FixtureRequest) -> ExerciseSet:
    """The set without and the set with a rubric."""
    found: ExerciseSet = request.param
    return found


@pytest.fixture(scope="module")
def graded(course: Path, work: ExerciseSet) -> Path:
    """The course after stock nbgrader has graded one submission of every kind."""
    nbgrader(course, "generate_assignment", work.name, "--force")
    released = work.notebook(course / "exercises" / work.name)
    full = with_answers(released, solved(work))
    for student, notebook in {
        "solved": full,
        "blank": released,
        "slips": with_slips(copy.deepcopy(full)),
        "tampered": tampered(work, copy.deepcopy(full)),
        "lively": lively(full),
    }.items():
        submit(course, student, work, notebook)
    nbgrader(course, "autograde", work.name)
    return course


STUDENTS = ["solved", "blank", "slips", "tampered", "lively"]


@pytest.mark.parametrize("student", STUDENTS)
def test_the_page_is_cell_by_cell_what_nbgrader_makes_of_the_submission(
    graded: Path, work: ExerciseSet, student: str
) -> None:
    file = graded / "submitted" / student / work.name / f"{work.name}.ipynb"
    released = read_released(graded / "exercises" / work.name / f"{work.name}.ipynb")
    page = read_page(file.read_bytes(), released)
    assert_sound(page, released)
    stock = nbformat.read(graded / "autograded" / student / work.name / f"{work.name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    for cell in stock.cells:
        if cell.cell_type == "code":  # what running it left behind
            cell.outputs, cell.execution_count = [], None
            cell.metadata.pop("execution", None)
    assert page.notebook["cells"] == stock.cells
    assert (page.notebook["nbformat"], page.notebook["nbformat_minor"]) == (stock.nbformat, stock.nbformat_minor)
    own, theirs = page.notebook["metadata"], stock.metadata
    assert own.pop("language_info")["name"] == theirs.pop("language_info")["name"]
    assert own == theirs
    with Gradebook(f"sqlite:///{graded}/gradebook.db", "attributed") as book:
        comments = book.find_submission_notebook(work.name, work.name, student).comments
        assert page.unanswered == {comment.name for comment in comments if comment.auto_comment == "No response."}


@pytest.mark.parametrize("student", ["solved", "blank", "lively"])
def test_an_honest_submission_has_no_flag(graded: Path, work: ExerciseSet, student: str) -> None:
    file = graded / "submitted" / student / work.name / f"{work.name}.ipynb"
    assert read_page(file.read_bytes(), RELEASED[work.name]).flags == ()


def test_whatever_was_tampered_with_has_its_flag(graded: Path) -> None:
    file = graded / "submitted" / "tampered" / BRIEF.name / f"{BRIEF.name}.ipynb"
    if not file.is_file():
        pytest.skip("the set with a rubric shows it")
    flags = read_page(file.read_bytes(), RELEASED[BRIEF.name]).flags
    assert set(flags) == {
        "check-1 was edited; the released one was run.",
        "check-2 was deleted; it was put back.",
        "rubric-who was deleted; it was put back.",
        *(
            sentence.format(f"rubric-{row}")
            for row in ("sides", "strength", "limits")
            for sentence in ("{} was edited; the released one stands.", "The points of {} were changed; it is worth 2.")
        ),
        "The nbgrader settings of rubric-limits were changed; the released ones count.",
    }


def test_the_blank_release_is_unanswered_and_a_set_is_plain_data() -> None:
    for work in TWO:
        page = page_of(exercise(work), work)
        MetadataValidator().validate_nb(nbformat.from_dict(page.notebook))  # type: ignore[no-untyped-call]
        assert page.unanswered == {f"answer-{number}" for number in work.key.items}
        assert order_of(page) == [cell["id"] for cell in exercise(work)["cells"]]
        assert pickle.loads(pickle.dumps(RELEASED[work.name])) == RELEASED[work.name]  # noqa: S301 - our own
        points = {cell.item: cell.points for cell in RELEASED[work.name].cells if cell.role == "check"}
        assert points == {item.number: item.points for item in work.key.items.values()}


def mutated(change: Callable[[dict[str, Any]], object], work: ExerciseSet = FIRST) -> Page:
    """Return the page of a solved notebook to which somebody did something."""
    notebook = with_answers(exercise(work), solved(work))
    change(notebook)
    return page_of(notebook, work)


def settings_of(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Return nbgrader’s settings of a cell."""
    found: dict[str, Any] = cell_of(notebook, name)["metadata"]["nbgrader"]
    return found


def move(notebook: dict[str, Any], name: str, place: int) -> None:
    """Move a cell to another place."""
    cell = cell_of(notebook, name)
    notebook["cells"].remove(cell)
    notebook["cells"].insert(place, cell)


def delete(notebook: dict[str, Any], *names: str) -> None:
    """Delete cells."""
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in names]


def duplicate(notebook: dict[str, Any], name: str, place: int, **fields: Any) -> None:  # noqa: ANN401 - of a cell
    """Copy a cell, settings and all, as JupyterLab does."""
    notebook["cells"].insert(place, copy.deepcopy(cell_of(notebook, name)) | fields)


@pytest.mark.parametrize(
    ("change", "flags"),
    [
        (lambda nb: cell_of(nb, "check-3").update(source="3.0"), ["check-3 was edited; the released one was run."]),
        (lambda nb: cell_of(nb, "setup").update(source="check = max"), ["setup was edited; the released one was run."]),
        (lambda nb: cell_of(nb, "check-3").update(source="check(3, answer_3)\r\n"), []),
        (
            lambda nb: settings_of(nb, "check-3").update(points=99),
            ["The points of check-3 were changed; it is worth 3."],
        ),
        (lambda nb: settings_of(nb, "check-3").pop("points"), ["The points of check-3 were changed; it is worth 3."]),
        (lambda nb: settings_of(nb, "check-3").update(checksum="0" * 32, schema_version=1), []),
        (
            lambda nb: settings_of(nb, "check-3").pop("locked"),
            ["The nbgrader settings of check-3 were changed; the released ones count."],
        ),
        (
            lambda nb: settings_of(nb, "check-3").update(solution=True),
            ["The nbgrader settings of check-3 were changed; the released ones count."],
        ),
        (
            lambda nb: cell_of(nb, "check-3").update(cell_type="markdown"),
            ["check-3 was turned into a cell of type markdown; it is of type code again."],
        ),
        (
            lambda nb: cell_of(nb, "answer-3").update(cell_type="raw"),
            ["answer-3 was turned into a cell of type raw; it is of type code again."],
        ),
        (
            lambda nb: cell_of(nb, "check-3")["metadata"].pop("nbgrader"),
            ["check-3 had lost its nbgrader settings; it was given them again."],
        ),
        (
            lambda nb: cell_of(nb, "answer-3")["metadata"].update(nbgrader={}),
            ["answer-3 had lost its nbgrader settings; it was given them again."],
        ),
        (lambda nb: delete(nb, "answer-3"), ["answer-3 was deleted; it was put back."]),
        (lambda nb: delete(nb, "check-3"), ["check-3 was deleted; it was put back."]),
        (lambda nb: delete(nb, "setup"), ["setup was deleted; it was put back."]),
        (lambda nb: move(nb, "check-3", 0), ["check-3 stood before answer-3; it was put back after it."]),
        (lambda nb: move(nb, "answer-3", 60), ["check-3 stood before answer-3; it was put back after it."]),
        (lambda nb: move(nb, "check-3", 60), []),
        (lambda nb: move(nb, "setup", 60), ["setup stood out of order; it was put back in its place."]),
        (lambda nb: move(nb, "answer-1", 0), ["setup stood out of order; it was put back in its place."]),
        (
            lambda nb: duplicate(nb, "check-3", 2, id="copy"),
            ["check-3 stood there 2 times; only the last one counts as such."],
        ),
        (
            lambda nb: duplicate(nb, "answer-3", 2),
            [
                "answer-3 stood there 2 times; only the last one counts as such.",
                "A cell had no proper id, and got one.",
            ],
        ),
        (
            lambda nb: settings_of(nb, "check-3").update(grade_id="check-33"),
            ["check-3 had lost its nbgrader settings; it was given them again."],
        ),
        (
            lambda nb: cell_of(nb, "speakers")["metadata"].update(nbgrader={"grade_id": "check-33", "grade": True}),
            ["Cell 45: of a name that no cell of this set has, and taken as the student’s own."],
        ),
        (lambda nb: cell_of(nb, "item-3").update(id=7), ["A cell had no proper id, and got one."]),
        (lambda nb: cell_of(nb, "item-3").pop("id"), ["A cell had no proper id, and got one."]),
        (lambda nb: cell_of(nb, "answer-3").pop("id"), []),
        (lambda nb: nb.update(cells=[]), ["The notebook holds no cell of this set; all of them were put back."]),
    ],
)
def test_each_harm_has_its_flag_and_does_none(change: Callable[[dict[str, Any]], object], flags: list[str]) -> None:
    page = mutated(change)
    assert sorted(page.flags) == sorted(flags)


def test_an_answer_stays_the_students_whatever_happened_to_its_settings() -> None:
    answer = solved(FIRST)[3]

    def strip(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            cell["metadata"] = {}

    page = mutated(strip)
    assert [cell.source for cell in page.cells if cell.role == "answer" and cell.item == 3] == [answer]
    assert page.unanswered == frozenset()
    assert order_of(page) == [cell["id"] for cell in exercise()["cells"]]


def test_an_answer_without_settings_or_id_still_runs_before_its_check() -> None:
    def strip(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            cell["metadata"] = {}
            del cell["id"]
        notebook["nbformat_minor"] = 4

    page = mutated(strip)
    answers = solved(FIRST)
    for number, answer in answers.items():
        turn = [cell.source for cell in page.cells]
        check = next(n for n, cell in enumerate(page.cells) if (cell.role, cell.item) == ("check", number))
        put_back = next(n for n, cell in enumerate(page.cells) if (cell.role, cell.item) == ("answer", number))
        assert put_back < turn.index(answer) < check


def test_a_split_answer_runs_whole_and_in_order() -> None:
    def split(notebook: dict[str, Any]) -> None:
        cell = cell_of(notebook, "answer-11")
        place = notebook["cells"].index(cell)
        duplicate(notebook, "answer-11", place, id="upper", source="import re")

    page = mutated(split)
    place = order_of(page).index("upper")
    assert order_of(page)[place : place + 3] == ["upper", "answer-11", "check-11"]
    assert [cell.role for cell in page.cells if cell.place in range(place, place + 3)] == ["code", "answer", "check"]


def test_of_a_cell_that_stands_twice_the_last_counts_and_the_first_is_the_students() -> None:
    page = mutated(lambda nb: duplicate(nb, "answer-3", len(nb["cells"]), id="later", source="answer_3 = 'z'"))
    assert order_of(page)[-2:] == ["later", "check-3"]
    assert [cell.role for cell in page.cells][-2:] == ["answer", "check"]
    first = page.notebook["cells"][order_of(page).index("answer-3")]
    assert "nbgrader" not in first["metadata"]


def test_a_copy_that_claims_nothing_does_not_displace_the_cell() -> None:
    plain = {"nbgrader": {"grade_id": "answer-3", "grade": False, "solution": False, "locked": False}}
    page = mutated(lambda nb: duplicate(nb, "answer-3", len(nb["cells"]), id="later", source="x", metadata=plain))
    assert [cell.source for cell in page.cells if (cell.role, cell.item) == ("answer", 3)] == [solved(FIRST)[3]]


def test_swapped_names_leave_both_answers_before_both_checks() -> None:
    def swap(notebook: dict[str, Any]) -> None:
        settings_of(notebook, "answer-3")["grade_id"] = "answer-5"
        cell_of(notebook, "answer-5")["metadata"]["nbgrader"]["grade_id"] = "answer-3"

    page = mutated(swap)
    turn = order_of(page)
    assert max(turn.index("answer-3"), turn.index("answer-5")) < min(turn.index("check-3"), turn.index("check-5"))
    assert page.flags == ("check-3 stood before answer-3; it was put back after it.",)


def test_rows_of_a_rubric_come_back_in_their_order() -> None:
    def shuffle(notebook: dict[str, Any]) -> None:
        move(notebook, "rubric-limits", 0)
        move(notebook, "rubric-who", len(notebook["cells"]))

    page = mutated(shuffle, BRIEF)
    assert [name for name in order_of(page) if name.startswith(("rubric", "check-13"))] == [
        "check-13", "rubric-who", "rubric-sides", "rubric-strength", "rubric-limits",
    ]  # fmt: skip


def test_own_metadata_stays_on_an_answer_and_goes_from_a_row_of_a_rubric() -> None:
    def decorate(notebook: dict[str, Any]) -> None:
        for name in ("answer-1", "rubric-who"):
            cell_of(notebook, name)["metadata"]["tags"] = ["mine"]

    cells = {cell["id"]: cell for cell in mutated(decorate, BRIEF).notebook["cells"]}
    assert cells["answer-1"]["metadata"]["tags"] == ["mine"]
    assert cells["rubric-who"]["metadata"] == cell_of(exercise(BRIEF), "rubric-who")["metadata"]


def test_a_students_id_never_takes_that_of_a_released_cell() -> None:
    thief: dict[str, Any] = {
        "cell_type": "code",
        "id": "check-3",
        "metadata": {},
        "source": "1",
        "outputs": [],
        "execution_count": None,
    }
    page = mutated(lambda nb: nb["cells"].insert(0, thief))
    assert order_of(page)[0] == "cell-1"
    assert page.notebook["cells"][order_of(page).index("check-3")]["metadata"]["nbgrader"]["grade_id"] == "check-3"
    assert page == mutated(lambda nb: nb["cells"].insert(0, thief))


def test_a_page_shares_nothing_with_the_release_or_another_page() -> None:
    before = pickle.dumps(RELEASED[BRIEF.name])
    page = mutated(lambda nb: delete(nb, "check-1", "rubric-who"), BRIEF)
    for cell in page.notebook["cells"]:
        cell["metadata"].get("nbgrader", {}).clear()
        cell["metadata"]["x"] = cell.setdefault("outputs", [])
    page.notebook["metadata"]["kernelspec"].clear()
    assert pickle.dumps(RELEASED[BRIEF.name]) == before


def test_a_usual_submission_is_read_in_far_less_than_twenty_milliseconds() -> None:
    data = json.dumps(lively(exercise()), indent=1).encode()
    best = 1.0
    for _ in range(20):
        begun = time.process_time()
        read_page(data, RELEASED[FIRST.name])
        best = min(best, time.process_time() - begun)
    assert best < 0.02


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda nb: nb.update(nbformat=3), "damaged|not as nbgrader releases"),
        (lambda nb: nb.update(cells=nb["cells"][:1]), "No cell in it is known to nbgrader"),
        (lambda nb: nb["cells"].append(nb["cells"][1] | {"id": "x"}), "The cell setup stands there twice"),
        (lambda nb: nb["metadata"].update(kernelspec={"name": 3}), "It is not valid"),
        (lambda nb: nb["cells"][1].pop("id"), "Its cells have no ids"),
        (lambda nb: nb["cells"][1].update(id="?"), "It is not valid"),
        (lambda nb: nb.pop("cells"), "no notebook: it has no cells"),
    ],
)
def test_a_damaged_release_grades_nobody(tmp_path: Path, harm: Callable[[dict[str, Any]], object], says: str) -> None:
    notebook = exercise()
    harm(notebook)
    path = tmp_path / "set.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(KitError, match=says) as stop:
        read_released(path)
    assert "Release the set again." in str(stop.value)


def test_a_release_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="cannot be read"):
        read_released(tmp_path / "none.ipynb")


NAMES = [cell.grade_id for cell in RELEASED[BRIEF.name].cells]
CHANGES: st.SearchStrategy[list[tuple[str, int, int, str, Any]]] = st.lists(
    st.tuples(
        st.sampled_from(["delete", "copy", "move", "type", "name", "settings", "source", "id", "strip", "part"]),
        st.integers(0, 60),
        st.integers(0, 60),
        st.sampled_from(["points", "locked", "grade", "solution", "task", "schema_version", "checksum"]),
        st.sampled_from(
            ["code", "markdown", "raw", "x", "", None, 5, True, [], {"a": 1}, "check(1, answer_1)", *NAMES]
        ),
    ),
    max_size=12,
)


def apply(notebook: dict[str, Any], change: tuple[str, int, int, str, Any]) -> None:
    """Do one harm to a notebook."""
    what, one, other, field, value = change
    cells = notebook["cells"]
    if not cells:
        return
    cell = cells[one % len(cells)]
    own = cell.get("metadata", {}).get("nbgrader")
    if what == "delete":
        cells.remove(cell)
    elif what == "copy":
        cells.insert(other % len(cells), copy.deepcopy(cell))
    elif what == "move":
        cells.insert(other % len(cells), cells.pop(one % len(cells)))
    elif what == "name":
        cell.setdefault("metadata", {})["nbgrader"] = {**(own or {}), "grade_id": value}
    elif what == "settings" and own:
        own[field] = value
    elif what == "strip":
        cell.get("metadata", {}).pop("nbgrader", None)
    elif what == "part":
        cell.pop(("source", "metadata", "id", "cell_type", "outputs")[other % 5], None)
    else:
        cell[{"type": "cell_type", "source": "source"}.get(what, "id")] = value


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_whatever_is_done_to_a_notebook_every_check_stands_once_after_its_answer(
    changes: list[tuple[str, int, int, str, Any]],
) -> None:
    notebook = exercise(BRIEF)
    for change in changes:
        apply(notebook, change)
    page_of(notebook, BRIEF)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 30_000))
def test_damaged_bytes_never_raise_anything_but_a_page_error(bits: bytes, place: int) -> None:
    data = (FIRST.exercise / f"{FIRST.name}.ipynb").read_bytes()
    for harmed in (bits, data[:place] + bits + data[place + len(bits) :]):
        try:
            page = read_page(harmed, RELEASED[FIRST.name])
        except PageError:
            continue
        assert_sound(page, RELEASED[FIRST.name])
