"""`tegata send`: the same path as the window, through the outbox."""

import mimetypes
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tegata.cli import report
from tegata.cli.delivering import deliver, let_the_window_know, reported
from tegata.cli.desk import CannotOpen, find_account, open_desk, read_passwords
from tegata.cli.say import finish
from tegata.cli.text_file import text_of
from tegata.delivery.notices import Flawed, NotQueued, Queued
from tegata.mail.draft import Attachment, Draft
from tegata.store.departure import SendAt
from tegata.words.flaws import sentence
from tegata.words.gettext import _
from tegata.words.outcomes import not_queued
from tegata.zones import local_zone


async def send(arguments: Namespace) -> int:
    """Queue the letter, deliver it, and return the exit status."""
    if arguments.password_stdin and arguments.body_file == "-":
        raise CannotOpen(_("Standard input can carry the text or the passwords, not both."))
    draft = _draft(arguments)
    given = read_passwords(arguments)
    leaves = _leaves(arguments)
    async with open_desk(arguments) as desk:
        account = find_account(desk, arguments.account)
        queued = await desk.office.send(draft, leaves=leaves, from_name=arguments.from_name)
        match queued:
            case Flawed(flaws=flaws):
                return finish(arguments, report.of_refusal(" ".join(sentence(flaw) for flaw in flaws)))
            case NotQueued():
                line = not_queued(queued)
                return finish(arguments, report.of_refusal(f"{line.fact}. {line.then}"))
            case Queued(parcel_id=parcel_id):
                if arguments.queue_only:
                    return finish(arguments, await reported(desk.office, parcel_id))
                if isinstance(leaves, SendAt):
                    await let_the_window_know(desk, parcel_id, account.name)
                    return finish(arguments, await reported(desk.office, parcel_id))
                (result,) = await deliver(desk, [parcel_id], account.name, given)
                return finish(arguments, result)


def _leaves(arguments: Namespace) -> timedelta | SendAt:
    """Return when the letter is to leave. Raises CannotOpen for a time that has passed."""
    if arguments.at is None:
        return timedelta(0)
    at = SendAt(arguments.at, arguments.zone or local_zone())
    moment = at.moment()
    if moment is None or moment < datetime.now(UTC):
        raise CannotOpen(_("This time has passed already."))
    return at


def _draft(arguments: Namespace) -> Draft:
    return Draft(
        account=arguments.account,
        to=tuple(arguments.to),
        cc=tuple(arguments.cc),
        bcc=tuple(arguments.bcc),
        subject=arguments.subject,
        body=text_of(arguments.body_file),
        attachments=tuple(_attachment(path, name) for path, name in arguments.attach),
    )


def _attachment(path: Path, name: str | None) -> Attachment:
    shown = name or path.name
    media_type, encoding = mimetypes.guess_type(shown)
    known = media_type is not None and encoding is None
    return Attachment(
        path.absolute(), shown, media_type if known and media_type else "application/octet-stream"
    )
