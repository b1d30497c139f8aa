"""The source of a sheet: data/sheets/NN-name.toml, read and checked; it names what is printed and types no article."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attributed.errors import KitError
from attributed.faults import Fault
from attributed.paths import data_folder

WORDS = ("heading", "text", "article", "codebook", "answer", "chart")
LISTS = ("statements", "columns", "facts", "renderings", "words")
KEYS = (*WORDS, *LISTS, "lines")
MOST_LINES = 40
"""So many ruled lines fill a page."""


@dataclass(frozen=True)
class Part:
    """One part of a sheet: its heading, and what is printed beneath.

    `places` gives the line of each key in the file, and `""` that of the part itself.
    """

    heading: str
    path: Path
    places: Mapping[str, int]
    text: str = ""
    article: str = ""
    statements: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    codebook: str = ""
    facts: tuple[str, ...] = ()
    renderings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    lines: int = 0
    answer: str = ""
    chart: str = ""

    def error(self, key: str, message: str) -> KitError:
        """Return the error to raise for one key: file, line, part, what is wrong."""
        return KitError(str(Fault(self.path, self.places.get(key, 0), f"the part “{self.heading}”: {message}")))


@dataclass(frozen=True)
class Sheet:
    """A sheet as its file describes it."""

    path: Path
    title: str
    instructions: str
    parts: tuple[Part, ...]

    @property
    def number(self) -> str:
        """The number of its lesson, empty if the file’s name begins with none."""
        found = re.match(r"\d+", self.path.stem)
        return str(int(found[0])) if found else ""


def find_sheet(lesson: str) -> Path:
    """Return the file of a lesson’s sheet.

    Args:
        lesson: the number of a lesson, the name of a sheet of the kit, or the path of a TOML file of one’s own.

    Raises:
        KitError: if there is no such sheet.
    """
    folder = data_folder() / "sheets"
    if lesson.endswith(".toml"):
        if Path(lesson).is_file():
            return Path(lesson)
        raise KitError(f"{lesson}: this file is not there. Give the path of a sheet’s TOML file, or a lesson’s number.")
    known = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    wanted = f"{int(lesson):02d}-" if lesson.isascii() and lesson.isdigit() else lesson
    for stem, path in known.items():
        if stem == lesson or (wanted != lesson and stem.startswith(wanted)):
            return path
    numbers = ", ".join(stem.split("-")[0].lstrip("0") for stem in known) or "none"
    raise KitError(f"There is no sheet for lesson {lesson!r}. Lessons with a sheet in {folder}: {numbers}.")


def read_sheet(path: Path) -> Sheet:
    """Read the file of a sheet.

    Raises:
        KitError: if it cannot be read, is not TOML, or does not have the form of a sheet, with the line.
    """
    try:
        source = path.read_text(encoding="utf-8")
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise KitError(f"{path}: this is not well-formed TOML: {error}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise KitError(f"{path}: this file cannot be read: {error}.") from None
    head, *places = _places(source)
    for fault in _faults(path, data, head, places):
        raise KitError(str(fault))
    parts = tuple(_part(path, entry, place) for entry, place in zip(data["part"], places, strict=True))
    return Sheet(path, data["title"].strip(), data["instructions"].strip(), parts)


def _places(source: str) -> list[dict[str, int]]:
    """Return the line of every key: those before the first part, then those of each part."""
    found: list[dict[str, int]] = [{}]
    fence = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if fence:  # inside a text of several lines
            fence = "" if fence in line else fence
            continue
        if re.match(r"\s*\[\[\s*part\s*\]\]", line):
            found.append({"": number})
        elif key := re.match(r"\s*\[*\s*[\"']?([\w-]+)", line):
            found[-1].setdefault(key[1], number)
        opened = re.search(r"=\s*(\"\"\"|''')", line)
        if opened and line.count(opened[1]) == 1:
            fence = opened[1]
    return found


def _faults(
    path: Path, data: Mapping[str, Any], head: Mapping[str, int], places: list[dict[str, int]]
) -> Iterator[Fault]:
    for field in ("title", "instructions"):
        if not _is_words(data.get(field)):
            yield Fault(
                path, head.get(field, 0), f"{field!r} should be words in quotation marks at the top of the file."
            )
    for key in data.keys() - {"title", "instructions", "part"}:
        yield Fault(path, head.get(key, 0), _unknown(key, ("title", "instructions", "part")))
    parts = data.get("part")
    if not isinstance(parts, list) or not parts or len(parts) != len(places):
        yield Fault(path, 0, "expected the parts of the sheet, each under a line [[part]].")
        return
    for entry, place in zip(parts, places, strict=True):
        yield from _part_faults(path, entry, place)


def _part_faults(path: Path, entry: Mapping[str, Any], place: Mapping[str, int]) -> Iterator[Fault]:
    heading = entry.get("heading")
    if not _is_words(heading):
        yield Fault(path, place[""], "this part should have a 'heading', in words.")
        return
    name = f"the part “{heading}”"
    for key, value in entry.items():
        line = place.get(key, place[""])
        if key not in KEYS:
            yield Fault(path, line, f"{name}: {_unknown(key, KEYS)}")
        elif key in WORDS and not _is_words(value):
            yield Fault(path, line, f"{name}: {key!r} should be words in quotation marks, not {value!r}.")
        elif key in LISTS and not (isinstance(value, list) and value and all(map(_is_words, value))):
            yield Fault(path, line, f'{name}: {key!r} should be a list such as ["…", "…"], not {value!r}.')
        elif key == "lines" and (type(value) is not int or not 1 <= value <= MOST_LINES):
            yield Fault(path, line, f"{name}: 'lines' should be a whole number from 1 to {MOST_LINES}, not {value!r}.")
    if entry.keys() <= {"heading"}:
        yield Fault(path, place[""], f"{name} has nothing beneath its heading; expected one of {', '.join(KEYS[1:])}.")
    if "columns" in entry and not entry.keys() & {"statements", "words"}:
        yield Fault(
            path, place["columns"], f"{name}: 'columns' go with 'statements' or with 'words', and neither is there."
        )


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _unknown(key: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"Expected one of {', '.join(known)}."
    return f"the key {key!r} is unknown. {hint}"


def _part(path: Path, entry: Mapping[str, Any], place: Mapping[str, int]) -> Part:
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Part(path=path, places=place, **given)
