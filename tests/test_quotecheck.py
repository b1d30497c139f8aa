"""Which quotations of a text stand in a case, and how the others differ."""

import re
import time

import pytest

import attributed as at
from attributed.case import Case
from attributed.quotereport import COLUMNS, CheckedQuotation

SMALL = "verbatim but for spelling or marks"


def checked(text: str, case: Case) -> CheckedQuotation:
    """Return the one quotation of a text."""
    (one,) = at.check_quotations(text, case).quotations
    return one


def verdicts(text: str, case: Case) -> list[str]:
    return [one.verdict for one in at.check_quotations(text, case).quotations]


# What stands there


def test_the_words_of_every_quotation_of_the_case_are_verbatim(case: Case) -> None:
    for article in case.articles.values():
        # Paragraph by paragraph, as a student would copy them.
        for passage in article.passages():
            check = at.check_quotations(passage.text, case)
            assert check.all_verbatim, [one for one in check.quotations if not one.verbatim]


def test_a_place_says_source_paragraph_statement_and_speaker(case: Case) -> None:
    one = checked("Blinken spoke of a “pattern of irresponsible, disruptive and destabilising behavior”.", case)
    assert one.verdict == "verbatim"
    place = one.places[0]
    assert (place.source, place.paragraph, place.statement, place.speaker) == ("Dawn", 3, "D08", "Antony Blinken")
    assert case.articles["dawn"].text[place.start : place.end] == place.words == one.text.strip("“”")
    assert one.where.startswith("Dawn, paragraph 3 (D08, Antony Blinken)")


def test_a_single_word_is_verbatim_as_a_whole_word_and_its_places_are_counted(case: Case) -> None:
    one = checked("They were called “groundless”.", case)
    news = [place for place in one.places if place.kind == "news"]
    printed = [p.text for article in case.articles.values() for p in article.passages()]
    assert len(news) == sum(len(re.findall(r"\bgroundless\b", text)) for text in printed) == 3
    assert one.count == len(one.places) > 3
    assert f"{one.count} places in all" in one.where
    assert checked("a “roundless”", case).verdict == "not here"


def test_official_wording_is_found_and_its_fact_named(case: Case) -> None:
    one = checked("Canada was “confident that the PRC’s MSS is responsible”.", case)
    assert (one.verdict, one.places[0].kind, one.places[0].source) == ("verbatim", "fact", "F14")
    assert "fact F14 (Canada)" in one.where


def test_a_gap_in_an_official_wording_is_not_bridged(case: Case) -> None:
    words = "attributing with a high degree of confidence{}malicious cyber actors"
    assert checked(f"“{words.format(' … ')}”", case).verdict == "verbatim"
    one = checked(f"“{words.format(' ')}”", case)
    assert one.verdict == "nearly"
    assert one.differences[0].startswith("left out without an ellipsis: what the noted wording leaves out")


def test_words_outside_quotation_marks_in_the_source_are_told_to_be_the_reporters(case: Case) -> None:
    one = checked("Biden said they “may not have been carrying out the attacks themselves”.", case)
    assert one.verdict == "verbatim"
    assert "the wording is the reporter’s" in one.notes[0]
    assert not checked("“severely compromised”", case).notes


def test_the_words_of_the_page_around_an_article_are_no_news_text(case: Case) -> None:
    check = at.check_quotations("“Your support makes all the difference.” — “Reuters/File”", case)
    assert [one.verdict for one in check.quotations] == ["not in the news text"] * 2
    assert [one.where for one in check.quotations] == ["The Independent, furniture", "Dawn, caption"]
    assert not check.all_verbatim


def test_a_quotation_may_run_over_two_paragraphs_of_the_article(case: Case) -> None:
    one = checked("“a rare joint statement of condemnation. The United States on Monday accused Beijing”", case)
    assert one.verdict == "verbatim"


def test_a_headline_does_not_run_on_into_the_body(case: Case) -> None:
    assert checked("“condemns US allies. BEIJING: China on Tuesday said”", case).verdict == "nearly"


# Spelling and marks


