"""How long a window is believed to be: what the settings say, corrected by what the server has done."""

from datetime import timedelta

from tegata.relay.learned import Learned

_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)
_NEWS = 1.1
"""An age is worth noting when it is a tenth above the greatest so far: each noting is a write to the disk."""


def believed(setting: timedelta, learned: Learned) -> timedelta:
    """Return how long a login is taken to count. Never longer than the setting says.

    | a login was refused at     | another was accepted at     | believed                     |
    |----------------------------|-----------------------------|------------------------------|
    | never, or past the setting | any age                     | the setting                  |
    | an age within the setting  | a lesser age                | that lesser age              |
    | an age within the setting  | no age, or hardly any       | half of the age of the refusal |
    """
    if learned.refused_at is None or learned.refused_at >= setting.total_seconds():
        return setting
    return timedelta(seconds=max(learned.accepted_at or 0.0, learned.refused_at / 2))


def shortened(setting: timedelta, learned: Learned) -> timedelta | None:
    """Return what the setting should rather be; None where nothing learned contradicts it.

    Providers count in whole minutes: it is the one nearest to what is believed that lies below the refusal;
    below a minute, what is believed in whole seconds.
    """
    likely = believed(setting, learned)
    if learned.refused_at is None or likely >= setting:
        return None
    minutes = round(likely / _MINUTE)
    if minutes * _MINUTE >= timedelta(seconds=learned.refused_at):
        minutes -= 1
    return minutes * _MINUTE if minutes else max(likely // _SECOND, 1) * _SECOND


def accepted(age: timedelta, learned: Learned) -> dict[str, float | None]:
    """Return the fields of `Learned` that a letter relayed at this age of the login changes.

    A refusal at a lesser age was then about something else.
    """
    seconds = age.total_seconds()
    changes: dict[str, float | None] = {}
    if learned.accepted_at is None or seconds >= learned.accepted_at * _NEWS:
        changes["accepted_at"] = seconds
    if learned.refused_at is not None and learned.refused_at <= seconds:
        changes["refused_at"] = None
    return changes


def refused(age: timedelta, learned: Learned) -> dict[str, float | None]:
    """Return the fields that a refusal at this age changes: what was accepted then may be history."""
    seconds = age.total_seconds()
    changes: dict[str, float | None] = {}
    if learned.refused_at is None or seconds < learned.refused_at:
        changes["refused_at"] = seconds
    if learned.accepted_at is not None and learned.accepted_at >= seconds:
        changes["accepted_at"] = None
    return changes
