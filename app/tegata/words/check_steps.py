"""The steps of a check in words, one line each."""

from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Refused, Trouble
from tegata.words.gettext import _
from tegata.words.windows import letters_waiting


def check_line(step: CheckStep) -> str:
    """Return the line of a step."""
    return _words(step).format(**step.facts)


def mark_word(mark: CheckMark) -> str:
    """Return what a mark means, for those who do not see it."""
    return {
        CheckMark.GOOD: _("done"),
        CheckMark.NEUTRAL: _("no, and nothing depends on it"),
        CheckMark.FAILED: _("failed"),
        CheckMark.NOT_TRIED: _("not tried"),
    }[mark]


def _words(step: CheckStep) -> str:
    match step.mark:
        case CheckMark.FAILED:
            return _failed(step)
        case CheckMark.NOT_TRIED:
            return _("Relay to {domain}: not tried, the way is blocked")
        case CheckMark.NEUTRAL:
            return _neutral(step)
        case CheckMark.GOOD:
            told = _TOLD.get(step.stage)
            return told(step) if told is not None else _plain(step.stage)


def _plain(stage: CheckStage) -> str:
    return {
        CheckStage.PORTAL: _("No sign-in page in between, as far as the system knows"),
        CheckStage.RESOLVE: _("Found {host}"),
        CheckStage.CONNECT: _("Connected to {host} on port {port}"),
        CheckStage.AUTH: _("Logged in by SMTP AUTH"),
        CheckStage.SENDER: _("Sender accepted: {address}"),
    }[stage]


def _network(step: CheckStep) -> str:
    return {
        "wifi": _("Connected by Wi-Fi"),
        "ethernet": _("Connected by cable"),
        "cellular": _("Connected by a mobile network"),
    }.get(step.facts.get("medium", ""), _("This computer is on a network"))


def _secure(step: CheckStep) -> str:
    if "certificate_until" in step.facts:
        return _("Secure line, {tls_version}, certificate valid until {certificate_until}")
    return _("Secure line, {tls_version}")


def _offers(step: CheckStep) -> str:
    offers = _("The server offers SMTP AUTH: {auth}")
    if not step.facts.get("auth"):
        offers = _("The server offers no SMTP AUTH")
    if "seen_as" not in step.facts:
        return offers
    return offers + _("; ") + _("it sees you as {seen_as}")


def _before(step: CheckStep) -> str:
    if step.facts["proves_relaying"] != "yes":
        return _("Before the login: {address} accepted; within the own domain nothing is relayed")
    if step.facts["window"] == "open":
        return _("Before the login: relay to {domain} accepted, for an earlier login still counts")
    return _("Before the login: relay to {domain} accepted, as on the provider’s own network")


def _logged_in(step: CheckStep) -> str:
    words = _("Logged in by POP")
    if "minutes" in step.facts:
        words = _("POP login accepted, window open for {minutes} minutes")
    waiting = letters_waiting(int(step.facts["letters"])) if "letters" in step.facts else ""
    return words + _("; ") + waiting if waiting else words


def _accepted(step: CheckStep) -> str:
    if step.facts.get("proves_relaying") != "yes":
        return _("Recipient accepted; stopped here, nothing was sent")
    if step.facts.get("after_login") == "yes":
        return _("After the login: relay to {domain} accepted; nothing was sent")
    return _("Relay to {domain} accepted; nothing was sent")


def _port(step: CheckStep) -> str:
    if step.role is Role.POP:
        return _("POP port {port}: answers")
    if "tls_version" not in step.facts:
        return _("Port {port}: answers, offers no TLS")
    if step.facts.get("auth"):
        return _("Port {port}: answers, offers TLS and SMTP AUTH")
    return _("Port {port}: answers, offers TLS")


def _neutral(step: CheckStep) -> str:
    match step.stage:
        case CheckStage.NETWORK:
            return _("This computer seems to be on no network")
        case CheckStage.PORTAL:
            return _("The network wants you to sign in first, in a browser")
        case CheckStage.BEFORE_LOGIN if step.facts.get("network") == "other":
            return _("Before the login: relay to {domain} refused, as is normal on another network")
        case CheckStage.BEFORE_LOGIN if isinstance(step.note, Refused):
            return _("Before the login: {address} not accepted")
        case CheckStage.BEFORE_LOGIN:
            return _("Before the login: the server does not answer to us")
        case _:
            return _closed_port(step)


def _closed_port(step: CheckStep) -> str:
    name = _("POP port {port}") if step.role is Role.POP else _("Port {port}")
    return _("{name}: {what}").format(name=name, what=_what_of_port(step))


def _what_of_port(step: CheckStep) -> str:
    match step.note:
        case Broken(trouble=Trouble.CONN_TIMEOUT):
            return _("no answer within {seconds} seconds")
        case Broken(trouble=Trouble.CONN_REFUSED):
            return _("closed")
        case Broken(trouble=Trouble.CONN_UNREACHABLE | Trouble.DNS_FAILURE):
            return _("not to be reached")
        case Refused():
            return _("answers, and takes nobody from here")
        case _:
            return _("answers, but no safe talk comes about")


def _failed(step: CheckStep) -> str:
    return {
        CheckStage.RESOLVE: _("{host} was not found"),
        CheckStage.CONNECT: _("No connection to {host} on port {port}"),
        CheckStage.SECURE: _("No secure line to {host}"),
        CheckStage.POP_LOGIN: _("The POP login did not succeed"),
        CheckStage.AUTH: _("The server’s login did not succeed"),
        CheckStage.SENDER: _("The server did not take the sender {address}"),
        CheckStage.RECIPIENT: _("The server did not take the recipient {address}"),
    }[step.stage]


_TOLD = {
    CheckStage.NETWORK: _network,
    CheckStage.SECURE: _secure,
    CheckStage.OFFERS: _offers,
    CheckStage.BEFORE_LOGIN: _before,
    CheckStage.POP_LOGIN: _logged_in,
    CheckStage.RECIPIENT: _accepted,
    CheckStage.PORT: _port,
}
