"""An account changed in two places at once, by hand in its file and in a window: both changes count. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from tegata.accounts.account import Account
from tegata.accounts.from_table import account_from
from tegata.accounts.to_table import account_into

Flat = dict[str, Any]


def merge(
    base: Account, theirs: Account, ours: Account, settled: Collection[str] = ()
) -> Account | tuple[str, ...]:
    """Return `ours` with what `theirs` has changed since `base`.

    Where both have changed the same place, each in its way, or where the two together make no account that
    could be used, those places come back instead, by their keys in the settings file. At the `settled` places
    ours counts.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    then, there, here = _flat(base), _flat(theirs), _flat(ours)
    places = sorted(then.keys() | there.keys() | here.keys())
    clashing = (place for place in places if _clash(then.get(place), there.get(place), here.get(place)))
    if unsettled := tuple(place for place in clashing if place not in settled):
        return unsettled
    sources = {place: there if here.get(place) == then.get(place) else here for place in places}
    merged = account_from(_nested({place: source.get(place) for place, source in sources.items()}), ())
    return merged if isinstance(merged, Account) else tuple(flaw.field for flaw in merged)


def _clash(then: object, there: object, here: object) -> bool:
    return then not in (there, here) and there != here


def _flat(account: Account) -> Flat:
    table: dict[str, Any] = {}
    account_into(table, account)
    inner = {
        f"{key}.{name}": value
        for key, part in table.items()
        if isinstance(part, Mapping)
        for name, value in part.items()
    }
    return inner | {key: value for key, value in table.items() if not isinstance(value, Mapping)}


def _nested(flat: Flat) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for place, value in flat.items():
        outer, _, key = place.rpartition(".")
        if value is not None:
            (table.setdefault(outer, {}) if outer else table)[key] = value
    return table
