"""What the account window's pages share."""

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason
from tegata.gui.account_field import FieldRow
from tegata.gui.account_page import AccountPage
from tegata.gui.labels import Words
from tegata.gui.scrolling import Paper

MISSING = AccountFlaw(AccountField.ADDRESS, AccountReason.MISSING)
ELSEWHERE = AccountFlaw(AccountField.POP_HOST, AccountReason.MISSING)


def page(qtbot: QtBot) -> AccountPage:
    made = AccountPage("You", "This is what your recipients see.")
    made.add_row(AccountField.NAME, FieldRow("Account", QLineEdit()))
    made.add_row(AccountField.ADDRESS, FieldRow("Address", QLineEdit()))
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def test_flaws_are_said_at_their_own_fields(qtbot: QtBot) -> None:
    made = page(qtbot)
    assert made.show_flaws([MISSING, ELSEWHERE], all_asked_for=True)
    assert made.rows[AccountField.ADDRESS].flaw_text == "Something belongs here."
    assert made.rows[AccountField.NAME].flaw_text == ""
    assert not made.show_flaws([ELSEWHERE])


def test_the_cursor_goes_to_the_first_flaw(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.show_flaws([MISSING], all_asked_for=True)
    made.activateWindow()
    made.focus_first_flaw()
    QApplication.processEvents()
    assert made.rows[AccountField.ADDRESS].field.hasFocus()
    made.start_afresh()
    made.show_flaws([MISSING])
    assert made.rows[AccountField.ADDRESS].flaw_text == ""
    made.focus_first_flaw()


def test_wrapped_words_do_not_make_a_page_scroll_that_fits(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.column.addWidget(Words("A long sentence that would wrap many times. " * 4).wrapped())
    QApplication.processEvents()
    assert isinstance(made.widget(), Paper)
    assert made.verticalScrollBar().maximum() == 0
