"""What a reader sees: the lessons and exercise set 1 in a real JupyterLab, in headless Chromium.

With SCREENSHOT set to a path, the picture of the lesson in the README is taken from this run
(`make screenshot`).
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from exercise_sets import ROOT
from lessons import LESSONS
from playwright.sync_api import Locator, Page, Request, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CLOSED = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync"]  # fmt: skip
TOKEN = "browser-test"  # noqa: S105 - for a server that lives as long as the test
OURS = re.compile(r"(https?|wss?)://127\.0\.0\.1|data:|blob:|about:")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Browser:
    """A page, the server that it talks to, and every request that left for another host."""

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        """Keep the address of a request that leaves this machine."""
        if not OURS.match(request.url):
            self.foreign.append(request.url)

    def open(self, notebook: str) -> None:
        """Open a notebook alone, as a double click in JupyterLab would."""
        self.page.goto(f"{self.address}/doc/tree/{notebook}?token={TOKEN}&reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
        self.page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=90_000)
        # JupyterLab says Idle a moment before it takes the first cell; what is run earlier is lost.
        time.sleep(3)

    def run_all(self) -> None:
        """Choose Run, then Run All Cells, and wait until no cell is waiting."""
        self.page.click('.lm-MenuBar-itemLabel:text-is("Run")')
        self.page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
        last = self.page.locator(".jp-CodeCell .jp-InputPrompt").last
        for _ in range(180):
            time.sleep(0.5)
            if re.fullmatch(r"\[\d+\]:", last.inner_text().strip()):
                return
        pytest.fail("the notebook was still running after 90 seconds")

    def cell(self, words: str) -> Locator:
        """Return the code cell whose input begins with these words."""
        cells = self.page.locator(".jp-CodeCell")
        found = [n for n, text in enumerate(cells.locator(".jp-InputArea").all_inner_texts()) if words in text]
        assert found, words
        return cells.nth(found[0])


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A JupyterLab on a copy of the kit, and Chromium before it."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium; .ci/run installs it")
        pytest.skip("needs Chromium (Debian’s package chromium)")
    copy = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "exercises"):
        shutil.copytree(ROOT / name, copy / name)
    settings = copy / "settings" / "@jupyterlab"
    (settings / "apputils-extension").mkdir(parents=True)
    (settings / "notebook-extension").mkdir()
    news = '{"fetchNews": "false", "checkForUpdates": false}'
    (settings / "apputils-extension" / "notification.jupyterlab-settings").write_text(news)
    # Cells that are out of sight stay in the page, so that the test can look at them.
    (settings / "notebook-extension" / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
         "--ServerApp.port_retries=0", f"--ServerApp.root_dir={copy}", f"--LabApp.user_settings_dir={settings.parent}",
         f"--IdentityProvider.token={TOKEN}", "--LabApp.extension_manager=readonly"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"{address}/api", server)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CLOSED)
            found = Browser(chromium.new_page(viewport={"width": 1280, "height": 900}), address)
            found.page.on("request", found.note)
            yield found
            chromium.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, at most a minute."""
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - this machine only
        except (urllib.error.URLError, TimeoutError):
            assert server.poll() is None, "JupyterLab ended before it answered"
            time.sleep(0.5)
        else:
            return
    pytest.fail("JupyterLab did not answer within a minute")


GUESS = """guess = {
    "CHINA": {"independent": 60, "dawn": 60},
    "US": {"independent": 50, "dawn": 50},
}"""

ERRORS = (
    '.jp-OutputArea [data-mime-type="application/vnd.jupyter.stderr"], '
    '.jp-OutputArea [data-mime-type="application/vnd.jupyter.error"]'
)


def test_lesson_1_runs_and_shows_its_chart_with_alt_text_and_no_error(browser: Browser) -> None:
    browser.open("notebooks/01-whose-voice.ipynb")
    browser.run_all()
    page = browser.page
    assert page.locator(ERRORS).count() == 0
    chart = browser.cell("at.plot_quoted_words(case, guess)").locator("img")
    assert (chart.get_attribute("alt") or "").startswith("Bar chart of words inside quotation marks")
    assert chart.evaluate("image => image.naturalWidth") > 600
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    assert box["width"] > 300


