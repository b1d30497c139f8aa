"""IPython without a kernel: it runs code cells and keeps what they put out, as a notebook would hold it."""

import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from types import FrameType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

Output = dict[str, Any]


class Stopped(KeyboardInterrupt):
    """A cell ran longer than it may."""


class Outputs:
    """What the present cell has put out so far, up to a number of characters."""

    def __init__(self, most: int) -> None:
        """Keep so many characters of a cell."""
        self.most = most
        self.begin()

    def begin(self) -> None:
        """Forget everything: a new cell begins."""
        self.all: list[Output] = []
        self._left = self.most
        self._cut = False

    def add(self, output: Output) -> None:
        """Keep an output, or leave it out where there is too much already."""
        size = len(repr(output))
        if size > self._left:
            self._cut = True
            return
        self._left -= size
        self.all.append(output)

    def text(self, name: str, text: str) -> None:
        """Keep what was printed, as far as it fits."""
        if len(text) > self._left:
            text, self._cut = text[: self._left], True
        if not text:
            return
        self._left -= len(text)
        if self.all and self.all[-1]["output_type"] == "stream" and self.all[-1]["name"] == name:
            self.all[-1]["text"] += text
        else:
            self.all.append({"output_type": "stream", "name": name, "text": text})

    def end(self) -> list[Output]:
        """Return all of it, with a line where something was left out."""
        if self._cut:
            cut = "\n… more was put out than is kept.\n"
            self.all.append({"output_type": "stream", "name": "stdout", "text": cut})
        return self.all


class _Stream(io.TextIOBase):
    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self._outputs = name, outputs

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._outputs.text(self.name, str(text))
        return len(text)


class _Hook(DisplayHook):
    """The value of a cell's last line becomes an output of its own."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        _of(self).outputs.add(
            {
                "output_type": "execute_result",
                "execution_count": _of(self).execution_count,
                "data": format_dict,
                "metadata": md_dict or {},
            }
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Publisher(DisplayPublisher):
    """What a cell displays becomes an output."""

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:  # noqa: ANN401, ARG002 - IPython’s signature
        _of(self).outputs.add({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    def clear_output(self, wait: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - IPython’s signature
        _of(self).outputs.begin()


def _of(part: DisplayHook | DisplayPublisher) -> "Shell":
    assert isinstance(part.shell, Shell)  # noqa: S101 - `new_shell` made both
    return part.shell


class Shell(InteractiveShell):
    """The IPython in which a submission's cells run."""

    displayhook_class = _Hook
    display_pub_class = _Publisher
    outputs: Outputs

    def enable_gui(self, gui: str | None = None) -> None:
        """There are no windows here."""

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        try:
            value = str(evalue)
        except Exception:  # noqa: BLE001 - a student's own exception may fail to show itself
            value = ""
        self.outputs.add({"output_type": "error", "ename": etype.__name__, "evalue": value, "traceback": stb})


def new_shell(most: int) -> Shell:
    """Make the shell, with the pictures of matplotlib in line, as a notebook has them."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.autocall = 0
    shell = Shell.instance(config=config)
    shell.outputs = Outputs(most)
    shell.enable_matplotlib("inline")  # type: ignore[no-untyped-call]
    return shell


def run_cell(shell: Shell, source: str, seconds: float) -> tuple[list[Output], str]:
    """Run a cell and return its outputs, and why it was not finished, if it was not."""
    shell.outputs.begin()
    trouble = ""
    out, err = _Stream("stdout", shell.outputs), _Stream("stderr", shell.outputs)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            with within(seconds):
                result = shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
            if isinstance(result.error_in_exec, Stopped):
                trouble = "time"
        except Stopped:
            trouble = "time"
    return shell.outputs.end(), trouble


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `Stopped` in what runs here once the time is over; whoever ignores that is ended from outside."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Stopped(f"This was stopped after {seconds:g} seconds.")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
