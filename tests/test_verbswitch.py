"""Which verbs are offered for a cue, in which form, and how the sentence reads with them."""

import pytest

import attributed as at
from attributed.case import Case
from attributed.reword import reword_at
from attributed.verbswitch import Switch, known_verbs, listed_verbs, switch_of, switchable


@pytest.fixture(scope="module")
def case() -> Case:
    return at.load_case()


def reads(case: Case, key: str, lemma: str) -> str:
    """Return a statement with another verb in it."""
    switch = switch_of(case, key)
    verb = next(verb for verbs in switch.fitting.values() for verb in verbs if verb.lemma == lemma)
    parts = reword_at(case, key, verb.places).parts
    return "".join(part if isinstance(part, str) else f"[{part.new}]" for part in parts)


def offered(switch: Switch, label: str) -> list[str]:
    return [verb.words for verb in switch.fitting[label]]


def test_every_verb_is_in_the_lexicon_under_its_class() -> None:
    lexicon = at.load_lexicon("reporting")
    assert [(lemma, label) for lemma, label in listed_verbs() if lexicon[lemma].label != label] == []
    assert all(lexicon[lemma] for lemma in known_verbs())


@pytest.mark.parametrize(
    ("key", "lemma", "begins"),
    [
        ("I01", "dispute", "China [disputes] involvement"),
        ("D06", "slam", "The United States on Monday [slammed] Beijing [for] carrying out"),
        ("D06", "suspect", "The United States on Monday [suspected] Beijing of carrying out"),
        ("D05", "criticise", "[criticising] American allies for signing up"),
        ("I27", "blame", "They are [blamed] [for] targeting"),
        ("I22", "claim", "The White House [claimed that] it reserved"),
        ("I26", "allege", "who the prosecutors [alleged] worked with the MSS"),
        ("I08", "deny", "China’s foreign ministry spokesperson has [denied] on Tuesday that"),
        ("I07", "brand", "[Branding] the claims"),
        ("D25", "ridicule", "British Foreign Secretary Dominic Raab [ridiculing] the cyberattack as"),
        ("D24", "criticise", "Allies [criticised] China"),
        ("I23", "assure", "US President Joe Biden [assured] reporters that"),
    ],
)
def test_the_verb_stands_in_the_form_and_with_the_words_that_the_sentence_needs(
    case: Case, key: str, lemma: str, begins: str
) -> None:
    assert reads(case, key, lemma).startswith(begins)


def test_nobody_can_be_accused_neutrally(case: Case) -> None:
    assert offered(switch_of(case, "D06"), "NEUTRAL") == []
    assert offered(switch_of(case, "D06"), "ACT")


def test_the_printed_verb_is_not_offered(case: Case) -> None:
    for key in switchable(case):
        switch = switch_of(case, key)
        assert switch.cue not in {verb.words for verbs in switch.every.values() for verb in verbs}, key


def test_all_verbs_of_a_class_stand_in_the_form_of_the_cue(case: Case) -> None:
    switch, lexicon = switch_of(case, "I06"), at.load_lexicon("reporting")
    charged = [entry for entry in lexicon.entries if entry.label == "CHARGED" and entry.lemma != "complain"]
    assert [verb.words for verb in switch.every["CHARGED"]] == [entry.forms[3] for entry in charged]


def test_after_has_and_are_stands_the_participle_and_else_the_past(case: Case) -> None:
    entry = at.load_lexicon("reporting")["speak out"]
    for key, form in (("I25", entry.forms[2]), ("I27", entry.forms[2]), ("I29", entry.forms[1])):
        assert form in {verb.words for verb in switch_of(case, key).every["ACT"]}, key


def test_a_cue_that_is_a_noun_has_no_verbs(case: Case) -> None:
    switch = switch_of(case, "I20")
    assert switch.cue == "statements"
    assert not any(switch.every.values())


@pytest.mark.parametrize(("key", "said"), [("I03", "has no cue"), ("I10", "outside the statement"), ("Z9", "Z9")])
def test_what_cannot_be_exchanged_is_said(case: Case, key: str, said: str) -> None:
    with pytest.raises(at.KitError, match=said):
        switch_of(case, key)


def test_every_statement_of_another_case_that_has_its_cue_can_be_read_with_other_verbs() -> None:
    sample = at.draft_case("x", at.sample_articles()).case
    assert switchable(sample)
    for key in switchable(sample):
        text = sample.statements["text"][key]
        for verbs in switch_of(sample, key).fitting.values():
            for verb in verbs:
                printed = [
                    part if isinstance(part, str) else part.old for part in reword_at(sample, key, verb.places).parts
                ]
                assert "".join(printed) == text
