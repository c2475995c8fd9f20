from datetime import UTC, datetime

from tegata.practice.happenings import Bulletin, Delivered, Moved
from tegata.practice.lines import Line

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def test_everyone_who_listens_hears_everything_from_then_on() -> None:
    bulletin = Bulletin()
    bulletin.post(Moved(Line.A, NOON))
    first, second = bulletin.listen(), bulletin.listen()
    bulletin.post(Moved(Line.B, NOON))
    bulletin.post(Moved(Line.C, NOON))
    bulletin.close()
    heard = [[happening async for happening in listener] for listener in (first, second)]
    assert heard == [[Moved(Line.B, NOON), Moved(Line.C, NOON)]] * 2


async def test_a_listener_that_has_gone_is_forgotten() -> None:
    bulletin = Bulletin()
    listener = bulletin.listen()
    del listener
    bulletin.post(Moved(Line.B, NOON))
    assert not bulletin._queues


def test_a_letter_does_not_show_its_content_in_logs() -> None:
    letter = Delivered("anna@provider-a.example", ("bob@elsewhere.example",), b"between us", Line.C, NOON)
    assert "between us" not in repr(letter)
