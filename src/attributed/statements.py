"""The attributed statements of a case: standoff offsets and adjudicated labels.

One statement is one speaker, one act of reporting and one content. The file gives offsets into the captured
article and never the words; `with_words` puts them back.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from attributed.article import Article
from attributed.codebook import Codebook
from attributed.errors import KitError
from attributed.faults import Fault
from attributed.quoted import quoted_spans
from attributed.tables import Row, id_faults, read_table, whole
from attributed.texttable import TextTable
from attributed.tokens import count_words

COLUMNS = (
    "id", "article", "part", "start", "end", "speaker", "side", "target", "cue", "cue_in", "cue_class",
    "voice", "voice_alt", "object", "object_alt", "frames", "frames_alt", "frame_primary",
    "strategy", "strategy_alt", "link", "link_alt", "certainty", "certainty_alt",
    "hedges", "boosters", "narrator_evaluation", "difficulty", "use", "note",
)  # fmt: skip
PARTS = ("headline", "subhead", "lede", "body")
USES = {"mark": "the coders agreed or a rule settles it", "discuss": "for discussion, never for marks"}


def read_statements(path: Path) -> tuple[list[Row], list[Fault]]:
    """Read the rows of statements.csv, and what is wrong with the file itself."""
    rows, faults = read_table(path, COLUMNS)
    return rows, faults + list(id_faults(rows))


def table_of(rows: Sequence[Row]) -> pd.DataFrame:
    """Return the rows as a table by statement id: offsets and difficulty as numbers, frames as sets."""
    table = TextTable([row.cells for row in rows], columns=list(COLUMNS)).set_index("id")
    for column in ("start", "end", "difficulty"):
        table[column] = table[column].astype(int)
    table["frames"] = pd.Series([frozenset(row.many("frames")) for row in rows], index=table.index)
    return table


def with_words(table: pd.DataFrame, articles: Mapping[str, Article]) -> pd.DataFrame:
    """Add `text` (the words of each statement) and `quoted` (how many of them stand in quotation marks)."""
    spans = {key: quoted_spans(article) for key, article in articles.items()}
    texts, counts = [], []
    for key, start, end in zip(table["article"], table["start"], table["end"], strict=True):
        text = articles[key].text
        texts.append(text[start:end])
        inside = [(max(start, low), min(end, high)) for low, high in spans[key]]
        counts.append(sum(count_words(text[low:high]) for low, high in inside if low < high))
    return table.assign(text=texts, quoted=counts)


def ids_run(table: pd.DataFrame, what: str = "ids") -> str:
    """Say from which id to which the statements of a case run, for whoever asked for one that is not there."""
    if table.empty:
        return "The case has no statement yet."
    return f"The {what} run from {table.index[0]} to {table.index[-1]}."


def expect_statement(table: pd.DataFrame, key: object) -> None:
    """Raise a KitError, which says what ids there are, if no statement of a case has this one."""
    if not isinstance(key, str) or key not in table.index:
        raise KitError(f"There is no statement {key!r}. {ids_run(table)}")


def structure_faults(rows: Sequence[Row], articles: Mapping[str, Article]) -> Iterator[Fault]:
    """Yield what would break the table: articles that do not exist, and numbers that are none."""
    for row in rows:
        if row["article"] not in articles:
            known = ", ".join(articles)
            yield row.fault(f"{row['id']}: there is no article {row['article']!r}. Articles: {known}.")
        for column in ("start", "end", "difficulty"):
            if whole(row[column]) is None:
                yield row.fault(f"{row['id']}: expected a whole number in {column!r}, found {row[column]!r}.")


def span_faults(row: Row, article: Article) -> Iterator[Fault]:
    """Yield what is wrong with one row’s offsets: order, range, furniture, or the cue not being there."""
    start, end, size = int(row["start"]), int(row["end"]), len(article.text)
    if not 0 <= start < end <= size:
        yield row.fault(
            f"{row['id']}: the offsets {start} to {end} are out of range; {article.path.name} has {size} "
            "characters, and start comes before end."
        )
        return
    words = article.text[start:end]
    passages = article.passages()
    home = next((p for p in passages if p.start <= start and end <= p.end), None)
    if home is None:
        yield row.fault(f"{row['id']}: {start} to {end} is not inside one headline, subhead or paragraph.")
        return
    if words != words.strip():
        yield row.fault(f"{row['id']}: {start} to {end} begins or ends with a space: {words!r}.")
    if row["part"] not in PARTS or (home.role != "body" and row["part"] != home.role):
        yield row.fault(f"{row['id']}: part is {row['part']!r}, but the words stand in the {home.role}.")
    if not row["cue"]:
        return
    before = passages[max(passages.index(home) - 1, 0)]
    places = {"span": words, "paragraph": home.text, "before": before.text}
    if row["cue_in"] not in places:
        yield row.fault(f"{row['id']}: cue_in is {row['cue_in']!r}; expected one of {', '.join(places)}.")
    elif row["cue"] not in places[row["cue_in"]]:
        yield row.fault(f"{row['id']}: the cue {row['cue']!r} does not stand in its {row['cue_in']} (cue_in).")


def label_faults(row: Row, codebooks: Mapping[str, Codebook]) -> Iterator[Fault]:
    """Yield every label, alternative or use of one row that the codebooks do not know."""
    for book in codebooks.values():
        if book.column not in row.cells:
            continue
        alternatives = row.cells.get(f"{book.column}_alt", "")
        if book.kind == "set":
            found = {label for choice in [row[book.column], *alternatives.split(";")] for label in choice.split("|")}
            found.discard("")
        else:
            # An empty cell is a label that nobody has decided yet: `attributed case check` says so.
            found = set(filter(None, [row[book.column], *alternatives.split("|")]))
        for label in sorted(found - set(book.labels)):
            known = ", ".join(book.labels)
            yield row.fault(f"{row['id']}: {book.column} has the label {label!r}; expected one of {known}.")
        if alternatives and row[book.column] in alternatives.split(";" if book.kind == "set" else "|"):
            yield row.fault(f"{row['id']}: {book.column}_alt repeats the label of {book.column}.")
    if row["use"] not in USES:
        yield row.fault(f"{row['id']}: use is {row['use']!r}; expected one of {', '.join(USES)}.")
    primary = row["frame_primary"]
    if primary and primary not in row.many("frames"):
        yield row.fault(f"{row['id']}: frame_primary is {primary!r}, which is not among its frames.")
