"""Whoever sits between us and the server before TLS begins, and a TLS that is none."""

import asyncio
import ssl
import warnings

import pytest
import trustme

from tegata.accounts.account import Security
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tests.hostile.conftest import SECRET_WORDS, SHORT, Way, well
from tests.hostile.villain import Act, Peer, Script, hang_up, reset, silence

SMTP_SESSION = b"250-mail\r\n250 AUTH PLAIN\r\n235 in\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n"
POP_SESSION = b"+OK\r\nUSER\r\n.\r\n+OK\r\n+OK in\r\n+OK 0 0\r\n+OK bye\r\n"
INJECTED = {
    "the whole session": (SMTP_SESSION, POP_SESSION),
    "one reply": (b"250 AUTH PLAIN\r\n", b"+OK\r\n.\r\n"),
    "a fragment without its end": (b"250-", b"+O"),
    "one octet": (b"2", b"+"),
    "a line end": (b"\r\n", b"\r\n"),
}


def nothing_leaked(way: Way) -> None:
    assert [line for server in way.servers for line in server.in_clear if line.startswith(SECRET_WORDS)] == []
    assert [letter for server in way.servers for letter in server.letters] == []


@pytest.mark.parametrize("injected", INJECTED)
async def test_response_injection(way: Way, good_tls: ssl.SSLContext, injected: str) -> None:
    data = INJECTED[injected][way.name == "pop"]
    villain = await way.start(
        {**way.offers(way.tls_verb.encode()), way.tls_verb: way.agreed + data}, good_tls
    )
    outcome = await way.go(villain, Security.STARTTLS)
    assert isinstance(outcome, Broken)
    assert (outcome.phase, outcome.trouble) == (Phase.TLS, Trouble.GARBAGE)
    nothing_leaked(way)
    assert not {line.partition(" ")[0] for line in villain.heard} - {"EHLO", "CAPA", way.tls_verb}


@pytest.mark.parametrize("injected", INJECTED)
async def test_response_injection_that_comes_late(way: Way, injected: str) -> None:
    """It meets the handshake, which takes it for what it is: not TLS."""
    data = INJECTED[injected][way.name == "pop"]

    async def act(peer: Peer) -> None:
        await peer.say(way.agreed)
        await asyncio.sleep(0.02)
        await peer.say(data + b"\r\n" * 5)
        await silence(peer)

    villain = await way.start({**way.offers(way.tls_verb.encode()), way.tls_verb: act})
    outcome = await way.go(villain, Security.STARTTLS)
    assert isinstance(outcome, Broken)
    assert (outcome.phase, outcome.trouble) == (Phase.TLS, Trouble.TLS_HANDSHAKE)
    nothing_leaked(way)


@pytest.mark.parametrize(
    "offers",
    [(), (b"AUTH PLAIN", b"USER"), (b"XSTARTTLS",), (b"STARTTLSX", b"STLSX"), (b"AUTH STARTTLS STLS",)],
)
async def test_stripping(way: Way, good_tls: ssl.SSLContext, offers: tuple[bytes, ...]) -> None:
    villain = await way.start(way.offers(*offers), good_tls)
    assert await way.go(villain, Security.STARTTLS) == Declined(Phase.TLS, Objection.TLS_NOT_OFFERED)
    nothing_leaked(way)


async def test_stripping_of_the_whole_question(way: Way, good_tls: ssl.SSLContext) -> None:
    villain = await way.start({"EHLO": b"502 what?\r\n", "CAPA": b"-ERR what?\r\n"}, good_tls)
    assert await way.go(villain, Security.STARTTLS) == Declined(Phase.TLS, Objection.TLS_NOT_OFFERED)
    nothing_leaked(way)


@pytest.mark.parametrize(
    ("smtp_says", "pop_says", "kind"),
    [
        (b"454 4.7.0 not now\r\n", b"-ERR [SYS/TEMP] not now\r\n", Refused),
        (b"502 5.5.1 never heard of it\r\n", b"-ERR never heard of it\r\n", Refused),
        (b"554 5.7.1 no\r\n", b"-ERR\r\n", Refused),
        (b"354 go on\r\n", b"+\r\n", Broken),
        (b"334 \r\n", b"+OKAY\r\n", Broken),
        (b"2200 go ahead\r\n", b"+ok\r\n", Broken),
    ],
)
async def test_wrong_answer_to_the_wish_for_tls(
    way: Way, good_tls: ssl.SSLContext, smtp_says: bytes, pop_says: bytes, kind: type
) -> None:
    said = smtp_says if way.name == "smtp" else pop_says
    villain = await way.start({**way.offers(way.tls_verb.encode()), way.tls_verb: said}, good_tls)
    assert isinstance(await way.go(villain, Security.STARTTLS), kind)
    nothing_leaked(way)


