"""Servers that ask for a proof and cheat: none that they could use leaves, and none of them is believed."""

from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from hashlib import md5

import pytest
from scramp import ScramMechanism

from tegata.accounts.account import Security
from tegata.delivery.notices import LoggedIn, LoginResult
from tegata.protocols.outcome import Accepted, Declined, Objection, Outcome, Refused
from tests.delivery.bench import SESAME
from tests.hostile.conftest import Start, Traveller, fate
from tests.hostile.villain import Act, Peer, Villain

SCRAM = ("SCRAM-SHA-1", "SCRAM-SHA-256")
scram = pytest.mark.parametrize("mechanism", SCRAM)
WORDS = {"smtp": ("334 ", "235 in", "501 as you like"), "pop": ("+ ", "+OK in", "-ERR as you like")}
protocols = pytest.mark.parametrize("protocol", ["smtp", "pop"])

Met = tuple[Villain, Outcome | LoginResult | None]
Meet = Callable[[str, str, Act], Awaitable[Met]]


@pytest.fixture
def meet(anna: Traveller, smtp: Start, pop: Start) -> Meet:
    """Log in by this protocol at a server that offers one mechanism, in clear, which Anna has allowed."""

    async def meet(protocol: str, mechanism: str, act: Act) -> Met:
        if protocol == "pop":
            offers = f"+OK\r\nSASL {mechanism}\r\n.\r\n".encode()
            mailbox = await pop({"CAPA": offers, "AUTH": act})
            return mailbox, await anna.log_in(anna.account(await smtp(), mailbox))
        villain = await smtp({"EHLO": f"250-a\r\n250 AUTH {mechanism}\r\n".encode(), "AUTH": act})
        return villain, fate(await anna.send(anna.account(villain, auth=True)))

    return meet


@dataclass(frozen=True)
class Lie:
    """What a false server changes: its first message, made of the honest one, and its last; and a verdict."""

    first: Callable[[str], str | None] = lambda honest: honest
    last: Callable[[str], str | None] = lambda honest: honest
    knows: str = SESAME.reveal()


def server(protocol: str, mechanism: str, lie: Lie) -> Act:
    """Lead an exchange of SCRAM (RFC 5802), as far as the client plays along, and let it in."""
    go_on, welcome, no = WORDS[protocol]

    async def act(peer: Peer) -> None:
        machine = ScramMechanism(mechanism)
        known = machine.make_auth_info(lie.knows, 4096)
        honest = machine.make_server(lambda _: known)
        honest.set_client_first(b64decode(peer.heard[-1].split()[-1]).decode())
        for made, change in ((honest.get_server_first, lie.first), (honest.get_server_final, lie.last)):
            said = change(made())
            if said is None:
                break
            await peer.say(f"{go_on}{b64encode(said.encode()).decode()}\r\n".encode())
            answer = await peer.hear()
            if answer == "*":
                await peer.say(f"{no}\r\n".encode())
                return
            if change is lie.first:
                honest.set_client_final(b64decode(answer).decode())
        await peer.say(f"{welcome}\r\n".encode())

    return act


def proofs(villain: Villain) -> list[str]:
    """The messages with a proof in them, by which the password could be guessed at leisure."""
    words = [word for line in villain.heard for word in line.split()[-1:]]
    decoded = [b64decode(word + "==", validate=False) for word in words if word.isascii() and len(word) > 30]
    return [text.decode("ascii", "replace") for text in decoded if b",p=" in text]


def unbelieved(villain: Villain, outcome: Outcome | LoginResult | None) -> None:
    assert isinstance(outcome, Declined), outcome
    assert outcome.objection is Objection.SERVER_UNPROVEN
    assert len(villain.peers) == 1
    assert villain.letters == []
    assert villain.times("MAIL") == villain.times("USER") == villain.times("PASS") == 0
    everything = "\n".join(villain.heard)
    assert SESAME.reveal() not in everything
    assert b64encode(SESAME.reveal().encode()).decode().rstrip("=") not in everything


@protocols
@scram
async def test_honest_server(meet: Meet, protocol: str, mechanism: str) -> None:
    villain, outcome = await meet(protocol, mechanism, server(protocol, mechanism, Lie()))
    assert isinstance(outcome, Accepted if protocol == "smtp" else LoggedIn)
    assert len(proofs(villain)) == 1


