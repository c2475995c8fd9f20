"""SMTP AUTH is tried where it is offered, with one password, once; and no letter is sent."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

import pytest

from tegata.accounts.account import Account, Login, Security, Server
from tegata.delivery.auth_trial import candidates
from tegata.delivery.notices import AuthTrial, AuthWorks, Role
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.tasks import spawn
from tests.delivery.bench import SESAME, Bench, account_at
from tests.scripted_server import DROP, STALL
from tests.servers import Start

OFFERS = {"EHLO": "250-mail.a.example\r\n250 AUTH PLAIN", "AUTH": "235 2.7.0 welcome"}


async def tried(
    bench: Bench, account: Account, *elsewhere: int, roles: Iterable[Role] = (Role.POP,)
) -> AuthTrial:
    bench.tools["auth_ports"] = lambda: tuple((port, Security.NONE) for port in elsewhere)
    await bench.open()
    return await bench.office.try_auth(account, passwords=dict.fromkeys(roles, SESAME))


async def test_the_port_in_use_comes_first(bench: Bench, smtp: Start) -> None:
    here, other = await smtp(OFFERS), await smtp(OFFERS)
    account = account_at(here.port, 9)
    found = await tried(bench, account, other.port)
    assert found == AuthWorks(replace(account.submission, login=Login.PASSWORD))
    assert other.sessions == []
    assert len(here.heard("AUTH")) == 1
    assert here.heard("MAIL") == []


async def test_another_port_is_tried_where_this_one_has_no_auth(bench: Bench, smtp: Start) -> None:
    here, other = await smtp(), await smtp(OFFERS)
    found = await tried(bench, account_at(here.port, 9), other.port)
    assert isinstance(found, AuthWorks)
    assert found.submission.port == other.port


@pytest.mark.parametrize(
    "script", [{"greeting": DROP}, {"greeting": "554 no"}, {"AUTH": "530 5.7.0 TLS first"}]
)
async def test_another_port_is_tried_where_this_one_is_of_no_use(
    bench: Bench, smtp: Start, script: dict[str, str]
) -> None:
    here, other = await smtp(OFFERS | script), await smtp(OFFERS)
    found = await tried(bench, account_at(here.port, 9), other.port)
    assert isinstance(found, AuthWorks)
    assert found.submission.port == other.port


@pytest.mark.parametrize("answer", ["535 5.7.8 wrong", "454 4.7.0 later", DROP])
async def test_a_password_is_shown_once(bench: Bench, smtp: Start, answer: str) -> None:
    here, other = await smtp(OFFERS | {"AUTH": answer}), await smtp(OFFERS)
    found = await tried(bench, account_at(here.port, 9), other.port)
    assert isinstance(found, Refused | Broken)
    assert found.phase is Phase.AUTH
    assert len(here.heard("AUTH")) == 1
    assert other.sessions == []


async def test_what_the_server_says_of_auth_counts_more_than_a_closed_port(bench: Bench, smtp: Start) -> None:
    here = await smtp()
    found = await tried(bench, account_at(here.port, 9), 9)
    assert isinstance(found, Declined)
    assert found.objection is Objection.AUTH_NOT_OFFERED


async def test_where_nothing_answers_that_is_said(bench: Bench) -> None:
    found = await tried(bench, account_at(9, 9), 9)
    assert isinstance(found, Broken)
    assert found.trouble is Trouble.CONN_REFUSED


async def test_the_password_for_sending_wins_and_brings_its_own_user(bench: Bench, smtp: Start) -> None:
    here = await smtp(OFFERS)
    account = account_at(here.port, 9)
    account = replace(account, submission=replace(account.submission, user="anna-smtp"))
    found = await tried(bench, account, roles=Role)
    assert isinstance(found, AuthWorks)
    assert found.submission.user == "anna-smtp"


async def test_the_mailboxs_password_brings_the_mailboxs_user(bench: Bench, smtp: Start) -> None:
    here = await smtp(OFFERS)
    account = account_at(here.port, 9)
    account = replace(account, submission=replace(account.submission, user=""))
    found = await tried(bench, account)
    assert isinstance(found, AuthWorks)
    assert found.submission.user == "anna"


async def test_without_a_password_no_server_is_bothered(bench: Bench, smtp: Start) -> None:
    here = await smtp(OFFERS)
    await bench.open()
    for account in (account_at(here.port, 9), account_at(here.port)):
        found = await bench.office.try_auth(account)
        assert isinstance(found, Declined)
        assert found.objection is Objection.NO_PASSWORD
    assert here.sessions == []


async def test_it_can_be_cancelled_while_a_server_is_silent(bench: Bench, smtp: Start) -> None:
    here = await smtp({"greeting": STALL})
    trying = spawn(tried(bench, account_at(here.port, 9)), "try SMTP AUTH")
    while not here.peers:
        await asyncio.sleep(0)
    trying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await trying


def test_a_password_goes_in_clear_only_where_that_was_agreed_to() -> None:
    server = Server("mail.a.example", 25, Security.NONE)
    submission = ((587, Security.STARTTLS), (465, Security.TLS))
    ways = [(each.port, each.security) for each in candidates(server, submission)]
    assert ways == [(25, Security.STARTTLS), (587, Security.STARTTLS), (465, Security.TLS)]
    agreed = candidates(replace(server, allow_cleartext_password=True), submission)
    assert (agreed[0].port, agreed[0].security) == (25, Security.NONE)
    already = candidates(replace(server, port=587, security=Security.STARTTLS), submission)
    assert [each.port for each in already] == [587, 465]


async def test_switched_over_letters_leave_by_smtp_auth(bench: Bench, provider: PracticeProvider) -> None:
    account = practice_account(provider)
    bench.tools["auth_ports"] = lambda: ((provider.here.submission_port, Security.NONE),)
    await bench.open(account, password=None)
    await bench.office.password_given(account.name, Role.POP, SESAME, keep=False)
    found = await bench.office.try_auth(account)
    assert isinstance(found, AuthWorks)
    assert bench.office.accounts() == (account,)
    await bench.office.switch_to_auth(account.name, found.submission)
    (saved,) = bench.office.accounts()
    assert saved.before_auth == account.submission
    await bench.deliver(account=account.name)
    assert (len(provider.delivered), provider.logins) == (1, 0)
