"""Trying SMTP AUTH, in words."""

from tegata.accounts.account import Account, Security, Server
from tegata.delivery.notices import AuthWorks
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.words.auth_trial import tried, trying
from tegata.words.tried import Tried

ANNA = Account("anna", "anna@a.example", "Anna", Server("smtp.a.example", 25, Security.STARTTLS))


def test_while_the_server_is_asked() -> None:
    asking = "Asking smtp.a.example. No letter is sent, and nothing is changed."
    assert trying("smtp.a.example") == Tried("Trying SMTP AUTH…", asking)


def test_where_it_works_the_port_is_named() -> None:
    told = tried(AuthWorks(Server("smtp.a.example", 587, Security.STARTTLS)), ANNA)
    assert told.headline == "SMTP AUTH works on port 587"
    assert told.server_words == ""


def test_a_password_that_does_not_pass_comes_with_the_servers_words() -> None:
    told = tried(Refused(Phase.AUTH, SmtpReply(535, ("5.7.8 Authentication failed",))), ANNA)
    assert told.detail == "The server did not take the user name or the password. Nothing was changed."
    assert told.server_words == "535 5.7.8 Authentication failed"


def test_without_an_offer_it_is_not_the_settings_fault() -> None:
    told = tried(Declined(Phase.AUTH, Objection.AUTH_NOT_OFFERED, "PLAIN"), ANNA)
    assert told.detail.startswith("The server offers no login that Tegata may use")
    assert told.server_words == ""


def test_nobody_is_quoted_who_has_said_nothing() -> None:
    told = tried(Broken(Phase.CONNECT, Trouble.CONN_REFUSED, "errno 111"), ANNA)
    assert told == Tried(
        "SMTP AUTH cannot be used as things are",
        "Nothing answers at this server and port. Nothing was changed.",
    )
