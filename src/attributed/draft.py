"""A case of one’s own: from text files to a draft, which says what the machine did and what a person must check.

A draft is an ordinary case in a folder of its own. The machine writes down what can be read off the text, marks every
guess as a guess, and leaves open what is a matter of judgement: the sides, the objects, frames, moves, ladder and
certainty of the statements. `words.csv` stays empty, because whose word it is does not follow from the marks: “He said
the claim was baseless” has no marks, and the word is his; a scare quote has marks, and the word is the paper’s.
"""

import atexit
import csv
import hashlib
import html
import io
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from attributed.article import Article
from attributed.blocks import guess_article
from attributed.case import FACT_COLUMNS, Case, load_case
from attributed.drafting import NOT_FOUND, draft_statements
from attributed.errors import KitError
from attributed.faults import raise_first
from attributed.ownsides import NARRATOR, OBJECTS, read_sides, side_codebook, side_of, toml_string
from attributed.paths import data_folder
from attributed.reading import StatementCards, show
from attributed.statements import COLUMNS, label_faults, read_statements, span_faults, structure_faults
from attributed.tables import Row
from attributed.texttable import TextTable
from attributed.undecided import doubts_of, empty_columns, guesses_of, note_of
from attributed.words import COLUMNS as WORD_COLUMNS
from attributed.writing import write_whole

NO_DATE = date(1900, 1, 1)
"""Stands where the text gives no date: nobody takes it for one."""
_LETTERS = "ABCDEGHIJKLMNOPQRTUVXYZ"
"""The statements of each article have a letter: F and S are facts and slips, W are words."""
_RIGHTS = "Copyright of its publisher. A copy for private study; do not pass it on."
_DECIDED = tuple(column for column in COLUMNS if column not in {"id", "article", "start", "end"})


