"""`attributed grade`: what it asks, says and returns."""

import sys
import time
from datetime import datetime
from pathlib import Path

import click

from attributed.errors import KitError
from attributed.exercises.terminal import printable
from attributed.grading.course import read_course
from attributed.grading.gradebook import Book
from attributed.grading.regrade import as_lines, changes
from attributed.grading.report import RunReport, report
from attributed.grading.run import Grading, Run
from attributed.grading.sandbox import SandboxSettings


@click.command()
@click.argument("name", metavar="SET")
@click.option(
    "--course",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The nbgrader course; the present folder if not given.",
)
@click.option("--student", "chosen", multiple=True, help="Grade this student only; may be given several times.")
@click.option("--regrade", is_flag=True, help="After a key was mended: show whose marks would change, then ask.")
@click.option("--yes", is_flag=True, help="Do not ask before a regrade is written.")
@click.option("--workers", type=click.IntRange(1, 256), help="Submissions at the same time; one a core if not given.")
@click.option("--limit", type=click.FloatRange(min=1), default=30, show_default=True, help="Seconds for a cell.")
@click.option("--feedback/--no-feedback", default=True, show_default=True, help="Write nbgrader's feedback pages too.")
@click.option("--report", "target", type=click.Path(path_type=Path), help="The folder for the report of the run.")
@click.option(
    "--no-sandbox",
    is_flag=True,
    help="Run students' code as you, with all that you may do. Only for people whom you trust with your account.",
)
def grade(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str,
    folder: Path,
    chosen: tuple[str, ...],
    workers: int | None,
    limit: float,
    target: Path | None,
    *,
    regrade: bool,
    yes: bool,
    feedback: bool,
    no_sandbox: bool,
) -> None:
    """Grade every submission of an exercise set in an nbgrader course.

    SET is the name of the set, such as 01-whose-voice. What lies in submitted/ is run in a sandbox and marked outside
    it; marks go to nbgrader's gradebook, notebooks to autograded/, pages to feedback/. A submission that was graded
    before and has not changed is left alone, and so is every mark that a person gave. Stopped at any moment, the same
    command goes on where it was. The exit status is 1 if a submission could not be graded.
    """
    begun = time.monotonic()
    course = read_course(folder)
    grading = Grading(course, name, SandboxSettings(seconds=limit, isolated=not no_sandbox), workers)
    students = _students(grading, chosen)
    if regrade:
        if not _agreed(grading, students, yes=yes):
            return
    elif older := grading.marked_by_another_key(students):
        raise KitError(
            f"{len(older)} of the submissions were marked by another key, release or version of the kit. "
            "Give --regrade to see whose marks would change before anything is written."
        )
    if no_sandbox:
        click.echo("Students' code runs as you, without a sandbox.", err=True)
    with click.progressbar(length=len(students), label=f"Grading {name}", file=sys.stderr, show_pos=True) as bar:
        run = grading.run(students, lambda: bar.update(1), feedback=feedback)
    paths = _write_report(grading, run, target, begun, isolated=not no_sandbox)
    _say(run, paths)
    if run.failed:
        sys.exit(1)


def _students(grading: Grading, chosen: tuple[str, ...]) -> list[str]:
    students = grading.students()
    if unknown := sorted(set(chosen) - set(students)):
        raise KitError(f"{unknown[0]!r} has no submission of {grading.name}: expected one of {len(students)} students.")
    if not students:
        place = grading.course.submitted("STUDENT", grading.name)
        raise KitError(f"Nobody has handed in {grading.name}: expected folders {place}. Collect the submissions first.")
    return [student for student in students if not chosen or student in chosen]


def _agreed(grading: Grading, students: list[str], *, yes: bool) -> bool:
    """Show what a regrade would change, and ask; nothing is written before."""
    with Book(grading.course) as book:
        before = book.marks_in(grading.name)
    label = "Trying out"
    with click.progressbar(length=len(students), label=label, file=sys.stderr, show_pos=True) as bar:
        after = grading.try_out(students, lambda: bar.update(1))
    for line in as_lines(changes(before, after)):
        click.echo(printable(line))
    return yes or click.confirm("Write these marks?")


def _write_report(
    grading: Grading, run: Run, target: Path | None, begun: float, *, isolated: bool
) -> tuple[Path, Path]:
    with Book(grading.course) as book:
        known = set(book.marks_in(grading.name))
    folder = target or grading.ledger.folder / "report"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KitError(f"{folder} cannot be made ({error.strerror}). Give another folder with --report.") from None
    return report(
        RunReport(
            set=grading.name,
            title=grading.key.title,
            when=datetime.now().astimezone().isoformat(timespec="seconds"),
            items=tuple(grading.key.items.values()),
            submissions=run.graded,
            missing=tuple(sorted(known - set(grading.students()))),
            sandbox="bubblewrap" if isolated else "none: --no-sandbox was given",
            notes=tuple(f"{student} could not be graded: {why}" for student, why in sorted(run.failed.items())),
            seconds=time.monotonic() - begun,
            workers=grading.workers or 0,
            by_hand=grading.key.by_hand,
        ),
        folder,
    )


def _say(run: Run, paths: tuple[Path, Path]) -> None:
    before = len(run.graded) - len(run.fresh)
    earlier = f", {before} had been before" if before else ""
    click.echo(f"{len(run.fresh)} graded{earlier}. Report: {paths[0]}; marks as a table: {paths[1]}")
    for graded in run.graded:
        if graded.trouble:
            click.echo(printable(f"Not marked: {graded.student}: {graded.trouble}"), err=True)
    for student, why in sorted(run.failed.items()):
        click.echo(printable(f"Not graded: {student}: {why}"), err=True)
