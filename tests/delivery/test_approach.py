"""The way to a session: beside the login, after it, and what is learned on it. Against real sockets."""

import asyncio
import hmac
from base64 import b64encode
from dataclasses import replace

import pytest

from tegata.delivery.notices import Progress, Role, Stage, WindowChanged
from tegata.protocols.outcome import Refused
from tegata.relay.diagnosis import Cause
from tegata.secret import Secret
from tegata.store.parcel import HoldReason, ParcelState
from tegata.tasks import spawn
from tests.delivery.bench import BOB, OLA, SESAME, Bench, account_at, outcome_types
from tests.scripted_server import STALL
from tests.servers import Start

DENIED = "554 5.7.1 Relay access denied"


async def test_smtp_is_greeted_while_pop_logs_in(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": STALL})
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.queue()
    trying = spawn(bench.try_once(parcel), "try")
    await mailbox.until_heard("PASS")
    await mail.until_heard("EHLO")
    assert mail.heard("MAIL") == []
    await bench.office.cancel(parcel)
    assert (await trying).hold is HoldReason.CANCELLED


async def test_a_server_that_judges_us_when_we_connect_is_met_once_more_and_remembered(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp({"RCPT": [DENIED, "250 ok"]}), await pop()
    account = account_at(mail.port, mailbox.port)
    await bench.open(account)
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.SENT
    assert await bench.steps(parcel.id) == [("pop-login", "not-accepted", "retry", "accepted")]
    assert len(mail.sessions) == 2
    assert bench.office._lessons.of("anna").login_first


async def test_a_server_that_shuts_the_door_until_the_login(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp({"greeting": ["554 not you", "220 welcome"]}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert len(mailbox.heard("PASS")) == 1
    assert bench.office._lessons.of("anna").login_first


async def test_where_the_login_has_to_come_first_it_does(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": "-ERR [SYS/TEMP] later"})
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.office._lessons.learn("anna", login_first=True)
    await bench.deliver()
    assert mail.sessions == []


async def test_what_pop_offers_is_remembered_and_saves_a_flight(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    capa = "+OK\r\nUSER\r\nPIPELINING\r\n."
    mail, mailbox = await smtp(), await pop({"CAPA": capa})
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.deliver()
    assert bench.office._lessons.of("anna").pop_capabilities == ("USER", "PIPELINING")
    bench.clock.tick(minutes=11)
    await bench.deliver()
    assert len(mailbox.heard("PASS")) == 2
    assert [session[0] for session in mailbox.sessions] == ["CAPA", "USER anna"]


async def test_remembered_offers_that_prove_false_are_forgotten(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp(), await pop({"CAPA": "-ERR what?", "USER": ["-ERR not so fast", "+OK"]})
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.office._lessons.learn("anna", pop_capabilities=("USER", "PIPELINING"))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert len(mail.letters) == 1
    assert bench.office._lessons.of("anna").pop_capabilities is None


async def test_a_server_that_hangs_up_on_a_remembered_offer_is_asked_anew(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp(), await pop({"USER": ["drop", "+OK"], "CAPA": "+OK\r\nUSER\r\n."})
    await bench.open(account_at(mail.port, mailbox.port))
    await bench.office._lessons.learn("anna", pop_capabilities=("USER", "PIPELINING"))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert len(mail.letters) == 1
    assert bench.office._lessons.of("anna").pop_capabilities == ("USER",)


async def test_who_shows_the_window_hears_that_the_login_has_begun(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp({"greeting": STALL}), await pop({"PASS": STALL})
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.queue()
    changes = bench.office.changes()
    trying = spawn(bench.try_once(parcel), "try")
    async with asyncio.timeout(20):
        while not isinstance(change := await anext(changes), Progress):
            pass
        assert Stage.LOGGING_IN in change.stages
        while (change := await anext(changes)) != WindowChanged("anna"):
            pass
    assert bench.office.window("anna").logging_in
    await bench.office.cancel(parcel)
    await trying
    assert not bench.office.window("anna").logging_in


async def test_without_a_password_no_server_is_met(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop()
    await bench.open(account_at(mail.port, mailbox.port), password=None)
    assert (await bench.deliver()).hold is HoldReason.PASSWORD_NEEDED
    assert mail.sessions == mailbox.sessions == []
    await bench.office.password_given("anna", Role.POP, Secret("x"), keep=False)
    assert (await bench.deliver()).state is ParcelState.SENT


@pytest.mark.parametrize("recipients", [(BOB,), (BOB, OLA)])
async def test_a_refused_login_leaves_smtp_in_peace(
    bench: Bench, smtp: Start, pop: Start, recipients: tuple[str, ...]
) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": "-ERR [AUTH] no"})
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.deliver(*recipients)
    assert set(outcome_types(parcel).values()) == {Refused.__name__}
    assert mail.heard("MAIL") == []
    assert len(mailbox.heard("PASS")) == 1


async def test_mail_servers_of_two_families_are_met_one_after_the_other(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": "-ERR no"})
    account = account_at(mail.port, mailbox.port)
    await bench.open(replace(account, submission=replace(account.submission, host="nowhere.invalid")))
    await bench.deliver()
    assert len(mailbox.heard("PASS")) == 1
    assert mail.sessions == []


async def test_a_mailbox_that_has_hidden_the_password_is_not_shown_it_until_the_user_says_so(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    digest = hmac.new(SESAME.reveal().encode(), b"<chat>", "md5").hexdigest()
    answer = b64encode(f"anna {digest}".encode()).decode().upper()
    capa = ["+OK\r\nSASL CRAM-MD5 PLAIN\r\n.", "+OK\r\nSASL PLAIN\r\n."]
    mailbox = await pop({"CAPA": capa, "AUTH": ["+ PGNoYXQ+", "-ERR what?", "+OK"], answer: "+OK"})
    await bench.open(account_at((await smtp()).port, mailbox.port))
    assert (await bench.deliver()).state is ParcelState.SENT
    assert bench.office.learned("anna").hides_password == ("pop",)
    bench.clock.tick(minutes=11)
    held = await bench.deliver()
    assert (held.state, held.hold) == (ParcelState.HELD, HoldReason.SETTINGS)
    diagnosis = bench.office.diagnose(held)
    assert diagnosis is not None
    assert diagnosis.cause is Cause.WEAKER_LOGIN
    assert mailbox.heard("AUTH PLAIN") == []
    await bench.office.forget_learned("anna")
    await bench.office.try_now(held.id)
    assert (await bench.try_once(held.id)).state is ParcelState.SENT
    assert len(mailbox.heard("AUTH PLAIN")) == 1


@pytest.mark.parametrize(
    ("offered", "roles"), [("PLAIN SCRAM-SHA-256", ("submission",)), ("PLAIN LOGIN", ())]
)
async def test_a_mail_server_that_could_hide_the_password_is_remembered(
    bench: Bench, smtp: Start, offered: str, roles: tuple[str, ...]
) -> None:
    mail = await smtp({"EHLO": f"250-mail\r\n250 AUTH {offered}"})
    await bench.open(account_at(mail.port))
    await bench.deliver()
    assert bench.office.learned("anna").hides_password == roles
