"""`python -m attributed`: the same as the `attributed` command."""

from attributed.cli import main

main(prog_name="attributed")
