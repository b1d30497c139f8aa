"""The evaluative words of a case: standoff offsets inside a statement, owner, and what the word judges."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attributed.article import Article
from attributed.codebook import Codebook
from attributed.faults import Fault
from attributed.tables import Row, id_faults, read_table, whole
from attributed.texttable import TextTable

COLUMNS = (
    "id", "statement", "article", "start", "end",
    "owner", "side", "about", "label", "label_alt", "polarity", "inside_quote_marks",
)  # fmt: skip
_VALUES = {"owner": ("source", "narrator"), "inside_quote_marks": ("yes", "no"), "polarity": ("pos", "neg")}
_CODEBOOKS = {"label": "words", "label_alt": "words", "side": "side", "about": "object"}


def read_words(path: Path) -> tuple[list[Row], list[Fault]]:
    """Read the rows of words.csv, and what is wrong with the file itself."""
    rows, faults = read_table(path, COLUMNS)
    return rows, faults + list(id_faults(rows))


def table_of(rows: Sequence[Row], articles: Mapping[str, Article]) -> TextTable:
    """Return the words as a table by id, with `word` rebuilt from the offsets."""
    table = TextTable([row.cells for row in rows], columns=list(COLUMNS)).set_index("id")
    table = table.astype({"start": int, "end": int})
    places = zip(table["article"], table["start"], table["end"], strict=True)
    table.insert(0, "word", [articles[key].text[start:end] for key, start, end in places])
    return TextTable(table)


def word_faults(row: Row, statements: Mapping[str, Row], codebooks: Mapping[str, Codebook]) -> Iterator[Fault]:
    """Yield what is wrong with one row: labels, values, its statement, and offsets outside it."""
    for column, book in _CODEBOOKS.items():
        for label in row.many(column):
            if label not in codebooks[book].labels:
                yield row.fault(f"{row['id']}: {column} has the label {label!r}, which {book} does not know.")
    for column, values in _VALUES.items():
        if row[column] not in values:
            yield row.fault(f"{row['id']}: {column} is {row[column]!r}; expected {' or '.join(values)}.")
    statement = statements.get(row["statement"])
    if statement is None or statement["article"] != row["article"]:
        yield row.fault(f"{row['id']}: {row['article']} has no statement {row['statement']!r}.")
        return
    numbers = [whole(cell) for cell in (statement["start"], row["start"], row["end"], statement["end"])]
    if None in numbers:
        yield row.fault(f"{row['id']}: expected whole numbers, found {row['start']!r} and {row['end']!r}.")
    elif numbers != sorted(numbers, key=lambda number: number or 0) or numbers[1] == numbers[2]:
        yield row.fault(f"{row['id']}: the word does not lie inside statement {row['statement']}.")


def cut_faults(row: Row, article: Article) -> Iterator[Fault]:
    """Yield a fault if the offsets begin or end in the middle of a word of the article."""
    start, end = whole(row["start"]), whole(row["end"])
    if start is None or end is None:
        return
    text = article.text
    if text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum():
        yield row.fault(f"{row['id']}: the offsets cut a word: {text[start:end]!r}.")
