"""Whom we believe: the system's certificate authorities, and one more for a single server."""

import ssl
import sys
from dataclasses import dataclass
from pathlib import Path

from tegata.tasks import in_thread

_made: dict[tuple[str, int] | None, ssl.SSLContext] = {}


async def tls_context(ca_file: str | None = None) -> ssl.SSLContext:
    """Return the settings for TLS; loading the authorities takes long enough to be done once, off the loop.

    `ca_file` is trusted besides the system's own. Raises OSError when it cannot be read; ssl.SSLError,
    an OSError too, when it holds no certificate.
    """
    key = None if ca_file is None else (ca_file, _changed(ca_file))
    if key not in _made:
        _made[key] = await in_thread(lambda: _make(ca_file), "tls-context")
    return _made[key]


@dataclass(frozen=True, slots=True)
class SystemTrust:
    """What the system's trust store comes to. `library` is OpenSSL's name and version.

    `authorities` is None where the store is not read but asked about each certificate: Windows and macOS.
    """

    authorities: int | None
    library: str


def system_trust() -> SystemTrust:
    """Load the system's authorities as a handshake does, without a network. Blocks: call it from a thread."""
    line = _make(None).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost")
    read = sys.platform not in {"win32", "darwin"}
    # Of the line's own context: truststore loads at this moment, and counts nothing itself.
    return SystemTrust(line.context.cert_store_stats()["x509_ca"] if read else None, ssl.OPENSSL_VERSION)


def _changed(ca_file: str) -> int:
    return Path(ca_file).stat().st_mtime_ns


def _make(ca_file: str | None) -> ssl.SSLContext:
    context = _system_trust() if ca_file is None else ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # A certificate without subjectAltName must not pass by its common name (RFC 9525 section 2).
    context.hostname_checks_common_name = False
    return context


def _system_trust() -> ssl.SSLContext:
    """Return a context on the system's trust store.

    Where OpenSSL finds that store by itself its authorities are loaded once, here: truststore loads them
    at each handshake, which is on the loop. Windows and macOS keep a store that only truststore can ask.
    """
    if sys.platform not in {"win32", "darwin"}:
        context = ssl.create_default_context()
        if context.cert_store_stats()["x509_ca"]:
            return context
    try:
        import truststore
    except ImportError:
        return ssl.create_default_context()
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
