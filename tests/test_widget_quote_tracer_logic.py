"""What the quote tracer finds and shows, without a browser."""

from pathlib import Path

import pytest
from test_trace import Build, build

import attributed as at
from attributed.case import Case
from attributed.trace import places_of_quotation, places_of_words
from attributed.widgets.quote_tracer import QuoteTracer, quote_tracer
from attributed.widgets.surface import Refused

__all__ = ["build"]  # the fixture

HEADLINE = "Board calls fee ‘an open robbery’, blames ‘greed’"


@pytest.fixture(scope="module")
def case() -> Case:
    return at.load_case()


def traced(case: Case, statement: str | None = None) -> QuoteTracer:
    made = quote_tracer(case, statement)
    assert isinstance(made, QuoteTracer)
    return made


def shown(tracer: QuoteTracer) -> str:
    return "".join(region.value for region in tracer._regions.values())


def draft(folder: Path, *texts: str) -> Case:
    """Return a draft of texts with this headline, or of their own first line."""
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"text{number}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return at.draft_case("x", paths).case


def test_nothing_is_given_away_before_a_quotation_is_chosen(case: Case) -> None:
    tracer = traced(case)
    assert tracer.places.empty
    assert "Choose a quotation" in shown(tracer)
    assert "Embassy" not in shown(tracer).split("Choose a quotation")[1]


def test_every_quotation_of_every_headline_is_a_button_inside_its_headline(case: Case) -> None:
    headlines = traced(case).view()["headlines"]
    for article, headline in zip(case.articles.values(), headlines, strict=True):
        lines = ["".join(part["text"] for part in line["parts"]) for line in headline["lines"]]
        assert lines == [passage.text for passage in article.passages(["headline", "subhead"])]
        assert all(part["text"][0] in "‘“" for line in headline["lines"] for part in line["parts"] if part["quotation"])
    assert [one.statement for one in traced(case).in_headlines.values()] == ["I02", "I03", "D01"]


def test_a_click_shows_the_places_that_the_trace_finds(case: Case) -> None:
    tracer = traced(case)
    for quotation in list(tracer.in_headlines.values()):
        tracer.act("choose", quotation.id)
        places = places_of_quotation(case, quotation.statement)
        found = [(one["outlet"], one["words"]) for one in tracer.view()["places"]]
        assert sorted(found) == sorted((case.articles[place.article].outlet, place.words) for place in places)
        assert len(tracer.places) == len(places)


def test_the_own_article_comes_first_and_the_rest_stands_in_the_order_of_the_page(case: Case) -> None:
    tracer = traced(case, "D21")
    places = tracer.view()["places"]
    assert places[0]["outlet"] == "Dawn"
    assert places[-1]["outlet"] == "The Independent"
    assert [one["itself"] for one in places] == [True, False]


def test_it_is_said_what_each_body_does_with_the_words(case: Case) -> None:
    assert traced(case, "I02").view()["bodies"] == [
        ("The Independent", "nowhere"),
        ("Dawn", "Embassy of China in Australia"),
    ]


def test_a_place_is_shown_in_its_sentence_and_on_request_in_its_paragraph(case: Case) -> None:
    tracer = traced(case, "I02")
    last = tracer.view()["places"][-1]
    assert last["before"] + last["words"] + last["after"] == case.statements["text"]["D22"]
    tracer.act("read", str(last["number"]))
    opened = tracer.view()["places"][-1]
    paragraph = case.articles["dawn"].paragraph_at(case.statements["start"]["D22"])
    assert opened["before"] + opened["words"] + opened["after"] == paragraph.text
    tracer.act("read_all")
    assert [one["open"] for one in tracer.view()["places"]] == [False, False, True]
    tracer.act("read", str(last["number"]))
    assert not any(one["open"] for one in tracer.view()["places"])
    tracer.act("choose", "dawn-1")
    assert [one["open"] for one in tracer.view()["places"] if one["longer"]] == [True], "the next is shown alike"
    tracer.act("read_all")
    assert not any(one["open"] for one in tracer.view()["places"])


