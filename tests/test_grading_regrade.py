"""What grading once more would change is said before it is written."""

from collections.abc import Mapping

import pytest
from grading_class import TROUBLE, submission

from attributed.grading.graded import MarkedAnswer
from attributed.grading.regrade import Change, as_lines, changes

Before = Mapping[str, Mapping[str, tuple[float | None, float | None]]]


def mark(item: int, points: float, of: float = 2) -> MarkedAnswer:
    return MarkedAnswer(item, points, of, "partly", (), "")


def test_a_change_names_student_item_and_both_marks_in_order() -> None:
    before: Before = {
        "Li Wei": {"check-3": (1, None), "check-12": (0.5, None), "check-4": (2, None)},
        "Ana": {"check-3": (2, None)},
    }
    after = [submission("Li Wei", mark(12, 0), mark(3, 2), mark(4, 2)), submission("Ana", mark(3, 1.5))]
    found = changes(before, after)
    assert found == [Change("Ana", 3, 2, 1.5, 2), Change("Li Wei", 3, 1, 2, 2), Change("Li Wei", 12, 0.5, 0, 2)]
    assert list(as_lines(found)) == [
        "Ana: item 3: 2 → 1.5 of 2",
        "Li Wei: item 3: 1 → 2 of 2",
        "Li Wei: item 12: 0.5 → 0 of 2",
        "",
        "Item 3: 1 up, 1 down, +0.5 points in all",
        "Item 12: 0 up, 1 down, -0.5 points in all",
    ]


def test_equal_marks_are_no_change_though_floats_differ_in_their_last_places() -> None:
    found = changes({"Ana": {"check-1": (0.1 + 0.2, None)}}, [submission("Ana", mark(1, 0.3))])
    assert found == []
    assert list(as_lines(found)) == ["Nothing would change."]


def test_a_mark_that_a_person_gave_stays_and_counts_for_nothing_in_the_sums() -> None:
    before: Before = {"Ana": {"check-3": (1, 1.5)}, "Li": {"check-3": (0, None)}, "Mo": {"check-3": (2, 0)}}
    after = [submission(name, mark(3, 2)) for name in ("Ana", "Li", "Mo")]
    assert [change.gain for change in changes(before, after)] == [0, 2]
    assert list(as_lines(changes(before, after))) == [
        "Ana: item 3: 1 → 2 of 2; but 1.5 stays, given by a person",
        "Li: item 3: 0 → 2 of 2",
        "",
        "Item 3: 1 up, 0 down, +2 points in all; 1 stays, given by a person",
    ]
    after = [submission("Ana", mark(3, 0)), submission("Mo", mark(3, 1))]
    assert list(as_lines(changes(before, after)))[-1] == "Item 3: 2 stay, given by a person"


@pytest.mark.parametrize("there", [{}, {"Ana": {"check-3": (None, None)}}])
def test_a_first_mark_is_a_change_from_no_mark(there: Before) -> None:
    assert list(as_lines(changes(there, [submission("Ana", mark(3, 0))]))) == [
        "Ana: item 3: no mark → 0 of 2",
        "",
        "Item 3: 0 up, 0 down, 0 points in all",
    ]


def test_where_nothing_can_be_marked_any_more_every_mark_falls_to_nothing_and_it_is_said_why() -> None:
    before: Before = {
        "Ana": {
            "check-2": (1, None),
            "check-1": (0, None),
            "check-5": (2, None),
            "rubric-1": (None, 3),
            "check-x": (1, None),
        }
    }
    after = [submission("Ana", trouble=TROUBLE), submission("Li", mark(2, 2))]
    lines = list(as_lines(changes(before, after)))
    assert lines[:2] == [f"Ana: nothing can be marked any more: {TROUBLE}", "Ana: item 2: 1 → 0 of 2"]
    assert len([line for line in lines if line.startswith("Ana")]) == 3
    alone = list(as_lines(changes(before, after[:1])))
    assert alone[1] == "Ana: item 2: 1 → 0"


def test_a_student_who_is_not_graded_again_and_the_rows_of_a_rubric_are_left_alone() -> None:
    before: Before = {"Ana": {"check-1": (1, None)}, "Li": {"check-1": (2, None), "rubric-1": (None, 3)}}
    assert changes(before, [submission("Li", mark(1, 2))]) == []


def test_a_name_cannot_write_over_the_terminal() -> None:
    name = "Eve\x1b[2K\rAna: item 1: 0\nLi"
    line = next(as_lines(changes({}, [submission(name, mark(1, 2))])))
    assert line == r"Eve\x1b[2K\rAna: item 1: 0\nLi: item 1: no mark → 2 of 2"
