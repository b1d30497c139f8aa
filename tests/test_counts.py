"""Words counted."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nltk import FreqDist

from attributed.case import Case
from attributed.counts import (
    frequency_table,
    printed_forms,
    printed_words,
    word_frequencies,
)
from attributed.errors import KitError
from attributed.functionwords import FUNCTION_WORDS
from attributed.texts import named_texts, paragraphs_of
from attributed.tokens import count_words

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine makes no test fail."""

WORDS = st.text(st.sampled_from("Aab ’.\n-Ü"), max_size=40)


def test_china_and_its_owner_form_are_one_word_and_the_us_is_not_us() -> None:
    counts = word_frequencies("China told us of China’s talks with the US. The U.S. said no; CHINA'S envoy told us.")
    assert counts["china"] == 3
    assert (counts["US"], counts["us"], counts["the"]) == (2, 2, 2)
    assert isinstance(counts, FreqDist)


@UNHURRIED
@given(text=st.text(max_size=200))
def test_no_word_is_lost_or_counted_twice(text: str) -> None:
    assert word_frequencies(text).N() == count_words(text)


@UNHURRIED
@given(one=WORDS, two=WORDS)
def test_several_texts_are_counted_together(one: str, two: str) -> None:
    assert word_frequencies([one, two]) == word_frequencies(one) + word_frequencies(two)


def test_a_text_may_come_alone_or_by_name_or_in_a_list_or_in_a_column() -> None:
    text = "Talks about talks."
    for texts in (text, [text], {"first": text}, pd.Series([text], index=["X01"]), (each for each in [text])):
        assert word_frequencies(texts) == {"talks": 2, "about": 1}


def test_of_an_article_only_news_text_counts(case: Case) -> None:
    dawn = case.articles["dawn"]
    counts = word_frequencies(dawn)
    assert counts.N() == sum(count_words(passage.text) for passage in dawn.passages())
    # The site’s weather editorial stands in the captured file, below the article.
    assert "Smog" in dawn.text
    assert counts["smog"] == 0


def test_words_may_be_left_out() -> None:
    text = "The US told us: the talks in the US may not go on."
    assert "the" not in word_frequencies(text, without=["The"])
    assert word_frequencies(text, without={"US"})["us"] == 1
    assert word_frequencies(text, without={"us"})["US"] == 2
    # What makes a claim stronger or weaker is on no list of function words here.
    assert sorted(word_frequencies(text, without=FUNCTION_WORDS)) == ["US", "go", "may", "not", "talks", "told"]


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("China. China’s. CHINA", "china", "China"),
        ("China’s. China’s", "china", "China"),
        ("The talks. the talks. the end", "the", "the"),
        ("Allies met allies", "allies", "allies"),
        ("CHINA and China", "china", "China"),
        ("The US and the U.S. and the US", "US", "US"),
        ("It’s said", "it's", "It’s"),
    ],
)
def test_a_word_is_shown_as_it_is_mostly_printed(text: str, word: str, shown: str) -> None:
    assert printed_forms(printed_words(text))[word] == shown


def test_the_table_has_a_row_for_each_word_and_a_column_for_each_text() -> None:
    table = frequency_table({"one": "China’s talks with China", "two": "The US talks."})
    assert list(table.columns) == ["one", "two"]
    assert list(table.index) == ["China", "talks", "US", "The", "with"]
    assert table.index.name == "word"
    assert dict(table.loc["China"]) == {"one": 2, "two": 0}
    assert dict(table.loc["talks"]) == {"one": 1, "two": 1}
    assert "with" not in frequency_table("Talks with US", without=FUNCTION_WORDS).index


def test_the_table_of_no_words_is_empty() -> None:
    table = frequency_table({"one": "", "two": "…"})
    assert table.empty
    assert list(table.columns) == ["one", "two"]


def test_the_table_of_the_case_adds_up(case: Case) -> None:
    table = frequency_table(case.articles)
    for name, article in case.articles.items():
        assert table[name].sum() == word_frequencies(article).N()
    assert {"China", "US", "Microsoft"} <= set(table.index)
    assert table.index.is_unique


@UNHURRIED
@given(text=st.text(st.sampled_from("a \n\r\t."), max_size=60))
def test_a_paragraph_knows_its_place_and_no_word_is_lost(text: str) -> None:
    paragraphs = list(paragraphs_of(text))
    for start, paragraph in paragraphs:
        assert text[start : start + len(paragraph)] == paragraph
        assert "\n\n" not in paragraph
    assert "".join(paragraph for _, paragraph in paragraphs).count("a") == text.count("a")


def test_texts_have_names(case: Case) -> None:
    assert list(named_texts("words")) == ["text"]
    assert list(named_texts(["words", "more words"])) == ["1", "2"]
    assert list(named_texts(case.articles["dawn"])) == ["dawn"]
    assert list(named_texts(case.articles.values())) == list(case.articles)
    assert list(named_texts(case.statements["text"])) == list(case.statements.index)


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (None, "Expected a text.* found None"),
        (7, "Expected a text.* found something of the type int"),
        (pd.DataFrame({"text": ["words"]}), "Expected a text.* found something of the type DataFrame"),
        ([["words"]], "The text '1' is something of the type list; expected a string or an Article"),
        ({"one": b"words"}, "The text 'one' is something of the type bytes"),
        (pd.Series(["a", "b"], index=["X01", "X01"]), "Two texts are called 'X01'"),
    ],
)
def test_what_is_no_text_gets_one_clear_sentence(texts: object, sentence: str) -> None:
    with pytest.raises(KitError, match=sentence):
        word_frequencies(texts)  # type: ignore[arg-type]  # the slip is the point


def test_one_string_is_not_taken_for_a_list_of_words() -> None:
    with pytest.raises(KitError, match=r"Write without=\['the'\]"):
        word_frequencies("the talks", without="the")
