"""How often `find_quotes` is right, and how fast it is.

Two sets of gold are read. The kit's own, `tests/data/quotations.toml`, holds invented texts. The other is not part of
the kit, because its texts belong to their publishers: articles of the PolNeAR corpus (Newell, Margolin and Ruths 2018)
with the scorer that belongs to them, and the two articles of the first case. Where that folder is missing, so are its
rows.
"""

import importlib.util
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

from attributed.quotations.find import Quote, find_quotes
from attributed.quotations.marks import has_two_apostrophes
from attributed.sentences import sentence_spans

SHORT = 3
SAME = 0.8
RUNS = 5
_OWN = Path(__file__).parents[1] / "tests" / "data"
OWN = {"invented texts": _OWN / "quotations.toml", "held-out texts": _OWN / "quotations_held_out.toml"}

Row = tuple[str, str, str]
"""What was read, what was measured, and the figure."""


def measure_own() -> Iterator[Row]:
    """Yield what is right on the kit's own texts; the speaker must be the whole phrase, to the letter."""
    for what, path in OWN.items():
        tally = Counter[str]()
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["text"]:
            tally += read_entry(entry)
        said = tally["said"]
        yield f"{said} quotations in the kit's {what}", "found", f"{tally['found']} of {said}"
        yield f"{said} quotations in the kit's {what}", "speaker right to the letter", f"{tally['speaker']} of {said}"
        yield f"{said} quotations in the kit's {what}", "cue right to the letter", f"{tally['cue']} of {said}"
        yield f"{tally['nobody']} things in marks in them that nobody says", "given to somebody", str(tally["wrong"])


def read_entry(entry: dict[str, Any]) -> Counter[str]:
    """Count what is right in one text of the kit's own gold.

    The counts: quotations that somebody says (`said`), those `found`, with the right `speaker`, with the right `cue`;
    things that `nobody` says, and those of them that were given to somebody (`wrong`).
    """
    text, place, quotes = entry["text"], 0, find_quotes(entry["text"])
    tally = Counter[str]()
    for gold in entry["quote"]:
        place = text.index(gold["words"], place) + 1
        quote = next((quote for quote in quotes if quote.start < place <= quote.start + 3), None)
        if "speaker" not in gold:
            tally["nobody"] += 1
            tally["wrong"] += quote is not None and quote.speaker is not None
            continue
        accepted = {gold["speaker"], *gold.get("accept", [])}
        own = text[quote.speaker_start : quote.speaker_end] if quote and quote.speaker is not None else ""
        tally["said"] += 1
        tally["found"] += quote is not None
        tally["speaker"] += own in accepted if quote is not None else "-" in accepted
        tally["cue"] += quote is not None and quote.cue == gold["cue"]
    return tally


def measure_corpus(folder: Path) -> Iterator[Row]:
    """Yield the figures on the PolNeAR articles in a folder, by the scorer that lies beside them."""
    scorer = _scorer(folder / "score_quotes.py")
    docs = _lines(folder / "polnear_quotes_dev.jsonl")
    what = f"{len(docs)} PolNeAR articles, {sum(len(doc['quotes']) for doc in docs)} quotations"
    found = {doc["id"]: find_quotes(doc["text"]) for doc in docs}
    predicted = {key: [_prediction(quote) for quote in quotes] for key, quotes in found.items()}
    all_of_them = scorer.score(docs, predicted)
    yield what, "quotation and speaker right: F1", str(all_of_them["e2e_F1"])
    yield what, "precision, recall of that", f"{all_of_them['e2e_P']}, {all_of_them['e2e_R']}"
    yield what, "quotation right: F1", str(all_of_them["F1"])
    yield (
        what,
        "speaker, cue right where the quotation is",
        f"{all_of_them['speaker_acc']} %, {all_of_them['cue_acc']} %",
    )
    short = [{**doc, "quotes": [quote for quote in doc["quotes"] if _is_short(doc["text"], quote)]} for doc in docs]
    count = sum(len(doc["quotes"]) for doc in short)
    yield f"{count} of them of {SHORT} words or fewer", "both right", f"{scorer.score(short, predicted)['e2e_R']} %"
    nobody = [(doc["id"], span["quote"]) for doc in docs for span in doc["unattributed"]]
    wrong = sum(
        any(quote["speaker"] and scorer.iou(quote["quote"], span) >= SAME for quote in predicted[key])
        for key, span in nobody
    )
    yield f"{len(nobody)} quoted spans that nobody says", "given to somebody", str(wrong)
    archived = [doc for doc in docs if has_two_apostrophes(doc["text"])]
    more = sum(len(find_quotes(doc["text"], two_apostrophes=True)) for doc in archived)
    yield f"{len(archived)} of the articles print '' for marks", "found when asked, not in the gold", str(more)
    texts = [doc["text"] for doc in docs]
    sentences = sum(1 for text in texts for line in text.split("\n") for _ in sentence_spans(line))
    yield what, "sentences a second, one core", f"{sentences / _fastest(texts):,.0f}"


def measure_case(folder: Path) -> Iterator[Row]:
    """Yield what is right on the two articles: spans to the character, and speakers to the word."""
    docs = _lines(folder / "seeds_gold.jsonl")
    spans = speakers = cues = total = 0
    for doc in docs:
        quotes = {(quote.start, quote.end): quote for quote in find_quotes(doc["text"])}
        for gold in doc["quotes"]:
            total += 1
            quote = quotes.get(tuple(gold["quote"]))
            if quote is None or quote.speaker_start is None or quote.speaker_end is None:
                continue
            spans += 1
            # The gold takes the comma behind an apposition in.
            speakers += any(quote.speaker_start == s and e - quote.speaker_end in {0, 1} for s, e in gold["source"])
            cues += any(quote.cue_start == start for start, _ in gold["cue"])
    yield "the two articles", "quotations found", f"{spans} of {total}"
    yield "the two articles", "speaker right, the whole phrase", f"{speakers} of {total}"
    yield "the two articles", "cue right", f"{cues} of {total}"


def _prediction(quote: Quote) -> dict[str, tuple[int, int] | None]:
    """Give a quotation in the scorer's form."""
    speaker = (quote.speaker_start, quote.speaker_end)
    cue = (quote.cue_start, quote.cue_end)
    return {
        "quote": (quote.start, quote.end),
        "speaker": None if speaker[0] is None or speaker[1] is None else (speaker[0], speaker[1]),
        "cue": None if cue[0] is None or cue[1] is None else (cue[0], cue[1]),
    }


def _is_short(text: str, quote: dict[str, Any]) -> bool:
    return len(re.findall(r"\w+", text[slice(*quote["quote"])])) <= SHORT


def _fastest(texts: Sequence[str]) -> float:
    """Return the shortest time of several runs over all texts, in seconds of the processor."""
    times = []
    for _ in range(RUNS):
        begin = process_time()
        for text in texts:
            find_quotes(text)
        times.append(process_time() - begin)
    return min(times)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
