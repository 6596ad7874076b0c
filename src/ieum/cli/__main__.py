"""`python -m ieum.cli` is the `ieum` command."""

from ieum.cli import main

main()
