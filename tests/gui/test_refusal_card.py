"""The explanation card."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button
from tegata.gui.labels import Words
from tegata.gui.refusal_card import RefusalCard
from tegata.relay.diagnosis import Because, Cause, Confidence, Diagnosis, Remedy
from tegata.store.parcel import ParcelState
from tegata.words.causes import explain
from tests.gui.fake_verbs import NOON, a_parcel

RELAY = Diagnosis(
    Cause.NEEDS_POP_BEFORE_SMTP,
    Confidence.LIKELY,
    (Because.OTHER_NETWORK, Because.BEFORE_DATA),
    (Remedy.POP_LOGIN_AND_RETRY, Remedy.SWITCH_TO_AUTH, Remedy.EDIT_LETTER),
    "550 5.7.1 <ola@elsewhere.example>: Relaying denied",
    second=Cause.AUTH_REQUIRED,
    addresses=("ola@elsewhere.example",),
    heard=True,
)


def card(qtbot: QtBot, diagnosis: Diagnosis = RELAY, state: ParcelState = ParcelState.FAILED) -> RefusalCard:
    made = RefusalCard(a_parcel(1, state), diagnosis, explain(diagnosis), NOON)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    return made


def button(made: RefusalCard, words: str) -> Button:
    return next(each for each in made.findChildren(Button) if each.text() == words)


def test_it_says_what_is_true_and_where_the_letter_is(qtbot: QtBot) -> None:
    said = [words.text() for words in card(qtbot).findChildren(Words)]
    assert "The server did not pass your letter on" in said
    assert "To ola@elsewhere.example, 14:22. The letter is safe in the outbox." in said
    assert {"Most likely", "Less likely", "What the server said"} <= set(said)


def test_return_does_the_likely_right_thing(qtbot: QtBot) -> None:
    made = card(qtbot)
    with qtbot.waitSignal(made.chosen) as heard:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert heard.args == [Remedy.POP_LOGIN_AND_RETRY]
    assert made.isHidden()


def test_escape_leaves_the_letter_in_the_outbox(qtbot: QtBot) -> None:
    made = card(qtbot)
    heard: list[Remedy] = []
    made.chosen.connect(heard.append)
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.isHidden()
    assert heard == []


def test_where_there_is_nothing_to_press_return_leaves_the_letter_too(qtbot: QtBot) -> None:
    unsure = Diagnosis(Cause.PERHAPS_DELIVERED, Confidence.CERTAIN, (), (), "closed by the server")
    made = card(qtbot, unsure, ParcelState.UNCERTAIN)
    assert made.focusWidget() is button(made, "Leave in outbox")
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert made.isHidden()


def test_the_second_cause_has_the_remedy_that_fits_it(qtbot: QtBot) -> None:
    made = card(qtbot)
    with qtbot.waitSignal(made.chosen) as heard:
        QTest.keyClick(button(made, "Switch to SMTP AUTH…"), Qt.Key.Key_Space)
    assert heard.args == [Remedy.SWITCH_TO_AUTH]


def test_a_certain_cause_has_one_box_only(qtbot: QtBot) -> None:
    certain = replace(RELAY, confidence=Confidence.CERTAIN)
    made = card(qtbot, certain)
    said = [words.text() for words in made.findChildren(Words)]
    assert "Most likely" not in said
    assert "Less likely" not in said


def test_edit_and_transcript_are_asked_for(qtbot: QtBot) -> None:
    made = card(qtbot)
    with qtbot.waitSignal(made.transcript):
        QTest.keyClick(button(made, "Show transcript"), Qt.Key.Key_Space)
    with qtbot.waitSignal(made.edit):
        QTest.keyClick(button(made, "Edit letter"), Qt.Key.Key_Space)


def test_a_letter_that_perhaps_arrived_cannot_be_edited(qtbot: QtBot) -> None:
    perhaps = replace(RELAY, cause=Cause.PERHAPS_DELIVERED, confidence=Confidence.CERTAIN)
    made = card(qtbot, perhaps, ParcelState.UNCERTAIN)
    assert made.windowTitle() == "Perhaps delivered — Tegata"
    assert "Edit letter" not in [each.text() for each in made.findChildren(Button)]


def test_the_help_desk_gets_the_facts_and_the_servers_line(qtbot: QtBot) -> None:
    made = card(qtbot)
    QTest.keyClick(button(made, "Copy for the help desk"), Qt.Key.Key_Space)
    text = QGuiApplication.clipboard().text()
    assert RELAY.reply in text
    assert "From: anna@provider-a.example" in text


def test_only_one_button_is_filled(qtbot: QtBot) -> None:
    assert [each.text() for each in card(qtbot).findChildren(Button) if each.isDefault()] == [
        "Log in by POP and try again"
    ]


@pytest.mark.parametrize("width", [480, 660, 900])
def test_it_is_as_high_as_its_width_needs(qtbot: QtBot, width: int) -> None:
    made = card(qtbot)
    made.resize(width, 100)
    layout = made.layout()
    assert layout is not None
    assert made.minimumHeight() == layout.totalHeightForWidth(width)


def test_a_refusal_to_relay_leads_to_the_page_that_explains_it_and_stays(qtbot: QtBot) -> None:
    made = card(qtbot)
    with qtbot.waitSignal(made.why):
        QTest.keyClick(button(made, "Why can’t I send?"), Qt.Key.Key_Space)
    assert made.isVisible()


def test_what_is_not_about_relaying_has_no_such_link(qtbot: QtBot) -> None:
    made = card(qtbot, replace(RELAY, cause=Cause.USER_UNKNOWN))
    assert "Why can’t I send?" not in [each.text() for each in made.findChildren(Button)]


def test_what_only_the_provider_can_settle_is_copied_once_and_the_card_stays(qtbot: QtBot) -> None:
    blocked = Diagnosis(
        Cause.ACCOUNT_BLOCKED, Confidence.CERTAIN, (), (Remedy.ASK_PROVIDER,), "535 5.7.1 blocked", heard=True
    )
    made = card(qtbot, blocked)
    assert [each.text() for each in made.findChildren(Button)].count("Copy for the help desk") == 1
    QGuiApplication.clipboard().clear()
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert "535 5.7.1 blocked" in QGuiApplication.clipboard().text()
    assert made.isVisible()


def test_editing_is_offered_once(qtbot: QtBot) -> None:
    spam = Diagnosis(
        Cause.SPAM_POLICY, Confidence.LIKELY, (), (Remedy.EDIT_LETTER, Remedy.ASK_PROVIDER), "554"
    )
    made = card(qtbot, spam)
    assert [each.text() for each in made.findChildren(Button)].count("Edit letter") == 1
