"""Runs one command of the terminal on plain asyncio."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable

from tegata.cli import report
from tegata.cli.check import check
from tegata.cli.desk import CannotOpen
from tegata.cli.explain import explain
from tegata.cli.gently import TERMINATED
from tegata.cli.login import login
from tegata.cli.outbox import outbox
from tegata.cli.say import finish
from tegata.cli.send import send
from tegata.store.trouble import StoreError
from tegata.words.gettext import _

_COMMANDS: dict[str, Callable[[Namespace], Awaitable[int]]] = {
    "send": send,
    "login": login,
    "outbox": outbox,
    "check": check,
    "explain": explain,
}


def run(arguments: Namespace) -> int:
    """Run the command and return the exit status of the process."""
    try:
        return asyncio.run(carry_out(arguments))
    except asyncio.CancelledError:
        return TERMINATED


async def carry_out(arguments: Namespace) -> int:
    """Run the command in the loop there is; a profile or disk that cannot be used ends it with a sentence."""
    try:
        return await _COMMANDS[arguments.command](arguments)
    except CannotOpen as reason:
        return finish(arguments, report.of_refusal(str(reason)))
    except StoreError as error:
        detail = error.trouble.detail or error.trouble.kind
        words = _("The outbox cannot be read or written: {detail}").format(detail=detail)
        return finish(arguments, report.of_refusal(words))
