"""The suite itself: the tests of a file run in one process and in their order, on however many cores."""

from pathlib import Path

from conftest import kept_together

FIRST: list[str] = []


def test_the_first_test_of_a_file_leaves_something_behind(tmp_path: Path) -> None:
    FIRST.append(str(tmp_path))
    assert len(FIRST) == 1


def test_the_second_finds_it() -> None:
    assert len(FIRST) == 1, "the tests of this file were handed to several processes: see conftest.py"


def test_grading_is_split_by_set_and_nothing_else_is_split() -> None:
    first, second = (f"tests/test_autograde.py::test_a[{name}]" for name in ("01-whose-voice", "02-how-words"))
    assert kept_together(first) != kept_together(second)
    first, second = (f"tests/test_release.py::{name}" for name in ("test_a[01-whose-voice]", "test_b"))
    assert kept_together(first) == kept_together(second)
