"""A look into the mailbox for traces of a letter that was perhaps delivered, because the user asked."""

from tegata.accounts.account import Account
from tegata.delivery.check_patience import while_somebody_waits
from tegata.delivery.notices import LookResult
from tegata.delivery.one_login import Pass
from tegata.delivery.pop_login import NoLogin, PopLogin, log_in
from tegata.delivery.tools import Tools
from tegata.network.line import Line
from tegata.network.transcript import Transcript
from tegata.protocols import pop3_look
from tegata.protocols.pop3 import quit_session
from tegata.tasks import spawn


async def look_for(message_id: str, account: Account, tools: Tools, kept: Pass | None) -> LookResult:
    """Log in, look among the newest letters, and take leave. Only headers are fetched, nothing is deleted.

    The login opens the window like any other; `kept` is None where nobody keeps it. Can be cancelled at any
    moment.
    """
    login = await _log_in(account, while_somebody_waits(tools), kept)
    if not isinstance(login, PopLogin):
        return login
    pipelining = any(line.strip().upper() == "PIPELINING" for line in login.capabilities)
    found = None
    try:
        found = await login.line.run(pop3_look.look_for(message_id, pipelining=pipelining))
        return found
    finally:
        # Cancelled half-way, replies are owed, and nothing more can be said on this line.
        spawn(login.line.close() if found is None else _take_leave(login.line), "look-quit")


async def _log_in(account: Account, tools: Tools, kept: Pass | None) -> PopLogin | NoLogin:
    """Log in whatever other login there was: its session is over."""
    transcript = Transcript(tools.clock, account.name)
    if kept is None:
        return await log_in(account, tools, transcript)
    try:
        async with kept.windows.one_login(account, since=tools.clock.now()):
            kept.tell()
            login = await log_in(account, tools, transcript)
            if isinstance(login, PopLogin):
                await kept.windows.opened(account, login.window)
            return login
    finally:
        kept.tell()


async def _take_leave(line: Line) -> None:
    await line.run(quit_session())
    await line.close()