@dataclass(frozen=True)
class Draft:
    """A case that a machine has drafted: its folder, and how the folder came to be as it is.

    It is read anew from the folder each time, so that it shows what has been decided since.
    """

    path: Path
    how: str

    @property
    def case(self) -> Case:
        """The case as it stands in the folder now; every tool of the kit takes it."""
        return load_case(self.path)

    @property
    def done(self) -> TextTable:
        """What the machine did: one row a thing, with how often."""
        case, rows = self.case, _rows_of(self.path)
        doubts = [doubt for row in rows for doubt in doubts_of(row["note"])]
        unnamed = sum(row["speaker"] == NOT_FOUND for row in rows)
        facts = [
            ("articles copied byte for byte, with their sha256", len(case.articles)),
            (
                "blocks guessed from the look of the lines",
                sum(len(article.blocks) for article in case.articles.values()),
            ),
            ("quotations found, each made a statement", len(rows)),
            ("statements given a speaker", len(rows) - unnamed),
            ("of them, speakers found through a pronoun", sum("stands for" in doubt.why for doubt in doubts)),
            ("statements left without a speaker", unnamed),
            ("cues looked up in the lexicon", sum(bool(row["cue"]) and row["cue_class"] != "" for row in rows)),
            ("voices guessed by a rule", sum(doubt.column == "voice" for doubt in doubts)),
        ]
        return TextTable(facts, columns=["what the machine did", "number"])

    @property
    def to_check(self) -> TextTable:
        """What a person must check or decide: article, line, what it is, and why."""
        case, rows = self.case, _rows_of(self.path)
        found = [item for key, fields in guesses_of(case).items() for item in _guess_items(case.articles[key], fields)]
        for row in rows:
            article = case.articles[row["article"]]
            line = article.paragraph_at(int(row["start"])).line
            found += [
                (article.outlet, str(line), f"{row['id']}: {doubt.column}", doubt.why)
                for doubt in doubts_of(row["note"])
            ]
        for key, article in case.articles.items():
            empty = [column for row in rows if row["article"] == key for column in empty_columns(row, case)]
            for column in dict.fromkeys(empty):
                why = f"nobody has decided it in {_statements(empty.count(column))}"
                found.append((article.outlet, "all", column, why))
            if not any(row["article"] == key for row in rows):
                found.append((article.outlet, "all", "statements", "no quotation was found in this article"))
        return TextTable(found, columns=["article", "line", "what", "why"])

    @property
    def speakers(self) -> TextTable:
        """Who speaks in which article, in how many statements and quoted words, and for which side."""
        table = self.case.statements
        outlets = {key: article.outlet for key, article in self.case.articles.items()}
        grouped = table.groupby(["article", "speaker", "side"], sort=False)["quoted"].agg(["size", "sum"]).reset_index()
        grouped["article"] = grouped["article"].map(outlets)
        return TextTable(grouped.rename(columns={"size": "statements", "sum": "quoted words"}))

    def name_sides(self, sides: Mapping[str, Sequence[str]]) -> TextTable:
        """Name the sides of the case and give each statement to the side of its speaker.

        Args:
            sides: for each side, words that stand in the names of its speakers: {"Harbour Board": ["board"]}.

        Returns:
            The speakers with their sides; the cell of a speaker whom no word fits stays empty. A statement that a
            person has given to the narrator stays with the narrator.

        Raises:
            KitError: if there is no side, a word is none, or a speaker fits two sides.
        """
        wanted = read_sides(sides)
        rows = _rows_of(self.path)
        by_hand = {row["id"] for row in rows if row["side"] == NARRATOR}  # no name of a speaker leads to the narrator
        given = {row["id"]: "" if row["id"] in by_hand else side_of(row, wanted) for row in rows}
        known = {*wanted, NARRATOR}
        for row in rows:
            row.cells["side"] = given[row["id"]] or (row["side"] if row["side"] in known else "")
        _write(self.path / "codebooks" / "side.toml", side_codebook(wanted))
        _write(self.path / "statements.csv", _csv(COLUMNS, [row.cells for row in rows]))
        return self.speakers

    def decide(self, key: str, **cells: str) -> StatementCards:
        """Write down what a person has decided about one statement; without a column, that all of it is right.

        Args:
            key: the statement, such as "A03".
            cells: columns of statements.csv with what they should hold: speaker="Ms Dias", voice="DQ".

        Returns:
            The statement where it stands, with its new answers.

        Raises:
            KitError: if there is no such statement or column, or the label is not in the codebook.
        """
        rows = _rows_of(self.path)
        row = next((row for row in rows if row["id"] == key), None)
        if row is None:
            raise KitError(f"There is no statement {key!r} in this draft. {_ids(rows)}")
        for column, cell in cells.items():
            if column not in _DECIDED:
                raise KitError(f"A statement has no column {column!r} to decide. Columns: {', '.join(_DECIDED)}.")
            if not isinstance(cell, str):
                raise KitError(f"{key}: expected text in {column!r}, found {cell!r}.")
        row.cells.update(cells)
        left = [doubt for doubt in doubts_of(row["note"]) if cells and doubt.column not in cells]
        if "note" not in cells:
            row.cells["note"] = note_of(left) if left else "checked by a person"
        case = self.case
        faults = [*structure_faults([row], case.articles), *label_faults(row, case.codebooks)]
        raise_first(faults or span_faults(row, case.articles[row["article"]]))
        _write(self.path / "statements.csv", _csv(COLUMNS, [other.cells for other in rows]))
        return show(self.case, key)

    def __repr__(self) -> str:
        """Give both lists as text."""
        return f"{self.how}\n\n{self.done.to_string(index=False)}\n\n{self.to_check.to_string(index=False)}"

    def _repr_html_(self) -> str:
        did = "".join(
            f"<li>{html.escape(str(what))}: <strong>{number}</strong></li>"
            for what, number in self.done.itertuples(index=False)
        )
        check = "".join(
            f"<li><strong>{html.escape(where)}</strong>: {html.escape(why)}</li>" for where, why in self._agenda()
        )
        column = "flex:1 1 19em;min-width:0"
        return (
            f"<p><strong>{html.escape(self.case.title)}</strong>. {html.escape(self.how)}</p>"
            "<div style='display:flex;flex-wrap:wrap;gap:0 2.5em;max-width:56em;line-height:1.5'>"
            f"<div style='{column}'><p><strong>What the machine did</strong></p><ul>{did}</ul></div>"
            f"<div style='{column}'><p><strong>What a person must check</strong></p><ul>{check}</ul></div></div>"
        )

    def _agenda(self) -> Iterator[tuple[str, str]]:
        """Yield where to look and why: doubtful speakers and cues one by one, what all statements share at once."""
        case, rows = self.case, _rows_of(self.path)
        for key, fields in guesses_of(case).items():
            article = case.articles[key]
            yield article.outlet, f"{', '.join(fields)} are guesses. Hold them against the page."
        for row in rows:
            article = case.articles[row["article"]]
            for doubt in doubts_of(row["note"]):
                if doubt.column != "voice":
                    line = article.paragraph_at(int(row["start"])).line
                    yield f"{row['id']}, {article.outlet}, line {line}", f"{doubt.column}: {doubt.why}."
        voices = sum(doubt.column == "voice" for row in rows for doubt in doubts_of(row["note"]))
        if voices:
            yield _statements(voices), "voice: DQ or PQ, by a rule of thumb. Nobody has read them yet."
        empty = Counter(column for row in rows for column in empty_columns(row, case))
        for number in sorted(set(empty.values()), reverse=True):
            columns = ", ".join(column for column, count in empty.items() if count == number)
            yield _statements(number), f"{columns}: left open, because they are judgements."
        for key, article in case.articles.items():
            if not any(row["article"] == key for row in rows):
                yield article.outlet, "no quotation was found. Is there really none?"