async def test_what_was_offered_in_clear_is_forgotten(way: Way, good_tls: ssl.SSLContext) -> None:
    """AUTH has vanished after TLS: an error, never "send without". POP3 is asked anew, too."""
    before = way.offers(way.tls_verb.encode(), b"AUTH PLAIN", b"SASL PLAIN", b"PIPELINING", b"SIZE 9999999")
    after: Script = {"EHLO": b"250 mail.a.example\r\n", "CAPA": b"+OK\r\nSASL GSSAPI\r\n.\r\n"}
    villain = await way.start(before, good_tls, after_tls=after)
    outcome = await way.go(villain, Security.STARTTLS)
    if way.name == "smtp":
        assert outcome == Declined(Phase.AUTH, Objection.AUTH_NOT_OFFERED, "")
        assert villain.times("MAIL") == 0
    else:  # USER and PASS need no offer (RFC 1939 section 7)
        assert well(outcome)
        assert villain.times("AUTH") == 0
    assert villain.times("EHLO") + villain.times("CAPA") == 2
    nothing_leaked(way)


async def test_offers_made_in_clear_are_not_used_under_tls(way: Way, good_tls: ssl.SSLContext) -> None:
    before = way.offers(way.tls_verb.encode(), b"SIZE 9999999", b"SASL PLAIN", b"AUTH CRAM-MD5")
    after: Script = {"EHLO": b"250-mail\r\n250 AUTH PLAIN\r\n", "CAPA": b"+OK\r\nUSER\r\n.\r\n"}
    villain = await way.start(before, good_tls, after_tls=after)
    assert well(await way.go(villain, Security.STARTTLS))
    assert not [line for line in villain.heard if "SIZE=" in line or "CRAM" in line]


async def test_tls_offered_inside_tls_is_not_begun_twice(way: Way, good_tls: ssl.SSLContext) -> None:
    offers = way.offers(way.tls_verb.encode(), b"AUTH PLAIN", b"USER")
    villain = await way.start(offers, good_tls)
    assert well(await way.go(villain, Security.STARTTLS))
    assert villain.times(way.tls_verb) == 1


BEGINNINGS: dict[str, tuple[Act, frozenset[Trouble]]] = {
    "closed": (hang_up, frozenset({Trouble.CONN_DROPPED, Trouble.TLS_HANDSHAKE})),
    "reset": (reset, frozenset({Trouble.CONN_DROPPED})),
    "silent": (silence, frozenset({Trouble.CONN_TIMEOUT})),
    "garbage": (b"\x80\x2e\x01\x03\x01" * 20, frozenset({Trouble.TLS_HANDSHAKE})),
    "an alert": (b"\x15\x03\x03\x00\x02\x02\x28", frozenset({Trouble.TLS_HANDSHAKE})),
    "half a record": (b"\x16\x03\x03\x40\x00\x02", frozenset({Trouble.CONN_TIMEOUT})),
    "a banner in clear": (b"220 mail.a.example ready\r\n+OK\r\n", frozenset({Trouble.TLS_HANDSHAKE})),
    "a web server": (b"HTTP/1.0 302 Found\r\nLocation: /login\r\n\r\n", frozenset({Trouble.TLS_HANDSHAKE})),
}


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("beginning", BEGINNINGS)
async def test_handshake_that_is_none(way: Way, beginning: str, security: Security) -> None:
    act, troubles = BEGINNINGS[beginning]

    async def agree_first(peer: Peer) -> None:
        await peer.say(way.agreed)
        await peer.reader.read(1)  # the first octet of the client's hello
        if isinstance(act, bytes):
            await peer.say(act)
            await silence(peer)
        else:
            await act(peer)

    at_once = security is Security.TLS
    script: Script = (
        {"greeting": act} if at_once else {**way.offers(way.tls_verb.encode()), way.tls_verb: agree_first}
    )
    villain = await way.start(script)
    outcome = await way.go(villain, security, patience=SHORT)
    assert isinstance(outcome, Broken)
    assert outcome.phase is Phase.TLS
    assert outcome.trouble in troubles
    nothing_leaked(way)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_tls_of_the_last_century(
    way: Way, authority: trustme.CA, security: Security, version: ssl.TLSVersion
) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(old)
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore"):
        old.minimum_version = old.maximum_version = version
    villain = await way.start(way.offers(way.tls_verb.encode()), old, at_once=security is Security.TLS)
    outcome = await way.go(villain, security)
    assert isinstance(outcome, Broken)
    assert outcome.phase is Phase.TLS
    nothing_leaked(way)


@pytest.mark.parametrize("verb", ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "CAPA", "USER", "PASS"])
async def test_cut_without_the_farewell_of_tls(way: Way, good_tls: ssl.SSLContext, verb: str) -> None:
    """No close_notify: the end may be an attacker's, so what was not answered counts as not answered."""
    honest = way.offers(b"AUTH PLAIN", b"USER")
    if verb not in {*SCRIPTS[way.name], *honest}:
        pytest.skip("not of this protocol")
    villain = await way.start({**honest, verb: hang_up}, good_tls, at_once=True)
    outcome = await way.go(villain, Security.TLS)
    assert isinstance(outcome, Broken)
    assert outcome.trouble is Trouble.CONN_DROPPED
    assert villain.letters == []


SCRIPTS = {"smtp": {"EHLO", "AUTH", "MAIL", "RCPT", "DATA"}, "pop": {"CAPA", "USER", "PASS"}}
