"""What Qt says by itself, as in the menu of a text field."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tegata.gui import qt_words


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    translator = qt_words.use(qapp, request.param)
    yield
    qapp.removeTranslator(translator)


def words_of_a_menu(qtbot: QtBot) -> list[str]:
    field = QLineEdit("letter")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


@pytest.mark.parametrize("language", ["ja"], indirect=True)
@pytest.mark.usefixtures("language")
def test_the_menu_of_a_text_field_is_japanese(qtbot: QtBot) -> None:
    assert {"元に戻す(&U)", "貼り付け(&P)", "すべてを選択"} <= set(words_of_a_menu(qtbot))


@pytest.mark.parametrize("language", ["en", "tlh"], indirect=True)
@pytest.mark.usefixtures("language")
def test_in_english_and_without_a_translation_it_is_english(qtbot: QtBot) -> None:
    assert {"&Undo", "&Paste", "Select All"} <= set(words_of_a_menu(qtbot))
