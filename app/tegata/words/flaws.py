"""What is wrong with a draft, in one sentence that says what to do."""

from tegata.mail.flaw import Field, Flaw, Reason
from tegata.words.gettext import _


def sentence(flaw: Flaw) -> str:
    """Return one sentence about the flaw, naming the text or file at fault."""
    return _template(flaw).format(what=flaw.what, field=field_name(flaw.field))


def field_name(field: Field) -> str:
    """Return what the window calls the field."""
    return {
        Field.SENDER: _("From"),
        Field.TO: _("To"),
        Field.CC: _("Cc"),
        Field.BCC: _("Bcc"),
        Field.SUBJECT: _("Subject"),
        Field.BODY: _("Text"),
        Field.ATTACHMENT: _("Attachment"),
    }[field]


def _template(flaw: Flaw) -> str:
    return {
        Reason.NO_RECIPIENT: _("Nobody to send to yet. Add an address."),
        Reason.NO_AT_SIGN: _("“{what}” has no @, so it is not an address."),
        Reason.BAD_LOCAL_PART: _("“{what}” is not an address: something before the @ does not belong there."),
        Reason.BAD_DOMAIN: _("“{what}” is not an address: what follows the @ is not a domain."),
        Reason.CONTROL_CHARACTER: _(
            "{field} holds a character that cannot be sent. Delete it and type it anew."
        ),
        Reason.FILE_MISSING: _("“{what}” is no longer there. Remove it, or attach it again."),
        Reason.NOT_A_FILE: _("“{what}” is not a file. A folder can be sent as a ZIP file."),
        Reason.FILE_UNREADABLE: _("“{what}” cannot be read. Check that you may open it."),
    }[flaw.reason]
