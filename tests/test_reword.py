"""Words of a statement replaced by a reader’s own: shown in place, and never as article text."""

import pytest

import attributed as at
from attributed.case import Case


def test_the_new_words_stand_in_brackets_in_their_paragraph(case: Case) -> None:
    shown = repr(at.reword(case, "D05", {"raging at": "criticising"}))
    assert "of cyber attacks while [criticising] American allies for signing up" in shown
    assert shown.startswith("D05 · Dawn, lede, with words changed by the reader")
    assert "BEIJING: China on Tuesday said" in shown


def test_it_says_what_was_printed_and_that_the_new_words_were_not(case: Case) -> None:
    reworded = at.reword(case, "D05", {"raging at": "criticising"})
    note = "Reworded by the reader. Dawn did not print this: [criticising] stands where it has “raging at”."
    assert reworded.note == note
    assert note in repr(reworded)
    assert note in reworded._repr_html_()


def test_the_rest_is_the_article_s_own_text(case: Case) -> None:
    reworded = at.reword(case, "D05", {"raging at": "criticising"})
    printed = "".join(part if isinstance(part, str) else part.old for part in reworded.parts)
    home = case.articles["dawn"].paragraph_at(int(case.statements["start"]["D05"]))
    assert reworded.before + printed + reworded.after == home.text


def test_a_notebook_frames_the_change_and_escapes_what_the_reader_wrote(case: Case) -> None:
    shown = at.reword(case, "D05", {"raging at": "<b>loud & rude</b>"})._repr_html_()
    assert (
        "1.5px dashed #1A1A1A;border-radius:.2em;padding:0 .25em'>[&lt;b&gt;loud &amp; rude&lt;/b&gt;]</span>" in shown
    )
    assert "<b>" not in shown


def test_words_can_be_struck_out(case: Case) -> None:
    shown = repr(at.reword(case, "I23", {"may": ""}))
    assert "the Chinese government [–] not have been" in shown
    assert "“may” is struck out" in shown


def test_several_words_and_every_place_of_a_word_are_changed(case: Case) -> None:
    reworded = at.reword(case, "I16", {"stop": "end", "strongly demands": "asks"})
    assert [change.old for change in reworded.changes] == ["strongly demands", "stop", "stop"]
    assert reworded.note.count("[end]") == 1


def test_of_two_that_overlap_the_longer_is_taken(case: Case) -> None:
    reworded = at.reword(case, "D28", {"We know we’ll": "We shall", "we know": "we hope"})
    assert [change.new for change in reworded.changes] == ["We shall", "we hope"]
    with pytest.raises(at.KitError, match="'raging' do not stand in D05"):
        at.reword(case, "D05", {"raging at": "criticising", "raging": "angry"})


def test_a_straight_apostrophe_finds_a_curly_one_and_the_article_keeps_its_own(case: Case) -> None:
    reworded = at.reword(case, "D28", {"we'll be stronger": "we shall win"})
    assert [change.old for change in reworded.changes] == ["we’ll be stronger"]


@pytest.mark.parametrize("words", ["rag", "furious at", "Raging at", "BEIJING"])
def test_words_that_do_not_stand_in_the_statement_get_a_sentence(case: Case, words: str) -> None:
    with pytest.raises(at.KitError, match=f"'{words}' do not stand in D05 .* It reads: raging at American allies"):
        at.reword(case, "D05", {words: "criticising"})


@pytest.mark.parametrize("changes", [{}, "raging at", {"raging at": 5}, {" ": "criticising"}, {3: "x"}])
def test_what_is_no_change_gets_a_sentence(case: Case, changes: dict[str, str]) -> None:
    with pytest.raises(at.KitError, match="first the article’s words, then your own"):
        at.reword(case, "D05", changes)


def test_words_cannot_be_replaced_by_themselves(case: Case) -> None:
    with pytest.raises(at.KitError, match="would be replaced by itself"):
        at.reword(case, "D05", {"raging at": "raging at "})


def test_a_statement_that_is_not_there_gets_a_sentence(case: Case) -> None:
    with pytest.raises(at.KitError, match="There is no statement 'D99'"):
        at.reword(case, "D99", {"said": "claimed"})
