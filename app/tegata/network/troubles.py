"""The one seam where exceptions of socket, ssl and resolver become troubles."""

import errno
import socket
import ssl
from dataclasses import dataclass

from tegata.protocols.outcome import Trouble

_BY_ERRNO = {
    errno.ECONNREFUSED: Trouble.CONN_REFUSED,
    errno.ETIMEDOUT: Trouble.CONN_TIMEOUT,
    errno.ENETUNREACH: Trouble.CONN_UNREACHABLE,
    errno.EHOSTUNREACH: Trouble.CONN_UNREACHABLE,
    errno.ENETDOWN: Trouble.CONN_UNREACHABLE,
    errno.EHOSTDOWN: Trouble.CONN_UNREACHABLE,
    errno.EADDRNOTAVAIL: Trouble.CONN_UNREACHABLE,  # the local address to bind to is gone: we have moved
    errno.EAFNOSUPPORT: Trouble.CONN_UNREACHABLE,
    errno.EACCES: Trouble.CONN_UNREACHABLE,  # a packet filter of our own said no
    errno.EPERM: Trouble.CONN_UNREACHABLE,
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a line is of no use any more; `detail` is the system's own word."""

    trouble: Trouble
    detail: str = ""


def loss_of(error: Exception | None) -> Loss:
    """Translate what the system raised; None is a connection closed in good order, but too early."""
    match error:
        case None:
            return Loss(Trouble.CONN_DROPPED, "closed by the server")
        case ssl.SSLCertVerificationError():  # its attributes are there when OpenSSL made it, not always else
            return Loss(Trouble.TLS_CERT, getattr(error, "verify_message", "") or str(error))
        case ssl.SSLError():
            return Loss(Trouble.TLS_HANDSHAKE, getattr(error, "reason", "") or str(error))
        case socket.gaierror():
            return Loss(Trouble.DNS_FAILURE, error.strerror or str(error))
        case UnicodeError() | ValueError():  # a host name that cannot be asked for
            return Loss(Trouble.DNS_FAILURE, str(error))
        case TimeoutError():
            return Loss(Trouble.CONN_TIMEOUT, str(error))
        case OSError():
            return Loss(_BY_ERRNO.get(error.errno or 0, Trouble.CONN_DROPPED), error.strerror or str(error))
        case _:
            return Loss(Trouble.CONN_DROPPED, str(error))
