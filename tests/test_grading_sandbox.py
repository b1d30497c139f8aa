"""The sandbox: its limits hold, an end of one submission is no end of another, and plain data come out or nothing."""

import builtins
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from exercise_sets import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

import attributed
from attributed.grading.inside.isolate import Limits
from attributed.grading.inside.line import arrived, read
from attributed.grading.sandbox import Called, Cell, Ran, Sandbox, SandboxSettings
from attributed.grading.wire import MOST_TEXT, WireError, pack, unpack

SECONDS = 2
MOST_SECONDS = 300
INNER = "ATTRIBUTED_TESTS_AS_ANOTHER"
LIMITS = Limits(memory=256 << 20, processes=24, disk=8 << 20)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all tests of this file: what one does to it, the next would feel."""
    if sys.platform != "linux" or shutil.which("bwrap") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have bubblewrap; .ci/run installs it")
        pytest.skip("needs Linux and bubblewrap (Debian’s package bubblewrap)")
    with Sandbox(SandboxSettings(LIMITS, seconds=SECONDS, all_seconds=20)) as made:
        yield made


@pytest.fixture(autouse=True)
def _bounded() -> Iterator[None]:
    """Let no test wait for ever for a sandbox that says nothing any more."""

    def stop(*_: object) -> None:
        raise TimeoutError("the sandbox did not answer")

    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, stop)
        signal.alarm(MOST_SECONDS)
    yield
    if hasattr(signal, "SIGALRM"):
        signal.alarm(0)


def no_check(place: int, message: dict[str, Any], called: Called) -> None:
    pytest.fail(f"nobody asked for a check: {place}, {message}, {called}")


def run(sandbox: Sandbox, *sources: str, files: dict[str, bytes] | None = None) -> Ran:
    """Run code cells alone."""
    return sandbox.run([Cell(place, "code", source) for place, source in enumerate(sources)], files or {}, no_check)


def said(ran: Ran, place: int = 0) -> str:
    """Return what a cell has printed, or the error with which it stopped."""
    outputs = ran.outputs.get(place, [])
    return "".join(str(output.get("text", output.get("evalue", ""))) for output in outputs).strip()


def answers(
    sandbox: Sandbox, source: str, *, calls: tuple[str, ...] = (), function: bool = False
) -> list[dict[str, Any]]:
    """Run one cell and return what its check got: the answer, and what its function gave."""
    got: list[dict[str, Any]] = []

    def take(_: int, message: dict[str, Any], called: Called) -> None:
        got.append(message)
        got.extend(called(text) for text in calls)

    cells = [Cell(0, "code", source), Cell(1, "check", item=1, function=function)]
    assert sandbox.run(cells, {}, take).end == "done"
    return got


def test_cells_share_their_names_and_their_outputs_are_those_of_a_notebook(sandbox: Sandbox) -> None:
    ran = run(sandbox, "a = 20", "print(a)\na + 1", "1 / 0", "a = a + 1\na")
    assert (ran.end, ran.stopped) == ("done", [])
    assert ran.outputs[0] == []
    stream, value = ran.outputs[1]
    assert (stream["text"], value["data"]) == ("20\n", {"text/plain": "21"})
    assert ran.outputs[2][0]["ename"] == "ZeroDivisionError"
    assert "Cell" in "".join(ran.outputs[2][0]["traceback"])
    assert ran.outputs[3][0]["data"] == {"text/plain": "21"}


def test_a_plot_comes_out_as_a_picture(sandbox: Sandbox) -> None:
    ran = run(sandbox, "import matplotlib.pyplot as plt\nplt.plot([1, 2]);")
    (picture,) = [output for output in ran.outputs[0] if output["output_type"] == "display_data"]
    assert picture["data"]["image/png"].startswith("iVBOR")


def test_the_kit_and_its_case_are_there(sandbox: Sandbox) -> None:
    ran = run(sandbox, "import attributed as at\nprint(len(at.load_case().articles))")
    assert said(ran) == "2"


def test_files_of_the_submission_lie_beside_it_and_what_it_writes_is_gone_afterwards(sandbox: Sandbox) -> None:
    files = {"notes/own.txt": b"mine", "../outside.txt": b"x", "/etc/passwd": b"x"}
    leave = (
        "import os\nprint(open('notes/own.txt').read())\n"
        "for folder in ('.', '/dev/shm', '/tmp', '/submission', '/dev/mqueue'):\n"
        "    try:\n        open(folder + '/left.txt', 'w').write('left')\n    except OSError:\n        pass\n"
        "print(sorted(os.listdir('.')))"
    )
    assert said(run(sandbox, leave, files=files)).splitlines() == ["mine", "['left.txt', 'notes']"]
    look = (
        "import glob, os\nprint(os.listdir('.'), os.listdir('/dev/shm'), glob.glob('/*/left.txt'), "
        "os.path.exists('notes'), 'leave' in globals())"
    )
    assert said(run(sandbox, look)) == "[] [] [] False False"


def test_a_module_that_one_submission_changed_is_whole_in_the_next(sandbox: Sandbox) -> None:
    run(sandbox, "import json, builtins, sys\njson.dumps = None\nbuiltins.len = None\nsys.modules.clear()")
    assert said(run(sandbox, "import json\nprint(json.dumps([len('ab')]))")) == "[2]"


def test_a_cell_that_takes_too_long_is_interrupted_and_the_rest_goes_on(sandbox: Sandbox) -> None:
    begun = time.monotonic()
    ran = run(sandbox, "while True:\n    pass", "print('still here')")
    assert (ran.end, ran.stopped, said(ran, 1)) == ("done", [0], "still here")
    assert time.monotonic() - begun < 6 * SECONDS


def test_a_cell_that_ignores_that_is_ended_with_all_its_processes(sandbox: Sandbox) -> None:
    stubborn = (
        "import os, signal\nos.fork()\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True:\n    pass"
    )
    ran = run(sandbox, "print('before')", stubborn, "print('after')")
    assert (ran.end, ran.at) == ("time", 1)
    assert said(ran, 0) == "before"
    assert 2 not in ran.outputs
    assert said(run(sandbox, "print('next')")) == "next"


def test_all_cells_together_have_their_time_too(sandbox: Sandbox) -> None:
    settings = SandboxSettings(LIMITS, seconds=SECONDS, all_seconds=3)
    with Sandbox(settings) as short:
        ran = run(short, *["import time\ntime.sleep(1)"] * 10)
    assert ran.end == "all time"
    assert sandbox.settings.all_seconds > settings.all_seconds


@pytest.mark.parametrize(
    "source",
    [
        "kept = bytearray(400 << 20)",
        "kept = []\nwhile True:\n    kept.append(bytearray(8 << 20))",
        (
            "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        kept = bytearray(b'x' * (100 << 20))"
            "\n        time.sleep(30)\ntime.sleep(30)"
        ),
    ],
    ids=["at once", "bit by bit", "in many processes"],
)
def test_memory_is_limited(sandbox: Sandbox, source: str) -> None:
    ran = run(sandbox, source)
    stopped = [output["ename"] for output in ran.outputs.get(0, []) if output["output_type"] == "error"]
    assert ran.end == "memory" or stopped[:1] == ["MemoryError"]
    assert said(run(sandbox, "print('next')")) == "next"


_CALLS = {
    "memory without a name": "libc.syscall({memfd_create}, b'x', 0)",
    "shared segments": "libc.syscall({shmget}, 0, 1 << 20, 0o1600)",
    "a user namespace": "libc.unshare(0x10000000)",
    "a mount": "libc.mount(b'none', b'/submission', b'tmpfs', 0, None)",
    "an unmount": "libc.umount2(b'/proc', 2)",
    "the kernel’s keys": "libc.syscall({add_key}, b'user', b'left', b'x', 1, -4)",
    "a debugger": "libc.ptrace(16, os.getppid() or 1, 0, 0)",
    "a child in a namespace": "libc.syscall({clone}, 0x10000000 | 17, 0, 0, 0, 0)",
}


@pytest.mark.parametrize("what", _CALLS)
def test_calls_that_no_limit_holds_are_refused(sandbox: Sandbox, what: str) -> None:
    from attributed.grading.inside.calls import _MACHINES, _NAMES

    _, column = _MACHINES[os.uname().machine]
    call = _CALLS[what].format(**{name: numbers[column] for name, numbers in _NAMES.items()})
    ran = run(
        sandbox, f"import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\nprint({call}, ctypes.get_errno())"
    )
    assert said(ran) == "-1 1", ran


@pytest.mark.parametrize(
    "source",
    [
        "import mmap\nmmap.mmap(-1, 1 << 20)",
        "import mmap\nmmap.mmap(open('/dev/zero', 'r+b', buffering=0).fileno(), 1 << 20)",
        "import socket\nsocket.socket(40, socket.SOCK_STREAM)",
        "import socket\nsocket.create_connection(('127.0.0.1', 22), timeout=1)",
        "open('/usr/left', 'w')",
        f"open({str(ROOT / 'pyproject.toml')!r})",
        f"open({str(ROOT / 'solutions' / '01-whose-voice' / 'key.toml')!r})",
        f"open({str(Path(attributed.__file__))!r}, 'a')",
        "open('/etc/passwd')",
    ],
)
def test_what_may_not_be_had_is_an_error(sandbox: Sandbox, source: str) -> None:
    ran = run(sandbox, source)
    assert [output["output_type"] for output in ran.outputs[0]] == ["error"], ran
    assert issubclass(getattr(builtins, ran.outputs[0][0]["ename"]), OSError)


def test_ordinary_libraries_still_work(sandbox: Sandbox) -> None:
    ran = run(
        sandbox,
        "import subprocess, threading, tempfile, multiprocessing, socket\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "print(subprocess.run(['echo', 'a'], capture_output=True, text=True).stdout.strip())\n"
        "print(sum(ThreadPoolExecutor(4).map(int, '123')))\n"
        "with multiprocessing.get_context('fork').Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))\n"
        "print(tempfile.TemporaryFile().write(b'abc'), len(socket.socketpair()))",
    )
    assert said(ran).splitlines() == ["a", "6", "[1, 2]", "3 2"], ran


def test_processes_are_limited(sandbox: Sandbox) -> None:
    ran = run(sandbox, "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass")
    assert ran.end in {"processes", "time", "memory"}
    assert said(run(sandbox, "print('next')")) == "next"


def test_processes_are_seen_only_by_their_own(sandbox: Sandbox) -> None:
    ran = run(
        sandbox, "import os\nprint(sorted(int(name) for name in os.listdir('/proc') if name.isdigit()), os.getpid())"
    )
    assert said(ran) in {"[1] 1", "[] 1"}  # where the kernel allows no /proc of its own, there is none


def test_a_signal_to_the_whole_group_reaches_nobody_else(sandbox: Sandbox) -> None:
    ran = run(sandbox, "import os, signal\nos.kill(0, signal.SIGSTOP)\nos.kill(0, signal.SIGKILL)\nprint('there')")
    assert ran.end in {"done", "died"}
    assert said(run(sandbox, "print('next')")) == "next"


def test_the_disk_is_limited(sandbox: Sandbox) -> None:
    fill = (
        "import os\nfor folder in ('.', '/dev/shm'):\n    written = 0\n    try:\n        for number in range(20):\n"
        "            with open(f'{folder}/{number}', 'wb') as file:\n"
        "                written += file.write(bytes(1 << 20))"
        "\n    except OSError:\n        pass\n    print(written >> 20)"
    )
    assert [int(line) for line in said(run(sandbox, fill)).splitlines()] == [8, 8]


def test_of_a_great_deal_of_output_the_beginning_is_kept(sandbox: Sandbox) -> None:
    ran = run(sandbox, "print('x' * 5_000_000)\nprint('y')", "print('z')")
    assert ran.end == "done"
    assert len(said(ran)) < 1_100_000
    assert said(ran).endswith("… more was put out than is kept.")
    assert said(ran, 1) == "z"


@pytest.mark.parametrize(
    ("source", "end"),
    [
        ("import os\nos._exit(0)", "died"),
        ("import ctypes\nctypes.string_at(0)", "died"),
        ("import sys\nsys.exit(0)", "done"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\nos.kill(-1, signal.SIGKILL)", "done"),
    ],
)
def test_whatever_ends_python_ends_no_more_than_that(sandbox: Sandbox, source: str, end: str) -> None:
    assert run(sandbox, source).end == end
    assert said(run(sandbox, "print('next')")) == "next"


def test_an_answer_comes_out_as_plain_data(sandbox: Sandbox) -> None:
    (message,) = answers(
        sandbox, "import numpy as np\nanswer_1 = {'a': [np.float64(1.5), (2, None, ...)], 'b': {True}}"
    )
    assert unpack(message["answer"]) == {"a": [1.5, (2, None, ...)], "b": {True}}


def test_an_answer_that_is_none_is_said_to_be_so(sandbox: Sandbox) -> None:
    assert answers(sandbox, "pass")[0]["absent"] is True
    assert "of the type" in answers(sandbox, "answer_1 = object()")[0]["slip"]
    slow = "class A(list):\n    def __iter__(self):\n        while True: pass\nanswer_1 = {'a': A([1])}"
    assert unpack(answers(sandbox, slow)[0]["answer"]) == {"a": [1]}


def test_a_function_is_called_with_a_text_and_gives_plain_data(sandbox: Sandbox) -> None:
    source = "def answer_1(text):\n    print('unseen')\n    return {'a': [len(text), int(text)]}"
    first, *gave = answers(sandbox, source, calls=("12", "no number"), function=True)
    assert first["function"] is True
    assert unpack(gave[0]["gave"]) == {"a": [2, 12]}
    assert gave[1]["error"].startswith("ValueError: invalid literal")


def test_a_function_that_never_ends_is_stopped_and_can_be_called_again(sandbox: Sandbox) -> None:
    source = "def answer_1(text):\n    while text == 'long':\n        pass\n    return 1"
    _, *gave = answers(sandbox, source, calls=("long", "short"), function=True)
    assert gave[0] == {"stopped": True}
    assert unpack(gave[1]["gave"]) == 1


_LINE = """
import json, os, stat, struct
there = [n for n in range(3, 256) if os.path.exists(f'/dev/fd/{n}')] or [3, 4, 5, 6]
lines = [n for n in there if stat.S_ISSOCK(os.fstat(n).st_mode)]
def write(data):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    for number in lines:
        try:
            os.write(number, struct.pack('>I', len(data)) + data)
        except OSError:
            pass
