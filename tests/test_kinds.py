"""Every kind of item, on small items made for the purpose: what earns what, and what is said."""

import sys
import warnings
from types import FunctionType
from typing import Any

import numpy as np
import pytest

from attributed.case import Case
from attributed.exercises.checker import Checker
from attributed.exercises.fold import fold
from attributed.exercises.key import Item, Key, key_faults
from attributed.exercises.kinds import KINDS
from attributed.exercises.plain import NotPlainError, as_plain
from attributed.exercises.result import Result


def item(kind: str, **spec: Any) -> Item:  # noqa: ANN401 - every kind has its own fields
    """Return an item of one kind."""
    return Item(1, kind, 4, "goal", (), "why", "rule", spec)


def mark(case: Case, made: Item, answer: object) -> Result:
    """Bring an answer into form and mark it."""
    kind = KINDS[made.kind]
    return kind.mark(made, kind.form(made, answer), case)


def checker(case: Case, made: Item, mode: str = "practice") -> Checker:
    """Return a checker of one item."""
    return Checker(Key("set", "Set", case.id, 1, {"goal": "Goal."}, {1: made}), mode, case)


CHOICE = item(
    "choice", options={"a": "one", "b": "two", "c": "three"}, accept={"a": 1, "b": 0.5}, coach={"b": "near", "c": "far"}
)


def test_a_choice_earns_the_credit_that_the_key_gives_it(case: Case) -> None:
    assert mark(case, CHOICE, "a") == Result(1, ("why",))
    assert mark(case, CHOICE, "b") == Result(0.5, ("near",))
    assert mark(case, CHOICE, "c") == Result(0, ("far",))


def test_a_number_is_right_up_to_its_tolerance_and_no_further(case: Case) -> None:
    coach = [{"from": 20, "to": 30, "say": "range"}, {"say": "any"}]
    made = item("number", accept=10, tolerance=0.5, coach=coach)
    assert mark(case, made, 10.5).share == mark(case, made, 9.5).share == 1
    assert mark(case, made, 10.6) == mark(case, made, -10) == Result(0, ("any",))
    assert mark(case, made, 20) == mark(case, made, 30) == Result(0, ("range",))
    assert mark(case, made, 31) == Result(0, ("any",))


ORDER = item(
    "order",
    options={"a": "1", "b": "2", "c": "3", "d": "4"},
    accept=["a", "b", "c", "d"],
    coach=[{"first": x, "before": y, "say": f"{x} before {y}"} for x, y in (("b", "a"), ("c", "b"), ("d", "c"))],
)


def test_one_swap_of_neighbours_earns_half_and_gets_one_sentence(case: Case) -> None:
    assert mark(case, ORDER, ["a", "c", "b", "d"]) == Result(0.5, ("c before b",))
    assert mark(case, ORDER, ["a", "d", "c", "b"]) == Result(0, ("c before b",))
    assert mark(case, ORDER, ["d", "c", "b", "a"]) == Result(0, ("b before a",))


def test_marked_words_may_stand_among_four_others_for_half(case: Case) -> None:
    made = item("words", statements=["I04"], column="cue", coach={"I04": {"else": "else"}})
    for words, share in {
        "labelling": 1,
        "labelling the claims “groundless”": 0.5,
        "attack against tech giant Microsoft labelling": 0,
        "against tech giant Microsoft labelling": 0.5,
        "cyber-attack": 0,
        "cyber": 0,
    }.items():
        assert mark(case, made, {"I04": words}).share == share, words
    assert "in the form in which it stands" in mark(case, made, {"I04": "cyber"}).says[0]
    assert "else" in mark(case, made, {"I04": "cyber-attack"}).says[0]


def test_words_that_no_column_holds_are_named_in_the_key(case: Case) -> None:
    made = item("words", statements=["I11"], wanted={"I11": "purely"}, coach={"I11": {"smear": "both", "else": "else"}})
    assert list(KINDS["words"].faults(made, case)) == []
    assert mark(case, made, {"I11": "“purely”"}) == Result(1, ("why",))
    assert mark(case, made, {"I11": "It is purely a"}) == Result(
        0.5, ("I11: “it is purely a”: it is in there. Which part of it is asked for?",)
    )
    assert mark(case, made, {"I11": "smear"}) == Result(0, ("I11: both",))


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        ({}, "one of column and wanted"),
        ({"column": "cue", "wanted": {"I11": "purely"}}, "one of column and wanted"),
        ({"wanted": {"I12": "never"}}, "wanted should name I11; found I12."),
        ({"wanted": {"I11": "entirely"}}, "I11: the accepted words do not stand in the statement itself."),
    ],
)
def test_words_have_one_source_and_stand_in_the_statement(spec: dict[str, Any], fault: str, case: Case) -> None:
    made = item("words", statements=["I11"], coach={"I11": {"else": "else"}}, **spec)
    assert fault in " ".join(KINDS["words"].faults(made, case))


def test_a_label_without_coaching_of_its_own_hears_the_test_of_the_codebook(case: Case) -> None:
    made = item("codes", codebook="voice", statements=["D25"], labels=["DQ", "PQ"], coach={"D25": {}})
    assert case.codebooks["voice"]["DQ"].test in mark(case, made, {"D25": "DQ"}).says[0]


def function(body: str) -> FunctionType:
    """Return a student’s function."""
    names: dict[str, Any] = {"sys": sys, "warnings": warnings}
    exec(f"def answer(text):\n    {body}", names)  # noqa: S102 - our own
    found: FunctionType = names["answer"]
    return found


FUNCTION = item(
    "function",
    name="answer",
    cases=[
        {"input": "a", "expected": 1, "say": "one"},
        {"input": "", "expected": 0, "say": "none"},
        {"input": "ab", "expected": 2, "say": "two"},
    ],
)


