"""Every lesson, and its page for the lecturer, keeps the shape and the care that it promises."""

import importlib
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from lessons import (
    LESSONS,
    NUMBER_WORDS,
    ROOT,
    TEACHING,
    cells_of,
    header_of,
    minutes_of,
    numbers_in,
    own_words,
    prose_of,
    quotations_in,
    steps_of,
)

import attributed as at
from attributed.case import Case
from attributed.tooltips import unlinked_terms, with_tooltips

TAUGHT = [path for path in LESSONS if not path.stem.startswith("00")]
PAGES = [TEACHING / f"{path.stem}.md" for path in TAUGHT]

EVERY_LESSON = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
EVERY_TAUGHT_LESSON = pytest.mark.parametrize("path", TAUGHT, ids=lambda path: path.stem)
LESSONS_AND_PAGES = pytest.mark.parametrize("path", [*LESSONS, *PAGES], ids=lambda path: f"{path.stem}{path.suffix}")


def text_of(path: Path) -> str:
    """Return the prose of a lesson, or a teaching page."""
    return prose_of(path) if path.suffix == ".ipynb" else path.read_text(encoding="utf-8")


def pinned_for(path: Path) -> ModuleType:
    """Return what is computed for a lesson: tests/pinned/test_lesson_NN.py."""
    return importlib.import_module(f"pinned.test_lesson_{path.stem[:2]}")


def lesson_of(page: Path) -> Path:
    """Return the lesson that a teaching page is about."""
    return ROOT / "notebooks" / f"{page.stem}.ipynb"


def section(page: Path, heading: str) -> str:
    """Return one section of a teaching page."""
    found = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", text_of(page), re.MULTILINE | re.DOTALL)
    assert found, f"{page.name} has no section {heading!r}"
    return found[1]


def rows_of(table: str) -> list[tuple[str, int]]:
    """Return step and minutes of every row of a Markdown table."""
    return [(step, int(minutes)) for step, minutes in re.findall(r"^\| (.+?) \| (\d+) \|", table, re.MULTILINE)]


# The shape of a lesson


@EVERY_LESSON
def test_a_lesson_has_its_header_and_its_minutes_add_up(path: Path) -> None:
    for field in ("Objectives", "Minutes", "You need"):
        assert re.search(rf"^- \*\*{field}\.\*\* \S", header_of(path), re.MULTILINE), field
    assert sum(minutes for _, minutes in steps_of(path)) == minutes_of(path)


@EVERY_TAUGHT_LESSON
def test_a_lesson_has_every_bone_in_order(path: Path) -> None:
    headings = re.findall(r"^## (.*?)(?: · \d+ min)?$", prose_of(path), re.MULTILINE)
    bones = ["Predict", "See", "Explain", "Try", "A common mistake", "Limits", "Discuss", "Reading", "What comes next"]
    assert [heading for heading in headings if heading in bones] == bones


@EVERY_LESSON
def test_code_cells_are_short_and_define_install_and_download_nothing(path: Path) -> None:
    never = r"\bdef |\bclass |\blambda\b|^[!%]|pip |nltk\.download|https?:"
    for name, source in cells_of(path, "code"):
        assert len(source.splitlines()) <= 5, name
        assert not re.search(never, source, re.MULTILINE), name


# What it refers to is there


@LESSONS_AND_PAGES
def test_every_statement_fact_and_label_that_is_named_exists(path: Path, case: Case) -> None:
    code = "\n".join(source for _, source in cells_of(path, "code")) if path.suffix == ".ipynb" else ""
    text = text_of(path) + code
    own = re.sub(r"“[^”]*”|‘[^’]*’(?!\w)|^> .*$|\]\([^)]*\)", " ", text, flags=re.MULTILINE)
    names = set(re.findall(r"\b[IDFS]\d{2}\b", own))
    assert names <= set(case.statements.index) | set(case.facts.index)
    labels = {label for book in case.codebooks.values() for label in book.labels}
    labels |= {entry for name in ("hedges", "boosters") for entry in at.load_lexicon(name).labels}
    plain = {
        "US", "UK", "EU", "NATO", "MSS", "CIA", "GCSB", "AP", "AFP", "BBC", "ICD", "APT", "CHINA", "HTML", "CSV",
        "TOML", "MASI", "JSON", "UTF", "PDF",
    }  # fmt: skip
    assert set(re.findall(r"\b[A-Z]{2,}(?:_[A-Z]+)*\b(?![\w-])", own)) - labels <= plain


@LESSONS_AND_PAGES
def test_every_citation_is_in_the_list_of_references(path: Path, case: Case) -> None:
    # “Entman (1993)” and “(Entman 1993)” both count; a year in brackets after another word is no citation.
    known = {re.sub(r"[()]", "", reference.cite()) for reference in case.references.values()}
    names = r"[A-Z][\w’-]+(?:(?:,| &| and) [A-Z][\w’-]+)*"
    cited = re.findall(rf"({names}) \(((?:19|20)\d\d[a-z]?)\)", own_words(text_of(path)))
    cited += re.findall(rf"\(({names}),? ((?:19|20)\d\d[a-z]?)\)", own_words(text_of(path)))
    missing = {f"{who.replace(' and ', ' & ')} {year}" for who, year in cited}
    assert missing <= known


@LESSONS_AND_PAGES
def test_every_link_leads_to_a_file_and_every_anchor_to_a_heading(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)[^)]*\)", text_of(path)):
        assert not link.startswith("http"), link
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.is_file(), link
        headings = re.findall(r"^#+ (.+)$", text_of(target), re.MULTILINE) if anchor else []
        assert not anchor or anchor in {heading.replace(" ", "-") for heading in headings}, link


