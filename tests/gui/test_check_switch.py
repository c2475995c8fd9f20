"""Another port for sending: changed at once, or by SMTP AUTH once that was tried."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tegata.accounts.account import Login, Security
from tegata.gui.auth_offer import AuthOffer
from tegata.gui.check_switch import switch_port
from tegata.tasks import spawn
from tests.gui.fake_verbs import AUTH_SERVER, FakeVerbs, an_account

HOME = an_account()
WITH_AUTH = replace(HOME, submission=replace(HOME.submission, login=Login.PASSWORD))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("account", "port", "has_auth", "security"),
    [
        (HOME, "587", False, Security.STARTTLS),
        (HOME, "465", False, Security.TLS),
        (WITH_AUTH, "465", True, Security.TLS),
    ],
)
async def test_the_port_is_all_that_changes(
    window: QWidget, account: object, port: str, has_auth: bool, security: Security
) -> None:
    verbs = FakeVerbs(the_accounts=[account])  # type: ignore[list-item]
    assert await switch_port(verbs, verbs.the_accounts[0], port, has_auth=has_auth, window=window)
    (saved,) = [call for call in verbs.calls if call[0] == "save_account"]
    there = replace(verbs.the_accounts[0].submission, port=int(port), security=security)
    assert saved[1] == replace(account, submission=there)  # type: ignore[type-var]


@pytest.mark.parametrize("wanted", [True, False])
async def test_smtp_auth_is_tried_there_and_taken_only_if_wanted(window: QWidget, wanted: bool) -> None:
    verbs = FakeVerbs()
    switching = spawn(switch_port(verbs, HOME, "587", has_auth=True, window=window), "switch")
    while not (isinstance(offer := QApplication.activeModalWidget(), AuthOffer) and offer.found):
        await asyncio.sleep(0)
    (offer.switch_button if wanted else offer.close_button).click()
    assert await switching is wanted
    tried = verbs.calls[0][1]
    assert tried == replace(HOME, submission=replace(HOME.submission, port=587))
    taken = [call for call in verbs.calls if call[0] == "switch_to_auth"]
    assert taken == ([("switch_to_auth", "anna", AUTH_SERVER)] if wanted else [])
