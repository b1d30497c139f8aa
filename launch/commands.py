"""The commands: lab, test, setup, exercises."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

from launch.environment import Environment, prepare, the_running_one
from launch.lab import choose_port, serve
from launch.words import FOLDER, CannotStart, say

STOPPED = 130  # what a shell reports for Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; whatever a person can put right is told in one sentence, and the result is 1."""
    started = time.monotonic()
    asked, others = _read(arguments)
    signal.signal(signal.SIGTERM, _stop)  # a stop like Ctrl-C
    try:
        if asked.command == "lab":
            return _lab(asked, started)
        environment = prepare(test=asked.command == "test")
        if asked.command == "test":
            return _test(environment, others)
        if asked.command == "exercises":
            return _in(environment, ["-m", "attributed", "exercises", *others])
        say(f"The environment in .venv is ready ({time.monotonic() - started:.1f} s).")
    except CannotStart as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return STOPPED
    return 0


def _read(arguments: Sequence[str] | None) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="start.py", description="Start the kit.")
    commands = parser.add_subparsers(dest="command", required=True)
    lab = commands.add_parser("lab", help="start JupyterLab on the first lesson")
    lab.add_argument("--port", default=os.environ.get("PORT"), help="else PORT, else the first free one from 8888 on")
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    lab.add_argument(
        "--here",
        action="store_true",
        help="use the Python that runs this, with what is installed there (conda)",
    )
    commands.add_parser("test", help="run the test suite; what follows goes to pytest", add_help=False)
    commands.add_parser("setup", help="make the environment in .venv and stop")
    commands.add_parser("exercises", help="make exercises/ from solutions/ (--force: also over answers)")
    asked, others = parser.parse_known_args(arguments)
    if others and asked.command not in {"test", "exercises"}:
        parser.error("not understood: " + " ".join(others))
    return asked, others


def _lab(asked: argparse.Namespace, started: float) -> int:
    choose_port(asked.port)  # a mistake in it is told before the set-up, which takes a while
    environment = the_running_one() if asked.here else prepare()
    port = choose_port(asked.port)
    serve(environment, port, browser=not asked.no_browser, started=started)
    return 0


def _test(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the whole suite on every core, or what was asked for, as it was asked for."""
    # tests/conftest.py says which tests stay together.
    chosen = arguments or ["--numprocesses=auto", "--dist=loadscope"]
    return _in(environment, ["-m", "pytest", *chosen])


def _in(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the environment's Python in the kit's folder, on this terminal, and return its result."""
    command = [str(environment.python), *arguments]
    return subprocess.run(command, cwd=FOLDER, env=environment.variables, check=False).returncode


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
