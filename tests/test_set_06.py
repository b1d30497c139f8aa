"""Set 6: its numbers and claims are those of the case, and what students write is read fairly."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from answers.set_06 import NAME
from exercise_sets import ExerciseSet
from nltk import ConditionalFreqDist

import attributed as at
from attributed.case import Case
from attributed.exercises.checker import Checker
from attributed.lexicon import load_lexicon
from attributed.official import official_renderings

WORK = ExerciseSet(NAME)
ITEMS = WORK.key.items


@pytest.fixture(scope="module")
def check() -> Checker:
    """The check of set 6 against its key."""
    return at.checker(WORK.name, WORK.solution)


def bands() -> dict[str, list[int]]:
    """Return the two percentages of every term of the scale."""
    scale = at.likelihood_scale()
    ends = scale[["from %", "to %"]].astype(int).to_numpy().tolist()
    return dict(zip(map(str, scale.index), ends, strict=True))


def prompt(number: int) -> str:
    """Return the text of an item’s prompt."""
    cells = WORK.notebook(WORK.solution)["cells"]
    return next("".join(cell["source"]) for cell in cells if cell["id"] == f"item-{number}")


def test_every_statement_of_a_prompt_is_printed_as_it_stands_and_every_rung_in_it_is_that_of_the_case(
    case: Case,
) -> None:
    for number in (1, 2, 6):
        printed = dict(re.findall(r"^- \*\*([ID]\d\d)\*\* (.+)$", prompt(number), re.MULTILINE))
        assert list(printed) == ITEMS[number].spec["statements"]
        assert all(printed[key].strip() in str(case.statements.at[key, "text"]) for key in printed)
    rungs = dict(re.findall(r"^\d\. (\w\d\d) is ([A-Z]+)\.", prompt(1), re.MULTILINE))
    assert rungs == {key: case.codes.at[key, "link"] for key in ITEMS[1].spec["statements"]}


def test_the_words_to_copy_stand_once_in_their_statement(case: Case) -> None:
    for key, words in ITEMS[1].spec["wanted"].items():
        assert len(re.findall(rf"\b{re.escape(words)}\b", str(case.statements.at[key, "text"]))) == 1, key


def test_both_sides_stand_in_every_item_about_statements(case: Case) -> None:
    for number in (1, 2, 6):
        sides = set(case.codes.loc[ITEMS[number].spec["statements"], "side"])
        assert "CHINA" in sides
        assert "US" in sides
    for number in (3, 5, 7):
        speakers = [words.split(":")[0] for words in ITEMS[number].spec["options"].values()]
        assert speakers.count("Ansport") == speakers.count("Marhaven")


def test_an_item_on_statements_asks_for_none_that_the_codebook_or_the_lesson_has_placed(case: Case) -> None:
    for number, name in ((2, "ladder"), (6, "certainty")):
        book = case.codebooks[name]
        shown = {key for label in book.labels for key in book[label].examples}
        assert not shown & set(ITEMS[number].spec["statements"])


def test_coders_differed_where_the_key_says_so_and_nowhere_else(case: Case) -> None:
    link, certainty = case.coded_by("link"), case.coded_by("certainty")
    for key in (*ITEMS[1].spec["statements"], *ITEMS[2].spec["statements"]):
        assert set(link.loc[key]) == {case.codes.at[key, "link"]}, key
    for key in ITEMS[6].spec["statements"]:
        labels = sorted(certainty.loc[key])
        assert labels == ["BARE", "BARE", "NA"] if key in {"I05", "D07"} else len(set(labels)) == 1, key


def test_the_alternatives_that_the_key_speaks_of_are_those_of_the_case(case: Case) -> None:
    alternatives = dict(case.codes["link_alt"])
    assert [alternatives[key] for key in ("I22", "I15", "I16", "I25")] == ["NONE", "AFFILIATED", "NA", "NONE"]


def test_shares_of_a_state_as_the_doer_are_those_of_the_key(case: Case) -> None:
    marked = case.statements[case.statements["use"] == "mark"]
    rungs = ConditionalFreqDist(zip(marked["side"], marked["link"], strict=True))
    for side, share in ITEMS[4].spec["accept"].items():
        alleging = rungs[side].N() - rungs[side]["NA"]
        assert 100 * rungs[side]["STATE"] / alleging == pytest.approx(share, abs=0.01)
    assert (rungs["CHINA"]["STATE"], rungs["US"]["STATE"], rungs["US"].N() - rungs["US"]["NA"]) == (8, 2, 13)
    state = marked[marked["link"] == "STATE"]
    assert set(state.index[state["side"] == "US"]) == {"D06", "I22"}
    embassy = official_renderings(case)
    embassy = embassy[(embassy["actor"] == "Chinese embassy in Australia") & (embassy["link"] != "NA")]
    assert len(set(embassy["rendering"]) & set(state.index)) == 5
    assert embassy["wording"].nunique() == 2


def test_the_pencil_finds_fewer_than_a_list_of_words() -> None:
    parts = dict(re.findall(r"^- \*\*([a-f])\*\* .*?\*([^*]+)\*", prompt(5), re.MULTILINE))
    options = ITEMS[5].spec["options"]
    assert list(parts) == list(options)
    found = {
        letter
        for letter, words in options.items()
        if len(at.mark(words, load_lexicon("hedges"))) or len(at.mark(words, load_lexicon("boosters")))
    }
    assert found == set(options)
    assert set(ITEMS[5].spec["accept"]) < found


def test_what_the_words_promise_is_what_the_scale_says() -> None:
    for end, part in enumerate(("least", "most")):
        very, unlikely = 40 * bands()["very likely"][end] / 100, 20 * bands()["unlikely"][end] / 100
        assert very + unlikely == ITEMS[8].spec["accept"][part]
        assert f"{very:.0f}" in ITEMS[8].why
        assert f"{unlikely:.0f}" in ITEMS[8].why


def test_the_bands_expected_of_the_function_are_those_of_the_scale() -> None:
    for entry in ITEMS[9].spec["cases"]:
        plain = " ".join(entry["input"].lower().split()).replace("highly likely", "")
        terms = [term for term in bands() if re.search(rf"\b{term}\b", plain)]
        assert entry["expected"] == (bands()[max(terms, key=len)] if terms else [])


def test_moves_are_as_many_as_the_key_says(case: Case) -> None:
    table = official_renderings(case)
    table = table[table["rendering"] != ""]
    table = table[table["rendering"].map(case.codes["use"]) == "mark"].dropna(subset="rungs")
    moved = {
        "up": (table["rungs"] > 0).sum(),
        "level": (table["rungs"] == 0).sum(),
        "down": (table["rungs"] < 0).sum(),
    }
    assert moved == ITEMS[11].spec["accept"]
    assert f"Of {len(table)} pairs" in ITEMS[11].why
    assert set(table.loc[table["rungs"] > 0, "rendering"]) == {"D06"}
    assert set(table.loc[table["rungs"] < 0, "rendering"]) == {"I23", "I28", "D25"}
    china = table[table["side"] == "CHINA"]
    assert (len(china), set(china["rungs"]), set(china["link"])) == (5, {0}, {"STATE"})


def test_the_words_to_keep_or_to_leave_out_are_those_of_the_texts(case: Case) -> None:
    for number, text in ((13, case.facts.at["F06", "key_words"]), (14, case.statements.at["I03", "text"])):
        words = set(re.findall(r"\w+", str(text).lower()))
        spec = ITEMS[number].spec
        assert words & set(spec["also"])
        assert not words & {word.lower() for word in spec["avoid"]}
    assert "affiliated" in ITEMS[13].spec["targets"]


def test_official_words_in_the_prompts_are_those_of_the_facts(case: Case) -> None:
    for number, fact in ((10, "F15"), (10, "F12"), (13, "F06")):
        noted = str(case.facts.at[fact, "key_words"])
        quoted = re.findall(r"^> (?!“)(.+)$", prompt(number), re.MULTILINE)
        assert any(line.strip() in noted for line in quoted), fact


def band(order: Callable[[list[str]], list[str]]) -> Callable[[str], list[int]]:
    """Return a student’s reader of likelihood that tries the terms in its own order."""

    def reader(sentence: str) -> list[int]:
        plain = " ".join(sentence.lower().split()).replace("highly likely", " ")
        return next((bands()[term] for term in order(list(bands())) if re.search(rf"\b{term}\b", plain)), [])

    return reader


BY_HAND = ["very likely", "very unlikely", "unlikely", "likely", "almost certain", "roughly even chance"]


ORDERS: dict[str, Callable[[list[str]], list[str]]] = {
    "by letters": lambda terms: sorted(terms, key=len)[::-1],
    "by words": lambda terms: sorted(terms, key=lambda term: -len(term.split())),
    "by hand": lambda _: BY_HAND,
}


@pytest.mark.parametrize("name", ORDERS)
def test_any_order_that_tries_the_longer_before_what_is_in_it_is_taken(name: str, check: Checker) -> None:
    assert float(check(9, band(ORDERS[name]))) == ITEMS[9].points


def test_a_reader_of_likelihood_is_told_the_sentence_on_which_it_fails_and_not_the_numbers(check: Checker) -> None:
    upwards, downwards = check(9, band(list)), check(9, band(lambda terms: terms[::-1]))
    assert "On the input 'Very likely the storm" in upwards.says[0]
    assert "On the input 'That the ferry sailed early is VERY UNLIKELY.'" in downwards.says[0]
    assert "5, 20" not in downwards.says[0]
    assert "It stopped with an error (ZeroDivisionError" in check(9, lambda _: 1 / 0).says[0]


def test_a_reader_of_likelihood_that_stops_on_an_empty_text_is_told_so(check: Checker) -> None:
    good = band(ORDERS["by letters"])
    mark = check(9, lambda sentence: good(sentence) if sentence.split()[0] else [])
    assert "On the input '' it fails. It stopped with an error (IndexError" in mark.says[0]
    assert 0 < mark < ITEMS[9].points


@pytest.mark.parametrize("lazy", [lambda _: None, lambda _: [], lambda _: "55 to 80", lambda _: ...])
def test_a_reader_that_does_not_read_earns_nothing(lazy: Callable[[str], object], check: Checker) -> None:
    assert float(check(9, lazy)) == 0


FAIR: dict[str, tuple[int, Any]] = {
    "marks, capitals and small letters": (
        1,
        {"i26": "“Worked with”", "i24": " protecting ", "i22": "ITS", "i15": "‘by the US’"},
    ),
    "labels in lower case": (
        2,
        {"I03": "state", "I25": "none", "D03": "na", "D11": " NA ", "I16": "NA", "I28": "None"},
    ),
    "a tuple of capitals for a list": (3, ("C", "E", "D", "A", "B")),
    "the sentences themselves": (3, [ITEMS[3].spec["options"][letter] for letter in "cedab"]),
    "whole numbers": (4, {"china": 100, "us": 15}),
    "a Series of floats": (4, pd.Series({"CHINA": 100.0, "US": 15.3846})),
    "an array for a set": (5, np.array(["E", "B", "A"])),
    "the labels that one coder took": (
        6,
        {"I03": "Boosted", "I24": "Hedged", "I10": "Bare", "D08": "bare", "D02": "na", "D24": "na", "I05": "NA",
         "D07": "NA"},
    ),
    "a list for a set": (7, ["b", "c", "e"]),
    "floats and numpy numbers": (8, {"least": 36.0, "MOST": np.int64(47)}),
    "counts of numpy": (11, {"up": np.int64(2), "level": np.float64(9), "down": 3}),
    "a letter with a bracket": (12, "c)"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAIR)
def test_a_strange_but_fair_form_is_taken(name: str, check: Checker) -> None:
    number, answer = FAIR[name]
    mark = check(number, answer)
    assert float(mark) == ITEMS[number].points, mark.says


BAD: dict[str, tuple[int, Any, str]] = {
    "an unknown statement": (1, {"D13": "maybe"}, "'D13' is not asked for here. Expected I26, I24, I22, I15."),
    "a rung for a certainty": (6, {"I03": "STATE"}, "'STATE' is not a label here. Choose from HEDGED, BOOSTED"),
    "a letter too few in order": (3, ["c", "e", "d", "a"], "Every letter of a, b, c, d, e is due once"),
    "nan for a number": (4, {"CHINA": np.nan, "US": 15.4}, "A number is due for CHINA; found nan"),
    "a result for a function": (9, [55, 80], "The function band itself is due"),
    "a text too short": (13, "They were confident.", "Your text has 3 words; 10 to 45 are due."),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_what_is_due(name: str, check: Checker) -> None:
    number, answer, sentence = BAD[name]
    mark = check(number, answer)
    assert (float(mark), mark.verdict) == (0, "form")
    assert sentence in mark.says[0]


GOOD = {
    13: [
        "The White House said with high confidence that hackers affiliated with China’s state security were behind it.",
        "According to the U.S. government, which says it is highly confident, hackers linked to China's MSS did it.",
        "Washington attributed the hack with a high degree of confidence to actors affiliated with China’s ministry.",
        "The United States said it was confident that people working for China’s security ministry attacked Exchange.",
        "The Biden administration blamed hackers tied to China’s Ministry of State Security, with great confidence.",
    ],
    14: [
        "According to China’s embassy in Australia, it is well known that the U.S. listens in on its allies too.",
        "The Chinese embassy in Australia accused the United States of wide eavesdropping, which it called well known.",
        "China's embassy in Canberra claimed that everybody knows of American eavesdropping by the US on its allies.",
        "The embassy said it was no secret that Washington had been listening in on many countries, allies too.",
        "Chinese diplomats in Australia said it was common knowledge that the US eavesdrops on many countries.",
    ],
}
POOR = {
    13: [
        "China’s Ministry of State Security attacked Exchange, and of that we can have a high degree of confidence.",
        "The White House said with high confidence that the Chinese government itself had attacked Microsoft Exchange.",
        "The White House accused Beijing of the attack, with confidence, through hackers linked to its ministry.",
        "The White House was certain, and said with confidence, that hackers linked to China’s MSS were behind it.",
        "The White House said that hackers affiliated with China’s MSS were behind the attack on Microsoft Exchange.",
        "The White House rightly said with confidence that hackers affiliated with China’s MSS were behind it.",
    ],
    14: [
        "The United States, as everybody knows, has been listening in on many countries and on its own allies.",
        "The embassy said it was well known that hackers close to the United States listen in on many countries.",
        "The embassy said that the United States had perhaps listened in on many countries, as is known.",
        "The embassy said that the United States had listened in on a great many countries and its allies.",
        "China’s embassy in Australia revealed, as is well known, how the United States listens in on its allies.",
    ],
}


@pytest.mark.parametrize(("number", "text"), [(number, text) for number in GOOD for text in GOOD[number]])
def test_a_report_as_strong_as_its_text_earns_everything(number: int, text: str, check: Checker) -> None:
    mark = check(number, text)
    assert float(mark) == ITEMS[number].points, mark.says


@pytest.mark.parametrize(("number", "text"), [(number, text) for number in POOR for text in POOR[number]])
def test_a_report_that_is_stronger_or_weaker_or_has_no_speaker_does_not(number: int, text: str, check: Checker) -> None:
    assert float(check(number, text)) <= ITEMS[number].points / 2
