"""Set 7: its numbers and claims are those of the case, and what students write is read fairly."""

import math
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from exercise_sets import ExerciseSet

import attributed as at
from attributed.case import Case
from attributed.exercises.checker import Checker

WORK = ExerciseSet("07-coordinated-messaging")
ITEMS = WORK.key.items
CAMPS = ("China", "US and partners")


@pytest.fixture(scope="module")
def check() -> Checker:
    """The check of set 7 against its key."""
    return at.checker(WORK.name, WORK.solution)


def prompt(name: str) -> str:
    """Return the text of a cell."""
    return next("".join(cell["source"]) for cell in WORK.notebook(WORK.solution)["cells"] if cell["id"] == name)


def test_statements_in_the_prompts_are_those_of_the_case(case: Case) -> None:
    for number in (1, 7):
        given = dict(re.findall(r"^- \*\*([ID]\d+)\*\* (.+)$", prompt(f"item-{number}"), re.MULTILINE))
        assert given == dict(case.statements.loc[ITEMS[number].spec["statements"], "text"])


def test_the_tests_in_the_prompt_are_those_of_the_codebook(case: Case) -> None:
    given = dict(re.findall(r'^- `"([A-Z_]+)"` \*(.+\?)\*$', prompt("item-7"), re.MULTILINE))
    book = case.codebooks["object"]
    assert given == {label: book[label].test for label in book.labels}
    assert list(given) == ITEMS[7].spec["labels"]


def shared_runs(case: Case, camp: str) -> list[str]:
    """Return the runs with two content words or more that two texts of a camp share."""
    facts = dict.fromkeys(case.phrases.loc[case.phrases["camp"] == camp, "fact"])
    parts = [re.split(" / |…", str(case.facts.at[fact, "key_words"])) for fact in facts]
    texts = {fact: "\n\n".join(cut) for fact, cut in zip(facts, parts, strict=True)}
    found = at.shared_phrases(texts, min_words=2)
    return list(found["phrase"][found["content_words"] >= 2])


def test_runs_that_a_machine_finds_are_as_many_as_the_key_says(case: Case) -> None:
    runs = {camp: shared_runs(case, camp) for camp in CAMPS}
    assert {camp: len(found) for camp, found in runs.items()} == ITEMS[2].spec["accept"]
    counts = at.phrase_counts(case)
    hand, pairs = dict(counts["phrases"]), dict(counts["pairs"])
    per_hundred = {camp: round(100 * len(runs[camp]) / pairs[camp]) for camp in CAMPS}
    by_hand = {camp: round(100 * hand[camp] / pairs[camp]) for camp in CAMPS}
    assert set(per_hundred.values()) == {38}
    assert f"by hand {hand['China']} and {hand['US and partners']}" in ITEMS[2].why
    assert f"Divided by {pairs['China']} and {pairs['US and partners']} pairs" in ITEMS[2].why
    assert f"the hand’s to {by_hand['China']} and {by_hand['US and partners']}" in ITEMS[2].why
    assert {"the United Kingdom", "malicious cyber"} <= set(runs["US and partners"])
    assert not {"the United Kingdom", "malicious cyber"} & set(case.phrases["phrase"])


QUOTED = re.compile(r"(F\d\d) “([^”]+)”")


def test_pairs_that_share_words_stand_in_their_facts_and_differ_as_the_key_says(case: Case) -> None:
    """The rung and the certainty are those of the official table, wherever it has the words."""
    official = case.official
    differ = set()
    for letter, option in ITEMS[3].spec["options"].items():
        (first, words), (second, others) = QUOTED.findall(option)
        assert words in str(case.facts.at[first, "key_words"])
        assert others in str(case.facts.at[second, "key_words"])
        shared = case.phrases.loc[case.phrases["fact"].isin([first, second])].groupby("phrase").size()
        assert (shared == 2).any()
        codes = [
            {
                (row.link, row.certainty)
                for row in official[official["fact"] == fact].itertuples()
                if said in row.words or row.words in said or fact == "F09"
            }
            for fact, said in ((first, words), (second, others))
        ]
        if codes[0] != codes[1]:
            differ.add(letter)
    assert differ == set(ITEMS[3].spec["accept"])


