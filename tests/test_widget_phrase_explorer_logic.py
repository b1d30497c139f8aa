"""The phrase explorer without a page: thresholds, counts at one scale, the places of a phrase."""

import html
import time
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

import attributed as at
from attributed.widgets.phrase_explorer import MOST_PHRASES, PhraseExplorer, phrase_explorer
from attributed.widgets.surface import Refused, Surface


@pytest.fixture
def explorer(case: at.Case) -> PhraseExplorer:
    """The explorer of the first case."""
    widget = phrase_explorer(case)
    assert isinstance(widget, PhraseExplorer)
    return widget


def shown(surface: Surface) -> str:
    return html.unescape("".join(region.value for region in surface._regions.values()))


def counts(widget: PhraseExplorer) -> dict[str, int]:
    return {camp["name"]: camp["count"] for camp in widget.view()["camps"]}


@pytest.mark.parametrize("least", [1, 2, 3, 4, 5])
def test_the_camps_are_counted_as_the_picture_counts_them(case: at.Case, explorer: PhraseExplorer, least: int) -> None:
    explorer.act("texts", str(least), "slider-texts")
    expected = at.phrase_counts(case, least)
    found = explorer.view()["camps"]
    assert counts(explorer) == {str(camp): int(count) for camp, count in expected["phrases"].items()}
    assert [camp["texts"] for camp in found] == list(expected["texts"])
    assert [camp["pairs"] for camp in found] == list(expected["pairs"])


def test_a_threshold_of_words_leaves_the_longer_phrases(explorer: PhraseExplorer) -> None:
    explorer.act("words", "5", "slider-words")
    assert explorer.phrases
    assert all(one.words >= 5 for one in explorer.phrases)
    assert "Phrases of 5 words or more that stand in 2 texts or more" in shown(explorer)


def test_all_camps_have_one_scale_at_every_threshold(explorer: PhraseExplorer) -> None:
    ratios = set()
    for least in ("1", "2"):
        explorer.act("texts", least)
        ratios |= {round(camp["share"] / camp["count"], 6) for camp in explorer.view()["camps"]}
    assert len(ratios) == 1


def test_a_phrase_opens_at_its_places_with_date_source_and_words_around(
    case: at.Case, explorer: PhraseExplorer
) -> None:
    for shared in explorer.phrases:
        explorer.act("open", str(shared.number), f"phrase-{shared.number}")
        spots = explorer.corpus.spots(shared)
        rows = case.phrases[(case.phrases["camp"] == shared.camp) & (case.phrases["phrase"] == shared.phrase)]
        assert sorted(spot.words for spot in spots) == sorted(rows["words"])
        assert len({spot.text for spot in spots}) == shared.texts
        for spot in spots:
            fact = case.facts.loc[spot.text.split(" · ")[0]]
            assert spot.before + spot.words + spot.after == fact["key_words"]
            assert spot.source == fact["source"]
            assert spot.date.startswith(str(fact["date"]))
            assert f"{spot.date}" in shown(explorer)
        assert shown(explorer).count("<mark>") == len(spots)


def test_a_date_that_is_inferred_says_so(explorer: PhraseExplorer) -> None:
    shared = next(one for one in explorer.phrases if one.phrase == "groundless accusations")
    explorer.act("open", str(shared.number))
    assert "2021-07-20 (inferred)" in shown(explorer)


def test_one_steps_through_the_phrases_and_goes_back_to_the_one_that_was_open(explorer: PhraseExplorer) -> None:
    first = explorer.phrases[0]
    explorer.act("open", str(first.number))
    explorer.act("step", "-1")
    assert explorer.opened == first
    explorer.act("step", "1")
    assert explorer.opened == explorer.phrases[1]
    number = explorer.phrases[1].number
    assert f'data-id="phrase-{number}" data-home' in explorer._regions["phrases"].value
    explorer.act("back")
    assert f'data-id="phrase-{number}" data-stop' in explorer._regions["phrases"].value


