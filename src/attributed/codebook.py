"""A codebook: the labels of one question, each with the test that decides it."""

import html
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attributed.errors import KitError
from attributed.faults import Fault


@dataclass(frozen=True)
class Label:
    """One label: what it is called, what it means, the test that decides, and statements that show it."""

    label: str
    name: str
    definition: str
    test: str
    examples: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True)
class Codebook:
    """The labels of one question, in the order of the file.

    `kind` is "one" (one label for a statement) or "set" (several, or none). `precedence` says which label
    wins where two fit. `rungs` is the order of an ordinal codebook from low to high; labels outside it
    (such as NA) have no place on the ladder.
    """

    id: str
    title: str
    column: str
    kind: str
    sources: tuple[str, ...]
    note: str
    labels: dict[str, Label]
    path: Path
    precedence: tuple[str, ...] = ()
    rungs: tuple[str, ...] = ()

    def __getitem__(self, label: str) -> Label:
        """Return one label.

        Raises:
            KitError: if the codebook has no such label.
        """
        try:
            return self.labels[label]
        except (KeyError, TypeError):
            known = ", ".join(self.labels)
            raise KitError(f"The codebook {self.id!r} has no label {label!r}. Its labels: {known}.") from None

    def adjacent(self, first: str, second: str) -> bool:
        """Tell whether two labels are neighbouring rungs of the ladder."""
        if first not in self.rungs or second not in self.rungs:
            return False
        return abs(self.rungs.index(first) - self.rungs.index(second)) == 1

    def _repr_html_(self) -> str:
        """Show the codebook as a table: label, meaning, test, examples."""
        rows = "".join(
            f"<tr><th scope='row' style='text-align:left'>{label.label.replace('_', '_<wbr>')}</th>"
            f"<td style='text-align:left'><strong>{html.escape(label.name)}.</strong> "
            f"{html.escape(label.definition)}</td>"
            f"<td style='text-align:left'>{html.escape(label.test)}</td>"
            f"<td style='text-align:left'>{', '.join(label.examples)}</td></tr>"
            for label in self.labels.values()
        )
        head = "".join(
            f"<th scope='col' style='text-align:left'>{name}</th>" for name in ("Label", "Meaning", "Test", "Examples")
        )
        # The note stands above the table, not in its caption: in a narrow window a table is wider than can be read.
        return (
            f"<p style='margin:0 0 .4em;line-height:1.4'><strong>{html.escape(self.title)}</strong>. "
            f"{html.escape(self.note)}</p><table aria-label='{html.escape(self.title)}'>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def read_codebook(path: Path) -> Codebook:
    """Read one codebook from its TOML file.

    Raises:
        KitError: if the file is missing, is not TOML, or lacks a field.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        labels = {entry["label"]: _label(entry) for entry in data["label"]}
        book = Codebook(
            id=data["id"],
            title=data["title"],
            column=data["column"],
            kind=data["kind"],
            sources=tuple(data["sources"]),
            note=data["note"],
            labels=labels,
            path=path,
            precedence=tuple(data.get("precedence", ())),
            rungs=tuple(data.get("rungs", ())),
        )
    except FileNotFoundError:
        raise KitError(f"{path}: this codebook is missing. Put it back, or take a fresh copy.") from None
    except tomllib.TOMLDecodeError as error:
        raise KitError(f"{path}: this is not well-formed TOML: {error}.") from None
    except KeyError as error:
        raise KitError(f"{path}: the field {error} is missing from the codebook or from a label.") from None
    if len(labels) != len(data["label"]):
        raise KitError(f"{path}: a label stands in the codebook twice. Every label stands once.")
    return book


def _label(entry: dict[str, Any]) -> Label:
    return Label(
        label=entry["label"],
        name=entry["name"],
        definition=entry["definition"],
        test=entry["test"],
        examples=tuple(entry["examples"]),
        group=entry.get("group", ""),
    )


def read_codebooks(folder: Path) -> dict[str, Codebook]:
    """Read every codebook of a folder, by id."""
    books = [read_codebook(path) for path in sorted(folder.glob("*.toml"))]
    if not books:
        raise KitError(f"{folder}: expected the codebooks (*.toml) here, found none.")
    return {book.id: book for book in books}


def codebook_faults(book: Codebook) -> Iterator[Fault]:
    """Yield what is wrong inside one codebook: its kind, and orders that name no label."""
    if book.kind not in {"one", "set"}:
        yield Fault(book.path, 0, f"kind is {book.kind!r}; expected 'one' or 'set'.")
    if book.path.stem != book.id:
        yield Fault(book.path, 0, f"the id is {book.id!r}; expected the name of the file, {book.path.stem!r}.")
    for field, labels in (("precedence", book.precedence), ("rungs", book.rungs)):
        for label in labels:
            if label not in book.labels:
                yield Fault(book.path, 0, f"{field} names {label!r}, which is not one of the labels.")
