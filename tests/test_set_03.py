"""Exercise set 3, where the tests of every set do not reach: fair and unfair texts, odd functions, what it rests on."""

import re
from collections.abc import Callable

import pandas as pd
import pytest
from answers.set_03 import NAME
from exercise_sets import SETS
from nltk import ConditionalFreqDist

import attributed as at
from attributed.case import Case
from attributed.exercises.checker import Checker
from attributed.exercises.fold import fold
from attributed.exercises.key import key_faults, key_of, read_toml
from attributed.lexicon import load_lexicon

SET = next(work for work in SETS if work.name == NAME)


@pytest.fixture(scope="module")
def check() -> Checker:
    """The check of set 3 against its key."""
    return at.checker(NAME, SET.solution)


FAIR_REPORTS = {
    13: [
        "Zhao Lijian said the US had brought in its allies against China over cybersecurity.",
        "China's foreign ministry rejected what the United States, together with its allies, had said of it.",
        "According to China’s spokesman, the U.S. had drawn its allies into a case against China on cybersecurity.",
        "Beijing objected to what Washington and its allies had said about China on the matter of cybersecurity.",
        "The foreign ministry accused the United States of drawing its allies into a dispute over cybersecurity.",
    ],
    14: [
        "Biden said that China’s government was protecting the people behind it, and might even be helping them.",
        "The US President told reporters that China’s government shielded those who did it and perhaps helped them.",
        "According to President Biden, Beijing was protecting those who did it, possibly even making room for them.",
        "Joe Biden accused the Chinese government of protecting hackers, and maybe even of accommodating them.",
        "Mr Biden said he was not sure how far it went, but that the Chinese government protected the hackers.",
    ],
}
UNFAIR_REPORTS = {
    13: [
        "The United States brought in its allies against China over cybersecurity in July of that year.",
        "Zhao Lijian rejected the unwarranted things that the US and its allies had said about China.",
        "Zhao said that the United States had MUSTERED its allies against China on the issue of cybersecurity.",
        "Zhao Lijian said that the US accusations against China over cybersecurity had been shared by allies.",
        "Zhao exposed how the United States had brought in its allies against China over cybersecurity.",
        "The spokesman said that several states had come together against China over cybersecurity in that week.",
    ],
    14: [
        "The Chinese government protected those who did it, and was perhaps even helping them to do it.",
        "Biden said that the Chinese government was protecting those who did it, and that it helped them.",
        "Biden said that China was not doing this itself but perhaps protected those who were doing it.",
        "Biden said that the Chinese government, like Moscow, was perhaps protecting those who had done it.",
        "Xi Jinping said that the Chinese government was perhaps protecting those who had carried it out.",
    ],
}


@pytest.mark.parametrize(("number", "text"), [(n, text) for n, texts in FAIR_REPORTS.items() for text in texts])
def test_a_fair_report_in_any_wording_earns_everything(number: int, text: str, check: Checker) -> None:
    mark = check(number, text)
    assert float(mark) == 2, mark.says


@pytest.mark.parametrize(("number", "text"), [(n, text) for n, texts in UNFAIR_REPORTS.items() for text in texts])
def test_a_report_that_one_rendering_alone_supports_earns_half_at_most(number: int, text: str, check: Checker) -> None:
    assert float(check(number, text)) <= 1


def test_a_word_of_one_rendering_is_named_and_the_other_rendering_is_not_told(check: Checker) -> None:
    mark = check(13, "Zhao Lijian said that the US had mustered its allies against China over cybersecurity.")
    assert mark.says[0].startswith("“mustered”: ")
    assert "ganged" not in " ".join(mark.says)


def test_words_to_avoid_need_coaching_and_coaching_needs_words_to_avoid(case: Case) -> None:
    for change in ({"avoid": ["ganged"], "coach": {}}, {"coach": {**SET.key.items[13].spec["coach"]}}):
        data = read_toml(SET.solution / "key.toml")
        del data["item"]["13"]["avoid"]
        data["item"]["13"] |= change
        assert [fault for fault in key_faults(key_of(data, SET.solution), case) if "coach should speak of" in fault]


def test_a_small_word_of_the_statement_is_not_said_to_be_missing_from_it(check: Checker) -> None:
    assert "does not stand" not in check(2, {"D22": "the"}).says[-1]


@pytest.mark.parametrize("number", [13, 14])
def test_no_word_to_avoid_stands_in_both_renderings(number: int, case: Case) -> None:
    text = case.statements["text"]
    pairs = {13: ("I09 I10 I11", "D16 D17"), 14: ("I23 I24", "D13")}[number]
    first, second = (fold(" ".join(text[key] for key in keys.split())) for keys in pairs)
    for words in SET.key.items[number].spec["avoid"]:
        where = rf"\b{re.escape(fold(words))}\b"
        assert not (re.search(where, first) and re.search(where, second)), words


FAIR_ANSWERS: dict[str, tuple[int, object]] = {
    "marked words in curly marks and capitals": (
        2,
        {
            "d19": "“Totally”",
            "i28": "but familiar pattern of behavior.",
            "d22": " malicious ",
            "d10": "'between 2011 and 2018'",
        },
    ),
    "shares as whole numbers": (6, {"I10-AP": 85, "I10-AFP": 15, "D17-AP": 29, "D17-AFP": 100}),
    "names with a long dash and small letters": (6, {"i10–ap": 84.6, "i10–afp": 15.4, "d17–ap": 28.6, "d17–afp": 100}),
    "an index for a list": (8, pd.Index(["b", "d", "c", "a"])),
    "labels in small letters": (
        10,
        {"I01": "act", "I27": "Act", "I05": "act", "I29": " ACT", "D22": "neutral", "D29": "Neutral."},
    ),
    "a Series for a dict": (12, pd.Series({"CHINA": 34.8, "US": 16.7})),
    "a conclusion in words": (
        7,
        "The paper had the sentence from that agency, or from somebody who had it from there.",
    ),
}


