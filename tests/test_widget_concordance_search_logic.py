"""The concordance search without a page: what it finds, what it opens, what it says."""

import html
import time
from typing import Any

import pandas as pd
import pytest

import attributed as at
from attributed.widgets.concordance_search import MOST_LINES, ConcordanceSearch, concordance_search
from attributed.widgets.surface import Refused, Surface

PAIR = {"first": "A claim. The claims\nNo claim of claims here", "second": "Nothing of the kind"}


def search(texts: Any, pattern: str = "") -> ConcordanceSearch:  # noqa: ANN401 - passed on
    widget = concordance_search(texts, pattern)
    assert isinstance(widget, ConcordanceSearch), getattr(widget, "reason", widget)
    return widget


def shown(surface: Surface) -> str:
    return html.unescape("".join(region.value for region in surface._regions.values()))


def places(widget: ConcordanceSearch) -> list[tuple[str, int, int]]:
    return [(one.line.text, one.line.start, one.line.end) for one in widget._found.places]


@pytest.mark.parametrize("pattern", ["China", "us", "US", "fabricat*", "pattern of *", "*less", "*", "behaviour"])
def test_it_finds_what_the_concordance_finds(case: at.Case, pattern: str) -> None:
    widget = search(case, pattern)
    lines = at.concordance(case.articles, pattern)
    assert widget._found.total == len(lines)
    expected = list(zip(lines["text"], lines["start"], lines["end"], strict=True))
    assert places(widget) == [one for one in expected if one in set(places(widget))]
    assert len(places(widget)) == min(len(expected), MOST_LINES)


def test_lines_come_as_one_types_with_a_count_for_each_article(case: at.Case) -> None:
    widget = search(case)
    assert "at-line" not in shown(widget)
    widget.act("search", "groundless", "search")
    lines = at.concordance(case.articles, "groundless")
    assert len(lines) > 1
    assert shown(widget).count('class="at-line"') == len(lines)
    for key, count in lines["text"].value_counts().items():
        assert f"{case.articles[str(key)].outlet}: {count} <" in shown(widget)
    widget.act("search", "", "search")
    assert "at-line" not in shown(widget)


def test_each_line_names_the_side_in_whose_statement_it_stands(case: at.Case) -> None:
    widget = search(case, "*")
    statements = case.statements
    sides = 0
    for one in widget._found.places:
        around = statements[(statements["article"] == one.line.text) & (statements["start"] <= one.line.start)
                            & (statements["end"] > one.line.start)]  # fmt: skip
        assert (one.statement in around.index) if len(around) else not one.statement
        assert not one.side or one.side == statements["side"][one.statement]
        sides += bool(one.side)
    assert 0 < sides < len(widget._found.places)


def test_a_line_opens_in_its_paragraph_and_there_is_a_way_back(case: at.Case) -> None:
    widget = search(case, "groundless")
    widget.act("open", "1", "line-1")
    place = widget._found.places[1]
    home = case.articles[place.line.text].paragraph_at(place.line.start)
    opened = widget.view()["opened"]
    assert opened["before"] + opened["words"] + opened["after"] == home.text
    assert f"<mark>{place.line.keyword}</mark>" in shown(widget)
    assert f"in statement {place.statement}" in shown(widget)
    # The way back has the name of the line, so that the focus goes to it and returns.
    assert 'data-id="line-1" data-home' in widget._regions["lines"].value
    widget.act("back", "", "line-1")
    assert 'data-id="line-1" data-stop' in widget._regions["lines"].value


def test_one_goes_from_place_to_place_and_stops_at_both_ends(case: at.Case) -> None:
    widget = search(case, "groundless")
    last = len(widget._found.places) - 1
    widget.act("open", "0")
    widget.act("step", "-1")
    assert widget.opened == 0
    for _ in range(last + 2):
        widget.act("step", "1")
    assert widget.opened == last
    widget.act("search", "China")
    assert widget.opened is None


def test_the_field_is_not_drawn_anew_while_one_types(case: at.Case) -> None:
    widget = search(case)
    before = widget._regions["search"].value
    widget.act("search", "groundless", "search")
    assert widget._regions["search"].value == before
    widget.act("settle", "", "search")
    assert 'value="groundless"' in widget._regions["search"].value


