"""Guess the parts of a captured article: which lines are headline, byline, body, furniture, and who printed it when.

The rules are read off news pages in English and know nothing about any one site. They go line by line, because a
captured page has a paragraph a line. All that they give is a guess, to be checked beside the page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from attributed.article import Block
from attributed.quotations.marks import marked_spans

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?\\.?" if name != "May" else name for name in MONTHS)
_DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH}),? (?P<y1>\d{{4}})\b"
    rf"|\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})\b"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
)
_BY = re.compile(r"by\s+(?P<who>[A-Z][\w’'.-]*(?:\s+(?:and\s+)?[A-Z][\w’'.-]*){0,5})(?:,.*|\s+in\s.*)?$", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+|de|van|von|al|bin)){1,3}$")
_DATED = re.compile(rf"(?:(?:first )?published|updated|posted|last modified|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
                    rf"(?:{_MONTH})\b|\d)", re.IGNORECASE)  # fmt: skip
_CLOSING = re.compile(
    r"\(?(?:additional )?reporting by\b|\(?(?:writing|editing) by\b|published in\b|with (?:reporting|agencies)\b|"
    r"\(?with (?:inputs|files) from\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:photo(?:graph)?|picture|image|file photo)s?\b.{0,3}[:—–-]|.*(?:[—–-]\s*\w+/\w+|"
    r"\((?:[^()]*\b(?:press|reuters|afp|getty|ap|pa|epa|image|images|photo|board|handout|file)\b[^()]*)\))$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:comments?|share(?: this.*)?|save|print|e-?mail|advertisement|skip to .*|menu|search|log ?in|opinion|"
    r"editorials?|©.*|all rights reserved.*|listen to .*|watch:?.*|tags?:.*|(?:sign (?:in|up)|subscribe|read more|"
    r"related|most (?:read|popular|viewed)|more (?:on|from|stories)|topics?|follow us|newsletters?|join (?:our|the)|"
    r"thank you for|please refresh|register|cookies?|copyright)\b.*)$",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|ours)\b", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][A-Z .’'-]{1,30}(?: \([^()]*\))?:\s")
"""Who speaks, in a transcript."""
_SENTENCE_END = re.compile(r"[.!?:][”\"’')\]]*$")
DATELINE = re.compile(r"[A-Z][A-Z ,.’'-]{2,40}(?:,? \w+ \d{1,2})? \((?P<agency>[A-Z][\w .]{1,30})\)\s*[-–—]")
"""Where an agency’s report was written, and whose it is: “GENEVA (Reuters) -”."""
_PRINTED_IN = re.compile(r"published in (?:the )?(?P<outlet>[A-Z][^,.\d]{1,40}),", re.IGNORECASE)
_FEWEST_WORDS = 8
"""A paragraph of news has at least so many words, or ends as a sentence does and has half of them."""
_LONGEST_LABEL = 3
"""A set phrase above the headline has no more words; a longer line may be a headline that begins like one."""


@dataclass(frozen=True)
class Guess:
    """What the text itself seems to say of an article; "" and None where it does not say."""

    blocks: tuple[Block, ...]
    author: str
    outlet: str
    published: date | None


def guess_article(text: str) -> Guess:
    """Guess blocks, author, outlet and date of a captured text. Lines count from 1."""
    lines = [(number, line.strip().lstrip("\ufeff").strip()) for number, line in enumerate(text.split("\n"), start=1)]
    lines = [(number, line) for number, line in lines if line]
    roles = _roles([line for _, line in lines])
    blocks = tuple(_runs([(number, role) for (number, _), role in zip(lines, roles, strict=True)]))
    said = list(zip(roles, (line for _, line in lines), strict=True))
    return Guess(blocks, _author(said), _outlet(said), _published(said))


def _roles(lines: Sequence[str]) -> list[str]:
    """Give every line that is not empty its role."""
    labels = [bool(_FURNITURE.match(line)) and len(line.split()) <= _LONGEST_LABEL for line in lines]
    head = next((place for place, label in enumerate(labels) if not label), 0)
    roles = ["furniture"] * head + ["headline"]
    for place in range(head + 1, len(lines)):
        if _begins_body(lines, place, directly_below=place == head + 1, after_furniture=roles[-1] == "furniture"):
            break
        roles.append(_role_above_body(lines, place, roles))
    if len(roles) == len(lines):  # nothing looks like a paragraph: then all that is no set phrase is the story
        return [
            "body" if role in {"furniture", "subhead"} and place > head and not _is_set_phrase(lines[place]) else role
            for place, role in enumerate(roles)
        ]
    return _with_body(lines, roles)


def _with_body(lines: Sequence[str], roles: list[str]) -> list[str]:
    """Go on from the first paragraph to the end of the page."""
    prose = [place for place, line in enumerate(lines) if _is_prose(line) and not _is_set_phrase(line)]
    ended = False
    for place in range(len(roles), len(lines)):
        line = lines[place]
        if _CLOSING.match(line):
            roles.append("byline")
            ended = True
        elif ended or place > max(prose, default=0):
            roles.append("furniture")
        elif _is_set_phrase(line):
            ended = _ends_article(lines[place:])
            roles.append("furniture")
        else:
            roles.append("caption" if _CAPTION.match(line) else "body")
    return roles


def _role_above_body(lines: Sequence[str], place: int, above: Sequence[str]) -> str:
    line = lines[place]
    if _speaks_for_the_site(line, after_furniture=above[-1] == "furniture"):
        return "furniture"
    if _is_caption(lines, place):
        return "caption"
    if _is_byline(line):
        return "byline"
    return "subhead" if above[-1] in {"headline", "subhead"} else "furniture"


def _begins_body(lines: Sequence[str], place: int, *, directly_below: bool, after_furniture: bool) -> bool:
    """Tell whether a line opens the story; one right below the headline is a subhead if a byline follows it."""
    line = lines[place]
    if not _is_prose(line) or not _ends_like_prose(line):
        return False
    if _speaks_for_the_site(line, after_furniture=after_furniture) or _is_caption(lines, place) or _is_byline(line):
        return False
    below = lines[place + 1] if place + 1 < len(lines) else ""
    return not (directly_below and below and _is_byline(below) and not _CLOSING.match(below))


def _is_prose(line: str) -> bool:
    words = len(line.split())
    return words >= _FEWEST_WORDS or (words >= _FEWEST_WORDS // 2 and _ends_like_prose(line))


def _ends_like_prose(line: str) -> bool:
    return bool(_SENTENCE_END.search(line))


def _is_set_phrase(line: str) -> bool:
    return len(line.split()) <= 2 * _FEWEST_WORDS and bool(_FURNITURE.match(line))


def _speaks_for_the_site(line: str, *, after_furniture: bool) -> bool:
    """Tell an appeal from news: by its set phrases, or because it says *you* (below another appeal, *we*) unquoted."""
    if _is_set_phrase(line):
        return True
    if _LABEL.match(line):
        return False
    own = list(line)
    for span in marked_spans(line):
        own[span.start : span.end] = " " * (span.end - span.start)
    words = "".join(own)
    return bool(_YOU.search(words) or (after_furniture and _WE.search(words)))


def _is_caption(lines: Sequence[str], place: int) -> bool:
    """Tell whether a line goes with a picture: it names a credit, or the page has it twice."""
    line = lines[place]
    if _CAPTION.match(line):
        return True
    near = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
    return len(line.split()) >= _FEWEST_WORDS // 2 and any(other.startswith(line) for other in near)


def _is_byline(line: str) -> bool:
    if len(line.split()) > 2 * _FEWEST_WORDS:
        return False
    dated = _DATED.match(line) and _DATE.search(line)
    return bool(_BY.match(line) or _NAME.match(line) or dated or _CLOSING.match(line))


def _ends_article(rest: Sequence[str]) -> bool:
    """Tell whether furniture goes on to the end: fewer than half of the lines from here on are paragraphs."""
    return 2 * sum(_is_prose(line) and not _is_set_phrase(line) for line in rest) < len(rest)


def _runs(lines: Sequence[tuple[int, str]]) -> Iterator[Block]:
    """Join lines of one role that follow one another into blocks."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place][1] != lines[start][1]:
            yield Block(lines[start][1], lines[start][0], lines[place - 1][0])
            start = place


def _author(said: Sequence[tuple[str, str]]) -> str:
    bylines = [line for role, line in said if role == "byline" and not _CLOSING.match(line)]
    for line in bylines:
        if found := _BY.match(line):
            return found["who"]
    return next((line for line in bylines if _NAME.match(line) and not _DATE.search(line)), "")


def _outlet(said: Sequence[tuple[str, str]]) -> str:
    for role, line in said:
        if role == "byline" and (found := _PRINTED_IN.match(line)):
            return found["outlet"].strip()
        if role == "body" and (found := DATELINE.match(line)):
            return found["agency"].strip()
    return ""


def _published(said: Sequence[tuple[str, str]]) -> date | None:
    for _, line in (pair for pair in said if pair[0] == "byline"):
        for found in _DATE.finditer(line):
            parts = {name[0]: value for name, value in found.groupdict().items() if value}
            month = parts["m"]
            number = int(month) if month.isdigit() else [name[:3] for name in MONTHS].index(month[:3].title()) + 1
            try:
                return date(int(parts["y"]), number, int(parts["d"]))
            except ValueError:
                continue
    return None
