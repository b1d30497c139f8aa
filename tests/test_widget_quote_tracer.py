"""The quote tracer in a real JupyterLab: quotations traced by mouse, by keyboard alone, and from the list."""

import re

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
TRACER = "tracer = at.widgets.quote_tracer(case)\ntracer"
PLACES = "tracer.places"
GONE = 'at.widgets.quote_tracer(case, "X99")'
SURFACE = ".at-surface"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Locator:
    """One page with a tracer for the tests of this file."""
    browser.show(LOAD, TRACER, PLACES, GONE)
    assert browser.page.locator(ERRORS).count() == 0
    return browser.page.locator(SURFACE).first


@pytest.fixture
def tracer(browser: Browser, page: Locator) -> Locator:
    """The tracer, made anew."""
    browser.run(TRACER.splitlines()[0])
    expect(page.get_by_text("Choose a quotation")).to_be_visible()
    return page


def test_a_click_on_a_quotation_shows_where_it_stands(browser: Browser, tracer: Locator) -> None:
    tracer.get_by_role("button", name="world champion").click()
    expect(tracer.locator("h3")).to_have_text("“world champion of malicious cyber attacks”")
    expect(tracer.get_by_role("paragraph").filter(has_text="In the body of The Independent: nowhere.")).to_be_visible()
    expect(tracer.locator(".at-places li")).to_have_count(3)
    place = tracer.locator(".at-places li").last
    expect(place).to_contain_text("Dawn, paragraph 13")
    expect(place).to_contain_text("Embassy of China in Australia")
    expect(place.locator("mark")).to_have_text("world champion of malicious cyber attacks")
    button = place.get_by_role("button", name="Dawn, paragraph 13: the whole paragraph")
    button.click()
    expect(place).to_contain_text("the embassy said in a statement")
    expect(place.get_by_role("button")).to_have_attribute("aria-expanded", "true")
    assert "Embassy of China in Australia" in browser.run(PLACES).inner_text()


def test_the_same_by_keyboard_alone(browser: Browser, tracer: Locator) -> None:
    press = browser.page.keyboard.press
    tracer.focus()
    press("Tab")
    expect(tracer.locator(":focus")).to_contain_text("world champion")
    press("ArrowRight")
    expect(tracer.locator(":focus")).to_contain_text("It is well known")
    press("Enter")
    expect(tracer.locator("h3")).to_contain_text("It is well known")
    expect(tracer.locator(":focus")).to_have_attribute("aria-pressed", "true")
    press("3")
    expect(tracer.locator("h3")).to_have_text("“fabricated”")
    press("p")
    expect(tracer.locator(".at-places li").last).to_contain_text("rattled out rebuttals")
    for _ in range(3):  # the list of other quotations, the key for all paragraphs, the first place
        press("Tab")
    expect(tracer.locator(":focus")).to_have_attribute("aria-expanded", "true")
    press("Enter")
    expect(tracer.locator(":focus")).to_have_attribute("aria-expanded", "false")
    assert browser.page.locator(".jp-Cell").count() == 4, "a key went to JupyterLab"


def test_a_quotation_from_a_text_is_picked_from_the_list_and_the_list_keeps_the_focus(
    browser: Browser, tracer: Locator
) -> None:
    tracer.focus()
    browser.page.keyboard.press("o")
    pick = tracer.get_by_role("combobox")
    expect(pick).to_be_focused()
    pick.select_option("I28")
    expect(tracer.locator("h3")).to_contain_text("a reckless but familiar pattern")
    expect(pick).to_be_focused()
    tracer.get_by_role("button", name="fabricated").click()
    expect(tracer.locator("h3")).to_have_text("“fabricated”")
    expect(pick).to_have_value("")


def test_what_was_found_is_read_out(tracer: Locator) -> None:
    tracer.get_by_role("button", name="fabricated").click()
    expect(tracer.locator("[aria-live]")).to_have_text(
        re.compile("“fabricated” In the body of Dawn: China, Zhao Lijian.\\s+In the body of The Independent: nowhere.")
    )


@pytest.mark.usefixtures("page")
def test_a_statement_that_is_gone_gets_a_sentence_where_the_tracer_would_be(browser: Browser) -> None:
    expect(browser.cell(GONE).locator(".at-refused")).to_contain_text("X99")
