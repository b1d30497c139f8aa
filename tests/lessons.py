"""The lessons as the tests read them: cells, prose, steps with their minutes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TEACHING = ROOT / "docs" / "teaching"

NUMBER_WORDS = (
    "three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million"
)


def cells_of(path: Path, kind: str) -> Iterator[tuple[str, str]]:
    """Yield (id, source) of every cell of one kind."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == kind:
            yield cell["id"], "".join(cell["source"])


def prose_of(path: Path) -> str:
    """Return all markdown of a notebook."""
    return "\n\n".join(source for _, source in cells_of(path, "markdown"))


def header_of(path: Path) -> str:
    """Return the first text cell: title, objectives, minutes, what is needed."""
    return next(cells_of(path, "markdown"))[1]


def minutes_of(path: Path) -> int:
    """Return the minutes that the header promises."""
    found = re.search(r"\*\*Minutes\.\*\* (\d+)\.", header_of(path))
    assert found, path.name
    return int(found[1])


def steps_of(path: Path) -> list[tuple[str, int]]:
    """Return every step that has minutes, in order."""
    found = re.findall(r"^## (.*) · (\d+) min$", prose_of(path), re.MULTILINE)
    return [(step, int(minutes)) for step, minutes in found]


def quotations_in(prose: str) -> list[str]:
    """Return what stands in curly double marks or is set off as a quotation, in parts where words are left out."""
    quoted = re.findall(r"“([^”]+)”", prose)
    quoted += [line.strip() for line in re.findall(r"^> (.+)$", prose, re.MULTILINE)]
    return [part.strip(" ,.:;?!") for words in quoted for part in words.split("…") if part.strip(" ,.:;?!")]


def own_words(prose: str) -> str:
    """Return the kit’s own prose: without quotations, code, addresses of links."""
    own = re.sub(r"\]\([^)]*\)", "]", prose)
    # A list item that opens with a letter or an id in bold is a passage of an article, in an exercise.
    passage = r"^- \*\*(?:[a-z]|[IDW]\d\d)\*\* .*$"
    return re.sub(rf"“[^”]*”|‘[^’]*’(?!\w)|^> .*$|{passage}|`[^`]*`", " ", own, flags=re.MULTILINE)


def numbers_in(prose: str) -> list[str]:
    """Return every number of a text, in digits or words from three on, that says something about the world.

    Left out are minutes, dates, ids, list and heading numbers, years of a citation, links, code and quotations.
    """
    own = own_words(prose)
    own = re.sub(r"^(#.*?) · \d+ min$", r"\1", own, flags=re.MULTILINE)
    own = re.sub(r"\*\*Minutes\.\*\* \d+\.", "", own)
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    own = re.sub(rf"\b(?:\d{{1,2}} )?(?:{months}) (?:19|20)\d\d\b|\b\d{{1,2}} (?:{months})\b", "", own)
    own = re.sub(r"\((?:19|20)\d\d[a-z]?\)|(?<=\w )(?:19|20)\d\d[a-z]?(?=[);,])", "", own)
    own = re.sub(
        r"^\s*\d+\. |^# \d+ |\b[A-Z]{1,3}\d{1,3}\b|\b(?:[Ll]essons?|[Ss]ets?) \d+(?: (?:and|to) \d+)?",
        "",
        own,
        flags=re.MULTILINE,
    )
    return re.findall(rf"\d[\d,.]*\d|\d|\b(?:{NUMBER_WORDS})\b", own, re.IGNORECASE)
