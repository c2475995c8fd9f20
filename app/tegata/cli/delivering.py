"""Delivers parcels for a command: in this process if it gets the lock, else through the window."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from tegata.cli import report
from tegata.cli.asking import ask_missing, roles_to_send
from tegata.cli.desk import Desk
from tegata.cli.gently import cancelled_by_sigterm
from tegata.cli.hand_over import deliver_request, lock_or_answer
from tegata.delivery.notices import Role
from tegata.delivery.post_office import PostOffice
from tegata.profile import ProfileLock
from tegata.protocols.smtp_submit import Partial
from tegata.relay.diagnosis import Diagnosis
from tegata.secret import Secret
from tegata.store.parcel import Attempt, Parcel, ParcelState
from tegata.words.causes import told
from tegata.words.gettext import _
from tegata.words.outcomes import parcel_line, step_words

_A_MOMENT = timedelta(seconds=2)
Passwords = dict[Role, Secret]


async def deliver(
    desk: Desk, parcels: Sequence[int] | None, account: str | None, given: Passwords
) -> list[dict[str, Any]]:
    """Have these parcels (None: all that is due) tried once; return the contract's report of each.

    With None, what a crash has left as perhaps delivered is reported too, though it is not tried.
    """
    held = await lock_or_answer(desk.profile, deliver_request(parcels, account, given))
    if not isinstance(held, ProfileLock):
        if held is not None and "reports" in held:
            reports: list[dict[str, Any]] = held["reports"]
            return reports
        waiting = [each.id for each in await desk.office.due()] if parcels is None else parcels
        return [report.not_tried(await reported(desk.office, each)) for each in waiting]
    try:
        left_behind = await desk.office.recover()
        perhaps = [each.id for each in left_behind if parcels is None and each.state is ParcelState.UNCERTAIN]
        return [
            *[await reported(desk.office, each) for each in perhaps],
            *await deliver_here(desk.office, parcels, account, given, own_process=True),
        ]
    finally:
        held.release()


async def deliver_here(
    office: PostOffice,
    parcels: Sequence[int] | None,
    account: str | None,
    given: Passwords,
    *,
    own_process: bool = False,
) -> list[dict[str, Any]]:
    """Do it in this process, which has the lock. The passwords are used for the session only.

    Where that is the command's `own_process`, a password that is missing is asked for at the terminal.
    """
    accounts = [account] if account is not None else [each.name for each in office.accounts()]
    for name in accounts:
        await _use(office, name, given)
    reports = []
    for parcel_id in [each.id for each in await office.due()] if parcels is None else parcels:
        if parcels is None and await _is_put_off(office, parcel_id):
            reports.append(report.not_tried(await reported(office, parcel_id)))
            continue
        if own_process:
            await _ask(office, parcel_id)
        with cancelled_by_sigterm() if own_process else nullcontext():
            await office.deliver_now(parcel_id, Partial.SEND_TO_OTHERS)  # nobody sits here to be asked
        reports.append(await reported(office, parcel_id))
    return reports


async def let_the_window_know(desk: Desk, parcel_id: int, account: str) -> None:
    """Tell the window, where one runs, of a letter for later: nobody else is there when its time comes."""
    request = deliver_request([parcel_id], account, {})
    held = await lock_or_answer(desk.profile, request, patience=_A_MOMENT)
    if isinstance(held, ProfileLock):
        held.release()


async def reported(office: PostOffice, parcel_id: int) -> dict[str, Any]:
    """Return the report of one parcel as it stands, with words for a person."""
    parcel = await office.parcel(parcel_id)
    if parcel is None:
        return report.of_refusal(_("There is no letter {id}.").format(id=parcel_id))
    attempts = await office.attempts(parcel_id)
    diagnosis = office.diagnose(parcel)
    cause = diagnosis.cause if diagnosis is not None else None
    words = _words(office, parcel, attempts, diagnosis)
    return report.of_parcel(parcel, attempts) | {"cause": cause, "words": words}


async def _is_put_off(office: PostOffice, parcel_id: int) -> bool:
    """Whether a letter that was due waits again, since one before it has found its server closed."""
    due = {each.id for each in await office.due()}
    parcel = await office.parcel(parcel_id)
    return parcel_id not in due and parcel is not None and parcel.state is ParcelState.WAITING


async def _use(office: PostOffice, account: str, passwords: Passwords) -> None:
    for role, password in passwords.items():
        await office.password_given(account, role, password, keep=False)


async def _ask(office: PostOffice, parcel_id: int) -> None:
    parcel = await office.parcel(parcel_id)
    account = next((each for each in office.accounts() if parcel and each.name == parcel.account), None)
    if account is not None:
        typed = await ask_missing(office, account, roles_to_send(office, account))
        await _use(office, account.name, typed)


def _words(
    office: PostOffice, parcel: Parcel, attempts: tuple[Attempt, ...], diagnosis: Diagnosis | None
) -> str:
    line = parcel_line(parcel, office.now())
    lines = [step_words(step) for attempt in attempts[-1:] for step in attempt.steps]
    if diagnosis is not None:
        lines.append(told(diagnosis))
    return "\n".join([*lines, f"{line.fact} {line.then}".rstrip()])
