"""Shared wording to be turned over: a threshold, all camps at one scale, and every place of a phrase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from attributed.errors import KitError
from attributed.phrases import phrase_counts, shared_by_camp
from attributed.shared import shared_phrases
from attributed.theme import side_looks, symbol
from attributed.tokens import count_words
from attributed.trace import outlets
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface

if TYPE_CHECKING:
    from attributed.case import Case

MOST_PHRASES = 100
"""So many phrases of a camp are drawn; of more it is said that they are there."""

_MOST_PLACES = 50  # of one phrase
_AROUND = 300  # characters on each side of a phrase in an article
_FEWEST_TEXTS = 2  # that can share anything


@dataclass(frozen=True)
class Shared:
    """One phrase of one camp: how many words it has, in how many texts it stands, and their markers or names."""

    number: int
    camp: str
    phrase: str
    words: int
    texts: int
    marks: str
    where: str


@dataclass(frozen=True)
class Spot:
    """One place of a phrase: the text, when and from where it is, and the words around."""

    text: str
    date: str
    source: str
    side: str
    before: str
    words: str
    after: str


class Corpus(Protocol):
    """Texts that share wording.

    `texts` says how many each camp has, and `sides` which sides have a marker. `least` is with how many words and texts
    to begin, `fewest` what can be asked for.
    """

    name: str
    caveat: str
    texts: Mapping[str, int]
    sides: Sequence[str]
    phrases: Sequence[Shared]
    least: tuple[int, int]
    fewest: tuple[int, int]

    def spots(self, shared: Shared) -> list[Spot]:
        """Return the places of a phrase."""


class CampTexts:
    """The texts of the camps, by the case’s table of phrases."""

    name = "The camps’ own texts"
    caveat = "The table was made by hand, from excerpts: whoever searches longer finds more."
    least, fewest = (2, 2), (1, 1)

    def __init__(self, case: "Case") -> None:
        """Read the table."""
        self.case = case
        self._table = case.phrases
        looks = side_looks(case)
        self.texts: Mapping[str, int] = {str(camp): int(n) for camp, n in phrase_counts(case)["texts"].items()}
        self.sides: Sequence[str] = [side for side in looks if side in set(self._table["side"])]
        found: list[Shared] = []
        for camp, phrases in shared_by_camp(self._table, 1).items():
            for phrase in phrases:
                rows = self._rows(camp, phrase).drop_duplicates("fact")
                marks = " ".join(symbol(looks[side]) for side in rows["side"])
                number = len(found)
                where = ", ".join(rows["text"])
                found.append(Shared(number, camp, phrase, count_words(phrase), len(rows), marks, where))
        self.phrases: Sequence[Shared] = found

    def _rows(self, camp: str, phrase: str) -> pd.DataFrame:
        table = self._table
        return table[(table["camp"] == camp) & (table["phrase"] == phrase)].sort_values("fact")

    def spots(self, shared: Shared) -> list[Spot]:
        """Return the places of a phrase, each in the key words of its fact."""
        spots = []
        for row in self._rows(shared.camp, shared.phrase).to_dict("records"):
            fact = self.case.facts.loc[row["fact"]].to_dict()
            text = fact["key_words"]
            date = fact["date"] + (" (inferred)" if "date inferred" in fact["confidence"] else "")
            spots.append(
                Spot(
                    text=f"{row['fact']} · {row['text']}",
                    date=date,
                    source=fact["source"],
                    side=row["side"],
                    before=text[: row["start"]],
                    words=row["words"],
                    after=text[row["end"] :],
                )
            )
        return spots


class ArticleTexts:
    """The articles of a case, by the runs of words that stand in two or more of them."""

    name = "The articles"
    caveat = "Quotations are meant to be shared; look whether the words stand inside quotation marks."
    least, fewest = (3, 2), (2, 2)

    def __init__(self, case: "Case") -> None:
        """Find the runs."""
        self.case = case
        self._names = outlets(case)
        self.sides: Sequence[str] = []
        self.texts: Mapping[str, int] = {"The articles": len(case.articles)}
        table = shared_phrases(case.articles, min_words=self.fewest[0])
        table = table[table["content_words"] > 0]  # "out of the" is no wording
        self._places: list[Mapping[str, Sequence[tuple[int, int]]]] = list(table["places"])
        self.phrases: Sequence[Shared] = [
            Shared(number, "The articles", phrase, words, len(texts), "", ", ".join(self._names[one] for one in texts))
            for number, (phrase, words, texts) in enumerate(
                zip(table["phrase"], table["words"], table["texts"], strict=True)
            )
        ]

    def spots(self, shared: Shared) -> list[Spot]:
        """Return the places of a run of words, each in its paragraph."""
        spots = []
        for key, places in self._places[shared.number].items():
            article = self.case.articles[key]
            for start, end in places:
                home = article.paragraph_at(start)
                before, after = article.text[home.start : start], article.text[end : home.end]
                spots.append(
                    Spot(
                        text=self._names[key] + ("" if home.role == "body" else f", {home.role}"),
                        date=f"{article.published:%Y-%m-%d}",
                        source=article.title,
                        side="",
                        before=before if len(before) <= _AROUND else "… " + before[-_AROUND:].split(None, 1)[-1],
                        words=article.text[start:end],
                        after=after if len(after) <= _AROUND else after[:_AROUND].rsplit(None, 1)[0] + " …",
                    )
                )
        return spots


class PhraseExplorer(Surface):
    """Phrases that texts share: as many as a threshold leaves, and the places of each."""

    template = "phrase_explorer.html.j2"
    title = "Phrase explorer"

    def __init__(self, case: "Case", corpora: Sequence[Corpus]) -> None:
        """Set out the first of the corpora."""
        self.case, self.corpora = case, list(corpora)
        self._thresholds = [corpus.least for corpus in self.corpora]
        self._chosen = 0
        self.opened: Shared | None = None
        self._drawn = self._thresholds[0]
        super().__init__()

    @property
    def corpus(self) -> Corpus:
        """The texts that are looked at."""
        return self.corpora[self._chosen]

    @property
    def threshold(self) -> tuple[int, int]:
        """The fewest words of a phrase, and the fewest texts in which it stands."""
        return self._thresholds[self._chosen]

    @property
    def phrases(self) -> list[Shared]:
        """The phrases that the threshold leaves, camp by camp."""
        words, texts = self.threshold
        return [one for one in self.corpus.phrases if one.words >= words and one.texts >= texts]

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        corpus, found = self.corpus, self.phrases
        return {
            "case": self.case,
            "corpora": [(n, one.name, n == self._chosen) for n, one in enumerate(self.corpora)],
            "sliders": self._sliders(),
            "summary": self._summary(),
            "camps": self._camps(found),
            "opened": self._passages(self.opened) if self.opened else None,
            "caveat": corpus.caveat,
            "sides": corpus.sides,
        }

    def _sliders(self) -> list[dict[str, Any]]:
        """Return the two thresholds, as they were when a slider was last left; one that cannot be moved is left out."""
        corpus = self.corpus
        named = (("words", "Least words", [one.words for one in corpus.phrases]),
                 ("texts", "Least texts", [one.texts for one in corpus.phrases]))  # fmt: skip
        return [
            {"do": do, "label": label, "value": value, "least": least, "most": max(values)}
            for (do, label, values), value, least in zip(named, self._drawn, corpus.fewest, strict=True)
            if max(values, default=0) > least
        ]

    def _summary(self) -> str:
        words, texts = self.threshold
        return f"Phrases of {_count(words, 'word')} or more that stand in {_count(texts, 'text')} or more"

    def _camps(self, found: Sequence[Shared]) -> list[dict[str, Any]]:
        """Return every camp with its count. The scale is the same for all, and at every threshold."""
        everything = [sum(one.camp == camp for one in self.corpus.phrases) for camp in self.corpus.texts]
        most = max(everything, default=0) or 1
        camps = []
        for camp, texts in self.corpus.texts.items():
            own = [one for one in found if one.camp == camp]
            camps.append(
                {
                    "name": camp,
                    "count": len(own),
                    "share": 100 * len(own) / most,
                    "texts": texts,
                    "pairs": texts * (texts - 1) // 2,
                    "phrases": own[:MOST_PHRASES],
                    "left": max(len(own) - MOST_PHRASES, 0),
                }
            )
        return camps

    def _passages(self, shared: Shared) -> dict[str, Any]:
        spots = self.corpus.spots(shared)
        found = self.phrases
        place = found.index(shared) if shared in found else 0
        return {
            "shared": shared,
            "spots": spots[:_MOST_PLACES],
            "left": max(len(spots) - _MOST_PLACES, 0),
            "place": place,
            "many": len(found),
        }

    def table(self) -> pd.DataFrame:
        """Return the phrases that the threshold leaves, with the texts in which each stands."""
        rows = [(one.camp, one.phrase, one.words, one.texts, one.where) for one in self.phrases]
        return pd.DataFrame(rows, columns=["camp", "phrase", "words", "texts", "which"]).set_index("camp")

    # What a reader does

    def on_words(self, action: Action) -> None:
        """Ask for so many words at least."""
        self._set(int(action.value), self.threshold[1])

    def on_texts(self, action: Action) -> None:
        """Ask for so many texts at least."""
        self._set(self.threshold[0], int(action.value))

    def _set(self, words: int, texts: int) -> None:
        self._thresholds[self._chosen] = words, texts
        self.opened = None

    def on_settle(self, _: Action) -> None:
        """Draw the sliders where they were left: while one is being moved they are left alone."""
        self._drawn = self.threshold

    def on_corpus(self, action: Action) -> None:
        """Look at other texts."""
        self._chosen = int(action.value)
        self._drawn = self.threshold
        self.opened = None

    def on_open(self, action: Action) -> None:
        """Show the places of a phrase."""
        self.opened = self.corpus.phrases[int(action.value)]

    def on_step(self, action: Action) -> None:
        """Go to the phrase before or after."""
        found = self.phrases
        if self.opened in found:
            place = found.index(self.opened) + int(action.value)
            self.opened = found[min(max(place, 0), len(found) - 1)]

    def on_back(self, _: Action) -> None:
        """Go back to the phrases."""
        self.opened = None


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


@or_refused("Phrase explorer")
def phrase_explorer(case: "Case") -> Surface:
    """Turn over the wording that texts share: move the threshold, compare the camps, open a phrase at its places.

    Args:
        case: the case. Its table of phrases is shown, and what its articles share among each other.

    Returns:
        A `PhraseExplorer`. A case that has neither gets a sentence in its place.
    """
    corpora: list[Corpus] = []
    if not case.phrases.empty:
        corpora.append(CampTexts(case))
    if len(case.articles) >= _FEWEST_TEXTS:
        corpora.append(ArticleTexts(case))
    if not any(corpus.phrases for corpus in corpora):
        raise KitError(
            f"There is nothing to compare in {case.title}: it has no table of phrases, and no two articles with "
            f"a run of words in common. Add a second article to the case, or rows to phrases.csv."
        )
    return PhraseExplorer(case, corpora)
