"""Echoes: the same frame, filled differently; what is word for word the same is left to the shared phrases."""

from time import perf_counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from attributed.case import Case
from attributed.echoes import echoes
from attributed.errors import KitError
from attributed.functionwords import is_content_word
from attributed.shared import shared_phrases
from attributed.texts import Texts
from attributed.tokens import fold_spelling, words_of


def found(texts: Texts, min_words: int = 3, most_gap: int = 4) -> list[str]:
    return echoes(texts, min_words, most_gap)["echo"].tolist()


# The case


def test_two_officials_speak_of_a_pattern_of_behaviour(case: Case) -> None:
    table = echoes(case.articles)
    rows = table[["echo", "words", "texts", "wordings", "places"]].to_numpy().tolist()
    words, texts, wordings, places = next(row for echo, *row in rows if echo == "pattern of … behavior")
    assert wordings == {
        "independent": ["pattern of behavior"],
        "dawn": ["pattern of irresponsible, disruptive and destabilising behavior"],
    }
    assert (texts, words) == (("independent", "dawn"), 3)
    for name, [(start, end)] in places.items():
        assert case.articles[name].text[start:end] == wordings[name][0]


def test_the_articles_have_few_echoes_and_none_that_is_a_shared_phrase(case: Case) -> None:
    table = echoes(case.articles)
    assert 5 <= len(table) <= 15
    shared = {phrase.casefold() for phrase in shared_phrases(case.articles, 1)["phrase"]}
    for wordings in table["wordings"]:
        assert not {wording.casefold() for name in wordings for wording in wordings[name]} & shared


def test_the_longest_anchors_come_first(case: Case) -> None:
    words = echoes(case.articles, 2)["words"].tolist()
    assert words == sorted(words, reverse=True)
    assert words[0] > words[-1] == 2


# What is an echo


def test_a_gap_may_be_empty_in_one_of_the_texts() -> None:
    texts = {"a": "We saw a pattern of careless and hasty behaviour.", "b": "It is a pattern of behavior."}
    assert found(texts) == ["a pattern of … behaviour"]
    assert echoes(texts).at[0, "wordings"] == {
        "a": ["a pattern of careless and hasty behaviour"],
        "b": ["a pattern of behavior"],
    }


def test_the_anchors_are_as_long_as_the_words_are_the_same() -> None:
    texts = {
        "a": "The mayor has fully repaired the old bridge here.",
        "b": "The mayor has never repaired the old bridge.",
    }
    assert found(texts) == ["The mayor has … repaired the old bridge"]


def test_what_is_word_for_word_the_same_is_no_echo() -> None:
    same = "a pattern of careless behaviour"
    assert found({"a": same, "b": same}) == []
    assert found({"a": same, "b": f"{same}. It was a pattern of hasty behaviour"}) == []


def test_it_is_one_where_two_of_three_texts_have_no_filling_in_common() -> None:
    careless, hasty = "a pattern of careless behaviour", "a pattern of hasty behaviour"
    table = echoes({"a": careless, "b": careless, "c": hasty})
    assert table["echo"].tolist() == ["a pattern of … behaviour"]
    assert table.at[0, "texts"] == ("a", "b", "c")


def test_each_anchor_needs_a_content_word() -> None:
    assert found({"a": "it was in the old end", "b": "it was in the new end"}) == []
    assert found({"a": "trains in the old end", "b": "trains in the new end"}) == ["trains in the … end"]


def test_the_gap_has_a_longest_length() -> None:
    texts = {"a": "bridges of stone and brick and oak stand", "b": "bridges of iron stand"}
    assert found(texts, most_gap=5) == ["bridges of … stand"]
    assert found(texts, most_gap=4) == []


def test_the_anchors_have_a_fewest_number_of_words() -> None:
    texts = {"a": "bridges of stone stand", "b": "bridges of iron stand"}
    assert found(texts, 3) == ["bridges of … stand"]
    assert found(texts, 4) == []
    assert found({"a": "bridges slowly rust", "b": "bridges rust"}, 2) == ["bridges … rust"]
    assert found({"a": "bridges slowly rust", "b": "bridges rust"}, 3) == []


