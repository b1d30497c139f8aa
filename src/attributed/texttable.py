"""A table whose cells hold sentences: shown in full and aligned for reading."""

import pandas as pd

_STYLE = (
    "<style>.attributed-text td, .attributed-text th {text-align: left !important; vertical-align: top} "
    ".attributed-text td {max-width: 36em; white-space: normal; overflow-wrap: anywhere}</style>"
)


class TextTable(pd.DataFrame):
    """A DataFrame that a notebook shows with whole sentences; in all else it is a DataFrame."""

    @property
    def _constructor(self) -> type["TextTable"]:  # a part of such a table is shown alike
        return TextTable

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return f"{_STYLE}<div class='attributed-text'>{super()._repr_html_()}</div>"  # type: ignore[misc]  # pandas-stubs leave it out
