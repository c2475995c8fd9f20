"""Runs one command of the terminal on plain asyncio."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable

from tegata.cli import report
from tegata.cli.check import check
from tegata.cli.desk import CannotOpen
from tegata.cli.login import login
from tegata.cli.outbox import outbox
from tegata.cli.say import finish
from tegata.cli.send import send

_COMMANDS: dict[str, Callable[[Namespace], Awaitable[int]]] = {
    "send": send,
    "login": login,
    "outbox": outbox,
    "check": check,
}


def run(arguments: Namespace) -> int:
    """Run the command and return the exit status of the process."""
    return asyncio.run(_run(arguments))


async def _run(arguments: Namespace) -> int:
    try:
        return await _COMMANDS[arguments.command](arguments)
    except CannotOpen as reason:
        if getattr(arguments, "json", None) is None:
            print(reason, file=sys.stderr)
            return report.EXIT["refused"]
        return finish(arguments, report.of_refusal(str(reason)))
