"""Which words speak for which cause: a table read from top to bottom, the first row that fits wins.

Neither code nor enhanced code is dependable (relay refusals carry a dozen codes), so the wording decides
and the codes only settle what the words leave open. A row may ask for stages; none means any.
"""

import re
from dataclasses import dataclass, field

from tegata.protocols.outcome import Phase
from tegata.relay.diagnosis import Cause

RELAY_FAMILY = frozenset(
    {
        Cause.NEEDS_POP_BEFORE_SMTP,
        Cause.RELAY_DENIED,
        Cause.RELAY_DENIED_AUTH_NEEDED,
        Cause.RELAY_DENIED_NEVER,
        Cause.AUTH_REQUIRED,
    }
)
"""The causes that a proof of who we are may settle."""

_LOGIN = frozenset({Phase.AUTH, Phase.POP})
_BEFORE_DATA = frozenset({Phase.MAIL, Phase.RCPT})


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is searched for in the reply, case ignored."""

    cause: Cause
    pattern: re.Pattern[str]
    phases: frozenset[Phase] = field(default_factory=frozenset)


def _rule(cause: Cause, *patterns: str, phases: frozenset[Phase] = frozenset()) -> Rule:
    return Rule(cause, re.compile("|".join(patterns), re.IGNORECASE), phases)


_C = Cause

_OWN_LOGIN = (
    _rule(
        _C.LOGIN_THROTTLED,
        r"\[LOGIN-DELAY\]",
        r"too many .*(auth|log[io])",
        r"logins? .*apart",
        phases=_LOGIN,
    ),
    _rule(
        _C.MAILBOX_LOCKED,
        r"\[IN-USE\]",
        r"(maildrop|mailbox).*(lock|in use)",
        r"already.*(lock|open)",
        phases=_LOGIN,
    ),
    _rule(
        _C.APP_PASSWORD_OR_OAUTH,
        r"app(lication)?[- ](specific )?password",
        r"oauth",
        r"basic auth.* disabled",
        r"SmtpClientAuthentication is disabled",
        r"web browser",
        phases=_LOGIN,
    ),
    _rule(
        _C.TLS_REQUIRED,
        r"STARTTLS|STLS",
        r"(TLS|SSL|encryption|encrypted).*(need|require|must)",
        r"under a layer",
    ),
    _rule(
        _C.AUTH_UNSUPPORTED,
        r"auth\w* .*(not|un)[ -]?(enabled|available|support)",
        r"unrecogni[sz]ed auth",
        phases=_LOGIN,
    ),
    _rule(
        _C.WRONG_CREDENTIALS,
        r"\[AUTH\]",
        r"auth\w* (fail|unsuccess|data|rejected)",
        r"(user ?name|password|login|logon|credentials).*(fail|invalid|incorrect|wrong|bad|unknown)",
        r"password not accepted",
        r"(fail|invalid|incorrect|wrong|bad|unknown).*(user ?name|password|login|logon|credentials)",
        phases=_LOGIN,
    ),
    _rule(_C.SERVER_TEMPORARY, r"\[SYS/TEMP\]", r"try again later", r"temporar", phases=_LOGIN),
)

_PROOFS_AND_RELAYING = (
    _rule(
        _C.NEEDS_POP_BEFORE_SMTP,
        r"\bPOP3?\b",
        r"(check|receive|fetch|read) your (e-?)?mail",
        phases=_BEFORE_DATA,
    ),
    _rule(
        _C.SENDER_NOT_OWNED,
        r"not owned by",
        r"sender.*(not|un)[ -]?(verified|authori)",
        r"must be same as",
        r"not allowed to send (as|from)",
        r"unauthori[sz]ed use of sender",
        r"SendAsDenied",
    ),
    _rule(_C.RELAY_DENIED_AUTH_NEEDED, r"relay.*(authenticat|smtp auth|log ?in)", r"authenticat.*relay"),
    _rule(_C.RELAY_DENIED_NEVER, r"(don't|do not|does not) (relay|handle mail)", r"not an open relay"),
    _rule(_C.RELAY_DENIED, r"\brelay", r"rcpthosts", r"delivery is not allowed to this address"),
    _rule(
        _C.AUTH_REQUIRED,
        r"authenti[cf]\w* (is )?(needed|required)",
        r"authorization required",
        r"(must|please) (first )?authenticat",
        r"unauthenticated senders",
        r"log ?in first",
        phases=_BEFORE_DATA,
    ),
)

_THE_LETTER = (
    _rule(_C.GREYLISTED, r"gr[ae]y-?list"),
    _rule(
        _C.MESSAGE_TOO_BIG,
        r"(message|mail|size).*(too (big|large)|exceed.*(size|max|limit))",
        r"exceeds.*message size",
    ),
    _rule(_C.TOO_MANY_RECIPIENTS, r"too many (recipients|rcpt)"),
    _rule(
        _C.MAILBOX_FULL,
        r"(mailbox|quota|storage|disk).*(full|exceed|over)",
        r"over ?quota",
        r"insufficient.*stor",
    ),
    _rule(_C.RATE_LIMIT, r"too many|rate|limit|quota|throttl|concurren"),
    _rule(
        _C.IP_BLOCKED,
        r"(black|block) ?list|dnsbl|\brbl\b|spamhaus|banned",
        r"dynamic ip|reverse (dns|name)|\bPTR\b|\bHELO\b",
        r"client host rejected",
    ),
    _rule(
        _C.SENDER_REJECTED,
        r"\bSPF\b|DMARC|DKIM",
        r"(sender|mail ?from).*(reject|invalid|unknown|denied|not found|unvalidated)",
        r"domain.*(not found|does not exist)",
        phases=frozenset({Phase.MAIL, Phase.DATA, Phase.FINAL}),
    ),
    _rule(_C.SPAM_POLICY, r"spam|virus|policy|content|attachment|unsolicited|malware"),
    _rule(
        _C.USER_UNKNOWN,
        r"(user|recipient|mailbox|account|address|host|domain).*(unknown|invalid|unavailable|no such)",
        r"(user|recipient|mailbox|account|address|host|domain).*not (a )?(found|known|exist)",
        r"does ?n[o']t exist",
        r"(unknown|invalid|no such|unrout\w+) (user|recipient|mailbox|address|account)",
        r"no mailbox|not our customer",
    ),
    _rule(
        _C.RECIPIENT_REFUSED,
        r"recipient",
        r"(mailbox|account).*(disabled|inactive|blocked)",
        phases=frozenset({Phase.RCPT}),
    ),
    _rule(_C.PROTOCOL_ERROR, r"syntax|bad sequence|(unrecogni[sz]ed|unknown) command|too many hops|loop"),
    _rule(
        _C.SERVER_TEMPORARY,
        r"try again|temporar|later|local error|not available|shutting down|time-?out",
    ),
)

WORDING: tuple[Rule, ...] = _OWN_LOGIN + _PROOFS_AND_RELAYING + _THE_LETTER

BY_CODE: tuple[tuple[re.Pattern[str], frozenset[Phase], Cause], ...] = (
    (re.compile(r"535|-ERR"), _LOGIN, Cause.WRONG_CREDENTIALS),
    (re.compile(r"530"), _BEFORE_DATA, Cause.AUTH_REQUIRED),
    (re.compile(r"4\d\d"), frozenset(), Cause.SERVER_TEMPORARY),
    (re.compile(r"55[0134]"), frozenset({Phase.RCPT}), Cause.RECIPIENT_REFUSED),
    (re.compile(r"55[0134]"), frozenset({Phase.MAIL}), Cause.SENDER_REJECTED),
    (re.compile(r"55[04]"), frozenset({Phase.DATA, Phase.FINAL}), Cause.SPAM_POLICY),
    (re.compile(r"552"), frozenset(), Cause.MESSAGE_TOO_BIG),
    (re.compile(r"50\d"), frozenset(), Cause.PROTOCOL_ERROR),
)
"""What a reply without telling words most often means, by code and stage."""


def cause_of(text: str, phase: Phase) -> tuple[Cause, bool]:
    """Return the cause of one refusal, and whether its own words say so (not just its code)."""
    for rule in WORDING:
        if (not rule.phases or phase in rule.phases) and rule.pattern.search(text):
            return rule.cause, True
    for code, phases, cause in BY_CODE:
        if (not phases or phase in phases) and code.match(text):
            return cause, False
    return Cause.SERVER_TEMPORARY, False
