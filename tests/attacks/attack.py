"""What an attack is, and how its submission is made."""

import copy
import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Attack:
    """One attack: its name, what it does in one sentence, and its code or its damage to the submission."""

    name: str
    does: str
    code: str = ""
    """Python for the cell of the first answer, or for the cell of every answer N where N stands in it as $N."""
    damage: Callable[[Path, Notebook], None] | None = None
    """What is done to the submission’s folder and to the notebook before it is written there."""
    flag: str = ""
    """Words that the report of the run must have about it."""
    last: str = ""
    """Python for the cell of the function item."""
    kills: str = ""
    """Why it cannot be tried on stock nbgrader."""


def hand_in(attack: Attack, released: Notebook, folder: Path, course: Path, words: Mapping[str, object]) -> None:
    """Write the attack’s submission into its folder; `words` are TOKEN and PORT."""
    folder.mkdir(parents=True)
    page = copy.deepcopy(released)
    for cell in page["cells"]:
        number = cell["id"].removeprefix("answer-")
        if number == cell["id"]:
            continue
        code = attack.last if number == "11" and attack.last else attack.code
        if code and (number == "1" or code == attack.last or "$N" in code):
            code = textwrap.dedent(code).strip("\n").replace("$N", number)
            for word, value in {"COURSE": str(course), "STUDENT": folder.parent.name, **words}.items():
                code = code.replace(word, repr(value))
            own = "" if f"answer_{number} =" in code else "".join(cell["source"])
            cell["source"] = f"{code}\n{own}"
    if attack.damage is not None:
        attack.damage(folder, page)
    path = folder / f"{folder.name}.ipynb"
    if not (folder.is_symlink() or path.is_symlink() or path.exists()):
        path.write_text(json.dumps(page), encoding="utf-8")
