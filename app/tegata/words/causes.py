"""Every cause in words, for a person at home: headline, statement, because, buttons."""

from dataclasses import dataclass

from tegata.relay.diagnosis import Because, Cause, Confidence, Diagnosis, Remedy
from tegata.words.gettext import _


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation card. `certain` drops "Most likely"; the first button is the likely right thing."""

    headline: str
    statement: str
    because: tuple[str, ...]
    certain: bool
    second: str | None
    buttons: tuple[tuple[Remedy, str], ...]


def explain(diagnosis: Diagnosis) -> Explained:
    """Return the words for a diagnosis, in the language in use."""
    return Explained(
        headline(diagnosis.cause),
        statement(diagnosis.cause),
        tuple(_because(each) for each in diagnosis.because),
        diagnosis.confidence is Confidence.CERTAIN,
        statement(diagnosis.second) if diagnosis.second is not None else None,
        tuple((remedy, button(remedy)) for remedy in diagnosis.remedies),
    )


def told(diagnosis: Diagnosis) -> str:
    """Return a diagnosis as a terminal shows it: what is true, what is likely, the server's own line."""
    words = explain(diagnosis)
    lines = [
        _("{headline}.").format(headline=words.headline),
        ("" if words.certain else _("Most likely: ")) + words.statement,
    ]
    lines += [f"  · {because}" for because in words.because]
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
    """Return what most likely happened, in one or two short sentences."""
    return _(_STATEMENTS[cause])


def button(remedy: Remedy) -> str:
    """Return the deed as a button names it."""
    return _(_BUTTONS[remedy])


def _because(because: Because) -> str:
    return _(_BECAUSE[because])


def N_(text: str) -> str:  # noqa: N802 - the mark Babel looks for, as every gettext manual calls it
    """Mark a text for the catalogue that is translated later, where the language is known."""
    return text


_STATEMENTS: dict[Cause, str] = {
    Cause.NEEDS_POP_BEFORE_SMTP: N_("From this network, the server wants a POP login first"),
    Cause.RELAY_DENIED_AUTH_NEEDED: N_("The server wants SMTP AUTH: a login inside SMTP"),
    Cause.RELAY_DENIED_NEVER: N_("This server passes on letters for nobody. It may be the wrong server."),
    Cause.RELAY_DENIED: N_("The server does not know that you may send through it"),
    Cause.AUTH_REQUIRED: N_("The server wants to know who you are before it takes a letter"),
    Cause.WRONG_CREDENTIALS: N_(
        "The mailbox did not take the password. Tegata will not try it again by itself."
    ),
    Cause.APP_PASSWORD_OR_OAUTH: N_(
        "Your provider wants an app password, made on its web pages, instead of the usual one"
    ),
    Cause.AUTH_UNSUPPORTED: N_("The server does not offer a login in a way that Tegata may use"),
    Cause.LOGIN_THROTTLED: N_("Too many logins in a short time. The server wants a pause."),
    Cause.ACCOUNT_BLOCKED: N_("Your provider has stopped sending from this account"),
    Cause.TLS_REQUIRED: N_("The server wants a secure line (TLS) before anything else"),
    Cause.TLS_NOT_OFFERED: N_("The settings ask for a secure line, and the server does not offer one"),
    Cause.SENDER_NOT_OWNED: N_("The server does not let this account send under this address"),
    Cause.SENDER_REJECTED: N_("The server does not take the sender’s address or its domain"),
    Cause.USER_UNKNOWN: N_("The recipient does not exist. A typing mistake is the usual reason."),
    Cause.RECIPIENT_REFUSED: N_("The recipient’s mailbox does not take this letter"),
    Cause.MAILBOX_FULL: N_("The recipient’s mailbox is full"),
    Cause.MESSAGE_TOO_BIG: N_("The letter is bigger than the server takes"),
    Cause.TOO_MANY_RECIPIENTS: N_("Too many recipients for one letter"),
    Cause.RATE_LIMIT: N_("You have sent as much as the server allows for now"),
    Cause.GREYLISTED: N_("The server turns away unknown senders at first. A second try usually passes."),
    Cause.IP_BLOCKED: N_("The server does not take mail from this line’s address"),
    Cause.SPAM_POLICY: N_("The server takes the letter for something unwanted"),
    Cause.SERVER_TEMPORARY: N_("The server has trouble of its own. Tegata tries again by itself."),
    Cause.PROTOCOL_ERROR: N_("The server and Tegata did not understand each other"),
    Cause.MAILBOX_LOCKED: N_("Another program has the mailbox open right now"),
    Cause.CONN_TIMEOUT: N_("The server did not answer in time"),
    Cause.CONN_REFUSED: N_("Nothing answers at this server and port"),
    Cause.CONN_UNREACHABLE: N_("There is no way to the server from this network"),
    Cause.CONN_DROPPED: N_("The line broke before the letter was handed over"),
    Cause.DNS_FAILURE: N_("The server’s name was not found. Is this computer on the net?"),
    Cause.TLS_CERT: N_("The server’s certificate does not prove that it is the right server"),
    Cause.TLS_HANDSHAKE: N_("The secure line could not be set up"),
    Cause.SMTPUTF8_NOT_OFFERED: N_(
        "An address holds letters beyond ASCII before the @, and the server cannot carry those"
    ),
    Cause.NO_PASSWORD: N_("Tegata needs the password"),
    Cause.NO_MAILBOX: N_("The account has no POP3 server to log in to"),
    Cause.SPOOL_LOST: N_("Tegata’s own copy of the letter could not be read"),
    Cause.CANCELLED: N_("The letter waits in the outbox. It has not been delivered."),
    Cause.PERHAPS_DELIVERED: N_("The line broke after the last dot and before the receipt"),
}

_BECAUSE: dict[Because, str] = {
    Because.SERVER_SAYS_SO: N_("The server says so itself"),
    Because.OTHER_NETWORK: N_("You are not on your provider’s own network"),
    Because.NO_LOGIN_FROM_HERE: N_("No POP login has been made from here"),
    Because.WINDOW_HAD_CLOSED: N_("The window has closed, earlier than expected"),
    Because.BEFORE_DATA: N_("It happened before the letter was handed over, so trying again is safe"),
    Because.ACCOUNT_HAS_POP: N_("The account has a POP mailbox to log in to"),
    Because.PORT_25: N_("Many lines block port 25 against spam. Port 587 gets through."),
    Because.LOGGED_IN_JUST_NOW: N_("A POP login was made just now, and did not help"),
}

_BUTTONS: dict[Remedy, str] = {
    Remedy.POP_LOGIN_AND_RETRY: N_("Log in by POP and try again"),
    Remedy.SWITCH_TO_AUTH: N_("Switch to SMTP AUTH…"),
    Remedy.ENTER_PASSWORD: N_("Enter the password…"),
    Remedy.EDIT_RECIPIENTS: N_("Correct address"),
    Remedy.EDIT_LETTER: N_("Edit letter"),
    Remedy.OPEN_SETTINGS: N_("Look at the settings…"),
    Remedy.USE_PORT_587: N_("Use port 587…"),
    Remedy.TRY_NOW: N_("Try now"),
    Remedy.WAIT: N_("Leave it to Tegata"),
    Remedy.ASK_PROVIDER: N_("Copy for the help desk"),
}
