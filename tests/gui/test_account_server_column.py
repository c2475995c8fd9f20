"""The form of one server."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.accounts.account import Login, Security, Server
from tegata.gui.account_server_column import Kind, ServerColumn
from tests.gui.fake_verbs import an_account

SMTP = Server("smtp.a.example", 587, Security.STARTTLS, user="anna", login=Login.PASSWORD, ca_file="/ca.pem")
POP = Server("pop.a.example", 995, Security.TLS, user="anna")


def column(qtbot: QtBot, kind: Kind, server: Server | None) -> ServerColumn:
    made = ServerColumn(kind)
    qtbot.addWidget(made)
    made.load(server)
    made.show()
    return made


def choose(made: ServerColumn, security: Security) -> None:
    made.security.setCurrentIndex(made.security.findData(security))
    made.security.activated.emit(made.security.currentIndex())


@pytest.mark.parametrize(("kind", "server"), [(Kind.SUBMISSION, SMTP), (Kind.POP, POP)])
def test_what_is_loaded_comes_back_unchanged(qtbot: QtBot, kind: Kind, server: Server) -> None:
    assert column(qtbot, kind, server).server() == server


def test_a_mailbox_without_a_host_is_no_mailbox(qtbot: QtBot) -> None:
    made = column(qtbot, Kind.POP, None)
    assert made.server() is None


def test_the_port_follows_security_until_it_was_typed(qtbot: QtBot) -> None:
    made = column(qtbot, Kind.SUBMISSION, SMTP)
    choose(made, Security.TLS)
    assert made.port.text() == "465"
    made.port.clear()
    QTest.keyClicks(made.port, "2525")
    choose(made, Security.STARTTLS)
    assert made.port.text() == "2525"


def test_consent_is_asked_only_for_a_password_in_clear(qtbot: QtBot) -> None:
    made = column(qtbot, Kind.SUBMISSION, SMTP)
    assert made.consent.isHidden()
    choose(made, Security.NONE)
    assert made.consent.isVisible()
    made.consent.setChecked(True)
    server = made.server()
    assert server is not None
    assert server.allow_cleartext_password
    choose(made, Security.TLS)
    assert made.server() == replace(SMTP, security=Security.TLS, port=465)


def test_without_login_there_is_no_user_and_no_password(qtbot: QtBot) -> None:
    made = column(qtbot, Kind.SUBMISSION, an_account().submission)
    assert made.user.isHidden() or not made.user.isVisible()
    made.password.setText("left over")
    assert made.typed_password() is None


def test_a_kept_password_is_hinted_at_and_never_shown(qtbot: QtBot) -> None:
    made = column(qtbot, Kind.POP, POP)
    made.show_kept(True)
    assert made.password.text() == ""
    assert made.password.placeholderText() == "•" * 10
    assert made.typed_password() is None
    QTest.keyClicks(made.password, "sesame")
    typed = made.typed_password()
    assert typed is not None
    assert typed.reveal() == "sesame"
    assert made.password.displayText() == "●" * 6 or "sesame" not in made.password.displayText()


def test_only_digits_fit_into_a_port(qtbot: QtBot) -> None:
    made = column(qtbot, Kind.POP, POP)
    made.port.clear()
    QTest.keyClicks(made.port, "a9b9c5")
    assert made.port.text() == "995"
    QTest.keyClick(made.port, Qt.Key.Key_Backspace)
    server = made.server()
    assert server is not None
    assert server.port == 99


def test_a_screen_reader_hears_which_server_a_field_is_for(qtbot: QtBot) -> None:
    made = column(qtbot, Kind.POP, POP)
    assert made.host.accessibleName() == "Mailbox (POP3), Server"
    assert made.port.accessibleName() == "Mailbox (POP3), Port"
