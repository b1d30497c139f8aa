"""How far the coders agree on each code, before labels are merged and after."""

from collections.abc import Mapping
from math import isnan
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from attributed.agreement import Agreement, Level, agreement
from attributed.chart import Chart
from attributed.errors import KitError
from attributed.plots.guesses import DIAMOND, Guess, diamond, is_number, read_guess
from attributed.theme import INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.case import Case

Merge = Mapping[str, Mapping[str, str]]
"""Labels to be taken for others: code -> label -> label, e.g. {"certainty": {"BOOSTED": "BARE"}}."""

MERGE: Merge = {"certainty": {"BOOSTED": "BARE", "NA": "BARE"}, "frames": {"PROBLEM": "CAUSE"}}
"""What is merged unless another merge is asked for. Certainty: is there a hedge, yes or no? What is lost: whether a
claim is boosted, and whether there is a claim at all. Frames: what happened and who did it count as one job. What is
lost: a statement that names the harm and nobody behind it is no longer told from one that names the doer."""

GUIDES = (0.667, 0.8)
"""Krippendorff’s customary marks (Content Analysis; method: Hayes and Krippendorff 2007). They are conventions."""

_CODES = ("side", "voice", "object", "strategy", "link", "certainty", "frames")
_BEFORE, _AFTER = "#332288", "#117733"  # Tol (2021): colours that no side has


def plot_agreement(case: "Case", guess: Guess | None = None, *, merge: Merge = MERGE) -> Chart:
    """Draw Krippendorff’s alpha with its bootstrap interval for every code, before and after merging labels.

    Sets of labels (frames) are compared by MASI distance, and each of their labels alone as given or not.

    Args:
        case: the case; its coders’ passes are compared as they were made, before adjudication.
        guess: a reader’s guess of alpha by code, such as {"certainty": 0.6}, drawn as a diamond.
        merge: labels to be taken for others, by code.

    Raises:
        KitError: if the guess or the merge names a code or label that is not there, or a guess is no number up to 1.
    """
    rows = _rows(case, merge)
    guessed = read_guess(
        guess,
        list(rows.loc[rows["kind"] != "merged", "code"]),
        lambda number: is_number(number, -1, 1),
        form='{"certainty": 0.6}, an alpha for each code',
        expected="an alpha, a number up to 1",
    )
    figure = Figure(figsize=(6.8, 0.34 * len(rows) + 1.45), facecolor=PAPER)
    axes = figure.subplots()
    for guide in GUIDES:
        axes.axvline(guide, color="#999999", linewidth=1, linestyle=(0, (4, 3)), zorder=0)
        axes.text(guide, -0.85, f"{guide:.3f}".removeprefix("0"), ha="center", fontsize=11, color=INK)
    for place, (_, found, kind) in enumerate(rows.to_records(index=False)):
        _draw_row(axes, place, found, merged=kind == "merged")
    for code, number in guessed.items():
        place = rows.index[rows["code"] == code][0]
        axes.plot(number, place, clip_on=False, zorder=4, **DIAMOND)
    axes.set_yticks(range(len(rows)), rows["code"], fontsize=11, color=INK)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    ends = [end for found in rows["found"] for end in (found.low, found.alpha) if not isnan(end)]
    axes.set_xlim(min(0.3, *(end - 0.05 for end in ends), *guessed.values()), 1.0)
    axes.set_xlabel("Krippendorff’s alpha; 1 is full agreement, 0 what chance would give", fontsize=11, color=INK)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=11)
    axes.spines[["top", "right", "left"]].set_visible(False)
    handles = [
        Line2D([], [], color=_BEFORE, marker="o", ms=8, linewidth=2, label="as coded"),
        Line2D([], [], color=_AFTER, marker="s", ms=7, mfc=PAPER, mew=1.8, linewidth=2, label="labels merged"),
    ]
    if guessed:
        handles.append(diamond())
    figure.legend(handles=handles, loc="lower center", ncols=3, frameon=False, fontsize=11, borderpad=0.1)
    figure.subplots_adjust(
        left=0.33, right=0.92, top=1 - 0.36 / figure.get_figheight(), bottom=0.98 / figure.get_figheight()
    )
    return Chart(figure, _table(rows), _describe(rows))


