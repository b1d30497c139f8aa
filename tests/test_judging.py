"""Judging words: the table, the words of both sides, and the words where they stand."""

from pathlib import Path

import pytest

import attributed as at
from attributed.case import Case


def test_every_word_of_a_case_has_a_row_with_its_three_answers(case: Case) -> None:
    table = at.judging_words(case)
    assert list(table.index) == list(case.words.index)
    assert list(table.columns) == [
        "word", "statement", "side", "owner", "about", "label", "also accepted", "in marks",
    ]  # fmt: skip
    assert list(table.loc["W59"]) == ["irresponsible", "D19", "CHINA", "source", "ACCUSATION", "CONDUCT", "", "yes"]


def test_a_label_and_a_side_can_be_picked(case: Case) -> None:
    assert set(at.judging_words(case, label="TRUTH")["label"]) == {"TRUTH"}
    assert set(at.judging_words(case, side="NARRATOR")["owner"]) == {"narrator"}
    assert at.judging_words(case, label="TRUTH", side="US").empty
    both = at.judging_words(case, "CONDUCT", "US_ALLY")
    assert list(both["word"]) == ["reckless", "familiar pattern", "reckless"]


def test_an_unknown_label_or_side_gets_one_sentence(case: Case) -> None:
    with pytest.raises(at.KitError, match=r"has no label 'LIE'\. Its labels: TRUTH"):
        at.judging_words(case, label="LIE")
    with pytest.raises(at.KitError, match="has no label 'RUSSIA'"):
        at.judging_words(case, side="RUSSIA")


def test_words_of_both_sides_come_with_what_each_means(case: Case) -> None:
    rows = [tuple(row) for row in at.mirrored_words(case).reset_index().to_numpy()]
    assert rows == [
        ("irresponsible", "CHINA", "ACCUSATION", ("D19",)),
        ("irresponsible", "US", "HACK", ("D08",)),
        ("malicious", "CHINA", "US_CONDUCT", ("I02", "D22")),
        ("malicious", "US", "HACK", ("D07",)),
    ]


def test_a_narrators_word_is_no_word_of_a_side(case: Case) -> None:
    shared = case.words.groupby("word")["side"].nunique()
    assert shared["massive"] == 2  # China’s and the narrator’s
    assert "massive" not in at.mirrored_words(case).index


def test_a_capital_makes_no_other_word(case: Case, case_copy: Path) -> None:
    other = at.load_case(case_copy)
    words = case.words.copy()
    words.loc["W42", "word"] = "Irresponsible"
    other.__dict__["words"] = words
    assert at.mirrored_words(other).equals(at.mirrored_words(case))


def test_a_case_without_judging_words_has_empty_tables(case: Case, case_copy: Path) -> None:
    header = (case.path / "words.csv").read_text(encoding="utf-8").splitlines()[0]
    (case_copy / "words.csv").write_text(header + "\n", encoding="utf-8")
    other = at.load_case(case_copy)
    assert at.judging_words(other).empty
    assert list(at.mirrored_words(other).columns) == ["side", "about", "statements"]
    assert at.show_words(other, "D19")[0].words == ()


def test_a_card_shows_the_statement_whole_and_each_word_with_its_answers(case: Case) -> None:
    card = at.show_words(case, "D08")[0]
    assert "".join(piece for piece, _ in card.pieces()) == case.statements["text"]["D08"]
    found = [(piece, word.answers) for piece, word in card.pieces() if word]
    assert found == [
        ("pattern", "CONDUCT · US · HACK"),
        ("irresponsible", "CONDUCT · US · HACK"),
        ("disruptive", "EFFECT · US · HACK"),
        ("destabilising", "EFFECT · US · HACK"),
    ]
    assert "[irresponsible: CONDUCT · US · HACK]" in repr(at.show_words(case, "D08"))


def test_only_a_narrators_word_has_a_broken_line(case: Case) -> None:
    page = at.show_words(case, "I06")._repr_html_()
    assert page.count("dashed") == 1
    assert page.index("dashed") < page.index("complaining") < page.index("victim")
    assert "dashed" not in at.show_words(case, "D08")._repr_html_()


def test_an_unknown_statement_gets_one_sentence(case: Case) -> None:
    with pytest.raises(at.KitError, match=r"no statement 'D99'\. The ids run from I01 to D30"):
        at.show_words(case, "D99")
    with pytest.raises(at.KitError, match="needs the id of a statement"):
        at.show_words(case)
