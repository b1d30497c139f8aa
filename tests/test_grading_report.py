"""The report of a grading run: a page for the lecturer, marks for a spreadsheet, and the figures in both."""

import csv
import io
import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from grading_class import FLAGS, ITEMS, ODD_NAMES, TROUBLE, answered, class_of_forty, run_of, submission
from lab import CHROMIUM, CLOSED, Browser
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright

import attributed as at
from attributed.exercises.key import Item
from attributed.grading.figures import band_names, distribution, item_figures, item_rest, spread
from attributed.grading.graded import GradedSubmission
from attributed.grading.marksheet import harmless
from attributed.grading.report import RunReport, report, report_page
from attributed.grading.visible import visible

CHOICE = Item(1, "choice", 1, "voice")
NUMBER = Item(2, "number", 4, "count")
OWN = Item(3, "report", 2, "report")


class Reader(HTMLParser):
    """What a page says, and the tags that say it."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.names: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.text = " ".join("".join(self.said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.said.append("" if tag in {"bdi", "a", "strong", "em", "span", "time"} else " ")
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep what is said, and what stands isolated from the direction of the rest."""
        if "style" not in self._open:
            self.said.append(data)
        if self._open and self._open[-1] == "bdi":
            self.names.append(data)


def read(run: RunReport) -> Reader:
    return Reader(report_page(run))


