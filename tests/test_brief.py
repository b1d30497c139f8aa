"""The brief: fair ones of many kinds keep to the form, poor ones do not, and each miss is told in words of its own."""

import re
from pathlib import Path

import pytest
from briefs import BASE, CHANGED, GOOD, POOR
from exercise_sets import ROOT, SETS
from hypothesis import given, settings
from hypothesis import strategies as st

import attributed as at
from attributed.case import Case
from attributed.exercises.brieftext import Brief
from attributed.exercises.key import Item
from attributed.exercises.kinds import brief as kind
from attributed.exercises.ownwords import charged_verbs, judging_words
from attributed.exercises.result import FormError, OpenError, Result
from attributed.exercises.sayings import sayings

WORK, ITEM = next((work, item) for work in SETS for item in work.key.items.values() if item.kind == "brief")
PARTIES = ITEM.spec["speakers"]
PARTNERS, CHINA = PARTIES
CASE = at.load_case()
COACH = ITEM.spec["coach"]
PAGE = ROOT / "docs" / "teaching" / f"{WORK.name}.md"


def marked(text: str, case: Case) -> Result:
    """Bring a brief into form and mark it."""
    return kind.mark(ITEM, kind.form(ITEM, text), case)


def missed(result: Result) -> list[str]:
    """Return the requirements that a mark’s coaching speaks of."""
    return [name for name, words in COACH.items() if any(words in line for line in result.says)]


# Whole briefs


def test_there_are_enough_briefs_of_both_kinds() -> None:
    assert len(GOOD) >= 12
    assert len(CHANGED) + len(POOR) >= 15


@pytest.mark.parametrize("name", GOOD)
def test_a_fair_brief_in_any_manner_gets_every_mark_for_its_form(name: str, case: Case) -> None:
    assert marked(GOOD[name], case) == Result(1, (ITEM.why,))


@pytest.mark.parametrize("name", CHANGED)
def test_one_slip_costs_one_share_and_is_told_in_its_own_words(name: str, case: Case) -> None:
    old, new, requirement = CHANGED[name]
    assert BASE.count(old) == 1
    result = marked(BASE.replace(old, new), case)
    assert result.share == pytest.approx(1 - 1 / len(COACH))
    assert missed(result) == [requirement]


@pytest.mark.parametrize("name", POOR)
def test_a_poor_brief_does_not_get_every_mark(name: str, case: Case) -> None:
    text, requirement = POOR[name]
    result = marked(text, case)
    assert result.share < 1
    assert requirement in missed(result)


def test_without_a_side_it_earns_half_at_most_and_without_both_nothing(case: Case) -> None:
    accusers, accused = (marked(POOR[f"one side only, the {side}"][0], case) for side in ("accusers", "accused"))
    assert accusers.share == accused.share == 0.5
    assert accusers.says[0].startswith(f"{CHINA}: ")
    assert accused.says[0].startswith(f"{PARTNERS}: ")
    assert marked(POOR["nobody says anything"][0], case).share == 0


def test_what_is_found_is_named_with_its_place_on_the_page(case: Case) -> None:
    misquoted = marked(BASE.replace("“made up out of thin air”", "“invented out of thin air”"), case).says[0]
    assert misquoted.startswith("“invented out of thin air” (changed: “up” → “invented”): ")
    charged = marked(BASE.replace("rejected the", "lashed out at the"), case).says[0]
    assert charged.startswith("“lashed out”: ")
    undated = marked(BASE.replace("for acts alleged “between 2011 and 2018”", "for hacking"), case).says[0]
    assert undated.startswith("“charges against”: ")


def test_every_requirement_has_words_of_its_own() -> None:
    assert len(set(COACH.values())) == len(kind.COACH) == 6


def test_lines_may_end_anywhere_and_marks_be_of_any_shape(case: Case) -> None:
    for text in (
        BASE.replace(" ", "\n"),
        BASE.replace(" ", "\r\n"),
        BASE.replace("“", '"').replace("”", '"').replace("’", "'"),
        BASE.replace("“", "''").replace("”", "''"),
        BASE.replace(". ", ".\n\n"),
    ):
        assert marked(text, case).share == 1, text


# The form of the answer


