"""`tegata login`: the receive whose purpose is not receiving."""

from argparse import Namespace
from typing import Any

from tegata.cli import report
from tegata.cli.asking import ask_missing
from tegata.cli.desk import find_account, open_desk, read_passwords
from tegata.cli.hand_over import ask_the_window, login_request
from tegata.cli.say import finish
from tegata.delivery.notices import LoggedIn, Role
from tegata.delivery.post_office import PostOffice
from tegata.relay.reading import Context, diagnose
from tegata.secret import Secret
from tegata.words.causes import told
from tegata.words.gettext import _
from tegata.words.times import clock_seconds
from tegata.words.windows import letters_waiting


async def login(arguments: Namespace) -> int:
    """Log in by POP and say until when the window is open; return the exit status."""
    given = read_passwords(arguments)
    async with open_desk(arguments) as desk:
        account = find_account(desk, arguments.account)
        answer = await ask_the_window(desk.profile.directory, login_request(account.name, given))
        if answer is None:
            given = given or await ask_missing(desk.office, account, (Role.POP,))
            answer = await log_in_here(desk.office, account.name, given)
        return finish(arguments, answer if "lost" not in answer else report.of_silence())


async def log_in_here(office: PostOffice, name: str, given: dict[Role, Secret]) -> dict[str, Any]:
    """Log in in this process; return the contract's report, with words for a person."""
    account = next((each for each in office.accounts() if each.name == name), None)
    if account is None:
        return report.of_refusal(_("There is no account “{name}”.").format(name=name))
    for role, password in given.items():
        await office.password_given(name, role, password, keep=False)
    result = await office.login_now(name)
    if isinstance(result, LoggedIn):
        return report.of_login(result) | {"words": _login_words(result)}
    diagnosis = diagnose({account.address: result}, Context(account))
    words = told(diagnosis) if diagnosis is not None else ""
    return report.of_outcome(result, ["pop-login-failed"]) | {"words": words}


def _login_words(result: LoggedIn) -> str:
    ends = result.window.ends_wall
    if ends is None:
        opened = _("Logged in by POP.")
    else:
        opened = _("Logged in by POP. The window is open until {time}.").format(time=clock_seconds(ends))
    return f"{opened} {letters_waiting(result.letters_waiting)}".rstrip()
