"""Is there somebody to click? A widget shows itself to a front end, and a table to everything else."""

from IPython.core.getipython import get_ipython


def has_front_end() -> bool:
    """Tell whether the cell that runs was sent by a front end that shows widgets.

    JupyterLab, Notebook 7 and others name the cell in every request to run it (`cellId`); nbclient, and with it
    nbgrader and nbconvert, and a plain Python do not.
    """
    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is None:
        return False
    parent = kernel.get_parent("shell")
    return bool((parent or {}).get("metadata", {}).get("cellId"))
