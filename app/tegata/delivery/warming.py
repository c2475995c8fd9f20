"""Makes the way for a letter before its time: the window open, the session begun, AUTH done."""

from tegata.accounts.account import Account
from tegata.delivery.approach import Approach
from tegata.delivery.kept_session import KeptSession
from tegata.delivery.office import Office
from tegata.delivery.pop_login import NoLogin
from tegata.delivery.schedule import may_pass
from tegata.delivery.smtp_send import Conversation, MadeAhead, NotOpen
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Phase, Refused


async def warm_up(account: Account, office: Office, kept: KeptSession) -> NotOpen | None:
    """Keep a session ready for the account's next letter.

    Returns what stood in the way, None where nothing did.
    """
    transcript = Transcript(office.tools.clock, account.name)
    approach = Approach(account, office, transcript, warming=True)
    session = await approach.first(kept, lambda _line: None, lambda _stages: None)
    if isinstance(session, Conversation):
        session.ahead = MadeAhead(transcript, tuple(approach.steps))
        kept.keep(session)
        return None
    return NotOpen(session.outcome, role=session.role)


def stands(trouble: NoLogin) -> bool:
    """Whether a login was refused that must not be made again at once, also not for the letter itself."""
    judged = isinstance(trouble, Refused) and trouble.phase in {Phase.POP, Phase.AUTH}
    return judged and (not may_pass(trouble) or "LOGIN-DELAY" in str(trouble))
