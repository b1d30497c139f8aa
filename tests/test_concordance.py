"""Key word in context."""

import re
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from attributed.case import Case
from attributed.concordance import COLUMNS, Concordance, concordance
from attributed.errors import KitError
from attributed.paragraphs import paragraph_spans
from attributed.tokens import fold_spelling, fold_word, word_spans, words_of

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine makes no test fail."""


class Line(NamedTuple):
    """One line of a concordance."""

    text: str
    start: int
    end: int
    left: str
    keyword: str
    right: str


def lines_of(text: str, pattern: str, width: int = 40) -> list[Line]:
    return [Line(*cells) for cells in concordance(text, pattern, width).to_numpy().tolist()]


def keywords(text: str, pattern: str) -> list[str]:
    return [line.keyword for line in lines_of(text, pattern)]


# What is found

TEXT = (
    "The US told us that China’s behaviour, or behavior, was “reckless”. "
    "China called the claims groundless: a pattern of reckless behaviour; a pattern. Of old."
)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("US", ["US"]),
        ("us", ["us"]),
        ("U.S.", ["US"]),
        ("China", ["China’s", "China"]),
        ("china's", ["China’s", "China"]),
        ("RECKLESS", ["reckless", "reckless"]),
        ("“reckless”", ["reckless", "reckless"]),
        ("behaviour", ["behaviour", "behavior", "behaviour"]),
        ("reckless behaviour", ["reckless behaviour"]),
        ("pattern of", ["pattern of", "pattern. Of"]),
        ("*less", ["reckless", "groundless", "reckless"]),
        ("behav*", ["behaviour", "behavior", "behaviour"]),
        ("c*", ["China’s", "China", "called", "claims"]),
        ("us*", ["US", "us"]),
        ("r*k*s", ["reckless", "reckless"]),
        ("reckless*", ["reckless", "reckless"]),
        ("pattern of * behavior", ["pattern of reckless behaviour"]),
        ("or * was", ["or behavior, was"]),
        ("China called the *", ["China called the claims"]),
        ("pattern (of", ["pattern of", "pattern. Of"]),
        ("(", []),
        ("reck", []),
        ("less", []),
        ("[a-z]*", []),
    ],
)
def test_a_pattern_finds(pattern: str, found: list[str]) -> None:
    assert keywords(TEXT, pattern) == found


def test_a_star_alone_is_one_word_and_every_word() -> None:
    assert keywords(TEXT, "*") == words_of(TEXT)
    assert keywords("one two three", "* three") == ["two three"]
    assert keywords("three", "* three") == []


def test_places_may_overlap() -> None:
    assert list(concordance("very very very", "very very")["start"]) == [0, 5]


def test_a_phrase_runs_over_a_line_break_but_not_into_the_next_paragraph() -> None:
    wide = "The ministers of seven countries have made a joint{}statement on the safety of ships and of their crews.\n"
    assert keywords(wide.format("\n") * 3, "joint statement") == ["joint statement"] * 3
    assert keywords(wide.format("\r\n") * 3, "joint statement") == ["joint statement"] * 3
    assert keywords(wide.format("\n\n") * 3, "joint statement") == []


def test_in_the_case_every_line_is_news_text_and_points_into_the_captured_file(case: Case) -> None:
    lines = concordance(case.articles, "fabricat*")
    assert list(lines["text"]) == ["dawn"] * 4
    text = case.articles["dawn"].text
    assert [text[start:end] for start, end in zip(lines["start"], lines["end"], strict=True)] == ["fabricated"] * 4
    assert lines.loc[3, "left"] == "“This move is "
    assert lines.loc[3, "right"] == " out of nothing.” Earlier, China’s"
    assert concordance(case.articles["dawn"], "smog").empty
    # The photograph’s caption stands in the file twice.
    assert concordance(case.articles["dawn"], "Shanghai").empty
    assert len(concordance(case.articles["dawn"].text, "Shanghai")) == 2


def test_statements_go_by_their_ids(case: Case) -> None:
    assert list(concordance(case.statements["text"], "reckless")["text"]) == ["I28", "D25"]


VOCABULARY = ["US", "us", "China", "China’s", "behaviour", "behavior", "so-called", "30,000", "U.S.", "qué", "ß", "数"]
GAPS = [" ", " ", ", ", "\n", "\r\n", "\n\n", "\n \n", "?” “¿", "—"]
STARS = ["*", "u*", "*s", "b*r", "*a*", "*’s", "30*"]


def fits(printed: str, wanted: str) -> bool:
    """Tell whether a word of the vocabulary fits a word of a pattern, written the slow way."""
    if "*" not in wanted:
        return fold_spelling(printed) == fold_spelling(wanted)
    word, wanted = fold_word(printed).lower(), wanted.replace("*’s", "*").lower()
    return re.fullmatch(".*".join(map(re.escape, wanted.split("*"))), word.replace("ß", "ss")) is not None


@UNHURRIED
@given(
    pieces=st.lists(st.tuples(st.sampled_from(VOCABULARY), st.sampled_from(GAPS)), max_size=30),
    pattern=st.lists(st.sampled_from([*VOCABULARY, *STARS]), min_size=1, max_size=3),
)
def test_every_place_is_found_and_no_other(pieces: list[tuple[str, str]], pattern: list[str]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    spans = list(word_spans(text))
    expected = []
    for first in range(len(spans) - len(pattern) + 1):
        window = spans[first : first + len(pattern)]
        words = [text[start:end] for start, end in window]
        whole = any(begin <= window[0][0] and window[-1][1] <= end for begin, end in paragraph_spans(text))
        if all(map(fits, words, pattern)) and whole:
            expected.append((window[0][0], window[-1][1]))
    lines = concordance(text, " ".join(pattern))
    assert list(zip(lines["start"], lines["end"], strict=True)) == expected


@UNHURRIED
@given(text=st.text(max_size=80), pattern=st.text(max_size=8), width=st.integers(0, 30))
@example(text="Straße\n\nİstanbul ﬁn", pattern="*", width=3)
def test_offsets_point_into_any_text_for_any_pattern(text: str, pattern: str, width: int) -> None:
    assume(pattern.strip())
    for line in lines_of(text, pattern, width):
        assert re.sub(r"\s+", " ", text[line.start : line.end]) == line.keyword
        assert words_of(line.keyword)


@UNHURRIED
@given(text=st.text(max_size=80), data=st.data())
def test_every_word_of_any_text_finds_itself(text: str, data: st.DataObject) -> None:
    spans = list(word_spans(text))
    assume(spans)
    start, end = data.draw(st.sampled_from(spans))
    lines = concordance(text, text[start:end])
    assert (start, end) in set(zip(lines["start"], lines["end"], strict=True))


# The context


@UNHURRIED
@given(
    words=st.lists(st.sampled_from(["US", "a", "“so-called”", "30,000", "China’s", "word."]), min_size=1, max_size=30),
    width=st.integers(0, 40),
)
def test_context_is_as_long_as_may_be_and_never_cuts_a_word(words: list[str], width: int) -> None:
    text = " ".join(words)
    for line in lines_of(text, "US", width):
        before, after = text[: line.start], text[line.end :]
        assert before.endswith(line.left)
        assert after.startswith(line.right)
        assert len(line.left) <= width
        assert len(line.right) <= width
        # Another word would not fit.
        more = before[: len(before) - len(line.left)].rstrip()
        assert not more or len(before) - more.rfind(" ") - 1 > width
        rest = after[len(line.right) :].lstrip()
        assert not rest or len(after) - len(rest) + len(rest.split(" ")[0]) > width
        assert more == "" or before[len(more)] == " "
        assert rest == "" or after[len(after) - len(rest) - 1] == " "


@UNHURRIED
@given(text=st.text(st.sampled_from("aU S.\n\t“ü"), max_size=80), width=st.integers(0, 20))
def test_context_of_any_text_consists_of_whole_words(text: str, width: int) -> None:
    for line in lines_of(text, "*", width):
        before, after = text[: line.start].split(), text[line.end :].split()
        left, right = line.left.split(), line.right.split()
        assert line.left == line.left.lstrip()
        assert line.right == line.right.rstrip()
        assert before[len(before) - len(left) :] == left
        assert after[: len(right)] == right


def test_context_does_not_run_into_the_next_paragraph() -> None:
    (line,) = lines_of("Before.\nThe US said so.\n\nAfter.", "US")
    assert (line.left, line.keyword, line.right) == ("The ", "US", " said so.")


def test_quotation_marks_stay_beside_the_key_word() -> None:
    (line,) = lines_of("It was “reckless”, he said.", "reckless")
    assert (line.left, line.right) == ("It was “", "”, he said.")


def test_lines_can_be_sorted_by_what_follows_or_precedes() -> None:
    text = "b US d. a US C, and z US b."
    assert list(concordance(text, "US", sort="right")["start"]) == [22, 10, 2]
    assert list(concordance(text, "US", sort="left")["start"]) == [10, 2, 22]
    assert list(concordance(text, "US")["start"]) == [2, 10, 22]
    # The nearest word to the left decides first, and the one before it next.
    assert list(concordance("b x US. a y US. a x US", "US", sort="left")["start"]) == [20, 4, 12]


# How it is shown


def test_as_plain_text_the_key_words_stand_below_each_other() -> None:
    shown = repr(concordance({"one": "The US said so.", "second": "He said that the US did so."}, "US"))
    assert shown.splitlines() == [
        "2 lines with “US”.",
        "0  one                  The US said so.",
        "1  second  He said that the US did so.",
    ]


def test_in_a_notebook_the_key_word_is_bold_and_nothing_is_taken_for_html() -> None:
    shown = concordance("a <b> & US <i>", "US")._repr_html_()
    assert "1 line with “US”." in shown
    assert "a &lt;b&gt; &amp; </td>" in shown
    assert re.search(r"font-weight:bold'>US</td>", shown)
    assert re.search(r"text-align:right;[^']*'>a ", shown)


def test_long_concordances_say_how_much_of_them_is_shown() -> None:
    lines = concordance("US " * 500, "US")
    assert len(lines) == 500
    for shown in (repr(lines), lines._repr_html_()):
        assert "500 lines with “US”, of which the first 60 are shown." in shown
    assert len(repr(lines).splitlines()) == 61


def test_a_concordance_without_a_line_says_so() -> None:
    lines = concordance({"one": "words", "two": "words"}, "US")
    assert list(lines.columns) == list(COLUMNS)
    assert lines.empty
    assert repr(lines) == "No line with “US” in one, two."
    assert lines._repr_html_() == "<div style='overflow-x:auto'><p>No line with “US” in one, two.</p></div>"
    assert "“(” holds no word" in repr(concordance("words (", "("))
    with pytest.raises(KitError, match="found none"):
        concordance({}, "US")


def test_a_part_of_a_concordance_is_shown_alike_and_other_tables_as_usual() -> None:
    lines = concordance({"one": "The US", "two": "A US"}, "US")
    assert repr(lines[lines["text"] == "two"]) == "1 line with “US”.\n1  two  A US"
    assert "dataframe" in lines[["text", "start"]]._repr_html_()
    assert repr(lines[["text"]]).splitlines()[0].split() == ["text"]
    assert isinstance(lines.head(1), Concordance)
    both = pd.concat([lines, concordance("The us", "us")])
    assert repr(both).splitlines()[0] == "3 lines."


# Slips


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("words", ""), "Expected a word or a phrase to look for.* found ''"),
        (("words", " \n"), "Expected a word or a phrase"),
        (("words", None), "Expected a word or a phrase.* found None"),
        (("words", re.compile("w")), "Expected a word or a phrase"),
        (("words", "w*", -1), "width is -1; expected a number of characters"),
        (("words", "w*", "40"), "width is '40'"),
        (("words", "w*", True), "width is True"),
        ((None, "w*"), "Expected a text"),
        (({"one": 1}, "w*"), "The text 'one' is something of the type int"),
    ],
)
def test_a_slip_gets_one_clear_sentence(arguments: tuple[str, str, int], sentence: str) -> None:
    with pytest.raises(KitError, match=sentence):
        concordance(*arguments)


def test_an_unknown_order_is_a_slip() -> None:
    with pytest.raises(KitError, match="sort is 'middle'; expected"):
        concordance("words", "words", sort="middle")  # type: ignore[arg-type]  # the slip is the point
