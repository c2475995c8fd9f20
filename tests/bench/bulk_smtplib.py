"""Sends an attachment with smtplib and EmailMessage. Run as a script: ERRAND FILE."""

import smtplib
import ssl
import sys
from email.message import EmailMessage  # noqa: TID251 - it is what Tegata is compared with
from pathlib import Path

from tests.bench.errand import Errand


def send(errand: Errand, attachment: Path) -> None:
    """Do as the standard library's examples do."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = errand.sender, errand.recipients[0], "The moon"
    message.set_content("It was seen.\n")
    message.add_attachment(
        attachment.read_bytes(), maintype="application", subtype="octet-stream", filename=attachment.name
    )
    with _session(errand) as session:
        session.send_message(message)


def _session(errand: Errand) -> smtplib.SMTP:
    if errand.smtp.security == "tls":
        trust = ssl.create_default_context(cafile=errand.ca_file)
        return smtplib.SMTP_SSL(errand.smtp.host, errand.smtp.port, context=trust)
    return smtplib.SMTP(errand.smtp.host, errand.smtp.port)


if __name__ == "__main__":
    send(Errand.read(sys.argv[1]), Path(sys.argv[2]))
