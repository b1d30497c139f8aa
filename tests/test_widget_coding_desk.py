"""The coding desk in a real JupyterLab: by mouse, by keyboard alone, in two windows, in a locked folder."""

import json
import re
from pathlib import Path

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
DESK = 'desk = at.widgets.coding_desk(case, "voice", ["D25", "I22", "D09"])\ndesk'
CODES = "desk.codes"
LOCKED = 'locked = at.widgets.coding_desk(case, "voice", ["D25"], file="/proc/answers.jsonl")\nlocked'
GONE = 'at.widgets.coding_desk(case, "voice", ["D25", "X99"])'
SURFACE = ".at-surface"


def saved(browser: Browser, codebook: str = "voice") -> dict[str, object]:
    """Return the newest answer of every statement from the answer file."""
    lines = (browser.folder / f"answers-microsoft-exchange-2021-{codebook}.jsonl").read_text("utf-8").splitlines()
    changes = [json.loads(line) for line in lines]
    return {change["key"]: change["answer"] for change in changes if "key" in change}


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Browser:
    """One page for the tests of this file."""
    browser.show(LOAD, DESK, CODES, LOCKED, GONE)
    assert browser.page.locator(ERRORS).count() == 0
    return browser


@pytest.fixture
def desk(opened: Browser) -> Locator:
    """A desk with three statements and no answers, in the page that is open."""
    for path in opened.folder.glob("answers-*"):
        path.unlink()
    opened.run("desk = ")
    fresh = opened.cell("desk = ").locator(SURFACE)
    expect(fresh.get_by_text("0 of 3 coded")).to_be_visible()
    return fresh


def test_three_statements_are_coded_by_mouse_and_compared(opened: Browser, desk: Locator) -> None:
    for label in ("partial quotation", "indirect speech", "direct quotation"):
        desk.get_by_role("button", name=label).click()
        expect(desk.get_by_role("button", name=label)).to_have_attribute("aria-pressed", "true")
        if label != "direct quotation":
            desk.get_by_role("button", name="On →").click()
    expect(desk.get_by_text("3 of 3 coded")).to_be_visible()
    desk.get_by_role("button", name="Compare").click()
    expect(desk.get_by_text("like the adjudicated code")).to_be_visible()
    row = desk.locator("tr", has_text="D09")
    assert row.locator("td").all_inner_texts() == ["DQ", "PQ", "also accepted", "DQ", "PQ 3"]
    assert saved(opened)["D25"] == {"labels": ["PQ"], "doubt": False, "note": ""}
    assert "'I22': 'IS'" in opened.run(CODES).inner_text()


def test_the_same_by_keyboard_alone_with_a_doubt_and_a_note(opened: Browser, desk: Locator) -> None:
    press = opened.page.keyboard.press
    desk.get_by_role("button", name="On →").focus()
    for key in ("2", "d", "n"):
        press(key)
    expect(desk.get_by_role("textbox")).to_be_focused()
    opened.page.keyboard.type("why 2 marks?")
    press("Escape")
    for key in ("ArrowRight", "3", "ArrowRight", "1", "c"):
        press(key)
    expect(desk.get_by_text("like the adjudicated code")).to_be_visible()
    assert saved(opened)["D25"] == {"labels": ["PQ"], "doubt": True, "note": "why 2 marks?"}
    assert {key: value["labels"] for key, value in saved(opened).items()} == {  # type: ignore[index]
        "D25": ["PQ"], "I22": ["IS"], "D09": ["DQ"],
    }  # fmt: skip
    assert opened.page.locator(".jp-Cell").count() == 5, "a key went to JupyterLab"


def test_the_focus_stays_where_it_was_when_the_desk_is_drawn_anew(opened: Browser, desk: Locator) -> None:
    button = desk.get_by_role("button", name="indirect speech")
    button.focus()
    opened.page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    opened.page.keyboard.press("ArrowUp")
    expect(desk.locator(":focus")).to_have_text(re.compile("partial quotation"))


def test_a_second_window_writes_nothing_over_unseen(opened: Browser, desk: Locator) -> None:
    other = opened.another()
    other.show(LOAD, DESK, name="second.ipynb")
    there = other.page.locator(SURFACE)
    there.get_by_role("button", name="narrator").click()
    expect(there.get_by_text("1 of 3 coded")).to_be_visible()
    desk.get_by_role("button", name="partial quotation").click()
    expect(desk.locator(".at-message")).to_contain_text("D25 was changed in another window")
    expect(desk.get_by_role("button", name="narrator")).to_have_attribute("aria-pressed", "true")
    assert saved(opened)["D25"]["labels"] == ["NAR"]  # type: ignore[index]
    desk.get_by_role("button", name="partial quotation").click()
    expect(desk.get_by_role("button", name="partial quotation")).to_have_attribute("aria-pressed", "true")
    assert saved(opened)["D25"]["labels"] == ["PQ"]  # type: ignore[index]
    other.page.close()


def test_a_folder_that_cannot_be_written_gets_a_sentence_and_the_desk_works_on(opened: Browser) -> None:
    opened.run("locked = ")
    desk = opened.cell("locked = ").locator(SURFACE)
    desk.get_by_role("button", name="partial quotation").click()
    expect(desk.locator(".at-message")).to_contain_text("Your answers are not being saved")
    expect(desk.get_by_role("button", name="partial quotation")).to_have_attribute("aria-pressed", "true")
    assert not Path("/proc/answers.jsonl").exists()


def test_a_statement_that_is_gone_gets_a_sentence_where_the_desk_would_be(opened: Browser) -> None:
    expect(opened.cell(GONE).locator(".at-refused")).to_contain_text("X99")
