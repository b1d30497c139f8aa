"""Damage to what is handed in: the notebook’s locked cells, and what lies beside it."""

import os
from pathlib import Path

from attacks.attack import Attack, Notebook

_FULL = "'full'"
_KIT = """
import sys
for name in [name for name in sys.modules if name.partition(".")[0] == __name__]:
    sys.modules.pop(name, None)
class _Checker:
    def __call__(self, number, answer):
        return "full"
def checker(name, folder=None):
    return _Checker()
def load_case(*_):
    return None
"""


def _checks(page: Notebook) -> list[dict[str, object]]:
    return [cell for cell in page["cells"] if cell["id"].startswith("check-")]


def _edited(_: Path, page: Notebook) -> None:
    for cell in _checks(page):
        cell["source"] = _FULL


def _unlocked(_: Path, page: Notebook) -> None:
    for cell in page["cells"]:
        if cell["id"].startswith("check-"):
            cell["source"] = _FULL
            cell["metadata"]["nbgrader"].update(locked=False, solution=True)


def _deleted(_: Path, page: Notebook) -> None:
    page["cells"] = [cell for cell in page["cells"] if not cell["id"].startswith("check-")]


def _raised(_: Path, page: Notebook) -> None:
    for cell in page["cells"]:
        if cell["id"].startswith("check-"):
            cell["source"] = _FULL
            cell["metadata"]["nbgrader"].update(points=1000.0)


def _own_checks(_: Path, page: Notebook) -> None:
    """Add cells that say of themselves that they are checks."""
    for number in range(1, 15):
        settings = {"grade": True, "grade_id": f"bonus-{number}", "locked": False, "points": 50.0,
                    "schema_version": 3, "solution": False, "task": False, "cell_type": "code"}  # fmt: skip
        page["cells"].append(
            {"cell_type": "code", "id": f"bonus-{number}", "metadata": {"nbgrader": settings}, "execution_count": None,
             "outputs": [], "source": _FULL}
        )  # fmt: skip


def _twice(_: Path, page: Notebook) -> None:
    """Put a second check of every item at the end, which gives full marks."""
    page["cells"] += [
        {**cell, "id": f"{cell['id']}-again", "source": _FULL}
        for cell in page["cells"]
        if cell["id"].startswith("check-")
    ]


def _renamed(_: Path, page: Notebook) -> None:
    """Let every check be that of item 1."""
    for cell in page["cells"]:
        if cell["id"].startswith("check-"):
            cell["source"] = "check(1, answer_1)"
            cell["metadata"]["nbgrader"]["grade_id"] = "check-1"


def _first_cell(_: Path, page: Notebook) -> None:
    for cell in page["cells"]:
        if cell["id"] == "setup":
            cell["source"] += '\ncheck = lambda number, answer: "full"'


def _saved_outputs(_: Path, page: Notebook) -> None:
    """Hand in the outputs of a run in which every check gave full marks, and cells that are not run."""
    for cell in page["cells"]:
        if cell["id"].startswith("check-"):
            cell["execution_count"] = 1
            cell["outputs"] = [{"output_type": "execute_result", "execution_count": 1, "metadata": {},
                                "data": {"text/plain": _FULL}}]  # fmt: skip
    page["metadata"]["kernelspec"] = {"name": "no-such-kernel", "display_name": "None", "language": "none"}


def _link_notebook(folder: Path, _: Notebook) -> None:
    (folder / f"{folder.name}.ipynb").symlink_to(Path("../../aa-honest") / folder.name / f"{folder.name}.ipynb")


def _link_beside(folder: Path, _: Notebook) -> None:
    (folder / "stolen.toml").symlink_to(folder.parents[2] / "solutions" / folder.name / "key.toml")
    (folder / "stolen").symlink_to(folder.parents[2] / "solutions" / folder.name)


def _link_folder(folder: Path, _: Notebook) -> None:
    folder.rmdir()
    folder.symlink_to(Path("../aa-honest") / folder.name)


def _pipe(folder: Path, _: Notebook) -> None:
    """Hand in a pipe, which nobody writes to, in the place of the notebook."""
    os.mkfifo(folder / f"{folder.name}.ipynb")


