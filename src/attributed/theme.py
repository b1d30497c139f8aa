"""How the parties look in every picture: a colour-blind-safe colour and a hatch, so that neither stands alone."""

from dataclasses import dataclass


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

INK = "#1A1A1A"
PAPER = "#FFFFFF"
