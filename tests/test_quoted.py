"""Counting quoted words, and the picture of it."""

import pytest

import attributed as at
from attributed.case import Case
from attributed.quoted import quoted_spans
from attributed.tokens import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("China’s cybersecurity", 2),
        ("the so-called prosecution", 3),
        (" protecting those who are doing it. ", 6),
        ("state-sponsored — and more", 3),
    ],
)
def test_a_word_is_what_a_reader_calls_one(text: str, words: int) -> None:
    assert count_words(text) == words


def test_quoted_words_by_side_and_article(case: Case) -> None:
    table = at.quoted_words(case)
    assert table["independent"].to_dict() == {"CHINA": 98, "US": 16, "US_ALLY": 7, "ALLIANCE": 0}
    assert table["dawn"].to_dict() == {"CHINA": 69, "US": 77, "US_ALLY": 1, "ALLIANCE": 1}


def test_every_quoted_word_of_the_body_belongs_to_a_statement(case: Case) -> None:
    for key, article in case.articles.items():
        all_words = sum(count_words(article.text[start:end]) for start, end in quoted_spans(article))
        assert all_words == case.statements.loc[case.statements["article"] == key, "quoted"].sum()


def test_headlines_are_counted_only_when_asked(case: Case) -> None:
    more = at.quoted_words(case, headlines=True) - at.quoted_words(case)
    assert more.loc["CHINA"].to_dict() == {"independent": 27, "dawn": 1}


def test_an_apostrophe_in_a_headline_ends_no_quotation(case: Case) -> None:
    spans = quoted_spans(case.articles["independent"])
    quoted = [case.articles["independent"].text[start:end] for start, end in spans]
    assert quoted[0] == "world champion of malicious cyber attacks"


def test_the_chart_has_alt_text_that_says_what_is_to_be_seen_and_its_table(case: Case) -> None:
    chart = at.plot_quoted_words(case)
    page = chart._repr_html_()
    assert "The Independent: China 98, United States 16, US allies 7" in chart.alt
    assert f"alt='{chart.alt}'" in page
    assert "<details>" in page
    assert "<td>98</td>" in page
    assert chart.alt in repr(chart)


def test_the_chart_is_drawn_the_same_every_time(case: Case) -> None:
    assert at.plot_quoted_words(case).png() == at.plot_quoted_words(case).png()


def test_a_chart_without_alt_text_is_refused(case: Case) -> None:
    chart = at.plot_quoted_words(case)
    with pytest.raises(ValueError, match="needs alt text"):
        at.Chart(chart.figure, chart.table, " ")


def test_a_guess_is_drawn_and_dots_are_not(case: Case) -> None:
    plain = at.plot_quoted_words(case)
    dots = at.plot_quoted_words(case, {"CHINA": {"dawn": ...}})
    guess = at.plot_quoted_words(case, {"CHINA": {"dawn": 300}})
    assert len({plain.png(), dots.png(), guess.png()}) == 3
    assert guess.figure.axes[0].get_xlim()[1] > 300


@pytest.mark.parametrize(
    ("guess", "message"),
    [
        ({"RUSSIA": {"dawn": 3}}, "side 'RUSSIA'; expected one of CHINA, US"),
        ({"CHINA": {"times": 3}}, "'times'; expected one of independent, dawn"),
        ({"CHINA": {"dawn": "many"}}, "is 'many'; expected a number of words"),
        ({"CHINA": {"dawn": -1}}, "is -1; expected a number of words"),
        ({"CHINA": {"dawn": float("nan")}}, "is nan; expected a number of words"),
    ],
)
def test_a_guess_that_is_none_gets_one_sentence(guess: dict[str, dict[str, float]], message: str, case: Case) -> None:
    with pytest.raises(at.KitError, match=message):
        at.plot_quoted_words(case, guess)
