"""What an alignment of two versions is, and how it is shown: its pieces, their kinds, and both versions marked.

Kinds are told apart by a word in brackets and by the line through or under the words; colour only helps. Dark letters
stand on a light ground of their own, so that a dark notebook shows the same.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from attributed.texttable import TextTable
from attributed.tokens import count_words

Kind = Literal["same", "changed", "added", "dropped", "moved"]
KINDS: tuple[Kind, ...] = ("same", "changed", "dropped", "added", "moved")

INK = "#1A1A1A"
LOOKS: dict[Kind, tuple[str, str]] = {
    "changed": ("#FFE9A8", "underline"),
    "dropped": ("#F8D3C5", "line-through"),
    "added": ("#CDE7F8", "underline double"),
    "moved": ("#E4D8F2", "underline dotted"),
}
"""The paper behind a piece and the line through or under its words. The label after it says the same in words."""


@dataclass(frozen=True)
class Piece:
    """A run of words of one kind, with its character offsets in both versions.

    `a_text` is `a[a_start:a_end]`. If a version has no words here, its text is empty and its two offsets are the same:
    the end of the word before, or 0.
    """

    kind: Kind
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    a_text: str
    b_text: str


@dataclass(frozen=True)
class Alignment:
    """Two versions of an utterance and the pieces in which they agree and differ.

    Attributes:
        a: The first version.
        b: The second version.
        pieces: In the order of the first version; what was added stands where the second has it. Every word of
            either version lies in exactly one piece.
        names: What to call the two when they are shown.
    """

    a: str
    b: str
    pieces: tuple[Piece, ...]
    names: tuple[str, str] = ("first", "second")

    @cached_property
    def table(self) -> TextTable:
        """One row a piece: its kind, its words in both versions, and its offsets."""
        columns = ["kind", "a_text", "b_text", "a_start", "a_end", "b_start", "b_end"]
        return TextTable([[getattr(piece, column) for column in columns] for piece in self.pieces], columns=columns)

    @property
    def counts(self) -> dict[Kind, tuple[int, int]]:
        """For each kind, how many words of the first and of the second version are of that kind."""
        return {
            kind: (
                sum(count_words(piece.a_text) for piece in self.pieces if piece.kind == kind),
                sum(count_words(piece.b_text) for piece in self.pieces if piece.kind == kind),
            )
            for kind in KINDS
        }

    def summary(self) -> str:
        """Say in one sentence how many words are of which kind; kinds that do not occur are left out."""
        counts = self.counts
        same = counts["same"][0]
        if same == count_words(self.a) == count_words(self.b):
            return f"All {same} words are the same." if same > 1 else "The one word is the same."
        parts = [f"{same} word is the same" if same == 1 else f"{same} words are the same"]
        before, after = counts["changed"]
        if before:
            parts.append(f"{before} changed into {after}")
        parts += [
            f"{words} {kind}"
            for kind, words in (
                ("dropped", counts["dropped"][0]),
                ("added", counts["added"][1]),
                ("moved", counts["moved"][0]),
            )
            if words
        ]
        return ", ".join(parts) + "."

    def __repr__(self) -> str:
        """Give both versions as text, each piece that differs in brackets with its label, and the summary."""
        width = max(map(len, self.names))
        lines = [
            f"{name:>{width}}: " + "".join(f"[{label}: {words}]" if label else words for words, label, _ in parts)
            for name, parts in zip(self.names, self._lines(), strict=True)
        ]
        return "\n".join([*lines, self.summary()])

    def _repr_html_(self) -> str:
        lines = "".join(
            f"<p style='margin:.4em 0'><strong>{html.escape(name)}</strong><br>{''.join(map(_shown, parts))}</p>"
            for name, parts in zip(self.names, self._lines(), strict=True)
        )
        return f"<div style='max-width:42em;line-height:2'>{lines}<p style='margin:.4em 0'>{self.summary()}</p></div>"

    def _lines(self) -> "tuple[list[Part], list[Part]]":
        """Cut both versions into parts to be shown. A number tells which changed or moved pieces belong together."""
        labels: dict[Piece, str] = {}
        paired = 0
        for piece in self.pieces:
            if piece.kind in {"changed", "moved"}:
                paired += 1
                labels[piece] = f"{piece.kind} {paired}"
            elif piece.kind != "same":
                labels[piece] = piece.kind
        in_a = [(piece.a_start, piece.a_end, piece) for piece in self.pieces]
        in_b = [(piece.b_start, piece.b_end, piece) for piece in self.pieces]
        return list(_parts(self.a, in_a, labels)), list(_parts(self.b, in_b, labels))


Part: TypeAlias = tuple[str, str, Kind]
"""Some characters of a version, the label that is shown with them ("" for none), and their kind."""


def _parts(text: str, spans: Sequence[tuple[int, int, Piece]], labels: dict[Piece, str]) -> Iterator[Part]:
    done = 0
    for start, end, piece in sorted(spans, key=lambda span: span[:2]):
        if start == end or piece not in labels:
            continue
        yield text[done:start], "", "same"
        yield text[start:end], labels[piece], piece.kind
        done = end
    yield text[done:], "", "same"


def _shown(part: Part) -> str:
    words, label, kind = part
    if not label:
        return html.escape(words)
    paper, line = LOOKS[kind]
    tag = {"dropped": "del", "added": "ins"}.get(kind, "span")
    return (
        f"<span style='background:{paper};color:{INK};padding:.1em .2em;border-radius:.2em'>"
        f"<{tag} style='text-decoration:{line};color:{INK};background:none'>{html.escape(words)}</{tag}> "
        f"<small style='color:{INK};white-space:nowrap'>[{label}]</small></span>"
    )
