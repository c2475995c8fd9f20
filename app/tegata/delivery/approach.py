"""The way to an SMTP session that a letter can be handed over on: the POP login it needs, and the line."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tegata.accounts.account import Account, Security
from tegata.delivery.kept_session import KeptSession
from tegata.delivery.notices import Role, Stage, WindowChanged
from tegata.delivery.office import Office
from tegata.delivery.pop_login import (
    NoLogin,
    PopLogin,
    Ways,
    credentials_for,
    log_in,
    look_up,
    take_stock,
)
from tegata.delivery.smtp_send import Conversation, NotOpen, Start, begin, leave
from tegata.network.line import Line, Pin
from tegata.network.transcript import MAILBOX_MARK, Transcript
from tegata.protocols.outcome import Broken, Declined, Refused, Trouble
from tegata.protocols.pop3 import hides_password
from tegata.protocols.sasl import can_hide
from tegata.relay.diagnosis import Cause
from tegata.relay.learned import Learned
from tegata.relay.policy import Plan, plan
from tegata.relay.reading import Context, diagnose
from tegata.relay.window import AuthenticationWindow, WindowState
from tegata.tasks import spawn

OnLine = Callable[[Line], None]
OnStage = Callable[[frozenset[Stage]], None]

_LONGEST_WAIT = 15.0
"""Seconds; a server that takes longer is asked again and again, as one that is not known."""
_SHUT_OUT = frozenset({Trouble.CONN_DROPPED, Trouble.CONN_REFUSED})


class Approach:
    """Leads up to MAIL, and after a refusal once more. The account's window is asked before and taught after.

    `steps` are machine words for what was done. When `warming`, AUTH is not left to a letter's flight.
    """

    def __init__(
        self, account: Account, office: Office, transcript: Transcript, *, warming: bool = False
    ) -> None:
        self._account = account
        self._office = office
        self._transcript = transcript
        self._may_ride = not warming
        self._pin: Pin | None = None
        self.steps: list[str] = []
        self.logged_in = False
        self.window_counted = False
        self._began = office.tools.clock.now()

    @property
    def learned(self) -> Learned:
        """What is known of the account's servers."""
        return self._office.lessons.of(self._account.name)

    async def first(self, kept: KeptSession, on_line: OnLine, on_stage: OnStage) -> Conversation | NotOpen:
        """Return a session, with a login if the window does not count."""
        status = self._office.windows.status(self._account)
        self.window_counted = status.state in {WindowState.OPEN, WindowState.ENDING}
        if status.window is not None and self.window_counted:
            self._pin = self._pin_of(status.window)
        planned = plan(status, self.learned)
        if planned is Plan.STRAIGHT:
            on_stage(frozenset({Stage.CONNECTING}))
            return self._resumed(kept) or await self._begin(Start(self._pin), on_line)
        kept.leave()
        if planned is Plan.LOGIN_FIRST:
            return await self.after_login(on_line, on_stage)
        return await self._beside_login(on_line, on_stage)

    async def after_login(self, on_line: OnLine, on_stage: OnStage) -> Conversation | NotOpen:
        """Log in, and return a session begun after that."""
        on_stage(frozenset({Stage.LOGGING_IN}))
        trouble = await self._log_in(self._transcript, None)
        if trouble is not None:
            return NotOpen(trouble, role=Role.POP)
        await self._until_it_counts()
        return await self.again(on_line, on_stage)

    async def again(
        self, on_line: OnLine, on_stage: OnStage, *, may_ride: bool = True
    ) -> Conversation | NotOpen:
        """Return another session, from where the last login came from."""
        on_stage(frozenset({Stage.CONNECTING}))
        return await self._begin(Start(self._pin, may_ride=may_ride), on_line)

    def _resumed(self, kept: KeptSession) -> Conversation | None:
        conversation = kept.take(self._account, self._pin)
        if conversation is not None:
            if (ahead := conversation.ahead) is not None:
                conversation.ahead = None
                self._transcript.follow(ahead.transcript)
                self.steps += ahead.steps
            conversation.line.write_down_in(self._transcript)
            self.logged_in = conversation.judged_early  # the login beside it is as good as one made now
        return conversation

    async def _begin(self, start: Start, on_line: OnLine) -> Conversation | NotOpen:
        if self.learned.riding_fails or not self._may_ride:
            start = Start(start.pin, start.found, may_ride=False)
        session = await begin(self._account, self._office.tools, self._transcript, start, on_line)
        if isinstance(session, Conversation) and session.session and session.session.extensions.auth:
            await self._office.learn(self._account, offers_auth=True)
            if can_hide(session.session.extensions.auth):
                await self._hides_password(Role.SUBMISSION)
        return session

    # the login ----------------------------------------------------------------------------------------

    async def _beside_login(self, on_line: OnLine, on_stage: OnStage) -> Conversation | NotOpen:
        """Begin the session while POP logs in."""
        on_stage(frozenset({Stage.LOGGING_IN, Stage.CONNECTING}))
        ways = await self._ways()
        if not isinstance(ways, Ways):
            return NotOpen(ways, role=Role.POP)
        if ways.submission is None:
            return await self.after_login(on_line, on_stage)
        opening = spawn(self._begin(Start(found=ways.submission), on_line), "smtp-beside")
        session: Conversation | NotOpen | None = None
        try:
            trouble = await self._log_in(self._transcript.beside(MAILBOX_MARK), ways)
            if trouble is not None:
                return NotOpen(trouble, role=Role.POP)
            on_stage(frozenset({Stage.CONNECTING}))
            await self._until_it_counts()
            session = await opening
        finally:
            if session is None:
                _drop(opening)
        return await self._of_use(session, on_line, on_stage)

    async def _of_use(
        self, session: Conversation | NotOpen, on_line: OnLine, on_stage: OnStage
    ) -> Conversation | NotOpen:
        """Return the session begun beside the login, or one begun anew where it is of no use."""
        if isinstance(session, Conversation):
            if session.ready and self._pin is not None and session.leaves_from(self._pin):
                session.judged_early = True
                return session
            leave(session)
            return await self.again(on_line, on_stage)
        if not _shut_out(session):
            return session
        anew = await self.again(on_line, on_stage)
        if isinstance(anew, Conversation):
            await self._office.learn(self._account, login_first=True)
        return anew

    async def _ways(self) -> Ways | NoLogin:
        """Return where to go; without a password no server is bothered."""
        credentials = await credentials_for(self._account, Role.POP, self._office.tools)
        if isinstance(credentials, Declined):
            return credentials
        return await look_up(self._account, self._office.tools, self._transcript)

    async def _log_in(self, transcript: Transcript, ways: Ways | None) -> NoLogin | None:
        async with self._one_login() as window:
            if window is not None:  # "log in now", or another letter, was faster
                self.logged_in = True
                self._pin = self._pin_of(window)
                return None
            known = self.learned.pop_capabilities
            login = await log_in(self._account, self._office.tools, transcript, ways=ways, known=known)
            if not isinstance(login, PopLogin):
                await self._login_failed(login)
                return login
            await self._logged_in(login)
        return None

    @asynccontextmanager
    async def _one_login(self) -> AsyncIterator[AuthenticationWindow | None]:
        """As `Windows.one_login`; whoever shows the window hears that it begins and ends."""
        try:
            async with self._office.windows.one_login(self._account, since=self._began) as window:
                self._tell_window()
                yield window
        finally:
            self._tell_window()

    async def _until_it_counts(self) -> None:
        """Wait where this server is known to take a moment; a refusal would take longer."""
        age = self._office.windows.age(self._account, self._office.tools.clock.now())
        if self.learned.counts_after is not None and age is not None:
            wait = min(self.learned.counts_after, _LONGEST_WAIT) - age.total_seconds()
            await self._office.tools.pause(max(wait, 0.0))

    async def _login_failed(self, trouble: NoLogin) -> None:
        self.steps.append("pop-login-failed")
        await self._office.learn(self._account, pop_capabilities=None)
        diagnosis = diagnose({self._account.address: trouble}, Context(self._account))
        if diagnosis is not None and diagnosis.cause is Cause.LOGIN_THROTTLED:
            await self._office.learn(self._account, throttles_logins=True)

    async def _logged_in(self, login: PopLogin) -> None:
        account, office = self._account, self._office
        self.steps.append("pop-login")
        self.logged_in = True
        self._pin = login.pin
        spawn(self._take_stock(login), "pop-quit")
        await office.windows.opened(account, login.window)
        await office.learn(account, pop_capabilities=login.capabilities or None)
        if hides_password(login.capabilities):
            await self._hides_password(Role.POP)

    async def _hides_password(self, role: Role) -> None:
        """Remember a login that leaves the password here, where it is more than TLS gives."""
        server = self._account.pop if role is Role.POP else self._account.submission
        if server is not None and server.security is Security.NONE:
            roles = {*self.learned.hides_password, role.value}
            await self._office.learn(self._account, hides_password=tuple(sorted(roles)))

    async def _take_stock(self, login: PopLogin) -> None:
        self._office.windows.counted(self._account, await take_stock(login))
        self._tell_window()

    def _tell_window(self) -> None:
        self._office.hearing.tell(WindowChanged(self._account.name))

    def _pin_of(self, window: AuthenticationWindow) -> Pin:
        seen, pop = window.seen_from, self._account.pop
        return Pin(seen.local_address, seen.family, pop.host if pop else "", window.server_address)


def _shut_out(not_open: NotOpen) -> bool:
    """Whether a login may have changed the server's mind; what it calls passing is left to pass."""
    outcome = not_open.outcome
    if isinstance(outcome, Broken):
        return outcome.trouble in _SHUT_OUT
    return isinstance(outcome, Refused) and outcome.permanent


def _drop(opening: "asyncio.Task[Conversation | NotOpen]") -> None:
    """Let go of a session that nobody needs any more."""
    if not opening.done():
        opening.cancel()
    elif not opening.cancelled() and isinstance(session := opening.result(), Conversation):
        leave(session)
