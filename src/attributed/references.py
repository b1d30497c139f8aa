"""The literature of a case: read from BibTeX, cited by author and year, shown with how far it was checked.

pybtex reads the file and formats names; this module adds what a lesson needs: one clear sentence when
something is wrong, short citations, and reading lists that never pass an unchecked entry off as checked.

Two fields are the kit's own. `status` says how far an entry was compared with a source (verified,
partly-verified, unchecked; anything else counts as unchecked). `annote` says where or which part; it is for
the maintainer and is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from html import escape
from itertools import groupby
from pathlib import Path
from string import ascii_lowercase
from typing import Literal, TypeAlias
from urllib.parse import quote

from pybtex.backends.html import Backend as HtmlBackend
from pybtex.backends.plaintext import Backend as TextBackend
from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import LowLevelParser, Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.scanner import PrematureEOF
from pybtex.style import template as bib
from pybtex.style.names.lastfirst import NameStyle as FamilyNameFirst
from pybtex.style.names.plain import NameStyle as FamilyNameLast

from attributed.errors import KitError
from attributed.faults import Fault

Status: TypeAlias = Literal["verified", "partly-verified", "unchecked"]

MARKS: Mapping[Status, str] = {
    "verified": "",
    "partly-verified": "partly checked",
    "unchecked": "not yet checked against the source",
}
"""What a reading list says after an entry of each status."""

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_LOST_ENTRY = re.compile(r"^[ \t]*[A-Za-z]+[ \t]*\{[ \t]*([^\s,{}]+)[ \t]*,", re.MULTILINE)
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_SHOWN_FIELDS = (
    *("title", "year", "month", "journal", "booktitle", "volume", "number", "pages", "series", "edition"),
    *("publisher", "institution", "school", "organization", "howpublished", "type", "note", "isbn"),
)
_PART_OF_A_WHOLE = {"article", "incollection", "inproceedings", "conference"}

_TEXT = TextBackend("utf-8")
_HTML = HtmlBackend("utf-8")
_HTML.format_protected = str  # braces guard capitals in the file; on the page they need no element
# JupyterLab tells a link from the words round it by colour alone.
_HTML.format_href = lambda url, text, _=False: f'<a style="text-decoration: underline" href="{url}">{text}</a>'


class UnknownReferenceError(KitError, KeyError):
    """No reference has this key. It is a KeyError as well, so that `in` and `get` work."""

    def __str__(self) -> str:
        """Give the sentence itself, where a KeyError would give it quoted."""
        return str(self.args[0])


@dataclass(frozen=True)
class Reference:
    """One entry of a bibliography.

    Attributes:
        key: What it is called in the file, "Entman1993".
        path: The file.
        line: The line on which the entry begins, from 1.
        entry: The entry as pybtex read it.
        letter: "a", "b" … where entries share names and year, in the order of the file; else empty.
    """

    key: str
    path: Path
    line: int
    entry: Entry = field(repr=False)
    letter: str = ""

    @property
    def authors(self) -> tuple[str, ...]:
        """Family names of the authors, or of the editors, or the organisation; empty if there is none."""
        return tuple(
            " ".join(_plain(part) for part in person.rich_prelast_names + person.rich_last_names)
            for person in _people(self.entry)
        )

    @property
    def title(self) -> str:
        """The title without markup."""
        return self._field("title")

    @property
    def year(self) -> str:
        """The year as the file gives it: "2021", or "2021/2023"."""
        return self._field("year")

    @property
    def status(self) -> Status:
        """How far the entry was checked. A missing or unknown status counts as unchecked."""
        given = self._field("status")
        return next((status for status in MARKS if status == given), "unchecked")

    @property
    def doi(self) -> str:
        """The DOI as the file gives it, or empty."""
        return str(self.entry.fields.get("doi", ""))

    @property
    def url(self) -> str:
        """The https://doi.org/ address, else the address in the file, else empty."""
        if _DOI.fullmatch(self.doi):
            return "https://doi.org/" + quote(self.doi, safe="/:;().,_-")
        return str(self.entry.fields.get("url", ""))

    @property
    def missing(self) -> list[str]:
        """Which of names, title and year the entry lacks."""
        required = {"author, editor or organization": self.authors, "title": self.title, "year": self.year}
        return [what for what, present in required.items() if not present]

    def cite(self) -> str:
        """Cite by author and year: "Entman (1993)", "Semino, Short & Culpeper (1997)", "Lin et al. (2016)".

        Four authors or more become the first and "et al.".

        Raises:
            KitError: The entry lacks names, title or year.
        """
        _refuse_incomplete(self)
        return f"{_short_names(self.authors)} ({self.year}{self.letter})"

    def __str__(self) -> str:
        """Write the full reference as text, with the mark if it is not verified."""
        mark = MARKS[self.status]
        return _plain(self._full()) + (f" [{mark}]" if mark else "")

    def _repr_html_(self) -> str:
        """Write the full reference as HTML, with the same words."""
        mark = MARKS[self.status]
        return str(self._full().render(_HTML)) + (f" <strong>[{escape(mark)}]</strong>" if mark else "")

    def _field(self, name: str) -> str:
        return _plain(Text.from_latex(self.entry.fields.get(name, "")))

    def _full(self) -> Text:
        """Set the whole reference, by author and year, in pybtex's rich text."""
        _refuse_incomplete(self)
        month = self._field("month")
        date = f"({self.year}{self.letter}, {month})." if month else f"({self.year}{self.letter})."
        parts = bib.join(sep=" ")[
            _full_names(self.entry), date, _title(self.entry), _whole(self.entry), _source(self.entry)
        ]
        return bib.join(sep=" ")[
            parts,
            bib.optional["(", bib.field("note"), ")"],
            bib.optional["ISBN ", bib.field("isbn"), "."],
            _link(self.url),
        ].format_data({"entry": self.entry})


