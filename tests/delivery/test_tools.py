from datetime import timedelta

from tegata.delivery.notices import Role
from tegata.delivery.tools import Tools
from tegata.profile import Preferences
from tegata.secret import Secret
from tests.delivery.test_pop_login import Kept
from tests.hand_clock import HandClock


def test_a_letter_tells_its_zone_or_not(clock: HandClock) -> None:
    tools = Tools(clock=clock, passwords=Kept("none"))
    assert tools.letter_date() == clock.wall()
    assert tools.letter_date().utcoffset() == clock.wall().astimezone().utcoffset()
    in_utc = Tools(
        clock=clock, passwords=Kept("none"), preferences=lambda: Preferences(date_zone="utc")
    ).letter_date()
    assert in_utc.utcoffset() == timedelta(0)


async def test_given_passwords_go_first_and_nowhere_else(clock: HandClock) -> None:
    kept, typed = Secret("kept"), Secret("typed")
    tools = Tools(clock=clock, passwords=Kept(kept))
    assert tools.with_passwords(None) is tools
    given = tools.with_passwords({Role.POP: typed})
    assert await given.passwords.get("anna", "pop") is typed
    assert await given.passwords.get("anna", "submission") is kept
    assert await tools.passwords.get("anna", "pop") is kept


def test_retries_are_spread(clock: HandClock) -> None:
    tools = Tools(clock=clock, passwords=Kept("none"))
    draws = {tools.chance() for _each in range(20)}
    assert len(draws) > 1
    assert all(0 <= draw < 1 for draw in draws)
