import asyncio
import base64
import smtplib
from typing import TYPE_CHECKING

import pytest

from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider
from tegata.practice.rules import Refusal
from tests.hand_clock import HandClock

if TYPE_CHECKING:
    from tests.practice.conftest import Talk

PLAIN = base64.b64encode(b"\0anna\0tsukigata").decode()
LETTER = b"Subject: Moon\r\n\r\n..a line with a dot\r\n.\r\n\xe6\x9c\x88\r\n"


async def test_a_stranger_is_refused_at_rcpt_and_let_through_after_a_login(
    provider: PracticeProvider, talk: "Talk"
) -> None:
    heard = provider.happenings()
    refused = """
        S: 220 smtp.provider-a.example *
        C: EHLO me.example
        S: 250-smtp.provider-a.example Hello me.example [203.0.113.30]
        S: 250-PIPELINING
        S: 250-SIZE 50000000
        S: 250-8BITMIME
        S: 250-SMTPUTF8
        S: 250 HELP
        C: MAIL FROM:<anna@provider-a.example>
        S: 250 2.1.0 Ok
        C: RCPT TO:<bob@elsewhere.example>
        S: 554 5.7.1 <bob@elsewhere.example>: Relay access denied
        C: DATA
        S: 503 *
        C: QUIT
        S: 221 *
        ---
        """
    await talk(provider.here.smtp_port, refused)
    await talk(provider.here.pop_port, "S: +OK *\nC: USER anna\nS: +OK\nC: PASS tsukigata\nS: +OK *")
    await asyncio.to_thread(_send, provider.here.smtp_port, "bob@elsewhere.example")
    happened = [type(await anext(heard)).__name__ for _ in range(3)]
    assert happened == ["RelayRefused", "LoggedIn", "Delivered"]


async def test_a_letter_arrives_octet_for_octet(provider: PracticeProvider) -> None:
    await asyncio.to_thread(
        _send, provider.here.smtp_port, "anna@provider-a.example", "otto@provider-a.example"
    )
    (letter,) = provider.delivered
    assert letter.content == LETTER
    assert letter.sender == "anna@provider-a.example"
    assert letter.recipients == ("anna@provider-a.example", "otto@provider-a.example")
    assert letter.line is Line.C


async def test_the_window_closes(provider: PracticeProvider, clock: HandClock, talk: "Talk") -> None:
    await talk(provider.here.pop_port, "S: +OK *\nC: USER anna\nS: +OK\nC: PASS tsukigata\nS: +OK *")
    clock.tick(minutes=10)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        await asyncio.to_thread(_send, provider.here.smtp_port, "bob@elsewhere.example")


async def test_what_counts_is_the_moment_of_rcpt(
    provider: PracticeProvider, clock: HandClock, talk: "Talk"
) -> None:
    await talk(provider.here.pop_port, "S: +OK *\nC: USER anna\nS: +OK\nC: PASS tsukigata\nS: +OK *")
    session = await asyncio.to_thread(smtplib.SMTP, "127.0.0.1", provider.here.smtp_port, "me.example", 20)
    await asyncio.to_thread(session.ehlo)
    await asyncio.to_thread(session.mail, "anna@provider-a.example")
    clock.tick(minutes=10)
    assert (await asyncio.to_thread(session.rcpt, "bob@elsewhere.example"))[0] == 554
    await asyncio.to_thread(session.quit)


async def test_the_own_network_relays_without_any_proof(provider: PracticeProvider) -> None:
    await asyncio.to_thread(_send, provider.doors[Line.A].smtp_port, "bob@elsewhere.example")
    assert provider.delivered[0].line is Line.A
    assert provider.logins == 0


async def test_one_recipient_may_pass_where_another_is_refused(provider: PracticeProvider) -> None:
    await asyncio.to_thread(
        _send, provider.here.smtp_port, "bob@elsewhere.example", "otto@provider-a.example"
    )
    assert provider.delivered[0].recipients == ("otto@provider-a.example",)


