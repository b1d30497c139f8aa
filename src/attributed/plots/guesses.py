"""A reader’s guess, written down before the picture is seen: read, checked, and drawn as a diamond."""

from collections.abc import Callable, Collection, Mapping
from types import EllipsisType
from typing import Any, TypeVar

import numpy as np
from matplotlib.lines import Line2D

from attributed.errors import KitError
from attributed.theme import INK, PAPER

Guess = Mapping[str, float | EllipsisType]
"""A number for each of several things, such as {"CHINA": 5}; the dots of a lesson are no guess yet."""

NO_GUESS = "no guess written down yet"
"""What a picture says where a guess was asked for and has dots only."""

DIAMOND: dict[str, Any] = {"marker": "D", "ms": 9, "mfc": PAPER, "mec": INK, "mew": 1.6}
"""How a guess looks in every picture."""

_MOST = 1e9

Value = TypeVar("Value")


def read_guess(  # noqa: PLR0913 - the words of its sentences
    guess: Mapping[str, Value | EllipsisType] | None,
    known: Collection[str],
    accepts: Callable[[Value], bool],
    *,
    form: str,
    expected: str,
    unknown: str = "names {key!r}; expected one of {known}",
) -> dict[str, Value]:
    """Return what was guessed, key by key, without the keys that have dots.

    Args:
        guess: what the reader wrote; None where nobody was asked.
        known: the keys that a guess may have.
        accepts: tells whether a value is one.
        form: what a guess looks like: '{"China": 5}, a number of phrases for each camp'.
        expected: what a value is: “a number of phrases”.
        unknown: what to say of a guess with a `{key!r}` that is not `{known}`.

    Raises:
        KitError: if the guess has another form, a key that is not known, or a value that is none.
    """
    if guess is None:
        return {}
    if not isinstance(guess, Mapping):
        raise KitError(f"Your guess should look like {form}; found {guess!r}.")
    guessed = {}
    for key, value in guess.items():
        if key not in known:
            raise KitError(f"Your guess {unknown.format(key=key, known=', '.join(known))}.")
        if isinstance(value, EllipsisType):
            continue
        if not accepts(value):
            raise KitError(f"Your guess for {key} is {value!r}; expected {expected}.")
        guessed[key] = value
    return guessed


def is_number(value: object, least: float = 0, most: float = _MOST) -> bool:
    """Tell whether a value is a number within these bounds: neither True nor nan is."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        return False
    return bool(least <= value <= most)


def diamond() -> Line2D:
    """Return the entry “your guess” of a legend."""
    return Line2D([], [], linestyle="none", label="your guess", **DIAMOND)
