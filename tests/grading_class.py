"""A made-up class for the tests of the grading report: forty submissions, with odd names and flags."""

import random
from dataclasses import replace
from itertools import cycle, islice

from exercise_sets import SETS

from attributed.exercises.key import Item
from attributed.grading.graded import GradedSubmission, MarkedAnswer
from attributed.grading.report import RunReport

KEY = SETS[0].key
ITEMS = tuple(KEY.items[number] for number in sorted(KEY.items))
ODD_NAMES = (
    "=1+1",
    "+49 30 1234",
    "-2",
    "@sum(A1)",
    "\ttab",
    "'quoted",
    "0042",
    "1e5",
    'O\'Brien, Seán "Jack"',
    "a;=cmd|' /C calc'!A0",
    "王小明",
    "فاطمة الزهراء",
    "line\nbreak",
    "carriage\rreturn",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>&amp;{{ 7*7 }}',
    "turned \u202egnp.exe\u2069",
    "half \udcff",
    "nul \x00 and bell \x07",
    "Müller-Lüdenscheidt, Maria Antonia Josephine von und zu der Wasserburg am Inn",
)
FLAGS = (
    "The check of item 3 was edited; the released one was run.",
    "The cells of item 5 were deleted; they were put back, and the item is open.",
    "The answer of item 11 was stopped after 30 seconds.",
)
TROUBLE = "01-whose-voice.ipynb is no notebook: Expecting value: line 1 column 1 (char 0)."
COMMON = {
    "choice": ("“b”", "“d”"),
    "choices": ("{“a”, “b”}", "{“b”, “c”, “f”}"),
    "number": ("17", "3.5"),
}


def answered(item: Item, share: float, answer: str = "", verdict: str = "", says: str = "") -> MarkedAnswer:
    """Return the mark of an answer that earns a share of an item's points."""
    verdict = verdict or ("right" if share == 1 else "partly" if share else "wrong")
    return MarkedAnswer(
        item.number, round(share * item.points, 4), item.points, verdict, (says,) if says else (), answer
    )


def submission(student: str, *items: MarkedAnswer, flags: tuple[str, ...] = (), trouble: str = "") -> GradedSubmission:
    """Return a submission with these marks."""
    return GradedSubmission(student, KEY.set, "0" * 64, items, flags, trouble)


def run_of(*submissions: GradedSubmission, items: tuple[Item, ...] = ITEMS) -> RunReport:
    """Return a run with these submissions and nothing else of note."""
    return RunReport(
        set=KEY.set,
        title=KEY.title,
        when="2026-03-02T14:05:00+01:00",
        items=items,
        submissions=list(submissions),
        missing=(),
        sandbox="bubblewrap",
        notes=(),
        seconds=12.4,
        workers=2,
    )


def class_of_forty() -> RunReport:
    """Return the report of forty submissions: twenty odd names, some flags, two that could not be marked."""
    luck = random.Random(7)  # noqa: S311 - a made-up class
    names = [*ODD_NAMES, *(f"student-{number:02}" for number in range(1, 21))]
    able = [luck.betavariate(4, 2) for _ in names]
    graded = [
        submission(name, *(_answer(item, skill, luck) for item in ITEMS))
        for name, skill in zip(names, able, strict=True)
    ]
    for place, count in ((1, 1), (8, 2), (11, 1), (14, 3), (27, 1)):
        graded[place] = replace(graded[place], flags=tuple(islice(cycle(FLAGS), place, place + count)))
    for place in (16, 30):
        graded[place] = submission(names[place], trouble=TROUBLE)
    missing = ("absent, Ann", "=absent()")
    notes = ("The key was mended since the last run: 12 of 40 submissions have other marks.",)
    return replace(run_of(*graded), missing=missing, notes=notes)


def _answer(item: Item, skill: float, luck: random.Random) -> MarkedAnswer:
    if luck.random() < 0.04:
        return answered(item, 0, verdict="open", says="Put your answer in place of … in the cell above.")
    if item.kind == "function" and luck.random() < 0.1:
        return answered(item, 0, verdict="error", says="NameError: name 'quoted' is not defined")
    if luck.random() < skill:
        return answered(item, 1, "the right one", says=item.why)
    number = luck.choice((0, 0, 1))
    text = COMMON.get(
        item.kind, ("{“D18”: “US”, “D10”: “CHINA”}", "def answer(case):\n    return len(case.statements)")
    )
    says = ("Two of the letters are right. Read the third again: who is it that speaks?", "Look for the cue first.")[
        number
    ]
    return answered(item, (0.0, 0.5)[number], text[number], says=says)
