"""`attributed doctor` finds out by trying, and what it tries goes through where there is no sandbox."""

import os
import shutil
import sys

import pytest
from click.testing import CliRunner

from attributed.cli import main
from attributed.grading.doctor import _found, _probes
from attributed.grading.sandbox import Cell, Sandbox, SandboxSettings


@pytest.fixture
def _bubblewrap() -> None:
    if shutil.which("bwrap") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have bubblewrap; .ci/run installs it")
        pytest.skip("needs bubblewrap (Debian’s package bubblewrap)")


@pytest.mark.usefixtures("_bubblewrap")
def test_everything_holds_here() -> None:
    done = CliRunner().invoke(main, ["doctor"])
    lines = done.output.splitlines()
    assert done.exit_code == 0, done.output
    assert len(lines) >= 14
    assert all(line.startswith("works") for line in lines)


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is for Linux")
def test_without_a_sandbox_the_same_trials_go_through() -> None:
    harmless = {"no network", "no sight of the files of this machine", "no sight of other processes"}
    with Sandbox(SandboxSettings(isolated=False, seconds=8)) as sandbox:
        for probe in _probes(__file__):
            if probe.what in harmless:
                found = _found(probe, sandbox.run([Cell(0, "code", probe.code)], {}, lambda *_: None))
                assert not found.good, found
                assert found.seen == "went through"


def test_without_bubblewrap_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 1
    assert "FAILS  bubblewrap: not found" in done.output
    assert "apt install bubblewrap" in done.output
