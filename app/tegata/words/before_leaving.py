"""What to look at at home before a journey: from what is known, and from what providers are wont to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tegata.accounts.account import Account, Login, Security
from tegata.delivery.check_findings import Findings, Network, findings
from tegata.delivery.notices import CheckStage, CheckStep
from tegata.relay.learned import Learned
from tegata.relay.policy import may_log_in
from tegata.words.gettext import _
from tegata.words.learned import learned_window
from tegata.words.times import in_minutes


class Worth(StrEnum):
    """What a point asks for."""

    TO_DO = "to-do"
    TO_ASK = "to-ask"  # nobody but the provider, or a try, can tell
    GOOD = "good"


class Deed(StrEnum):
    """What Tegata can do about a point."""

    SETTINGS = "settings"
    TRY_AUTH = "try-auth"


@dataclass(frozen=True, slots=True)
class AtHome:
    """What is known. `steps` are a check's; `has_password`: nobody need be asked for one."""

    account: Account
    steps: Sequence[CheckStep] = ()
    learned: Learned = field(default_factory=Learned)
    has_password: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence, and what follows from it."""

    worth: Worth
    sentence: str
    detail: str = ""
    deed: Deed | None = None


def before_leaving(home: AtHome) -> tuple[Point, ...]:
    """Return the points: what is to be done first, then what is to be asked, then what is well already."""
    return tuple(sorted(_points(home), key=lambda point: list(Worth).index(point.worth)))


def button_of(deed: Deed) -> str:
    """Return the words of a point's button."""
    return {Deed.SETTINGS: _("Open settings…"), Deed.TRY_AUTH: _("Try SMTP AUTH…")}[deed]


def _points(home: AtHome) -> Iterator[Point]:
    found = findings(home.steps)
    yield _proof(home, found)
    yield _port(home, found)
    if may_log_in(home.account) or home.account.submission.login is Login.PASSWORD:
        yield _password(home)
    if may_log_in(home.account):
        yield _mailbox(home.account)
        yield _window(home)
    yield _abroad()
    yield _elsewhere(found)


def _proof(home: AtHome, found: Findings) -> Point:
    if home.account.submission.login is Login.PASSWORD:
        return Point(Worth.GOOD, _("SMTP AUTH proves who you are, from any network."))
    if may_log_in(home.account):
        return Point(Worth.GOOD, _("Tegata logs in by POP before it sends, wherever that is needed."))
    sentence = _("Nothing proves who you are: this may work on your provider’s own network only.")
    if _offers_auth(home, found):
        return Point(Worth.TO_DO, sentence, _("Your provider offers SMTP AUTH."), Deed.TRY_AUTH)
    return Point(Worth.TO_DO, sentence, _("Turn POP before send on, if your provider has it."), Deed.SETTINGS)


def _port(home: AtHome, found: Findings) -> Point:
    server = home.account.submission
    if server.port != 25:
        return Point(Worth.GOOD, _("Port {port} is open on most networks.").format(port=server.port))
    sentence = _("Only port 25 is used, and many hotels and mobile networks block it.")
    if found.other_port is None:
        return Point(Worth.TO_DO, sentence, _("Ask your provider for another port, such as 587."))
    words = _("Your provider also listens on port {port}.").format(port=found.other_port)
    return Point(Worth.TO_DO, sentence, words, Deed.TRY_AUTH if found.other_port_has_auth else Deed.SETTINGS)


def _password(home: AtHome) -> Point:
    if home.has_password:
        return Point(Worth.GOOD, _("The password is at hand on this computer."))
    detail = _("Let Tegata keep it the next time it asks, or take it along.")
    return Point(Worth.TO_DO, _("The password is not kept on this computer."), detail)


def _mailbox(account: Account) -> Point:
    if account.pop is not None and account.pop.security is Security.NONE:
        sentence = _("The POP login travels unprotected: in a hotel’s Wi-Fi, others could read the password.")
        return Point(Worth.TO_DO, sentence, _("Try TLS, which most providers have."), Deed.SETTINGS)
    return Point(Worth.GOOD, _("The POP login is protected by TLS, in any network."))


def _window(home: AtHome) -> Point:
    if known := learned_window(home.learned):
        return Point(Worth.GOOD, known)
    span = in_minutes(home.account.pop_before_send.window)
    sentence = _("How long a login counts is not known yet; the settings say {span}.").format(span=span)
    return Point(Worth.TO_ASK, sentence, _("Tegata learns it while you send. Your provider knows it."))


def _abroad() -> Point:
    return Point(
        Worth.TO_ASK,
        _("Does your provider let you in from abroad?"),
        _(
            "Some keep mailbox or mail server shut to other countries until you allow it on their customer"
            " pages, which may be shut from there, too. The report can ask the help desk."
        ),
    )


def _elsewhere(found: Findings) -> Point:
    if found.network is Network.OTHER and found.broken is None and found.relaying_proved:
        return Point(Worth.GOOD, _("It works from a network that is not your provider’s own: this one."))
    return Point(
        Worth.TO_ASK,
        _("Does it work from another network?"),
        _("Try it once through your phone: connect to its hotspot, and check with a recipient elsewhere."),
    )


def _offers_auth(home: AtHome, found: Findings) -> bool:
    offered = any(step.facts.get("auth") for step in home.steps if step.stage is CheckStage.OFFERS)
    return offered or found.other_port_has_auth or home.learned.offers_auth
