"""Statements where they stand: the paragraph, the statement marked in it, and who, how and about whom."""

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attributed.statements import expect_statement

if TYPE_CHECKING:
    from attributed.case import Case


@dataclass(frozen=True)
class StatementCard:
    """One statement, ready to be read: `before`, `text` and `after` make up its paragraph."""

    id: str
    outlet: str
    part: str
    before: str
    text: str
    after: str
    speaker: str
    cue: str
    target: str
    quoted: int

    @property
    def answers(self) -> dict[str, str]:
        """Who speaks, by which cue, about whom, and how many of the words are quoted."""
        return {
            "speaker": _named(self.speaker),
            "cue": self.cue or "none",
            "about": self.target or "nobody named",
            "quoted words": str(self.quoted),
        }

    def __repr__(self) -> str:
        """Give the statement in one line, and below it the answers."""
        answers = " | ".join(f"{name}: {value}" for name, value in self.answers.items())
        return f"{self.id} ({self.outlet}, {self.part}): {self.before}[{self.text}]{self.after}\n   {answers}"

    def _repr_html_(self) -> str:
        words = [html.escape(part) for part in (self.before, self.text, self.after)]
        # Each answer stays on one line where it can, and no line begins with the dot that parts two of them.
        answers = " ·</span> ".join(
            f"<span style='display:inline-block'>{name}: <strong>{html.escape(value)}</strong>"
            for name, value in self.answers.items()
        )
        return (
            f"<div style='max-width:42em;margin:.4em 0 1.1em;line-height:1.5'><strong>{self.id}</strong> · "
            f"{html.escape(self.outlet)}, {self.part}<br>{words[0]}<mark style='background:#FFE9A8;color:#1A1A1A'>"
            f"{words[1]}</mark>{words[2]}<br>{answers}</span></div>"
        )


def _named(speaker: str) -> str:
    """Put into words what the coders set in brackets: that the article names nobody."""
    if not speaker.startswith("["):
        return speaker
    inside = speaker.strip("[]")
    return inside if inside.startswith("not named") else f"nobody named ({inside})"


class StatementCards(tuple[StatementCard, ...]):
    """Several cards, shown one below the other."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Give every card as text."""
        return "\n".join(repr(card) for card in self)

    def _repr_html_(self) -> str:
        return "".join(card._repr_html_() for card in self)


def show(case: "Case", *ids: str) -> StatementCards:
    """Show statements of a case, each marked in its paragraph, with speaker, cue and target.

    Raises:
        KitError: if there is no statement of that id.
    """
    table = case.statements
    cards = []
    for key in ids:
        expect_statement(table, key)
        row = dict(table.loc[key])
        article = case.articles[row["article"]]
        home = article.paragraph_at(row["start"])
        cards.append(
            StatementCard(
                id=key,
                outlet=article.outlet,
                part=row["part"],
                before=article.text[home.start : row["start"]],
                text=row["text"],
                after=article.text[row["end"] : home.end],
                speaker=row["speaker"],
                cue=row["cue"],
                target=row["target"],
                quoted=int(row["quoted"]),
            )
        )
    return StatementCards(cards)
