"""Builds the rooms and hands `gui` and `cli` what they need."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import timedelta

from tegata.cli.arguments import parse


def main(argv: Sequence[str] | None = None) -> int:
    """Run Tegata and return the exit status of the process."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        match arguments.command:
            case None:
                return 0
            case "practice":
                return _practice(arguments)
            case _:
                return _command(arguments)
    except KeyboardInterrupt:
        return 130


def _command(arguments: Namespace) -> int:
    from tegata.cli.command import run
    from tegata.words.gettext import use_language

    use_language("system")
    return run(arguments)


def _practice(arguments: Namespace) -> int:
    from tegata.practice.alone import run_alone
    from tegata.practice.play import play
    from tegata.words.gettext import use_language

    use_language("system")
    if arguments.play:
        return asyncio.run(play())
    return asyncio.run(run_alone(timedelta(minutes=arguments.window_minutes)))


if __name__ == "__main__":
    sys.exit(main())
