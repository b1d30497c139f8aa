"""A table whose cells hold sentences, or several things: shown in full and aligned for reading."""

import re
from collections.abc import Mapping

import pandas as pd

_STYLE = (
    "<style>.attributed-text td, .attributed-text th {text-align: left !important; vertical-align: top !important} "
    ".attributed-text td {max-width: 36em; white-space: normal; overflow-wrap: break-word} "
    ".attributed-text .address {overflow-wrap: anywhere} "
    "@media (max-width: 40em) {.attributed-text td, .attributed-text th {padding: .4em .25em !important}}</style>"
)


class TextTable(pd.DataFrame):
    """A DataFrame that a notebook shows with whole sentences; in all else it is a DataFrame."""

    @property
    def _constructor(self) -> type["TextTable"]:  # a part of such a table is shown alike
        return TextTable

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            shown = pd.DataFrame(self).map(_in_words)
            markup = without_empty_headers(shown._repr_html_())  # type: ignore[operator]  # pandas-stubs leave it out
            # An address has no place to break at, and would make the table wider than a narrow window.
            markup = re.sub(r"https?://[^\s<]+", r"<span class='address'>\g<0></span>", markup)
            return f"{_STYLE}<div class='attributed-text'>{markup}</div>"


def without_empty_headers(markup: str) -> str:
    """Make plain cells of the headers in which pandas writes nothing: a screen reader would announce them."""
    return markup.replace("<th></th>", "<td></td>")


def _in_words(cell: object) -> object:
    """Write a cell that holds several things as a reader would: names, places "34–46", wordings in marks."""
    if isinstance(cell, Mapping):
        return "; ".join(f"{name}: {_in_words(value)}" for name, value in cell.items())
    if isinstance(cell, tuple) and len(cell) == len(("start", "end")) and all(isinstance(end, int) for end in cell):
        return f"{cell[0]}–{cell[1]}"
    if isinstance(cell, list):
        return ", ".join(f"“{part}”" if isinstance(part, str) else str(_in_words(part)) for part in cell)
    return ", ".join(map(str, cell)) if isinstance(cell, tuple) else cell
