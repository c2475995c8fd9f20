"""Delivers parcels for a command: in this process if it gets the lock, else through the window."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tegata.cli import report
from tegata.cli.desk import Desk, wait_for_lock
from tegata.cli.hand_over import ask_the_window, deliver_request
from tegata.delivery.notices import Role
from tegata.delivery.post_office import PostOffice
from tegata.secret import Secret
from tegata.store.parcel import Attempt, Parcel
from tegata.words.causes import told
from tegata.words.gettext import _
from tegata.words.outcomes import parcel_line, step_words

_LOCK_PATIENCE = timedelta(minutes=15)
"""Longer than a server may take after the last dot: who holds the lock may be waiting for just that."""

Passwords = dict[Role, Secret]


async def deliver(
    desk: Desk, parcels: Sequence[int] | None, account: str | None, given: Passwords
) -> list[dict[str, Any]]:
    """Have these parcels (None: all that is due) tried once; return the contract's report of each."""
    lock = desk.profile.try_lock()
    if lock is None:
        answer = await ask_the_window(desk.profile.directory, deliver_request(parcels, account, given))
        if answer is not None:
            reports: list[dict[str, Any]] = answer["reports"]
            return reports
        lock = await wait_for_lock(desk.profile, _LOCK_PATIENCE)
    if lock is None:
        return [await reported(desk.office, each) for each in parcels or ()]
    try:
        await desk.office.recover()
        return await deliver_here(desk.office, parcels, account, given)
    finally:
        lock.release()


async def deliver_here(
    office: PostOffice, parcels: Sequence[int] | None, account: str | None, given: Passwords
) -> list[dict[str, Any]]:
    """Do it in this process, which has the lock. The passwords are used for the session only."""
    accounts = [account] if account is not None else [each.name for each in office.accounts()]
    for name in accounts if given else ():
        for role, password in given.items():
            await office.password_given(name, role, password, keep=False)
    if parcels is None:
        parcels = [each.id for each in await office.due()]
    reports = []
    for parcel_id in parcels:
        await office.deliver_now(parcel_id)
        reports.append(await reported(office, parcel_id))
    return reports


async def reported(office: PostOffice, parcel_id: int) -> dict[str, Any]:
    """Return the report of one parcel as it stands, with words for a person."""
    parcel = await office.parcel(parcel_id)
    if parcel is None:
        return report.of_refusal(_("There is no letter {id}.").format(id=parcel_id))
    attempts = await office.attempts(parcel_id)
    return report.of_parcel(parcel, attempts) | {"words": _words(office, parcel, attempts)}


def _words(office: PostOffice, parcel: Parcel, attempts: tuple[Attempt, ...]) -> str:
    line = parcel_line(parcel, office.now())
    lines = [step_words(step) for attempt in attempts[-1:] for step in attempt.steps]
    diagnosis = office.diagnose(parcel)
    if diagnosis is not None:
        lines.append(told(diagnosis))
    return "\n".join([*lines, f"{line.fact} {line.then}".rstrip()])
