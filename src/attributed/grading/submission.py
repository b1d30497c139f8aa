"""The files of a submission: what a student handed in, within bounds, and never anything from outside its folder."""

import contextlib
import fnmatch
import hashlib
import os
import re
import stat
import warnings
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from attributed.errors import KitError
from attributed.exercises.beside import MODES

if TYPE_CHECKING:
    from attributed.grading.course import Course

MOST_FILES = 200
MOST_BYTES = 50_000_000
MOST_SEEN = 5_000
"""So many names are looked at; a folder with more is not searched further."""
DEEPEST = 20
MOST_FLAGS = 20
TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True)
class Submission:
    """What one student handed in of one set.

    `files` are the contents by name, relative to the folder and with / between its parts; bytes of a name that are no
    UTF-8 are kept as Python keeps them (surrogateescape). `flags` has a sentence for whatever was left out.
    """

    student: str
    set: str
    files: Mapping[str, bytes]
    timestamp: datetime | None
    """When it was handed in (UTC, without a zone, as nbgrader keeps it), None where nothing says so."""
    flags: tuple[str, ...] = ()


def submission_files(course: "Course", name: str, student: str) -> Submission:
    """Read a submission.

    Left out are links and whatever else is no ordinary file, names that nbgrader ignores, the key or feedback file of
    the kit that a student brings, and what is beyond the bounds; the set’s notebook is read first. A feedback file
    that is the released one is left out without a word, since everybody has it.

    Raises:
        KitError: if the student has no folder for this set.
    """
    folder = course.submitted(student, name)
    link = course.link_to_submission(student, name)
    if link is not None:
        flag = f"The submission was not read: {link} is a link. Put the files themselves in its place."
        return Submission(student, name, {}, None, (flag,))
    if not folder.is_dir():
        raise KitError(f"{student!r} has no submission of {name}: expected the folder {folder}.")
    found = _Found()
    paths = found.walk(folder, course.ignore)
    found.drop_kit_files(paths, course.release(name))
    first = [f"{name}.ipynb", TIMESTAMP]
    for path in sorted(paths, key=lambda path: (path not in first, _encoded(path))):
        found.read(path, paths[path])
    timestamp = _timestamp(found)
    return Submission(student, name, found.files, timestamp, found.all_flags())


def fingerprint(files: Mapping[str, bytes], key_bytes: bytes, release_bytes: bytes, kit_version: str) -> str:
    """Return the SHA-256 of all that the marks of a submission rest on.

    The order of the files makes no difference, and no two different sets of files run into the same bytes: a length
    stands before every name and every content.
    """
    digest = hashlib.sha256()
    parts = [kit_version.encode(), key_bytes, release_bytes]
    for name in sorted(files, key=_encoded):
        parts += [_encoded(name), files[name]]
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def shown(name: str) -> str:
    """Return a file’s name as it can be shown in a sentence: quoted, on one line, and not too long."""
    text = ascii(name) if any(not letter.isprintable() for letter in name) else repr(name)
    return text if len(text) <= 80 else f"{text[:76]}…{text[-1]}"  # noqa: PLR2004 - a line


