"""The badge for every kind of cause: what has happened, told by shape before colour."""

from tegata.gui.badge import CROSSED_TAG, Family
from tegata.relay.diagnosis import Cause

_PASSWORD = (
    Cause.WRONG_CREDENTIALS,
    Cause.APP_PASSWORD_OR_OAUTH,
    Cause.AUTH_UNSUPPORTED,
    Cause.LOGIN_THROTTLED,
    Cause.ACCOUNT_BLOCKED,
    Cause.MAILBOX_LOCKED,
    Cause.NO_PASSWORD,
)
_LINE = (
    Cause.CONN_TIMEOUT,
    Cause.CONN_REFUSED,
    Cause.CONN_UNREACHABLE,
    Cause.CONN_DROPPED,
    Cause.DNS_FAILURE,
)
_SECURITY = (
    Cause.TLS_CERT,
    Cause.TLS_HANDSHAKE,
    Cause.TLS_NOT_OFFERED,
    Cause.TLS_REQUIRED,
    Cause.WEAKER_LOGIN,
)
_RELAY = (
    Cause.NEEDS_POP_BEFORE_SMTP,
    Cause.RELAY_DENIED_AUTH_NEEDED,
    Cause.RELAY_DENIED_NEVER,
    Cause.RELAY_DENIED,
    Cause.AUTH_REQUIRED,
)
_LATER = (Cause.GREYLISTED, Cause.SERVER_TEMPORARY, Cause.RATE_LIMIT)

_LOOKS = {
    **dict.fromkeys(_RELAY, (Family.WARN, CROSSED_TAG)),
    **dict.fromkeys(_PASSWORD, (Family.WARN, "key-round")),
    **dict.fromkeys(_LINE, (Family.DANGER, "unplug")),
    **dict.fromkeys(_SECURITY, (Family.DANGER, "lock")),
    **dict.fromkeys(_LATER, (Family.NEUTRAL, "clock")),
    Cause.PERHAPS_DELIVERED: (Family.WARN, "mail-question-mark"),
    Cause.CANCELLED: (Family.NEUTRAL, "circle-minus"),
}


def is_about_relaying(cause: Cause) -> bool:
    """Return whether a server refused to pass a letter on, for want of a proof."""
    return cause in _RELAY


def look(cause: Cause) -> tuple[Family, str]:
    """Return family and icon of the card's badge."""
    return _LOOKS.get(cause, (Family.DANGER, "mail-x"))
