"""Certificates that no client may accept, and a few that it must."""

import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Paper:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self) -> bytes:
        form = serialization.PrivateFormat.PKCS8
        return self.key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


@dataclass(frozen=True)
class Wish:
    """What is to be written into a certificate. `names` are DNS names or addresses, `days` its validity."""

    names: Sequence[str] = ("localhost",)
    common_name: str = "localhost"
    days: tuple[int, int] = (-2, 30)
    is_ca: bool = False
    purpose: x509.ObjectIdentifier | None = ExtendedKeyUsageOID.SERVER_AUTH
    permitted: str | None = None
    key: Key = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    may_sign_certificates: bool = True


def issue(wish: Wish, issuer: Paper | None = None) -> Paper:
    """Write the certificate, signed by the issuer, or by itself."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, wish.common_name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(wish.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + wish.days[0] * DAY)
        .not_valid_after(now + wish.days[1] * DAY)
        .add_extension(x509.BasicConstraints(ca=wish.is_ca, path_length=None), critical=True)
    )
    for extension, critical in _extensions(wish):
        builder = builder.add_extension(extension, critical=critical)
    return Paper(builder.sign(issuer.key if issuer else wish.key, hashes.SHA256()), wish.key)


def _extensions(wish: Wish) -> list[tuple[x509.ExtensionType, bool]]:
    extensions: list[tuple[x509.ExtensionType, bool]] = []
    if wish.names:
        extensions.append((x509.SubjectAlternativeName([_name(each) for each in wish.names]), False))
    if wish.purpose is not None and not wish.is_ca:
        extensions.append((x509.ExtendedKeyUsage([wish.purpose]), False))
    if wish.permitted is not None:
        extensions.append((x509.NameConstraints([x509.DNSName(wish.permitted)], None), True))
    if wish.is_ca:
        extensions.append((_ca_usage(signs=wish.may_sign_certificates), True))
    return extensions


def _ca_usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


def _name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def serving(folder: Path, leaf: Paper, *chain: Paper) -> ssl.SSLContext:
    """Return the settings of a server that shows these."""
    path = folder / "server.pem"
    path.write_bytes(leaf.key_pem() + leaf.pem() + b"".join(paper.pem() for paper in chain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(path)
    return context