def draft_case(name: str, files: Sequence[str | Path], into: str | Path | None = None) -> Draft:
    """Draft a case from the text files of two articles or more.

    The articles are copied byte for byte; blocks, author, outlet and date are guessed where the text gives them; every
    quotation that `find_quotes` finds becomes a statement with speaker, cue, and a guess at the voice: DQ where the
    marks hold a finite verb with its subject, else PQ. Nothing is said about side, object, frames, strategy, ladder or
    certainty. The folder is a case: `load_case` reads it, and `attributed case check` says what is still to decide.

    Args:
        name: what the case is called.
        files: the text files, in UTF-8, with a paragraph a line.
        into: the folder to write. It is never written over: a draft that lies there is taken as it is, with what a
            person has changed in it. None for a temporary folder that goes when Python ends.

    Returns:
        The draft: in a notebook, what the machine did beside what a person must check.

    Raises:
        KitError: if a file is missing, empty, no text in UTF-8 or given twice; if its lines are broken at a fixed
            width; if there are fewer than two; or if the folder holds something else.
    """
    if not isinstance(name, str) or not name.strip():
        raise KitError(f"A case needs a name, such as “Berths at Ostrane”; found {name!r}.")
    contents = _contents(name.strip(), _read_files(files))
    if into is None:
        folder = Path(tempfile.mkdtemp(prefix="attributed-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _write_all(folder, contents)
        return Draft(folder, "Written to a temporary folder, which goes when this notebook is closed.")
    if not isinstance(into, str | Path) or not str(into).strip():
        raise KitError(f"into= is the folder to write, such as “my-case”; found {into!r}.")
    folder = _path(into)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        return _as_it_is(folder, contents)
    _write_new(folder, contents)
    return Draft(folder, f"Written to the folder {folder.name}.")


def sample_articles() -> list[Path]:
    """Return the text files of two short articles about an invented quarrel, for trying things out."""
    return sorted((data_folder() / "invented" / "ostrane-berths").glob("*.txt"), reverse=True)


# Reading the files


def _read_files(files: Sequence[str | Path]) -> dict[Path, bytes]:
    listed = isinstance(files, Sequence) and not isinstance(files, str)
    if not listed or not all(isinstance(file, str | Path) for file in files):
        raise KitError(
            f'Expected the paths of text files in a list, such as ["first.txt", "second.txt"]; found {files!r}.'
        )
    read: dict[Path, bytes] = {}
    owner: dict[bytes, str] = {}
    for file in files:
        path = _path(file)
        data = _read_file(path)
        if data in owner:
            raise KitError(f"{path.name} and {owner[data]} hold the same text. A case needs different articles.")
        owner[data] = path.name
        read[path] = data
    if len(read) < 2:  # noqa: PLR2004 - to compare takes two
        raise KitError(f"A case compares articles: give two files or more, found {len(read)}.")
    if len(read) > len(_LETTERS):
        raise KitError(f"A draft takes up to {len(_LETTERS)} articles, found {len(read)}. Make two cases of them.")
    return read


def _path(given: str | Path) -> Path:
    """Return a path that was given, “~” written out."""
    try:
        return Path(given).expanduser().resolve()
    except (RuntimeError, ValueError, OSError) as error:  # no such home, a zero byte, links that go round
        raise KitError(f"{str(given)!r} is no path ({error}). Give the path of a file or folder.") from None


def _read_file(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KitError(f"{path} cannot be read ({error.strerror}). Give the path of a text file.") from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KitError(
            f"{path}: expected text in UTF-8; found the byte {data[error.start]:#04x} at {error.start}. "
            "Save the file as plain text in UTF-8."
        ) from None
    if "\0" in text:
        raise KitError(f"{path} is no text: it holds a zero byte. Copy the article into a plain text file.")
    if not text.strip("\ufeff \t\r\n"):
        raise KitError(f"{path} is empty. Copy the article into it, all of the page.")
    return data


# Drafting the folder


def _contents(name: str, files: Mapping[Path, bytes]) -> dict[str, bytes]:
    """Return what the folder of a draft holds: a path inside it, and the bytes."""
    contents: dict[str, bytes] = {}
    entries: list[str] = []
    rows: list[dict[str, str]] = []
    ids: list[str] = []
    for letter, (path, data) in zip(_LETTERS, files.items(), strict=False):
        key = _new_id(path.stem, ids)
        ids.append(key)
        contents[f"articles/{key}.txt"] = data
        entry, article = _article(key, path, data)
        entries.append(entry)
        rows += draft_statements(letter, article)
    contents["case.toml"] = _description(name, entries).encode("utf-8")
    contents["statements.csv"] = _csv(COLUMNS, rows)
    contents["words.csv"] = _csv(WORD_COLUMNS, [])
    contents["facts.csv"] = _csv(FACT_COLUMNS, [])
    contents["references.bib"] = b""
    contents["codebooks/side.toml"] = side_codebook({})
    contents["codebooks/object.toml"] = OBJECTS.encode("utf-8")
    return contents


def _new_id(stem: str, taken: Sequence[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "article"
    number = 2
    key = base
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def _article(key: str, path: Path, data: bytes) -> tuple[str, Article]:
    """Return the table of case.toml for one article, and the article."""
    guess = guess_article(data.decode("utf-8"))
    outlet = guess.outlet or path.stem.replace("-", " ").replace("_", " ").title()
    guessed = {
        "blocks": "the look of each line",
        "outlet": "a closing line or dateline" if guess.outlet else "the name of the file",
        "author": "the byline" if guess.author else "a page without a name in its byline",
        "published": "the byline" if guess.published else "nothing: no date was found, so 1900 stands there",
    }
    article = Article(
        id=key, title="", outlet=outlet, author=guess.author, published=guess.published or NO_DATE, path=path,
        sha256=hashlib.sha256(data).hexdigest(), rights=_RIGHTS, blocks=guess.blocks,
    )  # fmt: skip
    table = [
        "[[article]]",
        f"id = {toml_string(key)}",
        f"file = {toml_string(f'articles/{key}.txt')}",
        f"title = {toml_string(article.headline)}",
        f"outlet = {toml_string(outlet)}",
        f"author = {toml_string(article.author)}",
        f"published = {article.published.isoformat()}",
        f"sha256 = {toml_string(article.sha256)}",
        f"rights = {toml_string(_RIGHTS)}",
        f"guessed = {{ {', '.join(f'{field} = {toml_string(why)}' for field, why in guessed.items())} }}",
        "blocks = [",
        *(
            f"    {{ role = {toml_string(block.role)}, lines = [{block.first_line}, {block.last_line}] }},"
            for block in guess.blocks
        ),
        "]",
    ]
    return "\n".join(table), article


def _description(name: str, entries: Sequence[str]) -> str:
    head = [
        f"id = {toml_string(re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'case')}",
        f"title = {toml_string(name)}",
        'summary = "A draft: a person must still say what these articles are about."',
        'language = "en"',
        "",
        "# What stands in 'guessed' was guessed by a machine. Check it beside the article, then strike it out.",
    ]
    return "\n".join(head) + "\n\n" + "\n\n".join(entries) + "\n"


# Writing and finding again


def _write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "codings").mkdir(exist_ok=True)


def _write_new(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a new folder whole or not at all."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".draft-") as half:
            made = Path(half) / "case"
            _write_all(made, contents)
            if folder.exists():
                folder.rmdir()  # it is empty
            made.rename(folder)
    except OSError as error:
        raise KitError(f"{folder} cannot be written ({error.strerror}). Name a folder of your own.") from None


def _as_it_is(folder: Path, contents: Mapping[str, bytes]) -> Draft:
    """Return the draft that lies in a folder already; refuse a folder that holds anything else."""
    articles = {name: data for name, data in contents.items() if name.startswith("articles/")}
    kept = {path.relative_to(folder).as_posix() for path in folder.glob("articles/*.txt")} if folder.is_dir() else set()
    same = kept == set(articles) and all((folder / name).read_bytes() == data for name, data in articles.items())
    if not (folder / "case.toml").is_file() or not same:
        raise KitError(
            f"{folder} is there already and holds something else than a draft of these articles. Nothing was written: "
            "name another folder."
        )
    changed = [name for name, data in contents.items() if not _holds(folder / name, data)]
    if not changed and not list(folder.glob("codings/*")):
        return Draft(folder, f"The draft lay in {folder.name} already, unchanged. Nothing was written.")
    return Draft(
        folder, f"The draft in {folder.name} has been worked on. It is shown as it is, and nothing was written."
    )


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise KitError(f"{path} cannot be written ({error.strerror}). Close it elsewhere, and try again.") from None


def _rows_of(folder: Path) -> list[Row]:
    rows, faults = read_statements(folder / "statements.csv")
    raise_first(faults)
    return rows


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _guess_items(article: Article, fields: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    for field, why in fields.items():
        if field == "blocks":
            for block in article.blocks:
                lines = f"{block.first_line}" + f"–{block.last_line}" * (block.last_line > block.first_line)
                yield article.outlet, lines, f"block: {block.role}", f"guessed from {why}"
        else:
            value = str(getattr(article, field, "")) or "none"
            yield article.outlet, "page", f"{field}: {value}", f"guessed from {why}"


def _statements(number: int) -> str:
    return f"{number} statement{'s' if number != 1 else ''}"


def _ids(rows: Sequence[Row]) -> str:
    return f"The ids run from {rows[0]['id']} to {rows[-1]['id']}." if rows else "It has none."
