"""Function words: the small words of English grammar, which any two texts share whatever they are about.

Articles, prepositions, pronouns, auxiliaries, conjunctions and their like are closed classes and can be listed
(Quirk, R., Greenbaum, S., Leech, G., & Svartvik, J. (1985). A Comprehensive Grammar of the English Language,
ch. 2). All other words are content words.

Left out of the list on purpose are the words that decide what a claim says or how strong it is: "not", "no", "never",
"neither", "nor", "without"; "may", "might", "could", "would", "must".
"""

from attributed.tokens import fold_spelling

_LISTED = """
    a an the
    this that these those such
    some any each every either both all half other another same own few many much more most less least several
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    he him his himself she her hers herself it its itself they them their theirs themselves one ones
    who whom whose which what when where why how whoever whatever whichever
    am is are was were be been being do does did done doing have has had having
    can shall should will ought
    it's that's he's she's what's who's there's i'm you're we're they're i've you've we've they've
    i'll you'll he'll she'll we'll they'll
    about above across after against along amid among amongst around as at before behind below beneath beside besides
    between beyond by despite down during except for from in inside into like near of off on onto out outside over
    past per regarding since than through throughout to toward towards under until unlike up upon via with within
    and but or so yet if because although though while whereas whether unless
    there here then thus hence also too very just only even still already again once ever
"""

FUNCTION_WORDS = frozenset(fold_spelling(word) for word in _LISTED.split())
"""The function words in folded form, as `attributed.tokens.fold_spelling` gives it."""


def is_content_word(word: str) -> bool:
    """Say whether a word, as printed or folded, is a content word. "US" is one, "us" is not."""
    return fold_spelling(word) not in FUNCTION_WORDS
