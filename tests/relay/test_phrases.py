"""The little language of the tables: what a phrase finds, and what it does not."""

import pytest

from tegata.relay import phrases
from tegata.relay.phrases import found


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("reject", "message rejected"),
        ("pop.", "use pop, please"),
        ("black list", "blacklisted"),
        ("black list", "black-list"),
        ("black list", "on our black lists"),
        ("relay … denied", "relaying of mail for anybody is denied"),
        ("mailbox is? full", "mailbox full"),
        ("mailbox is? full", "mailbox is full"),
        ("(user|mail box) unknown", "mailbox unknown"),
        ("(user|({secret}|alias) name) unknown", "alias name unknown"),
        ("{auth} required", "smtp auth required"),
        ("中継 … 拒否", "第三者中継は拒否されました"),
        ("受信 … 送信", "受信してから送信smtp"),
        ("not (a|an) … relay", "not a mail relay"),
        ("(not|un) known", "unknown"),
        ("nothing\n  at all / relay denied", "relay denied"),
    ],
)
def test_a_phrase_finds(phrase: str, text: str) -> None:
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("pop.", "population"),
        ("spam", "nospam"),
        ("relay denied", "denied relay"),
        ("relay … denied", "relay" + " x" * 60 + " denied"),
        ("mailbox full", "full mailbox"),
        ("10060", "110060"),
        ("not (a|an) … relay", "not authorised to relay"),
        ("not a", "not authorised"),
    ],
)
def test_a_phrase_does_not_find(phrase: str, text: str) -> None:
    assert not found(phrase, text)


def test_a_name_that_nobody_has_explained_is_a_mistake_of_the_table() -> None:
    with pytest.raises(KeyError):
        found("{nonesuch} denied", "denied")


def test_what_cannot_be_in_a_text_is_never_made_a_pattern() -> None:
    before = phrases._compiled.cache_info().misses
    assert not found("chrysanthemum … {relay}", "550 relay denied")
    assert phrases._compiled.cache_info().misses == before
