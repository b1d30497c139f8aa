"""The claim ladder in a real JupyterLab: statements placed and compared by mouse, and by keyboard alone."""

import json
import re

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
LADDER = 'ladder = at.widgets.claim_ladder(case, ["D06", "D25"])\nladder'
PLACES = "ladder.places, ladder.codes"
SURFACE = ".at-surface"


def saved(browser: Browser) -> dict[str, object]:
    """Return the newest place of every statement from the answer file."""
    lines = (browser.folder / "answers-microsoft-exchange-2021-claims.jsonl").read_text("utf-8").splitlines()
    return {change["key"]: change["answer"] for change in map(json.loads, lines) if "key" in change}


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Browser:
    """One page for the tests of this file."""
    browser.show(LOAD, LADDER, PLACES)
    assert browser.page.locator(ERRORS).count() == 0
    return browser


@pytest.fixture
def ladder(opened: Browser) -> Locator:
    """A ladder without places, in the page that is open."""
    for path in opened.folder.glob("answers-*"):
        path.unlink()
    opened.run("ladder = ")
    fresh = opened.page.locator(SURFACE)
    expect(fresh.get_by_text("0 of 2 placed")).to_be_visible()
    return fresh


def cell(ladder: Locator, place: str) -> Locator:
    """Return the button of a cell, such as "STATE-BARE"."""
    return ladder.locator(f'[data-id="cell-{place}"]')


def test_statements_are_placed_by_mouse_and_compared(opened: Browser, ladder: Locator) -> None:
    cell(ladder, "STATE-BARE").click()
    expect(cell(ladder, "STATE-BARE")).to_have_text("D06")
    ladder.get_by_role("button", name="On →").click()
    expect(ladder.locator("h3").first).to_have_text(re.compile("^2 of 2: D25"))
    ladder.get_by_role("button", name="4 AFFILIATED").click()
    ladder.get_by_role("button", name="w BARE").click()
    expect(cell(ladder, "AFFILIATED-BARE")).to_have_text("D25")
    assert ladder.get_by_text("◆").count() == 0
    ladder.get_by_role("button", name="Compare").click()
    expect(ladder.locator("strong", has_text="D25 is adjudicated NONE, BARE.")).to_be_visible()
    expect(cell(ladder, "NONE-BARE")).to_have_text("◆")
    expect(ladder.get_by_text("3 rungs down, from AFFILIATED to NONE")).to_be_visible()
    expect(
        ladder.get_by_role("img", name=re.compile("Arrows to D25 at NONE, BARE: from United Kingdom"))
    ).to_be_visible()
    ladder.get_by_role("button", name="D06", exact=True).click()
    expect(ladder.get_by_text("1 rung up, from AFFILIATED to STATE")).to_have_count(2)
    assert ladder.locator("svg polygon").count() == 2
    assert saved(opened) == {
        "D06": {"link": "STATE", "certainty": "BARE"}, "D25": {"link": "AFFILIATED", "certainty": "BARE"},
    }  # fmt: skip
    assert "{'D06': 'STATE', 'D25': 'AFFILIATED'}" in opened.run("ladder.places,").inner_text()


def test_the_same_by_keyboard_alone(opened: Browser, ladder: Locator) -> None:
    press = opened.page.keyboard.press
    ladder.get_by_role("button", name="On →").focus()
    for key in ("5", "w"):
        press(key)
    expect(cell(ladder, "STATE-BARE")).to_have_text("D06")
    cell(ladder, "STATE-BARE").focus()
    # The arrows move the statement, and the focus goes with it; a row ends where it ends.
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp"):
        press(key)
    expect(cell(ladder, "STATE-NA")).to_have_text("D06")
    expect(cell(ladder, "STATE-NA")).to_be_focused()
    # A digit moves it too; the arrows go on from there.
    press("2")
    expect(cell(ladder, "LOCATED-NA")).to_have_attribute("aria-pressed", "true")
    press("ArrowLeft")
    expect(cell(ladder, "LOCATED-BOOSTED")).to_have_text("D06")
    press("Delete")
    expect(ladder.locator("strong", has_text="D06 has no place yet.")).to_be_visible()
    for key in ("5", "r", "o", "1", "w", "c"):
        press(key)
    expect(ladder.locator("strong", has_text="D25 is adjudicated NONE, BARE.")).to_be_visible()
    assert saved(opened) == {
        "D06": {"link": "STATE", "certainty": "NA"}, "D25": {"link": "NONE", "certainty": "BARE"},
    }  # fmt: skip
    assert opened.page.locator(".jp-Cell").count() == 3, "a key went to JupyterLab"
