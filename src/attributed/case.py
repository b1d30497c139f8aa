"""A case: the articles of one exchange, with everything that was coded and noted about them."""

import difflib
import html
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from attributed.article import ROLES, Article, Block
from attributed.codebook import Codebook, read_codebooks
from attributed.errors import KitError
from attributed.faults import Fault, line_of, raise_first
from attributed.official import official_faults, read_official
from attributed.official import table_of as official_table
from attributed.paths import data_folder
from attributed.phrases import phrase_faults, read_phrases
from attributed.phrases import table_of as phrases_table
from attributed.references import References, load_references
from attributed.scoring import Gold, gold_of
from attributed.statements import (
    label_faults,
    read_statements,
    span_faults,
    structure_faults,
    table_of,
    with_words,
)
from attributed.tables import Row, id_faults, read_table
from attributed.texttable import TextTable
from attributed.words import read_words, word_faults
from attributed.words import table_of as words_table

FIRST_CASE = "microsoft-exchange-2021"
CODING_COLUMNS = (
    "id",
    "speaker",
    "side",
    "cue",
    "voice",
    "object",
    "frames",
    "strategy",
    "link",
    "certainty",
)
FACT_COLUMNS = ("id", "date", "actor", "fact", "line", "key_words", "source", "status", "confidence")


@dataclass(frozen=True)
class Case:
    """One folder of data about one exchange.

    Reading is lazy: a folder without its article texts still gives codes, codings, facts and references;
    only what needs the words raises.
    """

    id: str
    title: str
    summary: str
    path: Path
    articles: dict[str, Article]

    @cached_property
    def codebooks(self) -> dict[str, Codebook]:
        """The codebooks, by id: voice, frame, object, strategy, ladder, certainty, words, cue, side.

        They are the kit’s. A case with a folder `codebooks` of its own goes by those, where there is one of that id:
        another quarrel has other sides.
        """
        own = self.path / "codebooks"
        return read_codebooks(data_folder() / "codebooks") | (read_codebooks(own) if own.is_dir() else {})

    @cached_property
    def codes(self) -> pd.DataFrame:
        """The adjudicated statements by id, without their words; needs no article text."""
        rows, faults = read_statements(self.path / "statements.csv")
        raise_first(faults or structure_faults(rows, self.articles))
        raise_first(fault for row in rows for fault in label_faults(row, self.codebooks))
        return table_of(rows)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The adjudicated statements by id, with `text` rebuilt from the offsets and `quoted`, a word count.

        Raises:
            KitError: if an article’s text is missing or is not the captured one, or a row is faulty.
        """
        table = self.codes
        rows, _ = read_statements(self.path / "statements.csv")
        raise_first(fault for row in rows for fault in span_faults(row, self.articles[row["article"]]))
        return with_words(table, self.articles)

    @cached_property
    def words(self) -> pd.DataFrame:
        """The evaluative words by id, with `word` rebuilt from the offsets."""
        rows, faults = read_words(self.path / "words.csv")
        raise_first(faults)
        statements, _ = read_statements(self.path / "statements.csv")
        by_id = {row["id"]: row for row in statements}
        raise_first(fault for row in rows for fault in word_faults(row, by_id, self.codebooks))
        return words_table(rows, self.articles)

    @cached_property
    def phrases(self) -> TextTable:
        """The phrases that texts of a camp share, by id, with `words` rebuilt from offsets; empty if there are none.

        Raises:
            KitError: if a row is faulty.
        """
        rows, faults = read_phrases(self.path / "phrases.csv")
        raise_first(faults)
        key_words = {str(fact): str(words) for fact, words in self.facts["key_words"].items()}
        raise_first(fault for row in rows for fault in phrase_faults(row, key_words, self.codebooks["side"]))
        return phrases_table(rows, key_words)

    @cached_property
    def codings(self) -> dict[str, pd.DataFrame]:
        """Every coder’s independent pass by coder, each a table by statement id."""
        passes: dict[str, pd.DataFrame] = {}
        for path in sorted((self.path / "codings").glob("*.csv")):
            rows, faults = read_coding(path)
            raise_first(faults)
            passes[path.stem] = TextTable([row.cells for row in rows]).set_index("id")
        return passes

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Context facts (F…) and slips of the articles (S…) by id, each with its source and confidence."""
        rows, faults = read_table(self.path / "facts.csv", FACT_COLUMNS)
        raise_first(faults or id_faults(rows))
        return TextTable([row.cells for row in rows], columns=list(FACT_COLUMNS)).set_index("id")

    def fact(self, key: str) -> TextTable:
        """Return one fact to be read: who, what, in which words, by which source, how sure.

        Raises:
            KitError: if there is no such fact.
        """
        if self.facts.empty:
            raise KitError(f"There is no fact {key!r}: the case {self.id!r} has none. Write them into facts.csv.")
        if not isinstance(key, str) or key not in self.facts.index:
            first, last = self.facts.index[0], self.facts.index[-1]
            raise KitError(f"There is no fact {key!r}. Facts run from {first!r} to {last!r}.")
        shown = self.facts.loc[[key], ["date", "actor", "fact", "key_words", "source", "confidence"]].T
        return TextTable(shown[shown[key] != ""])

    @cached_property
    def official(self) -> TextTable:
        """The official wordings by id, with `words` rebuilt from the key words of their facts; empty if there are none.

        Raises:
            KitError: if a row is faulty, or the facts or statements that it names are.
        """
        rows, faults = read_official(self.path / "official.csv")
        raise_first(faults)
        key_words = dict(self.facts["key_words"])
        statements, _ = read_statements(self.path / "statements.csv")
        by_id = {row["id"]: row for row in statements}
        raise_first(fault for row in rows for fault in official_faults(row, key_words, by_id, self.codebooks))
        return official_table(rows, self.facts)

    @cached_property
    def references(self) -> References:
        """The literature."""
        return load_references(self.path / "references.bib")

    def gold(self, codebook: str) -> Gold:
        """Return the adjudicated labels and listed alternatives of one codebook, for `score_codes`.

        Raises:
            KitError: if there is no such codebook, or the statements are not coded by it.
        """
        if not isinstance(codebook, str) or codebook not in self.codebooks:
            raise KitError(f"There is no codebook {codebook!r}. Codebooks: {', '.join(self.codebooks)}.")
        return gold_of(self.codes, self.codebooks[codebook])

    def coded_by(self, column: str) -> pd.DataFrame:
        """Return what every coder gave for one column: a row a statement, a column a coder.

        Raises:
            KitError: if the passes have no such column.
        """
        if column not in CODING_COLUMNS[1:]:
            known = ", ".join(CODING_COLUMNS[1:])
            raise KitError(f"The coders did not code {column!r}. They coded: {known}.")
        return pd.DataFrame({coder: table[column] for coder, table in self.codings.items()})

    def __str__(self) -> str:
        """Name the case."""
        return f"{self.title} ({self.id})"

    def _repr_html_(self) -> str:
        """Show the case: its title, what it is about, and its articles."""
        articles = "".join(f"<li>{html.escape(str(article))}</li>" for article in self.articles.values())
        title, summary = html.escape(self.title), html.escape(self.summary)
        return f"<p><strong>{title}</strong></p><p>{summary}</p><ul>{articles}</ul>"


