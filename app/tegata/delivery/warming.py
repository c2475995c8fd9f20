"""Makes the way for a letter before its time: the window open, the session begun, AUTH done."""

from tegata.accounts.account import Account
from tegata.delivery.approach import Approach
from tegata.delivery.kept_session import KeptSession
from tegata.delivery.office import Office
from tegata.delivery.pop_login import NoLogin
from tegata.delivery.smtp_send import Conversation
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Broken


async def warm_up(account: Account, office: Office, kept: KeptSession) -> NoLogin | None:
    """Keep a session ready for the account's next letter.

    Returns how a login was refused or could not be made: once more would not help. Trouble on the way is not
    returned; the letter meets it or does not.
    """
    approach = Approach(account, office, Transcript(office.tools.clock, account.name), warming=True)
    session = await approach.first(kept, lambda _line: None, lambda _stages: None)
    if isinstance(session, Conversation):
        kept.keep(session)
        return None
    return None if isinstance(session.outcome, Broken) else session.outcome
