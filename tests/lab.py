"""A real JupyterLab and headless Chromium before it, for the tests of what a reader sees.

A test file that wants them says `from lab import browser` and `__all__ = ["browser"]`; it has a server of its own.
"""

import json
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
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from exercise_sets import ROOT
from playwright.sync_api import Locator, Page, Request, ViewportSize, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CLOSED = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync"]  # fmt: skip
TOKEN = "browser-test"  # noqa: S105 - for a server that lives as long as the test
ERRORS = (
    '.jp-OutputArea [data-mime-type="application/vnd.jupyter.stderr"], '
    '.jp-OutputArea [data-mime-type="application/vnd.jupyter.error"]'
)
AXE = ROOT / "tests" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
WINDOW: ViewportSize = {"width": 1280, "height": 900}
OURS = re.compile(r"(https?|wss?)://127\.0\.0\.1|data:|blob:|about:")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# What is waited for is there in a moment, but not on a machine that runs other tests as well.
expect.set_options(timeout=20_000)


@dataclass
class Browser:
    """A page, the server that it talks to, and every request that left for another host."""

    page: Page
    address: str
    folder: Path
    foreign: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        """Keep the address of a request that leaves this machine."""
        if not OURS.match(request.url):
            self.foreign.append(request.url)

    def another(self) -> "Browser":
        """Open another window before the same server; what leaves it and what fails in it is noted with the rest."""
        chromium = self.page.context.browser
        assert chromium is not None
        window = Browser(chromium.new_page(viewport=WINDOW), self.address, self.folder, self.foreign, self.failures)
        window.listen()
        return window

    def listen(self) -> None:
        """Note from now on what leaves this machine, and what fails inside the page."""
        self.page.on("request", self.note)
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))

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

    def show(self, *cells: str, name: str = "page.ipynb") -> None:
        """Write a notebook with these code cells, open it, and run it; its name may begin with a folder’s."""
        code: list[dict[str, Any]] = [
            {"cell_type": "code", "id": f"cell-{number}", "metadata": {}, "execution_count": None, "outputs": [],
             "source": source}
            for number, source in enumerate(cells)
        ]  # fmt: skip
        kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
        notebook = {"cells": code, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")
        self.open(name)
        self.run_all()

    def run(self, words: str) -> Locator:
        """Run the cell whose input has these words once more, and return it."""
        cell = self.cell(words)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        for _ in range(120):
            time.sleep(0.25)
            if prompt.inner_text() != before and re.fullmatch(r"\[\d+\]:", prompt.inner_text().strip()):
                return cell
        pytest.fail(f"{words!r} was still running after 30 seconds")

    def restart(self) -> None:
        """Restart the kernel by its command, as a reader would by the menu."""
        self.page.click('.lm-MenuBar-itemLabel:text-is("Kernel")')
        self.page.click('.lm-Menu-itemLabel:has-text("Restart Kernel…")')
        self.page.click('.jp-Dialog-button:has-text("Restart")')
        self.page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        time.sleep(2)

    def theme(self, name: str) -> None:
        """Set the theme of pages that are opened from now on: "JupyterLab Light" or "JupyterLab Dark"."""
        setting = self.folder / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
        setting.write_text(json.dumps({"theme": name}))

    def barriers(self, selector: str) -> list[str]:
        """Return what axe-core finds in the elements of a selector: the rule, and the markup that breaks it."""
        if not AXE.is_file():
            if os.environ.get("CI"):
                pytest.fail("CI must have axe-core; .ci/run installs it")
            pytest.skip("needs axe-core: npm ci --prefix tests/axe")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        # JupyterLab’s body has no height and hides what overflows it: axe-core takes all of the page for hidden.
        high = self.page.add_style_tag(content="body { height: 100vh !important }")
        found: dict[str, Any] = self.page.evaluate("selector => axe.run(selector)", selector)
        high.evaluate("one => one.remove()")
        looked_at = {one["id"] for one in [*found["passes"], *found["violations"]]}
        assert "color-contrast" in looked_at, f"axe-core saw no words in {selector}"
        return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


@contextmanager
def laboratory(folder: Path, chromium_path: str) -> Iterator[Browser]:
    """Start a JupyterLab on a copy of the kit in an empty folder, and Chromium before it."""
    for name in ("notebooks", "exercises"):
        shutil.copytree(ROOT / name, folder / name)
    settings = folder / "settings" / "@jupyterlab"
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
         "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}",
         f"--LabApp.user_settings_dir={settings.parent}", f"--IdentityProvider.token={TOKEN}",
         "--LabApp.extension_manager=readonly"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"{address}/api", server)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=chromium_path, args=CLOSED)
            found = Browser(chromium.new_page(viewport=WINDOW), address, folder)
            found.listen()
            yield found
            chromium.close()
    finally:
        server.terminate()  # it ends its kernels first, which takes a while on a busy machine
        try:
            server.wait(timeout=60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(timeout=20)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A JupyterLab on a copy of the kit, and Chromium before it; at the end, that nothing failed in any page."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium; .ci/run installs it")
        pytest.skip("needs Chromium (Debian’s package chromium)")
    with laboratory(tmp_path_factory.mktemp("lab"), CHROMIUM) as found:
        yield found
    assert found.failures == []
    assert found.foreign == []


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, at most three minutes: on a busy machine it may take more than one."""
    for _ in range(360):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - this machine only
        except (urllib.error.URLError, TimeoutError):
            assert server.poll() is None, "JupyterLab ended before it answered"
            time.sleep(0.5)
        else:
            return
    pytest.fail("JupyterLab did not answer within three minutes")
