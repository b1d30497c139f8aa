"""A submitted notebook with the released cells put back: what is run, and what is written to autograded/.

For an honest submission the page is what nbgrader's own sanitising gives with this kit's configuration. Where nbgrader
stops, or lets a submission choose its own checks, the release decides and a flag tells the teacher.
"""

import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from attributed.errors import KitError
from attributed.grading.submitted import PageError, Submitted, listed, read_submitted

__all__ = ["Page", "PageCell", "PageError", "Released", "ReleasedCell", "read_page", "read_released"]

_ITEM = re.compile(r"(?:answer|check)-(\d{1,9})")
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_SETTINGS = ("grade", "solution", "locked", "task")
_LOCKED_CODE = ("setup", "check")
_RELEASED_METADATA = ("kernelspec", "language_info")
"""What the release decides of a notebook's own metadata: in which kernel it runs."""


@dataclass(frozen=True)
class ReleasedCell:
    """A cell of the release that nbgrader knows by name.

    Its role is "setup" (locked code), "answer", "check", "rubric" (a task that a person marks) or "text" (locked text).
    """

    grade_id: str
    role: str
    item: int | None
    cell_type: str
    source: str
    metadata: Mapping[str, Any]
    """nbgrader's: its checksum, its points, whether it is locked."""
    whole: Mapping[str, Any] = field(repr=False)
    """The whole cell in the form of nbformat 4.5, as it is put back."""

    @property
    def points(self) -> float | None:
        """The points of a check or a row of a rubric."""
        points = self.metadata.get("points")
        return None if points is None else float(points)


@dataclass(frozen=True)
class Released:
    """The released notebook of a set: its named cells in order, and the notebook metadata that every page has."""

    name: str
    cells: tuple[ReleasedCell, ...]
    metadata: Mapping[str, Any]

    @cached_property
    def order(self) -> dict[str, int]:
        """Name of a cell -> its place among the named cells."""
        return {cell.grade_id: place for place, cell in enumerate(self.cells)}

    @cached_property
    def answer_of(self) -> dict[str, str]:
        """Name of a check -> name of the answer that it checks: that of its item, else the one before it."""
        by_item = {cell.item: cell.grade_id for cell in self.cells if cell.role == "answer" and cell.item is not None}
        found, before = {}, None
        for cell in self.cells:
            before = cell.grade_id if cell.role == "answer" else before
            answer = by_item.get(cell.item, before) if cell.item is not None else before
            if cell.role == "check" and answer is not None:
                found[cell.grade_id] = answer
        return found


@dataclass(frozen=True)
class PageCell:
    """A code cell of a page. Its role is "setup", "answer", "check", or "code" where it is the student's own."""

    place: int
    """Its place in the notebook's cells."""
    role: str
    item: int | None
    source: str


@dataclass(frozen=True)
class Page:
    """A submission, ready to be run and written."""

    notebook: dict[str, Any]
    """A valid notebook of nbformat 4.5 as plain data, without outputs."""
    cells: tuple[PageCell, ...]
    unanswered: frozenset[str]
    """Names of the answer cells that are as released: nbgrader's “No response.”"""
    flags: tuple[str, ...]
    """One sentence for everything that was out of order."""


def read_released(path: Path) -> Released:
    """Read the released notebook of a set.

    Raises:
        KitError: if it cannot be read, or is no notebook that nbgrader released.
    """
    try:
        submitted = read_submitted(path.read_bytes())
    except OSError as error:
        raise KitError(f"{path} cannot be read ({error.strerror}). Release the set first.") from None
    except PageError as error:
        raise KitError(f"{path}: {error} Release the set again.") from None
    metadata = {name: submitted.metadata[name] for name in _RELEASED_METADATA if name in submitted.metadata}
    cells = tuple(_released_cell(cell) for cell in submitted.cells if _is_named(cell["metadata"].get("nbgrader")))
    if fault := _fault(submitted, metadata, [cell.grade_id for cell in cells]):
        raise KitError(f"{path} is not as nbgrader releases a notebook. {fault} Release the set again.")
    return Released(path.stem, cells, metadata)


