"""The case in dates: one line a day’s event, each with its source and how sure it is."""

import html
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from attributed.case import Case


@dataclass(frozen=True)
class Timeline:
    """Events in order: a table with date, who, what, and the fact’s id, confidence and sources."""

    table: pd.DataFrame

    def __repr__(self) -> str:
        """Give one event a line."""
        return "\n".join(f"{row.date}  {row.line} [{row.fact}]" for row in self.table.itertuples())

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th scope='row' style='text-align:left;white-space:nowrap;vertical-align:top'>{html.escape(day)}"
            f"</th><td style='text-align:left;vertical-align:top'>{html.escape(line)}</td>"
            f"<td style='text-align:left;vertical-align:top'>{html.escape(f'{fact}, {confidence}')}</td></tr>"
            for day, line, fact, confidence in self.table[["date", "line", "fact", "confidence"]].itertuples(
                index=False
            )
        )
        head = "".join(f"<th scope='col' style='text-align:left'>{name}</th>" for name in ("Date", "What", "Fact"))
        return f"<table style='max-width:52em'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def timeline(case: "Case", first: str = "", last: str = "9999") -> Timeline:
    """Return the case’s events from `first` to `last` (dates like "2021-07-19"), with the articles’ own dates.

    Only facts with a line written for the timeline are events; each names its fact, so that the sources can
    be looked up in `case.facts`.
    """
    facts = case.facts[case.facts["line"] != ""].reset_index(names="fact_id")
    events = pd.DataFrame(
        {
            "date": facts["date"],
            "line": facts["line"],
            "fact": facts["fact_id"],
            "confidence": facts["confidence"],
            "source": facts["source"],
        }
    )
    own = [
        [
            _iso(article.published),
            f"{article.outlet} prints “{article.title}”.",
            "article",
            "high",
            article.path.name,
        ]
        for article in case.articles.values()
    ]
    events = pd.concat([events, pd.DataFrame(own, columns=events.columns)], ignore_index=True)
    events = events[(events["date"] >= first) & (events["date"].str[:10] <= last)]
    return Timeline(events.sort_values("date", kind="stable", ignore_index=True))


def _iso(day: date) -> str:
    return day.isoformat()
