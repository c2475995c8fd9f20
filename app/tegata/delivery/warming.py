"""Makes the way for a letter before its time: the window open, the session begun, AUTH done."""

from tegata.accounts.account import Account
from tegata.delivery.approach import Approach
from tegata.delivery.kept_session import KeptSession
from tegata.delivery.office import Office
from tegata.delivery.pop_login import NoLogin
from tegata.delivery.schedule import may_pass
from tegata.delivery.smtp_send import Conversation
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Phase, Refused


async def warm_up(account: Account, office: Office, kept: KeptSession) -> NoLogin | None:
    """Keep a session ready for the account's next letter.

    Returns how a login was refused that must not be made again at once. Any other trouble is not returned;
    the letter meets it or does not.
    """
    approach = Approach(account, office, Transcript(office.tools.clock, account.name), warming=True)
    session = await approach.first(kept, lambda _line: None, lambda _stages: None)
    if isinstance(session, Conversation):
        kept.keep(session)
        return None
    outcome = session.outcome
    judged = isinstance(outcome, Refused) and outcome.phase in {Phase.POP, Phase.AUTH}
    return outcome if judged and (not may_pass(outcome) or "LOGIN-DELAY" in str(outcome)) else None
