"""A notebook file that anyone may have written, as well-formed cells.

Nothing in it is believed: not its size, its depth, its format or the shape of a cell. What a person could still
read is repaired, with a flag; what nobody could is refused in one sentence.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from attributed.errors import KitError

MOST_BYTES = 20_000_000
MOST_CELLS = 2_000
MOST_PARTS = 3_000_000
"""So many brackets, braces and commas: what a file takes in memory goes by them, and not by its bytes."""
DEEPEST = 20
"""So deep may metadata be nested."""
CELL_TYPES = ("code", "markdown", "raw")

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
_JSON_TYPE = re.compile(r"application/(.*\+)?json")
_LONGEST_WHOLE = 18


class PageError(KitError):
    """Why a submitted file cannot be read as a notebook, in one sentence."""


@dataclass(frozen=True)
class Submitted:
    """A notebook's cells and metadata in the form of nbformat 4.5, without outputs.

    Ids may still be missing or stand twice; whatever else is in a cell is valid.
    """

    cells: list[dict[str, Any]]
    metadata: dict[str, Any]
    flags: list[str]
    has_ids: bool
    """Whether the file's format is one in which every cell has an id."""


class _Odd:
    """What had to be repaired, by what was wrong with it: one flag names all the cells."""

    def __init__(self) -> None:
        self.cells: defaultdict[str, list[str]] = defaultdict(list)

    def note(self, what: str, cell: str) -> None:
        if cell not in self.cells[what][-1:]:
            self.cells[what].append(cell)

    def flags(self) -> list[str]:
        return [f"{listed(cells)}: {what}." for what, cells in self.cells.items()]


def listed(names: list[str], most: int = 4) -> str:
    """Return names in a row, with the number of those that are left out."""
    shown = [*names[:most], f"{len(names) - most} more"] if len(names) > most else names
    text = ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else shown[0]
    return text[0].upper() + text[1:] if text.startswith("cell ") else text


def read_submitted(data: bytes) -> Submitted:
    """Read a notebook of format 4 or 3 from the bytes of its file.

    Raises:
        PageError: if it is no notebook, a damaged one, of a format that is not known here, or far too large.
    """
    flags: list[str] = []
    page = _load(_decode(data), flags)
    raw = _raw_cells(page, flags)
    if len(raw) > MOST_CELLS:
        raise PageError(f"The notebook has {len(raw)} cells, and at most {MOST_CELLS} are read.")
    odd = _Odd()
    cells = [cell for place, own in enumerate(raw, 1) if (cell := _cell(own, place, odd)) is not None]
    minor = page.get("nbformat_minor")
    return Submitted(
        cells=cells,
        metadata=_notebook_metadata(page.get("metadata")),
        flags=[*flags, *odd.flags()],
        has_ids=page.get("nbformat") == 4 and isinstance(minor, int) and minor >= 5,  # noqa: PLR2004 - the format's
    )


