"""Official wording: what the texts themselves said, how strongly, and which statements of the articles render it.

Two things are coded by the kit’s codebooks and kept apart: how closely the words tie an act to a state (*link*, the
ladder) and how much room they leave (*certainty*). Two more are noted as words: of *likelihood* (how probable it is
that something is so) and of *confidence* (how well founded the judgement is). Intelligence Community Directive 203
(Office of the Director of National Intelligence, 2015) keeps the last two apart as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from attributed.codebook import Codebook
from attributed.errors import KitError
from attributed.faults import Fault
from attributed.tables import Row, id_faults, read_table, whole
from attributed.texttable import TextTable

if TYPE_CHECKING:
    from attributed.case import Case

COLUMNS = (
    "id", "fact", "actor", "side", "start", "end", "link", "link_alt", "certainty", "certainty_alt",
    "likelihood", "confidence_words", "renderings", "note",
)  # fmt: skip
_SHOWN = (
    "actor", "words", "link", "certainty", "likelihood", "confidence_words", "renderings", "fact", "fact_confidence",
    "side", "link_alt", "certainty_alt", "note", "start", "end",
)  # fmt: skip
_CODEBOOKS = {"side": "side", "link": "ladder", "certainty": "certainty"}

CERTAINTY_ORDER = ("HEDGED", "BARE", "BOOSTED")
"""The labels of the certainty codebook from much room to little; NA (no proposition) has no place among them."""

_ICD203 = (
    ("almost no chance", "remote", 1, 5),
    ("very unlikely", "highly improbable", 5, 20),
    ("unlikely", "improbable", 20, 45),
    ("roughly even chance", "roughly even odds", 45, 55),
    ("likely", "probable", 55, 80),
    ("very likely", "highly probable", 80, 95),
    ("almost certain", "nearly certain", 95, 99),
)


def read_official(path: Path) -> tuple[list[Row], list[Fault]]:
    """Read the rows of official.csv, and what is wrong with the file itself; a case need not have one."""
    if not path.exists():
        return [], []
    rows, faults = read_table(path, COLUMNS)
    return rows, faults + list(id_faults(rows))


def table_of(rows: Sequence[Row], facts: pd.DataFrame) -> TextTable:
    """Return the wordings as a table by id, with `words` rebuilt from the key words of their facts."""
    table = pd.DataFrame([row.cells for row in rows], columns=list(COLUMNS)).set_index("id")
    table = table.astype({"start": int, "end": int})
    places = zip(table["fact"], table["start"], table["end"], strict=True)
    table["words"] = pd.Series(
        [facts.loc[fact, "key_words"][start:end] for fact, start, end in places], index=table.index, dtype=object
    )
    table["fact_confidence"] = [facts.loc[fact, "confidence"] for fact in table["fact"]]
    return TextTable(table[list(_SHOWN)])


def official_faults(
    row: Row, key_words: Mapping[str, str], statements: Mapping[str, Row], codebooks: Mapping[str, Codebook]
) -> Iterator[Fault]:
    """Yield what is wrong with one row: its fact, offsets, labels, the words noted, and the statements it names.

    `key_words` holds those of every fact, by its id.
    """
    key = row["id"]
    if not row["actor"]:
        yield row.fault(f"{key}: actor is empty. Expected a short name, such as Canada.")
    for column, book in _CODEBOOKS.items():
        labels = codebooks[book].labels
        alternatives = row.many(f"{column}_alt") if f"{column}_alt" in COLUMNS else ()
        for label in (row[column], *alternatives):
            if label not in labels:
                yield row.fault(f"{key}: {column} has the label {label!r}; expected one of {', '.join(labels)}.")
        if row[column] in alternatives:
            yield row.fault(f"{key}: {column}_alt repeats the label {row[column]!r}.")
    for name in row.many("renderings") if statements else ():
        if name not in statements:
            yield row.fault(f"{key}: there is no statement {name!r} in statements.csv.")
        elif (found := statements[name]["side"]) != row["side"]:
            yield row.fault(f"{key}: {name} speaks for {found}; a rendering speaks for the same side, {row['side']}.")
    yield from _place_faults(row, key_words)


def _place_faults(row: Row, key_words: Mapping[str, str]) -> Iterator[Fault]:
    key = row["id"]
    if row["fact"] not in key_words:
        yield row.fault(f"{key}: there is no fact {row['fact']!r} in facts.csv.")
        return
    text = key_words[row["fact"]]
    start, end = whole(row["start"]), whole(row["end"])
    if start is None or end is None:
        yield row.fault(f"{key}: expected whole numbers, found {row['start']!r} and {row['end']!r}.")
        return
    words = text[start:end]
    if not start < end <= len(text):
        yield row.fault(f"{key}: {start} to {end} is out of range; the key words of {row['fact']} end at {len(text)}.")
    elif text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum() or words != words.strip():
        yield row.fault(f"{key}: the offsets cut a word, or begin or end with a space: {words!r}.")
    else:
        for column in ("likelihood", "confidence_words"):
            if row[column] not in words:
                yield row.fault(f"{key}: {column} is {row[column]!r}, which does not stand in {words!r}.")


def official_renderings(case: "Case") -> pd.DataFrame:
    """Set every official wording beside the statements that render it.

    Returns:
        One row for each wording and rendering, one row with an empty `rendering` where no statement renders it:
        `wording` (id), `actor`, `side`, `fact`, `link`, `certainty`, `rendering` (id), `rendering_link`,
        `rendering_certainty`, and `rungs`: how many rungs of the ladder the rendering stands above (+) or below (-)
        the wording, missing where one of the two is on no rung.

    Raises:
        KitError: if the case’s statements or official.csv are faulty.
    """
    codes, rungs = case.codes, case.codebooks["ladder"].rungs
    rows = []
    for key, wording in case.official.iterrows():
        for name in wording["renderings"].split("|"):
            link, certainty = codes.loc[name, ["link", "certainty"]] if name else ("", "")
            both = wording["link"] in rungs and link in rungs
            moved = rungs.index(link) - rungs.index(wording["link"]) if both else None
            rows.append((
                key, wording["actor"], wording["side"], wording["fact"], wording["link"], wording["certainty"],
                name, link, certainty, moved,
            ))  # fmt: skip
    names = [
        "wording", "actor", "side", "fact", "link", "certainty",
        "rendering", "rendering_link", "rendering_certainty", "rungs",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=names).astype({"rungs": "Int64"})


def strength_table(case: "Case") -> TextTable:
    """Place every official wording on two axes at once: the rung of its link, and its certainty.

    Returns:
        A table with the rungs of the ladder from top to bottom, NA last; the certainty labels from HEDGED to
        BOOSTED, NA last; and in each cell who speaks there, with the fact that holds the words.

    Raises:
        KitError: if the case has no official wording.
    """
    table = wordings_of(case)
    links = [*reversed(case.codebooks["ladder"].rungs), "NA"]
    columns = [*CERTAINTY_ORDER, "NA"]
    names = table["actor"] + " (" + table["fact"] + ")"
    cells = names.groupby([table["link"], table["certainty"]]).agg(lambda found: "; ".join(dict.fromkeys(found)))
    shown = cells.unstack(fill_value="").reindex(index=links, columns=columns, fill_value="")  # noqa: PD010 - two axes
    return TextTable(shown.rename_axis(index="link", columns="certainty"))


def wordings_of(case: "Case") -> TextTable:
    """Return the case’s official wordings.

    Raises:
        KitError: if it has none.
    """
    if case.official.empty:
        raise KitError(
            f"The case {case.id!r} has no official wordings. Put them into {case.path / 'official.csv'}: "
            "data/README.md says what each column holds."
        )
    return case.official


def likelihood_scale() -> TextTable:
    """Return the words for likelihood of Intelligence Community Directive 203, each with its band in per cent.

    The directive gives two rows of terms and asks writers to keep to one; neighbouring bands share their limit.
    Source: ICD203 in references.bib (2015), as read in two copies.
    """
    columns = ["one row of terms", "the other row", "from %", "to %"]
    return TextTable(pd.DataFrame(_ICD203, columns=columns).set_index(columns[0]))
