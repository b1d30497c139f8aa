"""The `attributed` command."""

import importlib
import json
import shutil
import sys
from pathlib import Path

import click

from attributed.case import FIRST_CASE, load_case
from attributed.casecheck import check_case
from attributed.chart import refuse_picture
from attributed.errors import KitError
from attributed.exercises.build import build_exercises
from attributed.exercises.marks import SECONDS, mark_notebook
from attributed.exercises.progress import Gathering, find_notebooks
from attributed.exercises.terminal import marks_lines, printable, progress_lines
from attributed.plots.progress import plot_progress
from attributed.quotations.marks import has_two_apostrophes
from attributed.quotations.table import as_lines, quote_table
from attributed.sheets.file import file_name, write_page
from attributed.sheets.page import sheet_page
from attributed.sheets.source import find_sheet, read_sheet
from attributed.tooltips import refresh_tooltips

_LATER = {"doctor": "attributed.grading.doctor:doctor", "grade": "attributed.grading.command:grade"}
"""Commands that load nbgrader, which takes seconds: only when they are asked for."""


class _FriendlyGroup(click.Group):
    """Show a `KitError` as one sentence and end with status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *(_LATER if self.name == "main" else ())])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if self.name != "main" or cmd_name not in _LATER:
            return super().get_command(ctx, cmd_name)
        module, _, name = _LATER[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KitError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=_FriendlyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="attributed")
def main() -> None:
    """Tools for teachers and learners of Attributed, the kit on the language of cyber attribution."""


@main.group()
def case() -> None:
    """Look after a case: the articles of one exchange and what was coded in them."""


@case.command()
@click.argument("path", required=False, default="microsoft-exchange-2021")
def check(path: str) -> None:
    """Check everything in a case and print each fault with its file and line.

    PATH is the folder of a case, or the name of one that the kit brings. Without it, the first case is
    checked. The exit status is 1 if there is any fault.
    """
    faults = check_case(path)
    for fault in faults:
        click.echo(fault)
    if faults:
        click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in {Path(path).name}.", err=True)
        sys.exit(1)
    click.echo(f"{Path(path).name}: no fault.")


@main.command()
@click.argument("file", type=click.Path(allow_dash=True, path_type=str))
@click.option("--csv", "form", flag_value="csv", help="Print comma-separated values, with the place of everything.")
@click.option("--json", "form", flag_value="json", help="Print JSON, with the place of everything.")
def quotes(file: str, form: str | None) -> None:
    """Find the quotations of a news text, who says each, and by which words.

    FILE is a text file in UTF-8, or - for standard input. The table is a draft: read every line of it beside the text.
    Offsets count characters from 0; the end is not included.
    """
    text = _read_text(file)
    apostrophes = has_two_apostrophes(text)
    if apostrophes:
        click.echo("This text has '' for quotation marks; they were read as such.", err=True)
    table = quote_table(text, two_apostrophes=apostrophes)
    if form == "csv":
        click.echo(table.to_csv(index=False), nl=False)
    elif form == "json":
        click.echo(table.to_json(orient="records", force_ascii=False, indent=2))
    elif table.empty:
        click.echo("No quotation was found.")
    else:
        click.echo(as_lines(table, shutil.get_terminal_size((110, 24)).columns))


@main.command()
@click.argument("lesson")
@click.option("--answers", is_flag=True, help="Make the lecturer’s sheet: what the data answer is filled in.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write, in place of sheet-NN-name.html here.")
@click.option("--case", "case_name", default=FIRST_CASE, help="The folder of a case, or the name of one of the kit’s.")
@click.option("--force", is_flag=True, help="Write over a file that holds something else.")
def sheet(lesson: str, case_name: str, out: Path | None, *, answers: bool, force: bool) -> None:
    """Write a lesson’s sheet, to be printed: one HTML file for A4 paper.

    LESSON is the number of a lesson, or the path of a sheet of your own (a TOML file). Open what is written in a
    browser and print it. A file that is there already and differs is left alone unless --force is given.
    """
    source = read_sheet(find_sheet(lesson))
    page = sheet_page(load_case(case_name), source, answers=answers)
    path = out or Path(file_name(source, answers=answers))
    write_page(page, path, force=force)
    click.echo(f"{path.resolve()} is written. Open it in a browser and print it on A4.")


_LIMIT = click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="Stop a cell that runs longer.",
)


@main.command("check")
@click.argument("notebook", type=click.Path(path_type=Path))
@_LIMIT
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with everything that the checks say.")
def check_notebook(notebook: Path, limit: int, *, as_json: bool) -> None:
    """Run an exercise notebook and print its marks, without nbgrader.

    The notebook's code runs on this machine, as you: check your own work only. A copy is run; NOTEBOOK itself is
    never changed. An item without a mark says why. Whatever the marks, the exit status is 0; it is 1 if the
    notebook could not be run.
    """
    click.echo(f"Running the code of {notebook} on this machine, as you (for your own work only) …", err=True)
    marked = mark_notebook(notebook, limit=limit)
    if as_json:
        click.echo(json.dumps(marked.as_data(), indent=2))
        return
    for line in marks_lines(marked):
        click.echo(printable(line))


@main.command()
@click.argument("folder", required=False, default="exercises", type=click.Path(path_type=Path))
@_LIMIT
@click.option("--picture", type=click.Path(path_type=Path), help="Draw it too: a file that ends in .png or .svg.")
@click.option("--force", is_flag=True, help="Write over a picture that is there.")
def progress(folder: Path, limit: int, picture: Path | None, *, force: bool) -> None:
    """Show what is right, partly right and still open in your exercise sets, by objective.

    FOLDER holds the sets; without it, exercises/ is looked for here. The code of every notebook in which you have
    answered runs on this machine, as you: for your own work only. Copies are run; nothing is written but the
    picture. The exit status is 1 if a notebook could not be read.
    """
    if picture is not None:
        refuse_picture(picture, force=force)
    paths = find_notebooks(folder)
    click.echo("Running the code of your notebooks on this machine, as you (for your own work only) …", err=True)
    gathered = Gathering(limit)
    with click.progressbar(paths, file=sys.stderr, item_show_func=lambda path: path.stem if path else "") as bar:
        for path in bar:
            gathered.add(path)
    found = gathered.progress()
    for line in progress_lines(found):
        click.echo(printable(line))
    for fault in found.faults:
        click.echo(f"Left out: {fault}", err=True)
    if picture is not None:
        chart = plot_progress(found)
        chart.write(picture, force=force)
        click.echo(printable(f"{picture.resolve()} is written. It shows: {chart.alt}"))
    if found.faults:
        sys.exit(1)


@main.command()
@click.option("--force", is_flag=True, help="Write over released notebooks in which somebody has answered.")
def exercises(force: bool) -> None:  # noqa: FBT001 - click gives it by name
    """Make exercises/ from solutions/ with nbgrader.

    Run it in the kit's folder. Answers that somebody has written into exercises/ are never written over
    without --force.
    """
    for name in build_exercises(Path.cwd(), force=force):
        click.echo(f"exercises/{name} is made.")


@main.command()
def glossary() -> None:
    """Write the meanings of the glossary into the glossary links of the lessons.

    Run it in the kit's folder after a change of data/glossary.toml or of a lesson.
    """
    for path in refresh_tooltips(sorted(Path("notebooks").glob("*.ipynb"))):
        click.echo(f"{path} is changed.")


def _read_text(file: str) -> str:
    """Read a text with every character where it is: line ends stay as they are."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise KitError(f"{file} cannot be read ({error.strerror}). Give the path of a text file.") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KitError(
            f"{file}: expected text in UTF-8; found the byte {data[error.start]:#04x} at {error.start}. "
            "Save the file as plain text in UTF-8."
        ) from None
