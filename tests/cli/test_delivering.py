"""Several processes on one profile: each letter leaves once, whoever carries it."""

import asyncio
from datetime import timedelta

from tegata.cli.arguments import parse
from tegata.cli.delivering import deliver_here, reported
from tegata.cli.desk import open_desk
from tegata.delivery.notices import Role
from tegata.practice.provider import PracticeProvider
from tegata.secret import Secret
from tests.cli.terminal import BOB, OLA, Terminal, a_window, ended
from tests.delivery.bench import account_at
from tests.scripted_server import DROP
from tests.servers import Start


async def test_two_commands_at_once_deliver_their_own_exactly_once(
    at_provider: Terminal, provider: PracticeProvider
) -> None:
    processes = [
        await at_provider.start(*at_provider.letter(address, account="practice"), "--json")
        for address in (BOB, OLA)
    ]
    runs = await asyncio.gather(*map(ended, processes))
    assert [(ran.status, list(ran.last["recipients"])) for ran in runs] == [(0, [BOB]), (0, [OLA])]
    assert sorted(letter.recipients for letter in provider.delivered) == [(BOB,), (OLA,)]
    assert provider.logins == 1


async def test_a_window_that_runs_delivers_with_its_own_passwords(
    at_provider: Terminal, provider: PracticeProvider
) -> None:
    async with a_window(at_provider, practice="open sesame"):
        ran = await at_provider.send(account="practice", stdin=None)
        assert (ran.status, ran.last["steps"]) == (0, ["pop-login", "accepted"])
        again = await at_provider.send(account="practice", stdin=None)
        assert (again.status, again.last["steps"]) == (0, ["accepted"])
    assert (provider.logins, len(provider.delivered)) == (1, 2)


async def test_a_password_goes_along_to_the_window(at_provider: Terminal, provider: PracticeProvider) -> None:
    async with a_window(at_provider):
        assert (await at_provider.send(account="practice", stdin=None)).status == 13
        assert (await at_provider.send(account="practice")).status == 0


async def test_the_window_says_what_went_wrong(terminal: Terminal, smtp: Start) -> None:
    server = await smtp({f"RCPT {BOB}": "550 5.1.1 no such user", f"RCPT {OLA}": "450 4.2.0 later"})
    terminal.has(account_at(server.port))
    async with a_window(terminal):
        assert (await terminal.send(BOB)).status == 10
        assert (await terminal.send(OLA)).status == 11
        assert "no such user" in (await terminal.send(BOB)).err


async def test_the_others_get_their_letter_from_the_window_too(terminal: Terminal, smtp: Start) -> None:
    server = await smtp({f"RCPT {BOB}": "550 5.1.1 no such user"})
    terminal.has(account_at(server.port))
    async with a_window(terminal):
        ran = await terminal.send(BOB, OLA)
    outcomes = {address: each["outcome"] for address, each in ran.last["recipients"].items()}
    assert (ran.status, outcomes) == (10, {BOB: "perm", OLA: "sent"})


async def test_all_that_is_due_can_be_left_to_the_window(terminal: Terminal, smtp: Start) -> None:
    terminal.has(account_at((await smtp()).port))
    for _each in range(2):
        await terminal.send(more=("--queue-only",))
    async with a_window(terminal) as office:
        assert (await terminal.run("outbox", "send")).status == 0
        assert [parcel.state.value for parcel in await office.parcels()] == ["sent", "sent"]


async def test_a_report_has_words_for_people(terminal: Terminal, smtp: Start) -> None:
    terminal.has(account_at((await smtp({"dot": DROP})).port))
    ran = await terminal.send()
    assert "Perhaps delivered" in ran.err
    assert ran.last["cause"] == "perhaps-delivered"
    async with open_desk(parse(["outbox", "list", "--profile", str(terminal.profile)])) as desk:
        missing = await reported(desk.office, 99)
        assert missing["words"] == "There is no letter 99."
        (again,) = await deliver_here(desk.office, [1], "anna", {})
        assert again["outcome"] == "uncertain"


async def test_passwords_are_for_the_account_that_was_named(
    at_provider: Terminal, provider: PracticeProvider
) -> None:
    async with open_desk(parse(["outbox", "list", "--profile", str(at_provider.profile)])) as desk:
        await deliver_here(desk.office, [], "another", {Role.POP: Secret("x")})
        assert not await desk.office.has_password("practice", Role.POP)
        await deliver_here(desk.office, [], None, {Role.POP: Secret("x")})
        assert await desk.office.has_password("practice", Role.POP)
    assert provider.window_left(provider.line) == timedelta(0)
