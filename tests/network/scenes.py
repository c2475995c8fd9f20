"""What the servers of these tests do, and who talks to them."""

from tegata.mail.envelope import Envelope
from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Outcomes, Refused
from tegata.protocols.smtp_session import SessionOpen, open_session
from tegata.protocols.smtp_submit import Partial, submit
from tegata.protocols.steps import Dialogue
from tegata.secret import Secret
from tests.network.conftest import Peer

BOB = "bob@b.example"
YUKI = Credentials("yuki", Secret("sesame"))
TO_BOB = Envelope("yuki@a.example", (BOB,))
OFFERS = "250-mail.a.example Hello x [192.0.2.7]\n250-PIPELINING\n250-SIZE 100000000\n250 AUTH PLAIN LOGIN"

Opened = SessionOpen | Refused | Broken | Declined


def opening(channel: Channel = Channel.NONE, login: Credentials | None = None) -> Dialogue[Opened]:
    return open_session(hello="[127.0.0.1]", channel=channel, login=login, allow_cleartext=True)


def submitting(session: Opened, size: int = 32) -> Dialogue[Outcomes]:
    assert isinstance(session, SessionOpen), session
    return (yield from submit(session, TO_BOB, size, partial=Partial.ALL_OR_NONE)).outcomes


async def up_to_data(peer: Peer) -> None:
    """Lead an unauthenticated client up to the 354."""
    await peer.say("220 mail.a.example ready")
    await peer.answer(OFFERS, "250 sender ok", "250 recipient ok", "354 go on")
