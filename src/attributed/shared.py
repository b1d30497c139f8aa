"""Shared phrases: runs of words that stand in two or more texts.

If two texts share ten words in a row, they also share each nine of them, and it would help nobody to list those. So a
run of words is listed if

1. it stands in at least two of the texts, and
2. it is *maximal*: there is no longer shared run of which every one of its places is a part.

"cyber attacks" is not listed beside "malicious cyber attacks" if it stands nowhere else. It is listed, with all its
places, as soon as one of them, in whichever text, is not part of that longer run. So nothing is lost: whatever run
of words two texts share is part of a listed one, in all the texts and at all the places where it stands.

How the runs are found, without comparing every place with every other, is told in `attributed.suffixes` (sort all the
places by the words that follow them) and `attributed.repeats` (go down that list once).

What a shared phrase shows is that the same words stand in both. It does not show who had them from whom: a common
source, a set phrase of the genre and copying look alike.
"""

from numbers import Integral

import numpy as np
import numpy.typing as npt

from attributed.errors import KitError
from attributed.functionwords import FUNCTION_WORDS
from attributed.repeats import Run, maximal_runs
from attributed.running import RunningWords, running_words
from attributed.texts import Texts
from attributed.texttable import TextTable

COLUMNS = ("phrase", "words", "content_words", "texts", "times", "places")


def shared_phrases(texts: Texts, min_words: int = 3) -> TextTable:
    """List the maximal runs of words that stand in two or more texts; the module says what maximal means.

    Words are the same whatever their case and the shape of their apostrophe, and whether they are spelt the British
    or the American way. A run may go over a comma, a quotation mark or a full stop, but not over the end of
    a paragraph, which `attributed.paragraphs` defines.

    Args:
        texts: For each name a text or an Article (of which only headline, subhead and body count).
        min_words: The fewest words that make a run.

    Returns:
        One row a phrase, the longest first; of equal length, first the one in more texts, then the one that comes
        first. The columns:

        phrase: The words as printed where they stand first, in the first text that has them.
        words: How many words it has.
        content_words: How many of them are more than function words. `table[table["content_words"] > 0]` puts
            runs such as "out of the" aside.
        texts: The names of the texts in which it stands.
        times: How often it stands in all of them together. Its places may overlap.
        places: For each of these names, the (start, end) character offsets in the order of the text, at most the
            first 1,000: `text[start:end]` is the phrase as printed there.

        A million words take a few seconds, however much they repeat themselves, and memory in proportion.

    Raises:
        KitError: Fewer than two texts, `min_words` below 1, or a text without a word.
    """
    if isinstance(min_words, bool) or not isinstance(min_words, Integral) or min_words < 1:
        raise KitError(f"min_words= is the fewest words of a run: a whole number, 1 or more. Found {min_words!r}.")
    words = running_words(texts, at_least=2)
    is_content = np.array([form not in FUNCTION_WORDS for form in words.forms])
    runs = sorted(maximal_runs(words, min_words), key=lambda run: (-run.words, -len(run.texts), run.places[0]))
    return TextTable([_row(words, run, is_content) for run in runs], columns=list(COLUMNS))


def _row(words: RunningWords, run: Run, is_content: npt.NDArray[np.bool_]) -> dict[str, object]:
    first = run.places[0]
    places: dict[str, list[tuple[int, int]]] = {words.names[text]: [] for text in run.texts}
    for place in run.places:
        places[words.names[words.text[place]]].append(words.span(place, run.words))
    return {
        "phrase": words.printed(first, run.words),
        "words": run.words,
        "content_words": int(is_content[words.numbers[first : first + run.words]].sum()),
        "texts": tuple(places),
        "times": run.times,
        "places": places,
    }
