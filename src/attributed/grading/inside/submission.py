"""One submission: its cells run in order, and at every check its answer goes out and questions may come in.

This is the process that runs a student's code. Whatever it says may have been said by that code, so that whoever
listens takes it for data: an answer, an output, or the end.
"""

import base64
import contextlib
import io
from pathlib import Path
from types import FunctionType
from typing import Any

from attributed.exercises.plain import NotPlainError, as_plain
from attributed.grading.inside.line import receive, send
from attributed.grading.inside.shell import Shell, Stopped, run_cell, within
from attributed.grading.wire import pack

_MOST = 1 << 20
_LONGEST_ERROR = 120


def run_submission(shell: Shell, job: dict[str, Any], line: int) -> None:
    """Put the files of a submission into the working folder and run its cells; the line is a socket to the server."""
    for name, data in job["files"].items():
        path = Path(name)
        with contextlib.suppress(OSError, ValueError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(data))
    for cell in job["cells"]:
        send(line, {"at": cell["place"]})
        if cell["role"] == "check":
            _answer(shell, cell, job["seconds"], line)
        else:
            outputs, trouble = run_cell(shell, cell["source"], job["seconds"])
            send(line, {"ran": cell["place"], "outputs": _as_json(outputs), "trouble": trouble})
    send(line, {"end": True})


def _answer(shell: Shell, cell: dict[str, Any], seconds: float, line: int) -> None:
    """Send the answer that a check is for, and give a function's values until the check is done."""
    answer = shell.user_ns.get(f"answer_{cell['item']}", _ABSENT)
    try:
        with within(seconds):
            message = _read(answer, is_function=cell["function"])
    except BaseException as error:  # noqa: BLE001 - whatever an answer does, there is a message
        message = {"slip": f"Your answer cannot be read ({type(error).__name__})."}
    send(line, {"check": cell["place"], **message})
    while (request := receive(line, _MOST)) is not None and "call" in request:
        send(line, _call(answer, request["call"], seconds))


_ABSENT = object()


def _read(answer: object, *, is_function: bool) -> dict[str, Any]:
    if answer is _ABSENT:
        return {"absent": True}
    if is_function and isinstance(answer, FunctionType):
        return {"function": True}
    try:
        return {"answer": pack(as_plain(answer))}
    except NotPlainError as slip:
        return {"slip": str(slip), "callable": callable(answer)}


def _call(function: object, text: str, seconds: float) -> dict[str, Any]:
    """Return what a function gives for one input, or the error with which it stopped."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            with within(seconds):
                return {"gave": pack(as_plain(function(text)))}  # type: ignore[operator]
        except Stopped:
            return {"stopped": True}
        except BaseException as error:  # noqa: BLE001 - anything may go wrong in a student's code
            return {"error": f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]}


def _as_json(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return outputs in which everything is JSON; bytes, as of a picture, become base64 as in a notebook."""
    return [
        {**output, "data": {str(kind): _text(part) for kind, part in output["data"].items()}, "metadata": {}}
        if "data" in output
        else output
        for output in outputs
    ]


def _text(part: object) -> object:
    if isinstance(part, bytes):
        return base64.b64encode(part).decode()
    return part if isinstance(part, str | dict | list) else str(part)
