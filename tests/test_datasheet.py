"""Every number of the datasheet is the one that the files give."""

import re

import pytest
from exercise_sets import ROOT

import attributed as at
from attributed.agreement import Level  # noqa: TC001 - read with the rest
from attributed.case import Case
from attributed.tables import read_table

SHEET = (ROOT / "data" / "README.md").read_text(encoding="utf-8")


def short(value: float) -> str:
    """Return a figure as the datasheet prints it: .98, 1.00."""
    return f"{value:.2f}".removeprefix("0")


@pytest.mark.parametrize("column", ["side", "voice", "object", "strategy", "link", "certainty", "frames"])
def test_agreement_is_computed_from_the_passes(column: str, case: Case) -> None:
    level: Level = "set" if column == "frames" else "nominal"
    found = at.agreement(case.coded_by(column), level=level)
    name = "set (MASI)" if column == "frames" else "nominal"
    row = f"| {column} | {name} | {short(found.alpha)} | {short(found.low)} to {short(found.high)} |"
    assert row in SHEET, row
    assert (found.units, found.coders) == (60, 3)


@pytest.mark.parametrize("frame", ["PROBLEM", "CAUSE", "MORAL", "REMEDY"])
def test_agreement_frame_by_frame(frame: str, case: Case) -> None:
    given = case.coded_by("frames").map(lambda cell: frame in cell.split("|"))
    assert f"{frame} {short(at.agreement(given, draws=0).alpha)}" in SHEET


def test_the_counts_of_rows(case: Case) -> None:
    facts = [name for name in case.facts.index if name.startswith("F")]
    slips = [name for name in case.facts.index if name.startswith("S")]
    for row in (
        f"| `statements.csv` | an attributed statement, adjudicated | {len(case.statements)} |",
        f"| {len(case.words)} |\n| `facts.csv`",
        f"| {len(facts)} and {len(slips)} |",
        f"and the statements that render it | {len(case.official)} |",
        f"what was checked of it | {len(case.references)} |",
    ):
        assert row in SHEET, row
    assert {len(table) for table in case.codings.values()} == {60}
    discuss = (case.codes["use"] == "discuss").sum()
    assert f"(`use` is `discuss`, {discuss} of {len(case.codes)})" in SHEET


@pytest.mark.parametrize("name", ["reporting", "hedges", "boosters", "evaluative"])
def test_the_lexicons_have_the_classes_and_the_entries_that_are_given(name: str) -> None:
    lexicon = at.load_lexicon(name)
    assert f"| `{name}.csv` | {', '.join(lexicon.labels)} | {len(lexicon.entries)} |" in SHEET


def test_the_counts_of_shared_phrases(case: Case) -> None:
    counts = at.phrase_counts(case)
    assert f"| `phrases.csv` | a phrase in a text of one camp | {len(case.phrases)} |" in SHEET
    china, partners = counts.loc["China"], counts.loc["US and partners"]
    assert f"{china['texts']} of China's ministry and missions and {partners['texts']} of the United States" in SHEET
    assert f"{china['phrases']} for China, {partners['phrases']} for the United States and partners" in SHEET
    assert "The ministry's three texts" in SHEET
    assert case.phrases.loc[case.phrases["text"].str.startswith("ministry"), "fact"].nunique() == 3


def test_every_text_has_one_phrase_of_its_own(case: Case) -> None:
    table = case.phrases
    own = table[table.groupby(["camp", "phrase"])["fact"].transform("nunique") == 1]
    assert own["fact"].is_unique
    assert set(own["fact"]) == set(table["fact"])


def test_every_column_of_the_statements_is_explained(case: Case) -> None:
    rows, _ = read_table(case.path / "statements.csv", [*case.codes.reset_index().columns])
    for column in rows[0].cells:
        assert f"`{column}`" in SHEET or column.endswith("_alt"), column


def test_every_known_slip_is_listed_with_words_that_stand_in_the_article(case: Case) -> None:
    listed = re.findall(r"^\| (S\d\d) \| (.+?) \| (.+) \|$", SHEET, re.MULTILINE)
    assert [name for name, _, _ in listed] == [name for name in case.facts.index if name.startswith("S")]
    texts = [article.text for article in case.articles.values()] + list(case.facts["key_words"])
    for _, _, slip in listed:
        for words in re.findall(r"“([^“”]+)”", slip):
            assert any(words in text for text in texts), words


def test_it_says_how_the_coding_was_done_and_what_it_is_not() -> None:
    for sentence in (
        "machine-assisted",
        "upper bound",
        "No panel of people has validated",
        "licences of the kit do not",
    ):
        assert sentence in SHEET


def test_official_wordings_come_from_no_paraphrase_of_the_press(case: Case) -> None:
    left_out = {"F03", "F11", "F24", "F25", "F26"}
    assert left_out <= set(case.facts.index)
    assert not left_out & set(case.official["fact"])
    assert "in **one reading, with machine help, and not cross-checked**" in SHEET
