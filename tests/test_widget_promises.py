"""What all widgets are held to, in a real JupyterLab: light and dark, wide and narrow, with text of twice the size.

What only one of them does is tested in a file of its own, test_widget_NAME.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from lab import ERRORS, Browser, browser
from playwright.sync_api import Locator, expect

from attributed import widgets

__all__ = ["browser"]  # the fixture

LOAD = "import attributed as at\n\ncase = at.load_case()"
SURFACE = ".at-surface"


@dataclass(frozen=True)
class Widget:
    """A widget as a lesson shows it; keys that answer, what is to be kept of that; keys that bring out the rest."""

    name: str
    code: str
    keys: tuple[str, ...]
    """Pressed with the focus on the widget, after the answers."""
    seen: str
    """Words that stand there then."""
    answers: tuple[str, ...] = ()
    kept: str = ""
    """Words that stand there after the answers, and again after a restart and a reload."""


WIDGETS = (
    Widget(
        "claim_ladder",
        'at.widgets.claim_ladder(case, ["D06", "D25"])',
        answers=("5", "w", "ArrowRight", "4", "w", "ArrowLeft"),
        kept="2 of 2 placed",
        keys=("t", "c"),
        seen="D06 is adjudicated",
    ),
    Widget(
        "coding_desk",
        'at.widgets.coding_desk(case, "voice", ["D25", "I22", "D09"])',
        answers=("2", "ArrowRight", "3", "ArrowRight", "1"),
        kept="3 of 3 coded",
        keys=("t", "c"),
        seen="like the adjudicated code",
    ),
    Widget(
        "concordance_search",
        'at.widgets.concordance_search(case, "China")',
        keys=(),
        seen="lines with “China”",
    ),
    Widget(
        "concordance_search",
        'at.widgets.concordance_search(case, "China")',
        keys=("/", "Tab", "ArrowDown", "Enter"),
        seen="line 2 of",
    ),
    Widget(
        "phrase_explorer",
        "at.widgets.phrase_explorer(case)",
        keys=(),
        seen="Phrases of 2 words or more",
    ),
    Widget(
        "phrase_explorer",
        "at.widgets.phrase_explorer(case)",
        keys=("t", "Tab", "ArrowDown", "Enter"),
        seen="Source: ",
    ),
    Widget(
        "predict",
        'both = {"independent": ..., "dawn": ...}\n'
        'at.widgets.predict(case, "Words in marks", {"CHINA": both, "US": both})',
        answers=("Tab", "4", "1", "Tab", *"many", "Tab"),
        kept="1 of 4 written down",
        keys=(),
        seen="“many” is not a number",
    ),
    Widget(
        "predict",
        'at.widgets.predict(case, "Rungs", {"D04": ..., "D25": ...}, choices="ladder")',
        answers=("Tab", "ArrowDown", "ArrowDown"),
        kept="1 of 2 written down",
        keys=(),
        seen="1 of 2 written down",
    ),
    Widget(
        "quote_tracer",
        "at.widgets.quote_tracer(case)",
        keys=("1", "p"),
        seen="the embassy said in a statement",
    ),
    Widget(
        "renderings",
        'at.widgets.renderings(case, "F08", "I23+I24")',
        keys=("ArrowRight", "ArrowRight"),
        seen="“may” (outside quotation marks)",
    ),
    Widget(
        "verb_switch",
        'at.widgets.verb_switch(case, "D06")',
        keys=("3",),
        seen="[slammed]",
    ),
    Widget(
        "word_marker",
        'at.widgets.word_marker(case, "D08", "D19")',
        answers=("Tab", "Tab", *["ArrowRight"] * 13, "2", "s", "End", "ArrowLeft", "ArrowLeft", "1", "r"),
        kept="Your marks",
        keys=("t", "c"),
        seen="2 of the case’s 6 words found",
    ),
)
ALL = pytest.mark.parametrize("number", range(len(WIDGETS)), ids=[f"{n}-{one.name}" for n, one in enumerate(WIDGETS)])
KEEPING = [number for number, one in enumerate(WIDGETS) if one.kept]


@dataclass(frozen=True)
class Opened:
    """A page with all widgets, and of which of them the words that are due were seen."""

    window: Browser
    kept: list[bool]
    seen: list[bool]

    def surface(self, number: int) -> Locator:
        """Return a widget."""
        return self.window.page.locator(f"#widget-{number}")


def press(window: Browser, number: int, keys: tuple[str, ...]) -> None:
    """Press keys with the focus on a widget."""
    window.page.locator(SURFACE).nth(number).focus()
    for key in keys:
        window.page.keyboard.press(key)


def shows(window: Browser, number: int, words: str) -> bool:
    """Tell whether words stand in a widget soon: one that has them not fails its own tests, and no other’s."""
    try:
        expect(window.page.locator(SURFACE).nth(number)).to_contain_text(words)
    except AssertionError:
        return False
    return True


def booted(window: Browser) -> None:
    """Wait until all widgets are there, and give each an id."""
    expect(window.page.locator(f"{SURFACE}[data-booted]")).to_have_count(len(WIDGETS))
    assert window.page.locator(ERRORS).count() == 0
    assert window.page.locator(".at-refused").count() == 0
    for number in range(len(WIDGETS)):
        surface = window.page.locator(SURFACE).nth(number)
        surface.evaluate("(one, number) => { one.id = `widget-${number}` }", number)


def answered(browser: Browser, folder: str) -> tuple[Browser, list[bool]]:
    """Show all widgets in a window of their own and a folder without answers, and press the keys that answer."""
    window = browser.another()
    window.show(LOAD, *(one.code for one in WIDGETS), name=f"{folder}/page.ipynb")
    booted(window)
    for number, one in enumerate(WIDGETS):
        press(window, number, one.answers)
    return window, [shows(window, number, one.kept) for number, one in enumerate(WIDGETS)]


def brought_out(window: Browser) -> list[bool]:
    """Press the keys that bring out the rest."""
    for number, one in enumerate(WIDGETS):
        press(window, number, one.keys)
    return [shows(window, number, one.seen) for number, one in enumerate(WIDGETS)]


@pytest.fixture(scope="module")
def light(browser: Browser) -> Opened:
    """All widgets in the light theme, answered by keyboard alone."""
    window, kept = answered(browser, "light")
    return Opened(window, kept, brought_out(window))


@pytest.fixture(scope="module")
def dark(browser: Browser) -> Opened:
    """All widgets in the dark theme, as they are after a restart and a reload."""
    window, _ = answered(browser, "dark")
    window.restart()
    window.theme("JupyterLab Dark")
    try:
        window.open("dark/page.ipynb")
    finally:
        window.theme("JupyterLab Light")
    assert window.page.locator("body[data-jp-theme-light=false]").count() == 1
    window.run_all()
    booted(window)
    kept = [shows(window, number, one.kept) for number, one in enumerate(WIDGETS)]
    return Opened(window, kept, brought_out(window))


@pytest.fixture(scope="module", params=["light", "dark"])
def opened(request: pytest.FixtureRequest) -> Opened:
    """All widgets, in one theme and in the other."""
    page: Opened = request.getfixturevalue(request.param)
    return page


# What stands in a widget but is cut, or stands beyond its frame. What scrolls by itself may be wider inside.
CUT = """surface => {
  const frame = surface.getBoundingClientRect();
  const cut = (one) => {
    if (one.closest("svg, .at-hidden, .at-inbox")) return false;
    const box = one.getBoundingClientRect();
    const inside = one.parentElement.closest(".at-scroll");
    if (box.width && !inside && (box.left < frame.left - 1 || box.right > frame.right + 1)) return true;
    if (one.matches("input, select, textarea, .at-scroll")) return false;
    if (one.clientWidth && one.scrollWidth > one.clientWidth + 1) return true;
    return getComputedStyle(one).overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1;
  };
  const found = [...surface.querySelectorAll("*")].filter(cut);
  if (frame.right > innerWidth || surface.scrollWidth > surface.clientWidth + 1) found.unshift(surface);
  return found.map((one) => one.outerHTML.slice(0, 200));
}"""
SIZES = """surface => [...surface.querySelectorAll("*")]
  .filter((one) => !one.closest("style, svg") && (one.matches("input, select, textarea")
    || [...one.childNodes].some((inner) => inner.nodeType === Node.TEXT_NODE && inner.data.trim())))
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
DOUBLE = """names => {
  const root = getComputedStyle(document.documentElement);
  const twice = (name) => `${name}: ${2 * parseFloat(root.getPropertyValue(name))}px !important;`;
  return `:root { ${names.map(twice).join(" ")} }`;
}"""
CONTENT, IPYWIDGETS = "--jp-content-font-size1", "--jp-widgets-font-size"
OUTLINE = """surface => {
  const one = document.activeElement;
  if (!surface.contains(one)) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return [outlineStyle === "solid" && parseFloat(outlineWidth) >= 2, one.outerHTML];
}"""


