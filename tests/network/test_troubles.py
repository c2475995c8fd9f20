import errno
import socket
import ssl

import pytest

from tegata.network.troubles import Loss, loss_of
from tegata.protocols.outcome import Trouble


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (None, Trouble.CONN_DROPPED),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), Trouble.CONN_REFUSED),
        (ConnectionResetError(errno.ECONNRESET, "reset"), Trouble.CONN_DROPPED),
        (BrokenPipeError(errno.EPIPE, "pipe"), Trouble.CONN_DROPPED),
        (ConnectionResetError(), Trouble.CONN_DROPPED),
        (OSError(errno.ENETUNREACH, "unreachable"), Trouble.CONN_UNREACHABLE),
        (OSError(errno.EHOSTUNREACH, "no route"), Trouble.CONN_UNREACHABLE),
        (OSError(errno.EADDRNOTAVAIL, "not ours"), Trouble.CONN_UNREACHABLE),
        (TimeoutError(errno.ETIMEDOUT, "timed out"), Trouble.CONN_TIMEOUT),
        (TimeoutError(), Trouble.CONN_TIMEOUT),
        (socket.gaierror(socket.EAI_NONAME, "not known"), Trouble.DNS_FAILURE),
        (UnicodeError("label too long"), Trouble.DNS_FAILURE),
        (ssl.SSLCertVerificationError("expired"), Trouble.TLS_CERT),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), Trouble.TLS_HANDSHAKE),
        (ssl.SSLEOFError("eof"), Trouble.TLS_HANDSHAKE),
        (RuntimeError("what?"), Trouble.CONN_DROPPED),
    ],
)
def test_what_the_system_raised(error: Exception | None, trouble: Trouble) -> None:
    assert loss_of(error).trouble is trouble


def test_detail_is_the_system_s_word() -> None:
    assert loss_of(OSError(errno.ENETUNREACH, "Network is unreachable")) == Loss(
        Trouble.CONN_UNREACHABLE, "Network is unreachable"
    )
    assert loss_of(None).detail == "closed by the server"
