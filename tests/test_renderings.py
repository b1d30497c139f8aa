"""Which words are taken as a rendering."""

import pytest

import attributed as at
from attributed.case import Case
from attributed.renderings import find_rendering


def test_of_a_statement_the_words_in_marks_are_taken_and_all_of_them_are_inside(case: Case) -> None:
    found = find_rendering(case, "D16")
    assert found.text.startswith("The US has mustered")
    assert "spokesman" not in found.text
    assert found.inside == ((0, len(found.text)),)
    assert found.head == "Dawn · D16"


def test_of_joined_statements_everything_between_is_taken_and_the_marks_are_kept_apart(case: Case) -> None:
    found = find_rendering(case, "I23+I24")
    assert found.text.startswith("the Chinese government may not")
    assert [found.text[start:end].strip(" “”")[:16] for start, end in found.inside] == ["protecting those"]
    assert found.speaker == "Joe Biden"


def test_of_a_fact_one_wording_is_taken_with_its_source(case: Case) -> None:
    first, second = find_rendering(case, "F03"), find_rendering(case, "F03:2")
    assert (first.place, first.text) == ("Reuters", "groundless guesses and accusations")
    assert (second.place, second.text) == ("CNN", "unprovoked guesses")


def test_a_quotation_that_nobody_is_named_for_says_so(case: Case) -> None:
    assert find_rendering(case, "I03").speaker == "nobody named"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("D99", "no statement or fact 'D99'"),
        ("F03:3", "no wording 3 in the fact F03: it gives 2"),
        ("I23+F08", "F08 is a fact"),
        ("I23+D13", "must stand in one article"),
        ("I24+I23", "in the order of the article"),
    ],
)
def test_a_name_of_nothing_gets_one_sentence(name: str, message: str, case: Case) -> None:
    with pytest.raises(at.KitError, match=message):
        find_rendering(case, name)
