"""Qt's own file dialog, where the desktop lends none: with our words and icons in it."""

from PySide6.QtCore import QDir, QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QToolButton, QWidget

from tegata.gui import icons, qt_words, theme

_ROOM_FOR_DATES = QSize(780, 480)
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
    _dress(dialog)
    return dialog


def _dress(dialog: QFileDialog) -> None:
    dialog.resize(_ROOM_FOR_DATES)
    for tool in dialog.findChildren(QToolButton):
        if name := _ICONS.get(tool.objectName()):
            tool.setIcon(icons.icon(name, theme.current().ink_2))
    for box in dialog.findChildren(QDialogButtonBox):
        for button in box.buttons():
            button.setIcon(QIcon())
