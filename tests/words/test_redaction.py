"""What is nobody's business is not in the text, however it is written."""

import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegata.accounts.account import Account, Security, Server
from tegata.words.redaction import Redaction, without_addresses, without_local_part

ACCOUNT = Account(
    name="work",
    address="anna.berg@provider-a.example",
    display_name="Anna Berg",
    submission=Server("smtp.provider-a.example", 25, Security.STARTTLS),
    pop=Server("pop.provider-a.example", 995, Security.TLS, user="ab1834"),
)


def cleaned(text: str, *own_names: str, account: Account = ACCOUNT) -> str:
    return Redaction(account, own_names).of_server(text)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("<anna.berg@provider-a.example>: no", "<a…@provider-a.example>: no"),
        ("ola@elsewhere.example not found", "o…@elsewhere.example not found"),
        ('"ola b"@elsewhere.example', "o…@elsewhere.example"),
        ("ola@[203.0.113.9]", "o…@[203.0.113.9]"),
        ("no mailbox AB1834 here", "no mailbox [left out] here"),
        ("Anna Berg, go away", "[left out], go away"),
        ("client [192.168.1.7] rejected", "client [a private address, IPv4] rejected"),
        ("from 100.64.3.9: no", "from [a private address, IPv4]: no"),
        ("10-0-0-5.lan", "[a private address, IPv4].lan"),
        ("[IPv6:fd12:3456::7] rejected", "[a private address, IPv6] rejected"),
        ("fe80::1%eth0.", "[a private address, IPv6]."),
        ("::ffff:10.1.2.3", "[a private address, IPv4]"),
        ("127.0.0.1:2525", "[a private address, IPv4]:2525"),
        ("client [203.0.113.7] is listed", "client [203.0.113.7] is listed"),
        ("2001:db8::7 and 5.7.1 and 14:22:03", "2001:db8::7 and 5.7.1 and 14:22:03"),
        ("at home\x1b[31m\u202e", "at home"),
    ],
)
def test_a_servers_line(said: str, left: str) -> None:
    assert cleaned(said) == left


def test_this_computers_name_is_left_out_with_and_without_its_domain() -> None:
    said = "<annas-laptop.lan>: Helo rejected, ANNAS-LAPTOP is not known"
    assert cleaned(said, "annas-laptop.lan") == "<[left out]>: Helo rejected, [left out] is not known"


def test_a_short_name_is_left_out_as_a_word_only() -> None:
    account = replace(ACCOUNT, pop=replace(ACCOUNT.submission, user="al"))
    assert cleaned("al: relaying denial", account=account) == "[left out]: relaying denial"


def test_our_own_words_keep_what_is_public() -> None:
    assert without_addresses("it sees you as 203.0.113.7") == "it sees you as 203.0.113.7"
    assert without_addresses("Connected to 192.168.1.1") == "Connected to [a private address, IPv4]"


@pytest.mark.parametrize(
    ("address", "left"),
    [("ola@a.example", "o…@a.example"), ("ola", "o…"), ("", "…"), ('"o l"@a.example', "o…@a.example")],
)
def test_what_is_left_of_an_address(address: str, left: str) -> None:
    assert without_local_part(address) == left


CANARY = st.from_regex(r"cAnary[A-Za-z0-9._!+-]{0,12}", fullmatch=True)
AROUND = st.sampled_from(["{}", "<{}>", "user={}", "'{}':", "x {} y", "[{}]", "code={}", "auth {}=", "({})"])
PRIVATE = st.one_of(
    st.ip_addresses(network="10.0.0.0/8"),
    st.ip_addresses(network="172.16.0.0/12"),
    st.ip_addresses(network="192.168.0.0/16"),
    st.ip_addresses(network="100.64.0.0/10"),
    st.ip_addresses(network="169.254.0.0/16"),
    st.ip_addresses(network="fc00::/7"),
    st.ip_addresses(network="fe80::/10"),
)


def forms_of(canary: str) -> Iterator[str]:
    """Plain, and base64 alone and as AUTH PLAIN has it."""
    yield canary
    for clear in (canary, f"\0{canary}\0secret", f"xx{canary}", f"x{canary} y"):
        yield base64.b64encode(clear.encode()).decode()


@settings(deadline=None)
@given(CANARY, AROUND, st.sampled_from(["user", "address", "name", "computer"]))
def test_no_name_comes_through_in_any_shape(canary: str, around: str, kind: str) -> None:
    account = {
        "user": replace(ACCOUNT, pop=replace(ACCOUNT.submission, user=canary)),
        "address": replace(ACCOUNT, address=f"{canary}@a.example"),
        "name": replace(ACCOUNT, display_name=canary),
        "computer": ACCOUNT,
    }[kind]
    for form in forms_of(canary):
        left = cleaned(around.format(form), canary, account=account)
        assert form not in left
        assert "canary" not in left.lower()


@settings(deadline=None)
@given(PRIVATE, AROUND)
def test_no_private_address_comes_through(address: object, around: str) -> None:
    for form in (str(address), f"IPv6:{address}" if ":" in str(address) else f"{address}:25"):
        assert str(address) not in cleaned(around.format(form))
