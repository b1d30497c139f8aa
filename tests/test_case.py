"""Loading a case: articles as captured, statements rebuilt from offsets, and one clear sentence where not."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

import attributed as at
from attributed.case import Case
from attributed.tables import read_table


def test_articles_are_byte_for_byte_as_captured(case: Case) -> None:
    captured = {
        "independent": "23968081db3c65b9a616c635009f77bc88911d45a5ba52f8dc65c465847565b4",
        "dawn": "55777acebac74266f328d01a465e2e34a2e46e7965eecd8e941aa1b4d8f5b877",
    }
    for name, digest in captured.items():
        assert hashlib.sha256(case.articles[name].path.read_bytes()).hexdigest() == digest
        assert case.articles[name].sha256 == digest


def test_there_are_thirty_statements_an_article_and_fifty_are_for_marks(case: Case) -> None:
    assert case.statements["article"].value_counts().to_dict() == {"independent": 30, "dawn": 30}
    assert case.statements["use"].value_counts().to_dict() == {"mark": 50, "discuss": 10}


def test_words_are_rebuilt_from_the_offsets(case: Case) -> None:
    assert case.statements.at["D22", "text"] == "“It is the world champion of malicious cyber attacks.”"
    assert case.statements.at["I19", "text"] == "called the hacking claims“groundless”"
    assert case.words.at["W01", "word"] == "world champion"
    assert set(case.words.loc[case.words["statement"] == "I09", "word"]) == {"ganged up", "unwarranted"}


def test_the_coding_files_hold_no_statement(case: Case) -> None:
    for path in [
        case.path / "statements.csv",
        case.path / "words.csv",
        *(case.path / "codings").glob("*.csv"),
    ]:
        stored = path.read_text(encoding="utf-8")
        long = [text for text in case.statements["text"] if len(text.split()) > 5]
        assert len(long) > 50
        assert not [text for text in long if text in stored], path.name


def test_no_analysis_sees_furniture_unless_asked(case: Case) -> None:
    independent, dawn = case.articles["independent"], case.articles["dawn"]
    assert "Elon Musk" in independent.text
    assert "Smog hazard" in dawn.text
    for article in (independent, dawn):
        news = [
            article.body,
            article.headline,
            *(p.text for p in article.passages()),
            *(s.text for s in article.sentences),
        ]
        assert not [text for text in news if "Elon Musk" in text or "Smog" in text or "registering" in text]
    assert dawn.passages(["furniture"])[0].text == "Opinion"


def test_paragraphs_and_sentences_carry_their_offsets(case: Case) -> None:
    for article in case.articles.values():
        for passage in [*article.paragraphs, *article.sentences]:
            assert article.text[passage.start : passage.end] == passage.text
    assert [len(case.articles[name].paragraphs) for name in ("independent", "dawn")] == [13, 18]


def test_a_sentence_does_not_end_at_mr(case: Case) -> None:
    starts = [sentence.text[:13] for sentence in case.articles["independent"].sentences]
    assert "Mr Zhao also " in starts
    assert "Zhao also acc" not in starts


def test_an_article_shows_its_paragraphs_and_no_furniture(case: Case) -> None:
    page = case.articles["independent"]._repr_html_()
    assert page.count("<li") == 13
    assert "Stuti Mishra" in page
    assert "Elon Musk" not in page


def test_an_outline_gives_whole_words_of_the_beginning_of_every_block(case: Case) -> None:
    for article in case.articles.values():
        for block, shown in zip(article.blocks, article.outline["begins"], strict=True):
            line = article.lines[block.first_line - 1][1].strip()
            beginning = shown.removesuffix(" …")
            assert line.startswith(beginning)
            assert not line.removeprefix(beginning)[:1].isalnum()
            assert shown.endswith(" …") == (beginning != line)


def test_a_case_without_an_article_says_which_and_still_gives_the_rest(case_copy: Path) -> None:
    (case_copy / "articles" / "dawn.txt").unlink()
    case = at.load_case(case_copy)
    assert len(case.codes) == 60
    assert len(case.codings) == 3
    assert len(case.facts) == 42
    assert "Entman1993" in case.references
    assert case.articles["independent"].headline.startswith("China denies")
    with pytest.raises(at.KitError) as caught:
        _ = case.statements
    for wanted in ("dawn.txt", case.articles["dawn"].sha256, "Put your own copy"):
        assert wanted in str(caught.value)


def test_a_changed_article_is_refused_with_both_hashes(case_copy: Path) -> None:
    path = case_copy / "articles" / "dawn.txt"
    path.write_bytes(path.read_bytes().replace(b"Tuesday", b"Thursday"))
    with pytest.raises(at.KitError, match=r"dawn\.txt is not the text.*expected sha256 55777ace.*found [0-9a-f]{64}"):
        _ = at.load_case(case_copy).articles["dawn"].text


def test_an_unknown_case_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(at.KitError, match="Did you mean 'microsoft-exchange-2021'"):
        at.load_case("microsoft-exchange-2020")
    with pytest.raises(at.KitError, match=r"expected a folder with case\.toml"):
        at.load_case(tmp_path)


def test_the_label_na_is_not_a_missing_value(case: Case) -> None:
    assert (case.codes["link"] == "NA").sum() == 31
    assert not case.codes.isna().any(axis=None)
    assert not case.coded_by("certainty").isna().any(axis=None)


def test_frames_are_sets(case: Case) -> None:
    assert case.codes.at["I16", "frames"] == {"CAUSE", "MORAL", "PROBLEM", "REMEDY"}


def test_a_column_that_nobody_coded_is_refused(case: Case) -> None:
    with pytest.raises(at.KitError, match="did not code 'target'"):
        case.coded_by("target")


def test_statements_are_shown_in_their_paragraph(case: Case) -> None:
    cards = at.show(case, "D20", "I03")
    assert cards[0].before.startswith("The Chinese embassy in New Zealand")
    assert "<mark" in cards._repr_html_()
    assert "nobody named" not in repr(cards[0])
    assert "not named in this article" in repr(cards[1])
    with pytest.raises(at.KitError, match="no statement 'X99'"):
        at.show(case, "X99")


def test_a_part_of_a_text_table_is_shown_in_full(case: Case) -> None:
    part = case.statements.loc[["I13"], ["speaker", "text"]]
    assert "over an 11-year period" in part._repr_html_()  # type: ignore[operator]
    assert isinstance(part, pd.DataFrame)


def test_the_timeline_runs_in_order_and_every_line_names_its_fact(case: Case) -> None:
    events = at.timeline(case, "2021-07-16", "2021-07-21").table
    assert list(events["date"]) == sorted(events["date"])
    assert events["date"].iloc[-1] == "2021-07-21"
    assert set(events["fact"]) - {"article"} <= set(case.facts.index)
    assert len(events) == 18


def test_a_fact_is_shown_with_its_source_and_an_unknown_one_is_one_sentence(case: Case) -> None:
    page = case.fact("F12")._repr_html_()
    assert "undertaken from the territory of China" in page
    assert "http" in page
    with pytest.raises(at.KitError, match=r"no fact 'F99'\. Facts run from 'F01' to 'S13'"):
        case.fact("F99")


def test_tables_report_every_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,b\n1,2\n3\n4,5,6\n", encoding="utf-8")
    rows, faults = read_table(path, ["id", "b"])
    assert [row["id"] for row in rows] == ["1"]
    assert [str(fault) for fault in faults] == [
        f"{path}:3: expected 2 cells, as in the first line; found 1.",
        f"{path}:4: expected 2 cells, as in the first line; found 3.",
    ]
