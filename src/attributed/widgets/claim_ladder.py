"""The claim ladder: a statement placed by link and certainty, then set beside the official words that it renders."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import pandas as pd

from attributed.errors import KitError
from attributed.official import CERTAINTY_ORDER, official_renderings
from attributed.scoring import Gold, score_codes
from attributed.statements import expect_statement
from attributed.theme import side_looks, symbol
from attributed.widgets.answerfile import AnswerFile
from attributed.widgets.ladder_picture import HEIGHT, LEFT, TOP, WIDTH, Picture, Place, Sign, picture_of
from attributed.widgets.one_by_one import OneByOne
from attributed.widgets.parts import side_of
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface

if TYPE_CHECKING:
    from attributed.case import Case

_AXES = {"link": "ladder", "certainty": "certainty"}
"""What a statement is placed by, and the codebook that has the labels."""
_KEYS = {"rung": "123456789", "other": "0", "certainty": "qweryuip"}
"""What puts a statement on a rung, from the bottom, on no rung, or into a column; no other command has these keys."""
_MOST_IN_CELL, _MOST_ROWS = 4, 50
_HALF = 0.5


class Placing(TypedDict):
    """Where a reader put a statement; None where that is open."""

    link: str | None
    certainty: str | None


class ClaimLadder(OneByOne):
    """Statements to be placed on a grid, and afterwards their adjudicated places and the words that they render.

    `places` has the rungs as `plot_ladder` takes a guess; `codes` has both labels of every statement.
    """

    title = "Claim ladder"
    template = "claim_ladder.html.j2"

    def __init__(self, case: "Case", statements: Sequence[str], file: Path) -> None:
        """Set out the statements, and read the places that are there already."""
        self.books = {axis: case.codebooks[book] for axis, book in _AXES.items()}
        ladder, certainty = self.books["link"], self.books["certainty"]
        self.rows = [*reversed(ladder.rungs), *(label for label in ladder.labels if label not in ladder.rungs)]
        first = [label for label in CERTAINTY_ORDER if label in certainty.labels]
        self.columns = [*first, *(label for label in certainty.labels if label not in first)]
        self._keys = {
            "link": dict(zip(ladder.rungs, _KEYS["rung"], strict=False))
            | dict(zip(self.rows[len(ladder.rungs) :], _KEYS["other"], strict=False)),
            "certainty": dict(zip(self.columns, _KEYS["certainty"], strict=False)),
        }
        super().__init__(case, statements, AnswerFile(file, {"case": case.id, "places": "ladder and certainty"}))

    # Where statements were put

    @property
    def places(self) -> dict[str, str]:
        """The rungs so far, statement id -> rung, of the statements that `plot_ladder` can draw."""
        rungs, table = self.books["link"].rungs, self._renderings
        drawable = set(table.loc[table["link"].isin(rungs) & table["rendering_link"].isin(rungs), "rendering"])
        return {key: link for key, link in self.codes["link"].items() if key in drawable and link in rungs}

    @property
    def codes(self) -> dict[str, dict[str, str]]:
        """The labels so far: "link" and "certainty", each statement id -> label, as `score_codes` takes them."""
        placings = {key: self._placing(key) for key in self.ids}
        return {
            "link": {key: one["link"] for key, one in placings.items() if one["link"]},
            "certainty": {key: one["certainty"] for key, one in placings.items() if one["certainty"]},
        }

    def _placing(self, key: str) -> Placing:
        """Return where a statement was put, without labels that the codebooks no longer have."""
        change = self.file.latest.get(key)
        saved = change.answer if change and isinstance(change.answer, Mapping) else {}
        link, certainty = saved.get("link"), saved.get("certainty")
        return Placing(
            link=link if link in self.rows else None, certainty=certainty if certainty in self.columns else None
        )

    def is_open(self, key: str) -> bool:
        """Tell whether a statement has no row or no column yet."""
        return not all(self._placing(key).values())

    @cached_property
    def _gold(self) -> dict[str, Gold]:
        return {axis: self.case.gold(book) for axis, book in _AXES.items()}

    @cached_property
    def _adjudications(self) -> dict[str, dict[Any, dict[Any, Any]]]:
        return {axis: gold.table.to_dict("index") for axis, gold in self._gold.items()}

    @cached_property
    def _renderings(self) -> pd.DataFrame:
        return official_renderings(self.case)

    def _accepted(self, key: str, axis: str) -> tuple[str, ...]:
        """Return the adjudicated label and the alternatives; none where nobody has decided yet."""
        row = self._adjudications[axis][key]
        return (row["gold"], *row["alternatives"]) if row["gold"] else ()

    def _verdicts(self, keys: Sequence[str], axis: str) -> dict[str, str]:
        """Say how the labels of the reader’s stand to the adjudicated ones."""
        placed = {key: dict(self._placing(key))[axis] for key in keys}
        given = {key: str(label) for key, label in placed.items() if label and self._accepted(key, axis)}
        credit = score_codes(given, self._gold[axis])["credit"]
        words = {1.0: "also accepted", _HALF: "one rung away"}
        return {
            key: "same" if label == self._accepted(key, axis)[0] else words.get(float(credit[key]), "another")
            for key, label in given.items()
        }

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        key, standing = self.current, self._standing()
        moves = self._moves(key) if self.comparing else []
        return {
            **super().view(),
            "columns": [self._head("certainty", label, key) for label in self.columns],
            "rows": [self._row(label, key, standing) for label in self.rows],
            "placed": self._said(key),
            "open": not any(self._placing(key).values()),
            "books": [(self.books[axis].title, self.books[axis].labels.values()) for axis in _AXES],
            "adjudicated": self._adjudicated(key) if self.comparing else "",
            "moves": moves,
            "has_official": not self.case.official.empty,
            "picture": self._picture(key, moves) if moves else None,
            "pictured": self._pictured(key, moves),
            "left": LEFT, "top": TOP, "wide": WIDTH, "high": HEIGHT,
            "compared": self._compared() if self.comparing else [],
        }  # fmt: skip

    def _head(self, axis: str, label: str, key: str) -> dict[str, Any]:
        """Return the head of a row or a column, with the key that chooses it."""
        return {
            "label": label,
            "key": self._keys[axis].get(label, ""),
            "chosen": dict(self._placing(key))[axis] == label,
        }

    def _row(self, link: str, key: str, standing: Mapping[Place, Sequence[str]]) -> dict[str, Any]:
        cells = [self._cell((link, certainty), key, standing) for certainty in self.columns]
        return {**self._head("link", link, key), "cells": cells}

    def _standing(self) -> dict[Place, list[str]]:
        """Return the statements that stand in each cell."""
        standing: dict[Place, list[str]] = {}
        for key in self.ids:
            standing.setdefault(_place(self._placing(key)), []).append(key)
        return standing

    def _cell(self, place: Place, key: str, standing: Mapping[Place, Sequence[str]]) -> dict[str, Any]:
        here = standing.get(place, ())
        others = [one for one in here if one != key]
        sign, says = self._sign(place, key) if self.comparing else ("", "")
        shown = ", ".join(others[:_MOST_IN_CELL]) + (f" +{len(others) - _MOST_IN_CELL}" * (len(others) > _MOST_IN_CELL))
        named = f"{', '.join(place)}{f': {key} is here' if key in here else ''}{f'; also {shown}' if shown else ''}"
        return {
            "id": "-".join(place),
            "value": "|".join(place),
            "named": f"{named}{f'; {says}' if says else ''}",
            "chosen": key in here,
            "others": shown,
            "sign": sign,
        }

    def _sign(self, place: Place, key: str) -> tuple[str, str]:
        """Return the sign of the adjudicated place or of an accepted one, and what it says."""
        links, certainties = self._accepted(key, "link"), self._accepted(key, "certainty")
        if place[0] not in links or place[1] not in certainties:
            return "", ""
        if place == (links[0], certainties[0]):
            return "◆", "the adjudicated place"
        return "◇", "also accepted"

    def _said(self, key: str) -> str:
        placing = self._placing(key)
        if not any(placing.values()):
            return f"{key} has no place yet."
        return f"{key}: {placing['link'] or 'no row yet'}, {placing['certainty'] or 'no column yet'}"

    def _adjudicated(self, key: str) -> str:
        """Say in words where the coders put a statement, and what is accepted as well."""
        parts = []
        for axis in _AXES:
            accepted = self._accepted(key, axis)
            also = f" (also accepted: {', '.join(accepted[1:])})" if accepted[1:] else ""
            parts.append(f"{accepted[0]}{also}" if accepted else f"{axis} not decided yet")
        return f"{key} is adjudicated {', '.join(parts)}."

    def _moves(self, key: str) -> list[dict[str, Any]]:
        """Return the official words that a statement renders, and what became of them, in words."""
        wordings, known = self.case.official, self.case.codebooks["side"].labels
        table = self._renderings[self._renderings["rendering"] == key]
        return [
            {
                "wording": row["wording"],
                "actor": row["actor"],
                "side": row["side"],
                "shown": side_of(self.case, row["side"]) if row["side"] in known else "",
                "fact": row["fact"],
                "words": wordings.loc[row["wording"], "words"],
                "confidence": wordings.loc[row["wording"], "fact_confidence"],
                "place": (row["link"], row["certainty"]),
                "becomes": _becomes(row),
            }
            for row in table.to_dict("records")
        ]

    def _picture(self, key: str, moves: Sequence[Mapping[str, Any]]) -> Picture:
        looks = side_looks(self.case)
        official = [
            Sign(move["wording"], move["place"], "official", symbol(looks[move["side"]]), looks[move["side"]].colour,
                 str(number))
            for number, move in enumerate(moves, start=1)
        ]  # fmt: skip
        look = looks[moves[0]["side"]]
        statement = Sign(key, self._coded_place(key), "statement", symbol(look), look.colour, key)
        mine = Sign("you", _place(self._placing(key)), "guess", "◇", "", "")
        return picture_of(self.rows, self.columns, [*official, statement, mine], [(one.name, key) for one in official])

    def _coded_place(self, key: str) -> Place:
        codes = self.case.codes.loc[key]
        return str(codes["link"]), str(codes["certainty"])

    def _pictured(self, key: str, moves: Sequence[Mapping[str, Any]]) -> str:
        """Return the picture in words."""
        arrows = "; ".join(f"from {move['actor']} at {', '.join(move['place'])}" for move in moves)
        return f"Arrows to {key} at {', '.join(self._coded_place(key))}: {arrows}." if moves else ""

    def _compared(self) -> list[dict[str, str]]:
        first = self.number // _MOST_ROWS * _MOST_ROWS
        shown, rows = self.ids[first : first + _MOST_ROWS], []
        link, certainty = self._verdicts(shown, "link"), self._verdicts(shown, "certainty")
        for key in shown:
            links, certainties = self._accepted(key, "link"), self._accepted(key, "certainty")
            rows.append({
                "id": key,
                "mine": ", ".join(_place(self._placing(key))),
                "gold": ", ".join([*links[:1], *certainties[:1]]),
                "link": link.get(key, ""),
                "certainty": certainty.get(key, ""),
                "also": "; ".join(filter(None, (", ".join(links[1:]), ", ".join(certainties[1:])))),
            })  # fmt: skip
        return rows

    def table(self) -> pd.DataFrame:
        """Return the statements with the places given so far."""
        words = self.case.statements.loc[self.ids, ["speaker", "text"]]
        placings = [self._placing(key) for key in self.ids]
        return words.assign(
            link=[one["link"] or "" for one in placings], certainty=[one["certainty"] or "" for one in placings]
        )

    # What a reader does

    def on_place(self, action: Action) -> None:
        """Put the statement into a cell."""
        link, certainty = action.value.split("|")
        self._put(Placing(link=link, certainty=certainty))

    def on_link(self, action: Action) -> None:
        """Put the statement on a rung, or take it off again."""
        placing = self._placing(self.current)
        link = None if placing["link"] == action.value else action.value
        self._put(Placing(link=link, certainty=placing["certainty"]))

    def on_certainty(self, action: Action) -> None:
        """Say how much room the words leave, or take that back."""
        placing = self._placing(self.current)
        certainty = None if placing["certainty"] == action.value else action.value
        self._put(Placing(link=placing["link"], certainty=certainty))

    def on_clear(self, _: Action) -> None:
        """Take the statement off the grid."""
        if any(self._placing(self.current).values()):
            self._put(Placing(link=None, certainty=None))

    def still_open(self, many: int, named: str) -> str:
        """Say which statements have no place yet."""
        return (
            f"{many} statement{'s have' if many > 1 else ' has'} no place yet: {named}. A place is a row and a column. "
            f"Place first, compare then."
        )

    def _put(self, placing: Placing) -> None:
        """Put the statement in front there, if it is not there already."""
        if placing != self._placing(self.current):
            self.save(self.current, placing)


def _place(placing: Placing) -> Place:
    return placing["link"] or "", placing["certainty"] or ""


def _becomes(row: Mapping[Any, Any]) -> str:
    """Say what became of official words in the statement that renders them."""
    if pd.isna(row["rungs"]):
        on = (
            f"{row['link']} to {row['rendering_link']}"
            if row["link"] != row["rendering_link"]
            else f"both {row['link']}"
        )
        link = f"{on}, no step of the ladder"
    elif row["rungs"]:
        many = abs(row["rungs"])
        link = (
            f"{many} rung{'s' * (many != 1)} {'up' if row['rungs'] > 0 else 'down'}, from {row['link']} to "
            f"{row['rendering_link']}"
        )
    else:
        link = f"on the same rung, {row['link']}"
    one, other = row["certainty"], row["rendering_certainty"]
    return f"{link}; certainty {one} {'in both' if one == other else f'becomes {other}'}"


def _default_statements(case: "Case") -> list[str]:
    """Return the statements that render official words on a rung, in the order of the page."""
    table = official_renderings(case)
    rungs = case.codebooks["ladder"].rungs
    drawn = set(table.loc[table["link"].isin(rungs) & table["rendering_link"].isin(rungs), "rendering"])
    return [key for key in case.codes.index if key in drawn]


@or_refused("Claim ladder")
def claim_ladder(
    case: "Case", statements: str | Sequence[str] | None = None, *, file: str | Path | None = None
) -> Surface:
    """Place statements by link and certainty; every change is saved at once.

    Args:
        case: the case.
        statements: ids, in the order in which they are shown; None for all that render official words on a rung.
        file: where the places are kept; None for `answers-CASE-claims.jsonl` in the folder of the notebook.

    Returns:
        A `ClaimLadder`: `ladder.places` is a guess for `plot_ladder`. Bad input gives a sentence in its place.
    """
    if statements is None:
        ids = _default_statements(case)
    else:
        ids = list(dict.fromkeys([statements] if isinstance(statements, str) else statements))
    if not ids:
        raise KitError(
            f"There is nothing to place: {case.title} has no statements here that render official words. Name some, as "
            f"in claim_ladder(case, [{next(iter(case.codes.index), 'A01')!r}])."
        )
    for key in ids:
        expect_statement(case.statements, key)
    return ClaimLadder(case, ids, Path(file or f"answers-{case.id}-claims.jsonl"))
