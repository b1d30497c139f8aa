"""Text that others wrote, with every character that could mislead a reader made visible."""

import unicodedata

_TURNS = {"\u061c", "\u200e", "\u200f"}
"""Marks of direction that Unicode counts as ordinary format characters; the others have classes of their own."""
_HIDDEN = {"Cc", "Cs", "Zl", "Zp"}


def visible(text: str, *, keep: str = "") -> str:
    r"""Return a text whose control characters stand there as escapes, such as `\n` or `\u202e`.

    They could move a terminal's cursor, turn the direction of what follows, or, as halves of a character that stand
    alone in a file's name, stop a file from being written at all.

    Args:
        text: any text.
        keep: control characters to leave as they are.
    """
    return "".join(_escape(one) if _misleads(one) and one not in keep else one for one in text)


def _misleads(one: str) -> bool:
    return (
        unicodedata.category(one) in _HIDDEN
        or one in _TURNS
        or unicodedata.bidirectional(one) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    )


def _escape(one: str) -> str:
    return one.encode("unicode_escape").decode("ascii")
