"""Writing a file whole or not at all."""

from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that whoever reads it, meanwhile or after a crash, has the old one or the new one.

    Raises:
        OSError: if it cannot be written; then what was there is there still.
    """
    if path.exists() and not path.is_file():  # a pipe or terminal cannot be replaced, and a folder must not be
        path.write_bytes(data)
        return
    half = path.with_name(f".{path.name}.half")
    try:
        half.write_bytes(data)
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
