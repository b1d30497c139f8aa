"""Checks on bad input, odd but fair answers, and what a mark shows."""

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from exercise_sets import SETS
from hypothesis import given, settings
from hypothesis import strategies as st

import attributed as at
from attributed.exercises.beside import decode, encode, encode_form
from attributed.exercises.checker import Checker
from attributed.exercises.key import key_of, read_toml
from attributed.exercises.mark import Mark
from attributed.exercises.plain import NotPlainError, as_plain

FIRST = SETS[0]


@pytest.fixture(scope="module")
def check() -> Checker:
    """The check of set 1 against its key."""
    return at.checker(FIRST.name, FIRST.solution)


BAD = {
    "a number for a letter": (1, 3, "One letter in quotation marks is due"),
    "an unknown letter": (1, "e", "'e' is not one of the options. Choose from a, b, c, d."),
    "a list for a letter": (1, ["c"], "One letter in quotation marks is due"),
    "nothing": (1, None, "Your answer is None"),
    "dots": (1, ..., "Put your answer in place of …"),
    "nan for a letter": (1, math.nan, "One letter in quotation marks is due"),
    "a string for a set": (3, "b", "A set of letters is due"),
    "an empty set": (3, set(), "The set is empty"),
    "an unknown letter in a set": (3, {"b", "z"}, "'z' is not one of the options"),
    "numbers in a set": (3, {1, 2}, "A set of letters is due"),
    "an unknown statement": (4, {"D99": "called"}, "'D99' is not asked for here. Expected D04, I04, I25, I28."),
    "a string for words": (4, "called", "A word or more for each of D04, I04, I25, I28 is due, as {'D04': 'words'"),
    "a number for words": (4, {"D04": 3}, "words from the statement, in quotation marks, are due"),
    "dots everywhere": (4, {"D04": ...}, "Put a word or more in place of …"),
    "an unknown label": (5, {"D18": "BEIJING"}, "'BEIJING' is not a label here. Choose from CHINA"),
    "a set for a label": (5, {"D18": {"CHINA"}}, "is not a label here"),
    "a list for labels": (5, ["CHINA"], "A label for each of D18"),
    "text for a number": (
        7,
        {"Zhao": "96", "Biden": 16},
        "A number is due for Zhao; found '96'. Leave out the quotation",
    ),
    "nan for a number": (7, {"Zhao": math.nan, "Biden": 16}, "A number is due for Zhao; found nan"),
    "infinity for a number": (7, {"Zhao": math.inf, "Biden": 16}, "A number is due for Zhao; found inf"),
    "True for a number": (7, {"Zhao": True, "Biden": 16}, "A number is due for Zhao; found True"),
    "one number for two": (7, 96, "A number for each of Zhao, Biden is due"),
    "one part twice": (7, {"zhao": 5, "ZHAO": 96, "Biden": 16}, "stands there twice"),
    "another part": (7, {"Raab": 7}, "'Raab' is not asked for here"),
    "a letter too few in order": (10, ["c", "a", "b"], "Every letter of a, b, c, d is due once"),
    "a letter twice in order": (10, ["c", "a", "b", "b"], "Every letter of a, b, c, d is due once"),
    "a set for an order": (10, {"c", "a", "b", "d"}, "A list of letters in order is due"),
    "a result for a function": (11, 4, "The function words_in_quotes itself is due; found 4. Leave out the brackets"),
    "a class for a function": (11, dict, "The function words_in_quotes itself is due"),
    "a text too short": (13, "Both accuse.", "Your text has 2 words; 10 to 45 are due."),
    "a list for a text": (13, ["Both"], "A sentence or two between quotation marks are due"),
    "a text of dots": (13, "...", "Write your report in place of the dots."),
    "an object for an answer": (1, object(), "Your answer is of the type object, which cannot be read here."),
    "a table for an answer": (7, pd.DataFrame({"a": [1]}), "Your answer is of the type DataFrame"),
    "an endless answer": (3, list(range(20_000)), "far larger than this question needs"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_what_is_due_and_earns_nothing(name: str, check: Checker) -> None:
    number, answer, sentence = BAD[name]
    mark = check(number, answer)
    assert float(mark) == 0
    assert mark.verdict in {"form", "open"}
    assert sentence in mark.says[0]


class Unspeakable:
    """An object that cannot be shown."""

    def __repr__(self) -> str:
        """Fail."""
        raise RuntimeError("no")


@pytest.mark.parametrize("number", sorted(FIRST.key.items))
def test_an_answer_that_cannot_be_shown_or_is_very_long_is_told_so_in_one_short_sentence(
    number: int, check: Checker
) -> None:
    for answer in (Unspeakable(), [Unspeakable()], "x" * 100_000, ["y" * 5000] * 50, {"z" * 90: "z" * 90}):
        mark = check(number, answer)
        assert float(mark) == 0
        assert len(mark.says[0]) < 400


def test_an_unknown_item_is_one_sentence(check: Checker) -> None:
    with pytest.raises(at.KitError, match=r"no item 99 in this set; its items are 1 to 14"):
        check(99, "a")


PARTS = re.compile("“(.*?)”", re.DOTALL)

FAIR = {
    "upper case": (1, "C"),
    "a bracket and spaces": (1, " c) "),
    "the words of the option": (1, "The reporter."),
    "a numpy string": (1, np.str_("c")),
    "a list for a set": (3, ["b", "c", "e"]),
    "a tuple of capitals for a set": (3, ("E", "B", "C")),
    "an array for a set": (3, np.array(["b", "c", "e"])),
    "statements in lower case, words with marks": (
        4,
        {"d04": "“countering”", "i04": "Labelling ", "i25": "announced", "i28": "'called that'"},
    ),
    "labels in lower case": (
        5,
        {"d18": "china", "d10": "us", "d24": "us_ally", "i29": "Company", "i30": " narrator "},
    ),
    "a Series for a dict": (7, pd.Series({"Zhao": 96, "Biden": 16})),
    "floats and numpy numbers": (7, {"Zhao": np.float64(96), "Biden": 16.0}),
    "keys in lower case": (7, {"zhao": 96, "biden": 16}),
    "a whole number where it rounds to one": (9, {"independent": 81, "dawn": 46.6}),
    "a tuple for a list": (10, ("c", "a", "b", "d")),
    "an index of letters": (10, pd.Index(["c", "a", "b", "d"])),
    "a function that gives floats": (11, lambda text: float(sum(map(len, map(str.split, PARTS.findall(text)))))),
}


@pytest.mark.parametrize("name", FAIR)
def test_a_strange_but_fair_form_is_taken(name: str, check: Checker) -> None:
    number, answer = FAIR[name]
    assert float(check(number, answer)) == FIRST.key.items[number].points


def test_a_function_that_fails_is_told_on_which_input(check: Checker) -> None:
    def first_part(text: str) -> int:
        import sys

        print("noise", file=sys.stderr)
        return len(text.split("“")[1].split("”", maxsplit=1)[0].split())

    mark = check(11, first_part)
    assert "“We are waiting,” she said." in mark.says[0]
    assert "9" not in mark.says[0]

    def stops(text: str) -> int:
        raise RuntimeError(text)

    assert "It stopped with an error (RuntimeError: " in check(11, stops).says[0]
    assert float(check(11, lambda _: ...)) == 0


GOOD_REPORTS = {
    13: [
        "China has accused the CIA of hacking its companies and agencies for eleven years.",
        "The Chinese government accuses the CIA of breaking into networks for eleven years.",
        "According to Beijing, the CIA attacked Chinese firms and agencies for eleven years.",
        "Mr Zhao claims that the U.S. Central Intelligence Agency hacked China for eleven years.",
        "China holds the CIA responsible for attacks on its firms over eleven years.",
        "The CIA has been accused by China of hacking its firms over eleven years.",
        "A spokesman for China's foreign ministry said the CIA had “severely compromised” its security for years.",
    ],
    14: [
        "The U.S. government claims that China carried out the attack on Microsoft Exchange in March.",
        "According to the United States, it was China that attacked Microsoft Exchange in March.",
        "The US holds China responsible for the attack on Exchange that was found in March.",
        "The USA accused China of the attack on Microsoft Exchange that became known in March.",
        "The Biden administration has blamed the Chinese government for the intrusions into Exchange.",
    ],
}
POOR_REPORTS = {
    13: [
        "The CIA accused Zhao of hacking companies and agencies for eleven years in China.",
        "China proved that the CIA hacked its firms and agencies for eleven years or so.",
        "Zhao falsely accused the CIA of hacking Chinese firms over a period of years.",
        "Everybody knows that the CIA hacked Chinese oil firms for eleven years without end.",
        "They accused the CIA of hacking aerospace firms and oil firms over eleven years.",
    ],
    14: [
        "Beijing accused the United States of attacking Microsoft Exchange in March of that year.",
        "Everyone around us said that China attacked Microsoft Exchange in March of that year.",
        "China hacked Microsoft Exchange in March and the United States was not amused at all.",
        "The US proved that China hacked Exchange, as everybody had clearly known before that.",
        "The United States rightly accused China of the attack on Microsoft Exchange in March.",
    ],
}


@pytest.mark.parametrize(("number", "text"), [(n, text) for n, texts in GOOD_REPORTS.items() for text in texts])
def test_a_fair_report_in_any_wording_earns_everything(number: int, text: str, check: Checker) -> None:
    mark = check(number, text)
    assert float(mark) == 2, mark.says


@pytest.mark.parametrize(("number", "text"), [(n, text) for n, texts in POOR_REPORTS.items() for text in texts])
def test_a_report_without_its_speaker_or_with_a_verdict_does_not(number: int, text: str, check: Checker) -> None:
    assert float(check(number, text)) <= 1


def test_choosing_every_letter_earns_nothing(check: Checker) -> None:
    for item in FIRST.key.items.values():
        if item.kind == "choices":
            assert float(check(item.number, set(item.spec["options"]))) == 0
            assert float(check(item.number, {item.spec["accept"][0]})) == item.points / len(item.spec["accept"])


@pytest.mark.parametrize(
    ("words", "share", "says"),
    [
        ("labelling the claims", 0.5, "it is in there"),
        ("hit back", 0.5, "paints a fight"),
        ("label", 0, "copy it in the form in which it stands"),
        ("said", 0, "does not stand in this statement"),
        ("has hit back at the allegations of carrying a major cyber-attack", 0.5, "paints a fight"),
    ],
)
def test_marked_words_are_compared_as_whole_words(words: str, share: float, says: str, check: Checker) -> None:
    mark = check(4, {"I04": words})
    assert float(mark) == share
    assert says in next(line for line in mark.says if line.startswith("I04"))


def test_a_student_function_cannot_write_to_stderr(check: Checker, capfd: pytest.CaptureFixture[str]) -> None:
    def noisy(text: str) -> int:
        import sys
        import warnings

        warnings.warn("noise", stacklevel=1)
        print(text, file=sys.stderr)
        return 0

    check(11, noisy)
    assert capfd.readouterr().err == ""


def test_no_object_can_answer_for_itself(check: Checker) -> None:
    class Everything(str):  # noqa: SLOT000 - a student’s class
        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return hash("c")

        def __str__(self) -> str:
            return "c"

        def __len__(self) -> int:
            return 1

    assert float(check(1, Everything("a"))) == 0
    assert type(as_plain(Everything("a"))) is str

    class Sly:
        __class__ = dict  # type: ignore[assignment]

    with pytest.raises(NotPlainError):
        as_plain(Sly())


def test_a_mark_is_a_float_whose_plain_text_is_its_points() -> None:
    mark = Mark(1.5, number=3, of=2, verdict="partly", says=("Look <again>.",))
    assert repr(mark) == str(mark) == "1.5"
    assert float(repr(mark)) == mark == 1.5
    page = mark._repr_html_()
    assert "Item 3 · Partly right" in page
    assert "1.5 of 2 points" in page
    assert "Look &lt;again&gt;." in page


def test_ipython_shows_the_points_even_where_floats_are_rounded() -> None:
    from IPython.core.formatters import PlainTextFormatter

    formatter = PlainTextFormatter()
    formatter.float_precision = "%.0f"
    assert formatter(Mark(1.5, number=3, of=2, verdict="partly", says=())) == "1.5"


@pytest.mark.parametrize("points", [math.nan, math.inf, -1, 2.5])
def test_a_mark_outside_its_item_cannot_be_made(points: float) -> None:
    with pytest.raises(ValueError, match="are not between 0 and 2"):
        Mark(points, number=1, of=2, verdict="right", says=())


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(max_size=4), part, max_size=4),
    max_leaves=12,
)


