"""Certificates that must pass and certificates that must not."""

import ssl
import sys
import warnings
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
import truststore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tegata.accounts.account import Security, Server
from tegata.clock import system_clock
from tegata.network import trust
from tegata.network.connect import connect
from tegata.network.line import Line
from tegata.network.patience import Patience
from tegata.network.transcript import Transcript
from tegata.network.trust import system_trust, tls_context
from tegata.protocols.outcome import Broken, Phase, Trouble
from tests.network.conftest import Peer, Stage

Reach = Callable[..., Awaitable[Line | Broken]]


@pytest.fixture
def reach(stage: Stage, transcript: Transcript, ca_file: str) -> Reach:
    """Connect to a server with these settings; what the client trusts is `ca_file` unless told otherwise."""

    async def play(peer: Peer) -> None:
        await peer.reader.read()

    async def reach(
        tls: ssl.SSLContext, *, host: str = "127.0.0.1", trusted: str | None = ca_file
    ) -> Line | Broken:
        server = Server(host, await stage.serve(play, tls=tls), Security.TLS, ca_file=trusted)
        result = await connect(server, patience=Patience(), clock=system_clock(), transcript=transcript)
        if isinstance(result, Line):
            await result.close()
        return result

    return reach


def serving(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def reason(result: Line | Broken) -> str:
    assert isinstance(result, Broken), result
    assert (result.phase, result.trouble) == (Phase.TLS, Trouble.TLS_CERT)
    return result.detail


async def test_authority_of_our_own(reach: Reach, authority: trustme.CA) -> None:
    assert isinstance(await reach(serving(authority.issue_cert("127.0.0.1"))), Line)


async def test_authority_that_nobody_knows(reach: Reach, authority: trustme.CA) -> None:
    assert "issuer" in reason(await reach(serving(authority.issue_cert("127.0.0.1")), trusted=None))
    assert "issuer" in reason(await reach(serving(trustme.CA().issue_cert("127.0.0.1"))))


async def test_certificate_for_another_name(reach: Reach, authority: trustme.CA) -> None:
    assert "127.0.0.1" in reason(await reach(serving(authority.issue_cert("mail.b.example"))))
    detail = reason(await reach(serving(authority.issue_cert("mail.b.example")), host="localhost"))
    assert "localhost" in detail


async def test_expired_certificate(reach: Reach, authority: trustme.CA) -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    expired = serving(authority.issue_cert("127.0.0.1", not_before=past, not_after=past + timedelta(days=1)))
    assert "expired" in reason(await reach(expired))


async def test_certificate_with_a_common_name_only(reach: Reach, tmp_path: Path) -> None:
    path = _self_signed_without_alternative_names(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    assert "localhost" in reason(await reach(context, host="localhost", trusted=str(path)))


async def test_old_tls_is_not_spoken(reach: Reach, authority: trustme.CA) -> None:
    old = serving(authority.issue_cert("127.0.0.1"))
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        old.minimum_version = ssl.TLSVersion.TLSv1_1
    broken = await reach(old)
    assert isinstance(broken, Broken)
    assert broken.trouble in {Trouble.TLS_HANDSHAKE, Trouble.CONN_DROPPED}


async def test_tls_1_2_is_spoken(reach: Reach, authority: trustme.CA) -> None:
    context = serving(authority.issue_cert("127.0.0.1"))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    line = await reach(context)
    assert isinstance(line, Line)
    assert line.tls is not None
    assert line.tls.version == "TLSv1.2"


@pytest.mark.parametrize("own", [False, True])
async def test_settings(ca_file: str, own: bool) -> None:
    context = await tls_context(ca_file if own else None)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert not context.hostname_checks_common_name
    assert await tls_context(ca_file if own else None) is context


@pytest.mark.parametrize("platform", ["win32", "darwin"])
async def test_store_that_openssl_does_not_find(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(trust, "_made", {})
    monkeypatch.setattr(sys, "platform", platform)
    context = await tls_context()
    assert isinstance(context, truststore.SSLContext)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert not context.hostname_checks_common_name


async def test_no_truststore_is_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "_made", {})
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "truststore", None)
    assert (await tls_context()).verify_mode is ssl.CERT_REQUIRED


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the store is asked there, not read")
def test_the_systems_authorities_are_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ca_file: str
) -> None:
    found = system_trust()
    assert found.library == ssl.OPENSSL_VERSION
    assert found.authorities == ssl.create_default_context().cert_store_stats()["x509_ca"]
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("SSL_CERT_FILE", ca_file)
    assert system_trust().authorities == 1


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the store is asked there, not read")
def test_authorities_that_only_truststore_finds_are_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ca_file: str
) -> None:
    """As in a bundle whose OpenSSL was built for another distribution."""
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setattr("truststore._openssl._CA_FILE_CANDIDATES", [])
    assert system_trust().authorities == 0
    monkeypatch.setattr("truststore._openssl._CA_FILE_CANDIDATES", [ca_file])
    assert system_trust().authorities == 1


def test_a_store_that_is_only_asked_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system_trust().authorities is None


async def test_ca_file_is_read_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    contexts: list[ssl.SSLContext] = []
    for _ in range(2):
        path.unlink(missing_ok=True)
        trustme.CA().cert_pem.write_to_path(str(path))
        contexts.append(await tls_context(str(path)))
    assert contexts[0] is not contexts[1]


@pytest.mark.parametrize("content", [None, "", "no certificate"])
async def test_ca_file_that_is_none(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(OSError):  # noqa: PT011 - ssl.SSLError is one, with words that vary
        await tls_context(str(path))


def _self_signed_without_alternative_names(folder: Path) -> Path:
    """Write key and certificate for the common name `localhost` into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "cn-only.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
