"""Every cause in words, for a person at home: headline, statement, because, buttons."""

from dataclasses import dataclass

from tegata.relay.diagnosis import Because, Cause, Confidence, Diagnosis, Remedy
from tegata.words.cause_sentences import ADVICE, BECAUSE, BUTTONS, STATEMENTS
from tegata.words.gettext import _


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation card: what is true, what most likely happened and why, what to do about it.

    The first button is the likely right thing; `second` is what else it may be.
    """

    headline: str
    statement: str
    because: tuple[str, ...]
    certain: bool
    second: str | None
    buttons: tuple[tuple[Remedy, str], ...]
    advice: str = ""
    guessed: bool = False

    @property
    def lead(self) -> str:
        """What stands before the statement; nothing where it is certain."""
        if self.certain:
            return ""
        return _("A guess") if self.guessed else _("Most likely")


def explain(diagnosis: Diagnosis) -> Explained:
    """Return the words for a diagnosis, in the language in use."""
    return Explained(
        headline(diagnosis.cause),
        statement(diagnosis.cause),
        tuple(_because(each) for each in diagnosis.because),
        diagnosis.confidence is Confidence.CERTAIN,
        statement(diagnosis.second) if diagnosis.second is not None else None,
        tuple((remedy, button(remedy)) for remedy in diagnosis.remedies),
        advice(diagnosis.cause),
        diagnosis.confidence is Confidence.GUESS,
    )


def told(diagnosis: Diagnosis) -> str:
    """Return a diagnosis as a terminal shows it: true, likely, why, what to do; the server's own line."""
    words = explain(diagnosis)
    lead = _("{lead}: ").format(lead=words.lead) if words.lead else ""
    lines = [_("{headline}.").format(headline=words.headline), lead + words.statement]
    lines += [f"  · {because}" for because in words.because]
    lines.append(_("What to do: ") + words.advice)
    if words.second is not None:
        lines.append(_("Less likely: ") + words.second)
    if diagnosis.reply:
        lines += [f"{whose_words(diagnosis)}:", *(f"  {line}" for line in diagnosis.reply.splitlines())]
    return "\n".join(lines)


def whose_words(diagnosis: Diagnosis) -> str:
    """Return the heading over `Diagnosis.reply`: nobody is quoted who has said nothing."""
    return _("What the server said") if diagnosis.heard else _("What this computer noted")


def headline(cause: Cause) -> str:
    """Return what is true, before any guess."""
    match cause:
        case (
            Cause.NEEDS_POP_BEFORE_SMTP
            | Cause.RELAY_DENIED
            | Cause.RELAY_DENIED_AUTH_NEEDED
            | Cause.RELAY_DENIED_NEVER
            | Cause.AUTH_REQUIRED
        ):
            return _("The server did not pass your letter on")
        case (
            Cause.WRONG_CREDENTIALS
            | Cause.APP_PASSWORD_OR_OAUTH
            | Cause.AUTH_UNSUPPORTED
            | Cause.LOGIN_THROTTLED
            | Cause.ACCOUNT_BLOCKED
            | Cause.MAILBOX_LOCKED
            | Cause.NO_PASSWORD
            | Cause.NO_MAILBOX
            | Cause.WEAKER_LOGIN
        ):
            return _("The login did not succeed")
        case (
            Cause.CONN_TIMEOUT
            | Cause.CONN_REFUSED
            | Cause.CONN_UNREACHABLE
            | Cause.CONN_DROPPED
            | Cause.DNS_FAILURE
        ):
            return _("The server could not be reached")
        case Cause.TLS_CERT | Cause.TLS_HANDSHAKE | Cause.TLS_NOT_OFFERED | Cause.TLS_REQUIRED:
            return _("There is no safe line to the server")
        case Cause.PERHAPS_DELIVERED:
            return _("Perhaps delivered")
        case Cause.CANCELLED:
            return _("You stopped this letter")
        case Cause.GREYLISTED | Cause.SERVER_TEMPORARY | Cause.RATE_LIMIT:
            return _("The server asks to wait")
        case Cause.USER_UNKNOWN | Cause.RECIPIENT_REFUSED | Cause.MAILBOX_FULL:
            return _("The server did not take a recipient")
        case _:
            return _("The server did not take your letter")


def statement(cause: Cause) -> str:
    """Return what most likely happened, in one short sentence without a full stop."""
    return _(STATEMENTS[cause])


def advice(cause: Cause) -> str:
    """Return what to do about it, in one or two sentences."""
    return _(ADVICE[cause])


def button(remedy: Remedy) -> str:
    """Return the deed as a button names it."""
    return _(BUTTONS[remedy])


def _because(because: Because) -> str:
    return _(BECAUSE[because])
