"""What can be done about each cause, the likeliest first; the context takes away what would not help."""

from dataclasses import replace

from tegata.accounts.account import Account, Login
from tegata.relay.diagnosis import Cause, Diagnosis, Remedy
from tegata.relay.learned import Learned

_R = Remedy
_PROOF = (_R.POP_LOGIN_AND_RETRY, _R.SWITCH_TO_AUTH)
_AUTH = (_R.SWITCH_TO_AUTH, _R.POP_LOGIN_AND_RETRY)
_PASSWORD = (_R.ENTER_PASSWORD, _R.OPEN_SETTINGS)
_LATER = (_R.TRY_NOW, _R.WAIT)
_SERVERS = (_R.OPEN_SETTINGS, _R.ASK_PROVIDER)
_LINE = (_R.TRY_NOW, _R.OPEN_SETTINGS)

REMEDIES: dict[Cause, tuple[Remedy, ...]] = {
    Cause.NEEDS_POP_BEFORE_SMTP: _PROOF,
    Cause.RELAY_DENIED: _PROOF,
    Cause.RELAY_DENIED_AUTH_NEEDED: _AUTH,
    Cause.RELAY_DENIED_NEVER: _SERVERS,
    Cause.AUTH_REQUIRED: _AUTH,
    Cause.WRONG_CREDENTIALS: _PASSWORD,
    Cause.APP_PASSWORD_OR_OAUTH: (*_PASSWORD, _R.ASK_PROVIDER),
    Cause.AUTH_UNSUPPORTED: _SERVERS,
    Cause.LOGIN_THROTTLED: (_R.WAIT, _R.TRY_NOW),
    Cause.ACCOUNT_BLOCKED: (_R.ASK_PROVIDER,),
    Cause.TLS_REQUIRED: _SERVERS,
    Cause.TLS_NOT_OFFERED: _SERVERS,
    Cause.SENDER_NOT_OWNED: (_R.OPEN_SETTINGS, _R.EDIT_LETTER),
    Cause.SENDER_REJECTED: (_R.OPEN_SETTINGS, _R.ASK_PROVIDER),
    Cause.USER_UNKNOWN: (_R.EDIT_RECIPIENTS,),
    Cause.RECIPIENT_REFUSED: (_R.EDIT_RECIPIENTS,),
    Cause.MAILBOX_FULL: (_R.TRY_NOW, _R.EDIT_RECIPIENTS),
    Cause.MESSAGE_TOO_BIG: (_R.EDIT_LETTER,),
    Cause.TOO_MANY_RECIPIENTS: (_R.EDIT_RECIPIENTS,),
    Cause.RATE_LIMIT: (_R.WAIT, _R.TRY_NOW),
    Cause.GREYLISTED: (_R.WAIT, _R.TRY_NOW),
    Cause.IP_BLOCKED: (_R.ASK_PROVIDER, _R.TRY_NOW),
    Cause.SPAM_POLICY: (_R.EDIT_LETTER, _R.ASK_PROVIDER),
    Cause.SERVER_TEMPORARY: _LATER,
    Cause.PROTOCOL_ERROR: (_R.TRY_NOW, _R.ASK_PROVIDER),
    Cause.MAILBOX_LOCKED: _LATER,
    Cause.CONN_TIMEOUT: _LINE,
    Cause.CONN_REFUSED: _LINE,
    Cause.CONN_UNREACHABLE: _LINE,
    Cause.CONN_DROPPED: _LINE,
    Cause.DNS_FAILURE: _LINE,
    Cause.TLS_CERT: _SERVERS,
    Cause.TLS_HANDSHAKE: _SERVERS,
    Cause.SMTPUTF8_NOT_OFFERED: (_R.EDIT_RECIPIENTS,),
    Cause.NO_PASSWORD: _PASSWORD,
    Cause.WEAKER_LOGIN: (_R.OPEN_SETTINGS, _R.LOG_IN_ANYWAY),
    Cause.NO_MAILBOX: (_R.OPEN_SETTINGS,),
    Cause.SPOOL_LOST: (_R.EDIT_LETTER,),
    Cause.CANCELLED: (_R.TRY_NOW, _R.EDIT_LETTER),
    Cause.PERHAPS_DELIVERED: (_R.LOOK_IN_MAILBOX,),
}
"""What helps where nothing is known of the account."""

_BY_POP = frozenset({_R.POP_LOGIN_AND_RETRY, _R.LOOK_IN_MAILBOX})


def remedies_for(cause: Cause, account: Account, *, auth_offered: bool | None) -> tuple[Remedy, ...]:
    """Return what helps with this account. `auth_offered` tells whether the server offers AUTH, if known."""
    remedies = REMEDIES[cause]
    if account.pop is None:
        remedies = tuple(remedy for remedy in remedies if remedy not in _BY_POP)
    if account.submission.login is Login.NONE and auth_offered is not False:
        return remedies
    return _settings_for_switch(remedies)


def offering_auth(diagnosis: Diagnosis, learned: Learned) -> Diagnosis:
    """Return the diagnosis with a switch to SMTP AUTH only where something speaks for it.

    That is what the server has offered before, or what it most likely means or may mean now.
    """
    if learned.offers_auth or {diagnosis.cause, diagnosis.second} & _WANTS_AUTH:
        return diagnosis
    return replace(diagnosis, remedies=_settings_for_switch(diagnosis.remedies))


_WANTS_AUTH = frozenset({Cause.RELAY_DENIED_AUTH_NEEDED, Cause.AUTH_REQUIRED})


def _settings_for_switch(remedies: tuple[Remedy, ...]) -> tuple[Remedy, ...]:
    """What cannot be switched can still be looked at."""
    return tuple(Remedy.OPEN_SETTINGS if remedy is Remedy.SWITCH_TO_AUTH else remedy for remedy in remedies)
