"""How far coders agree, as Krippendorff's alpha with an interval.

Alpha sets the disagreement that was observed against the disagreement to expect if the very same labels
had been dealt out at random: 1 is full agreement, 0 is what chance gives, below 0 is worse than chance.
It takes any number of coders and does not mind missing values.

Sources:
    Krippendorff, K. (2018). Content Analysis (4th ed.), on reliability: coincidences, nominal and
    ordinal distance.
    Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard reliability measure for
    coding data. Communication Methods and Measures 1(1), 77–89.
    Passonneau, R. J. (2006). Measuring agreement on set-valued items (MASI). LREC 2006: set distance.

The interval is this module's own choice, the plain percentile bootstrap over units. Hayes and Krippendorff
resample pairs of values instead, so theirs differs a little. There is no test against chance: two articles
are not a sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import escape
from math import isnan, nan
from numbers import Real
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from attributed.errors import KitError

Level = Literal["nominal", "ordinal", "set"]
Label: TypeAlias = "str | float | frozenset[object]"
Codings: TypeAlias = "pd.DataFrame | Mapping[str, Mapping[Any, object] | pd.Series[Any]]"
Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's alpha for one table of codings.

    Attributes:
        alpha: The coefficient; nan where it is undefined, and `note` says why.
        low: Lower end of the 95 % bootstrap interval; nan where there is none.
        high: Upper end of the same interval.
        units: Units with two values or more, the ones that alpha rests on.
        coders: Coders with a value in one of those units.
        level: "nominal", "ordinal" or "set".
        pairable: Values in those units.
        left_out: Units with one value or none, which cannot be compared.
        note: What is undefined or shaky, in whole sentences; empty if nothing is.
    """

    alpha: float
    low: float
    high: float
    units: int
    coders: int
    level: Level
    pairable: int
    left_out: int = 0
    note: str = ""

    def __str__(self) -> str:
        """Write the figure in one line, and the note, if there is one, in the next."""
        return f"{self._line()}\n{self.note}" if self.note else self._line()

    def _repr_html_(self) -> str:
        """Show a notebook the same words."""
        note = f"<br><small>{escape(self.note)}</small>" if self.note else ""
        return f"<p>{escape(self._line())}{note}</p>"

    def _line(self) -> str:
        figure = "α undefined" if isnan(self.alpha) else f"α = {_two_decimals(self.alpha)}"
        if not isnan(self.low):
            figure += f" (95 % interval {_two_decimals(self.low)} to {_two_decimals(self.high)})"
        return f"{figure}, {_count(self.units, 'unit')}, {_count(self.coders, 'coder')}, {self.level}"


def agreement(
    codings: Codings,
    level: Level = "nominal",
    *,
    order: Sequence[str | float] | None = None,
    draws: int = 2000,
    seed: int = 2021,
) -> Agreement:
    """Measure how far coders agree on the same units.

    A missing value is None, nan or, except at the level "set", the empty text. Blanks around a label do
    not count. pandas reads the label "NA" and an empty cell as missing unless the file is read with
    `keep_default_na=False`.

    Levels:
        nominal: two labels are the same or not.
        ordinal: labels are ranked. Numbers rank themselves; for other labels `order` lists every label
            from low to high. The distance between two labels grows with the number of values between them.
        set: a value is a set of labels, or text that joins them with "|". Two sets are as far apart as
            MASI says: near when one holds the other, far when they merely overlap, 1 when they share
            nothing. The empty set, also written "", is a value ("none of these labels applies") and
            agrees with itself; here only None and nan are missing.

    Args:
        codings: A table with one row a unit (its id in the index) and one column a coder; or, for each
            coder, a mapping or Series from unit id to label.
        level: "nominal", "ordinal" or "set".
        order: Every label from low to high, for the level "ordinal" only.
        draws: How often the units are resampled for the 95 % interval; 0 leaves the interval out.
        seed: Start of the random numbers. The same seed gives the same interval.

    Returns:
        Alpha and its interval. If every value is the same label, alpha is 0/0 and comes out as nan with a
        note: such a table cannot show whether the coders tell labels apart.

    Raises:
        KitError: An unknown level, fewer than two coders, a unit or coder that stands twice, a label of the
            wrong kind or not in `order`, or no unit with two values.
    """
    _check_settings(level, order, draws)
    units, coders, cells = _cells(codings)
    labels = [
        [_label(cell, level, unit, coder) for coder, cell in zip(coders, row, strict=True)]
        for unit, row in zip(units, cells, strict=True)
    ]
    ranked = _distinct_labels(labels, level, order, units, coders)

    rows = [row for row in labels if _given(row) > 1]
    if not rows:
        raise KitError(_nothing_to_compare(labels, units, coders))
    counts = _counts(rows, ranked)
    distances = None if level == "ordinal" else _distances(ranked)

    alpha = _alpha(counts, distances)
    spread = _bootstrap(counts, distances, draws, seed) if not isnan(alpha) else np.array([])
    defined = spread[~np.isnan(spread)]
    low, high = np.percentile(defined, [2.5, 97.5]).tolist() if defined.size else (nan, nan)

    silent = [coder for i, coder in enumerate(coders) if all(row[i] is None for row in rows)]
    left_out = len(labels) - len(rows)
    notes = [
        _note_on_undefined(alpha, rows),
        _note_on_dropped(spread.size - defined.size, spread.size),
        f"All {defined.size} resamples gave the same figure, so the interval says nothing about other units."
        if defined.size and np.ptp(defined) == 0
        else "",
        f"{_count(left_out, 'unit')} with fewer than two values left out." if left_out else "",
        f"Not counted, because no value of theirs can be compared: {_quoted(silent)}." if silent else "",
        _note_on_strangers(rows, coders) if level != "set" else "",
    ]
    return Agreement(
        alpha=alpha,
        low=low,
        high=high,
        units=len(rows),
        coders=len(coders) - len(silent),
        level=level,
        pairable=int(counts.sum()),
        left_out=left_out,
        note=" ".join(note for note in notes if note),
    )


