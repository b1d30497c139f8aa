"""What a sentiment score sees of two sides, and what three questions to their judging words see."""

from collections import Counter
from collections.abc import Iterable
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.sentiment import sentiment_score, signed
from attributed.statements import expect_statement
from attributed.theme import INK, PAPER, Look, side_looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.case import Case

_LABELS = ("TRUTH", "CONDUCT")
_NO_SCORE = 1.55
"""Where on the axis of scores those statements stand that have none."""

Places = Counter[tuple[str, float]]
"""Side and place on an axis -> how many."""


def plot_sentiment(case: "Case", ids: Iterable[str] | None = None) -> Chart:
    """Draw the sentiment score of statements by side, and beneath it the object of their TRUTH and CONDUCT words.

    A disc is as large as the number in it: above, of statements; below, of words that are a source’s.

    Args:
        case: the case to draw.
        ids: the statements; all that are not the narrator’s, if you name none.

    Raises:
        KitError: if there is no statement of that id, or none of a side.
    """
    statements = _statements(case, ids)
    looks = {side: look for side, look in side_looks(case).items() if side in set(statements["side"])}
    sides = list(looks)
    values = [sentiment_score(text).value for text in statements["text"]]
    scores: Places = Counter(
        (side, _NO_SCORE if value is None else round(value, 2))
        for side, value in zip(statements["side"], values, strict=True)
    )
    words = case.words
    own = (words["owner"] == "source") & words["label"].isin(_LABELS)
    words = words[own & words["statement"].isin(statements.index) & words["side"].isin(sides)]
    kinds = _kinds(case, words)
    judged: Places = Counter(
        (side, float(kinds.index((label, about))))
        for side, label, about in zip(words["side"], words["label"], words["about"], strict=True)
    )
    panel, under, over = 0.5 * len(sides) + 0.1, 0.72, 0.38  # inches: a panel, what is written under it and over it
    height = 2 * (panel + under + over)
    figure = Figure(figsize=(6.8, height), facecolor=PAPER)
    upper, lower = (
        figure.add_axes((0.185, (bottom + under) / height, 0.81, panel / height)) for bottom in (height / 2, 0)
    )
    for axes, places in ((upper, scores), (lower, judged)):
        _draw_discs(axes, places, looks)
    upper.set_title("What a sentiment score sees: statements", loc="left", fontsize=12, fontweight="bold", color=INK)
    upper.set_xlim(-1.3, 1.95)
    ticks = [-1, -0.5, 0, 0.5, 1, _NO_SCORE]
    upper.set_xticks(ticks, ["−1\nnegative", "−0.5", "0", "+0.5", "+1\npositive", "no\nscore"], fontsize=11)
    upper.axvline(0, color="#D0D0D0", linewidth=1, zorder=0)
    upper.axvline((1.15 + _NO_SCORE) / 2 - 0.05, color="#D0D0D0", linewidth=1, linestyle=":", zorder=0)
    lower.set_title("What three questions see: judging words", loc="left", fontsize=12, fontweight="bold", color=INK)
    lower.set_xlim(-0.5, max(len(kinds), 1) - 0.5)
    names = [f"{label}\nabout\n{fill(about.replace('_', ' '), 11)}" for label, about in kinds]
    lower.set_xticks(range(len(kinds)), names, fontsize=11)
    if not kinds:
        lower.text(0.5, 0.5, "no TRUTH or CONDUCT word", transform=lower.transAxes, ha="center", fontsize=11, color=INK)
    table = _table(looks, scores, judged, kinds)
    return Chart(figure, table, _describe(looks, scores, judged, kinds))


def _statements(case: "Case", ids: Iterable[str] | None) -> pd.DataFrame:
    """Return the statements that were asked for, of sides that are no narrator."""
    statements = case.statements
    if ids is not None:
        wanted = [ids] if isinstance(ids, str) or not isinstance(ids, Iterable) else list(ids)
        for key in wanted:
            expect_statement(statements, key)
        statements = statements.loc[wanted]
    statements = statements[(statements["side"] != "NARRATOR") & statements["side"].isin(side_looks(case))]
    if statements.empty:
        raise KitError("There is no statement of a side to draw: expected one that is not the narrator’s.")
    return statements


def _kinds(case: "Case", words: pd.DataFrame) -> list[tuple[str, str]]:
    """Return every pair of label and object that occurs, in the order of the codebooks."""
    there = set(zip(words["label"], words["about"], strict=True))
    objects = list(case.codebooks["object"].labels)
    return sorted(there, key=lambda kind: (objects.index(kind[1]), _LABELS.index(kind[0])))


def _draw_discs(axes: "Axes", places: Places, looks: dict[str, Look]) -> None:
    """Draw a disc for every place, in the row of its side."""
    sides = list(looks)
    for (side, place), count in places.items():
        look = looks[side]
        pale = tuple(0.3 * part + 0.7 for part in to_rgb(look.colour))
        height = sides.index(side)
        axes.scatter([place], [height], s=240 + 22 * count, color=[pale], edgecolors=look.colour, linewidths=1.8,
                     zorder=2, clip_on=False)  # fmt: skip
        axes.text(place, height, str(count), ha="center", va="center_baseline", fontsize=11, color=INK, zorder=3)
    axes.set_ylim(len(sides) - 0.4, -0.65)
    axes.set_yticks(
        range(len(sides)), [fill(look.name, 16, max_lines=2, placeholder="…") for look in looks.values()], fontsize=11
    )
    axes.hlines(range(len(sides)), *(-9, 9), color="#EFEFEF", linewidth=1, zorder=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="both", length=0, labelcolor=INK)


def _score_name(place: float) -> str:
    return "no score" if place == _NO_SCORE else f"score {signed(place)}"


def _table(looks: dict[str, Look], scores: Places, judged: Places, kinds: list[tuple[str, str]]) -> pd.DataFrame:
    places = sorted({place for _, place in scores})
    columns = {_score_name(place): [scores[side, place] for side in looks] for place in places}
    for number, (label, about) in enumerate(kinds):
        columns[f"{label} about {about}"] = [judged[side, float(number)] for side in looks]
    return pd.DataFrame(columns, index=pd.Index([look.name for look in looks.values()], name="side"))


def _describe(looks: dict[str, Look], scores: Places, judged: Places, kinds: list[tuple[str, str]]) -> str:
    """Say side by side how many statements have which score, and how many words judge what."""
    places = sorted({place for _, place in scores})
    above = [
        f"{look.name} " + ", ".join(f"{_score_name(p)} {scores[side, p]}" for p in places if scores[side, p])
        for side, look in looks.items()
    ]
    below = [
        f"{look.name} "
        + (
            ", ".join(f"{kinds[n][0]} about {kinds[n][1]} {judged[side, float(n)]}" for n in range(len(kinds))
                      if judged[side, float(n)]) or "none"
        )
        for side, look in looks.items()
    ]  # fmt: skip
    return (
        f"Two panels by side. Above, statements by sentiment score: {'; '.join(above)}. "
        f"Below, judging words by label and object: {'; '.join(below)}."
    )
