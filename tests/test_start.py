"""start.py and the Makefile, used as a person does: in a copy of this repository, on a path with a space."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from launch import environment
from launch.words import CannotStart

ROOT = Path(__file__).parent.parent
MAKE = shutil.which("make") or "make"
BASE_PYTHON = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
READY = re.compile(
    r"(?P<address>http://127\.0\.0\.1:(?P<port>\d+)\S+\?token=(?P<token>\w+))\n\n"
    r"  Ready after (?P<seconds>[\d.]+) seconds \(set-up (?P<set_up>[\d.]+) s\)",
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="make, signals and unshare as on Debian")


def copy_of_the_repository(to: Path) -> Path:
    """What a person gets who clones it: everything but what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    return to


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy in which nothing was set up."""
    return copy_of_the_repository(tmp_path / "some where" / "kit")


def terminal(home: Path, **more: str) -> dict[str, str]:
    """The environment of a terminal that was just opened, of a person with a home folder of their own."""
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "VIRTUAL_ENV", "COVERAGE")) and name not in {"CI", "PORT", "PYTHON"}
    }
    path = f"{BASE_PYTHON.parent}:/usr/bin:/bin"
    plain = {"HOME": str(home), "XDG_CONFIG_HOME": config, "PATH": path, "ATTRIBUTED_NO_BROWSER": "1"}
    return kept | plain | more


def run(command: list[str], kit: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=kit,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a person reads who cannot start, apart from make's own remark."""
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1, done.stderr
    return said[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Lab:
    """A JupyterLab that says it is ready."""

    process: subprocess.Popen[bytes]
    address: str
    port: int
    token: str
    seconds: float
    set_up: float

    def get(self, path: str, *, token: bool = True) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Authorization": f"token {self.token}"} if token else {})
        return connection.getresponse()

    def press_ctrl_c(self) -> int:
        """Send what a terminal sends, to everything that was started from it."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(30)


@contextmanager
def started(command: list[str], kit: Path, variables: dict[str, str]) -> Iterator[Lab]:
    """Give the command, and wait until it says that the lesson is ready."""
    output = kit.parent / "output.txt"
    with output.open("wb") as screen:
        process = subprocess.Popen(
            command,
            cwd=kit,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=screen,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + 180
        while not (ready := READY.search(output.read_text())):
            assert process.poll() is None, output.read_text()
            assert time.monotonic() < deadline, output.read_text()
            time.sleep(0.1)
        yield Lab(
            process,
            ready["address"],
            int(ready["port"]),
            ready["token"],
            float(ready["seconds"]),
            float(ready["set_up"]),
        )
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)
    assert "Traceback" not in output.read_text()


def processes_of(kit: Path) -> list[str]:
    """Every process on the machine that has this kit's path in its command."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(kit) in command:
            found.append(command)
    return found


@dataclass
class Home:
    """A copy in which `make lab` was run once, and the terminal it was run from."""

    kit: Path
    variables: dict[str, str]
    first_seconds: float

    @property
    def python(self) -> str:
        return str(self.kit / ".venv" / "bin" / "python")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Run the first start for real: nothing cached, and a home folder with Jupyter settings that break."""
    folder = tmp_path_factory.mktemp("some where")
    person = folder / "home"
    for name, text in {
        ".jupyter/jupyter_server_config.py": "raise SystemExit('the settings of another course')",
        ".local/share/jupyter/kernels/python3/kernel.json": '{"argv": ["/gone/python"], "display_name": "?"}',
    }.items():
        (person / name).parent.mkdir(parents=True)
        (person / name).write_text(text)
    variables = terminal(person, UV_CACHE_DIR=str(folder / "cache"), PIP_CACHE_DIR=str(folder / "pip"))
    kit = copy_of_the_repository(folder / "kit")
    port = free_port()
    with started([MAKE, "lab", f"PORT={port}"], kit, variables) as lab:
        assert lab.port == port
    return Home(kit, variables, lab.seconds)


@pytest.mark.ci_only
def test_the_first_start_takes_less_than_ninety_seconds(home: Home) -> None:
    assert home.first_seconds < 90


@pytest.mark.ci_only
def test_lab_serves_the_first_lesson_on_the_port_that_was_asked_for(home: Home) -> None:
    port = free_port()
    with started([MAKE, "lab"], home.kit, home.variables | {"PORT": str(port)}) as lab:
        assert lab.port == port
        assert json.load(lab.get("/api"))["version"]
        assert urlsplit(lab.address).path == "/lab/tree/notebooks/00-start-here.ipynb"
        assert json.load(lab.get("/api/contents/notebooks/00-start-here.ipynb?content=0"))["type"] == "notebook"
        assert lab.get("/api/contents", token=False).status == http.client.FORBIDDEN


@pytest.mark.ci_only
def test_the_lesson_runs_on_the_kits_own_python(home: Home) -> None:
    with started([MAKE, "lab", f"PORT={free_port()}"], home.kit, home.variables) as lab:
        kernels = json.load(lab.get("/api/kernelspecs"))["kernelspecs"]
        assert kernels["python3"]["resources"]
        assert "/gone/python" not in str(kernels)


@pytest.mark.ci_only
def test_without_a_network_the_second_start_takes_seconds(home: Home, offline: list[str]) -> None:
    with started([*offline, MAKE, "lab", f"PORT={free_port()}"], home.kit, home.variables) as lab:
        # Three seconds on an idle machine; the bounds leave room for one that is busy with other tests.
        assert lab.seconds < 45
        assert lab.set_up < 5


@pytest.mark.ci_only
def test_the_page_asks_no_other_computer_and_no_news(home: Home) -> None:
    chromium = shutil.which("chromium")
    assert chromium, "no Chromium"
    asked: list[str] = []
    with (
        started([MAKE, "lab", f"PORT={free_port()}"], home.kit, home.variables) as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(lab.address)
        page.wait_for_selector(".jp-Notebook", timeout=60_000)
        page.wait_for_load_state("networkidle")
        words = page.inner_text("body")
        browser.close()
    assert {urlsplit(url).hostname for url in asked if urlsplit(url).scheme.startswith("http")} == {"127.0.0.1"}
    assert not [url for url in asked if re.search(r"/lab/api/(news|update)", url)]
    assert "00-start-here.ipynb" in words
    assert "official Jupyter news" not in words
    assert "Create Assignment" not in words


@pytest.mark.ci_only
@pytest.mark.parametrize("command", [[MAKE, "lab"], [str(BASE_PYTHON), "start.py", "lab"]], ids=["make", "python"])
def test_ctrl_c_ends_the_server_and_its_kernels(home: Home, command: list[str]) -> None:
    with started(command, home.kit, home.variables | {"PORT": str(free_port())}) as lab:
        connection = http.client.HTTPConnection("127.0.0.1", lab.port, timeout=30)
        connection.request("POST", "/api/kernels", headers={"Authorization": f"token {lab.token}"})
        assert connection.getresponse().status == http.client.CREATED
        # make reports the interrupt in its own way; start.py itself ends as a lesson should.
        assert lab.press_ctrl_c() in ({0} if "start.py" in command else {0, 2, 130, -signal.SIGINT})
        deadline = time.monotonic() + 20
        while processes_of(home.kit) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert processes_of(home.kit) == []


@pytest.mark.ci_only
def test_two_labs_find_two_ports(home: Home) -> None:
    with (
        started([MAKE, "lab"], home.kit, home.variables) as one,
        started([MAKE, "lab"], home.kit, home.variables) as other,
    ):
        assert other.port > one.port >= 8888


@pytest.mark.ci_only
def test_a_conda_user_starts_the_lab_from_the_environment_they_are_in(home: Home) -> None:
    command = [home.python, "start.py", "lab", "--here", "--port", str(free_port())]
    with started(command, home.kit, home.variables) as lab:
        assert lab.get("/api").status == http.client.OK


def set_up_killed_midway(home: Home) -> str:
    """Start the set-up, kill it while it installs the packages, and return what it said until then."""
    set_up = subprocess.Popen(
        [str(BASE_PYTHON), "start.py", "setup"],
        cwd=home.kit,
        env=home.variables,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert set_up.stdout
    said = ""
    while "installing the packages" not in said and (line := set_up.stdout.readline()):
        said += line
    time.sleep(0.7)
    os.killpg(set_up.pid, signal.SIGKILL)
    set_up.stdout.close()
    assert set_up.wait() == -signal.SIGKILL
    return said


@pytest.mark.ci_only
def test_a_set_up_that_lost_its_python_or_was_cut_short_is_made_again(home: Home) -> None:
    Path(home.python).unlink()
    Path(home.python).symlink_to("/gone/python3")
    assert "making it again" in set_up_killed_midway(home)
    done = run([str(BASE_PYTHON), "start.py", "setup"], home.kit, home.variables)
    assert done.returncode == 0, done.stderr
    assert "making it again" in done.stdout
    done = run([home.python, "-c", "import attributed, jupyterlab, pandas"], home.kit.parent, home.variables)
    assert done.returncode == 0, done.stderr


@pytest.mark.ci_only
def test_without_a_network_a_changed_project_is_installed_again(home: Home, offline: list[str]) -> None:
    project = home.kit / "pyproject.toml"
    project.write_text(project.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    done = run([*offline, str(BASE_PYTHON), "start.py", "setup"], home.kit, home.variables)
    assert done.returncode == 0, done.stderr
    assert "up to date" in done.stdout


@pytest.mark.ci_only
def test_an_update_that_finds_no_network_leaves_what_was_there(home: Home, offline: list[str]) -> None:
    lock = home.kit / "requirements.lock"
    before = lock.read_text(encoding="utf-8")
    lock.write_text(re.sub(r"^uv==", "uv==9", before, flags=re.MULTILINE), encoding="utf-8")
    done = run([*offline, str(BASE_PYTHON), "start.py", "setup"], home.kit, home.variables)
    assert "no network" in sentence(done)
    lock.write_text(before, encoding="utf-8")
    done = run([*offline, str(BASE_PYTHON), "start.py", "setup"], home.kit, home.variables)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The environment in .venv is ready")


def test_without_a_network_the_first_start_says_so_soon(bare: Path, offline: list[str]) -> None:
    before = time.monotonic()
    done = run([*offline, MAKE, "lab"], bare, terminal(bare.parent))
    assert "no network" in sentence(done)
    assert time.monotonic() - before < 30
    done = run([*offline, MAKE, "lab"], bare, terminal(bare.parent))
    assert "no network" in sentence(done)


def test_a_port_that_is_taken_is_told(bare: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run([MAKE, "lab", f"PORT={port}"], bare, terminal(bare.parent))
    assert sentence(done) == f"Port {port} is not free: another program uses it. Choose another one, or none."
    assert not (bare / ".venv").exists()


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "8888.5"])
def test_a_port_that_is_no_port_is_told(bare: Path, port: str) -> None:
    done = run([MAKE, "lab", f"PORT={port}"], bare, terminal(bare.parent))
    assert sentence(done) == f"PORT must be a number from 1 to 65535, and is '{port}'."


def test_a_folder_that_cannot_be_written_is_told(bare: Path) -> None:
    (bare / ".venv").write_text("a file in the place of the folder")
    assert str(bare / ".venv") in sentence(run([MAKE, "lab"], bare, terminal(bare.parent)))


def test_no_python_is_told_in_one_sentence(bare: Path) -> None:
    done = run([MAKE, "lab"], bare, terminal(bare.parent, PATH=str(bare)))
    assert sentence(done) == "No Python was found: install Python 3.11 or newer, then give the same command again."


def test_a_python_that_does_not_run_is_told_in_one_sentence(bare: Path) -> None:
    done = run([MAKE, "lab", "PYTHON=/gone/python3"], bare, terminal(bare.parent))
    assert sentence(done) == "PYTHON=/gone/python3 is not a Python that runs."


def pretend(bare: Path, what: str) -> str:
    """A folder for PYTHONPATH that makes a Python appear to be what it is not."""
    folder = bare.parent / "pretend"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(f"import sys\n{what}\n")
    return str(folder)


def test_a_python_that_is_too_old_is_told_in_one_sentence(bare: Path) -> None:
    old = pretend(bare, "sys.version_info = (3, 9, 2)\nsys.version = '3.9.2 (default)'")
    done = run([MAKE, "lab"], bare, terminal(bare.parent, PYTHONPATH=old))
    assert sentence(done) == "Attributed needs Python 3.11 or newer, and this is Python 3.9.2."


OLD_PYTHONS = sorted(
    str(python)
    for folder in [Path("/usr/bin"), *Path.home().glob(".pyenv/versions/*/bin")]
    for python in folder.glob("python*")
    if re.fullmatch(r"python(2\.\d+|3\.\d|3\.10)", python.name)
)


@pytest.mark.parametrize("python", OLD_PYTHONS or [pytest.param("", marks=pytest.mark.skip(reason="no old Python"))])
def test_the_old_pythons_of_this_machine_say_so_themselves(bare: Path, python: str) -> None:
    done = run([python, "start.py", "lab"], bare, terminal(bare.parent))
    assert re.fullmatch(r"Attributed needs Python 3\.11 or newer, and this is Python [23]\.\d+\.\d+\.", sentence(done))


def test_a_python_without_its_venv_module_is_told_what_to_install(bare: Path) -> None:
    partial = pretend(bare, "sys.modules['ensurepip'] = None")
    variables = terminal(bare.parent, PYTHONPATH=partial, PATH=str(bare))  # no apt-get to be found
    assert "apt install python3." in sentence(run([str(BASE_PYTHON), "start.py", "lab"], bare, variables))
    assert not (bare / ".venv").exists()


def test_here_in_a_python_without_the_kit_says_what_to_do(bare: Path) -> None:
    lacking = pretend(bare, "sys.modules['jupyterlab'] = None")
    done = run([str(BASE_PYTHON), "start.py", "lab", "--here"], bare, terminal(bare.parent, PYTHONPATH=lacking))
    assert "conda activate attributed" in sentence(done)


def test_where_uv_fails_pip_installs_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given: list[list[str]] = []

    def uv_fails(command: list[str], *_others: object) -> subprocess.CompletedProcess[str]:
        given.append(command)
        return subprocess.CompletedProcess(command, 2 if "uv" in command else 0, "")

    monkeypatch.setattr(environment, "_run", uv_fails)
    environment.install(
        environment.Environment(tmp_path / "bin" / "python", tmp_path),
        ["--require-hashes", "-r", "some.lock"],
    )
    assert ["uv" in command for command in given] == [True, True, False]
    assert given[-1][-3:] == ["--require-hashes", "-r", "some.lock"]
    assert "slower" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("SSLError(... CERTIFICATE_VERIFY_FAILED ...) connection broken by", "PIP_CERT"),
        ("error sending request for url", "no network"),
        ("one\nERROR: hashes do not match\n\n", "ERROR: hashes do not match"),
    ],
)
def test_what_a_tool_said_becomes_a_sentence(tmp_path: Path, output: str, told: str) -> None:
    reason = environment.why_failed(tmp_path, output)
    assert isinstance(reason, CannotStart)
    assert told in str(reason)


def test_make_alone_lists_what_there_is(bare: Path) -> None:
    done = run([MAKE], bare, terminal(bare.parent))
    assert done.returncode == 0
    assert {"lab", "test", "exercises", "lock", "clean"} <= set(re.findall(r"^make (\w+)", done.stdout, re.MULTILINE))


def test_make_clean_removes_the_environment_and_no_work(bare: Path) -> None:
    work = bare / "notebooks" / "my answers.ipynb"
    work.parent.mkdir(exist_ok=True)
    work.write_text("{}")
    for folder in (".venv/bin", ".mypy_cache", "src/attributed/__pycache__"):
        (bare / folder).mkdir(parents=True)
    before = {path for path in bare.rglob("*") if path.is_file()}
    assert run([MAKE, "clean"], bare, terminal(bare.parent)).returncode == 0
    assert {path for path in bare.rglob("*") if path.is_file()} == before
    assert not list(bare.glob(".venv")) + list(bare.glob(".*_cache")) + list(bare.rglob("__pycache__"))