# The measure


def _alpha(counts: Floats, distances: Floats | None) -> float:
    """Compute alpha from how many coders gave each label to each unit.

    Args:
        counts: Units by labels. Every row sums to two or more.
        distances: Labels by labels, zero on the diagonal; None for ordinal labels, whose distances follow
            from how often each label occurs.

    Returns:
        1 - observed / expected disagreement, nan where no disagreement could be expected.
    """
    partners = counts.sum(axis=1, keepdims=True) - 1
    # A value paired with itself lands on the diagonal. There the distance is zero: it need not be taken out.
    coincidences = counts.T @ (counts / partners)
    totals = counts.sum(axis=0)
    if distances is None:
        distances = _ordinal_distances(totals)
    expected = float(totals @ distances @ totals)
    if expected == 0:
        return nan
    observed = float((coincidences * distances).sum())
    return 1 - (float(totals.sum()) - 1) * observed / expected


def _bootstrap(counts: Floats, distances: Floats | None, draws: int, seed: int) -> Floats:
    """Compute alpha for `draws` tables made of units drawn with replacement; nan where it is undefined."""
    rng = np.random.default_rng(seed)
    units = len(counts)
    drawn = (rng.integers(units, size=units) for _ in range(draws))
    if distances is None:  # ordinal distances differ from table to table
        return np.array([_alpha(counts[rows], None) for rows in drawn])
    # Else a unit’s disagreement is the same in every table, and a table is its units and their labels, summed.
    within = ((counts @ distances) * counts).sum(axis=1) / (counts.sum(axis=1) - 1)
    table = np.column_stack([within, counts])
    sums = np.array([np.bincount(rows, minlength=units) @ table for rows in drawn]).reshape(draws, table.shape[1])
    observed, totals = sums[:, 0], sums[:, 1:]
    expected = ((totals @ distances) * totals).sum(axis=1)
    ratio = np.divide(observed, expected, out=np.full(draws, nan), where=expected != 0)
    alphas: Floats = 1 - (totals.sum(axis=1) - 1) * ratio
    return alphas


def _ordinal_distances(totals: Floats) -> Floats:
    """Square the number of values that lie between two labels, half of each label's own included.

    That sum is the difference between the labels' mean ranks (Krippendorff 2018, ordinal metric).
    """
    mean_rank = np.cumsum(totals) - totals / 2
    apart: Floats = (mean_rank[:, None] - mean_rank[None, :]) ** 2
    return apart


def _distances(labels: Sequence[Label]) -> Floats:
    """Set labels against each other: MASI for sets, else 0 for the same label and 1 for another."""
    return np.array([[_distance(a, b) for b in labels] for a in labels], dtype=np.float64)


