"""Two renderings of one utterance word by word: step through what differs, or see only what both have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from attributed.align import align
from attributed.alignment import Piece
from attributed.renderings import Rendering, find_rendering, pieces_table
from attributed.tokens import count_words
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface

if TYPE_CHECKING:
    from attributed.case import Case

_TAGS = {"changed": "changed", "dropped": "only here", "added": "only here", "moved": "other place"}
_KINDS = {"changed": "changed", "dropped": "in one only", "added": "in one only", "moved": "in another place"}


@dataclass(frozen=True)
class _Words:
    """Some words of a rendering: which difference they belong to (0: to none), and runs of (words, in marks)."""

    number: int
    kind: str
    tag: str
    runs: tuple[tuple[str, bool], ...]


class Renderings(Surface):
    """Two wordings side by side. `alignment` has their pieces; `differences` those that are not the same in both."""

    template = "renderings.html.j2"
    title = "Two renderings, word by word"

    def __init__(self, case: "Case", first: str, second: str) -> None:
        """Find the two wordings and align them."""
        self.renderings = (find_rendering(case, first), find_rendering(case, second))
        one, other = self.renderings
        self.alignment = align(one.text, other.text, names=(one.head, other.head))
        self.differences = tuple(piece for piece in self.alignment.pieces if piece.kind != "same")
        self.place = 0
        """Which difference is looked at, counted from 1; 0 before the first."""
        self.only_shared = False
        super().__init__()

    def table(self) -> pd.DataFrame:
        """Return the pieces: what stands in both, and what each has instead."""
        return pieces_table(self.alignment, *self.renderings)

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        versions: list[dict[str, Any]] = [
            {
                "letter": letter,
                "rendering": rendering,
                "count": count_words(rendering.text),
                "words": list(self._cut(rendering, first=letter == "a")),
            }
            for letter, rendering in zip("ab", self.renderings, strict=True)
        ]
        return {
            "versions": versions,
            "outside": any(not marked for one in versions for words in one["words"] for _, marked in words.runs),
            "place": self.place,
            "many": len(self.differences),
            "kind": _KINDS[self.differences[self.place - 1].kind] if self.place else "",
            "said": self._said(self.differences[self.place - 1]) if self.place else [],
            "only_shared": self.only_shared,
            "shared": sum(self.alignment.counts[kind][0] for kind in ("same", "moved")),
        }

    def _cut(self, rendering: Rendering, *, first: bool) -> Iterator[_Words]:
        """Cut a rendering into plain words and differences, in the order in which it has them."""
        spans = sorted(
            (piece.a_start, piece.a_end, number) if first else (piece.b_start, piece.b_end, number)
            for number, piece in enumerate(self.differences, start=1)
        )
        done = 0
        for start, end, number in spans:
            if start == end:
                continue
            piece = self.differences[number - 1]
            yield _Words(0, "same", "", _runs(rendering, done, start))
            yield _Words(number, piece.kind, _TAGS[piece.kind], _runs(rendering, start, end))
            done = end
        yield _Words(0, "same", "", _runs(rendering, done, len(rendering.text)))

    def _said(self, piece: Piece) -> list[dict[str, str]]:
        """Say of a difference what either rendering has."""
        places = ((piece.a_text, piece.a_start, piece.a_end), (piece.b_text, piece.b_start, piece.b_end))
        return [
            {"head": rendering.head, "words": words, "outside": _outside(_runs(rendering, start, end))}
            for rendering, (words, start, end) in zip(self.renderings, places, strict=True)
        ]

    # What a reader does

    def on_move(self, action: Action) -> None:
        """Go to the difference after or before."""
        self.place = min(max(self.place + int(action.value), min(1, len(self.differences))), len(self.differences))
        self.only_shared = False

    def on_go(self, action: Action) -> None:
        """Look at the difference that was clicked."""
        self.place = int(action.value)

    def on_only_shared(self, _: Action) -> None:
        """Leave out what differs, or put it back."""
        self.only_shared = not self.only_shared
        self.place = 0


def _runs(rendering: Rendering, start: int, end: int) -> tuple[tuple[str, bool], ...]:
    """Cut some characters of a rendering where a quotation begins or ends."""
    edges = sorted({start, end, *(edge for span in rendering.inside for edge in span if start < edge < end)})
    return tuple(
        (rendering.text[low:high], any(one <= low and high <= other for one, other in rendering.inside))
        for low, high in pairwise(edges)
    )


def _outside(runs: tuple[tuple[str, bool], ...]) -> str:
    outside = [not marked for words, marked in runs if count_words(words)]
    if not any(outside):
        return ""
    return "outside quotation marks" if all(outside) else "partly outside quotation marks"


@or_refused("Two renderings, word by word")
def renderings(case: "Case", first: str, second: str) -> Surface:
    """Lay two renderings of one utterance side by side and step through what differs.

    Args:
        case: the case.
        first: a statement ("D16"), several of one article ("I23+I24"), or a wording of a fact ("F03:2"), as
            `plot_renderings` takes them.
        second: the other.

    Returns:
        A `Renderings`. Bad input gives a sentence where it would be.
    """
    return Renderings(case, first, second)