@dataclass(frozen=True)
class Reading:
    """A reading list. A notebook shows it as a list, `print` as lines of text."""

    references: tuple[Reference, ...]

    def __repr__(self) -> str:
        """Write one line a reference."""
        return "\n".join(f"- {reference}" for reference in self.references)

    def _repr_html_(self) -> str:
        """Write a list that takes its colours from the page."""
        items = "\n".join(f"<li>{reference._repr_html_()}</li>" for reference in self.references)
        return f"<ul>\n{items}\n</ul>"


class References(Mapping[str, Reference]):
    """The entries of a bibliography by key, in the order of the file."""

    def __init__(self, path: Path, references: Mapping[str, Reference], lost: Mapping[str, int]) -> None:
        """Hold what `load_references` read; `lost` gives the line of each entry that has no @."""
        self.path = path
        self._references = dict(references)
        self._lost = dict(lost)

    def __getitem__(self, key: str) -> Reference:
        """Find a reference.

        Raises:
            UnknownReferenceError: No reference has this key; close ones are named.
        """
        if key in self._references:
            return self._references[key]
        by_lower = {known.lower(): known for known in self._references}
        close = [by_lower[one] for one in get_close_matches(str(key).lower(), by_lower, n=3, cutoff=0.5)]
        hint = (
            f"Did you mean {' or '.join(map(repr, close))}?" if close else "list(…) of the references gives every key."
        )
        raise UnknownReferenceError(f"{self.path}: no reference has the key {key!r}. {hint}")

    def __iter__(self) -> Iterator[str]:
        """Go through the keys."""
        return iter(self._references)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._references)

    def __repr__(self) -> str:
        """Name the file and the number of entries."""
        return f"<References {self.path}: {len(self)} entries>"

    def cite(self, key: str) -> str:
        """Cite a reference by author and year: "Thompson & Ye (1991)".

        Raises:
            KitError: No reference has this key, or it lacks names, title or year.
        """
        return self[key].cite()

    def reading(self, *keys: str) -> Reading:
        """Make a reading list of these references, in this order.

        Raises:
            KitError: No key was given, or no reference has the key, or it lacks names, title or year.
        """
        if not keys:
            raise KitError("reading(): name at least one reference by its key, as in reading('Entman1993').")
        chosen = tuple(self[key] for key in keys)
        for reference in chosen:
            _refuse_incomplete(reference)
        return Reading(chosen)

    def check(self) -> list[Fault]:
        """List what the owner of the file should mend, by line.

        A required field that is missing (author, editor or organization; title; year), a status that is
        missing or unknown, a malformed DOI, a percent sign that cuts a field short, an entry without its @.
        """
        faults = [
            Fault(self.path, reference.line, f"{reference.key}: {message}")
            for reference in self.values()
            for message in _faults(reference)
        ]
        faults += [
            Fault(self.path, line, f"{key} is not read, because its entry does not begin with @. Add it.")
            for key, line in self._lost.items()
        ]
        return sorted(faults, key=lambda fault: fault.line)


