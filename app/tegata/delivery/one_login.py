"""A POP login that is not made for a letter: "log in now", and the one of a check. It opens the pass."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tegata.accounts.account import Account
from tegata.delivery.check_step import tls_facts
from tegata.delivery.pop_login import NoLogin, PopLogin, Ways, log_in, take_stock
from tegata.delivery.tools import Tools
from tegata.delivery.windows import Windows
from tegata.network.line import Pin
from tegata.network.transcript import Transcript
from tegata.relay.window import AuthenticationWindow


@dataclass(frozen=True, slots=True)
class Pass:
    """Where the account's window is kept, and whom to tell when it has changed."""

    windows: Windows
    tell: Callable[[], None]


@dataclass(frozen=True, slots=True)
class OneLogin:
    """A login that counts: from where, how many letters wait, and what TLS agreed on."""

    pin: Pin
    letters_waiting: int | None
    tls: dict[str, str] = field(default_factory=dict)


async def log_in_once(
    account: Account, tools: Tools, transcript: Transcript, kept: Pass | None, ways: Ways | None = None
) -> OneLogin | NoLogin:
    """Log in and take stock. `kept` is None where the settings are not those in use."""
    if kept is None:
        login = await log_in(account, tools, transcript, ways=ways)
        return await _taken_stock(login) if isinstance(login, PopLogin) else login
    try:
        async with kept.windows.one_login(account, since=tools.clock.now()) as window:
            kept.tell()
            if window is not None:  # a letter was faster
                waiting = kept.windows.status(account).letters_waiting
                return OneLogin(_pin_of(account, window), waiting)
            login = await log_in(account, tools, transcript, ways=ways)
            if not isinstance(login, PopLogin):
                return login
            await kept.windows.opened(account, login.window)
            done = await _taken_stock(login)
            kept.windows.counted(account, done.letters_waiting)
            return done
    finally:
        kept.tell()


async def _taken_stock(login: PopLogin) -> OneLogin:
    tls = tls_facts(login.line)
    return OneLogin(login.pin, await take_stock(login), tls)


def _pin_of(account: Account, window: AuthenticationWindow) -> Pin:
    seen = window.seen_from
    host = account.pop.host if account.pop is not None else ""
    return Pin(seen.local_address, seen.family, host, window.server_address)
