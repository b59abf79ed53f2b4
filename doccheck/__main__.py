"""Entry point of the ``doccheck`` command."""

import sys


def main() -> None:
    """Run the command line; UTF-8 on both streams first (Windows writes cp1252 otherwise)."""
    if sys.argv[1:] == ["--version"]:
        from doccheck import __version__

        sys.stdout.write(f"doccheck {__version__}\n")
        return
    from doccheck.cli import run

    run()


if __name__ == "__main__":
    main()
