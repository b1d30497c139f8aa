"""A number, or several named ones, each right within a tolerance."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attributed.exercises.parts import read_parts
from attributed.exercises.result import FormError, Result, shown

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.exercises.key import Item

PUBLIC = ("parts",)
REQUIRED = ("accept", "coach")
ONE = "answer"
"""The name of the only part where there are no named ones."""


def form(item: "Item", answer: Any) -> dict[str, float | None]:  # noqa: ANN401
    """Return the numbers by part, None where a part is still open."""
    parts = item.spec.get("parts")
    if not parts:
        return {ONE: _number(answer, "")}
    given = read_parts(answer, parts, what="a number", example="0")
    return {part: None if value is ... else _number(value, f" for {part}") for part, value in given.items()}


def _number(value: Any, where: str) -> float:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = " Leave out the quotation marks." if isinstance(value, str) else ""
        raise FormError(f"A number is due{where}; found {shown(value)}.{hint}")
    if not math.isfinite(value):
        raise FormError(f"A number is due{where}; found {shown(value)}, as comes out when nothing was counted.")
    return float(value)


def mark(item: "Item", answer: dict[str, float | None], case: "Case") -> Result:  # noqa: ARG001
    """Give every part an equal share."""
    accept = item.spec["accept"] if item.spec.get("parts") else {ONE: item.spec["accept"]}
    tolerance = float(item.spec.get("tolerance", 0))
    right, says = 0, []
    for part, value in answer.items():
        name = "" if part == ONE else f"{part}: "
        if value is None:
            says.append(f"{name}still open.")
        elif abs(value - accept[part]) <= tolerance + 1e-9:
            right += 1
        else:
            says.append(name + _coaching(item.spec["coach"], part, value))
    return Result(right / len(answer), tuple(says) or (item.why,))


def _coaching(coach: list[dict[str, Any]], part: str, value: float) -> str:
    for entry in coach:
        fits_part = entry.get("part", part) == part
        if fits_part and entry.get("from", -math.inf) <= value <= entry.get("to", math.inf):
            return str(entry["say"])
    raise AssertionError(part)  # the key is checked to have an entry for every value


def faults(item: "Item", case: "Case") -> Iterator[str]:  # noqa: ARG001
    """Every part has an accepted number, and the last coaching entry of it speaks to any number."""
    parts = item.spec.get("parts")
    accept = item.spec["accept"]
    if parts and set(accept) != set(parts):
        yield f"accept should name {', '.join(parts)}, found {', '.join(accept)}."
    for part in parts or [ONE]:
        entries = [entry for entry in item.spec["coach"] if entry.get("part", part) == part]
        if not entries or {"from", "to"} & set(entries[-1]):
            yield f"coaching for {part} should end with an entry without from and to."
