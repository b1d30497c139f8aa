"""The `attributed` command."""

import sys
from pathlib import Path

import click

from attributed.casecheck import check_case
from attributed.errors import KitError
from attributed.exercises.build import build_exercises


class _FriendlyGroup(click.Group):
    """Show a `KitError` as one sentence and end with status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KitError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=_FriendlyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="attributed")
def main() -> None:
    """Tools for teachers who run Attributed, the kit on the language of cyber attribution."""


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
@click.option("--force", is_flag=True, help="Write over released notebooks in which somebody has answered.")
def exercises(force: bool) -> None:  # noqa: FBT001 - click gives it by name
    """Make exercises/ from solutions/ with nbgrader.

    Run it in the kit's folder. Answers that somebody has written into exercises/ are never written over
    without --force.
    """
    for name in build_exercises(Path.cwd(), force=force):
        click.echo(f"exercises/{name} is made.")
