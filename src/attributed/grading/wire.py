"""Plain data as JSON text and back, exact in its types: what passes between the sandbox and the marks.

A value is None, bool, int, float, str, `...`, list, tuple, dict, set or frozenset, as `as_plain` gives them. JSON has
no names for some of these, so that each is a pair of its type and what it holds. What comes from the sandbox was
written by somebody's code: it is read as data, and whatever does not fit is an error, never a guess.
"""

import json
import math
from typing import Any

MOST_CHARACTERS = 500_000
"""An answer may be so long on its way; the answers of the kit's sets take a few hundred."""
MOST_TEXT = 10_000
"""So long may a text in it be: it is read for words and quotations, which takes its time."""
_DEEPEST = 12
_MOST_DIGITS = 20
_NAMES = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


class WireError(Exception):
    """What arrived is no plain data."""


def pack(value: object) -> str:
    """Return plain data as text.

    Raises:
        WireError: if it is anything else.
    """
    return json.dumps(_packed(value, 0), ensure_ascii=True)


def unpack(text: object) -> Any:  # noqa: ANN401 - plain data has many types
    """Return the plain data in a text.

    Raises:
        WireError: if the text is too long, too deep, or was not made by `pack`.
    """
    if type(text) is not str:
        raise WireError(f"an answer came as {type(text).__name__}")
    if len(text) > MOST_CHARACTERS:
        raise WireError(f"an answer of {len(text):,} characters is far larger than any question needs")
    try:
        return _unpacked(json.loads(text), 0)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise WireError(f"an answer could not be read ({type(error).__name__})") from None


def _packed(value: object, depth: int) -> list[Any]:
    if depth > _DEEPEST:
        raise WireError("an answer is nested too deeply")
    kind = type(value)
    if value is None or value is ...:
        return ["none" if value is None else "open"]
    if kind is bool or kind is str:
        return [kind.__name__, value]
    if kind is int:
        return ["int", str(value)]
    if kind is float:
        return ["float", repr(value)]
    if kind is dict:
        pairs = [[_packed(key, depth + 1), _packed(part, depth + 1)] for key, part in value.items()]  # type: ignore[attr-defined]
        return ["dict", pairs]
    if kind in _NAMES.values():
        return [kind.__name__, [_packed(part, depth + 1) for part in value]]  # type: ignore[attr-defined]
    raise WireError(f"{kind.__name__} is no plain type")


def _unpacked(data: Any, depth: int) -> Any:  # noqa: ANN401 - one case a type
    if depth > _DEEPEST or type(data) is not list or not data or type(data[0]) is not str:
        raise ValueError
    kind, *rest = data
    if kind in {"none", "open"} and not rest:
        return None if kind == "none" else ...
    (held,) = rest
    if kind in {"bool", "str"}:
        if type(held).__name__ != kind or (kind == "str" and len(held) > MOST_TEXT):
            raise ValueError
        return held
    if kind == "int":
        return _int(held)
    if kind == "float":
        return _float(held)
    if kind == "dict":
        return {_unpacked(key, depth + 1): _unpacked(part, depth + 1) for key, part in held}
    return _NAMES[kind]([_unpacked(part, depth + 1) for part in held])


def _int(text: str) -> int:
    if len(text) > _MOST_DIGITS or str(number := int(text)) != text:
        raise ValueError
    return number


def _float(text: str) -> float:
    number = float(text)
    if repr(number) != text and not math.isnan(number):
        raise ValueError
    return number
