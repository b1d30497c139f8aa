"""The numbers of lesson 4, and what it says about whose words judge what."""

from collections import Counter

import attributed as at
from attributed.case import Case

PAGE = (
    "Three questions to a judging word",
    "Ask it three things",
    "below has six answers",
    "the coder’s three answers",
    "Enter three numbers",
    "judge texts by the thousand",
    "Six statements come next",
    "Which of the six will score lowest",
    "Students learn to put three questions",
    "The six labels on the board",
    "Three numbers into the fields",
    "Hands up for the lowest of the six",
)
ATTRIBUTED = ()


def numbers(case: Case) -> list[str]:
    """Return what the lesson says in numbers."""
    words = case.words[case.words["owner"] == "source"]
    often = Counter(zip(words["label"], words["side"], strict=True))
    unlike = set(zip(words["label"], words["side"], words["word"].str.lower(), strict=True))
    different = Counter((label, side) for label, side, _ in unlike)
    truth, conduct = ("TRUTH", "CHINA"), ("CONDUCT", "CHINA")
    either = (words["label"] == "TRUTH") | words["label_alt"].str.contains("TRUTH")
    own = Counter(case.words.loc[case.words["owner"] == "narrator", "article"])
    scores = at.sentiment_scores(case, *case.statements.index[case.statements["side"] != "NARRATOR"])["score"]
    printed = str(case.statements["text"]["D22"])
    return [
        f"China has {often[truth]} words about truth",
        f"China {often[conduct]}, the United States {often['CONDUCT', 'US']}, its allies {often['CONDUCT', 'US_ALLY']}",
        f"all {often[truth]} of its words about truth are about the accusation",
        f"rise from {often[truth]} to {either.sum()}",
        f"*The Independent* has {own['independent']}",
        f"*Dawn* has {own['dawn']}",
        f"{(scores == '−1.00').sum()} of the {(scores != 'none').sum()} statements that have a score",
        f"{whole_score('groundless, reckless')} means that every word found is negative",
        f"D22 scores {whole_score(printed)}",
        f"Without *world* it is {whole_score(printed.replace('world ', ''))}, since",
        f"from {often[truth]} to {different[truth]} and from {often[conduct]} to {different[conduct]}",
        f"that of the United States from {often['CONDUCT', 'US']} to {different['CONDUCT', 'US']}",
    ]


def whole_score(text: str) -> str:
    """Return a score that is a whole number as the lesson writes it."""
    value = at.sentiment_score(text).value
    assert value is not None
    assert value == int(value)
    return f"{int(value)}".replace("-", "−")


def test_only_china_has_words_about_truth_and_never_for_its_own_accusations(case: Case) -> None:
    truth = case.words[(case.words["owner"] == "source") & (case.words["label"] == "TRUTH")]
    assert set(zip(truth["side"], truth["about"], strict=True)) == {("CHINA", "ACCUSATION")}
    accused_too = case.words[(case.words["side"] == "CHINA") & (case.words["about"] == "US_CONDUCT")]
    assert len(accused_too) > 0
    source = case.words[case.words["owner"] == "source"]
    assert set(source.loc[source["label_alt"].str.contains("TRUTH"), "side"]) == {"CHINA"}


def test_every_side_of_the_picture_judges_conduct_and_both_speak_of_effects(case: Case) -> None:
    source = case.words[case.words["owner"] == "source"]
    drawn = source[source["label"].isin(["TRUTH", "CONDUCT"])]
    assert set(drawn.loc[drawn["label"] == "CONDUCT", "side"]) == set(drawn["side"])
    assert set(source.loc[source["label"] == "EFFECT", "side"]) == {"CHINA", "US"}


def test_no_judged_thing_is_shared_by_china_and_the_states_that_accuse_it(case: Case) -> None:
    source = case.words[(case.words["owner"] == "source") & case.words["label"].isin(["TRUTH", "CONDUCT"])]
    kinds = {side: set(zip(group["label"], group["about"], strict=True)) for side, group in source.groupby("side")}
    accusers = kinds["US"] | kinds["US_ALLY"]
    assert not kinds["CHINA"] & accusers
    # With one label for what the other is said to have done, they share a column; the accusation stays China’s.
    deeds = {"HACK": "DEED", "US_CONDUCT": "DEED"}
    one, other = ({(label, deeds.get(about, about)) for label, about in part} for part in (kinds["CHINA"], accusers))
    assert one & other == {("CONDUCT", "DEED")}
    assert "ACCUSATION" not in {about for _, about in other}


