"""`python -m assistant` is `scrutineer`."""

from assistant.cli import main

main()