def test_another_quotation_is_chosen_from_the_list_which_is_left_alone_until_it_is_left(case: Case) -> None:
    tracer = traced(case)
    tracer.act("pick", "I28")
    assert tracer.chosen
    assert tracer.chosen.statement == "I28"
    assert tracer.view()["listed"] == ""
    tracer.act("settle")
    assert tracer.view()["listed"] == "I28"
    tracer.act("choose", "dawn-1")
    assert tracer.view()["listed"] == ""


def test_the_table_has_the_places_of_all_headlines(case: Case) -> None:
    table = traced(case).table()
    assert len(table) == sum(len(places_of_quotation(case, key)) for key in ("I02", "I03", "D01"))
    assert set(table["quotation"].str.strip("“”")) == {one.words for one in traced(case).in_headlines.values()}


@pytest.mark.parametrize(("key", "said"), [("X99", "X99"), ("D02", "no words in quotation marks"), (3, "statement 3")])
def test_a_statement_without_a_quotation_gets_a_sentence(case: Case, key: str, said: str) -> None:
    refused = quote_tracer(case, key)
    assert isinstance(refused, Refused)
    assert said in refused.reason


def test_a_case_without_any_quotation_gets_a_sentence(tmp_path: Path) -> None:
    refused = quote_tracer(draft(tmp_path, "Ferry late\n\nThe ferry was late.", "Fog\n\nThere was fog."))
    assert isinstance(refused, Refused)
    assert "nothing to trace" in refused.reason


def test_two_quotations_of_one_headline_are_traced_each_by_itself(tmp_path: Path) -> None:
    one = f"{HEADLINE}\n\n“It is an open robbery,” Ada Holm told reporters. Nobody answered her."
    two = "Fee row goes on\n\nThe mayor spoke of “greed”."
    tracer = traced(draft(tmp_path, one, two))
    assert [quotation.words for quotation in tracer.in_headlines.values()] == ["an open robbery", "greed"]
    tracer.act("choose", next(iter(tracer.in_headlines)))
    assert [(place["outlet"], place["words"]) for place in tracer.view()["places"]][1:] == [
        (tracer.view()["places"][0]["outlet"], "an open robbery")
    ]
    assert dict(tracer.view()["bodies"])


def test_a_quoted_place_that_no_statement_holds_is_read_by_rule(build: Build) -> None:
    article = {
        "a": "Fee is ‘an open robbery’\nNothing more.",
        "b": "Fee row\n“It is an open robbery,” Ada Holm said.",
    }
    tracer = traced(build(article, [("a", "Fee is ‘an open robbery’", "[nobody]", "")]))
    tracer.act("choose", "a-1")
    place = tracer.view()["places"][-1]
    assert (place["statement"], place["by_rule"]) == ("", "Ada Holm")
    assert "found by rule" in shown(tracer)


def test_one_article_only_is_said(build: Build) -> None:
    tracer = traced(build({"a": "Fee is ‘an open robbery’\nNothing more."}, []))
    tracer.act("choose", "a-1")
    assert "This case has one article" in shown(tracer)


def test_many_places_are_cut_and_the_rest_is_counted(build: Build) -> None:
    lines = "\n".join("It was “an open robbery”." for _ in range(60))
    tracer = traced(build({"a": f"Fee is ‘an open robbery’\n{lines}"}, []))
    tracer.act("choose", "a-1")
    assert len(tracer.view()["places"]) == 40
    assert "40 of 61 places are shown" in shown(tracer)
    assert len(tracer.places) == 61


def test_markup_in_an_article_stays_words(build: Build) -> None:
    tracer = traced(build({"a": "Fee is ‘<script>open</script> robbery’\nNothing."}, []))
    tracer.act("choose", "a-1")
    assert "<script>" not in shown(tracer)


def test_the_sample_case_is_traced() -> None:
    tracer = traced(at.draft_case("x", at.sample_articles()).case)
    assert not tracer.table().empty


def test_words_without_a_word_cannot_be_traced(case: Case) -> None:
    with pytest.raises(at.KitError, match="no words"):
        places_of_words(case, ["…"])