@EVERY_TAUGHT_LESSON
def test_the_first_use_of_every_term_leads_to_the_glossary(path: Path) -> None:
    body = "\n\n".join(source for _, source in list(cells_of(path, "markdown"))[1:])
    assert unlinked_terms(body, at.load_glossary()) == []


@EVERY_TAUGHT_LESSON
def test_every_glossary_link_shows_the_meaning(path: Path) -> None:
    prose = prose_of(path)
    assert with_tooltips(prose, at.load_glossary()) == prose, "run: make glossary"


# What it says is so


@LESSONS_AND_PAGES
def test_every_quotation_is_verbatim_in_an_article_or_a_fact(path: Path, case: Case) -> None:
    sources = [article.text for article in case.articles.values()]
    sources += [*case.facts["key_words"], *case.facts["line"]]
    sources += [file.read_text(encoding="utf-8") for file in at.sample_articles()]
    missing = [part for part in quotations_in(text_of(path)) if not any(part in source for source in sources)]
    assert missing == []


# Words of the evaluative lexicon that the kit needs for its own subject; none of them judges a party here.
TERMS = frozenset([
    "true", "truth", "false", "fair", "unfair", "mistaken", "correct", "incorrect", "accurate", "crime", "criminal",
    "plausible", "twist", "measured", "frank", "considerate", "helpful", "thoughtful", "sensible", "reasonable",
    "plot", "threat", "aggressive", "convincing", "persuasive", "rhetoric", "proven", "valid", "genuine", "legitimate",
])  # fmt: skip


@LESSONS_AND_PAGES
def test_words_that_judge_are_quoted_or_attributed(path: Path) -> None:
    prose = text_of(path)
    for sentence in pinned_for(path).ATTRIBUTED:
        prose = prose.replace(sentence, " ")
    # A word in italics is spoken about: “who says that China *hit back*?”
    own = re.sub(r"(?<!\*)\*[^*\n]+\*(?!\*)", " ", own_words(prose))
    hits = at.mark(own, "evaluative")
    judging = hits[hits["label"].isin(["TRUTH", "CONDUCT"]) & ~hits["lemma"].isin(TERMS)]
    assert list(judging["text"]) == []


@EVERY_LESSON
def test_what_is_called_attributed_stands_in_the_lesson_or_on_its_page(path: Path) -> None:
    page = TEACHING / f"{path.stem}.md"
    text = prose_of(path) + (page.read_text(encoding="utf-8") if page.is_file() else "")
    pinned = pinned_for(path)
    assert [part for part in (*pinned.ATTRIBUTED, *pinned.PAGE) if part not in text] == []


@LESSONS_AND_PAGES
def test_every_number_is_computed_or_counts_the_page_itself(path: Path, case: Case) -> None:
    pinned = pinned_for(path)
    rest = text_of(path)
    if path.suffix == ".md":  # the minutes have a test of their own
        rest = re.sub(r"^(\| .+? \|) \d+ \|", r"\1", rest, flags=re.MULTILINE).replace("## In 50 minutes", "")
    for part in (*pinned.numbers(case), *pinned.PAGE):
        rest = rest.replace(part, " ")
    assert numbers_in(rest) == []


@EVERY_LESSON
def test_every_number_that_is_computed_is_said(path: Path, case: Case) -> None:
    page = TEACHING / f"{path.stem}.md"
    text = prose_of(path) + (page.read_text(encoding="utf-8") if page.is_file() else "")
    assert [part for part in pinned_for(path).numbers(case) if part not in text] == []


def test_the_search_for_numbers_finds_them() -> None:
    text = "On 19 July 2021 (F06, D20) 98 words; Sixty statements; 1,234; Entman (1993); 0.82.\n\n1. First\n2. Second"
    assert numbers_in(text) == ["98", "Sixty", "1,234", "0.82"]
    assert len(NUMBER_WORDS.split("|")) > 20


# The lecturer’s pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_teaching_page_has_every_section(page: Path) -> None:
    text = text_of(page)
    title = header_of(lesson_of(page)).splitlines()[0].removeprefix("# ").replace(" · ", ". ", 1)
    assert text.startswith(f"# Lesson {title}\n")
    wanted = ["Purpose", "Minutes", "What students say", "Discussion", "In 50 minutes", "Without computers"]
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert [heading for heading in headings if heading in wanted] == wanted


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_minutes_are_those_of_the_lesson(page: Path) -> None:
    assert rows_of(section(page, "Minutes")) == steps_of(lesson_of(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_short_version_takes_fifty_minutes(page: Path) -> None:
    short = rows_of(section(page, "In 50 minutes"))
    known = dict(steps_of(lesson_of(page)))
    assert sum(minutes for _, minutes in short) == 50
    assert all(step in known and minutes <= known[step] for step, minutes in short)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_question_of_the_lesson_has_more_than_one_answer_that_can_be_defended(page: Path) -> None:
    discuss = prose_of(lesson_of(page)).split("\n## Discuss", 1)[1].split("\n## ")[0]
    questions = re.findall(r"^\d+\. (.+)$", discuss, re.MULTILINE)
    parts = re.split(r"^### ", section(page, "Discussion"), flags=re.MULTILINE)[1:]
    assert [part.splitlines()[0] for part in parts] == questions
    for part in parts:
        assert len(re.findall(r"^- \*\*.+?\*\* \S", part, re.MULTILINE)) >= 2, part.splitlines()[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_says_which_sheet_to_print(page: Path) -> None:
    number = int(page.stem[:2])
    assert f"attributed sheet {number}" in section(page, "Without computers")
    sheet = ROOT / "data" / "sheets" / f"{page.stem}.toml"
    assert tomllib.loads(sheet.read_text(encoding="utf-8"))["part"]
