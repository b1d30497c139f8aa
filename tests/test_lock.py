"""The locks hold everything that pyproject.toml asks for, one version each, every file by its hash."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PYPROJECT["dependency-groups"]
LOCKS = {
    "requirements.lock": PYPROJECT["project"]["dependencies"] + GROUPS["setup"],
    "requirements-test.lock": GROUPS["test"],
}

both_locks = pytest.mark.parametrize("lock", LOCKS)


def entries(lock: str) -> list[str]:
    """Each package's lines, joined into one: `name==version ; marker --hash=… --hash=…`."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    joined = text.replace("\\\n", "").splitlines()
    return [line for line in joined if line.strip() and not line.lstrip().startswith("#")]


def versions(lock: str) -> dict[str, str]:
    """The version of each package, by name."""
    found: dict[str, str] = {}
    for entry in entries(lock):
        requirement = Requirement(entry.split(" --hash=")[0])
        (pin,) = requirement.specifier
        assert pin.operator == "==", entry
        assert found.setdefault(canonicalize_name(requirement.name), pin.version) == pin.version
    return found


@both_locks
def test_everything_asked_for_is_locked_within_its_bounds(lock: str) -> None:
    locked = versions(lock)
    for wanted in map(Requirement, LOCKS[lock]):
        assert locked[canonicalize_name(wanted.name)] in wanted.specifier


@both_locks
def test_every_package_is_held_by_hashes(lock: str) -> None:
    for entry in entries(lock):
        assert re.search(r"( +--hash=sha256:[0-9a-f]{64})+ *$", entry), entry


@both_locks
def test_no_address_and_no_path_of_a_machine_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|\bwww\.|\w\.(org|com|net)\b", text)
    assert not re.search(r"(^|\s)(/|[A-Z]:\\|~)", text, re.MULTILINE)


def test_the_two_locks_agree_on_every_package_they_share() -> None:
    run, test = (versions(lock) for lock in LOCKS)
    assert {name: test[name] for name in run.keys() & test} == {name: run[name] for name in run.keys() & test}


def test_nothing_is_locked_to_one_python_or_platform_by_mistake() -> None:
    # A lock made for this machine alone would lack what only Windows and macOS need.
    assert {"pywinpty", "appnope", "colorama", "pexpect"} <= versions("requirements.lock").keys()
