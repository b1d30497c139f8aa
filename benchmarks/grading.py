"""How fast a class is graded, beside stock nbgrader: `make bench-grading` prints it.

The same submissions of a real set lie in two copies of a course: full solutions, wrong answers, untouched notebooks,
one in five that draws a picture and one in ten that takes its time. `nbgrader autograde` grades the one, `attributed
grade` the other, with its sandbox, all outputs and feedback pages; the marks of both are compared. The floor is the
time of the students' own cells alone, measured where they run.

python -m benchmarks.grading
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import psutil

from attributed.grading.course import read_course
from attributed.grading.gradebook import Book

ROOT = Path(__file__).resolve().parents[1]
BOUND = 15
_PLOT = "import matplotlib.pyplot as plt\nplt.plot([len(word) for word in 'whose voice is it'.split()])\nplt.show()"
_SLOW = "import time\ntime.sleep(0.5)"


@dataclass(frozen=True)
class Grading:
    """One run: its seconds, and the most memory that it held at a time, in bytes."""

    seconds: float
    memory: int


def make_course(folder: Path, name: str, submissions: int) -> None:
    """Make a course with a released set and so many submissions of it."""
    shutil.copytree(ROOT / "solutions" / name, folder / "solutions" / name)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    _run(folder, "nbgrader", "generate_assignment", name)
    released = json.loads((folder / "exercises" / name / f"{name}.ipynb").read_text(encoding="utf-8"))
    solved = json.loads((folder / "solutions" / name / f"{name}.ipynb").read_text(encoding="utf-8"))
    answers = {cell["id"]: cell["source"] for cell in solved["cells"] if cell["id"].startswith("answer-")}
    for number in range(submissions):
        page = json.loads(json.dumps(released))
        for place, cell in enumerate(page["cells"]):
            if cell["id"] in answers and number % 4 and (place + number) % (number % 4 + 1) == 0:
                cell["source"] = answers[cell["id"]]
        if number % 5 == 1:
            page["cells"].append(_own_cell("my-plot", _PLOT))
        if number % 10 == 3:  # noqa: PLR2004 - one in ten
            page["cells"].append(_own_cell("my-wait", _SLOW))
        target = folder / "submitted" / f"student-{number:04d}" / name
        target.mkdir(parents=True)
        (target / f"{name}.ipynb").write_text(json.dumps(page), encoding="utf-8")


def _own_cell(name: str, source: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": {}, "execution_count": None, "outputs": [], "source": source}


def timed(folder: Path, *command: str) -> Grading:
    """Run a command in a course and measure it."""
    begun = time.monotonic()
    most = 0
    done = threading.Event()
    with _started(folder, *command) as process:

        def watch() -> None:
            nonlocal most
            while not done.wait(0.5):
                most = max(most, _memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        status = process.wait()
        done.set()
        watcher.join()
    if status:
        raise click.ClickException(f"{' '.join(command)} ended with status {status}.")
    return Grading(time.monotonic() - begun, most)


def _memory(pid: int) -> int:
    """Return the memory of a process and its children; what they share counts once."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in [parent, *parent.children(recursive=True)]:
            total += process.memory_full_info().pss
    except psutil.Error:
        pass
    return total


def _started(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.Popen(  # noqa: S603 - the commands are our own
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _run(folder: Path, *command: str) -> None:
    with _started(folder, *command) as process:
        if process.wait():
            raise click.ClickException(f"{' '.join(command)} ended with status {process.returncode}.")


def marks(folder: Path, name: str) -> dict[str, dict[str, float | None]]:
    """Return the marks of every student from a course's gradebook."""
    with Book(read_course(folder)) as book:
        return {who: {cell: auto for cell, (auto, _) in row.items()} for who, row in book.marks_in(name).items()}


@click.command()
@click.option("--set", "name", default="01-whose-voice", show_default=True)
@click.option("--submissions", default=100, show_default=True)
@click.option("--stock", default=100, show_default=True, help="So many of them are graded by stock nbgrader too.")
@click.option("--growth", is_flag=True, help="Grade 10, 100 and 1,000 submissions instead, without stock nbgrader.")
def main(name: str, submissions: int, stock: int, *, growth: bool) -> None:
    """Print how long grading takes, with stock nbgrader and with the kit's own command."""
    sizes = [10, 100, 1000] if growth else [submissions]
    click.echo("| submissions | graded by | seconds | a second | peak memory | times stock |")
    click.echo("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="attributed-bench-") as scratch:
        for size in sizes:
            ours = Path(scratch) / f"ours-{size}"
            ours.mkdir()
            make_course(ours, name, size)
            base = 0.0
            if not growth:
                theirs = Path(shutil.copytree(ours, Path(scratch) / "stock"))
                for folder in sorted((theirs / "submitted").iterdir())[stock:]:
                    shutil.rmtree(folder)
                found = timed(theirs, "nbgrader", "autograde", name)
                base = min(stock, size) / found.seconds
                _say(min(stock, size), "nbgrader autograde", found, base, base)
            found = timed(ours, "attributed", "grade", name)
            _say(size, "attributed grade", found, size / found.seconds, base)
            if not growth:
                expected, own = marks(theirs, name), marks(ours, name)
                differ = [who for who in expected if expected[who] != own[who]]
                click.echo(f"\nMarks that differ: {len(differ)} of {len(expected)} students.")


def _say(count: int, what: str, found: Grading, rate: float, base: float) -> None:
    times = f"{rate / base:.1f} (bound {BOUND})" if base and rate != base else "1" if base else ""
    click.echo(f"| {count} | {what} | {found.seconds:.1f} | {rate:.2f} | {found.memory >> 20} MiB | {times} |")


if __name__ == "__main__":
    main()
