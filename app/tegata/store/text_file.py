"""A text that the user wants as a file of their own."""

from pathlib import Path

from tegata.store.disk_errors import trouble_of
from tegata.store.trouble import Trouble


def write_text_file(path: Path, text: str) -> Trouble | None:
    """Write the text in UTF-8; return what was in the way. A file cut short by a full disk is removed."""
    is_new = not path.exists()
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        if is_new and path.is_file():
            path.unlink(missing_ok=True)
        return trouble_of(error)
    return None
