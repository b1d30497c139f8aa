"""The word marker: judging words marked in a text, each with a label and an owner, then set beside the case’s."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from attributed.errors import KitError
from attributed.scoring import Gold, gold_of
from attributed.widgets.answerfile import AnswerFile
from attributed.widgets.parts import side_of
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface, templates
from attributed.widgets.word_marks import (
    Mark,
    Meeting,
    Stretch,
    meetings,
    pages_of,
    read_marks,
    stretches_of_article,
    stretches_of_statements,
)

if TYPE_CHECKING:
    from attributed.case import Case

_DIGITS = "1234567890"
_OWNER_KEYS = {"source": ("s", "A source’s"), "narrator": ("r", "The narrator’s")}
_MOST_NAMED = 5


class WordMarker(Surface):
    """Statements or paragraphs in which every word can be marked.

    `marks` has what was marked in them, as plain data; `comparison` sets it beside the case’s words.
    """

    title = "Word marker"
    template = "word_marker.html.j2"

    def __init__(self, case: "Case", stretches: Sequence[Stretch], file: Path) -> None:
        """Set out the text, and read the marks that are there already."""
        self.case = case
        self.book = case.codebooks["words"]
        self.stretches = list(stretches)
        self.pages = pages_of(stretches)
        self.page = 0
        self.current: str | None = None
        self.tests_shown = False
        self.comparing = False
        self.file = AnswerFile(file, {"case": case.id, "marks": "words"})
        self._kept: dict[int, tuple[Any, Markup]] = {}
        super().__init__()
        if self.file.notices:
            self.message = " ".join(self.file.notices)
            self.redraw()

    # What was marked

    @property
    def marks(self) -> list[dict[str, Any]]:
        """The marks in this text, in the order of the page: the words, their place, label, owner and statement."""
        return [
            {
                "words": self._words(mark),
                "label": mark.label,
                "owner": mark.owner,
                "statement": self._statement(mark),
                "article": mark.article,
                "start": mark.start,
                "end": mark.end,
            }
            for mark in self._marks()
            if any(_is_in(mark, one) for one in self.stretches)
        ]

    @property
    def comparison(self) -> pd.DataFrame:
        """A table of the case’s words and the marks in this text: found or not, labels and owners of both."""
        rows = [
            {
                "words": self._text(one.article, one.start, one.end),
                "status": one.status,
                "label": (one.mark.label if one.mark else None) or "",
                "case’s label": one.label,
                "same label": one.same_label,
                "owner": (one.mark.owner if one.mark else None) or "",
                "case’s owner": one.owner,
                "same owner": one.same_owner,
            }
            for one in self._meetings(range(len(self.stretches)), self._marks())
        ]
        columns = ["words", "status", "label", "case’s label", "same label", "owner", "case’s owner", "same owner"]
        return pd.DataFrame(rows, columns=columns)

    def _marks(self) -> list[Mark]:
        return read_marks(self.file.answers, self.case)

    def _is_none(self, stretch: Stretch) -> bool:
        return self.file.answers.get(stretch.key) is True

    def _text(self, article: str, start: int, end: int) -> str:
        return self.case.articles[article].text[start:end]

    def _words(self, mark: Mark) -> str:
        return self._text(mark.article, mark.start, mark.end)

    def _statement(self, mark: Mark) -> str | None:
        """Return the statement in which a mark stands, if there is one."""
        codes = self.case.codes
        here = (codes["article"] == mark.article) & (codes["start"] < mark.end) & (codes["end"] > mark.start)
        return next(iter(codes.index[here]), None)

    @cached_property
    def _gold(self) -> Gold:
        return gold_of(self.case.words, self.book)

    def _meetings(self, numbers: Iterable[int], marks: Sequence[Mark]) -> list[Meeting]:
        """Set the marks of some stretches beside the case’s words, in the order in which the stretches stand."""
        shown = [self.stretches[number] for number in numbers]
        words = {
            str(key): word
            for key, word in self.case.words.to_dict("index").items()
            if any(one.holds(word["article"], word["start"], word["end"]) for one in shown)
        }
        here = [mark for mark in marks if any(_is_in(mark, one) for one in shown)]

        def place(one: Meeting) -> tuple[int, int]:
            holding = (number for number, part in enumerate(shown) if part.holds(one.article, one.start, one.end))
            return next(holding), one.start

        return sorted(meetings(here, words, self._gold), key=place)

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        marks, numbers = self._marks(), self.pages[self.page]
        current = next((mark for mark in marks if mark.key == self.current), None)
        compared = self._meetings(numbers, marks) if self.comparing else []
        here = [mark for mark in marks if any(_is_in(mark, self.stretches[number]) for number in numbers)]
        return {
            "page": self.page + 1,
            "pages": len(self.pages),
            "stretches": [self._stretch(number, marks, compared) for number in numbers],
            "said": self._said(current, len(here)),
            "current": current,
            "labels": self._labels(current),
            "owners": [(key, owner, name) for owner, (key, name) in _OWNER_KEYS.items()],
            "tests_shown": self.tests_shown,
            "listed": [(mark, self._words(mark), self._value(mark, numbers)) for mark in here],
            "comparing": self.comparing,
            "summary": _summary(compared) if self.comparing else [],
            "compared": [self._row(one, numbers) for one in compared],
            "file": self.file.path.name,
        }

    def _said(self, current: Mark | None, many: int) -> str:
        if current is None:
            return f"{many} mark{'s' * (many != 1)} on this page. Mark a word, or choose a mark."
        return f"“{self._words(current)}”: {current.label or 'label open'}, {_owned(current.owner)}"

    def _labels(self, current: Mark | None) -> list[dict[str, Any]]:
        return [
            {
                "key": _DIGITS[number] if number < len(_DIGITS) else "",
                "label": label.label,
                "name": label.name,
                "test": label.test,
                "chosen": current is not None and current.label == label.label,
            }
            for number, label in enumerate(self.book.labels.values())
        ]

    def _stretch(self, number: int, marks: Sequence[Mark], compared: Sequence[Meeting]) -> Markup:
        """Draw a stretch. Its words are many and an act changes few, so it is kept as long as nothing in it changes."""
        stretch = self.stretches[number]
        here = [mark for mark in marks if _is_in(mark, stretch)]
        missed = [one for one in compared if one.mark is None and stretch.holds(one.article, one.start, one.end)]
        none = self._is_none(stretch)
        state = here, missed, [mark.key == self.current for mark in here], none
        if number not in self._kept or self._kept[number][0] != state:
            runs = list(self._runs(number, [*here, *missed]))
            drawn = templates.get_template("stretch.html.j2").render(
                number=number, title=stretch.title, before=stretch.before, after=stretch.after, runs=runs, none=none
            )
            self._kept[number] = state, Markup(drawn)  # noqa: S704 - from a template that escapes
        return self._kept[number][1]

    def _runs(self, number: int, spans: Sequence[Mark | Meeting]) -> Iterator[dict[str, Any]]:
        """Yield the text of a stretch in runs: each inside one mark, one word that was missed, or neither."""
        stretch = self.stretches[number]
        text, last = self.case.articles[stretch.article].text, stretch.start
        run: dict[str, Any] | None = None
        before: Mark | Meeting | None = None
        for start, end in stretch.words:
            span = next((one for one in spans if one.start < end and start < one.end), None)
            gap = {"text": text[last:start], "value": ""}
            if run is not None and span is before:
                run["pieces"].append(gap)
            else:
                if run is not None:
                    yield run
                yield _plain(gap)
                run = self._run(span)
            run["pieces"].append({"text": text[start:end], "value": f"{number}.{start}"})
            last, before = end, span
        if run is not None:
            yield run
        yield _plain({"text": text[last : stretch.end], "value": ""})

    def _run(self, span: Mark | Meeting | None) -> dict[str, Any]:
        if isinstance(span, Meeting):
            return {"kind": "missed", "note": "missed", "said": "missed", "current": False, "pieces": []}
        if isinstance(span, Mark):
            said = f"{span.label or 'label open'}, {_owned(span.owner)}"
            now = span.key == self.current
            return {"kind": span.owner or "open", "note": span.label or "?", "said": said, "current": now, "pieces": []}
        return {"kind": "", "note": "", "said": "", "current": False, "pieces": []}

    def _value(self, mark: Mark, numbers: Iterable[int]) -> str:
        """Return what names the first word of a mark on the page."""
        for number in numbers:
            if not _is_in(mark, self.stretches[number]):
                continue
            for start, end in self.stretches[number].words:
                if mark.start < end and start < mark.end:
                    return f"{number}.{start}"
        return ""

    def _row(self, one: Meeting, numbers: Iterable[int]) -> dict[str, Any]:
        return {
            "words": self._text(one.article, one.start, one.end),
            "yours": self._words(one.mark) if one.status == "found in part" and one.mark else "",
            "status": one.status,
            "label": (one.mark.label if one.mark else None) or "",
            "owner": (one.mark.owner if one.mark else None) or "",
            "meeting": one,
            "side": side_of(self.case, one.side) if one.side in self.case.codebooks["side"].labels else "",
            "outside": one.word is None and one.mark is not None and self._statement(one.mark) is None,
            "value": self._value(one.mark, numbers) if one.mark else "",
        }

    def table(self) -> pd.DataFrame:
        """Return the text with what is marked in it, in square brackets."""
        marks = self._marks()
        rows = [
            (one.title, self._bracketed(one, [mark for mark in marks if _is_in(mark, one)])) for one in self.stretches
        ]
        return pd.DataFrame(rows, columns=["where", "text"]).set_index("where")

    def _bracketed(self, stretch: Stretch, marks: Sequence[Mark]) -> str:
        pieces, last = [], stretch.start
        for mark in marks:
            start, end = max(mark.start, last), min(mark.end, stretch.end)
            answers = f"{mark.label or 'label open'}, {_owned(mark.owner)}"
            pieces += [
                self._text(stretch.article, last, start),
                f"[{self._text(stretch.article, start, end)}: {answers}]",
            ]
            last = end
        return "".join([*pieces, self._text(stretch.article, last, stretch.end)])

    # What a reader does

    def on_word(self, action: Action) -> None:
        """Mark a word, or choose the mark that it stands in; with “to”, carry the chosen mark on to it."""
        number, start, end = self._word(action.value.removeprefix("to "))
        mark = self._marked(number, start)
        current = next((one for one in self._marks() if one.key == self.current), None)
        if action.value.startswith("to ") and current and _is_in(current, self.stretches[number]):
            self._carry(current, start, end)
        else:
            self.current = (mark or self._new(number, start, end)).key

    def on_label(self, action: Action) -> None:
        """Give a mark a label, or take it away; a word that has the focus is marked first."""
        mark = self._meant(action)
        self._save(replace(mark, label=None if mark.label == action.value else action.value))

    def on_owner(self, action: Action) -> None:
        """Give a mark an owner, or take it away; a word that has the focus is marked first."""
        mark = self._meant(action)
        self._save(replace(mark, owner=None if mark.owner == action.value else action.value))

    def on_remove(self, action: Action) -> None:
        """Take a mark away."""
        mark = self._meant(action, new=False)
        self.current = None
        self._put(mark.key, None, f"“{self._words(mark)}”")

    def on_none(self, action: Action) -> None:
        """Note, or take back, that no word of a stretch is a judging word."""
        stretch = self.stretches[int(action.value)]
        if any(_is_in(mark, stretch) for mark in self._marks()):
            raise KitError(f"{stretch.title} has marks. Take them away first, or leave this button alone.")
        self._put(stretch.key, not self._is_none(stretch), stretch.title)

    def on_page(self, action: Action) -> None:
        """Go one page on or back."""
        self.page = min(max(self.page + int(action.value), 0), len(self.pages) - 1)
        self.current = None
        self.comparing = False
        # What another tab has marked in the meantime is shown.
        self.file.refresh()

    def on_tests(self, _: Action) -> None:
        """Show or hide the test of every label."""
        self.tests_shown = not self.tests_shown

    def on_compare(self, _: Action) -> None:
        """Show the case’s words, once everything on the page is marked."""
        if self.comparing:
            self.comparing = False
            return
        if self.case.words.empty:
            raise KitError(
                f"{self.case.title} has no coded words to compare with: {self.case.path.name}/words.csv has none. "
                f"What you marked is kept."
            )
        self._expect_all_marked()
        self.comparing = True

    def _expect_all_marked(self) -> None:
        shown, marks = [self.stretches[number] for number in self.pages[self.page]], self._marks()
        bare = [one.title for one in shown if not self._is_none(one) and not any(_is_in(mark, one) for mark in marks)]
        if bare:
            raise KitError(
                f"Nothing is marked yet in {_some(bare)}. Mark first, compare then; where no word judges, say so with "
                f"the button beside its name."
            )
        half = [mark for mark in marks if not mark.complete and any(_is_in(mark, one) for one in shown)]
        if half:
            named = _some([f"“{self._words(mark)}”" for mark in half])
            raise KitError(f"A label or an owner is still open for {named}. Mark first, compare then.")

    def _word(self, value: str) -> tuple[int, int, int]:
        """Return the number of the stretch, the beginning and the end of a word that the page names."""
        number, start = map(int, value.split("."))
        return next((number, *span) for span in self.stretches[number].words if span[0] == start)

    def _marked(self, number: int, start: int) -> Mark | None:
        """Return the mark in which a word stands."""
        article = self.stretches[number].article
        return next((one for one in self._marks() if one.article == article and one.start <= start < one.end), None)

    def _new(self, number: int, start: int, end: int) -> Mark:
        stretch = self.stretches[number]
        mark = Mark(stretch.article, start, start, end)
        self.current = mark.key
        if self._is_none(stretch):
            self._put(stretch.key, answer=False, name=stretch.title)
        self._save(mark)
        return mark

    def _carry(self, mark: Mark, start: int, end: int) -> None:
        """Let a mark reach from its anchor to a word, on either side."""
        stretch = next(one for one in self.stretches if _is_in(mark, one))
        anchor = next((span for span in stretch.words if span[0] == mark.anchor), (mark.anchor, mark.end))
        longer = replace(mark, start=min(start, anchor[0]), end=max(end, anchor[1]))
        others = (one for one in self._marks() if one.key != mark.key and one.article == mark.article)
        for other in others:
            if other.start < longer.end and longer.start < other.end:
                raise KitError(
                    f"“{self._words(other)}” is a mark of its own and stands in between. Take it away first."
                )
        self._save(longer)

    def _meant(self, action: Action, *, new: bool = True) -> Mark:
        """Return the mark that an action is about: of the word that has the focus, or the chosen one."""
        if action.at.startswith(("word-", "mark-")):
            number, start, end = self._word(action.at.partition("-")[2])
            mark = self._marked(number, start) or (self._new(number, start, end) if new else None)
        else:
            mark = next((one for one in self._marks() if one.key == self.current), None)
        if mark is None:
            raise KitError("Choose a word first: click on it, or go to it by the arrow keys and press Enter.")
        self.current = mark.key
        return mark

    def _save(self, mark: Mark) -> None:
        self._put(mark.key, mark.answer, f"“{self._words(mark)}”")

    def _put(self, key: str, answer: Any, name: str) -> None:  # noqa: ANN401 - any plain data
        other = self.file.put(key, answer)
        if other:
            raise KitError(
                f"{name} was changed in another window at {other.when[11:16]} UTC; what it has is shown now. Nothing "
                f"of yours was written over it. If you would rather have your own, do it once more."
            )


def _is_in(mark: Mark, stretch: Stretch) -> bool:
    return stretch.holds(mark.article, mark.start, mark.end)


def _plain(piece: Mapping[str, str]) -> dict[str, Any]:
    return {"kind": "", "note": "", "said": "", "current": False, "pieces": [piece]}


def _owned(owner: str | None) -> str:
    return f"owner: {owner}" if owner else "owner open"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")


def _summary(compared: Sequence[Meeting]) -> list[str]:
    """Say in a few sentences how the marks meet the case’s words."""
    words = [one for one in compared if one.word is not None]
    both = [one for one in words if one.mark is not None]
    part = sum(one.status == "found in part" for one in both)
    only = sum(one.word is None for one in compared)
    found = f"{len(both)} of the case’s {len(words)} words found{f', {part} of them in part' if part else ''}"
    lines = [f"{found}; {len(words) - len(both)} missed; {only} marked by you only."]
    if both:
        same = sum(one.same_label == "yes" for one in both)
        also = sum(one.same_label == "also accepted" for one in both)
        owners = sum(one.same_owner == "yes" for one in both)
        accepted = f", {also} another that is accepted" if also else ""
        lines.append(f"Of those found, {same} have the case’s label{accepted}, and {owners} its owner.")
    return lines


@or_refused("Word marker")
def word_marker(
    case: "Case",
    *statements: str,
    article: str | None = None,
    paragraphs: int | Iterable[int] | None = None,
    file: str | Path | None = None,
) -> Surface:
    """Mark judging words in a text, and give each a label and an owner; every change is saved at once.

    Args:
        case: the case.
        statements: ids of statements, in the order in which they are shown: "D08", "D19".
        article: the id of an article to be marked instead; not needed where the case has only one.
        paragraphs: numbers of its paragraphs, counted from 1; None for all, with headline and subhead.
        file: where the marks are kept; None for `answers-CASE-words.jsonl` in the folder of the notebook.

    Returns:
        A `WordMarker`: `marker.marks` has what was marked. Bad input gives a sentence where the marker would be.
    """
    if statements and (article is not None or paragraphs is not None):
        raise KitError("Give word_marker() statements, or an article and its paragraphs, and not both.")
    if statements:
        stretches = stretches_of_statements(case, statements)
    else:
        numbers = [paragraphs] if isinstance(paragraphs, int) else paragraphs
        stretches = stretches_of_article(case.articles[_article(case, article)], numbers)
    return WordMarker(case, stretches, Path(file or f"answers-{case.id}-words.jsonl"))


def _article(case: "Case", article: str | None) -> str:
    known = ", ".join(map(repr, case.articles)) or "none"
    if article is None and len(case.articles) == 1:
        return next(iter(case.articles))
    if article is None:
        example = next(iter(case.codes.index), "A01")
        raise KitError(
            f'word_marker() needs the text to mark: ids of statements, as in word_marker(case, "{example}"), or '
            f"article= with one of {known}."
        )
    if article not in case.articles:
        raise KitError(f"There is no article {article!r}. Articles: {known}.")
    return article
