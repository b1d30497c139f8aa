"""What a reader sees: the lessons and exercise set 1 in a real JupyterLab, in headless Chromium.

With SCREENSHOT set to a path, the picture of the lesson in the README is taken from this run
(`make screenshot`).
"""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from lab import ERRORS, TOKEN, Browser, browser
from lessons import LESSONS
from playwright.sync_api import Locator

__all__ = ["browser"]  # the fixture

OUTPUTS = ".jp-OutputArea-output"
"""What the kit shows, as against JupyterLab’s own page round it."""


def cells_of(lesson: Path) -> list[dict[str, Any]]:
    """Return the cells of a lesson."""
    cells: list[dict[str, Any]] = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    return cells


@pytest.fixture(scope="module")
def lesson(browser: Browser) -> Browser:
    """Lesson 1, run, in a window of its own."""
    window = browser.another()
    window.open("notebooks/01-whose-voice.ipynb")
    window.run_all()
    return window


def test_lesson_1_runs_and_shows_its_chart_with_alt_text_and_no_error(lesson: Browser) -> None:
    assert lesson.page.locator(ERRORS).count() == 0
    chart = lesson.cell("at.plot_quoted_words(case, guess.value)").locator("img")
    assert (chart.get_attribute("alt") or "").startswith("Bar chart of words inside quotation marks")
    assert chart.evaluate("image => image.naturalWidth") > 600
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    assert box["width"] > 300


def test_a_guess_is_typed_and_drawn_into_the_chart(lesson: Browser) -> None:
    page = lesson.page
    before = lesson.cell("at.plot_quoted_words(case, guess.value)").locator("img").get_attribute("src")
    fields = lesson.cell("at.widgets.predict(").locator("input")
    assert fields.count() == 4
    for field, words in zip(fields.all(), (60, 60, 50, 50), strict=True):
        field.fill(str(words))
    lesson.cell("at.plot_quoted_words(case, guess.value)").locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    picture = lesson.cell("at.plot_quoted_words(case, guess.value)").locator("img")
    for _ in range(60):
        time.sleep(0.5)
        if picture.count() and picture.get_attribute("src") != before:
            break
    assert picture.get_attribute("src") != before
    assert page.locator(ERRORS).count() == 0
    if target := os.environ.get("SCREENSHOT"):
        page.locator("h2", has_text="Four questions").first.evaluate("heading => heading.scrollIntoView()")
        time.sleep(1)
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target)


def test_the_start_page_runs_without_error(browser: Browser) -> None:
    browser.open("notebooks/00-start-here.ipynb")
    browser.run_all()
    assert browser.page.locator(ERRORS).count() == 0
    assert browser.page.locator("dt", has_text="metonymy").count() == 1


@pytest.mark.parametrize("name", [path.name for path in LESSONS if path.stem[:2] > "01"])
def test_every_lesson_runs_and_its_pictures_fit_a_narrow_window(name: str, browser: Browser) -> None:
    browser.open(f"notebooks/{name}")
    browser.run_all()
    assert browser.page.locator(ERRORS).count() == 0
    path = next(path for path in LESSONS if path.name == name)
    widgets = sum("at.widgets." in "".join(cell["source"]) for cell in cells_of(path))
    browser.page.wait_for_timeout(1000)
    assert browser.page.locator(".at-surface[data-booted]").count() == widgets > 0
    assert browser.page.locator(".at-refused").count() == 0
    # pandas leaves a corner of its tables empty; those that the kit makes have none (test_tables_of_text).
    assert [one for one in browser.barriers(OUTPUTS) if one != "empty-table-header: <th></th>"] == []
    browser.page.set_viewport_size({"width": 480, "height": 900})
    try:
        for surface in browser.page.locator(".at-surface").all():
            box = surface.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= 480
        pictures = browser.page.locator(".jp-OutputArea-output img:not([hidden])").all()
        assert pictures
        for picture in pictures:
            picture.scroll_into_view_if_needed()
            box = picture.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= 480
            assert len(picture.get_attribute("alt") or "") >= 40
    finally:
        browser.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_term_shows_its_meaning_and_leads_to_the_glossary(browser: Browser) -> None:
    page = browser.page
    # The start page is open, as it is for who came that way; else JupyterLab opens it at its top.
    page.goto(f"{browser.address}/lab/tree/notebooks/00-start-here.ipynb?token={TOKEN}&reset")
    page.locator("h3", has_text="Glossary").wait_for(timeout=90_000)
    time.sleep(3)  # a link works once JupyterLab has taken it over
    page.locator(".jp-RenderedMarkdown a", has_text="Whose voice?").click()
    term = page.locator(".jp-RenderedMarkdown a", has_text="metonymy").first
    term.wait_for(timeout=90_000)
    assert (term.get_attribute("title") or "").startswith("metonymy: Naming a thing")
    time.sleep(3)
    term.click()
    heading = page.locator("h3", has_text="Glossary")
    heading.wait_for(timeout=30_000)
    for _ in range(60):
        box = heading.bounding_box()
        if box and 0 <= box["y"] < 900:
            break
        time.sleep(0.5)
    assert box is not None
    assert 0 <= box["y"] < 900


@pytest.fixture(scope="module")
def exercise(browser: Browser) -> Browser:
    """Exercise set 1 in a window of its own, before any cell is run."""
    window = browser.another()
    window.open("exercises/01-whose-voice/01-whose-voice.ipynb")
    return window


def begin(exercise: Browser) -> None:
    """Run the cell that every check needs."""
    exercise.cell("at.checker(").locator(".cm-content").click()
    exercise.page.keyboard.press("Shift+Enter")
    exercise.page.get_by_text("Practice: you get an answer at once").wait_for()


def answer(browser: Browser, number: int, code: str) -> Locator:
    """Type code into an answer cell, run it and its check as a student would, and return the check’s cell."""
    editor = browser.cell(f"answer_{number} = ").locator(".cm-content")
    editor.click()
    browser.page.keyboard.press("Control+a")
    browser.page.keyboard.insert_text(code)
    browser.page.keyboard.press("Shift+Enter")
    browser.page.keyboard.press("Shift+Enter")
    return browser.cell(f"check({number}, answer_{number})")


def test_a_student_answers_is_coached_and_answers_again(exercise: Browser) -> None:
    early = exercise.cell("check(1, answer_1)")
    early.locator(".cm-content").click()
    exercise.page.keyboard.press("Shift+Enter")
    early.locator(".jp-OutputArea-output").first.wait_for()
    begin(exercise)
    wrong = answer(exercise, 1, 'answer_1 = "a"')
    wrong.get_by_text("Would it describe its own statement in this way?").wait_for()
    assert "0 of 1 point" in wrong.inner_text()
    right = answer(exercise, 1, 'answer_1 = "c"')
    right.get_by_text("There are no quotation marks, and nobody").wait_for()
    assert "Right · 1 of 1 point" in right.inner_text()


def test_a_check_before_its_answer_gets_a_sentence_and_no_traceback(exercise: Browser) -> None:
    begin(exercise)
    early = exercise.cell("check(2, answer_2)")
    early.locator(".cm-content").click()
    exercise.page.keyboard.press("Shift+Enter")
    early.get_by_text("answer_2 is not there yet").wait_for()
    assert "Traceback" not in early.inner_text()
    assert early.inner_text().count("\n") < 6
