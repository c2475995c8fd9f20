"""`tegata check`: walks the whole way and stops before a letter is sent."""

import platform
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from tegata.accounts.account import Account
from tegata.cli import report
from tegata.cli.asking import ask_missing, roles_to_check
from tegata.cli.desk import CannotOpen, find_account, open_desk, read_passwords
from tegata.cli.report import EXIT
from tegata.cli.say import say, show, write
from tegata.delivery.check_findings import findings
from tegata.delivery.notices import CheckMark, CheckStep
from tegata.delivery.post_office import PostOffice
from tegata.mail.address import parse_mailbox
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.relay.reading import Context, diagnose
from tegata.store.text_file import write_text_file
from tegata.words.before_leaving import AtHome, Worth, before_leaving
from tegata.words.causes import told
from tegata.words.check_report import Checked, not_saved, saved
from tegata.words.check_report import report as report_of
from tegata.words.check_steps import check_line
from tegata.words.check_verdict import verdict
from tegata.words.flaws import sentence
from tegata.words.gettext import _, language
from tegata.words.times import duration

_WORTH = {Worth.TO_DO: "!", Worth.TO_ASK: "?", Worth.GOOD: "✓"}
_SIGNS = {CheckMark.GOOD: "✓", CheckMark.NEUTRAL: "–", CheckMark.FAILED: "✗", CheckMark.NOT_TRIED: " "}


async def check(arguments: Namespace) -> int:
    """Print each step with its time, and the verdict; return 0, or the status of what is in the way.

    A report that cannot be written counts as refused.
    """
    recipient = parse_mailbox(arguments.to) if arguments.to is not None else None
    if isinstance(recipient, Reason):
        raise CannotOpen(sentence(Flaw(Field.TO, recipient, arguments.to)))
    given = read_passwords(arguments)
    steps: list[CheckStep] = []
    async with open_desk(arguments) as desk:
        account = find_account(desk, arguments.account)
        given = given or await ask_missing(desk.office, account, roles_to_check(account))
        async for step in desk.office.check(account, arguments.to, passwords=given):
            steps.append(step)
            _say_step(arguments, step)
        has_password = await _all_kept(desk.office, account)
        home = AtHome(account, steps, desk.office.learned(account.name), has_password=has_password)
    _say_verdict(arguments, steps, account)
    if arguments.before_leaving:
        _say_before_leaving(arguments, home)
    broken = findings(steps).broken
    outcome = "sent" if broken is None else report.word(broken.trouble)
    if arguments.report is not None and not _write_report(arguments, steps, account):
        outcome = "refused"
    if arguments.json:
        show({"outcome": outcome, "steps": [_row(step) for step in steps]})
    return EXIT[outcome]


def _say_step(arguments: Namespace, step: CheckStep) -> None:
    took = "" if step.mark is CheckMark.NOT_TRIED else duration(step.took)
    say(arguments, f"{_SIGNS[step.mark]} {check_line(step):72} {took:>8}".rstrip())


def _say_verdict(arguments: Namespace, steps: list[CheckStep], account: Account) -> None:
    found = verdict(steps, account)
    say(arguments, f"\n{found.headline}\n{found.sentence}".rstrip())
    seen = findings(steps)
    if seen.broken is None or seen.broken.trouble is None:
        return
    context = Context(account, logged_in_now=seen.logged_in)
    diagnosis = diagnose({arguments.to or account.address: seen.broken.trouble}, context)
    if diagnosis is not None:
        say(arguments, f"\n{told(diagnosis)}")


async def _all_kept(office: PostOffice, account: Account) -> bool:
    return all([await office.has_password(account.name, role) for role in roles_to_check(account)])


def _say_before_leaving(arguments: Namespace, home: AtHome) -> None:
    say(arguments, "\n" + _("Before you leave"))
    for point in before_leaving(home):
        say(arguments, f"{_WORTH[point.worth]} {point.sentence}")
        if point.detail:
            say(arguments, f"  {point.detail}")


def _write_report(arguments: Namespace, steps: list[CheckStep], account: Account) -> bool:
    """Write the report where it was asked for; return whether that went well."""
    checked = Checked(account, tuple(steps), datetime.now().astimezone(), (platform.node(),))
    text = report_of(checked, arguments.report_language or language())
    if arguments.report == "-":
        write(text)
        return True
    trouble = write_text_file(Path(arguments.report), text)
    say(
        arguments,
        "\n" + (saved(arguments.report) if trouble is None else not_saved(arguments.report, trouble)),
    )
    return trouble is None


def _row(step: CheckStep) -> dict[str, Any]:
    return {
        "step": step.stage.value,
        "server": step.role.value,
        "ms": round(step.took.total_seconds() * 1000),
        "ok": step.mark in {CheckMark.GOOD, CheckMark.NEUTRAL},
        "mark": step.mark.value,
        "facts": step.facts,
    }
