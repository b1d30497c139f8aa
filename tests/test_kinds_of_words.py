"""The kinds of item on judging words: labels for them, marking them in a statement, writing without them."""

from typing import Any

import pytest

from attributed.case import Case
from attributed.exercises.key import Item
from attributed.exercises.kinds import KINDS, judging, wordcodes
from attributed.exercises.result import FormError, OpenError, Result


def item(kind: str, **spec: Any) -> Item:  # noqa: ANN401 - every kind has its own fields
    """Return an item of one kind."""
    return Item(1, kind, 4, "goal", (), "why", "rule", spec)


def mark(case: Case, made: Item, answer: object) -> Result:
    """Bring an answer into form and mark it."""
    kind = KINDS[made.kind]
    return kind.mark(made, kind.form(made, answer), case)


def labels(codebook: str, words: list[str], chosen: list[str], **coach: dict[str, str]) -> Item:
    """Return an item that asks for labels of words."""
    return item("wordcodes", codebook=codebook, words=words, labels=chosen, coach=coach)


WHAT = labels("words", ["W11", "W12"], ["TRUTH", "CONDUCT", "EFFECT"], W11={"EFFECT": "no"}, W12={"EFFECT": "nor"})


def test_a_word_earns_its_gold_label_and_the_alternative_that_the_case_lists(case: Case) -> None:
    assert (case.words.at["W12", "label"], case.words.at["W12", "label_alt"]) == ("CONDUCT", "TRUTH")
    assert mark(case, WHAT, {"W11": "truth", "w12": "CONDUCT"}) == Result(1, ("why",))
    assert mark(case, WHAT, {"W11": "TRUTH", "W12": "TRUTH"}) == Result(1, ("why",))
    assert mark(case, WHAT, {"W11": "CONDUCT", "W12": "EFFECT"}).share == 0
    assert mark(case, WHAT, {"W11": "EFFECT", "W12": ...}) == Result(0, ("W12: still open.", "W11: no"))


def test_the_codebook_of_an_item_decides_which_question_is_asked(case: Case) -> None:
    whose = labels("side", ["W08"], ["CHINA", "NARRATOR"], W08={"CHINA": "no"})
    about = labels("object", ["W08"], ["HACK", "ACCUSATION"], W08={"HACK": "no"})
    assert mark(case, whose, {"W08": "NARRATOR"}).share == 1
    assert mark(case, about, {"W08": "ACCUSATION"}).share == 1
    assert mark(case, about, {"W08": "HACK"}) == Result(0, ("W08: no",))
    assert list(wordcodes.faults(whose, case)) == list(wordcodes.faults(about, case)) == []


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (labels("voice", ["W11"], ["DQ"], W11={"DQ": "no"}), "words are coded by words, side, object"),
        (labels("words", ["W11"], ["CONDUCT", "TRUTH"], W11={"CONDUCT": "no"}), "labels should be those of words"),
        (labels("words", ["W99"], ["TRUTH"], W99={"TRUTH": "no"}), "there is no word 'W99'"),
        (labels("words", ["W09"], ["EFFECT"], W09={}), "W09 stands in a statement that is for discussion"),
        (labels("words", ["W11"], ["CONDUCT"], W11={"CONDUCT": "no"}), "the label of W11 is not among the labels"),
        (labels("words", ["W11"], ["TRUTH"]), "W11 has no coaching"),
        (labels("words", ["W11"], ["TRUTH"], W11={"TRUTH": "no"}), "calls TRUTH wrong, but it earns full credit"),
        (labels("words", ["W12"], ["TRUTH", "CONDUCT"], W12={"TRUTH": "no"}), "calls TRUTH wrong"),
        (labels("words", ["W11"], ["TRUTH"], W11={"FORCE": "no"}), "names 'FORCE', which is not among the labels"),
        (labels("words", ["W11"], ["TRUTH"], W11={}, W12={"TRUTH": "no"}), "speaks of 'W12', which is not asked for"),
    ],
)
def test_a_key_that_would_mark_a_word_wrongly_is_faulty(made: Item, fault: str, case: Case) -> None:
    assert fault in " ".join(wordcodes.faults(made, case))


COACH = {"missing": "missing", "else": "else"}
SOURCE = item(
    "judging",
    statements=["I09", "I16"],
    owner="source",
    spare={"I16": ["theft"]},
    coach={"I09": {"accusations": "topic", **COACH}, "I16": COACH},
)
FULL = {"I09": {"ganged up", "unwarranted"}, "I16": {"throwing mud", "so-called"}}


