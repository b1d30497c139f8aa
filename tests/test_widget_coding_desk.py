"""The coding desk in a real JupyterLab: by mouse, by keyboard alone, after a restart, in two tabs."""

import json
import re
from pathlib import Path

import pytest
from lab import ERRORS, WINDOW, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
DESK = 'desk = at.widgets.coding_desk(case, "voice", ["D25", "I22", "D09"])\ndesk'
CODES = "desk.codes"
SURFACE = ".at-surface"


def saved(browser: Browser, codebook: str = "voice") -> dict[str, object]:
    """Return the newest answer of every statement from the answer file."""
    lines = (browser.folder / f"answers-microsoft-exchange-2021-{codebook}.jsonl").read_text("utf-8").splitlines()
    changes = [json.loads(line) for line in lines]
    return {change["key"]: change["answer"] for change in changes if "key" in change}


@pytest.fixture
def desk(browser: Browser) -> Locator:
    """A desk with three statements and no answers, in a fresh page."""
    for path in browser.folder.glob("answers-*"):
        path.unlink()
    browser.show(LOAD, DESK, CODES)
    assert browser.page.locator(ERRORS).count() == 0
    return browser.page.locator(SURFACE)


def test_three_statements_are_coded_by_mouse_and_compared(browser: Browser, desk: Locator) -> None:
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
    assert saved(browser)["D25"] == {"labels": ["PQ"], "doubt": False, "note": ""}
    assert "'I22': 'IS'" in browser.run(CODES).inner_text()


def test_the_same_by_keyboard_alone_with_a_doubt_and_a_note(browser: Browser, desk: Locator) -> None:
    press = browser.page.keyboard.press
    desk.get_by_role("button", name="On →").focus()
    for key in ("2", "d", "n"):
        press(key)
    expect(desk.get_by_role("textbox")).to_be_focused()
    browser.page.keyboard.type("why 2 marks?")
    press("Escape")
    for key in ("ArrowRight", "3", "ArrowRight", "1", "c"):
        press(key)
    expect(desk.get_by_text("like the adjudicated code")).to_be_visible()
    assert saved(browser)["D25"] == {"labels": ["PQ"], "doubt": True, "note": "why 2 marks?"}
    assert {key: value["labels"] for key, value in saved(browser).items()} == {  # type: ignore[index]
        "D25": ["PQ"], "I22": ["IS"], "D09": ["DQ"],
    }  # fmt: skip
    assert browser.page.locator(".jp-Cell").count() == 3, "a key went to JupyterLab"


def test_the_focus_is_seen_and_stays_where_it_was_when_the_desk_is_drawn_anew(browser: Browser, desk: Locator) -> None:
    button = desk.get_by_role("button", name="indirect speech")
    button.focus()
    browser.page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    browser.page.keyboard.press("ArrowUp")
    focused = desk.locator(":focus")
    expect(focused).to_have_text(re.compile("partial quotation"))
    assert focused.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_answers_are_there_after_a_restart_and_a_reload(browser: Browser, desk: Locator) -> None:
    desk.get_by_role("button", name="partial quotation").click()
    expect(desk.get_by_text("1 of 3 coded")).to_be_visible()
    browser.restart()
    browser.open("page.ipynb")
    browser.run_all()
    fresh = browser.page.locator(SURFACE)
    expect(fresh.get_by_text("1 of 3 coded")).to_be_visible()
    expect(fresh.locator("h3")).to_have_text(re.compile("^2 of 3: I22"))
    fresh.get_by_role("button", name="Back").click()
    expect(fresh.get_by_role("button", name="partial quotation")).to_have_attribute("aria-pressed", "true")
    assert "'D25': 'PQ'" in browser.run(CODES).inner_text()


def test_a_second_tab_writes_nothing_over_unseen(browser: Browser, desk: Locator) -> None:
    context = browser.new_context()
    other = context.new_page()
    second = Browser(other, browser.address, browser.folder)
    second.show(LOAD, DESK, CODES, name="second.ipynb")
    there = other.locator(SURFACE)
    there.get_by_role("button", name="narrator").click()
    expect(there.get_by_text("1 of 3 coded")).to_be_visible()
    desk.get_by_role("button", name="partial quotation").click()
    expect(desk.locator(".at-message")).to_contain_text("D25 was changed in another window")
    expect(desk.get_by_role("button", name="narrator")).to_have_attribute("aria-pressed", "true")
    assert saved(browser)["D25"]["labels"] == ["NAR"]  # type: ignore[index]
    desk.get_by_role("button", name="partial quotation").click()
    expect(desk.get_by_role("button", name="partial quotation")).to_have_attribute("aria-pressed", "true")
    assert saved(browser)["D25"]["labels"] == ["PQ"]  # type: ignore[index]
    context.close()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("width", [1280, 480])
def test_no_barrier_and_nothing_cut_in_either_theme(browser: Browser, theme: str, width: int) -> None:
    for path in browser.folder.glob("answers-*"):
        path.unlink()
    browser.theme(theme)
    browser.page.set_viewport_size({"width": width, "height": 900})
    try:
        browser.show(LOAD, DESK, CODES)
        desk = browser.page.locator(SURFACE)
        for key in ("2", "ArrowRight", "3", "ArrowRight", "1", "t", "c"):
            desk.press(key)
        expect(desk.get_by_text("like the adjudicated code")).to_be_visible()
        assert browser.barriers(SURFACE) == []
        box = desk.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
        assert desk.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
        # Text twice as large: still nothing beside the frame.
        browser.page.add_style_tag(content=":root { --jp-content-font-size1: 28px !important }")
        assert desk.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    finally:
        browser.theme("JupyterLab Light")
        browser.page.set_viewport_size(WINDOW)


def test_a_folder_that_cannot_be_written_gets_a_sentence_and_the_desk_works_on(browser: Browser) -> None:
    locked = 'desk = at.widgets.coding_desk(case, "voice", ["D25"], file="/proc/answers.jsonl")\ndesk'
    browser.show(LOAD, locked, CODES)
    desk = browser.page.locator(SURFACE)
    desk.get_by_role("button", name="partial quotation").click()
    expect(desk.locator(".at-message")).to_contain_text("Your answers are not being saved")
    expect(desk.get_by_role("button", name="partial quotation")).to_have_attribute("aria-pressed", "true")
    assert not Path("/proc/answers.jsonl").exists()


def test_a_statement_that_is_gone_gets_a_sentence_where_the_desk_would_be(browser: Browser) -> None:
    browser.show(LOAD, 'at.widgets.coding_desk(case, "voice", ["D25", "X99"])')
    assert "X99" in browser.page.locator(".at-refused").inner_text()
    assert browser.page.locator(ERRORS).count() == 0


def test_nothing_failed_in_the_page_and_nothing_was_asked_of_another_host(browser: Browser) -> None:
    assert browser.failures == []
    assert browser.foreign == []
