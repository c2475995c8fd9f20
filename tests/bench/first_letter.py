"""What Tegata takes before and after its first letter: written with real keys, sent by POP and SMTP."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tegata.practice.provider import start_provider
from tests.bench.beside import running
from tests.bench.footprint import Upkeep, memory, reading
from tests.bench.programs import Program, bare, tegatas
from tests.journeys.screen import Screen, open_screen
from tests.journeys.traveller import Traveller

_GNOME = "GNOME"
"""There Qt loads GTK for its theme, where both are installed. The bundle leaves that theme out."""

_SETTLED = 10.0
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class FirstLetter:
    """Octets (PSS) with an empty sheet: at first, and once a letter was accepted and its window has closed.

    `bare` is a bare window's in the same run, `counting` a minute of the countdown that is seen then.
    """

    name: str
    desktop: str
    bare: int
    before: int
    after: int
    counting: Upkeep


def measure() -> list[FirstLetter]:
    """Measure the bundle, where it has been made, and the source; the first of them as in GNOME, too."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder, open_screen() as screen:
        there = tegatas(Path(folder))
        return _measure(there, screen, Path(folder), "") + _measure(there[:1], screen, Path(folder), _GNOME)


def _measure(there: Sequence[Program], screen: Screen, home: Path, desktop: str) -> list[FirstLetter]:
    screen.environment["XDG_CURRENT_DESKTOP"] = desktop
    with running(bare(home).first, screen.display, home, desktop) as process:
        time.sleep(_SETTLED)
        alone = memory(process)
    return [asyncio.run(_sent(each, alone, screen, home / f"letter-{desktop}")) for each in there]


async def _sent(program: Program, alone: int, screen: Screen, home: Path) -> FirstLetter:
    desktop = screen.environment["XDG_CURRENT_DESKTOP"]
    provider = await start_provider()
    command: Sequence[str] = program.first[:-2]  # its profile is the traveller's
    someone = Traveller(screen, home / program.name, provider, command)
    someone.profile.parent.mkdir(exist_ok=True)
    someone.has_account(provider.here)
    try:
        process = someone.start().pid
        await someone.do(screen.wait_for_window, "New letter")
        await asyncio.sleep(_SETTLED)
        before = memory(process)
        await someone.write("bob@elsewhere.example", "From the road", "Dear Bob, all is well.")
        await someone.do(screen.press, "ctrl+Return")
        await someone.give_password(provider.password.reveal())
        await someone.delivered()
        await someone.do(screen.wait_for_window, "From the road")
        await someone.do(screen.press, "ctrl+n")
        await asyncio.sleep(_SETTLED)
        after, began = memory(process), reading(process)
        await asyncio.sleep(_MINUTE)
        return FirstLetter(program.name, desktop, alone, before, after, reading(process).since(began))
    finally:
        await someone.do(someone.leave)
        await provider.stop()
