"""What the widget for a guess keeps and hands on, without a browser."""

import json
from pathlib import Path
from typing import Any

import pytest

import attributed as at
from attributed.errors import KitError
from attributed.widgets.predict import Predict, predict
from attributed.widgets.surface import Refused

FOUR = {"CHINA": {"independent": ..., "dawn": ...}, "US": {"independent": ..., "dawn": ...}}
RUNGS = {"D04": ..., "D25": ...}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, as in that of a notebook."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def sample() -> at.Case:
    """The draft of another case, with sides of its own."""
    draft = at.draft_case("harbour", at.sample_articles())
    draft.name_sides({"Harbour Board": ["Board", "Averil"], "Quarrow Line": ["Quarrow"]})
    return draft.case


def asked(case: at.Case, *args: Any, **named: Any) -> Predict:  # noqa: ANN401 - passed on
    widget = predict(case, "A test", *args, **named)
    assert isinstance(widget, Predict), getattr(widget, "reason", widget)
    return widget


def refusal(case: at.Case, *args: Any, **named: Any) -> str:  # noqa: ANN401 - passed on
    widget = predict(case, *args, **named)
    assert isinstance(widget, Refused)
    return widget.reason


def enter(widget: Predict, entry: str, number: int = 0) -> None:
    widget.act("guess", entry, f"field-{number}")
    widget.act("settle", "", f"field-{number}")


def faults(widget: Predict) -> str:
    return " ".join(widget.view()["faults"])


# What a picture takes


def test_a_nested_guess_comes_back_in_the_shape_of_its_fields_with_dots_where_nothing_is_entered(case: at.Case) -> None:
    widget = asked(case, FOUR)
    assert widget.value == FOUR
    enter(widget, "40", 1)
    assert widget.value == {"CHINA": {"independent": ..., "dawn": 40}, "US": {"independent": ..., "dawn": ...}}
    assert isinstance(widget.value["CHINA"]["dawn"], int)
    enter(widget, "", 1)
    assert widget.value == FOUR


def test_every_picture_that_takes_a_guess_takes_an_empty_and_a_full_one(case: at.Case) -> None:
    loose: dict[str, Any] = {"CHINA": ..., "US": ...}
    tries: list[tuple[Any, dict[str, Any], str, Any]] = [
        (FOUR, {}, "12", lambda guess: at.plot_quoted_words(case, guess)),
        (..., {"words": True}, "an embassy", lambda guess: at.plot_trace(case, "I02", guess)),
        (..., {}, "9", lambda guess: at.plot_renderings(case, "I09", "D16", guess)),
        (loose, {"most": 100}, "7", lambda guess: at.plot_truth_conduct(case, guess)),
        (loose, {"whole": True}, "7", lambda guess: at.plot_objects(case, guess)),
        (RUNGS, {"choices": "ladder"}, "STATE", lambda guess: at.plot_ladder(case, guess)),
        ({"China": ..., "US and partners": ...}, {}, "7", lambda guess: at.plot_phrases(case, guess)),
        ({"certainty": ...}, {"least": -1, "most": 1}, "0.6", lambda guess: at.plot_agreement(case, guess)),
    ]
    for number, (fields, how, entry, plot) in enumerate(tries):
        widget = asked(case, fields, file=f"{number}.jsonl", **how)
        assert plot(widget.value).alt
        for place in range(len(widget.paths)):
            enter(widget, entry, place)
        assert "..." not in repr(widget.value).replace("Ellipsis", "...")
        assert plot(widget.value).alt


def test_a_picture_says_that_no_guess_is_written_down_yet(case: at.Case) -> None:
    assert "none written down yet" in at.plot_trace(case, "I02", asked(case, words=True).value).alt


def test_a_rung_is_chosen_and_handed_on_as_its_label(case: at.Case) -> None:
    widget = asked(case, RUNGS, choices="ladder")
    assert list(widget.view()["choices"]) == list(case.codebooks["ladder"].rungs)
    enter(widget, "LOCATED", 1)
    assert widget.value == {"D04": ..., "D25": "LOCATED"}


