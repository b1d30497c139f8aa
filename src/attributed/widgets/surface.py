"""What every widget of the kit is: regions of a page drawn from a template, and actions that come back.

A widget has one Jinja template with a block for each region, and a method `on_…` for every action that its markup
names in `data-do` or `data-input`. After an action all regions are drawn and sent in one message, for each message
costs more than the markup in it; the browser puts in place those that changed. Where no front end is attached a widget
shows a table in place of itself.
"""

import html
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Never

import ipywidgets
import pandas as pd
import traitlets
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from attributed.errors import KitError
from attributed.texttable import TextTable
from attributed.theme import stylesheet
from attributed.widgets.front import has_front_end

_HERE = Path(__file__).parent
_PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="

templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Action:
    """What a reader did: `value` says with what, `at` the id of the thing that had the focus."""

    do: str
    value: str
    at: str


@dataclass
class _Region:
    """The markup of one region, and how often it has changed: by that number the browser knows what to draw."""

    value: str = ""
    changes: int = 0

    def draw(self, value: str) -> None:
        """Take new markup."""
        if value != self.value:
            self.value = value
            self.changes += 1

    def __str__(self) -> str:
        return f'<div class="at-region" data-drawn="{self.changes}">{self.value}</div>'


class _Inbox(ipywidgets.Textarea):  # type: ignore[misc]  # ipywidgets has no types
    """Where the browser leaves its actions; they are not sent back to it."""

    value = traitlets.Unicode("").tag(sync=True, echo_update=False)


class Surface(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A widget of the kit.

    A subclass sets `title` and `template`, and has `view()`, the values that the template needs, `table()`, what is
    shown where no front end is attached, and a method `on_NAME(action)` for every action of its markup.
    """

    title: str
    template: str

    def __init__(self) -> None:
        """Draw the regions for the first time."""
        self.message = ""
        self._taken: dict[str, int] = {}
        self._template = templates.get_template(self.template)
        self._regions = {name: _Region() for name in self._template.blocks}
        self._message, self._acknowledged = _Region(), _Region()
        self._page = ipywidgets.HTML()
        self._page.add_class("at-page")
        self._inbox = _Inbox(layout={"display": "none"}, tabbable=False)
        self._inbox.add_class("at-inbox")
        super().__init__([ipywidgets.HTML(_head(self.title)), self._page, self._inbox])
        self.add_class("at-surface")
        self.redraw()
        self._inbox.observe(self._receive, "value")

    def view(self) -> Mapping[str, Any]:
        """Return the values that the template needs."""
        raise NotImplementedError

    def table(self) -> pd.DataFrame:
        """Return what is shown where no front end is attached."""
        raise NotImplementedError

    def on_settle(self, action: Action) -> None:
        """Take note that a field for text was left; a widget that draws one with what was typed does so now."""

    def redraw(self) -> None:
        """Draw every region, and send them."""
        context = self._template.new_context(dict(self.view()))
        for name, region in self._regions.items():
            region.draw("".join(self._template.blocks[name](context)))
        self._message.draw(_MESSAGE.render(message=self.message))
        self._send_page()

    def _send_page(self) -> None:
        taken = html.escape(json.dumps(self._taken))
        self._acknowledged.draw(f'<span class="at-taken" hidden>{taken}</span>')
        self._page.value = "".join(map(str, (*self._regions.values(), self._message, self._acknowledged)))

    def act(self, do: str, value: str = "", at: str = "") -> None:
        """Do what a click or a key would do; errors of a reader become the message of the widget."""
        self.message = ""
        try:
            getattr(self, f"on_{do}")(Action(do, value, at))
        except KitError as error:
            self.message = str(error)
        self.redraw()

    def _receive(self, change: Mapping[str, Any]) -> None:
        """Take the actions that are new from the list of those that the browser knows no answer to."""
        with self._page.hold_sync():
            for sent in json.loads(change["new"] or "[]"):
                if sent["n"] > self._taken.get(sent["view"], 0):
                    self._taken[sent["view"]] = sent["n"]
                    self._answer(sent)
            self._send_page()

    def _answer(self, sent: Mapping[str, Any]) -> None:
        try:
            self.act(sent["do"], sent["value"], sent["at"])
        except Exception:
            logging.getLogger(__name__).exception("%s: the action %r failed", self.title, sent["do"])
            self.message = "Something went wrong inside the kit. Run the cell again; what you saved is kept."
            self.redraw()

    def _repr_mimebundle_(self, **options: object) -> dict[str, Any]:
        if has_front_end():
            bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
            return bundle
        table = TextTable(self.table())
        caption = f"{self.title}: a table, because no page is attached that could be clicked."
        return {"text/plain": f"{caption}\n{table}", "text/html": f"<p>{caption}</p>{table._repr_html_()}"}


class _NeverMadeError(KitError, AttributeError):
    """What a widget would have had, if it had been made."""


class Refused(Surface):
    """A sentence where a widget would be: why it cannot be shown, and what to do."""

    template = "refused.html.j2"

    def __init__(self, title: str, reason: str) -> None:
        """Keep the sentence."""
        self.title, self.reason = title, reason
        super().__init__()

    def __getattr__(self, name: str) -> Never:
        """Say the sentence once more to a later cell that asks for what the widget would have had."""
        if name.startswith("_"):
            raise AttributeError(name)
        raise _NeverMadeError(self.reason)

    def view(self) -> Mapping[str, Any]:
        """Return the sentence."""
        return {"reason": self.reason}

    def table(self) -> pd.DataFrame:
        """Return the sentence as the only row."""
        return pd.DataFrame({self.title: [self.reason]})


_MESSAGE: Template = templates.from_string('<p class="at-message" data-announce>{{ message }}</p>')


@cache
def _files() -> tuple[str, str]:
    script = (_HERE / "browser" / "surface.js").read_text(encoding="utf-8")
    style = (_HERE / "browser" / "surface.css").read_text(encoding="utf-8")
    return script, style


def _head(title: str) -> str:
    """Return the name of a widget, its looks, and the image whose loading starts the script of its view."""
    script, style = _files()
    start = html.escape(f"({script.strip()})(this)", quote=True)
    return (
        f"<style>{stylesheet()}{style}</style>"
        f"<p class='at-name'>{html.escape(title)}</p>"
        f'<img alt="" hidden src="{_PIXEL}" onload="{start}">'
        f"<p class='at-waiting'>Run this cell to use it.</p>"
    )
