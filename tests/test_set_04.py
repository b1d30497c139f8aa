"""Set 4: its numbers and claims are those of the case, and what students write is read fairly."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from exercise_sets import ExerciseSet

import attributed as at
from attributed.case import Case
from attributed.exercises.checker import Checker

WORK = ExerciseSet("04-judging-words")
ITEMS = WORK.key.items


@pytest.fixture(scope="module")
def check() -> Checker:
    """The check of set 4 against its key."""
    return at.checker(WORK.name, WORK.solution)


def words_of(case: Case, side: str, article: str) -> set[str]:
    """Return the different judging words of a side in an article."""
    rows = case.words[(case.words["side"] == side) & (case.words["article"] == article)]
    return set(rows["word"].str.lower())


def test_the_tests_in_the_prompt_are_those_of_the_codebook(case: Case) -> None:
    prompt = next(cell["source"] for cell in WORK.notebook(WORK.solution)["cells"] if cell["id"] == "item-1")
    given = dict(re.findall(r'^- `"([A-Z]+)"` \*(.+\?)\*$', "".join(prompt), re.MULTILINE))
    book = case.codebooks["words"]
    assert list(given) == ITEMS[1].spec["labels"] == list(book.labels)
    assert [label for label, test in given.items() if not book[label].test.startswith(test)] == []


def test_words_in_both_articles_are_as_many_as_the_key_says(case: Case) -> None:
    sides = {side: [words_of(case, side, article) for article in case.articles] for side in ("CHINA", "US")}
    assert {side: len(first & second) for side, (first, second) in sides.items()} == ITEMS[8].spec["accept"]
    assert f"Of China’s {len(set.union(*sides['CHINA']))} different words" in ITEMS[8].why


def test_every_shared_word_of_china_is_an_embassys_english_and_none_the_spokesmans(case: Case) -> None:
    shared = words_of(case, "CHINA", "independent") & words_of(case, "CHINA", "dawn")
    official = " ".join(case.facts.loc[["F20", "F21"], "key_words"])
    assert [word for word in shared if word not in official] == []
    speakers = case.words["statement"].map(case.statements["speaker"])
    zhao = case.words[speakers.str.contains("Zhao") & (case.words["owner"] == "source")]
    by_article = [set(rows["word"].str.lower()) for _, rows in zhao.groupby("article")]
    assert len(by_article) == 2
    assert not set.intersection(*by_article)
    biden = case.words[speakers == "Joe Biden"]
    both = words_of(case, "US", "independent") & words_of(case, "US", "dawn")
    assert len(both & set(biden["word"])) == 2


def test_attack_stands_in_as_many_lines_as_the_key_says_and_never_for_a_sides_own_acts(case: Case) -> None:
    statements = case.statements[case.statements["use"] == "mark"]
    lines = at.concordance(dict(statements["text"]), "*attack*")
    about, side = lines["text"].map(statements["object"]), lines["text"].map(statements["side"])
    assert {label: int((about == label).sum()) for label in ("HACK", "US_CONDUCT")} == ITEMS[9].spec["accept"]
    assert set(side[about == "US_CONDUCT"]) == {"CHINA"}
    assert set(side[about == "HACK"]) == {"US", "US_ALLY", "COMPANY"}
    left = lines.loc[~about.isin(["HACK", "US_CONDUCT"]), "text"]
    assert list(left) == ["I04", "I16", "D15"]
    assert sorted(case.coded_by("object").loc["I16"]) == ["RESPONSE", "RESPONSE", "US_CONDUCT"]
    counted = [key for key in lines["text"] if key != "I16"]
    coded = case.coded_by("object").loc[counted]
    assert coded.eq(coded.iloc[:, 0], axis="index").all(axis=None)


def test_pairs_that_a_score_cannot_tell_apart_differ_in_what_they_are_about(case: Case) -> None:
    scores = dict(at.sentiment_scores(case)["score"])
    about = dict(case.codes["object"])
    found = {
        letter
        for letter, pair in ITEMS[10].spec["options"].items()
        for first, second in [pair.split(" and ")]
        if scores[first] == scores[second] and str(about[first]) != str(about[second])
    }
    assert found == set(ITEMS[10].spec["accept"])


def test_what_the_table_of_keyness_bears_out_is_so(case: Case) -> None:
    china, us = (" ".join(case.statements.loc[case.statements["side"] == side, "text"]) for side in ("CHINA", "US"))
    table = at.keyness(china, us)
    row = table.loc["groundless"]
    assert (row["target"], row["reference"], row["enough"]) == (3, 0, False)
    assert row["log_ratio"] > 2
    enough = [str(word).lower() for word in table.index[table["enough"]]]
    assert f"Of {len(table)} words {len(enough)} are frequent enough" in ITEMS[11].why
    assert not set(enough) & set(case.words["word"].str.lower())
    assert len(at.mark(" . ".join(enough), "evaluative")) == 0


def test_invented_sentences_hold_the_label_that_is_asked_for_and_no_other_has_it() -> None:
    for number, label in ((2, "TRUTH"), (3, "CONDUCT")):
        options, accept = ITEMS[number].spec["options"], set(ITEMS[number].spec["accept"])
        with_label = {
            letter for letter, words in options.items() if label in set(at.mark(words, "evaluative")["label"])
        }
        assert with_label <= accept


PAIRS = re.compile('“[^”]*”|"[^"]*"')
LISTED = {"absurd", "careless", "fair", "sensible", "unfair", "wasteful"}


def counter(own: Callable[[str], str]) -> Callable[[str], float]:
    """Return a student’s counter that takes the quotations out in its own way."""

    def reporters_words(text: str) -> float:
        return float(sum(word in LISTED for word in re.findall("[a-z]+", own(text).lower())))

    return reporters_words


def outside(text: str) -> str:
    """Take the quotations out letter by letter, without a pattern."""
    kept, closing = "", ""
    for letter in text:
        if closing:
            closing = "" if letter == closing else closing
        elif letter in '“"':
            closing = "”" if letter == "“" else '"'
        else:
            kept += letter
    return kept


FAIR = {
    "labels in lower case": (
        1,
        {"w11": "truth", "w20": "conduct", "w71": "Conduct", "w22": "force", "w60": "conduct", "w73": " ability"},
    ),
    "a Series of labels": (4, pd.Series({"W28": "US", "W08": "NARRATOR", "W38": "CHINA", "W70": "NARRATOR"})),
    "words in one string, with marks and in capitals": (
        5,
        {
            "d08": "Irresponsible, disruptive, destabilising",
            "i28": "“a reckless”",
            "i09": ["ganged", "unwarranted"],
            "i16": ("throwing mud at China", "so-called prosecution"),
        },
    ),
    "words over which readers may differ": (
        5,
        {
            "D08": {"pattern", "irresponsible", "disruptive", "destabilising"},
            "I28": {"reckless", "familiar pattern"},
            "I09": {"ganged up", "unwarranted"},
            "I16": {"theft", "attacks", "throwing mud", "so-called", "strongly"},
        },
    ),
    "an array of letters": (6, np.array(["F", "A"])),
    "floats": (8, {"china": 7.0, "us": np.int64(3)}),
    "a function without a pattern": (12, counter(outside)),
    "a function with another pattern": (12, counter(lambda text: PAIRS.sub("", text))),
}  # fmt: skip


@pytest.mark.parametrize("name", FAIR)
def test_a_strange_but_fair_form_is_taken(name: str, check: Checker) -> None:
    number, answer = FAIR[name]
    assert float(check(number, answer)) == ITEMS[number].points


def test_a_counter_is_told_the_input_on_which_it_fails_and_not_the_number(check: Checker) -> None:
    def stops(text: str) -> int:
        raise ValueError(text[0])

    assert "It stopped with an error (ValueError" in check(12, stops).says[0]
    no_line_ends = counter(lambda text: re.sub('“.*?”|".*?"', " ", text))
    mark = check(12, no_line_ends)
    assert "On the input '“An unfair\\nrule,”" in mark.says[0]
    assert float(mark) == pytest.approx(3 * 6 / 7, abs=1e-3)
    too_much = counter(lambda text: re.sub('“[^”]*”|"[^"]*"|’[^’]*’', " ", text))
    assert "On the input 'It’s fair and sensible" in check(12, too_much).says[0]


GOOD = {
    13: [
        "According to Zhao Lijian, Washington and states allied with it have accused China over cybersecurity.",
        "China’s foreign ministry said that the U.S. and its allies had jointly made accusations against China.",
        "Zhao told reporters in Beijing that the United States, with its allies, accuses China over cybersecurity.",
        "A Chinese spokesman said that the United States had brought its allies together to accuse China.",
        "Zhao disputed the accusations which, he said, the United States and its allies had made together.",
    ],
    14: [
        "According to Antony Blinken, the attack was part of a wider pattern of behaviour in cyberspace.",
        "The US Secretary of State said that this attack had been one among several acts in cyberspace.",
        "Blinken said that the hack belonged to a series of acts that interrupt the work of others.",
        "The United States said the attack on Exchange was one of many similar acts in cyberspace.",
    ],
}
POOR = {
    13: [
        "The United States and its allies made unwarranted accusations against China, and did so together.",
        "Zhao rightly said that the United States and its allies had accused China over cybersecurity.",
        "Zhao said that the United States and its allies had accused China, which is not true.",
        "Zhao said that the United States and others had smeared China over cybersecurity.",
        "Zhao said the United States ganged up with its allies to make accusations against Chinese cybersecurity.",
    ],
    14: [
        "The attack was one of several, and everybody in cyberspace knows whose they were by now.",
        "Blinken said that the attack was part of reckless behaviour by those who had done it.",
        "Blinken proved that the attack was one of several acts of this kind in cyberspace.",
        "Blinken said the attack was part of a pattern of “irresponsible” behaviour in cyberspace.",
        "Blinken said that there had been several acts of this kind in cyberspace before.",
    ],
}


@pytest.mark.parametrize(("number", "text"), [(number, text) for number in GOOD for text in GOOD[number]])
def test_a_plain_sentence_with_its_owner_earns_everything(number: int, text: str, check: Checker) -> None:
    mark = check(number, text)
    assert float(mark) == ITEMS[number].points, mark.says


@pytest.mark.parametrize(("number", "text"), [(number, text) for number in POOR for text in POOR[number]])
def test_a_sentence_that_judges_or_has_lost_its_owner_does_not(number: int, text: str, check: Checker) -> None:
    assert float(check(number, text)) < ITEMS[number].points


BAD: dict[str, tuple[int, Any, str]] = {
    "a statement for a word": (1, {"I07": "TRUTH"}, "'I07' is not asked for here. Expected W11"),
    "an unknown label": (4, {"W28": "TRUTH"}, "'TRUTH' is not a label here. Choose from CHINA, US"),
    "a list of labels": (7, ["HACK"], "A label for each of W71"),
    "a set for all statements": (5, {"reckless"}, "A set of words for each of D08, I28, I09, I16 is due"),
    "a number for words": (5, {"D08": 3}, "D08: words from the statement, each in quotation marks, are due"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_what_is_due(name: str, check: Checker) -> None:
    number, answer, sentence = BAD[name]
    mark = check(number, answer)
    assert (float(mark), mark.verdict) == (0, "form")
    assert sentence in mark.says[0]
