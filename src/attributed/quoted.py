"""Words inside quotation marks: the simplest measure of whose words a reader meets."""

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from attributed.article import Article
from attributed.quotations.marks import marked_spans

if TYPE_CHECKING:
    from attributed.case import Case


def quoted_spans(article: Article) -> list[tuple[int, int]]:
    """Return the offsets of everything between quotation marks in an article's news text, marks left out."""
    return list(_spans(article))


@lru_cache(maxsize=64)
def _spans(article: Article) -> tuple[tuple[int, int], ...]:
    return tuple(
        (passage.start + span.start + 1, passage.start + span.end - span.closed)
        for passage in article.passages()
        for span in marked_spans(passage.text)
    )


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
