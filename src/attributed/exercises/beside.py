"""What lies beside a notebook decides what its checks do.

| file | mode | what a check does |
| --- | --- | --- |
| key.toml | grading | marks against the key, which only the instructor has |
| practice-feedback.txt | practice | marks at once and coaches |
| answer-form.json | assessment | looks at the form of the answer and records it |
"""

import base64
import json
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attributed.errors import KitError
from attributed.exercises.key import Key, key_of, public_form, read_key

KEY = "key.toml"
PRACTICE = "practice-feedback.txt"
FORM = "answer-form.json"
MODES = {KEY: "grading", PRACTICE: "practice", FORM: "assessment"}

_HEADER = (
    "# Practice feedback: the answers and the coaching of this exercise set, encoded so that nobody reads\n"
    "# them by accident. Keep this file beside the notebook; without it the notebook cannot answer you.\n"
)


def find_key(folder: Path) -> tuple[Key, str]:
    """Return the key that lies in a folder, and the mode that it makes.

    Raises:
        KitError: if nothing lies there, or it cannot be read.
    """
    if (folder / KEY).is_file():
        return read_key(folder / KEY), MODES[KEY]
    if (folder / PRACTICE).is_file():
        return key_of(decode(folder / PRACTICE), folder / PRACTICE), MODES[PRACTICE]
    if (folder / FORM).is_file():
        path = folder / FORM
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise KitError(f"{path} is damaged ({error}). Fetch the exercise again.") from None
        return key_of(data, path, has_answers=False), MODES[FORM]
    raise KitError(
        f"Nothing to check answers with lies beside this notebook: expected {PRACTICE} (practice) or {FORM} "
        f"(assessment) in {folder}. Open the notebook in the folder in which you got it."
    )


def encode(data: Mapping[str, Any]) -> str:
    """Return a key’s data as the text of practice-feedback.txt, the same on every machine."""
    packed = base64.b64encode(json.dumps(data, ensure_ascii=False, sort_keys=False).encode()).decode("ascii")
    return _HEADER + "\n".join(textwrap.wrap(packed, 100)) + "\n"


def decode(path: Path) -> dict[str, Any]:
    """Read practice-feedback.txt.

    Raises:
        KitError: if the file is damaged.
    """
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        packed = "".join(line for line in lines if not line.startswith("#"))
        data: dict[str, Any] = json.loads(base64.b64decode(packed, validate=True))
    except (OSError, ValueError) as error:
        raise KitError(f"{path} is damaged ({error}). Take a fresh copy of the exercise’s folder.") from None
    return data


def encode_form(data: Mapping[str, Any]) -> str:
    """Return the form of a key’s answers as the text of answer-form.json."""
    return json.dumps(public_form(data), ensure_ascii=False, indent=1) + "\n"
