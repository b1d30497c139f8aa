"""Glossary links in lessons: the first use of a term leads to the glossary and shows its meaning as a tooltip.

A writer sets `[cues](00-start-here.ipynb#Glossary)`; `with_tooltips` adds the meaning, so that it stands in data/ once.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from attributed.errors import KitError
from attributed.glossary import Glossary, Term, load_glossary

GLOSSARY = "00-start-here.ipynb#Glossary"
_LINK = re.compile(rf"\[([^\]]+)\]\({re.escape(GLOSSARY)}(?: \"[^\"]*\")?\)")
_NOT_PROSE = re.compile(r"`[^`]*`|^>.*$|^#.*$|“[^”]*”|‘[^’]*’(?!\w)|\]\([^)]*\)|https?:\S+", re.MULTILINE)
"""Code, quotations, headings and the addresses of links: a term is not used there."""


def with_tooltips(source: str, glossary: Glossary) -> str:
    """Give every glossary link of a text the meaning of its term.

    Raises:
        KitError: if a link’s words are no term of the glossary and no form of one.
    """
    return _LINK.sub(lambda link: f'[{link[1]}]({GLOSSARY} "{_term_of(link[1], glossary)}")', source)


def unlinked_terms(prose: str, glossary: Glossary) -> list[str]:
    """Return the terms whose first use in a text is no glossary link; everyday words are left out."""
    links = [match.span() for match in _LINK.finditer(prose)]
    own = _NOT_PROSE.sub(lambda match: " " * len(match[0]), prose)
    found = []
    for term in glossary.values():
        uses = re.search(rf"(?<![\w-])(?:{_any_of(term)})(?![\w-])", own, re.IGNORECASE)
        if uses and not term.everyday and not any(start < uses.start() < end for start, end in links):
            found.append(term.term)
    return found


def refresh_tooltips(paths: Iterable[Path]) -> list[Path]:
    """Bring the tooltips of notebooks up to date; return those that changed.

    Raises:
        KitError: if a glossary link’s words are no term.
    """
    glossary, changed = load_glossary(), []
    for path in paths:
        before = path.read_text(encoding="utf-8")
        page = json.loads(before)
        for cell in page["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = with_tooltips("".join(cell["source"]), glossary).splitlines(keepends=True)
        after = json.dumps(page, indent=1, ensure_ascii=False) + "\n"
        if after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(path)
    return changed


def _term_of(words: str, glossary: Glossary) -> Term:
    wanted = words.strip("*").casefold()
    for term in glossary.values():
        if wanted in {term.term.casefold(), *map(str.casefold, term.forms)}:
            return term
    raise KitError(f"A glossary link has the words {words!r}, and the glossary has no such term or form of one.")


def _any_of(term: Term) -> str:
    return "|".join(map(re.escape, sorted({term.term, *term.forms}, key=len, reverse=True)))
