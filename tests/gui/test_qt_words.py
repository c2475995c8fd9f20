"""What Qt says by itself, as in the menu of a text field."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import qt_words
from tegata.words.gettext import use_language


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    translator = qt_words.use(qapp, request.param)
    use_language(request.param)
    yield
    use_language("en")
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


@pytest.mark.parametrize("language", ["ja"], indirect=True)
@pytest.mark.usefixtures("language")
def test_nothing_in_a_file_dialog_stays_english(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = QFileDialog(parent)
    qt_words.complete(dialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    texts += [button.text() for button in dialog.findChildren(QAbstractButton) if button.text()]
    assert len(texts) == 5
    assert [text for text in texts if text.isascii()] == []
