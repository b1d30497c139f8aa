"""The pictures of the lessons; each function returns a `Chart`."""

from collections.abc import Mapping
from types import EllipsisType
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.quoted import quoted_words
from attributed.theme import INK, PAPER, side_looks

if TYPE_CHECKING:
    from attributed.case import Case

Guess = Mapping[str, Mapping[str, float | EllipsisType]]
"""A reader’s guess: side -> article -> number of words, e.g. {"CHINA": {"dawn": 50}}; dots are no guess."""


def plot_quoted_words(case: "Case", guess: Guess | None = None, *, headlines: bool = False) -> Chart:
    """Draw how many quoted words each side gets in each article.

    Args:
        case: the case to draw.
        guess: a reader’s guess, drawn as a diamond over the bars it is about.
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
    guessed = _guess_table(guess or {}, table)
    figure = Figure(figsize=(6.8, 0.5 * len(table) * len(case.articles) + 1.5), facecolor=PAPER)
    axes = figure.subplots()
    ticks: list[float] = []
    names: list[str] = []
    place = 0.0
    for key, article in case.articles.items():
        for side, count in table[key].items():
            look = looks[str(side)]
            axes.barh(place, count, height=0.72, color=look.colour, hatch=look.hatch, edgecolor=PAPER, linewidth=0)
            axes.text(count + 1.5, place, str(count), va="center", color=INK, fontsize=11)
            if (number := dict(guessed[key])[side]) >= 0:  # nan where nothing was guessed
                axes.plot(number, place, marker="D", ms=9, mfc=PAPER, mec=INK, mew=1.6, clip_on=False)
            ticks.append(place)
            names.append(look.name)
            place += 1
        axes.text(-0.01, ticks[-len(table)] - 0.85, article.outlet, transform=axes.get_yaxis_transform(),
                  ha="right", va="center", fontsize=11, fontweight="bold", color=INK)  # fmt: skip
        place += 1.2
    axes.set_yticks(ticks, names, fontsize=11)
    axes.set_ylim(place - 1.4, -1.4)
    axes.set_xlim(0, max(float(table.to_numpy().max()), float(guessed.fillna(0).to_numpy().max())) * 1.12)
    axes.set_xlabel("words inside quotation marks" + ("" if headlines else " (body of the article)"), fontsize=11)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    if guess and not guessed.notna().any(axis=None):
        axes.text(1, 0.02, "no guess written down yet", transform=axes.transAxes, ha="right", fontsize=11, color=INK)
    elif guess:
        diamond = Line2D([], [], marker="D", ms=9, mfc=PAPER, mec=INK, mew=1.6, linestyle="none", label="your guess")
        axes.legend(handles=[diamond], loc="lower right", frameon=False, fontsize=11)
    shown = table.rename(index={side: look.name for side, look in looks.items()})
    shown = shown.rename(columns={key: article.outlet for key, article in case.articles.items()})
    return Chart(figure, shown.rename_axis(index="side", columns="quoted words"), _describe(case, table, headlines))


def _guess_table(guess: Guess, table: pd.DataFrame) -> pd.DataFrame:
    """Return the guess in the shape of the table, nan where nothing was guessed."""
    guessed = pd.DataFrame(float("nan"), index=table.index, columns=table.columns)
    if not isinstance(guess, Mapping) or not all(isinstance(counts, Mapping) for counts in guess.values()):
        raise KitError(
            'Your guess should look like {"CHINA": {"independent": 50, "dawn": 50}}, a number for each article.'
        )
    for side, counts in guess.items():
        if side not in table.index:
            raise KitError(f"Your guess names the side {side!r}; expected one of {', '.join(table.index)}.")
        for article, count in counts.items():
            if article not in table.columns:
                raise KitError(f"Your guess names {article!r}; expected one of {', '.join(table.columns)}.")
            if count is ...:  # the dots of a lesson that nobody has filled in yet
                continue
            if isinstance(count, bool) or not isinstance(count, int | float) or not 0 <= count < float("inf"):
                raise KitError(f"Your guess for {side} in {article} is {count!r}; expected a number of words.")
            guessed.loc[side, article] = float(count)
    return guessed


def _describe(case: "Case", table: pd.DataFrame, headlines: bool) -> str:  # noqa: FBT001 - private
    looks = side_looks(case)
    where = "headlines included" if headlines else "headlines left out"
    articles = [
        f"{case.articles[key].outlet}: "
        + ", ".join(f"{looks[str(side)].name} {count}" for side, count in table[key].items() if count)
        for key in table.columns
    ]
    return f"Bar chart of words inside quotation marks by side and article, {where}. {'; '.join(articles)}."
