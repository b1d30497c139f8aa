"""Shared phrases: nothing that two texts share is lost, nothing is listed twice over, and big texts are no trouble."""

import sys
from collections import defaultdict
from itertools import pairwise
from time import perf_counter
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from attributed import repeats
from attributed.case import Case
from attributed.errors import KitError
from attributed.functionwords import is_content_word
from attributed.running import RunningWords, running_words
from attributed.shared import shared_phrases
from attributed.suffixes import sort_places
from attributed.texts import Text, Texts
from attributed.texttable import TextTable
from attributed.tokens import count_words, fold_spelling, words_of
from benchmarks.big_text import halves, make_text, measure

Found = set[tuple[int, tuple[int, ...]]]
"""Runs as (length, places in the row of words)."""

EAVESDROPPING = (
    "It is well known that the US has engaged in unscrupulous, massive and indiscriminate eavesdropping on many "
    "countries including its allies"
)


def wordings(words: int, most: int) -> st.SearchStrategy[str]:
    """Draw texts of up to so many words out of a vocabulary of so many, with paragraph breaks among them."""
    word = st.sampled_from(["red", "blue", "green", "grey"][:words])
    return st.lists(st.one_of(word, word, word, word, word, st.just("\n\n")), min_size=1, max_size=most).map(" ".join)


def texts_of(words: int, most: int = 14) -> st.SearchStrategy[dict[str, str]]:
    """Draw two to four such texts."""
    return st.lists(wordings(words, most), min_size=2, max_size=4).map(
        lambda texts: {f"text {number}": text for number, text in enumerate(texts)}
    )


def by_hand(row: RunningWords, min_words: int) -> Found:
    """Find the maximal shared runs the long way: every run, every place, every longer run."""
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for begin in range(len(row.numbers)):
        for end in range(begin + 1, len(row.numbers) + 1):
            if row.numbers[end - 1] < 0:
                break
            places[tuple(row.numbers[begin:end].tolist())].append(begin)
    shared = {run: found for run, found in places.items() if len({int(row.text[place]) for place in found}) > 1}

    def covered(run: tuple[int, ...], longer: tuple[int, ...]) -> bool:
        return len(longer) > len(run) and all(
            any(begin <= place and place + len(run) <= begin + len(longer) for begin in shared[longer])
            for place in shared[run]
        )

    return {
        (len(run), tuple(found))
        for run, found in shared.items()
        if len(run) >= min_words and not any(covered(run, longer) for longer in shared)
    }


def listed(table: TextTable, row: RunningWords) -> Found:
    """Return what the table lists in the same form."""
    place = {
        (row.names[text], start): at
        for at, (text, start) in enumerate(zip(row.text.tolist(), row.start.tolist(), strict=True))
        if row.numbers[at] >= 0
    }
    return {
        (words, tuple(place[name, start] for name, spans in places.items() for start, _ in spans))
        for words, places in zip(table["words"], table["places"], strict=True)
    }


# What is listed


@pytest.mark.parametrize("vocabulary", [1, 2, 3, 4])
@settings(max_examples=150, deadline=None)
@given(data=st.data(), min_words=st.integers(1, 3))
def test_the_list_is_the_one_made_by_hand(vocabulary: int, data: st.DataObject, min_words: int) -> None:
    texts = data.draw(texts_of(vocabulary))
    assume(all(text.split() for text in texts.values()))
    row = running_words(texts)
    assert listed(shared_phrases(texts, min_words), row) == by_hand(row, min_words)


@settings(max_examples=100, deadline=None)
@given(
    period=st.lists(st.sampled_from(["red", "blue"]), min_size=1, max_size=4),
    lengths=st.lists(st.integers(8, 40), min_size=2, max_size=3),
    slips=st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 39), st.sampled_from(["red", "green", "\n\n"])), max_size=3
    ),
)
def test_so_it_is_where_a_text_says_the_same_thing_over_and_over(
    period: list[str], lengths: list[int], slips: list[tuple[int, int, str]]
) -> None:
    rows = [(period * 40)[:length] for length in lengths]
    for text, place, word in slips:
        if text < len(rows) and place < len(rows[text]):
            rows[text][place] = word
    texts = {str(number): " ".join(words) for number, words in enumerate(rows)}
    row = running_words(texts)
    with patch.object(repeats, "MANY_PLACES", 10):  # so that such short texts get the quick look, too
        assert listed(shared_phrases(texts, 1), row) == by_hand(row, 1)


def test_a_shorter_run_is_listed_if_it_also_stands_elsewhere() -> None:
    texts = {"a": "The pumps failed in March.", "b": "The pumps failed in March. It is said the pumps failed twice."}
    table = shared_phrases(texts, 2)
    assert table["phrase"].tolist() == ["The pumps failed in March", "The pumps failed"]
    assert table["times"].tolist() == [2, 3]
    texts["b"] = "The pumps failed in March."
    assert shared_phrases(texts, 2)["phrase"].tolist() == ["The pumps failed in March"]


