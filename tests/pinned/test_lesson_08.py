"""The numbers of lesson 8: what the draft of the sample articles holds, and what a reader finds wrong in it."""

import re
from functools import cache
from pathlib import Path

import attributed as at
from attributed.case import Case

ROOT = Path(__file__).resolve().parents[2]

PAGE = ()
ATTRIBUTED = ()

SIDES = {"Harbour Board": ["board", "Tennock"], "Quarrow Line": ["Ollis"], "Vellay": ["Ferrin"]}
SAID_BY = {
    "A01": "board", "A02": "Tennock", "A03": "Tennock", "A04": "board", "A05": "Ollis", "A06": "Ollis", "A07": "Ferrin",
    "B01": "Tennock", "B02": "Tennock", "B03": "Ollis", "B04": "Ollis", "B05": "Ferrin", "B06": "Ferrin",
    "B07": "notice", "B08": "board",
}  # fmt: skip
"""Who says each quotation, as a person read it; A08 is nobody’s."""


@cache
def drafted() -> tuple[at.Draft, dict[str, int], dict[str, int]]:
    """Return a draft as lesson 8 makes it, and the quoted words by side in the Ledger before and after the check."""
    draft = at.draft_case("Berths at Ostrane", at.sample_articles())
    draft.name_sides(SIDES)
    before = {str(side): int(count) for side, count in at.quoted_words(draft.case)["ledger"].items()}
    draft.decide("A06", speaker="Bram Ollis", side="Quarrow Line")
    draft.decide("A08", speaker="[the paper’s own marks]", side="NARRATOR")
    after = {str(side): int(count) for side, count in at.quoted_words(draft.case)["ledger"].items()}
    return draft, before, after


def measured() -> tuple[int, int]:
    """Return how many speakers were right, of how many, in the texts that no rule was written for."""
    found = re.search(
        r"\*\*(\d+) of (\d+) speakers right to the letter", (ROOT / "benchmarks" / "README.md").read_text()
    )
    assert found
    return int(found[1]), int(found[2])


def numbers(case: Case) -> list[str]:
    """Return what the lesson says in numbers."""
    del case  # the lesson counts in the articles of its own
    draft, before, after = drafted()
    total = len(draft.case.statements)
    moved = int(draft.case.statements["quoted"]["A06"])
    right, texts = measured()
    words = ("none", "one", "two", "three", "four", "five")
    mend = words[round(total * (1 - right / texts))]
    board, company = "Harbour Board", "Quarrow Line"
    return [
        f"has found {total} quotations",
        f"the board has {before[board]} quoted words, and the company has {before[company]}",
        f"carried {moved} words",
        f"fell from {before[board]} to {after[board]}, the company rose from {before[company]} to {after[company]}",
        f"had {len(SAID_BY) - 1} of {total} right",
        f"is {right} of {texts} speakers right to the letter",
        f"with {total} quotations, that makes about {mend} to mend",
        f"in advance which {mend}",
        f"{before[board]} and {before[company]} by the rule, {after[board]} and {after[company]} by the reader",
    ]


def test_one_speaker_is_wrong_and_one_quotation_is_none() -> None:
    statements = at.draft_case("Berths at Ostrane", at.sample_articles()).case.statements
    assert set(statements.index) == {*SAID_BY, "A08"}
    speakers = {str(key): str(name) for key, name in statements["speaker"].items()}
    assert [key for key, name in SAID_BY.items() if name not in speakers[key]] == ["A06"]
    assert speakers["A06"] == "Edda Tennock"
    assert speakers["A08"].startswith("[not found")
    assert statements["quoted"]["A08"] == 1


def test_the_check_turns_the_order_of_the_bars_round() -> None:
    _, before, after = drafted()
    assert before["Harbour Board"] > before["Quarrow Line"]
    assert after["Harbour Board"] < after["Quarrow Line"]


def test_two_hedges_of_the_ledger_are_missing_in_islewire() -> None:
    draft, _, _ = drafted()
    said = draft.case.statements["text"]
    assert list(at.mark(said["A03"], "hedges")["text"]) == ["We believe", "may"]
    assert at.mark(said["B01"], "hedges").empty
    assert [row for row in draft.to_check["what"] if row.startswith("A06: speaker")] == []


def test_two_speakers_are_left_without_a_side_and_two_statements_are_flagged_as_pronouns() -> None:
    draft = at.draft_case("Berths at Ostrane", at.sample_articles())
    sides = draft.name_sides(SIDES)
    assert list(sides.loc[sides["side"] == "", "speaker"]) == [
        "[not found by the machine]",
        "A notice at the ticket office",
    ]
    speakers = draft.to_check[draft.to_check["what"].str.endswith(": speaker")]
    assert list(speakers["what"]) == ["A06: speaker", "A08: speaker", "B06: speaker"]


def test_neither_accusation_in_the_reporter_s_words_has_a_row() -> None:
    case = drafted()[0].case
    for article, words in (("ledger", "entering its timetable computer"), ("islewire", "angrily rejected")):
        place = case.articles[article].text.index(words)
        rows = case.statements[case.statements["article"] == article]
        assert not ((rows["start"] <= place) & (place < rows["end"])).any()


def test_the_articles_share_an_agency() -> None:
    first, second = at.sample_articles()
    assert "Additional reporting by Islewire" in first.read_text(encoding="utf-8")
    assert "(Islewire)" in second.read_text(encoding="utf-8")
