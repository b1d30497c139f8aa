"""environment.yml gives conda users what pyproject.toml gives everybody else."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
FROM_CONDA = [line for line in CONDA["dependencies"] if isinstance(line, str)]
FROM_PIP = [line for part in CONDA["dependencies"] if isinstance(part, dict) for line in part["pip"]]
OURS = [line for line in FROM_CONDA if not re.match(r"(python|pip)\b", line)]


def bounds(requirements: list[str]) -> dict[str, str]:
    """The bounds on each name, in one spelling."""
    return {wanted.name: str(wanted.specifier) for wanted in map(Requirement, requirements)}


def test_conda_gets_the_same_names_with_the_same_bounds() -> None:
    assert bounds(OURS) == bounds(PROJECT["dependencies"])


def test_conda_gets_every_python_the_kit_supports_and_no_other() -> None:
    (python,) = [line for line in FROM_CONDA if re.match(r"python\b", line)]
    names = (re.fullmatch(r"Programming Language :: Python :: 3\.(\d+)", line) for line in PROJECT["classifiers"])
    minors = sorted(int(name[1]) for name in names if name)
    assert PROJECT["requires-python"] == f">=3.{minors[0]}"
    assert bounds([python]) == bounds([f"python>=3.{minors[0]},<3.{minors[-1] + 1}"])


def test_everything_comes_from_conda_forge_and_the_kit_from_its_own_folder() -> None:
    assert CONDA["name"] == PROJECT["name"]
    assert CONDA["channels"] == ["conda-forge"]
    assert FROM_PIP == ["-e ."]
    assert "pip" in FROM_CONDA


@pytest.mark.ci_only
def test_pip_resolves_and_installs_the_list(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path], check=True)
    python = tmp_path / "bin" / "python"
    from_pip = " ".join(FROM_PIP).split()
    done = subprocess.run(
        [python, "-m", "pip", "install", "--no-compile", *OURS, *from_pip],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    subprocess.run([python, "-m", "pip", "check"], check=True)
    subprocess.run([python, "-c", "import attributed, jupyterlab, nbgrader"], cwd=tmp_path, check=True)