def test_a_guess_is_typed_and_drawn_into_the_chart(browser: Browser) -> None:
    page = browser.page
    before = browser.cell("at.plot_quoted_words(case, guess)").locator("img").get_attribute("src")
    browser.cell("guess = ").locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(GUESS)
    for _ in ("guess", "heading", "chart"):
        page.keyboard.press("Shift+Enter")
    picture = browser.cell("at.plot_quoted_words(case, guess)").locator("img")
    for _ in range(60):
        time.sleep(0.5)
        if picture.count() and picture.get_attribute("src") != before:
            break
    assert picture.get_attribute("src") != before
    assert page.locator(ERRORS).count() == 0
    if target := os.environ.get("SCREENSHOT"):
        page.locator("h2", has_text="Four questions").first.evaluate("heading => heading.scrollIntoView()")
        time.sleep(1)
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target)


def test_the_start_page_runs_without_error(browser: Browser) -> None:
    browser.open("notebooks/00-start-here.ipynb")
    browser.run_all()
    assert browser.page.locator(ERRORS).count() == 0
    assert browser.page.locator("dt", has_text="metonymy").count() == 1


@pytest.mark.parametrize("name", [path.name for path in LESSONS if path.stem[:2] > "01"])
def test_every_lesson_runs_and_its_pictures_fit_a_narrow_window(name: str, browser: Browser) -> None:
    browser.open(f"notebooks/{name}")
    browser.run_all()
    assert browser.page.locator(ERRORS).count() == 0
    browser.page.set_viewport_size({"width": 480, "height": 900})
    try:
        pictures = browser.page.locator(".jp-OutputArea-output img").all()
        assert pictures
        for picture in pictures:
            picture.scroll_into_view_if_needed()
            box = picture.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= 480
            assert len(picture.get_attribute("alt") or "") >= 40
    finally:
        browser.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_term_shows_its_meaning_and_leads_to_the_glossary(browser: Browser) -> None:
    page = browser.page
    # The start page is open, as it is for who came that way; else JupyterLab opens it at its top.
    page.goto(f"{browser.address}/lab/tree/notebooks/00-start-here.ipynb?token={TOKEN}&reset")
    page.locator("h3", has_text="Glossary").wait_for(timeout=90_000)
    time.sleep(3)  # a link works once JupyterLab has taken it over
    page.locator(".jp-RenderedMarkdown a", has_text="Whose voice?").click()
    term = page.locator(".jp-RenderedMarkdown a", has_text="metonymy").first
    term.wait_for(timeout=90_000)
    assert (term.get_attribute("title") or "").startswith("metonymy: Naming a thing")
    time.sleep(3)
    term.click()
    heading = page.locator("h3", has_text="Glossary")
    heading.wait_for(timeout=30_000)
    for _ in range(60):
        box = heading.bounding_box()
        if box and 0 <= box["y"] < 900:
            break
        time.sleep(0.5)
    assert box is not None
    assert 0 <= box["y"] < 900


def answer(browser: Browser, number: int, code: str) -> Locator:
    """Type code into an answer cell, run it and its check as a student would, and return the check’s cell."""
    editor = browser.cell(f"answer_{number} = ").locator(".cm-content")
    editor.click()
    browser.page.keyboard.press("Control+a")
    browser.page.keyboard.insert_text(code)
    browser.page.keyboard.press("Shift+Enter")
    browser.page.keyboard.press("Shift+Enter")
    return browser.cell(f"check({number}, answer_{number})")


def test_a_student_answers_is_coached_and_answers_again(browser: Browser) -> None:
    browser.open("exercises/01-whose-voice/01-whose-voice.ipynb")
    early = browser.cell("check(1, answer_1)")
    early.locator(".cm-content").click()
    browser.page.keyboard.press("Shift+Enter")
    early.locator(".jp-OutputArea-output").first.wait_for()
    browser.cell("at.checker(").locator(".cm-content").click()
    browser.page.keyboard.press("Shift+Enter")
    browser.page.get_by_text("Practice: you get an answer at once").wait_for()
    wrong = answer(browser, 1, 'answer_1 = "a"')
    wrong.get_by_text("Would it describe its own statement in this way?").wait_for()
    assert "0 of 1 point" in wrong.inner_text()
    right = answer(browser, 1, 'answer_1 = "c"')
    right.get_by_text("There are no quotation marks, and nobody").wait_for()
    assert "Right · 1 of 1 point" in right.inner_text()


def test_a_check_before_its_answer_gets_a_sentence_and_no_traceback(browser: Browser) -> None:
    early = browser.cell("check(2, answer_2)")
    early.locator(".cm-content").click()
    browser.page.keyboard.press("Shift+Enter")
    early.get_by_text("answer_2 is not there yet").wait_for()
    assert "Traceback" not in early.inner_text()
    assert early.inner_text().count("\n") < 6


def test_nothing_was_asked_of_any_other_host(browser: Browser) -> None:
    assert browser.foreign == []
