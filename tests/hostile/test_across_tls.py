"""A man in the middle of STARTTLS, STLS and TLS: what came in clear counts for nothing."""

import ssl
import warnings

import pytest
import trustme

from tegata.accounts.account import Security
from tegata.delivery.notices import LoggedIn, LoginResult
from tegata.protocols.outcome import Accepted, Broken, Declined, Objection, Outcome, Phase, Refused, Trouble
from tests.hostile.conftest import LONG, SHORT, Start, Traveller, fate
from tests.hostile.villain import (
    Act,
    Peer,
    Script,
    Villain,
    hang_up,
    reset,
    silence,
    then_hang_up,
    then_silence,
)

OFFERS = b"250-mail.a.example\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"
UNDER_TLS = {"EHLO": b"250-mail.a.example\r\n250 AUTH PLAIN\r\n"}

SMTP_INJECTIONS = {
    "whole session": b"250-evil\r\n250 AUTH PLAIN\r\n235 a\r\n250 b\r\n250 c\r\n354 d\r\n250 e\r\n221 f\r\n",
    "single reply": b"250-evil\r\n250 AUTH PLAIN\r\n",
    "refusal": b"554 5.7.1 go elsewhere\r\n",
    "fragment without CRLF": b"250-evil",
    "one octet": b"2",
    "line end": b"\r\n",
}
POP_INJECTIONS = {
    "whole session": b"+OK\r\nUSER\r\n.\r\n+OK\r\n+OK\r\n+OK 0 0\r\n+OK\r\n",
    "single reply": b"+OK\r\n.\r\n",
    "refusal": b"-ERR go elsewhere\r\n",
    "fragment without CRLF": b"+OK evil",
    "one octet": b"+",
    "line end": b"\r\n",
}
HANDSHAKES: dict[str, Act] = {"closed": hang_up, "reset": reset, "silent": silence}


def afterwards(*, says: bytes, then: Act) -> Act:
    """Agree to TLS, wait for its first octets, and answer them like this."""

    async def act(peer: Peer) -> None:
        await peer.say(says)
        await peer.reader.read(1)
        if isinstance(then, bytes):
            await peer.say(then)
            await silence(peer)
        else:
            await then(peer)

    return act


GARBAGE: dict[str, bytes] = {
    "text": b"250-evil\r\n250 AUTH PLAIN\r\n" * 20,
    "zeros": bytes(4096),
    "an alert": b"\x15\x03\x03\x00\x02\x02\x28",
    "half a record": b"\x16\x03\x03\x40\x00" + b"x" * 100,
}


async def sent(
    anna: Traveller,
    smtp: Start,
    script: Script,
    tls: ssl.SSLContext,
    *,
    after_tls: Script | None = None,
    auth: bool = True,
    patience: float = LONG,
) -> tuple[Villain, Outcome | None]:
    """Send through STARTTLS; outside TLS nothing but EHLO, STARTTLS and QUIT may ever be heard."""
    villain = await smtp({"EHLO": OFFERS, **script}, tls, after_tls=UNDER_TLS | dict(after_tls or {}))
    account = anna.account(villain, security=Security.STARTTLS, auth=auth)
    outcome = fate(await anna.send(account, patience=patience))
    assert {line.partition(" ")[0] for line in villain.in_clear if line.isprintable()} <= {
        "EHLO", "HELO", "STARTTLS", "QUIT", "",
    }  # fmt: skip
    return villain, outcome


async def logged_in(
    anna: Traveller,
    smtp: Start,
    pop: Start,
    script: Script,
    tls: ssl.SSLContext,
    *,
    after_tls: Script | None = None,
    patience: float = LONG,
) -> tuple[Villain, LoginResult]:
    """Log in through STLS; outside TLS neither name nor password may ever be heard."""
    villain = await pop(script, tls, after_tls=after_tls)
    account = anna.account(await smtp(), villain, security=Security.STARTTLS)
    result = await anna.log_in(account, patience)
    assert not [line for line in villain.in_clear if line.startswith(("USER", "PASS", "AUTH", "APOP"))]
    return villain, result


async def test_an_honest_server_is_used(anna: Traveller, smtp: Start, server_tls: ssl.SSLContext) -> None:
    villain, outcome = await sent(anna, smtp, {}, server_tls)
    assert isinstance(outcome, Accepted)
    assert len(villain.letters) == 1


async def test_an_honest_mailbox_is_used(
    anna: Traveller, smtp: Start, pop: Start, server_tls: ssl.SSLContext
) -> None:
    _, result = await logged_in(anna, smtp, pop, {}, server_tls)
    assert isinstance(result, LoggedIn)


