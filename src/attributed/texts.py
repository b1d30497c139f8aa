"""What the language tools read: one text or several, each with a name, paragraph by paragraph.

A text is a string, or an Article, of which only the news text counts: headline, subhead and body.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from attributed.article import Article
from attributed.errors import KitError
from attributed.paragraphs import paragraph_spans

if TYPE_CHECKING:
    from typing import Any

Text: TypeAlias = str | Article
Texts: TypeAlias = "Text | Mapping[str, Text] | pd.Series[Any] | Iterable[Text]"


def named_texts(texts: Texts) -> dict[str, Text]:
    """Return texts by name.

    One string is called "text", and an Article goes by its id. The texts of a mapping or a Series are called
    by their keys, the strings of a list by their number, from 1.

    Raises:
        KitError: if there is something that is neither a string nor an Article, or if two texts have one name.
    """
    pairs: list[tuple[object, object]]
    if isinstance(texts, str):
        pairs = [("text", texts)]
    elif isinstance(texts, Article):
        pairs = [(texts.id, texts)]
    elif isinstance(texts, Mapping | pd.Series):
        pairs = list(texts.items())
    elif isinstance(texts, Iterable) and not isinstance(texts, pd.DataFrame | bytes | set | frozenset):
        pairs = [(text.id if isinstance(text, Article) else number, text) for number, text in enumerate(texts, start=1)]
    else:
        hint = " Read the file first: path.read_text(encoding='utf-8')." if isinstance(texts, Path) else ""
        raise KitError(
            f"Expected a text, an Article, or several of them by name, as in case.articles; found {_kind(texts)}.{hint}"
        )
    if not pairs:
        raise KitError("Expected a text, an Article, or several of them by name, as in case.articles; found none.")
    named: dict[str, Text] = {}
    for name, text in pairs:
        if not isinstance(text, Text):
            raise KitError(f"The text {str(name)!r} is {_kind(text)}; expected a string or an Article.")
        if str(name) in named:
            raise KitError(f"Two texts are called {str(name)!r}. Give each a name of its own.")
        named[str(name)] = text
    return named


def paragraphs_of(text: Text) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a text, each with the offset of its first character.

    An Article gives its headline, its subhead and the paragraphs of its body, with offsets into the captured text.
    What a paragraph of a string is, `attributed.paragraphs` says.
    """
    if isinstance(text, Article):
        yield from ((passage.start, passage.text) for passage in text.passages())
    else:
        yield from ((start, text[start:end]) for start, end in paragraph_spans(text))


def _kind(thing: object) -> str:
    return "None" if thing is None else f"something of the type {type(thing).__name__}"
