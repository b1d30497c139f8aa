"""The pictures of the lessons: a module each, each function returns a `Chart`."""

from attributed.plots.agreement import plot_agreement
from attributed.plots.days import plot_days
from attributed.plots.headline_trace import plot_trace
from attributed.plots.ladder import plot_ladder
from attributed.plots.objects import plot_objects
from attributed.plots.phrases import plot_phrases
from attributed.plots.progress import plot_progress
from attributed.plots.quoted_words import plot_quoted_words
from attributed.plots.renderings import plot_renderings
from attributed.plots.sentiment import plot_sentiment
from attributed.plots.truth_conduct import plot_truth_conduct

__all__ = [
    "plot_agreement",
    "plot_days",
    "plot_ladder",
    "plot_objects",
    "plot_phrases",
    "plot_progress",
    "plot_quoted_words",
    "plot_renderings",
    "plot_sentiment",
    "plot_trace",
    "plot_truth_conduct",
]