@pytest.mark.parametrize(
    ("quotation", "difference"),
    [
        ('"China will take necessary measures to firmly safeguard China\'s cybersecurity"', "the shape of marks"),
        ("“this move is fabricated out of nothing”", ""),  # AFP, as noted in F25
        ("“Severely compromised”", "the first letter: “severely” → “Severely”"),
        ("“severely Compromised”", "capitals: “compromised” → “Compromised”"),
        ("“severely compromised,”", "the comma at the end is not the source’s"),
        ("“parroting the rhetoric of the U.S.”", "the dots of an abbreviation: “US” → “U.S.”"),
        ("“disruptive and destabilizing behaviour in cyberspace”", "spelling: “destabilising” → “destabilizing”"),
        ("“parroting the rhetoric of the US.”", "the full stop at the end stands outside the marks in the source"),
        ("‘severely compromised’", ""),
        ("“China will never accept this.”", ""),
        ("“China will never accept this”", ""),
    ],
)
def test_spelling_and_marks_are_told_and_are_no_other_words(quotation: str, difference: str, case: Case) -> None:
    one = checked(f"It was {quotation}", case)
    assert one.verdict == (SMALL if difference else "verbatim")
    assert difference in "; ".join(one.differences)
    assert one.verbatim
    assert bool(one.to_do) == bool(difference)


def test_curly_and_straight_marks_may_be_mixed_in_one_text(case: Case) -> None:
    text = "He said \"severely compromised\" and “groundless”, then 'thin air' and ''no such thing''."
    assert verdicts(text, case)[:3] == ["verbatim"] * 3


def test_marks_within_a_quotation_belong_to_it_and_may_change_their_shape(case: Case) -> None:
    text = "It wrote: “labelling the claims ‘groundless’ and demanding the US drops charges”."
    assert checked(text, case).verdict == SMALL
    assert checked(text.replace("‘", "").replace("’", ""), case).differences[0].startswith("punctuation: ")


def test_other_punctuation_within_is_no_matter_of_marks(case: Case) -> None:
    one = checked("“those who are doing it; and maybe even accommodating them”", case)
    assert one.verdict == "nearly"
    assert one.differences[0].startswith("punctuation: ")


def test_an_exclamation_mark_of_ones_own_is_told(case: Case) -> None:
    assert checked("“China will never accept this!”", case).verdict == "nearly"


# Words that differ


def test_one_changed_word_is_named(case: Case) -> None:
    one = checked("“parroting the lies of the US”", case)
    assert one.verdict == "nearly"
    assert one.differences == ("changed: “rhetoric” → “lies”",)
    assert one.printed == "parroting the rhetoric of the US"
    assert one.where == "nearest: Dawn, paragraph 12 (D20, Embassy of China in Australia)"
    assert one.count == 0
    assert one.alignment is not None


@pytest.mark.parametrize(
    "quotation",
    [
        "“is doing this themselves, but are protecting those who are doing it”",
        "“is … doing this themselves”",
        "“is [...] doing this themselves”",
        "“is [now] doing this themselves”",
        "“China will accept this”",
        "“was ruling out further action”",
        "“The Chinese government, unlike the Russian government, is not doing this themselves”",
    ],
)
def test_a_dropped_not_never_passes(quotation: str, case: Case) -> None:
    one = checked(f"He said: {quotation}.", case)
    assert not one.verbatim
    assert re.search(r"Put “(not|never)” back", one.to_do)


def test_an_ellipsis_is_read_as_the_shortest_gap(case: Case) -> None:
    # Dawn has “is not doing this themselves, but are protecting those who are doing it”: a “doing” behind each.
    assert not checked("In Dawn, he said it “is … doing”.", case).verbatim


def test_a_not_of_ones_own_never_passes(case: Case) -> None:
    one = checked("“We know we’ll not be stronger”", case)
    assert one.verdict == "nearly"
    assert "Take “not” out" in one.to_do


def test_a_not_that_a_long_ellipsis_leaves_out_is_shown(case: Case) -> None:
    one = checked("“The Chinese government … are protecting those who are doing it”", case)
    assert one.verdict == "verbatim"
    assert "“not unlike the Russian government, is not doing this themselves, but”" in one.notes[0]


def test_the_owners_s_is_part_of_the_wording(case: Case) -> None:
    one = checked("“firmly safeguard China cybersecurity and interests”", case)
    assert (one.verdict, one.differences) == ("nearly", ("changed: “China’s” → “China”",))
    assert checked("“China’s cybersecurity and interests”", case).verdict == "verbatim"


def test_words_cut_out_without_an_ellipsis_are_named(case: Case) -> None:
    one = checked("Blinken saw a “pattern of behavior in cyberspace”.", case)
    assert one.differences == ("left out without an ellipsis: “irresponsible, disruptive and destabilising”",)
    assert "Set an ellipsis" in one.to_do


