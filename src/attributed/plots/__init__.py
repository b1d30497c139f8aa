"""The pictures of the lessons: a module each, each function returns a `Chart`."""

from attributed.plots.quoted_words import plot_quoted_words

__all__ = ["plot_quoted_words"]
