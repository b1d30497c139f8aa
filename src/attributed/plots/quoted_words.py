"""Whose words are quoted: how many of each side, in each article."""

from collections.abc import Mapping
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.plots.guesses import DIAMOND, NO_GUESS, Guess, diamond, is_number, read_guess
from attributed.quoted import quoted_words
from attributed.theme import INK, PAPER, side_looks
from attributed.trace import outlets

if TYPE_CHECKING:
    from attributed.case import Case

_NAME = 24
"""Letters of a side’s name that stand on one line."""


def plot_quoted_words(case: "Case", guess: Mapping[str, Guess] | None = None, *, headlines: bool = False) -> Chart:
    """Draw how many quoted words each side gets in each article.

    Args:
        case: the case to draw.
        guess: a reader’s guess by side and article, such as {"CHINA": {"dawn": 50}}, drawn as a diamond over the bars
            it is about.
        headlines: whether headline and subhead count too.

    Raises:
        KitError: if no statement has a side yet, or the guess names a side or an article that is not there, or is
            not a number of words.
    """
    table = quoted_words(case, headlines=headlines)
    if table.empty:
        raise KitError(
            f"No side has a quoted word in “{case.title}”. Give the statements their sides first: the column side of "
            "statements.csv."
        )
    looks = side_looks(case)
    guessed = _guess_table(guess, table)
    figure = Figure(figsize=(6.8, 0.5 * len(table) * len(case.articles) + 1.5), facecolor=PAPER)
    axes = figure.subplots()
    ticks: list[float] = []
    names: list[str] = []
    place = 0.0
    titles = outlets(case)
    for key in case.articles:
        for side, count in table[key].items():
            look = looks[str(side)]
            axes.barh(place, count, height=0.72, color=look.colour, hatch=look.hatch, edgecolor=PAPER, linewidth=0)
            axes.text(count + 1.5, place, str(count), va="center", color=INK, fontsize=11)
            if (number := dict(guessed[key])[side]) >= 0:  # nan where nothing was guessed
                axes.plot(number, place, clip_on=False, **DIAMOND)
            ticks.append(place)
            names.append(fill(look.name, _NAME, max_lines=2, placeholder="…"))
            place += 1
        axes.text(-0.01, ticks[-len(table)] - 0.85, titles[key], transform=axes.get_yaxis_transform(),
                  ha="right", va="center", fontsize=11, fontweight="bold", color=INK)  # fmt: skip
        place += 1.2
    axes.set_yticks(ticks, names, fontsize=11)
    axes.set_ylim(place - 1.4, -1.4)
    axes.set_xlim(0, max(float(table.to_numpy().max()), float(guessed.fillna(0).to_numpy().max())) * 1.12)
    axes.set_xlabel("words inside quotation marks" + ("" if headlines else " (body of the article)"), fontsize=11)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    if guess and not guessed.notna().any(axis=None):
        axes.text(1, 0.02, NO_GUESS, transform=axes.transAxes, ha="right", fontsize=11, color=INK)
    elif guess:
        axes.legend(handles=[diamond()], loc="lower right", frameon=False, fontsize=11)
    shown = table.rename(index={side: look.name for side, look in looks.items()})
    shown = shown.rename(columns=titles)
    return Chart(figure, shown.rename_axis(index="side", columns="quoted words"), _describe(case, table, headlines))


def _guess_table(guess: Mapping[str, Guess] | None, table: pd.DataFrame) -> pd.DataFrame:
    """Return the guess in the shape of the table, nan where nothing was guessed."""
    guessed = pd.DataFrame(float("nan"), index=table.index, columns=table.columns)
    example = ", ".join(f'"{article}": 50' for article in table.columns)
    form = f'{{"{table.index[0]}": {{{example}}}}}, a number for each article'
    by_side = read_guess(
        guess,
        list(table.index),
        lambda counts: isinstance(counts, Mapping),
        form=form,
        expected=f"numbers by article, as in {form}",
        unknown="names the side {key!r}; expected one of {known}",
    )
    for side, counts in by_side.items():
        found = read_guess(counts, list(table.columns), is_number, form=form, expected="a number of words")
        for article, count in found.items():
            guessed.loc[side, article] = float(count)
    return guessed


def _describe(case: "Case", table: pd.DataFrame, headlines: bool) -> str:  # noqa: FBT001 - private
    looks = side_looks(case)
    where = "headlines included" if headlines else "headlines left out"
    articles = [
        f"{name}: " + ", ".join(f"{looks[str(side)].name} {count}" for side, count in table[key].items() if count)
        for key, name in outlets(case).items()
    ]
    return f"Bar chart of words inside quotation marks by side and article, {where}. {'; '.join(articles)}."
