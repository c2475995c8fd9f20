"""The essay and both proofs on Exim, whose refusal, moment of decision and manners are not Postfix's."""

import asyncio

import pytest

from tegata.relay.window import AuthenticationWindow
from tegata.store.store import Store
from tests.real.bed import Bed
from tests.real.places import HOME, LINE_B, LINE_C
from tests.real.scenes import Stage
from tests.real.traveller import BODY, POP, POPS, Entrance, Settings, Traveller

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOB = "bob@elsewhere.example"
OTTO = "otto@provider-a.example"
HOST = "exim.provider-a.example"
AT_RCPT = Entrance(HOST, 25, "starttls")
AT_CONNECT = Entrance(HOST, 26, "starttls")
IN_CLEAR = Entrance(HOST, 25, "none")
MOMENTS = {AT_RCPT: "at RCPT", AT_CONNECT: "at connect"}
EITHER_MOMENT = pytest.mark.parametrize("smtp", MOMENTS, ids=MOMENTS.values())


@EITHER_MOMENT
def test_from_the_own_network_a_letter_goes_out_without_any_login(
    anna: Traveller, bed: Bed, smtp: Entrance
) -> None:
    anna.place = HOME
    anna.settle(Settings(smtp=smtp, pop_before_send=False))
    assert anna.send(BOB).code == 0
    (letter,) = bed.arrived(1)
    assert letter.text == BODY
    assert b"by exim.provider-a.example" in letter.content
    assert bed.logins() == []


@EITHER_MOMENT
def test_from_another_network_it_is_refused_and_explained(anna: Traveller, bed: Bed, smtp: Entrance) -> None:
    anna.settle(Settings(smtp=smtp, pop_before_send=False))
    sent = anna.send(BOB)
    assert (sent.code, sent.outcome) == (10, "perm"), sent.printed
    assert sent.report["recipients"][BOB]["reply"].endswith("relay not permitted")
    assert "POP" in sent.printed
    assert bed.letters() == []


@EITHER_MOMENT
@pytest.mark.parametrize("pop", [POP, POPS], ids=["stls", "tls"])
def test_with_pop_before_send_one_login_lets_it_through_once(
    anna: Traveller, bed: Bed, smtp: Entrance, pop: Entrance
) -> None:
    anna.settle(Settings(smtp=smtp, pop=pop))
    sent = anna.send(BOB)
    assert sent.code == 0, sent.printed
    assert len(bed.arrived(1)) == 1
    assert len(bed.logins()) == 1


@EITHER_MOMENT
def test_the_window_serves_the_next_letter_and_dies_on_the_way_to_another_line(
    anna: Traveller, bed: Bed, smtp: Entrance
) -> None:
    anna.settle(Settings(smtp=smtp))
    assert anna.send(BOB).code == 0
    assert anna.send(BOB).code == 0
    assert len(bed.logins()) == 1
    anna.place = LINE_B
    assert anna.send(BOB).code == 0
    assert [login.address in LINE_C.net6 for login in bed.logins()] == [True, False]
    assert len(bed.arrived(3)) == 3


@EITHER_MOMENT
def test_a_window_that_has_closed_early_costs_a_second_login_and_no_second_letter(
    anna: Traveller, bed: Bed, smtp: Entrance, scene: Stage
) -> None:
    anna.settle(Settings(smtp=smtp))
    first = anna.send(BOB)
    bed.close_windows()
    second = anna.send(BOB)
    assert second.steps == ["not-accepted", "pop-login", "retry", "accepted"]
    scene(f"Exim, which decides {MOMENTS[smtp]}: closed early", first, second, arrived=2, logins=2)


def test_several_recipients_get_one_letter(anna: Traveller, bed: Bed) -> None:
    anna.settle(Settings(smtp=AT_RCPT))
    assert anna.send(BOB, OTTO).code == 0
    assert sorted(name for letter in bed.arrived(1) for name in letter.recipients) == [BOB, OTTO]


@pytest.mark.parametrize(
    "smtp",
    [Entrance(HOST, 587, "starttls"), Entrance(HOST, 465, "tls")],
    ids=["starttls", "tls"],
)
def test_smtp_auth_goes_out_from_anywhere(anna: Traveller, bed: Bed, smtp: Entrance) -> None:
    anna.settle(Settings(smtp=smtp, smtp_auth=True))
    sent = anna.send(BOB)
    assert sent.code == 0, sent.printed
    assert len(bed.arrived(1)) == 1
    assert bed.logins() == []


def test_the_own_domain_is_reached_without_a_proof(anna: Traveller, bed: Bed) -> None:
    anna.settle(Settings(smtp=AT_RCPT, pop_before_send=False))
    assert anna.send(OTTO).code == 0
    assert bed.arrived(1)[0].recipients == (OTTO,)
    assert bed.logins() == []


@pytest.mark.parametrize("smtp", [AT_RCPT, IN_CLEAR], ids=["starttls", "in clear"])
def test_the_greeting_tells_from_which_address_one_is_seen(anna: Traveller, bed: Bed, smtp: Entrance) -> None:
    anna.settle(Settings(smtp=smtp))
    assert anna.send(BOB).code == 0
    window = asyncio.run(_window_of(anna))
    (login,) = bed.logins()
    assert window is not None
    assert window.seen_from.server_sees == str(login.address)


def test_a_letter_to_a_server_that_offers_chunking_arrives_as_it_was(anna: Traveller, bed: Bed) -> None:
    anna.settle(Settings(smtp=AT_RCPT))
    sent = anna.send(BOB, options=["--verbose"])
    assert sent.code == 0, sent.printed
    assert "250-CHUNKING" in sent.printed
    assert bed.arrived(1)[0].text == BODY


async def _window_of(traveller: Traveller) -> AuthenticationWindow | None:
    store = await Store.open(traveller.profile / "store")
    assert isinstance(store, Store)
    try:
        return await store.ledger.load_window("anna")
    finally:
        await store.close()
