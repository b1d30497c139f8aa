"""The concordance search in a real JupyterLab: typed, opened and left again, by mouse and by keyboard alone."""

import time

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
SEARCH = "at.widgets.concordance_search(case)"
LINE = 'lambda name: "\\n".join(f"{name} claim {n} was called groundless by them all" for n in range(2800))'
LONG = f'at.widgets.concordance_search({{name: ({LINE})(name) for name in "ab"}})'
SURFACE = ".at-surface"


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Browser:
    """One page for the tests of this file."""
    browser.show(LOAD, SEARCH, LONG)
    assert browser.page.locator(ERRORS).count() == 0
    return browser


@pytest.fixture
def search(opened: Browser) -> Locator:
    """The search of the first case, empty."""
    surface = opened.page.locator(SURFACE).nth(0)
    surface.get_by_role("textbox").fill("")
    expect(surface.locator(".at-line")).to_have_count(0)
    return surface


def test_lines_appear_while_one_types_and_one_opens_by_mouse(opened: Browser, search: Locator) -> None:
    search.get_by_role("textbox").click()
    opened.page.keyboard.type("groundless")
    expect(search.locator("p", has_text="lines with “groundless”")).to_be_visible()
    expect(search.get_by_role("textbox")).to_be_focused()
    line = search.locator(".at-line").nth(1)
    keyword = line.locator("strong").inner_text()
    line.click()
    expect(search.locator("mark")).to_have_text(keyword)
    search.get_by_role("button", name="Back to the lines").click()
    expect(search.locator(".at-line").nth(1)).to_be_focused()


def test_the_same_by_keyboard_alone(opened: Browser, search: Locator) -> None:
    press = opened.page.keyboard.press
    opened.page.locator(SURFACE).nth(0).focus()
    press("/")
    expect(search.get_by_role("textbox")).to_be_focused()
    opened.page.keyboard.type("fabricat*")
    expect(search.locator("p", has_text="with “fabricat*”")).to_be_visible()
    press("Tab")
    expect(search.locator(".at-line").nth(0)).to_be_focused()
    press("ArrowDown")
    expect(search.locator(".at-line").nth(1)).to_be_focused()
    press("Enter")
    expect(search.locator("mark")).to_have_count(1)
    expect(search.get_by_role("button", name="Back to the lines")).to_be_focused()
    press("ArrowRight")
    expect(search.locator("h3", has_text="line 3 of")).to_be_visible()
    press("Escape")
    expect(search.locator(".at-line").nth(2)).to_be_focused()
    assert opened.page.locator(".jp-Cell").count() == 3, "a key went to JupyterLab"


def test_a_beginning_is_offered_with_a_star_and_the_field_shows_it(search: Locator) -> None:
    search.get_by_role("textbox").fill("groundle")
    search.get_by_role("button", name="Look for “groundle*”").click()
    expect(search.get_by_role("textbox")).to_have_value("groundle*")
    expect(search.locator(".at-line").first).to_be_visible()


def test_a_pattern_without_a_word_gets_a_sentence(search: Locator) -> None:
    search.get_by_role("textbox").fill("“")
    expect(search.locator("p", has_text="holds no word")).to_be_visible()


def test_in_fifty_thousand_words_lines_are_on_screen_within_the_bound(opened: Browser) -> None:
    surface = opened.page.locator(SURFACE).nth(1)
    box = surface.get_by_role("textbox")
    times = []
    for pattern in ("g*", "*", "the claim", "claim * was"):
        box.fill("")
        expect(surface.locator(".at-line")).to_have_count(0)
        start = time.perf_counter()
        box.fill(pattern)
        surface.locator("p", has_text=f"with “{pattern}”").wait_for(state="visible")
        times.append(time.perf_counter() - start)
    # Playwright’s own way to the page is in it; what `make bench-widgets` prints is the measure.
    assert sorted(times)[1] < 0.6, times
