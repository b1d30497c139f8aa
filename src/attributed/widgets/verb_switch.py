"""The verb switch: exchange the verb that reports a statement, by class, and read the sentence again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from attributed.errors import KitError
from attributed.lexicon import mark
from attributed.reword import Change, Reworded, reword, reword_at
from attributed.statements import expect_statement
from attributed.texttable import TextTable
from attributed.verbswitch import Switch, Verb, switch_of, switchable
from attributed.widgets.refusal import or_refused
from attributed.widgets.surface import Action, Surface

if TYPE_CHECKING:
    from attributed.case import Case

_MOST_CHOICES = 200
_KEYS = "123456789"
_OPTION = Markup('<option value="{}|{}">{}</option>')


class VerbSwitch(Surface):
    """A statement whose verb can be exchanged. `reworded` is the statement as it reads now."""

    template = "verb_switch.html.j2"
    title = "Verb switch"

    def __init__(self, case: "Case", statement: str | None = None) -> None:
        """Show a statement as it was printed."""
        self.case = case
        self.ids = switchable(case)
        if statement is not None:
            expect_statement(case.statements, statement)
        elif not self.ids:
            raise KitError(f"There is no verb to exchange: no statement of the case {case.id!r} has its cue in it.")
        self._choices = [self._choice(key) for key in self.ids[:_MOST_CHOICES]]
        self._switches: dict[str, Switch] = {}
        self._every: dict[str, dict[str, Markup]] = {}
        self._chosen: dict[str, Verb] = {}
        self._own: dict[str, tuple[str, str]] = {}
        self.key = statement or self.ids[0]
        self._drawn = self._fields()
        super().__init__()

    @property
    def _switch(self) -> Switch:
        if self.key not in self._switches:
            self._switches[self.key] = switch_of(self.case, self.key)
        return self._switches[self.key]

    @property
    def reworded(self) -> Reworded:
        """The statement as it reads now; without a change, as it was printed."""
        old, new = self._own.get(self.key, ("", ""))
        if new.strip():
            return reword(self.case, self.key, {old: new})
        return reword_at(self.case, self.key, self._verb.places if self._verb else [])

    @property
    def _verb(self) -> Verb | None:
        """The verb that stands in the place of the cue, if the reader has written no words of their own."""
        return None if self._own.get(self.key, ("", ""))[1].strip() else self._chosen.get(self.key)

    def table(self) -> pd.DataFrame:
        """Return the verbs that fit the sentence, by class, and how it reads with each."""
        verbs = [verb for verbs in self._switch.fitting.values() for verb in verbs]
        rows = [(verb.label, verb.words, self._read(reword_at(self.case, self.key, verb.places))) for verb in verbs]
        printed = (self._switch.label, self._switch.cue, self._read(reword_at(self.case, self.key, [])))
        return TextTable([printed, *rows], columns=["class", "words", "sentence"])

    @staticmethod
    def _read(reworded: Reworded) -> str:
        return "".join(part if isinstance(part, str) else f"[{part.new}]" for part in reworded.parts)

    # What the page shows

    def view(self) -> Mapping[str, Any]:
        """Return what the template needs."""
        switch, row = self._switch, dict(self.case.statements.loc[self.key])
        try:
            reworded = self.reworded
        except KitError as error:  # while words of one’s own are being typed
            self.message, reworded = str(error), reword_at(self.case, self.key, [])
        number = self.ids.index(self.key)
        return {
            "case": self.case,
            "key": self.key,
            "row": row,
            "first": number == 0,
            "last": number == len(self.ids) - 1,
            "choices": self._choices,
            "many": len(self.ids),
            "switch": switch,
            "cue_class": self._class_name(switch.label),
            "reworded": reworded,
            "parts": self._parts(reworded),
            "now": self._now(reworded),
            "classes": self._classes(switch),
            "is_verb": any(switch.every.values()),
            "fields": self._drawn,
        }

    def _choice(self, key: str) -> dict[str, str]:
        row = dict(self.case.statements.loc[key])
        outlet = self.case.articles[row["article"]].outlet
        return {"id": key, "text": f"{key} · {outlet}: “{row['cue']}”"}

    def _parts(self, reworded: Reworded) -> list[dict[str, str]]:
        """Cut the statement into what is printed, the cue, and what the reader has put in."""
        if reworded.changes:
            return [
                {"kind": "new", "text": part.new or "–"} if isinstance(part, Change) else {"kind": "", "text": part}
                for part in reworded.parts
            ]
        switch, text = self._switch, "".join(map(str, reworded.parts))
        return [
            {"kind": "", "text": text[: switch.start]},
            {"kind": "cue", "text": text[switch.start : switch.end]},
            {"kind": "", "text": text[switch.end :]},
        ]

    def _now(self, reworded: Reworded) -> str:
        """Say which class the words have that stand in the place of the cue."""
        if not reworded.changes:
            return ""
        if self._verb:
            return f"{self._verb.words}: {self._class_name(self._verb.label)}, by the kit’s lexicon"
        new = " … ".join(dict.fromkeys(change.new for change in reworded.changes))
        hits = list(dict.fromkeys(mark(new, "reporting")["label"]))
        if not hits:
            return f"{new}: not in the kit’s lexicon. Sort it by the tests below"
        return f"{new}: {', '.join(map(self._class_name, hits))}, by the kit’s lexicon"

    def _class_name(self, label: str) -> str:
        labels = self.case.codebooks["cue"].labels
        return f"{labels[label].name} ({label})" if label in labels else label

    def _classes(self, switch: Switch) -> list[dict[str, Any]]:
        labels = self.case.codebooks["cue"].labels
        chosen = self._verb
        return [
            {
                "label": label,
                "key": key,
                "name": labels[label].name if label in labels else label.lower(),
                "test": labels[label].test if label in labels else "",
                "verbs": [{"lemma": verb.lemma, "words": verb.words, "chosen": verb == chosen} for verb in verbs],
                "many": len(switch.every[label]),
                "every": self._options(label),
                "chosen": chosen is not None and chosen.label == label,
            }
            for key, (label, verbs) in zip(_KEYS, switch.fitting.items(), strict=False)
        ]

    def _options(self, label: str) -> Markup:
        """Return every verb of a class as options of a list; there are hundreds, so they are written once."""
        if self.key not in self._every:
            self._every[self.key] = {
                one: Markup("\n").join(_OPTION.format(one, verb.lemma, verb.words) for verb in verbs)
                for one, verbs in self._switch.every.items()
            }
        options, lemma = self._every[self.key][label], self._drawn["lemma"]
        value = Markup('value="{}|{}"').format(label, lemma)
        return options.replace(value, value + Markup(" selected"), 1) if lemma else options

    def _fields(self) -> dict[str, str]:
        """Return what the fields for words of one’s own have in them."""
        old, new = self._own.get(self.key, (self._switch.cue, ""))
        return {"key": self.key, "old": old, "new": new, "lemma": self._verb.lemma if self._verb else ""}

    # What a reader does

    def on_verb(self, action: Action) -> None:
        """Put a verb in the place of the cue, or take it out again."""
        label, lemma = action.value.split("|")
        verb = next(verb for verb in self._switch.fitting[label] if verb.lemma == lemma)
        self._choose(None if verb == self._verb else verb)

    def on_next(self, action: Action) -> None:
        """Put the next verb of a class in the place of the cue."""
        verbs = self._switch.fitting.get(action.value, ())
        if not verbs:
            raise KitError(
                f"No verb of the class {self._class_name(action.value)} fits this sentence as it stands. Choose one "
                f"below, or write words of your own."
            )
        place = verbs.index(self._verb) + 1 if self._verb in verbs else 0
        self._choose(verbs[place % len(verbs)])

    def on_every(self, action: Action) -> None:
        """Put any verb of the lexicon in the place of the cue; the list is left alone while it has the focus."""
        label, _, lemma = action.value.partition("|")
        verb = next((verb for verb in self._switch.every.get(label, ()) if verb.lemma == lemma), None)
        if verb:
            self._own.pop(self.key, None)
            self._chosen[self.key] = verb

    def on_printed(self, _: Action) -> None:
        """Show the statement as it was printed."""
        self._choose(None)

    def _choose(self, verb: Verb | None) -> None:
        self._own.pop(self.key, None)
        if verb:
            self._chosen[self.key] = verb
        else:
            self._chosen.pop(self.key, None)
        self._drawn = self._fields()

    def on_old(self, action: Action) -> None:
        """Say which words of the sentence are to be replaced."""
        self._write(action.value, self._own.get(self.key, ("", ""))[1])

    def on_new(self, action: Action) -> None:
        """Put words of one’s own in their place."""
        self._write(self._own.get(self.key, (self._switch.cue, ""))[0], action.value)

    def _write(self, old: str, new: str) -> None:
        self._own[self.key] = (old, new)

    def on_settle(self, _: Action) -> None:
        """Draw the fields with what was typed or picked."""
        self._drawn = self._fields()

    def on_move(self, action: Action) -> None:
        """Go to the statement before or after."""
        number = min(max(self.ids.index(self.key) + int(action.value), 0), len(self.ids) - 1)
        self._go(self.ids[number])

    def on_pick(self, action: Action) -> None:
        """Go to a statement by its id."""
        self._go(action.value)

    def _go(self, key: str) -> None:
        self.key = key
        self._drawn = self._fields()


@or_refused("Verb switch")
def verb_switch(case: "Case", statement: str | None = None) -> Surface:
    """Exchange the verb that reports a statement, by class, and read the sentence again.

    Args:
        case: the case.
        statement: the id of a statement whose cue stands in it; None for the first of the case.

    Returns:
        A `VerbSwitch`: `switch.reworded` is the statement as it reads now. Bad input gives a sentence in its place.
    """
    return VerbSwitch(case, statement)
