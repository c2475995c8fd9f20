"""A start that comes to nothing, because the profile cannot be used: said, and shown where somebody looks."""

import sys
from typing import TYPE_CHECKING

from tegata.assembly.screen import has_screen
from tegata.profile import Profile, ProfileTrouble, load_preferences
from tegata.words.gettext import use_language
from tegata.words.settings import profile_trouble

if TYPE_CHECKING:
    import asyncio

    from PySide6.QtWidgets import QDialog

_UNSEEN = frozenset({"offscreen", "minimal"})  # a window there would wait for ever


def refuse(profile: Profile, trouble: ProfileTrouble) -> None:
    """Say why the profile cannot be used; where there is a screen, return when its window is closed."""
    preferences, _broken = load_preferences(profile.preferences_file)
    language = use_language(preferences.language)
    reason = profile_trouble(trouble)
    sys.stderr.write(f"{reason}\n")
    if has_screen():
        _show(reason, language, preferences.theme)


def _show(reason: str, language: str, theme: str) -> None:
    from tegata.assembly.first_sight import application
    from tegata.gui import fonts, qt_words
    from tegata.gui.cannot_start import CannotStart
    from tegata.gui.icons import app_icon
    from tegata.gui.loop import run_gui
    from tegata.gui.theme import Choice, Theme

    app = application()
    if app.platformName() in _UNSEEN:
        return
    app.setWindowIcon(app_icon())
    fonts.prepare(app, language)
    qt_words.use(app, language)
    Theme(app, Choice(theme))
    window = CannotStart(reason)
    run_gui(app, lambda quit_wanted: _until_closed(window, quit_wanted))


async def _until_closed(window: "QDialog", quit_wanted: "asyncio.Event") -> int:
    window.finished.connect(lambda _code: quit_wanted.set())
    window.open()
    await quit_wanted.wait()
    return 0
