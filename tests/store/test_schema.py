"""What is on disk beside the tables: words that an older program of the same schema could not read."""

from enum import StrEnum

import pytest

from tegata.protocols.outcome import Objection, Phase, Trouble
from tegata.store.parcel import HoldReason, ParcelState
from tegata.store.schema import VERSION

WORDS_OF_VERSION_6: dict[type[StrEnum], str] = {
    ParcelState: "committed failed held sending sent uncertain waiting withdrawn",
    HoldReason: "cancelled fault missed password-needed password-refused settings some-refused too-old"
    " undo-cut-short",
    Phase: "auth connect data ehlo final greeting mail pop quit rcpt resolve tls",
    Trouble: "cancelled conn-dropped conn-refused conn-timeout conn-unreachable dns-failure garbage spool"
    " tls-cert tls-handshake",
    Objection: "auth-not-offered bad-credentials-text cleartext-password no-mailbox no-password"
    " server-unproven smtputf8-not-offered tls-not-offered too-big weaker-login",
}

ON_NO_DISK = {HoldReason.UNKNOWN}


@pytest.mark.parametrize("kind", WORDS_OF_VERSION_6)
def test_a_new_word_is_a_new_version(kind: type[StrEnum]) -> None:
    """A program that meets a word it does not know leaves its letter alone: a newer version it refuses."""
    assert VERSION == 6, "note the words of the new version here"
    assert " ".join(sorted(set(kind) - ON_NO_DISK)) == WORDS_OF_VERSION_6[kind]
