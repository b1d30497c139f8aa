"""What a kind of item says about an answer."""

from dataclasses import dataclass

LONGEST_SHOWN = 80


class FormError(Exception):
    """One sentence on why an answer does not have the form that is due. It never earns a mark."""


class OpenError(Exception):
    """One sentence on an answer that was not filled in yet."""


@dataclass(frozen=True)
class Result:
    """The share of the points (0 to 1) and what to say: coaching where it is wrong, reasons where it is right."""

    share: float
    says: tuple[str, ...]


def shown(value: object) -> str:
    """Return an answer as a student wrote it, cut short; of anything but plain data only the type."""
    plain = {str, int, float, bool, list, tuple, dict, set, frozenset, type(None), type(...)}
    try:
        text = repr(value) if type(value) in plain else ""
    except Exception:  # noqa: BLE001 - what lies in a list may fail to show itself
        text = ""
    if not text:
        return f"something of the type {type(value).__name__}"
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + " …"
