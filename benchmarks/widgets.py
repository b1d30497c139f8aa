"""How fast the widgets react, in Chromium before a real JupyterLab: `make bench-widgets`.

Each widget is used by real keys and clicks. A reaction is the time from the event in the page to the frame that shows
what it changed; the figure that counts is the 95th percentile.

python -m benchmarks.widgets
"""

import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from playwright.sync_api import Locator, Page

from attributed.case import FIRST_CASE
from benchmarks.big_text import long_case
from benchmarks.language import _processor

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from lab import CHROMIUM, Browser, laboratory  # noqa: E402 - it lies beside the tests

TIMES = 40
WORDS = 50_000
BOUNDS = {True: 100, False: 300}
"""What 95 of 100 reactions may take at most, in ms: for the two articles, and for long texts."""

# From an event to the frame after the change that it made; a change of the words read out is none.
_PROBE = """surface => {
    window.reactions = [];
    let since = null;
    for (const name of ["keydown", "click", "input"])
        surface.addEventListener(name, () => { since ??= performance.now(); }, true);
    new MutationObserver((changes) => {
        const unseen = (one) => one.closest?.("[aria-live]") || one.querySelector?.(":scope > .at-taken");
        if (since === null || changes.every((one) => unseen(one.target))) return;
        const begun = since;
        since = null;
        requestAnimationFrame(() => setTimeout(() => window.reactions.push(performance.now() - begun)));
    }).observe(surface, { childList: true, subtree: true, characterData: true, attributes: false });
}"""


@dataclass(frozen=True)
class Use:
    """One widget to measure: the line that shows it, and what a reader does each time."""

    name: str
    code: str
    act: Callable[[Page, Locator, int], None]


def keys(*names: str) -> Callable[[Page, Locator, int], None]:
    """Press these keys in turn, one each time."""

    def act(page: Page, _: Locator, turn: int) -> None:
        page.keyboard.press(names[turn % len(names)])

    return act


def typing(words: str) -> Callable[[Page, Locator, int], None]:
    """Type these letters into the field of a widget, one each time; after the last one all are taken out."""

    def act(_: Page, surface: Locator, turn: int) -> None:
        if turn % (len(words) + 1) == len(words):
            surface.get_by_role("textbox").first.fill("")
        else:
            surface.get_by_role("textbox").first.press(words[turn % (len(words) + 1)])

    return act


def clicks(selector: str) -> Callable[[Page, Locator, int], None]:
    """Click the elements of a selector in turn."""

    def act(_: Page, surface: Locator, turn: int) -> None:
        found = surface.locator(selector)
        found.nth(turn % found.count()).click()

    return act


USES = (
    Use("coding desk", 'at.widgets.coding_desk(case, "voice")', keys("2", "ArrowRight")),
    Use("coding desk, tests shown", 'at.widgets.coding_desk(case, "strategy")', keys("t", "3", "ArrowRight")),
    Use("quote tracer", "at.widgets.quote_tracer(case)", clicks('[data-do="choose"]')),
    Use("renderings", 'at.widgets.renderings(case, "I09", "D16")', keys("ArrowRight", "b")),
    Use("verb switch", 'at.widgets.verb_switch(case, "D05")', keys("2", "3", "1")),
    Use("word marker", 'at.widgets.word_marker(case, article="dawn")', clicks('[data-do="word"]')),
    Use("claim ladder", 'at.widgets.claim_ladder(case, ["D04", "D25", "I13"])', clicks('[data-do="place"]')),
    Use("phrase explorer", "at.widgets.phrase_explorer(case)", clicks('[data-do="open"], [data-do="back"]')),
    Use("concordance search", "at.widgets.concordance_search(case)", typing("coordinat*")),
    Use("predict", 'at.widgets.predict(case, "speed", {"CHINA": ..., "US": ...}, most=99)', typing("12")),
)
SETUP = "import attributed as at\n\ncase = at.load_case({path!r})"


def percentile(times: Sequence[float], share: float = 0.95) -> float:
    """Return the time that this share of all is not above."""
    return sorted(times)[max(0, round(share * len(times)) - 1)]


def measure(browser: Browser, use: Use, case: Path | str) -> list[float]:
    """Show a widget and use it; return the reactions in ms."""
    for answers in browser.folder.glob("answers-*"):
        answers.unlink()
    browser.show(SETUP.format(path=str(case)), use.code)
    surface = browser.page.locator(".at-surface").first
    surface.wait_for()
    time.sleep(1)
    surface.evaluate(_PROBE)
    surface.focus()
    for turn in range(TIMES):
        before: int = browser.page.evaluate("window.reactions.length")
        use.act(browser.page, surface, turn)
        for _ in range(100):
            if browser.page.evaluate("window.reactions.length") > before:
                break
            time.sleep(0.02)
        time.sleep(0.05)
    found: list[float] = browser.page.evaluate("window.reactions")
    if len(found) < TIMES * 3 // 4:
        raise click.ClickException(f"{use.name}: only {len(found)} of {TIMES} acts had a reaction; measure it anew.")
    return found


@click.command()
@click.option("--only", help="Measure the widgets with this in their name.")
def main(only: str | None) -> None:
    """Use every widget in Chromium and print how long its reactions take."""
    if CHROMIUM is None:
        raise click.ClickException("Chromium is needed (Debian’s package chromium).")
    click.echo(f"{datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, {_processor()}, {TIMES} acts each\n")
    click.echo("| widget | texts | median, ms | 95th percentile, ms | bound, ms |\n| --- | --- | --- | --- | --- |")
    slow = []
    with tempfile.TemporaryDirectory() as folder:
        long = long_case(Path(folder), WORDS)
        (Path(folder) / "lab").mkdir()
        with laboratory(Path(folder) / "lab", CHROMIUM) as browser:
            for texts, case in (("the two articles", FIRST_CASE), (f"with {WORDS:,} words more", long)):
                for use in USES:
                    if only and only not in use.name:
                        continue
                    times = measure(browser, use, case)
                    bound = BOUNDS[texts == "the two articles"]
                    found = percentile(times)
                    click.echo(f"| {use.name} | {texts} | {statistics.median(times):.0f} | {found:.0f} | {bound} |")
                    slow += [use.name] if found > bound else []
    if slow:
        raise click.ClickException(f"Above the bound: {', '.join(slow)}.")


if __name__ == "__main__":
    main()
