"""Widgets for reading: each is used in one line, by mouse or by keyboard alone, and is a table where nobody clicks."""

from attributed.widgets.claim_ladder import claim_ladder
from attributed.widgets.coding_desk import coding_desk
from attributed.widgets.concordance_search import concordance_search
from attributed.widgets.phrase_explorer import phrase_explorer
from attributed.widgets.predict import predict
from attributed.widgets.quote_tracer import quote_tracer
from attributed.widgets.renderings import renderings
from attributed.widgets.verb_switch import verb_switch
from attributed.widgets.word_marker import word_marker

__all__ = [
    "claim_ladder",
    "coding_desk",
    "concordance_search",
    "phrase_explorer",
    "predict",
    "quote_tracer",
    "renderings",
    "verb_switch",
    "word_marker",
]
