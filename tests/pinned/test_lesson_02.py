"""The numbers of lesson 2, and what it says about where words stand and what was cut."""

import re

import attributed as at
from attributed.case import Case
from attributed.tokens import count_words, words_of

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven")
PAGE = (
    "Now four without help",
    "By test 1",
    "Lesson 2. How words get into news",
    "find them in five minutes",
)
ATTRIBUTED = ()

RAAB = (
    "The cyber attack on Microsoft Exchange Server by Chinese state-backed groups was a reckless but familiar "
    "pattern of behaviour"
)


def of_the_page(case: Case, statement: str) -> list[str]:
    """Return where a quotation stands whole in the article of its own statement, below the headlines."""
    outlet = case.articles[case.statements["article"].loc[statement]].outlet
    table = at.trace(case, statement)
    table = table[(table["article"] == outlet) & (table["found"] == "whole") & table["part"].isin(["lede", "body"])]
    return [str(paragraph) for paragraph in table["paragraph"]]


def numbers(case: Case) -> list[str]:
    """Return what the lesson and its page say in numbers."""
    quoted = case.statements["quoted"]
    labels = WORDS[len(case.codebooks["voice"].labels)]
    claims = re.findall(r"\bclaims\b", " ".join(p.text for p in case.articles["independent"].passages()))
    single = case.statements[case.statements["quoted"] == 1]
    in_independent = int((single["article"] == "independent").sum())
    source = str(at.trace(case, "I02").set_index("statement")["paragraph"].loc["D22"])
    checked = of_the_page(case, "D01")
    return [
        f"by {labels} tests",
        f"{labels.capitalize()} tests",
        f"has {labels} steps of it",
        f"I12 has {quoted['I12']} words and is one",
        f"{WORDS[quoted['I02']].capitalize()} words in a headline",
        f"the {WORDS[quoted['I02']]} words",
        f"Of {count_words(RAAB)} words, {quoted['I28']} are left in *The Independent*, {quoted['D25']} in *Dawn*",
        f"in paragraph {source}, and there they have a speaker",
        f"in Dawn’s paragraphs {', '.join(checked[:-1])} and {checked[-1]}",
        f"has the noun too, {len(claims)} times",
        f"they are {in_independent}. You may ask why, and {in_independent} words will not tell you",
        f"D25 with {quoted['D25']} quoted word and D09 with {quoted['D09']}",
        f"All {len(case.codings)} passes of coding agreed on the voice of all {len(case.codes)} statements",
    ]


# What the lesson labels


def test_the_labels_that_are_explained_are_gold(case: Case) -> None:
    voice = case.statements["voice"]
    wanted = {"D09": "PQ", "I12": "DQ", "I13": "RSA", "D23": "NAR", "D06": "RSA", "D24": "RSA", "I18": "RSA"}
    assert {key: voice.loc[key] for key in wanted} == wanted


def test_the_statements_to_try_have_a_label_each_that_nothing_gives_away(case: Case) -> None:
    tried = case.statements.loc[["I08", "D28", "I26", "D02"]]
    book = case.codebooks["voice"]
    assert list(tried["voice"]) == ["PQ", "DQ", "IS", "RSA"]
    assert set(tried["voice_alt"]) == {""}
    assert not set(tried.index) & {key for label in book.labels.values() for key in label.examples}
    assert set(tried["side"]) == {"CHINA", "US"}


def test_a_sentence_without_a_speaker_stands_at_the_top_of_the_scale(case: Case) -> None:
    assert case.statements["voice"].loc["I03"] == next(iter(case.codebooks["voice"].labels))


def test_all_passes_gave_every_statement_the_same_voice(case: Case) -> None:
    assert set(case.coded_by("voice").nunique(axis="columns")) == {1}


def test_the_shortest_and_the_longest_partial_quotation_are_those_named(case: Case) -> None:
    partial = case.statements.loc[case.statements["voice"] == "PQ", "quoted"]
    assert (partial.min(), partial.max()) == (partial["D25"], partial["D09"])


