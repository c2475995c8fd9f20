"""Whether the user was told what the disk did, in the word that fits."""

import errno
import os
from collections.abc import Iterable, Iterator

from tegata.profile import ProfileProblem
from tegata.store.trouble import StoreTrouble
from tests.crash.diary import Said
from tests.crash.mishaps import KINDS, Mode, Refusal

_REFUSALS = frozenset({"refused", "closed", "failed"})


def untold(said: Iterable[Said], refusal: Refusal) -> Iterator[str]:
    """Return what was said wrongly.

    SQLite keeps the system's error to itself, so that one that has passed when the disk is asked again has no
    better name than UNREACHABLE or OTHER. A profile that cannot be opened is told by the system's own word.
    """
    fitting = {KINDS[refusal.error]}
    if refusal.mode in {Mode.ONCE, Mode.THEN_KILLED}:
        fitting |= {StoreTrouble.OTHER, StoreTrouble.UNREACHABLE}
        if (
            refusal.at == "openat"
        ):  # SQLite takes the file for a read-only one then, for as long as it is open
            fitting.add(StoreTrouble.READ_ONLY)
    for each in said:
        if each.what not in _REFUSALS:
            continue
        more = each.more or {}
        if not more["detail"]:
            yield f"{each.what} without a word"
        if more["kind"] == ProfileProblem.NOT_WRITABLE:
            if os.strerror(getattr(errno, refusal.error)) not in more["detail"]:
                yield f"{each.what}: {more['detail']}"
        elif more["kind"] not in fitting:
            yield f"{each.what} as {more['kind']}: {more['detail']}"
