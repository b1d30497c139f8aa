"""The answer file: every change kept, nothing written over unseen, damage kept aside."""

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attributed.errors import KitError
from attributed.widgets.answerfile import AnswerFile

ABOUT = {"case": "towns", "codebook": "voice"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the answers are to be."""
    return tmp_path / "answers.jsonl"


def test_no_file_is_made_before_the_first_answer(path: Path) -> None:
    assert AnswerFile(path, ABOUT).answers == {}
    assert not path.exists()


def test_answers_are_read_back_and_the_newest_counts(path: Path) -> None:
    file = AnswerFile(path, ABOUT)
    for answer in ("DQ", "PQ", {"labels": ["“é”"], "doubt": True}):
        assert file.put("A1", answer) is None
    file.put("A2", None)
    assert AnswerFile(path, ABOUT).answers == {"A1": {"labels": ["“é”"], "doubt": True}, "A2": None}


def test_an_earlier_answer_stays_in_the_file(path: Path) -> None:
    file = AnswerFile(path, ABOUT)
    for answer in ("DQ", "PQ"):
        file.put("A1", answer)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert lines[0] == {"attributed": 1, **ABOUT}
    assert [line["answer"] for line in lines[1:]] == ["DQ", "PQ"]


def test_what_another_tab_changed_is_returned_and_not_written_over(path: Path) -> None:
    mine, other = AnswerFile(path, ABOUT), AnswerFile(path, ABOUT)
    mine.put("A1", "DQ")
    assert other.put("A2", "NAR") is None, "another key is no conflict"
    stands = other.put("A1", "PQ")
    assert stands is None or stands.answer == "DQ"
    found = mine.put("A2", "IS")
    assert found is not None
    assert (found.answer, found.tab) == ("NAR", other.tab)
    assert AnswerFile(path, ABOUT).answers["A2"] == "NAR"
    assert mine.put("A2", "IS") is None, "the second time the reader has seen it"
    assert AnswerFile(path, ABOUT).answers["A2"] == "IS"


def test_a_tab_that_has_not_looked_since_is_told_even_of_its_first_answer(path: Path) -> None:
    mine, other = AnswerFile(path, ABOUT), AnswerFile(path, ABOUT)
    other.put("A1", "NAR")
    found = mine.put("A1", "DQ")
    assert found is not None
    assert found.answer == "NAR"


def test_the_same_answer_from_another_tab_is_no_conflict(path: Path) -> None:
    mine, other = AnswerFile(path, ABOUT), AnswerFile(path, ABOUT)
    mine.put("A1", "DQ")
    other.refresh()
    other.put("A1", "DQ")
    assert mine.put("A1", "PQ") is None


def test_many_tabs_at_once_lose_no_line(path: Path) -> None:
    def write(tab: AnswerFile, number: int) -> None:
        for turn in range(50):
            tab.put(f"{number}-{turn}", turn)

    tabs = [AnswerFile(path, ABOUT) for _ in range(4)]
    threads = [threading.Thread(target=write, args=(tab, number)) for number, tab in enumerate(tabs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fresh = AnswerFile(path, ABOUT)
    assert fresh.notices == []
    assert fresh.answers == {f"{number}-{turn}": turn for number in range(4) for turn in range(50)}


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_file_cut_off_by_a_crash_gives_what_is_whole_and_is_kept_aside(path: Path, cut: int) -> None:
    file = AnswerFile(path, ABOUT)
    file.put("A1", "DQ")
    file.put("A2", "IS")
    damaged = path.read_bytes()[:-cut]
    path.write_bytes(damaged)
    again = AnswerFile(path, ABOUT)
    if cut == 1:  # only the end of the line is missing
        assert again.answers == {"A1": "DQ", "A2": "IS"}
        return
    assert again.answers == {"A1": "DQ"}
    assert "1 line of answers.jsonl cannot be read" in again.notices[0]
    assert path.with_name("answers.damaged-1.jsonl").read_bytes() == damaged
    again.put("A2", "NAR")
    assert AnswerFile(path, ABOUT).answers == {"A1": "DQ", "A2": "NAR"}


def test_a_line_that_lacks_its_end_does_not_swallow_the_next(path: Path) -> None:
    file = AnswerFile(path, ABOUT)
    file.put("A1", "DQ")
    path.write_bytes(path.read_bytes()[:-1])
    AnswerFile(path, ABOUT).put("A2", "IS")
    assert AnswerFile(path, ABOUT).answers == {"A1": "DQ", "A2": "IS"}


def test_a_second_damaged_file_is_kept_beside_the_first(path: Path) -> None:
    for number in (1, 2):
        path.write_bytes(b"\x00\xff no answers\n")
        assert f"kept as answers.damaged-{number}.jsonl" in AnswerFile(path, ABOUT).notices[0]
        assert not path.exists()


@settings(deadline=None)
@given(data=st.binary(max_size=200))
def test_no_file_whatever_is_in_it_raises_anything_but_a_sentence_or_is_lost(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "answers.jsonl"
    path.write_bytes(data)
    file = AnswerFile(path, ABOUT)
    file.put("A1", "DQ")
    assert AnswerFile(path, ABOUT).answers["A1"] == "DQ"
    kept = [one.read_bytes() for one in path.parent.iterdir()]
    assert any(one.startswith(data.rstrip(b"\n")) or data in one for one in kept)


def test_a_file_that_vanished_is_written_again_with_all_answers(path: Path) -> None:
    file = AnswerFile(path, ABOUT)
    file.put("A1", "DQ")
    path.unlink()
    file.put("A2", "IS")
    assert AnswerFile(path, ABOUT).answers == {"A1": "DQ", "A2": "IS"}


def test_answers_about_something_else_are_refused_and_left_alone(path: Path) -> None:
    AnswerFile(path, ABOUT).put("A1", "DQ")
    before = path.read_bytes()
    with pytest.raises(KitError, match="has answers about case 'towns', codebook 'voice'; this widget asks about"):
        AnswerFile(path, {"case": "towns", "codebook": "frame"})
    assert path.read_bytes() == before


def test_a_folder_in_the_way_gets_one_sentence(path: Path) -> None:
    path.mkdir()
    with pytest.raises(KitError, match="move what is there out of the way"):
        AnswerFile(path, ABOUT)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that even root cannot write")
def test_a_folder_that_cannot_be_written_gets_one_sentence_and_the_answer_lasts() -> None:
    file = AnswerFile(Path("/proc/answers.jsonl"), ABOUT)
    with pytest.raises(KitError, match=r"not being saved: answers\.jsonl cannot be written"):
        file.put("A1", "DQ")
    assert file.answers == {"A1": "DQ"}


def test_every_answer_is_on_the_disk_before_the_call_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size))
    AnswerFile(path, ABOUT).put("A1", "DQ")
    assert synced == [path.stat().st_size]
