from tegata.practice.account import practice_account
from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider


async def test_the_account_is_ready_to_use(provider: PracticeProvider) -> None:
    account = practice_account(provider)
    assert account.pop is not None
    assert (account.submission.port, account.pop.port) == (provider.here.smtp_port, provider.here.pop_port)
    assert account.pop_before_send.enabled
    assert account.pop_before_send.window == provider.window
    assert account.submission.allow_cleartext_password


async def test_it_can_go_through_the_door_of_a_line(provider: PracticeProvider) -> None:
    account = practice_account(provider, provider.doors[Line.B])
    assert account.submission.port == provider.doors[Line.B].smtp_port
