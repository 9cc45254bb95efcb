"""``python -m detente`` is ``detente``."""

from detente.cli import main

main()
