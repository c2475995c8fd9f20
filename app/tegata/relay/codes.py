"""What reply codes lean towards: little against words, and all there is where the words say nothing."""

import re
from dataclasses import dataclass
from functools import cache

from tegata.protocols.outcome import Phase
from tegata.relay.diagnosis import Cause
from tegata.relay.rule import DOOR, LETTER, LOGIN, MAILBOX, RECIPIENT, SENDER
from tegata.relay.said import Said

_C = Cause


@dataclass(frozen=True, slots=True)
class CodeRule:
    """`code` is matched against the whole reply code, enhanced code or POP3 tag; no stages means any.

    The first cause is what the code means by itself; the others share it where words speak for them.
    """

    causes: tuple[Cause, ...]
    weight: float
    code: str
    at: frozenset[Phase] = frozenset()

    def fits(self, said: Said, phase: Phase | None) -> bool:
        """Whether the reply carries the code, at one of the stages."""
        if phase is None and self.at and self.at <= LOGIN:
            return False
        if self.at and phase is not None and phase not in self.at:
            return False
        return any(_whole(self.code).fullmatch(each) for each in (said.code, said.enhanced, said.tag) if each)


@cache
def _whole(code: str) -> re.Pattern[str]:
    return re.compile(code)


_RELAY = (_C.RELAY_DENIED, _C.RELAY_DENIED_NEVER, _C.RELAY_DENIED_AUTH_NEEDED, _C.NEEDS_POP_BEFORE_SMTP)
_LOGIN = (
    _C.WRONG_CREDENTIALS,
    _C.ACCOUNT_BLOCKED,
    _C.APP_PASSWORD_OR_OAUTH,
    _C.LOGIN_THROTTLED,
    _C.AUTH_UNSUPPORTED,
    _C.TLS_REQUIRED,
)
_OF_A_REFUSAL = (
    *_RELAY,
    _C.WRONG_CREDENTIALS,
    _C.ACCOUNT_BLOCKED,
    _C.SENDER_NOT_OWNED,
    _C.SENDER_REJECTED,
    _C.AUTH_REQUIRED,
    _C.USER_UNKNOWN,
    _C.RECIPIENT_REFUSED,
    _C.MAILBOX_FULL,
    _C.MESSAGE_TOO_BIG,
    _C.TOO_MANY_RECIPIENTS,
    _C.RATE_LIMIT,
    _C.IP_BLOCKED,
    _C.SPAM_POLICY,
    _C.PROTOCOL_ERROR,
)
"""What a plain 550 or 554 may mean at any stage."""

BY_TAG = (  # RFC 2449 section 8, RFC 3206
    CodeRule((_C.MAILBOX_LOCKED,), 10, "in-use"),
    CodeRule((_C.LOGIN_THROTTLED,), 11, "login-delay"),
    CodeRule((_C.SERVER_TEMPORARY,), 3, "sys/temp"),
    CodeRule((_C.APP_PASSWORD_OR_OAUTH,), 3, "sys/perm"),
    CodeRule(_LOGIN, 2, "auth"),
)

