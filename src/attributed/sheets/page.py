"""The page of a sheet: one HTML file for A4 paper that holds everything and fetches nothing."""

import html
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from attributed.sheets.contents import contents_of

if TYPE_CHECKING:
    from attributed.case import Case
    from attributed.sheets.source import Sheet

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# A label such as ATTACK_ACCUSER may go on in the next line of a narrow cell.
_environment.filters["breakable"] = lambda cell: "_<wbr />".join(map(html.escape, cell.split("_")))


def sheet_page(case: "Case", sheet: "Sheet", *, answers: bool = False) -> str:
    """Return a sheet as HTML, the same each time for the same case.

    Args:
        case: the case that the sheet takes its words from.
        sheet: from `read_sheet`.
        answers: whether to fill in what the data answer, for the lecturer.

    Raises:
        KitError: if the sheet names what the case does not have, or a text of the case is missing.
    """
    parts = [contents_of(case, part, answers=answers) for part in sheet.parts]
    return _environment.get_template("sheet.html.j2").render(case=case, sheet=sheet, parts=parts, answers=answers)
