"""What is wrong with an account, field by field."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Account, Polling, PopBeforeSend, Security, Server
from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason, validate
from tests.accounts.samples import HOME, PLAIN

F = AccountField
R = AccountReason


@pytest.mark.parametrize("account", [HOME, PLAIN])
def test_a_sound_account_has_no_flaws(account: Account) -> None:
    assert validate(account, {"other"}) == ()


@pytest.mark.parametrize(
    "host", ["mail", "mail.a.example.", "MAIL.example", "192.0.2.1", "2001:db8::1", "手形.example"]
)
def test_hosts_that_will_do(host: str) -> None:
    assert validate(replace(PLAIN, submission=replace(PLAIN.submission, host=host))) == ()


@pytest.mark.parametrize(
    "host",
    ["-a.example", "a..example", "mail a.example", "https://a.example", "a.example:25", "[192.0.2.1]", "a\n"],
)
def test_hosts_that_will_not(host: str) -> None:
    flaws = validate(replace(PLAIN, submission=replace(PLAIN.submission, host=host)))
    assert flaws == (AccountFlaw(F.SUBMISSION_HOST, R.BAD_HOST, host),)


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        (replace(HOME, name=" "), AccountFlaw(F.NAME, R.MISSING)),
        (replace(HOME, name="taken"), AccountFlaw(F.NAME, R.NOT_UNIQUE, "taken")),
        (replace(HOME, name="a\nb"), AccountFlaw(F.NAME, R.CONTROL_CHARACTER, "a\nb")),
        (replace(HOME, display_name="a\rb"), AccountFlaw(F.DISPLAY_NAME, R.CONTROL_CHARACTER, "a\rb")),
        (replace(HOME, address=""), AccountFlaw(F.ADDRESS, R.MISSING)),
        (replace(HOME, address="hana"), AccountFlaw(F.ADDRESS, R.BAD_ADDRESS, "hana")),
        (
            replace(HOME, address="Hana <h@a.example>"),
            AccountFlaw(F.ADDRESS, R.BAD_ADDRESS, "Hana <h@a.example>"),
        ),
        (
            replace(HOME, submission=replace(HOME.submission, host=" ")),
            AccountFlaw(F.SUBMISSION_HOST, R.MISSING),
        ),
        (
            replace(HOME, submission=replace(HOME.submission, port=0)),
            AccountFlaw(F.SUBMISSION_PORT, R.BAD_PORT, "0"),
        ),
        (replace(HOME, pop=Server("pop", 65536, Security.TLS)), AccountFlaw(F.POP_PORT, R.BAD_PORT, "65536")),
        (
            replace(HOME, pop=Server("p", 1, Security.TLS, "a\0")),
            AccountFlaw(F.POP_USER, R.CONTROL_CHARACTER, "a\0"),
        ),
        (
            replace(PLAIN, pop_before_send=PopBeforeSend(enabled=True)),
            AccountFlaw(F.POP_BEFORE_SEND_ENABLED, R.NO_POP_SERVER),
        ),
        (
            replace(PLAIN, pop_before_send=PopBeforeSend(window=timedelta(0))),
            AccountFlaw(F.WINDOW, R.NOT_POSITIVE, "0:00:00"),
        ),
        (
            replace(PLAIN, pop_before_send=PopBeforeSend(window=timedelta(days=2))),
            AccountFlaw(F.WINDOW, R.TOO_LONG, "2 days, 0:00:00"),
        ),
        (
            replace(HOME, polling=Polling(timedelta(minutes=-1))),
            AccountFlaw(F.POLLING_EVERY, R.NOT_POSITIVE, "-1 day, 23:59:00"),
        ),
        (
            replace(PLAIN, polling=Polling(timedelta(minutes=1))),
            AccountFlaw(F.POLLING_EVERY, R.NO_POP_SERVER),
        ),
    ],
)
def test_each_flaw_names_its_field(changed: Account, flaw: AccountFlaw) -> None:
    assert validate(changed, {"taken"}) == (flaw,)


def test_a_password_in_clear_needs_consent() -> None:
    clear = replace(HOME.submission, security=Security.NONE)
    assert validate(replace(HOME, submission=clear)) == (
        AccountFlaw(F.SUBMISSION_CLEARTEXT, R.CLEARTEXT_PASSWORD),
    )
    assert validate(replace(HOME, submission=replace(clear, allow_cleartext_password=True))) == ()
    mailbox = Server("pop.a.example", 110, Security.NONE)
    assert validate(replace(HOME, pop=mailbox)) == (AccountFlaw(F.POP_CLEARTEXT, R.CLEARTEXT_PASSWORD),)
    assert validate(replace(HOME, pop=replace(mailbox, allow_cleartext_password=True))) == ()
