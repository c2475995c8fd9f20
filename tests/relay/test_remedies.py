"""What can be done, and what the account or the server makes useless."""

from dataclasses import replace

import pytest

from tegata.accounts.account import Account, Login
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis, Remedy
from tegata.relay.learned import Learned
from tegata.relay.remedies import REMEDIES, offering_auth, remedies_for


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_can_be_helped(cause: Cause) -> None:
    assert REMEDIES[cause]


def test_a_server_that_offers_auth_invites_to_switch(account: Account) -> None:
    remedies = remedies_for(Cause.AUTH_REQUIRED, account, auth_offered=True)
    assert remedies == (Remedy.SWITCH_TO_AUTH, Remedy.POP_LOGIN_AND_RETRY)


def test_nobody_switches_to_what_is_not_offered_or_done_already(account: Account) -> None:
    with_auth = replace(account, submission=replace(account.submission, login=Login.PASSWORD))
    looked_at = (Remedy.POP_LOGIN_AND_RETRY, Remedy.OPEN_SETTINGS)
    assert remedies_for(Cause.RELAY_DENIED, account, auth_offered=False) == looked_at
    assert remedies_for(Cause.RELAY_DENIED, with_auth, auth_offered=True) == looked_at


def test_without_a_mailbox_there_is_no_pop_login(account: Account) -> None:
    remedies = remedies_for(Cause.RELAY_DENIED, replace(account, pop=None), auth_offered=None)
    assert remedies == (Remedy.SWITCH_TO_AUTH,)
    assert remedies_for(Cause.PERHAPS_DELIVERED, replace(account, pop=None), auth_offered=None) == ()


@pytest.mark.parametrize(
    ("cause", "second", "learned", "offered"),
    [
        (Cause.NEEDS_POP_BEFORE_SMTP, None, Learned(), False),
        (Cause.NEEDS_POP_BEFORE_SMTP, None, Learned(offers_auth=True), True),
        (Cause.NEEDS_POP_BEFORE_SMTP, Cause.RELAY_DENIED_AUTH_NEEDED, Learned(), True),
        (Cause.AUTH_REQUIRED, None, Learned(), True),
    ],
)
def test_auth_is_offered_where_something_speaks_for_it(
    cause: Cause, second: Cause | None, learned: Learned, offered: bool
) -> None:
    diagnosis = Diagnosis(cause, Confidence.LIKELY, (), REMEDIES[cause], "550 no", second)
    remedies = offering_auth(diagnosis, learned).remedies
    assert (Remedy.SWITCH_TO_AUTH in remedies) is offered
    assert (Remedy.OPEN_SETTINGS in remedies) is not offered