def test_the_two_lists_of_finds_are_one_and_ask_the_same_of_either_camp(case: Case) -> None:
    assert ITEMS[4].spec["options"] == ITEMS[5].spec["options"]
    camps = [set(case.phrases.loc[case.phrases["fact"].isin(ITEMS[n].rests_on), "camp"]) for n in (4, 5)]
    assert camps == [{"China"}, {"US and partners"}]
    both = case.phrases[case.phrases["fact"].isin(["F07", "F15"])]
    assert set(both.loc[both["phrase"] == "contract hackers who", "fact"]) == {"F07", "F15"}
    assert set(case.facts.loc[["F07", "F15"], "date"]) == {"2021-07-19"}


def by_passes(case: Case, column: str, key: str) -> dict[str, int]:
    """Return how many coders gave a statement each label."""
    return {str(label): int(times) for label, times in case.coded_by(column).loc[key].value_counts().items()}


def test_where_the_key_says_that_coders_split_they_did(case: Case) -> None:
    split = {key: by_passes(case, "object", key) for key in ITEMS[7].spec["statements"]}
    assert split["I16"] == {"RESPONSE": 2, "US_CONDUCT": 1}
    assert split["D07"] == {"HACK": 2, "RESPONSE": 1}
    assert [key for key, labels in split.items() if len(labels) > 1] == ["I16", "D07"]
    for key in ("I16", "D07"):
        for say in ITEMS[7].spec["coach"][key].values():
            assert "coders" in say or say.startswith("Whose ")


def test_figures_for_the_two_readers_are_what_a_hand_computes() -> None:
    first, second = ["BARE"] * 19 + ["HEDGED"], ["HEDGED"] + ["BARE"] * 19
    pile = first + second
    share = sum(a == b for a, b in zip(first, second, strict=True)) / 20
    alike = sum(a == b for n, a in enumerate(pile) for m, b in enumerate(pile) if n != m) / (40 * 39)
    alpha = 1 - (1 - share) / (1 - alike)
    for part, figure in (("share", share), ("dealt", alike), ("alpha", alpha)):
        assert math.isclose(figure, ITEMS[8].spec["accept"][part], abs_tol=5e-4)
    assert alike > share
    assert math.isclose(at.agreement(pd.DataFrame({"first": first, "second": second})).alpha, alpha)


def test_agreement_by_side_is_as_the_key_says(case: Case) -> None:
    passes, side = case.coded_by("object"), case.statements["side"]
    whole = at.agreement(passes)
    assert f"{whole.alpha:.2f}"[1:] in prompt("item-9")
    assert whole.units == 60
    parted = passes[passes.ne(passes.iloc[:, 0], axis="index").any(axis=1)]
    for name, units, apart in (("CHINA", 33, 2), ("US", 20, 5)):
        found = at.agreement(passes[side == name])
        assert math.isclose(found.alpha, ITEMS[9].spec["accept"][name], abs_tol=5e-3)
        assert (found.units, int((side[parted.index] == name).sum())) == (units, apart)
        assert f"{found.low:.2f}"[1:] in ITEMS[9].why
    assert {"I25", "D07", "D10"} <= set(parted.index)
    assert {label for key in ("I25", "D07", "D10") for label in parted.loc[key]} == {"HACK", "RESPONSE"}


def test_passes_part_on_certainty_as_the_prompt_says(case: Case) -> None:
    passes = case.coded_by("certainty")
    names = list(passes.columns)
    assert len(passes) == 60
    assert int((passes[names[1]] != passes[names[2]]).sum()) == 1
    assert min(int((passes[names[0]] != passes[name]).sum()) for name in names[1:]) == 9
    assert f"alpha of {at.agreement(passes[names[1:]]).alpha:.2f}".replace("0.", ".") in prompt("item-10")
    assert f"alpha is {at.agreement(passes).alpha:.2f}".replace("0.", ".") in prompt("item-10")


def test_sentences_that_may_stand_have_their_quotations_and_the_others_one_fault(case: Case) -> None:
    options, accept = ITEMS[12].spec["options"], ITEMS[12].spec["accept"]
    sources = [*case.facts["key_words"], *(article.text for article in case.articles.values())]
    for letter, sentence in options.items():
        for words in re.findall("“([^”]+)”", sentence):
            assert any(words in source for source in sources), words
        charged = set(at.mark(sentence, "reporting")["label"]) & {"CHARGED"}
        assert not charged or letter == "c"
        assert letter not in accept or "“" in sentence


