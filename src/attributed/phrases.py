"""Phrases that the texts of one camp share: where each stands in the key words of a fact.

A row of phrases.csv is one phrase in one text. The text is a fact of facts.csv, seen through its key words; the words
of the phrase are standoff and are rebuilt from its offsets. `phrase` is the form under which places are compared:
it reads like the words at the place, whatever their case and spelling (British or American), and "…" stands for
words in between, possibly none, as in `attributed.echoes`.

That two texts share a phrase says nothing about why. Genre, a common source, copying and a common order look alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from attributed.codebook import Codebook
from attributed.errors import KitError
from attributed.faults import Fault
from attributed.tables import Row, id_faults, read_table, whole
from attributed.texttable import TextTable
from attributed.tokens import fold_spelling, words_of

if TYPE_CHECKING:
    from attributed.case import Case

COLUMNS = ("id", "phrase", "fact", "text", "camp", "side", "start", "end", "note")
GAP = "…"
_OF_A_TEXT = ("text", "camp", "side")


def read_phrases(path: Path) -> tuple[list[Row], list[Fault]]:
    """Read the rows of phrases.csv, and what is wrong with the file itself; a case need not have one."""
    if not path.exists():
        return [], []
    rows, faults = read_table(path, COLUMNS)
    return rows, [*faults, *id_faults(rows), *_text_faults(rows)]


def table_of(rows: Sequence[Row], key_words: Mapping[str, str]) -> TextTable:
    """Return the phrases as a table by id, with `words` rebuilt from the offsets into the key words of their fact."""
    table = TextTable([row.cells for row in rows], columns=list(COLUMNS)).set_index("id")
    table = table.astype({"start": int, "end": int})
    places = zip(table["fact"], table["start"], table["end"], strict=True)
    table.insert(1, "words", pd.Series([key_words[fact][start:end] for fact, start, end in places], table.index, str))
    return TextTable(table)


def phrase_faults(row: Row, key_words: Mapping[str, str], sides: Codebook) -> Iterator[Fault]:
    """Yield what is wrong with one row: its fact, its side, offsets outside the key words, words that differ."""
    key = row["id"]
    for column in ("phrase", "text", "camp"):
        if not row[column]:
            yield row.fault(f"{key}: {column} is empty.")
    if row["side"] not in sides.labels:
        yield row.fault(f"{key}: side has the label {row['side']!r}, which {sides.id} does not know.")
    if row["fact"] not in key_words:
        yield row.fault(f"{key}: there is no fact {row['fact']!r} in facts.csv.")
        return
    text = key_words[row["fact"]]
    start, end = whole(row["start"]), whole(row["end"])
    if start is None or end is None:
        yield row.fault(f"{key}: expected whole numbers, found {row['start']!r} and {row['end']!r}.")
    elif not start < end <= len(text):
        yield row.fault(
            f"{key}: {start} to {end} is no place in the key words of {row['fact']}, which end at {len(text)}."
        )
    elif text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum():
        yield row.fault(f"{key}: the offsets cut a word: {text[start:end]!r}.")
    elif not reads(row["phrase"], text[start:end]):
        yield row.fault(f"{key}: at this place the key words of {row['fact']} read {text[start:end]!r}, "
                        f"not {row['phrase']!r}.")  # fmt: skip


def reads(phrase: str, words: str) -> bool:
    """Say whether words read like a phrase: the same words, with anything where the phrase has "…"."""
    left = [fold_spelling(word) for word in words_of(words)]
    parts = [[fold_spelling(word) for word in words_of(part)] for part in phrase.split(GAP)]
    if len(parts) == 1:
        return left == parts[0]
    first, *between, last = parts
    if left[: len(first)] != first or len(left) < len(first) + len(last) or left[len(left) - len(last) :] != last:
        return False
    left = left[len(first) : len(left) - len(last)]
    for part in between:
        place = next((n for n in range(len(left) - len(part) + 1) if left[n : n + len(part)] == part), None)
        if place is None:
            return False
        left = left[place + len(part) :]
    return True


def phrase_counts(case: "Case", min_texts: int = 2) -> pd.DataFrame:
    """Count the phrases of each camp that stand in so many of its texts or more.

    Returns:
        One row a camp: `texts`, how many of its texts are in the table; `pairs`, how many pairs of texts that makes;
        and `phrases`, how many phrases stand in `min_texts` of them or more.

    Raises:
        KitError: if `min_texts` is no whole number from 1 on.
    """
    table = case.phrases
    texts = table.groupby("camp", sort=False)["fact"].nunique()
    phrases = {camp: len(names) for camp, names in shared_by_camp(table, min_texts).items()}
    counts = pd.DataFrame({"texts": texts, "pairs": texts * (texts - 1) // 2, "phrases": pd.Series(phrases, dtype=int)})
    return counts.rename_axis("camp").loc[texts.index].astype(int)


def shared_by_camp(table: pd.DataFrame, min_texts: int) -> dict[str, list[str]]:
    """Return, for each camp, its phrases in `min_texts` of its texts or more: those in most texts first."""
    if isinstance(min_texts, bool) or not isinstance(min_texts, Integral) or min_texts < 1:
        raise KitError(f"min_texts= is in how many texts a phrase stands at least: 1, 2, 3 … Found {min_texts!r}.")
    shared: dict[str, list[str]] = {}
    for camp, rows in table.groupby("camp", sort=False):
        texts = rows.groupby("phrase", sort=False)["fact"].nunique()
        texts = texts[texts >= min_texts].sort_values(ascending=False, kind="stable")
        shared[str(camp)] = [str(phrase) for phrase in texts.index]
    return shared


def _text_faults(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield a fault where one text has two names, camps or sides, or a phrase twice."""
    first: dict[str, Row] = {}
    seen: dict[tuple[str, str, str], str] = {}
    for row in rows:
        known = first.setdefault(row["fact"], row)
        for column in _OF_A_TEXT:
            if row[column] != known[column]:
                said = f"{row['id']}: {column} of {row['fact']} is {row[column]!r}"
                yield row.fault(f"{said}, but {known[column]!r} on line {known.line}.")
        place = (row["phrase"], row["fact"], row["start"])
        if place in seen:
            yield row.fault(f"{row['id']}: this place of {row['phrase']!r} in {row['fact']} is {seen[place]} already.")
        seen[place] = row["id"]