def test_a_cut_of_whole_sentences_is_told_too(case: Case) -> None:
    one = checked("“This was made up out of thin air China will never accept this”", case)
    assert one.verdict == "nearly"
    assert "left out without an ellipsis" in one.differences[0]


def test_another_order_is_told(case: Case) -> None:
    one = checked("“irresponsible, destabilising and disruptive behavior”", case)
    assert one.differences == ("in another order: “disruptive”",)


def test_words_of_two_articles_in_one_pair_of_marks_are_told_apart(case: Case) -> None:
    one = checked("“The US has mustered its allies to smear and suppression with political motives”", case)
    assert one.verdict == "nearly"
    assert one.differences[0].startswith("joined from places that are apart")
    assert {place.source for place in one.places} == {"Dawn", "The Independent"}


def test_a_compound_is_compared_with_both_its_words(case: Case) -> None:
    one = checked("“the world champion of malicious cyber-attacks”", case)
    assert one.differences == ("changed: “cyber attacks” → “cyber-attacks”",)


def test_a_slip_of_the_pen_in_a_single_word_finds_the_word(case: Case) -> None:
    assert checked("“groundles”", case).differences == ("changed: “groundless” → “groundles”",)


@pytest.mark.parametrize("quotation", ["“rules-based order”", "“Framing as a Bridging Concept”", "“normal”", "“of zq”"])
def test_titles_and_scare_quotes_are_not_here_and_get_a_hint(quotation: str, case: Case) -> None:
    one = checked(f"The so-called {quotation} matters.", case)
    assert (one.verdict, one.places, one.count) == ("not here", (), 0)
    assert one.to_do.startswith("Marks say that the words are somebody else’s.")


def test_the_name_of_a_paper_in_marks_is_no_quotation(case: Case) -> None:
    check = at.check_quotations("In “Dawn”, Zhao says: “China will never accept this.”", case)
    assert [one.verdict for one in check.quotations] == ["not here", "nearly"]
    assert "set it in italics" in check.quotations[0].to_do


# Gaps and brackets


@pytest.mark.parametrize("gap", ["…", " … ", "...", " . . . ", " [...] ", " […] ", " (...) "])
def test_an_ellipsis_of_any_shape_parts_a_quotation(gap: str, case: Case) -> None:
    assert checked(f"“The United States ganged up{gap}against Chinese cybersecurity”", case).verdict == "verbatim"


def test_an_ellipsis_at_either_end_does_no_harm(case: Case) -> None:
    assert checked("“… ganged up with its allies …”", case).verdict == "verbatim"


def test_parts_in_another_order_are_not_verbatim(case: Case) -> None:
    one = checked("“against Chinese cybersecurity … ganged up with its allies”", case)
    assert (one.verdict, one.differences) == ("nearly", ("in another order than in the source",))


def test_parts_from_two_articles_are_not_verbatim(case: Case) -> None:
    one = checked("“mustered its allies … political motives”", case)
    assert one.verdict == "nearly"
    assert one.differences[0].startswith("joined from places that are apart")


def test_an_ellipsis_does_not_join_two_speakers(case: Case) -> None:
    one = checked("“totally groundless … parroting the rhetoric of the US … solidarity”", case)
    assert one.verdict == "nearly"
    assert any("and words of NATO in one pair of marks" in difference for difference in one.differences)


def test_an_altered_part_is_told_beside_one_that_stands(case: Case) -> None:
    one = checked("“ganged up with its allies … false accusations against Chinese cybersecurity”", case)
    assert (one.verdict, one.differences) == ("nearly", ("changed: “unwarranted” → “false”",))


def test_words_in_brackets_are_the_writers_own(case: Case) -> None:
    one = checked("“[The ministry] will never accept [these charges]”, China said.", case)
    assert one.verdict == "verbatim"
    one = checked("“The United States ganged up with [others] to make unwarranted accusations”", case)
    assert (one.verdict, one.notes) == ("verbatim", ("[others] stands for “its allies”.",))
    assert checked("“[t]his was made up out of thin air”", case).verdict == SMALL


def test_brackets_do_not_stand_for_half_a_page(case: Case) -> None:
    one = checked("“The United States [said] and suppression with political motives”", case)
    assert (one.verdict, one.differences) == ("nearly", ("the brackets stand for too much",))


def test_nothing_but_brackets_is_no_quotation(case: Case) -> None:
    one = checked("He said “[whatever one likes]”.", case)
    assert one.verdict == "not here"
    assert "all stand in brackets" in one.notes[0]