def rows(data: bytes) -> list[list[str | float]]:
    """Read marks.csv as the csv module does: what is quoted is text, what is not is a number."""
    text = data.decode("utf-8-sig")
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), quoting=csv.QUOTE_NONNUMERIC)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The files of the made-up class."""
    return report(class_of_forty(), tmp_path_factory.mktemp("report"))


# Figures


def test_the_spread_is_numpys() -> None:
    luck = random.Random(3)  # noqa: S311 - made-up points
    for size in (2, 5, 40):
        points = [luck.choice((0, 1.5, 2, 7, 11)) for _ in range(size)]
        found = spread(points)
        assert found is not None
        theirs = np.percentile(points, [0, 25, 50, 75, 100])
        ours = (found.lowest, found.lower, found.median, found.upper, found.highest)
        assert ours == pytest.approx(tuple(theirs))
        assert found.mean == pytest.approx(np.mean(points))
    assert spread([]) is None
    one = spread([3.0])
    assert one is not None
    assert (one.lower, one.median, one.upper) == (3, 3, 3)


def test_bands_hold_every_submission_once_and_full_points_are_in_the_last() -> None:
    assert distribution([0, 0.9, 1, 2.9999, 9.9, 10], 10) == [2, 1, 1, 0, 0, 0, 0, 0, 0, 2]
    assert distribution([0.7], 0.1 + 0.9) == [0] * 7 + [1] + [0] * 2
    assert band_names()[0] == "0–9"
    assert band_names()[-2:] == ["80–89", "90–100"]


def a_class(*points: tuple[float, float]) -> list[GradedSubmission]:
    """Return submissions of two items with these shares of their points."""
    return [submission(str(n), answered(CHOICE, one), answered(NUMBER, two)) for n, (one, two) in enumerate(points)]


def test_the_item_rest_correlation_leaves_the_item_out_of_the_total() -> None:
    shares = [(1, 0.5), (0, 0.25), (1, 1), (1, 0.75), (0, 0), (0, 1), (1, 0.5), (0, 0), (0.5, 1), (1, 1), (0, 0.5)]
    own = [one for one, _ in shares]
    rest = [4 * two for _, two in shares]
    first, second = item_figures((CHOICE, NUMBER), a_class(*shares))
    assert first.item_rest == pytest.approx(np.corrcoef(own, rest)[0, 1])
    assert second.item_rest == pytest.approx(first.item_rest)
    assert first.count == 11


def test_no_correlation_of_fewer_than_ten_or_where_all_have_the_same_points() -> None:
    differing = [(float(n % 2), float(n % 3)) for n in range(10)]
    assert item_rest(differing) is not None
    assert item_rest(differing[:9]) is None
    assert item_rest([(1.0, rest) for _, rest in differing]) is None
    assert item_rest([(own, 7.0) for own, _ in differing]) is None
    # The rest is the same though the sums differ in their last places.
    assert item_rest([(own, (0.1 + 0.2) if own else 0.3) for own, _ in differing]) is None


def test_facility_and_shares_are_of_the_submissions_that_could_be_marked() -> None:
    verdicts = ("right", "partly", "form", "open", "error")
    marks = [
        answered(NUMBER, share, verdict=verdict) for share, verdict in zip((1, 0.5, 0, 0, 0), verdicts, strict=True)
    ]
    class_ = [submission(str(n), mark) for n, mark in enumerate(marks)]
    (figures,) = item_figures((NUMBER,), [*class_, submission("broken", trouble=TROUBLE)])
    assert figures.facility == pytest.approx(1.5 / 5)
    assert figures.shares == {"right": 0.2, "partly": 0.2, "wrong": 0.2, "open": 0.2, "error": 0.2}
    (none,) = item_figures((NUMBER,), [submission("broken", trouble=TROUBLE)])
    assert none.facility is None
    assert set(none.shares.values()) == {0}


def test_common_wrong_answers_are_the_most_frequent_below_full_points() -> None:
    given = ["“b”"] * 3 + ["“d”"] * 4 + ["“e”"] + ["“c”"] * 9
    class_ = [
        submission(str(n), answered(CHOICE, text == "“c”", text, says=f"About {text}.")) for n, text in enumerate(given)
    ]
    (figures,) = item_figures((CHOICE,), class_)
    assert [(one.answer, one.students, one.says) for one in figures.wrong] == [
        ("“d”", 4, ("About “d”.",)),
        ("“b”", 3, ("About “b”.",)),
    ]


def test_at_most_five_wrong_answers_are_listed_none_empty_open_or_in_own_words() -> None:
    many = [submission(f"{n}-{twin}", answered(CHOICE, 0, f"“{n}”")) for n in range(7) for twin in "ab"]
    (figures,) = item_figures((CHOICE,), many)
    assert [one.answer for one in figures.wrong] == [f"“{n}”" for n in range(5)]
    blank = [submission(str(n), answered(CHOICE, 0, "...", verdict="open")) for n in range(3)]
    blank += [submission(f"e{n}", answered(CHOICE, 0, verdict="error")) for n in range(3)]
    assert item_figures((CHOICE,), blank)[0].wrong == ()
    for kind in ("report", "brief", "text"):
        own = [submission(str(n), answered(OWN, 0, "China says so.")) for n in range(3)]
        assert item_figures((replace(OWN, kind=kind),), own)[0].wrong == ()


# Marks for a spreadsheet


def test_every_name_comes_back_from_the_csv_and_numbers_stay_numbers(written: tuple[Path, Path]) -> None:
    head, *body = rows(written[1].read_bytes())
    run = class_of_forty()
    assert head == ["student", "state", "points", "of", *(f"item {item.number}" for item in ITEMS), "flags"]
    assert {len(row) for row in body} == {len(head)}
    by_name = {str(row[0]).removeprefix("'"): row for row in body}
    expected = {one.student.replace("\udcff", "\\udcff"): one for one in run.submissions}
    assert set(by_name) == {*expected, *run.missing}
    for name, one in expected.items():
        marks: list[str | float] = [mark.points for mark in one.items] or [""] * len(ITEMS)
        state = "not marked" if one.trouble else "marked"
        assert by_name[name][1:] == [state, one.points, 35, *marks, len(one.flags)]
    for name in run.missing:
        assert by_name[name][1:] == ["no submission", "", 35, *[""] * len(ITEMS), 0]


def test_excel_reads_it_as_utf_8_and_ids_are_texts(written: tuple[Path, Path]) -> None:
    data = written[1].read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b'\r\n"0042","marked",' in data
    assert '\r\n"王小明","marked",'.encode() in data
    assert re.search(rb'"student-01","marked",\d+(\.\d+)?,35,', data)


def test_no_cell_can_be_a_formula(written: tuple[Path, Path]) -> None:
    formula = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n]")
    for row in rows(written[1].read_bytes()):
        assert not [cell for cell in row if isinstance(cell, str) and formula.match(cell)]
    for text in ("=1+1", "+1", "-1", "@a", "\ta", "\ra", "\na", " =1", "\0=1", "＝1", "'=1"):
        assert harmless(text) == f"'{text}"
    for text in ("", "Li-Wei", "a=b", "O'Brien", "0042"):
        assert harmless(text) == text


def test_only_the_first_cell_of_a_row_holds_what_others_wrote() -> None:
    """Where a spreadsheet splits at semicolons, quotation marks protect only the cell that begins the line."""
    run = replace(run_of(submission("Ana", trouble="x;=1+1", flags=("y;=2+2",))), missing=("Bo",), notes=("z;=3",))
    for line in class_lines(run):
        assert ";" not in line
    assert class_lines(run_of(submission("a;=1")))[1].startswith('"a;=1",')


def class_lines(run: RunReport) -> list[str]:
    from attributed.grading.marksheet import marksheet

    return marksheet(run.items, run.submissions, run.missing).decode("utf-8-sig").splitlines()


# The page


def test_names_are_escaped_and_isolated_and_nothing_runs_or_is_fetched(written: tuple[Path, Path]) -> None:
    page = written[0].read_text(encoding="utf-8")
    seen = Reader(page)
    assert {visible(name) for name in ODD_NAMES} <= set(seen.names)
    assert not {tag for tag, _ in seen.tags} & {"script", "img", "link", "iframe", "form"}
    for tag, attributes in seen.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert not attributes.get("src"), tag
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]
    assert "url(" not in page
    assert "@import" not in page
    assert "\u202e" not in page
    assert "\x00" not in page


def test_headings_are_in_order_and_tables_have_captions_and_header_cells(written: tuple[Path, Path]) -> None:
    seen = Reader(written[0].read_text(encoding="utf-8"))
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    tables = [tag for tag, _ in seen.tags].count("table")
    assert tables >= 5
    assert [tag for tag, _ in seen.tags].count("caption") == tables
    assert all(attributes.get("scope") for tag, attributes in seen.tags if tag == "th")


def test_every_flag_and_every_trouble_is_said_and_that_flags_prove_nothing(written: tuple[Path, Path]) -> None:
    text = Reader(written[0].read_text(encoding="utf-8")).text
    run = class_of_forty()
    for flag in FLAGS:
        assert text.count(flag) == sum(one.flags.count(flag) for one in run.submissions)
    assert text.count(TROUBLE) == 2
    assert "no proof of cheating" in text
    assert text.count("no submission") == 1 + len(run.missing)
    assert all(note in text for note in run.notes)


def test_the_figures_of_the_class_leave_out_what_could_not_be_marked() -> None:
    full = [answered(item, 1) for item in (CHOICE, NUMBER)]
    run = run_of(
        submission("a", *full),
        submission("b", full[0], answered(NUMBER, 0.5)),
        submission("c", trouble=TROUBLE),
        items=(CHOICE, NUMBER),
    )
    text = read(run).text
    assert "Points out of 5, of the 2 submissions that could be marked." in text
    assert "mean 4 median 4 lower quartile 3.5 upper quartile 4.5 lowest 3 highest 5" in text
    assert "submissions 3 marked 2 could not be marked 1 flagged 0 no submission 0" in text


def test_a_chart_says_in_words_what_it_shows() -> None:
    class_ = [submission(str(n), answered(NUMBER, share)) for n, share in enumerate((0, 0.5, 0.5, 1))]
    (svg,) = [attributes for tag, attributes in read(run_of(*class_, items=(NUMBER,))).tags if tag == "svg"]
    assert svg["role"] == "img"
    assert svg["aria-label"] == (
        "Bar chart of submissions by points earned, in per cent of 4. "
        "0–9 per cent: 1. 50–59 per cent: 2. 90–100 per cent: 1. "
    )


def test_common_wrong_answers_stand_with_what_the_check_says_and_own_words_do_not() -> None:
    class_ = [
        submission(
            str(n), answered(NUMBER, 0.5, "<b>17</b>", says="Count & again."), answered(OWN, 0, "China says so.")
        )
        for n in range(3)
    ]
    page = report_page(run_of(*class_, items=(CHOICE, NUMBER, OWN)))
    text = Reader(page).text
    assert "<b>17</b> 3 2 Count & again." in text
    assert "&lt;b&gt;17&lt;/b&gt;" in page
    assert "China says so." not in text
    assert "Item 3 is answered in a student’s own words and is not listed." in text
    assert "No wrong answer was given twice in item 1." in text


def test_an_answer_of_several_lines_keeps_them_and_nothing_else_that_is_invisible() -> None:
    code = "def count(case):\n    return 1\u202e\x07"
    class_ = [submission(str(n), answered(NUMBER, 0, code)) for n in range(2)]
    page = report_page(run_of(*class_, items=(NUMBER,)))
    assert '<bdi class="answer">def count(case):\n    return 1\\u202e\\x07</bdi>' in page


def test_an_item_that_the_better_students_get_wrong_is_pointed_out() -> None:
    against = [(float(n % 2 == 0), float(n % 2)) for n in range(10)]
    assert "Item 1: students with more points elsewhere earned fewer here (item-rest correlation −1.00)" in (
        read(run_of(*a_class(*against), items=(CHOICE, NUMBER))).text
    )
    along = [(float(n % 2), float(n % 2)) for n in range(10)]
    text = read(run_of(*a_class(*along), items=(CHOICE, NUMBER))).text
    assert "may be at fault" not in text
    assert "+1.00" in text


def test_a_run_without_a_sandbox_is_told_before_everything_else() -> None:
    run = run_of(submission("a", answered(CHOICE, 1)), items=(CHOICE,))
    assert "Students’ code ran shut off from this machine and from each other (bubblewrap)." in read(run).text
    text = read(replace(run, sandbox="none: --no-sandbox was given")).text
    assert text.index("Students’ code was not isolated: --no-sandbox was given.") < text.index("Points")
    assert "shut off" not in text


@pytest.mark.parametrize("submissions", [(), (submission("a", trouble=TROUBLE),), (submission("a"),)])
@pytest.mark.parametrize("items", [(), (CHOICE, NUMBER)])
def test_a_class_without_submissions_without_marks_or_without_items_has_a_report(
    submissions: tuple[GradedSubmission, ...], items: tuple[Item, ...], tmp_path: Path
) -> None:
    page, table = report(replace(run_of(*submissions, items=items), missing=("b",)), tmp_path)
    assert "What this does not show" in page.read_text(encoding="utf-8")
    assert len(rows(table.read_bytes())) == 2 + len(submissions)


def test_points_of_a_person_are_said_not_to_be_counted() -> None:
    run = run_of(submission("a", answered(CHOICE, 1)), items=(CHOICE,))
    assert "up to 12 more are given by a person and are not counted here" in read(replace(run, by_hand=12)).text
    assert "given by a person and are" not in read(run).text


def test_the_same_run_makes_the_same_files(written: tuple[Path, Path], tmp_path: Path) -> None:
    run = class_of_forty()
    again = report(replace(run, submissions=run.submissions[::-1], missing=run.missing[::-1]), tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_a_time_is_written_for_a_reader_and_anything_else_as_it_is() -> None:
    run = run_of()
    assert "Graded 2 March 2026, 14:05 UTC+01:00, in 12 seconds with 2 workers." in read(run).text
    one = read(replace(run, when="last week", seconds=1.2, workers=1))
    assert "Graded last week, in 1 second with 1 worker." in one.text
    assert "in 12 seconds. Students" in read(replace(run, workers=0)).text


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(at.KitError, match=r"report\.html cannot be written: No such file or directory\.$"):
        report(run_of(), tmp_path / "nowhere")


# In a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Headless Chromium."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium; .ci/run installs it")
        pytest.skip("needs Chromium (Debian’s package chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=CLOSED)
        yield started
        started.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (480, "dark")])
def test_it_is_without_barriers_and_fits_the_window(
    written: tuple[Path, Path], chromium: Chromium, width: int, scheme: str
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(written[0].as_uri())
    assert Browser(page, "", written[0].parent).barriers("html") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".students tbody tr").count() == 42
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 25, 27)"}[scheme]
    assert requests == [written[0].as_uri()]
    page.close()


def test_on_paper_nothing_is_cut_off(written: tuple[Path, Path], chromium: Chromium) -> None:
    page = chromium.new_page(viewport={"width": 690, "height": 900}, color_scheme="dark")
    page.emulate_media(media="print")
    page.goto(written[0].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 690
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    page.close()
