"""Whether certificates can be checked: whom the system trusts."""

from tegata.network.trust import system_trust
from tegata.self_test.finding import Finding, State
from tegata.words.gettext import _


def look() -> Finding:
    """Load the system's certificate authorities as a handshake would; no network is needed for it."""
    found = system_trust()
    figures = {"authorities": found.authorities, "library": found.library}
    if found.authorities is None:
        words = _("The system is asked about each certificate, {library}").format(library=found.library)
        return Finding(State.OK, words, figures=figures)
    if not found.authorities:
        return Finding(
            State.FAILED,
            _("The system knows none, so that no server’s certificate can be checked."),
            _("Install the package ca-certificates."),
            figures,
        )
    words = _("{n} in the system’s store, {library}")
    return Finding(State.OK, words.format(n=found.authorities, library=found.library), figures=figures)