def test_a_shorter_run_is_listed_if_a_third_text_has_it() -> None:
    texts = {"a": "all the pumps failed in March", "b": "all the pumps failed in March", "c": "the pumps failed again"}
    table = shared_phrases(texts, 2)
    assert table["texts"].tolist() == [("a", "b"), ("a", "b", "c")]
    assert table["phrase"].tolist() == ["all the pumps failed in March", "the pumps failed"]


def test_a_run_that_a_longer_one_holds_twice_is_not_listed_beside_it() -> None:
    price = "We know we’ll be stronger, we know we’ll be more effective when we act collectively"
    assert shared_phrases({"a": price, "b": price}, 1)["words"].tolist() == [15]
    table = shared_phrases({"a": price, "b": price + "\nWe know we’ll be late."}, 3)
    assert table["phrase"].tolist() == [price, "We know we’ll be"]
    assert table["times"].tolist() == [2, 5]


def test_what_stands_twice_in_one_text_only_is_not_shared() -> None:
    assert shared_phrases({"a": "the old pump and the old pump", "b": "a new engine"}, 1).empty


def test_the_longest_comes_first_and_then_the_one_in_more_texts() -> None:
    texts = {
        "a": "pears and plums.\nquinces and figs.\nmedlars and sloes and nuts.",
        "b": "medlars and sloes and nuts.\nquinces and figs.\npears and plums.",
        "c": "quinces and figs.",
    }
    assert shared_phrases(texts)["phrase"].tolist() == [
        "medlars and sloes and nuts",
        "quinces and figs",
        "pears and plums",
    ]


def test_a_table_without_a_row_has_all_its_columns() -> None:
    table = shared_phrases({"a": "pears", "b": "plums"})
    assert table.empty
    assert table.columns.tolist() == ["phrase", "words", "content_words", "texts", "times", "places"]


# Which words are the same, and what a run may go over


def test_case_quotes_and_spelling_make_no_difference() -> None:
    table = shared_phrases(
        {"a": "CHINA’S “BEHAVIOUR” WAS CRITICISED", "b": "They said China's ‘behavior’ was criticized by some."}
    )
    assert table["phrase"].tolist() == ["CHINA’S “BEHAVIOUR” WAS CRITICISED"]
    assert table["places"].tolist()[0] == {"a": [(0, 34)], "b": [(10, 43)]}


def test_the_country_is_not_the_pronoun() -> None:
    assert shared_phrases({"a": "they told US reporters", "b": "they told us reporters"})["phrase"].empty


def test_a_run_goes_over_a_full_stop_but_not_over_a_paragraph_break() -> None:
    one, other = "It rained. The pump, “as ever”, failed.", "it rained the pump as ever failed"
    assert shared_phrases({"a": one, "b": other})["words"].tolist() == [7]
    for line_end in ("\n", "\r\n", "\n\n"):
        assert shared_phrases({"a": one.replace(". ", "." + line_end), "b": other})["words"].tolist() == [5]


def test_content_words_are_counted_apart() -> None:
    table = shared_phrases({"a": "out of the old pump", "b": "out of the\nold pump"}, 2)
    assert dict(zip(table["phrase"], table["content_words"], strict=True)) == {"out of the": 0, "old pump": 2}
    assert is_content_word("US")
    assert not is_content_word("us")
    assert is_content_word("may"), "a hedge decides how strong a claim is"


# The case


def test_the_two_articles_share_runs_of_21_and_16_and_6_words(case: Case) -> None:
    table = shared_phrases(case.articles)
    assert table["words"].tolist()[:4] == [21, 16, 6, 5]
    assert table["phrase"].tolist()[:3] == [
        EAVESDROPPING,
        "protecting those who are doing it. And maybe even accommodating them being able to do it",
        "world champion of malicious cyber attacks",
    ]
    assert all(names == ("independent", "dawn") for names in table["texts"])


def test_every_place_is_the_phrase_in_the_captured_text(case: Case) -> None:
    table = shared_phrases(case.articles, 2)
    for phrase, times, places in table[["phrase", "times", "places"]].to_numpy().tolist():
        spans = [(name, start, end) for name, found in places.items() for start, end in found]
        assert times == len(spans) >= 2
        for name, start, end in spans:
            printed = case.articles[name].text[start:end]
            assert [*map(fold_spelling, words_of(printed))] == [*map(fold_spelling, words_of(phrase))]
            assert case.articles[name].paragraph_at(start).end >= end, "inside one paragraph of the news text"


