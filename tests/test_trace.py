"""Where the words of a quotation stand."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import attributed as at
from attributed.case import Case
from attributed.statements import COLUMNS as STATEMENT_COLUMNS
from attributed.trace import COLUMNS, Place, places_of_quotation, quotations_of

Build = Callable[..., Case]

TOML = """
id = "harbour"
title = "The harbour fee"
summary = "Two papers on a fee."
language = "en"
"""
ARTICLE = """
[[article]]
id = "{name}"
file = "{name}.txt"
title = "Fee"
outlet = "{outlet}"
author = ""
published = 2024-05-01
sha256 = "{hash}"
rights = "Invented."
blocks = [{{ role = "headline", lines = [1, 1] }}, {{ role = "body", lines = [2, {last}] }}]
"""


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a maker of small cases: articles by name, and statements as (article, words, speaker, side)."""

    def make(articles: dict[str, str], statements: list[tuple[str, str, str, str]], outlet: str = "The {}") -> Case:
        toml, rows = TOML, [",".join(STATEMENT_COLUMNS)]
        for name, text in articles.items():
            data = text.encode()
            (tmp_path / f"{name}.txt").write_bytes(data)
            last = len(text.split("\n"))
            toml += ARTICLE.format(name=name, outlet=outlet.format(name), hash=sha256(data).hexdigest(), last=last)
        for number, (name, words, speaker, side) in enumerate(statements, start=1):
            start = articles[name].index(words)
            line = articles[name][:start].count("\n")
            cells = {
                "id": f"X{number:02}", "article": name, "part": "body" if line else "headline", "start": str(start),
                "end": str(start + len(words)), "speaker": speaker, "side": side, "cue_class": "NONE", "voice": "PQ",
                "object": "HACK", "strategy": "NONE", "link": "NA", "certainty": "BARE", "difficulty": "1",
                "use": "mark",
            }  # fmt: skip
            rows.append(",".join(f'"{cells.get(column, "")}"' for column in STATEMENT_COLUMNS))
        (tmp_path / "case.toml").write_text(toml, encoding="utf-8")
        (tmp_path / "statements.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        return at.load_case(tmp_path)

    return make


def found(case: Case, statement: str) -> list[tuple[object, ...]]:
    """Return what a trace finds, in short."""
    table = at.trace(case, statement)[["article", "paragraph", "words", "found", "in_marks"]]
    return [tuple(row) for row in table.to_numpy()]


# The first case


def test_a_headline_quotation_that_the_body_does_not_have(case: Case) -> None:
    table = at.trace(case, "I02")
    assert list(table.columns) == list(COLUMNS)
    assert table.to_numpy().tolist() == [
        ["The Independent", "headline", "", "world champion of malicious cyber attacks", "whole", "yes", "I02",
         "China (state as actor)", "PQ"],
        ["Dawn", "lede", 1, "world champion", "part", "yes", "D04", "China (state as actor)", "PQ"],
        ["Dawn", "body", 13, "world champion of malicious cyber attacks", "whole", "yes", "D22",
         "Embassy of China in Australia", "DQ"],
    ]  # fmt: skip


def test_what_the_coders_put_in_brackets_is_shown_without_them(case: Case) -> None:
    assert at.trace(case, "I03")["speaker"].iloc[0].startswith("not named in this article")


def test_every_quotation_of_the_case_is_found_whole_at_its_own_place(case: Case) -> None:
    for key in case.statements.index[case.statements["quoted"] > 0]:
        own = [place for place in places_of_quotation(case, key) if place.statement == key and place.whole]
        assert own, key
        assert {place.in_marks for place in own} == {"yes"}


def test_a_place_leads_back_to_the_words(case: Case) -> None:
    for key in ("I02", "D01", "D13", "I28"):
        for place in places_of_quotation(case, key):
            passage = case.articles[place.article].passages()[place.passage]
            assert place.words in passage.text
            if place.paragraph:
                assert case.articles[place.article].paragraphs[place.paragraph - 1] == passage


def test_a_one_word_quotation_of_a_longer_one_is_found_if_the_same_side_speaks(case: Case) -> None:
    assert "D25" in set(at.trace(case, "I28")["statement"])  # Raab: “reckless”
    assert "D07" not in set(at.trace(case, "I02")["statement"])  # “malicious”, from the other side
    assert "D07" in set(at.trace(case, "D07")["statement"])
    assert "I02" in set(at.trace(case, "D07")["statement"])


# What counts as a place


def test_spelling_case_and_marks_make_no_difference(build: Build) -> None:
    case = build(
        {"gull": "Row\nShe saw “bad behaviour, organised theft”.\nBad ‘behavior’: Organized theft is no joke."},
        [("gull", "She saw “bad behaviour, organised theft”", "Ms Dias", "CHINA")],
    )
    assert found(case, "X01") == [
        ("The gull", 1, "bad behaviour, organised theft", "whole", "yes"),
        ("The gull", 2, "Bad ‘behavior’: Organized theft", "whole", "partly"),
    ]


def test_words_without_marks_are_found_whole_or_if_they_are_half_of_the_content(build: Build) -> None:
    case = build(
        {
            "gull": "Row\nHe called it “a rotten harbour fee for poor sailors”.",
            "tern": "Fee\nA rotten harbour fee for poor sailors, then.\nA rotten harbour fee.\nOf poor sailors.",
        },
        [("gull", "He called it “a rotten harbour fee for poor sailors”", "Tom Reed", "CHINA")],
    )
    assert found(case, "X01")[1:] == [
        ("The tern", 1, "A rotten harbour fee for poor sailors", "whole", "no"),
        ("The tern", 2, "rotten harbour fee", "part", "no"),
    ]


def test_two_content_words_are_a_part_where_they_are_quoted_and_function_words_outside_the_marks_are_none(
    build: Build,
) -> None:
    case = build(
        {"gull": "Row\nHe spoke of “a very rotten fee of the port for poor sailors”.\nOf the “poor sailors” and for."},
        [("gull", "“a very rotten fee of the port for poor sailors”", "Tom Reed", "CHINA")],
    )
    assert found(case, "X01")[1:] == [("The gull", 2, "poor sailors", "part", "yes")]


def test_small_words_alone_are_no_trace(build: Build) -> None:
    case = build(
        {"gull": "Row\nHe said “it is of the town and of the port”.\n“It is of the sea,” she said, and of the land."},
        [("gull", "He said “it is of the town and of the port”", "Tom Reed", "CHINA")],
    )
    assert len(found(case, "X01")) == 1


def test_a_whole_quotation_leaves_no_part_of_itself_within(build: Build) -> None:
    case = build(
        {"gull": "Row\n“No fee, no fee today,” he said.\nNo fee, no fee, no fee today."},
        [("gull", "“No fee, no fee today,” he said", "Tom Reed", "CHINA")],
    )
    assert found(case, "X01") == [
        ("The gull", 1, "No fee, no fee today", "whole", "yes"),
        ("The gull", 2, "No fee, no fee", "part", "no"),
        ("The gull", 2, "no fee, no fee today", "whole", "no"),
    ]


def test_a_quotation_does_not_run_into_the_next_paragraph(build: Build) -> None:
    case = build(
        {"gull": "Row\nA “rotten harbour”.\nSo rotten\nharbour"},
        [("gull", "A “rotten harbour”", "Tom Reed", "CHINA")],
    )
    assert len(found(case, "X01")) == 1


def test_each_of_two_quotations_in_a_statement_is_traced(build: Build) -> None:
    case = build(
        {"gull": "Row\nHe said “rotten” and “absurd”.\nAbsurd, and rotten!"},
        [("gull", "He said “rotten” and “absurd”", "Tom Reed", "CHINA")],
    )
    assert quotations_of(case, "X01") == ["rotten", "absurd"]
    assert [words for _, _, words, *_ in found(case, "X01")] == ["rotten", "absurd", "Absurd", "rotten"]


def test_a_place_that_no_statement_covers_has_no_speaker(build: Build) -> None:
    case = build(
        {"gull": "Row\nHe said “rotten”.\nIt was rotten."},
        [("gull", "He said “rotten”", "Tom Reed", "CHINA")],
    )
    assert at.trace(case, "X01")[["statement", "speaker", "voice"]].to_numpy().tolist()[-1] == ["", "", ""]
    assert isinstance(places_of_quotation(case, "X01")[-1], Place)


def test_a_place_belongs_to_the_statement_that_holds_most_of_it(build: Build) -> None:
    articles = {"gull": "Row\nA “rotten fee for old sailors”.", "tern": "Fee\nA “rotten fee” for old sailors."}
    case = build(
        articles,
        [
            ("gull", "A “rotten fee for old sailors”", "Tom Reed", "CHINA"),
            ("tern", "old sailors", "Ms Dias", "US"),
            ("tern", "A “rotten fee” for", "Ms Costa", "US"),
        ],
    )
    assert list(at.trace(case, "X01")["statement"]) == ["X01", "X03"]


def test_two_articles_of_one_outlet_are_told_apart(build: Build) -> None:
    case = build(
        {"gull": "Row\nHe said “rotten”.", "tern": "Rotten\nNothing."},
        [("gull", "He said “rotten”", "Tom Reed", "CHINA")],
        outlet="The Mail",
    )
    assert list(at.trace(case, "X01")["article"]) == ["gull", "tern"]
    assert list(at.trace(case, "X01")["part"]) == ["lede", "headline"]


# Slips


def test_a_statement_without_marks_gets_a_sentence_that_names_some_with(case: Case) -> None:
    with pytest.raises(at.KitError, match=r"I01 has no words in quotation marks.*such as I02, I03, I04"):
        at.trace(case, "I01")


def test_an_unknown_statement_gets_a_sentence(case: Case) -> None:
    with pytest.raises(at.KitError, match=r"no statement 'Z99'\. The ids run from I01 to D30"):
        at.trace(case, "Z99")


def test_a_case_without_statements_says_so(build: Build) -> None:
    with pytest.raises(at.KitError, match="the case 'harbour' has none yet"):
        at.trace(build({"gull": "Row\nNothing."}, []), "X01")


def test_a_case_without_its_texts_says_which_file(case: Case, tmp_path: Path) -> None:
    shutil.copytree(case.path, tmp_path / "case", ignore=shutil.ignore_patterns("*.txt"))
    with pytest.raises(at.KitError, match="is not there"):
        at.trace(at.load_case(tmp_path / "case"), "I02")
