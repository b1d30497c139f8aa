"""What the person at the terminal reads."""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent


class CannotStart(Exception):  # noqa: N818  (named for what the person sees)
    """Something is missing that the person can put right. The message is the sentence they read."""


def say(sentence: str) -> None:
    """Print one line at once, also where the output is a pipe."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
