"""The language of the words: stdlib gettext over the catalogues in `tegata.resources`.

English is the source; a language without a catalogue falls back to it.
"""

import gettext as _gettext
import locale
from collections.abc import Iterator
from contextlib import contextmanager

from tegata.resources import FOLDER

LANGUAGES = ("en", "ja")

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use_language(preference: str) -> str:
    """Speak `preference` (`en`, `ja`, or `system`) from now on; return the language that was chosen."""
    global _current, _language
    _language = _system_language() if preference == "system" else preference
    if _language not in LANGUAGES:
        _language = "en"
    _current = _catalogue(_language)
    return _language


def language() -> str:
    """Return the language in use."""
    return _language


@contextmanager
def speaking(other: str) -> Iterator[None]:
    """Speak another language inside the block, for a text that somebody else will read."""
    before = _language
    use_language(other)
    try:
        yield
    finally:
        use_language(before)


def _(text: str) -> str:
    """Return `text` in the language in use."""
    return _current.gettext(text)


def N_(text: str) -> str:  # noqa: N802 - the mark Babel looks for, as every gettext manual calls it
    """Mark a text for the catalogue that is translated later, where the language is known."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of a counted phrase for `n`, in the language in use."""
    return _current.ngettext(one, many, n)


def _catalogue(name: str) -> _gettext.NullTranslations:
    path = FOLDER / "locale" / name / "LC_MESSAGES" / "tegata.mo"
    try:
        with path.open("rb") as stream:
            return _gettext.GNUTranslations(stream)
    except OSError:
        return _gettext.NullTranslations()


def _system_language() -> str:
    import os

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower()
    return (locale.getlocale()[0] or "en")[:2].lower()
