"""Folding: what counts as the same text when a person types it."""

import re

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def fold(text: str) -> str:
    """Return a text without differences of case, quote style, dashes and spacing."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip().casefold()


def bare(text: str) -> str:
    """Return a folded text without the marks round it: quotes, brackets, a closing full stop or comma."""
    return fold(text).strip(" \"'()[].,;:")
