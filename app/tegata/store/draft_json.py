"""Drafts as the text that the database keeps, and back. The keys are on disk: changing one is a migration.

`place` is there only while the draft is open in a window. Older versions pass over it, and forget it.
"""

import json
from pathlib import Path

from tegata.mail.draft import Attachment, Draft, Place
from tegata.mail.flaw import Field


def encode_draft(draft: Draft, place: Place | None = None) -> str:
    """Return one line of ASCII; what was typed, and a file's name, may hold anything at all."""
    return json.dumps(
        {
            "account": draft.account,
            "to": draft.to,
            "cc": draft.cc,
            "bcc": draft.bcc,
            "subject": draft.subject,
            "body": draft.body,
            "attachments": [[str(a.path), a.name, a.media_type] for a in draft.attachments],
            "in_reply_to": draft.in_reply_to,
        }
        | _encode_place(place)
    )


def decode_draft(text: str) -> Draft:
    """Return the draft. Raises ValueError or KeyError where the text is not one of ours."""
    table = json.loads(text)
    return Draft(
        account=table["account"],
        to=tuple(table["to"]),
        cc=tuple(table["cc"]),
        bcc=tuple(table["bcc"]),
        subject=table["subject"],
        body=table["body"],
        attachments=tuple(Attachment(Path(path), name, kind) for path, name, kind in table["attachments"]),
        in_reply_to=table["in_reply_to"],
    )


def decode_place(text: str) -> Place | None:
    """Return where the cursor stands, None where the draft is not open; `Place()` if it is not ours."""
    kept = json.loads(text).get("place")
    if kept is None:
        return None
    try:
        field, position, anchor, scroll = kept
        return Place(Field(field), int(position), int(anchor), int(scroll))
    except (TypeError, ValueError):
        return Place()


def _encode_place(place: Place | None) -> dict[str, list[str | int]]:
    return {} if place is None else {"place": [place.field, place.position, place.anchor, place.scroll]}
