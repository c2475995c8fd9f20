"""The one window of a start that comes to nothing: what is in the way, and a button to leave."""

from PySide6.QtWidgets import QDialog

from tegata.gui.buttons import Button, Kind
from tegata.gui.outbox_question import lay_out
from tegata.words.gettext import _


class CannotStart(QDialog):
    """Says it, until it is closed."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.close_button = Button(_("&Close"), Kind.PRIMARY)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        headline = _("Tegata cannot start here")
        advice = _(
            "Nothing was changed. Make the folder writable,"
            " or start Tegata with --profile and another folder."
        )
        self.setWindowTitle(headline)
        self.setMinimumWidth(480)
        lay_out(self, headline, f"{reason}\n\n{advice}", (self.close_button,))
        self.close_button.setFocus()