@pytest.mark.parametrize(
    ("refusal", "code"), [(Refusal.DEFERRED, 454), (Refusal.EXIM, 550), (Refusal.TERSE, 550)]
)
async def test_refusals_can_be_worded_differently(
    provider: PracticeProvider, refusal: Refusal, code: int
) -> None:
    provider.set_refusal(refusal)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        await asyncio.to_thread(_send, provider.here.smtp_port, "bob@elsewhere.example")
    assert refused.value.recipients["bob@elsewhere.example"][0] == code


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
async def test_smtp_auth_relays_from_anywhere_without_a_pop_login(
    provider: PracticeProvider, mechanism: str
) -> None:
    await asyncio.to_thread(_send_authenticated, provider.here.submission_port, mechanism, "tsukigata")
    assert len(provider.delivered) == 1
    assert provider.logins == 0


async def test_the_submission_port_wants_smtp_auth_and_port_25_does_not_know_it(
    provider: PracticeProvider, talk: "Talk"
) -> None:
    hello = "S: 220 *\nC: HELO me.example\nS: 250 *\n"
    mail = "C: MAIL FROM:<anna@provider-a.example>\nS: "
    await talk(provider.doors[Line.A].submission_port, f"{hello}{mail}530 5.7.0 *")
    await talk(provider.here.smtp_port, f"{hello}C: AUTH PLAIN {PLAIN}\nS: 50? *\n{mail}250 *")


async def test_the_wrong_password_gets_535(provider: PracticeProvider) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError) as refused:
        await asyncio.to_thread(_send_authenticated, provider.here.submission_port, "PLAIN", "wrong")
    assert refused.value.smtp_code == 535


async def test_an_answer_without_end_is_refused_and_the_session_goes_on(
    provider: PracticeProvider, talk: "Talk", caplog: pytest.LogCaptureFixture
) -> None:
    await talk(
        provider.here.submission_port,
        f"""
        S: 220 *
        C: EHLO me.example
        S: 250-*
        S: 250-*
        S: 250-*
        S: 250-*
        S: 250-*
        S: 250-AUTH LOGIN PLAIN
        S: 250 HELP
        C: AUTH LOGIN
        S: 334 *
        C: {"x" * 1500}
        S: 500 5.5.2 Line too long
        """,
    )
    assert "Traceback" not in caplog.text


async def test_a_client_that_hangs_up_in_the_middle_of_a_letter_leaves_nothing(
    provider: PracticeProvider, talk: "Talk"
) -> None:
    await talk(
        provider.here.smtp_port,
        """
        S: 220 *
        C: HELO me.example
        S: 250 *
        C: MAIL FROM:<anna@provider-a.example>
        S: 250 *
        C: RCPT TO:<otto@provider-a.example>
        S: 250 *
        C: DATA
        S: 354 *
        C: Subject: half a
        """,
    )
    await provider.stop()
    assert provider.delivered == ()


def _send(port: int, *recipients: str) -> None:
    with smtplib.SMTP("127.0.0.1", port, "me.example", 20) as session:
        session.sendmail("anna@provider-a.example", recipients, LETTER, ["BODY=8BITMIME"])


def _send_authenticated(port: int, mechanism: str, password: str) -> None:
    with smtplib.SMTP("127.0.0.1", port, "me.example", 20) as session:
        session.ehlo()
        assert mechanism in session.esmtp_features["auth"].split()
        session.user, session.password = "anna", password
        session.auth(mechanism, session.auth_plain if mechanism == "PLAIN" else session.auth_login)
        session.sendmail("anna@provider-a.example", ["bob@elsewhere.example"], LETTER)


async def test_a_receipt_can_get_lost_and_the_letter_has_arrived_all_the_same(
    provider: PracticeProvider,
) -> None:
    provider.lose_receipts(True)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        await asyncio.to_thread(_send, provider.here.smtp_port, "otto@provider-a.example")
    assert len(provider.delivered) == 1
    provider.lose_receipts(False)
    await asyncio.to_thread(_send, provider.here.smtp_port, "otto@provider-a.example")
    assert len(provider.delivered) == 2
