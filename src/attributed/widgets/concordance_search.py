"""A search that shows every place of a word or pattern while it is typed, and opens each in its article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from attributed.article import Article
from attributed.case import Case
from attributed.concordance import Line, Paragraph, WordIndex, concordance, no_word, parse_pattern
from attributed.errors import KitError
from attributed.texts import Texts
from attributed.trace import outlets
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface

MOST_LINES = 200
"""So many lines are drawn; of more it is said that they are there."""

_WIDTH = 30  # characters on each side of the key word in a line
_AROUND = 1500  # … and where a place is opened: whole paragraphs, unless they are very long
_LONGEST_WORD_TRIED = 40


@dataclass(frozen=True)
class Place:
    """One drawn line: its words, and where in the article they stand."""

    line: Line
    home: int
    part: str
    statement: str = ""
    side: str = ""
    speaker: str = ""


@dataclass(frozen=True)
class Found:
    """What a pattern finds: how often in each text, and the places that are drawn; or `said`, why it finds nothing."""

    counts: Mapping[str, int] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    said: str = ""

    @property
    def total(self) -> int:
        """How many places there are, drawn or not."""
        return sum(self.counts.values())


class ConcordanceSearch(Surface):
    """A field for a word or pattern, its lines in context, and each place in its article."""

    template = "concordance_search.html.j2"
    title = "Concordance search"

    def __init__(self, case: Case | None, texts: Texts, pattern: str) -> None:
        """Cut the texts into words once, and look for the first pattern."""
        self.case = case
        self.index = WordIndex(texts)
        if not sum(self.index.words.values()):
            raise KitError(f"There is no word to look for in {', '.join(self.index.texts)}: the texts are empty.")
        self.names = {name: name for name in self.index.texts} | (outlets(case) if case else {})
        self.pattern = pattern
        self.opened: int | None = None
        self._parts = self._named_parts()
        self._statements = self._by_article()
        self._typed = pattern
        self._found = self._look()
        super().__init__()

    # What is found

    def _look(self) -> Found:
        if not self.pattern.strip():
            return Found()
        wanted = parse_pattern(self.pattern)
        if not wanted:
            return Found(said=no_word(self.pattern))
        by_text: dict[str, list[int]] = {name: [] for name in self.index.texts}
        for place in self.index.places(wanted):
            by_text[self.index.paragraphs[self.index.home[place]].name].append(place)
        drawn = [place for places in _fair(list(by_text.values()), MOST_LINES) for place in places]
        return Found(
            {name: len(places) for name, places in by_text.items()},
            tuple(self._place(place, self.index.line(place, len(wanted), _WIDTH)) for place in drawn),
        )

    def _place(self, place: int, line: Line) -> Place:
        home = int(self.index.home[place])
        for start, end, *who in self._statements.get(line.text, ()):
            if start <= line.start < end:
                return Place(line, home, self._parts[home], *who)
        return Place(line, home, self._parts[home])

    def _named_parts(self) -> list[str]:
        """Name every paragraph: headline, subhead, or by its number."""
        parts, counted = [], dict.fromkeys(self.index.texts, 0)
        roles = {
            (name, passage.start): passage.role
            for name, text in self.index.texts.items()
            if isinstance(text, Article)
            for passage in text.passages()
        }
        for paragraph in self.index.paragraphs:
            role = roles.get((paragraph.name, paragraph.offset), "body")
            counted[paragraph.name] += role == "body"
            parts.append(f"paragraph {counted[paragraph.name]}" if role == "body" else role)
        return parts

    def _by_article(self) -> dict[str, list[tuple[int, int, str, str, str]]]:
        """Return the statements of each article: from where to where, id, side and speaker; the shortest first."""
        found: dict[str, list[tuple[int, int, str, str, str]]] = {}
        if self.case is None:
            return found
        table = self.case.statements
        for key, row in zip(table.index, table.to_dict("records"), strict=True):
            who = (int(row["start"]), int(row["end"]), str(key), str(row["side"]), str(row["speaker"]))
            found.setdefault(str(row["article"]), []).append(who)
        for statements in found.values():
            statements.sort(key=lambda one: one[1] - one[0])
        return found

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        found = self._found
        return {
            "case": self.case,
            "sides": set(self.case.codebooks["side"].labels) if self.case else set(),
            "typed": self._typed,
            "summary": self._summary(),
            "groups": self._groups() if self.opened is None else [],
            "has_sides": any(place.side for place in found.places),
            "suggestion": self._suggestion(),
            "opened": None if self.opened is None else self._passage(self.opened),
        }

    def _summary(self) -> str:
        found = self._found
        if found.said or not self.pattern.strip():
            return found.said
        if not found.total:
            return f"No line with “{self.pattern}” in {_list(list(self.names.values()))}."
        lines = f"{found.total:,} line{'s' * (found.total > 1)} with “{self.pattern}”"
        drawn = len(found.places)
        if drawn < found.total:
            lines = f"{drawn:,} of {lines}; a longer pattern finds fewer"
        nowhere = [self.names[name] for name, count in found.counts.items() if not count]
        return lines + (f". None in {_list(nowhere)}." if nowhere else ".")

    def _groups(self) -> list[dict[str, Any]]:
        """Return the lines text by text."""
        most = max(self._found.counts.values(), default=0)
        return [
            {
                "name": self.names[name],
                "count": count,
                "rate": 1000 * count / self.index.words[name],
                "share": 100 * count / most,
                "lines": [(n, one) for n, one in enumerate(self._found.places) if one.line.text == name],
            }
            for name, count in self._found.counts.items()
            if any(one.line.text == name for one in self._found.places)
        ]

    def _suggestion(self) -> str:
        """Return the pattern with a star, where that finds something and the pattern itself does not."""
        typed = self.pattern.strip()
        if self._found.total or self._found.said or not typed or "*" in typed or len(typed) > _LONGEST_WORD_TRIED:
            return ""
        return f"{typed}*" if self.index.places(parse_pattern(f"{typed}*")) else ""

    def _passage(self, number: int) -> dict[str, Any]:
        """Return a place in its paragraph, with the paragraphs before and after it."""
        place = self._found.places[number]
        home, paragraphs = place.home, self.index.paragraphs
        paragraph, line = paragraphs[home], place.line
        start, end = line.start - paragraph.offset, line.end - paragraph.offset
        return {
            "number": number,
            "many": len(self._found.places),
            "name": self.names[line.text],
            "place": place,
            "above": self._neighbour(home - 1, line.text),
            "before": _tail(paragraph.text[:start]),
            "words": paragraph.text[start:end],
            "after": _head(paragraph.text[end:]),
            "below": self._neighbour(home + 1, line.text),
        }

    def _neighbour(self, home: int, name: str) -> str:
        paragraphs: list[Paragraph] = self.index.paragraphs
        if not 0 <= home < len(paragraphs) or paragraphs[home].name != name:
            return ""
        return _head(paragraphs[home].text)

    def table(self) -> pd.DataFrame:
        """Return the lines, or how many words there are to be searched."""
        if self.pattern.strip():
            return concordance(self.index.texts, self.pattern)
        rows = [(self.names[name], count) for name, count in self.index.words.items()]
        return pd.DataFrame(rows, columns=["text", "words"]).set_index("text")

    # What a reader does

    def on_search(self, action: Action) -> None:
        """Look for what is in the field by now."""
        self.pattern = action.value
        self.opened = None
        self._found = self._look()

    def on_settle(self, _: Action) -> None:
        """Draw the field with what was typed: while it is being typed it is left alone."""
        self._typed = self.pattern

    def on_suggest(self, action: Action) -> None:
        """Look for the pattern that was suggested."""
        self.on_search(action)
        self._typed = self.pattern

    def on_open(self, action: Action) -> None:
        """Open a line in its article."""
        self.opened = int(action.value)

    def on_step(self, action: Action) -> None:
        """Go to the place before or after."""
        if self.opened is not None:
            self.opened = min(max(self.opened + int(action.value), 0), len(self._found.places) - 1)

    def on_back(self, _: Action) -> None:
        """Go back to the lines."""
        self.opened = None


def _fair(places: list[list[int]], most: int) -> list[list[int]]:
    """Return the first places of each text, so many in all, no text being crowded out by another."""
    shares = [0] * len(places)
    left = min(most, sum(map(len, places)))
    while left:
        open_ = [n for n, found in enumerate(places) if shares[n] < len(found)]
        each = max(left // len(open_), 1)
        for n in open_:
            more = min(each, len(places[n]) - shares[n], left)
            shares[n] += more
            left -= more
    return [found[:share] for found, share in zip(places, shares, strict=True)]


def _head(text: str) -> str:
    """Return a text, or its beginning where it is very long."""
    return text if len(text) <= _AROUND else text[:_AROUND].rsplit(None, 1)[0] + " …"


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].split(None, 1)[-1]


def _list(names: list[str]) -> str:
    """Join names, the first few of them."""
    few = 6
    return ", ".join(names[:few]) + (f" and {len(names) - few} more" if len(names) > few else "")


@or_refused("Concordance search")
def concordance_search(case_or_texts: "Case | Texts", pattern: str = "") -> Surface:
    """Look for words and patterns while typing; each line opens in its article.

    Args:
        case_or_texts: a case, of which the articles are searched and whose statements say which side is speaking; or
            what `concordance` takes: a text, or several by name.
        pattern: what to look for first, in the language of `concordance`: "fabricat*", "pattern of *".

    Returns:
        A `ConcordanceSearch`. Bad input gives a sentence in its place.
    """
    if not isinstance(pattern, str):
        raise KitError(f'Expected a word or a phrase to look for, such as "fabricat*"; found {pattern!r}.')
    if not isinstance(case_or_texts, Case):
        return ConcordanceSearch(None, case_or_texts, pattern)
    if not case_or_texts.articles:
        raise KitError(f"There is nothing to search: {case_or_texts.title} has no article.")
    return ConcordanceSearch(case_or_texts, case_or_texts.articles, pattern)
