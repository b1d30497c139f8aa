"""Paragraphs: a line is one, except where lines were broken to a fixed width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import attributed as at
from attributed.paragraphs import paragraph_spans

WIDE = (
    "The harbour board met for the third time this week and",
    "heard from the pilots, who said “the channel is not",
    "safe at night and never was” before they left the room",
    "in a body.",
)


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraph_spans(text)]


def test_a_line_is_a_paragraph() -> None:
    text = "A headline\nA line of news that goes on for a good while.\n" * 3
    assert paragraphs(text) == text.splitlines()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_broken_to_a_fixed_width_are_one_paragraph(end: str) -> None:
    text = f"{end.join(WIDE)}{end}{end}It rained."
    assert paragraphs(text) == [end.join(WIDE), "It rained."]


def test_a_quotation_over_such_lines_is_found_whole() -> None:
    (quote,) = at.find_quotes("\n".join(WIDE))
    assert quote.speaker == "the pilots"
    assert quote.text == "“the channel is not\nsafe at night and never was”"


def test_a_full_line_that_ends_like_a_sentence_ends_the_paragraph() -> None:
    lines = [f"The board of the harbour met for the {number} time that week." for number in ("first", "third", "tenth")]
    assert paragraphs("\n".join([*lines, "It rained."])) == [*lines, "It rained."]


def test_long_lines_are_not_taken_for_broken_ones() -> None:
    lines = [
        "The board of the harbour met again and again and again that week, and went home without a result, and"
    ] * 4
    assert paragraphs("\n".join(lines)) == lines


@given(st.text(st.sampled_from("ab. \n\r\u2028“"), max_size=300))
def test_paragraphs_hold_every_word_in_order(text: str) -> None:
    end = 0
    for start, last in paragraph_spans(text):
        assert text[start:last].strip()
        assert not text[end:start].strip()
        end = last
    assert not text[end:].strip()
