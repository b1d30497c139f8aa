"""What cheating pays: the attack suite of the tests on stock nbgrader, and what the same attacks earn here.

Stock `nbgrader autograde` runs as whoever grades, so that it is tried in a throw-away machine: bubblewrap, with no
network, nothing of this machine that can be written, and a course that exists only there. Attacks that would still take
all of this machine, or wait for ever, are left out; the table says which and why.

python -m benchmarks.attacks
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
from nbgrader.api import Gradebook, MissingEntry

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from attacks import ATTACKS, Attack  # noqa: E402 - the suite lies with the tests
from attacks.attack import hand_in  # noqa: E402
from attacks.cheats import CHEATS  # noqa: E402
from exercise_sets import SETS  # noqa: E402
from test_autograde import solved, with_answers  # noqa: E402

WORK = SETS[0]
NEIGHBOURS = ("aa-honest", "zz-honest")
SECONDS = 10
_LONGEST = 120


def make_course(folder: Path, attacks: tuple[Attack, ...]) -> None:
    """Make a course in which every attack is a student, between two honest ones."""
    shutil.copytree(WORK.solution, folder / "solutions" / WORK.name)
    text = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    stop = f"\nc.ExecutePreprocessor.timeout = {SECONDS}\nc.Execute.timeout = {SECONDS}\n"
    (folder / "nbgrader_config.py").write_text(text + stop, encoding="utf-8")
    run(folder, "nbgrader", "generate_assignment", WORK.name)
    released = WORK.notebook(folder / "exercises" / WORK.name)
    for student in NEIGHBOURS:
        own = folder / "submitted" / student / WORK.name
        own.mkdir(parents=True)
        page = json.dumps(with_answers(released, solved(WORK)))
        (own / f"{WORK.name}.ipynb").write_text(page, encoding="utf-8")
        if student == NEIGHBOURS[0]:  # one is graded before all attacks, the other after each of them
            run(folder, "nbgrader", "autograde", WORK.name)
    for attack in attacks:
        own = folder / "submitted" / attack.name / WORK.name
        hand_in(attack, released, own, folder, {"TOKEN": "attack-benchmark", "PORT": 9})


def run(folder: Path, *command: str, before: tuple[str, ...] = (), seconds: float = 600) -> int:
    """Run a command of this environment in a course, and return its exit status; 124 if it did not end."""
    programs = Path(sys.executable).parent
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    try:
        return subprocess.run(  # noqa: S603 - our own commands
            [*before, str(programs / command[0]), *command[1:]],
            cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, timeout=seconds, check=False,
        ).returncode  # fmt: skip
    except subprocess.TimeoutExpired:
        return 124


def throw_away(course: Path) -> tuple[str, ...]:
    """Return what makes a machine for one command: everything read-only, but for the course; the end ends it all."""
    program = shutil.which("bwrap")
    if program is None:
        raise click.ClickException("bubblewrap is needed, so that stock nbgrader’s students harm nobody.")
    hidden = [str(path) for path in (ROOT / "solutions", Path.home() / ".ssh") if path.is_dir()]
    return (
        program, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
        "--die-with-parent", "--new-session",
        "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--size", str(64 << 20), "--tmpfs", "/tmp",  # noqa: S108
        *(part for path in hidden for part in ("--tmpfs", path)), "--setenv", "HOME", "/tmp",  # noqa: S108
        "--setenv", "ATTACKED", "yes", "--bind", str(course), str(course), "--chdir", str(course), "--",
    )  # fmt: skip


def points(course: Path, student: str) -> float:
    """Return what the gradebook gives a student in all."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", "attributed") as book:
        try:
            return float(book.find_submission(WORK.name, student).score)
        except MissingEntry:
            return 0.0


