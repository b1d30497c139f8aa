"""A file is written whole or not at all."""

from pathlib import Path

import pytest

from attributed.writing import write_whole


def test_it_writes_and_writes_over_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"page.html": b"two"}


def test_what_was_there_stays_if_the_new_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    write_whole(path, b"one")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"two")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"page.html": b"one"}


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"one")
