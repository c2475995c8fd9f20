"""What the process that has got the profile's lock does first."""

from datetime import timedelta

from tegata.delivery.notices import ParcelChanged
from tegata.delivery.office import Office
from tegata.store.parcel import Parcel


async def take_over(office: Office) -> tuple[Parcel, ...]:
    """Read what the process before has learned, and settle the letters it left on their way.

    Returns the letters that stand otherwise now. None is tried early because the clock on the wall was set
    forward since. Raises StoreError.
    """
    await office.windows.read_anew(office.accounts.all())
    await office.lessons.read_anew(office.accounts.all())
    days = office.tools.preferences().sent_kept_days
    changed = await office.outbox.recover(
        office.tools.clock.wall(),
        office.process,
        by=office.waits.reckoning(),
        sent_for=timedelta(days=days) if days else None,
    )
    for parcel in changed:
        office.hearing.tell(ParcelChanged(parcel.id))
    return changed
