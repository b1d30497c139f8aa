"""Two renderings in a real JupyterLab: differences gone through by mouse, and by keyboard alone."""

import re

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
PAIR = 'pair = at.widgets.renderings(case, "I09", "D16")\npair'
SURFACE = ".at-surface"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Locator:
    """One page with a pair for the tests of this file."""
    browser.show(LOAD, PAIR)
    assert browser.page.locator(ERRORS).count() == 0
    return browser.page.locator(SURFACE)


@pytest.fixture
def pair(browser: Browser, page: Locator) -> Locator:
    """The pair, made anew."""
    browser.run(PAIR.splitlines()[0])
    expect(page.locator("h3")).to_have_text("6 words stand in both")
    return page


def test_a_difference_is_clicked_and_said_in_words(pair: Locator) -> None:
    pair.get_by_role("button", name=re.compile("has mustered")).click()
    expect(pair.locator("h3")).to_have_text("2 of 5: changed")
    expect(pair.locator(".at-said")).to_contain_text("The Independent · I09: “ganged up with”")
    expect(pair.locator(".at-said")).to_contain_text("Dawn · D16: “has mustered”")
    pressed = pair.locator(".at-piece[aria-pressed=true]")
    assert pressed.all_inner_texts() == ["ganged up with 2 changed", "has mustered 2 changed"]
    pair.get_by_role("button", name="Only what both have").click()
    expect(pair.get_by_text("has mustered")).to_have_count(0)


def test_the_differences_are_stepped_through_by_keyboard_alone(browser: Browser, pair: Locator) -> None:
    press = browser.page.keyboard.press
    pair.focus()
    for _ in range(5):
        press("ArrowRight")
    expect(pair.locator("h3")).to_have_text("5 of 5: in one only")
    expect(pair.locator(".at-said")).to_contain_text("The Independent · I09: nothing in its place")
    expect(pair.get_by_role("button", name="Next difference")).to_have_attribute("aria-disabled", "true")
    press("ArrowLeft")
    expect(pair.locator("h3")).to_have_text("4 of 5: changed")
    expect(pair.locator("[aria-live]")).to_contain_text("Dawn · D16: “China”")
    press("b")
    expect(pair.locator(".at-piece")).to_have_count(0)
    press("b")
    expect(pair.locator(".at-piece")).to_have_count(9)
    assert browser.page.locator(".jp-Cell").count() == 2, "a key went to JupyterLab"


def test_the_focus_goes_from_difference_to_difference_and_stays_when_they_are_drawn_anew(
    browser: Browser, pair: Locator
) -> None:
    pair.get_by_role("button", name="United States 1").focus()
    browser.page.keyboard.press("ArrowDown")
    expect(pair.locator(":focus")).to_contain_text("ganged up with")
    browser.page.keyboard.press("Enter")
    expect(pair.locator("h3")).to_have_text("2 of 5: changed")
    expect(pair.locator(":focus")).to_contain_text("ganged up with")
