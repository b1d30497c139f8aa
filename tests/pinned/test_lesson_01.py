"""The numbers of lesson 1, and what it says about who talks."""

import attributed as at
from attributed.case import Case

PAGE = (
    "Four questions to a statement",
    "Ask it four things",
    "write four numbers into its fields",
    "Give each side a hundred words",
    "a quotation of thirty",
)
ATTRIBUTED = ()


def numbers(case: Case) -> list[str]:
    """Return what the lesson says in numbers."""
    body = {key: dict(column) for key, column in at.quoted_words(case).items()}
    whole = {key: dict(column) for key, column in at.quoted_words(case, headlines=True).items()}
    independent, dawn = body["independent"], body["dawn"]
    return [
        f"{independent['CHINA']} of {sum(independent.values())} quoted words are China’s",
        f"it is {dawn['CHINA']} of {sum(dawn.values())}, and the United States has {dawn['US']}",
        f"by {whole['independent']['CHINA'] - independent['CHINA']} words in *The Independent*",
        f"by {whole['dawn']['CHINA'] - dawn['CHINA']} in *Dawn*. The 27 are",
    ]


def test_who_talks_in_dawn(case: Case) -> None:
    dawn = case.statements[case.statements["article"] == "dawn"]
    assert dawn.sort_values("quoted")["speaker"].iloc[-1] == "Joe Biden"
    assert dawn.groupby("speaker")["quoted"].sum().idxmax() == "Embassy of China in Australia"
    headlines = case.statements.loc[["I02", "I03"], "text"]
    assert not [text for text in headlines if text.split("‘")[1].strip("’") in case.articles["independent"].body]


def test_about_whom_the_independent_has_words_of_its_own(case: Case) -> None:
    own = case.words[(case.words["owner"] == "narrator") & (case.words["article"] == "independent")]
    sides = case.statements.loc[own["statement"], "side"]
    assert set(own["word"]) >= {"complaining", "defensive"}
    assert set(sides) == {"CHINA"}
