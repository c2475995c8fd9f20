"""`mailto:` links (RFC 6068) as drafts. A link is somebody else's text: it fills in, it never sends."""

from collections.abc import Iterator
from urllib.parse import unquote

from tegata.mail.address import split_recipients
from tegata.mail.draft import Draft
from tegata.mail.plain_text import one_line, plain
from tegata.mail.seal import MESSAGE_ID

_SCHEME = "mailto:"


def parse_mailto(url: str) -> Draft:
    """Return a draft without an account from the link's to, cc, bcc, subject, body and in-reply-to.

    All other fields are ignored: `attach` and `from` have been used to carry off files and to lie about
    the sender. Only the body keeps line ends. Raises ValueError for another scheme.
    """
    if url[: len(_SCHEME)].lower() != _SCHEME:
        raise ValueError("not a mailto link")
    path, _, query = url[len(_SCHEME) :].partition("?")
    fields = [("to", unquote(path)), *_header_fields(query)]
    message_id = MESSAGE_ID.search(_first(fields, "in-reply-to"))
    return Draft(
        account="",
        to=_recipients(fields, "to"),
        cc=_recipients(fields, "cc"),
        bcc=_recipients(fields, "bcc"),
        subject=one_line(_first(fields, "subject")),
        body=plain(_first(fields, "body")),
        in_reply_to=message_id and message_id[0],
    )


def _header_fields(query: str) -> Iterator[tuple[str, str]]:
    for part in query.split("&"):
        name, _, value = part.partition("=")
        # "+" is itself here: only HTML forms write blanks that way.
        yield unquote(name).lower(), unquote(value)


def _first(fields: list[tuple[str, str]], name: str) -> str:
    return next((value for key, value in fields if key == name), "")


def _recipients(fields: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    values = (one_line(value) for key, value in fields if key == name)
    return tuple(recipient for value in values for recipient in split_recipients(value))
