"""Pieces of markup that several widgets share: a side, a key, a statement in its paragraph."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from attributed.reading import show
from attributed.theme import side_looks, side_style, symbol
from attributed.widgets.surface import templates

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.reading import StatementCard

# What chooses the first labels of a list; the letters are no command of any widget.
LABEL_KEYS = "1234567890qwertyzx"


def side_of(case: "Case", side: str) -> Markup:
    """Return a side as its bar, marker and name."""
    look = side_looks(case)[side]
    return Markup('<span class="at-side" style="{}"><span aria-hidden="true">{}</span> {}</span>').format(
        side_style(look), symbol(look), look.name
    )


def passage_of(case: "Case", statement: str) -> "StatementCard":
    """Return a statement in its paragraph.

    Raises:
        KitError: if there is no statement of that id.
    """
    return show(case, statement)[0]


templates.globals["side_of"] = side_of