@pytest.mark.parametrize(
    ("answer", "share", "says"),
    [
        (FULL, 1, "why"),
        (FULL | {"I09": "“Ganged up”, unwarranted"}, 1, "why"),
        (FULL | {"I09": ["ganged", "unwarranted accusations", "unwarranted"]}, 1, "why"),
        (FULL | {"I16": {"theft", "throwing mud", "so-called"}}, 1, "why"),
        (FULL | {"I16": {"stop throwing mud", "the so-called"}}, 1, "why"),
        (FULL | {"I16": {"theft"}}, 0.5, "I16: missing"),
        (FULL | {"I09": {"unwarranted"}}, 0.75, "I09: missing"),
        (FULL | {"I09": {"unwarranted", "accusations"}}, 0.5, "I09: topic"),
        (FULL | {"I09": {"unwarranted", "allies"}}, 0.5, "I09: “allies”: else"),
        (FULL | {"I09": {"unwarranted", "groundless"}}, 0.5, "I09: “groundless” does not stand in this statement"),
        (FULL | {"I09": {"ganged up with its allies to make unwarranted"}}, 0.5, "I09: That is a stretch"),
        (FULL | {"I09": {"warranted"}}, 0.5, "I09: “warranted” does not stand"),
        (FULL | {"I09": ...}, 0.5, "I09: still open."),
    ],
)
def test_marked_judging_words_earn_right_less_wrong(answer: object, share: float, says: str, case: Case) -> None:
    result = mark(case, SOURCE, answer)
    assert result.share == pytest.approx(share)
    assert says in result.says[0]


def test_the_whole_statement_marked_earns_nothing(case: Case) -> None:
    text = case.statements["text"]
    every_word = {key: set(text[key].split()) for key in ("I09", "I16")}
    assert mark(case, SOURCE, every_word).share == 0
    assert mark(case, SOURCE, {key: {text[key]} for key in ("I09", "I16")}).share == 0


def test_a_reporters_word_is_not_the_speakers(case: Case) -> None:
    made = {owner: item("judging", statements=["I04"], owner=owner, coach={"I04": COACH}) for owner in judging.OWNERS}
    assert mark(case, made["source"], {"I04": {"groundless"}}).share == 1
    assert mark(case, made["source"], {"I04": {"hit back"}}).share == 0
    assert mark(case, made["narrator"], {"I04": {"hit back"}}).share == 1
    assert mark(case, made["narrator"], {"I04": {"groundless"}}).share == 0
    assert [judging.due_words(one, case) for one in made.values()] == [["groundless"], ["hit back"]]


@pytest.mark.parametrize("value", [3, {"a": 1}, {1, 2}, set(), "", " , ", True])
def test_anything_but_words_is_told_what_is_due(value: object) -> None:
    with pytest.raises(FormError, match="I09: words from the statement"):
        judging.form(SOURCE, {"I09": value})


def test_dots_everywhere_are_open() -> None:
    with pytest.raises(OpenError, match="Put a set of words in place of …"):
        judging.form(SOURCE, {"I09": ..., "I16": ...})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"owner": "reader"}, "owner should be source or narrator; found 'reader'"),
        ({"owner": "narrator"}, "I09 has no judging word of its narrator"),
        ({"statements": ["I99"]}, "there is no statement 'I99'"),
        ({"statements": ["I20"], "owner": "narrator", "coach": {"I20": COACH}}, "I20 is for discussion"),
        ({"spare": {"I16": ["thefts"]}}, "the spare word 'thefts' does not stand in the statement"),
        ({"coach": {"I09": {"else": "else"}, "I16": COACH}}, "I09: coaching should have the entries “missing” and"),
        ({"coach": {"I09": {"unwarranted": "no", **COACH}, "I16": COACH}}, "coaching of 'unwarranted' should be for"),
    ],
)
def test_a_key_that_would_misread_marked_words_is_faulty(change: dict[str, Any], fault: str, case: Case) -> None:
    assert list(judging.faults(SOURCE, case)) == []
    assert fault in " ".join(judging.faults(item("judging", **{**SOURCE.spec, **change}), case))


PLAIN = {
    "statement": "D08",
    "least_words": 3,
    "most_words": 60,
    "speakers": ["Blinken"],
    "targets": ["attack"],
    "coach": {name: name for name in ("attribution", "target", "verdict", "copied", "judging")},
    "plain": True,
}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Blinken said the attack was one of several.", "why"),
        ("Blinken said the attack was “irresponsible”.", "“irresponsible”: judging"),
        ("Blinken spoke of the attack: he said that it fits a pattern.", "“pattern”: judging"),
        ("Blinken said the attack destabilised much.", "“destabilised”: judging"),
        ("Blinken said the attack was a crime.", "“crime”: judging"),
        ("Blinken said there is proof of the attack, an outrage.", "verdict"),
    ],
)
def test_a_plain_report_has_no_judging_word_of_the_statement_or_the_lexicon(text: str, says: str, case: Case) -> None:
    assert mark(case, item("report", **PLAIN), text) == Result(1 if says == "why" else 0.5, (says,))


def test_a_plain_report_may_keep_a_spare_word_and_others_may_judge(case: Case) -> None:
    spared = item("report", **PLAIN, spare={"D08": ["pattern"]})
    assert mark(case, spared, "Blinken spoke of the attack: he said that it fits a pattern.").share == 1
    free = item("report", **{**PLAIN, "plain": False})
    assert mark(case, free, "Blinken said the attack was “irresponsible”.").share == 1


def test_a_plain_report_needs_coaching_on_judging_words(case: Case) -> None:
    coach = {name: say for name, say in PLAIN["coach"].items() if name != "judging"}  # type: ignore[attr-defined]
    assert "judging" in " ".join(KINDS["report"].faults(item("report", **{**PLAIN, "coach": coach}), case))
    assert list(KINDS["report"].faults(item("report", **PLAIN), case)) == []
