"""The states that an item of a notebook can be in, and how each looks: in words, as a block, as a plain sign."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """A state in words; `block` stands for it in a terminal, and `plain` where the terminal has no blocks."""

    words: str
    block: str
    plain: str


STATES = {
    "right": State("right", "█", "#"),
    "partly": State("partly right", "▄", "+"),
    "wrong": State("not yet", "░", "-"),
    "form": State("cannot be read yet", "░", "-"),
    "recorded": State("recorded", "▪", "o"),
    "error": State("error", "×", "x"),
    "deleted": State("check deleted", "×", "x"),
    "open": State("still open", "·", "."),
}
"""The verdicts of `Mark`, and two more for items that got none: the code stopped, or the check cell is gone."""

GROUPS = ("right", "partly", "wrong", "recorded", "error", "open")
"""What a summary tells apart, in this order."""

GROUP_WORDS = {group: STATES[group].words for group in GROUPS} | {"error": "no mark"}

GROUP_OF = {state: {"form": "wrong", "deleted": "error"}.get(state, state) for state in STATES}
