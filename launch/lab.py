"""Start JupyterLab on the first lesson, say where it is, and end it cleanly."""

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

from launch.environment import Environment
from launch.words import FOLDER, CannotStart, say

HOST = "127.0.0.1"
FIRST_PORT = 8888
LAST_PORT = 65535
FIRST_LESSON = "notebooks/00-start-here.ipynb"
PATIENCE = 60  # seconds for the server to answer

# JupyterLab's defaults for everybody who uses this environment. Its news and its look for updates
# are the only things that ask another computer; the first start would also ask about the news.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
}

# nbgrader's panels for authors stay away from a student's page: releases are made on the command line,
# and the check cells say more than its Validate button.
PAGE = {
    "disabledExtensions": {
        "@jupyter/nbgrader:create-assignment": True,
        "@jupyter/nbgrader:validate-assignment": True,
    },
}


def choose_port(asked: str | None) -> int:
    """The port that was asked for, or the first free one from 8888 on."""
    if not asked:
        return next(port for port in range(FIRST_PORT, LAST_PORT) if _is_free(port))
    if not (asked.isascii() and asked.isdigit() and 0 < int(asked) <= LAST_PORT):
        raise CannotStart(f"PORT must be a number from 1 to {LAST_PORT}, and is {asked!r}.")
    if not _is_free(int(asked)):
        raise CannotStart(f"Port {asked} is not free: another program uses it. Choose another one, or none.")
    return int(asked)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":  # there, this option lets two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def serve(environment: Environment, port: int, *, browser: bool, started: float) -> None:
    """Run JupyterLab until it ends or is told to, by Ctrl-C or a signal."""
    made = time.monotonic()
    stops = _note_stops()
    own = _own_folder(environment)
    log = own / "jupyter.log"
    lesson = f"/lab/tree/{FIRST_LESSON}" if (FOLDER / FIRST_LESSON).exists() else "/lab"
    token = secrets.token_hex(24)
    command = [str(environment.python), "-m", "jupyterlab", *_options(port, lesson)]
    variables = environment.variables | _kept_apart(own) | {"JUPYTER_TOKEN": token}
    with log.open("wb") as output:
        # In a group of its own, so that Ctrl-C reaches us alone and the server is ended in order.
        server = subprocess.Popen(
            command,
            cwd=FOLDER,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    try:
        if not _answers(server, port, token, stops):
            if stops:
                return
            raise CannotStart(
                f"JupyterLab did not start; {log} says why. `make clean` and a new start often help.",
            )
        address = f"http://{HOST}:{port}{lesson}?token={token}"
        opened = browser and _open(address)
        say("")
        say("  The lesson is open in your browser. Its address:" if opened else "  Open this address in a browser:")
        say(f"\n      {address}\n")
        now = time.monotonic()
        say(f"  Ready after {now - started:.1f} seconds (set-up {made - started:.1f} s). Ctrl-C ends it.")
        while server.poll() is None and not stops:
            time.sleep(0.2)
    finally:
        _end(server, port, token)
    say("\nJupyterLab has ended.")


def _note_stops() -> list[int]:
    """The signals that ask for an end, as they come: nothing is interrupted, nothing left half ended."""
    stops: list[int] = []
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _frame: stops.append(number))
    return stops


def _options(port: int, lesson: str) -> list[str]:
    options = [
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.open_browser=False",
        f"--ServerApp.root_dir={FOLDER}",
        f"--LabApp.default_url={lesson}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]
    root = sys.platform != "win32" and os.getuid() == 0
    return [*options, "--allow-root"] if root else options


def _own_folder(environment: Environment) -> Path:
    """The folder for what Jupyter keeps; the settings go where JupyterLab looks for an environment's own."""
    own = environment.prefix / "attributed-lab"
    settings = environment.prefix / "share/jupyter/lab/settings/overrides.json"
    try:
        own.mkdir(exist_ok=True)
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(json.dumps(SETTINGS, indent=2), encoding="utf-8")
        page = own / "config" / "labconfig" / "page_config.json"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(json.dumps(PAGE, indent=2), encoding="utf-8")
    except OSError as error:
        raise CannotStart(f"JupyterLab's settings could not be written: {error}") from error
    return own


def _kept_apart(own: Path) -> dict[str, str]:
    """Keep the person's other Jupyter settings, kernels and open tabs out of the lesson."""
    return {
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "IPYTHONDIR": str(own / "ipython"),
    }


def _answers(server: subprocess.Popen[bytes], port: int, token: str, stops: list[int]) -> bool:
    """Wait for the server's first answer. False if it ended, took too long or is not wanted any more."""
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and not stops and time.monotonic() < deadline:
        if _asked(port, token, "GET", "/api/status"):
            return True
        time.sleep(0.1)
    return False


def _asked(port: int, token: str, method: str, path: str) -> bool:
    """Ask the server, with no proxy between. Whether it, and not another one, said yes."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request(method, path, headers={"Authorization": f"token {token}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _open(address: str) -> bool:
    """Open a window, where there is a screen. A browser inside the terminal would bury the address."""
    screen = sys.platform in {"win32", "darwin"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    unwanted = os.environ.get("ATTRIBUTED_NO_BROWSER") or os.environ.get("CI") or os.environ.get("SSH_CONNECTION")
    if not screen or unwanted:
        return False
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


def _end(server: subprocess.Popen[bytes], port: int, token: str) -> None:
    """Ask the server to end, since it then ends its kernels too; insist if it does not."""
    if server.poll() is None and _asked(port, token, "POST", "/api/shutdown") and _has_ended(server):
        return
    for insist in (server.terminate, server.kill):
        if server.poll() is None:
            insist()
            _has_ended(server)


def _has_ended(server: subprocess.Popen[bytes]) -> bool:
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        return False
    return True
