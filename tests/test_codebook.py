"""Codebooks: labels with tests, and examples that the statements bear out."""

import shutil
from pathlib import Path

import pytest

import attributed.case
from attributed import KitError
from attributed.case import Case
from attributed.casecheck import check_case
from attributed.codebook import read_codebook


def test_every_codebook_is_there_and_says_how_to_decide(case: Case) -> None:
    assert set(case.codebooks) == {
        "cue", "certainty", "frame", "ladder", "object", "side", "strategy", "voice", "words",
    }  # fmt: skip
    for book in case.codebooks.values():
        for label in book.labels.values():
            assert label.name, label
            assert label.definition, label
            assert label.test, label
            assert label.examples or label.label == "NA", label


def test_rungs_are_adjacent_only_to_their_neighbours(case: Case) -> None:
    ladder = case.codebooks["ladder"]
    assert ladder.adjacent("LOCATED", "TOLERATED")
    assert ladder.adjacent("STATE", "AFFILIATED")
    assert not ladder.adjacent("LOCATED", "AFFILIATED")
    assert not ladder.adjacent("NA", "NONE")
    assert not case.codebooks["voice"].adjacent("DQ", "PQ")


def test_an_unknown_label_names_the_known_ones(case: Case) -> None:
    with pytest.raises(KitError, match=r"no label 'XQ'\. Its labels: DQ, PQ, IS, RSA, NAR"):
        _ = case.codebooks["voice"]["XQ"]


def test_a_codebook_is_shown_with_every_label(case: Case) -> None:
    table = case.codebooks["voice"]._repr_html_()
    for label in case.codebooks["voice"].labels.values():
        assert label.label in table
        assert label.name in table


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('examples = ["D22"', 'examples = ["I22"', "voice.toml:10: DQ: I22 is not coded DQ."),
        ('examples = ["D22"', 'examples = ["D99"', "voice.toml:10: DQ: there is no statement 'D99'."),
        ('"LeechShort2007"', '"LeechShort2017"', "'LeechShort2017' is not in references.bib."),
        ('precedence = ["DQ"', 'precedence = ["DG"', "precedence names 'DG'"),
        ('kind = "one"', 'kind = "two"', "expected 'one' or 'set'"),
        ("[[label]]", "[[label", "not well-formed TOML"),
        ('name = "direct quotation"\n', "", "the field 'name' is missing"),
    ],
)
def test_a_damaged_codebook_is_named(
    old: str, new: str, message: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = shutil.copytree(case.codebooks["voice"].path.parent, tmp_path / "codebooks")
    path = books / "voice.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(attributed.case, "data_folder", lambda: tmp_path)
    faults = [str(fault) for fault in check_case(case.path)]
    assert [fault for fault in faults if message in fault], faults


def test_a_label_stands_once(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "voice.toml"
    path.write_text(case.codebooks["voice"].path.read_text(encoding="utf-8").replace('label = "PQ"', 'label = "DQ"'))
    with pytest.raises(KitError, match="a label stands in the codebook twice"):
        read_codebook(path)
