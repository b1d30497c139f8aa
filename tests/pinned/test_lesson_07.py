"""The numbers of lesson 7: who spoke when, what each camp shares, how far the coders agree."""

import inspect

import pandas as pd

import attributed as at
from attributed.case import Case
from attributed.plots.agreement import GUIDES
from attributed.plots.days import span_of

PAGE = (
    "Name four explanations",
    "### Four explanations",
    "Three dots stand",
    "1 is full agreement, 0 no better than dealing",
    "Raise `min_texts` to 3 and run the cell. Then set it to 1.",
    "At 3 one phrase",
    "At 1 a second staircase",
    "at most 150 words",
    "alpha of .6, or a coarse one with .9",
    "the five tests",
    "Three, then one.",
    "three coders, ten statements",
)
ATTRIBUTED = ("Coordinated messaging and honest limits",)
WORDS = {2: "two", 3: "three", 5: "five", 60: "sixty"}


def short(figure: float) -> str:
    """Return a figure as the lesson prints it: .82, 1.00."""
    return f"{figure:.2f}".removeprefix("0")


def alpha(case: Case, code: str) -> str:
    """Return alpha of one code, as the lesson prints it."""
    return short(at.agreement(case.coded_by(code), "set" if code == "frames" else "nominal", draws=0).alpha)


def given(case: Case, code: str, label: str) -> pd.DataFrame:
    """Return, for each statement and coder, whether a label was given."""
    return case.coded_by(code).map(lambda cell: label in cell.split("|"))


def facts_of(case: Case, camp: str, phrase: str | None = None) -> list[str]:
    """Return the texts of a camp, or those that have a phrase."""
    table = case.phrases[case.phrases["camp"] == camp]
    rows = table if phrase is None else table[table["phrase"] == phrase]
    return [str(fact) for fact in rows["fact"].unique()]


def fact(case: Case, key: str, column: str = "key_words") -> str:
    """Return one cell of the facts."""
    return str(case.facts.loc[key, column])


def numbers(case: Case) -> list[str]:
    """Return what the lesson says in numbers."""
    counts = at.phrase_counts(case)
    china, partners = counts.loc["China"], counts.loc["US and partners"]
    hollow = at.plot_days(case, "2021-07-19", "2021-07-21").alt.split(" hollow")[0].split()[-1]
    monday = span_of(fact(case, "F06", "date"))[0]
    tuesday = sum(span_of(fact(case, key, "date"))[0] != monday for key in facts_of(case, "China"))
    sharing = len(facts_of(case, "US and partners", "malicious cyber activities"))
    ministry = case.phrases.loc[case.phrases["text"].str.startswith("ministry"), "fact"].nunique()
    runs = at.shared_phrases(case.articles)["words"]
    passes = [int(count) for count in given(case, "frames", "PROBLEM").sum()]
    hedged = given(case, "certainty", "HEDGED")
    hedge_alpha = short(at.agreement(hedged, draws=0).alpha)
    merged = case.coded_by("frames").map(
        lambda cell: "|".join(sorted({"CAUSE" if label == "PROBLEM" else label for label in cell.split("|")}))
    )
    merged_alpha = short(at.agreement(merged, "set", draws=0).alpha)
    draws = inspect.signature(at.agreement).parameters["draws"].default
    coders, statements = len(case.codings), len(case.statements)
    evidence = sum("evidence" in fact(case, key) for key in facts_of(case, "China"))
    return [
        f"{tuesday} of the second camp’s {china['texts']} texts are dated Tuesday",
        f"{WORDS[int(hollow)].capitalize()} markers are hollow",
        f"{partners['phrases']} phrases against {china['phrases']}",
        f"{WORDS[ministry].capitalize()} of them are China’s foreign ministry",
        f"in the English of {WORDS[ministry]} agencies",
        f"{WORDS[sharing].capitalize()} texts have",
        f"{WORDS[evidence].capitalize()} of China’s texts fault the evidence",
        f"in {WORDS[evidence]} wordings",
        f"share {runs.iloc[0]} words in a row",
        f"of {runs.iloc[1]} words, is the President’s",
        f"{WORDS[coders].capitalize()} passes were made",
        f"All {WORDS[coders]} passes",
        f"misread {WORDS[coders]} times alike",
        f"{WORDS[statements].capitalize()} statements are drawn from the {WORDS[statements]}",
        f"done {draws:,} times",
        f"from {GUIDES[1]:.3f} on".replace("0.", "."),
        f"from {GUIDES[0]:.3f} on".replace("0.", "."),
        f"An alpha above {GUIDES[1]:.3f} means".replace("0.", "."),
        f"PROBLEM is lowest, with {short(at.agreement(given(case, 'frames', 'PROBLEM'), draws=0).alpha)}",
        f"gave it {passes[0]} times, the others {passes[1]} and {passes[2]} times",
        f"from {alpha(case, 'certainty')} to {hedge_alpha}",
        f"{alpha(case, 'frames')} goes up to {merged_alpha}",
        f"hangs on {int(hedged.all(axis=1).sum())} hedged statements of {statements}",
        f"Voice has {alpha(case, 'voice')}",
    ]


