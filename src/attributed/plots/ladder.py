"""The ladder: how closely official words tie an act to a state, and where their renderings in the articles stand.

The rungs are those of the codebook `ladder`, which follows Lin, H. (2016), Attribution of Malicious Cyber Incidents.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from textwrap import fill
from types import EllipsisType
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from attributed.chart import Chart
from attributed.errors import KitError
from attributed.official import official_renderings, wordings_of
from attributed.plots.guesses import NO_GUESS, read_guess
from attributed.theme import INK, PAPER, Look, side_looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from attributed.case import Case

Guess = Mapping[str, str | EllipsisType]
"""A reader’s guess: statement -> rung, such as {"D06": "LOCATED"}; dots are no guess."""

_GLYPHS = {"HEDGED": "?", "BOOSTED": "!", "NA": "–"}
_LEFT, _ROOM = 1.2, 5.5  # inches: for the names of the rungs, for the lanes
_MARK, _LINE, _GAP, _PAD = 0.24, 0.18, 0.14, 0.13  # inches: a marker, a line of ids, between blocks, above and below
_HEAD, _LEGEND = 0.55, 1.25  # inches
_MOST = 14
"""As many lanes as stand side by side; more go beneath."""


@dataclass(frozen=True)
class _Block:
    """One marker: official words of one certainty, or the statements of one certainty that render the same words."""

    certainty: str
    wordings: frozenset[str]
    statements: tuple[str, ...] = ()
    confident: bool = False

    @property
    def height(self) -> float:
        return _MARK + _LINE * len(self.statements)


_Stack = list[tuple[_Block, bool]]
"""What stands on one rung of one lane, from top to bottom, each block with whether it is official."""


@dataclass
class _Lane:
    """One text: its fact, who speaks, and its blocks by rung."""

    fact: str
    actor: str
    look: Look
    wordings: dict[str, list[_Block]] = field(default_factory=dict)
    renderings: dict[str, list[_Block]] = field(default_factory=dict)

    @property
    def statements(self) -> set[str]:
        """The statements that render this text."""
        return {name for blocks in self.renderings.values() for block in blocks for name in block.statements}

    def moves(self) -> Iterator[tuple[str, str]]:
        """Yield (rung of the official words, rung of a rendering of them) wherever the two differ."""
        for start, official in self.wordings.items():
            words = frozenset[str]().union(*(block.wordings for block in official))
            for end, rendered in self.renderings.items():
                if start != end and any(block.wordings & words for block in rendered):
                    yield start, end

    def standing_on(self, rung: str, rungs: tuple[str, ...]) -> _Stack:
        """Return the blocks of one rung: every rendering beneath the last of its own words."""
        stack: _Stack = [(block, True) for block in self.wordings.get(rung, [])]
        for rendering in self.renderings.get(rung, []):
            own = [place for place, (block, _) in enumerate(stack) if block.wordings & rendering.wordings]
            stack.insert(own[-1] + 1 if own else len(stack), (rendering, False))
        falls = any(rungs.index(other) < rungs.index(rung) for other in self.renderings)
        # An arrow that goes down starts below what stays on the rung.
        return stack[::-1] if falls and self.wordings.get(rung) else stack


def plot_ladder(
    case: "Case",
    guess: Guess | None = None,
    *,
    sides: Iterable[str] | None = None,
    only: Iterable[str] | None = None,
) -> Chart:
    """Draw official wordings on the rungs of the ladder, with arrows to the statements that render them.

    A lane is one official text. Its filled markers stand on the rung of the official words, its hollow markers on
    the rung of the articles’ statements. Words that allege no cyber act have no rung and are left out.

    Args:
        case: the case to draw.
        guess: a reader’s guess of the rung of a statement, drawn as a diamond.
        sides: the sides to draw, such as ["US", "CHINA"]; all of them if left out.
        only: the facts to draw, such as ["F08"]; all of them if left out.

    Raises:
        KitError: if the case has no official wording on the ladder, or none is left; if `sides` or `only` names what
            is not there, or the guess is about another statement or no rung.
    """
    rungs = case.codebooks["ladder"].rungs
    wordings = _chosen(case, rungs, sides, only)
    table = official_renderings(case)
    guessed = _guessed(guess, table, rungs)
    table = table[table["wording"].isin(wordings.index)].reset_index(drop=True)
    looks = side_looks(case)
    lanes = _lanes(wordings, table, rungs, looks)
    rows = [lanes[start : start + _MOST] for start in range(0, len(lanes), _MOST)]
    bands = [_bands(row, rungs) for row in rows]
    feet = [max(_foot(lane) for lane in row) for row in rows]
    tall = [_HEAD + band.top + foot for band, foot in zip(bands, feet, strict=True)]
    whole = top = sum(tall) + _LEGEND
    figure = Figure(figsize=(_LEFT + _ROOM, whole), facecolor=PAPER)
    for row, band, foot, height in zip(rows, bands, feet, tall, strict=True):
        top -= height
        axes = figure.add_axes((0, top / whole, 1, height / whole))
        axes.set_xlim(0, _LEFT + _ROOM)  # one unit is one inch
        axes.set_ylim(-foot, height - foot)
        axes.axis("off")
        _draw_rungs(axes, case, band)
        _draw_lanes(axes, row, band, guessed)
    _draw_legend(figure, whole, lanes, guess, guessed)
    return Chart(figure, _shown(table, looks), _describe(lanes, table, rungs))


def _chosen(
    case: "Case", rungs: tuple[str, ...], sides: Iterable[str] | None, only: Iterable[str] | None
) -> pd.DataFrame:
    wordings = wordings_of(case)
    wordings = wordings[wordings["link"].isin(rungs)]
    for column, wanted, example in (("side", sides, '["US", "CHINA"]'), ("fact", only, '["F08"]')):
        if wanted is None:
            continue
        names = [wanted] if isinstance(wanted, str) or not isinstance(wanted, Iterable) else list(wanted)
        there = list(dict.fromkeys(wordings[column]))
        if unknown := [name for name in names if name not in there]:
            raise KitError(
                f"There is no official wording on the ladder for the {column} {unknown[0]!r}. "
                f"Expected a list such as {example}, out of {', '.join(there) or 'none'}."
            )
        wordings = wordings[wordings[column].isin(names)]
    if wordings.empty:
        raise KitError(f"No official wording of the case {case.id!r} is left to draw: none stands on a rung.")
    return wordings


def _lanes(
    wordings: pd.DataFrame, table: pd.DataFrame, rungs: tuple[str, ...], looks: Mapping[str, Look]
) -> list[_Lane]:
    """Make a lane of every fact: by side, rendered ones first."""
    lanes = []
    for fact, texts in wordings.groupby("fact", sort=False):
        lane = _Lane(str(fact), texts["actor"].iloc[0], looks[texts["side"].iloc[0]])
        for (link, certainty), same in texts.groupby(["link", "certainty"], sort=False):
            confident = bool((same["confidence_words"] != "").any())
            block = _Block(str(certainty), frozenset(same.index), confident=confident)
            lane.wordings.setdefault(str(link), []).append(block)
        found = table[(table["fact"] == fact) & table["rendering_link"].isin(rungs)]
        own = found.groupby("rendering", sort=False)["wording"].agg(frozenset)
        found = found.drop_duplicates("rendering").assign(own=list(own))
        for (link, certainty, _), same in found.groupby(["rendering_link", "rendering_certainty", "own"], sort=False):
            block = _Block(str(certainty), own[same["rendering"].iloc[0]], tuple(same["rendering"]))
            lane.renderings.setdefault(str(link), []).append(block)
        lanes.append(lane)
    order = list(looks.values())
    return sorted(lanes, key=lambda lane: (not lane.renderings, order.index(lane.look)))


def _guessed(guess: Guess | None, table: pd.DataFrame, rungs: tuple[str, ...]) -> dict[str, str]:
    there = sorted(set(table.loc[table["link"].isin(rungs) & table["rendering_link"].isin(rungs), "rendering"]))
    return read_guess(
        guess,
        there,
        rungs.__contains__,
        form='{"D06": "LOCATED"}, a rung for each statement',
        expected=f"a rung: {', '.join(rungs)}",
        unknown="is about {key!r}; expected one that renders official words: {known}",
    )


@dataclass(frozen=True)
class _Bands:
    """The rungs of one row of lanes: where each begins, counted from the bottom rung, and how tall it is."""

    bottoms: dict[str, float]
    heights: dict[str, float]

    @property
    def rungs(self) -> tuple[str, ...]:
        return tuple(self.heights)

    @property
    def top(self) -> float:
        return sum(self.heights.values())

    def middle(self, rung: str) -> float:
        return self.bottoms[rung] + self.heights[rung] / 2


def _bands(lanes: list[_Lane], rungs: tuple[str, ...]) -> _Bands:
    """Make each rung as tall as what stands on it."""
    heights = {
        rung: 2 * _PAD + max(0.5, *(_stack_height(lane.standing_on(rung, rungs)) for lane in lanes), 0.0)
        for rung in rungs
    }
    below = [0.0, *accumulate(heights.values())][:-1]
    return _Bands(dict(zip(rungs, below, strict=True)), heights)


def _stack_height(stack: _Stack) -> float:
    return sum(block.height for block, _ in stack) + _GAP * max(len(stack) - 1, 0)


def _name(lane: _Lane) -> str:
    return fill(f"{lane.actor} · {lane.fact}", 26)


def _foot(lane: _Lane) -> float:
    """Return how much room the upright name of a lane needs, in inches."""
    return max(len(line) for line in _name(lane).splitlines()) * 0.08 + 0.2


def _draw_rungs(axes: "Axes", case: "Case", bands: _Bands) -> None:
    for number, rung in enumerate(bands.rungs):
        bottom, middle = bands.bottoms[rung], bands.middle(rung)
        axes.axhspan(bottom, bottom + bands.heights[rung], color="#F3F3F3" if number % 2 else PAPER, lw=0)
        axes.text(0, middle + 0.09, rung, fontsize=11, fontweight="bold", va="center", color=INK)
        axes.text(0, middle - 0.1, case.codebooks["ladder"][rung].name, fontsize=11, va="center", color=INK)
    axes.plot([_LEFT, _LEFT + _ROOM], [0, 0], color=INK, lw=0.8)


def _draw_lanes(axes: "Axes", lanes: list[_Lane], bands: _Bands, guessed: dict[str, str]) -> None:
    rendered = [lane for lane in lanes if lane.renderings]
    both = 0 < len(rendered) < len(lanes)
    width = min(0.85, (_ROOM - (0.3 if both else 0.15)) / len(lanes))
    left = _LEFT + 0.05
    for title, group in (("an article renders it", rendered), ("no article does", lanes[len(rendered) :])):
        if not group:
            continue
        right = left + max(width * len(group), 1.6)
        axes.plot([left + 0.06, right - 0.06], [bands.top + 0.12, bands.top + 0.12], color=INK, lw=1)
        axes.text(left + 0.06, bands.top + 0.18, title, fontsize=11, va="bottom", color=INK)
        for number, lane in enumerate(group):
            place = left + width * (number + 0.5)
            _draw_lane(axes, lane, place, bands, guessed)
            axes.text(place, -0.08, _name(lane), rotation=90, fontsize=11, ha="center", va="top", color=INK,
                      linespacing=0.95)  # fmt: skip
        left = right + 0.2


def _draw_lane(axes: "Axes", lane: _Lane, x: float, bands: _Bands, guessed: dict[str, str]) -> None:
    rungs, colour = bands.rungs, lane.look.colour
    ends: dict[str, tuple[float, float]] = {}  # the top and the bottom of what stands on a rung
    hearts: dict[str, float] = {}  # where a guess of that rung is drawn
    for rung in rungs:
        standing = lane.standing_on(rung, rungs)
        y = bands.middle(rung) + _stack_height(standing) / 2
        hearts[rung] = y - _MARK / 2 if standing else bands.middle(rung)
        ends[rung] = (y, y - _stack_height(standing))
        for number, (block, official) in enumerate(standing):
            above = standing[number - 1] if number else None
            if above and above[1] != official and above[0].wordings & block.wordings:
                _draw_arrow(axes, x, *((y, y + _GAP) if official else (y + _GAP, y)), colour=colour)
            _draw_block(axes, block, (x, y - _MARK / 2), lane.look, official=official)
            if any(guessed.get(name) == rung for name in block.statements):
                hearts[rung] = y - _MARK / 2
            y -= block.height + _GAP
    for start, end in lane.moves():
        down = rungs.index(end) < rungs.index(start)
        tail, head = (ends[start][1], ends[end][0]) if down else (ends[start][0], ends[end][1])
        _draw_arrow(axes, x, tail, head, colour=colour)
    for name in lane.statements & set(guessed):
        axes.plot(x, hearts[guessed[name]], marker="D", ms=12.5, mfc="none", mec=INK, mew=1.6, zorder=4)


def _draw_block(axes: "Axes", block: _Block, place: tuple[float, float], look: Look, *, official: bool) -> None:
    x, y = place
    inside = look.colour if official else PAPER
    axes.plot(x, y, marker=look.marker, ms=9.5, mfc=inside, mec=look.colour, mew=1.8, zorder=3)
    sign = _GLYPHS.get(block.certainty, "") + ("*" if block.confident else "")
    axes.text(x + 0.15, y, sign, fontsize=12, fontweight="bold", va="center", color=INK)
    for number, name in enumerate(block.statements):
        height = y - _MARK / 2 - _LINE * (number + 0.5)
        axes.text(x, height, name, fontsize=11, ha="center", va="center", color=INK)


def _draw_arrow(axes: "Axes", x: float, start: float, end: float, *, colour: str) -> None:
    axes.annotate(
        "", xy=(x, end), xytext=(x, start), zorder=2,
        arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 11},
    )  # fmt: skip


def _draw_legend(
    figure: Figure, whole: float, lanes: list[_Lane], guess: Guess | None, guessed: dict[str, str]
) -> None:
    looks = list(dict.fromkeys(lane.look for lane in sorted(lanes, key=lambda lane: lane.look.name)))
    handles = [
        Line2D([], [], marker=look.marker, ms=9.5, color=look.colour, linestyle="none", label=look.name)
        for look in looks
    ]
    figure.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 0.86 / whole), ncols=len(looks), frameon=False,
                  fontsize=11, handletextpad=0.2, columnspacing=1.1, borderpad=0)  # fmt: skip
    lines = [
        "filled: official words     hollow: the statement that renders them",
        "? hedged     ! boosted     – no clause to be sure of     * says how confident",
    ]
    if guess:
        lines.append("◇ your guess" if guessed else NO_GUESS)
    for number, line in enumerate(lines):
        figure.text(0.01, (0.66 - 0.25 * number) / whole, line, fontsize=11, va="center", color=INK)


def _shown(table: pd.DataFrame, looks: Mapping[str, Look]) -> pd.DataFrame:
    shown = table.assign(
        side=[looks[side].name for side in table["side"]],
        rungs=["" if pd.isna(rungs) else f"{rungs:+d}" if rungs else "0" for rungs in table["rungs"]],
    )
    names = {
        "wording": "official wording", "actor": "who", "rendering": "statement",
        "rendering_link": "its link", "rendering_certainty": "its certainty", "rungs": "rungs moved",
    }  # fmt: skip
    return shown.rename(columns=names).set_index("official wording")


def _describe(lanes: list[_Lane], table: pd.DataFrame, ladder: tuple[str, ...]) -> str:
    """Say who stands on which rung, and which statement stands on another rung than the words that it renders."""
    places = []
    for rung in reversed(ladder):
        names = [lane.actor for lane in lanes if rung in lane.wordings]
        places.append(f"{rung}: {', '.join(names) or 'nobody'}")
    moved = table[table["rungs"].fillna(0) != 0]
    moves = [
        f"{statement} stands {abs(rungs)} {'rung' if abs(rungs) == 1 else 'rungs'} "
        f"{'above' if rungs > 0 else 'below'} {actor}"
        for statement, rungs, actor in zip(moved["rendering"], map(int, moved["rungs"]), moved["actor"], strict=True)
    ]
    unheard = [lane.actor for lane in lanes if not lane.renderings]
    return (
        f"Ladder of official wordings, from the top rung to the bottom. {'; '.join(places)}. "
        f"{'; '.join(moves) or 'No statement stands on another rung than the words that it renders'}. "
        f"No statement renders: {', '.join(unheard) or 'none of them is left out'}."
    )