def on_stock(scratch: Path, attacks: tuple[Attack, ...]) -> dict[str, tuple[float, bool]]:
    """Return what attacks earn on stock nbgrader in one run, and whether their honest neighbours keep their marks.

    A second is waited for what they left running.
    """
    name = f"{attacks[0].name}-{len(attacks)}"
    course, base = scratch / name, scratch / "course"
    shutil.copytree(base, course, ignore=lambda folder, _: ("submitted",) if Path(folder) == base else ())
    for student in (*NEIGHBOURS, *(attack.name for attack in attacks)):
        shutil.copytree(base / "submitted" / student, course / "submitted" / student, symlinks=True)
    for path in (course / "submitted").rglob("*.ipynb"):
        if not path.is_symlink():
            path.write_text(path.read_text(encoding="utf-8").replace(str(base), str(course)), encoding="utf-8")
    grade = f"{Path(sys.executable).parent}/nbgrader autograde {WORK.name}; sleep 1; exit 0"
    before = (*throw_away(course), "/bin/sh", "-c", grade, "sh")
    run(course, "nbgrader", before=before, seconds=_LONGEST * len(attacks))
    kept = all(points(course, student) == WORK.key.points for student in NEIGHBOURS)
    found = {attack.name: (points(course, attack.name), kept) for attack in attacks}
    shutil.rmtree(course, ignore_errors=True)
    for attack, (earned, _) in found.items():
        click.echo(f"{attack}: {earned:g} on stock nbgrader, neighbours {'unharmed' if kept else 'harmed'}", err=True)
    return found


def groups(attacks: tuple[Attack, ...]) -> list[tuple[Attack, ...]]:
    """Return who is graded with whom: what only cheats for itself in two runs, whatever may ruin a class alone."""
    tried = [attack for attack in attacks if not attack.kills]
    together = [attack for attack in tried if attack in CHEATS and "gradebook.db" not in attack.code]
    alone = [(attack,) for attack in tried if attack not in together]
    half = -(-len(together) // 2)
    return [*(tuple(some) for some in (together[:half], together[half:]) if some), *alone]


@click.command()
@click.option("--only", multiple=True, help="Try only this attack; may be given several times.")
def main(only: tuple[str, ...]) -> None:
    """Print a table: attack, points on stock nbgrader, points here."""
    attacks = tuple(attack for attack in ATTACKS if not only or attack.name in only)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="attacks-", dir=os.environ.get("TMPDIR", "/var/tmp")) as name:  # noqa: S108
        scratch = Path(name)
        (scratch / "course").mkdir()
        make_course(scratch / "course", attacks)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(lambda some: on_stock(scratch, some), groups(attacks))
            stock = {name: result for results in found for name, result in results.items()}
        run(scratch / "course", "attributed", "grade", WORK.name, "--limit", "4", "--no-feedback")
        here = {attack.name: points(scratch / "course", attack.name) for attack in attacks}
        kept = [student for student in NEIGHBOURS if points(scratch / "course", student) == WORK.key.points]
    _print(attacks, stock, here)
    paid = sum(earned > 0 for earned, _ in stock.values())
    harmed = sum(not neighbours for _, neighbours in stock.values())
    click.echo(
        f"\nOf {len(attacks)} attacks, {len(stock)} were tried on stock nbgrader: {paid} paid there, and {harmed} cost "
        f"an honest neighbour marks. Here {sum(earned > 0 for earned in here.values())} of {len(attacks)} paid, and "
        f"{len(NEIGHBOURS) - len(kept)} of {len(NEIGHBOURS)} neighbours lost marks. {time.monotonic() - begun:.0f} s."
    )


def _print(attacks: tuple[Attack, ...], stock: dict[str, tuple[float, bool]], here: dict[str, float]) -> None:
    click.echo(
        f"| attack | stock nbgrader, of {WORK.key.points:g} | neighbours there | here |\n| --- | --- | --- | --- |"
    )
    for attack in attacks:
        if attack.name in stock:
            earned, kept = stock[attack.name]
            there = f"**{earned:g}**" if earned else "0"
            neighbours = "unharmed" if kept else "**lose marks**"
        else:
            there, neighbours = f"left out: {attack.kills}", ""
        click.echo(f"| {attack.name} | {there} | {neighbours} | {here[attack.name]:g} |")


if __name__ == "__main__":
    main()
