"""The kit's own Python environment: made once from the lock, checked in a moment ever after."""

import hashlib
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from launch.words import FOLDER, CannotStart, say

LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
TESTED_UP_TO = (3, 14)

# Their words for "there is no network", from pip first, then from uv.
NO_NETWORK = re.compile(
    r"connection broken by|NewConnectionError|Max retries exceeded"
    r"|dns error|error sending request|client error \(Connect\)|operation timed out",
)


@dataclass(frozen=True)
class Environment:
    """A Python with everything installed: the kit's ``.venv``, or the one that runs this."""

    python: Path
    prefix: Path

    @property
    def variables(self) -> dict[str, str]:
        """What its programs see: its own commands first, nothing that bends Python's or Jupyter's paths."""
        bent = ("JUPYTER", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(bent)}
        return kept | {"PATH": os.pathsep.join([str(self.python.parent), kept.get("PATH", os.defpath)])}


def the_running_one() -> Environment:
    """The environment of the Python that runs this: a conda environment, for one."""
    if not (find_spec("jupyterlab") and find_spec("attributed")):
        raise CannotStart(
            f"The kit is not installed in the Python that runs this ({sys.executable}): "
            "with conda, `conda activate attributed` comes first; without, leave out --here.",
        )
    return Environment(Path(sys.executable), Path(sys.prefix))


def prepare(*, test: bool = False) -> Environment:
    """Return the kit's environment, made or completed first where it is not as the locks say.

    Where it is, nothing is installed and nothing asks for the network. What it was made from is
    written into it last, so that a set-up which was cut short is seen, and made again.
    """
    venv = FOLDER / ".venv"
    python = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    environment = Environment(venv / python, venv)
    stamp = venv / "made-from.json"
    try:
        version = _version_of(environment.python)
        made_from = _read(stamp)
        locks = [LOCK, TEST_LOCK] if test else [LOCK]
        files = {name: _sha256(FOLDER / name) for name in [*locks, "pyproject.toml"]}
        place = {"python": version, "folder": str(FOLDER)}
        if version and (files | place).items() <= made_from.items():
            _note_version(version)
            return environment
        if version and place.items() <= made_from.items():
            say("Bringing the environment in .venv up to date.")
        else:
            if venv.exists():
                say("The environment in .venv is not complete, or not for this folder: making it again.")
                shutil.rmtree(venv)
            made_from = {}
            _make(venv)
            version = _version_of(environment.python)
        stamp.unlink(missing_ok=True)
        try:
            _fill(environment, [FOLDER / name for name in locks])
        except CannotStart:
            if made_from:  # it is still complete for what it was made from
                stamp.write_text(json.dumps(made_from), encoding="utf-8")
            raise
        stamp.write_text(json.dumps(files | place | {"python": version}), encoding="utf-8")
    except OSError as error:
        raise CannotStart(f"The environment in {venv} could not be made: {error}") from error
    return environment


def _make(venv: Path) -> None:
    """Make an environment that holds pip and nothing else."""
    say("Making the environment in .venv. This is done once, and needs the network.")
    if sys.version_info[:2] > TESTED_UP_TO:
        tested = ".".join(map(str, TESTED_UP_TO))
        say(f"Python {sys.version.split()[0]} is newer than the kit is tested with ({tested}); going on.")
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        _install_venv_module()
    venv.mkdir()
    # From inside an environment, its base: the one inside may be the very one that is being made again.
    base = getattr(sys, "_base_executable", sys.executable)
    made = _run([base, "-m", "venv", str(venv)], venv, dict(os.environ))
    if made.returncode:
        raise why_failed(venv, made.stdout)


