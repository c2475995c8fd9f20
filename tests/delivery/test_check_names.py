"""Where a check begins."""

from dataclasses import replace
from typing import Any

from tegata.delivery.check_names import look_up_both, network_steps
from tegata.delivery.notices import CheckMark, CheckStage, NetworkNews, Role
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.passwords import Passwords
from tegata.network.whereabouts import Way
from tests.delivery.bench import account_at, with_auth
from tests.hand_clock import HandClock


def tools(**changes: Any) -> Tools:
    passwords = Passwords(KeyRing(find=lambda: KeyTrouble.NO_KEYRING))
    return Tools(HandClock(), passwords, **changes)


def on_a_network(_address: str) -> Way:
    return Way("192.0.2.7", 4)


def told(**news: Any) -> Tools:
    return tools(whereabouts=on_a_network, network_news=lambda: NetworkNews(**news))


def test_a_way_out_is_a_network() -> None:
    (step,) = network_steps(told(medium="wifi"))
    assert (step.mark, step.facts) == (CheckMark.GOOD, {"online": "yes", "medium": "wifi"})


def test_no_way_out_stands_in_no_ones_way() -> None:
    (step,) = network_steps(tools(whereabouts=lambda _address: None))
    assert (step.trouble, step.mark) == (None, CheckMark.NEUTRAL)


def test_the_system_knows_of_no_network() -> None:
    (step,) = network_steps(told(online=False))
    assert step.facts["online"] == "no"


def test_a_sign_in_page_is_told_where_the_system_tells_it() -> None:
    _, between = network_steps(told(portal=True))
    _, none = network_steps(told(portal=False))
    assert (between.stage, between.mark) == (CheckStage.PORTAL, CheckMark.NEUTRAL)
    assert none.mark is CheckMark.GOOD


async def test_one_name_for_both_servers_is_one_step() -> None:
    names, steps = await look_up_both(account_at(25, 110), tools())
    assert [(step.stage, step.mark) for step in steps] == [(CheckStage.RESOLVE, CheckMark.GOOD)]
    assert names.ways is not None
    assert names.ways.submission is not None


async def test_a_mailbox_that_is_not_found_is_in_the_way_of_those_who_log_in_there() -> None:
    account = account_at(25, 110)
    assert account.pop is not None
    account = replace(account, pop=replace(account.pop, host="pop.nowhere.invalid"))
    names, (_, pop) = await look_up_both(account, tools())
    assert (pop.role, pop.mark) == (Role.POP, CheckMark.FAILED)
    assert names.ways is None
    _, steps = await look_up_both(with_auth(account), tools())
    assert len(steps) == 1


async def test_without_a_mailbox_there_is_one_name() -> None:
    names, steps = await look_up_both(account_at(25), tools())
    assert (names.pop, names.ways, len(steps)) == (None, None, 1)
