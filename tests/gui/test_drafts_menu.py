"""The kept drafts as a small list."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import DraftKept
from tegata.gui.buttons import IconButton
from tegata.gui.drafts_menu import DraftsMenu, subject_of
from tegata.gui.popup_list import Entry
from tests.gui.fake_verbs import NOON

DRAFTS = [DraftKept(2, NOON, "Contract", ("yuki@b.example",)), DraftKept(1, NOON, " ", ())]


@pytest.fixture
def anchor(qtbot: QtBot) -> QPushButton:
    button = QPushButton("Drafts")
    qtbot.addWidget(button)
    button.show()
    return button


def menu_of(anchor: QPushButton, drafts: list[DraftKept]) -> DraftsMenu:
    menu = DraftsMenu(anchor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    menu.show_drafts(drafts, anchor)
    return menu


def test_a_draft_is_opened_by_key(qtbot: QtBot, anchor: QPushButton) -> None:
    menu = menu_of(anchor, DRAFTS)
    first = menu.findChildren(Entry)[0]
    assert first.accessibleName().startswith("Contract, yuki@b.example")
    assert not menu.grab().isNull()
    with qtbot.waitSignal(menu.opened, check_params_cb=lambda number: number == 2):
        QTest.keyClick(first, Qt.Key.Key_Space)
    assert not menu.isVisible()


def test_deleting_leaves_the_others_and_the_last_closes_the_menu(anchor: QPushButton) -> None:
    menu = menu_of(anchor, DRAFTS)
    deleted: list[int] = []
    menu.deleted.connect(deleted.append)
    bins = menu.findChildren(IconButton)
    assert "Contract" in bins[0].accessibleName()
    QTest.keyClick(bins[0], Qt.Key.Key_Space)
    assert menu.isVisible()
    QTest.keyClick(bins[1], Qt.Key.Key_Space)
    assert deleted == [2, 1]
    assert not menu.isVisible()


def test_earlier_versions_are_asked_for_where_there_are_some(anchor: QPushButton) -> None:
    menu = menu_of(anchor, [replace(DRAFTS[0], versions=2), DRAFTS[1]])
    wanted: list[DraftKept] = []
    menu.earlier_wanted.connect(wanted.append)
    clocks = [each for each in menu.findChildren(IconButton) if "Earlier" in each.accessibleName()]
    assert [each.accessibleName() for each in clocks] == ["Earlier versions of “Contract”…"]
    QTest.keyClick(clocks[0], Qt.Key.Key_Space)
    assert [each.id for each in wanted] == [2]
    assert not menu.isVisible()


def test_no_drafts_and_no_subject_are_said(anchor: QPushButton) -> None:
    assert menu_of(anchor, []).isVisible()
    assert subject_of(DRAFTS[1]) == "(no subject)"
