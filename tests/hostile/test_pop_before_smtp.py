"""POP before SMTP against servers that never have enough: one login for a refusal, one letter, no loop."""

import pytest

from tegata.protocols.outcome import Accepted, Refused
from tegata.relay.policy import RETRY_AFTER
from tests.delivery.bench import OLA
from tests.hostile.conftest import Start, Traveller, fate
from tests.hostile.test_pop_stages import HARMLESS
from tests.hostile.villain import Act, hang_up, then_hang_up

RELAY = b"550 5.7.1 relaying denied, check your mail first\r\n"
POP_FIRST = [
    RELAY,
    b"554 5.7.1 <bob@elsewhere.example>: Relay access denied\r\n",
    b"550 authentication required: please do POP before SMTP\r\n",
    b"450 4.7.1 please check for mail with POP first\r\n",
]


@pytest.mark.parametrize("said", POP_FIRST)
@pytest.mark.parametrize("offers", [b"250 a\r\n", b"250-a\r\n250 PIPELINING\r\n"], ids=["slow", "pipelined"])
async def test_a_relay_that_never_opens_costs_one_login(
    anna: Traveller, smtp: Start, pop: Start, said: bytes, offers: bytes
) -> None:
    villain, mailbox = await smtp({"EHLO": offers, "RCPT": said}), await pop()
    outcome = fate(await anna.send(anna.account(villain, mailbox)))
    assert isinstance(outcome, Refused)
    assert mailbox.times("PASS") == 1
    assert villain.letters == []
    assert len(villain.peers) == 1 + len(RETRY_AFTER)
    assert {line.partition(" ")[0] for line in mailbox.heard} <= HARMLESS


@pytest.mark.parametrize("stage", ["greeting", "USER", "PASS"])
@pytest.mark.parametrize(
    "said", [b"-ERR no\r\n", b"-ERR [IN-USE] no\r\n", then_hang_up(b"-ERR no\r\n"), hang_up]
)
async def test_a_login_that_fails_is_not_looped(
    anna: Traveller, smtp: Start, pop: Start, stage: str, said: Act
) -> None:
    villain, mailbox = await smtp(), await pop({stage: said})
    outcome = fate(await anna.send(anna.account(villain, mailbox)))
    assert not isinstance(outcome, Accepted)
    assert len(mailbox.peers) == 1
    assert mailbox.times("PASS") == (stage == "PASS")
    assert villain.times("MAIL") == 0


async def test_a_window_that_shuts_early_costs_one_more_login(
    anna: Traveller, smtp: Start, pop: Start
) -> None:
    villain, mailbox = await smtp({"RCPT": [b"250 ok\r\n", RELAY, b"250 ok\r\n"]}), await pop()
    account = anna.account(villain, mailbox)
    outcomes = [fate(await anna.send(account)), fate(await anna.send(account))]
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert (mailbox.times("PASS"), len(villain.letters)) == (2, 2)


@pytest.mark.parametrize("second", [b"250 ok\r\n", RELAY, b"550 5.1.1 unknown user\r\n"])
async def test_never_two_letters_to_one_recipient(
    anna: Traveller, smtp: Start, pop: Start, second: bytes
) -> None:
    """One of two is refused for relaying: after the retry nobody may have been written to twice."""
    villain, mailbox = await smtp({"RCPT": [b"250 ok\r\n", RELAY, b"250 ok\r\n", second]}), await pop()
    await anna.send(anna.account(villain, mailbox), "bob@elsewhere.example", OLA)
    assert len(villain.letters) <= 1
    assert mailbox.times("PASS") == 1


@pytest.mark.parametrize("said", [b"550 5.7.1 relaying denied\r\n", b"451 4.7.1 POP first\r\n", hang_up])
async def test_after_the_dot_no_login_is_tried(anna: Traveller, smtp: Start, pop: Start, said: Act) -> None:
    villain, mailbox = await smtp({"dot": said}), await pop()
    await anna.send(anna.account(villain, mailbox))
    assert (len(villain.letters), mailbox.times("PASS")) == (1, 1)
