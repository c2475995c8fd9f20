"""Qt's own file dialog, where the desktop lends none: with our words and icons in it."""

from PySide6.QtCore import QDir, QSize, QStandardPaths, QUrl
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QSplitter, QToolButton, QWidget

from tegata.gui import icons, qt_words, theme

_Place = QStandardPaths.StandardLocation
_PLACES = (
    _Place.HomeLocation,
    _Place.DesktopLocation,
    _Place.DocumentsLocation,
    _Place.DownloadLocation,
    _Place.PicturesLocation,
)
_ROOM_FOR_DATES = QSize(780, 480)
_PLACES_AND_FILES = [170, 590]
_ICONS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "newFolderButton": "folder-plus",
    "listModeButton": "layout-grid",
    "detailModeButton": "list",
}
"""By Qt's names of its tools. A dialog of the desktop's has none of them."""


def file_dialog(parent: QWidget, title: str, folder: str = "") -> QFileDialog:
    """Return a dialog that begins in `folder`, at home if none is named."""
    dialog = QFileDialog(parent, title, folder or QDir.homePath())
    qt_words.complete(dialog)
    dialog.setSidebarUrls([QUrl("file:"), *_own_folders()])
    _dress(dialog)
    return dialog


def _own_folders() -> list[QUrl]:
    """Return the user's folders that there are, home first; where there is no desktop, that is home again."""
    places = dict.fromkeys(map(QStandardPaths.writableLocation, _PLACES))
    return [QUrl.fromLocalFile(place) for place in places if place and QDir(place).exists()]


def _dress(dialog: QFileDialog) -> None:
    dialog.resize(_ROOM_FOR_DATES)
    for places in dialog.findChildren(QSplitter):
        places.setSizes(_PLACES_AND_FILES)
    for tool in dialog.findChildren(QToolButton):
        if name := _ICONS.get(tool.objectName()):
            tool.setIcon(icons.icon(name, theme.current().ink_2))
    for box in dialog.findChildren(QDialogButtonBox):
        for button in box.buttons():
            button.setIcon(QIcon())
