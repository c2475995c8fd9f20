"""The footer while a letter is on its way: a sign, two lines, buttons, and a bar on the upper edge."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui import motion, theme
from tegata.gui.badge import paint_badge
from tegata.gui.buttons import Button, Kind
from tegata.gui.fonts import Type
from tegata.gui.footer_moments import BadgeLook, FooterDeed, Moment, Tone
from tegata.gui.labels import Ink, Words
from tegata.gui.ring import FOOTER_RING, RingLook, RingState, paint_ring
from tegata.gui.stepper import Stepper, StepState
from tegata.gui.tokens import GAP, MARGIN
from tegata.words.gettext import _

_KEYS = {FooterDeed.SEND_NOW: "Ctrl+Return", FooterDeed.UNDO: "Ctrl+Z, Esc"}
_BAR = 4
_ROOMY = 640  # from here on there is room for what stands beside the headline


class MomentPage(QWidget):
    """Shows a `Moment`; says which deed was pressed."""

    deed = Signal(FooterDeed)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: Moment | None = None
        self._sign = _Sign()
        self._headline = Words("", Type.HEADING)
        self._aside = Words("", Type.BASE, Ink.SECOND)
        self._second = Words("", Type.SMALL, Ink.SECOND).wrapped()
        self._stepper = Stepper()
        self._first = QHBoxLayout()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GAP)
        self._made: dict[FooterDeed, Button] = {}
        self._lay_out()

    def show_moment(self, moment: Moment) -> None:
        """Show this moment instead."""
        self._moment = moment
        self._sign.show_sign(moment.sign, on_tint=moment.tone is not Tone.CALM)
        self._headline.setText(moment.headline)
        self._aside.setText(moment.aside)
        self._second.setText(moment.second)
        self._second.setVisible(not moment.steps)
        self._stepper.setVisible(bool(moment.steps))
        if moment.steps:
            current = [step.word for step in moment.steps if step.state is StepState.CURRENT]
            self._stepper.show_steps(moment.steps, ", ".join(current) or moment.headline)
        self._show_buttons(moment.deeds)
        self._make_room(self.width())
        self.update()

    def buttons(self) -> dict[FooterDeed, Button]:
        """Return the buttons that are there."""
        return dict(self._made)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room(event.size().width())
        super().resizeEvent(event)

    def has_lost_focus(self) -> bool:
        """Whether nothing in the window has the focus: its button has gone, or its field rests."""
        return self.window().focusWidget() in {None, self.window()}

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Give the focus to the strongest button."""
        if buttons := list(self.buttons().values()):
            buttons[-1].setFocus(reason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        moment = self._moment
        if moment is None:
            return
        tokens = theme.current()
        ground = {
            Tone.CALM: tokens.chrome,
            Tone.ACCENT: tokens.accent_soft,
            Tone.WARN: tokens.warn_soft,
            Tone.DANGER: tokens.danger_soft,
        }[moment.tone]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ground))
        if moment.bar is not None:
            painter.fillRect(QRectF(0, 0, self.width(), _BAR), QColor(tokens.ring_track))
            painter.fillRect(QRectF(0, 0, self.width() * moment.bar, _BAR), QColor(tokens.accent))
        painter.end()

    def _lay_out(self) -> None:
        first = self._first
        first.setSpacing(10)
        first.addWidget(self._headline)
        first.addWidget(self._aside, 1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self._second)
        words.addWidget(self._stepper)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 6, MARGIN, 6)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)

    def _make_room(self, width: int) -> None:
        """Where it is narrow the aside goes and the headline may wrap; beside an aside it has one line."""
        if self._moment is not None and self._moment.brief:
            self._second.setText(self._moment.second if width >= _ROOMY else self._moment.brief)
        aside = bool(self._aside.text()) and width >= _ROOMY
        self._aside.setVisible(aside)
        self._headline.setWordWrap(not aside)
        self._first.setStretch(0, 0 if aside else 1)
        if len(self._made) > 1 and FooterDeed.SHOW_IN_OUTBOX in self._made:
            self._made[FooterDeed.SHOW_IN_OUTBOX].setVisible(width >= _ROOMY)  # the tool bar leads there too

    def _show_buttons(self, deeds: tuple[FooterDeed, ...]) -> None:
        if deeds == tuple(self._made):
            return
        old = list(self._made.values())
        self._made = {deed: self._button(deed, is_last=deed is deeds[-1]) for deed in deeds}
        for button in self._made.values():
            self._buttons.addWidget(button)
            button.show()  # at once: it may be given the focus before the layout gets round to it
        self._hand_focus_on(old)
        for button in old:
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()

    def _hand_focus_on(self, old: list[Button]) -> None:
        """Keep the focus in the footer when its button goes, instead of letting Qt look elsewhere."""
        for button in old:
            if button is self.window().focusWidget():
                by_key = button.focus_shown
                self.take_focus(Qt.FocusReason.TabFocusReason if by_key else Qt.FocusReason.MouseFocusReason)

    def _button(self, deed: FooterDeed, *, is_last: bool) -> Button:
        icons = {
            FooterDeed.NEW_LETTER: "square-pen",
            FooterDeed.ENTER_PASSWORD: "key-round",
            FooterDeed.UNDO: "undo-2",
        }
        kind = Kind.DEFAULT if is_last else Kind.QUIET
        if deed in {FooterDeed.TRY_AGAIN, FooterDeed.ENTER_PASSWORD}:
            kind = Kind.PRIMARY
        button = Button(_words(deed), kind, icons.get(deed))
        button.setToolTip(_KEYS.get(deed, ""))
        button.clicked.connect(lambda: self.deed.emit(deed))
        return button


