"""Certificates that must pass and certificates that must not: both protocols, both ways into TLS."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from tegata.accounts.account import Security
from tegata.protocols.outcome import Broken, Phase, Trouble
from tests.hostile.conftest import SECRET_WORDS, Way, well
from tests.hostile.forgery import Paper, Wish, issue, serving

Chain = tuple[Paper, ...]
"""What the server shows: its own certificate, then those above it."""


@pytest.fixture(scope="module")
def root() -> Paper:
    """The authority that the account trusts."""
    return issue(Wish(names=(), common_name="The one we trust", is_ca=True))


def _under(root: Paper, ca: Wish, leaf: Wish, *, shown: bool = True) -> Chain:
    """A leaf below an authority in the middle."""
    middle = issue(ca, root)
    return (issue(leaf, middle), middle) if shown else (issue(leaf, middle),)


LEAF = Wish()
CA = Wish(names=(), common_name="One in the middle", is_ca=True)

BAD: dict[str, Callable[[Paper], Chain]] = {
    "self-signed": lambda _: (issue(LEAF),),
    "self-signed, calling itself an authority": lambda _: (issue(replace(LEAF, is_ca=True)),),
    "unknown root": lambda _: _under(issue(replace(CA, common_name="A stranger")), CA, LEAF),
    "root of the same name": lambda root: (
        issue(LEAF, issue(Wish(names=(), common_name="The one we trust", is_ca=True))),
    ),
    "another name": lambda root: (issue(replace(LEAF, names=("mail.b.example",)), root),),
    "name as a prefix": lambda root: (issue(replace(LEAF, names=("localhost.b.example",)), root),),
    "name as a suffix": lambda root: (issue(replace(LEAF, names=("b.localhost",)), root),),
    "address in place of the name": lambda root: (issue(replace(LEAF, names=("127.0.0.1",)), root),),
    "common name only": lambda root: (issue(replace(LEAF, names=()), root),),
    "common name beside another name": lambda root: (issue(replace(LEAF, names=("b.example",)), root),),
    "wildcard for everything": lambda root: (issue(replace(LEAF, names=("*",)), root),),
    "wildcard inside a label": lambda root: (issue(replace(LEAF, names=("local*",)), root),),
    "expired": lambda root: (issue(replace(LEAF, days=(-30, -2)), root),),
    "not yet valid": lambda root: (issue(replace(LEAF, days=(2, 30)), root),),
    "for clients": lambda root: (issue(replace(LEAF, purpose=ExtendedKeyUsageOID.CLIENT_AUTH), root),),
    "for signing code": lambda root: (issue(replace(LEAF, purpose=ExtendedKeyUsageOID.CODE_SIGNING), root),),
    "missing intermediate": lambda root: _under(root, CA, LEAF, shown=False),
    "expired intermediate": lambda root: _under(root, replace(CA, days=(-30, -2)), LEAF),
    "issued by one who is no authority": lambda root: _under(root, replace(CA, is_ca=False), LEAF),
    "issued by one who may not sign": lambda root: _under(
        root, replace(CA, may_sign_certificates=False), LEAF
    ),
    "outside the names permitted": lambda root: _under(root, replace(CA, permitted="b.example"), LEAF),
    "weak key": lambda root: (
        issue(replace(LEAF, key=rsa.generate_private_key(65537, 1024)), root),  # noqa: S505
    ),
}

GOOD: dict[str, Callable[[Paper], Chain]] = {
    "from the root": lambda root: (issue(LEAF, root),),
    "with its intermediate": lambda root: _under(root, CA, LEAF),
    "inside the names permitted": lambda root: _under(root, replace(CA, permitted="localhost"), LEAF),
    "without a purpose": lambda root: (issue(replace(LEAF, purpose=None), root),),
    "among other names": lambda root: (issue(replace(LEAF, names=("b.example", "localhost")), root),),
}

both_ways = pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])


async def outcome_with(way: Way, chain: Chain, root: Paper, security: Security, folder: Path) -> object:
    ca_file = folder / "root.pem"
    ca_file.write_bytes(root.pem())
    way.anna.ca_file = str(ca_file)
    offers = way.offers(way.tls_verb.encode(), b"AUTH PLAIN", b"USER")
    villain = await way.start(offers, serving(folder, *chain), at_once=security is Security.TLS)
    return await way.go(villain, security)


@both_ways
@pytest.mark.parametrize("kind", BAD)
async def test_certificate_that_must_not_pass(
    way: Way, root: Paper, security: Security, kind: str, tmp_path: Path
) -> None:
    outcome = await outcome_with(way, BAD[kind](root), root, security, tmp_path)
    assert isinstance(outcome, Broken), outcome
    assert (outcome.phase, outcome.trouble) == (Phase.TLS, Trouble.TLS_CERT)
    (villain,) = way.servers
    assert [line for line in villain.heard if line.startswith(SECRET_WORDS)] == []


@both_ways
@pytest.mark.parametrize("kind", GOOD)
async def test_certificate_that_must_pass(
    way: Way, root: Paper, security: Security, kind: str, tmp_path: Path
) -> None:
    assert well(await outcome_with(way, GOOD[kind](root), root, security, tmp_path))
