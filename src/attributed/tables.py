"""Reading the CSV files of a case: every cell is text, and a wrong column or a short row is a fault."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from attributed.faults import Fault

LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Row:
    """One row of a table, with the line of the file on which it ends."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the text of one cell, "" where it is empty."""
        return self.cells[column]

    def fault(self, message: str) -> Fault:
        """Return a fault at this row."""
        return Fault(self.path, self.line, message)

    def many(self, column: str, separator: str = "|") -> tuple[str, ...]:
        """Return the parts of a cell that holds a list, without empty ones."""
        return tuple(part.strip() for part in self[column].split(separator) if part.strip())


def read_table(path: Path, columns: Sequence[str], *, optional: Sequence[str] = ()) -> tuple[list[Row], list[Fault]]:
    """Read a CSV file with a header row.

    Returns the rows that could be read and the faults that were found: a missing file, text that is not
    UTF-8, an unknown, missing or repeated column, a row with too many or too few cells.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            faults = list(_header_faults(path, header, columns, optional))
            if faults:
                return [], faults
            rows = []
            for cells in reader:
                if len(cells) == len(header):
                    rows.append(Row(path, reader.line_num, dict(zip(header, cells, strict=True))))
                elif cells:
                    message = f"expected {len(header)} cells, as in the first line; found {len(cells)}."
                    faults.append(Fault(path, reader.line_num, message))
            return rows, faults
    except FileNotFoundError:
        return [], [Fault(path, 0, "the file is missing. Put it back, or take a fresh copy of the case.")]
    except OSError as error:
        return [], [
            Fault(path, 0, f"the file cannot be opened ({error.strerror}). Close it elsewhere, or put it back.")
        ]
    except UnicodeDecodeError as error:
        message = f"expected UTF-8 text; found the byte {error.object[error.start]:#04x} at {error.start}."
        return [], [Fault(path, 0, f"{message} Save the file as UTF-8.")]
    except csv.Error as error:
        return [], [Fault(path, reader.line_num, f"this is not a well-formed CSV row: {error}.")]


def _header_faults(
    path: Path, header: Sequence[str], columns: Sequence[str], optional: Sequence[str]
) -> Iterator[Fault]:
    known = [*columns, *optional]
    for name in header:
        if name not in known:
            yield Fault(path, 1, f"unknown column {name!r}. Expected: {', '.join(known)}.")
    for name in columns:
        if name not in header:
            yield Fault(path, 1, f"the column {name!r} is missing. Found: {', '.join(header) or 'nothing'}.")
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield Fault(path, 1, f"the column {name!r} stands there more than once.")


def whole(cell: str) -> int | None:
    """Return the whole number that a cell holds, None if it holds none or one beyond any text."""
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= LONGEST_NUMBER else None


def id_faults(rows: Iterable[Row]) -> Iterator[Fault]:
    """Yield a fault for every row whose id is empty or was used before."""
    seen: dict[str, int] = {}
    for row in rows:
        key = row["id"]
        if not key:
            yield row.fault("the id is empty. Every row needs one.")
        elif key in seen:
            yield row.fault(f"the id {key} was used before, on line {seen[key]}. Every id stands once.")
        else:
            seen[key] = row.line
