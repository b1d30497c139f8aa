"""What a guesser earns who knows the form of every answer and nothing else: `make bench-guessing` prints it by set.

Each draw answers every item at random: one of the options, a subset of them, a label for each statement, an order, a
number from 0 to 20, some words of a statement in a row, words of the case for a text, a function that always gives
the same. The key marks what was drawn; the figure is the mean of many draws, with its standard error.

python -m benchmarks.guessing
"""

import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from attributed.case import Case, load_case
from attributed.exercises.checker import Checker
from attributed.exercises.key import Item, Key, read_key

ROOT = Path(__file__).resolve().parents[1]
DRAWS, SEED, BOUND = 400, 2021, 0.35
_MOST = 20


def _choice(item: Item, _: Case, dice: random.Random) -> str:
    options: list[str] = list(item.spec["options"])
    return dice.choice(options)


def _choices(item: Item, _: Case, dice: random.Random) -> list[str]:
    """Draw a set of letters, each in or out, until there is one."""
    options = list(item.spec["options"])
    while True:
        if drawn := [key for key in options if dice.random() < 0.5]:  # noqa: PLR2004 - a coin
            return drawn


def _codes(item: Item, case: Case, dice: random.Random) -> dict[str, Any]:
    parts = item.spec["words"] if item.kind == "wordcodes" else item.spec["statements"]
    return {key: dice.choice(item.spec["labels"]) for key in parts} | _sets(item, case, dice)


def _sets(item: Item, case: Case, dice: random.Random) -> dict[str, list[str]]:
    """Draw a set of labels for each statement, where the codebook wants sets."""
    if case.codebooks[item.spec["codebook"]].kind != "set":
        return {}
    labels = item.spec["labels"]
    return {key: dice.sample(labels, dice.randint(1, len(labels))) for key in item.spec["statements"]}


def _order(item: Item, _: Case, dice: random.Random) -> list[str]:
    options = list(item.spec["options"])
    return dice.sample(options, len(options))


def _number(item: Item, _: Case, dice: random.Random) -> Any:  # noqa: ANN401 - one or several
    """Draw whole numbers, or shares of one where one is accepted."""
    accept = item.spec["accept"]

    def draw(accepted: float) -> float:
        return dice.randint(0, _MOST) if float(accepted).is_integer() else round(dice.random(), 2)

    return {part: draw(accept[part]) for part in item.spec["parts"]} if item.spec.get("parts") else draw(accept)


def _run_of_words(case: Case, key: str, dice: random.Random) -> str:
    words = [word for word in str(case.statements["text"][key]).split() if any(map(str.isalnum, word))]
    length = dice.randint(1, min(4, len(words)))
    start = dice.randint(0, len(words) - length)
    return " ".join(words[start : start + length])


def _words(item: Item, case: Case, dice: random.Random) -> dict[str, Any]:
    return {key: _run_of_words(case, key, dice) for key in item.spec["statements"]}


def _judging(item: Item, case: Case, dice: random.Random) -> dict[str, list[str]]:
    return {key: [_run_of_words(case, key, dice) for _ in range(dice.randint(1, 3))] for key in item.spec["statements"]}


def _text(item: Item, case: Case, dice: random.Random) -> str:
    """Draw a text of a fitting length from the words of the statements."""
    words = " ".join(case.statements["text"]).split()
    return " ".join(dice.choices(words, k=dice.randint(item.spec["least_words"], item.spec["most_words"])))


def _function(_: Item, __: Case, dice: random.Random) -> Callable[[str], Any]:
    value: Any = dice.choice([0, 1, "", [], None, {}])
    name = "\n".join(("def drawn(text):", f"    return {value!r}"))
    made: dict[str, Any] = {}
    exec(name, made)  # noqa: S102 - six constants
    return made["drawn"]  # type: ignore[no-any-return]


DRAW: Mapping[str, Callable[[Item, Case, random.Random], Any]] = {
    "brief": _text,
    "choice": _choice,
    "choices": _choices,
    "codes": _codes,
    "function": _function,
    "judging": _judging,
    "number": _number,
    "order": _order,
    "report": _text,
    "wordcodes": _codes,
    "words": _words,
}
"""Kind of item -> an answer of the right form, drawn at random."""


@dataclass(frozen=True)
class Guess:
    """What a guesser earns in one set, as shares of its points: the mean, its standard error, and the best draw."""

    set: str
    mean: float
    error: float
    best: float


def guess(key: Key, draws: int = DRAWS, seed: int = SEED) -> Guess:
    """Answer a whole set at random many times, and mark it by its key."""
    case, dice = load_case(key.case), random.Random(seed)  # noqa: S311 - no secret
    check = Checker(key, "grading", case)
    scores = [
        sum(float(check(number, DRAW[item.kind](item, case, dice))) for number, item in key.items.items()) / key.points
        for _ in range(draws)
    ]
    mean = math.fsum(scores) / draws
    spread = math.sqrt(math.fsum((score - mean) ** 2 for score in scores) / (draws - 1))
    return Guess(key.set, mean, spread / math.sqrt(draws), max(scores))


def keys() -> Iterator[Key]:
    """Read the key of every set."""
    for path in sorted((ROOT / "solutions").glob("*/key.toml")):
        yield read_key(path)


@click.command()
@click.option("--draws", default=DRAWS, show_default=True, help="How often each set is answered.")
def main(draws: int) -> None:
    """Print what a random guesser earns, set by set."""
    click.echo(f"| set | mean of {draws} draws | standard error | best draw | bound |\n| --- | --- | --- | --- | --- |")
    for key in keys():
        found = guess(key, draws)
        click.echo(f"| {found.set} | {found.mean:.1%} | {found.error:.1%} | {found.best:.1%} | {BOUND:.0%} |")


if __name__ == "__main__":
    main()
