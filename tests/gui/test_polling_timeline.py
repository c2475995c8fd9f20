"""Lines of time made out of the bill."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tegata.gui.polling_timeline import Mark, close_look, instead, sent_yesterday, whole_day
from tegata.relay.polling_bill import DAY, EXAMPLE, HOUR, PollingBill, bill
from tegata.store.parcel import Parcel, ParcelState
from tests.gui.fake_verbs import a_parcel


def every(minutes: int, window: int = 10) -> PollingBill:
    return bill(timedelta(minutes=minutes), timedelta(minutes=window), EXAMPLE)


def test_the_day_has_a_stretch_for_each_login_and_every_letter() -> None:
    line = whole_day(every(15))
    assert len(line.open) == len(line.logins) == 96
    assert [mark.sent for mark in line.letters] == [True, True, False, True]
    assert line.labels == ("00:00", "06:00", "12:00", "18:00", "24:00")


@pytest.mark.parametrize("minutes", [5, 10])
def test_windows_that_touch_or_overlap_are_one_stretch(minutes: int) -> None:
    assert whole_day(every(minutes)).open == ((timedelta(0), DAY),)


def test_the_close_look_shows_one_hour_by_its_quarters() -> None:
    line = close_look(every(15), 14 * HOUR)
    assert line.span == HOUR
    assert len(line.open) == len(line.logins) == 4
    assert line.labels == ("14:00", "14:15", "14:30", "14:45", "15:00")
    assert line.letters == (
        Mark(timedelta(hours=14, minutes=18), sent=True),
        Mark(timedelta(hours=14, minutes=42), sent=False),
    )


def test_a_window_that_began_before_the_hour_is_cut_at_its_start() -> None:
    line = close_look(bill(timedelta(hours=7), timedelta(minutes=90), ()), 8 * HOUR)
    assert line.open == ((8 * HOUR, 8 * HOUR + timedelta(minutes=30)),)
    assert line.logins == ()


def test_pop_before_send_has_no_gaps_and_refuses_nothing() -> None:
    line = instead(every(15))
    assert not line.gaps
    assert line.logins == EXAMPLE
    assert all(mark.sent for mark in line.letters)


def test_yesterdays_letters_are_those_accepted_between_two_midnights() -> None:
    tokyo = timezone(timedelta(hours=9))
    now = datetime(2026, 5, 4, 9, 0, tzinfo=tokyo)

    def sent(parcel_id: int, when: datetime) -> Parcel:
        return a_parcel(parcel_id, ParcelState.SENT, changed_at=when)

    parcels = [
        sent(1, datetime(2026, 5, 3, 14, 18, tzinfo=tokyo)),
        sent(2, datetime(2026, 5, 2, 15, 3, tzinfo=UTC)),  # 0:03 in Tokyo
        sent(3, datetime(2026, 5, 4, 0, 0, tzinfo=tokyo)),
        a_parcel(4, ParcelState.WAITING, changed_at=datetime(2026, 5, 3, 12, 0, tzinfo=tokyo)),
    ]
    assert sent_yesterday(parcels, now) == (timedelta(minutes=3), timedelta(hours=14, minutes=18))
