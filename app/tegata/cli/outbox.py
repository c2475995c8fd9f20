"""`tegata outbox list|send|withdraw`."""

from argparse import Namespace

from tegata.cli import report
from tegata.cli.delivering import deliver
from tegata.cli.desk import open_desk, read_passwords
from tegata.cli.hand_over import ask_the_window, withdraw_request
from tegata.cli.report import EXIT, worst
from tegata.cli.say import finish, say, show
from tegata.clock import system_clock
from tegata.store.parcel import ParcelState
from tegata.words.gettext import _
from tegata.words.outcomes import parcel_line


async def outbox(arguments: Namespace) -> int:
    """Carry out one of the three; return the exit status."""
    match arguments.verb:
        case "list":
            return await _list(arguments)
        case "send":
            return await _send(arguments)
        case _:
            return await _withdraw(arguments)


async def _list(arguments: Namespace) -> int:
    async with open_desk(arguments) as desk:
        now = system_clock().wall()
        for parcel in await desk.office.parcels():
            if arguments.json:
                show(report.row(parcel))
            else:
                line = parcel_line(parcel, now)
                to = ", ".join(each.address for each in parcel.recipients)
                state = f"{line.fact} {line.then}".rstrip()
                say(arguments, f"{parcel.id:>4}  {parcel.subject}  ({to})\n      {state}")
    return 0


async def _send(arguments: Namespace) -> int:
    given = read_passwords(arguments)
    async with open_desk(arguments) as desk:
        reports = await deliver(desk, None, None, given)
    for each in reports:
        finish(arguments, each)
    return EXIT[worst([each["outcome"] for each in reports])]


async def _withdraw(arguments: Namespace) -> int:
    async with open_desk(arguments) as desk:
        answer = await ask_the_window(desk.profile.directory, withdraw_request(arguments.id))
        if answer is None:
            await desk.office.withdraw(arguments.id)
        parcel = await desk.office.parcel(arguments.id)
    if parcel is None or parcel.state is not ParcelState.WITHDRAWN:
        return finish(
            arguments, report.of_refusal(_("Too late: the letter is on its way, sent, or not there."))
        )
    say(arguments, _("Taken back."))
    if arguments.json:
        show(report.row(parcel))
    return 0