@dataclass
class _Found:
    """What has been found in one folder so far."""

    files: dict[str, bytes] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    size: int = 0
    too_many: int = 0

    def walk(self, folder: Path, ignore: Sequence[str]) -> dict[str, str]:
        """Return the ordinary files in a folder, name -> path, nearest first."""
        paths: dict[str, str] = {}
        waiting = deque([("", str(folder), 0)])
        left = MOST_SEEN
        while waiting:
            prefix, place, depth = waiting.popleft()
            entries = self._entries(prefix, place, left)
            left -= len(entries)
            for entry in entries:
                name = f"{prefix}{entry.name}"
                if _is_ignored(entry.name, ignore):
                    continue
                if entry.is_symlink() or (hasattr(entry, "is_junction") and entry.is_junction()):
                    self.flags.append(f"{shown(name)} is a link and was left out.")
                elif entry.is_dir(follow_symlinks=False):
                    if depth < DEEPEST:
                        waiting.append((f"{name}/", entry.path, depth + 1))
                    else:
                        self.flags.append(f"{shown(name)} lies too deep in folders and was left out.")
                elif entry.is_file(follow_symlinks=False):
                    paths[name] = entry.path
                else:
                    self.flags.append(f"{shown(name)} is no ordinary file and was left out.")
            if left <= 0:
                self.flags.append(f"There are too many files and folders; {MOST_SEEN} were looked at.")
                break
        return paths

    def _entries(self, prefix: str, place: str, most: int) -> "list[os.DirEntry[str]]":
        try:
            with os.scandir(place) as entries:
                return sorted(islice(entries, most), key=lambda entry: _encoded(entry.name))
        except OSError as error:
            self.flags.append(f"The folder {shown(prefix or '.')} cannot be read ({error.strerror}).")
            return []

    def drop_kit_files(self, paths: dict[str, str], release: Path) -> None:
        """Leave out what the kit marks or coaches with; it comes from the course, never from a student."""
        for name in [name for name in paths if name.casefold() in MODES]:
            given = release / name
            with contextlib.suppress(OSError):
                if _read(paths[name], MOST_BYTES) == given.read_bytes():
                    del paths[name]
                    continue
            del paths[name]
            self.flags.append(f"{shown(name)} belongs to the course, not to a submission; it was left out.")

    def read(self, name: str, path: str) -> None:
        """Read one file, unless that goes beyond the bounds."""
        if len(self.files) >= MOST_FILES:
            self.too_many += 1
            return
        left = MOST_BYTES - self.size
        try:
            data = _read(path, left)
        except OSError as error:
            self.flags.append(f"{shown(name)} cannot be read ({error.strerror}) and was left out.")
            return
        if data is None:
            self.flags.append(f"{shown(name)} is too large and was left out: {MOST_BYTES / 1e6:g} MB is the most.")
            return
        self.files[name] = data
        self.size += len(data)

    def all_flags(self) -> tuple[str, ...]:
        """Return the flags, of very many only the first."""
        flags = self.flags[:MOST_FLAGS]
        if len(self.flags) > MOST_FLAGS:
            flags.append(f"{len(self.flags) - MOST_FLAGS} more things were left out or out of order.")
        if self.too_many:
            flags.append(f"There are more than {MOST_FILES} files; {self.too_many} were left out.")
        return tuple(flags)


def _read(path: str, most: int) -> bytes | None:
    """Return the content of an ordinary file, None if it is larger than may be; a link is never followed."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a descriptor
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(0, "it is no ordinary file")
        if about.st_size > most:
            return None
        data = file.read(most + 1)
    return None if len(data) > most else data


def _is_ignored(name: str, patterns: Iterable[str]) -> bool:
    """Tell whether nbgrader ignores a name: as in a shell, * does not stand for a dot at the beginning."""
    return any(
        fnmatch.fnmatch(name, pattern) and not (name.startswith(".") and not pattern.startswith("."))
        for pattern in patterns
    )


_ZONE = re.compile(r"(?!/)(?!.*\.\.)[\w+:/-]+", re.ASCII)
_LONGEST_TIMESTAMP = 100


def _timestamp(found: _Found) -> datetime | None:
    """Return the time in timestamp.txt as nbgrader reads it; a text that is no time gets a flag."""
    text = found.files.get(TIMESTAMP, b"").decode("utf-8", "replace").strip()
    if not text:
        return None
    zone = text.split(" ")[2:]
    # nbgrader looks a zone’s name up among the files of the machine.
    if len(text) <= _LONGEST_TIMESTAMP and all(_ZONE.fullmatch(part) for part in zone):
        from nbgrader.utils import parse_utc  # noqa: PLC0415 - takes long

        # What a parser of dates does with a hostile text cannot be foreseen.
        with warnings.catch_warnings(), contextlib.suppress(Exception):
            warnings.simplefilter("ignore")
            time = parse_utc(text)
            if isinstance(time, datetime):
                return time
    found.flags.append(f"{TIMESTAMP} holds no time that can be read ({shown(text)}), so no lateness was counted.")
    return None
