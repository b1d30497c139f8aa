"""Markdown for paper: no script, no picture from elsewhere, links as words, headings below those of the sheet."""

from mistune import HTMLRenderer, create_markdown

from attributed.errors import KitError


class _Paper(HTMLRenderer):
    """HTML that is well-formed XML too and fetches nothing."""

    def heading(self, text: str, level: int, **attrs: object) -> str:  # noqa: ARG002 - every heading stands below the part’s
        return f"<h3>{text}</h3>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - paper has no tooltips
        # Paper cannot be clicked: an address on the web is printed, one inside the kit says nothing there.
        return f"{text} ({self.safe_url(url)})" if url.startswith("http") and url != text else text

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002 - refused whatever it is
        raise KitError(f"the picture {url!r} cannot be printed; a chart of the kit goes under 'chart'.")


_render = create_markdown(renderer=_Paper(escape=True), plugins=["table"])


def as_html(text: str) -> str:
    """Return Markdown as HTML in which everything is escaped that is not its own.

    Raises:
        KitError: if a picture is asked for.
    """
    return str(_render(text))
