"""What is remembered of a try tells the same later, whatever has become of the account."""

from dataclasses import replace

import pytest

from tegata.accounts.account import Account, Login, PopBeforeSend, Security, Server
from tegata.protocols.outcome import Broken, Outcome, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.relay.circumstances import circumstances_of, context_from
from tegata.relay.reading import Context, diagnose

ACCOUNT = Account(
    name="anna",
    address="anna@a.example",
    display_name="Anna",
    submission=Server("smtp.a.example", 25, Security.STARTTLS, user="anna"),
    pop=Server("pop.a.example", 995, Security.TLS, user="anna"),
    pop_before_send=PopBeforeSend(enabled=True),
)
WITHOUT_POP = replace(ACCOUNT, pop=None)
WITH_AUTH = replace(ACCOUNT, submission=replace(ACCOUNT.submission, port=587, login=Login.PASSWORD))
CONTEXTS = [
    Context(ACCOUNT),
    Context(ACCOUNT, window_counted=True, auth_offered=True, other_network=True),
    Context(ACCOUNT, logged_in_now=True, auth_offered=False, other_network=False),
    Context(WITHOUT_POP),
    Context(WITH_AUTH),
]
REFUSED = Refused(Phase.RCPT, SmtpReply(554, ("5.7.1 <bob@b.example>: Relay access denied",)))
BLOCKED = Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT)


@pytest.mark.parametrize("context", CONTEXTS)
def test_for_the_same_account_the_context_comes_back(context: Context) -> None:
    assert context_from(context.account, circumstances_of(context)) == context


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("outcome", [REFUSED, BLOCKED])
@pytest.mark.parametrize("now", [ACCOUNT, WITH_AUTH])
def test_servers_changed_since_then_change_no_explanation(
    context: Context, outcome: Outcome, now: Account
) -> None:
    later = context_from(now, circumstances_of(context))
    assert diagnose({"bob@b.example": outcome}, later) == diagnose({"bob@b.example": outcome}, context)


def test_a_mailbox_that_is_gone_is_not_asked_for() -> None:
    assert context_from(WITHOUT_POP, circumstances_of(Context(ACCOUNT))).account.pop is None


def test_where_nothing_was_remembered_the_account_of_today_speaks() -> None:
    assert context_from(WITH_AUTH, None) == Context(WITH_AUTH)
