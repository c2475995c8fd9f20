"""Makes a letter of a draft on behalf of an account: who it is from, when it was written, who gets a copy."""

import secrets
from dataclasses import replace
from datetime import datetime

from tegata.accounts.account import Account
from tegata.delivery.consigning import with_copy_to_sender
from tegata.mail.address import parse_mailbox
from tegata.mail.draft import Draft
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.mail.letter import Letter
from tegata.mail.seal import seal


def seal_for(
    account: Account | None, draft: Draft, date: datetime, from_name: str | None = None
) -> Letter | tuple[Flaw, ...]:
    """Return the letter, or what is wrong with it; without the account that is all there is to say.

    `from_name` replaces the account's display name.
    """
    if account is None:
        return (Flaw(Field.SENDER, Reason.NO_AT_SIGN, draft.account),)
    sender = parse_mailbox(account.address)
    if isinstance(sender, Reason):
        return (Flaw(Field.SENDER, sender, account.address),)
    named = replace(sender, name=account.display_name if from_name is None else from_name)
    letter = seal(draft, named, date=date, token=secrets.token_hex(16))
    return with_copy_to_sender(letter) if account.copy_to_self and isinstance(letter, Letter) else letter
