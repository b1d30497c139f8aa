"""Run notebooks top to bottom and write what they show: `python run_notebooks.py OUT NOTEBOOK…`.

The kernel is reached through a socket file, so that it runs where there is no network at all, not even
loopback: `unshare -rn python run_notebooks.py …`.
"""

import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config


def run(notebook: Path, out: Path) -> None:
    """Execute one notebook in its own folder and write it, with its outputs, to `out`."""
    page = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    resources = {"metadata": {"path": str(notebook.parent)}}
    with tempfile.TemporaryDirectory() as sockets:
        config = Config()
        config.KernelManager.transport = "ipc"
        # An absolute path: the kernel works in the notebook's folder, this process does not.
        config.KernelManager.ip = f"{sockets}/kernel"
        # Ended at once, a kernel cannot stumble over its own closing sockets and fill stderr with that.
        config.NotebookClient.shutdown_kernel = "immediate"
        NotebookClient(page, timeout=120, resources=resources, config=config).execute()
    nbformat.write(page, out / notebook.name)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    for name in sys.argv[2:]:
        run(Path(name), Path(sys.argv[1]))
