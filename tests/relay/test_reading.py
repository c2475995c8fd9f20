"""A refusal read in its context: what nobody says outright, the context decides."""

from dataclasses import replace

import pytest

from tegata.accounts.account import Account
from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Objection,
    Outcome,
    Phase,
    Refused,
    Trouble,
    Unknown,
)
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.relay.diagnosis import Because, Cause, Confidence, Diagnosis, Remedy
from tegata.relay.reading import (
    Context,
    diagnose,
    diagnose_words,
    gravest,
    is_own_domain,
    may_be_about_relaying,
)

BOB = "bob@elsewhere.example"
COLLEAGUE = "kim@provider-a.example"
DENIED = Refused(Phase.RCPT, SmtpReply(554, ("5.7.1 Relay access denied",), "5.7.1"))


def read(outcome: Outcome, context: Context, to: str = BOB) -> Diagnosis:
    diagnosis = diagnose({to: outcome}, context)
    assert diagnosis is not None
    return diagnosis


def test_all_accepted_needs_no_diagnosis(account: Account) -> None:
    assert diagnose({BOB: Accepted(SmtpReply(250, ("ok",)))}, Context(account)) is None


def test_the_gravest_is_the_first_of_those_it_ended_worst_for() -> None:
    busy = Refused(Phase.RCPT, SmtpReply(451, ("later",)))
    accepted = Accepted(SmtpReply(250, ("ok",)))
    assert gravest({COLLEAGUE: accepted}) is None
    assert gravest({COLLEAGUE: accepted, "a@b": busy, BOB: DENIED, "c@d": DENIED}) == BOB


def test_relay_denied_to_a_pop_account_means_pop_first(account: Account) -> None:
    diagnosis = read(DENIED, Context(account))
    assert diagnosis.cause is Cause.NEEDS_POP_BEFORE_SMTP
    assert diagnosis.second is Cause.RELAY_DENIED_AUTH_NEEDED
    assert diagnosis.confidence is Confidence.LIKELY
    assert diagnosis.remedies[0] is Remedy.POP_LOGIN_AND_RETRY
    assert Because.NO_LOGIN_FROM_HERE in diagnosis.because
    assert Because.BEFORE_DATA in diagnosis.because
    assert "Relay access denied" in diagnosis.reply


def test_after_a_login_that_did_not_help_smtp_auth_is_the_likelier_one(account: Account) -> None:
    diagnosis = read(DENIED, Context(account, logged_in_now=True))
    assert diagnosis.cause is Cause.RELAY_DENIED_AUTH_NEEDED
    assert Because.LOGGED_IN_JUST_NOW in diagnosis.because


def test_inside_a_window_the_window_had_closed(account: Account) -> None:
    assert Because.WINDOW_HAD_CLOSED in read(DENIED, Context(account, window_counted=True)).because


def test_without_a_mailbox_nobody_offers_a_pop_login(account: Account) -> None:
    diagnosis = read(DENIED, Context(replace(account, pop=None)))
    assert diagnosis.cause is Cause.RELAY_DENIED
    assert Remedy.POP_LOGIN_AND_RETRY not in diagnosis.remedies


def test_the_own_domain_is_known_in_either_spelling(account: Account) -> None:
    account = replace(account, address="anna@bücher.example")
    assert is_own_domain(account, "kim@xn--bcher-kva.example")
    assert not is_own_domain(account, "kim@buecher.example")
    assert not is_own_domain(replace(account, address="nobody"), "nobody")


def test_a_colleague_who_does_not_exist_is_no_relay_refusal(account: Account) -> None:
    unknown = Refused(Phase.RCPT, SmtpReply(550, ("5.1.1 User unknown",), "5.1.1"))
    diagnosis = read(unknown, Context(account), to=COLLEAGUE)
    assert diagnosis.cause is Cause.USER_UNKNOWN
    assert not may_be_about_relaying(diagnosis)
    assert diagnosis.remedies == (Remedy.EDIT_RECIPIENTS,)


def test_a_bare_refusal_of_an_outsider_is_most_likely_about_relaying(account: Account) -> None:
    bare = Refused(Phase.RCPT, SmtpReply(550, ("no",)))
    diagnosis = read(bare, Context(account))
    assert diagnosis.cause is Cause.RELAY_DENIED
    assert diagnosis.second is Cause.RECIPIENT_REFUSED


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_of_the_line_has_a_cause(account: Account, trouble: Trouble) -> None:
    diagnosis = read(Broken(Phase.CONNECT, trouble, "why"), Context(account))
    assert diagnosis.confidence is Confidence.CERTAIN
    assert diagnosis.reply == "why"


