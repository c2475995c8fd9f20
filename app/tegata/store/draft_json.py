"""Drafts as the text that the database keeps, and back. The keys are on disk: changing one is a migration."""

import json
from pathlib import Path

from tegata.mail.draft import Attachment, Draft


def encode_draft(draft: Draft) -> str:
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
