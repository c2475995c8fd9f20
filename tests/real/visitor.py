"""Talks to the bed's servers through the standard library, to prove the bed itself. Run as a script.

python visitor.py pop HOST PASSWORD      logs in; prints how many letters wait, or the server's words
python visitor.py smtp HOST RECIPIENT      sends without any proof; prints the reply to RCPT
python visitor.py auth CA_FILE RECIPIENT   sends with STARTTLS and SMTP AUTH; prints the reply to RCPT
"""

import poplib
import smtplib
import ssl
import sys

_LETTER = b"Subject: From a visitor\r\n\r\nHello\r\n"


def _pop(host: str, password: str) -> str:
    session = poplib.POP3(host, timeout=20)
    try:
        session.user("anna")
        session.pass_(password)
    except poplib.error_proto as refused:
        return str(refused)
    letters, _ = session.stat()
    session.quit()
    return str(letters)


def _smtp(host: str, recipient: str) -> str:
    with smtplib.SMTP(host, timeout=20) as session:
        session.ehlo()
        return _send(session, recipient)


def _auth(ca_file: str, recipient: str) -> str:
    with smtplib.SMTP("smtp.provider-a.example", 587, timeout=20) as session:
        session.starttls(context=ssl.create_default_context(cafile=ca_file))
        session.login("anna", "tsukigata")
        return _send(session, recipient)


def _send(session: smtplib.SMTP, recipient: str) -> str:
    session.mail("anna@provider-a.example")
    code, words = session.rcpt(recipient)
    if code == 250:
        session.data(_LETTER)
    return f"{code} {words.decode()}"


if __name__ == "__main__":
    verb, first, second = sys.argv[1:]
    print({"pop": _pop, "smtp": _smtp, "auth": _auth}[verb](first, second))
