"""Check walks the whole way and stops before a letter is sent; the first trouble is the last step."""

import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme

from tegata.accounts.account import Account, Login, Security
from tegata.delivery import checking, pop_login
from tegata.delivery.notices import CheckStage, CheckStep, Role
from tegata.delivery.pop_login import PopLogin
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.secret import Secret
from tests.delivery.bench import BOB, SESAME, Bench, account_at, with_auth
from tests.scripted_server import SMTP, ScriptedServer, serve
from tests.servers import Start

OFFERS_AUTH = "250-mail.a.example\r\n250 AUTH PLAIN"


async def checked(bench: Bench, account: Account, recipient: str | None = None) -> list[CheckStep]:
    if not hasattr(bench, "office"):
        await bench.open()
    passwords = dict.fromkeys(Role, SESAME)
    return [step async for step in bench.office.check(account, recipient, passwords=passwords)]


def stages(steps: list[CheckStep]) -> list[CheckStage]:
    return [step.stage for step in steps]


async def test_the_whole_way_and_no_letter(bench: Bench, provider: PracticeProvider) -> None:
    steps = await checked(bench, practice_account(provider), BOB)
    assert stages(steps) == [
        CheckStage.POP_LOGIN,
        CheckStage.RESOLVE,
        CheckStage.CONNECT,
        CheckStage.SENDER,
        CheckStage.RECIPIENT,
    ]
    assert [step.trouble for step in steps] == [None] * 5
    assert steps[0].facts["letters"] == "3"
    assert provider.delivered == ()
    assert provider.logins == 1


async def test_it_asks_for_the_own_address_by_default_and_takes_it_back(bench: Bench, smtp: Start) -> None:
    server = await smtp()
    steps = await checked(bench, account_at(server.port))
    assert steps[-1].facts == {"address": "anna@a.example"}
    (session,) = server.sessions
    assert session[1:4] == ["MAIL FROM:<anna@a.example>", "RCPT TO:<anna@a.example>", "RSET"]