def _decode(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise PageError(
            f"The notebook has {len(data) / 1e6:.0f} MB, and at most {limit} are read; save it without outputs."
        )
    if not data:
        raise PageError("The notebook is an empty file.")
    try:
        return data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        raise PageError("The notebook is no text in UTF-8 or UTF-16; it is damaged, or another kind of file.") from None


def _load(text: str, flags: list[str]) -> dict[str, Any]:
    if sum(map(text.count, "[{,")) > MOST_PARTS:
        raise PageError("The notebook holds far more data than any of this set; save it without outputs.")
    try:
        page = json.loads(text, parse_constant=_nothing, parse_float=_finite, parse_int=_short)
        if _HALF.search(text):
            page = _without_halves(page, flags)
    except RecursionError:
        raise PageError("The notebook is nested too deeply to be read; it was not written by Jupyter.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}: {error.msg}"
        raise PageError(f"The notebook is not JSON, or it was cut short ({where}).") from None
    if not isinstance(page, dict):
        raise PageError("The file is JSON, but no notebook: it has no cells.")
    return page


def _nothing(_: str) -> None:
    """Read NaN and Infinity, which no other JSON reader accepts, as nothing."""


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def _short(text: str) -> int | None:
    return int(text) if len(text) <= _LONGEST_WHOLE else None


def _without_halves(page: Any, flags: list[str]) -> Any:  # noqa: ANN401 - JSON
    """Replace halves of a character pair, which no file can hold."""
    try:
        json.dumps(page, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        flags.append("The notebook holds characters that cannot be written to a file; “?” stands in their place.")
        return _encodable(page)
    return page


def _encodable(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_encodable(part) for part in value]
    if isinstance(value, dict):
        return {_encodable(name): _encodable(part) for name, part in value.items()}
    return value


def _raw_cells(page: dict[str, Any], flags: list[str]) -> list[Any]:
    """Return the cells as they stand in the file, those of format 3 under the names of format 4."""
    version = page.get("nbformat")
    if type(version) is int and version not in {3, 4}:
        raise PageError(f"The notebook is of format {version}, and only 4 and 3 are read here; save it as format 4.")
    cells, sheets = page.get("cells"), page.get("worksheets")
    if isinstance(cells, list):
        if version != 4:  # noqa: PLR2004 - the format's
            flags.append("The notebook does not say that it is of format 4; it was read as such.")
        return cells
    if isinstance(sheets, list):
        flags.append("The notebook is of the old format 3; it was brought up to format 4.")
        return [_upgraded(cell) for sheet in sheets for cell in _list_in(sheet, "cells")]
    raise PageError("The file is JSON, but no notebook: it has no cells.")


def _list_in(sheet: object, name: str) -> list[Any]:
    found = sheet.get(name) if isinstance(sheet, dict) else None
    return found if isinstance(found, list) else []


def _upgraded(cell: object) -> object:
    """Return a cell of format 3 as one of format 4; outputs are not wanted."""
    if not isinstance(cell, dict):
        return cell
    kind = cell.get("cell_type")
    source = cell.get("input" if kind == "code" else "source", "")
    if is_texts(source):
        # Some programs of the time cut lines with their ends, others without.
        source = ("" if source and source[0].endswith(("\n", "\r")) else "\n").join(source)
    if kind == "heading" and isinstance(source, str):
        level = cell.get("level")
        level = level if isinstance(level, int) and 1 <= level <= 6 else 1  # noqa: PLR2004 - as in HTML
        source = f"{'#' * level} {' '.join(source.splitlines())}"
    kind = "markdown" if kind in ("heading", "html") else kind
    return {"cell_type": kind, "metadata": cell.get("metadata", {}), "source": source}


def _cell(own: object, place: int, odd: _Odd) -> dict[str, Any] | None:
    """Return a cell of the file in a valid form, None where there is nothing to read."""
    if not isinstance(own, dict):
        odd.note("no cell can be read there, and it was left out", f"cell {place}")
        return None
    metadata = own.get("metadata")
    name = _name(metadata) or f"cell {place}"
    kind = own.get("cell_type")
    if kind not in CELL_TYPES:
        odd.note("of an unknown type, and kept as raw text", name)
        kind = "raw"
    cell: dict[str, Any] = {
        "cell_type": kind,
        "metadata": _metadata(metadata, name, odd),
        "source": _source(own, name, odd),
    }
    if kind == "code":
        # As nbgrader's ClearOutput does.
        cell["metadata"] = {key: part for key, part in cell["metadata"].items() if key not in {"collapsed", "scrolled"}}
        cell |= {"execution_count": None, "outputs": []}
    elif attachments := _attachments(own.get("attachments"), name, odd):
        cell["attachments"] = attachments
    if "id" in own:
        cell["id"] = own["id"]
    return cell


def _name(metadata: object) -> str | None:
    """Return what nbgrader calls a cell, if it can be shown to a person."""
    settings = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = settings.get("grade_id") if isinstance(settings, dict) else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else None


def _source(own: Mapping[str, Any], name: str, odd: _Odd) -> str:
    source = own.get("source")
    if isinstance(source, str):
        return source
    if is_texts(source):
        return "".join(source)
    odd.note("its text is not stored as text, and what could be read of it was kept", name)
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return str(source) if type(source) in {int, float} else ""


def is_texts(value: object) -> TypeGuard[list[str]]:
    """Tell whether a value is a list of nothing but text."""
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _is_tags(value: object) -> bool:
    return is_texts(value) and len(set(value)) == len(value) and all(tag and "," not in tag for tag in value)


# What the schema of nbformat 4.5 asks of the metadata that it knows.
_CELL_FIELDS: dict[str, Callable[[Any], bool]] = {
    "name": lambda value: isinstance(value, str) and re.fullmatch(".+", value) is not None,
    "tags": _is_tags,
    "jupyter": lambda value: isinstance(value, dict),
    "execution": lambda value: isinstance(value, dict) and is_texts(list(value.values())),
    "collapsed": lambda value: isinstance(value, bool),
    "scrolled": lambda value: isinstance(value, bool) or value == "auto",
    "format": lambda value: isinstance(value, str),
}
_NOTEBOOK_FIELDS: dict[str, Callable[[Any], bool]] = {
    "title": lambda value: isinstance(value, str),
    "authors": lambda value: isinstance(value, list),
}
_PASSING = ("signature", "orig_nbformat", "orig_nbformat_minor", "widgets")
"""Metadata of a notebook that no file should hold, and the state of widgets, whose outputs are gone."""


def _metadata(own: object, name: str, odd: _Odd) -> dict[str, Any]:
    if own == {}:
        return {}
    kept = _fitting(own, _CELL_FIELDS)
    if not isinstance(own, dict) or len(kept) < len(own):
        odd.note("a part of its metadata cannot be read, and was left out", name)
    kept.pop("trusted", None)
    return kept


def _notebook_metadata(own: object) -> dict[str, Any]:
    return {key: part for key, part in _fitting(own, _NOTEBOOK_FIELDS).items() if key not in _PASSING}


def _fitting(own: object, fields: Mapping[str, Callable[[Any], bool]]) -> dict[str, Any]:
    """Return what a notebook may hold of metadata: no deeper than can be written again, and of the schema's types."""
    if not isinstance(own, dict):
        return {}
    return {
        key: part
        for key, part in own.items()
        if _depth_fits(part, DEEPEST) and (key not in fields or fields[key](part))
    }


def _depth_fits(value: object, left: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return left > 0 and all(_depth_fits(part, left - 1) for part in parts)


def _attachments(own: object, name: str, odd: _Odd) -> dict[str, Any]:
    """Return the pictures that are pasted into a text cell, each as one piece of text."""
    if not isinstance(own, dict):
        if own is not None:
            odd.note("its attachments cannot be read, and were left out", name)
        return {}
    kept = {file: bundle for file, part in own.items() if (bundle := _bundle(part)) is not None}
    if len(kept) < len(own):
        odd.note("some of its attachments cannot be read, and were left out", name)
    return kept


def _bundle(own: object) -> dict[str, Any] | None:
    if not isinstance(own, dict):
        return None
    bundle = {}
    for kind, part in own.items():
        if _JSON_TYPE.fullmatch(kind):
            fits = _depth_fits(part, DEEPEST)
        else:
            fits = isinstance(part, str) or is_texts(part)
            part = "".join(part) if fits else None  # noqa: PLW2901 - lines become text
        if not fits:
            return None
        bundle[kind] = part
    return bundle