@contextmanager
def doubled(window: Browser, *names: str) -> Iterator[None]:
    """Make these of JupyterLab’s sizes of text twice as large for a while."""
    style = window.page.add_style_tag(content=window.page.evaluate(DOUBLE, names))
    try:
        yield
    finally:
        style.evaluate("one => one.remove()")


def cut(opened: Opened) -> dict[str, list[str]]:
    """Return what is cut, by widget."""
    found = {f"{number}-{one.name}": opened.surface(number).evaluate(CUT) for number, one in enumerate(WIDGETS)}
    return {name: cut for name, cut in found.items() if cut}


@pytest.fixture(params=[1280, 480])
def measured(opened: Opened, request: pytest.FixtureRequest) -> Opened:
    """All widgets in a wide window and in a narrow one."""
    opened.window.page.set_viewport_size({"width": request.param, "height": 900})
    return opened


def test_every_widget_is_held_to_them() -> None:
    assert {one.name for one in WIDGETS} == set(widgets.__all__)


@ALL
def test_keys_alone_answer_and_bring_out_what_it_has(opened: Opened, number: int) -> None:
    assert opened.kept[number]
    assert opened.seen[number]


@pytest.mark.parametrize("number", KEEPING, ids=[f"{number}-{WIDGETS[number].name}" for number in KEEPING])
def test_what_was_answered_is_there_after_a_restart_and_a_reload(dark: Opened, number: int) -> None:
    assert dark.kept[number]


