"""The printable sheets: complete, without answers for the student, well-formed, and fetching nothing."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from exercise_sets import ROOT
from lessons import LESSONS, header_of, own_words, quotations_in
from playwright.sync_api import Browser, sync_playwright
from test_lessons import TERMS

import attributed as at
from attributed.case import Case
from attributed.cli import main
from attributed.sheets.answers import discussion_of, statement_answer, word_answer
from attributed.sheets.markdown import as_html
from attributed.sheets.page import sheet_page
from attributed.sheets.source import Sheet, find_sheet, read_sheet

MOST_PAGES = 5
SHEETS = sorted((ROOT / "data" / "sheets").glob("*.toml"))
EVERY_SHEET = pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
BOTH = pytest.mark.parametrize("answers", [False, True], ids=["student", "lecturer"])
XHTML = "{http://www.w3.org/1999/xhtml}"


def tree(page: str) -> ET.Element:
    """Return a page as XML: it is well-formed, or this fails."""
    return ET.fromstring(page)  # noqa: S314 - our own page


@cache
def page_of(path: Path, *, answers: bool = False) -> str:
    """Return a sheet of the kit as HTML; made once, since its charts take time."""
    return sheet_page(at.load_case(), read_sheet(path), answers=answers)


def words(page: str) -> str:
    """Return what a reader sees in the body of a page, spaces evened out."""
    body = tree(page).find(f"{XHTML}body")
    assert body is not None
    return flat("".join(body.itertext()))


def flat(text: str) -> str:
    """Even out spaces."""
    return " ".join(text.split())


def build(tmp_path: Path, source: str) -> Sheet:
    """Read a sheet from TOML; only its parts are given."""
    path = tmp_path / "03-made-up.toml"
    path.write_text(f'title = "T"\ninstructions = "I."\n{source}', encoding="utf-8")
    return read_sheet(path)


def prose_of(path: Path) -> str:
    """Return everything that somebody wrote in a sheet’s file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = [data["title"], data["instructions"]]
    texts += [part.get(key, "") for part in data["part"] for key in ("heading", "text", "answer")]
    return "\n\n".join(texts)


# Every sheet of the kit


@EVERY_SHEET
@BOTH
def test_it_holds_every_statement_fact_and_word_that_it_names(path: Path, case: Case, *, answers: bool) -> None:
    sheet = read_sheet(path)
    page = words(page_of(path, answers=answers))
    for part in sheet.parts:
        for key in (*part.statements, *part.renderings, *part.facts):
            text = case.statements.at[key, "text"] if key in case.statements.index else case.facts.at[key, "key_words"]
            assert flat(str(text)) in page, key
        for key in part.words:
            assert flat(str(case.words.at[key, "word"])) in page, key
        if part.article:
            for passage in case.articles[part.article].passages():
                assert flat(passage.text) in page


@EVERY_SHEET
def test_the_students_sheet_holds_no_answer(path: Path) -> None:
    sheet = read_sheet(path)
    page = page_of(path)
    cells = [cell for cell in tree(page).iter(f"{XHTML}table") if "blank" in cell.get("class", "")]
    for table in cells:
        for row in table.iter(f"{XHTML}tr"):
            blank = list(row.findall(f"{XHTML}td"))
            # The words table says first in which statement each word stands.
            first = 1 if table.find(f".//{XHTML}th[@class='wide']") is not None else 0
            assert [cell for cell in blank[first:] if "".join(cell.itertext()).strip()] == []
    wanted = sum(bool(part.columns) for part in sheet.parts)
    assert not wanted or cells
    seen = words(page)
    for part in sheet.parts:
        if part.answer:
            assert flat("".join(tree(f"<div>{as_html(part.answer)}</div>").itertext())) not in seen
    assert "Coder’s note" not in seen
    assert "<img" not in page


@EVERY_SHEET
def test_the_lecturers_sheet_answers_every_column_that_the_data_answer(path: Path, case: Case) -> None:
    sheet = read_sheet(path)
    page = page_of(path, answers=True)
    seen = words(page)
    for part in sheet.parts:
        for key in part.statements:
            for column in set(part.columns) & set(case.statements.columns):
                assert flat(statement_answer(case, key, column)) in seen, (key, column)
            if part.columns:
                assert discussion_of(case, key) in seen
        assert not part.answer or flat("".join(tree(f"<div>{as_html(part.answer)}</div>").itertext())) in seen
    assert page.count("<img ") == sum(bool(part.chart) for part in sheet.parts)


