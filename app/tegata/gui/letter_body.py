"""The letter's text: plain, no frame, room between its lines. Files dropped on it are attached."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from tegata.gui.fonts import Type, font, line_height
from tegata.gui.tokens import MARGIN
from tegata.words.gettext import _


class LetterBody(QTextEdit):
    """Tab moves on, as the order of reading has it; nothing pasted keeps its looks."""

    files_dropped = Signal(list)  # of Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)  # noqa: FBT003 - Qt's setter
        self.setFont(font(Type.LETTER))
        self.setAccessibleName(_("Letter"))
        self.document().setDocumentMargin(0)
        self.setViewportMargins(MARGIN - 2, 14, MARGIN - 2, 6)
        self.set_text("")

    def set_text(self, text: str) -> None:
        """Show this text; it cannot be undone away."""
        self.setPlainText(text)
        self._space_lines()
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := local_files(source):
            self.files_dropped.emit(files)
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if self.document().isEmpty():
            self._space_lines()  # deleting everything forgets the spacing

    def _space_lines(self) -> None:
        spacing = QTextBlockFormat()
        height = float(max(line_height(Type.LETTER), self.fontMetrics().height()))
        spacing.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)


def local_files(source: QMimeData) -> list[Path]:
    """Return the local files that a drop or a paste carries; other addresses are text."""
    urls: list[QUrl] = source.urls() if source.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