# What the sentence says


def test_a_wrong_outlet_in_the_sentence_is_told(case: Case) -> None:
    one = checked("In Dawn, Mr Zhao says that it was “made up out of thin air”.", case)
    assert (one.verdict, one.verbatim) == ("nearly", False)
    assert one.differences == ("in another source: The Independent, not Dawn",)
    assert one.to_do == "Name The Independent, or quote what Dawn has."


@pytest.mark.parametrize(
    "text",
    [
        "In the Independent, it was “made up out of thin air”.",
        "The Independent has “made up out of thin air”, Dawn has another verb.",
        "Dawn came. Then it was “made up out of thin air”.",
        "Both print “groundless”, Dawn too.",
    ],
)
def test_a_right_outlet_several_outlets_or_one_of_another_sentence_pass(text: str, case: Case) -> None:
    assert checked(text, case).verdict == "verbatim"


def test_the_wording_of_the_outlet_that_is_named_is_the_measure(case: Case) -> None:
    words = "“a reckless but familiar pattern of behaviour”"
    assert checked(f"Raab called it {words}.", case).places[0].source == "F10"
    one = checked(f"In The Independent, Raab called it {words}.", case)
    assert (one.verdict, one.places[0].source) == (SMALL, "The Independent")


def test_a_wrong_speaker_gets_a_note_and_keeps_the_verdict(case: Case) -> None:
    one = checked("Joe Biden called the attack “reckless but familiar”.", case)
    assert one.verdict == "verbatim"
    assert one.notes == ("The case gives these words to Dominic Raab, not to Joe Biden.",)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Raab called it “reckless but familiar”.",
        "The British minister called it “reckless but familiar”.",
        "A minister called it “reckless but familiar”.",
        "He called it “reckless but familiar”.",
        "China said the claims were “unwarranted”.",
        "The US saw a “pattern of irresponsible, disruptive and destabilising behavior”.",
        "It was “reckless but familiar”.",
    ],
)
def test_a_speaker_by_another_name_gets_no_note(text: str, case: Case) -> None:
    assert checked(text, case).notes == ()


# The text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The text is empty"),
        (" \n ", "The text is empty"),
        ("China’s answer came at five o’clock; the allies’ did not.", "Nothing in this text stands in quotation marks"),
        ("“ ” \" ' ”", "Nothing in this text stands in quotation marks"),
    ],
)
def test_a_text_without_quotations_gets_one_sentence(text: str, sentence: str, case: Case) -> None:
    check = at.check_quotations(text, case)
    assert repr(check).startswith(sentence)
    assert "\n" not in repr(check)
    assert sentence in check._repr_html_()
    assert (check.quotations, check.all_verbatim, list(check.table.columns)) == ((), True, list(COLUMNS))


def test_an_apostrophe_is_no_quotation_mark(case: Case) -> None:
    text = "China's and the allies' claims, so China’s ‘groundless’ and the '90s."
    assert [one.text for one in at.check_quotations(text, case).quotations] == ["‘groundless’"]


def test_a_mark_that_is_never_closed_is_told(case: Case) -> None:
    one = checked("He called it “severely compromised", case)
    assert one.verdict == "verbatim"
    assert one.notes == ("The mark that opens here is never closed.",)
    assert one.to_do == "Set the closing mark."
    assert checked("“severely compromised and then I left for home to have tea", case).verdict == "not here"


def test_a_quotation_over_two_paragraphs_is_open_at_the_end_of_the_first(case: Case) -> None:
    text = "He said:\n“This was made up out of thin air and confused right and wrong.\n“China will never accept this.”"
    check = at.check_quotations(text, case)
    assert [one.verdict for one in check.quotations] == ["verbatim", "verbatim"]
    assert not any("never closed" in note for one in check.quotations for note in one.notes)


def test_offsets_point_into_the_text_and_the_sentence_holds_the_quotation(case: Case) -> None:
    text = "Mr Zhao spoke. China said it was “groundless.”  He left.\n\nThen “parroting the lies of the US” came up."
    for one in at.check_quotations(text, case).quotations:
        assert text[one.start : one.end] == one.text
        assert one.sentence[0] <= one.start < one.end <= one.sentence[1]
    first = at.check_quotations(text, case).quotations[0]
    assert text[slice(*first.sentence)] == "China said it was “groundless.”"


def test_two_apostrophes_are_a_mark_in_a_text_that_uses_them(case: Case) -> None:
    text = "He said ''severely compromised'' and ``thin air''."
    assert verdicts(text, case) == ["verbatim", "verbatim"]


