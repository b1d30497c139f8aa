"""A picture with the table that it was drawn from and the words that replace it."""

import base64
import html
import io
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure


@dataclass(frozen=True)
class Chart:
    """A matplotlib figure, its table, and its alt text: what there is to be seen, in words.

    In a notebook it shows the picture with that alt text, and the table folded beneath it.
    """

    figure: Figure
    table: pd.DataFrame
    alt: str

    def __post_init__(self) -> None:
        """Refuse a picture that a reader who cannot see it would lose."""
        if not self.alt.strip():
            raise ValueError("A chart needs alt text that says what is to be seen.")

    def png(self, dpi: int = 144) -> bytes:
        """Draw the picture as PNG."""
        buffer = io.BytesIO()
        # No software version inside: the same chart gives the same bytes.
        self.figure.savefig(buffer, format="png", dpi=dpi, bbox_inches="tight", metadata={"Software": None})
        return buffer.getvalue()

    def __repr__(self) -> str:
        """Give the alt text and the table, for a terminal or a screen reader."""
        return f"{self.alt}\n\n{self.table.to_string()}"

    def _repr_html_(self) -> str:
        width = round(self.figure.get_figwidth() * 100)
        picture = base64.b64encode(self.png()).decode("ascii")
        return (
            f"<figure style='margin:0'><img src='data:image/png;base64,{picture}' alt='{html.escape(self.alt)}' "
            f"style='width:{width}px;max-width:100%;height:auto'>"
            f"<details><summary>The numbers of this picture, as a table</summary>"
            f"{self.table.to_html(border=0)}</details></figure>"
        )
