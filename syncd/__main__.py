"""``python -m syncd`` is ``kairan``."""

from syncd.cli import main

main()
