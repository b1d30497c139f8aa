"""`attributed case check`: every fault of a case’s folder, with file and line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attributed.article import Article
from attributed.case import (
    CODING_COLUMNS,
    FACT_COLUMNS,
    FIRST_CASE,
    Case,
    case_of,
    find_case,
    read_coding,
    read_description,
)
from attributed.codebook import Codebook, codebook_faults
from attributed.errors import KitError
from attributed.faults import Fault, line_of
from attributed.official import official_faults, read_official
from attributed.phrases import phrase_faults, read_phrases
from attributed.references import References, load_references
from attributed.statements import label_faults, read_statements, span_faults, structure_faults
from attributed.tables import Row, id_faults, read_table
from attributed.undecided import undecided
from attributed.words import cut_faults, read_words, word_faults

_ID = re.compile(r"\b([FS]\d{2}|[ID]\d{2})\b")


def check_case(name: str | Path) -> list[Fault]:
    """Check a case’s folder and return everything that is wrong with it.

    Checked: case.toml; every article’s sha256 and blocks; offsets, cues, labels, alternatives and ids of the
    statements; the coders’ passes; evaluative words; facts; official wordings; shared phrases; references; and the
    codebooks with their examples.

    Raises:
        KitError: if there is no such case at all.
    """
    folder = find_case(name)
    data, faults = read_description(folder / "case.toml")
    if faults:
        return faults
    case = case_of(folder, data)
    readable: dict[str, Article] = {}
    for article in case.articles.values():
        found = list(_article_faults(article))
        faults += found
        if not found:
            readable[article.id] = article
    try:
        books = case.codebooks
    except KitError as error:
        return [*faults, Fault(folder, 0, str(error))]
    rows, found = read_statements(folder / "statements.csv")
    faults += found
    structure = list(structure_faults(rows, case.articles))
    faults += structure
    if not structure:
        spans = (span_faults(row, readable[row["article"]]) for row in rows if row["article"] in readable)
        faults += [fault for found_here in spans for fault in found_here]
    faults += [fault for row in rows for fault in label_faults(row, books)]
    by_id = {row["id"]: row for row in rows}
    faults += _coding_faults(case, by_id)
    faults += _word_faults(case, by_id, readable)
    faults += _fact_faults(case, by_id)
    faults += _official_faults(case, by_id)
    faults += _phrase_faults(case)
    faults += _reference_faults(case)
    faults += _example_faults(case, by_id)
    faults += undecided(case, by_id)
    return faults


def _article_faults(article: Article) -> Iterator[Fault]:
    try:
        lines = article.lines
    except KitError as error:
        yield Fault(article.path, 0, str(error))
        return
    described = article.path.parents[1] / "case.toml"
    place = line_of(described, f'id = "{article.id}"')
    last = max((block.last_line for block in article.blocks), default=0)
    if last > len(lines):
        yield Fault(
            described,
            place,
            f"article {article.id}: a block ends on line {last}, but {article.path.name} has {len(lines)} lines.",
        )
        return
    covered = {n for block in article.blocks for n in range(block.first_line, block.last_line + 1)}
    for number, (_, words) in enumerate(lines, start=1):
        if words.strip() and number not in covered:
            yield Fault(article.path, number, f"no block of case.toml covers this line: {words[:40]!r}.")
    if article.headline != article.title:
        message = f"article {article.id}: the title is {article.title!r}, the headline block {article.headline!r}."
        yield Fault(described, place, message)


def _coding_faults(case: Case, statements: Mapping[str, Row]) -> list[Fault]:
    paths = sorted((case.path / "codings").glob("*.csv"))
    if not paths:
        message = "expected at least one coder’s pass (a CSV file), found none: a person must still make one."
        return [Fault(case.path / "codings", 0, message)]
    faults = []
    for path in paths:
        rows, found = read_coding(path)
        faults += found
        for row in rows:
            if statements and row["id"] not in statements:
                faults.append(row.fault(f"there is no statement {row['id']!r} in statements.csv."))
            for book in case.codebooks.values():
                if book.column not in CODING_COLUMNS:
                    continue
                found_labels = row.many(book.column) if book.kind == "set" else (row[book.column],)
                faults += [
                    row.fault(f"{row['id']}: {book.column} has the label {label!r}, which {book.id} does not know.")
                    for label in found_labels
                    if label not in book.labels
                ]
        missing = sorted(set(statements) - {row["id"] for row in rows})
        if missing and not found:
            faults.append(Fault(path, 0, f"this pass leaves out {', '.join(missing)}."))
    return faults


def _word_faults(case: Case, statements: Mapping[str, Row], articles: Mapping[str, Article]) -> list[Fault]:
    rows, faults = read_words(case.path / "words.csv")
    for row in rows:
        found = list(word_faults(row, statements, case.codebooks)) if statements else []
        if not found and row["article"] in articles:
            found = list(cut_faults(row, articles[row["article"]]))
        faults += found
    return faults


def _fact_faults(case: Case, statements: Mapping[str, Row]) -> list[Fault]:
    rows, faults = read_table(case.path / "facts.csv", FACT_COLUMNS)
    faults += id_faults(rows)
    known = {row["id"] for row in rows} | set(statements)
    for row in rows:
        faults += [
            row.fault(f"{row['id']}: the source names {name}, which is neither a fact nor a statement.")
            for name in _ID.findall(row["source"])
            if name not in known and (statements or name[0] in "FS")
        ]
        faults += [
            row.fault(f"{row['id']}: {column} is empty. A fact stands with its {column}, or not at all.")
            for column in ("fact", "source", "status", "confidence")
            if not row[column]
        ]
    return faults


def _official_faults(case: Case, statements: Mapping[str, Row]) -> list[Fault]:
    rows, faults = read_official(case.path / "official.csv")
    facts, unread = read_table(case.path / "facts.csv", FACT_COLUMNS)
    if unread:  # the facts’ own faults say so
        return faults
    key_words = {row["id"]: row["key_words"] for row in facts}
    return faults + [fault for row in rows for fault in official_faults(row, key_words, statements, case.codebooks)]


def _phrase_faults(case: Case) -> list[Fault]:
    rows, faults = read_phrases(case.path / "phrases.csv")
    facts, _ = read_table(case.path / "facts.csv", FACT_COLUMNS)
    key_words = {row["id"]: row["key_words"] for row in facts}
    for row in rows if facts else ():  # a table of facts that cannot be read is a fault already
        faults += phrase_faults(row, key_words, case.codebooks["side"])
    return faults


def _reference_faults(case: Case) -> list[Fault]:
    path = case.path / "references.bib"
    try:
        references: References = load_references(path)
    except KitError as error:
        return [Fault(path, 0, str(error))]
    faults = list(references.check())
    for book in _own_codebooks(case):
        faults += [
            Fault(book.path, line_of(book.path, "sources"), f"{key!r} is not in references.bib.")
            for key in book.sources
            if key not in references
        ]
    return faults


def _own_codebooks(case: Case) -> list[Codebook]:
    """Return the codebooks whose sources and examples are this case’s: the kit’s are the first case’s."""
    return [book for book in case.codebooks.values() if case.id == FIRST_CASE or book.path.is_relative_to(case.path)]


def _example_faults(case: Case, statements: Mapping[str, Row]) -> Iterator[Fault]:
    for book in _own_codebooks(case):
        yield from codebook_faults(book)
        for label in book.labels.values():
            for example in label.examples:
                where = line_of(book.path, f'label = "{label.label}"')
                if not statements:
                    continue
                if example not in statements:
                    yield Fault(book.path, where, f"{label.label}: there is no statement {example!r}.")
                elif book.column in statements[example].cells and not _is_coded(statements[example], book, label.label):
                    yield Fault(book.path, where, f"{label.label}: {example} is not coded {label.label}.")


def _is_coded(row: Row, book: Codebook, label: str) -> bool:
    accepted = f"{row[book.column]}|{row.cells.get(f'{book.column}_alt', '')}"
    return label in re.split(r"[|;]", accepted)
