"""Servers to propose for an address, out of a short table of the most common providers."""

import tomllib
from dataclasses import dataclass
from typing import Any

from tegata.accounts.account import Login, Security, Server
from tegata.resources import FOLDER


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a provider publishes. `oauth_only`: it accepts nothing that Tegata can do yet; no servers then."""

    provider: str
    submission: Server | None
    pop: Server | None
    oauth_only: bool = False


def propose(address: str) -> Proposal | None:
    """Return the servers for the address's domain; None where the table does not know it."""
    local, at, domain = address.strip().rpartition("@")
    if not at or not local:
        return None
    for name, entry in known_providers().items():
        if domain.lower() in entry["domains"]:
            return _proposal(name, entry, local, domain.lower())
    return None


def known_providers() -> dict[str, Any]:
    """Return the table: what is known of each provider, by its name."""
    text = (FOLDER / "providers.toml").read_text("utf-8")
    return tomllib.loads(text)


def _proposal(name: str, entry: dict[str, Any], local: str, domain: str) -> Proposal:
    if entry.get("oauth_only", False):
        return Proposal(name, None, None, oauth_only=True)
    user = entry.get("user", "{local}@{domain}").format(local=local, domain=domain)
    submission = _server(entry["submission"], user, Login.PASSWORD)
    pop = _server(entry["pop"], user, Login.NONE) if "pop" in entry else None
    return Proposal(name, submission, pop)


def _server(line: str, user: str, login: Login) -> Server:
    """Read `host port security`."""
    host, port, security = line.split()
    return Server(host, int(port), Security(security), user, login)
