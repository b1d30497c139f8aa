"""The glossary: the kit’s terms, each in one or two plain sentences."""

import difflib
import html
import tomllib
from dataclasses import dataclass

from attributed.errors import KitError
from attributed.paths import data_folder


@dataclass(frozen=True)
class Term:
    """A term, what it means here, and the keys of references that say more.

    `forms` are other forms of the term, such as a plural. `everyday` marks a term that is also an everyday word, so
    that not every use of it is a use of the term.
    """

    term: str
    meaning: str
    sources: tuple[str, ...]
    forms: tuple[str, ...] = ()
    everyday: bool = False

    def __repr__(self) -> str:
        """Give the entry as a dictionary prints it."""
        return f"{self.term}: {self.meaning}"

    def _repr_html_(self) -> str:
        return f"<p><strong>{html.escape(self.term)}</strong>: {html.escape(self.meaning)}</p>"


class Glossary(dict[str, Term]):
    """The terms by name, in alphabetical order; shown as a list of definitions."""

    def __missing__(self, term: str) -> Term:
        """Say that a term is not there, and name the nearest one.

        Raises:
            KitError: always.
        """
        close = difflib.get_close_matches(term, self, n=1, cutoff=0.4)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise KitError(f"The glossary has no entry {term!r}.{hint}")

    def __repr__(self) -> str:
        """Give every entry on a line of its own."""
        return "\n".join(repr(term) for term in self.values())

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<dt style='font-weight:bold;margin-top:.5em;float:none;width:auto'>{html.escape(term.term)}</dt>"
            f"<dd style='margin-left:1.5em;float:none;width:auto'>{html.escape(term.meaning)}</dd>"
            for term in self.values()
        )
        return f"<dl style='max-width:42em;line-height:1.45'>{rows}</dl>"


def load_glossary() -> Glossary:
    """Read data/glossary.toml."""
    path = data_folder() / "glossary.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["entry"]
    terms = [
        Term(
            entry["term"],
            entry["meaning"],
            tuple(entry.get("sources", ())),
            tuple(entry.get("forms", ())),
            entry.get("everyday", False),
        )
        for entry in entries
    ]
    return Glossary({term.term: term for term in sorted(terms, key=lambda term: term.term.casefold())})
