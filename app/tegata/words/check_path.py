"""The way of a letter as a picture: five stations, the links between them, and where it breaks.

From the line there are two connections: one to POP, which opens the window, and one to SMTP, which needs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tegata.accounts.account import Account, Login
from tegata.delivery.check_findings import Findings, Network, Portal, findings
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Refused, Trouble
from tegata.relay.causes import RELAY_FAMILY
from tegata.relay.policy import may_log_in
from tegata.relay.reading import is_own_domain
from tegata.words.check_advice import advice
from tegata.words.gettext import _

_NOT_REACHED = frozenset(
    {Trouble.CONN_TIMEOUT, Trouble.CONN_REFUSED, Trouble.CONN_UNREACHABLE, Trouble.DNS_FAILURE}
)


class LinkState(StrEnum):
    """What is known of a link."""

    UNKNOWN = "unknown"  # not looked at, or not reached
    GOOD = "good"
    BROKEN = "broken"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class Link:
    """A link and what is written beside it."""

    state: LinkState = LinkState.UNKNOWN
    words: str = ""

    @property
    def good(self) -> bool:
        """Whether a letter gets over it."""
        return self.state is LinkState.GOOD


@dataclass(frozen=True, slots=True)
class Station:
    """A station: its name, and what it is here."""

    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Path:
    """The picture as a value. `pop` is None where the account has no mailbox; `window` joins POP and SMTP."""

    you: Station
    line: Station
    pop: Station | None
    smtp: Station
    elsewhere: Station
    provider: str
    to_line: Link
    to_pop: Link
    to_smtp: Link
    window: Link
    to_elsewhere: Link

    @property
    def spoken(self) -> tuple[str, ...]:
        """The stations as a screen reader says them, each with the links that lead to it."""
        told = [
            (self.you, ()),
            (self.line, (self.to_line,)),
            *([(self.pop, (self.to_pop,))] if self.pop is not None else []),
            (self.smtp, (self.to_smtp, self.window)),
            (self.elsewhere, (self.to_elsewhere,)),
        ]
        return tuple(_spoken(station, links) for station, links in told)


def path(steps: Sequence[CheckStep], account: Account, recipient: str) -> Path:
    """Return the way as far as the steps of a check tell; a check under way leaves the rest unknown."""
    found = findings(steps)
    domain = recipient.rpartition("@")[2] or _("the recipient")
    return Path(
        you=Station(_("You"), _("this computer")),
        line=Station(_("Line"), _medium(steps)),
        pop=Station(_("POP"), _("mailbox")) if account.pop is not None else None,
        smtp=Station(_("SMTP"), _("sending")),
        elsewhere=Station(_("Recipient") if is_own_domain(account, recipient) else _("Elsewhere"), domain),
        provider=account.address.rpartition("@")[2],
        to_line=_to_line(steps, found),
        to_pop=_to_pop(steps, account, found),
        to_smtp=_to_smtp(steps, found),
        window=_window(steps, account, found),
        to_elsewhere=_to_elsewhere(steps),
    )


def _medium(steps: Sequence[CheckStep]) -> str:
    medium = next((step.facts.get("medium", "") for step in steps if step.stage is CheckStage.NETWORK), "")
    names = {"wifi": _("Wi-Fi"), "ethernet": _("cable"), "cellular": _("mobile network")}
    return names.get(medium, _("the network here"))


def _to_line(steps: Sequence[CheckStep], found: Findings) -> Link:
    if found.portal is Portal.YES:
        return Link(LinkState.BROKEN, _("sign-in page"))
    if not found.online:
        return Link(LinkState.BROKEN, _("no network"))
    online = any(step.facts.get("online") == "yes" for step in steps)
    return Link(LinkState.GOOD, _("connected")) if online else Link()


def _to_pop(steps: Sequence[CheckStep], account: Account, found: Findings) -> Link:
    if account.pop is None:
        return Link()
    if not may_log_in(account):
        by_auth = account.submission.login is Login.PASSWORD
        return Link(LinkState.NOT_NEEDED, _("not needed") if by_auth else _("switched off"))
    if found.logged_in:
        return Link(LinkState.GOOD, _("logged in"))
    failed = _failed(steps, Role.POP)
    if failed is not None:
        return Link(LinkState.BROKEN, _why(failed, _("login refused")))
    own = found.network is Network.OWN
    return Link(LinkState.NOT_NEEDED, _("no login needed")) if own else Link()


def _to_smtp(steps: Sequence[CheckStep], found: Findings) -> Link:
    failed = _failed(steps, Role.SUBMISSION)
    if failed is not None and failed.stage in _ON_THE_WAY:
        if found.blocked_port is not None:
            return Link(LinkState.BROKEN, _("port {port} blocked").format(port=found.blocked_port))
        return Link(LinkState.BROKEN, _why(failed, _("turned away")))
    met = [step for step in steps if step.role is Role.SUBMISSION and step.stage in _MET]
    if not any(step.mark is CheckMark.GOOD or isinstance(step.note, Refused) for step in met):
        return Link()
    port = next((step.facts["port"] for step in met if "port" in step.facts), "")
    return Link(LinkState.GOOD, _("port {port}").format(port=port) if port else _("connected"))


def _window(steps: Sequence[CheckStep], account: Account, found: Findings) -> Link:
    if account.submission.login is not Login.NONE:
        return Link(LinkState.NOT_NEEDED, _("SMTP AUTH instead"))
    if found.earlier_login:
        return Link(LinkState.GOOD, _("still open"))
    if not found.logged_in:
        own = found.network is Network.OWN
        return Link(LinkState.NOT_NEEDED, _("not needed")) if own else Link()
    minutes = next(step.facts["minutes"] for step in steps if "minutes" in step.facts)
    asked = _of(steps, CheckStage.SENDER, CheckStage.RECIPIENT)
    if any(_is_about_relaying(step, account) for step in asked):
        return Link(LinkState.BROKEN, _("the login does not count"))
    return Link(LinkState.GOOD, _("window, {n}\u00a0min").format(n=minutes))


def _is_about_relaying(step: CheckStep, account: Account) -> bool:
    """Whether the login should have made a difference; a full mailbox, say, is no fault of it."""
    refused = isinstance(step.trouble, Refused)
    return refused and advice(step, account, logged_in=True).cause in RELAY_FAMILY


def _to_elsewhere(steps: Sequence[CheckStep]) -> Link:
    asked = _of(steps, CheckStage.SENDER, CheckStage.RECIPIENT)
    if any(step.mark is CheckMark.FAILED for step in asked):
        return Link(LinkState.BROKEN, _("refused"))
    if any(step.stage is CheckStage.RECIPIENT and step.mark is CheckMark.GOOD for step in asked):
        return Link(LinkState.GOOD, _("accepted"))
    return Link(LinkState.UNKNOWN, _("not reached") if _blocked(steps) else "")


_MET = frozenset({CheckStage.CONNECT, CheckStage.SECURE, CheckStage.OFFERS, CheckStage.BEFORE_LOGIN})
_ON_THE_WAY = frozenset({CheckStage.RESOLVE, CheckStage.CONNECT, CheckStage.SECURE, CheckStage.AUTH})


def _of(steps: Sequence[CheckStep], *stages: CheckStage) -> list[CheckStep]:
    return [step for step in steps if step.stage in stages]


def _blocked(steps: Sequence[CheckStep]) -> bool:
    return any(step.mark in {CheckMark.NOT_TRIED, CheckMark.FAILED} for step in steps)


def _failed(steps: Sequence[CheckStep], role: Role) -> CheckStep | None:
    return next((step for step in steps if step.role is role and step.mark is CheckMark.FAILED), None)


def _why(failed: CheckStep, refused: str) -> str:
    match failed.trouble:
        case Broken(trouble=Trouble.DNS_FAILURE):
            return _("name not found")
        case Broken(trouble=trouble) if trouble in _NOT_REACHED:
            return _("no answer on port {port}").format(port=failed.facts.get("port", ""))
        case Broken(trouble=Trouble.TLS_CERT | Trouble.TLS_HANDSHAKE):
            return _("not secure")
        case Broken():
            return _("the line broke")
        case Refused():
            return refused
        case _:
            return _("not tried")


def _spoken(station: Station, links: Sequence[Link]) -> str:
    states = {
        LinkState.GOOD: _("open"),
        LinkState.BROKEN: _("broken"),
        LinkState.NOT_NEEDED: _("not needed"),
        LinkState.UNKNOWN: _("not known"),
    }
    told = [
        _("{words} ({state})").format(words=link.words, state=states[link.state])
        for link in links
        if link.words
    ]
    return ", ".join([f"{station.name}, {station.detail}", *told])
