"""Two changes of one account: both count, and where they clash the place is named."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tegata.accounts.account import Account, Login, Polling, PopBeforeSend, Security, Server
from tegata.accounts.merging import merge

BASE = Account(
    name="anna",
    address="anna@a.example",
    display_name="Anna",
    submission=Server("smtp.a.example", 25, Security.STARTTLS, user="anna"),
    pop=Server("pop.a.example", 995, Security.TLS, user="anna"),
    pop_before_send=PopBeforeSend(enabled=True),
)
CHANGES: dict[str, dict[str, Any]] = {
    "name": {"name": "berg"},
    "address": {"address": "berg@a.example"},
    "signature": {"signature": "Anna"},
    "port": {"submission": replace(BASE.submission, port=587, login=Login.PASSWORD)},
    "pop": {"pop": replace(BASE.pop or BASE.submission, host="mail.a.example", apop=True)},
    "window": {"pop_before_send": PopBeforeSend(enabled=True, window=timedelta(minutes=7.5))},
    "polling": {"polling": Polling(timedelta(minutes=10))},
}
SOME = st.sets(st.sampled_from(sorted(CHANGES)))


def changed(names: set[str]) -> Account:
    return replace(BASE, **{key: value for name in names for key, value in CHANGES[name].items()})


@given(theirs=SOME, ours=SOME)
def test_changes_at_different_places_both_count(theirs: set[str], ours: set[str]) -> None:
    assert merge(BASE, changed(theirs), changed(ours)) == changed(theirs | ours)


def test_places_inside_one_server_are_places_of_their_own() -> None:
    theirs = replace(BASE, submission=replace(BASE.submission, host="mail.a.example"))
    ours = replace(BASE, submission=replace(BASE.submission, port=587))
    both = replace(BASE, submission=replace(BASE.submission, host="mail.a.example", port=587))
    assert merge(BASE, theirs, ours) == both


def test_a_clash_names_the_place_and_is_settled_by_naming_it_back() -> None:
    theirs = replace(BASE, display_name="Berg", signature="Anna")
    ours = replace(BASE, display_name="A. Berg")
    assert merge(BASE, theirs, ours) == ("display_name",)
    assert merge(BASE, theirs, ours, ["display_name"]) == replace(theirs, display_name="A. Berg")


def test_a_server_taken_away_stays_away() -> None:
    base = replace(BASE, pop_before_send=PopBeforeSend(enabled=False))
    theirs = replace(base, pop=None)
    assert merge(base, theirs, replace(base, signature="A.")) == replace(theirs, signature="A.")


def test_two_changes_that_make_no_account_together_are_a_clash() -> None:
    base = replace(BASE, pop_before_send=PopBeforeSend(enabled=False))
    assert merge(base, replace(base, pop=None), BASE) == ("pop_before_send.enabled",)