def test_the_number_of_words_is_said_and_is_no_wrong_answer(case: Case) -> None:
    check = at.checker(WORK.name, WORK.solution)
    assert check.case.id == case.id
    least, most = ITEM.spec["least_words"], ITEM.spec["most_words"]
    for count in (least - 1, most + 1):
        mark = check(ITEM.number, "word " * count)
        assert (mark.verdict, float(mark)) == ("form", 0)
        assert f"{count} words; {least} to {most} are due" in mark.says[0]
    for count in (least, most):
        assert check(ITEM.number, "word " * count).verdict == "wrong"


def test_what_is_no_text_or_not_yet_one_is_told_so() -> None:
    with pytest.raises(FormError, match="The sentences of your brief between quotation marks are due"):
        kind.form(ITEM, ["a", "brief"])
    for blank in ("...", "…", "  \n"):
        with pytest.raises(OpenError, match="Write your brief in place of the dots"):
            kind.form(ITEM, blank)


PIECES = st.sampled_from(
    [*"“”‘’\"'[]().,;:…-\n\t", "China", "US", "said", "“so”", "by", "raged", "reckless", "not", "2011"]
)


@given(st.lists(PIECES | st.text(max_size=6), max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_check(pieces: list[str]) -> None:
    result = kind.mark(ITEM, " ".join(pieces), CASE)
    assert 0 <= result.share <= 1
    assert result.says


# Sentences

SAID = {
    CHINA: [
        "Beijing’s line is that nothing has been proven.",
        "Both Washington and Beijing said a lot.",
        "For its part, China said no.",
        "China, for its part, denies it.",
        "Not so, says Beijing.",
        "“Never,” said Zhao Lijian, a spokesman.",
        "A spokesman for the Chinese Foreign Ministry, Zhao Lijian, told reporters so.",
        "China has repeatedly denied it.",
        "There were denials from Beijing.",
        "This was rejected in Beijing by Zhao Lijian.",
        "PRC officials stated the opposite.",
        "The Chinese denial came on Tuesday.",
        "In a statement, the Chinese embassy in New Zealand described this as wrong.",
        "China: “groundless”.",
        "Zhao Lijian – spokesman of the ministry – dismissed it.",
        "Zhao Lijian (foreign ministry spokesman) dismissed it.",
        "China, which the US accused, denied it.",
    ],
    PARTNERS: [
        "It was Britain that called it reckless.",
        "U.S. officials blamed it.",
        "The American accusation was made on Monday.",
        "Beijing was accused by Washington.",
        "Beijing stands accused by the US.",
        "As the White House put it, confidence was high.",
        "NATO acknowledged the statements.",
        "The United Kingdom holds China responsible.",
        "According to the White House it was so.",
        "Canada is confident that the ministry did it.",
        "The US has a high degree of confidence in this.",
        "Biden was more guarded: the government may not have known.",
    ],
}
NOT_SAID = {
    CHINA: [
        "The United States accused China of the attack.",
        "China was accused by the United States.",
        "The US and NATO condemned China and said that it was behind the hack.",
        "Washington said China had hacked Exchange.",
        "The statement about China was read out by Raab.",
        "The embassies were told by Canada to wait.",
    ],
    PARTNERS: [
        "Everyone around us said that China did it.",
        "Canada did not say so.",
        "Zhao accused the United States.",
        "Zhao told reporters that the US had hacked China.",
        "The Chinese embassy in New Zealand called the allegations untrue.",
    ],
}


def sides(sentence: str) -> set[str]:
    """Return the sides that say something in a sentence."""
    return {saying.side for saying in sayings(Brief(sentence).own, PARTIES)}


@pytest.mark.parametrize(("side", "sentence"), [(side, one) for side, all_ in SAID.items() for one in all_])
def test_a_party_is_heard_in_every_common_form_of_report(side: str, sentence: str) -> None:
    assert side in sides(sentence)


@pytest.mark.parametrize(("side", "sentence"), [(side, one) for side, all_ in NOT_SAID.items() for one in all_])
def test_a_party_that_is_only_spoken_about_is_not_heard(side: str, sentence: str) -> None:
    assert side not in sides(sentence)


FAIR_SENTENCES = [
    "Zhao said that the United States had smeared and slandered China.",
    "China said the hack claims threatened its security.",
    "The White House said the hackers threatened global security and stole trade secrets.",
    "Zhao accused the US of lying about China.",
    "He said the US was lying.",
    "The indictment alleges theft of trade secrets.",
    "The charges concern the alleged theft of trade secrets between 2011 and 2018.",
    "The two sides trade accusations of malicious cyber activity.",
    "It is not known whether the accusations are groundless.",
    "Neither the accusation nor the denial has been proven.",
    "Both sides describe the other’s conduct as irresponsible.",
    "The articles report criminal charges.",
    "The subject is cyber espionage; each government calls the other’s behaviour illegal.",
    "Cybercrime attributed to Russia was mentioned by Biden.",
    "This brief avoids verbs that judge, such as raging.",
    "Zhao noted that China is itself a victim of theft.",
    "According to China’s foreign ministry, the US is the biggest threat and has eavesdropped on allies.",
    "Each side says that the other one is the aggressor.",
    "In China’s view the claims are baseless.",
    "It considers the claims politically motivated.",
    "Calling the claims baseless, Zhao demanded their withdrawal.",
    "The word reckless is Raab’s.",
    "The claim of theft is disputed.",
    "The attack was, in Britain’s words, reckless.",
    "The United States holds China accountable for the theft.",
    "Who the culprit is remains unknown, and so does which of the claims are untrue.",
    "Which of the accounts is groundless cannot be told.",
    "The two accounts are contradictory, and the rhetoric does not help.",
    "For Washington it is a case of theft; for Beijing, a case of slander.",
    "China labelled the claims as groundless, unwarranted and a smear.",
    "China demanded that the US stop cyber theft and stop smearing China.",
    "Papers wrote that China “hit back” and “raged”, in their words “reckless”.",
]


@pytest.mark.parametrize("sentence", FAIR_SENTENCES)
def test_no_alarm_is_raised_over_what_a_party_is_reported_to_have_said(sentence: str) -> None:
    brief = Brief(sentence)
    assert charged_verbs(brief, PARTIES) == []
    assert judging_words(brief, PARTIES, ITEM.spec["spare"]) == []


CHARGED_SENTENCES = {
    "China slammed the claims.": "slammed",
    "China’s foreign ministry, on Tuesday, slammed the claims.": "slammed",
    "Beijing, raging at American allies, called the claims wrong.": "raging",
    "The Chinese government hit back at the allegations.": "hit back",
    "Chinese missions rattled out rebuttals.": "rattled out",
    "Zhao denied it and lashed out at the US.": "lashed out",
    "Zhao denied it, whining about the US.": "whining",
    "Raab blasted China for the hack.": "blasted",
    "The allegations were rubbished by China.": "rubbished",
    "He scoffed at the claims.": "scoffed",
    "China complained that the claims were wrong.": "complained",
    "According to The Independent, China hit back at the claims.": "hit back",
}
JUDGING_SENTENCES = {
    "The groundless accusations went on for days.": "groundless",
    "China is a thief.": "thief",
    "The US is a hypocritical power.": "hypocritical",
    "Zhao hypocritically accused the CIA.": "hypocritically",
    "Raab rightly said so.": "rightly",
    "The accusation is baseless.": "baseless",
    "The denial was dishonest.": "dishonest",
    "This propaganda went round the world.": "propaganda",
    "The malicious hack hit many organisations.": "malicious",
    "Its answer was a smear.": "smear",
    "The Chinese reply is untrue.": "untrue",
    "Reckless Washington said so.": "Reckless",
}


@pytest.mark.parametrize(("sentence", "word"), CHARGED_SENTENCES.items())
def test_a_charged_verb_of_the_writers_is_found(sentence: str, word: str) -> None:
    assert charged_verbs(Brief(sentence), PARTIES) == [word]


@pytest.mark.parametrize(("sentence", "word"), JUDGING_SENTENCES.items())
def test_a_judging_word_that_nobody_owns_is_found(sentence: str, word: str) -> None:
    assert judging_words(Brief(sentence), PARTIES, ITEM.spec["spare"]) == [word]


@pytest.mark.parametrize(
    ("sentence", "is_kept"),
    [
        ("The White House spoke of a high degree of confidence.", True),
        ("Canada is confident that it was so.", True),
        ("Biden was cautious: China may be protecting the hackers.", True),
        ("It is “almost certainly” so, Canada said.", True),
        ("Biden said that China may be protecting the hackers.", True),
        ("The embassy called the claims “totally groundless and irresponsible”.", True),
        ("With HIGH CONFIDENCE, the White House said, it was so.", True),
        ("Readers may note that China denied it.", False),
        ("It is almost certainly so.", False),
        ("The White House said that it was so.", False),
        ("China firmly denied it, and even said so.", False),
    ],
)
def test_certainty_is_kept_where_a_speaker_is_reported(sentence: str, is_kept: bool, case: Case) -> None:  # noqa: FBT001
    assert kind._keeps_certainty(ITEM, Brief(sentence), case) is is_kept


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("An indictment was announced.", ["“indictment”"]),
        ("An indictment covers 2011–2018.", []),
        ("An indictment covers 2011-18.", []),
        ("An indictment is about the years from 2011 until the end of 2018.", []),
        ("An indictment covers 2018.", ["“indictment”"]),
        ("China rejected the charges.", []),
        ("China demanded that the prosecution be withdrawn.", []),
    ],
)
def test_charges_have_their_years_where_a_court_is_meant(sentence: str, found: list[str]) -> None:
    assert kind._undated(ITEM, Brief(sentence)) == found


