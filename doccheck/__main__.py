"""Entry point of the ``doccheck`` command."""


def main() -> None:
    """Run the command line; UTF-8 on both streams first (Windows writes cp1252 otherwise)."""
    from doccheck.cli import run

    run()


if __name__ == "__main__":
    main()