def load_references(path: str | Path) -> References:
    """Read a bibliography in BibTeX, UTF-8.

    Raises:
        KitError: The file is not there, is not UTF-8, is not valid BibTeX (with the line), or has a key
            twice (with both lines). BibTeX does not tell capitals from small letters in a key.
    """
    path = Path(path)
    text = _text(path)
    builder = Parser()
    scanner = LowLevelParser(text, macros=builder.macros)
    references: dict[str, Reference] = {}
    lines: dict[str, int] = {}
    lost: dict[str, int] = {}
    end = 0
    try:
        for command, body in scanner:
            lost |= _lost_entries(text, end, scanner.command_start)
            end = scanner.pos
            if command.lower() in {"string", "preamble"}:
                continue
            key, fields = body
            line = _line(text, scanner.command_start)
            if key.lower() in lines:
                raise KitError(
                    f"{path}:{line}: the key {key!r} stands already on line {lines[key.lower()]}. "
                    "Give one of the two another key.",
                )
            lines[key.lower()] = line
            builder.process_entry(command, key, fields)
            references[key] = Reference(key, path, line, builder.data.entries[key])
    except PybtexError as error:
        start = _line(text, scanner.command_start)
        # A brace that was never closed shows at the end of the file; its entry is the place to look.
        line = start if isinstance(error, PrematureEOF) else getattr(error, "lineno", start)
        raise KitError(
            f"{path}:{line}: not valid BibTeX: {error.args[0]}. Look for a "
            f"missing comma, brace or quotation mark in the entry that begins on line {start}.",
        ) from error
    lost |= _lost_entries(text, end, len(text))
    return References(path, _with_letters(references), lost)


# Reading


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise KitError(
            f"{path}: expected UTF-8 text, but byte {error.start} is {error.object[error.start]:#04x}. "
            "Save the file as UTF-8.",
        ) from error
    except OSError as error:
        raise KitError(
            f"{path}: the bibliography cannot be read ({error.strerror}). Put a BibTeX file there.",
        ) from error


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _lost_entries(text: str, start: int, end: int) -> dict[str, int]:
    """Find entries that lack their @ between two others: BibTeX takes them for a comment."""
    return {found[1]: _line(text, start + found.start(1)) for found in _LOST_ENTRY.finditer(text[start:end])}


def _with_letters(references: Mapping[str, Reference]) -> dict[str, Reference]:
    """Tell apart the entries that would be cited alike: Egloff (2020a), Egloff (2020b)."""

    def look(reference: Reference) -> tuple[str, str]:
        return _short_names(reference.authors), reference.year

    letters: dict[str, str] = {}
    for _, alike in groupby(sorted(references.values(), key=look), key=look):
        keys = [reference.key for reference in alike]
        if len(keys) > 1:
            letters |= dict(zip(keys, ascii_lowercase, strict=False))
    return {key: replace(one, letter=letters.get(key, "")) for key, one in references.items()}


def _refuse_incomplete(reference: Reference) -> None:
    if reference.missing:
        raise KitError(
            f"{reference.path}:{reference.line}: {reference.key} has no "
            f"{' and no '.join(reference.missing)}, so it cannot be cited. Add it to the entry.",
        )


def _faults(reference: Reference) -> Iterator[str]:
    fields = reference.entry.fields
    for what in reference.missing:
        yield f"no {what}. Add it."
    if fields.get("status", "") != reference.status:
        found = repr(fields["status"]) if "status" in fields else "none"
        yield f"expected status = {{{'}, {'.join(MARKS)}}}; found {found}. Until then it counts as unchecked."
    if reference.doi and not _DOI.fullmatch(reference.doi):
        yield (
            f"expected a DOI such as 10.1000/182, without an address before it; found {reference.doi!r}. "
            "Until it is mended it is not shown."
        )
    for name in _SHOWN_FIELDS:
        if _BARE_PERCENT.search(fields.get(name, "")):
            yield f"{name} is cut short at %, which begins a comment in BibTeX. Write \\%."


