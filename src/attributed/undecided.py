"""What a machine drafted and nobody has decided yet.

Three things in a case’s folder say so: the table `guessed` of an article in case.toml, a statement’s note that begins
with "drafted by machine; check", and an empty cell where a label should stand. `attributed case check` reports each of
them, and a draft lists them beside what the machine did.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attributed.faults import Fault, line_of

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.tables import Row

DRAFTED = "drafted by machine; check"
"""So begins the note of a statement that no person has read yet; after a colon it says what is doubtful, and why."""


@dataclass(frozen=True)
class Doubt:
    """One thing of a drafted statement that may be wrong: the column, and why."""

    column: str
    why: str

    def __str__(self) -> str:
        """Write it as in a note: speaker (nobody is named)."""
        return f"{self.column} ({self.why})"


def note_of(doubts: Sequence[Doubt]) -> str:
    """Write the note of a drafted statement."""
    return f"{DRAFTED}: {'; '.join(map(str, doubts))}" if doubts else DRAFTED


def doubts_of(note: str) -> list[Doubt]:
    """Read the doubts back from a note; a note that no machine wrote has none."""
    if not note.startswith(f"{DRAFTED}: "):
        return []
    found = []
    for part in note.removeprefix(f"{DRAFTED}: ").split("; "):
        column, _, why = part.partition(" (")
        found.append(Doubt(column.strip(), why.removesuffix(")")))
    return found


def empty_columns(row: "Row", case: "Case") -> list[str]:
    """Return the columns of one statement in which a label is still to be given."""
    one = [book.column for book in case.codebooks.values() if book.kind == "one" and book.column in row.cells]
    empty = [column for column in one if not row[column]]
    if row["note"].startswith(DRAFTED):  # no frame at all is a reading too, but not before somebody has read
        empty += [book.column for book in case.codebooks.values() if book.kind == "set" and not row[book.column]]
    return empty


def guesses_of(case: "Case") -> dict[str, dict[str, str]]:
    """Return for each article what was guessed of it, and on what the guess rests."""
    data = tomllib.loads((case.path / "case.toml").read_text(encoding="utf-8"))
    tables = {str(entry["id"]): entry.get("guessed", {}) for entry in data["article"]}
    return {key: {str(field): str(why) for field, why in found.items()} for key, found in tables.items() if found}


def undecided(case: "Case", rows: Mapping[str, "Row"]) -> Iterator[Fault]:
    """Yield everything in a case that a person must still decide, each with the file and line where it is decided."""
    described = case.path / "case.toml"
    for key, fields in guesses_of(case).items():
        for field, why in fields.items():
            yield Fault(
                described,
                line_of(described, f'id = "{key}"'),
                f"article {key}: a person must still check {field}, which was guessed from {why}; "
                "then strike it out of 'guessed'.",
            )
    for row in rows.values():
        empty = empty_columns(row, case)
        drafted = row["note"].startswith(DRAFTED)
        if empty:
            yield row.fault(f"{row['id']}: a person must still decide {_listed(empty)}.")
        if drafted:
            doubts = _listed([str(doubt) for doubt in doubts_of(row["note"])])
            yield row.fault(
                f"{row['id']}: a person must still check what a machine drafted{': ' * bool(doubts)}{doubts}; "
                "then empty its note."
            )


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
