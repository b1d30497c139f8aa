"""Running code cells in a kernel of their own, each with a time limit, so that none hides the others."""

import asyncio
import logging
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from attributed.errors import KitError

KIT_SECONDS = 120
"""A cell that loads the kit has so long in any case: a slow machine is not the learner’s fault."""
_GRACE = 8
"""Seconds in which a cell that was interrupted must end."""
_LONGEST_ERROR = 200
_LONGEST_SOCKET = 80
"""A socket’s path may have about 100 characters."""

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Outcome:
    """What became of a cell: the value of its last line, as the kernel shows it by MIME type, or why it stopped."""

    value: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""


class _Client(NotebookClient):
    """A client that keeps the value of a cell and its error, and drops whatever else it puts out."""

    def output(self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int) -> Any:  # noqa: ANN401
        if msg["msg_type"] in {"execute_result", "error"}:
            return super().output(outs, msg, display_id, cell_index)
        return None

    async def _execute_within(self, cell: NotebookNode, place: int, seconds: float) -> None:
        await asyncio.wait_for(self.async_execute_cell(cell, place), seconds)

    execute_within = run_sync(_execute_within)


def run_cells(sources: Sequence[str], folder: Path, *, limit: int, patient: Sequence[int] = ()) -> list[Outcome]:
    """Run code cells in order in a fresh kernel of this Python, and return what became of each.

    An error ends its cell and no other. A cell that takes too long is interrupted; where that does not help, or the
    kernel ends, the cells that follow are not run, and their outcome says so.

    Args:
        sources: the code.
        folder: where the kernel works.
        limit: seconds for a cell.
        patient: places of cells that have `KIT_SECONDS` at least.

    Raises:
        KitError: if no kernel can be started.
    """
    page = new_notebook(cells=[new_code_cell(source) for source in sources])  # type: ignore[no-untyped-call]
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="attributed-", ignore_cleanup_errors=True) as scratch:
        complaints = Path(scratch) / "stderr"
        with complaints.open("wb") as stderr:
            client = _new_client(page, folder, Path(scratch))
            try:
                client.km = client.create_kernel_manager()
                # What code writes past IPython would end up between the lines of a table.
                client.start_new_kernel(stdout=stderr, stderr=stderr)
                client.start_new_kernel_client()
            except (RuntimeError, OSError, KeyError) as error:
                raise KitError(_no_kernel(error, complaints)) from None
            with client.setup_kernel(cleanup_kc=True):
                for place, cell in enumerate(page.cells):
                    seconds = max(limit, KIT_SECONDS) if place in patient else limit
                    outcome, goes_on = _run(client, cell, place, seconds)
                    outcomes.append(outcome)
                    if not goes_on:
                        break
    return outcomes + [Outcome(error="It was not run: Python ended in a cell above.")] * (len(sources) - len(outcomes))


def _new_client(page: NotebookNode, folder: Path, scratch: Path) -> _Client:
    config = Config()
    socket = str(scratch / "kernel")
    if sys.platform != "win32" and len(socket) <= _LONGEST_SOCKET:
        # Through a file, it runs where there is no network at all, and nobody else on the machine can listen.
        config.KernelManager.transport = "ipc"
        config.KernelManager.ip = socket
    # Ended at once, a kernel cannot stumble over its own closing sockets.
    config.NotebookClient.shutdown_kernel = "immediate"
    resources = {"metadata": {"path": str(folder)}}
    # Always this Python’s own kernel, whichever name the notebook was saved with: the kit is installed here.
    return _Client(
        page,
        kernel_name="python3",
        allow_errors=True,
        interrupt_on_timeout=True,
        resources=resources,
        config=config,
        log=_log,
    )


def _no_kernel(error: Exception, complaints: Path) -> str:
    lines = complaints.read_text(encoding="utf-8", errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), str(error))
    return (
        f"The notebook was not run: {sys.executable} could not start a Jupyter kernel ({last[:_LONGEST_ERROR]}). "
        "Set the kit up anew, as README.md says."
    )


def _run(client: _Client, cell: NotebookNode, place: int, seconds: int) -> tuple[Outcome, bool]:
    """Run one cell and tell what became of it, and whether the kernel can go on."""
    begun = monotonic()
    client.timeout = seconds
    goes_on = True
    try:
        client.execute_within(cell, place, seconds + _GRACE)
    except (DeadKernelError, TimeoutError):
        goes_on = False
    if monotonic() - begun >= seconds:
        return Outcome(error=f"Its code was stopped after {seconds} seconds. Does it ever end?"), goes_on
    if not goes_on:
        return Outcome(error="Python ended in this cell, or just before it."), False
    value: Mapping[str, Any] = {}
    error = ""
    for output in cell.outputs:
        if output.output_type == "error":
            error = error or _sentence(output)
        else:
            value = output.data
    return Outcome(value, error), True


def _sentence(output: NotebookNode) -> str:
    """Return an error as one line: the kit’s own sentence where it gave one, else the kind of error and its words."""
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in output.traceback]
    text = next((line.removeprefix("⚠ ") for line in lines if line.startswith("⚠ ")), "")
    text = text or f"{output.ename}: {output.evalue}".strip().split("\n")[0].removesuffix(":")
    text = re.sub(r"\(\S+\.py, (line \d+)\)$", r"(\1)", text)  # IPython’s own name for a cell says nothing
    return text if len(text) <= _LONGEST_ERROR else text[:_LONGEST_ERROR] + " …"
