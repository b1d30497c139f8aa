"""The numbers of lesson 5, and what it says about labels, sides and coders."""

import pandas as pd

import attributed as at
from attributed.case import CODING_COLUMNS, Case
from attributed.sheets.source import find_sheet, read_sheet

PARTNERS = ["US", "US_ALLY", "ALLIANCE"]
PAGE = (
    "Entman’s four tests",
    "Three questions help",
    "Three sentences from two embassies",
    "Keep three things apart",
    "keeps three questions apart",
    "Question 1 for everybody",
    "| question 1 |",
)
ATTRIBUTED = ()
WORDS = ("no", "one", "two", "three", "four", "five")


def of_sides(case: Case, column: str, label: str) -> tuple[int, int]:
    """Return how many statements have a label: China’s, and those of the United States and partners."""
    codes = case.codes
    has = codes[column].map(lambda value: label in value if isinstance(value, frozenset) else label == value)
    return int((has & (codes["side"] == "CHINA")).sum()), int((has & codes["side"].isin(PARTNERS)).sum())


def numbers(case: Case) -> list[str]:
    """Return what the lesson and its page say in numbers."""
    codes = case.codes
    china, partners = int((codes["side"] == "CHINA").sum()), int(codes["side"].isin(PARTNERS).sum())
    frame = {label: of_sides(case, "frames", label) for label in case.codebooks["frame"].labels}
    matter = {label: of_sides(case, "object", label) for label in case.codebooks["object"].labels}
    accusing = codes[(codes["side"] == "CHINA") & (codes["object"] == "ACCUSATION")]
    denials = int((accusing["strategy"] == "DENY").sum())
    first_row = matter["HACK"][0] + denials
    assert first_row * 3 == china  # “a third of its statements”
    moves, matters = (at.count_codes(case, column, by="article").astype(int) for column in ("strategy", "object"))
    us_conduct = matters.loc["activity alleged against the United States"]
    discussed = int((codes["use"] == "discuss").sum())
    coders = WORDS[len(case.codings)]
    added = WORDS[sum("PROBLEM" in str(labels) for labels in case.coded_by("frames").loc["D07"])]
    return [
        f"it can do {WORDS[len(frame)]} jobs",
        f"{added.capitalize()} of {coders} coders did",
        f"{coders.capitalize()} coders put the same questions",
        f"Of China’s {china} statements {frame['CAUSE'][0]} say something about the cause",
        f"and {frame['REMEDY'][0]} propose a remedy",
        f"Of the {partners} of the United States, its allies and NATO {frame['CAUSE'][1]} do the one",
        f"and {frame['REMEDY'][1]} the other",
        f"{frame['MORAL'][0]} of {china} here, {frame['MORAL'][1]} of {partners} there",
        f"Of the {len(codes)} statements {discussed} are kept",
        f"China has {china} statements in the two articles, the United States and its partners {partners}",
        f"{matter['HACK'][1]} of {partners}. China does in {matter['HACK'][0]} of {china}",
        f"the accusing, {matter['ACCUSATION'][0]} times",
        f"is said to have done, {matter['US_CONDUCT'][0]} times",
        f"Of those {len(accusing)} statements {denials} are denials",
        f"China has {first_row} in the first row",
        f"{matter['HACK'][1]} of {partners} statements are about it on the right",
        f"{matter['US_CONDUCT'][0]} of {china} on the left",
        f"*Dawn* has {int(moves['Dawn']['coalition'])} statements of coalition",
        f"*The Independent* has {int(moves['The Independent']['demand or warning'])} demands",
        f"*The Independent* speaks {us_conduct['The Independent']} times, *Dawn* {us_conduct['Dawn']}",
        f"lay them in {WORDS[len(matter)]} rows",
    ]


