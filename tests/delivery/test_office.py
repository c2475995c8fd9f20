"""What an account's servers show, as long as it has them."""

from dataclasses import replace

from tegata.relay.learned import Learned
from tests.delivery.bench import Bench, account_at


async def test_of_servers_that_an_account_has_no_more_nothing_is_learned(bench: Bench) -> None:
    account = account_at(25, 110)
    await bench.open(account)
    office = bench.office._office
    await office.learn(replace(account, display_name="A."), login_first=True)
    assert office.lessons.of("anna") == Learned(login_first=True)
    await office.learn(account_at(26, 110), chunking_fails=True)
    await office.learn(replace(account, name="ken"), chunking_fails=True)
    assert office.lessons.of("anna") == Learned(login_first=True)
    assert office.lessons.of("ken") == Learned()
