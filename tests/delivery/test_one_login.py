"""A login that is not made for a letter."""

from dataclasses import replace

from tegata.delivery.notices import LoggedIn
from tegata.delivery.one_login import OneLogin, Pass, log_in_once
from tegata.delivery.tools import Tools
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Refused
from tegata.relay.window import WindowState
from tegata.tasks import spawn
from tests.delivery.bench import SESAME, Bench, account_at
from tests.servers import Start


class Sesame:
    async def get(self, _account: str, _role: str) -> object:
        return SESAME


def pass_of(bench: Bench, told: list[None]) -> Pass:
    return Pass(bench.office._windows, lambda: told.append(None))


async def test_it_opens_the_pass_and_counts_the_letters(bench: Bench, pop: Start) -> None:
    account = account_at(9, (await pop()).port)
    await bench.open(account)
    tools, told = Tools(bench.clock, Sesame()), list[None]()
    transcript = Transcript(bench.clock)
    login = await log_in_once(account, tools, transcript, pass_of(bench, told))
    assert isinstance(login, OneLogin)
    assert (login.letters_waiting, login.pin.local_address, login.tls) == (3, "127.0.0.1", {})
    status = bench.office.window("anna")
    assert (status.state, status.letters_waiting, status.logging_in) == (WindowState.OPEN, 3, False)
    assert len(told) == 2  # logging in, and done


async def test_without_a_pass_nothing_is_opened(bench: Bench, pop: Start) -> None:
    account = account_at(9, (await pop()).port)
    await bench.open(account)
    login = await log_in_once(account, Tools(bench.clock, Sesame()), Transcript(bench.clock), None)
    assert isinstance(login, OneLogin)
    assert bench.office.window("anna").state is WindowState.UNKNOWN


async def test_a_wrong_password_opens_nothing_and_is_told(bench: Bench, pop: Start) -> None:
    account = account_at(9, (await pop({"PASS": "-ERR [AUTH] no"})).port)
    await bench.open(account)
    told: list[None] = []
    tools = Tools(bench.clock, Sesame())
    login = await log_in_once(account, tools, Transcript(bench.clock), pass_of(bench, told))
    assert isinstance(login, Refused)
    assert len(told) == 2
    assert bench.office.window("anna").state is WindowState.UNKNOWN


async def test_where_another_login_is_faster_that_one_counts(bench: Bench, pop: Start) -> None:
    server = await pop()
    account = account_at(9, server.port)
    await bench.open(account)
    first = spawn(bench.office.login_now("anna"), "log in now")
    await server.until_heard("USER")
    tools = replace(Tools(bench.clock, Sesame()))
    login = await log_in_once(account, tools, Transcript(bench.clock), pass_of(bench, []))
    assert isinstance(await first, LoggedIn)
    assert isinstance(login, OneLogin)
    assert (login.pin.local_address, login.pin.peer_address) == ("127.0.0.1", "127.0.0.1")
    assert len(server.heard("USER")) == 1
