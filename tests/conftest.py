"""What every test shares."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from attributed.case import Case, load_case


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests together that share costly things; leave out what needs the registry, except where CI is set."""
    for item in items:
        # The tests of a file run in one process, for they share a server or a course; grading is split by set.
        parts = getattr(item, "callspec", None)
        work = parts.params.get("work") if parts and item.path.name == "test_autograde.py" else None
        group = f"{item.path.stem}-{work.name}" if work else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))
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
