"""Sentences: where one ends, decided by NLTK's Punkt with a list of abbreviations instead of a downloaded model."""

from collections.abc import Iterator

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

_ABBREVIATIONS = [
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "rev",
    "hon",
    "fr",
    "sr",
    "jr",
    "gen",
    "col",
    "lt",
    "maj",
    "capt",
    "cmdr",
    "adm",
    "sgt",
    "cpl",
    "pvt",
    "sen",
    "rep",
    "gov",
    "amb",
    "pres",
    "st",
    "u.s",
    "u.k",
    "u.n",
    "e.u",
    "d.c",
    "a.m",
    "p.m",
    "i.e",
    "e.g",
    "corp",
    "inc",
    "ltd",
    "co",
    "bros",
    "dept",
    "no",
    "vs",
    "jan",
    "feb",
    "mar",
    "apr",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
]


def _tokenizer() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


_PUNKT = _tokenizer()


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of every sentence of a paragraph."""
    return _PUNKT.span_tokenize(text)  # type: ignore[no-any-return]  # NLTK carries no types
