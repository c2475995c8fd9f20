"""Builds the rooms and hands `gui` and `cli` what they need."""

import sys
from collections.abc import Sequence

from tegata.cli.arguments import parse


def main(argv: Sequence[str] | None = None) -> int:
    """Run Tegata and return the exit status of the process."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    if arguments.command is not None:
        from tegata.cli.command import run

        return run(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