def _distance(a: Label, b: Label) -> float:
    if a == b:
        return 0.0
    if not (isinstance(a, frozenset) and isinstance(b, frozenset)):
        return 1.0
    shared = len(a & b)
    jaccard = shared / len(a | b)
    monotonicity = 2 / 3 if shared == min(len(a), len(b)) else 1 / 3
    return 1 - jaccard * monotonicity


def _counts(rows: Sequence[Sequence[Label | None]], ranked: Sequence[Label]) -> Floats:
    """Count how many coders gave each label to each unit."""
    column = {label: i for i, label in enumerate(ranked)}
    counts = np.zeros((len(rows), len(ranked)))
    for unit, row in enumerate(rows):
        for label in row:
            if label is not None:
                counts[unit, column[label]] += 1
    return counts


# Reading the table


def _check_settings(level: str, order: Sequence[str | float] | None, draws: int) -> None:
    if level not in get_args(Level):
        raise KitError(
            f"agreement(): unknown level {level!r}. Use {_quoted(get_args(Level)[:-1])} or 'set'.",
        )
    if order is not None and level != "ordinal":
        raise KitError(
            f"agreement(): order= ranks labels at the level 'ordinal', but the level is {level!r}. "
            "Leave order= out or set level='ordinal'.",
        )
    if order is not None and (isinstance(order, str) or len(set(order)) != len(order)):
        raise KitError(
            f"agreement(): order= must be a list with each label once, from low to high. Found {order!r}.",
        )
    if draws < 0:
        raise KitError(f"agreement(): draws= must be 0 or more. Found {draws}.")


def _cells(codings: Codings) -> tuple[list[object], list[str], list[list[object]]]:
    """Take the table apart: the unit ids, the coders' names, and each unit's row of raw values."""
    units: list[object]
    if isinstance(codings, pd.DataFrame):
        units = codings.index.tolist()
        coders = [str(name) for name in codings.columns]
        cells = codings.to_numpy(dtype=object).tolist()
        _refuse_twice(units, "unit", "table")
    elif isinstance(codings, Mapping):
        by_coder = {str(coder): _one_coder(str(coder), given) for coder, given in codings.items()}
        coders = [str(coder) for coder in codings]
        units = list(dict.fromkeys(unit for given in by_coder.values() for unit in given))
        cells = [[by_coder[coder].get(unit) for coder in coders] for unit in units]
    else:
        raise KitError(
            "agreement(): expected a DataFrame with one row a unit and one column a coder, or a mapping from "
            f"coder to labels by unit id. Found {type(codings).__name__}.",
        )
    _refuse_twice(coders, "coder", "table")
    if len(coders) <= 1:
        found = _quoted(coders) or "none"
        raise KitError(
            f"agreement(): at least two coders are needed, one column for each. Found: {found}.",
        )
    return units, coders, cells


def _one_coder(coder: str, given: object) -> dict[object, object]:
    if not isinstance(given, (Mapping, pd.Series)):
        raise KitError(
            f"agreement(): expected coder {coder!r} to map unit ids to labels. Found {type(given).__name__}.",
        )
    pairs = list(given.items())
    _refuse_twice([unit for unit, _ in pairs], "unit", f"codings of {coder!r}")
    return dict(pairs)


def _refuse_twice(names: Sequence[object], what: str, where: str) -> None:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise KitError(
            f"agreement(): {what} {_quoted(twice[:5])} stands more than once in the {where}. "
            f"Each {what} must have a name of its own.",
        )


def _label(cell: object, level: Level, unit: object, coder: str) -> Label | None:
    """Read one value. None means that it is missing."""
    where = f"agreement(): unit {unit!r}, coder {coder!r}"
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return None
    if isinstance(cell, float | np.floating) and isnan(cell):
        return None
    if level == "set":
        if isinstance(cell, AbstractSet):
            return frozenset(cell)
        if isinstance(cell, str):
            return frozenset(part.strip() for part in cell.split("|") if part.strip())
        raise KitError(f"{where}: expected a set of labels, or text such as 'A|B'. Found {cell!r}.")
    if isinstance(cell, AbstractSet):
        raise KitError(f"{where}: found a set of labels. Use level='set' for values that are sets.")
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, Real | np.bool):
        return float(cell)
    raise KitError(f"{where}: expected a label that is text or a number. Found {cell!r}.")


