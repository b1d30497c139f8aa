"""Set 2: what its key gives as right is what the case says, and fair forms, tracers and reports are taken."""

import random
import re
from collections.abc import Callable, Iterable
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from exercise_sets import ExerciseSet

import attributed as at
from attributed.case import Case
from attributed.exercises.checker import Checker
from attributed.exercises.key import Item
from attributed.trace import quotations_of

SET = ExerciseSet("02-how-words-get-into-news")


@pytest.fixture(scope="module")
def check() -> Checker:
    """The check of set 2 against its key."""
    return at.checker(SET.name, SET.solution)


def item(number: int) -> Item:
    """Return an item of the key."""
    return SET.key.items[number]


def chosen(number: int) -> set[str]:
    """Return the letters that the key accepts, as a set."""
    return set(item(number).spec["accept"])


def test_what_passes_the_first_test_is_what_the_case_calls_direct(case: Case) -> None:
    options = {letter: words.strip("“”.") for letter, words in item(1).spec["options"].items()}
    inside = {key: " ".join(quotations_of(case, str(key))) for key in item(1).rests_on if key in case.statements.index}
    homes = {letter: [key for key, text in inside.items() if words in text] for letter, words in options.items()}
    assert all(len(keys) == 1 for keys in homes.values()), homes
    assert {letter for letter, [key] in homes.items() if case.codes.at[key, "voice"] == "DQ"} == chosen(1)


def test_every_coder_gave_one_voice_to_each_of_the_six(case: Case) -> None:
    given = case.coded_by("voice").loc[item(2).spec["statements"]]
    for coder in given:
        assert given[coder].tolist() == case.codes.loc[given.index, "voice"].tolist()


def test_the_voices_come_in_pairs_of_a_denial_and_an_accusation(case: Case) -> None:
    codes = case.codes.loc[item(2).spec["statements"]]
    for _, pair in codes.groupby("voice"):
        assert len(pair) == 2
        assert (pair["side"] == "CHINA").sum() == 1


def test_the_dropped_words_stand_in_the_longer_version_only(case: Case) -> None:
    text, wanted = case.statements["text"], item(5).spec["wanted"]
    for longer, shorter in {"I11": ["I08"], "D13": ["I23", "I24"]}.items():
        assert wanted[longer] in text[longer]
        assert not any(wanted[longer] in text[key] for key in shorter)
    assert "its allies" in text["I16"]
    assert "allies" not in text["I05"]
    assert "between 2011 and 2018" in text["D10"]
    assert not re.search(r"\d", text["D07"])


@pytest.mark.parametrize("number", [6, 7])
def test_versions_are_in_order_of_the_words_in_marks(number: int, case: Case) -> None:
    fact = {6: "F08", 7: "F20"}[number]
    options, table = item(number).spec["options"], case.statements
    noted = str(case.facts.at[fact, "key_words"])
    count = {}
    for letter, words in options.items():
        home = [key for key in item(number).rests_on if key in table.index and words in str(table.at[key, "text"])]
        count[letter] = int(str(table.at[home[0], "quoted"])) if home else len(re.findall(r"\w+", words))
        if not home:
            pieces = [piece.strip(" “”") for piece in words.split("…")]
            assert all(piece in noted for piece in pieces)
    assert sorted(count, key=lambda letter: -count[letter]) == item(number).spec["accept"]
    assert len(set(count.values())) == len(count)


def test_what_its_own_reader_can_check_is_what_the_trace_finds(case: Case) -> None:
    found = set()
    for letter, words in item(8).spec["options"].items():
        key = words.split()[0]
        assert case.codes.at[key, "use"] == "mark"
        own = case.statements.loc[key]
        others = [name for name in at.trace(case, key)["statement"] if name and name != key]
        rows = case.statements.loc[others]
        here = (rows["article"] == own["article"]) & (rows["side"] == own["side"]) & (rows["voice"] == "DQ")
        if here.any():
            found.add(letter)
    assert found == chosen(8)


