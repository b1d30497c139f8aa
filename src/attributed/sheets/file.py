"""Where a sheet is written: beside the person who asks, and never over something else."""

from pathlib import Path
from typing import TYPE_CHECKING

from attributed.errors import KitError
from attributed.writing import write_whole

if TYPE_CHECKING:
    from attributed.sheets.source import Sheet


def file_name(sheet: "Sheet", *, answers: bool) -> str:
    """Return the name that a sheet’s file gets unless one is given."""
    return f"sheet-{sheet.path.stem}{'-answers' if answers else ''}.html"


def write_page(page: str, path: Path, *, force: bool = False) -> None:
    """Write a page; a file that holds something else stays unless `force` is given.

    Raises:
        KitError: if the file is there and differs, or it cannot be written.
    """
    data = page.encode("utf-8")
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        if path.exists() and not force:
            raise KitError(
                f"{path} is there already and differs. Give --force to write over it, or another name by --out."
            )
        write_whole(path, data)
    except OSError as error:
        raise KitError(
            f"{path} cannot be written ({error.strerror}). Give --out a file in a folder that is there."
        ) from None
