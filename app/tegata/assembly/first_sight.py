"""What a start shows before anything else is even imported: the window of a letter, bare, in its colours."""

import sys
from argparse import Namespace
from dataclasses import dataclass

from tegata import __version__
from tegata.gui import fonts
from tegata.gui.application import Application
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.first_paint import paint_first
from tegata.gui.theme import Choice, Theme
from tegata.profile import BrokenFile, Preferences, Profile, ProfileLock, load_preferences
from tegata.words.gettext import use_language


@dataclass(frozen=True, slots=True)
class FirstSight:
    """`broken`: settings that could not be read. `window` is shown, bare; None where another one begins."""

    app: Application
    preferences: Preferences
    broken: BrokenFile | None
    language: str
    theme: Theme
    window: ComposeWindow | None


def open_window(arguments: Namespace, profile: Profile, lock: ProfileLock | None) -> int:
    """Run the window until it ends; return the exit status. `lock` is None while another process delivers."""
    sight = first_sight(arguments, profile)
    if sight.window is not None:
        paint_first(sight.app)

    from tegata.assembly.opening import live_on

    return live_on(arguments, profile, lock, sight)


def first_sight(arguments: Namespace, profile: Profile) -> FirstSight:
    """Make the application, and show the window that a start begins with unless it begins with another."""
    preferences, broken = load_preferences(profile.preferences_file)
    app = application()
    language = use_language(preferences.language)
    fonts.prepare(app, language)
    theme = Theme(app, Choice(preferences.theme))
    window = None if arguments.check or arguments.practice else ComposeWindow()
    if window is not None:
        window.show()
    return FirstSight(app, preferences, broken, language, theme, window)


def application() -> Application:
    """Make the application, under the name that the desktop knows it by."""
    app = Application(sys.argv[:1])
    app.setApplicationName("Tegata")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("tegata")
    return app
