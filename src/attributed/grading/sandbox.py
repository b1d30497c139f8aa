"""A sandbox for students' code: Linux namespaces by bubblewrap, and a fork server within them.

bubblewrap (https://github.com/containers/bubblewrap) gives the server a machine that has the libraries of this Python,
read-only, and nothing else: no network, no home, no submissions, no solutions, no gradebook, no other process. Each
submission then has a process, folders and limits of its own within that; see `attributed.grading.inside`.
"""

import base64
import itertools
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import attributed
from attributed.errors import KitError
from attributed.grading.inside.isolate import HOME, Limits
from attributed.grading.inside.line import Overlong, receive, send
from attributed.paths import data_folder

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
_SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime")
_MOST_BYTES = 32 << 20
_MOST_OUTPUT = 4 << 20
"""Bytes of a cell's outputs that are kept; the kit itself sends fewer."""
_DEEPEST = 20
_WIDGET = "application/vnd.jupyter.widget-view+json"
_JSON_TYPE = re.compile(r"application/(.*\+)?json")
_FIRST_USER, _USERS = 61_000, 4_000
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": HOME,
    "TMPDIR": HOME,
    "LANG": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": f"{HOME}/.matplotlib",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass(frozen=True)
class Cell:
    """A cell to run. A check is not run here: its answer is asked for."""

    place: int
    role: str
    source: str = ""
    item: int = 0
    function: bool = False


@dataclass(frozen=True)
class SandboxSettings:
    """What a submission may use, and for how many seconds a cell and all of them may run.

    Without `isolated` there is no sandbox: students' code runs as whoever grades, in a process of its own.
    """

    limits: Limits = field(default_factory=Limits)
    seconds: float = 30
    all_seconds: float = 300
    isolated: bool = True
    hidden: tuple[str, ...] = ("/usr/local/share/nbgrader",)
    """Folders that are empty in the sandbox where they lie within one that is seen; nbgrader's exchange may do so."""


@dataclass
class Ran:
    """What became of a submission: the outputs of its cells by place, and how it ended.

    The end is "done", or what put an end to it: time, all time, memory, processes, output, died, or forged where what
    came was no message of ours. `at` is the place of the cell that was running then.
    """

    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    stopped: list[int] = field(default_factory=list)
    end: str = ""
    at: int = -1


class Called(Protocol):
    """How a check calls a student's function: it gives the message that came back."""

    def __call__(self, text: str) -> dict[str, Any]: ...  # noqa: D102


OnCheck = Callable[[int, dict[str, Any], Called], None]
"""What to do at a check: its place, the message with the answer, and a way to call it if it is a function."""