@pytest.mark.parametrize("name", FAIR_ANSWERS)
def test_a_strange_but_fair_form_is_taken(name: str, check: Checker) -> None:
    number, answer = FAIR_ANSWERS[name]
    assert float(check(number, answer)) == SET.key.items[number].points


def shared_words(plain: Callable[[str], str], give: Callable[[set[str]], object] = sorted) -> Callable[..., object]:
    """Return a function as a student would write it."""

    def function(pair: list[str]) -> object:
        first, second = ({*re.findall("[a-z0-9']+", plain(text))} for text in pair)
        return give(first & second)

    return function


def test_a_function_written_in_another_way_is_taken(check: Checker) -> None:
    assert float(check(9, shared_words(lambda text: text.replace("’", "'").casefold()))) == 3
    assert float(check(9, shared_words(lambda text: re.sub("[‘’]", "'", text.lower())))) == 3


def test_a_function_that_fails_is_told_on_which_pair(check: Checker) -> None:
    mark = check(9, shared_words(str.lower))
    assert "nobody’s" in mark.says[0]
    assert "it's" not in mark.says[0].split("it fails")[1]
    stopped = check(9, lambda _: 1 / 0)
    assert float(stopped) == 0
    assert "It stopped with an error (ZeroDivisionError" in stopped.says[0]
    assert float(check(9, shared_words(str.lower, set))) == 0
    assert float(check(9, lambda _: ...)) == 0
    assert check(9, ["ferry"]).verdict == "form"


def test_the_words_left_out_stand_in_one_report_only(case: Case) -> None:
    text = case.statements["text"]
    shorter = {"D19": ["I19"], "I28": ["D25"], "D22": ["D04"], "D10": ["I25", "I26", "I27"]}
    for key, words in SET.key.items[2].spec["wanted"].items():
        assert words in text[key]
        for other in shorter[key]:
            assert not set(words.split()) & set(re.findall(r"\w+", text[other])) - {"of", "and"}


def test_shares_and_their_order_are_those_that_the_alignments_give(case: Case) -> None:
    texts = {**case.statements["text"], **case.facts["key_words"]}

    def share(first: str, second: str) -> float:
        return 100 * at.align(texts[first], texts[second]).counts["same"][0] / len(texts[first].split())

    for name, value in SET.key.items[6].spec["accept"].items():
        key, agency = name.split("-")
        assert share(key, {"AP": "F24", "AFP": "F25"}[agency]) == pytest.approx(value, abs=0.01)
    pairs = {"a": ("I10", "D17"), "b": ("D13", "F08"), "c": ("D17", "I10"), "d": ("I11", "I08")}
    shares = {letter: share(*pair) for letter, pair in pairs.items()}
    assert sorted(shares, key=shares.__getitem__, reverse=True) == SET.key.items[8].spec["accept"]
    assert min(shares[early] - shares[late] for early, late in ("bd", "dc", "ca")) > 10


def test_the_shares_of_cue_classes_are_those_of_the_table(case: Case) -> None:
    marked = case.statements[case.statements["quoted"] > 0]
    cues = ConditionalFreqDist(zip(marked["side"], marked["cue_class"], strict=True))
    for side, value in SET.key.items[12].spec["accept"].items():
        assert 100 * cues[side].freq("ACT") == pytest.approx(value, abs=0.01)
    # What the key says of the United States: six, and one more would double the share.
    assert (cues["US"].N(), cues["US"]["ACT"]) == (6, 1)


def test_the_lexicon_agrees_with_the_verbs_that_both_could_accept() -> None:
    verbs = {"a": "deny", "b": "lash out", "c": "state", "d": "bluster", "e": "say", "f": "thunder"}
    labels = {entry.lemma: entry.label for entry in load_lexicon("reporting").entries}
    accepted = {letter for letter, verb in verbs.items() if labels[verb] != "CHARGED"}
    assert accepted == set(SET.key.items[11].spec["accept"])


def test_the_reporters_words_stand_outside_the_marks_and_the_speakers_inside(case: Case) -> None:
    options = {letter: words.split(": ", 1) for letter, words in SET.key.items[3].spec["options"].items()}
    outside = {
        letter
        for letter, (word, sentence) in options.items()
        if word in sentence and word not in "".join(re.findall("“[^”]*”", sentence))
    }
    assert outside == set(SET.key.items[3].spec["accept"])
    printed = " ".join(case.statements["text"])
    assert all(sentence in printed for _, sentence in options.values())


def test_a_word_counts_as_a_speakers_own_where_the_facts_hold_it(case: Case) -> None:
    own = {"a": "F27", "b": "F21", "c": "F07", "d": "F02", "e": "F20", "f": "F27"}
    options = SET.key.items[5].spec["options"]
    held = {
        letter
        for letter, fact in own.items()
        if options[letter].split(",")[0].strip("“”") in str(case.facts.at[fact, "key_words"])
    }
    assert held == set(SET.key.items[5].spec["accept"])


def test_the_coders_differed_on_the_cue_as_the_coaching_says(case: Case) -> None:
    found = [str(cue).strip("()") for cue in case.coded_by("cue").loc["D22"]]
    assert sorted(found) == ["", "said", "said"]
    for key in SET.key.items[10].spec["statements"]:
        if key != "D22":
            assert len(set(case.coded_by("cue").loc[key])) == 1