def test_how_sure_an_accuser_is_stands_in_neither_article(case: Case) -> None:
    assert not [key for key, article in case.articles.items() if "confiden" in article.body.lower()]


def test_a_charge_that_is_said_to_be_well_known_stands_in_both_and_is_no_judging_word(case: Case) -> None:
    for statement in ("I03", "D21"):
        assert "It is well known that" in case.statements["text"].loc[statement]
        assert case.statements["certainty"].loc[statement] == "BOOSTED"
        assert not any("known" in word for word in case.words.loc[case.words["statement"] == statement, "word"])


def test_nobody_on_the_american_side_answers_chinas_charges(case: Case) -> None:
    side = case.statements[case.statements["side"].isin(["US", "US_ALLY", "ALLIANCE"])]
    assert "US_CONDUCT" not in set(side["object"])
    assert "DENY" not in set(side["strategy"])


def test_chinas_words_are_mostly_about_the_accusation(case: Case) -> None:
    source = case.words[(case.words["owner"] == "source") & (case.words["side"] == "CHINA")]
    assert (source["about"] == "ACCUSATION").mean() > 1 / 2


def test_malicious_is_said_of_the_other(case: Case) -> None:
    table = at.mirrored_words(case).set_index("side", append=True)["about"]
    assert table["malicious"].to_dict() == {"CHINA": "US_CONDUCT", "US": "HACK"}
    assert table["irresponsible"].to_dict() == {"CHINA": "ACCUSATION", "US": "HACK"}
    official = case.facts.loc["F06":"F23"]
    chinese = official["actor"].str.contains("China")
    for text in official.loc[~chinese, "key_words"].str.lower():
        assert text.count("malicious") == text.count("malicious cyber a")  # actors or activities
    assert "malicious smear" in str(case.facts["key_words"]["F20"])


def test_on_whom_the_narrators_words_fall(case: Case) -> None:
    own = at.judging_words(case, side="NARRATOR")
    assert set(own["in marks"]) == {"no"}
    speakers = case.statements.loc[own["statement"], "side"]
    articles = case.statements.loc[own["statement"], "article"]
    assert set(speakers[articles == "independent"]) == {"CHINA"}
    assert set(speakers[articles == "dawn"]) >= {"CHINA", "US", "US_ALLY"}
    owner = own.set_index(["statement", "word"])["owner"]
    assert owner["D23", "threat"] == owner["D03", "massive"] == owner["I06", "complaining"] == "narrator"
    assert case.words.set_index(["statement", "word"]).at[("I06", "victim"), "owner"] == "source"


def test_the_six_statements_score_as_the_lesson_says(case: Case) -> None:
    scores = at.sentiment_scores(case, "D17", "D19", "D08", "D25", "D06", "I13")["score"]
    assert list(scores) == ["−1.00"] * 4 + ["none"] * 2
    assert set(case.statements.loc[["D06", "I13"], "link"]) == {"STATE"}
    assert at.sentiment_score("Nobody called the charge groundless.").value == -1


def test_the_teaching_page_has_its_words_where_it_says(case: Case) -> None:
    feeling = case.words[case.words["label"] == "FEELING"]
    assert set(feeling["owner"]) == {"narrator"}
    assert set(case.statements.loc[feeling["statement"], "side"]) == {"CHINA"}
    effect = case.words[(case.words["label"] == "EFFECT") & (case.words["owner"] == "source")]
    assert set(effect.loc[effect["side"] == "CHINA", "word"]) == {"victim", "severely compromised"}
    assert set(effect.loc[effect["side"] == "US", "word"]) == {"victims", "disruptive", "destabilising"}
    drawn = case.words[(case.words["owner"] == "source") & case.words["label"].isin(["TRUTH", "CONDUCT"])]
    assert list(drawn.loc[drawn["polarity"] == "pos", "word"]) == ["solidarity"]
    assert set(drawn.loc[drawn["about"] == "RESPONSE", "side"]) == {"CHINA", "ALLIANCE"}


def test_the_limits_are_those_of_the_data(case: Case) -> None:
    rows = case.words.set_index(["statement", "word"])
    assert rows.at[("I25", "criminal"), "label"] == "CONDUCT"
    assert rows.at[("I16", "theft"), "about"] == "RESPONSE"
    assert "protecting" in set(case.words.loc[case.words["statement"] == "D13", "word"])
    assert at.mark("protecting", "evaluative").empty