def _without_nonce(first: str) -> str:
    return "r=another-nonce," + first.partition(",")[2]


FIRST_LIES: dict[str, Callable[[str], str | None]] = {
    "nonce of its own": _without_nonce,
    "nonce cut short": lambda first: first[:12] + "," + first.partition(",")[2],
    "endless rounds": lambda first: first.rpartition("i=")[0] + "i=2000000000",
    "more rounds than digits are read": lambda first: first.rpartition("i=")[0] + "i=1" + "0" * 2500,
    "no rounds": lambda first: first.rpartition("i=")[0] + "i=0",
    "one round": lambda first: first.rpartition("i=")[0] + "i=1",
    "fewer than none": lambda first: first.rpartition("i=")[0] + "i=-4096",
    "rounds in words": lambda first: first.rpartition("i=")[0] + "i=many",
    "no salt": lambda first: f"{first.partition(',')[0]},s=,i=4096",
    "salt that is no base64": lambda first: f"{first.partition(',')[0]},s=%%%,i=4096",
    "an extension that must be understood": lambda first: f"m=x,{first}",
    "another order": lambda first: ",".join(reversed(first.split(","))),
    "an error": lambda _: "e=other-error",
    "nonsense": lambda _: "nonsense",
    "NULs": lambda _: "\0" * 40,
    "no text": lambda first: first + "\ud800".encode("utf-8", "replace").decode() + "\N{SNOWMAN}",
}


@protocols
@scram
@pytest.mark.parametrize("lie", FIRST_LIES)
async def test_first_message_that_is_false_gets_no_proof(
    meet: Meet, protocol: str, mechanism: str, lie: str
) -> None:
    villain, outcome = await meet(protocol, mechanism, server(protocol, mechanism, Lie(FIRST_LIES[lie])))
    unbelieved(villain, outcome)
    assert proofs(villain) == []
    assert villain.heard[-1] == "*" or "*" in villain.heard


LAST_LIES: dict[str, Callable[[str], str | None]] = {
    "wrong signature": lambda last: "v=" + b64encode(bytes(len(b64decode(last[2:])))).decode(),
    "signature cut short": lambda last: last[:-8] + "=",
    "no signature": lambda _: "v=",
    "signature that is no base64": lambda _: "v=%",
    "another message": lambda _: "x=y",
    "nothing": lambda _: "",
    "welcome at once": lambda _: None,
}


@protocols
@scram
@pytest.mark.parametrize("lie", LAST_LIES)
async def test_server_that_does_not_know_the_password_is_not_believed(
    meet: Meet, protocol: str, mechanism: str, lie: str
) -> None:
    unbelieved(*await meet(protocol, mechanism, server(protocol, mechanism, Lie(last=LAST_LIES[lie]))))


@protocols
@scram
async def test_server_that_guesses_is_not_believed(meet: Meet, protocol: str, mechanism: str) -> None:
    """It would check our proof and fail; this one signs all the same, with what it guessed."""

    async def act(peer: Peer) -> None:
        machine = ScramMechanism(mechanism)
        known = machine.make_auth_info("guessed", 4096)
        guessing = machine.make_server(lambda _: known)
        guessing.set_client_first(b64decode(peer.heard[-1].split()[-1]).decode())
        go_on, welcome, _ = WORDS[protocol]
        await peer.say(f"{go_on}{b64encode(guessing.get_server_first().encode()).decode()}\r\n".encode())
        await peer.hear()
        await peer.say(f"{go_on}{b64encode(b'v=' + b64encode(bytes(32))).decode()}\r\n".encode())
        await peer.hear()
        await peer.say(f"{welcome}\r\n".encode())

    unbelieved(*await meet(protocol, mechanism, act))


CHALLENGES = {
    "welcome at once": None,
    "empty": "",
    "garbage": "%%%",
    "half a quantum": "PDE+x",
    "outside ASCII": "\u96ea",
    "padding": "====",
}


