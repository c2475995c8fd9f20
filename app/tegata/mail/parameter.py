"""File names in Content-Type and Content-Disposition: plain, RFC 2231, and encoded words for old readers."""

from collections.abc import Iterator
from urllib.parse import quote

from tegata.mail.encoded_word import encoded_words, is_plain

_CHARSET = "utf-8''"
_PLAIN_AT_MOST = 60
_SECTION = 54  # with `filename*99*=`, semicolon and blank still on a line of 76


def disposition_words(name: str) -> list[str]:
    """Return the words of `Content-Disposition: attachment` with the file's name (RFC 2183, RFC 2231)."""
    if _is_ascii_name(name):
        return ["attachment;", f'filename="{name}"']
    return ["attachment;", *_extended("filename", name)]


def type_words(media_type: str, name: str) -> list[str]:
    """Return the words of `Content-Type` with the file's name.

    Encoded words inside quotes are against RFC 2047 section 5, and the only form that Outlook and
    a good many Japanese readers decode.
    """
    if _is_ascii_name(name):
        return [f"{media_type};", f'name="{name}"']
    first, *others = encoded_words(name)
    return [f"{media_type};", *f'name="{" ".join((first, *others))}"'.split(" ")]


def _is_ascii_name(name: str) -> bool:
    return is_plain(name) and len(name) <= _PLAIN_AT_MOST and not set('"\\') & set(name)


def _extended(parameter: str, name: str) -> list[str]:
    """RFC 2231 section 4, and section 3 where one line cannot hold it."""
    sections = list(_sections(name))
    if len(sections) == 1:
        return [f"{parameter}*={sections[0]}"]
    last = len(sections) - 1
    return [f"{parameter}*{at}*={section}{';' * (at < last)}" for at, section in enumerate(sections)]


def _sections(name: str) -> Iterator[str]:
    section = _CHARSET
    for character in name:
        # `quote` leaves letters, digits and "_.-~", all of them attribute characters.
        escaped = quote(character.encode("utf-8", "replace"), safe="")
        if len(section) + len(escaped) > _SECTION:
            yield section
            section = ""
        section += escaped
    yield section