@EVERY_SHEET
@BOTH
def test_it_is_one_page_of_html_that_anybody_can_read_and_that_fetches_nothing(path: Path, *, answers: bool) -> None:
    page = page_of(path, answers=answers)
    root = tree(page)
    assert root.get("lang") == "en"
    title = root.findtext(f"{XHTML}head/{XHTML}title")
    assert title
    assert read_sheet(path).title in title
    levels = [int(tag.tag[-1]) for tag in root.iter() if re.fullmatch(rf"{re.escape(XHTML)}h[1-6]", tag.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for picture in root.iter(f"{XHTML}img"):
        assert len(picture.get("alt", "")) >= 40
        assert picture.get("src", "").startswith("data:image/png;base64,")
    for table in root.iter(f"{XHTML}table"):
        assert table.find(f"{XHTML}thead") is not None
    for fetching in ("script", "link", "iframe", "object", "embed", "video", "audio", "form", "a"):
        assert root.find(f".//{XHTML}{fetching}") is None, fetching
    assert not re.search(r"@import|url\(|srcset|\son\w+=", page)


@EVERY_SHEET
def test_what_it_quotes_is_verbatim(path: Path, case: Case) -> None:
    sources = [article.text for article in case.articles.values()]
    sources += [*case.facts["key_words"], *case.facts["line"]]
    assert [part for part in quotations_in(prose_of(path)) if not any(part in source for source in sources)] == []


@EVERY_SHEET
def test_no_sentence_of_an_article_is_typed_in(path: Path, case: Case) -> None:
    typed = path.read_text(encoding="utf-8")
    for article in case.articles.values():
        assert [sentence.text for sentence in article.sentences if sentence.text in typed] == []


@EVERY_SHEET
def test_words_that_judge_are_quoted_in_it(path: Path) -> None:
    own = prose_of(path).replace(read_sheet(path).title, "")  # the lesson’s title, not a judgement
    own = re.sub(r"(?<!\*)\*[^*\n]+\*(?!\*)", " ", own_words(own))
    hits = at.mark(own, "evaluative")
    judging = hits[hits["label"].isin(["TRUTH", "CONDUCT"]) & ~hits["lemma"].isin(TERMS)]
    assert list(judging["text"]) == []


@EVERY_SHEET
def test_its_title_is_that_of_its_lesson(path: Path) -> None:
    (lesson,) = [lesson for lesson in LESSONS if lesson.stem == path.stem]
    assert header_of(lesson).splitlines()[0] == f"# {int(path.stem[:2])} · {read_sheet(path).title}"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        pytest.skip("Chromium is not installed here")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@EVERY_SHEET
def test_a_browser_prints_it_on_a_few_a4_pages(path: Path, tmp_path: Path, chromium: Browser) -> None:
    file = tmp_path / "sheet.html"
    file.write_text(page_of(path), encoding="utf-8")
    asked: list[str] = []
    page = chromium.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.set_viewport_size({"width": 480, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 480, "cut off at the right of a telephone"
    page.close()
    assert asked == [file.as_uri()]
    articles = sum(bool(part.article) for part in read_sheet(path).parts)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= MOST_PAGES + 2 * articles
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][\d.]* 84[12]", printed)


# How it is built


def test_a_statement_is_marked_in_its_paragraph_and_neighbours_share_it(case: Case, tmp_path: Path) -> None:
    part = '[[part]]\nheading = "A"\nstatements = ["D19", "D20", "D25"]\ncolumns = ["voice"]'
    page = tree(sheet_page(case, build(tmp_path, part)))
    cards = page.findall(f".//{XHTML}div[@class='card']")
    assert len(cards) == 2
    marked = ["".join(mark.itertext()) for mark in cards[0].iter(f"{XHTML}mark")]
    assert marked == list(case.statements.loc[["D19", "D20"], "text"])
    (paragraph,) = cards[0].findall(f"{XHTML}p[@class='words']")
    whole = "".join(paragraph.itertext()).replace("D19", "").replace("D20", "")
    start = dict(case.statements.loc["D19"])["start"]
    assert whole == case.articles["dawn"].paragraph_at(start).text + " (Dawn, paragraph 12)"


def test_out_of_order_statements_get_a_paragraph_each(case: Case, tmp_path: Path) -> None:
    part = '[[part]]\nheading = "A"\nstatements = ["D20", "D19"]'
    page = tree(sheet_page(case, build(tmp_path, part)))
    assert len(page.findall(f".//{XHTML}div[@class='card']")) == 2


@pytest.mark.parametrize(
    ("key", "column", "answer"),
    [
        ("D25", "voice", "PQ (partial quotation)"),
        ("I24", "voice", "PQ (partial quotation); also accepted: DQ"),
        ("I02", "frames", "CAUSE + MORAL + PROBLEM; also accepted: CAUSE + MORAL"),
        ("I03", "cue", "none"),
        ("I30", "about", "nobody named"),
        ("D25", "quoted", "1"),
        ("D25", "my own column", ""),
    ],
)
def test_a_column_is_answered_from_the_data(case: Case, key: str, column: str, answer: str) -> None:
    assert statement_answer(case, key, column) == answer


def test_because_is_answered_with_the_test_of_the_label_to_its_left(case: Case) -> None:
    assert statement_answer(case, "D25", "because", "voice") == case.codebooks["voice"]["PQ"].test
    assert statement_answer(case, "D25", "because", "speaker") == ""


def test_a_word_is_answered_from_the_data(case: Case) -> None:
    row = dict(case.words.loc["W01"])
    assert word_answer(case, "W01", "owner") == row["owner"]
    assert word_answer(case, "W01", "label").startswith(f"{row['label']} (")
    assert row["label_alt"] in word_answer(case, "W01", "label").split("also accepted: ")[1]


def test_what_is_for_discussion_says_how_the_coders_split(case: Case) -> None:
    said = discussion_of(case, "D23")
    assert said.startswith("For discussion, never for marks. The coders differed: ")
    given = case.coded_by("side").loc["D23"].value_counts()
    assert len(given) > 1
    assert f"side ({', '.join(f'{label} {count}' for label, count in given.items())})" in said
    assert discussion_of(case, "D25") == ""
    alike = [key for key in case.codes.index if "same labels" in discussion_of(case, key)]
    for key in alike:
        columns = [book.column for book in case.codebooks.values() if book.column in at.load_case().codings["pass-1"]]
        assert all(case.coded_by(column).loc[key].nunique() == 1 for column in columns)


def test_a_chart_is_printed_for_the_lecturer_with_its_alt_text(case: Case, tmp_path: Path) -> None:
    sheet = build(tmp_path, '[[part]]\nheading = "A"\ntext = "t"\nlines = 3\nchart = "plot_quoted_words"')
    alt = at.plot_quoted_words(case).alt
    assert alt in words(sheet_page(case, sheet, answers=True))
    assert alt not in sheet_page(case, sheet)
    assert sheet_page(case, sheet).count('class="line"') == 3


def test_markdown_is_escaped_and_a_link_is_printed_as_its_words() -> None:
    assert "<script>" not in as_html("<script>alert(1)</script> & more")
    assert as_html("see [lesson 2](02.ipynb)") == "<p>see lesson 2</p>\n"
    assert as_html("see [them](https://example.org/a)") == "<p>see them (https://example.org/a)</p>\n"
    assert as_html("# Title") == "<h3>Title</h3>\n"


# What a lecturer gets wrong


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ('[[part]]\nheading = "A"\ntext = "t"\nstatments = ["D01"]', 6, "'statments' is unknown. Did you mean"),
        ('[[part]]\ntext = "t"', 3, "should have a 'heading'"),
        ('[[part]]\nheading = "A"', 3, "nothing beneath its heading"),
        ('[[part]]\nheading = "A"\nstatements = "D01"', 5, "'statements' should be a list"),
        ('[[part]]\nheading = "A"\nlines = "6"', 5, "'lines' should be a whole number from 1 to 40"),
        ('[[part]]\nheading = "A"\nlines = true', 5, "'lines' should be a whole number"),
        ('[[part]]\nheading = "A"\ntext = """\n[[part]]\nlines = 3\n"""\narticle = 5', 9, "'article' should be words"),
        ('[[part]]\nheading = "A"\nlines = 3\ncolumns = ["voice"]', 6, "'columns' go with 'statements'"),
        ('colour = "red"\n[[part]]\nheading = "A"\nlines = 3', 3, "the key 'colour' is unknown"),
        ("", 0, "each under a line [[part]]"),
        ("[[part]\n", 0, "not well-formed TOML"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_line(tmp_path: Path, source: str, line: int, said: str) -> None:
    with pytest.raises(at.KitError, match=re.escape(said)) as raised:
        build(tmp_path, source)
    place = f"03-made-up.toml:{line}: " if line else "03-made-up.toml: "
    assert place in str(raised.value)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (
            'statements = ["D25", "D99"]',
            "'statements' names 'D99', which this case does not have. Its ids run from I01",
        ),
        ('facts = ["F77"]', "'facts' names 'F77'"),
        ('words = ["W999"]', "'words' names 'W999'"),
        ('renderings = ["I09", "X1"]', "'X1', which is neither a statement nor a fact"),
        ('article = "guardian"', "no article 'guardian' in this case. Its articles: independent, dawn"),
        ('codebook = "voices"', "no codebook 'voices'"),
        ('chart = "plot_nothing"', "no chart 'plot_nothing'"),
        ('chart = "timeline"', "no chart 'timeline'. Charts: plot_"),
        ('chart = "plot_dispersion"', "'plot_dispersion' needs more than the case"),
        ('text = "![a](b.png)"', "the picture 'b.png' cannot be printed"),
    ],
)
def test_what_the_case_does_not_have_is_refused_with_its_line(case: Case, tmp_path: Path, part: str, said: str) -> None:
    sheet = build(tmp_path, f'[[part]]\nheading = "A"\n{part}')
    with pytest.raises(at.KitError, match=re.escape(said)) as raised:
        sheet_page(case, sheet, answers=True)
    assert "03-made-up.toml:5: the part “A”: " in str(raised.value)


def test_a_text_that_was_taken_out_is_named(case_copy: Path) -> None:
    (case_copy / "articles" / "dawn.txt").unlink()
    with pytest.raises(at.KitError, match=r"dawn\.txt with sha256"):
        sheet_page(at.load_case(case_copy), read_sheet(find_sheet("1")))


def test_a_lesson_without_a_sheet_is_named_with_those_that_have_one() -> None:
    with pytest.raises(at.KitError, match=r"no sheet for lesson '77'.*: 1"):
        find_sheet("77")
    with pytest.raises(at.KitError, match=r"nowhere\.toml: this file is not there"):
        find_sheet("nowhere.toml")
    assert find_sheet("1") == find_sheet("01") == find_sheet("01-whose-voice") == SHEETS[0]


# The command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_both_sheets_and_says_where(here: Path, case: Case) -> None:
    for options, name in (([], "sheet-01-whose-voice.html"), (["--answers"], "sheet-01-whose-voice-answers.html")):
        done = CliRunner().invoke(main, ["sheet", "1", *options])
        assert done.exit_code == 0, done.output
        assert str(here / name) in done.output
        page = sheet_page(case, read_sheet(find_sheet("1")), answers=bool(options))
        assert (here / name).read_text(encoding="utf-8") == page


def test_a_file_that_differs_is_not_written_over_unless_asked(here: Path) -> None:
    runner, file = CliRunner(), here / "mine.html"
    file.write_text("my notes", encoding="utf-8")
    refused = runner.invoke(main, ["sheet", "1", "--out", "mine.html"])
    assert refused.exit_code == 1
    assert "mine.html is there already and differs" in refused.output
    assert file.read_text(encoding="utf-8") == "my notes"
    for options in (["--force"], []):  # afterwards it is the same sheet, which harms nothing
        assert runner.invoke(main, ["sheet", "1", "--out", "mine.html", *options]).exit_code == 0
    assert "Whose voice?" in file.read_text(encoding="utf-8")


def test_a_place_that_is_not_there_is_one_sentence(here: Path) -> None:
    done = CliRunner().invoke(main, ["sheet", "1", "--out", str(here / "no" / "sheet.html")])
    assert done.exit_code == 1
    assert "cannot be written" in done.output


def test_a_sheet_of_ones_own_prints_a_case_of_ones_own(here: Path, case_copy: Path) -> None:
    (here / "mine.toml").write_text(
        'title = "Mine"\ninstructions = "I."\n[[part]]\nheading = "A"\nstatements = ["D25"]\n', encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["sheet", "mine.toml", "--case", str(case_copy)])
    assert done.exit_code == 0, done.output
    assert "Dominic Raab" in (here / "sheet-mine.html").read_text(encoding="utf-8")
