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
