"""Attributed: a teaching kit on the language of cyber attribution.

    import attributed as at

    case = at.load_case()
    case.articles["dawn"]
    at.show(case, "D20")
    at.find_quotes("“We will appeal,” the mayor said.")

docs/language-tools.md has an example of each language tool.

These names are what lessons, exercises and other people’s code may rely on; nothing else is promised.
"""

from attributed import widgets
from attributed.agreement import Agreement, agreement
from attributed.align import align
from attributed.article import Article
from attributed.case import Case, load_case
from attributed.chart import Chart
from attributed.codecounts import count_codes
from attributed.concordance import concordance
from attributed.containment import containment
from attributed.counts import frequency_table, word_frequencies
from attributed.dispersion import dispersion, plot_dispersion
from attributed.draft import Draft, draft_case, sample_articles
from attributed.echoes import echoes
from attributed.errors import KitError
from attributed.exercises.checker import checker
from attributed.exercises.mark import Mark
from attributed.exercises.progress import Progress, progress
from attributed.glossary import load_glossary
from attributed.judging import judging_words, mirrored_words, show_words
from attributed.keyness import keyness
from attributed.lexicon import load_lexicon, mark
from attributed.official import likelihood_scale, strength_table
from attributed.phrases import phrase_counts
from attributed.plots import (
    plot_agreement,
    plot_days,
    plot_ladder,
    plot_objects,
    plot_phrases,
    plot_progress,
    plot_quoted_words,
    plot_renderings,
    plot_sentiment,
    plot_trace,
    plot_truth_conduct,
)
from attributed.quotations.find import Quote, find_quotes
from attributed.quotations.table import quote_table
from attributed.quotecheck import check_quotations
from attributed.quoted import quoted_words
from attributed.reading import show
from attributed.reword import reword
from attributed.scoring import score_codes
from attributed.sentiment import SentimentScore, sentiment_score, sentiment_scores
from attributed.shared import shared_phrases
from attributed.slips import explain_slips
from attributed.timeline import timeline
from attributed.trace import trace

__all__ = [
    "Agreement",
    "Article",
    "Case",
    "Chart",
    "Draft",
    "KitError",
    "Mark",
    "Progress",
    "Quote",
    "SentimentScore",
    "agreement",
    "align",
    "check_quotations",
    "checker",
    "concordance",
    "containment",
    "count_codes",
    "dispersion",
    "draft_case",
    "echoes",
    "find_quotes",
    "frequency_table",
    "judging_words",
    "keyness",
    "likelihood_scale",
    "load_case",
    "load_glossary",
    "load_lexicon",
    "mark",
    "mirrored_words",
    "phrase_counts",
    "plot_agreement",
    "plot_days",
    "plot_dispersion",
    "plot_ladder",
    "plot_objects",
    "plot_phrases",
    "plot_progress",
    "plot_quoted_words",
    "plot_renderings",
    "plot_sentiment",
    "plot_trace",
    "plot_truth_conduct",
    "progress",
    "quote_table",
    "quoted_words",
    "reword",
    "sample_articles",
    "score_codes",
    "sentiment_score",
    "sentiment_scores",
    "shared_phrases",
    "show",
    "show_words",
    "strength_table",
    "timeline",
    "trace",
    "widgets",
    "word_frequencies",
]

explain_slips()
