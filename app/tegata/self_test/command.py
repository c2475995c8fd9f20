"""`tegata --self-test`: what a person is asked to run when something is wrong."""

import asyncio
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace

from tegata.cli.say import say, show
from tegata.profile import default_directory
from tegata.self_test.discretion import discreet
from tegata.self_test.finding import Part, Result, State
from tegata.self_test.parts import parts_of
from tegata.self_test.running import run_parts
from tegata.self_test.telling import as_object, lines, outcome, verdict


def self_test(arguments: Namespace) -> int:
    """Look at every part and say what was found; return 0, or 1 where something failed."""
    return asyncio.run(carry_out(arguments, parts_of(arguments.profile or default_directory())))


async def carry_out(arguments: Namespace, parts: Iterable[Part]) -> int:
    """As `self_test`, with these parts, in the loop there is."""
    results: list[Result] = []
    async for found in run_parts(parts):
        result = replace(found, finding=discreet(found.finding))
        results.append(result)
        say(arguments, lines(result))
    say(arguments, "\n" + verdict(results))
    if arguments.json:
        show(as_object(results))
    return 1 if outcome(results) is State.FAILED else 0
