"""Bad input gets one sentence where the widget would be."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from attributed.errors import KitError
from attributed.widgets.surface import Refused, Surface

P = ParamSpec("P")


def or_refused(title: str) -> Callable[[Callable[P, Surface]], Callable[P, Surface]]:
    """Make a function that returns a widget return the reason instead, where there is one."""

    def decorate(make: Callable[P, Surface]) -> Callable[P, Surface]:
        @wraps(make)
        def made(*args: P.args, **kwargs: P.kwargs) -> Surface:
            try:
                return make(*args, **kwargs)
            except KitError as error:
                return Refused(title, str(error))

        return made

    return decorate
