"""The ``detente`` command, and ``python -m detente``: minds Ctrl-C, then loads the rest."""

from detente import stopping


def main() -> None:
    """Runs the command line."""
    stopping.install()
    try:
        from detente.cli import main as run
    except BaseException as error:
        status = stopping.status_of(error)
        if status is None:
            raise
        raise SystemExit(status) from None
    run()


if __name__ == "__main__":
    main()
