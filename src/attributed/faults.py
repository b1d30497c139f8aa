"""What is wrong in a file, said so that a teacher can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from attributed.errors import KitError


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the file, the line (0: the file as a whole) and one sentence."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        """Give the place first, as compilers do, so that editors can jump to it."""
        place = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.message}"


def raise_first(faults: Iterable[Fault]) -> None:
    """Raise `KitError` with the first fault and the number of the others; return if there is none."""
    found = list(faults)
    if not found:
        return
    more = f" (and {len(found) - 1} more: run “attributed case check”)" if len(found) > 1 else ""
    raise KitError(f"{found[0]}{more}")


def line_of(path: Path, needle: str) -> int:
    """Return the number of the first line of a file that holds `needle`, or 0."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if needle in line:
            return number
    return 0
