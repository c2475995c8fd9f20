"""The port that goes with a kind of security, and when it may follow a change of it (RFC 8314, RFC 6409)."""

from tegata.accounts.account import Security

SUBMISSION = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
POP3 = {Security.TLS: 995, Security.STARTTLS: 110, Security.NONE: 110}


def following(ports: dict[Security, int], port: int, before: Security, now: Security) -> int:
    """Return the port after a change of security: it follows unless it was one of the user's own."""
    return ports[now] if port in {ports[before], 0} else port
