"""What a refusal means: (phase, reply or failure, context) -> cause, confidence, because, remedies."""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why a letter did not go out."""

    NEEDS_POP_BEFORE_SMTP = "needs-pop-before-smtp"
    RELAY_DENIED_AUTH_NEEDED = "relay-denied-auth-needed"
    RELAY_DENIED_NEVER = "relay-denied-never"
    RELAY_DENIED = "relay-denied"
    AUTH_REQUIRED = "auth-required"
    WRONG_CREDENTIALS = "wrong-credentials"
    APP_PASSWORD_OR_OAUTH = "app-password-or-oauth"  # noqa: S105
    AUTH_UNSUPPORTED = "auth-unsupported"
    LOGIN_THROTTLED = "login-throttled"
    ACCOUNT_BLOCKED = "account-blocked"
    TLS_REQUIRED = "tls-required"
    SENDER_NOT_OWNED = "sender-not-owned"
    SENDER_REJECTED = "sender-rejected"
    USER_UNKNOWN = "user-unknown"
    RECIPIENT_REFUSED = "recipient-refused"
    MAILBOX_FULL = "mailbox-full"
    MESSAGE_TOO_BIG = "message-too-big"
    TOO_MANY_RECIPIENTS = "too-many-recipients"
    RATE_LIMIT = "rate-limit"
    GREYLISTED = "greylisted"
    IP_BLOCKED = "ip-blocked"
    SPAM_POLICY = "spam-policy"
    SERVER_TEMPORARY = "server-temporary"
    PROTOCOL_ERROR = "protocol-error"
    MAILBOX_LOCKED = "mailbox-locked"
    CONN_TIMEOUT = "conn-timeout"
    CONN_REFUSED = "conn-refused"
    CONN_UNREACHABLE = "conn-unreachable"
    CONN_DROPPED = "conn-dropped"
    DNS_FAILURE = "dns-failure"
    TLS_CERT = "tls-cert"
    TLS_HANDSHAKE = "tls-handshake"
    # Tegata's own objections, never a server's word
    TLS_NOT_OFFERED = "tls-not-offered"
    WEAKER_LOGIN = "weaker-login"
    SMTPUTF8_NOT_OFFERED = "smtputf8-not-offered"
    NO_PASSWORD = "no-password"  # noqa: S105
    NO_MAILBOX = "no-mailbox"
    SPOOL_LOST = "spool-lost"
    CANCELLED = "cancelled"
    PERHAPS_DELIVERED = "perhaps-delivered"


class Confidence(StrEnum):
    """How sure the diagnosis is; "likely" is shown as "Most likely"."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


class Because(StrEnum):
    """A fact of the context that speaks for the cause."""

    SERVER_SAYS_SO = "server-says-so"
    OTHER_NETWORK = "other-network"
    NO_LOGIN_FROM_HERE = "no-login-from-here"
    WINDOW_HAD_CLOSED = "window-had-closed"
    BEFORE_DATA = "before-data"  # so trying again cannot double the letter
    ACCOUNT_HAS_POP = "account-has-pop"
    PORT_25 = "port-25"
    LOGGED_IN_JUST_NOW = "logged-in-just-now"
    LOGIN_PAGE = "login-page"  # of a hotel or a train, that answers in the server's place (captive portal)
    FROM_ABROAD = "from-abroad"  # some providers take no login from other countries


class Remedy(StrEnum):
    """What a button can do about it, in the order offered."""

    POP_LOGIN_AND_RETRY = "pop-login-and-retry"
    SWITCH_TO_AUTH = "switch-to-auth"
    ENTER_PASSWORD = "enter-password"  # noqa: S105
    EDIT_RECIPIENTS = "edit-recipients"
    EDIT_LETTER = "edit-letter"
    OPEN_SETTINGS = "open-settings"
    LOG_IN_ANYWAY = "log-in-anyway"
    USE_PORT_587 = "use-port-587"
    LOOK_IN_MAILBOX = "look-in-mailbox"
    TRY_NOW = "try-now"
    WAIT = "wait"
    ASK_PROVIDER = "ask-provider"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What most likely happened; `second` is the next best cause.

    `reply` is in the server's own words where `heard` is true, else in this computer's.
    """

    cause: Cause
    confidence: Confidence
    because: tuple[Because, ...]
    remedies: tuple[Remedy, ...]
    reply: str
    second: Cause | None = None
    addresses: tuple[str, ...] = ()
    heard: bool = False
