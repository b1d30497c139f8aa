"""Attributed: a teaching kit on the language of cyber attribution.

    import attributed as at

    case = at.load_case()
    case.articles["dawn"]
    at.show(case, "D20")

These names are what lessons, exercises and other people’s code may rely on; nothing else is promised.
"""

from attributed.agreement import Agreement, agreement
from attributed.article import Article
from attributed.case import Case, load_case
from attributed.chart import Chart
from attributed.errors import KitError
from attributed.exercises.checker import checker
from attributed.exercises.mark import Mark
from attributed.glossary import load_glossary
from attributed.plots import plot_quoted_words
from attributed.quotations.find import Quote, find_quotes
from attributed.quoted import quoted_words
from attributed.reading import show
from attributed.scoring import score_codes
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
    "checker",
    "find_quotes",
    "load_case",
    "load_glossary",
    "plot_quoted_words",
    "quoted_words",
    "score_codes",
    "show",
    "timeline",
]

explain_slips()