def test_furniture_is_not_compared(case: Case) -> None:
    furniture = {name: article.text for name, article in case.articles.items()}
    furniture["other"] = "Join thought-provoking conversations, follow other Independent readers"
    assert any("thought-provoking" in phrase for phrase in shared_phrases(furniture)["phrase"])
    articles: dict[str, Text] = {**case.articles, "other": furniture["other"]}
    assert not any("thought-provoking" in phrase for phrase in shared_phrases(articles)["phrase"])


# Big texts


def test_nothing_is_lost_in_twenty_thousand_words() -> None:
    first, second = halves(make_text(20_000))
    texts = {"first": first, "second": second}
    start = perf_counter()
    table = shared_phrases(texts, 5)
    assert perf_counter() - start < 60, "it takes a fraction of a second on a quiet machine"

    row = running_words(texts)
    runs: dict[tuple[int, ...], set[int]] = defaultdict(set)
    windows = np.lib.stride_tricks.sliding_window_view(row.numbers, 5)
    for window, text in zip(windows.tolist(), row.text.tolist(), strict=False):
        if min(window) >= 0:
            runs[tuple(window)].add(text)
    inside = np.zeros((len(row.numbers),), dtype=bool)
    for words, places in listed(table, row):
        for place in places:
            inside[place : place + words - 4] = True
    both = [len(runs.get(tuple(window), ())) > 1 for window in windows.tolist()]
    assert inside[: len(both)].tolist() == both


def test_a_word_said_a_hundred_thousand_times_is_one_row() -> None:
    start = perf_counter()
    table = shared_phrases({"a": "ha " * 60_000, "b": "ha " * 40_000})
    assert table["words"].tolist() == [40_000]
    assert table["times"].tolist() == [20_002]
    assert perf_counter() - start < 60


def test_places_are_listed_up_to_a_thousand_a_text_and_counted_in_full() -> None:
    table = shared_phrases({"a": "out of order\n" * 1500, "b": "out of order\n" * 20})
    assert table.at[0, "times"] == 1520
    places = table["places"].tolist()[0]
    assert {name: len(found) for name, found in places.items()} == {"a": 1000, "b": 20}
    assert places["a"][:2] == [(0, 12), (13, 25)]
    assert places["a"][-1] == (13 * 999, 13 * 999 + 12)


@pytest.mark.parametrize("words", [1, 7, 1000, 5001])
def test_the_text_of_the_benchmark_has_the_words_asked_for(words: int) -> None:
    assert count_words(make_text(words)) == words
    assert make_text(words) == make_text(words)
    assert words == 1 or make_text(words) != make_text(words, seed=1)


def test_time_and_memory_are_measured_for_each_tool_and_size() -> None:
    rows = measure([500, 1000], ["keyness", "shared_phrases"])
    assert [row[:2] for row in rows] == [
        ("keyness", 500),
        ("shared_phrases", 500),
        ("keyness", 1000),
        ("shared_phrases", 1000),
    ]
    assert all(row.seconds > 0 for row in rows)
    assert sys.platform == "win32" or all(20 < row.peak_mb < 1000 for row in rows)


# The sorted list itself


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 2), max_size=40))
def test_the_places_are_sorted_by_what_follows_them(row: list[int]) -> None:
    numbers = [*row, -1]
    found = sort_places(np.array(numbers))
    assert found.places.tolist() == sorted(range(len(numbers)), key=lambda place: numbers[place:])
    assert found.position[found.places].tolist() == list(range(len(numbers)))

    def in_common(one: list[int], other: list[int]) -> int:
        return next(count for count, (x, y) in enumerate(zip(one, other, strict=False)) if x != y)

    expected = [in_common(numbers[one:], numbers[other:]) for one, other in pairwise(found.places.tolist())]
    assert found.common.tolist() == [0, *expected]


# Slips


@pytest.mark.parametrize(
    ("texts", "options", "sentence"),
    [
        ({"a": "one", "b": "two"}, {"min_words": 0}, "min_words= .* 1 or more. Found 0"),
        ({"a": "one", "b": "two"}, {"min_words": 2.5}, "Found 2.5"),
        ({"a": "one", "b": "two"}, {"min_words": True}, "Found True"),
        ({"dawn": "one"}, {}, "At least 2 texts are needed.*Found 'dawn'"),
        ({}, {}, "several of them by name.*found none"),
        ({"a": "one", "b": " … "}, {}, "The text 'b' holds no word"),
        ({"a": "one", "b": None}, {}, "The text 'b' is None; expected a string or an Article"),
        (7, {}, "Expected a text, an Article, or several of them by name.*found something of the type int"),
        ("one two", {}, "At least 2 texts are needed"),
    ],
)
def test_a_slip_gets_one_clear_sentence(texts: Texts, options: dict[str, int], sentence: str) -> None:
    with pytest.raises(KitError, match=sentence):
        shared_phrases(texts, **options)
