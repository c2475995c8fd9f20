"""Qt's own words in the language of the window: the menu of a text field, the file dialog, "Cancel"."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator


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