GRAMS = re.compile(r"\w+")


def finder(words_of: Callable[[str], list[str]]) -> Callable[[str], float]:
    """Return a student’s finder that lists the words in its own way."""
    notice = "The ferry will not sail on Sunday. We regret the delay and thank you for your patience."

    def runs(text: str) -> set[tuple[str, ...]]:
        words = words_of(text)
        return {(a, b, c) for (a, b), c in zip(pairwise(words), words[2:], strict=False)}

    def shared_runs(text: str) -> float:
        return float(len(runs(notice) & runs(text)))

    return shared_runs


FAIR = {
    "marks and capitals round the words": (
        1,
        {"i09": "“Ganged up”", "d16": "Mustered", "d24": "backed up", "d28": "“collectively”"},
    ),
    "the little word after a verb": (
        1,
        pd.Series({"I09": "ganged up", "D16": "mustered", "D24": "backed up the", "D28": "collectively"}),
    ),
    "a Series of counts": (2, pd.Series({"China": 8, "US and partners": np.int64(25)})),
    "camps in small letters": (2, {"china": 8.0, "us and partners": 25}),
    "an array of letters": (3, np.array(["E", "A", "C"])),
    "the words of an option": (4, "An older paper on the same matter has the phrase, and both texts name it."),
    "a letter with a bracket": (5, "c)"),
    "a finder with another pattern": (6, finder(lambda text: GRAMS.findall(text.casefold()))),
    "a finder without a pattern": (
        6,
        finder(lambda text: "".join(c if c.isalpha() else " " for c in text).upper().split()),
    ),
    "the other label where coders split": (
        7,
        {
            "I13": "us_conduct",
            "I16": "US_CONDUCT",
            "I26": "hack",
            "D07": "RESPONSE",
            "D15": "Accusation",
            "D29": "RESPONSE",
        },
    ),
    "figures with all their decimals": (8, {"share": np.float64(0.9), "dealt": 1408 / 1560, "alpha": -1 / 38}),
    "figures as printed": (9, {"CHINA": 0.93, "US": 0.68}),
    "figures of the kit": (9, {"china": 0.9301745635910225, "us": np.float64(0.6797)}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAIR)
def test_a_strange_but_fair_form_is_taken(name: str, check: Checker) -> None:
    number, answer = FAIR[name]
    mark = check(number, answer)
    assert float(mark) == ITEMS[number].points, mark.says


def test_a_finder_is_told_the_input_on_which_it_fails_and_not_the_number(check: Checker) -> None:
    def stops(text: str) -> int:
        raise ValueError(text[0])

    assert "It stopped with an error (ValueError" in check(6, stops).says[0]
    split = check(6, finder(lambda text: text.lower().split()))
    assert "On the input '“The ferry will not sail,”" in split.says[0]
    by_sentence = check(6, finder(lambda text: GRAMS.findall(text.split(".")[0].lower())))
    assert "On the input 'they regret the delay" in by_sentence.says[0]
    doubled = check(6, lambda text: 3 if text.startswith("they") else [])
    assert "one number is due" in doubled.says[0]


BAD: dict[str, tuple[int, Any, str]] = {
    "a number for words": (1, {"I09": 2}, "words from the statement, in quotation marks, are due"),
    "one number for two": (2, 8, "China"),
    "a letter that is none": (4, "g", "'g' is not one of the options"),
    "a number for a function": (6, 3, "The function shared_runs itself is due"),
    "a label of another codebook": (7, {"I13": "PROBLEM"}, "'PROBLEM' is not a label here"),
    "an Agreement for its alpha": (9, at.agreement({"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 1}}), "Agreement"),
    "an empty set": (11, set(), "The set is empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_what_is_due(name: str, check: Checker) -> None:
    number, answer, sentence = BAD[name]
    mark = check(number, answer)
    assert (float(mark), mark.verdict) == (0, "form")
    assert sentence in mark.says[0]
