"""How long the lessons take: `make bench-lessons` prints the table of benchmarks/README.md.

Each lesson runs from top to bottom in a fresh kernel, as tests/run_notebooks.py does it, and without any network where
that can be taken away. First one after the other; then all of them, two at a time.

python -m benchmarks.lessons
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import click

from benchmarks.language import _processor

ROOT = Path(__file__).resolve().parents[1]
BOUND, BOUND_OF_ALL = 10, 45
"""What a lesson may take, and all of them with two workers, in seconds."""


def offline() -> list[str]:
    """Return what to put before a command so that it finds no network; nothing where that cannot be done."""
    command = ["unshare", "-n" if os.geteuid() == 0 else "-rn"] if sys.platform == "linux" else []
    works = command and shutil.which("unshare") and not subprocess.run([*command, "true"], check=False).returncode  # noqa: S603 - its own command
    return command if works else []


def run(lesson: Path, before: Sequence[str]) -> float:
    """Run one lesson and return the seconds from the start of its kernel to the end of its last cell.

    Raises:
        subprocess.CalledProcessError: if a cell fails.
    """
    with tempfile.TemporaryDirectory() as out:
        command = [*before, sys.executable, str(ROOT / "tests" / "run_notebooks.py"), out, str(lesson)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - its own command
        return float(done.stdout)


@click.command()
def main() -> None:
    """Run every lesson, alone and two at a time, and print the seconds beside their bounds."""
    before = offline()
    network = "without network" if before else "with the network on: it cannot be taken away here"
    click.echo(f"{datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, {_processor()}, {network}\n")
    lessons = sorted((ROOT / "notebooks").glob("*.ipynb"))
    run(lessons[0], before)  # the first run after an installation compiles the libraries
    click.echo("| lesson | seconds | bound |\n| --- | --- | --- |")
    total = 0.0
    for lesson in lessons:
        seconds = run(lesson, before)
        total += seconds
        click.echo(f"| {lesson.stem} | {_figure(seconds, BOUND)} | {BOUND} |")
    click.echo(f"| all, one after the other | {total:.1f} | |")
    start = perf_counter()
    with ThreadPoolExecutor(max_workers=2) as workers:
        list(workers.map(lambda lesson: run(lesson, before), lessons))
    click.echo(f"| all, two at a time | {_figure(perf_counter() - start, BOUND_OF_ALL)} | {BOUND_OF_ALL} |")


def _figure(seconds: float, bound: float) -> str:
    return f"{seconds:.1f}" if seconds < bound else f"**{seconds:.1f}, over the bound**"


if __name__ == "__main__":
    main()