# Who spoke when


def test_the_first_camp_is_through_on_monday_and_the_second_answers_on_tuesday(case: Case) -> None:
    last = {
        camp: {span_of(fact(case, key, "date"))[1] for key in facts_of(case, camp)}
        for camp in ("US and partners", "China")
    }
    (monday,), (tuesday,) = last["US and partners"], last["China"]
    assert monday is not None
    assert tuesday is not None
    assert (tuesday - monday).days == 1
    assert fact(case, "F23", "date") == "2021-07-19/20"
    assert "inferred" in fact(case, "F21", "confidence")


def test_one_camp_says_that_it_acts_together_and_no_text_of_the_other_does(case: Case) -> None:
    assert "act collectively" in str(case.statements.loc["D28", "text"])
    together = ("together", "collectively", "coordinat", "joint")
    assert not [key for key in facts_of(case, "China") if any(word in fact(case, key) for word in together)]


def test_only_dawn_has_a_word_for_it_and_has_it_for_both(case: Case) -> None:
    lines = at.concordance(case.articles, "coordinat*")
    assert list(lines["text"]) == ["dawn", "dawn"]


# What is shared


def test_both_panels_are_filled_and_the_order_turns_round_by_pairs(case: Case) -> None:
    counts = at.phrase_counts(case)
    assert (counts["phrases"] > 0).all()
    share = counts["phrases"] / counts["pairs"]
    assert counts["phrases"].idxmax() == "US and partners"
    assert share.idxmax() == "China"


def test_the_empty_columns_are_the_ministry_the_president_and_the_charges(case: Case) -> None:
    table = case.phrases
    shared = table[table.groupby(["camp", "phrase"])["fact"].transform("nunique") > 1]
    empty = table[~table["fact"].isin(shared["fact"])].drop_duplicates("fact")
    assert sorted(empty["text"]) == ["Justice Dept", "President", "ministry, AFP", "ministry, AP", "ministry, Reuters"]


def test_at_three_texts_one_phrase_is_left_above_and_two_below(case: Case) -> None:
    assert at.phrase_counts(case, 3)["phrases"].to_dict() == {"China": 1, "US and partners": 2}


def test_the_texts_that_share_words_say_different_things(case: Case) -> None:
    assert {"F12", "F13", "F15"} <= set(facts_of(case, "US and partners", "malicious cyber activities"))
    assert "China’s Ministry of State Security" in fact(case, "F15")
    assert facts_of(case, "US and partners", "it is highly likely") == ["F14", "F17"]
    assert fact(case, "F03", "date").startswith("2021-03")


def test_the_demands_for_evidence_share_no_words_in_a_row(case: Case) -> None:
    runs = at.shared_phrases({key: fact(case, key) for key in ("F20", "F23", "F26")}, 2)
    assert not [phrase for phrase in runs["phrase"] if "evidence" in phrase]


def test_neither_article_has_the_missing_evidence_or_the_confidence(case: Case) -> None:
    for article in case.articles.values():
        assert "evidence" not in article.body
        assert "confiden" not in article.body


def test_both_articles_quote_and_both_hit_back(case: Case) -> None:
    runs = at.shared_phrases(case.articles)
    assert runs["phrase"].iloc[0].startswith("It is well known")
    assert runs["phrase"].iloc[1].startswith("protecting those")
    assert at.echoes(case.articles)["echo"].iloc[0].startswith("hit back")
    assert at.load_lexicon("reporting")["hit back"].label == "CHARGED"
    assert "agencies" in case.articles["independent"].text.split("Additional reporting by ")[1][:8]
    assert "Dawn" in fact(case, "F25", "fact")


# How far the coders agree


def test_the_passes_part_on_boosters_and_on_whether_there_is_a_claim(case: Case) -> None:
    coded = case.coded_by("certainty")
    parted = {frozenset(row) for row in coded.to_numpy().tolist() if len(set(row)) > 1}
    assert parted == {frozenset({"BARE", "BOOSTED"}), frozenset({"BARE", "NA"})}
    labels = pd.Series(coded.to_numpy().ravel())
    assert (labels == "BARE").mean() > 0.5


def test_problem_is_the_lowest_of_all(case: Case) -> None:
    table = at.plot_agreement(case).table
    assert table["alpha"].idxmin() == "PROBLEM alone"


def test_the_table_finds_two_faults_in_the_draft() -> None:
    draft = (
        "Washington said that China had hacked Exchange and charged four people over it. "
        "Beijing raged, and rattled out a denial."
    )
    assert list(at.mark(draft, "reporting")["label"]).count("CHARGED") == 2