class _Sign(QWidget):
    """The ring or the badge before the words. The arc of a login turns while it is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._sign: RingLook | BadgeLook = RingLook(RingState.UNKNOWN)
        self._on_tint = False
        self._turn = 20.0
        self._turning = QTimer(self)
        self._turning.setInterval(motion.FRAME)
        self._turning.timeout.connect(self._step)
        self.setFixedSize(QSize(FOOTER_RING, FOOTER_RING))

    def show_sign(self, sign: RingLook | BadgeLook, *, on_tint: bool) -> None:
        """Show it; on tinted ground a badge lies on paper."""
        self._sign, self._on_tint = sign, on_tint
        turns = isinstance(sign, RingLook) and sign.state is RingState.LOGGING_IN
        if turns and not motion.reduced(self):
            self._turning.start()
        else:
            self._turning.stop()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turning.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if isinstance(self._sign, BadgeLook):
            ground = theme.current().paper if self._on_tint else None
            paint_badge(painter, box, self._sign.family, self._sign.icon, ground)
        elif self._sign.state is RingState.LOGGING_IN:
            paint_ring(painter, box, RingLook(RingState.LOGGING_IN, turn=self._turn))
        else:
            paint_ring(painter, box, self._sign)
        painter.end()

    def _step(self) -> None:
        self._turn = (self._turn + 360 * motion.FRAME / motion.TURN) % 360
        self.update()


def _words(deed: FooterDeed) -> str:
    return {
        FooterDeed.CANCEL: _("Cance&l sending"),
        FooterDeed.CLOSE: _("C&lose window"),
        FooterDeed.SHOW_IN_OUTBOX: _("Show in outbo&x"),
        FooterDeed.NEW_LETTER: _("New l&etter"),
        FooterDeed.TRY_AGAIN: _("Try a&gain"),
        FooterDeed.TRY_NOW: _("T&ry now"),
        FooterDeed.SEND_NOW: _("&Send now"),
        FooterDeed.UNDO: _("&Undo"),
        FooterDeed.SEND_TO_OTHERS: _("&Send to the others"),
        FooterDeed.WHY: _("Wh&y?"),
        FooterDeed.EDIT: _("&Edit letter"),
        FooterDeed.SWITCH_ON: _("S&witch on POP before send"),
        FooterDeed.ENTER_PASSWORD: _("Enter pass&word…"),
    }[deed]
