"""The word marker without a page: what is marked, what is saved, and how it meets the case’s words."""

import html
import json
import re
from pathlib import Path

import pytest

import attributed as at
from attributed.case import Case
from attributed.widgets.surface import Refused, Surface
from attributed.widgets.word_marker import WordMarker


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the marks are to be."""
    return tmp_path / "words.jsonl"


def marker_of(case: Case, *statements: str, file: Path, article: str | None = None) -> WordMarker:
    """Set out a marker, which must not be refused."""
    marker = at.widgets.word_marker(case, *statements, article=article, file=file)
    assert isinstance(marker, WordMarker), marker.table()
    return marker


def shown(surface: Surface) -> str:
    """Return all markup of a widget."""
    return html.unescape("".join(region.value for region in surface._regions.values()) + surface._message.value)


def place(marker: WordMarker, word: str, stretch: int = 0) -> str:
    """Return what the page calls a word."""
    part = marker.stretches[stretch]
    text = marker.case.articles[part.article].text
    return next(f"{stretch}.{start}" for start, end in part.words if text[start:end] == word)


def mark(marker: WordMarker, word: str, label: str, owner: str, stretch: int = 0) -> None:
    """Mark a word, label it and name its owner, as keys do that act on the word with the focus."""
    at_word = f"word-{place(marker, word, stretch)}"
    marker.act("label", label, at_word)
    marker.act("owner", owner, at_word)


def test_a_word_is_marked_labelled_and_given_an_owner_as_plain_data(case: Case, file: Path) -> None:
    marker = marker_of(case, "D19", file=file)
    marker.act("word", place(marker, "groundless"))
    marker.act("label", "TRUTH")
    marker.act("owner", "source")
    row = case.words.loc["W58"]
    assert marker.marks == [
        {"words": "groundless", "label": "TRUTH", "owner": "source", "statement": "D19", "article": "dawn",
         "start": row["start"], "end": row["end"]}
    ]  # fmt: skip
    assert json.loads(json.dumps(marker.marks)) == marker.marks


def test_a_label_acts_on_the_word_with_the_focus_before_the_chosen_mark(case: Case, file: Path) -> None:
    marker = marker_of(case, "D19", file=file)
    marker.act("word", place(marker, "groundless"))
    marker.act("label", "CONDUCT", f"word-{place(marker, 'irresponsible')}")
    assert [(one["words"], one["label"]) for one in marker.marks] == [
        ("groundless", None),
        ("irresponsible", "CONDUCT"),
    ]
    marker.act("label", "CONDUCT", f"word-{place(marker, 'irresponsible')}")
    assert marker.marks[1]["label"] is None


def test_a_mark_reaches_from_its_first_word_to_either_side(case: Case, file: Path) -> None:
    marker = marker_of(case, "D19", file=file)
    marker.act("word", place(marker, "groundless"))
    marker.act("label", "TRUTH")
    for word, words in (("irresponsible", "groundless and irresponsible"), ("totally", "totally groundless")):
        marker.act("word", f"to {place(marker, word)}")
        assert [one["words"] for one in marker.marks] == [words]
    assert marker.marks[0]["label"] == "TRUTH"
    assert len(marker.marks) == 1


def test_a_mark_is_not_carried_over_another(case: Case, file: Path) -> None:
    marker = marker_of(case, "D19", file=file)
    marker.act("word", place(marker, "groundless"))
    marker.act("word", place(marker, "totally"))
    marker.act("word", f"to {place(marker, 'irresponsible')}")
    assert "“groundless” is a mark of its own" in marker.message
    assert [one["words"] for one in marker.marks] == ["totally", "groundless"]


def test_a_mark_is_taken_away_and_stays_away(case: Case, file: Path) -> None:
    marker = marker_of(case, "D19", file=file)
    mark(marker, "groundless", "TRUTH", "source")
    marker.act("remove", at=f"word-{place(marker, 'groundless')}")
    assert marker.marks == []
    assert marker_of(case, "D19", file=file).marks == []
    marker.act("remove")
    assert "Choose a word first" in marker.message


def test_a_label_without_a_word_asks_for_one(case: Case, file: Path) -> None:
    marker = marker_of(case, "D19", file=file)
    marker.act("label", "TRUTH", "label-TRUTH")
    assert "Choose a word first" in marker.message
    assert not file.exists()


def test_nothing_of_the_case_is_told_before_everything_is_marked(case: Case, file: Path) -> None:
    marker = marker_of(case, "D08", "D19", file=file)
    marker.act("compare")
    assert "Nothing is marked yet in D08" in marker.message
    assert "missed" not in shown(marker)
    mark(marker, "pattern", "FORCE", "source")
    marker.act("word", place(marker, "groundless", 1))
    marker.act("compare")
    assert "“groundless”" in marker.message
    assert "missed" not in shown(marker)


def test_found_missed_in_part_and_marked_by_the_reader_only_are_told_apart(case: Case, file: Path) -> None:
    marker = marker_of(case, "D08", "D19", file=file)
    mark(marker, "pattern", "FORCE", "narrator")  # W45: CONDUCT, FORCE is accepted
    mark(marker, "attack", "EFFECT", "narrator")
    mark(marker, "totally", "TRUTH", "source", 1)
    marker.act("word", f"to {place(marker, 'groundless', 1)}")
    marker.act("compare")
    assert marker.message == ""
    table = marker.comparison.set_index("words")
    assert list(table.index) == [
        "attack", "pattern", "irresponsible", "disruptive", "destabilising", "groundless", "irresponsible",
    ]  # fmt: skip
    assert list(table["status"]) == ["only you", "found", "missed", "missed", "missed", "found in part", "missed"]
    assert tuple(table.loc["pattern", ["same label", "same owner"]]) == ("also accepted", "no")
    assert tuple(table.loc["groundless", ["same label", "same owner"]]) == ("yes", "yes")
    assert "2 of the case’s 6 words found, 1 of them in part; 4 missed; 1 marked by you only." in shown(marker)
    assert "1 have the case’s label, 1 another that is accepted, and 1 its owner" in shown(marker)


def test_the_case_marked_word_by_word_meets_itself(case: Case, file: Path) -> None:
    marker = marker_of(case, article="dawn", file=file)
    for word in case.words[case.words["article"] == "dawn"].to_dict("records"):
        number, part = next(
            (n, one) for n, one in enumerate(marker.stretches) if one.holds("dawn", word["start"], word["end"])
        )
        inside = [f"{number}.{start}" for start, end in part.words if start < word["end"] and word["start"] < end]
        marker.page = next(n for n, page in enumerate(marker.pages) if number in page)
        marker.act("word", inside[0])
        if len(inside) > 1:
            marker.act("word", f"to {inside[-1]}")
        marker.act("label", word["label"])
        marker.act("owner", word["owner"])
    assert set(marker.comparison["status"]) == {"found"}
    assert set(marker.comparison["same label"]) | set(marker.comparison["same owner"]) == {"yes"}


def test_a_text_without_a_judging_word_can_be_declared_so(case: Case, file: Path) -> None:
    bare = next(key for key in case.codes.index if key not in set(case.words["statement"]))
    marker = marker_of(case, bare, file=file)
    marker.act("none", "0")
    marker.act("compare")
    assert "0 of the case’s 0 words found" in shown(marker)
    marker.act("none", "0")
    marker.act("compare")
    marker.act("compare")
    assert "Nothing is marked yet" in marker.message
    marker.act("none", "0")
    start = f"0.{marker.stretches[0].words[0][0]}"
    marker.act("word", start)
    assert 'aria-pressed="true">No judging word' not in shown(marker)
    marker.act("none", "0")
    assert "has marks" in marker.message


def test_marks_are_one_whichever_way_the_text_was_asked_for(case: Case, file: Path) -> None:
    mark(marker_of(case, "D19", file=file), "groundless", "TRUTH", "source")
    whole = marker_of(case, article="dawn", file=file)
    assert [one["words"] for one in whole.marks] == ["groundless"]
    assert marker_of(case, article="independent", file=file).marks == []


def test_paragraphs_are_those_of_the_article_as_it_is_shown(case: Case, file: Path) -> None:
    marker = at.widgets.word_marker(case, article="dawn", paragraphs=[2, 3], file=file)
    assert isinstance(marker, WordMarker)
    texts = [case.articles["dawn"].text[one.start : one.end] for one in marker.stretches]
    assert texts == [passage.text for passage in case.articles["dawn"].paragraphs[1:3]]


def test_what_another_tab_changed_is_shown_and_not_written_over(case: Case, file: Path) -> None:
    mine, other = marker_of(case, "D19", file=file), marker_of(case, "D19", file=file)
    mark(mine, "groundless", "TRUTH", "source")
    other.file.refresh()
    mark(other, "groundless", "FORCE", "source")
    mine.act("label", "EFFECT", f"word-{place(mine, 'groundless')}")
    assert "changed in another window" in mine.message
    assert mine.marks[0]["label"] == "FORCE"


def test_lines_that_are_no_marks_are_passed_over(case: Case, file: Path) -> None:
    marker = marker_of(case, "D19", file=file)
    mark(marker, "groundless", "TRUTH", "source")
    start = marker.marks[0]["start"]
    bad = {
        "gone:12": {"start": 12, "end": 15},
        "dawn:x": {"start": 1, "end": 2},
        f"dawn:{start + 1}": {"start": start, "end": start + 5, "label": "TRUTH", "owner": "source"},
        "dawn:99999": {"start": 99999, "end": 100001},
        "dawn:2700": {"start": "2700", "end": 2710},
        "dawn:2649": {"start": 2649, "end": 2658, "label": "GONE", "owner": "nobody"},
    }
    for key, answer in bad.items():
        marker.file.put(key, answer)
    again = marker_of(case, "D19", "D20", file=file)
    found = [(one["words"], one["label"], one["owner"]) for one in again.marks]
    assert found == [("groundless", "TRUTH", "source"), (case.words["word"]["W60"], None, None)]


def test_the_table_is_the_text_with_its_marks(case: Case, file: Path) -> None:
    marker = marker_of(case, "D19", file=file)
    mark(marker, "groundless", "TRUTH", "source")
    text = marker.table()["text"].iloc[0]
    assert "totally [groundless: TRUTH, owner: source] and" in text
    assert re.sub(r"\[(.*?): .*?\]", r"\1", text) == case.statements["text"]["D19"]


@pytest.mark.parametrize(
    ("statements", "article", "paragraphs", "says"),
    [
        ((), None, None, "needs the text to mark"),
        (("X99",), None, None, "There is no statement 'X99'"),
        (("D19",), "dawn", None, "and not both"),
        ((), "times", None, "There is no article 'times'"),
        ((), "dawn", [0], "run from 1 to"),
        ((), "dawn", ["one"], "no paragraph 'one'"),
        ((), "dawn", [], "nothing to mark"),
    ],
)
def test_bad_input_gets_a_sentence(
    case: Case, statements: tuple[str, ...], article: str | None, paragraphs: list[int] | None, says: str
) -> None:
    refused = at.widgets.word_marker(case, *statements, article=article, paragraphs=paragraphs)
    assert isinstance(refused, Refused)
    assert says in refused.reason


def test_another_case_without_coded_words_can_be_marked_and_says_that_there_is_nothing_to_compare(file: Path) -> None:
    draft = at.draft_case("Berths at Ostrane", at.sample_articles())
    key = draft.case.codes.index[0]
    marker = marker_of(draft.case, key, file=file)
    marker.act("label", "CONDUCT", f"word-0.{marker.stretches[0].words[0][0]}")
    marker.act("owner", "narrator")
    assert marker.marks[0]["statement"] == key
    marker.act("compare")
    assert "has no coded words to compare with" in marker.message
    assert "case’s words found" not in shown(marker)


def test_a_very_long_paragraph_is_drawn_in_pages_and_none_of_its_words_is_lost(tmp_path: Path, file: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_text("Head\n\n" + "The board called it groundless and unfair, and went home. " * 800, encoding="utf-8")
    short = tmp_path / "short.txt"
    short.write_text("Other\n\nNothing was said.\n", encoding="utf-8")
    case = at.draft_case("Long", [source, short]).case
    article = case.articles["long"]
    marker = marker_of(case, article="long", file=file)
    assert sum(len(one.words) for one in marker.stretches) == 1 + 800 * 10
    assert "".join(article.text[one.start : one.end] for one in marker.stretches[1:]) == article.paragraphs[0].text
    for _ in range(3):
        marker.act("page", "1")
        assert 0 < shown(marker).count('class="at-word"') <= 120
    assert f"Page 4 of {len(marker.pages)}" in shown(marker)
