"""`tegata check`: walks the whole way and stops before a letter is sent."""

from argparse import Namespace

from tegata.cli import report
from tegata.cli.asking import ask_missing, roles_to_check
from tegata.cli.desk import CannotOpen, find_account, open_desk, read_passwords
from tegata.cli.report import EXIT
from tegata.cli.say import say, show
from tegata.mail.address import parse_mailbox
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.relay.reading import Context, diagnose
from tegata.words.causes import told
from tegata.words.flaws import sentence
from tegata.words.outcomes import check_line


async def check(arguments: Namespace) -> int:
    """Print each step with the time it took; return 0, or the status of the step that failed."""
    recipient = parse_mailbox(arguments.to) if arguments.to is not None else None
    if isinstance(recipient, Reason):
        raise CannotOpen(sentence(Flaw(Field.TO, recipient, arguments.to)))
    given = read_passwords(arguments)
    outcome, steps = "sent", []
    async with open_desk(arguments) as desk:
        account = find_account(desk, arguments.account)
        given = given or await ask_missing(desk.office, account, roles_to_check(account))
        async for step in desk.office.check(account, arguments.to, passwords=given):
            took = round(step.took.total_seconds() * 1000)
            mark = "✓" if step.trouble is None else "✗"
            say(arguments, f"{mark} {check_line(step):60} {took:>6} ms")
            steps.append({"step": step.stage.value, "ms": took, "ok": step.trouble is None})
            if step.trouble is not None:
                outcome = report.word(step.trouble)
                diagnosis = diagnose({arguments.to or account.address: step.trouble}, Context(account))
                if diagnosis is not None:
                    say(arguments, told(diagnosis))
    if arguments.json:
        show({"outcome": outcome, "steps": steps})
    return EXIT[outcome]