@protocols
@pytest.mark.parametrize("challenge", CHALLENGES)
async def test_false_challenge_of_cram_md5(meet: Meet, protocol: str, challenge: str) -> None:
    """A digest of nothing, or of what is no challenge, would serve whoever heard it once, again and again."""
    go_on, welcome, no = WORDS[protocol]

    async def act(peer: Peer) -> None:
        said = CHALLENGES[challenge]
        if said is not None:
            await peer.say(f"{go_on}{said}\r\n".encode())
            if await peer.hear() == "*":
                await peer.say(f"{no}\r\n".encode())
                return
        await peer.say(f"{welcome}\r\n".encode())

    villain, outcome = await meet(protocol, "CRAM-MD5", act)
    unbelieved(villain, outcome)


@protocols
@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "CRAM-MD5", *SCRAM])
async def test_no_end_of_questions(meet: Meet, protocol: str, mechanism: str) -> None:
    """The password is said as often as the mechanism needs, then we leave the exchange."""
    go_on, _, no = WORDS[protocol]

    async def act(peer: Peer) -> None:
        for _ in range(20):
            await peer.say(f"{go_on}eA==\r\n".encode())
            if await peer.hear() == "*":
                break
        await peer.say(f"{no}\r\n".encode())

    villain, outcome = await meet(protocol, mechanism, act)
    assert isinstance(outcome, Declined | Refused)
    assert "*" in villain.heard
    assert villain.heard.index("*") <= 6


STAMPS = [
    b"ready",
    b"ready <>",
    b"ready <1896>",
    b"ready <@>",
    b"ready <1896@>",
    b"ready <1896 7@a.example>",
    b"ready <1896\t@a.example>",
    b"ready <1896\xff@a.example>",
    b"ready <18<96@a.example",
    b"ready 1896@a.example",
]


@pytest.mark.parametrize("greeting", STAMPS)
async def test_stamp_that_may_have_been_made_to_collide(
    anna: Traveller, smtp: Start, pop: Start, server_tls: object, greeting: bytes
) -> None:
    """CVE-2007-1558: with octets of its choice in the stamp a server finds the password out, bit by bit."""
    said = {"greeting": b"+OK " + greeting + b"\r\n", "APOP": b"+OK in\r\n"}
    mailbox = await pop(said, server_tls, at_once=True)
    account = anna.account(await smtp(), mailbox, security=Security.TLS)
    assert account.pop is not None
    result = await anna.log_in(replace(account, pop=replace(account.pop, apop=True)))
    assert isinstance(result, Declined)
    assert (mailbox.times("APOP"), mailbox.times("PASS"), mailbox.times("AUTH")) == (0, 0, 0)


@pytest.mark.parametrize("greeting", [b"ready <1896.697@a.example>", b"\x01<1896\x02.697@a\x7f.example>\x03"])
async def test_what_is_digested_is_a_msg_id(
    anna: Traveller, smtp: Start, pop: Start, server_tls: object, greeting: bytes
) -> None:
    """Of octets that nobody sees, none gets there."""
    said = {"greeting": b"+OK " + greeting + b"\r\n", "APOP": b"+OK in\r\n"}
    mailbox = await pop(said, server_tls, at_once=True)
    account = anna.account(await smtp(), mailbox, security=Security.TLS)
    assert account.pop is not None
    assert isinstance(await anna.log_in(replace(account, pop=replace(account.pop, apop=True))), LoggedIn)
    digest = md5(b"<1896.697@a.example>" + SESAME.reveal().encode(), usedforsecurity=False).hexdigest()
    assert f"APOP anna {digest}" in mailbox.heard


@pytest.mark.parametrize("security", [Security.NONE, Security.STARTTLS])
async def test_no_apop_where_the_greeting_came_in_clear(
    anna: Traveller, smtp: Start, pop: Start, server_tls: object, security: Security
) -> None:
    mailbox = await pop({"greeting": b"+OK <1896.697@a.example>\r\n", "APOP": b"+OK in\r\n"}, server_tls)
    account = anna.account(await smtp(), mailbox, security=security)
    assert account.pop is not None
    result = await anna.log_in(replace(account, pop=replace(account.pop, apop=True)))
    assert isinstance(result, Declined)
    assert (mailbox.times("APOP"), mailbox.times("PASS")) == (0, 0)
