"""The one error that the kit raises for a person's slip."""


class KitError(Exception):
    """A sentence for the reader: where, what was expected, what was found, what to do.

    In a notebook only the sentence is shown; a traceback would hide it.
    """

    def _render_traceback_(self) -> list[str]:
        """Give IPython the lines that it prints in place of a traceback."""
        return [f"⚠ {self}"]
