"""The footer: the only thing that changes at Send. Two pages of the same height, faded over each other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QSizePolicy, QStackedWidget, QWidget

from tegata.delivery.verbs import Verbs
from tegata.gui import motion
from tegata.gui.footer_moments import FooterDeed, Moment
from tegata.gui.tokens import FOOTER
from tegata.gui.writing_page import WritingPage

if TYPE_CHECKING:
    from tegata.gui.moment_page import MomentPage


class Footer(QStackedWidget):
    """Writing, or a moment of a delivery."""

    deed = Signal(FooterDeed)

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.writing = WritingPage(verbs)
        self._page: MomentPage | None = None
        self.addWidget(self.writing)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(FOOTER)
        self._fade = motion.fade(self, motion.FOOTER_SWAP)
        self._fade.valueChanged.connect(self._show_through)
        self._fade.finished.connect(self._settle)

    @property
    def page(self) -> "MomentPage":
        """The page of moments, made when there is the first of them."""
        if self._page is None:
            from tegata.gui.moment_page import MomentPage

            self._page = MomentPage()
            self._page.deed.connect(self.deed)
            self.addWidget(self._page)
        return self._page

    def show_writing(self) -> None:
        """Go back to Send and the pass."""
        self._swap_to(self.writing)

    def show_moment(self, moment: Moment) -> None:
        """Show how far the letter has got."""
        self.page.show_moment(moment)
        self._swap_to(self.page)

    def is_writing(self) -> bool:
        """Whether Send is there to be pressed."""
        return self.currentWidget() is self.writing

    # The page that is not seen has no say: words that wrap in it would make the footer higher.
    def sizeHint(self) -> QSize:
        hint = self._seen().sizeHint()
        return QSize(hint.width(), max(FOOTER, hint.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, max(FOOTER, self._seen().minimumSizeHint().height()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        page = self._seen()
        wanted = page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()
        return max(FOOTER, wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.writing.show_width(event.size().width())
        super().resizeEvent(event)

    def _seen(self) -> QWidget:
        return self.writing if self.is_writing() else self.page

    def _swap_to(self, page: QWidget) -> None:
        if self.currentWidget() is page:
            return
        self.setCurrentWidget(page)
        self.updateGeometry()
        if not motion.reduced(self) and self.isVisible():
            page.setGraphicsEffect(QGraphicsOpacityEffect(page))
            motion.restart(self._fade)

    def _show_through(self, share: float) -> None:
        effect = self._seen().graphicsEffect()
        if isinstance(effect, QGraphicsOpacityEffect):
            effect.setOpacity(share)

    def _settle(self) -> None:
        for page in filter(None, (self.writing, self._page)):
            page.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes null to remove it
