"""Wordings that name one thing and may as well mean another: there the context decides."""

from tegata.relay.diagnosis import Cause
from tegata.relay.rule import MAILBOX, RECIPIENT, SENDER, Rule

_C = Cause

VAGUE = (
    # Servers that will not relay often blame the recipient.
    Rule(
        _C.RECIPIENT_REFUSED,
        0,
        """
        (invalid|bad) (recipient|address)
        (recipient|address|rcpt) … (reject|refus|denied|not accept|not allowed)
        access denied
        mailbox (unavailable|not available)
        not (allowed|permitted|authori)
        """,
        at=SENDER | RECIPIENT,
        unless="{absent_for_sure} / full. / quota / {shut}",
    ),
    # "Authentication failed" is also what one hears where POP3 is switched off in the settings on the web.
    Rule(
        _C.WRONG_CREDENTIALS,
        0,
        """
        auth … fail
        authori … fail
        (login|logon|log in|log on|sign in) (has)? (fail|unsuccess|incorrect|denied|reject)
        access denied
        {mailbox} … not (allowed|enabled)
        """,
        at=MAILBOX,
        unless="{absent_for_sure} / {password} … {wrong} / {wrong} … (user|password)",
    ),
)