def test_nobody_meets_a_barrier(measured: Opened) -> None:
    assert measured.window.barriers(SURFACE) == []


def test_nothing_is_cut(measured: Opened) -> None:
    assert cut(measured) == {}


# A reader sets the size of content; ipywidgets has a size of its own, which is not to count.
@pytest.mark.parametrize("names", [[CONTENT], [CONTENT, IPYWIDGETS]], ids=["content", "content-and-ipywidgets"])
def test_text_of_twice_the_size_is_that_large_and_nothing_is_cut(measured: Opened, names: list[str]) -> None:
    surfaces = [measured.surface(number) for number in range(len(WIDGETS))]
    before = [surface.evaluate(SIZES) for surface in surfaces]
    with doubled(measured.window, *names):
        after = [surface.evaluate(SIZES) for surface in surfaces]
        assert cut(measured) == {}
    for one, sizes, large in zip(WIDGETS, before, after, strict=True):
        # What was set smaller to fit on one line, where there is room for one, may grow more than the rest.
        growth = {round(new / old, 2) for old, new in zip(sizes, large, strict=True)}
        assert growth, one.name
        assert min(growth) == 2, one.name


@ALL
def test_the_focus_is_seen_wherever_the_tab_key_leads(opened: Opened, number: int) -> None:
    surface = opened.surface(number)
    surface.focus()
    stops = []
    for _ in range(80):
        opened.window.page.keyboard.press("Tab")
        stop = surface.evaluate(OUTLINE)
        if stop is None:
            break
        stops.append(stop)
    assert stop is None, "the Tab key does not lead out again"
    assert stops
    assert [markup for outlined, markup in stops if not outlined] == []


def test_nothing_fails_in_the_page_and_nothing_is_asked_of_another_host(light: Opened, dark: Opened) -> None:
    for page in (light, dark):
        assert page.window.failures == []
        assert page.window.foreign == []
