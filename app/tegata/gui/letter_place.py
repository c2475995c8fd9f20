"""Where in a letter the cursor stands, and the way back there."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from tegata.gui.letter_body import LetterBody
from tegata.gui.letter_sheet import LetterSheet
from tegata.gui.recipients_field import RecipientsField
from tegata.mail.draft import Place
from tegata.mail.flaw import Field

_LINES = (Field.TO, Field.CC, Field.BCC, Field.SUBJECT)


def place_in(sheet: LetterSheet, widget: QWidget) -> Place:
    """Return where the cursor stands in the field that `widget` is or is part of; else in the text."""
    for field in _LINES:
        row = sheet.head.row(field).field
        if row is widget or row.isAncestorOf(widget):
            return _place_in_line(field, _line_of(row))
    cursor = sheet.body.textCursor()
    scroll = sheet.body.verticalScrollBar().value()
    return Place(Field.BODY, cursor.position(), cursor.anchor(), scroll)


def go_to(sheet: LetterSheet, place: Place) -> None:
    """Put the cursor there, into sight, and the focus with it. Beyond the text means at its end."""
    if place.field in _LINES:
        _go_to_line(sheet, place)
    else:
        _go_to_text(sheet.body, place)


def _place_in_line(field: Field, line: QLineEdit) -> Place:
    position = line.cursorPosition()
    if not line.hasSelectedText():
        return Place(field, position, position)
    ends = (line.selectionStart(), line.selectionEnd())
    return Place(field, position, ends[0] if position == ends[1] else ends[1])


def _go_to_line(sheet: LetterSheet, place: Place) -> None:
    if place.field in {Field.CC, Field.BCC}:
        sheet.head.open_row(place.field)
    row = sheet.head.row(place.field).field
    if isinstance(row, RecipientsField) and place.position:
        row.edit_last()
    line = _line_of(row)
    line.setFocus()
    position, anchor = (min(each, len(line.text())) for each in (place.position, place.anchor))
    line.setCursorPosition(position)
    if anchor != position:
        line.setSelection(anchor, position - anchor)


def _go_to_text(body: LetterBody, place: Place) -> None:
    end = body.document().characterCount() - 1
    cursor = body.textCursor()
    cursor.setPosition(min(place.anchor, end))
    cursor.setPosition(min(place.position, end), QTextCursor.MoveMode.KeepAnchor)
    body.setFocus()
    body.setTextCursor(cursor)
    body.verticalScrollBar().setValue(place.scroll)
    body.ensureCursorVisible()


def _line_of(row: QWidget) -> QLineEdit:
    line = row.line if isinstance(row, RecipientsField) else row
    if not isinstance(line, QLineEdit):
        raise TypeError(f"{row} has no line to write on")
    return line