@pytest.mark.parametrize("injected", SMTP_INJECTIONS)
async def test_replies_injected_before_tls(
    anna: Traveller, smtp: Start, server_tls: ssl.SSLContext, injected: str
) -> None:
    said = b"220 go ahead\r\n" + SMTP_INJECTIONS[injected]
    villain, outcome = await sent(anna, smtp, {"STARTTLS": said}, server_tls)
    assert isinstance(outcome, Broken)
    assert (outcome.phase, outcome.trouble) == (Phase.TLS, Trouble.GARBAGE)
    assert villain.letters == []


@pytest.mark.parametrize("injected", POP_INJECTIONS)
async def test_replies_injected_before_tls_into_a_login(
    anna: Traveller, smtp: Start, pop: Start, server_tls: ssl.SSLContext, injected: str
) -> None:
    said = b"+OK go ahead\r\n" + POP_INJECTIONS[injected]
    _, result = await logged_in(anna, smtp, pop, {"STLS": said}, server_tls)
    assert isinstance(result, Broken)
    assert (result.phase, result.trouble) == (Phase.TLS, Trouble.GARBAGE)


@pytest.mark.parametrize("auth", [True, False])
@pytest.mark.parametrize(
    "offers",
    [
        b"250-a\r\n250 AUTH PLAIN\r\n",
        b"250-a\r\n250-XXXXXXXX\r\n250 AUTH PLAIN\r\n",
        b"250-a\r\n250 STARTTLSX\r\n",
        b"250 STARTTLS\r\n",
    ],
    ids=["gone", "crossed out", "another word", "in the small talk"],
)
async def test_stripping_is_an_error(
    anna: Traveller, smtp: Start, server_tls: ssl.SSLContext, offers: bytes, auth: bool
) -> None:
    _, outcome = await sent(anna, smtp, {"EHLO": offers}, server_tls, auth=auth)
    assert isinstance(outcome, Declined)
    assert (outcome.phase, outcome.objection) == (Phase.TLS, Objection.TLS_NOT_OFFERED)


@pytest.mark.parametrize(
    "offers", [b"-ERR what\r\n", b"+OK\r\n.\r\n", b"+OK\r\nUSER\r\nXXXX\r\n.\r\n", b"+OK STLS\r\n.\r\n"]
)
async def test_stripping_a_login_is_an_error(
    anna: Traveller, smtp: Start, pop: Start, server_tls: ssl.SSLContext, offers: bytes
) -> None:
    _, result = await logged_in(anna, smtp, pop, {"CAPA": offers}, server_tls)
    assert isinstance(result, Declined)
    assert result.objection is Objection.TLS_NOT_OFFERED


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (b"454 4.7.0 not now\r\n", Refused),
        (b"502 what\r\n", Refused),
        (b"554 no\r\n", Refused),
        (b"421 no\r\n", Refused),
        (b"354 go on\r\n", Broken),
        (b"2200 go\r\n", Broken),
        (b"+OK\r\n", Broken),
        (then_silence(b"250 ok\r\n"), Broken),
    ],
)
async def test_starttls_answered_with_another_code(
    anna: Traveller, smtp: Start, server_tls: ssl.SSLContext, said: Act, kind: type
) -> None:
    _, outcome = await sent(anna, smtp, {"STARTTLS": said}, server_tls, patience=1.0)
    assert isinstance(outcome, kind)


@pytest.mark.parametrize(
    ("said", "kind"), [(b"-ERR no\r\n", Refused), (b"+OKAY\r\n", Broken), (b"220 go\r\n", Broken)]
)
async def test_stls_answered_otherwise(
    anna: Traveller, smtp: Start, pop: Start, server_tls: ssl.SSLContext, said: bytes, kind: type
) -> None:
    _, result = await logged_in(anna, smtp, pop, {"STLS": said}, server_tls)
    assert isinstance(result, kind)


@pytest.mark.parametrize(
    "after",
    [
        {"EHLO": b"250 mail.a.example\r\n"},
        {"EHLO": b"250-mail.a.example\r\n250 AUTH\r\n"},
        {"EHLO": b"250-mail.a.example\r\n250 AUTH XOAUTH2 GSSAPI\r\n"},
        {"EHLO": b"250-mail.a.example\r\n250 XAUTH PLAIN\r\n"},
        {"EHLO": b"502 what\r\n"},
    ],
    ids=["gone", "empty", "none of ours", "another word", "HELO only"],
)
async def test_auth_that_vanishes_under_tls_is_an_error(
    anna: Traveller, smtp: Start, server_tls: ssl.SSLContext, after: Script
) -> None:
    """Sending without would hand the letter to whoever answers."""
    villain, outcome = await sent(anna, smtp, {}, server_tls, after_tls=after)
    assert isinstance(outcome, Declined)
    assert (outcome.phase, outcome.objection) == (Phase.AUTH, Objection.AUTH_NOT_OFFERED)
    assert villain.times("MAIL") == villain.times("AUTH") == 0