def _fault(submitted: Submitted, metadata: dict[str, Any], names: list[str]) -> str:
    """Return what is wrong with a release, one sentence, or nothing."""
    from nbformat import ValidationError, validate  # noqa: PLC0415 - it takes long, and pages are read without it

    if submitted.flags:
        return submitted.flags[0]
    if not submitted.has_ids or any("id" not in cell for cell in submitted.cells):
        return "Its cells have no ids."
    if not names:
        return "No cell in it is known to nbgrader."
    if twice := [name for name in names if names.count(name) > 1]:
        return f"The cell {twice[0]} stands there twice."
    try:
        validate({"cells": submitted.cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    except ValidationError as error:
        return f"It is not valid: {error.message}."
    return ""


def _is_named(settings: object) -> bool:
    """Tell whether these are nbgrader's settings of a cell that it knows by name."""
    return (
        isinstance(settings, dict)
        and isinstance(settings.get("grade_id"), str)
        and any(settings.get(name) is True for name in _SETTINGS)
    )


def _released_cell(cell: dict[str, Any]) -> ReleasedCell:
    settings = cell["metadata"]["nbgrader"]
    name = settings["grade_id"]
    number = _ITEM.fullmatch(name)
    return ReleasedCell(
        grade_id=name,
        role=_role(settings, cell["cell_type"]),
        item=int(number[1]) if number else None,
        cell_type=cell["cell_type"],
        source=cell["source"],
        metadata=settings,
        whole=cell,
    )


def _role(settings: Mapping[str, Any], cell_type: str) -> str:
    for setting, role in (("task", "rubric"), ("solution", "answer"), ("grade", "check")):
        if settings.get(setting):
            return role
    return "setup" if cell_type == "code" else "text"


@dataclass(eq=False)
class _Slot:
    """A cell on its way onto the page, nbgrader's settings in it, and the released cell that it is, if any."""

    cell: dict[str, Any]
    settings: object = None
    of: ReleasedCell | None = None

    @property
    def name(self) -> str:
        return self.of.grade_id if self.of else ""


def read_page(data: bytes, released: Released) -> Page:
    """Read the bytes of a submitted notebook and put the released cells back.

    Checks, setup and the rows of a rubric are always the released ones. A check stands after its answer, a cell that
    is missing comes back where nbgrader would put it, and of a cell that stands twice the last one counts, as in
    nbgrader's DeduplicateIds.

    Raises:
        PageError: if nothing in them can be read as a notebook.
    """
    submitted = read_submitted(data)
    flags = list(submitted.flags)
    page = [_Slot(cell, cell["metadata"].pop("nbgrader", None)) for cell in submitted.cells]
    _recognise(page, released, flags)
    for slot in page:
        _restore(slot, flags)
    _put_back(page, released, flags)
    _put_in_order(page, released, flags)
    _give_ids(page, submitted, flags)
    notebook = {
        "cells": [slot.cell for slot in page],
        "metadata": _notebook_metadata(submitted, released),
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return Page(notebook, tuple(_code_cells(page)), frozenset(_unanswered(page)), tuple(flags))


def _notebook_metadata(submitted: Submitted, released: Released) -> dict[str, Any]:
    own = {name: part for name, part in submitted.metadata.items() if name not in _RELEASED_METADATA}
    return own | copy.deepcopy(dict(released.metadata))


def _recognise(page: list[_Slot], released: Released, flags: list[str]) -> None:
    """Find out which cell of the page is which of the release: by its name, or where that was lost by what it is."""
    claims: defaultdict[str, list[_Slot]] = defaultdict(list)
    nameless = []
    for slot in page:
        name = slot.settings.get("grade_id") if isinstance(slot.settings, dict) else None
        if isinstance(name, str) and name in released.order:
            claims[name].append(slot)
        else:
            nameless.append(slot)
    for cell in released.cells:
        if slots := claims[cell.grade_id]:
            # The last one, as nbgrader's DeduplicateIds, which passes over a cell that is neither locked nor an answer.
            ([slot for slot in slots if _is_named(slot.settings)] or slots)[-1].of = cell
            if len(slots) > 1:
                flags.append(f"{cell.grade_id} stood there {len(slots)} times; only the last one counts as such.")
        elif lost := _lost(cell, nameless):
            lost.of, lost.settings = cell, None
    named = {id(slot) for slots in claims.values() for slot in slots}
    strays = [
        f"cell {place}"
        for place, slot in enumerate(page, 1)
        if slot.of is None and _is_named(slot.settings) and id(slot) not in named
    ]
    if strays:
        flags.append(f"{listed(strays)}: of a name that no cell of this set has, and taken as the student’s own.")


def _lost(cell: ReleasedCell, nameless: list[_Slot]) -> _Slot | None:
    """Return the cell from which some program took nbgrader's settings away.

    An answer is known by its id. A check is known by its text only: where that is another, the cell may be a
    student's work, which nothing should write over.
    """
    by_text = (slot for slot in nameless if cell.source and _same(slot.cell["source"], cell.source))
    by_id = (slot for slot in nameless if slot.cell.get("id") == cell.whole["id"])
    for slot in by_text if cell.role in _LOCKED_CODE else (*by_id, *by_text):
        if slot.of is None:
            return slot
    return None


def _same(text: str, released: str) -> bool:
    """Tell whether a text is the released one; blanks at its ends and the ends of its lines are nobody's tampering."""
    if len(text) > 2 * len(released) + 100:
        return False
    return text == released or text.replace("\r\n", "\n").strip() == released.strip()


def _restore(slot: _Slot, flags: list[str]) -> None:
    """Give a named cell what the release says of it: everything, but for the text of an answer."""
    if slot.of is None:
        return
    flags += _changes(slot.of, slot.cell, slot.settings)
    own, slot.cell = slot.cell, copy.deepcopy(dict(slot.of.whole))
    if slot.of.role == "rubric":
        return
    slot.cell["metadata"] = own["metadata"] | slot.cell["metadata"]
    if "id" in own:
        slot.cell["id"] = own["id"]
    if slot.of.role == "answer":
        slot.cell["source"] = own["source"]
        slot.cell.pop("attachments", None)
        if "attachments" in own and slot.of.cell_type != "code":
            slot.cell["attachments"] = own["attachments"]


def _changes(cell: ReleasedCell, own: Mapping[str, Any], settings: object) -> Iterator[str]:
    """Yield a sentence for everything in a named cell that only the release decides and that is not as released."""
    name = cell.grade_id
    if cell.role != "answer" and not _same(own["source"], cell.source):
        yield f"{name} was edited; the released one {'was run' if cell.cell_type == 'code' else 'stands'}."
    if own["cell_type"] != cell.cell_type:
        yield f"{name} was turned into a cell of type {own['cell_type']}; it is of type {cell.cell_type} again."
    if not isinstance(settings, dict):
        yield f"{name} had lost its nbgrader settings; it was given them again."
        return
    if any(bool(settings.get(part)) != bool(cell.metadata.get(part)) for part in _SETTINGS):
        yield f"The nbgrader settings of {name} were changed; the released ones count."
    if cell.points is not None and settings.get("points") != cell.points:
        yield f"The points of {name} were changed; it is worth {cell.points:g}."


def _put_back(page: list[_Slot], released: Released, flags: list[str]) -> None:
    """Insert every missing cell after the one that comes before it in the release, as this kit's MissingCells does."""
    there = {slot.name: slot for slot in page if slot.of}
    if not there:
        flags.append("The notebook holds no cell of this set; all of them were put back.")
    before: _Slot | None = None
    for cell in released.cells:
        slot = there.get(cell.grade_id)
        if slot is None:
            slot = _Slot(copy.deepcopy(dict(cell.whole)), of=cell)
            _insert(page, slot, before)
            if there:
                flags.append(f"{cell.grade_id} was deleted; it was put back.")
        before = slot


def _insert(page: list[_Slot], slot: _Slot, before: _Slot | None) -> None:
    page.insert(page.index(before) + 1 if before else 0, slot)


def _put_in_order(page: list[_Slot], released: Released, flags: list[str]) -> None:
    """Put checks after their answers, and other locked cells where they stand in the release."""
    slots = {slot.name: slot for slot in page if slot.of}
    for check, answer in reversed(released.answer_of.items()):
        if page.index(slots[check]) < page.index(slots[answer]):
            page.remove(slots[check])
            _insert(page, slots[check], slots[answer])
            flags.append(f"{check} stood before {answer}; it was put back after it.")
    for cell, before in zip(released.cells, (None, *released.cells), strict=False):
        place = page.index(slots[cell.grade_id])
        if cell.role not in {"answer", "check"} and _is_out_of_order(page, place, released.order):
            page.remove(slots[cell.grade_id])
            _insert(page, slots[cell.grade_id], slots[before.grade_id] if before else None)
            if page.index(slots[cell.grade_id]) != place:
                flags.append(f"{cell.grade_id} stood out of order; it was put back in its place.")


def _is_out_of_order(page: list[_Slot], place: int, order: Mapping[str, int]) -> bool:
    """Tell whether a locked cell and another one, or locked code and an answer, changed sides."""
    slot = page[place]
    others = (
        (there, other)
        for there, other in enumerate(page)
        if other.of and (other.of.role != "answer" or slot.cell["cell_type"] == "code")
    )
    return any((there - place) * (order[other.name] - order[slot.name]) < 0 for there, other in others)


def _give_ids(page: list[_Slot], submitted: Submitted, flags: list[str]) -> None:
    """See to it that every cell has an id of its own, the same one whenever this file is read.

    Where two cells have the same, a released one keeps it, then the first.
    """
    taken: set[str] = set()
    without = []
    for place, slot in sorted(enumerate(page, 1), key=lambda pair: pair[1].of is None):
        name = slot.cell.get("id")
        if isinstance(name, str) and _CELL_ID.fullmatch(name) and name not in taken:
            taken.add(name)
        else:
            without.append((place, slot))
    for place, slot in without:
        wish = slot.of.whole["id"] if slot.of else f"cell-{place}"
        tries = (wish if turn == 1 else f"{wish[:50]}-{turn}" for turn in range(1, len(page) + 2))
        slot.cell["id"] = next(name for name in tries if name not in taken)
        taken.add(slot.cell["id"])
    if without and submitted.has_ids:
        count = "A cell" if len(without) == 1 else f"{len(without)} cells"
        flags.append(f"{count} had no proper id, and got one.")


def _unanswered(page: list[_Slot]) -> Iterator[str]:
    """Yield the answers that nobody gave; nbgrader never says so of a task."""
    return (
        slot.name for slot in page if slot.of and slot.of.role == "answer" and slot.cell["source"] == slot.of.source
    )


def _code_cells(page: list[_Slot]) -> Iterator[PageCell]:
    for place, slot in enumerate(page):
        if slot.cell["cell_type"] == "code":
            role, item = (slot.of.role, slot.of.item) if slot.of else ("code", None)
            yield PageCell(place, role, item, slot.cell["source"])