@pytest.mark.parametrize(
    ("body", "share", "says"),
    [
        ("return len(text)", 1, "why"),
        ("return float(len(text))", 1, "why"),
        ("return True", 0, "one"),
        ("return 1", 1 / 3, "none"),
        ("sys.exit()", 0, "It stopped with an error (SystemExit"),
        ("return answer(text)", 0, "It stopped with an error (RecursionError"),
        ("return [len(text)]", 0, "It gives [1]; one number is due. one"),
        ("return ...", 0, "There are still dots"),
        ("return len(text) + ...", 0, "There are still dots"),
        ("print('noise'); print('noise', file=sys.stderr); return len(text)", 1, "why"),
    ],
)
def test_a_function_is_judged_by_what_it_gives(
    body: str, share: float, says: str, case: Case, capfd: pytest.CaptureFixture[str]
) -> None:
    result = mark(case, FUNCTION, function(body))
    assert result.share == pytest.approx(share)
    assert says in result.says[0]
    assert capfd.readouterr() == ("", "")


REPORT = item(
    "report",
    statement="I13",
    least_words=3,
    most_words=60,
    speakers=["Zhao"],
    targets=["CIA"],
    coach={name: name for name in ("attribution", "target", "verdict", "copied")},
)
SEVEN = "hacking attacks on China’s aerospace research facilities"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zhao accuses the CIA.", Result(1, ("why",))),
        ("In a statement by Zhao the CIA stands accused.", Result(1, ("why",))),
        (f"Zhao accuses the CIA of {SEVEN.rsplit(' ', 1)[0]}.", Result(1, ("why",))),
        (f"Zhao accuses the CIA of {SEVEN}.", Result(0.5, ("copied",))),
        (f"Zhao accuses the CIA of “{SEVEN}”.", Result(1, ("why",))),
        ("Zhao slammed the CIA and accused it.", Result(0.5, ("verdict",))),
        ("Zhao slammed it and accused it.", Result(0.5, ("target", "verdict"))),
        ("Zhao never accused the CIA.", Result(0, ("attribution",))),
        ("Zhao denies that he accused the CIA.", Result(0, ("attribution",))),
        (f"Zhao met {'x' * 95} and then somebody accused the CIA.", Result(0, ("attribution",))),
        ("The CIA accused Zhao.", Result(0, ("attribution",))),
    ],
)
def test_a_report_has_a_speaker_a_target_and_no_verdict(text: str, expected: Result, case: Case) -> None:
    assert mark(case, REPORT, text) == expected


def test_a_report_may_have_to_name_one_thing_more(case: Case) -> None:
    coach = {**REPORT.spec["coach"], "also": "also"}
    made = item("report", **{**REPORT.spec, "also": ["Beijing"], "coach": coach})
    assert list(KINDS["report"].faults(made, case)) == []
    assert mark(case, made, "In Beijing Zhao accuses the CIA.") == Result(1, ("why",))
    assert mark(case, made, "Zhao accuses the CIA.") == Result(0.5, ("also",))
    assert mark(case, made, "In Beijing somebody accuses the CIA.") == Result(0, ("attribution",))
    without = item("report", **{**REPORT.spec, "also": ["Beijing"]})
    assert list(KINDS["report"].faults(without, case))


def test_folding_makes_dashes_spaces_and_quotes_alike() -> None:
    assert fold("A – b—c\u00a0‘d’ ") == "a - b-c 'd'"


def test_plain_data_has_bounds() -> None:
    deep: list[object] = []
    for _ in range(7):
        deep = [deep]
    assert as_plain(list(range(5_000))) == list(range(5_000))
    for answer in (deep, list(range(10_001)), 10**400, {"a": 10**16}):
        with pytest.raises(NotPlainError):
            as_plain(answer)
    assert as_plain(np.longdouble(2.5)) == 2.5
    assert as_plain("a\ud800") == "a?"


def test_an_answer_with_gaps_is_no_wrong_try(case: Case) -> None:
    made = item(
        "codes",
        codebook="voice",
        statements=["D25", "I22"],
        labels=["DQ", "PQ", "IS"],
        coach={"D25": {"DQ": "no"}, "I22": {"DQ": "no"}},
    )
    check = checker(case, made)
    for label in ("DQ", "PQ", "IS"):
        assert "rule" not in " ".join(check(1, {"D25": label, "I22": ...}).says)
    for first, second in (("DQ", "DQ"), ("IS", "DQ"), ("IS", "PQ")):
        last = check(1, {"D25": first, "I22": second})
    assert last.says[-1] == "The rule: rule"


def test_the_rule_is_for_practice_only(case: Case) -> None:
    check = checker(case, ORDER, mode="grading")
    answers = (["b", "a", "c", "d"], ["d", "c", "b", "a"], ["a", "c", "b", "d"])
    assert not [answer for answer in answers if "rule" in " ".join(check(1, answer).says)]


def test_points_are_rounded_so_that_the_gradebook_stays_readable(case: Case) -> None:
    made = Item(1, "choice", 1, "goal", (), "why", "rule", {**CHOICE.spec, "accept": {"a": 1, "b": 1 / 3}})
    assert repr(checker(case, made)(1, "b")) == "0.3333"


def test_a_key_without_points_or_reasons_is_faulty(case: Case) -> None:
    made = Item(1, "choice", 0, "goal", (), "", "rule", CHOICE.spec)
    found = " ".join(key_faults(Key("set", "Set", case.id, 1, {"goal": "Goal."}, {1: made}), case))
    assert "the points are 0" in found
    assert "why and rule" in found
