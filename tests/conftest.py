"""What every test shares."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from attributed.case import Case, load_case


class FileByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist carries no types
    """Keep the tests of a file in one process and in their order, for they share a server or a course.

    Grading is split by set, and what takes longest is begun first, so that no core waits at the end.
    """

    LONGEST = (
        "test_autograde", "test_grading_page", "test_grading_gradebook", "test_grading_attacks", "test_grading_run",
        "test_grading_sandbox", "test_browser", "test_widget_", "test_notebooks", "test_release", "test_start",
        "test_lock", "test_lessons",
    )  # fmt: skip

    def schedule(self) -> None:
        """Take the files in the order of `LONGEST`, whichever number of tests they have."""
        self.config.option.loadscopereorder = False
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return kept_together(nodeid)


def kept_together(test: str) -> str:
    """Return the name of the tests that one process runs: those of a file, in grading those of a set."""
    file, _, name = test.partition("::")
    work = re.search(r"\[(\d\d-[a-z-]+)", name)
    return f"{file} {work[1]}" if work and "test_autograde" in file else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileByFile:  # noqa: ANN401
    """Hand tests out by file."""
    return FileByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; leave out what needs the registry, except where CI is set."""
    longest = FileByFile.LONGEST
    items.sort(key=lambda item: next((n for n, name in enumerate(longest) if name in item.path.name), len(longest)))
    if os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("ci_only"):
            item.add_marker(pytest.mark.skip(reason="needs the package registry: runs where CI is set"))


ROOT = Path(__file__).resolve().parents[1]
"""The checkout that is tested."""


@pytest.fixture(scope="session")
def offline() -> list[str]:
    """What to put before a command so that it finds no network."""
    if sys.platform != "linux":
        pytest.skip("taking the network away from one command works on Linux only")
    # A network of its own has a loopback address that is down; a machine that is merely offline has it up.
    loopback_up = (
        "import fcntl, os, socket, struct, sys;"
        "fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh14x', b'lo', 1));"
        "os.execvp(sys.argv[1], sys.argv[1:])"
    )
    python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    command = ["unshare", "-n" if os.getuid() == 0 else "-rn", str(python), "-c", loopback_up]
    if not shutil.which("unshare") or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        if os.environ.get("CI"):
            pytest.fail("unshare does not work here, and the tests without a network need it")
        pytest.skip("unshare is not permitted here, so nothing can be run without a network")
    return command


@pytest.fixture(scope="session")
def case() -> Case:
    """The first case, loaded once."""
    return load_case()


@pytest.fixture
def case_copy(tmp_path: Path, case: Case) -> Path:
    """A copy of the first case’s folder that a test may damage."""
    return Path(shutil.copytree(case.path, tmp_path / case.id))
