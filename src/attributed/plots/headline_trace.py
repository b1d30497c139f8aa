"""Where a quotation stands: every article as a strip of paragraphs, in which its words light up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from textwrap import wrap
from types import EllipsisType
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.theme import INK, PAPER, SIDES, Look, side_looks
from attributed.tokens import count_words
from attributed.trace import (
    Place,
    outlets,
    places_of_quotation,
    quotations_of,
    said_below,
    speaker_of,
    table_of,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.article import Article
    from attributed.case import Case

Guess = str | EllipsisType | None
"""A reader’s guess who said the words: a name, or “it will not say”; dots are no guess."""

_WIDTH, _ROW = 6.8, 0.185
"""The width of the figure and the height of one row, in inches."""
_GREYS = {"headline": "#7A7A7A", "subhead": "#A0A0A0"}
_GREY, _QUIET = "#D4D4D4", "#666666"
_COLUMNS = 2
_LABEL, _LINE = 29, 78
"""So many characters of font size 11 fit beneath a bar, and across the figure."""
_HATCH = "//////"


@dataclass(frozen=True)
class _Bar:
    """One paragraph: the row it stands in, its number or role, its length, what lights up, and who speaks there."""

    height: int
    number: str
    role: str
    words: int
    places: Sequence[tuple[Place, Look]]
    labels: Sequence[tuple[Place, Look, list[str]]]

    @property
    def rows(self) -> int:
        """How many rows it takes: its own and one for each line beneath it."""
        return 1 + sum(len(lines) for *_, lines in self.labels)


def plot_trace(case: "Case", statement: str | None = None, guess: Guess = None) -> Chart:
    """Draw where the words inside a statement’s quotation marks stand in each article.

    Each article is a strip: a bar a paragraph, as long as its words are many, from the headline down. The words light
    up where they stand, solid where all of them do and hatched where a part of them does, with the speaker beneath.
    Beneath the strips stands what the bodies of the articles say, and the guess. Table and rule are those of `trace`.

    Args:
        case: the case to look through.
        statement: the id of a statement with quotation marks; if none is given, the first of the case.
        guess: who said the words, by a reader’s guess: a name, or "it will not say". It is written beside the result
            and not marked.

    Raises:
        KitError: if there is no such statement, none of its words stand in quotation marks, or the guess is no text.
    """
    guessed = _guessed(guess)
    statement = _first_quoting(case) if statement is None else statement
    places = places_of_quotation(case, statement)
    quotation = " … ".join(quotations_of(case, statement))
    looks = side_looks(case)
    lit = [(place, looks.get(place.side, SIDES["NARRATOR"])) for place in places]
    strips = {key: list(_bars(article, lit)) for key, article in case.articles.items()}
    longest = max(count_words(passage.text) for article in case.articles.values() for passage in article.passages())
    rows = max(sum(bar.rows for bar in strip) for strip in strips.values())
    across = min(_COLUMNS, len(strips))
    down = ceil(len(strips) / across)
    title = wrap(f"{statement}: “{quotation}”", _LINE)
    foot = _foot(case, places, guessed)
    inches = [0.2 * len(title) + 0.1, down * (rows + 2) * _ROW, 0.2 * len(foot) + 0.36]
    figure = Figure(figsize=(_WIDTH, sum(inches)), facecolor=PAPER)
    names = outlets(case)
    for number, (key, strip) in enumerate(strips.items()):
        row, column = divmod(number, across)
        top = inches[0] + row * inches[1] / down
        left, bottom = (0.3 + column * _WIDTH / across) / _WIDTH, 1 - (top + inches[1] / down) / sum(inches)
        width, height = (_WIDTH / across - 0.4) / _WIDTH, inches[1] / down / sum(inches)
        axes = figure.add_axes((left, bottom, width, height))
        _draw_strip(axes, names[key], strip, longest)
        axes.set_xlim(0, longest)
        axes.set_ylim(rows, -2)
        axes.set_axis_off()
    for number, line in enumerate(title):
        height = 1 - (0.1 + 0.2 * number) / sum(inches)
        figure.text(0.015, height, line, fontsize=11, style="italic", color=INK, va="center")
    for number, (line, weight) in enumerate(foot):
        height = (inches[2] - 0.12 - 0.2 * number) / sum(inches)
        figure.text(0.015, height, line, fontsize=11, weight=weight, color=INK, va="center")
    figure.legend(handles=_legend(lit), loc="lower left", bbox_to_anchor=(0.015, 0), ncols=2, frameon=False,
                  fontsize=11, borderaxespad=0, borderpad=0)  # fmt: skip
    return Chart(figure, table_of(case, places), _describe(case, statement, quotation, places, guessed))


def _guessed(guess: Guess) -> str | None:
    """Return the guess as text, an empty one where nothing is written down yet, None where nobody was asked."""
    if isinstance(guess, str):
        return guess.strip()
    if guess is None or guess is ...:
        return None if guess is None else ""
    raise KitError(f'Your guess is {guess!r}; expected a name in quotation marks, or "it will not say".')


def _first_quoting(case: "Case") -> str:
    quoting = case.statements.index[case.statements["quoted"] > 0]
    if quoting.empty:
        raise KitError(f"The case {case.id!r} has no statement with quotation marks, so there is nothing to trace.")
    return str(quoting[0])


def _bars(article: "Article", lit: Sequence[tuple[Place, Look]]) -> Iterator[_Bar]:
    """Yield every paragraph from the top, with room beneath it for the speakers."""
    height = body = 0
    for number, passage in enumerate(article.passages()):
        body += passage.role == "body"
        here = [(place, look) for place, look in lit if (place.article, place.passage) == (article.id, number)]
        labels = []
        for speaker, group in groupby(here, key=lambda each: speaker_of(each[0])):
            alike = list(group)
            marks = "" if any(place.in_marks != "no" for place, _ in alike) else ", no marks"
            labels.append((*alike[0], wrap(speaker + marks, _LABEL)))
        bar = _Bar(height, str(body) if passage.role == "body" else "", passage.role, count_words(passage.text),
                   here, labels)  # fmt: skip
        yield bar
        height += bar.rows


def _draw_strip(axes: "Axes", outlet: str, strip: Sequence[_Bar], longest: int) -> None:
    axes.text(0, -1.3, outlet, fontsize=12, weight="bold", color=INK, va="center")
    for bar in strip:
        thick = 0.5 if bar.role == "headline" else 0.3
        grey = _GREYS.get(bar.role, _GREY)
        axes.add_patch(Rectangle((0, bar.height - thick / 2), bar.words, thick, color=grey, linewidth=0))
        axes.text(-1, bar.height, bar.number, fontsize=11, color=_QUIET, ha="right", va="center")
        if not bar.number:
            axes.text(bar.words + 1.5, bar.height, bar.role, fontsize=11, color=_QUIET, va="center")
        for place, look in bar.places:
            width = max(place.count, longest / 45)
            corner = (min(place.first, longest - width), bar.height - 0.42)
            fill, hatch = (look.colour, None) if place.whole else (PAPER, _HATCH)
            box = Rectangle(corner, width, 0.84, facecolor=fill, hatch=hatch, edgecolor=look.colour, linewidth=1.4)
            axes.add_patch(box)
        height = bar.height
        for place, look, lines in bar.labels:
            # A speaker’s name begins under the first of the words if there is room.
            start = max(0.0, min(place.first, longest * (1 - 0.93 * max(map(len, lines)) / _LABEL)))
            axes.plot(start + 1, height + 1, marker=look.marker, ms=6, color=look.colour, clip_on=False)
            for line in lines:
                height += 1
                axes.text(start + 3, height, line, fontsize=11, color=INK, va="center")


def _foot(case: "Case", places: Sequence[Place], guessed: str | None) -> list[tuple[str, str]]:
    """Say for each article what its body does with the words; then the guess."""
    lines = [
        (line, "normal")
        for key, name in outlets(case).items()
        for line in wrap(f"In the body of {name}: {said_below(places, key)}.", _LINE)
    ]
    if guessed is None:
        return lines
    said = f"Your guess: {guessed}" if guessed else "Your guess: none written down yet"
    return [*[(line, "bold") for line in wrap(said, _LINE - 6)], *lines]


def _legend(lit: Sequence[tuple[Place, Look]]) -> list[Patch]:
    looks = {look for _, look in lit}
    colour = looks.pop().colour if len(looks) == 1 else INK
    handles = [Patch(facecolor=colour, edgecolor=colour, label="the whole quotation")]
    if not all(place.whole for place, _ in lit):
        handles.append(Patch(facecolor=PAPER, edgecolor=colour, hatch=_HATCH, label="a part of it"))
    return handles


def _describe(case: "Case", statement: str, quotation: str, places: Sequence[Place], guessed: str | None) -> str:
    """Say in words where the quotation stands in each article, by whom, and where it does not."""
    parts = []
    for key, name in outlets(case).items():
        here = [place for place in places if place.article == key]
        stands = [
            f"{f'paragraph {place.paragraph}' if place.paragraph else place.part} "
            f"({'whole' if place.whole else f'in part, “{place.words}”'}; {speaker_of(place)})"
            for place in here
        ]
        if not any(place.paragraph for place in here):
            stands.append("nowhere in the body")
        parts.append(f"{name}: {', '.join(stands)}")
    said = "" if guessed is None else f" Your guess: {guessed or 'none written down yet'}."
    return (
        f"A strip for each article, a bar for each paragraph, with the words of {statement}, “{quotation}”, lit up "
        f"where they stand. {'; '.join(parts)}.{said}"
    )
