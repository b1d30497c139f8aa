"""Answers as plain data: whatever a student computed, as None, bool, int, float, str, list, tuple, dict or set."""

from collections.abc import Callable
from types import EllipsisType
from typing import Any

import numpy as np
import pandas as pd

MOST_VALUES = 10_000
DEEPEST = 6
LARGEST = 10**15
_ATOMS = (type(None), bool, int, float, str, EllipsisType)


class NotPlainError(Exception):
    """Say in one sentence why an answer cannot be read."""


def as_plain(answer: object) -> Any:  # noqa: ANN401 - plain data has many types
    """Return a copy of an answer in which every value has exactly one of the plain types.

    An unfilled part (…) stays as it is.
    Numpy scalars become numbers, arrays and indexes lists, a Series or a counter a dict. Nothing that the
    answer itself defines is called, so that no object can answer for itself.

    Raises:
        NotPlainError: if it holds anything else, is nested too deeply, or is too large.
    """
    left = [MOST_VALUES]
    return _plain(answer, 0, left)


def _plain(value: object, depth: int, left: list[int]) -> Any:  # noqa: ANN401, C901, PLR0911 - one case a type
    left[0] -= 1
    if left[0] < 0 or depth > DEEPEST:
        raise NotPlainError("Your answer is far larger than this question needs. Give only what is asked for.")
    if type(value) is int and abs(value) > LARGEST:
        raise NotPlainError("Your answer is a number far larger than this question needs.")
    if type(value) is str and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")  # half a character pair cannot be shown
    if type(value) in _ATOMS:
        return value
    if isinstance(value, np.floating):
        return float(value)
    if isinstance(value, np.generic):
        return _plain(value.item(), depth, left)
    if isinstance(value, np.ndarray):
        return _plain(np.ndarray.tolist(value), depth, left)
    if type(value) is pd.Series:
        return _plain(dict(zip(value.index.tolist(), value.tolist(), strict=True)), depth, left)
    if isinstance(value, pd.Index):
        return _plain(value.tolist(), depth, left)
    for kind, read in _READ.items():
        if issubclass(type(value), kind):
            return read(value, lambda part: _plain(part, depth + 1, left))
    raise NotPlainError(f"Your answer is of the type {type(value).__name__}, which cannot be read here.")


def _pairs(value: Any, plain: Callable[[object], Any]) -> dict[Any, Any]:  # noqa: ANN401
    return {_key(plain(key)): plain(part) for key, part in dict.items(value)}


def _key(key: object) -> object:
    try:
        hash(key)
    except TypeError:
        raise NotPlainError("Your answer holds a list where a single value is due.") from None
    return key


# The base class reads the value, so that a subclass cannot answer for itself.
_READ: dict[type, Callable[[Any, Callable[[object], Any]], Any]] = {
    str: lambda value, _: str.__str__(value),
    float: lambda value, _: float.__float__(value),
    int: lambda value, _: int.__int__(value),
    dict: _pairs,
    list: lambda value, plain: [plain(part) for part in list.__iter__(value)],
    tuple: lambda value, plain: tuple(plain(part) for part in tuple.__iter__(value)),
    set: lambda value, plain: {_key(plain(part)) for part in set.__iter__(value)},
    frozenset: lambda value, plain: {_key(plain(part)) for part in frozenset.__iter__(value)},
}
