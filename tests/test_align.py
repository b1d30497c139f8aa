"""Alignment: every word of both versions is in one piece, and the pieces are the ones a reader would mark."""

import re
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attributed.align import align
from attributed.alignment import INK, KINDS, LOOKS, Alignment, Kind, Piece
from attributed.case import Case
from attributed.errors import KitError
from attributed.tokens import count_words, fold_spelling, word_spans, words_of

OTHER_WAY: dict[Kind, Kind] = {"added": "dropped", "dropped": "added"}
VOCABULARY = ["the", "of", "Bridges", "bridge", "stand", "stone", "US", "United", "States", "behaviour", "behavior"]
version = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=14).map(" ".join)


def pieces(alignment: Alignment) -> list[tuple[str, str, str]]:
    return [(piece.kind, piece.a_text, piece.b_text) for piece in alignment.pieces]


def statements(case: Case, *ids: str) -> str:
    """Return one statement, or all from the first to the second as they stand in their article."""
    rows = case.statements.loc[list(ids)]
    text = case.articles[str(rows["article"].iloc[0])].text
    return text[int(rows["start"].min()) : int(rows["end"].max())]


# The renderings of the case


def test_one_utterance_of_the_ministry_in_two_englishes(case: Case) -> None:
    alignment = align(statements(case, "I09"), statements(case, "D16"))
    assert pieces(alignment) == [
        ("same", "The", "The"),
        ("changed", "United States", "US"),
        ("changed", "ganged up with", "has mustered"),
        ("same", "its allies to", "its allies to"),
        ("changed", "make unwarranted accusations", "carry out unreasonable criticisms"),
        ("same", "against", "against"),
        ("changed", "Chinese", "China"),
        ("added", "", "on the issue of"),
        ("same", "cybersecurity", "cybersecurity"),
        ("changed", "said the", "foreign ministry"),
        ("same", "spokesman, Zhao Lijian", "spokesman Zhao Lijian"),
        ("added", "", "told reporters in Beijing"),
    ]
    assert alignment.summary() == "9 words are the same, 11 changed into 10, 8 added."


def test_out_of_thin_air_and_out_of_nothing(case: Case) -> None:
    assert pieces(align(statements(case, "I10"), statements(case, "D17"))) == [
        ("same", "This", "This"),
        ("changed", "was made up", "move is fabricated"),
        ("same", "out of", "out of"),
        ("changed", "thin air and confused right and wrong", "nothing"),
    ]


def test_what_the_president_said_and_where_the_hedge_stands(case: Case) -> None:
    alignment = align(statements(case, "I23", "I24"), statements(case, "D13"))
    found = pieces(alignment)
    assert ("dropped", "may", "") in found
    assert ("moved", "Biden told reporters", "Biden told reporters") in found
    assert found[-1] == (
        "same",
        "protecting those who are doing it. And maybe even accommodating them being able to do it",
        "protecting those who are doing it, and maybe even accommodating them being able to do it",
    )


# Which kind is which


@pytest.mark.parametrize(
    ("a", "b", "first", "second"),
    [
        ("The bridge fell", "the old bridge fell", "The bridge fell", "the [added: old] bridge fell"),
        ("the old bridge fell", "The bridge fell", "the [dropped: old] bridge fell", "The bridge fell"),
        ("the bridge fell", "the bridge stood", "the bridge [changed 1: fell]", "the bridge [changed 1: stood]"),
        (
            "the head of state",
            "the chief of government",
            "the [changed 1: head] of [changed 2: state]",
            "the [changed 1: chief] of [changed 2: government]",
        ),
        (
            "On Monday the mayor spoke",
            "The mayor spoke on Monday",
            "[moved 1: On Monday] the mayor spoke",
            "The mayor spoke [moved 1: on Monday]",
        ),
        (
            "The mayor on Tuesday said the bridge was safe",
            "A spokesman said on Tuesday the bridge was safe",
            "[changed 1: The mayor] on Tuesday [moved 2: said] the bridge was safe",
            "[changed 1: A spokesman] [moved 2: said] on Tuesday the bridge was safe",
        ),
        # A function word that is gone here and stands there has not moved.
        (
            "the bridge of stone",
            "of iron the bridge",
            "the bridge [dropped: of stone]",
            "[added: of iron] the bridge",
        ),
        # Of a run that another one has words of, the rest may have moved.
        (
            "red green blue grey the old iron bridge near Ulm carries trains",
            "the old iron bridge near Ulm red green carries trains green blue grey",
            "[moved 1: red] [moved 2: green blue grey] the old iron bridge near Ulm carries trains",
            "the old iron bridge near Ulm [moved 1: red] [added: green] carries trains [moved 2: green blue grey]",
        ),
        # Related words are changed, each with its own.
        ("Chinese ships", "ships of China", "[dropped: Chinese] ships", "ships [added: of China]"),
        ("Chinese old ships", "China ships", "[changed 1: Chinese] [dropped: old] ships", "[changed 1: China] ships"),
        (
            "the Ministry of State Security denied it",
            "the MSS then denied it",
            "the [changed 1: Ministry of State Security] denied it",
            "the [changed 1: MSS] [added: then] denied it",
        ),
        (
            "The United States and the US agreed",
            "The United States agreed",
            "The United States [dropped: and the US] agreed",
            "The United States agreed",
        ),
        # One word in the middle of two quite different wordings is not cut out of them.
        (
            "They said she left the town of her own free will yesterday",
            "They said nobody had seen her since and that the police knew of nothing",
            "They said [changed 1: she left the town of her own free will yesterday]",
            "They said [changed 1: nobody had seen her since and that the police knew of nothing]",
        ),
    ],
)
def test_each_kind_is_found(a: str, b: str, first: str, second: str) -> None:
    assert repr(align(a, b)).splitlines()[:2] == [f" first: {first}", f"second: {second}"]


