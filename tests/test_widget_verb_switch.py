"""The verb switch in a real JupyterLab: another verb put in by mouse, and by keyboard alone."""

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
SWITCH = 'switch = at.widgets.verb_switch(case, "D06")\nswitch'
READS = "switch.reworded"
SURFACE = ".at-surface"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Locator:
    """One page with a switch for the tests of this file."""
    browser.show(LOAD, SWITCH, READS)
    assert browser.page.locator(ERRORS).count() == 0
    return browser.page.locator(SURFACE)


@pytest.fixture
def switch(browser: Browser, page: Locator) -> Locator:
    """The switch, made anew."""
    browser.run(SWITCH.splitlines()[0])
    expect(page.locator(".at-cue")).to_have_text("accused")
    return page


def test_a_verb_is_put_in_by_mouse_and_the_sentence_reads_anew(browser: Browser, switch: Locator) -> None:
    switch.get_by_role("button", name="slammed … for").click()
    expect(switch.locator(".at-statement")).to_contain_text("Monday [slammed] Beijing [for] carrying out")
    expect(switch.locator(".at-now")).to_contain_text("charged (CHARGED), by the kit’s lexicon")
    expect(switch.locator(".at-now")).to_contain_text("[slammed] stands where it has “accused”")
    assert "[slammed] Beijing [for]" in browser.run(READS).inner_text()
    switch.get_by_role("button", name="As printed").click()
    expect(switch.locator(".at-new")).to_have_count(0)
    switch.get_by_label("charged, any of").select_option(label="whinged")
    expect(switch.locator(".at-new")).to_have_text("[whinged]")


def test_the_same_by_keyboard_alone_and_in_words_of_ones_own(browser: Browser, switch: Locator) -> None:
    press, typed = browser.page.keyboard.press, browser.page.keyboard.type
    switch.focus()
    press("3")
    expect(switch.locator(".at-new").first).to_have_text("[slammed]")
    press("3")
    expect(switch.locator(".at-new").first).to_have_text("[lambasted]")
    expect(switch.locator("[aria-live]")).to_contain_text("lambasted … for: charged (CHARGED)")
    press("1")
    expect(switch.locator(".at-message")).to_contain_text("fits this sentence as it stands")
    press("w")
    own = switch.get_by_label("words of your own")
    expect(own).to_be_focused()
    typed("raged at")
    expect(switch.locator(".at-statement")).to_contain_text("[raged at] Beijing of carrying out")
    expect(own).to_be_focused()
    expect(own).to_have_value("raged at")
    press("Escape")
    press("ArrowRight")
    expect(switch.locator("h3")).to_contain_text("D07")
    press("ArrowLeft")
    expect(switch.locator(".at-new")).to_have_text("[raged at]")
    expect(own).to_have_value("raged at")
    press("0")
    expect(switch.locator(".at-new")).to_have_count(0)
    assert browser.page.locator(".jp-Cell").count() == 3, "a key went to JupyterLab"


def test_the_focus_stays_on_the_verb_that_was_chosen(browser: Browser, switch: Locator) -> None:
    verb = switch.get_by_role("button", name="blamed … for")
    verb.focus()
    browser.page.keyboard.press("Enter")
    expect(verb).to_have_attribute("aria-pressed", "true")
    expect(verb).to_be_focused()
    browser.page.keyboard.press("ArrowRight")
    expect(switch.locator(":focus")).to_contain_text("criticised")


def test_another_statement_is_picked_and_the_list_keeps_the_focus(switch: Locator) -> None:
    pick = switch.get_by_label("another statement")
    pick.focus()
    pick.select_option("I06")
    expect(switch.locator("h3")).to_contain_text("I06")
    expect(pick).to_be_focused()
    expect(pick).to_have_value("I06")
    expect(switch.get_by_label("In place of")).to_have_value("complaining")
