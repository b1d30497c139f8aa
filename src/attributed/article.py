"""An article as it was captured, and the parts of it that are news text."""

import hashlib
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from attributed.errors import KitError
from attributed.sentences import sentence_spans
from attributed.texttable import TextTable

ROLES = ("headline", "subhead", "byline", "caption", "body", "furniture")
NEWS = ("headline", "subhead", "body")
"""The roles that are news text. Furniture is whatever the site put around the article."""


@dataclass(frozen=True)
class Block:
    """A run of lines with one role. Lines count from 1; both ends belong to the block."""

    role: str
    first_line: int
    last_line: int


@dataclass(frozen=True)
class Passage:
    """A stretch of an article: `article.text[start:end]`, its role, and the line on which it starts."""

    start: int
    end: int
    text: str
    role: str
    line: int


@dataclass(frozen=True)
class Article:
    """One captured article.

    `text` is the whole file, furniture included; offsets everywhere in the kit point into it. Everything
    else (`headline`, `paragraphs`, `sentences`, `body`) leaves the furniture out.
    """

    id: str
    title: str
    outlet: str
    author: str
    published: date
    path: Path
    sha256: str
    rights: str
    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The captured text.

        Raises:
            KitError: if the file is missing, or is not byte for byte the one that the case describes.
        """
        try:
            data = self.path.read_bytes()
        except OSError:
            raise KitError(
                f"The text of “{self.title}” ({self.outlet}) is not there: expected {self.path} "
                f"with sha256 {self.sha256}. Put your own copy of the article at that place."
            ) from None
        found = hashlib.sha256(data).hexdigest()
        if found != self.sha256:
            raise KitError(
                f"{self.path} is not the text that this case was made from: expected sha256 {self.sha256}, "
                f"found {found}. Offsets into it would be wrong. Put the captured file back."
            )
        return data.decode("utf-8")

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Every line as (offset of its first character, its words without the line end)."""
        found, offset = [], 0
        for line in self.text.split("\n"):
            # A mark of byte order before the first word, or of a return before the line end, is no part of a line.
            mark = len(line) - len(line.removeprefix("\ufeff"))
            found.append((offset + mark, line[mark:].removesuffix("\r")))
            offset += len(line) + 1
        return tuple(found)

    def passages(self, roles: Sequence[str] = NEWS) -> tuple[Passage, ...]:
        """Return the paragraphs of the blocks with these roles, in the order of the page."""
        return self._news if tuple(roles) == NEWS else tuple(self._passages(roles))

    @cached_property
    def _news(self) -> tuple[Passage, ...]:
        return tuple(self._passages(NEWS))

    def _passages(self, roles: Sequence[str]) -> Iterator[Passage]:
        for block in self.blocks:
            if block.role not in roles:
                continue
            for number in range(block.first_line, block.last_line + 1):
                start, words = self.lines[number - 1]
                if words.strip():
                    yield Passage(start, start + len(words), words, block.role, number)

    @property
    def headline(self) -> str:
        """The headline as printed."""
        return " ".join(passage.text for passage in self.passages(["headline"]))

    @property
    def paragraphs(self) -> tuple[Passage, ...]:
        """The paragraphs of the body."""
        return self.passages(["body"])

    @property
    def sentences(self) -> tuple[Passage, ...]:
        """The sentences of the body."""
        return tuple(
            Passage(p.start + start, p.start + end, p.text[start:end], p.role, p.line)
            for p in self.paragraphs
            for start, end in sentence_spans(p.text)
        )

    @property
    def body(self) -> str:
        """The paragraphs of the body, with an empty line between them."""
        return "\n\n".join(passage.text for passage in self.paragraphs)

    @property
    def outline(self) -> TextTable:
        """The blocks of the file: their lines, how many words they hold, and how they begin."""
        rows = []
        for block in self.blocks:
            lines = [words for _, words in self.lines[block.first_line - 1 : block.last_line] if words.strip()]
            count = sum(len(words.split()) for words in lines)
            rows.append([block.role, f"{block.first_line}–{block.last_line}", count, _beginning(lines[0])])
        return TextTable(rows, columns=["role", "lines", "words", "begins"])

    def paragraph_at(self, start: int) -> Passage:
        """Return the paragraph, headline or subhead in which an offset lies.

        Raises:
            KitError: if no news text stands there.
        """
        for passage in self.passages():
            if passage.start <= start < passage.end:
                return passage
        raise KitError(f"Offset {start} of {self.path.name} is not in news text (headline, subhead or body).")

    def __str__(self) -> str:
        """Name the article as one would in a sentence."""
        day = f"{self.published.day} {self.published:%B %Y}"
        return f"“{self.title}”, {self.outlet}, {day}"

    def _repr_html_(self) -> str:
        """Show the article to be read: numbered paragraphs, without furniture."""
        rows = "".join(
            f"<li style='margin:.5em 0' value='{number}'>{html.escape(p.text)}</li>"
            for number, p in enumerate(self.paragraphs, start=1)
        )
        sub = "".join(f"<p><strong>{html.escape(p.text)}</strong></p>" for p in self.passages(["subhead"]))
        by = html.escape(
            f"{self.author + ', ' if self.author else ''}{self.outlet}, {self.published.day} {self.published:%B %Y}"
        )
        return (
            f"<article style='max-width:42em;line-height:1.5'><h3>{html.escape(self.headline)}</h3>{sub}"
            f"<p><em>{by}</em></p><ol style='padding-left:2em'>{rows}</ol></article>"
        )


def _beginning(line: str, most: int = 60) -> str:
    """Return the first words of a line, with dots where there are more."""
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"
