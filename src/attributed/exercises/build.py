"""Making exercises/ from solutions/ with nbgrader, without writing over anybody’s answers."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbgrader.utils import compute_checksum, is_solution

from attributed.errors import KitError
from attributed.exercises.beside import FORM, PRACTICE


def build_exercises(course: Path, *, force: bool = False) -> Iterator[str]:
    """Release every set of a course folder for practice and yield its name when it is done.

    Args:
        course: the folder with solutions/ and nbgrader_config.py.
        force: whether to write over released notebooks in which somebody has answered.

    Raises:
        KitError: if there is nothing to make, somebody has answered and `force` is false, or nbgrader fails.
    """
    names = sorted({path.parent.name for path in (course / "solutions").glob("*/*.ipynb")})
    if not names:
        raise KitError(f"{course / 'solutions'}: expected exercise sets here (folders with a notebook), found none.")
    for name in names if not force else []:
        folder = course / "exercises" / name
        known = {f"{name}.ipynb", PRACTICE, FORM, ".ipynb_checkpoints"}
        if added := sorted(path.name for path in folder.glob("*") if path.name not in known):
            raise KitError(
                f"{folder} holds files that are not the kit’s ({', '.join(added)}), and making the exercises anew "
                "would "
                "delete them. Move them elsewhere, or give the same command with --force."
            )
        for notebook in sorted(folder.glob("*.ipynb")):
            if answered := answered_cells(notebook):
                raise KitError(
                    f"{notebook} holds answers ({', '.join(answered)}), and making the exercises anew would write over "
                    "them. Keep a copy elsewhere, then give the same command with --force."
                )
    for name in names:
        _generate(course, name)
        yield name


def answered_cells(notebook: Path) -> list[str]:
    """Return the ids of the cells of a released notebook that somebody has filled in or added.

    nbgrader writes a checksum into every answer cell that it releases; a cell that somebody has filled in
    no longer has it. The kit’s own cells have readable ids, those that Jupyter makes have not.
    """
    try:
        page = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise KitError(f"{notebook} is not a notebook that can be read ({error}). Move it elsewhere.") from None
    return [
        str(cell.id)
        for cell in page.cells
        if (is_solution(cell) and cell.metadata.nbgrader.get("checksum") not in {None, compute_checksum(cell)})
        or (re.fullmatch(r"[0-9a-f]{8}|[0-9a-f-]{36}", cell.id) and cell.source.strip())
    ]


def _generate(course: Path, name: str) -> None:
    # nbgrader looks its helper programs up on PATH, also where the environment is not activated.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", name, "--force", "--no-db"]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=course, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "no message")
        raise KitError(f"nbgrader could not release {name}: {last}. Its log is {course / '.nbgrader.log'}.")
