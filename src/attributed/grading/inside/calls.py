"""The system calls that a submission does without: a filter in the kernel (seccomp), for good.

Namespaces shut away what has a name. What is left are calls that make memory which no limit counts, namespaces within
the namespace in which one is root again, keys that the kernel keeps from one submission to the next, and sockets that
know no network namespace. No exercise needs any of them, and libraries go on without them.
"""

import ctypes
import errno
import os
import platform
import socket
import struct
from collections.abc import Iterator, Mapping

_NO_NEW_PRIVS, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _IF_MORE, _IF_ANY, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
"""Where the kernel puts the call's number, the machine's kind and the arguments, eight bytes each."""
_NEW_NAMESPACES = 0x7E020000
_SHARED, _KIND_OF_MAP, _ANONYMOUS = 1, 0x0F, 0x20
_FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, getattr(socket, "AF_NETLINK", 16))
_OLD_NUMBERS = 0x40000000
"""From here on x86-64 has its calls a second time, for programs of 32 bits."""

# As <asm/unistd.h> has them: x86-64, and the numbers that all newer machines share.
_NAMES: Mapping[str, tuple[int, int]] = {
    "clone": (56, 220),
    "clone3": (435, 435),
    "mmap": (9, 222),
    "socket": (41, 198),
    # Memory that belongs to no process and to no folder.
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "io_uring_setup": (425, 425),
    # Namespaces and mounts.
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "mount_setattr": (442, 442),
    # Keys outlast who made them.
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # Other processes, and the inside of the kernel.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "syslog": (103, 116),
}
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1), "riscv64": (0xC00000F3, 1)}


def refuse_calls() -> None:
    """Let this process and all its children do without these calls from now on.

    Raises:
        OSError: if the kernel has no such filters, or the machine is none of those whose calls are known here.
    """
    if platform.machine() not in _MACHINES:
        raise OSError(errno.ENOSYS, f"the system calls of a {platform.machine()} machine are not known here")
    program = b"".join(_program(*_MACHINES[platform.machine()]))
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(_SECCOMP, _FILTER, head, 0, 0):
        raise OSError(ctypes.get_errno(), f"seccomp: {os.strerror(ctypes.get_errno())}")


def _program(machine: int, column: int) -> Iterator[bytes]:
    """Yield the filter's instructions: each test is followed by what is done where it holds."""
    number = {name: pair[column] for name, pair in _NAMES.items()}
    yield _step(_LOAD, _MACHINE)
    yield _step(_IF_EQUAL, machine, yes=1)
    yield _refuse(errno.EPERM)  # a program of another machine’s kind, whose calls have other numbers
    yield _step(_LOAD, _NUMBER)
    if column == 0:
        yield _step(_IF_MORE, _OLD_NUMBERS, no=1)
        yield _refuse(errno.ENOSYS)
    for name, its_number in number.items():
        if name not in {"clone", "clone3", "mmap", "socket"}:
            yield _step(_IF_EQUAL, its_number, no=1)
            yield _refuse(errno.EPERM)
    # Its flags lie in memory, where no filter can look; the C library takes the older call instead.
    yield _step(_IF_EQUAL, number["clone3"], no=1)
    yield _refuse(errno.ENOSYS)
    yield _step(_IF_EQUAL, number["clone"], no=4)
    yield _step(_LOAD, _ARGUMENTS)
    yield _step(_IF_ANY, _NEW_NAMESPACES, no=1)
    yield _refuse(errno.EPERM)
    yield _step(_RETURN, _ALLOW)
    yield _step(_IF_EQUAL, number["mmap"], no=7)
    yield _step(_LOAD, _ARGUMENTS + 3 * 8)
    yield _step(_IF_ANY, _ANONYMOUS, no=4)
    yield _step(_AND, _KIND_OF_MAP)
    yield _step(_IF_EQUAL, _SHARED, yes=1)
    yield _step(_IF_EQUAL, _KIND_OF_MAP & 3, no=1)
    yield _refuse(errno.EPERM)
    yield _step(_RETURN, _ALLOW)
    yield _step(_IF_EQUAL, number["socket"], no=2 + len(_FAMILIES))
    yield _step(_LOAD, _ARGUMENTS)
    for place, family in enumerate(_FAMILIES):
        yield _step(_IF_EQUAL, int(family), yes=len(_FAMILIES) - place)
    yield _refuse(errno.EAFNOSUPPORT)
    yield _step(_RETURN, _ALLOW)


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _refuse(number: int) -> bytes:
    return _step(_RETURN, _REFUSE | number)
