"""What is there once the window is painted, and all that is built behind it."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tegata.cli.arguments import ACTIVATION_TOKEN, Wish
from tegata.delivery.account_book import AccountBook
from tegata.gui.application import Application
from tegata.gui.desk import Desk
from tegata.gui.early_verbs import EarlyVerbs
from tegata.gui.presence import Watchman
from tegata.mail.draft import Draft
from tegata.profile import Preferences, Profile, ProfileLock

if TYPE_CHECKING:
    from tegata.assembly.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Front:
    """`lock` is None while another process delivers on this profile; `rehearsal` is set in practice mode."""

    app: Application
    profile: Profile
    preferences: Preferences
    accounts: AccountBook
    verbs: EarlyVerbs
    desk: Desk
    watchman: Watchman
    lock: ProfileLock | None
    rehearsal: "Rehearsal | None"


def show_first(desk: Desk, wish: Wish) -> None:
    """Open the window that a start begins with."""
    if wish.check:
        desk.open_check()
    else:
        desk.open_compose(letter_of(wish.mailto))


def come_forward(desk: Desk, wish: Wish) -> None:
    """Open what a further start asks for; one that names nothing brings up what is there.

    Qt takes the leave to do so from the environment, once; without it, Wayland only lets a window blink.
    """
    if wish.token:
        os.putenv(ACTIVATION_TOKEN, wish.token)  # for Qt alone: what we start later has no use for it
    if wish.check or letter_of(wish.mailto) is not None:
        show_first(desk, wish)
    else:
        desk.raise_existing()


def letter_of(mailto: str | None) -> Draft | None:
    """Return the letter that a clicked `mailto:` asks for; None for anything else. It never sends itself."""
    if mailto is None or not mailto.lower().startswith("mailto:"):
        return None
    from tegata.mail.mailto import parse_mailto

    return parse_mailto(mailto)