def test_a_pattern_without_a_word_gets_the_sentence_of_the_library(case: at.Case) -> None:
    widget = search(case, "“ ”")
    assert widget.view()["summary"] == str(at.concordance(case.articles, "“ ”"))


def test_a_beginning_that_stands_nowhere_is_offered_with_a_star(case: at.Case) -> None:
    widget = search(case, "groundle")
    assert "No line with “groundle” in The Independent, Dawn." in shown(widget)
    widget.act("suggest", "groundle*", "suggest")
    assert widget._found.total == len(at.concordance(case.articles, "groundle*"))
    assert 'value="groundle*"' in widget._regions["search"].value
    assert not search(case, "zzzz").view()["suggestion"]


def test_more_lines_than_can_be_drawn_are_told_and_no_text_is_crowded_out() -> None:
    widget = search({"long": "word " * 5000, "short": "word " * 20, "none": "nothing"}, "word")
    drawn = pd.Series([one.line.text for one in widget._found.places]).value_counts().to_dict()
    assert drawn == {"long": MOST_LINES - 20, "short": 20}
    assert f"{MOST_LINES} of 5,020 lines" in shown(widget)
    assert "None in none." in shown(widget)


def test_texts_that_are_no_case_are_searched_alike() -> None:
    widget = search(PAIR, "claim*")
    assert [one.part for one in widget._found.places] == ["paragraph 1", "paragraph 1", "paragraph 2", "paragraph 2"]
    assert "first: 4" in shown(widget)
    widget.act("open", "2")
    assert "A claim. The claims" in shown(widget)
    assert "no statement" not in shown(widget)
    assert search("one text about a claim", "claim")._found.total == 1


def test_words_of_the_text_are_never_markup() -> None:
    widget = search("a <b>claim</b> & more", "claim")
    assert "<b>" not in "".join(region.value for region in widget._regions.values())
    widget.act("open", "0")
    assert "<b>" not in "".join(region.value for region in widget._regions.values())


def test_a_very_long_paragraph_is_opened_around_the_place_only() -> None:
    widget = search("filler " * 20_000 + "claim " + "filler " * 20_000, "claim")
    widget.act("open", "0")
    assert "<mark>claim</mark>" in shown(widget)
    assert len(shown(widget)) < 10_000


def test_fifty_thousand_words_are_searched_and_drawn_within_a_tenth_of_a_second() -> None:
    texts = {
        name: "\n".join(f"{name} the claim {n} was called groundless by them" for n in range(2800)) for name in "ab"
    }
    widget = search(texts)
    assert sum(widget.index.words.values()) > 50_000
    for pattern in ("*", "the claim", "g*", "was * groundless"):
        times = []
        for _ in range(3):
            widget.pattern = ""
            start = time.perf_counter()
            widget.act("search", pattern)
            times.append(time.perf_counter() - start)
        assert min(times) < 0.1, f"{pattern}: {min(times):.3f} s"


def test_another_case_is_searched_with_its_own_sides() -> None:
    draft = at.draft_case("harbour", at.sample_articles())
    draft.name_sides({"Harbour Board": ["Board", "Averil"], "Quarrow Line": ["Quarrow"]})
    widget = search(draft.case, "the")
    assert "Ledger: " in shown(widget)
    assert "Harbour Board" in widget._regions["lines"].value


def test_the_table_is_the_concordance_or_says_what_could_be_searched(case: at.Case) -> None:
    assert len(search(case, "groundless").table()) == len(at.concordance(case.articles, "groundless"))
    assert list(search(case).table().index) == ["The Independent", "Dawn"]


@pytest.mark.parametrize(
    ("texts", "pattern", "said"),
    [
        ({}, "", "found none"),
        (None, "", "found None"),
        ({"a": 5}, "", "expected a string or an Article"),
        ({"a": " … "}, "", "the texts are empty"),
        ("text", 5, "a word or a phrase to look for"),
    ],
)
def test_what_cannot_be_searched_gets_one_sentence(texts: Any, pattern: Any, said: str) -> None:  # noqa: ANN401 - bad input
    widget = concordance_search(texts, pattern)
    assert isinstance(widget, Refused)
    assert said in widget.reason
