"""Builds the rooms and hands `gui` and `cli` what they need."""

import asyncio
import os
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
            case None if arguments.practice and not _has_screen():
                return _play()
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
    from tegata.words.gettext import use_language

    if arguments.play:
        return _play()
    use_language("system")
    return asyncio.run(run_alone(timedelta(minutes=arguments.window_minutes)))


def _play() -> int:
    from tegata.practice.play import play
    from tegata.words.gettext import use_language

    use_language("system")
    return asyncio.run(play())


def _has_screen() -> bool:
    """Whether a window can be shown; systems other than Linux always have a screen."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
