"""How the parties look in every picture: a colour-blind-safe colour and a hatch, so that neither stands alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attributed.case import Case


@dataclass(frozen=True)
class Look:
    """The name, colour (Okabe and Ito 2008), hatch and marker of one side."""

    name: str
    colour: str
    hatch: str
    marker: str


SIDES = {
    "CHINA": Look("China", "#D55E00", "///", "s"),
    "US": Look("United States", "#0072B2", "...", "o"),
    "US_ALLY": Look("US allies", "#56B4E9", "xxx", "^"),
    "ALLIANCE": Look("NATO", "#009E73", "---", "D"),
    "COMPANY": Look("Company", "#CC79A7", "+++", "v"),
    "NARRATOR": Look("Narrator", "#999999", "", "P"),
}

_SPARE = (
    ("#D55E00", "///", "s"),
    ("#0072B2", "...", "o"),
    ("#56B4E9", "xxx", "^"),
    ("#009E73", "---", "D"),
    ("#CC79A7", "+++", "v"),
    ("#E69F00", "\\\\\\", "X"),
    ("#882255", "ooo", "<"),
    ("#332288", "|||", ">"),
)
"""Colour, hatch and marker of the sides of another case, in the order of its codebook."""


def side_looks(case: "Case") -> "Mapping[str, Look]":
    """Return how each side of a case looks, in the order of its codebook of sides.

    A side that the kit knows keeps its look; the others are given the colours that are left, in order, and begin
    anew where there are more sides than colours.
    """
    labels = case.codebooks["side"].labels
    taken = {SIDES[side].colour for side in labels if side in SIDES}
    spare = [look for look in _SPARE if look[0] not in taken] or list(_SPARE)
    others = [side for side in labels if side not in SIDES]
    return {
        side: SIDES[side] if side in SIDES else Look(label.name, *spare[others.index(side) % len(spare)])
        for side, label in labels.items()
    }


INK = "#1A1A1A"
PAPER = "#FFFFFF"

# The same sides on a page: matplotlib’s hatches as CSS, its markers as characters.
_LINES = "repeating-linear-gradient({angle}, #1A1A1A 0 1px, transparent 1px 4px)"
_HATCHES = {
    "///": _LINES.format(angle="135deg"),
    "\\\\\\": _LINES.format(angle="45deg"),
    "---": _LINES.format(angle="0deg"),
    "|||": _LINES.format(angle="90deg"),
    "...": "radial-gradient(#1A1A1A 1px, transparent 1.5px) 0 0 / 4px 4px",
    "ooo": "radial-gradient(transparent 1px, #1A1A1A 1.5px, transparent 2px) 0 0 / 5px 5px",
    "xxx": f"{_LINES.format(angle='45deg')}, {_LINES.format(angle='135deg')}",
    "+++": f"{_LINES.format(angle='0deg')}, {_LINES.format(angle='90deg')}",
}
_SYMBOLS = {"s": "■", "o": "●", "^": "▲", "D": "◆", "v": "▼", "P": "✚", "X": "✖", "<": "◀", ">": "▶"}


def symbol(look: Look) -> str:
    """Return the marker of a side as a character."""
    return _SYMBOLS[look.marker]


def side_style(look: Look) -> str:
    """Return the CSS properties of one side, for a `style` attribute: colour and hatch."""
    return f"--at-colour: {look.colour}; --at-hatch: {_HATCHES.get(look.hatch, 'none')}"


def stylesheet() -> str:
    """Return the properties that all widgets share: ink and paper of the front end’s theme, spacing, type.

    The front end’s own colours are used where there are any, so that a widget is dark on a dark page.
    """
    return (
        ".at-surface {"
        f"--at-ink: var(--jp-content-font-color0, {INK}); --at-paper: var(--jp-layout-color1, {PAPER}); "
        "--at-ink-soft: color-mix(in srgb, var(--at-ink) 78%, var(--at-paper)); "
        "--at-soft: color-mix(in srgb, var(--at-ink) 7%, var(--at-paper)); "
        "--at-line: color-mix(in srgb, var(--at-ink) 52%, var(--at-paper)); "
        "--at-focus: color-mix(in srgb, #0072B2 70%, var(--at-ink)); "
        "--at-text: var(--jp-content-font-size1, 14px); --at-space: .7em; --at-half: .35em; --at-round: 4px; "
        "--at-measure: 48em; }\n"
    )
