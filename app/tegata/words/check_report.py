"""The report for a provider's help desk: what was tried, what the servers said, what to ask."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tegata import __version__
from tegata.accounts.account import Account, Login, Security, Server
from tegata.delivery.notices import CheckMark, CheckStep
from tegata.protocols.outcome import Broken, Declined, Refused
from tegata.relay.policy import may_log_in
from tegata.store.trouble import StoreTrouble, Trouble
from tegata.words.check_question import question
from tegata.words.check_steps import check_line
from tegata.words.check_verdict import verdict
from tegata.words.gettext import _, speaking
from tegata.words.redaction import Redaction, without_addresses, without_local_part
from tegata.words.times import duration

_SIGNS = {CheckMark.GOOD: "o", CheckMark.NEUTRAL: "-", CheckMark.FAILED: "x", CheckMark.NOT_TRIED: "."}
_SECURITY = {Security.TLS: "TLS", Security.STARTTLS: "STARTTLS"}
FILE_NAME = "tegata-report.txt"


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that has ended. `at` has its zone; `own_names` are left out, such as the computer's."""

    account: Account
    steps: tuple[CheckStep, ...]
    at: datetime
    own_names: tuple[str, ...] = ()


def report(checked: Checked, language: str) -> str:
    """Return the report in `language`, with a line end at its end.

    Passwords, user names, what stands before the @, private addresses and own names are left out.
    """
    with speaking(language):
        return "\n".join(_lines(checked)) + "\n"


def saved(name: str) -> str:
    """Return that the report is in a file now."""
    return _("The report was saved as {file}.").format(file=name)


def not_saved(name: str, trouble: Trouble) -> str:
    """Return why the report could not be written, and what to do."""
    why = {
        StoreTrouble.DISK_FULL: _("The disk is full."),
        StoreTrouble.READ_ONLY: _("This folder or file cannot be written to; choose another one."),
    }.get(trouble.kind, trouble.detail)
    return _("The report was not saved as {file}. {why}").format(file=name, why=why)


def _lines(checked: Checked) -> list[str]:
    redaction = Redaction(checked.account, checked.own_names)
    found = verdict(checked.steps, checked.account)
    said = [redaction.of_server(each) for each in (found.headline, found.sentence) if each]
    return [
        _("Can letters be sent from here? A report by Tegata {version}").format(version=__version__),
        "",
        *map(without_addresses, _head(checked)),
        "",
        _("Result"),
        *(f"  {each}" for each in said),
        "",
        _("Steps (o done, x failed, - no, but nothing depends on it, . not tried)"),
        *(line for step in checked.steps for line in _step(step, redaction)),
        "",
        _("Question"),
        f"  {without_addresses(question(checked.steps, checked.account))}",
        "",
        _(
            "Left out: passwords, user names, what stands before the @, private addresses, this computer’s"
            " name."
        ),
    ]


def _head(checked: Checked) -> Iterable[str]:
    account = checked.account
    yield _("Date: {date}").format(date=checked.at.strftime("%Y-%m-%d %H:%M:%S %z"))
    yield _("Sender: {address}").format(address=without_local_part(account.address))
    yield _server(_("Sending (SMTP)"), account.submission)
    if account.pop is not None:
        yield _server(_("Mailbox (POP3)"), account.pop)
    yield _("Login: {how}").format(how=_login(account))


def _login(account: Account) -> str:
    if account.submission.login is Login.PASSWORD:
        return _("SMTP AUTH")
    return _("POP before SMTP") if may_log_in(account) else _("none")


def _server(name: str, server: Server) -> str:
    security = _SECURITY.get(server.security) or _("not secured")
    words = _("{name}: {host}, port {port}, {security}")
    return words.format(name=name, host=server.host, port=server.port, security=security)


def _step(step: CheckStep, redaction: Redaction) -> Iterable[str]:
    facts = dict(step.facts)
    if "address" in facts:
        facts["address"] = without_local_part(facts["address"])
    line = without_addresses(check_line(replace(step, facts=facts)))
    took = "" if step.mark is CheckMark.NOT_TRIED else f" ({duration(step.took)})"
    yield f"  {_SIGNS[step.mark]} {line}{took}"
    for said in _said(step):
        yield f"      {redaction.of_server(said)}"


def _said(step: CheckStep) -> list[str]:
    """Return the server's own lines; where there are none, the system's word on what broke."""
    match step.trouble or step.note:
        case Refused(reply=reply):
            return str(reply).splitlines()
        case Broken(detail=detail) | Declined(detail=detail) if detail:
            return detail.splitlines()
        case _:
            return []
