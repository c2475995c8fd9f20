"""SMTP AUTH, tried before anything is saved: where the server offers it, and whether the password passes."""

from dataclasses import replace

from tegata.accounts.account import Account, Login, Security, Server
from tegata.delivery.check_patience import while_somebody_waits
from tegata.delivery.notices import AuthTrial, AuthWorks, Role
from tegata.delivery.pop_login import credentials_for
from tegata.delivery.smtp_send import open_on, take_leave
from tegata.delivery.tools import Tools
from tegata.network.connect import connect
from tegata.network.line import Line
from tegata.network.transcript import Transcript
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.protocols.smtp_session import SessionOpen
from tegata.tasks import spawn

_NOT_ABOUT_THE_PASSWORD = frozenset({502, 504, 530, 538})
"""RFC 4954 sections 4 and 6: the command, the mechanism or the missing TLS was the trouble."""
_SAME_EVERYWHERE = frozenset({Objection.SERVER_UNPROVEN, Objection.BAD_CREDENTIALS_TEXT})

_NotHere = Refused | Broken | Declined


async def try_auth(account: Account, tools: Tools) -> AuthTrial:
    """Log in by SMTP AUTH at the first port of the account's server that offers it, and take leave.

    No letter is sent. A password that was shown once is not shown again, whatever came of it: the next port
    is tried only where this one cannot be reached or has no AUTH that may be used. Can be cancelled anywhere.
    """
    tools = while_somebody_waits(tools)
    credentials = await _credentials(account, tools)
    if isinstance(credentials, Declined):
        return credentials
    transcript = Transcript(tools.clock, account.name)
    told: list[_NotHere] = []
    submission = replace(account.submission, user=credentials.user)
    for server in candidates(submission, tools.auth_ports()):
        heard = await _log_in_at(replace(account, submission=server), credentials, tools, transcript)
        if isinstance(heard, SessionOpen):
            return AuthWorks(server)
        if _is_the_last_word(heard):
            return heard
        told.append(heard)
    return max(told, key=_weight)


def candidates(submission: Server, elsewhere: tuple[tuple[int, Security], ...]) -> tuple[Server, ...]:
    """Return where to try: the port in use first. Only there may a password go in clear, as the user said."""
    in_use = replace(submission, login=Login.PASSWORD)
    if in_use.security is Security.NONE and not in_use.allow_cleartext_password:
        in_use = replace(in_use, security=Security.STARTTLS)
    return (
        in_use,
        *(
            replace(in_use, port=port, security=security)
            for port, security in elsewhere
            if (port, security) != (in_use.port, in_use.security)
        ),
    )


async def _credentials(account: Account, tools: Tools) -> Credentials | Declined:
    """Return the login for sending, else the mailbox's: most providers have one for both."""
    found = await credentials_for(account, Role.SUBMISSION, tools)
    if isinstance(found, Declined) and account.pop is not None:
        return await credentials_for(account, Role.POP, tools)
    return found


async def _log_in_at(
    account: Account, credentials: Credentials, tools: Tools, transcript: Transcript
) -> SessionOpen | _NotHere:
    line = await connect(
        account.submission, clock=tools.clock, patience=tools.patience, transcript=transcript
    )
    if not isinstance(line, Line):
        return line
    try:
        return await open_on(line, account, credentials, tools)
    finally:
        spawn(take_leave(line), "auth-trial-quit")


def _is_the_last_word(heard: _NotHere) -> bool:
    """Whether the password was shown, or would do nowhere else either."""
    match heard:
        case Refused(phase=Phase.AUTH, reply=SmtpReply(code=code)):
            return code not in _NOT_ABOUT_THE_PASSWORD
        case Broken(phase=Phase.AUTH):
            return True
        case Declined(objection=objection):
            return objection in _SAME_EVERYWHERE
        case _:
            return False


def _weight(heard: _NotHere) -> int:
    """What a server said about AUTH tells more than a port that does not answer."""
    match heard:
        case Declined(objection=Objection.AUTH_NOT_OFFERED):
            return 3
        case Refused():
            return 2
        case Declined():
            return 1
        case Broken():
            return 0
