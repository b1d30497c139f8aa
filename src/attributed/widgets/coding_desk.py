"""The coding desk: one statement at a time in its paragraph, one label by one key."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import pandas as pd

from attributed.agreement import Agreement, agreement
from attributed.errors import KitError
from attributed.statements import expect_statement
from attributed.widgets.answerfile import AnswerFile
from attributed.widgets.one_by_one import OneByOne
from attributed.widgets.parts import LABEL_KEYS
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.codebook import Codebook


Code = str | Collection[str]


class Coding(TypedDict):
    """What a reader decided about one statement: its labels (None: not yet), a doubt, a note."""

    labels: list[str] | None
    doubt: bool
    note: str


class CodingDesk(OneByOne):
    """Statements to be coded with one codebook, and afterwards the adjudicated codes and the coders’ split beside them.

    `codes` has the labels that were given, statement id -> label (or set of labels), as `score_codes` takes them.
    """

    template = "coding_desk.html.j2"

    def __init__(self, case: "Case", codebook: str, statements: Sequence[str], file: Path) -> None:
        """Set out the statements, and read the answers that are there already."""
        self.book: Codebook = case.gold(codebook).codebook
        self.title = f"Coding desk · {self.book.title}"
        super().__init__(case, statements, AnswerFile(file, {"case": case.id, "codebook": codebook}))

    # What was decided

    @property
    def codes(self) -> dict[str, str | frozenset[str]]:
        """The labels given so far: by statement id, one label, or a set where the codebook allows several."""
        decided = {key: self._coding(key)["labels"] for key in self.ids if not self.is_open(key)}
        if self.book.kind == "set":
            return {key: frozenset(labels or ()) for key, labels in decided.items()}
        return {key: labels[0] for key, labels in decided.items() if labels}

    @property
    def codings(self) -> pd.DataFrame:
        """A table by statement id: the code, whether it is in doubt, and the note."""
        rows = {key: self._coding(key) for key in self.ids}
        return pd.DataFrame(
            {
                "code": pd.Series(self.codes, dtype=object).reindex(self.ids),
                "doubt": {key: coding["doubt"] for key, coding in rows.items()},
                "note": {key: coding["note"] for key, coding in rows.items()},
            },
            index=pd.Index(self.ids, name="id"),
        )

    def _coding(self, key: str) -> Coding:
        """Return what is saved about a statement, without labels that the codebook no longer has."""
        saved = self.file.answers.get(key)
        saved = saved if isinstance(saved, Mapping) else {}
        labels = saved.get("labels")
        known = [one for one in labels if one in self.book.labels] if isinstance(labels, list) else None
        if known == [] and labels:
            known = None
        return Coding(labels=known, doubt=saved.get("doubt") is True, note=str(saved.get("note", "")))

    def is_open(self, key: str) -> bool:
        """Tell whether a statement has no label yet, and nobody said that none fits."""
        labels = self._coding(key)["labels"]
        return labels is None or not (labels or self.book.kind == "set")

    @property
    def agreement(self) -> Agreement:
        """Krippendorff’s alpha between the reader and the adjudicated codes, for what is coded."""
        gold = self.case.gold(self.book.id).table["gold"]
        mine = self.codes
        return agreement({"you": mine, "adjudicated": {key: gold[key] for key in mine}}, level=self._level)

    @property
    def _level(self) -> Any:  # noqa: ANN401 - one of agreement’s words
        return "set" if self.book.kind == "set" else "nominal"

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        coding = self._coding(self.current)
        return {
            **super().view(),
            "several": self.book.kind == "set",
            "labels": self._labels(self.current, coding),
            "no_label": coding["labels"] == [],
            "coding": coding,
            "comparison": self._comparison() if self.comparing else (),
            "alike": self._alike() if self.comparing else (),
            "note": self._note,
        }

    def _labels(self, key: str, coding: Coding) -> list[dict[str, Any]]:
        given = coding["labels"] or []
        return [
            {
                "key": LABEL_KEYS[number] if number < len(LABEL_KEYS) else "",
                "label": label.label,
                "name": label.name,
                "test": label.test,
                "chosen": label.label in given,
                "example": self._example(label.examples, key) if self.tests_shown else "",
            }
            for number, label in enumerate(self.book.labels.values())
        ]

    def _example(self, examples: Sequence[str], current: str) -> str:
        """Return the words of an example that is none of the statements to be coded."""
        statements = self.case.statements
        free = [one for one in examples if one in statements.index and one not in {*self.ids, current}]
        return f"For example {free[0]}: {statements['text'][free[0]]}" if free else ""

    def _comparison(self) -> list[dict[str, str]]:
        gold = self.case.gold(self.book.id).table.to_dict("index")
        split = self.case.coded_by(self.book.column) if self._is_coded_by else pd.DataFrame()
        return [
            {
                "id": key,
                "mine": _words(code),
                "gold": _words(gold[key]["gold"]),
                "also": "; ".join(map(_words, gold[key]["alternatives"])),
                "split": _split(list(split.T[key])) if key in split.index else "",
                "same": _same(code, gold[key]["gold"], gold[key]["alternatives"]),
                "note": self._coding(key)["note"],
            }
            for key, code in self.codes.items()
        ]

    @property
    def _is_coded_by(self) -> bool:
        return bool(self.case.codings) and all(self.book.column in table for table in self.case.codings.values())

    def _alike(self) -> list[str]:
        gold, mine = self.case.gold(self.book.id).table["gold"], self.codes
        same = sum(mine[key] == gold[key] for key in mine)
        return [f"{same} of {len(mine)} like the adjudicated code.", *str(self.agreement).splitlines()]

    def table(self) -> pd.DataFrame:
        """Return the statements with the codes given so far."""
        words = self.case.statements.loc[self.ids, ["speaker", "text"]]
        codings = self.codings
        code = codings["code"].map(lambda code: "" if isinstance(code, float) else _words(code))
        return words.assign(code=code, doubt=codings["doubt"].map({True: "?", False: ""}), note=codings["note"])

    # What a reader does

    def on_choose(self, action: Action) -> None:
        """Give the statement a label, or take it away again."""
        coding = self._coding(self.current)
        given = list(coding["labels"] or [])
        if action.value in given:
            given.remove(action.value)
            labels = given or None
        elif self.book.kind == "set":
            labels = [one for one in self.book.labels if one in {*given, action.value}]
        else:
            labels = [action.value]
        self.save(self.current, Coding(labels=labels, doubt=coding["doubt"], note=coding["note"]))

    def on_no_label(self, _: Action) -> None:
        """Decide that none of the labels fits, where a codebook allows that."""
        coding = self._coding(self.current)
        self.save(
            self.current,
            Coding(labels=None if coding["labels"] == [] else [], doubt=coding["doubt"], note=coding["note"]),
        )

    def on_doubt(self, _: Action) -> None:
        """Raise or lower the doubt flag."""
        coding = self._coding(self.current)
        self.save(self.current, Coding(labels=coding["labels"], doubt=not coding["doubt"], note=coding["note"]))

    def on_note(self, action: Action) -> None:
        """Keep the note to the statement in whose field it was typed."""
        key = action.at.removeprefix("note-")
        coding = self._coding(key)
        self.save(key, Coding(labels=coding["labels"], doubt=coding["doubt"], note=action.value))

    def arrive(self) -> None:
        """Leave the comparison, and draw the note of the statement in front."""
        self.comparing = False
        self._note = self._coding(self.current)["note"]

    def on_settle(self, _: Action) -> None:
        """Draw the field of the note with what was typed: while it is being typed it is left alone."""
        self._note = self._coding(self.current)["note"]

    def still_open(self, many: int, named: str) -> str:
        """Say which statements have no code yet."""
        return f"{many} statement{'s are' if many > 1 else ' is'} still open: {named}. Code first, compare then."


def _words(code: Code) -> str:
    """Write a code as a reader would: a label, or several joined by a comma, or “none”."""
    return code if isinstance(code, str) else ", ".join(sorted(code)) or "none"


def _same(mine: Code, gold: Code, alternatives: Sequence[Code]) -> str:
    if mine == gold:
        return "yes"
    return "also accepted" if mine in alternatives else "no"


def _split(given: Sequence[Any]) -> str:
    counts = Counter(_words(code) for code in given if not isinstance(code, float))
    return ", ".join(f"{label} {count}" for label, count in counts.most_common())


@or_refused("Coding desk")
def coding_desk(
    case: "Case", codebook: str, statements: Sequence[str] | None = None, *, file: str | Path | None = None
) -> Surface:
    """Code statements one by one; every change is saved at once.

    Args:
        case: the case.
        codebook: the id of a codebook whose labels the statements are adjudicated by: "voice", "frame", …
        statements: ids, in the order in which they are shown; None for all of the case.
        file: where the answers are kept; None for `answers-CASE-CODEBOOK.jsonl` in the folder of the notebook.

    Returns:
        A `CodingDesk`: `desk.codes` has what was decided. Bad input gives a sentence where the desk would be.
    """
    ids = list(case.statements.index) if statements is None else list(statements)
    if not ids:
        raise KitError(f"There is nothing to code: {case.title} has no statements here. Name some, or check the case.")
    for key in ids:
        expect_statement(case.statements, key)
    return CodingDesk(case, codebook, ids, Path(file or f"answers-{case.id}-{codebook}.jsonl"))
