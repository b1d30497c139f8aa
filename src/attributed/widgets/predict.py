"""A guess before a picture: written down in labelled fields, kept, and handed to the picture as it takes it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from attributed.errors import KitError
from attributed.plots.guesses import is_number
from attributed.theme import side_looks
from attributed.trace import outlets
from attributed.widgets.answerfile import AnswerFile
from attributed.widgets.parts import side_of
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface

if TYPE_CHECKING:
    from attributed.case import Case

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3}(?:,\d{3})+)(?!\d)")
_BEGUN = {"", "-", "+", ".", "-.", "+."}
"""What is no number yet, but may become one with the next key."""

_MOST = 1e9
_DEEPEST = 2

Path_ = tuple[Any, ...]
"""The keys that lead to one field, from the outside in; none where the guess is one value."""


@dataclass(frozen=True)
class Expected:
    """What may be entered: one of some choices, any words, or a number within bounds."""

    choices: Mapping[str, str] = field(default_factory=dict)
    words: bool = False
    whole: bool = False
    least: float = 0
    most: float = _MOST

    def __str__(self) -> str:
        """Say it in words."""
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.words:
            return "a name or a few words"
        bounds = f"{self.least:,g} or more" if self.most >= _MOST else f"from {self.least:,g} to {self.most:,g}"
        return f"a {'whole ' * self.whole}number, {bounds}"

    def read(self, entry: str) -> str | float | EllipsisType:
        """Return what was entered as a value: dots for nothing.

        Raises:
            KitError: if it cannot be one.
        """
        entry = entry.strip()
        if self.choices or self.words:
            if not entry:
                return ...
            if self.choices and entry not in self.choices:
                raise KitError(f"“{entry}” is not {self}.")
            return entry
        entry = _THOUSANDS.sub(lambda digits: digits[0].replace(",", ""), entry.replace("−", "-"))
        if entry in _BEGUN:
            return ...
        if not _NUMBER.fullmatch(entry):
            raise KitError(f"“{entry}” is not a number that can be read. Write it in digits, such as 12 or 0.5.")
        number = float(entry)
        if not is_number(number, self.least, self.most) or (self.whole and not number.is_integer()):
            raise KitError(f"{entry} is not {self}.")
        return int(number) if number.is_integer() else number


class Predict(Surface):
    """Fields for a guess, each saved at every change.

    `value` is the guess as the functions that draw take it: shaped like the fields, with dots where nothing that can
    be read is entered.
    """

    template = "predict.html.j2"

    def __init__(  # noqa: PLR0913, PLR0917 - what the function below was given
        self,
        case: "Case",
        name: str,
        fields: Any,  # noqa: ANN401 - dots, or a dict of them
        expected: Expected,
        names: Mapping[str, str],
        file: Path,
    ) -> None:
        """Set out the fields, and read what is entered already."""
        self.case, self.name, self.expected, self.names = case, name, expected, names
        self.title = f"Your guess · {name}"
        self._fields = fields
        self._written = dict(_leaves(fields))
        self.paths = list(self._written)
        self.file = AnswerFile(file, {"case": case.id, "answers": "guesses"})
        self._looks, self._outlets = side_looks(case), outlets(case)
        self._drawn = self._entries()
        super().__init__()
        if self.file.notices:
            self.message = " ".join(self.file.notices)
            self.redraw()

    # What was guessed

    @property
    def value(self) -> Any:  # noqa: ANN401 - shaped like the fields
        """The guess: a value for each field, or dots."""
        self.file.refresh()
        return self._shaped(self._fields, ())

    def _shaped(self, fields: Any, path: Path_) -> Any:  # noqa: ANN401 - shaped like the fields
        if isinstance(fields, Mapping):
            return {key: self._shaped(inner, (*path, key)) for key, inner in fields.items()}
        try:
            return self.expected.read(self._entry(path))
        except KitError:
            return ...

    def _is_fixed(self, path: Path_) -> bool:
        """Tell whether the cell itself has something in place of the dots: then that is the guess."""
        return self._written[path] is not None and self._written[path] is not ...

    def _entry(self, path: Path_) -> str:
        if self._is_fixed(path):
            return str(self._written[path])
        saved = self.file.answers.get(self._key(path))
        return saved if isinstance(saved, str) else ""

    def _entries(self) -> dict[Path_, str]:
        return {path: self._entry(path) for path in self.paths}

    def _key(self, path: Path_) -> str:
        return " · ".join([self.name, *map(str, path)])

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        rows, columns = self._grid()
        return {
            "name": self.name,
            "rows": rows,
            "columns": columns,
            "choices": self.expected.choices,
            "words": self.expected.words,
            "faults": self._faults(),
            "expected": str(self.expected),
            "done": sum(bool(self._is_good(path)) for path in self.paths),
            "many": len(self.paths),
            "file": self.file.path.name,
            "typed": not all(map(self._is_fixed, self.paths)),
        }

    def _grid(self) -> tuple[list[dict[str, Any]], list[Markup]]:
        """Return the fields as rows, and the heads of the columns where each row has several."""
        fields = self._fields
        if isinstance(fields, Mapping) and all(isinstance(inner, Mapping) for inner in fields.values()):
            across = list(dict.fromkeys(key for inner in fields.values() for key in inner))
            rows = [{"head": self._head(key), "cells": [self._cell((key, over)) for over in across]} for key in fields]
            return rows, [self._head(key) for key in across]
        return [{"head": self._heads(path), "cells": [self._cell(path)]} for path in self.paths], []

    def _cell(self, path: Path_) -> dict[str, Any] | None:
        if path not in self._written:
            return None
        entry = self._drawn[path]
        return {
            "id": f"field-{self.paths.index(path)}",
            "label": self._called(path),
            "entry": entry,
            "fixed": self._is_fixed(path),
            "faulty": bool(entry.strip()) and not self._is_readable(entry),
        }

    def _head(self, key: object) -> Markup:
        if key in self._looks and key not in self.names:
            return side_of(self.case, str(key))
        return Markup("{}").format(self._called((key,)))

    def _heads(self, path: Path_) -> Markup:
        return Markup(", ").join(map(self._head, path)) if path else Markup("{}").format(self.name)

    def _called(self, path: Path_) -> str:
        """Name a field as a reader would: by sides and outlets, or by the names that were given."""
        sides = {side: look.name for side, look in self._looks.items()}
        known = {**self._outlets, **sides, **self.names}
        return ", ".join(known.get(key, str(key)) for key in path) or self.name

    def _faults(self) -> list[str]:
        faults = []
        for path in self.paths:
            try:
                self.expected.read(self._entry(path))
            except KitError as error:
                faults.append(f"{self._called(path)}: {error}")
        return faults

    def _is_good(self, path: Path_) -> bool:
        entry = self._entry(path)
        return self._is_readable(entry) and self.expected.read(entry) is not ...

    def _is_readable(self, entry: str) -> bool:
        try:
            self.expected.read(entry)
        except KitError:
            return False
        return True

    def table(self) -> pd.DataFrame:
        """Return the fields with what is entered, and what may be."""
        rows = [(self._called(path), self._entry(path) or "…", str(self.expected)) for path in self.paths]
        return pd.DataFrame(rows, columns=["about", "your guess", "expected"]).set_index("about")

    # What a reader does

    def on_guess(self, action: Action) -> None:
        """Keep what was entered, readable or not: nothing that is typed is lost."""
        path = self.paths[int(action.at.removeprefix("field-"))]
        other = self.file.put(self._key(path), action.value)
        if other:
            raise KitError(
                f"{self._called(path)} was changed in another window at {other.when[11:16]} UTC, to “{other.answer}”, "
                f"and that stands. If you would rather have your own, enter it once more."
            )

    def on_settle(self, _: Action) -> None:
        """Draw the fields with what was entered: while one is being typed in they are left alone."""
        self._drawn = self._entries()


def _leaves(fields: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:  # noqa: ANN401 - what a lesson wrote
    """Yield every field, as the keys that lead to it, with what the lesson has in its place."""
    if not isinstance(fields, Mapping):
        yield path, fields
        return
    for key, inner in fields.items():
        yield from _leaves(inner, (*path, key))


def _choices(case: "Case", choices: str | Sequence[str] | Mapping[str, str] | None) -> dict[str, str]:
    """Return what can be chosen, and how each choice is shown."""
    if choices is None:
        return {}
    if isinstance(choices, str):
        if choices not in case.codebooks:
            raise KitError(f"There is no codebook {choices!r} to choose from; expected one of "
                           f"{', '.join(case.codebooks)}, or a list of choices.")  # fmt: skip
        book = case.codebooks[choices]
        names = {label: book.labels[label].name for label in book.rungs or book.labels}
        return {
            label: label if label.casefold() == name.casefold() else f"{label}: {name}" for label, name in names.items()
        }
    found = dict(choices) if isinstance(choices, Mapping) else {one: one for one in choices}
    if not found or not all(isinstance(one, str) and one.strip() for pair in found.items() for one in pair):
        raise KitError(f'choices= are words to choose from, such as ["yes", "no"]; found {choices!r}.')
    return found


def _check(name: object, fields: object, least: object, most: object) -> None:
    if not isinstance(name, str) or not name.strip():
        raise KitError(f"A guess needs a name under which it is kept, such as “Words in common”; found {name!r}.")
    paths = [path for path, _ in _leaves(fields)]
    if not paths or max(map(len, paths)) > _DEEPEST:
        raise KitError(
            f'fields= are dots, or names with dots, such as {{"China": ..., "US": ...}}, at most two names deep; '
            f"found {fields!r}."
        )
    if not is_number(least, -_MOST) or not is_number(most, -_MOST) or least > most:  # type: ignore[operator]  # numbers
        raise KitError(f"least= and most= are the bounds of a number; found {least!r} and {most!r}.")


@or_refused("Your guess")
def predict(  # noqa: PLR0913 - all but the first three are seldom needed
    case: "Case",
    name: str,
    fields: Any = ...,  # noqa: ANN401 - dots, or a dict of them
    *,
    choices: str | Sequence[str] | Mapping[str, str] | None = None,
    words: bool = False,
    whole: bool = False,
    least: float = 0,
    most: float = _MOST,
    names: Mapping[str, str] | None = None,
    file: str | Path | None = None,
) -> Surface:
    """Ask for a guess before a picture is seen; every change is saved at once.

    Args:
        case: the case; its sides and articles give the fields their names.
        name: what is guessed, in a few words: “Words in quotation marks”. The guess is kept under this name.
        fields: dots for one value, or a dict with dots, of one or two names, shaped as the picture takes its guess.
            What stands in place of dots is the guess, and is not asked for.
        choices: values to choose from instead of a number: a list, value -> name, or the id of a codebook.
        words: any words instead of a number.
        whole: only whole numbers.
        least: the lowest number.
        most: the highest number.
        names: what a field is called, by its key, where that is neither a side nor an article.
        file: where the answers are kept; None for `answers-CASE-guesses.jsonl` in the folder of the notebook.

    Returns:
        A `Predict`: `guess.value` is what the picture takes as its guess. Bad input gives a sentence in its place.
    """
    _check(name, fields, least, most)
    expected = Expected(_choices(case, choices), words, whole, least, most)
    return Predict(case, name, fields, expected, names or {}, Path(file or f"answers-{case.id}-guesses.jsonl"))
