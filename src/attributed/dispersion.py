"""Dispersion: where in a text a word falls, from its beginning to its end.

The picture follows NLTK’s lexical dispersion plot (Bird, S., Klein, E., & Loper, E. (2009). Natural Language
Processing with Python, chapter 1): a stroke for each place of a word. Here every text has its own strips, and texts
of any length are drawn equally long.
"""

from collections.abc import Iterable, Mapping
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from attributed.article import Article
from attributed.chart import Chart
from attributed.concordance import parse_pattern, places_of
from attributed.errors import KitError
from attributed.texts import Text, Texts, named_texts, paragraphs_of
from attributed.theme import INK, PAPER
from attributed.tokens import words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("text", "word", "position", "share")

_LOOKS = (("#332288", "o"), ("#882255", "s"), ("#117733", "^"), ("#AA4499", "D"), ("#44AA99", "v"), ("#999933", "X"))
"""The colour and marker of each word: colours from Tol, P. (2021), Colour schemes, that no side has."""

_FEW = 4
"""As many places as the alt text names one by one."""


def dispersion(texts: Texts, words: str | Iterable[str]) -> pd.DataFrame:
    """Find where in each text each word falls.

    Args:
        texts: a string, an Article (its news text only), or several of them by name, such as `case.articles`.
        words: a word or a phrase, or a list of them, written as for `concordance`: `["US", "fabricat*"]`.

    Returns:
        One row for each place: the name of the text; the word as it was asked for; `position`, how many words of
        the text stand before it; and `share`, the same as a share of all the words of the text: 0 at its beginning,
        near 1 at its end. The place of a phrase is that of its first word.

    Raises:
        KitError: if there is no word to look for, or a text is neither a string nor an Article.
    """
    wanted = _wanted(words)
    rows = [
        (name, word, place, place / length)
        for name, text in named_texts(texts).items()
        for length, places in [_places(text, wanted)]
        for word, found in places.items()
        for place in found
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"position": int, "share": float})


def plot_dispersion(texts: Texts, words: str | Iterable[str]) -> Chart:
    """Draw where in each text each word falls, one strip a text and word.

    Arguments and errors are those of `dispersion`; its table is the chart’s. The number at the end of a strip says
    how often the word stands in that text.
    """
    named, wanted = named_texts(texts), list(_wanted(words))
    table = dispersion(named, wanted)
    titles = _titles(named)
    strips = len(named) * len(wanted)
    figure = Figure(figsize=(6.4, 0.42 * strips + 0.5 * len(named) + 0.8), facecolor=PAPER)
    axes = figure.subplots()
    ticks: list[float] = []
    top = 0.0
    for name in named:
        axes.text(0, top - 0.1, titles[name], fontsize=11, fontweight="bold", color=INK, va="center")
        axes.text(1.02, top - 0.1, "times", fontsize=11, color=INK, va="center")
        for number, word in enumerate(wanted):
            top += 1
            shares = table.loc[(table["text"] == name) & (table["word"] == word), "share"]
            _draw_strip(axes, top, list(shares), *_LOOKS[number % len(_LOOKS)])
            ticks.append(top)
        top += 1.2
    axes.set_yticks(ticks, [fill(word, 20) for word in wanted] * len(named), fontsize=11)
    axes.set_ylim(top - 0.6, -0.6)
    axes.set_xlim(-0.01, 1.01)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["beginning", "¼", "half", "¾", "end"], fontsize=11)
    axes.set_xlabel("share of the text’s words", fontsize=11)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return Chart(figure, table, _describe(table, titles, wanted))


def _titles(texts: Mapping[str, Text]) -> dict[str, str]:
    """Give each text the name that a reader knows: an article’s outlet, unless two have the same."""
    titles = {name: text.outlet if isinstance(text, Article) else name for name, text in texts.items()}
    return titles if len(set(titles.values())) == len(titles) else {name: name for name in titles}


def _wanted(words: str | Iterable[str]) -> dict[str, list[str]]:
    """Return the parsed pattern of each word, each once."""
    if not isinstance(words, str | Iterable):
        raise KitError(f'Expected words to look for, such as ["US", "fabricat*"]; found {words!r}.')
    wanted = {word: parse_pattern(word) for word in ([words] if isinstance(words, str) else words)}
    if not wanted:
        raise KitError('Expected words to look for, such as ["US", "fabricat*"]; found none.')
    if without := [word for word, pattern in wanted.items() if not pattern]:
        raise KitError(f"Expected words to look for; {without[0]!r} holds no word.")
    return wanted


def _places(text: Text, wanted: dict[str, list[str]]) -> tuple[int, dict[str, list[int]]]:
    """Return how many words a text has, and how many of them stand before each place of each pattern."""
    length = 0
    places: dict[str, list[int]] = {word: [] for word in wanted}
    for _, paragraph in paragraphs_of(text):
        words = words_of(paragraph)
        for word, pattern in wanted.items():
            places[word] += [length + place for place in places_of(pattern, words)]
        length += len(words)
    return length, places


def _draw_strip(axes: "Axes", height: float, shares: list[float], colour: str, marker: str) -> None:
    axes.plot([0, 1], [height, height], color="#D0D0D0", linewidth=1, zorder=1)
    axes.vlines(shares, height - 0.33, height + 0.33, color=colour, linewidth=1.6, zorder=2)
    axes.plot(shares, [height] * len(shares), marker, color=colour, markersize=5.5, zorder=3)
    axes.text(1.02, height, str(len(shares)), fontsize=11, color=INK, va="center")


def _describe(table: pd.DataFrame, texts: Mapping[str, str], words: list[str]) -> str:
    """Say in words, for each text, how often each word stands there and where."""
    parts = []
    for name, title in texts.items():
        here = table[table["text"] == name]
        falls = [f"{word} {_where(here.loc[here['word'] == word, 'share'])}" for word in words]
        parts.append(f"{title}: {', '.join(falls)}")
    return f"Dispersion plot: where words fall in a text, from 0, its beginning, to 1, its end. {'; '.join(parts)}."


def _where(shares: "pd.Series[float]") -> str:
    if shares.empty:
        return "nowhere"
    if len(shares) <= _FEW:
        times = "once" if len(shares) == 1 else f"{len(shares)} times"
        return f"{times} at {' and '.join(f'{share:.2f}' for share in shares)}"
    thirds = [int(shares.between(third / 3, (third + 1) / 3, inclusive="left").sum()) for third in range(3)]
    return f"{len(shares)} times ({thirds[0]} in the first third, {thirds[1]} in the second, {thirds[2]} in the last)"
