"""What every widget does with an action, without a browser: one answer, which says what changed."""

import html
import json
import re
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from attributed.case import Case
from attributed.widgets import claim_ladder
from attributed.widgets.claim_ladder import ClaimLadder

REGION = re.compile(r'<div class="at-region" data-drawn="(\d+)">')


@pytest.fixture
def ladder(case: Case, tmp_path: Path) -> ClaimLadder:
    """Some widget."""
    made = claim_ladder(case, ["D04", "D25"], file=tmp_path / "answers.jsonl")
    assert isinstance(made, ClaimLadder)
    return made


@pytest.fixture
def sent(ladder: ClaimLadder, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What goes to the browser from now on."""
    messages: list[Any] = []
    monkeypatch.setattr(ipywidgets.Widget, "_send", lambda _, message, **__: messages.append(message))
    assert ladder.comm is not None
    return messages


def actions(*did: tuple[str, str]) -> dict[str, str]:
    """Return the state of an inbox into which a browser has put these actions."""
    listed = [{"view": "a", "n": n, "do": do, "value": value, "at": ""} for n, (do, value) in enumerate(did, start=1)]
    return {"value": json.dumps(listed)}


def drawn(page: str) -> list[str]:
    """Return the number of every region of a page: how often it has changed."""
    return REGION.findall(page)


def test_an_action_is_answered_by_one_message_and_several_at_once_too(ladder: ClaimLadder, sent: list[Any]) -> None:
    place = ("place", f"{ladder.rows[0]}|{ladder.columns[0]}")
    ladder._inbox.set_state(actions(place))
    assert [message["method"] for message in sent] == ["update"]
    assert "1 of 2 placed" in sent[0]["state"]["value"]
    ladder._inbox.set_state(actions(place, ("move", "1"), ("tests", ""), ("no_such", "")))
    assert [message["method"] for message in sent] == ["update"] * 2
    assert "Something went wrong" in sent[1]["state"]["value"]
    assert '{"a": 4}' in html.unescape(sent[1]["state"]["value"]), "what the browser need not send again"


def test_only_what_changed_is_numbered_anew(ladder: ClaimLadder) -> None:
    before = drawn(ladder._page.value)
    assert len(before) == len(ladder._regions) + 2
    ladder.act("tests")
    after = drawn(ladder._page.value)
    changed = [name for name, one, other in zip(ladder._regions, before, after, strict=False) if one != other]
    assert changed == ["grid"]
