"""The index for lecturers names every lesson with its minutes, and everything that it points to is there."""

import re

import pytest
from click.testing import CliRunner
from lessons import LESSONS, TEACHING, header_of, minutes_of, own_words, prose_of
from test_lessons import TERMS

import attributed as at
from attributed.case import Case
from attributed.cli import main

INDEX = TEACHING / "README.md"
TEXT = INDEX.read_text(encoding="utf-8")
TAUGHT = [path for path in LESSONS if not path.stem.startswith("00")]


def test_the_table_has_every_lesson_with_its_title_its_minutes_and_its_page() -> None:
    rows = re.findall(r"^\| \[(.+?)\]\((\S+)\) \| (\d+) \| .+ \| \[page\]\((\S+)\) \|$", TEXT, re.MULTILINE)
    wanted = [
        (
            header_of(path).splitlines()[0].removeprefix("# ").replace(" · ", ". ", 1),
            f"../../notebooks/{path.name}",
            str(minutes_of(path)),
            f"{path.stem}.md",
        )
        for path in TAUGHT
    ]
    assert rows == wanted
    assert f"takes {minutes_of(LESSONS[0])} minutes" in TEXT
    assert "Eight lessons" in TEXT
    assert len(TAUGHT) == 8


def test_every_page_for_a_lesson_has_a_row_and_every_link_leads_somewhere() -> None:
    pages = {path.name for path in TEACHING.glob("[0-9]*.md")}
    assert pages == {f"{path.stem}.md" for path in TAUGHT}
    for link in re.findall(r"\]\(([^)\s]+)\)", TEXT):
        name, _, anchor = link.partition("#")
        target = TEACHING / name
        assert target.is_file(), link
        if anchor:
            headings = re.findall(r"^#+ (.+?)(?: · \d+ min)?$", prose_of(target), re.MULTILINE)
            assert anchor in {heading.replace(" ", "-") for heading in headings}, link


@pytest.mark.parametrize("line", re.findall(r"^attributed (sheet \d+.*?) +#", TEXT, re.MULTILINE))
def test_the_commands_that_it_shows_work(
    line: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("here"))
    done = CliRunner().invoke(main, line.split())
    assert done.exit_code == 0, done.output
    named = re.search(r"writes (\S+\.html)", TEXT)
    assert named
    assert "--answers" in line or named[1] in done.output


def test_statements_and_facts_that_it_names_exist_and_the_twins_have_one_grammar(case: Case) -> None:
    known = set(case.statements.index) | set(case.facts.index)
    assert set(re.findall(r"\b[IDF]\d{2}\b", TEXT)) <= known
    twins = case.codes.loc[["I13", "D06"]]
    assert twins["cue"].nunique() == 1
    assert twins["side"].nunique() == 2


def test_words_that_judge_are_quoted_in_it() -> None:
    own = re.sub(r"^\| \[.+?\]", "| ", TEXT, flags=re.MULTILINE)  # the titles of lessons
    own = re.sub(r"(?<!\*)\*[^*\n]+\*(?!\*)", " ", own_words(own))
    hits = at.mark(own, "evaluative")
    judging = hits[hits["label"].isin(["TRUTH", "CONDUCT"]) & ~hits["lemma"].isin(TERMS)]
    assert list(judging["text"]) == []
