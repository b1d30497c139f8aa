"""The forms of the reporting verbs, from the kit's lexicon."""

from functools import cache

from attributed.lexicon import load_lexicon

BASE, THIRD, PAST, PARTICIPLE, ING = "base", "third", "past", "participle", "ing"
_FORMS = (THIRD, PAST, PARTICIPLE, ING)


@cache
def verb_forms() -> dict[str, tuple[tuple[tuple[str, ...], str, frozenset[str]], ...]]:
    """Return the reporting verbs by the first word of each form: (words, lemma, what the form can be)."""
    kinds: dict[tuple[str, ...], tuple[str, set[str]]] = {}
    for entry in load_lexicon("reporting").entries:
        forms = [(entry.lemma, BASE), *zip(entry.forms, [*_FORMS, *_FORMS, BASE], strict=False)]
        for form, kind in forms:
            words = tuple(form.replace("’", "'").split())
            kinds.setdefault(words, (entry.lemma, set()))[1].add(kind)
    by_first: dict[str, list[tuple[tuple[str, ...], str, frozenset[str]]]] = {}
    for words, (lemma, found) in kinds.items():
        by_first.setdefault(words[0], []).append((words, lemma, frozenset(found)))
    return {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in by_first.items()}


@cache
def single_words() -> frozenset[str]:
    """Return every form of the reporting verbs of one word."""
    return frozenset(first for first, forms in verb_forms().items() if any(len(words) == 1 for words, _, _ in forms))


@cache
def third_persons() -> frozenset[str]:
    """Return the third person singular of every reporting verb of one word."""
    return frozenset(words[0] for forms in verb_forms().values() for words, _, kinds in forms
                     if len(words) == 1 and THIRD in kinds and PAST not in kinds)  # fmt: skip
