"""Qt's own words in the language of the window: the menu of a text field, the file dialog, "Cancel"."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QFileDialog

from tegata.words.gettext import _


def use(app: QCoreApplication, language: str) -> QTranslator:
    """Let Qt speak `language` too, as far as it has words for it; English is what it speaks by itself.

    Returns what speaks, for those who want it removed again. Takes less than a millisecond.
    """
    translator = QTranslator(app)
    if language != "en" and translator.load(
        f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
    return translator


def complete(dialog: QFileDialog) -> None:
    """Label what Qt's translation leaves in English; a file dialog of the system's has its own words."""
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("&Look in:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Files of &type:"))
