"""What a kind of item says about an answer."""

from dataclasses import dataclass


class FormError(Exception):
    """One sentence on why an answer does not have the form that is due. It never earns a mark."""


class OpenError(Exception):
    """One sentence on an answer that was not filled in yet."""


@dataclass(frozen=True)
class Result:
    """The share of the points (0 to 1) and what to say: coaching where it is wrong, reasons where it is right."""

    share: float
    says: tuple[str, ...]
