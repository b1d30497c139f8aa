"""Messages over a pipe or a socket: JSON objects, each after its length in four bytes."""

import json
import os
import struct
from collections.abc import Iterator
from typing import Any

_HEAD = struct.Struct(">I")
_MOST_PARTS = 3_000_000


class Overlong(Exception):  # noqa: N818 - it names what came
    """A message is longer than it may be."""


def send(descriptor: int, message: dict[str, Any]) -> None:
    """Write a message whole."""
    pass_on(descriptor, json.dumps(message).encode())


def pass_on(descriptor: int, data: bytes) -> None:
    """Write the text of a message as it came."""
    view = memoryview(_HEAD.pack(len(data)) + data)
    while view:
        view = view[os.write(descriptor, view) :]


def receive(descriptor: int, most: int) -> dict[str, Any] | None:
    """Read a message and wait for it; None at the end of the line, nothing in it where it is no message.

    Raises:
        Overlong: if it has more than `most` bytes.
    """
    head = _exactly(descriptor, _HEAD.size)
    if head is None:
        return None
    (length,) = _HEAD.unpack(head)
    if length > most:
        raise Overlong
    data = _exactly(descriptor, length)
    return None if data is None else read(data) or {}


def arrived(arriving: bytearray) -> Iterator[bytes]:
    """Take the texts of the messages that have arrived whole out of what has arrived, in order."""
    while len(arriving) >= _HEAD.size:
        (length,) = _HEAD.unpack_from(arriving)
        if len(arriving) < _HEAD.size + length:
            return
        data = bytes(arriving[_HEAD.size : _HEAD.size + length])
        del arriving[: _HEAD.size + length]
        yield data


def read(data: bytes) -> dict[str, Any] | None:
    """Return the message in a text; None if it is none, or one of far too many parts, which would fill the memory."""
    if sum(map(data.count, (b"[", b"{", b","))) > _MOST_PARTS:
        return None
    try:
        message = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return message if type(message) is dict else None


def _exactly(descriptor: int, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = os.read(descriptor, min(length - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
