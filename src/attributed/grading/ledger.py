"""Which submissions are done: a record of each beside the course, and locks between two runs."""

import contextlib
import hashlib
import json
import math
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attributed.errors import KitError
from attributed.grading.graded import GradedSubmission, MarkedAnswer

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_held: set[int] = set()


def _let_go() -> None:
    """Close the locks in a forked child: a child that lives on would keep its dead parent’s lock."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


class Ledger:
    """The finished submissions of one set, in COURSE/.attributed/grading/SET/."""

    def __init__(self, course_folder: Path, name: str) -> None:
        """Open the ledger of a set; its folder is made with the first lock or record.

        Raises:
            KitError: if the set’s name cannot be that of a folder.
        """
        if name in {"", ".", ".."} or "/" in name or os.sep in name or "\0" in name:
            raise KitError(f"{name!r} cannot be the name of a set: expected the name of a folder.")
        self.set = name
        self.folder = course_folder / ".attributed" / "grading" / name

    def done(self, student: str) -> GradedSubmission | None:
        """Return the record of a student’s submission; None if there is none, or a damaged one."""
        try:
            text = self._path(student, ".json").read_text(encoding="ascii")
            graded = _graded(json.loads(text, parse_constant=_no_number))
        except (OSError, ValueError, ArithmeticError, RecursionError):
            return None
        return graded if graded and (graded.student, graded.set) == (student, self.set) else None

    def record(self, graded: GradedSubmission) -> None:
        """Write down that a submission is done, so that a crash leaves the old record or the new one.

        Call it while you hold the student’s lock.

        Raises:
            KitError: if it is of another set, or cannot be written.
        """
        if graded.set != self.set:
            raise KitError(f"This is the ledger of {self.set}; the submission is one of {graded.set}.")
        path = self._path(graded.student, ".json")
        half = path.with_name(f"{path.name}.half")
        data = json.dumps(asdict(graded), indent=1, allow_nan=False).encode("ascii")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with half.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
            _keep(self.folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                half.unlink()
            raise KitError(f"{path} cannot be written ({error.strerror}). See to it, and grade again.") from None

    @contextlib.contextmanager
    def lock(self, student: str) -> Iterator[None]:
        """Hold a student’s submission against every other process; wait while another one has it.

        The system gives the lock back when a process ends, however it ends. A thread that takes the same lock twice
        waits for ever.

        Raises:
            KitError: if no lock can be had in the course’s folder.
        """
        path = self.folder / "locks" / self._path(student, ".lock").name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        except OSError as error:
            raise KitError(f"{path} cannot be written ({error.strerror}). The course needs to be writable.") from None
        _held.add(descriptor)
        try:
            try:
                _wait_for(descriptor)
            except OSError as error:
                raise KitError(
                    f"{path} cannot be locked ({error.strerror}). Move the course to a local disk."
                ) from None
            yield
        finally:
            if descriptor in _held:  # in a child that was forked meanwhile it is closed already
                _held.discard(descriptor)
                os.close(descriptor)

    def _path(self, student: str, ending: str) -> Path:
        """Return a student’s file: readable, and with a hash that keeps names apart that look the same to a disk."""
        readable = re.sub(r"[^A-Za-z0-9_-]+", "_", student)[:40]
        told_apart = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        return self.folder / f"{readable}-{told_apart}{ending}"


def _wait_for(descriptor: int) -> None:
    if sys.platform == "win32":
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except PermissionError:  # another process has it
                time.sleep(0.1)
            else:
                return
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _keep(folder: Path) -> None:
    """See to it that a name that was just given to a file outlasts a power cut; Windows has no call for it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _no_number(name: str) -> float:
    raise ValueError(name)


_TEXT, _NUMBER = str, float
_ITEM = {"item": int, "points": _NUMBER, "of": _NUMBER, "verdict": _TEXT, "says": list, "answer": _TEXT}
_WHOLE = {
    "student": _TEXT, "set": _TEXT, "fingerprint": _TEXT, "items": list, "flags": list, "trouble": _TEXT,
    "seconds": _NUMBER,
}  # fmt: skip


def _graded(data: object) -> GradedSubmission | None:
    """Return a record’s submission, None unless every field is there and of its type."""
    whole = _typed(data, _WHOLE)
    if whole is None or not _all_text(whole["flags"]):
        return None
    items = [_typed(item, _ITEM) for item in whole["items"]]
    marked = [
        MarkedAnswer(**{**item, "says": tuple(item["says"])}) for item in items if item and _all_text(item["says"])
    ]
    if len(marked) != len(items):
        return None
    return GradedSubmission(**{**whole, "items": tuple(marked), "flags": tuple(whole["flags"])})


def _typed(data: object, types: dict[str, type]) -> dict[str, Any] | None:
    if not isinstance(data, dict) or set(data) != set(types):
        return None
    for name, kind in types.items():
        value = data[name]
        if kind is float and type(value) in {int, float}:
            if not math.isfinite(value):
                return None
        elif type(value) is not kind:
            return None
    return data


def _all_text(parts: list[object]) -> bool:
    return all(isinstance(part, str) for part in parts)