def _rows(case: "Case", merge: Merge) -> pd.DataFrame:
    """Return a row for each line of the picture: its name, what was found, and its kind: coded, label or merged."""
    if not isinstance(merge, Mapping) or not all(isinstance(labels, Mapping) for labels in merge.values()):
        raise KitError(
            'merge= should look like {"certainty": {"BOOSTED": "BARE"}}: code, label, label that takes it in.'
        )
    if unknown := set(merge) - set(_CODES):
        raise KitError(f"merge= names the code {min(unknown)!r}; expected one of {', '.join(_CODES)}.")
    books = {book.column: book for book in case.codebooks.values()}
    rows: list[tuple[str, Agreement, str]] = []
    for code in filter(books.__contains__, _CODES):
        book, coded = books[code], case.coded_by(code)
        level: Level = "set" if book.kind == "set" else "nominal"
        rows.append((code, agreement(coded, level), "coded"))
        if taken := merge.get(code):
            for label in [*taken, *taken.values()]:
                if not isinstance(label, str) or label not in book.labels:
                    known = ", ".join(book.labels)
                    raise KitError(f"merge= names the label {label!r} of {code}; expected one of {known}.")
            merged = coded.map(lambda cell, taken=taken: _merged(cell, taken), na_action="ignore")
            rows.append((_merge_name(taken), agreement(merged, level), "merged"))
        if book.kind == "set":
            for label in book.labels:
                given = coded.map(lambda cell, label=label: label in cell.split("|"), na_action="ignore")
                rows.append((f"{label} alone", agreement(given), "label"))
    return pd.DataFrame(rows, columns=["code", "found", "kind"])


def _merged(cell: str, taken: Mapping[str, str]) -> str:
    return "|".join(dict.fromkeys(taken.get(label, label) for label in cell.split("|")))


def _merge_name(taken: Mapping[str, str]) -> str:
    """Name a merge by its labels: “↳ BARE = BOOSTED = NA”."""
    groups: dict[str, list[str]] = {}
    for label, into in taken.items():
        groups.setdefault(into, [into]).append(label)
    return "↳ " + ", ".join(" = ".join(labels) for labels in groups.values())


def _draw_row(axes: "Axes", place: int, found: Agreement, *, merged: bool) -> None:
    colour = _AFTER if merged else _BEFORE
    if not isnan(found.low):
        axes.plot([found.low, found.high], [place, place], color=colour, linewidth=2, solid_capstyle="butt", zorder=2)
    marker, size = ("s", 7) if merged else ("o", 8)
    face = PAPER if merged else colour
    axes.plot(found.alpha, place, marker, ms=size, mfc=face, mec=colour, mew=1.8, clip_on=False, zorder=3)
    axes.text(
        1.025, place, _short(found.alpha), transform=axes.get_yaxis_transform(), va="center", fontsize=11, color=INK
    )


def _short(figure: float) -> str:
    if isnan(figure):
        return "–"
    return f"{figure:.2f}".replace("0.", ".", 1)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    kinds = {"coded": "as coded", "merged": "labels merged", "label": "one label, given or not"}
    found = rows["found"]
    return pd.DataFrame(
        {
            "what": [kinds[kind] for kind in rows["kind"]],
            "alpha": [round(one.alpha, 3) for one in found],
            "low": [round(one.low, 3) for one in found],
            "high": [round(one.high, 3) for one in found],
            "statements": [one.units for one in found],
            "coders": [one.coders for one in found],
            "note": [one.note for one in found],
        },
        index=pd.Index(rows["code"], name="code"),
    )


def _describe(rows: pd.DataFrame) -> str:
    parts = [
        f"{code.removeprefix('↳ ')} {_short(found.alpha)} ({_short(found.low)} to {_short(found.high)})"
        + (", merged" if kind == "merged" else "")
        for code, found, kind in rows.to_records(index=False)
    ]
    return f"Krippendorff’s alpha with its 95 % interval, code by code: {'; '.join(parts)}."
