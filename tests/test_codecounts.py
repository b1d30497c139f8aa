"""How often each label stands in each group of statements."""

import csv
from pathlib import Path

import pandas as pd
import pytest

import attributed as at
from attributed.case import Case


def changed(folder: Path, **cells: str) -> Case:
    """Return the case of a folder with cells of its first statement changed."""
    path = folder / "statements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return at.load_case(folder)


@pytest.mark.parametrize("column", ["object", "strategy", "voice", "cue_class"])
def test_a_count_is_the_number_of_statements_with_that_label_and_side(case: Case, column: str) -> None:
    table = at.count_codes(case, column)
    assert table.to_numpy().sum() == len(case.codes)
    book = next(book for book in case.codebooks.values() if book.column == column)
    for label in book.labels.values():
        for side in case.codebooks["side"].labels.values():
            here = case.codes[(case.codes[column] == label.label) & (case.codes["side"] == side.label)]
            assert table[side.name][label.name] == len(here)


def test_labels_stand_in_the_order_of_the_codebook_those_that_never_occur_included(case: Case, case_copy: Path) -> None:
    names = [label.name for label in case.codebooks["strategy"].labels.values()]
    assert list(at.count_codes(case, "strategy").index) == names
    (case_copy / "statements.csv").write_text(
        "".join((case.path / "statements.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:2]),
        encoding="utf-8",
    )
    one = at.count_codes(at.load_case(case_copy), "strategy")
    assert list(one.index) == names
    assert one["China"].tolist() == [1] + [0] * (len(names) - 1)
    assert list(one.columns) == ["China"]


def test_a_statement_with_several_frames_counts_under_each_and_one_with_none_has_its_row(case: Case) -> None:
    table = at.count_codes(case, "frames")
    sizes = case.codes["frames"].map(len)
    assert table.to_numpy().sum() == sizes.sum() + (sizes == 0).sum()
    assert list(table.index) == ["problem", "cause", "moral judgement", "remedy", "none of them"]
    assert table.loc["none of them"].sum() == 1
    assert "none of them" not in at.count_codes(case, "frames", use="mark").index


def test_frames_can_be_what_statements_are_grouped_by(case: Case) -> None:
    turned = at.count_codes(case, "object", by="frames")
    assert turned["remedy"]["response"] == at.count_codes(case, "frames", by="object")["response"]["remedy"]
    assert turned.columns[-1] == "none"


def test_groups_have_names_for_a_reader_and_the_order_of_the_case(case: Case) -> None:
    assert list(at.count_codes(case, "voice", by="article").columns) == ["The Independent", "Dawn"]
    assert list(at.count_codes(case, "voice", by="part").columns) == ["headline", "subhead", "lede", "body"]
    assert list(at.count_codes(case, "voice", by="difficulty").columns) == ["1", "2", "3"]
    assert list(at.count_codes(case, "object", by="cue_class").columns) == [
        "neutral",
        "speech act",
        "charged",
        "no cue",
    ]
    assert at.count_codes(case, "voice", by="speaker")["Joe Biden"].sum() == 6


def test_difficulties_stand_from_easy_to_hard_whatever_comes_first(case_copy: Path) -> None:
    table = at.count_codes(changed(case_copy, difficulty="3"), "voice", by="difficulty")
    assert list(table.columns) == ["1", "2", "3"]


def test_two_articles_of_one_outlet_keep_their_ids(case_copy: Path) -> None:
    path = case_copy / "case.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"Dawn"', '"The Independent"'), encoding="utf-8")
    assert list(at.count_codes(at.load_case(case_copy), "voice", by="article").columns) == ["independent", "dawn"]


def test_only_statements_of_one_use_can_be_counted(case: Case) -> None:
    parts = [at.count_codes(case, "object", use=use).to_numpy().sum() for use in ("mark", "discuss")]
    assert parts == [(case.codes["use"] == use).sum() for use in ("mark", "discuss")]


def test_a_changed_label_moves_the_count(case: Case, case_copy: Path) -> None:
    before, after = at.count_codes(case, "object"), at.count_codes(changed(case_copy, object="OTHER"), "object")
    moved = pd.DataFrame(after - before)["China"]
    assert moved[moved != 0].to_dict() == {"activity alleged against China": -1, "other": 1}


def test_the_articles_need_not_be_there(case: Case, case_copy: Path) -> None:
    for text in (case_copy / "articles").iterdir():
        text.unlink()
    assert at.count_codes(at.load_case(case_copy), "strategy").equals(at.count_codes(case, "strategy"))


def test_a_notebook_shows_what_is_counted_by_what(case: Case) -> None:
    page = at.count_codes(case, "strategy", by="article")._repr_html_()
    assert "<th>strategy by article</th>" in page
    assert "counter-accusation" in page


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ladder",), "Statements cannot be counted 'ladder'. .* Did you mean 'link'"),
        (("strategie",), "Did you mean 'strategy'"),
        (("speaker",), "cannot be counted 'speaker'. Expected one of certainty, cue_class, frames"),
        (("object", "papers"), "cannot be grouped by 'papers'. Expected one of .*article, part, speaker"),
        (("object", "object"), "counted and grouped by the same column, 'object'"),
        (("object", "side", "exam"), "There is no use 'exam'. Expected 'mark' or 'discuss', or None"),
    ],
)
def test_a_slip_gets_a_sentence(case: Case, arguments: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(at.KitError, match=sentence):
        at.count_codes(case, *arguments)