def test_firm_and_union_have_signs_and_none(case: Case) -> None:
    options = item(9).spec["options"]
    for party in ("firm", "union"):
        with_sign = {letter for letter, words in options.items() if party in words}
        assert with_sign & chosen(9)
        assert with_sign - chosen(9)
    text = " ".join(article.text for article in case.articles.values())
    assert not [words for words in options.values() if words in text]


def test_the_numbers_are_those_of_the_case(case: Case) -> None:
    table = case.statements
    for side in ("CHINA", "US"):
        rows = table[table["side"] == side]
        in_marks = 100 * rows["voice"].isin(["DQ", "PQ"]).mean()
        assert abs(item(10).spec["accept"][side] - in_marks) < 0.01
        whole = 100 * rows.loc[rows["voice"] == "DQ", "quoted"].sum() / rows["quoted"].sum()
        assert abs(item(11).spec["accept"][side] - whole) < 0.01
    pieces = table[(table["side"] == "US") & (table["voice"] == "PQ")]["quoted"]
    assert pieces[["D09", "I24"]].sum() > 0.75 * pieces.sum()


FAIR = {
    "a list of capitals for a set": (1, ["B", "D", "F"]),
    "labels in lower case": (
        2,
        {"d03": "pq", "i21": " is ", "d18": "Rsa", "d07": "PQ", "i05": "rsa", "i29": "RSA"},
    ),
    "the words of the option": (3, "That others besides the United States are told to stop something."),
    "a bracket": (4, "c)"),
    "marks and another case": (5, {"i11": "“Purely”", "d13": ", not unlike the Russian government,"}),
    "a tuple for a list": (6, ("d", "b", "c", "a")),
    "an array for a list": (7, np.array(["b", "a", "d", "c"])),
    "a tuple for a set": (8, ("f", "d", "c")),
    "a Series for a dict, an int for a float": (10, pd.Series({"CHINA": 69.7, "US": 30})),
    "one figure after the point": (11, {"us": 49.5, "china": np.float64(83.6)}),
}


@pytest.mark.parametrize("name", FAIR)
def test_a_strange_but_fair_form_is_taken(name: str, check: Checker) -> None:
    number, answer = FAIR[name]
    assert float(check(number, answer)) == item(number).points


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return re.findall(r"\w+", text.lower())


def quoted_in(headline: str) -> list[str]:
    """Return what the headline of a report has in marks."""
    return re.findall(r"[“‘\"](.+?)[”’\"](?!\w)", headline)


def by_list(report: str) -> int:
    """Count by lists of words, another way to the same end."""
    headline, *body = report.split("\n", 1)
    below = words_of(" ".join(body))
    parts = [words_of(part) for part in quoted_in(headline)]
    runs = {tuple(below[n : n + len(part)]) for part in parts for n in range(len(below))}
    return sum(tuple(part) not in runs for part in parts)


def test_another_way_to_trace_is_taken(check: Checker) -> None:
    assert float(check(12, by_list)) == item(12).points
    assert float(check(12, lambda report: float(by_list(report)))) == item(12).points


@pytest.mark.parametrize(
    "lazy",
    [
        lambda _: 0,
        lambda _: 1,
        lambda report: len(quoted_in(report.split("\n")[0])),
        lambda report: str(by_list(report)),
        lambda report: by_list(report) > 0,
    ],
)
def test_a_tracer_that_does_not_look_earns_nothing(lazy: Callable[[str], object], check: Checker) -> None:
    mark = check(12, lazy)
    assert float(mark) == 0
    assert "On the input 'Mayor calls bridge" in mark.says[0]


def test_a_tracer_that_stops_on_an_empty_report_is_told_so(check: Checker) -> None:
    def brittle(report: str) -> int:
        headline, _ = report.split("\n", 1)
        return by_list(report) if headline else 0

    mark = check(12, brittle)
    assert 0 < mark < item(12).points
    assert "It stopped with an error (ValueError" in mark.says[0]


