"""Answers in parts: a dict with a value for each statement or name, some of them perhaps still dots."""

from collections.abc import Sequence
from typing import Any

from attributed.exercises.fold import bare
from attributed.exercises.result import FormError, OpenError, shown


def read_parts(answer: Any, parts: Sequence[str], *, what: str, example: str) -> dict[str, Any]:  # noqa: ANN401
    """Return the value of every part in the order asked for, dots where nothing was put in.

    Args:
        answer: what the student gave.
        parts: the names that are asked for; case and spaces round them do not count.
        what: what is due for each part, e.g. "a label".
        example: one such value as it is written, e.g. "'CHINA'".

    Raises:
        FormError: if it is no dict, or names a part that is not asked for.
        OpenError: if every part is still open.
    """
    names = ", ".join(parts)
    if not isinstance(answer, dict):
        written = ", ".join(f"{part!r}: {example}" for part in parts[:2]) + (", …" if len(parts) > 2 else "")  # noqa: PLR2004
        raise FormError(f"{what.capitalize()} for each of {names} is due, as {{{written}}}; found {shown(answer)}.")
    known = {bare(part): part for part in parts}
    given = {}
    for name, value in answer.items():
        if bare(str(name)) not in known:
            raise FormError(f"{name!r} is not asked for here. Expected {names}.")
        if known[bare(str(name))] in given:
            raise FormError(f"{name!r} stands there twice. Give one value for each of {names}.")
        given[known[bare(str(name))]] = value
    if all(given.get(part, ...) is ... for part in parts):
        raise OpenError(f"Put {what} in place of … for {names}.")
    return {part: given.get(part, ...) for part in parts}