# Where the words stand


def test_neither_quotation_above_the_article_comes_back_below_it(case: Case) -> None:
    assert of_the_page(case, "I02") == []
    assert of_the_page(case, "I03") == []
    below = at.trace(case, "I02").query("article == 'The Independent' and part not in ['headline', 'subhead']")
    assert below.empty
    assert of_the_page(case, "D01")


def test_the_words_have_a_speaker_in_the_other_paper(case: Case) -> None:
    for headline, source in (("I02", "D22"), ("I03", "D21")):
        found = at.trace(case, headline).set_index("statement")
        assert found.loc[source, "found"] == "whole"
        assert found.loc[source, "speaker"] == "Embassy of China in Australia"
    assert case.statements["target"].loc["D20"] == "Australia"


def test_fabricated_comes_back_last_in_a_sentence_of_zhao(case: Case) -> None:
    last = at.trace(case, "D01").iloc[-1]
    assert (last["speaker"], last["statement"], last["voice"]) == ("Zhao Lijian", "D17", "DQ")
    assert "told reporters in Beijing" in case.articles["dawn"].body


def test_fabricated_is_said_of_different_things(case: Case) -> None:
    text = case.statements["text"]
    assert text["D17"].startswith("“This move is fabricated")
    assert "the US had “fabricated” allegations" in text["D03"]
    assert "claims ‘fabricated’" in text["D01"]
    assert "allegations" in text["D15"]


def test_malicious_is_quoted_from_both_sides(case: Case) -> None:
    speakers = at.trace(case, "D07")["statement"]
    assert set(case.statements["side"].loc[speakers]) == {"CHINA", "US"}


def test_similar_charges_could_be_any_of_several_that_stand_above(case: Case) -> None:
    table = case.statements
    above = table[(table["article"] == "independent") & (table["end"] <= table["start"].loc["I18"])]
    assert {"DENY", "DEMAND_WARN", "COUNTER_ACCUSE"} <= set(above["strategy"])
    assert above.loc["I13", "target"] == "US (CIA)"
    assert table["text"].loc["I18"].endswith("similar charges")


# What was cut


def test_of_raabs_sentence_each_article_keeps_what_is_said(case: Case) -> None:
    official = case.facts["key_words"].loc["F10"]
    text = case.statements["text"]
    assert RAAB in official
    assert "reckless but familiar pattern of behavior" in text["I28"]
    assert "reckless but familiar pattern of behaviour" not in text["I28"]
    assert "familiar" not in case.articles["dawn"].body
    for article in case.articles.values():
        assert "state-backed groups" not in article.body
    assert [case.statements["quoted"].loc[key] for key in ("I28", "D25", "D24")] == [7, 1, 0]
    both = at.trace(case, "I28").query("article == 'Dawn'")
    assert list(both["words"]) == ["reckless"]


def test_the_lede_leaves_out_one_word_and_takes_the_rest_without_marks(case: Case) -> None:
    assert "“world champion” of cyber attacks" in case.statements["text"].loc["D04"]
    assert "world champion of malicious cyber attacks" in case.statements["text"].loc["D22"]


# Marks as distance


def test_a_single_word_in_marks_is_given_to_every_party_in_dawn_and_to_china_alone_in_the_other(case: Case) -> None:
    single = case.statements[case.statements["quoted"] == 1]
    dawn, independent = (single[single["article"] == key] for key in ("dawn", "independent"))
    assert set(dawn["side"]) == {"CHINA", "US", "US_ALLY", "ALLIANCE"}
    assert set(independent["side"]) == {"CHINA"}


def test_every_claim_in_the_independent_is_the_accusation_and_so_is_that_of_dawns_headline(case: Case) -> None:
    text = " ".join(passage.text for passage in case.articles["independent"].passages())
    words = words_of(text)
    after = {words[place - 1] for place, word in enumerate(words) if word == "claims"}
    assert after == {"the", "hacking"}
    assert case.articles["dawn"].headline.startswith("China says Washington hack claims")
