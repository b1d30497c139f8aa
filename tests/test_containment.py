"""Containment: the share of the runs of one text that stand in another, in its direction, with its counts."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from attributed.case import Case
from attributed.containment import Containment, containment
from attributed.errors import KitError
from attributed.tokens import fold_spelling, words_of

version = st.lists(st.sampled_from(["red", "Red", "blue", "green", "\n\n"]), min_size=1, max_size=20).map(" ".join)


def runs_by_hand(text: str, words: int) -> set[tuple[str, ...]]:
    found = set()
    for line in text.split("\n\n"):
        row = [fold_spelling(word) for word in words_of(line)]
        found |= {tuple(row[place : place + words]) for place in range(len(row) - words + 1)}
    return found


@settings(max_examples=200, deadline=None)
@given(version, version, st.integers(1, 4))
def test_it_is_the_share_counted_by_hand(a: str, b: str, words: int) -> None:
    in_a, in_b = runs_by_hand(a, words), runs_by_hand(b, words)
    assume(in_a and in_b)
    measured = containment(a, b, words)
    assert (measured.shared, measured.total, measured.words) == (len(in_a & in_b), len(in_a), words)
    assert measured.share == float(measured) == len(in_a & in_b) / len(in_a)


def test_it_has_a_direction() -> None:
    short, long = "the old bridge fell", "they say that the old bridge fell on Monday"
    assert containment(short, long).share == 1
    assert containment(long, short).share == 2 / 7


def test_case_quotes_and_spelling_make_no_difference() -> None:
    assert containment("CHINA’S “BEHAVIOUR” WAS", "China's ‘behavior’, was").share == 1


def test_no_run_goes_over_a_paragraph_break() -> None:
    assert containment("the old bridge", "the old\nbridge is the old one").share == 0
    assert containment("the old bridge. It fell", "the old bridge it fell").share == 1


def test_a_run_that_stands_there_twice_counts_once() -> None:
    assert containment("ha ha ha ha ha", "ha ha ha") == Containment(shared=1, total=1, words=3)


def test_the_two_articles_of_the_case(case: Case) -> None:
    independent, dawn = case.articles["independent"], case.articles["dawn"]
    assert containment(independent, dawn) == Containment(shared=61, total=458, words=3)
    assert containment(dawn, independent) == Containment(shared=61, total=492, words=3)
    news_a, news_b = ("\n".join(passage.text for passage in article.passages()) for article in (independent, dawn))
    assert containment(news_a, news_b) == containment(independent, dawn)


@pytest.mark.parametrize(
    ("measured", "sentence"),
    [
        (
            Containment(31, 210, 3),
            "31 of 210 different runs of 3 words in the first text stand in the second too (15%).",
        ),
        (Containment(1, 4, 1), "1 of 4 different runs of one word in the first text stands in the second too (25%)."),
        (
            Containment(1, 458, 3),
            "1 of 458 different runs of 3 words in the first text stands in the second too (under 1%).",
        ),
        (Containment(0, 1, 2), "0 of 1 run of 2 words in the first text stand in the second too (0%)."),
    ],
)
def test_it_reads_as_a_sentence(measured: Containment, sentence: str) -> None:
    assert str(measured) == repr(measured) == sentence


@pytest.mark.parametrize(
    ("a", "b", "words", "sentence"),
    [
        ("the bridge", "the old bridge fell", 3, "The first text has no paragraph of 3 words or more"),
        ("the old bridge fell", "the\nold\nbridge", 2, "The second text has no paragraph of 2 words or more"),
        ("", "the old bridge", 3, "The text 'first' holds no word"),
        ("the old bridge", 5, 3, "The text 'second' is something of the type int"),
        ("the old bridge", "the old bridge", 0, "words= .* 1 or more. Found 0"),
        ("the old bridge", "the old bridge", 1.5, "Found 1.5"),
    ],
)
def test_a_slip_gets_one_clear_sentence(a: str, b: str, words: int, sentence: str) -> None:
    with pytest.raises(KitError, match=sentence):
        containment(a, b, words)