def test_a_threshold_that_leaves_nothing_says_so(explorer: PhraseExplorer) -> None:
    explorer.act("words", "6")
    explorer.act("texts", "5")
    assert set(counts(explorer).values()) == {0}
    assert shown(explorer).count("no phrase") == 2
    assert explorer.table().empty


def test_the_articles_show_the_runs_of_the_library_that_have_a_word_of_content(
    case: at.Case, explorer: PhraseExplorer
) -> None:
    explorer.act("corpus", "1", "corpus-1")
    expected = at.shared_phrases(case.articles)
    assert [one.phrase for one in explorer.phrases] == list(expected[expected["content_words"] > 0]["phrase"])
    shared = explorer.phrases[0]
    explorer.act("open", str(shared.number))
    for spot in explorer.corpus.spots(shared):
        assert spot.words in shown(explorer)
        assert any(spot.before + spot.words + spot.after == passage.text
                   for article in case.articles.values() for passage in article.passages())  # fmt: skip


def test_each_corpus_keeps_its_own_threshold(explorer: PhraseExplorer) -> None:
    explorer.act("texts", "3")
    explorer.act("corpus", "1")
    explorer.act("words", "10")
    explorer.act("corpus", "0")
    assert explorer.threshold == (2, 3)
    explorer.act("corpus", "1")
    assert explorer.threshold == (10, 2)


def test_the_sliders_are_left_alone_while_they_are_moved(explorer: PhraseExplorer) -> None:
    before = explorer._regions["sliders"].value
    explorer.act("texts", "4", "slider-texts")
    assert explorer._regions["sliders"].value == before
    explorer.act("settle", "", "slider-texts")
    assert 'value="4"' in explorer._regions["sliders"].value


def test_the_rival_explanations_are_said_for_every_corpus(explorer: PhraseExplorer) -> None:
    for number in ("0", "1"):
        explorer.act("corpus", number)
        said = shown(explorer)
        assert all(rival in said for rival in ("genre", "common source", "copying", "common order"))


def test_a_case_without_a_table_of_phrases_shows_what_its_articles_share() -> None:
    widget = phrase_explorer(at.draft_case("harbour", at.sample_articles()).case)
    assert isinstance(widget, PhraseExplorer)
    assert len(widget.corpora) == 1
    assert 'role="group"' not in widget._regions["texts"].value
    assert not widget.table().empty
    widget.act("open", str(widget.phrases[0].number))
    assert "<mark>" in shown(widget)


def test_a_case_with_one_article_and_no_table_gets_a_sentence(case: at.Case) -> None:
    one: Any = SimpleNamespace(
        title="One text", phrases=pd.DataFrame(), articles={"dawn": case.articles["dawn"]}, codebooks=case.codebooks
    )
    widget = phrase_explorer(one)
    assert isinstance(widget, Refused)
    assert "nothing to compare in One text" in widget.reason


class Long(str):
    """A text as long as no article: all that the explorer asks of one before a phrase is opened."""

    outlet = "Long"
    __slots__ = ()


def test_in_long_articles_a_threshold_is_drawn_within_a_tenth_of_a_second(case: at.Case) -> None:
    lines = [f"the claim {n} was called groundless number{n} in part {n % 7} of it" for n in range(2000)]
    texts = {"a": Long("\n".join(lines)), "b": Long("\n".join(reversed(lines)))}
    long: Any = SimpleNamespace(title="Long", phrases=pd.DataFrame(), codebooks=case.codebooks, articles=texts)
    widget = phrase_explorer(long)
    assert isinstance(widget, PhraseExplorer)
    assert len(widget.corpus.phrases) > 1000
    times = []
    for least in ("4", "3", "4"):
        start = time.perf_counter()
        widget.act("words", least)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1
    assert f"The first {MOST_PHRASES} of" in shown(widget)


def test_the_table_has_the_phrases_of_the_threshold(case: at.Case, explorer: PhraseExplorer) -> None:
    table = explorer.table()
    assert len(table) == at.phrase_counts(case)["phrases"].sum()
    assert list(table.columns) == ["phrase", "words", "texts", "which"]
