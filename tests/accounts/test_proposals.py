"""Servers proposed for an address: facts out of the table, checked for sense."""

import tomllib

import pytest

from tegata.accounts.account import Account, Login, Security, Server
from tegata.accounts.proposals import Proposal, propose
from tegata.accounts.validate import validate
from tegata.resources import FOLDER

TABLE = tomllib.loads((FOLDER / "providers.toml").read_text("utf-8"))
DOMAINS = [domain for entry in TABLE.values() for domain in entry["domains"]]


def test_a_known_domain_is_proposed_with_smtp_auth() -> None:
    assert propose("Hana.Sato@GMX.net") == Proposal(
        "GMX",
        Server("mail.gmx.net", 465, Security.TLS, "Hana.Sato@gmx.net", Login.PASSWORD),
        Server("pop.gmx.net", 995, Security.TLS, "Hana.Sato@gmx.net"),
    )


@pytest.mark.parametrize(
    ("address", "user"), [("hana@yahoo.co.jp", "hana"), ("hana@iijmio-mail.jp", "hana.iijmio-mail.jp")]
)
def test_the_user_name_has_the_providers_form(address: str, user: str) -> None:
    proposal = propose(address)
    assert proposal is not None
    assert proposal.submission is not None
    assert proposal.submission.user == user


def test_a_provider_without_pop3_is_proposed_without_it() -> None:
    proposal = propose("hana@icloud.com")
    assert proposal is not None
    assert proposal.pop is None


def test_a_provider_that_accepts_nothing_but_oauth_is_named() -> None:
    assert propose("hana@outlook.com") == Proposal("Outlook.com", None, None, oauth_only=True)


@pytest.mark.parametrize("address", ["hana@a.example", "hana", "@gmx.net", "", "hana@", "hana@notgmx.net"])
def test_what_is_not_in_the_table_is_not_proposed(address: str) -> None:
    assert propose(address) is None


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_makes_a_sound_account(domain: str) -> None:
    proposal = propose(f"hana@{domain}")
    assert proposal is not None
    if proposal.oauth_only:
        return
    assert proposal.submission is not None
    account = Account("x", f"hana@{domain}", "", proposal.submission, proposal.pop)
    assert validate(account) == ()
    for server in filter(None, (proposal.submission, proposal.pop)):
        assert server.security is not Security.NONE


def test_no_domain_is_listed_twice() -> None:
    assert len(DOMAINS) == len(set(DOMAINS))
