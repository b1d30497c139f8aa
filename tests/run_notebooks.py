"""Run notebooks top to bottom and write what they show: `python run_notebooks.py OUT NOTEBOOK…`.

For each it prints the seconds from the start of its kernel to the end of its last cell.

The kernel is reached through a socket file, so that it runs where there is no network at all, not even
loopback: `unshare -rn python run_notebooks.py …`.
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config


def run(notebook: Path, out: Path) -> float:
    """Execute one notebook in its own folder, write it with its outputs to `out`, and return the seconds it took."""
    page = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    resources = {"metadata": {"path": str(notebook.parent)}}
    with tempfile.TemporaryDirectory() as sockets:
        config = Config()
        config.KernelManager.transport = "ipc"
        # An absolute path: the kernel works in the notebook's folder, this process does not.
        config.KernelManager.ip = f"{sockets}/kernel"
        # Ended at once, a kernel cannot stumble over its own closing sockets and fill stderr with that.
        config.NotebookClient.shutdown_kernel = "immediate"
        start = perf_counter()
        NotebookClient(page, timeout=120, resources=resources, config=config).execute()
        seconds = perf_counter() - start
    nbformat.write(page, out / notebook.name)  # type: ignore[no-untyped-call]
    return seconds


if __name__ == "__main__":
    for name in sys.argv[2:]:
        print(f"{run(Path(name), Path(sys.argv[1])):.2f}")
