"""The quotations of a text as a table: the first draft of a new case's statements."""

import re
from bisect import bisect_right

from attributed.quotations.find import Quote, find_quotes
from attributed.texttable import TextTable

COLUMNS = (
    "line", "quotation", "speaker", "named", "cue",
    "start", "end", "speaker_start", "speaker_end", "cue_start", "cue_end",
)  # fmt: skip
_WIDEST, _NARROWEST, _GAP = 34, 24, "  "
"""How wide a column of the printed table is at most, the quotation at least, and what stands between columns."""
_PLACES = ["speaker_start", "speaker_end", "cue_start", "cue_end"]


def quote_table(text: str, *, two_apostrophes: bool = False) -> TextTable:
    """Return the quotations of a text, one a row, in order.

    Columns: `line` of the text (from 1), `quotation` as printed, `speaker` as named there, `named`: whom that stands
    for, where it is a pronoun, `cue`; then the places of quotation, speaker and cue in characters of the text, missing
    where there is none.
    """
    quotes = find_quotes(text, two_apostrophes=two_apostrophes)
    breaks = [match.start() for match in re.finditer(r"\r\n|[\r\n]", text)]
    rows = [_row(text, quote, bisect_right(breaks, quote.start) + 1) for quote in quotes]
    return TextTable(TextTable(rows, columns=list(COLUMNS)).astype(dict.fromkeys(_PLACES, "Int64")))


def as_lines(table: TextTable, width: int) -> str:
    """Print the table for a terminal of a certain width: one line a quotation, long ones cut."""
    shown = table[["line", "speaker", "named", "cue", "quotation"]].rename(columns={"named": "that is"})
    if (shown["that is"] == "").all():
        shown = shown.drop(columns="that is")
    lines = [[str(cell) for cell in shown.columns], *([str(cell) for cell in row] for row in shown.to_numpy())]
    cut = [[_cut(cell, _WIDEST) for cell in row[:-1]] for row in lines]
    widths = [max(len(row[place]) for row in cut) for place in range(len(cut[0]))]
    left = max(_NARROWEST, width - sum(widths) - len(_GAP) * len(widths))
    return "\n".join(
        _GAP.join([*(cell.ljust(size) for cell, size in zip(row, widths, strict=True)), _cut(whole[-1], left)])
        for row, whole in zip(cut, lines, strict=True)
    )


def _cut(cell: str, width: int) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def _row(text: str, quote: Quote, line: int) -> list[object]:
    own = "" if quote.speaker is None else text[quote.speaker_start : quote.speaker_end]
    named = "" if quote.speaker in {None, own} else quote.speaker
    return [
        line, quote.text, own, named, quote.cue or "",
        quote.start, quote.end, quote.speaker_start, quote.speaker_end, quote.cue_start, quote.cue_end,
    ]  # fmt: skip