def test_a_word_in_the_same_stretch_of_difference_has_not_moved(case: Case) -> None:
    assert pieces(align(statements(case, "I28"), statements(case, "D08"))) == [
        (
            "changed",
            "The British foreign secretary, Dominic Raab, on Monday called that “a reckless but familiar",
            "US Secretary of State Antony Blinken said the attack was part of a",
        ),
        ("same", "pattern of", "pattern of"),
        ("added", "", "irresponsible, disruptive and destabilising"),
        ("same", "behavior", "behavior"),
        ("added", "", "in cyberspace"),
    ]


def test_case_quotes_punctuation_and_spelling_make_no_difference() -> None:
    alignment = align("CHINA’S “BEHAVIOUR”, they say", "China's ‘behavior’ – they say.")
    assert pieces(alignment) == [("same", "CHINA’S “BEHAVIOUR”, they say", "China's ‘behavior’ – they say")]
    assert alignment.summary() == "All 4 words are the same."


def test_the_country_is_not_the_pronoun() -> None:
    assert pieces(align("they told US", "they told us"))[-1] == ("changed", "US", "us")


# What holds for any two versions


@settings(max_examples=300, deadline=None)
@given(version, version)
def test_every_word_is_in_one_piece_and_pieces_are_what_they_say(a: str, b: str) -> None:
    alignment = align(a, b)
    for text, spans in (
        (a, [(piece.a_start, piece.a_end, piece.a_text) for piece in alignment.pieces]),
        (b, [(piece.b_start, piece.b_end, piece.b_text) for piece in alignment.pieces]),
    ):
        assert all(text[start:end] == words for start, end, words in spans)
        covered = sorted((start, end) for start, end, _ in spans if start < end)
        assert [word for span in covered for word in words_of(text[slice(*span)])] == words_of(text)
        edges = {edge for span in word_spans(text) for edge in span}
        assert edges.issuperset(edge for span in covered for edge in span)

    for piece in alignment.pieces:
        one, other = ([fold_spelling(word) for word in words_of(text)] for text in (piece.a_text, piece.b_text))
        assert (one == other) == (piece.kind in {"same", "moved"})
        assert bool(one) == (piece.kind != "added")
        assert bool(other) == (piece.kind != "dropped")
    same = [piece.b_start for piece in alignment.pieces if piece.kind == "same"]
    assert same == sorted(same), "what is the same stands in the same order"


@settings(max_examples=300, deadline=None)
@given(version, version)
def test_the_other_way_round_added_and_dropped_change_places(a: str, b: str) -> None:
    def mirrored(piece: Piece) -> tuple[object, ...]:
        kind = OTHER_WAY.get(piece.kind, piece.kind)
        return (kind, piece.b_start, piece.b_end, piece.a_start, piece.a_end)

    there = {(piece.kind, piece.a_start, piece.a_end, piece.b_start, piece.b_end) for piece in align(a, b).pieces}
    assert {mirrored(piece) for piece in align(b, a).pieces} == there
    assert align(a, b) == align(a, b)


@settings(max_examples=100, deadline=None)
@given(version)
def test_a_version_against_itself_is_all_the_same(a: str) -> None:
    assert {piece.kind for piece in align(a, a).pieces} == {"same"}


# How it is counted and shown