class Sandbox:
    """A running sandbox; a context manager. One submission at a time, each as if it were the first."""

    def __init__(self, settings: SandboxSettings | None = None) -> None:
        """Set what a submission may use."""
        self.settings = settings or SandboxSettings()
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the sandbox
        self._number = _FIRST_USER + os.getpid() % _USERS

    def __enter__(self) -> Self:
        """Start the server.

        Raises:
            NoSandboxError: if there is no bubblewrap, or it may not do here what it is for.
        """
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the server and everything in it."""
        self._stop()

    def run(self, cells: Sequence[Cell], files: Mapping[str, bytes], on_check: OnCheck) -> Ran:
        """Run the cells of one submission in order.

        Args:
            cells: the cells.
            files: what lies beside the notebook, by relative name.
            on_check: called at every check, in order.

        Raises:
            KitError: if the sandbox itself fails.
        """
        job = {
            "cells": [asdict(cell) for cell in cells],
            "files": {name: base64.b64encode(data).decode() for name, data in files.items()},
            **asdict(self.settings),
            "most_bytes": _MOST_BYTES,
            "number": self._number,
        }
        self._send(job)
        checks = iter([cell.place for cell in cells if cell.role == "check"])
        runs = {cell.place for cell in cells if cell.role != "check"}
        ran = Ran()
        try:
            return self._listen(ran, checks, runs, on_check)
        except SandboxEnded as ended:
            ran.end = str(ended)
            return ran

    def _listen(self, ran: Ran, checks: Iterator[int], runs: set[int], on_check: OnCheck) -> Ran:
        while True:
            message = self._receive()
            if "end" in message:
                ran.end = ran.end or str(message["end"])
                if ran.end.startswith("no sandbox"):
                    why = ran.end.removeprefix("no sandbox: ")
                    raise NoSandboxError(f"The sandbox does not work here ({why}). `attributed doctor` tells more.")
                return ran
            if not ran.end and not self._take(message, ran, checks, runs, on_check):
                ran.end = "forged"
                self._send({"stop": True})  # once: who goes on writing must not make the two of us wait for each other

    def _take(
        self, message: dict[str, Any], ran: Ran, checks: Iterator[int], runs: set[int], on_check: OnCheck
    ) -> bool:
        """Take in one message; False for one that nobody asked for."""
        place = next((message[name] for name in ("at", "ran", "check") if type(message.get(name)) is int), -1)
        if "at" in message:
            ran.at = place
            return True
        if "ran" in message and place in runs:
            ran.outputs[place] = list(_outputs(message.get("outputs")))
            if message.get("trouble"):
                ran.stopped.append(place)
            return True
        if "check" in message and place == next(checks, None):
            on_check(place, message, self._call)
            self._send({"go": True})
            return True
        return False

    def _call(self, text: str) -> dict[str, Any]:
        self._send({"call": text})
        message = self._receive()
        if {"gave", "error", "stopped"} & set(message):
            return message
        end = message.get("end")
        if end is None:
            self._send({"stop": True})
            while "end" not in self._receive():
                pass
        raise SandboxEnded(str(end or "forged"))

    def _start(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this Python, in a sandbox
            [*self._before(), sys.executable, "-I", "-m", "attributed.grading.inside.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            bufsize=0,
        )
        try:
            self._receive()  # it says that it is ready
        except KitError as error:
            raise NoSandboxError(str(error)) from None

    def _before(self) -> list[str]:
        """Return what stands before the server's own command."""
        if not self.settings.isolated:
            if hasattr(os, "fork"):
                return []
            raise NoSandboxError(
                "Windows can grade with `nbgrader autograde` only, which runs students' code as you. "
                "Give this command on Linux, or in the Windows Subsystem for Linux."
            )
        program = shutil.which("bwrap")
        if program is None:
            raise NoSandboxError(
                "Students' code is run in a sandbox by bubblewrap, which is not here. Install it (Debian and Ubuntu: "
                "apt install bubblewrap; Fedora: dnf install bubblewrap), or run this on a Linux machine that has it."
            )
        return [program, *_view(self.settings.hidden)]

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            self._process = None
        self._complaints.close()

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process is not None  # noqa: S101 - within the context
        assert self._process.stdin is not None  # noqa: S101 - see above
        try:
            send(self._process.stdin.fileno(), message)
        except BrokenPipeError:
            raise KitError(self._no_sandbox()) from None

    def _receive(self) -> dict[str, Any]:
        assert self._process is not None  # noqa: S101 - within the context
        assert self._process.stdout is not None  # noqa: S101 - see above
        try:
            message = receive(self._process.stdout.fileno(), _MOST_BYTES + 1024)
        except Overlong:
            message = None
        if message is None:
            raise KitError(self._no_sandbox())
        return message

    def _no_sandbox(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines() or ["it ended"]
        return f"The sandbox does not work here ({lines[-1][:200]}). `attributed doctor` tells more."


class NoSandboxError(KitError):
    """A sandbox cannot be had on this machine."""


class SandboxEnded(Exception):  # noqa: N818 - it names what happened
    """A submission ended while its function was called."""


def _view(hidden: Iterable[str]) -> Iterator[str]:
    """Yield the options of bubblewrap: what of this machine is to be seen in the sandbox, and what of that is not."""
    yield from ("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
    if os.getuid() == 0:
        yield from ("--cap-add", "ALL")  # of the server; a submission gives up all of them
    else:
        yield "--unshare-user"
    yield from ("--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox")
    for name, value in _ENVIRONMENT.items():
        yield from ("--setenv", name, value)
    for path in map(Path, _SYSTEM):
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.is_dir():
            yield from ("--ro-bind", str(path), str(path))
    for name in _SETTINGS:
        yield from ("--ro-bind-try", name, name)
    libraries = _libraries()
    for path in sorted({parent for library in libraries for parent in library.parents if parent != parent.parent}):
        yield from ("--perms", "0755", "--dir", str(path))  # else nobody but root may look into them
    for path in libraries:
        yield from ("--ro-bind", str(path), str(path))
    for path in _within([*map(Path, _SYSTEM), *libraries], hidden):
        yield from ("--tmpfs", str(path), "--remount-ro", str(path))
    yield from ("--proc", "/proc", "--dev", "/dev", "--dir", "/tmp", "--tmpfs", HOME)  # noqa: S108 - it is empty
    yield from ("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/")


def _within(seen: Sequence[Path], hidden: Iterable[str]) -> Iterator[Path]:
    """Yield the folders that would be seen because they lie within another one."""
    for path in (Path(folder).resolve() for folder in hidden if Path(folder).is_dir()):
        if path not in seen and any(path.is_relative_to(folder) for folder in seen):
            yield path


def _libraries() -> list[Path]:
    """Return the folders of this Python, its packages, the kit and the kit's data, without those within others."""
    package = Path(attributed.__file__).resolve().parent
    wanted = [Path(sys.base_prefix), Path(sys.base_exec_prefix), Path(sys.prefix), package, data_folder()]
    wanted += [Path(folder) for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    real = {path.resolve() for path in wanted if path.is_dir()} | {path for path in wanted if path.is_dir()}
    outside = [path for path in real if not any(path.is_relative_to(system) for system in _SYSTEM)]
    return sorted(
        path for path in outside if not any(path != other and path.is_relative_to(other) for other in outside)
    )


def _outputs(found: object) -> Iterable[dict[str, Any]]:
    """Yield what has the form of a notebook's outputs, as much as may be kept; somebody's code may have written it."""
    left = _MOST_OUTPUT
    for output in itertools.islice(found if isinstance(found, list) else [], 1000):
        fitting = _fitting(output) if isinstance(output, dict) else None
        if fitting is not None and (left := left - len(json.dumps(fitting))) >= 0:
            yield fitting


def _fitting(output: dict[str, Any]) -> dict[str, Any] | None:
    kind, data = output.get("output_type"), output.get("data")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": kind, "name": name, "text": as_text(output.get("text"))}
    if kind == "error":
        trace = output.get("traceback")
        lines = [as_text(line) for line in trace] if isinstance(trace, list) else []
        names = {name: as_text(output.get(name)) for name in ("ename", "evalue")}
        return {"output_type": kind, **names, "traceback": lines}
    if kind in {"display_data", "execute_result"} and isinstance(data, dict):
        count = {"execution_count": None} if kind == "execute_result" else {}
        parts = {as_text(mime): _part(mime, part) for mime, part in data.items()}
        kept = {mime: part for mime, part in parts.items() if part is not None}
        return {"output_type": kind, **count, "data": kept, "metadata": {}}
    return None


def as_text(value: object) -> str:
    """Return a text that can be written to a file; nothing for whatever is none."""
    return value.encode("utf-8", "replace").decode("utf-8") if type(value) is str else ""


def _part(mime: str, part: object) -> Any:  # noqa: ANN401 - text or JSON
    """Return a text, or JSON where the type says so and it is no deeper than others can read; else None."""
    if type(part) is str and mime != _WIDGET:
        return as_text(part)
    if mime == _WIDGET and not (isinstance(part, dict) and type(part.get("model_id")) is str):
        return None  # nbconvert looks into it
    return _plain_json(part, _DEEPEST) if _JSON_TYPE.fullmatch(mime) else None


def _plain_json(part: object, left: int) -> Any:  # noqa: ANN401 - JSON
    if left == 0:
        return None
    if isinstance(part, dict):
        return {as_text(name): _plain_json(value, left - 1) for name, value in part.items()}
    if isinstance(part, list):
        return [_plain_json(value, left - 1) for value in part]
    if isinstance(part, float) and not math.isfinite(part):
        return None
    return as_text(part) if isinstance(part, str) else part
