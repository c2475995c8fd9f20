import pytest

from tegata.delivery.strangers import EVERYBODY, lesson, shortcuts_for
from tegata.mail.envelope import Envelope
from tegata.protocols.shortcuts import Shortcuts, Stranger
from tegata.relay.learned import Learned

BOB = "bob@Elsewhere.example"
EVE = "eve@other.example"


def shortcuts(learned: Learned, *to: str) -> Shortcuts:
    return shortcuts_for(Envelope("anna@a.example", to or (BOB,)), learned)


def test_first_the_server_is_asked_for_a_recipient_of_the_letter() -> None:
    assert shortcuts(Learned()) == Shortcuts(ask_as_stranger=BOB)


def test_the_letter_flies_with_auth_where_all_its_domains_are_refused_to_strangers() -> None:
    learned = Learned(refused_to_strangers=("elsewhere.example",), asked_as_stranger=("elsewhere.example",))
    assert shortcuts(learned) == Shortcuts(letter_with_auth=True)
    assert shortcuts(learned, BOB, EVE) == Shortcuts(ask_as_stranger=EVE)
    assert shortcuts(Learned(refused_to_strangers=(EVERYBODY,)), BOB, EVE).letter_with_auth


def test_no_more_than_three_domains_are_asked_for() -> None:
    assert shortcuts(Learned(asked_as_stranger=("a", "b"))).ask_as_stranger == BOB
    assert shortcuts(Learned(asked_as_stranger=("a", "b", "c"))) == Shortcuts()


def test_bdat_that_fails_is_left_out() -> None:
    assert not shortcuts(Learned(chunking_fails=True)).chunking


@pytest.mark.parametrize(
    ("stranger", "asked", "learned"),
    [
        (None, BOB, Learned()),
        (Stranger.REFUSED_AT_ONCE, BOB, Learned(refused_to_strangers=(EVERYBODY,))),
        (Stranger.REFUSED, BOB, Learned(refused_to_strangers=("elsewhere.example",))),
        (Stranger.WELCOME, BOB, Learned()),
        (Stranger.WELCOME, None, Learned()),
    ],
)
def test_lessons(stranger: Stranger | None, asked: str | None, learned: Learned) -> None:
    changes = lesson(stranger, asked, Learned())
    assert changes.get("refused_to_strangers", ()) == learned.refused_to_strangers
    assert ("elsewhere.example" in changes.get("asked_as_stranger", ())) == (
        stranger is not None and asked is not None
    )


def test_a_recipient_taken_although_auth_failed_ends_it() -> None:
    known = Learned(refused_to_strangers=("elsewhere.example",))
    assert lesson(Stranger.WELCOME, None, known) == {"refused_to_strangers": ()}
