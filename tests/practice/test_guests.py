import asyncio
from unittest.mock import Mock

from tegata.practice.guests import Guests, TurnedAway


def _transport(guests: Guests) -> Mock:
    """A transport that, as asyncio's do, says a moment later that it was lost."""
    transport = Mock(spec=asyncio.Transport)
    transport.abort.side_effect = lambda: asyncio.get_running_loop().call_soon(guests.leave, transport)
    return transport


async def test_the_house_is_full_at_fifty() -> None:
    guests = Guests()
    inside = [_transport(guests) for _ in range(50)]
    for transport in inside:
        guests.enter(transport)
    assert guests.full
    guests.leave(inside[0])
    assert not guests.full


async def test_sending_away_waits_until_all_have_gone() -> None:
    guests = Guests()
    transport = _transport(guests)
    guests.enter(transport)
    await guests.send_away()
    transport.abort.assert_called_once()
    await guests.send_away()
    transport.abort.assert_called_once()


async def test_who_slips_in_as_the_door_closes_is_sent_away_at_once() -> None:
    guests = Guests()
    guests.admit_no_more()
    transport = _transport(guests)
    guests.enter(transport)
    assert guests.full
    transport.abort.assert_called_once()


def test_one_turned_away_is_told_why() -> None:
    transport = Mock(spec=asyncio.Transport)
    TurnedAway(b"421 4.7.0 Too many connections\r\n").connection_made(transport)
    transport.write.assert_called_once_with(b"421 4.7.0 Too many connections\r\n")
    transport.close.assert_called_once()
