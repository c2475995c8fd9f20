"""There and back again: nothing of POP before SMTP is lost on the way."""

from dataclasses import replace

from tegata.accounts.account import Account, Login, PopBeforeSend, Security, Server
from tegata.accounts.auth_switch import back_from_auth, can_go_back, to_auth

ANNA = Account(
    name="anna",
    address="anna@a.example",
    display_name="Anna",
    submission=Server("mail.a.example", 25, Security.NONE),
    pop=Server("pop.a.example", 995, Security.TLS, user="anna"),
    pop_before_send=PopBeforeSend(enabled=True),
)
FOUND = Server("mail.a.example", 587, Security.STARTTLS, user="anna")


def test_switched_it_logs_in_inside_smtp_and_keeps_the_rest() -> None:
    switched = to_auth(ANNA, FOUND)
    assert switched.submission == replace(FOUND, login=Login.PASSWORD)
    assert (switched.pop, switched.pop_before_send) == (ANNA.pop, ANNA.pop_before_send)
    assert can_go_back(switched)


def test_back_again_it_is_as_it_was() -> None:
    assert back_from_auth(to_auth(ANNA, FOUND)) == ANNA
    assert not can_go_back(ANNA)
    assert back_from_auth(ANNA) == ANNA


def test_a_second_switch_does_not_lose_the_way_back() -> None:
    elsewhere = replace(FOUND, port=465, security=Security.TLS)
    assert back_from_auth(to_auth(to_auth(ANNA, FOUND), elsewhere)) == ANNA


def test_who_logs_in_otherwise_by_hand_has_no_way_back_offered() -> None:
    by_hand = replace(to_auth(ANNA, FOUND), submission=ANNA.submission)
    assert not can_go_back(by_hand)
