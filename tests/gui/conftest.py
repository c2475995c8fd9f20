"""The window's tests run offscreen, on our own loop, in English and in the light set of colours."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tegata.gui import fonts, motion, theme
from tegata.words.gettext import use_language
from tests.gui.fake_verbs import FakeVerbs

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[theme.Theme]:
    """Dress the application as the program does, without motion."""
    use_language("en")
    fonts.prepare(qapp, "en")
    motion.keep_still(True)
    dressed = theme.Theme(qapp, theme.Choice.LIGHT)
    yield dressed
    motion.keep_still(False)
    dressed.deleteLater()


@pytest.fixture
def verbs() -> FakeVerbs:
    """A post office that does nothing but remember."""
    return FakeVerbs()
