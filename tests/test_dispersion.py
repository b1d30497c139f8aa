"""Where in a text a word falls."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from attributed.case import Case
from attributed.chart import Chart
from attributed.dispersion import COLUMNS, dispersion, plot_dispersion
from attributed.errors import KitError
from attributed.tokens import words_of

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine makes no test fail."""

TEXTS = {"one": "The US said no.\n\nChina’s envoy told us; the US did not.", "two": "Talks."}


def test_a_row_says_how_many_words_stand_before_a_place() -> None:
    table = dispersion(TEXTS, ["US", "China", "told us", "*o*"])
    assert list(table.columns) == list(COLUMNS)
    assert table[["text", "word", "position"]].to_numpy().tolist() == [
        ["one", "US", 1],
        ["one", "US", 9],
        ["one", "China", 4],
        ["one", "told us", 6],
        ["one", "*o*", 3],
        ["one", "*o*", 5],
        ["one", "*o*", 6],
        ["one", "*o*", 11],
    ]
    assert list(table["share"][:3]) == [1 / 12, 9 / 12, 4 / 12]


@UNHURRIED
@given(st.lists(st.sampled_from(["US", "US’s", "us", "U.S.", "talks"]), max_size=20))
def test_every_place_is_there_and_none_else(words: list[str]) -> None:
    table = dispersion(" ".join(words), "US")
    expected = [place for place, word in enumerate(words) if word in {"US", "US’s", "U.S."}]
    assert list(table["position"]) == expected
    assert list(table["share"]) == [place / len(words) for place in expected]


def test_a_place_in_an_article_counts_the_words_of_its_news_text(case: Case) -> None:
    dawn = case.articles["dawn"]
    words = [word for passage in dawn.passages() for word in words_of(passage.text)]
    table = dispersion(dawn, "fabricated")
    assert list(table["position"]) == [place for place, word in enumerate(words) if word == "fabricated"]
    assert list(table["share"]) == [place / len(words) for place in table["position"]]
    assert set(table["text"]) == {"dawn"}


def test_a_phrase_does_not_run_into_the_next_paragraph() -> None:
    assert dispersion("one\n\ntwo", "one two").empty
    assert list(dispersion("one\n\ntwo", "two")["position"]) == [1]


def test_a_word_that_falls_nowhere_has_no_row() -> None:
    table = dispersion({"one": "", "two": "…"}, "US")
    assert table.empty
    assert list(table.columns) == list(COLUMNS)


# The picture


def test_each_text_and_word_has_a_strip_and_each_place_a_stroke() -> None:
    chart = plot_dispersion(TEXTS, ["US", "talks"])
    assert isinstance(chart, Chart)
    axes = chart.figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["US", "talks"] * 2
    strips = [each for each in axes.collections if isinstance(each, LineCollection)]
    strokes = [[float(stroke[0][0]) for stroke in strip.get_segments()] for strip in strips]
    assert strokes == [[1 / 12, 9 / 12], [], [], [0]]
    assert [text.get_text() for text in axes.texts] == ["one", "times", "2", "0", "two", "times", "0", "1"]
    assert chart.table.equals(dispersion(TEXTS, ["US", "talks"]))


def test_words_differ_in_marker_as_well_as_in_colour() -> None:
    chart = plot_dispersion("US us China talks hack envoy", ["US", "us", "China", "talks", "hack", "envoy"])
    drawn = [line for line in chart.figure.axes[0].lines if line.get_marker() != "None"]
    assert len({line.get_marker() for line in drawn}) == 6
    assert len({str(line.get_color()) for line in drawn}) == 6
    strokes = [each for each in chart.figure.axes[0].collections if isinstance(each, LineCollection)]
    for line, stroke in zip(drawn, strokes, strict=True):
        assert np.allclose(to_rgba(str(line.get_color())), np.asarray(stroke.get_edgecolor()))


def test_the_alt_text_states_how_often_and_where() -> None:
    text = "US " * 3 + "talks " * 4 + "US " * 2
    assert plot_dispersion({"one": text, "two": "hack. Talks. US."}, ["US", "hack"]).alt == (
        "Dispersion plot: where words fall in a text, from 0, its beginning, to 1, its end. "
        "one: US 5 times (3 in the first third, 0 in the second, 2 in the last), hack nowhere; "
        "two: US once at 0.67, hack once at 0.00."
    )
    assert "US 2 times at 0.00 and 0.50" in plot_dispersion("US us US us", "US").alt
    assert "US 6 times (2 in the first third, 2 in the second, 2 in the last)" in plot_dispersion("US " * 6, "US").alt


def test_any_sign_can_be_drawn() -> None:
    chart = plot_dispersion({r"$\x$": "a $x$ b", "<b>": ""}, [r"$\x$", "_ ^"])
    assert chart.png().startswith(b"\x89PNG")
    assert "&lt;b&gt;" in chart._repr_html_()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "found none"),
        (7, "found 7"),
        ("", "found ''"),
        (["US", ""], "found ''"),
        (["US", "("], "holds no word"),
        ([7], "found 7"),
    ],
)
def test_a_slip_gets_one_clear_sentence(words: list[str], sentence: str) -> None:
    for function in (dispersion, plot_dispersion):
        with pytest.raises(KitError, match=f"Expected .* {sentence}"):
            function("The US", words)


def test_what_is_no_text_is_a_slip() -> None:
    with pytest.raises(KitError, match="Expected a text"):
        plot_dispersion(None, "US")  # type: ignore[arg-type]  # the slip is the point