BY_CODE = (
    # the status code alone (RFC 5321 section 4.2.2, RFC 4954 section 6), by stage
    CodeRule(_LOGIN, 1.5, "535", LOGIN),
    CodeRule((_C.APP_PASSWORD_OR_OAUTH,), 1.5, "534", LOGIN),
    CodeRule((_C.TLS_REQUIRED,), 2, "538"),
    CodeRule((_C.PROTOCOL_ERROR,), 1.5, "555"),
    CodeRule((_C.AUTH_REQUIRED, *_RELAY), 1.5, "530", SENDER | RECIPIENT | LETTER),
    CodeRule((_C.AUTH_UNSUPPORTED,), 1.2, "50[0-4]", LOGIN),
    CodeRule(_LOGIN, 1, "5..", LOGIN),
    CodeRule((_C.SERVER_TEMPORARY,), 1, "4.."),
    CodeRule((_C.SERVER_TEMPORARY,), 1.2, "421|451"),
    CodeRule((_C.MAILBOX_FULL,), 1.5, "552|452", RECIPIENT),
    CodeRule((_C.MESSAGE_TOO_BIG,), 1.5, "552|534", SENDER | LETTER),
    CodeRule((_C.IP_BLOCKED,), 1, "5..", DOOR),
    CodeRule((_C.USER_UNKNOWN,), 0.8, "55[0136]", RECIPIENT),
    CodeRule((_C.RECIPIENT_REFUSED, *_OF_A_REFUSAL), 1, "55[04]|540", RECIPIENT),
    CodeRule(_RELAY, 1.2, "553|513|571", RECIPIENT),
    CodeRule((_C.SENDER_REJECTED, *_OF_A_REFUSAL), 1, "55.|501", SENDER),
    CodeRule((_C.SPAM_POLICY, *_OF_A_REFUSAL), 1, "55[04]", LETTER),
    CodeRule((_C.PROTOCOL_ERROR,), 1.1, "50.", SENDER | RECIPIENT | LETTER | DOOR),
    # enhanced codes (RFC 3463, RFC 5248 and the registry)
    CodeRule((_C.USER_UNKNOWN,), 2, r"[45]\.1\.(1|2|10|6)|5\.4\.4"),
    CodeRule((_C.PROTOCOL_ERROR,), 0.5, r"[45]\.1\.[37]"),
    CodeRule((_C.PROTOCOL_ERROR,), 5, r"5\.1\.20|5\.7\.512"),
    CodeRule((_C.SENDER_REJECTED,), 2, r"[45]\.1\.[78]"),
    CodeRule((_C.RECIPIENT_REFUSED,), 2, r"[45]\.2\.1"),
    CodeRule((_C.MAILBOX_FULL, _C.RATE_LIMIT), 2, r"[45]\.2\.2"),
    CodeRule((_C.MESSAGE_TOO_BIG,), 2, r"[45]\.(2\.3|3\.4)"),
    CodeRule((_C.MAILBOX_FULL,), 1, r"[45]\.3\.1"),
    CodeRule((_C.SERVER_TEMPORARY,), 1.2, r"4\.(3|4)\.\d"),
    CodeRule((_C.PROTOCOL_ERROR,), 1.5, r"[45]\.4\.6|[45]\.5\.[0124]"),
    CodeRule((_C.TOO_MANY_RECIPIENTS, _C.RATE_LIMIT), 4, r"[45]\.5\.3"),
    CodeRule((_C.USER_UNKNOWN,), 2.5, r"5\.4\.1", RECIPIENT),
    CodeRule(_LOGIN, 1.5, r"5\.7\.8|5\.7\.3", LOGIN),
    CodeRule((_C.AUTH_UNSUPPORTED,), 1.5, r"5\.7\.4", LOGIN),
    CodeRule((_C.APP_PASSWORD_OR_OAUTH,), 2, r"5\.7\.(9|14|139)", LOGIN),
    CodeRule((_C.TLS_REQUIRED,), 2, r"5\.7\.1[01]"),
    CodeRule((_C.SENDER_REJECTED,), 2, r"[45]\.7\.(2[0-4679]|509|515|516)"),
    CodeRule((_C.IP_BLOCKED,), 2.5, r"[45]\.7\.(25|506|60\d|6[1-4]\d|65\d)"),
    CodeRule((_C.RATE_LIMIT,), 5, r"[45]\.7\.28|5\.1\.90|[45]\.4\.5|[45]\.7\.(508|23[236])"),
    CodeRule(_RELAY, 3, r"5\.7\.(54|64|367)"),
    CodeRule((_C.AUTH_REQUIRED,), 3, r"5\.7\.57"),
    CodeRule((_C.SENDER_NOT_OWNED,), 11, r"5\.7\.(60|750)|5\.2\.252"),
    CodeRule((_C.ACCOUNT_BLOCKED,), 8, r"5\.7\.(50[1-3]|70\d|71\d|72\d|73\d|74\d)"),
    CodeRule((_C.RECIPIENT_REFUSED,), 11, r"5\.7\.(12\d?|13[0-8]?|50[57])", RECIPIENT | LETTER),
    CodeRule((_C.APP_PASSWORD_OR_OAUTH,), 1.5, r"[45]\.7\.12", LOGIN),
    CodeRule((_C.ACCOUNT_BLOCKED,), 1.5, r"5\.7\.13", LOGIN),
    CodeRule((_C.SPAM_POLICY,), 0.8, r"[45]\.(6|7)\.\d", LETTER),
    CodeRule(_RELAY, 0.6, r"[45]\.7\.1", RECIPIENT),
    CodeRule(_LOGIN, 0.9, "-err", MAILBOX),
)
