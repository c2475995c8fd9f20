"""Meets a refusal, tries SMTP AUTH, switches to it and sends the letter by it. Run as a script.

    python -m tests.real.switcher CA_FILE FOLDER [pop]

With `pop` the account proves itself by POP before it sends. Prints a JSON object: what `Story` holds.
"""

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tegata.accounts.account import Account
from tegata.accounts.auth_switch import back_from_auth
from tegata.cli.delivering import reported
from tegata.delivery.notices import AuthWorks
from tegata.delivery.post_office import PostOffice
from tegata.mail.draft import Draft
from tegata.profile import Profile
from tests.real.office import NAME, annas_account, open_office, queue
from tests.real.traveller import POP, SMTP


@dataclass(frozen=True, slots=True)
class Story:
    """`refused` and `sent` are the letter's reports, `remedies` were offered in between.

    `found` is the port and security at which AUTH has worked. `way_back` says whether going back leads to
    the account as it was.
    """

    refused: dict[str, Any]
    remedies: list[str]
    found: tuple[int, str]
    sent: dict[str, Any]
    way_back: bool


async def switch(office: PostOffice, before: Account) -> Story:
    """Do what the user does who presses the buttons that are offered."""
    draft = Draft(NAME, to=("bob@elsewhere.example",), subject="The moon", body="Over Tsukigata.\n")
    parcel_id = (await queue(office, draft)).parcel_id
    parcel = await office.deliver_now(parcel_id)
    assert parcel is not None
    diagnosis = office.diagnose(parcel)
    assert diagnosis is not None
    refused = await reported(office, parcel_id)
    trial = await office.try_auth(before)
    assert isinstance(trial, AuthWorks), trial
    await office.switch_to_auth(NAME, trial.submission)
    await office.try_now(parcel_id)
    await office.deliver_now(parcel_id)
    (after,) = office.accounts()
    return Story(
        refused,
        list(diagnosis.remedies),
        (trial.submission.port, trial.submission.security),
        await reported(office, parcel_id),
        back_from_auth(after) == before,
    )


async def _run(ca_file: str, folder: Path, *, pop_before_send: bool) -> Story:
    account = annas_account(SMTP, ca_file, pop=POP, pop_before_send=pop_before_send)
    async with open_office(account, Profile(folder / "profile")) as office:
        return await switch(office, account)


if __name__ == "__main__":
    authority, place, *more = sys.argv[1:]
    print(json.dumps(asdict(asyncio.run(_run(authority, Path(place), pop_before_send="pop" in more)))))
