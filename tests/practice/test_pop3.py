import asyncio
import base64
import poplib
import smtplib
from typing import TYPE_CHECKING

import pytest

from tegata.practice.lines import LEAVE_FROM, Line
from tegata.practice.provider import PracticeProvider

if TYPE_CHECKING:
    from tests.practice.conftest import Talk

PLAIN = base64.b64encode(b"\0anna\0tsukigata").decode()


async def test_a_login_counts_the_letters_and_opens_the_window(
    provider: PracticeProvider, talk: "Talk"
) -> None:
    await talk(
        provider.here.pop_port,
        """
        S: +OK *
        C: USER anna
        S: +OK
        C: PASS tsukigata
        S: +OK *
        C: STAT
        S: +OK 3 4096
        C: NOOP
        S: +OK
        C: QUIT
        S: +OK *
        ---
        """,
    )
    assert provider.logins == 1
    assert provider.window_left(Line.C) == provider.window


async def test_the_wrong_password_is_named_as_such_and_the_third_ends_it(
    provider: PracticeProvider, talk: "Talk"
) -> None:
    await talk(
        provider.here.pop_port,
        """
        S: +OK *
        C: USER anna
        S: +OK
        C: PASS one
        S: -ERR [AUTH] *
        C: STAT
        S: -ERR *
        C: PASS two
        S: -ERR [AUTH] *
        C: PASS three
        S: -ERR [AUTH] *
        ---
        """,
    )
    assert provider.logins == 0


async def test_capa_says_what_is_offered(provider: PracticeProvider, talk: "Talk") -> None:
    await talk(
        provider.here.pop_port,
        """
        S: +OK *
        C: CAPA
        S: +OK
        S: TOP
        S: USER
        S: SASL PLAIN
        S: RESP-CODES
        S: AUTH-RESP-CODE
        S: PIPELINING
        S: .
        """,
    )


@pytest.mark.parametrize("opening", [f"C: AUTH PLAIN {PLAIN}", f"C: auth plain\nS: +*\nC: {PLAIN}"])
async def test_sasl_plain_logs_in_too(provider: PracticeProvider, talk: "Talk", opening: str) -> None:
    await talk(provider.here.pop_port, f"S: +OK *\n{opening}\nS: +OK *\nC: PASS again\nS: -ERR USER first")
    assert provider.logins == 1


@pytest.mark.parametrize(
    "command",
    ["RETR 1", "PASS tsukigata", "NOOP", "AUTH GSSAPI", "AUTH PLAIN ***", "AUTH PLAIN YQ==", "", "ひらけ"],
)
async def test_what_it_cannot_do_it_refuses_and_goes_on(
    provider: PracticeProvider, talk: "Talk", command: str
) -> None:
    await talk(provider.here.pop_port, f"S: +OK *\nC: {command}\nS: -ERR *\nC: CAPA\nS: +OK")


async def test_commands_may_come_in_one_packet_or_in_pieces(provider: PracticeProvider) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", provider.here.pop_port)
    writer.write(b"USER anna\r\nPASS tsukigata\r\nST")
    await asyncio.sleep(0)
    writer.write(b"AT\r\nQUIT\r\nSTAT\r\n")
    said = await reader.read()
    assert [line[:3] for line in said.splitlines()] == [b"+OK"] * 5
    writer.close()


@pytest.mark.parametrize("flood", [b"x" * 5000, b"USER " + b"x" * 5000 + b"\r\n"])
async def test_a_line_without_end_ends_the_session(provider: PracticeProvider, flood: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", provider.here.pop_port)
    writer.write(flood)
    assert (await reader.read()).endswith(b"-ERR Line too long\r\n")
    writer.close()


@pytest.mark.parametrize("line", Line)
async def test_the_door_of_a_line_opens_the_window_of_that_line(
    provider: PracticeProvider, line: Line
) -> None:
    await asyncio.to_thread(_log_in, provider.doors[line].pop_port)
    assert [each for each in Line if provider.window_left(each)] == [line]


async def test_the_address_left_from_is_stronger_than_the_door(
    provider: PracticeProvider, talk: "Talk"
) -> None:
    try:
        await talk(
            provider.doors[Line.C].pop_port,
            "S: +OK *\nC: USER anna\nS: +OK\nC: PASS tsukigata\nS: +OK *",
            leave_from=LEAVE_FROM[Line.B],
        )
    except OSError:
        pytest.skip("this system lets nobody leave from 127.0.0.12")
    assert [each for each in Line if provider.window_left(each)] == [Line.B]


def _log_in(port: int) -> None:
    session = poplib.POP3("127.0.0.1", port, timeout=20)
    session.user("anna")
    session.pass_("tsukigata")
    assert session.stat() == (3, 4096)
    session.quit()


async def test_top_shows_the_headers_and_the_customers_own_copy_is_the_newest(
    provider: PracticeProvider, talk: "Talk"
) -> None:
    letter = b"Subject: Moon\r\nMessage-ID: <1@a.example>\r\n\r\nsecret\r\n"
    await asyncio.to_thread(_send, provider.here.smtp_port, letter)
    await talk(
        provider.here.pop_port,
        """
        S: +OK *
        C: TOP 1 0
        S: -ERR Log in first
        C: USER anna
        S: +OK
        C: PASS tsukigata
        S: +OK *
        C: STAT
        S: +OK 4 4096
        C: TOP 4 0
        S: +OK
        S: Subject: Moon
        S: Message-ID: <1@a.example>
        S:
        S: .
        C: TOP 1 0
        S: +OK
        S: From: *
        S: Subject: Lunch
        S:
        S: .
        C: TOP 5 0
        S: -ERR No such letter
        C: TOP x 0
        S: -ERR No such letter
        """,
    )


def _send(port: int, letter: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("anna@provider-a.example", ["anna@provider-a.example"], letter)
