"""Words inside quotation marks: the simplest measure of whose words a reader meets.

The pairs are found as the two articles print them: curly double marks in running text, curly single marks
round a headline's quotation.
"""

import re
from typing import TYPE_CHECKING

import pandas as pd

from attributed.article import Article

if TYPE_CHECKING:
    from attributed.case import Case

_DOUBLE = re.compile(r"“([^”]*)”")
_SINGLE = re.compile(r"(?<!\w)‘(.*?)’(?!\w)")


def quoted_spans(article: Article) -> list[tuple[int, int]]:
    """Return the offsets of everything between quotation marks in an article's news text, marks left out."""
    return [
        (passage.start + match.start(1), passage.start + match.end(1))
        for passage in article.passages()
        for match in (_DOUBLE if passage.role == "body" else _SINGLE).finditer(passage.text)
    ]


def quoted_words(case: "Case", *, headlines: bool = False) -> pd.DataFrame:
    """Count quoted words by side (rows) and article (columns).

    With `headlines=False` only body text counts; with `headlines=True` headline and subhead count too.
    A side that is never quoted in either article is left out.
    """
    rows = case.statements
    if not headlines:
        rows = rows[~rows["part"].isin(["headline", "subhead"])]
    table = rows.pivot_table(index="side", columns="article", values="quoted", aggfunc="sum", fill_value=0)
    order = [side for side in case.codebooks["side"].labels if side in table.index]
    table = table.reindex(index=order, columns=list(case.articles), fill_value=0).astype(int)
    return table[table.sum(axis="columns") > 0]
