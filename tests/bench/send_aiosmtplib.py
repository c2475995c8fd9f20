"""Sends a small letter with aiosmtplib, after a login with poplib if one is wanted. Run as a script."""

import asyncio
import importlib
import ssl
import sys

from tests.bench.errand import LETTER, PASSWORD, USER, Errand
from tests.bench.send_smtplib import log_in


async def send(errand: Errand) -> None:
    """Do as its manual does: one call for everything."""
    aiosmtplib = importlib.import_module("aiosmtplib")  # there for the benchmark only, so without types
    trust = ssl.create_default_context(cafile=errand.ca_file)
    log_in(errand, trust)
    login = {"username": USER, "password": PASSWORD} if errand.auth else {}
    await aiosmtplib.send(
        LETTER.decode(),
        sender=errand.sender,
        recipients=errand.recipients,
        hostname=errand.smtp.host,
        port=errand.smtp.port,
        use_tls=errand.smtp.security == "tls",
        start_tls=errand.smtp.security == "starttls",
        tls_context=trust,
        **login,
    )


if __name__ == "__main__":
    asyncio.run(send(Errand.read(sys.argv[1])))
