"""Builds the rooms, hands `gui` and `cli` what they need, and owns the tasks.

The window is painted before the network, the keyring, TLS and the database are imported: nothing of them at
the top of this file, nor at the top of what it imports for the window.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from tegata.assembly.screen import has_screen
from tegata.cli.arguments import parse

_INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def main(argv: Sequence[str] | None = None) -> int:
    """Run Tegata and return the exit status of the process."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; keep the interpreter from complaining when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(arguments: Namespace) -> int:
    match arguments.command:
        case None if arguments.self_test:
            return _self_test(arguments)
        case None if arguments.try_screen:
            return _try_screen()
        case None if arguments.serve_keys:
            return _serve_keys()
        case None if arguments.practice and not has_screen():
            return _play()
        case None:
            from tegata.assembly.starting import start

            return start(arguments)
        case "practice" if arguments.play:
            return _play()
        case "practice":
            return _practice(arguments.window_minutes)
        case _:
            return _command(arguments)


def _command(arguments: Namespace) -> int:
    from tegata.cli.command import run
    from tegata.words.gettext import use_language

    use_language("system")
    return run(arguments)


def _self_test(arguments: Namespace) -> int:
    from tegata.self_test.command import self_test
    from tegata.words.gettext import use_language

    use_language("system")
    return self_test(arguments)


def _try_screen() -> int:
    from tegata.cli.say import show
    from tegata.gui.try_screen import try_screen

    show(try_screen())
    return 0


def _serve_keys() -> int:
    from tegata.keys.serving import serve_keys

    serve_keys()
    return 0


def _practice(window_minutes: float) -> int:
    import asyncio
    from datetime import timedelta

    from tegata.practice.alone import run_alone
    from tegata.words.gettext import use_language

    use_language("system")
    return asyncio.run(run_alone(timedelta(minutes=window_minutes)))


def _play() -> int:
    import asyncio

    from tegata.practice.play import play
    from tegata.words.gettext import use_language

    use_language("system")
    return asyncio.run(play())


if __name__ == "__main__":
    sys.exit(main())
