"""What comes behind the first sight: all that belongs in the window, then the loop with the rest."""

import gc
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tegata.assembly.first_sight import FirstSight, first_sight
from tegata.assembly.front import Front, come_forward, show_first
from tegata.assembly.open_disk import tell_once
from tegata.cli.arguments import Wish, wish
from tegata.clock import system_clock
from tegata.delivery.account_book import AccountBook
from tegata.gui import qt_words
from tegata.gui.around import Around
from tegata.gui.desk import Desk
from tegata.gui.early_verbs import EarlyVerbs
from tegata.gui.first_paint import paint_first
from tegata.gui.icons import app_icon
from tegata.gui.presence import Watchman
from tegata.profile import (
    Profile,
    ProfileLock,
    save_preferences,
    start_logging,
)
from tegata.words.gettext import _
from tegata.words.settings import unreadable

if TYPE_CHECKING:
    from tegata.accounts.neighbour import Neighbour
    from tegata.assembly.rehearsal import Rehearsal


def live_on(arguments: Namespace, profile: Profile, lock: ProfileLock | None, sight: FirstSight) -> int:
    """Build all that belongs to what is seen, and run it until it ends; return the exit status."""
    built = front(arguments, profile, lock, sight)
    paint_first(built.app)
    start_logging(built.profile, verbose=arguments.verbose)

    from tegata.assembly.living import live
    from tegata.gui.loop import run_gui

    gc.freeze()  # what has been loaded stays to the end: to look through it for rubbish is felt as a stall
    return run_gui(built.app, lambda quit_wanted: live(built, quit_wanted))


def front(
    arguments: Namespace, profile: Profile, lock: ProfileLock | None, sight: FirstSight | None = None
) -> Front:
    """Make the window and what it needs at once; nothing that delays the first key."""
    sight = sight or first_sight(arguments, profile)
    app, preferences = sight.app, sight.preferences
    app.setWindowIcon(app_icon())
    qt_words.use(app, sight.language)
    accounts = AccountBook.read(profile.accounts_file)
    verbs = EarlyVerbs(accounts.all())
    rehearsal = _rehearsal() if arguments.practice else None
    watchman = Watchman(app, system_clock().now)
    around = Around(
        theme=sight.theme,
        preferences=preferences,
        save_preferences=lambda wanted: save_preferences(profile.preferences_file, wanted),
        logs=profile.log_file.parent,
        practice=rehearsal,
        start_practice=_start_practice,
        neighbours=_neighbours,
        locked=watchman.locked,
        lasts=arguments.profile is not None or not arguments.practice,
        bare=sight.window,
    )
    desk = Desk(verbs, around)
    show_first(desk, wish(arguments))
    app.link_opened.connect(lambda link: come_forward(desk, Wish(link)))
    if troubles := unreadable(sight.broken, accounts.troubles):
        desk.say(_("Some settings could not be read"), "\n".join(troubles))
    elif (told := tell_once(profile)) is not None:
        desk.say(*told)
    return Front(app, profile, preferences, accounts, verbs, desk, watchman, lock, rehearsal)


def _rehearsal() -> "Rehearsal":
    from tegata.assembly.rehearsal import Rehearsal

    return Rehearsal()


def _neighbours() -> "tuple[Neighbour, ...]":
    """Look for other mailers of this user; their settings are read when the account window asks."""
    from tegata.accounts.neighbours_on_disk import find_neighbours

    return find_neighbours(Path.home())


def _start_practice() -> None:
    """Start a second Tegata on the practice provider; it has a profile of its own that goes when it ends."""
    from PySide6.QtCore import QProcess

    from tegata.cli.own_command import own_command

    program, *words = own_command()
    QProcess.startDetached(program, [*words, "--practice"])
