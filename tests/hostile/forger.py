"""Certificates as nobody should believe them, each for `localhost`, and one that is in order."""

import ssl
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
_DAY = timedelta(days=1)
_SERVER = ExtendedKeyUsageOID.SERVER_AUTH


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whoever signs, rightly or not."""

    certificate: x509.Certificate
    key: Key


@dataclass(frozen=True, slots=True)
class Wish:
    """What to put into a certificate. `begins` and `ends` are days from today."""

    names: Sequence[str] = ("localhost",)
    common_name: str = "localhost"
    begins: int = -1
    ends: int = 30
    usage: x509.ObjectIdentifier = _SERVER
    is_ca: bool = False
    only_below: str | None = None


def issue(wish: Wish, by: Issuer | None, key: Key | None = None) -> Issuer:
    """Make a certificate; without an issuer it signs itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, wish.common_name)])
    signer = by.key if by else key
    today = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today + wish.begins * _DAY)
        .not_valid_after(today + wish.ends * _DAY)
        .add_extension(x509.BasicConstraints(ca=wish.is_ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if wish.is_ca:
        builder = builder.add_extension(_may_sign(), critical=True)
    else:
        builder = builder.add_extension(x509.ExtendedKeyUsage([wish.usage]), critical=False)
        if wish.names:
            names = x509.SubjectAlternativeName([x509.DNSName(name) for name in wish.names])
            builder = builder.add_extension(names, critical=False)
    if wish.only_below is not None:
        limits = x509.NameConstraints([x509.DNSName(wish.only_below)], None)
        builder = builder.add_extension(limits, critical=True)
    return Issuer(builder.sign(signer, hashes.SHA256()), key)


def root(name: str) -> Issuer:
    """Make an authority."""
    return issue(Wish(common_name=name, is_ca=True, ends=365), None)


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def shown(*chain: Issuer) -> ssl.SSLContext:
    """Return the settings of a server that shows these certificates; the first one is its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # the server does not mind a weak key
    private = chain[0].key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "chain.pem"
        file.write_bytes(private + b"".join(pem(each.certificate) for each in chain))
        context.load_cert_chain(file)
    return context


def _below(authority: Issuer, middle: Wish, leaf: Wish | None = None) -> tuple[Issuer, Issuer]:
    between = issue(middle, authority)
    return issue(leaf or Wish(), between), between


_MIDDLE = Wish(common_name="between", is_ca=True, names=())

HONEST: dict[str, Callable[[Issuer], ssl.SSLContext]] = {
    "by the root": lambda authority: shown(issue(Wish(), authority)),
    "with its intermediate": lambda authority: shown(*_below(authority, _MIDDLE)),
}
FORGED: dict[str, Callable[[Issuer], ssl.SSLContext]] = {
    "self-signed": lambda _: shown(issue(Wish(), None)),
    "self-signed authority": lambda _: shown(issue(Wish(is_ca=True), None)),
    "unknown root": lambda _: shown(issue(Wish(), root("somebody else"))),
    "unknown root of the same name": lambda _: shown(issue(Wish(), root("hostile tests"))),
    "unknown root, shown": lambda _: shown(issue(Wish(), other := root("somebody else")), other),
    "wrong name": lambda authority: shown(issue(Wish(names=("other.example",)), authority)),
    "name as a part": lambda authority: shown(issue(Wish(names=("localhost.evil.example",)), authority)),
    "name behind another": lambda authority: shown(issue(Wish(names=("mail.localhost",)), authority)),
    "expired": lambda authority: shown(issue(Wish(begins=-30, ends=-1), authority)),
    "not yet valid": lambda authority: shown(issue(Wish(begins=1), authority)),
    "common name only": lambda authority: shown(issue(Wish(names=()), authority)),
    "wildcard for everything": lambda authority: shown(issue(Wish(names=("*",)), authority)),
    "wildcard for a part": lambda authority: shown(issue(Wish(names=("local*", "*host")), authority)),
    "wildcard below": lambda authority: shown(issue(Wish(names=("*.localhost",)), authority)),
    "for clients": lambda authority: shown(issue(Wish(usage=ExtendedKeyUsageOID.CLIENT_AUTH), authority)),
    "for signing code": lambda authority: shown(
        issue(Wish(usage=ExtendedKeyUsageOID.CODE_SIGNING), authority)
    ),
    "missing intermediate": lambda authority: shown(_below(authority, _MIDDLE)[0]),
    "expired intermediate": lambda authority: shown(
        *_below(authority, Wish(common_name="between", is_ca=True, names=(), begins=-30, ends=-1))
    ),
    "issued by a server": lambda authority: shown(*_below(authority, Wish())),
    "outside its issuer's names": lambda authority: shown(
        *_below(authority, Wish(common_name="between", is_ca=True, only_below="other.example"))
    ),
    "weak key": lambda authority: shown(issue(Wish(), authority, rsa.generate_private_key(65537, 1024))),  # noqa: S505
}


def _may_sign() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