# Names


def _people(entry: Entry) -> list[Person]:
    """Find who answers for the work: authors, else editors, else the organisation as if it were a person."""
    for role in ("author", "editor"):
        if entry.persons.get(role):
            return list(entry.persons[role])
    for name in ("organization", "organisation"):
        if entry.fields.get(name):
            return [Person(f"{{{entry.fields[name]}}}")]
    return []


def _short_names(names: tuple[str, ...]) -> str:
    most_names = 3
    if len(names) > most_names or names[-1:] == ("others",):
        return f"{names[0]} et al."
    return " & ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _full_names(entry: Entry) -> bib.Node:
    people = _people(entry)
    names = _join_names(people, FamilyNameFirst(), ", & ")
    if entry.persons.get("author") or not entry.persons.get("editor"):
        return names
    return bib.join[names, _editors_mark(people)]


def _join_names(people: list[Person], style: FamilyNameFirst | FamilyNameLast, last: str) -> bib.Node:
    """Join names, given names as initials; the name "others", BibTeX's way to say so, becomes et al."""
    names = [style.format(person, abbr=True) for person in people]
    if people[-1].last_names == ["others"] and not people[-1].first_names:
        return bib.join(sep=", ")[[*names[:-1], "et al."]]
    return bib.join(sep=", ", sep2=last, last_sep=last)[names]


def _editors_mark(editors: list[Person]) -> str:
    return " (Eds.)" if len(editors) > 1 else " (Ed.)"


# The parts of a full reference, as templates that pybtex fills in


def _title(entry: Entry) -> bib.Node:
    title = bib.field("title")
    if entry.type not in _PART_OF_A_WHOLE:
        title = bib.tag("em")[title]
    return bib.sentence(sep="")[title, bib.optional[" (", bib.field("edition"), " ed.)"]]


def _whole(entry: Entry) -> bib.Node:
    """Name the journal or book that the work is a part of, with pages."""
    if "journal" in entry.fields:
        return bib.sentence(sep="")[
            bib.tag("em")[bib.field("journal")],
            bib.optional[" ", bib.field("volume")],
            bib.optional["(", bib.field("number"), ")"],
            bib.optional[", ", bib.field("pages")],
        ]
    if "booktitle" in entry.fields:
        editors = entry.persons.get("editor") if entry.persons.get("author") else None
        pages = "p. " if entry.fields.get("pages", "").isdecimal() else "pp. "
        return bib.sentence(sep="")[
            "In ",
            bib.join[_join_names(editors, FamilyNameLast(), " & "), _editors_mark(editors), ", "] if editors else "",
            bib.tag("em")[bib.field("booktitle")],
            bib.optional[" (", pages, bib.field("pages"), ")"],
        ]
    return bib.join


def _source(entry: Entry) -> bib.Node:
    """Name who put the work out, and its number in a series or among their papers."""
    number = bib.optional[" ", bib.field("number" if "number" in entry.fields else "volume")]
    series = bib.join[bib.field("series"), number]
    kind = bib.join[bib.field("type"), number]
    organization = bib.field("organization") if _has_names(entry) else ""
    return bib.sentence[
        bib.optional[series] if "journal" not in entry.fields else "",
        bib.first_of[
            bib.optional[bib.field("publisher")],
            bib.optional[bib.field("institution")],
            bib.optional[bib.field("school")],
            bib.optional[organization],
            bib.optional[bib.field("howpublished")],
        ],
        bib.optional[kind] if "journal" not in entry.fields else "",
    ]


def _has_names(entry: Entry) -> bool:
    return bool(entry.persons.get("author") or entry.persons.get("editor"))


def _link(url: str) -> bib.Node:
    if url.startswith(("https://", "http://")):
        return bib.href(escape(url))[url]
    return bib.join[url]


def _plain(text: Text) -> str:
    return str(text.render(_TEXT))
