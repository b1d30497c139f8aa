"""`attributed doctor`: what works on this machine, found out by trying."""

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

import click

from attributed.errors import KitError
from attributed.grading.inside.isolate import Limits
from attributed.grading.sandbox import Cell, Ran, Sandbox, SandboxSettings

_SECONDS = 8.0


@dataclass(frozen=True)
class Finding:
    """One thing that was tried: what should hold, whether it does, and what was seen."""

    what: str
    good: bool
    seen: str


@dataclass(frozen=True)
class _Probe:
    """Code that tries something forbidden: it prints what came of it, "stopped: …" where it was stopped."""

    what: str
    code: str
    ends: tuple[str, ...] = ()
    """How the run may end instead."""


def _trying(lines: str) -> str:
    """Return code that runs some lines and prints how they were stopped, or that they were not."""
    body = "".join(f"    {line}\n" for line in lines.strip().splitlines())
    caught = "except BaseException as error:\n    print('stopped:', type(error).__name__, error)\n"
    return f"try:\n{body}    print('went through')\n{caught}"


_NETWORK = """
import socket
try:
    socket.create_connection(('127.0.0.1', 9), timeout=2)
except ConnectionRefusedError:
    pass  # a machine answered
"""
_OTHERS = """
import os
if len([one for one in os.listdir('/proc') if one.isdigit()]) <= 1:
    raise OSError('only its own')
"""
_MOUNT = """
import ctypes
if ctypes.CDLL(None).mount(b'none', b'/submission', b'tmpfs', 0, None):
    raise OSError('mounting is not permitted')
"""
_DISK = """
for number in range(40):
    open(f'part-{number}', 'wb').write(bytes(10 << 20))
"""
_FORKS = """
import os, time
for _ in range(400):
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)
"""
_DEAF = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True:\n    pass\n"


def _probes(hidden: str) -> Iterator[_Probe]:
    """Yield what is tried; `hidden` is a file of this machine that a submission must not see."""
    yield _Probe("no network", _trying(_NETWORK))
    yield _Probe("the system is read-only", _trying("open('/usr/attributed-probe', 'w')"))
    yield _Probe("nothing can be left in /tmp", _trying("open('/tmp/attributed-probe', 'w')"))
    yield _Probe("no sight of the files of this machine", _trying(f"open({hidden!r})"))
    yield _Probe("no sight of other processes", _trying(_OTHERS))
    yield _Probe("no capability is left", _trying(_MOUNT))
    yield _Probe("memory is limited", _trying("kept = bytearray(3 << 30)"), ("memory",))
    yield _Probe("the disk is limited", _trying(_DISK))
    yield _Probe("processes are limited", _trying(_FORKS), ("processes", "memory"))
    yield _Probe("a loop that ignores interrupts is ended", _DEAF, ("time",))
    yield _Probe("Python that is ended ends nothing else", "import os\nos._exit(3)", ("died",))


def findings() -> Iterator[Finding]:
    """Yield what was found, one thing after the other."""
    yield Finding("Linux", sys.platform == "linux", f"{platform.system()} {platform.release()}")
    program = shutil.which("bwrap")
    yield Finding("bubblewrap", program is not None, program or "not found")
    settings = SandboxSettings(Limits(memory=512 << 20, disk=32 << 20), seconds=_SECONDS)
    try:
        with Sandbox(settings) as sandbox, tempfile.NamedTemporaryFile() as hidden:
            yield Finding("the sandbox starts", good=True, seen="Python and the kit are loaded in it")
            for probe in _probes(hidden.name):
                yield _found(probe, sandbox.run([Cell(0, "code", probe.code)], {}, lambda *_: None))
            ran = sandbox.run([Cell(0, "code", _LEFT)], {}, lambda *_: None)
            yield Finding("nothing is left for the next submission", _printed(ran) == "[]", _printed(ran))
    except KitError as error:
        yield Finding("the sandbox starts", good=False, seen=str(error))


_LEFT = "import os\nprint(os.listdir('.') + os.listdir('/dev/shm'))"


def _found(probe: _Probe, ran: Ran) -> Finding:
    printed = _printed(ran)
    ended = ran.end in probe.ends
    _, stopped, why = printed.rpartition("stopped: ")
    seen = f"ended ({ran.end})" if ended else f"stopped: {why}" if stopped else printed or f"ended ({ran.end})"
    return Finding(probe.what, ended or bool(stopped), seen)


def _printed(ran: Ran) -> str:
    outputs = ran.outputs.get(0, [])
    text = "".join(str(output.get("text", output.get("evalue", ""))) for output in outputs)
    return " ".join(text.split())[-400:]


@click.command()
def doctor() -> None:
    """Try what grading needs on this machine, and say what works.

    A sandbox is started as for grading, and code in it tries what students' code must not be able to do. The exit
    status is 1 if anything does not hold; then `attributed grade` should not be used here with code of people whom you
    do not trust.
    """
    faults = 0
    for finding in findings():
        faults += not finding.good
        click.echo(f"{'works' if finding.good else 'FAILS':6} {finding.what}: {finding.seen}")
    if faults:
        click.echo(
            f"{faults} of these fail. Students' code can be graded safely on a Linux machine with bubblewrap that "
            "allows user namespaces; see docs/grading.md.",
            err=True,
        )
        sys.exit(1)
