"""Time and memory of the language tools on a text of up to a million words.

The text is made of the sentences of the first case, over and over in ever new order. It repeats itself far more than
any real text, which is hard on whatever looks for repetitions.

Each figure is measured in a fresh process, so that nothing is warm and no memory is left over from the one before. The
peak is the most memory that the whole process ever held, as the operating system counts it: Python and its libraries
(well over 100 MB), the text, and what the tool needs. Counting it slows nothing down, so one run gives both figures.
"""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import nan
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from attributed.case import load_case
from attributed.tokens import count_words, word_spans

SIZES = (250_000, 500_000, 1_000_000)
SENTENCES_IN_A_PARAGRAPH = 4
MEGABYTE = 1024**2


class Measured(NamedTuple):
    """What was run, on a text of how many words, how long it took, and the most memory that its process held."""

    what: str
    words: int
    seconds: float
    peak_mb: float


def make_text(words: int, seed: int = 2021) -> str:
    """Make a text of exactly so many words; the same seed makes the same text.

    All the sentences of the two articles are shuffled, then all of them again, and so on; a paragraph ends after every
    fourth. The last sentence is cut where the words are used up.
    """
    sentences = [sentence.text for article in load_case().articles.values() for sentence in article.sentences]
    lengths = [count_words(sentence) for sentence in sentences]
    chosen: list[str] = []
    for place in _shuffled_for_ever(len(sentences), seed):
        if words <= lengths[place]:
            chosen.append(_first_words(sentences[place], words))
            break
        chosen.append(sentences[place])
        words -= lengths[place]
    size = SENTENCES_IN_A_PARAGRAPH
    return "\n\n".join(" ".join(chosen[first : first + size]) for first in range(0, len(chosen), size))


def _shuffled_for_ever(size: int, seed: int) -> Iterator[int]:
    random = np.random.default_rng(seed)
    while True:
        yield from random.permutation(size).tolist()


def _first_words(text: str, words: int) -> str:
    spans = list(word_spans(text))[:words]
    return text[: spans[-1][1]] if spans else ""


def halves(text: str) -> tuple[str, str]:
    """Cut a text in two at the paragraph break next to its middle."""
    middle = text.index("\n\n", len(text) // 2)
    return text[:middle], text[middle:]


def run_concordance(text: str) -> None:
    """List every place of a frequent word."""
    from attributed.concordance import concordance  # noqa: PLC0415  # each tool is loaded only where it is measured

    concordance(text, "China")


def run_keyness(text: str) -> None:
    """Compare the words of the two halves."""
    from attributed.keyness import keyness  # noqa: PLC0415

    keyness(*halves(text))


def run_shared_phrases(text: str) -> None:
    """List what the two halves have in common."""
    from attributed.shared import shared_phrases  # noqa: PLC0415

    first, second = halves(text)
    shared_phrases({"first half": first, "second half": second})


TOOLS: dict[str, Callable[[str], None]] = {
    "concordance": run_concordance,
    "keyness": run_keyness,
    "shared_phrases": run_shared_phrases,
}


def measure(sizes: Sequence[int] = SIZES, tools: Sequence[str] = tuple(TOOLS)) -> list[Measured]:
    """Run each tool on texts of these sizes, each time in a process of its own.

    It starts new Python processes, so a script that calls it needs the usual `if __name__ == "__main__":`.
    """
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for words in sizes:
            path = Path(folder) / f"{words}.txt"
            path.write_text(make_text(words), encoding="utf-8", newline="")
            for what in tools:
                with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as fresh:
                    seconds, peak = fresh.submit(_measure_one, what, path).result()
                rows.append(Measured(what, words, seconds, peak))
    return rows


def _measure_one(what: str, path: Path) -> tuple[float, float]:
    text = path.read_text(encoding="utf-8")
    start = perf_counter()
    TOOLS[what](text)
    return perf_counter() - start, _peak_in_megabytes()


def _peak_in_megabytes() -> float:
    """Return the most memory that this process ever held; nan on Windows, where Python cannot ask for it."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux: getrusage would count the process that started this one, too
        held = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) * 1024 / MEGABYTE
    if sys.platform == "win32":
        return nan
    from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415  # Windows has no such module

    return getrusage(RUSAGE_SELF).ru_maxrss / MEGABYTE  # macOS: in bytes


def long_case(folder: Path, words: int) -> Path:
    """Make a copy of the first case in which Dawn’s article goes on for so many words more, and return its folder.

    What the case says of the articles stays true: the new words stand behind the last line of the captured file.
    """
    source = load_case()
    made = Path(shutil.copytree(source.path, folder / source.id))
    article = source.articles["dawn"]
    lines = article.text.count("\n") + 1
    more = make_text(words)
    longer = f"{article.text}\n\n{more}\n".encode()
    (made / "articles" / article.path.name).write_bytes(longer)
    description = (made / "case.toml").read_text(encoding="utf-8")
    description = description.replace(article.sha256, hashlib.sha256(longer).hexdigest())
    last = article.blocks[-1]
    block = f'{{ role = "furniture", lines = [{last.first_line}, {last.last_line}] }},\n'
    if description.count(block) != 1:
        raise ValueError(f"{source.path}: the last block of Dawn’s article is no longer furniture.")
    first = lines + 2
    added = f'    {{ role = "body", lines = [{first}, {first + more.count(chr(10))}] }},\n'
    (made / "case.toml").write_text(description.replace(block, block + added), encoding="utf-8")
    return made
