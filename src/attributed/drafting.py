"""Statements drafted from the quotations of an article: what can be read off the text, and a doubt for each guess."""

from collections.abc import Iterator, Sequence

from attributed.article import Article, Passage
from attributed.blocks import DATELINE
from attributed.errors import KitError
from attributed.lexicon import load_lexicon, mark
from attributed.quotations.find import Quote, find_quotes
from attributed.quotations.marks import has_two_apostrophes
from attributed.quotations.paragraph import Sentence, read_paragraph
from attributed.quotations.phrases import is_adverb, is_finite
from attributed.statements import COLUMNS
from attributed.undecided import Doubt, note_of

NOT_FOUND = "[not found by the machine]"
_PERSONAL = {"i", "we", "you", "he", "she", "it", "they"}
_RELATIVES = {"that", "which", "who"}


def draft_statements(letter: str, article: Article) -> Iterator[dict[str, str]]:
    """Draft one row for each quotation in the news text of an article.

    Raises:
        KitError: if a quotation runs over the end of a line, as in text of a fixed width.
    """
    text = article.text
    news = _news_only(article)
    passages = article.passages()
    quotes = [
        (quote, home)
        for quote in find_quotes(news, two_apostrophes=has_two_apostrophes(news))
        for home in [next((p for p in passages if p.start <= quote.start < p.end), None)]
        if home is not None
    ]
    lede = next((p.start for p in passages if p.role == "body"), -1)
    for number, (quote, home) in enumerate(quotes, start=1):
        if quote.end > home.end:
            raise KitError(
                f"{article.path.name}, line {home.line}: a quotation runs on into the next line. The lines seem to be "
                "broken at a fixed width. Put each paragraph on one line, and try again."
            )
        others = [(other.start, other.end) for other, _ in quotes if other is not quote]
        doubts = list(_doubts(text, quote))
        cue, cue_in, (start, end) = _place(quote, home, passages, others)
        if quote.cue and not cue:
            doubts.append(Doubt("cue", f"“{quote.cue}” stands further away than the paragraph before"))
        cells = dict.fromkeys(COLUMNS, "") | {
            "id": f"{letter}{number:02}",
            "article": article.id,
            "part": home.role if home.role != "body" else "lede" if home.start == lede else "body",
            "start": str(start),
            "end": str(end),
            "speaker": quote.speaker or NOT_FOUND,
            "cue": cue,
            "cue_in": cue_in,
            "cue_class": _cue_class(cue),
            "voice": "DQ" if _holds_a_clause(text, quote) else "PQ",
            "difficulty": "0",
            "use": "discuss",
        }
        if not cells["cue_class"]:
            doubts.append(Doubt("cue_class", f"“{cue}” is not in the lexicon of reporting verbs"))
        doubts.append(Doubt("voice", "by a rule: DQ if the marks seem to hold a subject with its verb"))
        cells["note"] = note_of(doubts)
        yield cells


def _news_only(article: Article) -> str:
    """Return the text with everything but news blanked out: offsets stay, and no rule reads across furniture.

    A dateline goes as well, or “GENEVA (Reuters) - Lund” would be the name of a speaker.
    """
    kept = [" " if character not in "\r\n" else character for character in article.text]
    for passage in article.passages():
        dateline = DATELINE.match(article.text, passage.start, passage.end)
        start = dateline.end() if dateline else passage.start
        kept[start : passage.end] = article.text[start : passage.end]
    return "".join(kept)


def _doubts(text: str, quote: Quote) -> Iterator[Doubt]:
    if quote.speaker is None:
        yield Doubt("speaker", "nobody is named: is it said by somebody at all")
    elif (quote.speaker_start, quote.speaker_end) != (quote.name_start, quote.name_end):
        pronoun = text[quote.speaker_start : quote.speaker_end]
        yield Doubt("speaker", f"by a rule, “{pronoun}” stands for the last name that fits, “{quote.speaker}”")
    elif quote.cue is None:
        yield Doubt("speaker", f"no reporting word: “{quote.speaker}” is taken over from what stands before")


def _place(
    quote: Quote, home: Passage, passages: Sequence[Passage], others: Sequence[tuple[int, int]]
) -> tuple[str, str, tuple[int, int]]:
    """Return the cue, where it stands, and the span: the quotation, with cue and speaker if none lies between."""
    start, end = quote.start, quote.end
    for low, high in ((quote.cue_start, quote.cue_end), (quote.speaker_start, quote.speaker_end)):
        if low is None or high is None or not home.start <= low < high <= home.end:
            continue
        wider = min(start, low), max(end, high)
        if not any(wider[0] < other_end and other_start < wider[1] for other_start, other_end in others):
            start, end = wider
    if quote.cue is None or quote.cue_start is None or quote.cue_end is None:
        return "", "", (start, end)
    if start <= quote.cue_start and quote.cue_end <= end:
        return quote.cue, "span", (start, end)
    if home.start <= quote.cue_start < home.end:
        return quote.cue, "paragraph", (start, end)
    before = passages[max(passages.index(home) - 1, 0)]
    return (quote.cue, "before", (start, end)) if quote.cue in before.text else ("", "", (start, end))


def _cue_class(cue: str) -> str:
    """Look the cue up; a mere colon, or nothing, is no reporting word."""
    if not any(character.isalpha() for character in cue):
        return "NONE"
    found = mark(cue, load_lexicon("reporting"))
    return str(found["label"].iloc[0]) if len(found) else ""


def _holds_a_clause(text: str, quote: Quote) -> bool:
    """Tell whether the marks seem to hold a main clause: a finite verb, and before it a word for its subject."""
    last = quote.end - (text[quote.end - 1] in "”\"’'»")
    return any(_is_clause(sentence) for sentence in read_paragraph(text, quote.start + 1, last, []))


def _is_clause(sentence: Sentence) -> bool:
    for place in range(1, len(sentence)):
        before = [token for token in sentence[:place] if token.is_word and not is_adverb(token)]
        pronoun = sentence[place - 1].lower in _PERSONAL and sentence[place].is_word
        if before and (pronoun or is_finite(sentence, place)) and before[0].lower not in _RELATIVES:
            return True
    return False
