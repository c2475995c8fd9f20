"""Relay sense on real servers: one letter, few logins, and the right word where a login does not help.

Beside what the essay (`test_essay`) and both moments of Exim's decision (`test_exim`) show.
"""

import asyncio
import time
from datetime import timedelta

import pytest

from tegata.relay import window_length
from tegata.relay.learned import Learned
from tegata.store.store import Store
from tegata.words.learned import shortened
from tests.real.bed import Bed
from tests.real.neighbours import behind, blocked
from tests.real.places import LINE_C
from tests.real.scenes import Stage
from tests.real.traveller import Entrance, Settings, Traveller

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOB = "bob@elsewhere.example"
HOST = "smtp.provider-a.example"
TABLE = Entrance(HOST, 26, "none")
SOFT = Entrance(HOST, 27, "none")
SMTP4 = Entrance("smtp4.provider-a.example", 25, "none")
POP4 = Entrance("pop4.provider-a.example", 110, "starttls")
THREE_SECONDS = 0.05


def learned(traveller: Traveller) -> Learned:
    async def read() -> Learned:
        store = await Store.open(traveller.profile / "store")
        assert isinstance(store, Store)
        try:
            return await store.ledger.load_learned("anna")
        finally:
            await store.close()

    return asyncio.run(read())


def test_a_map_that_is_read_once_a_session_is_met_anew_and_remembered(
    anna: Traveller, bed: Bed, scene: Stage
) -> None:
    anna.settle(Settings(smtp=TABLE, window_minutes=THREE_SECONDS))
    first = anna.send(BOB)
    assert first.code == 0, first.printed
    bed.close_windows()
    time.sleep(3)
    second = anna.send(BOB)
    assert second.steps == ["pop-login", "accepted"], second.printed
    scene("Postfix, a `hash:` map, read once a session", first, second, arrived=2, logins=2)


def test_a_refusal_that_calls_itself_temporary_is_settled_by_a_login(
    anna: Traveller, bed: Bed, scene: Stage
) -> None:
    anna.settle(Settings(smtp=SOFT))
    first = anna.send(BOB)
    bed.close_windows()
    again = anna.send(BOB)
    assert again.steps == ["not-accepted", "pop-login", "retry", "accepted"]
    scene("Postfix, the soft 454: closed early", first, again, arrived=2, logins=2)


def test_without_a_login_the_temporary_refusal_is_explained(anna: Traveller, scene: Stage) -> None:
    anna.settle(Settings(smtp=SOFT, pop_before_send=False))
    sent = anna.send(BOB)
    assert sent.report["recipients"][BOB]["code"] == 454
    assert "POP" in sent.printed
    assert sent.cause == "needs-pop-before-smtp"
    scene("Postfix, the soft 454: no proof", sent, arrived=0, logins=0)


def test_a_login_that_is_read_out_of_a_log_is_waited_for(anna: Traveller, bed: Bed, scene: Stage) -> None:
    anna.settle(Settings(window_minutes=THREE_SECONDS))
    bed.set_delay(timedelta(seconds=2))
    first = anna.send(BOB)
    assert first.code == 0, first.printed
    assert first.steps.count("not-accepted") >= 1
    after = learned(anna).counts_after
    assert after is not None
    assert after >= 2
    time.sleep(3)
    second = anna.send(BOB)
    assert second.steps == ["pop-login", "accepted"], second.printed
    scene("A login that counts after 2 s", first, second, arrived=2, logins=2)


def test_a_shortened_window_is_learned_and_gone_by(anna: Traveller, bed: Bed, scene: Stage) -> None:
    bed.set_window(timedelta(seconds=60))
    first = anna.send(BOB)
    assert first.steps == ["pop-login", "accepted"]
    bed.set_window(timedelta(seconds=5))
    time.sleep(6)
    second = anna.send(BOB)
    assert second.steps == ["not-accepted", "pop-login", "retry", "accepted"]
    refused_at = learned(anna).refused_at
    assert refused_at is not None
    assert 5 < refused_at < 60
    likely = window_length.shortened(timedelta(minutes=10), learned(anna))
    assert likely is not None
    told = shortened(likely).headline
    assert "only" in told
    time.sleep(refused_at / 2 + 0.5)
    third = anna.send(BOB)
    assert third.steps[0] == "pop-login"
    scene("The window shortened from 60 to 5 s", first, second, third, arrived=3, logins=3, told=told)


def test_behind_one_address_a_neighbour_s_login_counts_too_and_is_no_network_of_ones_own(
    bed: Bed, anna: Traveller, scene: Stage
) -> None:
    with behind(LINE_C, 2) as (one, two):
        anna.place = one
        anna.settle(Settings(smtp=SMTP4, pop=POP4))
        hers = anna.send(BOB)
        neighbour = Traveller(bed, anna.profile.with_name("neighbour"), two)
        neighbour.settle(Settings(smtp=SMTP4, pop=POP4, pop_before_send=False))
        by_luck = neighbour.send(BOB)
        assert by_luck.code == 0
        assert len(bed.logins()) == 1
        bed.set_window(timedelta(0))
        refused = neighbour.send(BOB)
        assert refused.code == 10
        assert "POP" in refused.printed
        bed.set_window(timedelta(minutes=10))
        neighbour.settle(Settings(smtp=SMTP4, pop=POP4))
        assert neighbour.send_what_is_due() == 0
        own_login = neighbour.send(BOB)
        assert own_login.code == 0
    tries = (hers, by_luck, refused, own_login)
    scene("Two users behind one address", *tries, arrived=3, logins=len(bed.logins()))


def test_a_line_that_blocks_port_25_says_so_and_keeps_the_letter(anna: Traveller, scene: Stage) -> None:
    with blocked(LINE_C, 25):
        sent = anna.send(BOB, options=["--timeout", "2"])
    assert (sent.code, sent.outcome) == (11, "temp"), sent.printed
    assert sent.cause == "conn-timeout"
    assert "25" in sent.printed
    assert [parcel["state"] for parcel in anna.outbox()] == ["waiting"]
    scene("Port 25 dropped on the way", sent, arrived=0, logins=1)
