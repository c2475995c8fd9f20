"""Lines of text that people write in: by keys or pasted, or dictated through the accessibility interface.

Qt calls only the first two an edit. So whatever the program did not put there by `fill`, somebody wrote.
"""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit


def on_writing(line: QLineEdit, deed: Callable[[str], object]) -> None:
    """Call `deed` with the whole text after each change that somebody made."""
    line.textChanged.connect(deed)


def fill(line: QLineEdit, text: str) -> None:
    """Put a text there that nobody wrote: `on_writing` passes over it."""
    with QSignalBlocker(line):
        line.setText(text)