def _install_venv_module() -> None:
    """Debian keeps part of Python's venv module in a package of its own."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    apt = shutil.which("apt-get")
    if apt and sys.platform != "win32" and os.getuid() == 0:
        say(f"Python's venv module is missing: installing the package {package}.")
        for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
            subprocess.run([apt, *command], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        importlib.invalidate_caches()
        if find_spec("ensurepip"):
            return
    raise CannotStart(
        "Python's venv module is missing: install it (Debian and Ubuntu: "
        f"`sudo apt install {package}`), then give the same command again.",
    )


def _fill(environment: Environment, locks: Sequence[Path]) -> None:
    """Install the locks' packages and the kit itself.

    pip fetches uv, and uv the rest: measured on two cores, 5 seconds instead of 50.
    """
    say("  fetching uv, which fetches the rest")
    only_uv = environment.prefix / "uv.lock.txt"
    only_uv.write_text(_entry("uv", locks[0].read_text(encoding="utf-8")), encoding="utf-8")
    # Two tries of eight seconds: a missing network is to be told soon.
    soon = ["--timeout", "8", "--retries", "1"]
    _pip(environment, [*soon, "--require-hashes", "--no-deps", "-r", str(only_uv)])
    say("  installing the packages of " + " and ".join(lock.name for lock in locks))
    install(environment, ["--require-hashes", *(part for lock in locks for part in ("-r", str(lock)))])
    say("  installing the kit")
    install(environment, ["--no-deps", "--no-build-isolation", "-e", str(FOLDER)])


def _entry(name: str, lock: str) -> str:
    """The lock's entry for one package: its line, and the lines of hashes that go on from it."""
    found = re.search(rf"^{name}==(?:.*\\\n)*.*\n", lock, re.MULTILINE)
    if not found:
        raise CannotStart(f"{LOCK} has no entry for {name}: get the file again, or rebuild it with `make lock`.")
    return found.group()


def install(environment: Environment, what: Sequence[str]) -> None:
    """Install by uv; by pip where uv fails, as where only pip was told of the index to use."""
    python = str(environment.python)
    # A school's network may look into the traffic, with a certificate that only the system knows.
    for certificates in ([], ["--system-certs"]):
        command = [python, "-m", "uv", "pip", "install", "--python", python, *certificates, *what]
        if not _run(command, environment.prefix, environment.variables).returncode:
            return
    say("  uv could not do it, so pip does: that is slower, a minute or two")
    _pip(environment, what)


def _pip(environment: Environment, what: Sequence[str]) -> None:
    quiet = ["--no-input", "--disable-pip-version-check"]
    command = [str(environment.python), "-m", "pip", "install", *quiet, *what]
    done = _run(command, environment.prefix, environment.variables)
    if done.returncode:
        raise why_failed(environment.prefix, done.stdout)


def _run(command: Sequence[str], venv: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a tool with its output kept in a log instead of on the screen."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=variables,
        check=False,
    )
    with (venv / "set-up.log").open("a", encoding="utf-8") as log:
        log.write(done.stdout)
    return done


def why_failed(venv: Path, output: str) -> CannotStart:
    """The sentence for a tool that failed with this output."""
    if "No space left on device" in output:
        return CannotStart(f"The disk is full: the environment in {venv} takes about 600 MB.")
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return CannotStart(
            "This network shows a certificate that pip does not know: ask who runs it for its "
            "certificate file, set PIP_CERT and SSL_CERT_FILE to it, then give the same command again.",
        )
    if NO_NETWORK.search(output):
        return CannotStart(
            "The packages could not be fetched: no network. The first start needs it, later ones do not.",
        )
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "no reason given")
    return CannotStart(f"The set-up failed: {last} (all of it is in {venv / 'set-up.log'})")


def _version_of(python: Path) -> str | None:
    """The version that this Python says it has; None where it does not run, or is not there."""
    try:
        done = subprocess.run(
            [python, "-I", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.strip() or None


def _note_version(version: str) -> None:
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    if version != running:
        say(f".venv was made with Python {version} and stays so (`make clean` to change to {running}).")


def _read(stamp: Path) -> dict[str, str | None]:
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
