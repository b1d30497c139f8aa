"""A guess in a real JupyterLab: typed by mouse and by keyboard alone, and shown in the picture."""

import json

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
GUESS = """guess = at.widgets.predict(case, "Words in marks", {
    "CHINA": {"independent": ..., "dawn": ...},
    "US": {"independent": ..., "dawn": ...},
})
guess"""
RUNGS = 'rungs = at.widgets.predict(case, "Rungs", {"D04": ..., "D25": ...}, choices="ladder")\nrungs'
VALUE = "guess.value, rungs.value"
PICTURE = "at.plot_quoted_words(case, guess.value).alt"
SURFACE = ".at-surface"


def saved(browser: Browser) -> dict[str, str]:
    lines = (browser.folder / "answers-microsoft-exchange-2021-guesses.jsonl").read_text("utf-8").splitlines()
    return {change["key"]: change["answer"] for change in map(json.loads, lines) if "key" in change}


def fields(browser: Browser) -> Locator:
    return browser.page.locator(SURFACE).nth(0).locator("input")


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Browser:
    """One page for the tests of this file."""
    browser.show(LOAD, GUESS, RUNGS, VALUE, PICTURE)
    assert browser.page.locator(ERRORS).count() == 0
    return browser


@pytest.fixture
def page(opened: Browser) -> Browser:
    """The page with every field empty."""
    for widget in opened.page.locator(SURFACE).all():
        for number in range(widget.locator("input").count()):
            widget.locator("input").nth(number).fill("")
        for number in range(widget.locator("select").count()):
            widget.locator("select").nth(number).select_option("")
    for number in range(2):
        expect(opened.page.locator(SURFACE).nth(number).get_by_text("0 of ")).to_be_visible()
    return opened


def test_a_guess_by_mouse_is_saved_and_stands_in_the_picture(page: Browser) -> None:
    surface = page.page.locator(SURFACE)
    surface.get_by_role("textbox", name="China, Dawn").click()
    page.page.keyboard.type("130")
    surface.get_by_role("combobox", name="D25").select_option("LOCATED")
    surface.nth(0).locator(".at-name").click()
    expect(surface.nth(0).get_by_text("1 of 4 written down")).to_be_visible()
    assert "130" in page.run(VALUE).inner_text()
    assert "'D25': 'LOCATED'" in page.run(VALUE).inner_text()
    assert saved(page)["Words in marks · CHINA · dawn"] == "130"
    assert saved(page)["Rungs · D25"] == "LOCATED"
    assert "Bar chart" in page.run(PICTURE).inner_text()


def test_four_numbers_typed_at_speed_by_keyboard_alone_lose_no_key(page: Browser) -> None:
    surface = page.page.locator(SURFACE).nth(0)
    fields(page).nth(0).focus()
    for number in ("1234", "5678", "9012"):
        page.page.keyboard.type(number, delay=25)
        page.page.keyboard.press("Tab")
    page.page.keyboard.type("3456", delay=25)
    expect(surface.get_by_text("4 of 4 written down")).to_be_visible()
    assert [fields(page).nth(n).input_value() for n in range(4)] == ["1234", "5678", "9012", "3456"]
    expect(fields(page).nth(3)).to_be_focused()
    page.page.keyboard.press("Escape")
    written = "{'CHINA': {'independent': 1234, 'dawn': 5678}, 'US': {'independent': 9012, 'dawn': 3456}}"
    assert written in " ".join(page.run("guess.value").inner_text().split())


def test_a_rung_is_chosen_by_keyboard_and_keeps_the_focus(page: Browser) -> None:
    chosen = page.page.locator(SURFACE).nth(1).get_by_role("combobox", name="D04")
    chosen.focus()
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("ArrowDown")
    expect(page.page.locator(SURFACE).nth(1).get_by_text("1 of 2 written down")).to_be_visible()
    expect(chosen).to_be_focused()
    assert "'D04': 'LOCATED'" in page.run(VALUE).inner_text()


def test_what_is_no_number_gets_a_sentence_and_stays_where_it_was_typed(page: Browser) -> None:
    surface = page.page.locator(SURFACE).nth(0)
    fields(page).nth(1).click()
    page.page.keyboard.type("many")
    sentence = surface.locator(".at-message", has_text="China, Dawn: “many” is not a number")
    expect(sentence).to_be_visible()
    page.page.keyboard.press("Tab")
    expect(fields(page).nth(1)).to_have_attribute("aria-invalid", "true")
    assert fields(page).nth(1).input_value() == "many"
    fields(page).nth(1).fill("12")
    expect(sentence).to_have_count(0)