def test_what_the_cell_has_in_place_of_dots_is_the_guess_and_is_not_asked_for(case: at.Case) -> None:
    widget = asked(case, {"CHINA": 5, "US": ...})
    assert widget.value == {"CHINA": 5, "US": ...}
    drawn = widget._regions["fields"].value
    assert drawn.count("<input") == 1
    assert "<strong>5</strong>" in drawn
    enter(asked(case, {"CHINA": ..., "US": ...}), "9")
    assert asked(case, {"CHINA": 5, "US": ...}).value["CHINA"] == 5
    assert asked(case, {"CHINA": ..., "US": ...}).value["CHINA"] == 9, "the older guess was lost"


# What cannot be a guess


@pytest.mark.parametrize(
    ("entry", "how", "said"),
    [
        ("many", {}, "“many” is not a number"),
        ("0,6", {}, "Write it in digits"),
        ("1_000", {}, "not a number"),
        ("nan", {}, "not a number"),
        ("-1", {}, "-1 is not a number, 0 or more"),
        ("101", {"most": 100}, "101 is not a number, from 0 to 100"),
        ("1e999", {}, "is not a number, 0 or more"),
        ("2.5", {"whole": True}, "2.5 is not a whole number"),
        ("-1.1", {"least": -1, "most": 1}, "from -1 to 1"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_and_is_kept(
    case: at.Case, entry: str, how: dict[str, Any], said: str
) -> None:
    widget = asked(case, {"CHINA": ...}, **how)
    enter(widget, entry)
    assert f"China: {said}" in faults(widget) or said in faults(widget)
    assert faults(widget).startswith("China: ")
    assert widget.value == {"CHINA": ...}
    again = asked(case, {"CHINA": ...}, **how)
    assert f'value="{entry}"' in again._regions["fields"].value
    assert 'aria-invalid="true"' in again._regions["fields"].value


@pytest.mark.parametrize(
    ("entry", "number"),
    [(" 12 ", 12), ("1,310", 1310), ("−0.5", -0.5), (".5", 0.5), ("12.0", 12), ("+3", 3), ("1e2", 100)],
)
def test_numbers_are_read_as_people_write_them(case: at.Case, entry: str, number: float) -> None:
    widget = asked(case, least=-1)
    enter(widget, entry)
    assert widget.value == number
    assert not faults(widget)


@pytest.mark.parametrize("begun", ["", "-", "−", "."])
def test_a_number_that_has_only_begun_is_no_fault(case: at.Case, begun: str) -> None:
    widget = asked(case, least=-1)
    enter(widget, begun)
    assert widget.value is ...
    assert not faults(widget)


def test_words_written_in_the_cell_in_place_of_a_number_get_the_sentence_too(case: at.Case) -> None:
    widget = asked(case, {"CHINA": "many", "US": "12"})
    assert "“many” is not a number" in faults(widget)
    assert widget.value == {"CHINA": ..., "US": 12}


def test_a_choice_that_is_gone_gets_a_sentence(case: at.Case) -> None:
    enter(asked(case, choices=["yes", "no"]), "yes")
    widget = asked(case, choices=["both", "neither"])
    assert "“yes” is not one of both, neither" in faults(widget)
    assert widget.value is ...


# What is kept


def test_every_change_is_a_line_of_the_file_and_is_read_back(case: at.Case) -> None:
    widget = asked(case, FOUR)
    enter(widget, "4", 3)
    enter(widget, "40", 3)
    file = Path(f"answers-{case.id}-guesses.jsonl")
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [(line["key"], line["answer"]) for line in lines[1:]] == [
        ("A test · US · dawn", "4"),
        ("A test · US · dawn", "40"),
    ]
    again = asked(case, FOUR)
    assert again.value["US"]["dawn"] == 40
    assert 'value="40"' in again._regions["fields"].value
    assert again.view()["done"] == 1


def test_two_guesses_share_a_file_and_not_their_answers(case: at.Case) -> None:
    first, second = predict(case, "One", ...), predict(case, "Two", ...)
    assert isinstance(first, Predict)
    assert isinstance(second, Predict)
    enter(first, "1")
    enter(second, "2")
    assert (first.value, second.value) == (1, 2)


def test_a_guess_that_another_window_changed_is_shown_before_it_is_replaced(case: at.Case) -> None:
    here, there = asked(case), asked(case)
    enter(there, "8")
    here.act("guess", "5", "field-0")
    assert "changed in another window" in here.message
    assert "to “8”" in here.message
    assert here.value == 8
    enter(here, "5")
    assert (here.value, there.value) == (5, 5)


def test_a_file_that_cannot_be_written_costs_no_guess_of_this_session(case: at.Case) -> None:
    widget = asked(case, file="/proc/guesses.jsonl")
    widget.act("guess", "5", "field-0")
    assert "not being saved" in widget.message
    assert widget.value == 5


def test_a_damaged_file_is_kept_aside_and_said_so(case: at.Case) -> None:
    enter(asked(case), "5")
    file = Path(f"answers-{case.id}-guesses.jsonl")
    file.write_bytes(file.read_bytes() + b"{broken\n")
    widget = asked(case)
    assert "1 line of" in widget.message
    assert widget.value == 5


def test_the_fields_are_not_drawn_anew_while_one_is_typed_in(case: at.Case) -> None:
    widget = asked(case, FOUR)
    before = widget._regions["fields"].value
    widget.act("guess", "4", "field-0")
    assert widget._regions["fields"].value == before
    assert "1 of 4" in widget._regions["status"].value
    widget.act("settle", "", "field-0")
    assert 'value="4"' in widget._regions["fields"].value


# Names, other cases, bad input


def test_fields_are_called_by_sides_and_outlets_or_as_one_says(case: at.Case) -> None:
    assert list(asked(case, FOUR).table().index)[:2] == ["China, The Independent", "China, Dawn"]
    named = asked(case, {"US": ..., "certainty": ...}, names={"US": "United States and partners"})
    assert list(named.table().index) == ["United States and partners", "certainty"]
    assert list(asked(case).table().index) == ["A test"]


def test_another_case_with_its_own_sides_is_asked_about_alike(sample: at.Case) -> None:
    fields = {"Harbour Board": {"ledger": ...}, "Quarrow Line": {"ledger": ...}}
    widget = asked(sample, fields)
    enter(widget, "30", 1)
    assert at.plot_quoted_words(sample, widget.value).alt
    assert "Ledger" in widget._regions["fields"].value
    assert widget._regions["fields"].value.count("at-side") == 2


def test_a_name_is_text_and_never_markup(case: at.Case) -> None:
    widget = asked(case, {"<b>x": ...}, words=True)
    enter(widget, '"><script>')
    drawn = widget._regions["fields"].value
    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_rows_with_different_columns_leave_a_cell_empty(case: at.Case) -> None:
    widget = asked(case, {"CHINA": {"independent": ...}, "US": {"dawn": ...}})
    assert widget._regions["fields"].value.count("<input") == 2
    enter(widget, "3", 1)
    assert widget.value == {"CHINA": {"independent": ...}, "US": {"dawn": 3}}


@pytest.mark.parametrize(
    ("args", "named", "said"),
    [
        (("A", {}), {}, "fields= are dots"),
        (("A", {"a": {"b": {"c": ...}}}), {}, "at most two names deep"),
        (("",), {}, "needs a name"),
        ((5,), {}, "needs a name"),
        (("A",), {"choices": "no such book"}, "no codebook 'no such book'"),
        (("A",), {"choices": []}, "choices="),
        (("A",), {"least": 5, "most": 1}, "bounds"),
        (("A",), {"most": "ten"}, "bounds"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_one_sentence(
    case: at.Case, args: tuple[Any, ...], named: dict[str, Any], said: str
) -> None:
    assert said in refusal(case, *args, **named)


def test_a_cell_that_needs_the_guess_of_a_refused_widget_gets_the_sentence_as_well(case: at.Case) -> None:
    widget: Any = predict(case, "A", {})
    with pytest.raises(KitError, match="fields= are dots"):
        widget.value  # noqa: B018 - asked for in vain
    assert not hasattr(widget, "values")


def test_the_table_says_what_is_entered_and_what_may_be(case: at.Case) -> None:
    widget = asked(case, {"CHINA": ..., "US": ...}, most=100)
    enter(widget, "7", 1)
    table = widget.table()
    assert list(table["your guess"]) == ["…", "7"]
    assert set(table["expected"]) == {"a number, from 0 to 100"}
