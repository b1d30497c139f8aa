"""Shared phrases: rebuilt from their offsets, checked against the key words, counted camp by camp."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from test_casecheck import replace

import attributed as at
from attributed.case import Case
from attributed.casecheck import check_case
from attributed.phrases import reads


def test_the_words_are_those_of_the_key_words(case: Case) -> None:
    for row in case.phrases.to_dict("records"):
        assert row["words"] in case.facts.loc[row["fact"], "key_words"]
        assert reads(row["phrase"], row["words"])


def test_no_word_is_counted_in_two_phrases(case: Case) -> None:
    for _, places in case.phrases.groupby("fact"):
        spans = sorted(zip(places["start"], places["end"], strict=True))
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("phrase", "words", "same"),
    [
        ("state behaviour", "State behavior", True),
        ("state behaviour", "state behaviours", False),
        ("pattern of … behaviour", "pattern of reckless, costly behavior", True),
        ("pattern of … behaviour", "pattern of behaviour", True),
        ("pattern of … behaviour", "pattern of behaviour here", False),
        ("stop … stop", "stop", False),
        ("a … b … c", "a x b y c", True),
        ("a … b … c", "a x y c", False),
        ("a thief crying stop", "a thief crying “stop”", True),
    ],
)
def test_a_phrase_reads_like_the_same_words_with_anything_in_its_gap(phrase: str, words: str, same: bool) -> None:  # noqa: FBT001
    assert reads(phrase, words) is same


def test_every_long_run_that_texts_of_a_camp_share_is_in_the_table(case: Case) -> None:
    # Whoever adds key words to a fact finds out here that another text of the camp has them too.
    left_out = {"Microsoft Exchange Server", "the United Kingdom", "the United States", "across the world",
                "that the Chinese government", "its allies to"}  # fmt: skip
    for camp, rows in case.phrases.groupby("camp"):
        texts = {fact: case.facts.loc[fact, "key_words"].replace(" / ", "\n\n") for fact in dict.fromkeys(rows["fact"])}
        runs = at.shared_phrases(texts)
        for run in runs[runs["content_words"] > 0].to_dict("records"):
            noted = [set(rows.loc[rows["fact"] == fact, "phrase"]) for fact in run["texts"]]
            assert run["phrase"] in left_out or set.intersection(*noted), (camp, run["phrase"])


def test_both_camps_share_phrases_and_the_pairs_are_counted(case: Case) -> None:
    counts = at.phrase_counts(case)
    for camp, row in counts.iterrows():
        facts = case.phrases.loc[case.phrases["camp"] == camp, "fact"].unique()
        assert row["texts"] == len(facts)
        assert row["pairs"] == len(list(combinations(facts, 2)))
    assert (counts["phrases"] > 0).all()
    assert (at.phrase_counts(case, 3)["phrases"] < counts["phrases"]).all()
    assert at.phrase_counts(case, 99)["phrases"].to_list() == [0, 0]


@pytest.mark.parametrize("min_texts", [1, 2, 3])
def test_a_phrase_that_stands_in_just_so_many_texts_counts(min_texts: int, case: Case) -> None:
    texts = case.phrases.groupby(["camp", "phrase"])["fact"].nunique()
    counted = at.phrase_counts(case, min_texts)["phrases"]
    for camp in counted.index:
        assert counted[camp] == (texts[camp] >= min_texts).sum()


@pytest.mark.parametrize("min_texts", [0, -1, 1.5, "two", True])
def test_a_number_of_texts_that_is_none_gets_one_sentence(min_texts: int, case: Case) -> None:
    with pytest.raises(at.KitError, match="in how many texts a phrase stands"):
        at.phrase_counts(case, min_texts)


def test_a_case_need_not_have_phrases(case_copy: Path) -> None:
    (case_copy / "phrases.csv").unlink()
    case = at.load_case(case_copy)
    assert case.phrases.empty
    assert list(case.phrases.columns[:2]) == ["phrase", "words"]
    assert at.phrase_counts(case).empty
    assert check_case(case_copy) == []


FIRST = 'P01,groundless and irresponsible,F20,"embassy, NZ",China,CHINA,8,36'
SECOND = 'P02,groundless and irresponsible,F22,"embassy, UK",China,CHINA,0,28'
DAMAGES = {
    "no such fact": (FIRST[:36], FIRST[:33] + "F99", "there is no fact 'F99'"),
    "an unknown side": ("China,CHINA,", "China,RED,", "the label 'RED', which side does not know"),
    "no number": (",8,36,", ",eight,36,", "expected whole numbers, found 'eight'"),
    "outside the key words": (",8,36,", ",8,3600,", "8 to 3600 is no place in the key words of F20"),
    "an empty place": (",8,36,", ",8,8,", "8 to 8 is no place"),
    "a word that is cut": (",8,36,", ",8,35,", "the offsets cut a word"),
    "other words": ("groundless and irresponsible", "groundless and unwise", "not 'groundless and unwise'"),
    "no camp": ('"embassy, NZ",China,', '"embassy, NZ",,', "camp is empty"),
    "two names for a text": ('"embassy, NZ",China,', "embassy,China,", "text of F20 is 'embassy, NZ', but 'embassy'"),
    "one place twice": (SECOND, FIRST.replace("P01", "P02"), "in F20 is P01 already"),
    "an id twice": ("P02,", "P01,", "used before, on line 2"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_fault_is_named_with_file_and_line_and_stops_the_table(damage: str, case_copy: Path) -> None:
    old, new, message = DAMAGES[damage]
    replace("phrases.csv", old, new)(case_copy)
    faults = [str(fault) for fault in check_case(case_copy)]
    assert any(f"{case_copy.name}/phrases.csv:" in fault and message in fault for fault in faults), faults
    with pytest.raises(at.KitError):
        at.load_case(case_copy).phrases  # noqa: B018 - a property that reads


def test_phrases_need_no_article_text(case_copy: Path) -> None:
    for path in (case_copy / "articles").glob("*.txt"):
        path.unlink()
    assert len(at.load_case(case_copy).phrases)
