"""The sides and objects of a case of one’s own: every quarrel has its own parties, and fights about its own matter."""

import json
from collections.abc import Mapping, Sequence

from attributed.codebook import read_codebook
from attributed.errors import KitError
from attributed.paths import data_folder
from attributed.tables import Row
from attributed.tokens import words_of

NARRATOR = "NARRATOR"
"""The one side that every case has: the reporter’s own voice."""


def read_sides(sides: Mapping[str, Sequence[str]]) -> dict[str, list[list[str]]]:
    """Return the words by which the speakers of each side are known.

    Raises:
        KitError: if there is no side, or no word for one.
    """
    form = 'Expected sides with words from their speakers’ names, such as {"Harbour Board": ["board"]}'
    if not isinstance(sides, Mapping) or not sides:
        raise KitError(f"{form}; found {sides!r}.")
    wanted: dict[str, list[list[str]]] = {}
    for side, names in sides.items():
        listed = [names] if isinstance(names, str) else names
        good = isinstance(side, str) and side.strip() and not set(side) & set("|;")
        good = good and isinstance(listed, Sequence | set | frozenset)
        if not good or not all(isinstance(name, str) and words_of(name) for name in listed):
            raise KitError(f"{form}; found {side!r}: {names!r}.")
        wanted[side.strip()] = [_folded(name) for name in listed]
    return wanted


def _folded(name: str) -> list[str]:
    return [word.casefold().replace("’", "'").removesuffix("'s") for word in words_of(name)]


def side_of(row: Row, sides: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """Return the side whose words stand in the speaker’s name, "" if there is none.

    Raises:
        KitError: if two sides claim the speaker.
    """
    speaker = _folded(row["speaker"])
    found = [side for side, names in sides.items() if any(_is_part(name, speaker) for name in names)]
    if len(found) > 1:
        raise KitError(
            f"{row['id']}: the speaker {row['speaker']!r} fits two sides, {' and '.join(found)}. "
            "Give words that stand in the names of one side only, such as a surname."
        )
    return found[0] if found else ""


def _is_part(name: Sequence[str], speaker: Sequence[str]) -> bool:
    return any(list(speaker[place : place + len(name)]) == list(name) for place in range(len(speaker)))


def side_codebook(sides: Mapping[str, object]) -> bytes:
    """Return a codebook with these sides and the narrator, as TOML."""
    narrator = read_codebook(data_folder() / "codebooks" / "side.toml")[NARRATOR]
    labels = [
        (side, side, f"Whoever speaks for {side}.", f"Does the speaker speak for {side}?")
        for side in sides
        if side != NARRATOR
    ]
    labels.append((narrator.label, narrator.name, narrator.definition, narrator.test))
    head = [
        'id = "side"',
        'title = "Side: on whose behalf the words are spoken"',
        'column = "side"',
        'kind = "one"',
        "sources = []",
        'note = "The sides of this case. Side goes by the speaker, not by what is said."',
    ]
    parts = ["\n".join(head)]
    for label, title, definition, test in labels:
        parts.append(
            f"[[label]]\nlabel = {toml_string(label)}\nname = {toml_string(title)}\n"
            f"definition = {toml_string(definition)}\ntest = {toml_string(test)}\nexamples = []"
        )
    return ("\n\n".join(parts) + "\n").encode("utf-8")


OBJECTS = """\
id = "object"
title = "Object: which thing the statement treats as the matter"
column = "object"
kind = "one"
sources = []
note = "A beginning, for a case of one’s own: give the activities their names. Code what the main clause is about."
precedence = ["COUNTER", "ACCUSATION", "ACTIVITY", "RESPONSE", "OTHER"]

[[label]]
label = "ACTIVITY"
name = "the activity alleged"
definition = "The activity that is alleged first."
test = "Is the matter the activity alleged first?"
examples = []

[[label]]
label = "ACCUSATION"
name = "the accusing"
definition = "The act of accusing, or the group that accuses."
test = "Is the accusing itself contested or faulted?"
examples = []

[[label]]
label = "COUNTER"
name = "the activity alleged in return"
definition = "The activity alleged against those who accused first."
test = "Is the matter an activity alleged in return?"
examples = []

[[label]]
label = "RESPONSE"
name = "response"
definition = "What is done, or will be done, about any of these."
test = "Is the matter a demand, a charge, a step or a pledge?"
examples = []

[[label]]
label = "OTHER"
name = "other"
definition = "Anything else."
test = "None of the others?"
examples = []
"""


def toml_string(words: str) -> str:
    """Write a string as TOML does."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
