"""What the language tools' claims rest on: `make bench-language` prints the tables of benchmarks/README.md.

python -m benchmarks.language --evaluation FOLDER
"""

import platform
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks import big_text, quotations


@click.command()
@click.option("--evaluation", type=click.Path(path_type=Path, file_okay=False), help="The folder with the gold data.")
@click.option("--big/--no-big", default=True, help="Whether the million words are measured too.")
def main(evaluation: Path | None, *, big: bool) -> None:
    """Measure find_quotes, concordance, keyness and shared_phrases, and print the tables."""
    click.echo(f"{datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, {_processor()}\n")
    rows = list(quotations.measure_own())
    if evaluation is not None and evaluation.is_dir():
        rows += [*quotations.measure_corpus(evaluation), *quotations.measure_case(evaluation)]
    else:
        click.echo("The folder with the corpus is not here: its rows are left out.\n", err=True)
    click.echo("| on | measure | figure |\n| --- | --- | --- |")
    for row in rows:
        click.echo(f"| {' | '.join(row)} |")
    if big:
        click.echo("\n| what | words | seconds | peak memory, MB |\n| --- | --- | --- | --- |")
        for measured in big_text.measure():
            click.echo(f"| {measured.what} | {measured.words:,} | {measured.seconds:.1f} | {measured.peak_mb:,.0f} |")


def _processor() -> str:
    """Name the processor as the machine does."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
