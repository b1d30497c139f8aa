"""Who spoke on which day: events in a column for each day and a lane for each side."""

import re
from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.theme import INK, PAPER, Look, side_looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.case import Case

_PRESS = "articles"
_OTHERS = "others"
_OWN = {_OTHERS: Look("Others", "#777777", "", "X"), _PRESS: Look("Articles", "#FFFFFF", "", "*")}
"""How the lanes look that are no side."""

_MOST_DAYS = 7
_LONGEST = 24
_ROW = 0.27
"""Inches for one event."""


def plot_days(case: "Case", first: str, last: str) -> Chart:
    """Draw the events of a few days: a column a day, a lane a side, the articles in a lane of their own.

    Events are the case’s facts that have a line for the timeline or a row in phrases.csv or official.csv; a side
    is known from these two files, and an event without one stands with the others. The lane that was through first
    stands first. The order within a day is that of the ids, for facts have dates and no hours. A date that
    `confidence` calls into doubt, or that spans days, is drawn hollow.

    Args:
        case: the case to draw.
        first: the first day, "2021-07-19".
        last: the last day; a week at most.

    Raises:
        KitError: if a day is no date, the days run backwards or are more than a week, or nothing happened.
    """
    days = _days(first, last)
    events = _events(case, days)
    if events.empty:
        raise KitError(f"The case has no event from {first} to {last}.")
    looks = {**side_looks(case), **_OWN}
    begun = events.groupby("lane")["ends"].min()
    lanes = sorted(set(events["lane"]), key=lambda lane: (begun[lane], list(looks).index(lane)))
    height = _ROW * (len(events) + 1.25 * len(lanes)) + 0.95
    figure = Figure(figsize=(6.8, height), facecolor=PAPER)
    axes = figure.add_axes((0.005, 0.42 / height, 0.99, (height - 0.87) / height))
    place = 0.0
    for lane in lanes:
        axes.axhline(place - 0.1, color="#BBBBBB", linewidth=0.8)
        axes.text(-0.47, place + 0.45, looks[lane].name, fontsize=11, fontweight="bold", color=INK, va="center")
        place += 0.25
        for event in events[events["lane"] == lane].to_dict("records"):
            place += 1
            _draw_event(axes, place, event, looks[lane], days)
        place += 1.0
    axes.set_ylim(place + 0.1, -0.2)
    axes.set_xlim(-0.5, len(days) - 0.5)
    axes.set_xticks(
        range(len(days)), [f"{day.day} {day:%B}" for day in days], fontsize=11, fontweight="bold", color=INK
    )
    axes.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False)
    axes.set_yticks([])
    for edge in range(1, len(days)):
        axes.axvline(edge - 0.5, color="#BBBBBB", linewidth=0.8)
    axes.spines[:].set_visible(False)
    if (events["sure"] == "no").any():
        hollow = Line2D(
            [], [], ls="none", marker="o", ms=9, mfc=PAPER, mec=INK, mew=1.6, label="date inferred, or a span of days"
        )
        figure.legend(handles=[hollow], loc="lower center", frameon=False, fontsize=11, borderpad=0.2)
    shown = events.assign(side=events["lane"].map(lambda lane: looks[lane].name)).drop(columns=["lane", "sure"])
    columns = ["date", "side", "text", "fact", "confidence"]
    return Chart(
        figure, shown[columns].set_index("date"), _describe(events, {lane: looks[lane].name for lane in lanes}, days)
    )


def _days(first: str, last: str) -> list[date]:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except (TypeError, ValueError) as error:
        raise KitError(f'Expected two days like "2021-07-19"; found {first!r} and {last!r}.') from error
    if not 0 <= (end - start).days < _MOST_DAYS:
        raise KitError(f"Expected a first day and a last one, at most {_MOST_DAYS} days; found {first} to {last}.")
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def _events(case: "Case", days: list[date]) -> pd.DataFrame:
    """Return what happened on these days: date, its first and last day, lane, text, fact, confidence, sure."""
    sides = dict(zip(case.official["fact"], case.official["side"], strict=True))
    names = dict(zip(case.official["fact"], case.official["actor"], strict=True))
    sides |= dict(zip(case.phrases["fact"], case.phrases["side"], strict=True))
    names |= dict(zip(case.phrases["fact"], case.phrases["text"], strict=True))
    rows = []
    for fact, row in case.facts.iterrows():
        begins, ends = span_of(row["date"])
        if begins is None or ends is None or ends < days[0] or begins > days[-1]:
            continue
        if not row["line"] and fact not in sides:
            continue
        doubted = re.search(r"\bdate\b", row["confidence"]) is not None or begins != ends
        name = shorten(names.get(fact, row["actor"]), _LONGEST, placeholder="…")
        rows.append((row["date"], begins, ends, sides.get(fact, _OTHERS), name, str(fact), row["confidence"], doubted))
    for article in case.articles.values():
        if days[0] <= article.published <= days[-1]:
            day = article.published
            rows.append((day.isoformat(), day, day, _PRESS, article.outlet, "", "", False))
    columns = ["date", "begins", "ends", "lane", "text", "fact", "confidence", "doubted"]
    events = pd.DataFrame(rows, columns=columns).sort_values(["ends", "fact"], kind="stable", ignore_index=True)
    events["sure"] = events.pop("doubted").map({True: "no", False: "yes"})
    return events


def span_of(written: str) -> tuple[date | None, date | None]:
    """Return the first and last day of a date such as "2021-07-20" or "2021-07-19/20"; None if it is none."""
    first, _, last = written.partition("/")
    try:
        return date.fromisoformat(first), date.fromisoformat(first[: len(first) - len(last)] + last)
    except ValueError:
        return None, None


def _draw_event(axes: "Axes", place: float, event: Mapping[Hashable, Any], look: Look, days: list[date]) -> None:
    left = max((event["begins"] - days[0]).days, -1) - 0.4
    right = min((event["ends"] - days[0]).days, len(days) - 1) - 0.4
    filled = look.colour if event["sure"] == "yes" else PAPER
    edge = look.colour if event["sure"] == "no" else INK
    if left < right:
        axes.plot([left, right], [place, place], color=look.colour, linewidth=2, zorder=1)
    size = 12 if look.marker == "*" else 9
    axes.plot(right, place, look.marker, ms=size, mfc=filled, mec=edge, mew=1.6 if filled == PAPER else 1, zorder=2)
    label = " ".join(part for part in (str(event["fact"]), str(event["text"])) if part)
    axes.text(right + 0.07, place, label, va="center", fontsize=11, color=INK)


def _describe(events: pd.DataFrame, lanes: Mapping[str, str], days: list[date]) -> str:
    parts = []
    for lane, name in lanes.items():
        on = events[events["lane"] == lane]["ends"].map(lambda day: f"{day.day} {day:%B}").value_counts(sort=False)
        parts.append(f"{name}: " + ", ".join(f"{count} on {day}" for day, count in on.items()))
    unsure = int((events["sure"] == "no").sum())
    hollow = f" {unsure} hollow: their dates are inferred or span days." if unsure else ""
    return (
        f"Events by day, {days[0].day} {days[0]:%B} to {days[-1].day} {days[-1]:%B %Y}, a lane for each side. "
        f"{'; '.join(parts)}.{hollow}"
    )