def test_the_title_of_a_paper_in_marks_is_no_quotation(case: Case) -> None:
    assert marked(BASE.replace("Two articles", "Two articles, one from “Dawn”,"), case).share == 1


# The key


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"speakers": {"one": ["a"]}}, "two sides"),
        ({"speakers": {"one": ["a"], "other": []}}, "two sides"),
        ({"charges": {"mentions": ["x"], "years": [2011]}}, "the first and the last"),
        ({"charges": {"mentions": ["x"]}}, "the first and the last"),
        ({"least_words": 180}, "less than most_words"),
        ({"coach": {"attribution": "x"}}, "coach should speak of"),
    ],
)
def test_a_key_with_a_slip_is_faulty(change: dict[str, object], fault: str, case: Case) -> None:
    made = Item(1, "brief", 6, "goal", (), "why", "rule", {**ITEM.spec, **change})
    assert fault in " ".join(kind.faults(made, case))
    assert list(kind.faults(ITEM, case)) == []


def test_it_works_for_a_case_without_official_texts(case_copy: Path) -> None:
    (case_copy / "official.csv").unlink()
    lost = BASE.replace("“with a high degree of confidence” ", "")
    kept = lost.replace("rejected the accusations", "“totally” rejected the accusations")
    other = at.load_case(case_copy)
    assert "certainty" not in missed(marked(kept, other))
    assert "certainty" in missed(marked(lost, other))


