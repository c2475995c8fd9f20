"""Check walks the whole way and stops before a letter is sent; and what is in the way is marked."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme

from tegata.accounts.account import Account, Login, Security, Server
from tegata.delivery import check_ports, check_visit, one_login
from tegata.delivery.check_findings import Network, findings
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role, WindowChanged
from tegata.practice.account import practice_account
from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.relay.window import WindowState
from tegata.secret import Secret
from tegata.tasks import spawn
from tests.delivery.bench import BOB, ELSEWHERE, SESAME, Bench, account_at, log_in_from_elsewhere, with_auth
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
        CheckStage.NETWORK,
        CheckStage.RESOLVE,
        CheckStage.CONNECT,
        CheckStage.OFFERS,
        CheckStage.BEFORE_LOGIN,
        CheckStage.POP_LOGIN,
        CheckStage.SENDER,
        CheckStage.RECIPIENT,
    ]
    assert [step.trouble for step in steps] == [None] * 8
    before, login, *_, after = steps[4:]
    assert (before.mark, before.facts["network"]) == (CheckMark.NEUTRAL, "other")
    assert (login.facts["letters"], login.facts["minutes"]) == ("3", "10")
    assert (after.facts["proves_relaying"], after.facts["after_login"]) == ("yes", "yes")
    assert provider.delivered == ()
    assert provider.logins == 1


async def test_at_home_the_answer_before_the_login_tells_the_own_network(
    bench: Bench, provider: PracticeProvider
) -> None:
    await provider.move(Line.A)
    steps = await checked(bench, practice_account(provider), BOB)
    (before,) = [step for step in steps if step.stage is CheckStage.BEFORE_LOGIN]
    assert (before.mark, before.facts["network"]) == (CheckMark.GOOD, "own")


async def test_switched_off_what_a_login_of_before_lets_pass_tells_no_network(
    bench: Bench, provider: PracticeProvider
) -> None:
    account = practice_account(provider)
    await bench.open(account)
    await bench.office.login_now(account.name)
    off = replace(account, pop_before_send=replace(account.pop_before_send, enabled=False))
    found = findings(await checked(bench, off, BOB))
    assert (found.relaying_proved, found.network, found.earlier_login) == (True, Network.UNKNOWN, True)


async def test_switched_off_at_home_the_network_is_the_own_one(
    bench: Bench, provider: PracticeProvider
) -> None:
    await provider.move(Line.A)
    account = practice_account(provider)
    off = replace(account, pop_before_send=replace(account.pop_before_send, enabled=False))
    found = findings(await checked(bench, off, BOB))
    assert (found.network, found.earlier_login) == (Network.OWN, False)


async def test_it_asks_for_the_own_address_by_default_and_takes_it_back(bench: Bench, smtp: Start) -> None:
    server = await smtp()
    steps = await checked(bench, account_at(server.port))
    assert steps[-1].facts["address"] == "anna@a.example"
    assert steps[-1].facts["proves_relaying"] == "no"
    (session,) = server.sessions
    assert session[1:4] == ["MAIL FROM:<anna@a.example>", "RCPT TO:<anna@a.example>", "RSET"]


async def test_smtp_is_asked_after_the_login_from_where_that_came_from(
    bench: Bench, smtp: Start, pop: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_login, "log_in", log_in_from_elsewhere)
    mail, mailbox = await smtp(), await pop()
    await checked(bench, account_at(mail.port, mailbox.port))
    assert mail.peers == ["127.0.0.1", ELSEWHERE]


async def test_smtp_auth_is_a_step_and_asks_once(bench: Bench, smtp: Start, pop: Start) -> None:
    server, mailbox = await smtp({"EHLO": OFFERS_AUTH, "AUTH": "235 2.7.0 welcome"}), await pop()
    steps = await checked(bench, with_auth(account_at(server.port, mailbox.port)), BOB)
    assert CheckStage.AUTH in stages(steps)
    assert steps[-1].trouble is None
    assert len(server.sessions) == 1
    assert mailbox.heard("USER") == []  # looked at in passing, no more
    assert (steps[-1].stage, steps[-1].role) == (CheckStage.PORT, Role.POP)


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
    lost, left = (await checked(bench, replace(account, submission=submission)))[-2:]
    assert lost.stage is CheckStage.RESOLVE
    assert isinstance(lost.trouble, Broken)
    assert lost.trouble.trouble is Trouble.DNS_FAILURE
    assert (left.stage, left.mark) == (CheckStage.RECIPIENT, CheckMark.NOT_TRIED)


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


async def test_a_wrong_pop_password_leaves_the_rest_untried(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp({"RCPT": "550 relay denied"}), await pop({"PASS": "-ERR [AUTH] wrong"})
    steps = await checked(bench, account_at(mail.port, mailbox.port), BOB)
    assert [(step.stage, step.mark) for step in steps[-2:]] == [
        (CheckStage.POP_LOGIN, CheckMark.FAILED),
        (CheckStage.RECIPIENT, CheckMark.NOT_TRIED),
    ]
    assert len(mail.sessions) == 1


async def test_a_blocked_port_does_not_keep_the_mailbox_from_being_tried(
    bench: Bench, smtp: Start, pop: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked, other, mailbox = await smtp(), await smtp(), await pop()
    await blocked.close()
    monkeypatch.setattr(
        check_ports, "PORTS", {blocked.port: Security.STARTTLS, other.port: Security.STARTTLS}
    )
    steps = await checked(bench, account_at(blocked.port, mailbox.port), BOB)
    assert [(step.stage, step.mark) for step in steps[2:]] == [
        (CheckStage.BEFORE_LOGIN, CheckMark.NEUTRAL),  # a login may open the door
        (CheckStage.POP_LOGIN, CheckMark.GOOD),
        (CheckStage.CONNECT, CheckMark.FAILED),
        (CheckStage.PORT, CheckMark.GOOD),
    ]
    assert steps[-1].facts["port"] == str(other.port)


async def test_no_answer_at_all_is_in_the_way_and_the_mailbox_is_tried(
    bench: Bench, pop: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody_answers(server: Server, **_how: Any) -> Broken:
        return Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT)

    monkeypatch.setattr(check_visit, "connect", nobody_answers)
    steps = await checked(bench, account_at(2, (await pop()).port), BOB)
    assert [(step.stage, step.mark) for step in steps[2:]] == [
        (CheckStage.CONNECT, CheckMark.FAILED),
        (CheckStage.POP_LOGIN, CheckMark.GOOD),
        (CheckStage.RECIPIENT, CheckMark.NOT_TRIED),
    ]


async def test_a_login_that_worked_opens_the_pass(bench: Bench, provider: PracticeProvider) -> None:
    account = practice_account(provider)
    await bench.open(account)
    changes = bench.office.changes()
    steps = [step async for step in bench.office.check(account, BOB)]
    assert steps[-1].trouble is None
    status = bench.office.window(account.name)
    assert (status.state, status.letters_waiting) == (WindowState.OPEN, 3)
    assert await anext(changes) == WindowChanged(account.name)


async def test_other_servers_in_a_form_leave_the_pass_alone(
    bench: Bench, provider: PracticeProvider, pop: Start, smtp: Start
) -> None:
    account = practice_account(provider)
    await bench.open(account)
    form = account_at((await smtp()).port, (await pop()).port, name=account.name)
    await checked(bench, form)
    assert bench.office.window(account.name).state is WindowState.UNKNOWN


async def test_a_check_that_is_stopped_hangs_up(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp({"MAIL": "stall"}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    walk = spawn(checked(bench, account_at(mail.port, mailbox.port), BOB), "check")
    await mail.until_heard("MAIL")
    walk.cancel()
    with pytest.raises(asyncio.CancelledError):
        await walk
    assert mailbox.sessions == []
    assert mail.heard("RCPT") == []


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
    assert isinstance(steps[-2].trouble, Refused)
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


async def test_a_password_that_the_server_repeats_is_in_no_step(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mailbox = await pop({"PASS": "-ERR [AUTH] open sesame is wrong"})
    steps = await checked(bench, account_at((await smtp()).port, mailbox.port))
    assert "open sesame" not in repr(steps)
    assert "*** is wrong" in repr(steps)