def test_an_echo_goes_over_a_comma_but_not_over_the_end_of_a_sentence() -> None:
    one = "bridges of stone stand"
    assert found({"a": one, "b": "bridges of iron, they say, stand"}) == ["bridges of … stand"]
    assert found({"a": one, "b": "We build bridges of iron. Trains stand"}) == []
    assert found({"a": one, "b": "We build bridges of iron\nstand"}) == []


def test_the_nearest_words_are_the_anchors() -> None:
    texts = {"a": "bridges of iron, bridges of stone stand", "b": "bridges of oak stand"}
    assert echoes(texts).at[0, "wordings"] == {"a": ["bridges of stone stand"], "b": ["bridges of oak stand"]}


def test_a_part_of_a_longer_echo_is_not_listed_beside_it() -> None:
    texts = {"a": "the bridge over the river was closed today", "b": "the bridge over the canal was closed today"}
    assert found(texts) == ["the bridge over the … was closed today"]
    texts["c"] = "a bridge near the lock was closed"
    table = echoes(texts)
    assert table["echo"].tolist() == ["the bridge over the … was closed today", "bridge … was closed"]
    assert table["texts"].tolist() == [("a", "b"), ("a", "b", "c")]


WORDS = ["iron", "stone", "of", "the", "bridges", "stand", ".", "\n\n"]


@settings(max_examples=150, deadline=None)
@given(
    drawn=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=15).map(" ".join), min_size=2, max_size=3),
    min_words=st.integers(2, 4),
    most_gap=st.integers(1, 3),
)
def test_every_echo_keeps_the_rules(drawn: list[str], min_words: int, most_gap: int) -> None:
    texts = {str(number): text for number, text in enumerate(drawn)}
    assume(all(words_of(text) for text in drawn))
    for echo, words, names, wordings, places in echoes(texts, min_words, most_gap).to_numpy().tolist():
        left, right = ([fold_spelling(word) for word in words_of(side)] for side in echo.split(" … "))
        assert words == len(left) + len(right) >= min_words
        assert any(map(is_content_word, left))
        assert any(map(is_content_word, right))
        fillings = {}
        for name in names:
            assert [texts[name][start:end] for start, end in places[name]] == wordings[name]
            folded = [[fold_spelling(word) for word in words_of(wording)] for wording in wordings[name]]
            assert all(row[: len(left)] == left and row[-len(right) :] == right for row in folded)
            assert all(words <= len(row) <= words + most_gap for row in folded)
            assert not any("\n\n" in wording for wording in wordings[name])
            fillings[name] = {tuple(row[len(left) : -len(right)]) for row in folded}
        assert any(fillings[one].isdisjoint(fillings[other]) for one in names for other in names if one != other)


def test_long_texts_take_seconds() -> None:
    # Made-up words, as often as in real texts: the n-th most frequent about 1/n as often as the first (Zipf).
    random = np.random.default_rng(7)
    words = random.zipf(1.3, size=40_000) % 20_000
    small = ["the", "of", "and", "to", "in", "a", "for", "on", "with", "by"]
    text = ["".join(small[word] if word < len(small) else f"w{word}") for word in words.tolist()]
    text = [word + "." if place % 20 == 19 else word for place, word in enumerate(text)]
    start = perf_counter()
    assert len(echoes({"a": " ".join(text[:20_000]), "b": " ".join(text[20_000:])})) > 0
    assert perf_counter() - start < 90, "it takes a few seconds on a quiet machine"


# Slips


@pytest.mark.parametrize(
    ("texts", "options", "sentence"),
    [
        ({"a": "one", "b": "two"}, {"min_words": 1}, "min_words= .* from 2 to 10. Found 1"),
        ({"a": "one", "b": "two"}, {"min_words": 11}, "Found 11"),
        ({"a": "one", "b": "two"}, {"most_gap": 0}, "most_gap= .* from 1 to 10. Found 0"),
        ({"a": "one", "b": "two"}, {"most_gap": "4"}, "Found '4'"),
        ({"a": "one"}, {}, "At least 2 texts are needed"),
        ({"a": "one", "b": ""}, {}, "The text 'b' holds no word"),
    ],
)
def test_a_slip_gets_one_clear_sentence(texts: Texts, options: dict[str, int], sentence: str) -> None:
    with pytest.raises(KitError, match=sentence):
        echoes(texts, **options)
