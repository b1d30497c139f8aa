"""Words counted: how often each of them stands in one text or in several.

What is counted is the folded word (`fold_word`): "China’s" and "China" are one, "US" and "us" are two. What a
reader sees is the form in which the word is mostly printed: "China", not "china".
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd
from nltk import FreqDist

from attributed.errors import KitError
from attributed.texts import Texts, named_texts, paragraphs_of
from attributed.tokens import fold_word, words_of

_OWNER = ("’s", "'s", "’S", "'S")


def printed_words(texts: Texts) -> FreqDist:
    """Count the words as they are printed: here "China", "China’s" and "CHINA" are three."""
    printed: Counter[str] = Counter()
    for text in named_texts(texts).values():
        for _, paragraph in paragraphs_of(text):
            printed.update(words_of(paragraph))
    return FreqDist(printed)


def fold_counts(printed: Mapping[str, int]) -> FreqDist:
    """Add up the counts of printed words that are one word to a reader."""
    folded = FreqDist()
    for form, count in printed.items():
        folded[fold_word(form)] += count
    return folded


def word_frequencies(texts: Texts, *, without: Iterable[str] = ()) -> FreqDist:
    """Count the words of one text, or of several taken together.

    Args:
        texts: a string, an Article, or several of them.
        without: words to leave out, such as `FUNCTION_WORDS` of `attributed.functionwords`. "US" leaves out the
            country and "us" the pronoun.

    Returns:
        NLTK’s FreqDist by folded word: `word_frequencies(text)["china"]`, `.most_common(10)`, `.N()`.

    Raises:
        KitError: if a text is neither a string nor an Article, or `without` is a single string.
    """
    left_out = _folded(without)
    counts = fold_counts(printed_words(texts))
    return FreqDist({word: count for word, count in counts.items() if word not in left_out})


def printed_forms(printed: Mapping[str, int]) -> dict[str, str]:
    """Return for each folded word the form to show it in: the one that is printed most often.

    The owner’s ’s does not count as another form: a text with "China’s" alone shows "China". Of two forms that
    are equally frequent the one with fewer capitals is shown.
    """
    forms: dict[str, Counter[str]] = {}
    for word, count in printed.items():
        forms.setdefault(fold_word(word), Counter())[_without_owner(word)] += count
    return {
        folded: min(counted, key=lambda form: (-counted[form], sum(map(str.isupper, form)), form))
        for folded, counted in forms.items()
    }


def frequency_table(texts: Texts, *, without: Iterable[str] = ()) -> pd.DataFrame:
    """Count the words of each text: a row for each word, as it is mostly printed, a column for each text.

    The words that are most frequent in all the texts together come first. Arguments and errors are those of
    `word_frequencies`.
    """
    left_out = _folded(without)
    by_text = {name: printed_words(text) for name, text in named_texts(texts).items()}
    shown = printed_forms(sum(by_text.values(), FreqDist()))
    words = sorted(word for word in shown if word not in left_out)
    counts = {name: fold_counts(printed) for name, printed in by_text.items()}
    table = pd.DataFrame(
        {name: [count[word] for word in words] for name, count in counts.items()},
        index=pd.Index([shown[word] for word in words], name="word", dtype="str"),
        dtype=int,
    )
    most_frequent_first = table.sum(axis="columns").sort_values(ascending=False, kind="stable").index
    return table.loc[most_frequent_first]


def _without_owner(form: str) -> str:
    """Take the owner’s ’s off, but not the ’s of "it’s", which `fold_word` keeps."""
    return form[:-2] if form.endswith(_OWNER) and fold_word(form[:-2]) == fold_word(form) else form


def _folded(words: Iterable[str]) -> frozenset[str]:
    if isinstance(words, str):
        raise KitError(f"Expected several words to leave out; found one string. Write without=[{words!r}].")
    given = list(words) if isinstance(words, Iterable) else [None]
    if not all(isinstance(word, str) for word in given):
        raise KitError(f"Expected several words to leave out, such as without=['the', 'of']; found {words!r}.")
    return frozenset(map(fold_word, given))