"""


@pytest.mark.parametrize(
    "source",
    [
        "write({'check': 1, 'answer': '[\"int\", \"1\"]', 'points': 99})",
        "write({'ran': 77})",
        "write({'at': 0})",
        "for _ in range(30_000):\n    write({'ran': 77})",
        "write(b'{\"ran\": 77, \"x\": ' + b'[' * 970 + b']' * 970 + b'}')",
        "write(b'[]')",
        "write(b'{' + b'[],' * 2_000_000)",
    ],
)
def test_a_message_that_the_kit_would_not_send_ends_the_submission_and_nothing_else(
    sandbox: Sandbox, source: str
) -> None:
    ran = run(sandbox, _LINE + source, "print('after')")
    assert (ran.end, ran.at) == ("forged", 0)
    assert said(run(sandbox, "print('next')")) == "next"


def test_outputs_are_taken_only_in_the_form_of_outputs(sandbox: Sandbox) -> None:
    ran = run(
        sandbox,
        "from IPython.display import display\nprint('\\ud800')\ndeep = []\nfor _ in range(400):\n    deep = [deep]\n"
        "display({'application/json': deep, 'xjson': {'a': 1}, 'text/plain': 'b'}, raw=True)\n"
        "display({'application/vnd.jupyter.widget-view+json': {'model_id': [1]}, 'text/plain': 'c'}, raw=True)",
    )
    assert ran.end == "done"
    json.dumps(ran.outputs, ensure_ascii=False).encode()
    assert ran.outputs[0][0]["text"] == "?\n"
    assert set(ran.outputs[0][1]["data"]) == {"application/json", "text/plain"}
    assert len(json.dumps(ran.outputs[0][1])) < 300
    assert set(ran.outputs[0][2]["data"]) == {"text/plain"}


def test_a_submission_is_run_again_without_the_cell_that_ended_it() -> None:
    if shutil.which("bwrap") is None:
        pytest.skip("needs bubblewrap")
    from exercise_sets import SETS
    from test_autograde import solved, with_answers

    from attributed.exercises.beside import encode_form
    from attributed.exercises.key import read_toml
    from attributed.grading.page import read_released
    from attributed.grading.paper import Work, grade_submission
    from attributed.grading.submission import Submission

    work = SETS[0]
    path = work.exercise / f"{work.name}.ipynb"
    form = encode_form(read_toml(work.solution / "key.toml"))
    paper = Work(work.key, read_released(path), path.read_bytes(), form)
    known = solved(work)
    page = with_answers(
        work.notebook(work.exercise), {**known, 2: "import os\nos._exit(0)", 5: "import os\nos.abort()"}
    )
    submission = Submission("s", work.name, {path.name: json.dumps(page).encode()}, None)
    with Sandbox(SandboxSettings(seconds=10)) as sandbox:
        graded = grade_submission(paper, submission, "", sandbox).graded
    assert {item.item for item in graded.items if item.points < item.of} == {2, 5}
    assert [flag.partition(";")[0] for flag in graded.flags] == ["answer-2 ended Python", "answer-5 ended Python"]


def as_nobody(tmp_path: Path) -> list[str]:
    """Return a command that begins Python, with this environment’s libraries, as a user who may do nothing special."""
    if os.getuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("needs root, to become somebody else by setpriv")
    before = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    name = f"python3.{sys.version_info.minor}"
    for python in (f"/usr/bin/{name}", f"/usr/local/bin/{name}", str(Path(sys.executable).resolve())):
        check = [*before, python, "-c", "import venv"]
        if shutil.which(python) and subprocess.run(check, capture_output=True, check=False).returncode == 0:
            break
    else:
        pytest.skip(f"needs a {name} that everybody may run; this environment’s lies where only root may look")
    folder = tmp_path / "environment"
    subprocess.run([python, "-m", "venv", "--without-pip", folder], check=True)
    packages = folder / "lib" / name / "site-packages"
    own = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "kit.pth").write_text("\n".join([*own, str(Path(attributed.__file__).parents[1])]), encoding="utf-8")
    for path in [*tmp_path.parents[:3], tmp_path]:
        if path.stat().st_uid == os.getuid() and path != Path(path.anchor) and not path.stat().st_mode & 0o001:
            path.chmod(path.stat().st_mode | 0o011)
    return [*before, str(folder / "bin" / "python")]


def test_an_ordinary_user_has_the_same_sandbox(sandbox: Sandbox, tmp_path: Path) -> None:
    assert sandbox.settings.isolated
    if os.environ.get(INNER):
        pytest.skip("this is that user")
    command = as_nobody(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    done = subprocess.run(
        [*command, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={home}/tests",
         str(Path(__file__).resolve()),
         "-k", "not hypothesis and not wire", "-p", "no:hypothesispytest"],
        cwd=ROOT, capture_output=True, text=True, timeout=MOST_SECONDS - 20, check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home), INNER: "1", "MPLCONFIGDIR": str(home)},
    )  # fmt: skip
    last = done.stdout.strip().splitlines()[-1:] or [done.stderr[-500:]]
    if "unshare" in done.stdout and "No permissions to create new namespace" in done.stdout:
        pytest.skip("ordinary users may make no namespaces here")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "passed" in last[0]


ATOMS = st.none() | st.just(...) | st.booleans() | st.integers(-(10**15), 10**15) | st.floats() | st.text(max_size=50)
KEYS = st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=20)
PLAIN = st.recursive(
    ATOMS,
    lambda parts: (
        st.lists(parts, max_size=5)
        | st.lists(parts, max_size=5).map(tuple)
        | st.dictionaries(KEYS, parts, max_size=5)
        | st.sets(KEYS, max_size=5)
        | st.frozensets(KEYS, max_size=5)
    ),
    max_leaves=20,
)


@given(PLAIN)
@settings(max_examples=200, deadline=None)
def test_wire_gives_back_what_was_packed_type_by_type(value: object) -> None:
    def seen(thing: Any) -> object:  # noqa: ANN401 - any plain type
        if isinstance(thing, dict):
            return dict, [(seen(key), seen(part)) for key, part in thing.items()]
        if isinstance(thing, list | tuple):
            return type(thing), [seen(part) for part in thing]
        if isinstance(thing, set | frozenset):
            return type(thing), sorted(repr(seen(part)) for part in thing)
        return type(thing), repr(thing)

    assert seen(unpack(pack(value))) == seen(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
    | st.sampled_from(["int", "str", "list", "dict", "set", "tuple", "float", "none", "open", "1e999", "nan"]),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
)  # fmt: skip


@given(st.text() | JSON.map(json.dumps))
@settings(max_examples=300, deadline=None)
def test_wire_reads_hostile_text_as_plain_data_or_refuses_it(text: str) -> None:
    try:
        value = unpack(text)
    except WireError:
        return
    assert pack(value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: {"answer": 1},
        lambda: ["str", "c"],
        lambda: "[" * 100_000,
        lambda: '["list", [' * 2000,
        lambda: json.dumps(["int", "9" * 5000]),
        lambda: json.dumps(["int", " 1_0 "]),
        lambda: json.dumps(["int", 3.7]),
        lambda: json.dumps(["float", "1e400"]),
        lambda: json.dumps(["str", "x" * (MOST_TEXT + 1)]),
        lambda: json.dumps(["set", [["int", str(n * ((1 << 61) - 1))] for n in range(20_000)]]),
        lambda: json.dumps(["set", [["list", []]]]),
        lambda: json.dumps(["object", []]),
        lambda: json.dumps(["bool", 1]),
        lambda: json.dumps(["none", 1]),
        lambda: json.dumps({"str": "c"}),
    ],
)
def test_wire_refuses_what_was_not_packed(make: Callable[[], object]) -> None:
    begun = time.monotonic()
    with pytest.raises(WireError):
        unpack(make())
    assert time.monotonic() - begun < 2


@given(st.lists(st.binary(max_size=30), max_size=5), st.integers(1, 7))
def test_wire_messages_arrive_whole_however_they_are_cut(texts: list[bytes], step: int) -> None:
    whole = b"".join(len(text).to_bytes(4, "big") + text for text in texts)
    arriving, found = bytearray(), list[bytes]()
    for start in range(0, len(whole), step):
        arriving += whole[start : start + step]
        found += arrived(arriving)
    assert found == texts
    for text in found:
        message = read(text)
        assert message is None or type(message) is dict


def test_a_folder_within_the_libraries_can_be_hidden(sandbox: Sandbox) -> None:
    package = Path(attributed.__file__).parent
    look = f"import os\nprint(os.listdir({str(package / 'widgets')!r}))"
    assert "surface.py" in said(run(sandbox, look))
    with Sandbox(SandboxSettings(LIMITS, hidden=(str(package / "widgets"), "/no/such/folder"))) as other:
        assert said(run(other, look)) == "[]"