def test_the_words_of_each_kind_are_counted_in_both_versions(case: Case) -> None:
    a, b = statements(case, "I09"), statements(case, "D16")
    counts = align(a, b).counts
    assert counts == {"same": (9, 9), "changed": (11, 10), "dropped": (0, 0), "added": (0, 8), "moved": (0, 0)}
    assert tuple(map(sum, zip(*counts.values(), strict=True))) == (count_words(a), count_words(b))


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        ("one", "One", "The one word is the same."),
        ("old bridge", "old tower", "1 word is the same, 1 changed into 1."),
        ("the old bridge fell on Monday", "on Monday the bridge fell", "3 words are the same, 1 dropped, 2 moved."),
        ("bridges", "towers", "0 words are the same, 1 changed into 1."),
    ],
)
def test_the_summary_is_a_sentence(a: str, b: str, sentence: str) -> None:
    assert align(a, b).summary() == sentence


def test_the_table_has_one_row_a_piece() -> None:
    table = align("the old bridge", "the bridge fell").table
    assert table.columns.tolist() == ["kind", "a_text", "b_text", "a_start", "a_end", "b_start", "b_end"]
    assert table.to_numpy().tolist() == [
        ["same", "the", "the", 0, 3, 0, 3],
        ["dropped", "old", "", 4, 7, 3, 3],
        ["same", "bridge", "bridge", 8, 14, 4, 10],
        ["added", "", "fell", 14, 14, 11, 15],
    ]


def test_a_notebook_shows_both_versions_whole_and_labels_what_differs(case: Case) -> None:
    a, b = statements(case, "I23", "I24"), statements(case, "D13")
    shown = align(a, b, names=("Independent", "Dawn"))._repr_html_()
    for name, text in (("Independent", a), ("Dawn", b)):
        line = next(line for line in shown.split("<p ") if f"<strong>{name}</strong>" in line).split("<br>")[1]
        unlabelled = re.sub(r" <small[^>]*>\[[^]]*\]</small>", "", line)
        assert re.sub(r"<[^>]*>", "", unlabelled).strip() == text
    assert "<del style='text-decoration:line-through;color:#1A1A1A;background:none'>may</del>" in shown
    assert shown.count("[moved 1]") == 2, "the same number in both versions"
    assert "[dropped]" in shown
    assert f"<p style='margin:.4em 0'>{align(a, b).summary()}</p>" in shown


def test_markup_in_a_version_is_shown_and_not_obeyed() -> None:
    shown = align("<b>old</b> & bridge", "<i>new</i> bridge", names=("<x>", "y"))._repr_html_()
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "<x>" not in shown
    assert "b&gt;old&lt;/b" in shown


def test_kinds_are_told_apart_without_colour() -> None:
    lines = [line for _, line in LOOKS.values()]
    assert set(LOOKS) == set(KINDS) - {"same"}
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("paper", [paper for paper, _ in LOOKS.values()])
def test_the_letters_stand_out_from_their_ground(paper: str) -> None:
    def luminance(colour: str) -> float:
        """Compute the relative luminance of WCAG 2.1."""
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert (luminance(paper) + 0.05) / (luminance(INK) + 0.05) >= 4.5


# Length, and slips


def test_the_longest_versions_take_seconds() -> None:
    start = perf_counter()
    a = " ".join(f"word{number * number % 997}" for number in range(2000))
    b = " ".join(f"word{number * number % 991}" for number in range(2000))
    assert align(a, b).counts["same"][0] > 0
    assert align("ha " * 1000 + "ho " * 1000, "ho " * 1000 + "ha " * 1000).counts["moved"] == (1000, 1000)
    assert perf_counter() - start < 90, "about two seconds on a quiet machine"


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        ("", "old bridge", "The first version holds no word.*Found ''"),
        ("old bridge", " … ", "The second version holds no word"),
        (None, "old bridge", "Expected the first version as text. Found NoneType"),
        ("old bridge", 7, "Expected the second version as text. Found int"),
        ("old " * 2001, "old", "The first version has 2,001 words.*at most 2,000 words.*use shared_phrases"),
    ],
)
def test_a_slip_gets_one_clear_sentence(a: str, b: str, sentence: str) -> None:
    with pytest.raises(KitError, match=sentence):
        align(a, b)


@pytest.mark.parametrize("names", ["AB", ("Dawn",), ("Dawn", 2), ("a", "b", "c")])
def test_two_names_are_needed(names: tuple[str, str]) -> None:
    with pytest.raises(KitError, match="names= takes two names"):
        align("old bridge", "new bridge", names=names)
