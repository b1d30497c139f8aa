"""The word marker in a real JupyterLab: words marked and compared by mouse, and by keyboard alone."""

import json
import re

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
MARKER = 'marker = at.widgets.word_marker(case, "D08", "D19")\nmarker'
MARKS = '[(one["words"], one["label"], one["owner"]) for one in marker.marks]'
WHOLE = 'at.widgets.word_marker(case, article="dawn", file="whole.jsonl")'
SURFACE = ".at-surface"


def saved(browser: Browser) -> dict[str, dict[str, object]]:
    """Return the newest answer of every mark that is not taken away."""
    lines = (browser.folder / "answers-microsoft-exchange-2021-words.jsonl").read_text("utf-8").splitlines()
    changes = {change["key"]: change["answer"] for change in map(json.loads, lines) if "key" in change}
    return {key: answer for key, answer in changes.items() if answer}


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Browser:
    """One page for the tests of this file."""
    browser.show(LOAD, MARKER, MARKS, WHOLE)
    assert browser.page.locator(ERRORS).count() == 0
    return browser


@pytest.fixture
def marker(opened: Browser) -> Locator:
    """A marker without marks, in the page that is open."""
    for path in opened.folder.glob("answers-*"):
        path.unlink()
    opened.run("marker = ")
    fresh = opened.page.locator(SURFACE).first
    expect(fresh.locator("strong", has_text="0 marks on this page")).to_be_visible()
    return fresh


def word(marker: Locator, name: str, stretch: int = 0) -> Locator:
    """Return the button of a word."""
    return marker.locator(".at-marking").nth(stretch).locator("button", has_text=re.compile(f"^{name}$"))


def test_words_are_marked_by_mouse_and_compared(opened: Browser, marker: Locator) -> None:
    word(marker, "irresponsible").click()
    expect(word(marker, "irresponsible")).to_have_attribute("aria-pressed", "true")
    marker.get_by_role("button", name=re.compile("2 conduct")).click()
    marker.get_by_role("button", name="A source’s").click()
    expect(marker.locator("strong", has_text="“irresponsible”: CONDUCT, owner: source")).to_be_visible()
    word(marker, "totally", 1).click()
    expect(word(marker, "totally", 1)).to_have_attribute("aria-pressed", "true")
    word(marker, "groundless", 1).click(modifiers=["Shift"])
    expect(marker.locator("strong", has_text="“totally groundless”: label open")).to_be_visible()
    marker.get_by_role("button", name=re.compile("1 truth")).click()
    marker.get_by_role("button", name="The narrator’s").click()
    expect(marker.locator("strong", has_text="“totally groundless”: TRUTH, owner: narrator")).to_be_visible()
    assert marker.get_by_text("missed").count() == 0
    marker.get_by_role("button", name="Compare").click()
    expect(
        marker.locator("strong", has_text="2 of the case’s 6 words found, 1 of them in part; 4 missed")
    ).to_be_visible()
    row = marker.locator("tr", has_text="totally groundless").locator("td").all_inner_texts()
    assert [*row[:5], row[6]] == ["found in part", "TRUTH", "TRUTH", "yes", "narrator", "no"]
    assert [(one["label"], one["owner"]) for one in saved(opened).values()] == [
        ("CONDUCT", "source"), ("TRUTH", "narrator"),
    ]  # fmt: skip


def test_the_same_by_keyboard_alone(opened: Browser, marker: Locator) -> None:
    press = opened.page.keyboard.press
    word(marker, "US").focus()
    for _ in range(13):
        press("ArrowRight")
    expect(word(marker, "pattern")).to_be_focused()
    press("2")
    press("s")
    expect(marker.locator("strong", has_text="“pattern”: CONDUCT, owner: source")).to_be_visible()
    expect(word(marker, "pattern")).to_be_focused()
    for _ in range(9):
        press("ArrowRight")
    expect(word(marker, "The", 1)).to_be_focused()
    press("End")
    press("ArrowLeft")
    press("ArrowLeft")
    press("Enter")
    expect(word(marker, "groundless", 1)).to_have_attribute("aria-pressed", "true")
    press("ArrowLeft")
    press("Shift+Enter")
    expect(marker.locator("strong", has_text="“totally groundless”: label open")).to_be_visible()
    expect(word(marker, "totally", 1)).to_be_focused()
    for key in ("6", "r", "c"):
        press(key)
    expect(
        marker.locator("strong", has_text="2 of the case’s 6 words found, 1 of them in part; 4 missed")
    ).to_be_visible()
    press("Delete")
    expect(marker.locator("strong", has_text="1 of the case’s 6 words found; 5 missed")).to_be_visible()
    assert [one["label"] for one in saved(opened).values()] == ["CONDUCT"]
    assert opened.page.locator(".jp-Cell").count() == 4, "a key went to JupyterLab"
    assert "('pattern', 'CONDUCT', 'source')" in opened.run("for one in marker.marks").inner_text()


def test_a_whole_article_is_marked_page_by_page(opened: Browser) -> None:
    whole = opened.page.locator(SURFACE).nth(1)
    expect(whole.locator("p", has_text="Page 1 of 5")).to_be_visible()
    whole.get_by_role("button", name="Next").focus()
    opened.page.keyboard.press("n")
    expect(whole.locator("p", has_text="Page 2 of 5")).to_be_visible()
    expect(whole.get_by_role("button", name="Next")).to_be_focused()
    opened.page.keyboard.press("b")
    expect(whole.locator("p", has_text="Page 1 of 5")).to_be_visible()
