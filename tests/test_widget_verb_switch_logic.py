"""What the verb switch does with a sentence, without a browser."""

from pathlib import Path

import pytest

import attributed as at
from attributed.case import Case
from attributed.widgets.surface import Refused
from attributed.widgets.verb_switch import VerbSwitch, verb_switch


@pytest.fixture(scope="module")
def case() -> Case:
    return at.load_case()


def switch(case: Case, statement: str | None = None) -> VerbSwitch:
    made = verb_switch(case, statement)
    assert isinstance(made, VerbSwitch)
    return made


def shown(widget: VerbSwitch) -> str:
    return "".join(region.value for region in widget._regions.values())


def changed(widget: VerbSwitch) -> list[tuple[str, str]]:
    return [(change.old, change.new) for change in widget.reworded.changes]


def test_at_first_the_sentence_stands_as_printed_with_its_coded_class(case: Case) -> None:
    widget = switch(case, "D05")
    assert changed(widget) == []
    assert "charged (CHARGED), as coded" in shown(widget)


def test_the_next_verb_of_a_class_is_put_in_and_after_the_last_the_first(case: Case) -> None:
    widget = switch(case, "D06")
    verbs = widget._switch.fitting["CHARGED"]
    for verb in [*verbs, verbs[0]]:
        widget.act("next", "CHARGED")
        assert changed(widget)[0] == ("accused", verb.places[0][2])
    assert "Dawn did not print this" in shown(widget)
    assert "charged (CHARGED), by the kit’s lexicon" in shown(widget)


def test_a_class_without_a_fitting_verb_says_so(case: Case) -> None:
    widget = switch(case, "D06")
    widget.act("next", "NEUTRAL")
    assert "fits this sentence as it stands" in widget.message
    assert changed(widget) == []


def test_a_verb_is_put_in_by_its_button_and_taken_out_again(case: Case) -> None:
    widget = switch(case, "I06")
    widget.act("verb", "NEUTRAL|state")
    assert changed(widget) == [("complaining", "stating")]
    widget.act("verb", "NEUTRAL|state")
    assert changed(widget) == []
    widget.act("verb", "ACT|claim")
    widget.act("printed")
    assert changed(widget) == []


def test_any_verb_of_the_lexicon_can_be_put_in(case: Case) -> None:
    widget = switch(case, "I06")
    widget.act("every", "CHARGED|whinge")
    assert changed(widget) == [("complaining", "whingeing")]
    widget.act("every", "CHARGED|no such")
    assert changed(widget) == [("complaining", "whingeing")]


def test_words_of_ones_own_take_the_place_of_any_words_of_the_sentence(case: Case) -> None:
    widget = switch(case, "D06")
    drawn = widget.view()["fields"]
    widget.act("new", "raged at Beijing for")
    widget.act("old", "accused Beijing of")
    assert changed(widget) == [("accused Beijing of", "raged at Beijing for")]
    assert widget.view()["fields"] == drawn, "the fields are left alone while they are typed in"
    widget.act("settle")
    assert widget.view()["fields"]["new"] == "raged at Beijing for"
    widget.act("old", "no such words")
    assert "do not stand in D06" in widget.message
    assert "accused" in shown(widget)
    widget.act("next", "ACT")
    assert changed(widget)[0][1] == "suspected"


def test_a_word_of_ones_own_is_classed_by_the_lexicon_or_not_at_all(case: Case) -> None:
    widget = switch(case, "I06")
    widget.act("new", "griping")
    assert "griping: charged (CHARGED)" in shown(widget)
    widget.act("new", "xylophoning")
    assert "not in the kit’s lexicon" in shown(widget)
    widget.act("new", "")
    assert changed(widget) == []


def test_each_statement_keeps_its_verb(case: Case) -> None:
    widget = switch(case, "D05")
    widget.act("next", "ACT")
    mine = changed(widget)
    widget.act("move", "1")
    assert widget.key == "D06"
    assert changed(widget) == []
    widget.act("pick", "D05")
    assert changed(widget) == mine


def test_a_cue_that_is_no_verb_can_be_exchanged_in_words_of_ones_own(case: Case) -> None:
    widget = switch(case, "I20")
    assert "is no verb" in shown(widget)
    widget.act("new", "replies")
    assert ("statements", "replies") in changed(widget)


def test_the_table_has_the_sentence_with_every_verb(case: Case) -> None:
    table = switch(case, "I22").table()
    assert table["sentence"][0] == case.statements["text"]["I22"]
    assert len(table) == 1 + sum(map(len, switch(case, "I22")._switch.fitting.values()))
    assert all("[" in sentence for sentence in table["sentence"][1:])


@pytest.mark.parametrize(("key", "said"), [("X9", "X9"), ("I03", "has no cue"), ("I10", "outside the statement")])
def test_bad_input_gets_a_sentence(case: Case, key: str, said: str) -> None:
    refused = verb_switch(case, key)
    assert isinstance(refused, Refused)
    assert said in refused.reason


def test_a_case_without_cues_gets_a_sentence(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Fog {name}\n\nThere was fog.", encoding="utf-8")
    empty = at.draft_case("x", [tmp_path / "a.txt", tmp_path / "b.txt"]).case
    refused = verb_switch(empty)
    assert isinstance(refused, Refused)
    assert "no verb to exchange" in refused.reason


def test_the_sample_case_can_be_switched() -> None:
    widget = switch(at.draft_case("x", at.sample_articles()).case)
    for label in ("NEUTRAL", "ACT", "CHARGED"):
        widget.act("next", label)
    assert widget.message == "" or "fits this sentence" in widget.message