def test_no_answer_on_port_25_points_to_port_587(account: Account) -> None:
    diagnosis = read(Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT), Context(account))
    assert Because.PORT_25 in diagnosis.because
    assert diagnosis.remedies[0] is Remedy.USE_PORT_587


@pytest.mark.parametrize("objection", list(Objection))
def test_every_objection_has_a_cause(account: Account, objection: Objection) -> None:
    assert read(Declined(Phase.AUTH, objection), Context(account)).confidence is Confidence.CERTAIN


def test_a_wrong_mailbox_password_asks_for_the_password(account: Account) -> None:
    refused = Refused(Phase.POP, PopReply(ok=False, text="Authentication failed.", response_code="AUTH"))
    diagnosis = read(refused, Context(account))
    assert diagnosis.cause is Cause.WRONG_CREDENTIALS
    assert diagnosis.remedies[0] is Remedy.ENTER_PASSWORD


def test_the_gravest_outcome_is_explained(account: Account) -> None:
    outcomes: dict[str, Outcome] = {
        BOB: Refused(Phase.RCPT, SmtpReply(450, ("4.2.0 Greylisted",))),
        COLLEAGUE: Unknown("reset"),
        "c@d.example": Accepted(SmtpReply(250, ("ok",))),
    }
    diagnosis = diagnose(outcomes, Context(account))
    assert diagnosis is not None
    assert diagnosis.cause is Cause.PERHAPS_DELIVERED
    assert diagnosis.addresses == (COLLEAGUE,)


def test_what_the_keyring_answered_is_nobodys_words(account: Account) -> None:
    missing = Declined(Phase.POP, Objection.NO_PASSWORD, "no-keyring")
    assert read(missing, Context(account)).reply == ""


def test_only_a_refusal_is_in_the_servers_words(account: Account) -> None:
    assert read(DENIED, Context(account)).heard
    assert not read(Broken(Phase.CONNECT, Trouble.CONN_REFUSED, "why"), Context(account)).heard


def rcpt(code: int, *lines: str) -> Refused:
    return Refused(Phase.RCPT, SmtpReply(code, lines))


def test_a_recipient_blamed_in_vague_words_is_most_likely_about_relaying(account: Account) -> None:
    diagnosis = read(rcpt(550, f"Invalid recipient: <{BOB}>"), Context(account))  # so OpenSMTPD
    assert (diagnosis.cause, diagnosis.second) == (Cause.RELAY_DENIED, Cause.USER_UNKNOWN)
    assert diagnosis.confidence is Confidence.LIKELY
    assert diagnosis.remedies[0] is Remedy.POP_LOGIN_AND_RETRY
    assert may_be_about_relaying(diagnosis)


def test_after_a_login_the_same_words_mean_the_recipient(account: Account) -> None:
    diagnosis = read(rcpt(550, f"Invalid recipient: <{BOB}>"), Context(account, logged_in_now=True))
    assert diagnosis.cause is Cause.USER_UNKNOWN
    assert not may_be_about_relaying(diagnosis)


def test_a_recipient_unknown_in_plain_words_stays_one(account: Account) -> None:
    diagnosis = read(rcpt(550, "5.1.1 no such user"), Context(account))
    assert (diagnosis.cause, diagnosis.second) == (Cause.USER_UNKNOWN, Cause.RELAY_DENIED)


def test_the_account_tells_what_to_do_about_a_relay_refusal(account: Account) -> None:
    diagnosis = read(DENIED, Context(account, auth_offered=True, other_network=True))
    assert diagnosis.remedies == (Remedy.POP_LOGIN_AND_RETRY, Remedy.SWITCH_TO_AUTH)
    assert diagnosis.because == (
        Because.OTHER_NETWORK,
        Because.NO_LOGIN_FROM_HERE,
        Because.BEFORE_DATA,
        Because.ACCOUNT_HAS_POP,
    )


