"""What every test shares."""

import os
import shutil
from pathlib import Path

import pytest

from attributed.case import Case, load_case


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs the package registry, except where CI is set."""
    if os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("ci_only"):
            item.add_marker(pytest.mark.skip(reason="needs the package registry: runs where CI is set"))


ROOT = Path(__file__).resolve().parents[1]
"""The checkout that is tested."""


@pytest.fixture(scope="session")
def case() -> Case:
    """The first case, loaded once."""
    return load_case()


@pytest.fixture
def case_copy(tmp_path: Path, case: Case) -> Path:
    """A copy of the first case’s folder that a test may damage."""
    return Path(shutil.copytree(case.path, tmp_path / case.id))
