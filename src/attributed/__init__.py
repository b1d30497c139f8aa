"""Attributed: a teaching kit on the language of cyber attribution.

    import attributed as at

    case = at.load_case()
    case.articles["dawn"]
    at.show(case, "D20")
    at.find_quotes("“We will appeal,” the mayor said.")

docs/language-tools.md has an example of each language tool.

These names are what lessons, exercises and other people’s code may rely on; nothing else is promised.
"""

from attributed.agreement import Agreement, agreement
from attributed.align import align
from attributed.article import Article
from attributed.case import Case, load_case
from attributed.chart import Chart
from attributed.concordance import concordance
from attributed.containment import containment
from attributed.counts import frequency_table, word_frequencies
from attributed.dispersion import dispersion, plot_dispersion
from attributed.echoes import echoes
from attributed.errors import KitError
from attributed.exercises.checker import checker
from attributed.exercises.mark import Mark
from attributed.glossary import load_glossary
from attributed.keyness import keyness
from attributed.lexicon import load_lexicon, mark
from attributed.plots import plot_quoted_words
from attributed.quotations.find import Quote, find_quotes
from attributed.quotations.table import quote_table
from attributed.quoted import quoted_words
from attributed.reading import show
from attributed.scoring import score_codes
from attributed.shared import shared_phrases
from attributed.slips import explain_slips
from attributed.timeline import timeline

__all__ = [
    "Agreement",
    "Article",
    "Case",
    "Chart",
    "KitError",
    "Mark",
    "Quote",
    "agreement",
    "align",
    "checker",
    "concordance",
    "containment",
    "dispersion",
    "echoes",
    "find_quotes",
    "frequency_table",
    "keyness",
    "load_case",
    "load_glossary",
    "load_lexicon",
    "mark",
    "plot_dispersion",
    "plot_quoted_words",
    "quote_table",
    "quoted_words",
    "score_codes",
    "shared_phrases",
    "show",
    "timeline",
    "word_frequencies",
]

explain_slips()