def load_case(name: str | Path = FIRST_CASE) -> Case:
    """Load a case by its name (a folder of the kit’s data) or by the path of its folder.

    Raises:
        KitError: if there is no such case, or its case.toml is faulty.
    """
    folder = find_case(name)
    data, faults = read_description(folder / "case.toml")
    raise_first(faults)
    return case_of(folder, data)


def find_case(name: str | Path) -> Path:
    """Return the folder of a case.

    Raises:
        KitError: if there is no such case.
    """
    if not isinstance(name, str | Path):
        raise KitError(f"Expected the name of a case or the path of its folder, found {name!r}.")
    for folder in (data_folder() / name, Path(name)):
        if (folder / "case.toml").is_file():
            return folder
    known = sorted(path.parent.name for path in data_folder().glob("*/case.toml"))
    close = difflib.get_close_matches(str(name), known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    raise KitError(f"There is no case {str(name)!r}: expected a folder with case.toml, or one of {known}.{hint}")


def read_description(path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Read case.toml; return what it says and what is wrong with it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        return {}, [Fault(path, 0, f"this is not well-formed TOML: {error}.")]
    except (OSError, UnicodeDecodeError) as error:
        return {}, [Fault(path, 0, f"this file cannot be read: {error}.")]
    return data, list(_description_faults(path, data))


def _description_faults(path: Path, data: Mapping[str, Any]) -> Iterator[Fault]:
    for field in ("id", "title", "summary", "article"):
        if field not in data:
            yield Fault(path, 0, f"the field {field!r} is missing.")
    seen: set[str] = set()
    articles = data.get("article", [])
    if not _is_list_of_tables(articles):
        yield Fault(path, line_of(path, "article"), "'article' should be tables, each under [[article]].")
        return
    for number, article in enumerate(articles, start=1):
        name = article.get("id", f"number {number}")
        line = line_of(path, f'id = "{name}"')
        wanted = {
            "id": str, "file": str, "title": str, "outlet": str, "author": str,
            "published": date, "sha256": str, "rights": str, "blocks": list,
        }  # fmt: skip
        for field, kind in wanted.items():
            if not isinstance(article.get(field), kind):
                found = f"found {article[field]!r}" if field in article else "it is missing"
                yield Fault(path, line, f"article {name}: {field!r} should be a {kind.__name__}; {found}.")
        if name in seen:
            yield Fault(path, line, f"the article id {name!r} stands there twice.")
        seen.add(name)
        blocks = article.get("blocks", [])
        if _is_list_of_tables(blocks):
            yield from _block_faults(path, line, name, blocks)
        else:
            yield Fault(path, line, f"article {name}: a block should look like {{ role = 'body', lines = [1, 9] }}.")


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)


def _block_faults(path: Path, line: int, name: str, blocks: list[dict[str, Any]]) -> Iterator[Fault]:
    last = 0
    for block in blocks:
        role, lines = block.get("role"), block.get("lines")
        if role not in ROLES:
            yield Fault(path, line, f"article {name}: the role {role!r} is unknown; expected {', '.join(ROLES)}.")
        match lines:
            case [int(start), int(end)] if last < start <= end:
                last = end
            case _:
                yield Fault(
                    path,
                    line,
                    f"article {name}: block lines are {lines!r}; expected [first, last] after line {last}.",
                )


def case_of(folder: Path, data: Mapping[str, Any]) -> Case:
    """Build a case from the description of its folder."""
    articles = {
        entry["id"]: Article(
            id=entry["id"],
            title=entry["title"],
            outlet=entry["outlet"],
            author=entry["author"],
            published=entry["published"],
            path=folder / entry["file"],
            sha256=entry["sha256"],
            rights=entry["rights"],
            blocks=tuple(Block(block["role"], *block["lines"]) for block in entry["blocks"]),
        )
        for entry in data["article"]
    }
    return Case(id=data["id"], title=data["title"], summary=data["summary"], path=folder, articles=articles)


def read_coding(path: Path) -> tuple[list[Row], list[Fault]]:
    """Read one coder’s pass, and what is wrong with the file itself."""
    rows, faults = read_table(path, CODING_COLUMNS, optional=("note", "doubt"))
    return rows, faults + list(id_faults(rows))
