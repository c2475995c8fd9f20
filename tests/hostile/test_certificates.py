"""Certificates that prove nothing: the line ends before a name, a password or a letter has left."""

import ssl

import pytest

from tegata.accounts.account import Security
from tegata.delivery.notices import LoggedIn
from tegata.protocols.outcome import Accepted, Broken, Phase, Trouble
from tests.hostile.conftest import Start, Traveller, fate
from tests.hostile.forger import FORGED, HONEST, Issuer, pem, root

OFFERS = {"EHLO": b"250-mail.a.example\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n"}
ways = pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
forgeries = pytest.mark.parametrize("forgery", FORGED)


@pytest.fixture(scope="session")
def issuer() -> Issuer:
    return root("hostile tests")


@pytest.fixture(scope="session")
def ca_file(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Anna trusts this authority for her servers."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    path.write_bytes(pem(issuer.certificate))
    return str(path)


@pytest.fixture(scope="session")
def contexts(issuer: Issuer) -> dict[str, ssl.SSLContext]:
    return {name: make(issuer) for name, make in (HONEST | FORGED).items()}


@ways
@forgeries
async def test_no_letter_goes_there(
    anna: Traveller, smtp: Start, contexts: dict[str, ssl.SSLContext], forgery: str, security: Security
) -> None:
    villain = await smtp(OFFERS, contexts[forgery], at_once=security is Security.TLS)
    outcome = fate(await anna.send(anna.account(villain, security=security, auth=True)))
    assert isinstance(outcome, Broken)
    assert (outcome.phase, outcome.trouble) == (Phase.TLS, Trouble.TLS_CERT)
    assert villain.times("AUTH") == villain.times("MAIL") == 0


@ways
@forgeries
async def test_no_password_goes_there(
    anna: Traveller,
    smtp: Start,
    pop: Start,
    contexts: dict[str, ssl.SSLContext],
    forgery: str,
    security: Security,
) -> None:
    villain = await pop({}, contexts[forgery], at_once=security is Security.TLS)
    result = await anna.log_in(anna.account(await smtp(), villain, security=security))
    assert isinstance(result, Broken)
    assert (result.phase, result.trouble) == (Phase.TLS, Trouble.TLS_CERT)
    assert villain.times("USER") == villain.times("PASS") == 0


@ways
@pytest.mark.parametrize("chain", HONEST)
async def test_what_is_in_order_is_believed(
    anna: Traveller,
    smtp: Start,
    pop: Start,
    contexts: dict[str, ssl.SSLContext],
    chain: str,
    security: Security,
) -> None:
    at_once = security is Security.TLS
    mailbox = await pop({}, contexts[chain], at_once=at_once)
    account = anna.account(await smtp(OFFERS, contexts[chain], at_once=at_once), mailbox, security=security)
    assert isinstance(await anna.log_in(account), LoggedIn)
    assert isinstance(fate(await anna.send(account)), Accepted)
