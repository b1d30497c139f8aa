"""What grading once more would change: who, on which item, from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from attributed.grading.graded import GradedSubmission
from attributed.grading.visible import visible


@dataclass(frozen=True)
class Change:
    """The mark of one item that a check would now give differently."""

    student: str
    item: int
    before: float | None
    """None where no check has given a mark yet."""
    after: float
    of: float | None
    """The points of the item; None where no submission says them."""
    by_hand: float | None = None
    """What a person has given in its place: that is what counts, and it stays."""
    trouble: str = ""
    """Why nothing of the submission can be marked any more."""

    @property
    def gain(self) -> float:
        """By how much the student's points change: by nothing where a person gave them."""
        return 0.0 if self.by_hand is not None else round(self.after - (self.before or 0.0), 4)


def changes(
    before: Mapping[str, Mapping[str, tuple[float | None, float | None]]], after: Iterable[GradedSubmission]
) -> list[Change]:
    """Return what would change in the gradebook, in the order of students and items.

    Args:
        before: for each student and grade id, such as "check-3", the mark of the check and the mark of a person.
        after: the submissions as they are marked now; a student who is not among them keeps everything. Where nothing
            could be marked, every mark that there was falls to 0.
    """
    graded = sorted(after, key=lambda one: one.student)
    of = {mark.item: mark.of for one in graded for mark in one.items}
    found = []
    for one in graded:
        there = before.get(one.student, {})
        for item, points in _marks(one, there).items():
            auto, manual = there.get(f"check-{item}", (None, None))
            if auto is None or round(auto - points, 4):
                found.append(Change(one.student, item, auto, points, of.get(item), manual, one.trouble))
    return found


def as_lines(found: Iterable[Change]) -> Iterator[str]:
    """Yield a line for every change, and then the sums of every item: “Li Wei: item 3: 1 → 2 of 2”."""
    by_item: defaultdict[int, list[Change]] = defaultdict(list)
    lost = set()
    for change in found:
        by_item[change.item].append(change)
        if change.trouble and change.student not in lost:
            lost.add(change.student)
            yield f"{visible(change.student)}: nothing can be marked any more: {visible(change.trouble)}"
        yield _line(change)
    if not by_item:
        yield "Nothing would change."
        return
    yield ""
    for item in sorted(by_item):
        yield _sum(item, by_item[item])


def _marks(graded: GradedSubmission, there: Iterable[str]) -> dict[int, float]:
    """Return the new points by item, in order."""
    marks = {mark.item: mark.points for mark in graded.items}
    if graded.trouble:
        numbers = (name.removeprefix("check-") for name in there if name.startswith("check-"))
        marks = {int(number): 0.0 for number in numbers if number.isdecimal()}
    return {item: marks[item] for item in sorted(marks)}


def _line(change: Change) -> str:
    before = "no mark" if change.before is None else _short(change.before)
    of = "" if change.of is None else f" of {_short(change.of)}"
    line = f"{visible(change.student)}: item {change.item}: {before} → {_short(change.after)}{of}"
    return line if change.by_hand is None else f"{line}; but {_short(change.by_hand)} stays, given by a person"


def _sum(item: int, found: list[Change]) -> str:
    gains = [change.gain for change in found if change.by_hand is None]
    stay = len(found) - len(gains)
    told = []
    if gains:
        ups, downs = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains)
        told.append(f"{ups} up, {downs} down, {_signed(sum(gains))} points in all")
    if stay:
        told.append(f"{stay} stay{'s' * (stay == 1)}, given by a person")
    return f"Item {item}: {'; '.join(told)}"


def _signed(points: float) -> str:
    return f"{round(points, 4):+g}" if round(points, 4) else "0"


def _short(points: float) -> str:
    """Write points as the gradebook keeps them, to four places, without zeros at the end."""
    return f"{round(points, 4):g}"
