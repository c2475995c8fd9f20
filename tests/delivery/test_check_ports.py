"""Ports looked at in passing."""

import asyncio
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from tegata.accounts.account import Security, Server
from tegata.delivery import check_ports
from tegata.delivery.check_ports import PortProbes, look_at, siblings
from tegata.delivery.notices import CheckMark, Role
from tegata.delivery.tools import Tools
from tegata.protocols.outcome import Broken, Refused, Trouble
from tests.delivery.bench import SESAME, account_at
from tests.hand_clock import HandClock
from tests.scripted_server import SMTP, serve
from tests.servers import Start, pop, servers, smtp

__all__ = ("pop", "servers", "smtp")


class Sesame:
    async def get(self, _account: str, _role: str) -> object:
        return SESAME


TOOLS = Tools(HandClock(), Sesame())


def at(port: int, security: Security = Security.STARTTLS) -> Server:
    return Server("127.0.0.1", port, security)


@pytest.mark.parametrize(("port", "others"), [(25, [465, 587]), (587, [25, 465]), (2525, [])])
def test_the_ports_for_mail_are_siblings(port: int, others: list[int]) -> None:
    assert [each.port for each in siblings(at(port))] == others


async def test_one_that_answers_is_left_politely(smtp: Start) -> None:
    server = await smtp()
    step = await look_at(at(server.port), Role.SUBMISSION, TOOLS)
    assert (step.mark, "tls_version" in step.facts) == (CheckMark.GOOD, False)
    await server.until_heard("QUIT")
    (session,) = server.sessions
    assert [line.split()[0] for line in session] == ["EHLO", "QUIT"]


async def test_what_it_offers_behind_tls(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = await serve(SMTP, {"EHLO": "250-mail.a.example\r\n250 AUTH PLAIN"}, tls=context)
    try:
        trusting = replace(at(server.port, Security.TLS), ca_file=str(tmp_path / "ca.pem"))
        step = await look_at(trusting, Role.SUBMISSION, TOOLS)
        assert step.facts["auth"] == "PLAIN"
        assert step.facts["tls_version"].startswith("TLS 1.")
        strange = await look_at(at(server.port, Security.TLS), Role.SUBMISSION, TOOLS)
        assert isinstance(strange.note, Broken)
        assert strange.note.trouble is Trouble.TLS_CERT
    finally:
        await server.close()


async def test_a_mailbox_is_greeted_and_left(pop: Start) -> None:
    server = await pop()
    step = await look_at(at(server.port, Security.NONE), Role.POP, TOOLS)
    assert (step.mark, step.role) == (CheckMark.GOOD, Role.POP)
    await server.until_heard("QUIT")
    assert server.sessions == [["QUIT"]]


async def test_a_closed_port_stands_in_no_ones_way(smtp: Start) -> None:
    server = await smtp()
    await server.close()
    step = await look_at(at(server.port), Role.SUBMISSION, TOOLS)
    assert (step.trouble, step.mark) == (None, CheckMark.NEUTRAL)
    assert isinstance(step.note, Broken)
    assert step.note.trouble is Trouble.CONN_REFUSED


@pytest.mark.parametrize("greeting", ["554 5.3.2 not here", "drop"])
async def test_one_that_takes_nobody_is_no_way_out(smtp: Start, greeting: str) -> None:
    server = await smtp({"greeting": greeting})
    step = await look_at(at(server.port), Role.SUBMISSION, TOOLS)
    assert step.mark is CheckMark.NEUTRAL
    assert isinstance(step.note, Refused | Broken)


async def test_a_mailbox_that_takes_nobody(pop: Start) -> None:
    server = await pop({"greeting": "-ERR not here"})
    step = await look_at(at(server.port, Security.NONE), Role.POP, TOOLS)
    assert isinstance(step.note, Refused)


async def test_one_that_says_nothing_is_given_up(smtp: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_ports, "_ALL", 0.05)
    server = await smtp({"greeting": "stall"})
    step = await look_at(at(server.port), Role.SUBMISSION, TOOLS)
    assert isinstance(step.note, Broken)
    assert step.note.trouble is Trouble.CONN_TIMEOUT


async def test_a_probe_that_nobody_waits_for_hangs_up(smtp: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = await smtp(), await smtp({"greeting": "stall"})
    monkeypatch.setattr(check_ports, "PORTS", dict.fromkeys((first.port, second.port), Security.STARTTLS))
    probes = PortProbes(account_at(first.port), TOOLS)
    while not second.peers:
        await asyncio.sleep(0)
    probes.cancel()
    with pytest.raises(asyncio.CancelledError):
        await probes.steps()


async def test_the_mailbox_is_among_them_where_no_login_is_made(smtp: Start, pop: Start) -> None:
    server, mailbox = await smtp(), await pop()
    with_login = account_at(server.port, mailbox.port)
    assert await PortProbes(with_login, TOOLS).steps() == ()
