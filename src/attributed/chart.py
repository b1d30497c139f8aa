"""A picture with the table that it was drawn from and the words that replace it."""

import base64
import html
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.text import Text

from attributed.errors import KitError
from attributed.texttable import without_empty_headers


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
        for text in self.figure.findobj(Text):
            text.set_parse_math(False)  # a dollar sign in a name is no formula

    def png(self, dpi: int = 144) -> bytes:
        """Draw the picture as PNG."""
        buffer = io.BytesIO()
        # No software version inside: the same chart gives the same bytes.
        self.figure.savefig(buffer, format="png", dpi=dpi, bbox_inches="tight", metadata={"Software": None})
        return buffer.getvalue()

    def svg(self) -> bytes:
        """Draw the picture as SVG, with the alt text as its title."""
        buffer = io.BytesIO()
        with rc_context({"svg.hashsalt": "attributed"}):
            metadata = {"Title": self.alt, "Date": None, "Creator": None}
            self.figure.savefig(buffer, format="svg", bbox_inches="tight", metadata=metadata)
        return buffer.getvalue()

    def write(self, path: Path, *, force: bool = False) -> None:
        """Write the picture to a file whose name ends in .png or .svg.

        Raises:
            KitError: if the name ends otherwise, the file is there and `force` is not given, or it cannot be written.
        """
        refuse_picture(path, force=force)
        picture = self.svg() if path.suffix.lower() == ".svg" else self.png()
        try:
            with path.open("wb" if force else "xb") as file:
                file.write(picture)
        except OSError as error:
            raise KitError(
                f"{path} cannot be written ({error.strerror}). Name a file in a folder that is there."
            ) from None

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
            f"{without_empty_headers(self.table.to_html(border=0))}</details></figure>"
        )


def refuse_picture(path: Path, *, force: bool = False) -> None:
    """Refuse a file that no picture can be written to, before the work of drawing one.

    Raises:
        KitError: if the name ends in neither .png nor .svg, or the file is there and `force` is not given.
    """
    if path.suffix.lower() not in {".png", ".svg"}:
        raise KitError(f"{path}: a picture is written as .png or .svg. Give a name that ends so.")
    if path.exists() and not force:
        raise KitError(f"{path} is there already. Give --force to write over it, or another name.")
    if not path.resolve().parent.is_dir():
        raise KitError(f"{path} cannot be written: there is no folder {path.parent}. Make it first, or name another.")
