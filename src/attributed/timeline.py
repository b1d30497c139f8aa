"""The case in dates: one line a day’s event, each with its source and how sure it is."""

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from attributed.case import Case


_CELL = "text-align:left;vertical-align:top"


@dataclass(frozen=True)
class Timeline:
    """Events in order: a table with date, who, what, and the fact’s id, confidence and sources."""

    table: pd.DataFrame

    def __repr__(self) -> str:
        """Give one event a line."""
        return "\n".join(f"{row.date}  {row.line} [{row.fact}]" for row in self.table.itertuples())

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th scope='row' style='{_CELL};white-space:nowrap'>{html.escape(event['date'])}</th>"
            f"<td style='{_CELL}'>{html.escape(event['line'])}</td>"
            f"<td style='{_CELL}'>{html.escape(', '.join(filter(None, [event['fact'], event['confidence']])))}</td>"
            "</tr>"
            for event in self.table.to_dict("records")
        )
        head = "".join(f"<th scope='col' style='{_CELL}'>{name}</th>" for name in ("Date", "What", "Fact"))
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
            article.published.isoformat(),
            f"{article.outlet} prints “{article.title}”.",
            "article",
            "",
            article.path.name,
        ]
        for article in case.articles.values()
    ]
    events = pd.concat([events, pd.DataFrame(own, columns=events.columns)], ignore_index=True)
    events = events[(events["date"] >= first) & (events["date"].str[:10] <= last)]
    return Timeline(events.sort_values("date", kind="stable", ignore_index=True))