@pytest.mark.parametrize("text", [None, 7, ["“groundless”"], b"groundless"])
def test_what_is_no_text_gets_one_sentence(text: object, case: Case) -> None:
    with pytest.raises(at.KitError, match=r"^check_quotations reads a text; found "):
        at.check_quotations(text, case)  # type: ignore[arg-type]


def test_what_is_no_case_gets_one_sentence() -> None:
    with pytest.raises(at.KitError, match=r"found str\."):
        at.check_quotations("“groundless”", "dawn")  # type: ignore[arg-type]


def test_the_first_case_is_read_if_none_is_given(case: Case) -> None:
    text = "It was “groundless” and “parroting the lies of the US”."
    assert at.check_quotations(text) == at.check_quotations(text, case)


def test_a_case_without_statements_or_facts_will_do(case: Case) -> None:
    bare = Case("bare", "Bare", "", case.path.parent / "none", case.articles)
    bare.__dict__["codes"] = case.codes.iloc[:0]
    bare.__dict__["facts"] = case.facts.iloc[:0]
    check = at.check_quotations("“groundless”, “parroting the lies of the US”, “zq”.", bare)
    assert [one.verdict for one in check.quotations] == ["verbatim", "nearly", "not here"]
    assert {place.statement for one in check.quotations for place in one.places} == {""}


# How it is shown


def test_the_table_has_a_row_for_each_quotation(case: Case) -> None:
    text = "It was “groundless”. It was “parroting the lies of the US”."
    table = at.check_quotations(text, case).table
    assert list(table["verdict"]) == ["verbatim", "nearly"]
    assert table["differs"][1] == "changed: “rhetoric” → “lies”"
    assert table["statement"][1] == "D20"
    assert [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)] == list(
        table["quotation"]
    )


def test_the_summary_counts_the_verdicts(case: Case) -> None:
    check = at.check_quotations("“groundless”, “zq”, “parroting the lies of the US”", case)
    assert check.summary() == "3 quotations: 1 verbatim, 1 nearly, 1 not here."
    assert not check.all_verbatim
    assert at.check_quotations("“groundless.”", case).summary() == f"1 quotation: 1 {SMALL}."


def test_a_notebook_shows_sentence_verdict_differing_words_and_advice(case: Case) -> None:
    shown = at.check_quotations("It was <b>“parroting the lies of the US”</b>, he said.", case)._repr_html_()
    assert "Nearly" in shown
    assert "It was &lt;b&gt;<mark" in shown
    assert "<b>" not in shown
    assert "lies</span> <small" in shown
    assert "To do: Write the words of the source" in shown


def test_a_long_list_is_cut_and_says_so(case: Case) -> None:
    check = at.check_quotations("It was “groundless”. " * 150, case)
    assert len(check.table) == 150
    assert "50 more: .table has them all." in repr(check)
    assert "50 more: .table has them all." in check._repr_html_()


# Hostile sizes


@pytest.mark.parametrize(
    "text",
    [
        '"a ' * 10_000,
        "“we " * 10_000,
        "He said “the”. " * 3_000,
        "He said “" + "it is well known that " * 2_300 + "”.",
        "He said “" + "x" * 50_000 + "”.",
        "He said “we " + "[" * 50_000 + "”.",
        "He said “" + "the … " * 3_000 + "”.",
        "He said “" + "the [x] " * 3_000 + "”.",
        "".join(f"He said “zq{number} yq{number}”. " for number in range(3_000)),
    ],
    ids=["straight", "open", "the", "long", "one word", "brackets", "ellipses", "own words", "unknown"],
)
def test_hostile_texts_take_no_more_than_linear_time(text: str, case: Case) -> None:
    start = time.process_time()
    check = at.check_quotations(text, case)
    check._repr_html_()
    assert time.process_time() - start < 8  # about a second on a quiet machine
    assert check.quotations


def test_a_long_text_of_a_student_takes_a_blink(case: Case) -> None:
    words = case.articles["dawn"].body.replace("“", "").replace("”", "").split()
    text = " ".join(
        f"In the end Mr Brown said that it was “{' '.join(words[place : place + 6])} zebra” and left the room."
        for place in range(0, 500, 10)
    )
    at.check_quotations(text, case)
    start = time.process_time()
    assert len(at.check_quotations(text, case).quotations) == 50
    assert time.process_time() - start < 1.5  # 0.15 seconds on a quiet machine
