"""Sets of labels for statements: what an overlap earns, and which label the coaching speaks of."""

from typing import Any

import pytest

from attributed.case import Case
from attributed.exercises.key import Item
from attributed.exercises.kinds import codes
from attributed.exercises.result import FormError, Result

LABELS = ["PROBLEM", "CAUSE", "MORAL", "REMEDY"]
COACH = {
    "I11": {
        "extra": {"PROBLEM": "no event", "REMEDY": "no step"},
        "missing": {"CAUSE": "a motive", "MORAL": "a word"},
    }
}


def item(coach: dict[str, Any], *statements: str, several: bool = True) -> Item:
    """Return an item on frames."""
    spec = {"codebook": "frame", "statements": [*statements], "labels": LABELS, "several": several, "coach": coach}
    return Item(1, "codes", 4, "goal", (), "why", "rule", spec)


def mark(case: Case, made: Item, answer: object) -> Result:
    """Bring an answer into form and mark it."""
    return codes.mark(made, codes.form(made, answer), case)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"CAUSE", "MORAL"}, Result(1, ("why",))),
        ({"CAUSE", "MORAL", "REMEDY"}, Result(2 / 3, ("I11: no step",))),
        ({"CAUSE", "PROBLEM", "REMEDY"}, Result(0, ("I11: no event",))),
        ({"MORAL"}, Result(0.5, ("I11: a motive",))),
        ({"CAUSE"}, Result(0.5, ("I11: a word",))),
        (set(), Result(0, ("I11: a motive",))),
        ("moral | cause", Result(1, ("why",))),
    ],
)
def test_a_set_earns_its_overlap_and_hears_first_of_what_is_too_much(
    labels: object, expected: Result, case: Case
) -> None:
    made = item(COACH, "I11")
    assert list(codes.faults(made, case)) == []
    assert mark(case, made, {"I11": labels}) == expected


def test_a_set_is_held_against_the_accepted_one_that_is_nearest(case: Case) -> None:
    coach = {"D07": {"extra": {}, "missing": {label: label.lower() for label in ("CAUSE", "MORAL", "REMEDY")}}}
    made = item(coach, "D07")
    assert list(codes.faults(made, case)) == []
    for labels in (LABELS[1:], LABELS):
        assert mark(case, made, {"D07": labels}).share == 1
    assert mark(case, made, {"D07": {"PROBLEM", "CAUSE", "REMEDY"}}) == Result(0.75, ("D07: moral",))


def test_a_set_with_dots_is_open_and_the_form_stays_plain() -> None:
    made = item(COACH, "I11", "D07")
    assert codes.form(made, {"I11": {"MORAL", "CAUSE"}, "D07": ...}) == {"I11": ("CAUSE", "MORAL"), "D07": None}
    assert codes.form(made, {"I11": {...}, "D07": ["REMEDY"]}) == {"I11": None, "D07": ("REMEDY",)}
    with pytest.raises(FormError, match="D07: a set of labels is due"):
        codes.form(made, {"D07": {}})


@pytest.mark.parametrize(
    ("coach", "fault"),
    [
        ({"extra": {"PROBLEM": "p"}, "missing": COACH["I11"]["missing"]}, "should speak of REMEDY in extra"),
        ({"extra": COACH["I11"]["extra"], "missing": {"MORAL": "m"}}, "should speak of CAUSE in missing"),
        ({**COACH["I11"], "extra": {**COACH["I11"]["extra"], "MORAL": "m"}}, "calls MORAL too much, but it is due"),
        ({**COACH["I11"], "extra": {**COACH["I11"]["extra"], "BLAME": "b"}}, "names 'BLAME', which is not among"),
    ],
)
def test_coaching_speaks_to_every_label_that_may_be_too_much_or_missing(
    coach: dict[str, Any], fault: str, case: Case
) -> None:
    assert [found for found in codes.faults(item({"I11": coach}, "I11"), case) if fault in found]


def test_a_key_says_several_where_the_codebook_takes_sets_and_nowhere_else(case: Case) -> None:
    made = item(COACH, "I11", several=False)
    assert "several should be true" in " ".join(codes.faults(made, case))
    spec = {**made.spec, "codebook": "object", "labels": ["HACK", "ACCUSATION"], "several": True, "coach": {}}
    assert "several should be false" in " ".join(codes.faults(Item(1, "codes", 4, "goal", spec=spec), case))
