"""How many logins and connections one try makes, and from where, against real servers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import PopBeforeSend
from tegata.delivery import approach
from tegata.delivery.notices import Role
from tegata.network.whereabouts import Way
from tegata.practice.account import practice_account
from tegata.practice.lines import LEAVE_FROM, Line
from tegata.practice.provider import PracticeProvider
from tegata.practice.rules import Refusal
from tegata.protocols.smtp_submit import Partial
from tegata.relay.diagnosis import Because, Cause
from tegata.relay.window import AuthenticationWindow, SeenFrom, WindowState
from tegata.secret import Secret
from tegata.store.parcel import HoldReason, ParcelState
from tegata.tasks import spawn
from tests.delivery.bench import (
    BOB,
    ELSEWHERE,
    OLA,
    Bench,
    account_at,
    log_in_from_elsewhere,
    outcome_types,
    states,
    with_auth,
)
from tests.hand_clock import HandClock
from tests.scripted_server import STALL
from tests.servers import Start

DENIED = "554 5.7.1 Relay access denied"


async def open_at(bench: Bench, provider: PracticeProvider) -> None:
    await bench.open(replace(practice_account(provider), name="anna"))


async def test_a_closed_window_costs_one_login(bench: Bench, provider: PracticeProvider) -> None:
    await open_at(bench, provider)
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.SENT
    assert provider.logins == 1
    assert await bench.steps(parcel.id) == [("pop-login", "accepted")]
    assert bench.office.window("anna").state is WindowState.OPEN


async def test_inside_the_window_there_is_no_login(bench: Bench, provider: PracticeProvider) -> None:
    await open_at(bench, provider)
    await bench.deliver()
    bench.clock.tick(minutes=8)
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.SENT
    assert await bench.steps(parcel.id) == [("accepted",)]
    assert provider.logins == 1


async def test_after_the_window_there_is_one_more(
    bench: Bench, provider: PracticeProvider, clock: HandClock
) -> None:
    await open_at(bench, provider)
    await bench.deliver()
    clock.tick(minutes=11)
    assert bench.office.window("anna").state is WindowState.EXPIRED
    await bench.deliver()
    assert provider.logins == 2


async def test_smtp_auth_needs_no_login(bench: Bench, provider: PracticeProvider) -> None:
    account = with_auth(practice_account(provider))
    submission = replace(account.submission, port=provider.here.submission_port)
    await bench.open(replace(account, name="anna", submission=submission))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.SENT
    assert provider.logins == 0


async def test_with_the_toggle_off_a_refusal_is_explained(bench: Bench, provider: PracticeProvider) -> None:
    account = practice_account(provider)
    await bench.open(replace(account, name="anna", pop_before_send=PopBeforeSend()))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.FAILED
    assert provider.logins == 0
    diagnosis = bench.office.diagnose(parcel)
    assert diagnosis is not None
    assert diagnosis.cause is Cause.NEEDS_POP_BEFORE_SMTP
    assert Because.NO_LOGIN_FROM_HERE in diagnosis.because


async def test_the_own_network_once_met_needs_no_login(bench: Bench, provider: PracticeProvider) -> None:
    account = replace(practice_account(provider), name="anna")
    await provider.move(Line.A)
    await bench.open(replace(account, pop_before_send=PopBeforeSend()))
    await bench.deliver()
    await bench.office.save_account(account)
    assert bench.office.window("anna").state is WindowState.NOT_NEEDED
    await bench.deliver()
    assert provider.logins == 0
    assert len(provider.delivered) == 2


async def test_away_from_the_own_network_the_refusal_leads_to_a_login(
    bench: Bench, provider: PracticeProvider
) -> None:
    """The laptop has moved, but its own address is the same: only the server can tell."""
    account = replace(practice_account(provider), name="anna")
    await provider.move(Line.A)
    await bench.open(replace(account, pop_before_send=PopBeforeSend()))
    await bench.deliver()
    await bench.office.save_account(account)
    await provider.move(Line.C)
    parcel = await bench.deliver()
    assert await bench.steps(parcel.id) == [("not-accepted", "pop-login", "retry", "accepted")]
    assert provider.logins == 1


@pytest.mark.parametrize("refusal", Refusal)
async def test_a_refusal_inside_a_believed_window_costs_one_login_and_one_retry(
    bench: Bench, provider: PracticeProvider, refusal: Refusal
) -> None:
    await open_at(bench, provider)
    await bench.deliver()
    provider.set_window(timedelta(minutes=1))
    provider.set_refusal(refusal)
    bench.clock.tick(minutes=2)
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.SENT
    assert await bench.steps(parcel.id) == [("not-accepted", "pop-login", "retry", "accepted")]
    assert provider.logins == 2
    assert len(provider.delivered) == 2


async def test_a_refusal_after_a_fresh_login_is_retried_four_times_and_then_explained(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp({"RCPT": DENIED}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.FAILED
    assert len(mail.sessions) == 5
    assert len(mailbox.heard("PASS")) == 1
    assert await bench.steps(parcel.id) == [("pop-login", "not-accepted", *("retry", "not-accepted") * 4)]
    diagnosis = bench.office.diagnose(parcel)
    assert diagnosis is not None
    assert Because.LOGGED_IN_JUST_NOW in diagnosis.because


async def test_a_refusal_that_only_calls_itself_temporary_is_explained_too(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp({"RCPT": "454 4.7.1 <x>: Relay access denied"}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.FAILED
    diagnosis = bench.office.diagnose(parcel)
    assert diagnosis is not None
    assert Because.LOGGED_IN_JUST_NOW in diagnosis.because


async def test_a_permission_that_comes_a_moment_late_keeps_the_window(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp({"RCPT": [DENIED, "250 ok"]}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert bench.office.window("anna").state is WindowState.OPEN
    assert (await bench.deliver()).state is ParcelState.SENT
    assert len(mailbox.heard("PASS")) == 1


async def test_another_kind_of_refusal_leads_to_no_login(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp({"MAIL": "452 4.3.1 Insufficient system storage"}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.WAITING
    assert len(mail.sessions) == 1
    assert len(mailbox.heard("PASS")) == 1


@pytest.mark.parametrize("answer", ["-ERR [SYS/TEMP] try later", "-ERR [LOGIN-DELAY] not so fast"])
async def test_a_pop_server_that_says_no_is_asked_once(
    bench: Bench, smtp: Start, pop: Start, answer: str
) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": answer})
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.WAITING
    assert len(mailbox.sessions) == 1
    assert mail.heard("MAIL") == []
    assert await bench.steps(parcel.id) == [("pop-login-failed",)]


async def test_a_login_refused_after_a_relay_refusal_is_the_end_of_the_try(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp({"RCPT": ["250 ok", DENIED]}), await pop({"PASS": ["+OK", "-ERR [AUTH] no"]})
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.deliver()
    parcel = await bench.deliver()
    assert (parcel.state, parcel.hold) == (ParcelState.HELD, HoldReason.PASSWORD_REFUSED)
    assert len(mailbox.heard("PASS")) == 2
    assert len(mail.letters) == 1


async def test_a_wrong_password_holds_every_letter_and_nothing_logs_in_again(
    bench: Bench, provider: PracticeProvider, pop: Start, smtp: Start
) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": ["-ERR [AUTH] wrong", "+OK"]})
    await bench.open(account_at(mail.port, mailbox.port))
    first, second = await bench.queue(), await bench.queue(OLA)
    assert (await bench.try_once(first)).hold is HoldReason.PASSWORD_REFUSED
    assert (await bench.parcel(second)).hold is HoldReason.PASSWORD_REFUSED
    third = await bench.deliver()
    await bench.office.try_now(first)
    await bench.try_once(first)
    assert third.hold is HoldReason.PASSWORD_REFUSED
    assert len(mailbox.sessions) == 1
    await bench.office.password_given("anna", Role.POP, Secret("the right one"), keep=False)
    for parcel in await bench.office.due():
        await bench.try_once(parcel.id)
    assert states(await bench.office.parcels()) == ["sent"] * 3
    assert len(mailbox.heard("PASS")) == 2


async def test_an_smtp_password_refused_holds_the_letter(bench: Bench, smtp: Start) -> None:
    offers = "250-mail.a.example\r\n250 AUTH PLAIN"
    mail = await smtp({"EHLO": offers, "AUTH": "535 5.7.8 authentication failed"})
    await bench.open(with_auth(account_at(mail.port)))
    parcel = await bench.deliver()
    assert parcel.hold is HoldReason.PASSWORD_REFUSED
    assert len(mail.sessions) == 1


async def test_without_a_password_no_server_is_bothered(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop()
    await bench.open(account_at(mail.port, mailbox.port), password=None)
    parcel = await bench.deliver()
    assert parcel.hold is HoldReason.PASSWORD_NEEDED
    assert mail.sessions == mailbox.sessions == []


async def test_a_login_may_settle_a_refusal_of_one_recipient(
    bench: Bench, provider: PracticeProvider
) -> None:
    """The own-domain recipient needs no window, the other does: both get the letter, and once."""
    bench.partial = Partial.SEND_TO_OTHERS
    await open_at(bench, provider)
    await bench.deliver()
    provider.set_window(timedelta(minutes=1))
    bench.clock.tick(minutes=2)
    parcel = await bench.deliver("kei@provider-a.example", BOB)
    assert parcel.state is ParcelState.SENT
    assert [letter.recipients for letter in provider.delivered[1:]] == [("kei@provider-a.example",), (BOB,)]
    assert provider.logins == 2


async def test_a_recipient_nobody_can_help_does_not_keep_the_others_from_their_letter(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    bench.partial = Partial.SEND_TO_OTHERS
    mail, mailbox = await smtp({f"RCPT {OLA}": "550 5.1.1 mailbox is full of sand"}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.deliver(BOB, OLA)
    assert outcome_types(parcel) == {BOB: "Accepted", OLA: "Refused"}
    assert parcel.state is ParcelState.FAILED
    assert len(mail.letters) == 1
    assert len(mail.sessions) <= 2
    assert len(mailbox.heard("PASS")) == 1


async def test_inside_a_window_smtp_leaves_from_where_the_login_came_from(
    bench: Bench, provider: PracticeProvider, clock: HandClock
) -> None:
    leave_from = LEAVE_FROM[Line.B]
    bench.tools["whereabouts"] = lambda _server: Way(leave_from, 4)
    await open_at(bench, provider)
    await bench.store.ledger.save_window(
        "anna",
        AuthenticationWindow(
            clock.now(), clock.wall(), timedelta(minutes=10), SeenFrom(leave_from, 4), clock.boot_id(),
            server_address="127.0.0.1",
        ),
    )  # fmt: skip
    await bench.close()
    await bench.open()
    parcel = await bench.deliver("kei@provider-a.example")
    assert parcel.state is ParcelState.SENT
    assert provider.logins == 0
    assert [letter.line for letter in provider.delivered] == [Line.B]


async def test_after_a_login_smtp_leaves_from_where_that_came_from(
    bench: Bench, smtp: Start, pop: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approach, "log_in", log_in_from_elsewhere)
    mail, mailbox = await smtp({"RCPT": ["250 ok", DENIED, "250 ok"]}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.deliver()
    await bench.deliver()
    # Beside the login from where the way leads, then from where the login turned out to have come from.
    assert mail.peers == ["127.0.0.1", ELSEWHERE, "127.0.0.1", ELSEWHERE]


async def test_smtp_never_leaves_in_another_family_than_the_login(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    """The window would not count there; a server that cannot be reached says so, a refusal would mislead."""
    mail = await smtp()
    try:
        mailbox = await pop({}, "::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    account = account_at(mail.port, mailbox.port)
    assert account.pop is not None
    await bench.open(replace(account, pop=replace(account.pop, host="::1")))
    parcel = await bench.deliver()
    assert outcome_types(parcel) == {BOB: "Broken"}
    assert mailbox.peers == ["::1"]
    assert mail.sessions == []


# what the server offers, and what it takes ------------------------------------------------------------------
CHUNKING = {"EHLO": "250-mail\r\n250-PIPELINING\r\n250 CHUNKING"}
WITH_AUTH = {"EHLO": "250-mail\r\n250-PIPELINING\r\n250-CHUNKING\r\n250 AUTH PLAIN", "BDAT": "250 taken"}


async def test_a_letter_goes_by_bdat_where_that_is_taken(bench: Bench, smtp: Start) -> None:
    mail = await smtp(CHUNKING | {"BDAT": "250 taken"})
    await bench.open(account_at(mail.port))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert len(mail.letters) == 1
    assert mail.heard("DATA") == []


async def test_a_server_that_offers_bdat_and_does_not_take_it_gets_the_letter_once(
    bench: Bench, smtp: Start
) -> None:
    mail = await smtp(CHUNKING)
    await bench.open(account_at(mail.port))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert len(mail.letters) == 1
    assert len(mail.heard("BDAT")) == 1
    await bench.deliver()
    assert len(mail.letters) == 2
    assert len(mail.heard("BDAT")) == 1  # remembered


async def test_a_server_that_takes_neither_bdat_nor_data_is_not_asked_for_ever(
    bench: Bench, smtp: Start
) -> None:
    mail = await smtp(CHUNKING | {"DATA": "502 what?"})
    await bench.open(account_at(mail.port))
    assert (await bench.deliver()).state is ParcelState.FAILED
    assert len(mail.sessions) == 2


async def test_what_a_stranger_may_do_is_learned_and_lets_the_next_letter_fly_with_auth(
    bench: Bench, smtp: Start
) -> None:
    mail = await smtp(WITH_AUTH | {"AUTH": "235 welcome", "RCPT": ["550 no relaying", "250 ok"]})
    await bench.open(with_auth(account_at(mail.port)))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert bench.office._lessons.of("anna").refused_to_strangers == ("elsewhere.example",)
    await bench.office.stop()
    assert (await bench.deliver()).state is ParcelState.SENT
    assert mail.sessions[1][1].startswith("AUTH PLAIN")
    assert len(mail.sessions[1]) >= 5
    assert len(mail.letters) == 2


async def test_a_server_that_does_not_take_auth_in_a_flight_gets_it_by_itself(
    bench: Bench, smtp: Start
) -> None:
    mail = await smtp(WITH_AUTH | {"AUTH": ["503 one at a time", "235 welcome"]})
    await bench.open(with_auth(account_at(mail.port)))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert len(mail.letters) == 1
    assert bench.office._lessons.of("anna").riding_fails


async def test_a_wrong_password_is_tried_once_wherever_auth_flies(bench: Bench, smtp: Start) -> None:
    mail = await smtp(WITH_AUTH | {"AUTH": "535 5.7.8 authentication failed"})
    await bench.open(with_auth(account_at(mail.port)))
    assert (await bench.deliver()).hold is HoldReason.PASSWORD_REFUSED
    assert len(mail.heard("AUTH")) == 1
    assert mail.letters == []


async def test_a_letter_refused_after_it_was_committed_can_be_stopped_again(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    """The letter flew with its envelope and was refused; while the login is made it is not on its way."""
    mail = await smtp(CHUNKING | {"BDAT": ["250 taken", "503 no recipients"], "RCPT": ["250 ok", DENIED]})
    mailbox = await pop({"PASS": ["+OK", STALL]})
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.deliver()
    parcel = await bench.queue()
    trying = spawn(bench.try_once(parcel), "try")
    await mailbox.until_heard("PASS", 2)
    assert (await bench.parcel(parcel)).state is ParcelState.SENDING
    assert await bench.office.cancel(parcel)
    assert (await trying).hold is HoldReason.CANCELLED


# what the servers teach ------------------------------------------------------------------------------------
async def test_a_window_that_was_shortened_is_learned_and_gone_by(
    bench: Bench, provider: PracticeProvider
) -> None:
    await open_at(bench, provider)
    await bench.deliver()
    bench.clock.tick(minutes=4)
    await bench.deliver()
    assert bench.office._lessons.of("anna").accepted_at == 240
    provider.set_window(timedelta(minutes=5))
    bench.clock.tick(minutes=3)
    await bench.deliver()
    assert bench.office._lessons.of("anna").refused_at == 420
    assert provider.logins == 2
    bench.clock.tick(minutes=4, seconds=1)
    assert bench.office.window("anna").state is WindowState.EXPIRED
    parcel = await bench.deliver()
    assert await bench.steps(parcel.id) == [("pop-login", "accepted")]


async def test_a_login_that_takes_a_moment_to_count_is_waited_for_the_next_time(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    paused: list[float] = []

    async def pause(seconds: float) -> None:
        paused.append(seconds)
        bench.clock.tick(seconds=seconds)

    bench.tools["pause"] = pause
    mail, mailbox = await smtp({"RCPT": [DENIED, DENIED, DENIED, "250 ok"]}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.office._lessons.learn("anna", login_first=True)
    assert (await bench.deliver()).state is ParcelState.SENT
    assert paused == pytest.approx([0.3, 1, 3])
    assert bench.office._lessons.of("anna").counts_after == pytest.approx(4.3)
    bench.clock.tick(minutes=11)
    await bench.deliver()
    assert paused[3:] == pytest.approx([4.3])


async def test_an_offer_of_auth_is_remembered(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp({"EHLO": "250-mail\r\n250 AUTH PLAIN LOGIN"}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.deliver()
    assert bench.office._lessons.of("anna").offers_auth


async def test_a_server_that_minds_frequent_logins_is_remembered(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": "-ERR [LOGIN-DELAY] not so fast"})
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.deliver()
    assert bench.office._lessons.of("anna").throttles_logins
