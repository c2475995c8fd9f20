"""Which servers are left alone for a while, since they turn everybody away or cannot be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from tegata.accounts.account import Account
from tegata.clock import Clock
from tegata.delivery.notices import Role
from tegata.delivery.schedule import delay, may_pass
from tegata.protocols.outcome import Accepted, Broken, Outcome, Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.relay.causes import is_about_the_mailbox, read
from tegata.relay.diagnosis import Cause

_BEFORE_THE_LETTER = frozenset(Phase) - {Phase.MAIL, Phase.RCPT, Phase.DATA, Phase.FINAL}
_CLOSING = 421
_THROTTLES = frozenset({Cause.RATE_LIMIT, Cause.IP_BLOCKED})
"""What is said of a letter, and meant for whoever sends it, or for this computer's address."""

_LONG_AGO = timedelta(hours=1)
"""Trouble that comes later than this after a wait is another one, and begins with the shortest wait."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where trouble is: at a server, or with one `account` there, such as with its login."""

    host: str
    port: int
    account: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something passing that meets every letter there. `by_server`: it has said so itself."""

    place: Place
    by_server: bool


@dataclass(frozen=True, slots=True)
class _Rest:
    failures: int
    until: timedelta
    by_server: bool


class Servers:
    """The waits of servers, on the clock that nobody can set; the first success ends a wait."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rests: dict[Place, _Rest] = {}

    def failed(self, fault: Fault, chance: float) -> timedelta:
        """Take it in, and return how long the server is to be left alone.

        A try that somebody made out of turn does not make that any longer. `chance` is in 0..1.
        """
        before, now = self._rests.get(fault.place), self._clock.now()
        if before is not None and now < before.until:
            return before.until - now
        goes_on = before is not None and now - before.until < _LONG_AGO
        failures = before.failures + 1 if before is not None and goes_on else 1
        wait = delay(failures, chance, by_server=fault.by_server)
        self._rests[fault.place] = _Rest(failures, now + wait, fault.by_server)
        return wait

    def work(self, places: Iterable[Place]) -> bool:
        """Take in that these let us in; return whether one of them had not."""
        known = self._rests.keys() & frozenset(places)
        for place in known:
            del self._rests[place]
        return bool(known)

    def forget_lines(self) -> None:
        """Take in that the network is another one: only what a server itself has said still counts."""
        self._rests = {place: rest for place, rest in self._rests.items() if rest.by_server}

    def left(self, account: Account) -> timedelta:
        """Return how long until the account's servers may be tried again; zero when at once."""
        places = places_of(account, Role.SUBMISSION) | places_of(account, Role.POP)
        ends = (self._rests[place].until for place in places if place in self._rests)
        return max(max(ends, default=timedelta(0)) - self._clock.now(), timedelta(0))


def places_of(account: Account, role: Role) -> frozenset[Place]:
    """Return where there may be trouble for the account on its way to this server; nowhere without one."""
    server = account.pop if role is Role.POP else account.submission
    if server is None:
        return frozenset()
    return frozenset({Place(server.host, server.port), Place(server.host, server.port, account.name)})


def fault_in(outcomes: Iterable[Outcome | None], account: Account, role: Role) -> Fault | None:
    """Return what of it would have met any other letter too; None where it was this one's own trouble.

    `role` is the server's that the try has ended at.
    """
    server = account.pop if role is Role.POP else account.submission
    met = next((each for each in outcomes if each is not None and _meets_all(each)), None)
    if met is None or server is None:
        return None
    whose = account.name if _is_about_the_account(met) else ""
    return Fault(Place(server.host, server.port, whose), isinstance(met, Refused))


def let_in(outcomes: Iterable[Outcome | None]) -> bool:
    """Whether the server has listened to a letter, whatever it said to that."""
    return any(
        isinstance(each, Accepted) or (isinstance(each, Refused) and each.phase not in _BEFORE_THE_LETTER)
        for each in outcomes
    )


def _meets_all(outcome: Outcome) -> bool:
    if not may_pass(outcome):
        return False
    match outcome:
        case Broken(phase=phase):
            return phase in _BEFORE_THE_LETTER
        case Refused(phase=phase):
            return phase in _BEFORE_THE_LETTER or _closes(outcome) or _throttles(outcome)
        case _:
            return False


def _throttles(refused: Refused) -> bool:
    own = is_about_the_mailbox(str(refused.reply), refused.phase)
    return _cause(refused) in _THROTTLES and not own


def _is_about_the_account(outcome: Outcome) -> bool:
    if not isinstance(outcome, Refused) or _closes(outcome):
        return False
    if outcome.phase in _BEFORE_THE_LETTER:
        return outcome.phase in {Phase.AUTH, Phase.POP}
    return _cause(outcome) is Cause.RATE_LIMIT


def _closes(refused: Refused) -> bool:
    """Whether the server has said that it hangs up (RFC 5321 section 3.8), to whatever."""
    return isinstance(refused.reply, SmtpReply) and refused.reply.code == _CLOSING


def _cause(refused: Refused) -> Cause:
    return read(str(refused.reply), refused.phase).cause
