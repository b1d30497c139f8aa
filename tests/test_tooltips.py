"""Glossary links: the first use of a term is found, its meaning becomes the tooltip, and nothing else is touched."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from lessons import LESSONS

import attributed as at
from attributed.cli import main
from attributed.glossary import Glossary, Term
from attributed.tooltips import refresh_tooltips, unlinked_terms, with_tooltips

GLOSSARY = Glossary(
    {
        "cue": Term("cue", "The word that reports.", (), ("cues",)),
        "move": Term("move", "What a speaker does.", (), ("moves",), everyday=True),
    }
)
LINK = "(00-start-here.ipynb#Glossary)"


@pytest.mark.parametrize(
    ("prose", "missing"),
    [
        (f"A [cue]{LINK} comes first, then another cue.", []),
        (f"A [*cue*]{LINK} in italics.", []),
        (f"Several [cues]{LINK}.", []),
        (f"A cue comes before its [cue]{LINK}.", ["cue"]),
        ("Cues begin this sentence.", ["cue"]),
        ("No such word, rescue and a cue-ball apart.", []),
        ("A move is an everyday word.", []),
        (f"## A cue in a heading\n\nand a [cue]{LINK}", []),
        (f"> a cue that is quoted\n\nand a [cue]{LINK}", []),
        (f"In code `cue`, in marks “cue”, then a [cue]{LINK}", []),
        ("[a cue](01-whose-voice.ipynb)", ["cue"]),
        ("[another word](cue.ipynb)", []),
    ],
)
def test_the_first_use_of_a_term_must_be_a_link(prose: str, missing: list[str]) -> None:
    assert unlinked_terms(prose, GLOSSARY) == missing


def test_a_link_gets_the_meaning_and_an_old_one_the_new_meaning() -> None:
    fresh = '[cues](00-start-here.ipynb#Glossary "cue: The word that reports.") and more.'
    assert with_tooltips(f"[cues]{LINK} and more.", GLOSSARY) == fresh
    assert with_tooltips('[cues](00-start-here.ipynb#Glossary "old") and more.', GLOSSARY) == fresh
    assert with_tooltips(fresh, GLOSSARY) == fresh


def test_other_links_stay_as_they_are() -> None:
    text = "[cue](01-whose-voice.ipynb) and [lesson](00-start-here.ipynb)"
    assert with_tooltips(text, GLOSSARY) == text


def test_a_link_whose_words_are_no_term_is_refused() -> None:
    with pytest.raises(at.KitError, match=r"has the words 'clue', and the glossary has no such term"):
        with_tooltips(f"[clue]{LINK}", GLOSSARY)


def test_refreshing_changes_only_notebooks_whose_tooltips_are_old(tmp_path: Path) -> None:
    lesson = Path(shutil.copy(next(path for path in LESSONS if path.stem.startswith("01")), tmp_path))
    before = lesson.read_bytes()
    assert refresh_tooltips([lesson]) == []
    lesson.write_text(lesson.read_text(encoding="utf-8").replace('Glossary \\"cue: The', 'Glossary \\"cue: An'))
    assert refresh_tooltips([lesson]) == [lesson]
    assert lesson.read_bytes() == before


def test_the_command_says_which_lessons_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notebooks").mkdir()
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": [f"A [cue]{LINK}."]}
    page = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "notebooks" / "01.ipynb").write_text(json.dumps(page), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "01.ipynb is changed." in CliRunner().invoke(main, ["glossary"]).output
    assert CliRunner().invoke(main, ["glossary"]).output == ""


def test_no_meaning_of_the_glossary_would_break_a_tooltip() -> None:
    assert not [term.term for term in at.load_glossary().values() if '"' in term.meaning or "\n" in term.meaning]
