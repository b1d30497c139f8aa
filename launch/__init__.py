"""What ``python start.py`` does: make the kit's environment once, then run a command in it.

Only the standard library is used here, since nothing else is installed yet.
"""

from launch.commands import main

__all__ = ["main"]
