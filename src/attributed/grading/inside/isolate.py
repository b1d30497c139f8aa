"""Shutting one submission away from the next: namespaces, private folders and limits of its own.

bubblewrap has taken the machine away already: no network, no home, nothing but the libraries, read-only. Here each
submission gets its own namespaces (see namespaces(7)) within that, so that it meets no other process, no file that an
earlier one left, and no way back: the last capability is dropped, and calls that could undo this are refused, before
the first line of a student's code runs.
"""

import ctypes
import os
import resource
import signal
from dataclasses import dataclass

from attributed.grading.inside.calls import refuse_calls

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_RDONLY, _NOSUID, _NODEV, _REMOUNT, _BIND, _REC, _PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
_PDEATHSIG, _NO_NEW_PRIVS, _CAPBSET_DROP, _CAP_VERSION_3 = 1, 38, 24, 0x20080522
_SYS_ADMIN, _LAST_CAPABILITY = 21, 63
HOME = "/submission"
"""The folder of the submission: its working folder, its home, and where temporary files go."""
_ORDINARY = 1000
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Limits:
    """What one submission may use."""

    memory: int = 1 << 30
    """Bytes of memory: for one process beyond what the loaded libraries take, and for all of them together."""
    processes: int = 48
    """Processes and threads."""
    disk: int = 64 << 20
    """Bytes in its folder, and as many in /dev/shm; no file is larger."""
    open_files: int = 256


def unshare() -> None:
    """Leave the namespaces of the server, all but its process namespace, which the next child leaves.

    Raises:
        OSError: if the kernel does not allow it.
    """
    spaces = _NEWNS | _NEWUTS | _NEWIPC | _NEWPID | _NEWNET
    user, group = os.getuid(), os.getgid()
    if _may_mount():
        _call("unshare", spaces)
        return
    _call("unshare", spaces | _NEWUSER)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{_ORDINARY} {user} 1"),
        ("gid_map", f"{_ORDINARY} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123 - one write, as the kernel wants
            file.write(text)


def settle(limits: Limits, number: int) -> None:
    """Take private folders, set the limits and give up every capability. Call it as the first of its namespace.

    Args:
        limits: what may be used.
        number: tells this sandbox from others on the machine, for the count of processes where the user is root.

    Raises:
        OSError: if the kernel does not allow it.
    """
    loaded = _own_pages()
    os.setsid()  # else a signal to its process group would reach the server
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:  # noqa: PTH123 - see above
        file.write("1000")  # where the machine runs out of memory, this goes first
    _call("mount", b"none", b"/", None, _REC | _PRIVATE, None)
    # What is mapped from /dev/zero is memory of the kind that no limit counts.
    _call("mount", b"/dev/null", b"/dev/zero", None, _BIND, None)
    size = f"size={limits.disk},nr_inodes=4096,mode=777".encode()
    for folder in (HOME, "/dev/shm"):  # noqa: S108 - it is covered
        _call("mount", b"tmpfs", folder.encode(), b"tmpfs", _NOSUID | _NODEV, size)
    try:
        _call("mount", b"proc", b"/proc", b"proc", _NOSUID | _NODEV, None)
    except OSError:  # the kernel shows no second /proc within a user namespace; then there is none
        _call("mount", b"tmpfs", b"/proc", b"tmpfs", _NOSUID | _NODEV | _RDONLY, b"size=4k,mode=555")
    _limit(limits, loaded)
    _drop(number)
    os.chdir(HOME)
    refuse_calls()


def _limit(limits: Limits, loaded: int) -> None:
    most = {
        resource.RLIMIT_AS: loaded + limits.memory,
        resource.RLIMIT_FSIZE: limits.disk,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in most.items():
        resource.setrlimit(kind, (value, value))


def _own_pages() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - see above
        return int(file.read().split()[0]) * resource.getpagesize()


def _drop(number: int) -> None:
    """Become nobody in particular, for good."""
    _call("prctl", _NO_NEW_PRIVS, 1, 0, 0, 0)
    for capability in range(_LAST_CAPABILITY + 1):
        _libc.prctl(_CAPBSET_DROP, capability, 0, 0, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(number, number, number)
        os.setresuid(number, number, number)
    header = (ctypes.c_uint32 * 2)(_CAP_VERSION_3, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())
    _call("prctl", _PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _may_mount() -> bool:
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - see above
        line = next(line for line in file if line.startswith("CapEff:"))
    return os.getuid() == 0 and bool(int(line.split()[1], 16) >> _SYS_ADMIN & 1)


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
