"""Lexicons: lists of words with labels, and the function that marks them in a text.

Four lexicons come with the kit, all of its own making: words that report what somebody said ("reporting"),
words that leave room for doubt ("hedges"), words that close it ("boosters") and words that judge ("evaluative").

What the labels rest on:
    Thompson, G., & Ye, Y. (1991). Evaluation in the reporting verbs used in academic papers. Applied
    Linguistics 12(4): a verb can name an act of the author or give the writer's evaluation of it.
    Hyland, K. (2005). Stance and engagement. Discourse Studies 7(2): hedges and boosters.
    Martin, J. R., & White, P. R. R. (2005). The Language of Evaluation: what a word judges, here reduced
    to the six labels of the codebook "words".
"""

import difflib
import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from attributed.errors import KitError
from attributed.faults import Fault, raise_first
from attributed.paths import data_folder
from attributed.tables import Row, read_table
from attributed.texttable import TextTable
from attributed.tokens import fold_word, word_spans, words_of

NAMES = ("reporting", "hedges", "boosters", "evaluative")
"""The lexicons that come with the kit: data/lexicons/reporting.csv and so on."""

COLUMNS = ("lemma", "forms", "label", "example")
_POLARITIES = ("pos", "neg", "")

NUMBER = "#"
"""Stands in a form for any number, so that "about #" finds "about 40" and "about a dozen" needs "about a #"."""

Words = tuple[str, ...]
"""The words of a form, each folded by `fold_word`: two forms that a reader takes for the same are equal."""

_BETWEEN_WORDS = re.compile(r"[^\S\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+[$£€¥]?")
"""What may stand between two words of one hit: blanks of any kind but no end of a line, and the sign of a currency."""

_NUMBER_WORDS = frozenset([
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions",
    "billion", "billions", "dozen", "dozens", "half", "third", "quarter",
])  # fmt: skip

_BEFORE_MAY = frozenset([
    "in", "last", "next", "since", "until", "till", "by", "early", "late", "mid", "during", "of", "from",
])  # fmt: skip
"""Words after which "May", with its capital, is the month."""


@dataclass(frozen=True)
class Entry:
    """One entry of a lexicon.

    Attributes:
        lemma: The form that a dictionary would give; it may have several words.
        forms: The other forms. A reporting verb has third person, past, past participle and -ing form, in this
            order. Where there is another spelling, its four follow, and then its dictionary form if that differs.
        label: The class of the entry.
        example: A made-up sentence that uses the entry in the sense that is meant.
        polarity: "pos" or "neg" for a word that judges, else "".
    """

    lemma: str
    forms: tuple[str, ...]
    label: str
    example: str
    polarity: str = ""


