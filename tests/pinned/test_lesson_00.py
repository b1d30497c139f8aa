"""The numbers of the start page."""

from attributed.case import Case

PAGE = ("A notebook in five minutes",)
ATTRIBUTED = ("accused the United States in turn of cyber attacks and eavesdropping",)


def numbers(case: Case) -> list[str]:
    """Return what the page says in numbers."""
    assert len(case.statements) == 60
    return ["the sixty statements"]
