"""One clear sentence for the commonest slip: a check cell that is run before its answer cell."""

import re
from types import TracebackType

from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import InteractiveShell

_ANSWER = re.compile(r"name '(answer_(\d+)|check|at|case)' is not defined")


def explain_missing_answers() -> None:
    """Show a sentence in place of the traceback where an answer, `check`, `at` or `case` is not defined yet.

    The cell still ends in an error, so that nbgrader gives no points for it. Outside a notebook this does
    nothing.
    """
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((NameError,), _explain)  # type: ignore[no-untyped-call]


def _explain(
    shell: InteractiveShell,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    found = _ANSWER.search(str(error))
    if found is None:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
    else:
        cell = f"the cell with {found[1]} = … " if found[2] else "the first cell of this notebook "
        sentence = f"⚠ {found[1]} is not there yet. Run {cell}first, then this one again."
        shell._showtraceback(kind, error, [sentence])  # noqa: SLF001 - the hook IPython’s own handlers use
    return []
