"""The report for a provider's help desk: what was tried, and what the server said, as plain text."""

from collections.abc import Sequence
from datetime import datetime

from tegata.accounts.account import Account, Server
from tegata.delivery.notices import CheckStep
from tegata.protocols.outcome import Refused
from tegata.words.check_steps import check_line
from tegata.words.gettext import _
from tegata.words.times import duration


def report(account: Account, steps: Sequence[CheckStep], now: datetime) -> str:
    """Return the facts of a check. Passwords and user names are left out."""
    lines = [
        _("Tegata checked whether {address} can send.").format(address=account.address),
        now.isoformat(timespec="seconds"),
        _server(_("Sending (SMTP)"), account.submission),
    ]
    if account.pop is not None:
        lines.append(_server(_("Mailbox (POP3)"), account.pop))
    lines.append("")
    for step in steps:
        lines.append(f"{'x' if step.trouble else 'o'} {check_line(step)} ({duration(step.took)})")
        if isinstance(step.trouble, Refused):
            lines += [f"    {line}" for line in str(step.trouble.reply).splitlines()]
    return "\n".join(lines)


def _server(name: str, server: Server) -> str:
    return f"{name}: {server.host}:{server.port}, {server.security}"
