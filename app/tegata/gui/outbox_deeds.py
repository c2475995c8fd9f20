"""The words and the looks of what can be done with a row of the outbox."""

from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tegata.gui.buttons import Button, Kind
from tegata.gui.outbox_row import QUIET, Deed, Row
from tegata.words.gettext import _, language
from tegata.words.mnemonics import plain

_ICONS = {Deed.UNDO: "undo-2"}


def words(deed: Deed) -> str:
    """Return what the button says, with the letter that leads to it where no other row has one like it."""
    return {
        Deed.LOOK: _("Loo&k"),
        Deed.WHY: _("Wh&y?"),
        Deed.IT_ARRIVED: _("It &arrived"),
        Deed.SEND_AGAIN: _("Send a&gain"),
        Deed.SEND_TO_OTHERS: _("&Send to the others"),
        Deed.CORRECT_ADDRESS: _("&Correct address"),
        Deed.EDIT: _("&Edit again"),
        Deed.TRY_NOW: _("T&ry now"),
        Deed.LOG_IN_AND_TRY: _("Log in by &POP and try again"),
        Deed.SEND_NOW: _("&Send now"),
        Deed.SEND_AFTER_ALL: _("&Send it now"),
        Deed.UNDO: _("&Undo"),
        Deed.CHANGE_TIME: _("Change ti&me…"),
        Deed.CANCEL: _("Cance&l sending"),
        Deed.HOLD: _("&Hold back"),
        Deed.ENTER_PASSWORD: _("Enter pass&word…"),
        Deed.OPEN_SETTINGS: _("Open se&ttings…"),
        Deed.SWITCH_TO_AUTH: _("Switch to SMTP &AUTH…"),
        Deed.WITHDRAW: _("With&draw"),
        Deed.USE_AGAIN: _("Use for a &new letter"),
        Deed.SAVE_AS: _("Sa&ve as…"),
        Deed.HAND_OVER: _("&Open in another program"),
        Deed.TRANSCRIPT: _("Show transcr&ipt"),
    }[deed]


def make(deed: Deed, row: Row, parent: QWidget) -> Button:
    """Return a real button; a screen reader hears which letter it is for."""
    button = _button(deed, parent)
    button.setAccessibleName(_("{deed}: {subject}").format(deed=plain(words(deed)), subject=row.subject))
    return button


def picture(deed: Deed) -> Button:
    """Return a button that is only ever painted, never shown: its looks are those of the real one."""
    return _picture(deed, language())


def size(deed: Deed) -> QSize:
    """Return the size that the deed's button has."""
    return picture(deed).sizeHint()


def forget_pictures() -> None:
    """Make the painted buttons anew: the fonts have changed."""
    _picture.cache_clear()


@cache
def _picture(deed: Deed, _language: str) -> Button:
    button = _button(deed, None)
    button.resize(button.sizeHint())
    return button


def _button(deed: Deed, parent: QWidget | None) -> Button:
    kind = Kind.QUIET if deed in QUIET else Kind.DEFAULT
    return Button(plain(words(deed)), kind, _ICONS.get(deed), parent)