GOOD_REPORTS = {
    13: [
        "China’s embassy in Australia called the U.S. a “world champion of malicious cyber attacks”.",
        "According to the Chinese embassy in Canberra, the US is the world champion of malicious cyber attacks.",
        "In Australia, the Chinese embassy wrote that the US was a 'world champion' of such attacks.",
        "“World champion of malicious cyber attacks” comes from a statement by China's embassy in Australia on the US.",
        "The embassy of China in Australia, quoted in Dawn, referred to the United States as “world champion”.",
        "The United States was called “world champion of malicious cyber attacks” by the Chinese embassy in Australia.",
        "China's diplomats in Canberra dubbed the US “the world champion of malicious cyber attacks” in a statement.",
    ],
    14: [
        "Raab said that the attack on Microsoft Exchange was “a reckless but familiar pattern of behaviour”.",
        "Britain's foreign secretary called the attack on Exchange reckless and said that it fitted a pattern.",
        "According to the United Kingdom, the Exchange attack by groups backed by China was “reckless”.",
        "The attack on Microsoft Exchange was described as “reckless but familiar” by Dominic Raab, a minister.",
        "Commenting on the attack on Microsoft Exchange, Raab spoke of a “reckless but familiar pattern of behaviour”.",
    ],
}
POOR_REPORTS = {
    13: [
        "China called the US the “world champion of malicious cyber attacks” in a statement.",
        "The US is the world champion of malicious cyber attacks, as the whole world has known.",
        "The Australian government called the US the “world champion of malicious cyber attacks” on Tuesday.",
        "The Chinese embassy in New Zealand called the US a “world champion of malicious cyber attacks”.",
        "The United States accused the Chinese embassy in Australia of malicious cyber attacks on Tuesday.",
        "The Chinese embassy in Australia proved that the US is the world champion of attacks.",
    ],
    14: [
        "Raab called that “a reckless but familiar pattern of behavior” on Monday after all of it.",
        "The attack on Microsoft Exchange by Chinese groups was reckless and is a familiar pattern.",
        "China called the attack on Microsoft Exchange reckless, but said that it was not behind it.",
        "Raab denied that the attack on Microsoft Exchange was a reckless but familiar pattern.",
        "Raab exposed the attack on Microsoft Exchange as “reckless” and as a “familiar pattern”.",
    ],
}


@pytest.mark.parametrize(("number", "text"), [(n, text) for n, texts in GOOD_REPORTS.items() for text in texts])
def test_a_fair_report_in_any_wording_earns_everything(number: int, text: str, check: Checker) -> None:
    mark = check(number, text)
    assert float(mark) == 2, mark.says


@pytest.mark.parametrize(("number", "text"), [(n, text) for n, texts in POOR_REPORTS.items() for text in texts])
def test_a_report_without_its_source_or_its_deed_does_not(number: int, text: str, check: Checker) -> None:
    assert float(check(number, text)) <= 1


def guesses(made: Item) -> Iterable[object]:
    """Return what a guesser who reads nothing may give to an item; nothing where there is no guessing."""
    dice = random.Random(2)  # noqa: S311 - no secret
    letters = list(made.spec.get("options", {}))
    if made.kind == "choice":
        return letters
    if made.kind == "choices":
        return [{x for n, x in enumerate(letters) if mask >> n & 1} for mask in range(1, 2 ** len(letters))]
    if made.kind == "order":
        return [list(order) for order in permutations(letters)]
    if made.kind == "codes":
        return [{key: dice.choice(made.spec["labels"]) for key in made.spec["statements"]} for _ in range(2000)]
    return []


def expected_of_a_guesser(check: Checker) -> float:
    """Return the share of all points that random answers of the right form earn on average."""
    total = 0.0
    for made in SET.key.items.values():
        marks = [float(check(made.number, guess)) for guess in guesses(made)]
        total += sum(marks) / len(marks) if marks else 0.0
    return total / SET.key.points


def test_a_guesser_stays_far_from_passing(check: Checker) -> None:
    assert expected_of_a_guesser(check) < 0.35
