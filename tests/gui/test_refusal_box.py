"""The boxes of the explanation card."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button
from tegata.gui.labels import Words
from tegata.gui.refusal_box import LikelyBox, SecondBox
from tegata.relay.diagnosis import Remedy
from tegata.words.causes import Explained

LIKELY = Explained(
    "The server did not pass your letter on",
    "From this network, the server wants a POP login first",
    ("one", "two", "three", "four"),
    certain=False,
    second=None,
    buttons=((Remedy.POP_LOGIN_AND_RETRY, "Log in by POP and try again"),),
)


def said(box: LikelyBox | SecondBox) -> list[str]:
    return [words.text() for words in box.findChildren(Words)]


def test_likely_says_so_and_gives_three_reasons_at_most(qtbot: QtBot) -> None:
    box = LikelyBox(LIKELY)
    qtbot.addWidget(box)
    assert said(box) == ["Most likely", LIKELY.statement, "one", "two", "three"]
    assert not box.grab().isNull()


def test_what_to_do_stands_under_the_reasons(qtbot: QtBot) -> None:
    box = LikelyBox(replace(LIKELY, advice="Log in first.", guessed=True))
    qtbot.addWidget(box)
    assert said(box) == ["A guess", LIKELY.statement, "one", "two", "three", "Log in first."]


def test_certain_drops_most_likely(qtbot: QtBot) -> None:
    box = LikelyBox(Explained("", "The mailbox is full.", (), certain=True, second=None, buttons=()))
    qtbot.addWidget(box)
    assert said(box) == ["The mailbox is full."]


def test_every_button_is_heard(qtbot: QtBot) -> None:
    box = LikelyBox(LIKELY, ((Remedy.TRY_NOW, "Try now"),))
    qtbot.addWidget(box)
    heard: list[Remedy] = []
    box.chosen.connect(heard.append)
    for button in box.findChildren(Button):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == [Remedy.POP_LOGIN_AND_RETRY, Remedy.TRY_NOW]


def test_the_second_has_a_plain_button_where_something_can_be_done(qtbot: QtBot) -> None:
    box, without = SecondBox("The server wants SMTP AUTH.", "Switch…"), SecondBox("Nobody knows.")
    for each in (box, without):
        qtbot.addWidget(each)
    button = box.findChild(Button)
    assert button is not None
    with qtbot.waitSignal(box.pressed):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert without.findChild(Button) is None
    assert not box.grab().isNull()


def test_the_page_on_relaying_is_linked_where_it_was_asked_for(qtbot: QtBot) -> None:
    box = LikelyBox(LIKELY, asks_why=True)
    qtbot.addWidget(box)
    link = box.findChildren(Button)[-1]
    assert link.text() == "Why can’t I send?"
    assert not link.autoDefault()  # Return goes on doing the likely right thing
    with qtbot.waitSignal(box.why):
        QTest.keyClick(link, Qt.Key.Key_Space)
