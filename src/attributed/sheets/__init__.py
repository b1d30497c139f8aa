"""Printable sheets: a lesson on paper, rebuilt from the case, for the student or with the answers for the lecturer."""