async def test_smtp_is_checked_from_where_the_login_came_from(
    bench: Bench, smtp: Start, pop: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def from_elsewhere(*whose: Any) -> PopLogin:
        login = await pop_login.log_in(*whose)
        assert isinstance(login, PopLogin)
        return replace(login, pin=replace(login.pin, local_address="127.0.0.12"))

    monkeypatch.setattr(checking, "log_in", from_elsewhere)
    mail, mailbox = await smtp(), await pop()
    await checked(bench, account_at(mail.port, mailbox.port))
    assert mail.peers == ["127.0.0.12"]


async def test_smtp_auth_is_a_step(bench: Bench, smtp: Start) -> None:
    server = await smtp({"EHLO": OFFERS_AUTH, "AUTH": "235 2.7.0 welcome"})
    steps = await checked(bench, with_auth(account_at(server.port)))
    assert CheckStage.AUTH in stages(steps)
    assert steps[-1].trouble is None


@pytest.mark.parametrize(
    ("script", "stage", "trouble"),
    [
        ({"greeting": "554 5.3.2 not here"}, CheckStage.CONNECT, Phase.GREETING),
        ({"EHLO": "421 4.3.2 shutting down"}, CheckStage.CONNECT, Phase.EHLO),
        ({"AUTH": "535 5.7.8 no"}, CheckStage.AUTH, Phase.AUTH),
        ({"MAIL": "550 5.1.0 not that sender"}, CheckStage.SENDER, Phase.MAIL),
        ({"RCPT": "550 5.1.1 no such user"}, CheckStage.RECIPIENT, Phase.RCPT),
    ],
)
async def test_a_refusal_is_the_last_step(
    bench: Bench, smtp: Start, script: dict[str, str], stage: CheckStage, trouble: Phase
) -> None:
    server = await smtp({"EHLO": OFFERS_AUTH, "AUTH": "235 welcome"} | script)
    last = (await checked(bench, with_auth(account_at(server.port))))[-1]
    assert last.stage is stage
    assert isinstance(last.trouble, Refused)
    assert last.trouble.phase is trouble


async def test_a_host_that_is_not_there(bench: Bench) -> None:
    account = account_at(25)
    submission = replace(account.submission, host="mail.nowhere.invalid")
    last = (await checked(bench, replace(account, submission=submission)))[-1]
    assert last.stage is CheckStage.RESOLVE
    assert isinstance(last.trouble, Broken)
    assert last.trouble.trouble is Trouble.DNS_FAILURE


async def test_a_port_nobody_listens_on(bench: Bench, smtp: Start) -> None:
    server = await smtp()
    await server.close()
    last = (await checked(bench, account_at(server.port)))[-1]
    assert last.stage is CheckStage.CONNECT
    assert isinstance(last.trouble, Broken)
    assert last.trouble.trouble is Trouble.CONN_REFUSED


async def test_no_tls_offered(bench: Bench, smtp: Start) -> None:
    account = account_at((await smtp()).port)
    submission = replace(account.submission, security=Security.STARTTLS)
    last = (await checked(bench, replace(account, submission=submission)))[-1]
    assert last.stage is CheckStage.SECURE
    assert isinstance(last.trouble, Declined)
    assert last.trouble.objection is Objection.TLS_NOT_OFFERED


async def test_a_wrong_pop_password_ends_it_before_smtp(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": "-ERR [AUTH] wrong"})
    steps = await checked(bench, account_at(mail.port, mailbox.port))
    assert stages(steps) == [CheckStage.POP_LOGIN]
    assert mail.sessions == []


async def test_no_password_at_hand(bench: Bench, smtp: Start) -> None:
    server = await smtp({"EHLO": OFFERS_AUTH})
    await bench.open()
    steps = [step async for step in bench.office.check(with_auth(account_at(server.port)))]
    assert steps[-1].stage is CheckStage.AUTH
    assert isinstance(steps[-1].trouble, Declined)
    assert steps[-1].trouble.objection is Objection.NO_PASSWORD


async def test_a_password_in_the_form_goes_before_the_kept_one(
    bench: Bench, provider: PracticeProvider
) -> None:
    account = practice_account(provider)
    await bench.open(account)
    given = {Role.POP: Secret("just typed, and wrong")}
    steps = [step async for step in bench.office.check(account, passwords=given)]
    assert isinstance(steps[-1].trouble, Refused)
    assert [step async for step in bench.office.check(account)][-1].trouble is None


async def test_a_recipient_that_only_smtputf8_carries_is_not_asked_for(bench: Bench, smtp: Start) -> None:
    server = await smtp()
    last = (await checked(bench, account_at(server.port), "雪@b.example"))[-1]
    assert isinstance(last.trouble, Declined)
    assert server.heard("RCPT") == []


@pytest.fixture
async def tls_server(tmp_path: Path) -> AsyncIterator[tuple[ScriptedServer, Any]]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = await serve(SMTP, {"EHLO": OFFERS_AUTH, "AUTH": "235 welcome"}, tls=context)
    yield server, str(tmp_path / "ca.pem")
    await server.close()


async def test_tls_is_a_step_with_its_facts(bench: Bench, tls_server: tuple[ScriptedServer, str]) -> None:
    server, ca_file = tls_server
    account = account_at(server.port)
    submission = replace(account.submission, security=Security.TLS, ca_file=ca_file, login=Login.PASSWORD)
    steps = await checked(bench, replace(account, submission=submission))
    assert steps[-1].trouble is None
    (secure,) = [step for step in steps if step.stage is CheckStage.SECURE]
    assert secure.facts["tls_version"].startswith("TLS 1.")
    assert "certificate_until" in secure.facts


async def test_a_certificate_nobody_vouches_for(bench: Bench, tls_server: tuple[ScriptedServer, str]) -> None:
    server, _ca_file = tls_server
    account = account_at(server.port)
    submission = replace(account.submission, security=Security.TLS)
    last = (await checked(bench, replace(account, submission=submission)))[-1]
    assert last.stage is CheckStage.SECURE
    assert isinstance(last.trouble, Broken)
    assert last.trouble.trouble is Trouble.TLS_CERT
