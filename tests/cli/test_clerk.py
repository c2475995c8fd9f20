"""What the process with the window does for commands."""

from collections.abc import AsyncIterator

import pytest

from tegata.cli.arguments import Wish, parse
from tegata.cli.clerk import Clerk
from tegata.cli.desk import open_desk
from tegata.cli.hand_over import deliver_request, login_request, withdraw_request
from tegata.cli.raise_window import raise_request
from tegata.delivery.notices import Role
from tegata.delivery.post_office import PostOffice
from tegata.practice.provider import PracticeProvider
from tegata.secret import Secret
from tests.cli.terminal import Terminal

SESAME = {Role.POP: Secret("open sesame")}


@pytest.fixture
async def office(at_provider: Terminal) -> AsyncIterator[PostOffice]:
    await at_provider.send(account="practice", more=("--queue-only",))
    async with open_desk(parse(["outbox", "list", "--profile", str(at_provider.profile)])) as desk:
        yield desk.office


@pytest.fixture
def raised() -> list[Wish]:
    return []


@pytest.fixture
def clerk(office: PostOffice, raised: list[Wish]) -> Clerk:
    return Clerk(office, raised.append)


async def test_the_window_comes_to_the_front_with_what_is_wished_for(
    clerk: Clerk, raised: list[Wish]
) -> None:
    wishes = [Wish(), Wish("mailto:bob@b.example"), Wish(check=True), Wish(token="mutter_1")]
    for wish in wishes:
        assert await clerk.handle(raise_request(wish)) == {"done": True}
    assert raised == wishes


async def test_an_older_tegata_asks_for_no_check(clerk: Clerk, raised: list[Wish]) -> None:
    assert await clerk.handle({"verb": "raise", "mailto": None}) == {"done": True}
    assert raised == [Wish()]


async def test_a_letter_is_delivered_and_reported(clerk: Clerk, provider: PracticeProvider) -> None:
    answer = await clerk.handle(deliver_request(None, None, SESAME))
    assert [report["outcome"] for report in answer["reports"]] == ["sent"]
    assert len(provider.delivered) == 1


async def test_a_login_is_made(clerk: Clerk, provider: PracticeProvider) -> None:
    answer = await clerk.handle(login_request("practice", SESAME))
    assert (answer["outcome"], provider.logins) == ("sent", 1)
    assert (await clerk.handle(login_request("nobody", {})))["outcome"] == "refused"


async def test_a_letter_is_taken_back(clerk: Clerk) -> None:
    assert await clerk.handle(withdraw_request(1)) == {"done": True}
    assert await clerk.handle(withdraw_request(1)) == {"done": False}


@pytest.mark.parametrize("request_", [{}, {"verb": "format"}, {"verb": "withdraw", "parcel": "all"}])
async def test_what_nobody_understands_does_nothing(clerk: Clerk, request_: dict[str, object]) -> None:
    assert await clerk.handle(request_) == {"error": "no such request"}