def _distinct_labels(
    labels: Sequence[Sequence[Label | None]],
    level: Level,
    order: Sequence[str | float] | None,
    units: Sequence[object],
    coders: Sequence[str],
) -> list[Label]:
    """List the labels that occur, each once; at the level "ordinal" from low to high."""
    seen = dict.fromkeys(label for row in labels for label in row if label is not None)
    if level == "set":
        return list(seen)
    if order is not None:
        scale: list[Label] = [label.strip() if isinstance(label, str) else float(label) for label in order]
        _refuse_unranked(labels, scale, units, coders)
        return scale
    words = [label for label in seen if isinstance(label, str)]
    numbers = [label for label in seen if isinstance(label, float)]
    if words and numbers:
        raise KitError(
            f"agreement(): the labels mix text ({words[0]!r}) and numbers ({numbers[0]:g}), "
            "so that '1' and 1 would count as different. Read every coder's file with dtype=str.",
        )
    if words and level == "ordinal":
        raise KitError(
            "agreement(): labels that are text have no ranks of their own. Give order=[...] with every label "
            f"from low to high. Found {_quoted(sorted(words))}.",
        )
    return [*words, *sorted(numbers)]


def _refuse_unranked(
    labels: Sequence[Sequence[Label | None]],
    scale: Sequence[Label],
    units: Sequence[object],
    coders: Sequence[str],
) -> None:
    for unit, row in zip(units, labels, strict=True):
        for coder, label in zip(coders, row, strict=True):
            if label is not None and label not in scale:
                raise KitError(
                    f"agreement(): unit {unit!r}, coder {coder!r}: the label {_shown(label)} is not in "
                    f"order=, which has {', '.join(map(_shown, scale))}. "
                    "Add it where it belongs, or make it None if it is not on the scale.",
                )


# What to say about it


def _note_on_undefined(alpha: float, rows: Sequence[Sequence[Label | None]]) -> str:
    if not isnan(alpha):
        return ""
    only = next(label for label in rows[0] if label is not None)
    return (
        f"Every value is {_shown(only)}, so no disagreement could be expected and alpha is 0/0: "
        "such a table cannot show whether the coders tell labels apart."
    )


def _note_on_dropped(dropped: int, draws: int) -> str:
    if not dropped:
        return ""
    return (
        f"{dropped} of {draws} resamples held one label only, have no alpha and were dropped: "
        "one label outweighs the others, so take the interval with care."
    )


def _note_on_strangers(rows: Sequence[Sequence[Label | None]], coders: Sequence[str]) -> str:
    """Point at coders who share no label with anyone: an id column, or labels spelt differently."""
    used = [{row[i] for row in rows} - {None} for i in range(len(coders))]
    strangers = [
        coder
        for i, coder in enumerate(coders)
        if used[i] and not any(used[i] & other for j, other in enumerate(used) if j != i)
    ]
    if not strangers:
        return ""
    return (
        f"Used no label that another coder used: {_quoted(strangers)}. "
        "Check that each column is a coder and that the labels are spelt alike."
    )


def _nothing_to_compare(
    labels: Sequence[Sequence[Label | None]], units: Sequence[object], coders: Sequence[str]
) -> str:
    firsts = []
    for i, coder in enumerate(coders):
        first = next((unit for unit, row in zip(units, labels, strict=True) if row[i] is not None), None)
        firsts.append(f"{coder!r} has no value" if first is None else f"{coder!r} begins with unit {first!r}")
    return (
        "agreement(): no unit has values from two coders, so there is nothing to compare. "
        f"Check that all coders use the same unit ids: {'; '.join(firsts)}."
    )


def _given(row: Sequence[Label | None]) -> int:
    return sum(label is not None for label in row)


def _shown(label: Label) -> str:
    if isinstance(label, frozenset):
        return repr("|".join(sorted(map(str, label)))) if label else "the empty set"
    return repr(label) if isinstance(label, str) else f"{label:g}"


def _quoted(names: Sequence[object]) -> str:
    return ", ".join(repr(name) for name in names)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _two_decimals(figure: float) -> str:
    """Write a coefficient as the field does: .82, 1.00, −.05."""
    text = f"{abs(figure):.2f}".removeprefix("0")
    return f"−{text}" if round(figure, 2) < 0 else text