def _own_key(folder: Path, page: Notebook) -> None:
    """Bring a key by which every item asks for the first option."""
    easy = "\n".join(
        f'[item.{number}]\nkind = "choice"\npoints = 100\nobjective = "o"\nrests_on = []\n'
        'options = { y = "x", b = "y" }\n'
        f'accept = {{ y = 1 }}\nwhy = "w"\nrule = "r"\n[item.{number}.coach]\nb = "c"'
        for number in range(1, 15)
    )
    head = 'set = "01-whose-voice"\ntitle = "t"\ncase = "microsoft-exchange-2021"\nminutes = 1\n[objectives]\no = "o"\n'
    (folder / "key.toml").write_text(head + easy, encoding="utf-8")
    (folder / "answer-form.json").write_text("{}", encoding="utf-8")
    (folder / "KEY.TOML").write_text(head + easy, encoding="utf-8")
    for cell in page["cells"]:
        if cell["id"].startswith("answer-"):
            cell["source"] = f'answer_{cell["id"][7:]} = "y"'


def _shadow(folder: Path, page: Notebook) -> None:
    (folder / "attributed.py").write_text(_KIT, encoding="utf-8")
    del page


def _shadow_library(folder: Path, page: Notebook) -> None:
    rewrite = (
        "try:\n    get_ipython().input_transformers_cleanup.append("
        "lambda lines: [\"'full'\\n\"] if lines and lines[0].startswith('check(') else lines)\n"
        "except Exception:\n    pass\n"
    )
    for name in ("sitecustomize", "usercustomize", "json", "tomllib", "ast", "numpy", "IPython"):
        (folder / f"{name}.py").write_text(f"from IPython import get_ipython\n{rewrite}", encoding="utf-8")
    del page


DAMAGE = (
    Attack("edited-checks", "Check cells that say full marks.", damage=_edited, flag="was edited"),
    Attack("unlocked-checks", "Check cells that are answers as well, so that they are not put back.", damage=_unlocked,
           flag="were changed"),
    Attack("deleted-checks", "No check cells at all.", damage=_deleted, flag="was deleted"),
    Attack("raised-points", "Check cells that are worth a thousand points.", damage=_raised, flag="The points of"),
    Attack("own-checks", "More check cells, of its own.", damage=_own_checks, flag="no cell of this set has"),
    Attack("checks-twice", "Every check a second time, with full marks.", damage=_twice, flag="stood there 2 times"),
    Attack("renamed-checks", "Every check under the name of the first.", damage=_renamed, flag="stood there 14 times"),
    Attack("edited-setup", "A first cell that replaces check.", damage=_first_cell, flag="setup was edited"),
    Attack("saved-outputs", "Outputs that were saved with full marks, and a kernel that is not there.",
           damage=_saved_outputs),
    Attack("linked-notebook", "A link to somebody else’s notebook.", damage=_link_notebook, flag="is a link"),
    Attack("linked-key", "Links to the key and its folder beside the notebook.",
           """
import glob, os
for path in glob.glob("stolen*") + glob.glob("stolen/*"):
    if os.path.isfile(path) and path.endswith(".toml"):
        import tomllib
        item = tomllib.loads(open(path, encoding="utf-8").read())["item"]
        known = {f"answer_{n}": next(iter(i["accept"])) for n, i in item.items() if i["kind"] == "choice"}
        get_ipython().events.register("pre_run_cell", lambda *_: globals().update(known))
""", damage=_link_beside, flag="is a link"),
    Attack("linked-folder", "A link to somebody else’s folder.", damage=_link_folder, flag="is a link"),
    Attack("pipe", "A pipe in the place of the notebook.", damage=_pipe, flag="no ordinary file",
           kills="nbgrader waits for ever for somebody to write into it"),
    Attack("own-key", "A key and a form of its own beside the notebook.", damage=_own_key,
           flag="belongs to the course"),
    Attack("shadowed-kit", "A module attributed.py beside the notebook.", damage=_shadow),
    Attack("shadowed-libraries", "Modules named json, ast, sitecustomize and so on beside the notebook.",
           damage=_shadow_library),
)  # fmt: skip
