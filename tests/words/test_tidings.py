"""The words of a notice: enough to know which letter, and nothing for the eyes of others."""

import pytest

from tegata.store.parcel import HoldReason, Parcel, ParcelState, Recipient
from tegata.words.tidings import Notice, notice
from tests.words.samples import NOON, TAKEN, a_parcel, refused

S = ParcelState
REFUSED = a_parcel(S.FAILED, recipients=(Recipient("bob@b.example", refused("<b>click here</b>")),))
PARTLY = (Recipient("bob@b.example", refused()), Recipient("ola@b.example", TAKEN))
LATE = a_parcel(S.WAITING, tries=4, due=NOON)
QUESTIONS = [
    a_parcel(S.HELD, hold=HoldReason.SOME_REFUSED, recipients=PARTLY),
    a_parcel(S.HELD, hold=HoldReason.PASSWORD_NEEDED),
]


@pytest.mark.parametrize(
    ("parcel", "expected"),
    [
        (REFUSED, Notice("A letter was refused", "“Greetings”\nIt is safe in the outbox.")),
        (LATE, Notice("1 letter has not left yet", "“Greetings”\nLeaves now.")),
        (
            QUESTIONS[0],
            Notice(
                "1 letter needs a word from you", "“Greetings”\nSend to the others, or correct the address."
            ),
        ),
        (QUESTIONS[1], Notice("1 letter needs a word from you", "“Greetings”\nWaits for a password.")),
    ],
)
def test_one_letter_is_named(parcel: Parcel, expected: Notice) -> None:
    assert notice([parcel], NOON, locked=False) == expected


def test_perhaps_is_perhaps() -> None:
    said = notice([a_parcel(S.UNCERTAIN, subject="")], NOON, locked=False)
    assert said.headline == "A letter was perhaps delivered"
    assert said.body.startswith("“(no subject)”\nThe line broke at ")


@pytest.mark.parametrize("parcel", [REFUSED, LATE, *QUESTIONS, a_parcel(S.FAILED, recipients=PARTLY)])
@pytest.mark.parametrize("locked", [True, False])
def test_neither_addresses_nor_what_a_server_said_go_in(parcel: Parcel, locked: bool) -> None:
    said = notice([parcel], NOON, locked=locked)
    assert "@" not in said.headline + said.body
    assert "click here" not in said.headline + said.body


def test_a_locked_screen_names_no_letter() -> None:
    assert notice([REFUSED], NOON, locked=True) == Notice("1 letter needs a word from you")
    assert notice([LATE], NOON, locked=True) == Notice("1 letter has not left yet")


def test_several_are_one_notice_with_the_gravest_first() -> None:
    others = [a_parcel(S.FAILED, id=n, subject=f"No. {n}") for n in range(2, 6)]
    said = notice([LATE, *others], NOON, locked=False)
    assert said == Notice("4 letters need a word from you", "“No. 2”\n“No. 3”\n“No. 4”\n…")
    assert notice([LATE, LATE], NOON, locked=False).headline == "2 letters have not left yet"
