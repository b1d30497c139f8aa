"""What the kinds that read a text have in common: its form, folding, and patterns for names and reporting verbs."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attributed.exercises.fold import fold
from attributed.exercises.result import FormError, OpenError, shown
from attributed.lexicon import load_lexicon

if TYPE_CHECKING:
    from attributed.exercises.key import Item

# Verbs that take the matter for settled: with them the student decides it, not the speaker.
FACTIVE = frozenset(
    ("acknowledge", "admit", "come clean", "concede", "confess", "confirm", "disclose", "divulge", "find", "let slip",
     "note", "observe", "point out", "recall", "remember", "remind", "reveal", "see", "verify", "agree", "accept")
)  # fmt: skip
REPORTING_PHRASES = (
    r"h(?:olds?|eld|olding)(?: \S+){1,4} (?:responsible|accountable)"
    r"|ma(?:kes?|de) (?:the |an |that )?(?:accusation|allegation|claim|charge)"
)


def read_text(item: "Item", answer: Any, *, due: str, name: str) -> str:  # noqa: ANN401
    """Return an answer that is a text of a fitting length.

    Args:
        item: the item; its key says how many words are due.
        answer: what the student gave.
        due: what is due, as the subject of “are due”.
        name: what the text is called, e.g. "report".

    Raises:
        FormError: if it is no text, or too short or too long.
        OpenError: if nothing was written yet.
    """
    if not isinstance(answer, str):
        raise FormError(f"{due} between quotation marks are due; found {shown(answer)}.")
    if answer.strip() in {"", "...", "…"}:
        raise OpenError(f"Write your {name} in place of the dots.")
    count, least, most = len(answer.split()), item.spec["least_words"], item.spec["most_words"]
    if not least <= count <= most:
        raise FormError(f"Your text has {count} words; {least} to {most} are due.")
    return answer


def any_of(phrases: Sequence[str]) -> str:
    """Return a pattern for any of some phrases in a folded text, as whole words."""
    return r"\b(?:" + "|".join(re.escape(fold(phrase)) for phrase in phrases) + r")\b"


def verbs(*labels: str, but: frozenset[str] = frozenset()) -> str:
    """Return a pattern for the reporting verbs of the kit’s lexicon that have one of these labels, folded."""
    forms = {
        fold(form)
        for entry in load_lexicon("reporting").entries
        if entry.label in labels and entry.lemma not in but
        for form in (entry.lemma, *entry.forms)
    }
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
