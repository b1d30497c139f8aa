"""Answers that last: a file beside the notebook, a line for every change, and no line ever taken out.

The newest line of a key is its answer. Whoever opens the file in a second tab writes to the same one; a change
that another tab made in the meantime is shown before it is replaced.
"""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attributed.errors import KitError
from attributed.writing import write_whole

_VERSION = 1


@dataclass(frozen=True)
class Change:
    """One line: the answer to one question, when it was given (UTC), and in which tab."""

    key: str
    answer: Any
    when: str
    tab: str


class AnswerFile:
    """The answers of one reader to the questions of one widget.

    `latest` has the newest change of every key. `notices` are sentences that the reader should see once: what was
    damaged and kept aside, or why nothing can be saved.
    """

    def __init__(self, path: Path, about: Mapping[str, str]) -> None:
        """Read the file, or begin without one: it is made with the first answer.

        Args:
            path: where it is, or will be.
            about: what the answers are about, such as {"case": …, "codebook": …}; the same each time.

        Raises:
            KitError: if the file is about something else, or cannot be read.
        """
        self.path = path
        self.about = dict(about)
        self.tab = secrets.token_hex(4)
        self.latest: dict[str, Change] = {}
        self.notices: list[str] = []
        self._done = 0  # bytes of the file that have been read
        data = self._bytes()
        changes, damaged = self._parsed(data.splitlines())
        if damaged:
            self._keep_aside(changes, damaged)
        else:
            self._done = len(data)
        self._take(changes)

    @property
    def answers(self) -> dict[str, Any]:
        """The newest answer of every key."""
        return {key: change.answer for key, change in self.latest.items()}

    def refresh(self) -> set[str]:
        """Read what other tabs have written since the last look; return the keys that they changed."""
        data = self._bytes()
        if len(data) < self._done:  # taken away or cut short: put() writes it anew
            return set()
        fresh = data[self._done : data.rfind(b"\n") + 1]
        changes, _ = self._parsed(fresh.splitlines())
        self._done += len(fresh)
        before = self.answers
        self._take(changes)
        others = (change for change in changes if change.tab != self.tab)
        return {change.key for change in others if before.get(change.key) != change.answer}

    def put(self, key: str, answer: Any) -> Change | None:  # noqa: ANN401 - any plain data
        """Save an answer, unless another tab has changed it since this one last looked.

        Returns:
            None if it is saved, or the change of the other tab, which then stands: a second call replaces it.

        Raises:
            KitError: if it cannot be written; the answer then lasts as long as the notebook is open.
        """
        if key in self.refresh():
            return self.latest[key]
        change = Change(key, answer, datetime.now(UTC).isoformat(timespec="milliseconds"), self.tab)
        self.latest[key] = change
        self._append([change])
        return None

    def _append(self, changes: list[Change]) -> None:
        data = self._bytes()
        if not data or len(data) < self._done:
            changes = list(self.latest.values())
            data, self._done = b"", 0
        text = b"" if data else _line({"attributed": _VERSION, **self.about})
        # A line that another tab has not finished would swallow ours.
        text = (b"\n" if data and not data.endswith(b"\n") else b"") + text
        text += b"".join(_line(asdict(change)) for change in changes)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        try:
            # One write at the end of the file: what another tab appends stands before or after it, never inside.
            handle = os.open(self.path, flags, 0o644)
            try:
                os.write(handle, text)
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise KitError(
                f"Your answers are not being saved: {self.path.name} cannot be written ({error.strerror}). They last "
                f"as long as this notebook runs; to keep them, save a copy of the notebook in a folder of your own, "
                f"and run it there."
            ) from None

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise KitError(
                f"{self.path.name} cannot be read ({error.strerror}). It should be the file with your answers: "
                f"move what is there out of the way, and run the cell again."
            ) from None

    def _parsed(self, lines: Iterable[bytes]) -> tuple[list[Change], int]:
        """Return the changes of some lines, and how many lines are damaged."""
        changes, damaged = [], 0
        for line in lines:
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                if "attributed" in data:
                    self._expect(data)
                else:
                    changes.append(Change(str(data["key"]), data["answer"], str(data["when"]), str(data["tab"])))
            except (ValueError, TypeError, KeyError):
                damaged += 1
        return changes, damaged

    def _expect(self, head: Mapping[str, Any]) -> None:
        found = {name: value for name, value in head.items() if name != "attributed"}
        if found != self.about:
            raise KitError(
                f"{self.path.name} has answers about {_words(found)}; this widget asks about {_words(self.about)}. "
                f"Give the widget another file: file='another-name.jsonl'."
            )

    def _take(self, changes: Iterable[Change]) -> None:
        for change in changes:
            self.latest[change.key] = change

    def _keep_aside(self, changes: list[Change], damaged: int) -> None:
        """Move a damaged file aside under a name that is free, and begin anew with what could be read."""
        number = 1
        while (aside := self.path.with_name(f"{self.path.stem}.damaged-{number}{self.path.suffix}")).exists():
            number += 1
        lines = f"{damaged} line{'s' * (damaged != 1)} of {self.path.name} cannot be read"
        try:
            self.path.rename(aside)
            if changes:
                head = _line({"attributed": _VERSION, **self.about})
                write_whole(self.path, head + b"".join(_line(asdict(change)) for change in changes))
                self._done = len(self._bytes())
        except OSError as error:
            raise KitError(
                f"{lines}, and the file cannot be kept aside ({error.strerror}). Give this widget a file of its own: "
                f"file='another-name.jsonl'."
            ) from None
        answers = len({change.key for change in changes})
        self.notices.append(
            f"{lines}; the file is kept as {aside.name}. {answers} answer{'s' * (answers != 1)} could be read and "
            f"{'are' if answers != 1 else 'is'} here."
        )


def _line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode() + b"\n"


def _words(about: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value!r}" for name, value in about.items()) or "nothing that it names"
