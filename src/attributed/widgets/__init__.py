"""Widgets for reading: each is used in one line, by mouse or by keyboard alone, and is a table where nobody clicks."""

from attributed.widgets.coding_desk import coding_desk

__all__ = ["coding_desk"]
