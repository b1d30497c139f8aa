"""`score_codes`: gold 1, a listed alternative 1, the next rung ½, sets by their overlap."""

import pytest

import attributed as at
from attributed.case import Case


def credit(case: Case, book: str, statement: str, answer: str | set[str]) -> float:
    """Return the credit for one answer."""
    return float(dict(at.score_codes({statement: answer}, case.gold(book)).loc[statement])["credit"])


def test_gold_and_listed_alternatives_earn_one(case: Case) -> None:
    assert credit(case, "voice", "D25", "PQ") == 1
    assert credit(case, "voice", "I24", "PQ") == 1
    assert credit(case, "voice", "I24", "DQ") == 1
    said = at.score_codes({"I24": "DQ"}, case.gold("voice")).loc["I24", "why"]
    assert "accepted here as well" in str(said)


def test_any_other_label_earns_nothing(case: Case) -> None:
    assert credit(case, "voice", "D25", "DQ") == 0


def test_the_next_rung_earns_half_and_the_one_after_nothing(case: Case) -> None:
    assert case.codes.loc["D13", "link"] == "TOLERATED"
    assert credit(case, "ladder", "D13", "TOLERATED") == 1
    assert credit(case, "ladder", "D13", "LOCATED") == 0.5
    assert credit(case, "ladder", "D13", "AFFILIATED") == 0.5
    assert credit(case, "ladder", "D13", "STATE") == 0
    assert credit(case, "ladder", "D13", "NA") == 0


def test_frames_earn_their_overlap_from_a_half_on(case: Case) -> None:
    assert case.codes.loc["D09", "frames"] == {"CAUSE", "MORAL", "PROBLEM"}
    assert credit(case, "frame", "D09", {"CAUSE", "MORAL", "PROBLEM"}) == 1
    assert credit(case, "frame", "D09", {"CAUSE", "MORAL"}) == pytest.approx(2 / 3)
    assert credit(case, "frame", "D09", {"CAUSE"}) == 0
    assert case.codes.loc["D25", "frames"] == {"MORAL"}
    assert credit(case, "frame", "D25", {"MORAL", "REMEDY"}) == 0.5


def test_a_listed_second_set_counts_as_the_first(case: Case) -> None:
    assert case.codes.loc["D16", "frames_alt"] == "CAUSE|MORAL"
    assert credit(case, "frame", "D16", {"CAUSE", "MORAL"}) == 1


def test_why_gives_the_test_of_the_answer_and_never_names_the_gold(case: Case) -> None:
    why = str(dict(at.score_codes({"D25": "DQ"}, case.gold("voice")).loc["D25"])["why"])
    assert case.codebooks["voice"]["DQ"].test in why
    assert "PQ" not in why
    assert "partial" not in why


def test_an_unknown_label_or_id_is_one_sentence(case: Case) -> None:
    with pytest.raises(at.KitError, match="no label 'ZZ'"):
        at.score_codes({"D25": "ZZ"}, case.gold("voice"))
    with pytest.raises(at.KitError, match="no statement 'D99'"):
        at.score_codes({"D99": "DQ"}, case.gold("voice"))
    with pytest.raises(at.KitError, match="Expected a set of labels"):
        at.score_codes({"D25": "MORAL"}, case.gold("frame"))
    with pytest.raises(at.KitError, match="Expected one label"):
        at.score_codes({"D25": {"PQ"}}, case.gold("voice"))
    with pytest.raises(at.KitError, match="no codebook 'tone'"):
        case.gold("tone")
    with pytest.raises(at.KitError, match="not coded by 'words'"):
        case.gold("words")