@dataclass(frozen=True, repr=False)
class Lexicon:
    """A list of entries. `labels` are the classes that occur, in the order of the file."""

    id: str
    labels: tuple[str, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def by_form(self) -> dict[Words, Entry]:
        """The entry of every form, the lemma included."""
        return {_folded(form): entry for entry in self.entries for form in (entry.lemma, *entry.forms)}

    @cached_property
    def longest_from(self) -> dict[str, int]:
        """How many words the longest form has that begins with a word."""
        longest: dict[str, int] = {}
        for form in self.by_form:
            longest[form[0]] = max(len(form), longest.get(form[0], 0))
        return longest

    @property
    def has_polarity(self) -> bool:
        """Whether the entries say if a word approves or disapproves."""
        return any(entry.polarity for entry in self.entries)

    def __getitem__(self, lemma: str) -> Entry:
        """Return the entry of a lemma.

        Raises:
            KitError: if the lexicon has no such lemma; the message names the nearest.
        """
        entry = self.by_form.get(_folded(lemma))
        if entry and _folded(entry.lemma) == _folded(lemma):
            return entry
        if entry:
            hint = f" It is a form of {entry.lemma!r}."
        else:
            close = difflib.get_close_matches(lemma, [each.lemma for each in self.entries], n=1, cutoff=0.4)
            hint = f" Did you mean {close[0]!r}?" if close else ""
        raise KitError(f"The lexicon {self.id!r} has no lemma {lemma!r}.{hint}")

    def __repr__(self) -> str:
        """Say how many entries each label has."""
        counts = Counter(entry.label for entry in self.entries)
        return f"{self.id}: {len(self.entries)} entries ({', '.join(f'{label} {n}' for label, n in counts.items())})"

    def _repr_html_(self) -> str:
        """Show the lexicon as a table that scrolls: lemma, label, example."""
        left = "style='text-align:left'"
        rows = "".join(
            f"<tr><th scope='row' {left}>{html.escape(entry.lemma)}</th>"
            f"<td {left}>{html.escape(' '.join(filter(None, (entry.label, entry.polarity))))}</td>"
            f"<td {left}>{html.escape(entry.example)}</td></tr>"
            for entry in self.entries
        )
        head = "".join(f"<th scope='col' {left}>{name}</th>" for name in ("Lemma", "Label", "Example"))
        return (
            # With tabindex the keyboard can scroll it as well.
            "<div style='max-height:32em;overflow:auto' tabindex='0' role='region' "
            f"aria-label='Lexicon {html.escape(self.id)}'>"
            f"<table><caption {left}><strong>{html.escape(repr(self))}</strong></caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


# Reading


def load_lexicon(name: str | Path) -> Lexicon:
    """Return a lexicon of the kit, or read one of your own.

    A file of your own is a CSV file in UTF-8 with the columns lemma, forms (joined by "|"), label and example,
    and polarity ("pos" or "neg") if you want it. It may use any labels. It is read anew each time.

    Args:
        name: "reporting", "hedges", "boosters" or "evaluative"; or the path of a CSV file.

    Raises:
        KitError: an unknown name, or a fault in the file: an unknown column, an empty lemma or label, a lemma
            that stands twice, a form that belongs to two entries or that can never be found.
    """
    if name in NAMES:
        return _of_the_kit(str(name))
    path = Path(str(name))
    if path.suffix.lower() != ".csv":
        raise KitError(
            f"There is no lexicon {str(name)!r}. The kit has {', '.join(NAMES[:-1])} and {NAMES[-1]}; "
            "for one of your own give the path of a CSV file."
        )
    return _read(path)


@cache
def _of_the_kit(name: str) -> Lexicon:
    return _read(data_folder() / "lexicons" / f"{name}.csv")


def _read(path: Path) -> Lexicon:
    rows, faults = read_table(path, COLUMNS, optional=["polarity"])
    faults += lexicon_faults(rows)
    if not rows and not faults:
        faults = [Fault(path, 0, "the lexicon has no entry. Write one on each line below the header.")]
    raise_first(faults[:1])  # one at a time: a file of one's own is mended from the top
    entries = tuple(
        Entry(
            lemma=" ".join(row["lemma"].split()),
            forms=row.many("forms"),
            label=row["label"].strip(),
            example=row["example"].strip(),
            polarity=row["polarity"].strip() if "polarity" in row.cells else "",
        )
        for row in rows
    )
    return Lexicon(id=path.stem, labels=tuple(dict.fromkeys(entry.label for entry in entries)), entries=entries)


def lexicon_faults(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield what is wrong with the rows of a lexicon."""
    owner: dict[Words, Row] = {}
    for row in rows:
        lemma = row["lemma"].strip()
        for column in ("lemma", "label"):
            if not row[column].strip():
                yield row.fault(f"the {column} is empty. Every entry needs one.")
        if "polarity" in row.cells and row["polarity"].strip() not in _POLARITIES:
            yield row.fault(f"{lemma}: the polarity is {row['polarity']!r}; expected pos, neg or nothing.")
        for form in filter(None, (lemma, *row.many("forms"))):
            if not _can_be_found(form):
                yield row.fault(f"{lemma}: the form {form!r} can never be found. Write words with blanks between them.")
            # A form may stand twice in one entry: "hit back" is present and past.
            other = owner.setdefault(_folded(form), row)
            if other is not row:
                yield row.fault(_shared(lemma, form, other))


def _can_be_found(form: str) -> bool:
    """Tell whether a form is words with blanks between them, the first of them no open number."""
    words = ["0" if word == NUMBER else word for word in form.split()]
    return not form.startswith(NUMBER) and words_of(" ".join(words)) == words


def _shared(lemma: str, form: str, other: Row) -> str:
    if _folded(lemma) == _folded(other["lemma"]):
        return f"the lemma {lemma!r} stands there before, on line {other.line}. Every lemma stands once."
    return f"{lemma}: the form {form!r} belongs to {other['lemma']!r} on line {other.line} as well. Strike one out."


def _folded(form: str) -> Words:
    return tuple(word if word == NUMBER else fold_word(word) for word in form.split())


# Marking


def mark(text: str, lexicon: Lexicon | str | Path) -> TextTable:
    """Find the words of a lexicon in a text.

    The longest form wins ("made up out of thin air" over "made up"), and no two hits overlap. Capitals and the
    shape of the apostrophe do not matter. The words of one hit are parted by blanks only, or by the sign of a
    currency ("about $3m"): a comma, a full stop, a quotation mark, a dash or the end of a line between them
    breaks it, so that "of, course" is no hit.

    `mark` finds words. It does not know whose they are, what they mean, or whether a "not" stands before them.
    It cannot tell a verb from a noun that looks the same ("claims", "charges"), "might" from military might, one
    sense from another ("found guilty", "found in a drawer"), or a word from a name (a man called Frank). It
    makes two exceptions: "State" and "States" with a capital report nothing, and "May" is the month beside a
    number ("May 14", "14 May") and after words such as "in" or "last". Read the hits before you count them.

    Args:
        text: Any text.
        lexicon: A `Lexicon`, or what `load_lexicon` takes.

    Returns:
        One row a hit, in the order of the text: start and end (offsets, so that `text[start:end]` is the hit), the
        hit as printed, the lemma, the label and, where the lexicon has it, the polarity.

    Raises:
        KitError: if `text` is no text, or the lexicon cannot be read.
    """
    if not isinstance(text, str):
        raise KitError(f"mark(): expected a text, such as article.text. Found {type(text).__name__}.")
    chosen = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon)
    columns = ["start", "end", "text", "lemma", "label", "polarity"]
    rows = [
        (start, end, text[start:end], entry.lemma, entry.label, entry.polarity)
        for start, end, entry in _hits(text, chosen)
    ]
    table = TextTable(rows, columns=columns).astype({"start": int, "end": int})
    return TextTable(table if chosen.has_polarity else table.drop(columns="polarity"))


def _hits(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, Entry]]:
    """Yield start, end and entry of every hit, in one pass over the words."""
    spans = list(word_spans(text))
    words = tuple(fold_word(text[start:end]) for start, end in spans)
    gaps = [(end, start) for (_, end), (start, _) in pairwise(spans)]
    # joined[i]: word i and the next can belong to one hit. The last word has no next.
    joined = [_BETWEEN_WORDS.fullmatch(text, *gap) is not None for gap in gaps] + [False]
    at = 0
    while at < len(words):
        reach = lexicon.longest_from.get(words[at], 0)
        stop = at + 1
        while stop < at + reach and joined[stop - 1]:
            stop += 1
        length, entry = _longest_form(words[at:stop], lexicon)
        start, end = spans[at][0], spans[at + length - 1][1]
        if entry and not _is_a_name(text[start:end], words, joined, at):
            yield start, end, entry
            at += length
        else:
            at += 1


def _longest_form(words: Words, lexicon: Lexicon) -> tuple[int, Entry | None]:
    """Return how many of the words make up a form, as many as can be from the first on, and its entry."""
    numbers_left_open = tuple(NUMBER if _is_number(word) else word for word in words)
    for length in range(len(words), 0, -1):
        entry = lexicon.by_form.get(words[:length]) or lexicon.by_form.get(numbers_left_open[:length])
        if entry:
            return length, entry
    return 0, None


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _NUMBER_WORDS


def _is_a_name(hit: str, words: Words, joined: Sequence[bool], at: int) -> bool:
    """Tell two words by their capital: "State" and "States", the country, and "May", the month, by a neighbour."""
    if hit in {"State", "States"}:
        return True
    if not hit.startswith(("May", "MAY")) or words[at] != "may":
        return False
    before = words[at - 1] if at and joined[at - 1] else ""
    after = words[at + 1] if joined[at] else ""
    return before[:1].isdigit() or after[:1].isdigit() or before in _BEFORE_MAY
