"""Which texts of each camp share which phrases: a panel a camp, every cell of the same size."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.phrases import shared_by_camp
from attributed.plots.guesses import Guess, is_number, read_guess
from attributed.theme import INK, PAPER, Look, side_looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.case import Case

_LABELS = 2.95  # inches for the phrases on the left
_CELL = (0.31, 0.27)  # inches: every cell of every panel
_WIDEST = 6.8
_ABOVE = (0.12, 0.085)  # inches above a panel: at least, and more for each letter of the longest text name
_GAP = 0.12
_LEGEND = 0.42


def plot_phrases(case: "Case", guess: Guess | None = None, *, min_texts: int = 2) -> Chart:
    """Draw which texts of each camp share which phrases, one panel a camp.

    A panel has a column for each text of the camp that the case’s phrases name and a row for each phrase that stands
    in `min_texts` of them or more. Cells have one size: a panel is larger only if it has more texts or phrases.

    Args:
        case: the case to draw.
        guess: how many phrases a reader expects in each camp, such as {"China": 5}, written beside the count.
        min_texts: in how many texts of its camp a phrase stands at least.

    Raises:
        KitError: if the case has no phrases, `min_texts` is no whole number from 1 on, or the guess names a camp that
            is not there or is no number.
    """
    table = case.phrases
    if table.empty:
        raise KitError(f"{case.path / 'phrases.csv'} holds no phrase, so there is nothing to draw.")
    shared = shared_by_camp(table, min_texts)
    looks = side_looks(case)
    guessed = read_guess(
        guess,
        list(shared),
        is_number,
        form=f'{{"{next(iter(shared))}": 5}}, a number of phrases for each camp',
        expected="a number of phrases",
        unknown="names the camp {key!r}; expected one of {known}",
    )
    texts = {camp: table[table["camp"] == camp].drop_duplicates("fact").sort_values("fact") for camp in shared}
    names = {camp: [f"{row.fact} {row.text}" for row in rows.itertuples()] for camp, rows in texts.items()}
    above = {camp: _ABOVE[0] + _ABOVE[1] * max(map(len, names[camp])) for camp in shared}
    rows = {camp: max(len(phrases), 1) for camp, phrases in shared.items()}  # a panel without a row still says so
    width = max(_WIDEST, _LABELS + _CELL[0] * max(map(len, names.values())))
    height = sum(above.values()) + _CELL[1] * sum(rows.values()) + _GAP * (len(shared) - 1) + _LEGEND
    figure = Figure(figsize=(width, height), facecolor=PAPER)
    top = height
    for camp, phrases in shared.items():
        top -= above[camp]
        tall, wide = _CELL[1] * rows[camp], _CELL[0] * len(names[camp])
        axes = figure.add_axes((_LABELS / width, (top - tall) / height, wide / width, tall / height))
        _draw_panel(axes, phrases, names[camp], texts[camp], table[table["camp"] == camp], looks)
        said = [f"{_count(len(phrases), 'phrase')} in", _at_least(min_texts)]
        said += [f"your guess: {guessed[camp]:g}"] if camp in guessed else []
        for line, words in enumerate([camp, *said][::-1]):
            figure.text((_LABELS - 0.12) / width, (top + 0.2 + 0.2 * line) / height, words, fontsize=11, color=INK,
                        fontweight="bold" if words == camp else "normal", ha="right")  # fmt: skip
        if not phrases:
            axes.text(0.5, 0.5, "no phrase", transform=axes.transAxes, ha="center", va="center", fontsize=11, color=INK)
        top -= tall + _GAP
    sides = [side for side in looks if side in set(table["side"])]
    marks = [Line2D([], [], ls="none", ms=9, mec=INK, marker=looks[side].marker, mfc=looks[side].colour,
                    label=looks[side].name) for side in sides]  # fmt: skip
    figure.legend(handles=marks, loc="lower center", ncols=len(marks), frameon=False, fontsize=11, borderpad=0.2)
    matrix = _matrix(table, shared)
    return Chart(figure, matrix, _describe(shared, texts, min_texts))


def _draw_panel(  # noqa: PLR0913, PLR0917 - what a panel is made of
    axes: "Axes",
    phrases: list[str],
    names: list[str],
    texts: pd.DataFrame,
    places: pd.DataFrame,
    looks: Mapping[str, Look],
) -> None:
    axes.set_xlim(-0.5, len(names) - 0.5)
    axes.set_ylim(max(len(phrases), 1) - 0.5, -0.5)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=11, color=INK)
    axes.set_yticks(range(len(phrases)), phrases, fontsize=11, color=INK)
    axes.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False, pad=4)
    axes.set_xticks([n - 0.5 for n in range(len(names) + 1)], minor=True)
    axes.set_yticks([n - 0.5 for n in range(len(phrases) + 1)], minor=True)
    axes.grid(which="minor", color="#D0D0D0", linewidth=0.8)
    axes.tick_params(which="minor", length=0)
    axes.spines[:].set_visible(False)
    column = {fact: number for number, fact in enumerate(texts["fact"])}
    for place in places.drop_duplicates(["phrase", "fact"]).itertuples():
        if place.phrase in phrases:
            look = looks[str(place.side)]
            axes.plot(column[place.fact], phrases.index(str(place.phrase)), look.marker, ms=9, mfc=look.colour, mec=INK)


def _matrix(table: pd.DataFrame, shared: Mapping[str, list[str]]) -> pd.DataFrame:
    """Return a row for each camp and phrase: in how many texts, and in which."""
    rows = []
    for camp, phrases in shared.items():
        of_camp = table[table["camp"] == camp]
        for phrase in phrases:
            places = of_camp[of_camp["phrase"] == phrase].drop_duplicates("fact").sort_values("fact")
            named = ", ".join(f"{place.fact} {place.text}" for place in places.itertuples())
            rows.append((camp, phrase, len(places), named))
    return pd.DataFrame(rows, columns=["camp", "phrase", "texts", "which"]).set_index(["camp", "phrase"])


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _at_least(min_texts: int) -> str:
    return _count(min_texts, "text") + " or more"


def _describe(shared: Mapping[str, list[str]], texts: Mapping[str, pd.DataFrame], min_texts: int) -> str:
    camps = [
        f"{camp}: {_count(len(phrases), 'phrase')} in {_at_least(min_texts)} of {len(texts[camp])}"
        + (f", first “{phrases[0]}”" if phrases else "")
        for camp, phrases in shared.items()
    ]
    filled = "Every panel is filled. " if all(shared.values()) else ""
    return f"Matrix of phrases by text, a panel for each camp with cells of one size. {filled}{'; '.join(camps)}."
