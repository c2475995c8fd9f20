"""Light, dark or as the system: one set of tokens at a time, for the whole application."""

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication, QStyleFactory

from tegata.gui import style_sheet, tokens
from tegata.gui.palette import make_palette
from tegata.gui.tokens import Tokens


class Choice(StrEnum):
    """The setting. Where the desktop names no colour scheme, "system" is light."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_current: Tokens = tokens.LIGHT


def current() -> Tokens:
    """Return the colours in force; ask at every paint, never keep them."""
    return _current


class Theme(QObject):
    """Applies the choice to the application and follows the system while it is `SYSTEM`.

    Widgets hear of a change through `QEvent.PaletteChange`; `changed` is for what paints elsewhere.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = Choice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.setStyle(QStyleFactory.create("Fusion"))
        _hints().colorSchemeChanged.connect(self._apply)
        _hints().accessibility().contrastPreferenceChanged.connect(self._apply)
        self._apply()

    @property
    def choice(self) -> Choice:
        """What the setting says."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Go by another setting from now on."""
        self._choice = choice
        self._apply()

    def _apply(self) -> None:
        global _current
        wanted = self._wanted()
        if wanted == _current and self._app.styleSheet():
            return
        _current = wanted
        self._app.setPalette(make_palette(wanted))
        self._app.setStyleSheet(style_sheet.make(wanted))
        self.changed.emit()

    def _wanted(self) -> Tokens:
        chosen = tokens.DARK if self._is_dark() else tokens.LIGHT
        contrast = _hints().accessibility().contrastPreference()
        return tokens.plain(chosen) if contrast == Qt.ContrastPreference.HighContrast else chosen

    def _is_dark(self) -> bool:
        match self._choice:
            case Choice.LIGHT:
                return False
            case Choice.DARK:
                return True
            case Choice.SYSTEM:
                return _hints().colorScheme() == Qt.ColorScheme.Dark


@cache
def _hints() -> QStyleHints:
    """Return the one wrapper of the hints: when it goes, PySide invalidates what hangs on it."""
    return QGuiApplication.styleHints()