def test_a_server_that_wants_auth_is_given_it(account: Account) -> None:
    without_pop = replace(account, pop=None)
    diagnosis = read(rcpt(530, "5.7.0 Authentication required"), Context(without_pop))
    assert diagnosis.cause is Cause.AUTH_REQUIRED
    assert diagnosis.because[0] is Because.SERVER_SAYS_SO
    assert diagnosis.remedies[0] is Remedy.SWITCH_TO_AUTH


def test_a_login_that_fails_may_mean_that_pop_is_switched_off(account: Account) -> None:
    vague = Refused(Phase.POP, PopReply(ok=False, text="authentication failed"))
    diagnosis = read(vague, Context(account))
    assert (diagnosis.cause, diagnosis.second) == (Cause.WRONG_CREDENTIALS, Cause.APP_PASSWORD_OR_OAUTH)
    plain = Refused(Phase.POP, PopReply(ok=False, text="Password incorrect for anna"))
    assert read(plain, Context(account)).confidence is Confidence.CERTAIN


def test_a_login_that_fails_on_a_journey_may_be_refused_for_the_place(account: Account) -> None:
    failed = Refused(Phase.AUTH, SmtpReply(535, ("Incorrect authentication data",)))
    diagnosis = read(failed, Context(account, other_network=True))
    assert (diagnosis.cause, diagnosis.second) == (Cause.WRONG_CREDENTIALS, Cause.IP_BLOCKED)


def test_a_login_refused_for_its_address_may_be_refused_for_the_country(account: Account) -> None:
    abroad = Refused(Phase.AUTH, SmtpReply(535, ("5.7.1 Authentication from overseas is restricted",)))
    diagnosis = read(abroad, Context(account, other_network=True))
    assert diagnosis.cause is Cause.IP_BLOCKED
    assert {Because.OTHER_NETWORK, Because.FROM_ABROAD} <= set(diagnosis.because)


def test_a_guess_is_called_one(account: Account) -> None:
    diagnosis = read(rcpt(550, "no"), Context(account), to=COLLEAGUE)
    assert diagnosis.confidence is Confidence.GUESS
    assert Because.SERVER_SAYS_SO not in diagnosis.because


@pytest.mark.parametrize("trouble", [Trouble.TLS_CERT, Trouble.TLS_HANDSHAKE, Trouble.GARBAGE])
def test_away_from_home_a_page_may_answer_in_the_servers_place(account: Account, trouble: Trouble) -> None:
    broken = Broken(Phase.TLS, trouble, "why")
    assert Because.LOGIN_PAGE in read(broken, Context(account)).because
    assert Because.LOGIN_PAGE not in read(broken, Context(account, other_network=False)).because


def test_words_alone_are_read_as_far_as_they_go() -> None:
    diagnosis = diagnose_words("550 Invalid recipient", Phase.RCPT, by_server=True)
    assert (diagnosis.cause, diagnosis.second) == (Cause.USER_UNKNOWN, Cause.RELAY_DENIED)
    assert diagnosis.because == (Because.SERVER_SAYS_SO, Because.BEFORE_DATA)
    assert diagnosis.heard


def test_a_recipient_is_not_blamed_for_a_bare_number() -> None:
    diagnosis = diagnose_words("550 nej", Phase.RCPT, by_server=True)
    assert (diagnosis.cause, diagnosis.second) == (Cause.RELAY_DENIED, Cause.RECIPIENT_REFUSED)
    assert diagnosis.confidence is Confidence.GUESS


def test_a_number_that_names_the_recipient_blames_him() -> None:
    assert diagnose_words("550 5.1.1 nej", Phase.RCPT, by_server=True).cause is Cause.USER_UNKNOWN
    assert diagnose_words("550 5.2.1 nej", Phase.RCPT, by_server=True).cause is Cause.RECIPIENT_REFUSED


@pytest.mark.parametrize(
    "text", ["connect ETIMEDOUT 192.0.2.1:25", "Verbindung abgelehnt, Port 25", "ポート : 25, エラー: 10060"]
)
def test_port_25_is_known_by_its_number(text: str) -> None:
    diagnosis = diagnose_words(text, Phase.CONNECT, by_server=False)
    assert diagnosis.because == (Because.PORT_25,)
    assert diagnosis.remedies[0] is Remedy.USE_PORT_587
    assert not diagnosis.heard


def test_other_ports_are_not_port_25() -> None:
    diagnosis = diagnose_words("connect ETIMEDOUT 192.0.2.1:2525", Phase.CONNECT, by_server=False)
    assert diagnosis.because == ()
