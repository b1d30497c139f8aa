"""Set 5: its numbers and claims are those of the case, and what students write is read fairly."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from answers.set_05 import NAME
from exercise_sets import ExerciseSet

import attributed as at
from attributed.case import Case
from attributed.exercises.checker import Checker

WORK = ExerciseSet(NAME)
ITEMS = WORK.key.items
PARTNERS = ["US", "US_ALLY", "ALLIANCE"]
CAMPS = {"CHINA": ["CHINA"], "US": PARTNERS}


@pytest.fixture(scope="module")
def check() -> Checker:
    """The check of set 5 against its key."""
    return at.checker(WORK.name, WORK.solution)


def rows_of(case: Case, camp: str) -> pd.DataFrame:
    """Return the statements of a camp that may carry marks."""
    rows = case.statements[case.statements["use"] == "mark"]
    return rows[rows["side"].isin(CAMPS[camp])]


@pytest.mark.parametrize(("number", "column"), [(2, "frames"), (4, "strategy"), (6, "object")])
def test_the_coders_agreed_where_the_key_says_so_and_split_where_it_says_so(
    number: int, column: str, case: Case
) -> None:
    passes = case.coded_by(column)
    differ = [key for key in ITEMS[number].spec["statements"] if len(set(passes.loc[key])) > 1]
    assert differ == (["D10"] if number == 6 else [])
    assert sorted(passes.loc["D10"]) == ["HACK", "HACK", "RESPONSE"] if number == 6 else True


@pytest.mark.parametrize("number", [2, 4, 6])
def test_statements_with_labels_come_from_both_camps(number: int, case: Case) -> None:
    sides = set(case.codes.loc[ITEMS[number].spec["statements"], "side"])
    assert "CHINA" in sides
    assert sides & set(PARTNERS)


def test_no_statement_to_be_labelled_is_an_example_in_the_table_above_it(case: Case) -> None:
    for number in (2, 4):
        book = case.codebooks[ITEMS[number].spec["codebook"]]
        examples = {key for label in book.labels.values() for key in label.examples}
        assert not examples & set(ITEMS[number].spec["statements"])


def test_statements_in_the_prompts_are_printed_as_they_stand(case: Case) -> None:
    prompts = {cell["id"]: "".join(cell["source"]) for cell in WORK.notebook(WORK.solution)["cells"]}
    for number in (2, 3, 4, 6):
        printed = re.findall(r"^- \*\*([ID]\d\d)\*\* (.+)$", prompts[f"item-{number}"], re.MULTILINE)
        assert [key for key, _ in printed] == ITEMS[number].spec["statements"]
        assert [text for _, text in printed] == [str(case.statements.at[key, "text"]) for key, _ in printed]


def test_words_to_be_copied_bear_out_the_label_that_the_prompt_gives(case: Case) -> None:
    assert "CAUSE" in dict(case.codes["frames"])["I08"]
    moves = dict(case.codes.loc[["I29", "D04", "D24"], "strategy"])
    assert moves == {"I29": "ATTRIBUTE", "D04": "COUNTER_ACCUSE", "D24": "COALITION"}


TWINS = [
    {"COUNTER_ACCUSE", "ATTRIBUTE"},
    {"DEMAND_WARN", "CONSEQUENCE"},
    {"VICTIM", "HARM"},
    {"ATTACK_ACCUSER", "CHARACTERISE"},
]


def test_pairs_that_make_one_move_are_the_twins_of_the_lesson_and_no_other_pair_is(case: Case) -> None:
    moves, sides = case.codes["strategy"], case.codes["side"]
    pairs = {letter: words.split(" and ") for letter, words in ITEMS[5].spec["options"].items()}
    assert {sides[first] for first, _ in pairs.values()} == {"CHINA"}
    assert "CHINA" not in {sides[second] for _, second in pairs.values()}
    twins = {letter for letter, (first, second) in pairs.items() if {moves[first], moves[second]} in TWINS}
    assert twins == set(ITEMS[5].spec["accept"])


def test_judgements_without_a_cause_are_as_many_as_the_key_says(case: Case) -> None:
    found, judged = {}, {}
    for camp in CAMPS:
        frames: list[frozenset[str]] = rows_of(case, camp)["frames"].tolist()
        judging = [labels for labels in frames if "MORAL" in labels]
        judged[camp] = len(judging)
        found[camp] = sum("CAUSE" not in labels for labels in judging)
    assert found == ITEMS[7].spec["accept"]
    china, others = (judged[camp] - found[camp] for camp in CAMPS)
    assert f"Of China’s {judged['CHINA']} judgements {china} come with a word on the cause" in ITEMS[7].why
    assert f"of the other camp’s {judged['US']} only {others}" in ITEMS[7].why
    coded: list[str] = list(case.coded_by("frames").loc["D28"].values)
    one = [labels for labels in coded if "MORAL" in labels]
    assert len(one) == 1
    assert "CAUSE" not in one[0]


def test_shares_of_words_and_of_statements_are_those_of_the_key(case: Case) -> None:
    by_statement, by_word = {}, {}
    for camp, label in {"CHINA": "US_CONDUCT", "US": "HACK"}.items():
        rows = rows_of(case, camp)
        words, about = rows["text"].map(lambda text: len(str(text).split())), rows["object"] == label
        by_statement[camp] = 100 * float(about.mean())
        by_word[camp] = 100 * float(words[about].sum() / words.sum())
    assert by_word == pytest.approx(ITEMS[8].spec["accept"], abs=0.01)
    one, other = by_statement.values(), by_word.values()
    sentence = "By statements {:.0f} and {:.0f} in a hundred, by words {:.0f} and {:.0f}.".format(*one, *other)
    assert sentence in ITEMS[8].why
    assert [round(by_word[camp] - by_statement[camp]) for camp in CAMPS] == [7, 7]


def test_the_coders_differ_least_on_a_remedy_and_most_on_a_problem(case: Case) -> None:
    passes = case.coded_by("frames")
    said = {
        letter: passes.map(lambda labels, label=label: label in labels).sum()
        for letter, label in ITEMS[9].spec["options"].items()
    }
    apart = {letter: int(counts.max() - counts.min()) for letter, counts in said.items()}
    assert sorted(apart, key=apart.__getitem__) == ITEMS[9].spec["accept"]
    assert len(set(apart.values())) == len(apart)
    assert f"differ by {apart['d']} statement, on a problem by {apart['a']}" in ITEMS[9].why
    low, *high = sorted(int(count) for count in said["a"])
    for key in ("I04", "I22"):
        assert f"as in {key}" in ITEMS[9].why
        assert len({"PROBLEM" in str(labels) for labels in passes.loc[key]}) == 2
    assert f"yes {low} times, the others {high[0]} and {high[1]} times" in ITEMS[9].why


def mover(is_answer: Callable[[list[str], list[list[str]]], bool]) -> Callable[[list[list[str]]], str]:
    """Return a student’s function with its own idea of an answer."""

    def moves(accusations: list[list[str]]) -> str:
        found = []
        for place, pair in enumerate(accusations):
            found.append("COUNTER_ACCUSE" if is_answer(pair, accusations[:place]) else "ATTRIBUTE")
        return ", ".join(found)

    return moves


def test_a_function_written_in_another_way_is_taken(check: Checker) -> None:
    assert float(check(10, mover(lambda pair, before: pair[::-1] in before))) == ITEMS[10].points
    assert float(check(10, mover(lambda pair, before: any(pair == [b, a] for a, b in before)))) == ITEMS[10].points


def test_a_function_that_fails_is_told_on_which_list(check: Checker) -> None:
    ring = mover(lambda pair, before: any(pair[0] == accused for _, accused in before))
    said = check(10, ring).says[0]
    assert "On the input [['Arle', 'Bode'], ['Bode', 'Corin']] it fails." in said
    late = mover(lambda pair, before: pair[::-1] in before[-1:])
    assert "['Corin', 'Dorn']" in check(10, late).says[0]
    assert float(check(10, lambda pairs: pairs[0])) == 0
    assert "It stopped with an error (ZeroDivisionError" in check(10, lambda _: 1 / 0).says[0]
    both = mover(lambda pair, before: pair in before or pair[::-1] in before)
    assert "The same two, four times." in check(10, both).says[0]


FRAMES = {
    "I19": "CAUSE",
    "D06": "PROBLEM CAUSE",
    "I11": "CAUSE MORAL",
    "I28": "MORAL",
    "I05": "REMEDY",
    "D11": "REMEDY",
}
FAIR: dict[str, tuple[int, Any]] = {
    "the words of the option": (1, "Had Mill Lane accused Elm Road before?"),
    "lists of labels in small letters": (2, {key.lower(): labels.lower().split() for key, labels in FRAMES.items()}),
    "labels in one string": (2, {key: labels.replace(" ", ", ") for key, labels in FRAMES.items()}),
    "a Series of tuples": (2, pd.Series({key: tuple(labels.split()) for key, labels in FRAMES.items()})),
    "a label twice": (2, {key: labels.split() * 2 for key, labels in FRAMES.items()}),
    "words with marks, in capitals, with small words round them": (
        3,
        {"i08": "“Political Motives”", "i29": "chinese spies", "d04": " Washington ", "d24": "backed up the"},
    ),
    "labels with spaces": (
        4,
        {"D15": "deny", "I08": " attack_accuser", "D21": "Counter_Accuse", "I24": "ATTRIBUTE.", "I28": "characterise",
         "D24": "coalition"},
    ),
    "an array of letters": (5, np.array(["D", "A", "B"])),
    "a listed alternative": (
        6,
        {"I01": "HACK", "D02": "ACCUSATION", "I15": "US_CONDUCT", "I05": "RESPONSE", "I27": "HACK", "D10": "RESPONSE"},
    ),
    "numpy numbers": (7, {"china": np.int64(1), "us": 4.0}),
    "whole shares": (8, {"CHINA": 32, "US": 72}),
    "an index for a list": (9, pd.Index(["D", "B", "C", "A"])),
}  # fmt: skip


@pytest.mark.parametrize("name", FAIR)
def test_a_strange_but_fair_form_is_taken(name: str, check: Checker) -> None:
    number, answer = FAIR[name]
    mark = check(number, answer)
    assert float(mark) == ITEMS[number].points, mark.says


GOOD = {
    13: [
        "According to China’s embassy in Canberra, Washington spies on many countries, even on its friends.",
        "The Chinese embassy in Australia accused the U.S. of eavesdropping on other states on a large scale.",
        "In a statement, the embassy of China alleged widespread American surveillance of many countries.",
        "China’s embassy said that the United States monitors other countries “including its allies”.",
        "The Chinese embassy alleges that America has intercepted the communications of a great many states.",
    ],
    14: [
        "According to Antony Blinken, China’s Ministry of State Security lets hackers work for hire and for the state.",
        "The US Secretary of State accused the MSS of having nurtured hackers who work for the state and for money.",
        "Blinken said that the Chinese ministry had fostered criminals who hack for the state or for themselves.",
        "The United States alleged that Beijing’s state security supports hackers for hire in a whole “ecosystem”.",
        "Mr Blinken blamed the MSS for the growth of cybercrime by hackers under contract.",
    ],
}
POOR = {
    13: [
        "The United States eavesdrops on many countries, and everybody has known it for years by now.",
        "The embassy changed the subject and accused the United States of spying on many countries.",
        "The Chinese embassy revealed that the US had been spying on many countries.",
        "The embassy whined that the United States was spying on many countries, as it said.",
        "To cover up its guilt, China’s embassy accused the United States of spying on other countries.",
        "The Chinese embassy alleged that Australia had been spying on a great many other countries.",
    ],
    14: [
        "China’s Ministry of State Security fosters criminal hackers who work for the state and for money.",
        "Blinken slandered China when he said that its ministry fostered hackers for hire.",
        "Blinken proved that the Chinese ministry, as he said, fosters hackers for hire.",
        "To distract from its own record, the United States accused the MSS of fostering hackers for hire.",
        "Antony Blinken said that some ministry or other had fostered hackers who work for hire.",
        "Antony Blinken said that China’s Ministry of State Security had fostered something for years.",
    ],
}


@pytest.mark.parametrize(("number", "text"), [(number, text) for number in GOOD for text in GOOD[number]])
def test_a_description_with_its_speaker_and_no_verdict_earns_everything(number: int, text: str, check: Checker) -> None:
    mark = check(number, text)
    assert float(mark) == ITEMS[number].points, mark.says


@pytest.mark.parametrize(("number", "text"), [(number, text) for number in POOR for text in POOR[number]])
def test_a_description_that_has_decided_or_lost_its_speaker_does_not(number: int, text: str, check: Checker) -> None:
    assert float(check(number, text)) < ITEMS[number].points


def test_the_same_words_are_barred_for_both_speakers_and_neither_statement_has_one(case: Case) -> None:
    assert ITEMS[13].spec["avoid"] == ITEMS[14].spec["avoid"]
    assert ITEMS[13].spec["coach"]["avoid"] == ITEMS[14].spec["coach"]["avoid"]
    for key in ("D21", "D09"):
        words = set(re.findall(r"\w+", str(case.statements.at[key, "text"]).lower()))
        assert not words & set(ITEMS[13].spec["avoid"])


BAD: dict[str, tuple[int, Any, str]] = {
    "a number for a set": (2, {"I19": 3}, "I19: a set of labels is due, like {'PROBLEM'}; found 3."),
    "a label for all statements": (2, {"CAUSE"}, "A set of labels for each of I19, D06"),
    "a label that is none": (2, {"I19": {"BLAME"}}, "I19: 'BLAME' is not a label here. Choose from PROBLEM, CAUSE"),
    "a set for one label": (4, {"D15": {"DENY"}}, "D15: {'DENY'} is not a label here."),
    "a result for a function": (10, "ATTRIBUTE", "The function moves itself is due; found 'ATTRIBUTE'."),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_what_is_due(name: str, check: Checker) -> None:
    number, answer, sentence = BAD[name]
    mark = check(number, answer)
    assert (float(mark), mark.verdict) == (0, "form")
    assert sentence in mark.says[0]