@given(number=st.sampled_from(sorted(FIRST.key.items)), answer=PLAIN)
@settings(max_examples=300, deadline=None)
def test_no_answer_raises_or_earns_more_than_the_item(number: int, answer: object) -> None:
    mark = CHECK(number, answer)
    assert 0 <= mark <= FIRST.key.items[number].points
    assert mark.says


CHECK = at.checker(FIRST.name, FIRST.solution)


def folder_with(tmp_path: Path, name: str, text: str) -> Path:
    """Return a folder that holds one file."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_without_anything_beside_the_notebook_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(at.KitError, match=r"expected practice-feedback.txt \(practice\) or answer-form.json"):
        at.checker(FIRST.name, tmp_path)


def test_another_sets_file_is_refused() -> None:
    with pytest.raises(at.KitError, match=r"asks for the set '02-other'.*are for '01-whose-voice'"):
        at.checker("02-other", FIRST.exercise)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("practice-feedback.txt", "# nothing\n!!!\n", "is damaged"),
        ("practice-feedback.txt", "# nothing\nAAAA\n", "is damaged"),
        ("answer-form.json", "{", "is damaged"),
        ("answer-form.json", "{}", "not complete: 'item'"),
        ("key.toml", "set = ", "not well-formed TOML"),
        ("key.toml", 'set = "01-whose-voice"\n', "not complete: 'item'"),
    ],
)
def test_a_damaged_file_beside_the_notebook_is_named(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(at.KitError, match=message) as caught:
        at.checker(FIRST.name, folder_with(tmp_path, name, text))
    assert name in str(caught.value)


def test_assessment_records_and_never_marks(tmp_path: Path) -> None:
    data = read_toml(FIRST.solution / "key.toml")
    check = at.checker(FIRST.name, folder_with(tmp_path, "answer-form.json", encode_form(data)))
    assert check.mode == "assessment"
    for answer in ("c", "a"):
        mark = check(1, answer)
        assert (float(mark), mark.verdict) == (0, "recorded")
        assert mark.says == check(1, "b").says
    assert check(1, "x").verdict == "form"
    assert "Still open: I04, I25, I28." in check(4, {"D04": "countering"}).says[0]


def test_a_key_decides_over_whatever_else_lies_beside(tmp_path: Path) -> None:
    data = read_toml(FIRST.solution / "key.toml")
    folder_with(tmp_path, "practice-feedback.txt", encode(data))
    folder_with(tmp_path, "answer-form.json", encode_form(data))
    assert at.checker(FIRST.name, tmp_path).mode == "practice"
    folder_with(tmp_path, "key.toml", (FIRST.solution / "key.toml").read_text(encoding="utf-8"))
    assert at.checker(FIRST.name, tmp_path).mode == "grading"


def test_autograding_without_a_key_stops_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(at.KitError, match=r"Nothing was marked: there is no key\.toml beside"):
        at.checker(FIRST.name, FIRST.exercise)


def test_practice_feedback_reads_back_as_the_key(tmp_path: Path) -> None:
    data = read_toml(FIRST.solution / "key.toml")
    folder_with(tmp_path, "practice-feedback.txt", encode(data))
    assert decode(tmp_path / "practice-feedback.txt") == json.loads(json.dumps(data))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "guess"}, "kind 'guess'; expected one of choice"),
        ({"kind": None}, "kind"),
        ({"acept": {}}, "unknown field 'acept'"),
    ],
)
def test_a_key_with_a_slip_is_refused(change: dict[str, Any], message: str) -> None:
    data = read_toml(FIRST.solution / "key.toml")
    data["item"]["1"] |= change
    with pytest.raises(at.KitError, match=message):
        key_of(data, FIRST.solution / "key.toml")


def test_a_key_that_lacks_coaching_is_refused() -> None:
    data = read_toml(FIRST.solution / "key.toml")
    del data["item"]["1"]["coach"]
    with pytest.raises(at.KitError, match=r"item 1 \(choice\) lacks coach"):
        key_of(data, FIRST.solution / "key.toml")
