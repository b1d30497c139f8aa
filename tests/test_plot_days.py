"""Who spoke on which day: lanes, days, doubtful dates drawn hollow."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import same_color

import attributed as at
from attributed.case import Case
from attributed.plots.days import span_of
from attributed.theme import PAPER


def words(chart: at.Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.axes[0].texts]


def test_every_dated_statement_and_both_articles_have_a_marker(case: Case) -> None:
    chart = at.plot_days(case, "2021-07-19", "2021-07-21")
    labels = words(chart)
    assert {"F06 White House", "F13 NATO", "F21 embassy, Australia", "The Independent", "Dawn"} <= set(labels)
    facts = set(case.phrases["fact"])
    assert facts <= {label.split()[0] for label in labels}
    assert facts | {""} == set(chart.table["fact"])


def test_the_accusing_side_is_through_on_the_first_day_and_the_answers_come_on_the_second(case: Case) -> None:
    alt = at.plot_days(case, "2021-07-19", "2021-07-21").alt
    assert "United States: 5 on 19 July" in alt
    assert "China: 7 on 20 July" in alt
    assert alt.index("United States") < alt.index("NATO: 1") < alt.index("China") < alt.index("Articles")


def test_a_date_that_is_inferred_or_spans_days_is_hollow(case: Case) -> None:
    chart = at.plot_days(case, "2021-07-19", "2021-07-21")
    axes = chart.figure.axes[0]
    markers = [line for line in axes.lines if line.get_marker() not in ("None", "*")]
    empty = [line for line in markers if same_color(str(line.get_markerfacecolor()), PAPER)]
    hollow = {float(np.asarray(line.get_xydata())[0, 1]) for line in empty}
    at_height = {float(text.get_position()[1]): text.get_text()[:3] for text in axes.texts}
    assert {at_height[height] for height in hollow} == {"F18", "F21", "F23"}
    assert "3 hollow" in chart.alt
    assert "date inferred" in chart.figure.legends[0].get_texts()[0].get_text()


def test_a_day_without_doubtful_dates_has_no_legend(case: Case) -> None:
    chart = at.plot_days(case, "2021-07-21", "2021-07-21")
    assert words(chart) == ["Articles", "Dawn"]
    assert not chart.figure.legends


def test_an_event_of_no_known_side_stands_with_the_others(case: Case) -> None:
    assert "Others" in words(at.plot_days(case, "2021-03-02", "2021-03-05"))


def test_a_case_without_phrases_and_official_wordings_still_has_its_days(case_copy: Path) -> None:
    for name in ("phrases.csv", "official.csv"):
        (case_copy / name).unlink(missing_ok=True)
    labels = words(at.plot_days(at.load_case(case_copy), "2021-07-19", "2021-07-21"))
    assert labels[0] == "Others"
    assert "F20 Embassy of China, New…" in labels


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021-07-20", "2021-07-20", "2021-07-20"),
        ("2021-07-19/20", "2021-07-19", "2021-07-20"),
        ("2025-07-03/08", "2025-07-03", "2025-07-08"),
        ("2021-07-30/08-02", "2021-07-30", "2021-08-02"),
    ],
)
def test_a_span_of_days_is_read(written: str, first: str, last: str) -> None:
    assert span_of(written) == (date.fromisoformat(first), date.fromisoformat(last))
    assert span_of("") == span_of("summer 2021") == (None, None)


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("19 July", "2021-07-21", "Expected two days like"),
        ("2021-07-21", "2021-07-19", "at most 7 days"),
        ("2021-07-01", "2021-07-21", "at most 7 days"),
        ("2020-07-01", "2020-07-02", "no event from 2020-07-01"),
    ],
)
def test_days_that_cannot_be_drawn_get_one_sentence(first: str, last: str, message: str, case: Case) -> None:
    with pytest.raises(at.KitError, match=message):
        at.plot_days(case, first, last)


def test_it_is_drawn_the_same_every_time(case: Case) -> None:
    assert at.plot_days(case, "2021-07-19", "2021-07-21").png() == at.plot_days(case, "2021-07-19", "2021-07-21").png()