def test_every_set_says_how_many_points_its_rubric_gives() -> None:
    for work in SETS:
        cells = [cell["metadata"].get("nbgrader", {}) for cell in work.notebook(work.solution)["cells"]]
        rows = [cell for cell in cells if cell.get("task")]
        assert sum(row["points"] for row in rows) == work.key.by_hand
        assert all(row["grade_id"].startswith("rubric-") and row["locked"] for row in rows)
    assert WORK.key.by_hand > 0


# The lecturer’s page


def samples() -> list[tuple[str, int]]:
    """Return the sample briefs of the lecturer’s page, each with the points that the page gives to its form."""
    page = PAGE.read_text(encoding="utf-8").split("## Two briefs and their marks", 1)[1]
    texts = re.findall(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    points = re.findall(r"^\| The check \| (\d+) \|", page, re.MULTILINE)
    return [(text, int(point)) for text, point in zip(texts, points, strict=True)]


def test_the_sample_briefs_of_the_page_get_the_marks_that_it_gives_them(case: Case) -> None:
    (good, most), (flawed, fewer) = samples()
    assert most == ITEM.points
    assert marked(good, case).share * ITEM.points == pytest.approx(most)
    result = marked(flawed, case)
    assert result.share * ITEM.points == pytest.approx(fewer)
    assert missed(result) == ["certainty", "charged", "dates"]
    for text in (good, flawed):
        assert 135 <= len(text.split()) <= 165


def test_every_row_of_the_rubric_has_its_mark_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8").split("## Two briefs and their marks", 1)[1]
    rows = [cell for cell in WORK.notebook(WORK.solution)["cells"] if cell["id"].startswith("rubric-")]
    names = ["".join(cell["source"]).splitlines()[0].partition(" · ")[2] for cell in rows]
    assert len(names) == 4
    for name, cell in zip(names, rows, strict=True):
        marks = re.findall(rf"^\| {name} \| (\d) \|", page, re.MULTILINE)
        assert len(marks) == 2, name
        assert all(0 <= int(mark) <= cell["metadata"]["nbgrader"]["points"] for mark in marks)
