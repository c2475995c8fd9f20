"""A bare letter is, pixel by pixel, the finished window with less in it: nothing jumps when more comes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import fonts, icons, theme
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.tool_bar import ToolButton
from tegata.mail.flaw import Field
from tegata.words.gettext import use_language
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import FakeVerbs


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    use_language(request.param)
    fonts.prepare(qapp, request.param)
    yield
    use_language("en")
    fonts.prepare(qapp, "en")


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("choice", [theme.Choice.LIGHT, theme.Choice.DARK])
@pytest.mark.parametrize("size", [(840, 620), (1200, 800), (520, 480)])
def test_only_what_is_not_known_yet_is_added(
    choice: theme.Choice, size: tuple[int, int], look: theme.Theme, verbs: FakeVerbs, qtbot: QtBot
) -> None:
    look.choose(choice)
    window = ComposeWindow()
    window.resize(*size)
    qtbot.addWidget(window)
    bare = window.grab().toImage()
    window.furnish(verbs, FakeDesk())
    window.take_up(None, None)
    full = window.grab().toImage()
    added = list(_added(window))
    assert full.size() == bare.size()
    assert full != bare
    assert _without(full, added) == _without(bare, added)


def test_larger_words_move_the_lines_and_the_grounds_with_them(
    qapp: QApplication, verbs: FakeVerbs, qtbot: QtBot
) -> None:
    large = qapp.font()
    large.setPixelSize(20)
    qapp.setFont(large)
    window = ComposeWindow()
    qtbot.addWidget(window)
    bare = window.grab().toImage()
    window.furnish(verbs, FakeDesk())
    window.take_up(None, None)
    assert _edge(window.grab().toImage()) == _edge(bare)


def _edge(image: QImage) -> list[int]:
    """Return the colours of the leftmost pixels, from top to bottom, but for lines and the focus."""
    colours = [image.pixel(0, y) for y in range(image.height())]
    accent = QColor(theme.current().accent).rgb()
    hairline = QColor(theme.current().hairline).rgb()
    return [colour for colour in colours if colour not in {accent, hairline}]


def _added(window: ComposeWindow) -> Iterator[QRect]:
    """Return where something stands that a bare letter does not show."""
    head, tools, writing = window.sheet.head, window.tools, window.footer.writing
    widgets: list[QWidget] = [*tools.findChildren(ToolButton), head.account, head.switch, head.to]
    widgets += [head.cc_link, head.bcc_link, head.row(Field.TO)._line]  # which shows where one types
    widgets += [writing.attach_button, writing.later_button, writing.pass_corner]
    yield from map(_place, widgets)
    send = writing.send_button
    for half, size in ((send.main, icons.TOOL), (send.half, icons.SMALL)):
        icon = QRect(0, 0, size, size)
        icon.moveCenter(_place(half).center())
        yield icon if half is send.half else icon.translated(_place(half).left() + 20 - icon.left(), 0)


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def _without(image: QImage, places: list[QRect]) -> QImage:
    """Return the picture with these places blackened, a pixel around them too."""
    blackened = image.copy()
    painter = QPainter(blackened)
    for place in places:
        painter.fillRect(place.adjusted(-1, -1, 1, 1), QColor("black"))
    painter.end()
    return blackened
