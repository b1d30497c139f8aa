"""The built wheel carries the data: installed alone, in an empty folder, it loads the case."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from exercise_sets import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is installed: nothing is downloaded for it."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_carries_every_data_file_and_nothing_of_the_course(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    data = [path.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").rglob("*") if path.is_file()]
    assert len(data) > 15
    assert {f"attributed/data/{name}" for name in data} <= inside
    assert not [name for name in inside if "key.toml" in name or "solutions" in name or "tests" in name]


def test_articles_in_the_wheel_are_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for path in (ROOT / "data").glob("*/articles/*.txt"):
            name = f"attributed/data/{path.relative_to(ROOT / 'data').as_posix()}"
            assert archive.read(name) == path.read_bytes()


@pytest.mark.ci_only
def test_pip_installs_it_into_an_empty_environment_and_it_loads_the_case(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    subprocess.run([*pip, "--requirement", str(ROOT / "requirements.lock")], check=True, timeout=900)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, timeout=300)
    empty = tmp_path / "empty"
    empty.mkdir()
    code = "import attributed as at; case = at.load_case(); print(len(case.statements), at.__file__)"
    done = subprocess.run([str(python), "-c", code], cwd=empty, capture_output=True, text=True, check=True, timeout=120)
    count, place = done.stdout.split(maxsplit=1)
    assert count == "60"
    assert str(home) in place
    check = subprocess.run(
        [str(python.with_name("attributed")), "case", "check"],
        cwd=empty,
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.stdout == "microsoft-exchange-2021: no fault.\n"
