"""What a check gives back: points that nbgrader can read, and a panel that a person can."""

import html
import math
from typing import Any, Self

MIME = "application/vnd.attributed.mark+json"
"""The type under which a notebook keeps a mark as data, beside its panel and its points."""

VERDICTS = {
    "right": ("✓", "Right", "#00694B"),
    "partly": ("◐", "Partly right", "#7A5200"),
    "wrong": ("↻", "Not yet", "#9A3B00"),
    "open": ("…", "Still open", "#4A4A4A"),
    "form": ("?", "Cannot be read yet", "#9A3B00"),
    "recorded": ("✎", "Recorded", "#004B76"),
}


class Mark(float):
    """The points of one item.

    It is a float between 0 and the points of the item, and its plain text is exactly those points: stock
    nbgrader reads partial credit from there, and would give full marks for anything that is not a number.
    """

    number: int
    of: float
    verdict: str
    says: tuple[str, ...]

    def __new__(cls, points: float, *, number: int, of: float, verdict: str, says: tuple[str, ...]) -> Self:
        """Make a mark.

        Raises:
            ValueError: if the points are not a number from 0 to `of`, or the verdict is unknown.
        """
        if not (math.isfinite(points) and 0 <= points <= of):
            raise ValueError(f"Item {number}: {points!r} points are not between 0 and {of}.")
        if verdict not in VERDICTS:
            raise ValueError(f"Item {number}: there is no verdict {verdict!r}.")
        mark = super().__new__(cls, round(points, 4))
        mark.number, mark.of, mark.verdict, mark.says = number, of, verdict, says
        return mark

    def __repr__(self) -> str:
        """Give the points and nothing else."""
        return float.__repr__(self)

    __str__ = __repr__

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:  # noqa: ARG002, FBT001 - IPython’s signature
        printer.text(repr(self))  # type: ignore[attr-defined]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002 - IPython’s signature
        return {
            MIME: {
                "item": self.number,
                "points": float(self),
                "of": self.of,
                "verdict": self.verdict,
                "says": list(self.says),
            }
        }

    def _repr_html_(self) -> str:
        sign, name, colour = VERDICTS[self.verdict]
        scored = f" · {round(float(self), 2):g} of {self.of:g} point{'s' * (self.of != 1)}"
        points = "" if self.verdict == "recorded" else scored
        says = "".join(f"<p style='margin:.4em 0 0'>{html.escape(line)}</p>" for line in self.says)
        return (
            f"<div role='note' style='max-width:42em;border-left:6px solid {colour};padding:.5em .9em;"
            f"background:#F7F7F5;color:#1A1A1A;line-height:1.45'><strong style='color:{colour}'>"
            f"<span aria-hidden='true'>{sign}</span> Item {self.number} · {name}</strong>{points}{says}</div>"
        )
