"""The picture of where a quotation stands."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

import attributed as at
from attributed.case import Case
from attributed.theme import PAPER, SIDES
from attributed.tokens import count_words
from attributed.trace import places_of_quotation


def texts_of(chart: at.Chart) -> list[str]:
    """Return everything that is written in a picture."""
    inside = [text for axes in chart.figure.axes for text in axes.texts]
    return [text.get_text() for text in [*chart.figure.texts, *inside]]


def overlap(one: Bbox, other: Bbox) -> bool:
    """Tell whether two lines of text run into each other; they may touch, as no letter fills the height of a line."""
    wide, high = min(one.x1, other.x1) - max(one.x0, other.x0), min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(wide > 1 and high > 4)


def lit(axes: Axes) -> list[Rectangle]:
    """Return the places that light up."""
    return [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_linewidth() > 0]


def test_every_paragraph_is_a_bar_as_long_as_its_words(case: Case) -> None:
    chart = at.plot_trace(case, "I02")
    for axes, article in zip(chart.figure.axes, case.articles.values(), strict=True):
        bars = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_linewidth() == 0]
        assert [bar.get_width() for bar in bars] == [count_words(passage.text) for passage in article.passages()]
        assert [bar.get_y() for bar in bars] == sorted(bar.get_y() for bar in bars)


@pytest.mark.parametrize("statement", ["I02", "I03", "D01", "D07", "I28", "D13"])
def test_a_place_lights_up_where_it_stands_whole_or_hatched_in_the_colour_of_its_side(
    statement: str, case: Case
) -> None:
    chart = at.plot_trace(case, statement)
    for axes, key in zip(chart.figure.axes, case.articles, strict=True):
        places = [place for place in places_of_quotation(case, statement) if place.article == key]
        boxes = lit(axes)
        assert len(boxes) == len(places)
        for box, place in zip(boxes, places, strict=True):
            look = SIDES[place.side]
            assert to_hex(box.get_edgecolor()).upper() == look.colour
            assert to_hex(box.get_facecolor()).upper() == (look.colour if place.whole else PAPER)
            assert bool(box.get_hatch()) is not place.whole
            assert box.get_x() <= place.first
            assert box.get_x() + box.get_width() >= place.first + place.count


def test_the_picture_of_the_lesson_lights_the_headline_of_one_article_and_the_body_of_the_other(case: Case) -> None:
    independent, dawn = at.plot_trace(case, "I02").figure.axes
    assert [round(box.get_y()) for box in lit(independent)] == [0]
    assert len(lit(dawn)) == 2
    assert min(box.get_y() for box in lit(dawn)) > 0


def test_the_speaker_stands_beneath_in_short(case: Case) -> None:
    said = texts_of(at.plot_trace(case, "I02"))
    assert "Embassy of China in Australia" in said
    assert "China" in said
    assert "nobody named" in texts_of(at.plot_trace(case, "I03"))
    assert not [text for text in texts_of(at.plot_trace(case, "I03")) if "[" in text]


@pytest.mark.parametrize("statement", ["I02", "D01", "D19"])
def test_a_speaker_has_a_row_that_no_bar_stands_in(statement: str, case: Case) -> None:
    for axes in at.plot_trace(case, statement).figure.axes:
        bars = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_linewidth() == 0]
        rows = {round(bar.get_y() + bar.get_height() / 2, 6) for bar in bars}
        assert len(rows) == len(bars)
        markers = {round(float(np.asarray(line.get_ydata())[0]), 6) for line in axes.lines}
        assert not markers & rows
        assert len(markers) == len(lit(axes))


def test_the_result_says_what_the_bodies_hold(case: Case) -> None:
    said = texts_of(at.plot_trace(case, "I02"))
    assert "In the body of The Independent: nowhere." in said
    assert "In the body of Dawn: Embassy of China in Australia." in said
    assert "In the body of Dawn: China, Zhao Lijian." in texts_of(at.plot_trace(case, "D01"))
    assert "In the body of Dawn: a part of it only." in texts_of(at.plot_trace(case, "I28"))


@pytest.mark.parametrize(
    ("guess", "line"),
    [
        ("it will not say", "Your guess: it will not say"),
        (..., "Your guess: none written down yet"),
        ("  ", "Your guess: none written down yet"),
        ("$x^2$ & <b>", "Your guess: $x^2$ & <b>"),
    ],
)
def test_a_guess_stands_beside_the_result(guess: str, line: str, case: Case) -> None:
    chart = at.plot_trace(case, "I02", guess)
    assert line in texts_of(chart)
    assert line in chart.alt
    assert chart.png().startswith(b"\x89PNG")


def test_a_long_guess_is_broken_and_none_is_not_mentioned(case: Case) -> None:
    said = texts_of(at.plot_trace(case, "I02", "a spokesman " * 30))
    assert max(map(len, said)) <= 78
    assert not [text for text in texts_of(at.plot_trace(case, "I02")) if "guess" in text]


@pytest.mark.parametrize("guess", [7, ["China"], True])
def test_a_guess_that_is_no_text_gets_one_sentence(guess: str, case: Case) -> None:
    with pytest.raises(at.KitError, match='expected a name in quotation marks, or "it will not say"'):
        at.plot_trace(case, "I02", guess)


def test_without_a_statement_the_first_that_quotes_is_drawn(case: Case) -> None:
    assert at.plot_trace(case).alt == at.plot_trace(case, "I02").alt


def test_a_statement_without_marks_is_a_slip(case: Case) -> None:
    with pytest.raises(at.KitError, match="I01 has no words in quotation marks"):
        at.plot_trace(case, "I01")


def test_the_alt_text_says_where_the_words_stand_and_where_not(case: Case) -> None:
    assert at.plot_trace(case, "I02").alt == (
        "A strip for each article, a bar for each paragraph, with the words of I02, “world champion of malicious "
        "cyber attacks”, lit up where they stand. The Independent: headline (whole; China), nowhere in the body; "
        "Dawn: paragraph 1 (in part, “world champion”; China), paragraph 13 (whole; Embassy of China in Australia)."
    )


def test_the_table_is_that_of_the_trace(case: Case) -> None:
    assert at.plot_trace(case, "D01").table.equals(at.trace(case, "D01"))


def test_nothing_that_is_written_in_a_strip_overlaps_or_leaves_the_figure(case: Case) -> None:
    for statement in ("I02", "D01", "D19", "I16"):  # few and many places, long names, a long quotation
        figure = at.plot_trace(case, statement, "it will not say").figure
        figure.draw_without_rendering()
        boxes = [text.get_window_extent() for axes in figure.axes for text in axes.texts if text.get_text()]
        boxes += [text.get_window_extent() for text in figure.texts]
        for number, box in enumerate(boxes):
            assert box.x0 >= 0, statement
            assert box.x1 <= figure.bbox.x1 + 1, statement
            assert not any(overlap(box, other) for other in boxes[:number]), statement


def test_a_chart_is_drawn_the_same_every_time(case: Case) -> None:
    assert at.plot_trace(case, "I03", ...).png() == at.plot_trace(case, "I03", ...).png()