def test_the_pairs_have_the_frames_they_are_shown_for(case: Case) -> None:
    frames = case.codes["frames"]
    for label, pair in {"PROBLEM": "I15 D10", "CAUSE": "D17 D13", "MORAL": "D22 D25", "REMEDY": "I17 I22"}.items():
        ours, theirs = pair.split()
        assert label in frames[ours] & frames[theirs], label
        assert [case.codes.at[ours, "side"], case.codes.at[theirs, "side"] in PARTNERS] == ["CHINA", True]
    assert frames["I16"] == {"PROBLEM", "CAUSE", "MORAL", "REMEDY"}
    assert frames["D07"] == {"CAUSE", "MORAL", "REMEDY"}
    assert case.codes.at["D07", "frames_alt"] == "CAUSE|MORAL|PROBLEM|REMEDY"


def test_the_moves_are_those_that_the_lesson_names(case: Case) -> None:
    named = {
        "D19": "DENY", "D20": "ATTACK_ACCUSER", "D22": "COUNTER_ACCUSE", "D09": "ATTRIBUTE", "D25": "CHARACTERISE",
        "D29": "CONSEQUENCE", "I13": "COUNTER_ACCUSE", "D06": "ATTRIBUTE", "I17": "DEMAND_WARN", "I22": "CONSEQUENCE",
        "I15": "VICTIM", "I21": "ATTRIBUTE",
    }  # fmt: skip
    assert case.codes.loc[list(named), "strategy"].to_dict() == named
    assert case.codes.at["I21", "strategy_alt"] == "HARM"


def test_nobody_crosses_from_one_list_of_moves_to_the_other(case: Case) -> None:
    book = case.codebooks["strategy"]
    group = case.codes["strategy"].map(lambda label: book[label].group)
    china = case.codes["side"] == "CHINA"
    assert set(group[china]) == {"response", "both"}
    assert set(group[~china]) == {"accusation", "both"}


def test_nobody_on_the_american_side_speaks_of_what_the_united_states_is_said_to_have_done(case: Case) -> None:
    assert set(case.codes.loc[case.codes["object"] == "US_CONDUCT", "side"]) == {"CHINA"}
    assert set(case.codes.loc[case.codes["object"] == "ACCUSATION", "side"]) == {"CHINA"}
    hack = case.codes[(case.codes["side"] == "CHINA") & (case.codes["object"] == "HACK")]
    assert list(hack["part"]) == ["headline"]


def test_the_accusation_and_the_counter_accusation_have_one_grammar(case: Case) -> None:
    for key in ("D06", "I13"):
        words = str(case.statements.at[key, "text"])
        assert words.index("accused") < words.index("of carrying out")
        assert case.codes.at[key, "link"] == "STATE"


def test_what_the_embassy_said_of_itself_stands_in_neither_article(case: Case) -> None:
    assert not any("staunch defender" in article.text for article in case.articles.values())
    assert not any("enough evidence" in article.text for article in case.articles.values())
    assert "totally groundless and irresponsible" in str(case.facts.at["F20", "key_words"])


def test_coders_parted_on_the_statements_that_are_shown_and_least_agreed_on_frames(case: Case) -> None:
    shown = case.coded_by("frames").loc[["D05", "D27"]]
    assert all(len(set(labels)) > 1 for labels in shown.to_numpy().tolist())
    assert set(case.codes.loc[["D05", "D27"], "use"]) == {"discuss"}
    labels = [column for column in CODING_COLUMNS if column in {book.column for book in case.codebooks.values()}]
    alpha = pd.Series({
        column: at.agreement(case.coded_by(column), level="set" if column == "frames" else "nominal", draws=0).alpha
        for column in labels
    })  # fmt: skip
    assert alpha.idxmin() == "frames"


def test_the_sheet_gives_the_same_totals_as_the_lesson(case: Case) -> None:
    predict = next(part for part in read_sheet(find_sheet("5")).parts if part.heading == "Predict")
    totals = next(part for part in numbers(case) if part.startswith("China has") and "articles" in part)
    assert totals in predict.text


def test_coalition_and_demand_each_stand_in_one_paper_only(case: Case) -> None:
    moves = at.count_codes(case, "strategy", by="article").astype(int)
    assert moves.loc["coalition", "The Independent"] == 0
    assert moves.loc["demand or warning", "Dawn"] == 0
    assert moves.at["claim to be the victim", "Dawn"] == 0
    assert moves.at["claim to be the victim", "The Independent"] != 0
