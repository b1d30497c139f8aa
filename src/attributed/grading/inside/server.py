"""The fork server: it has the libraries loaded and never runs a student's code itself.

A forked child takes namespaces of its own, its child becomes the first process in them and runs the submission. The
server passes messages between that process and the grader, bounds their number and length, looks at time, memory and
the number of processes, and ends everything at once: where the first process of a namespace is killed, the kernel kills
the others.

python -m attributed.grading.inside.server
"""

import contextlib
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attributed.case import load_case
from attributed.grading.inside.isolate import Limits, settle, unshare
from attributed.grading.inside.line import arrived, pass_on, read, receive, send
from attributed.grading.inside.shell import Shell, new_shell, run_cell
from attributed.grading.inside.submission import run_submission
from attributed.slips import explain_slips

_TICK = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")
_GRACE = 2.0
"""Seconds that a cell has to end by itself once it was interrupted."""


class _Watch:
    """What a submission uses, against what it may."""

    def __init__(self, job: dict[str, Any], first: int) -> None:
        self.limits, self.first, self.isolated = Limits(**job["limits"]), first, job["isolated"]
        self.cell_seconds, self.all_seconds, self.most_bytes = job["seconds"], job["all_seconds"], job["most_bytes"]
        self._begun = self._turned = self._looked = time.monotonic()
        self._loaded = _memory(Path("/proc/self"))

    def next(self) -> None:
        """A cell has begun, or an answer was given."""
        self._turned = time.monotonic()

    def breach(self, *, at_once: bool = False) -> str:
        """Return which limit is broken, or nothing; look at the processes ten times a second, or now."""
        now = time.monotonic()
        if now - self._turned > self.cell_seconds + _GRACE:
            return "time"
        if now - self._begun > self.all_seconds:
            return "all time"
        if not self.isolated or (now - self._looked < _TICK and not at_once):
            return ""  # without a namespace of its own, nothing tells its processes from others
        self._looked = now
        sizes = list(_sizes(self.first))
        if len(sizes) > 2 * self.limits.processes:
            return "processes"
        own = sum(max(0, size - self._loaded) for size in sizes)
        return "memory" if own > self.limits.memory + 2 * self.limits.disk else ""


def serve(reader: int, writer: int) -> None:
    """Take jobs until the line is closed."""
    shell = new_shell(1 << 20)
    explain_slips()  # there was no shell yet when the kit was loaded
    load_case()
    run_cell(shell, "1 / 0", 60)  # what IPython needs to show an error is loaded here, once
    shell.reset()  # type: ignore[no-untyped-call]  # IPython carries no types
    send(writer, {"ready": True})
    while (job := receive(reader, 1 << 28)) is not None:
        if "cells" in job:  # else it is what was left over of a submission that has ended
            send(writer, {"end": _run(shell, job, reader, writer)})


def _run(shell: Shell, job: dict[str, Any], reader: int, writer: int) -> str:
    """Run one submission and return how it ended: "done", or what it broke."""
    ours, theirs = socket.socketpair()
    told, telling = os.pipe()
    folder = None if job["isolated"] else tempfile.mkdtemp(prefix="attributed-")
    outer = os.fork()
    if outer == 0:
        ours.close()
        os.close(told)
        _apart(shell, job, folder, theirs.fileno(), telling)
    theirs.close()
    os.close(telling)
    first = 0
    try:
        started = receive(told, 4096) or {"no": "the forked process ended"}
        first = int(started.get("first", 0))
        said = receive(told, 4096) if first else started
        if said is not None:
            return f"no sandbox: {said['no']}"
        places = iter([cell["place"] for cell in job["cells"]])
        return _relay(ours.fileno(), reader, writer, _Watch(job, first), places)
    finally:
        # The first of a namespace takes the others with it; without one, at least those of its session go.
        for end, pid in ((os.killpg if folder else os.kill, first), (os.kill, outer)):
            if pid:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    end(pid, signal.SIGKILL)
        os.waitpid(outer, 0)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
        os.close(told)
        ours.close()


def _apart(shell: Shell, job: dict[str, Any], folder: str | None, line: int, telling: int) -> None:
    """In the forked child: leave the server's namespaces, and let a child of one's own run the submission.

    With a folder, there is no sandbox: the submission runs there, as whoever grades.
    """
    try:
        if folder is None:
            unshare()
        inner = os.fork()
        if inner == 0:
            _close_others(line, telling)
            if folder is None:
                settle(Limits(**job["limits"]), job["number"])
            else:
                os.setsid()
                os.chdir(folder)
            os.close(telling)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            run_submission(shell, job, line)
            os._exit(0)
        send(telling, {"first": inner})
        os.close(telling)
        os.close(line)
        os.waitpid(inner, 0)
    except OSError as error:
        with contextlib.suppress(OSError):
            send(telling, {"no": str(error)[:200]})
    finally:
        os._exit(1)


def _close_others(*kept: int) -> None:
    """Leave a submission no open file but its line: what it prints past Python goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    for descriptor in range(3, 256):
        if descriptor not in kept:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _relay(line: int, reader: int, writer: int, watch: _Watch, places: Iterator[int]) -> str:
    """Pass messages on until the submission ends or breaks a limit; whatever is no message ends it."""
    arriving, left = bytearray(), watch.most_bytes
    while True:
        if breach := watch.breach():
            return breach
        ready = select.select([line, reader], [], [], _TICK)[0]
        if reader in ready:  # nobody was asked: the grader has seen something that the kit would not say
            receive(reader, 1 << 20)
            return "forged"
        if not ready:
            continue
        try:
            part = os.read(line, 1 << 16)
        except ConnectionResetError:
            part = b""
        if not part:
            return watch.breach(at_once=True) or "died"
        left -= len(part)
        arriving += part
        if left < 0:
            return "output"
        for data in arrived(arriving):
            if end := _pass_on(data, line, reader, writer, watch, places):
                return end


def _pass_on(  # noqa: PLR0913, PLR0917 - both ends of the line
    data: bytes, line: int, reader: int, writer: int, watch: _Watch, places: Iterator[int]
) -> str:
    """Pass one message on, and the reply where one is due; return how the submission ended, or nothing."""
    message = read(data)
    if message is None:
        return "forged"
    if "end" in message:
        return "done"
    if "at" in message:
        if message["at"] != next(places, None):  # each cell has its time once
            return "forged"
        watch.next()
    pass_on(writer, data)
    if "at" in message or "ran" in message:
        return ""
    reply = receive(reader, 1 << 20)
    if not reply or "stop" in reply:
        return "forged"
    watch.next()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        send(line, reply)
    return ""


def _sizes(first: int) -> Iterator[int]:
    """Yield the bytes of memory of every process in the namespace of the first."""
    try:
        space = Path(f"/proc/{first}/ns/pid").stat().st_ino
    except OSError:
        return
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            folder = Path(entry.path)
            with contextlib.suppress(OSError, ValueError, IndexError):
                if (folder / "ns" / "pid").stat().st_ino == space:
                    yield _memory(folder)


def _memory(folder: Path) -> int:
    """Return the bytes that a process holds for itself, from its folder in /proc."""
    try:
        fields = (folder / "statm").read_text(encoding="ascii").split()
    except FileNotFoundError:  # it has ended, or this is no Linux
        return 0
    return (int(fields[1]) - int(fields[2])) * _PAGE


def main() -> None:
    """Serve on standard input and output; whatever the libraries print goes to standard error."""
    reader, writer = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    serve(reader, writer)


if __name__ == "__main__":
    main()
