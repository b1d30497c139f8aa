"""One clear sentence for the commonest slip in a cell: a name that Python does not know."""

import re
from types import TracebackType

from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import InteractiveShell

_NAME = re.compile(r"name '(\w+)' is not defined")


def explain_slips() -> None:
    """In a notebook, show a sentence in place of the traceback where a cell uses a name that is not there.

    The cell still ends in an error, so that nbgrader gives no points for it. A NameError from deeper down
    keeps its traceback. Outside a notebook this does nothing.
    """
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((NameError,), _explain)  # type: ignore[no-untyped-call]


def what_to_do(name: str) -> str:
    """Return what to say about a name that a cell uses and nothing has made."""
    if number := re.fullmatch(r"answer_(\d+)", name):
        return f"⚠ {name} is not there yet. Run the cell with {name} = … first, then this one again: item {number[1]}."
    if name in {"at", "case", "check"}:
        return f"⚠ {name} is not there yet. Run the first code cell of this notebook, then this one again."
    return (
        f"⚠ Python does not know the name {name}. If it is a word of your answer, put it in quotation marks: "
        f'"{name}". If an earlier cell makes it, run that one first.'
    )


def _explain(
    shell: InteractiveShell,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    found = _NAME.search(str(error))
    if found is None or not _is_in_the_cell(trace):
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    else:
        shell._showtraceback(kind, error, [what_to_do(found[1])])  # noqa: SLF001 - as IPython’s own handlers do
    return []


def _is_in_the_cell(trace: TracebackType | None) -> bool:
    """Tell whether an error was raised by the cell itself: IPython’s frame calls it, and it calls nothing."""
    frames = 0
    while trace is not None:
        frames, trace = frames + 1, trace.tb_next
    return frames <= 2  # noqa: PLR2004 - the two just named
