"""The sentiment score: what it does, and that it is as blind as the lesson says."""

from pathlib import Path

import pytest

import attributed as at
from attributed.case import Case
from attributed.sentiment import signed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A reckless, malicious plan.", -1),
        ("A clever plan.", 1),
        ("A clever, reckless plan.", 0),
        ("A clever, reckless, malicious, groundless plan.", -0.5),
        ("A plan.", None),
        ("A massive plan.", None),  # mere force has no polarity
        ("", None),
    ],
)
def test_the_score_is_positive_minus_negative_over_both(text: str, value: float | None) -> None:
    assert at.sentiment_score(text).value == value


def test_it_says_which_words_it_rests_on() -> None:
    score = at.sentiment_score("A clever, reckless and malicious plan.")
    assert (score.positive, score.negative) == (("clever",), ("reckless", "malicious"))
    assert repr(score) == "−0.33 (positive: clever; negative: reckless, malicious)"
    assert repr(at.sentiment_score("A plan.")) == "no score: no word of the list was found"


@pytest.mark.parametrize(("value", "text"), [(-1, "−1.00"), (0, "0.00"), (-0.001, "0.00"), (1 / 3, "+0.33")])
def test_scores_are_written_with_their_sign(value: float, text: str) -> None:
    assert signed(value) == text


def test_it_does_not_see_a_negation() -> None:
    said = at.sentiment_score("The charge is groundless.")
    assert said == at.sentiment_score("The charge is not groundless.") == at.sentiment_score("Nobody says groundless.")


def test_it_takes_praise_that_is_not_meant_for_praise() -> None:
    assert at.sentiment_score("The champion of malicious attacks.").positive == ("champion",)
    assert at.sentiment_score("The world champion of malicious attacks.").positive == ()


def test_a_list_of_ones_own_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("lemma,forms,label,example,polarity\nplan,plans,X,A plan.,pos\n", encoding="utf-8")
    assert at.sentiment_score("A reckless plan.", path).value == 1


def test_what_has_no_polarity_or_is_no_text_gets_one_sentence() -> None:
    with pytest.raises(at.KitError, match="'hedges' does not say which words are pos"):
        at.sentiment_score("A plan.", "hedges")
    with pytest.raises(at.KitError, match="expected a text"):
        at.sentiment_score(None)  # type: ignore[arg-type]  # the slip is the point


def test_statements_stand_beside_what_a_reader_coded(case: Case) -> None:
    table = at.sentiment_scores(case, "D19", "D06")
    assert list(table.index) == ["D19", "D06"]
    assert table["score"].to_list() == ["−1.00", "none"]
    assert table["rests on"].to_list() == [("groundless", "irresponsible"), ()]
    assert table["judges"].to_list() == [("TRUTH of ACCUSATION", "CONDUCT of ACCUSATION"), ()]
    assert len(at.sentiment_scores(case)) == len(case.statements)


def test_an_unknown_statement_gets_one_sentence(case: Case) -> None:
    with pytest.raises(at.KitError, match=r"no statement 'D99'\. The ids run from I01 to D30"):
        at.sentiment_scores(case, "D19", "D99")
    with pytest.raises(at.KitError, match="no statement 'D99'"):
        at.plot_sentiment(case, ["D99"])
    with pytest.raises(at.KitError, match="no statement of a side to draw"):
        at.plot_sentiment(case, ["I30"])  # the narrator’s


# The picture


def test_the_picture_counts_statements_above_and_words_below(case: Case) -> None:
    table = at.plot_sentiment(case).table
    of_a_side = case.statements[case.statements["side"] != "NARRATOR"]
    above = [column for column in table.columns if "score" in column]
    assert table[above].to_numpy().sum() == len(of_a_side)
    words = case.words[(case.words["owner"] == "source") & case.words["label"].isin(["TRUTH", "CONDUCT"])]
    assert table.drop(columns=above).to_numpy().sum() == len(words)
    assert table.loc["China", "TRUTH about ACCUSATION"] == 11
    assert table.loc["United States", "CONDUCT about HACK"] == 10


def test_a_few_statements_can_be_drawn(case: Case) -> None:
    chart = at.plot_sentiment(case, ["D19", "D08"])
    assert list(chart.table.index) == ["China", "United States"]
    assert list(chart.table["score −1.00"]) == [1, 1]
    assert chart.table.equals(at.plot_sentiment(case, iter(["D19", "D08"])).table)
    assert list(at.plot_sentiment(case, "D08").table.index) == ["United States"]


def test_statements_without_a_judging_word_are_drawn(case: Case) -> None:
    chart = at.plot_sentiment(case, ["D06"])
    assert list(chart.table.columns) == ["no score"]
    assert "no TRUTH or CONDUCT word" in [text.get_text() for text in chart.figure.axes[1].texts]
    assert chart.png().startswith(b"\x89PNG")


def test_every_number_of_the_table_is_written_in_the_picture(case: Case) -> None:
    chart = at.plot_sentiment(case)
    numbers = sorted(int(text.get_text()) for axes in chart.figure.axes for text in axes.texts)
    assert numbers == sorted(int(number) for number in chart.table.to_numpy().ravel() if number)


def test_the_alt_text_says_that_both_sides_fall_on_one_spot_and_are_told_apart_below(case: Case) -> None:
    chart = at.plot_sentiment(case, ["D19", "D08"])
    assert chart.alt == (
        "Two panels by side. Above, statements by sentiment score: China score −1.00 1; United States score −1.00 1. "
        "Below, judging words by label and object: China TRUTH about ACCUSATION 1, CONDUCT about ACCUSATION 1; "
        "United States CONDUCT about HACK 2."
    )


def test_the_picture_is_drawn_the_same_every_time(case: Case) -> None:
    assert at.plot_sentiment(case).png() == at.plot_sentiment(case).png()
