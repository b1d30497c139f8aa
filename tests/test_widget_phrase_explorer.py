"""The phrase explorer in a real JupyterLab: thresholds moved and phrases opened, by mouse and by keyboard alone."""

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
EXPLORE = "at.widgets.phrase_explorer(case)"
SURFACE = ".at-surface"


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Browser:
    """One page for the tests of this file."""
    browser.show(LOAD, EXPLORE)
    assert browser.page.locator(ERRORS).count() == 0
    return browser


@pytest.fixture
def explorer(opened: Browser) -> Locator:
    """The explorer as it is at first: its cell is run anew."""
    opened.run(EXPLORE)
    surface = opened.page.locator(SURFACE)
    expect(surface).to_have_attribute("data-booted", "yes")
    return surface


def slide(slider: Locator, value: int) -> None:
    slider.evaluate(
        "(one, value) => { one.value = value; one.dispatchEvent(new Event('input', {bubbles: true})) }", value
    )


def test_a_threshold_is_raised_and_a_phrase_opened_by_mouse(explorer: Locator) -> None:
    slide(explorer.get_by_role("slider", name="Least texts"), 3)
    expect(explorer.get_by_text("stand in 3 texts or more").first).to_be_visible()
    expect(explorer.get_by_role("heading", name="China: 1 phrase")).to_be_visible()
    expect(explorer.get_by_role("heading", name="US and partners: 2 phrases")).to_be_visible()
    explorer.get_by_role("button", name="responsible state behaviour").click()
    expect(explorer.locator("mark")).to_have_count(3)
    expect(explorer.get_by_text("Source: ").first).to_be_visible()
    explorer.get_by_role("button", name="Back to the phrases").click()
    expect(explorer.get_by_role("button", name="responsible state behaviour")).to_be_focused()


def test_the_same_by_keyboard_alone(opened: Browser, explorer: Locator) -> None:
    press = opened.page.keyboard.press
    explorer.focus()
    press("t")
    expect(explorer.get_by_role("slider", name="Least texts")).to_be_focused()
    press("ArrowRight")
    expect(explorer.get_by_role("heading", name="China: 1 phrase")).to_be_visible()
    press("ArrowLeft")
    expect(explorer.get_by_role("heading", name="China: 8 phrases")).to_be_visible()
    press("Tab")
    expect(explorer.locator(".at-line").nth(0)).to_be_focused()
    press("ArrowDown")
    press("Enter")
    expect(explorer.locator("mark").first).to_be_visible()
    expect(explorer.get_by_role("button", name="Back to the phrases")).to_be_focused()
    press("ArrowRight")
    press("Escape")
    expect(explorer.locator(".at-line").nth(2)).to_be_focused()
    assert opened.page.locator(".jp-Cell").count() == 2, "a key went to JupyterLab"


def test_a_slider_that_was_left_stands_where_it_was_left(opened: Browser, explorer: Locator) -> None:
    words = explorer.get_by_role("slider", name="Least words")
    words.focus()
    opened.page.keyboard.press("ArrowRight")
    expect(explorer.get_by_text("Phrases of 3 words or more").first).to_be_visible()
    opened.page.keyboard.press("Tab")
    expect(words).to_have_value("3")
    expect(explorer.get_by_role("slider", name="Least texts")).to_be_focused()


def test_the_articles_are_shown_too(explorer: Locator) -> None:
    explorer.get_by_role("button", name="The articles").click()
    expect(explorer.get_by_role("button", name="The articles")).to_have_attribute("aria-pressed", "true")
    explorer.locator(".at-line").first.click()
    expect(explorer.locator("mark").nth(1)).to_be_visible()
