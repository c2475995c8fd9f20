"""Logs in, then listens and asks nothing: says where its window stands when that is told. Run as a script.

    python -m tests.real.mover CA_FILE FOLDER

Prints a line after the login and for each notice, and `cut off` when a look finds no way to the server.
"""

import asyncio
import sys
from pathlib import Path

from tegata.accounts.account import Account
from tegata.delivery.notices import LoggedIn, WindowChanged
from tegata.delivery.post_office import PostOffice
from tegata.network.moves import listen
from tegata.profile import Profile
from tegata.tasks import spawn
from tests.real.office import NAME, annas_account, open_office
from tests.real.traveller import POP, SMTP


async def stand_by(account: Account, folder: Path) -> None:
    """Print until ended."""
    async with open_office(account, Profile(folder / "profile")) as office:
        logged_in = await office.login_now(NAME)
        assert isinstance(logged_in, LoggedIn), logged_in
        await office.travels.look()
        changes = office.changes()

        def hint() -> None:
            spawn(_look(office, account), "look")

        moves = listen(hint)
        assert moves is not None
        _say_window(office)
        async for change in changes:
            if isinstance(change, WindowChanged):
                _say_window(office)


async def _look(office: PostOffice, account: Account) -> None:
    await office.travels.look()
    if office._windows.here(account) is None:
        _say("cut off")


def _say_window(office: PostOffice) -> None:
    status = office.window(NAME)
    _say(f"{status.state} {status.why or ''}".strip())


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(stand_by(annas_account(SMTP, sys.argv[1], pop=POP), Path(sys.argv[2])))
