"""Starts Qt and says what it found, for the self-test. Nothing is shown.

In a process of its own: where Qt cannot start it says why on standard error and ends the process.
"""

import sys
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from tegata.gui.icons import app_icon


def try_screen() -> dict[str, Any]:
    """Return Qt's version and platform, the main screen in logical pixels, and what fonts there are."""
    app = QApplication(sys.argv[:1])
    app.setWindowIcon(app_icon())
    screen = QGuiApplication.primaryScreen()
    return {
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "width": screen.size().width(),
        "height": screen.size().height(),
        "ratio": screen.devicePixelRatio(),
        "families": len(QFontDatabase.families()),
        "japanese_font": bool(QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)),
    }
