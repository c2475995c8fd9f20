"""The wording table, on lines that real servers say (and one we made up for each row's sake)."""

import pytest

from tegata.protocols.outcome import Phase
from tegata.relay.causes import cause_of
from tegata.relay.diagnosis import Cause


@pytest.mark.parametrize(
    ("text", "phase", "cause"),
    [
        ("554 5.7.1 <bob@elsewhere.example>: Relay access denied", Phase.RCPT, Cause.RELAY_DENIED),
        ("454 4.7.1 <bob@elsewhere.example>: Relay access denied", Phase.RCPT, Cause.RELAY_DENIED),
        ("550 relay not permitted", Phase.RCPT, Cause.RELAY_DENIED),
        ("550 5.7.1 <bob@elsewhere.example>... Relaying denied", Phase.RCPT, Cause.RELAY_DENIED),
        (
            "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
            Phase.RCPT,
            Cause.RELAY_DENIED,
        ),
        ("550 Please check your mail before sending", Phase.RCPT, Cause.NEEDS_POP_BEFORE_SMTP),
        ("550 we do not relay", Phase.RCPT, Cause.RELAY_DENIED_NEVER),
        ("550 Authentication is required for relay", Phase.MAIL, Cause.RELAY_DENIED_AUTH_NEEDED),
        ("530 5.7.0 Authentication required", Phase.MAIL, Cause.AUTH_REQUIRED),
        ("530 5.7.0 Must issue a STARTTLS command first", Phase.MAIL, Cause.TLS_REQUIRED),
        ("535 5.7.8 Error: authentication failed", Phase.AUTH, Cause.WRONG_CREDENTIALS),
        ("-ERR [AUTH] Authentication failed.", Phase.POP, Cause.WRONG_CREDENTIALS),
        ("-ERR [IN-USE] Do you have another POP session running?", Phase.POP, Cause.MAILBOX_LOCKED),
        ("-ERR [LOGIN-DELAY] one login a minute", Phase.POP, Cause.LOGIN_THROTTLED),
        ("550 5.1.1 <nobody@provider-a.example>: User unknown", Phase.RCPT, Cause.USER_UNKNOWN),
        ("552 5.3.4 Message size exceeds fixed limit", Phase.MAIL, Cause.MESSAGE_TOO_BIG),
        ("450 4.2.0 Greylisted, come back later", Phase.RCPT, Cause.GREYLISTED),
        ("421 4.3.2 Service shutting down", Phase.RCPT, Cause.SERVER_TEMPORARY),
    ],
)
def test_the_words_name_the_cause(text: str, phase: Phase, cause: Cause) -> None:
    assert cause_of(text, phase) == (cause, True)


@pytest.mark.parametrize(
    ("text", "phase", "cause"),
    [
        ("530 5.7.0 no", Phase.MAIL, Cause.AUTH_REQUIRED),
        ("451 4.0.0 no", Phase.RCPT, Cause.SERVER_TEMPORARY),
        ("550 no", Phase.RCPT, Cause.RECIPIENT_REFUSED),
        ("550 no", Phase.MAIL, Cause.SENDER_REJECTED),
        ("554 no", Phase.FINAL, Cause.SPAM_POLICY),
        ("502 no", Phase.EHLO, Cause.PROTOCOL_ERROR),
        ("-ERR no", Phase.POP, Cause.WRONG_CREDENTIALS),
    ],
)
def test_without_telling_words_the_code_and_the_stage_decide(text: str, phase: Phase, cause: Cause) -> None:
    assert cause_of(text, phase) == (cause, False)
