"""What a class's marks show: how the points lie, how hard each item was, and which wrong answers were common."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attributed.exercises.key import Item
from attributed.exercises.states import GROUP_OF
from attributed.grading.graded import GradedSubmission, MarkedAnswer

FEWEST = 10
"""Of fewer submissions than these no item-rest correlation is given."""
MOST_ANSWERS = 5
"""So many common wrong answers of an item are listed."""
OWN_WORDS = {"report", "brief", "text"}
"""Kinds that are answered in a student's own words: nobody else's answer is the same, and no table should show it."""
BANDS = 10
VERDICTS = ("right", "partly", "wrong", "open", "error")
"""What the shares of an item tell apart; an answer that cannot be read counts as wrong."""


@dataclass(frozen=True)
class Spread:
    """How the points of a class lie; `count` is how many submissions they are of."""

    count: int
    mean: float
    lowest: float
    lower: float
    median: float
    upper: float
    highest: float


@dataclass(frozen=True)
class WrongAnswer:
    """An answer that several students gave and that earned less than full points."""

    answer: str
    students: int
    points: float
    says: tuple[str, ...]


@dataclass(frozen=True)
class ItemFigures:
    """What a class made of one item.

    `facility` is the share of its points earned on average, `item_rest` the item-rest correlation; each is None where
    there is too little to compute it from. `shares` are those of the verdicts.
    """

    item: Item
    count: int
    facility: float | None
    item_rest: float | None
    shares: Mapping[str, float]
    wrong: tuple[WrongAnswer, ...]


def spread(points: Sequence[float]) -> Spread | None:
    """Return mean, quartiles and extremes of the points of a class; None if there are none.

    The quartiles are those of the class itself, not an estimate for a larger one (`statistics.quantiles`, inclusive).
    """
    if not points:
        return None
    lower, median, upper = statistics.quantiles(points, method="inclusive") if len(points) > 1 else [*points] * 3
    return Spread(len(points), statistics.fmean(points), min(points), lower, median, upper, max(points))


def distribution(points: Iterable[float], of: float) -> list[int]:
    """Count submissions in ten equal bands of the points; full points belong to the last."""
    bands = Counter(min(int(BANDS * one / of + 1e-9), BANDS - 1) for one in points)
    return [bands[band] for band in range(BANDS)]


def band_names() -> list[str]:
    """Name the bands of a distribution in per cent: “0–9” to “90–100”."""
    edges = [round(100 * band / BANDS) for band in range(BANDS + 1)]
    return [f"{low}–{high - (high < edges[-1])}" for low, high in pairwise(edges)]


def item_figures(items: Iterable[Item], submissions: Iterable[GradedSubmission]) -> list[ItemFigures]:
    """Return the figures of every item; a submission that could not be marked has no items and counts for nothing."""
    graded = list(submissions)
    return [_figures(item, graded) for item in items]


def item_rest(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return the correlation of an item's points with the rest of the points, its discrimination.

    With the item left out of the total, an item does not correlate with itself (Guilford 1953, “The correlation of an
    item with a composite of the remaining items in a test”, Educational and Psychological Measurement 13, 87–93;
    Henrysson 1963, “Correction of item-total correlations in item analysis”, Psychometrika 28, 211–218).

    Args:
        pairs: for each student the points of the item, and those of all other items together.

    Returns:
        Pearson's coefficient; None for fewer than ten students, or where the item or the rest is the same for all.
    """
    own, rest = [round(one, 4) for one, _ in pairs], [round(one, 4) for _, one in pairs]
    if len(pairs) < FEWEST or len(set(own)) == 1 or len(set(rest)) == 1:
        return None
    return statistics.correlation(own, rest)


def _figures(item: Item, graded: list[GradedSubmission]) -> ItemFigures:
    answers = {one.student: mark for one in graded for mark in one.items if mark.item == item.number}
    points = [mark.points for mark in answers.values()]
    verdicts = Counter(GROUP_OF.get(mark.verdict, mark.verdict) for mark in answers.values())
    totals = {one.student: one.points for one in graded}
    return ItemFigures(
        item=item,
        count=len(answers),
        facility=statistics.fmean(points) / item.points if points and item.points else None,
        item_rest=item_rest([(mark.points, totals[who] - mark.points) for who, mark in answers.items()]),
        shares={name: verdicts[name] / len(answers) if answers else 0.0 for name in VERDICTS},
        wrong=() if item.kind in OWN_WORDS else _common(answers),
    )


def _common(answers: Mapping[str, MarkedAnswer]) -> tuple[WrongAnswer, ...]:
    """Return the answers below full points that at least two students gave, the most frequent first."""
    alike: defaultdict[tuple[str, float, tuple[str, ...]], int] = defaultdict(int)
    for mark in answers.values():
        if mark.answer and mark.points < mark.of and mark.verdict != "open":
            alike[mark.answer, mark.points, mark.says] += 1
    found = [WrongAnswer(text, count, points, says) for (text, points, says), count in alike.items() if count > 1]
    return tuple(sorted(found, key=lambda one: (-one.students, one.answer))[:MOST_ANSWERS])