@pytest.mark.parametrize("limit", [b"SIZE 10", b"PIPELINING", b"8BITMIME", b"CHUNKING"])
async def test_what_was_offered_in_clear_is_forgotten(
    anna: Traveller, smtp: Start, server_tls: ssl.SSLContext, limit: bytes
) -> None:
    offers = b"250-a\r\n250-STARTTLS\r\n250-" + limit + b"\r\n250 AUTH LOGIN\r\n"
    villain, outcome = await sent(anna, smtp, {"EHLO": offers}, server_tls)
    assert isinstance(outcome, Accepted)
    assert villain.times("BDAT") == 0
    assert villain.times("AUTH PLAIN") == 1


@pytest.mark.parametrize("after", [b"-ERR what\r\n", b"+OK\r\n.\r\n", b"+OK\r\nSTLS\r\n.\r\n"])
async def test_a_mailbox_that_offers_nothing_under_tls_is_asked_there(
    anna: Traveller, smtp: Start, pop: Start, server_tls: ssl.SSLContext, after: bytes
) -> None:
    _, result = await logged_in(anna, smtp, pop, {}, server_tls, after_tls={"CAPA": after})
    assert isinstance(result, LoggedIn)


@pytest.mark.parametrize("way", [*HANDSHAKES, *GARBAGE])
async def test_no_handshake_no_letter(
    anna: Traveller, smtp: Start, server_tls: ssl.SSLContext, way: str
) -> None:
    act = afterwards(says=b"220 go\r\n", then=HANDSHAKES.get(way) or GARBAGE[way])
    villain, outcome = await sent(anna, smtp, {"STARTTLS": act}, server_tls, patience=SHORT)
    assert isinstance(outcome, Broken)
    assert outcome.phase is Phase.TLS
    assert villain.letters == []


@pytest.mark.parametrize("way", [*HANDSHAKES, *GARBAGE])
async def test_no_handshake_no_login(
    anna: Traveller, smtp: Start, pop: Start, server_tls: ssl.SSLContext, way: str
) -> None:
    act = afterwards(says=b"+OK\r\n", then=HANDSHAKES.get(way) or GARBAGE[way])
    _, result = await logged_in(anna, smtp, pop, {"STLS": act}, server_tls, patience=SHORT)
    assert isinstance(result, Broken)
    assert result.phase is Phase.TLS


@pytest.mark.parametrize(
    "greeting",
    [b"220 in clear\r\n", b"", b"\x15\x03\x01\x00\x02\x02\x46", hang_up, reset, then_hang_up(b"220 a\r\n")],
)
async def test_plain_text_on_the_port_of_tls(anna: Traveller, smtp: Start, pop: Start, greeting: Act) -> None:
    account = anna.account(
        await smtp({"greeting": greeting}), await pop({"greeting": greeting}), security=Security.TLS
    )
    result = await anna.log_in(account, SHORT)
    assert isinstance(result, Broken)
    assert result.phase is Phase.TLS
    outcome = fate(await anna.send(account))
    assert isinstance(outcome, Broken)
    assert outcome.phase is Phase.TLS


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
async def test_old_tls_only(
    anna: Traveller, smtp: Start, server_tls: ssl.SSLContext, old_tls: dict[ssl.TLSVersion, ssl.SSLContext],
    security: Security, newest: ssl.TLSVersion,
) -> None:  # fmt: skip
    at_once = security is Security.TLS
    villain = await smtp({"EHLO": OFFERS}, old_tls[newest], at_once=at_once)
    outcome = fate(await anna.send(anna.account(villain, security=security, auth=True)))
    assert isinstance(outcome, Broken)
    assert outcome.phase is Phase.TLS
    assert outcome.trouble in {
        Trouble.TLS_HANDSHAKE,
        Trouble.CONN_DROPPED,
    }  # asyncio's server may send no alert
    assert villain.letters == []


@pytest.fixture
def old_tls(authority: trustme.CA) -> dict[ssl.TLSVersion, ssl.SSLContext]:
    """Servers that speak no newer TLS than this."""
    made = {}
    for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = version
        context.set_ciphers("ALL:@SECLEVEL=0")
        authority.issue_cert("localhost").configure_cert(context)
        made[version] = context
    return made
