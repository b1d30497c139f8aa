"""The numbers of lesson 3, and what it says about two renderings, a hedge and the words that report."""

import attributed as at
from attributed.alignment import Alignment
from attributed.case import Case
from attributed.plots.renderings import plot_renderings

PAGE = ("three dots stand where something is left out",)
ATTRIBUTED = ()

IN_WORDS = {3: "Three", 5: "Five", 6: "Six", 10: "Ten"}


def aligned(case: Case, first: str, second: str) -> Alignment:
    """Align the words of two renderings as their picture has them."""
    table = plot_renderings(case, first, second).table
    one, other = (" ".join(filter(None, table.iloc[:, column])) for column in (1, 2))
    return at.align(one, other)


def charged(case: Case) -> list[tuple[str, str]]:
    """Return article and side of every CHARGED cue."""
    rows = case.statements[case.statements["cue_class"] == "CHARGED"]
    return sorted(zip(rows["article"], rows["side"], strict=True))


def numbers(case: Case) -> list[str]:
    """Return what the lesson and its page say in numbers."""
    zhao, made_up = aligned(case, "I09", "D16"), aligned(case, "I10", "D17")
    biden = aligned(case, "F08", "D13")
    one, other = (sum(versions) for versions in zip(*zhao.counts.values(), strict=True))
    first, second = (sum(versions) for versions in zip(*made_up.counts.values(), strict=True))
    hedges = ["my understanding is that", "maybe even", "may"]
    return [
        f"*The Independent* has {one} words and *Dawn* has {other}",
        f"{IN_WORDS[zhao.counts['same'][0]]} words are shared: “The”, “its allies to”, “against”, “cybersecurity”",
        f"{IN_WORDS[biden.counts['dropped'][0]]} words are gone, and the rest is the same, word for word",
        f"Doubt comes in at {IN_WORDS[len(hedges)].lower()} places",
        f"{IN_WORDS[len(charged(case))]} cues are CHARGED",
        f"It is {IN_WORDS[len(charged(case))].lower()} words",
        f"{IN_WORDS[made_up.counts['same'][0]]} words are shared, of {first} and {second}",
    ]


def test_every_word_that_judges_is_in_a_box(case: Case) -> None:
    table = plot_renderings(case, "I09", "D16").table
    shared = table[table[""] == "in both"].iloc[:, 1].str.cat(sep=" ")
    boxes = table[table[""] != "in both"]
    assert at.mark(shared, "evaluative").empty
    assert list(at.mark(boxes.iloc[:, 1].str.cat(sep=" "), "evaluative")["lemma"]) == ["gang up", "unwarranted"]
    assert list(at.mark(boxes.iloc[:, 2].str.cat(sep=" "), "evaluative")["lemma"]) == ["unreasonable"]


def test_the_two_words_for_wang_s_line_differ_and_one_judges_truth(case: Case) -> None:
    table = plot_renderings(case, "F03:1", "F03:2").table
    assert table[table[""] == "changed"].iloc[0, 1:].tolist() == ["groundless", "unprovoked"]
    assert at.load_lexicon("evaluative")["groundless"].label == "TRUTH"


def test_the_agencies_are_those_that_are_named_and_the_chinese_is_missing(case: Case) -> None:
    facts = case.facts
    assert "AP rendering" in facts["actor"]["F24"]
    assert "Independent" in facts["fact"]["F24"]
    assert "AFP rendering" in facts["actor"]["F25"]
    assert "Dawn" in facts["fact"]["F25"]
    assert "Chinese original not found" in facts["confidence"]["F27"]
    assert "only its opening was readable" in facts["fact"]["F27"]


def test_dawn_s_biden_is_f08_without_its_opening_and_nothing_else(case: Case) -> None:
    table = plot_renderings(case, "F08", "D13").table
    assert list(table[""]) == ["only on the left", "in both"]
    assert str(table.iloc[0, 1]).endswith("my understanding is that")
    assert case.statements["text"]["D13"].startswith("“The")


def test_whose_hedges_they_are(case: Case) -> None:
    text, wording = case.statements["text"], case.facts["key_words"]["F08"]
    assert not any("my understanding" in text[key] for key in ("I23", "I24", "D13"))
    assert all("maybe even" in words.lower() for words in (text["I24"], text["D13"], wording))
    assert case.statements["quoted"]["I23"] == 0
    assert " may " in text["I23"]
    assert " may " not in f"{wording} {text['D13']}"
    assert "outlets differ in small words" in str(case.fact("F08").iloc[-1, 0])


def test_one_band_pairs_two_words_that_have_nothing_to_do_with_each_other(case: Case) -> None:
    table = plot_renderings(case, "F08", "I23+I24").table
    assert "not" in list(table.loc[table[""] == "in both"].iloc[:, 1])
    assert "not unlike" in case.facts["key_words"]["F08"]
    assert "may not" in case.statements["text"]["I23"]


def test_what_has_no_partner_stands_in_one_box_with_what_has_one(case: Case) -> None:
    last = plot_renderings(case, "I10", "D17").table.iloc[-1]
    assert list(last) == ["changed", "thin air and confused right and wrong", "nothing"]


def test_who_gets_charged_words(case: Case) -> None:
    independent, dawn = ("independent", "CHINA"), ("dawn", "CHINA")
    assert charged(case) == sorted([independent, independent, dawn, dawn, ("dawn", "US_ALLY")])
    cues = case.statements["cue"]
    assert cues["I20"] == "statements"
    assert case.statements["narrator_evaluation"]["I20"] == "defensive"
    assert case.statements["cue_class"]["I13"] == case.statements["cue_class"]["D06"] == "ACT"
    assert cues["I13"] == cues["D06"] == "accused"


def test_hit_back_is_charged_in_both_articles_and_a_cue_in_neither(case: Case) -> None:
    for key, article in case.articles.items():
        assert article.body.count("hit back") == 1, key
    assert at.load_lexicon("reporting")["hit back"].label == "CHARGED"
    rows = case.statements[case.statements["text"].str.contains("hit back")]
    assert list(rows["cue"]) == ["labelling", "calling"]
    assert set(rows["side"]) == {"CHINA"}
    assert not case.statements["cue"].str.contains("squeeze").any()


def test_fabricated_hangs_on_one_rendering(case: Case) -> None:
    independent = case.articles["independent"]
    assert not any("fabricat" in passage.text for passage in independent.passages())
    rows = case.statements[case.statements["text"].str.contains("fabricat") & (case.statements["part"] != "headline")]
    named = rows[~rows["speaker"].str.contains("state as actor")]
    assert list(named.index) == ["D17"]
    assert named["speaker"].tolist() == ["Zhao Lijian"]


def test_the_verbs_that_the_lesson_puts_in_are_not_charged() -> None:
    lexicon = at.load_lexicon("reporting")
    assert lexicon["criticise"].label == "ACT"
    assert lexicon["state"].label == "NEUTRAL"
    assert lexicon["rage"].label == lexicon["complain"].label == "CHARGED"
