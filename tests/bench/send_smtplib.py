"""Sends a small letter with smtplib, after a login with poplib if one is wanted. Run as a script.

python send_smtplib.py ERRAND    where ERRAND is the JSON that errand.py writes
"""

import poplib
import smtplib
import ssl
import sys

from tests.bench.errand import LETTER, PASSWORD, USER, Errand


def send(errand: Errand) -> None:
    """Do as any script with the standard library does."""
    trust = ssl.create_default_context(cafile=errand.ca_file)
    log_in(errand, trust)
    with _session(errand, trust) as session:
        if errand.smtp.security == "starttls":
            session.starttls(context=trust)
        if errand.auth:
            session.login(USER, PASSWORD)
        session.sendmail(errand.sender, errand.recipients, LETTER)


def log_in(errand: Errand, trust: ssl.SSLContext) -> None:
    """Log in to POP3 and leave again, where the errand asks for it."""
    if errand.pop is None:
        return
    if errand.pop.security == "tls":
        session: poplib.POP3 = poplib.POP3_SSL(errand.pop.host, errand.pop.port, context=trust)
    else:
        session = poplib.POP3(errand.pop.host, errand.pop.port)
    session.user(USER)
    session.pass_(PASSWORD)
    session.quit()


def _session(errand: Errand, trust: ssl.SSLContext) -> smtplib.SMTP:
    if errand.smtp.security == "tls":
        return smtplib.SMTP_SSL(errand.smtp.host, errand.smtp.port, context=trust)
    return smtplib.SMTP(errand.smtp.host, errand.smtp.port)


if __name__ == "__main__":
    send(Errand.read(sys.argv[1]))
