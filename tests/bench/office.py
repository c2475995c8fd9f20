"""How the benchmark's scripts send an errand with Tegata."""

from contextlib import AbstractAsyncContextManager

from tegata.accounts.account import Account
from tegata.delivery.post_office import PostOffice
from tegata.mail.draft import Attachment, Draft
from tegata.profile import Profile
from tests.bench.errand import Errand
from tests.real import office as offices
from tests.real.office import NAME
from tests.real.office import deliver as deliver  # noqa: PLC0414 - the scripts need it


def open_office(errand: Errand, profile: Profile) -> AbstractAsyncContextManager[PostOffice]:
    """Open the profile with one account, the errand's."""
    return offices.open_office(account_of(errand), profile)


def account_of(errand: Errand) -> Account:
    """Return the account whose letters go where the errand says."""
    return offices.annas_account(errand.smtp, errand.ca_file, pop=errand.pop, auth=errand.auth)


async def queue(office: PostOffice, errand: Errand, *attachments: Attachment) -> int:
    """Put a letter into the outbox and return its number."""
    body = "It was seen over Tsukigata.\n" * 8
    draft = Draft(NAME, to=tuple(errand.recipients), subject="The moon", body=body, attachments=attachments)
    return (await offices.queue(office, draft)).parcel_id
