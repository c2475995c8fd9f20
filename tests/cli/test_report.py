"""The contract with other programs: words, statuses, and the shape of the JSON."""

from datetime import timedelta
from itertools import product

import pytest

from tegata.cli.report import (
    EXIT,
    not_tried,
    of_login,
    of_outcome,
    of_parcel,
    of_refusal,
    of_silence,
    row,
    word,
    worst,
)
from tegata.delivery.notices import LoggedIn
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
from tegata.relay.window import WindowState, WindowStatus
from tegata.store.parcel import Attempt, HoldReason, ParcelState, Recipient
from tests.words.samples import NOON, TAKEN, a_parcel, refused


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (None, "queued"),
        (TAKEN, "sent"),
        (refused(), "perm"),
        (refused(code=450), "temp"),
        (refused(code=552), "temp"),
        (Refused(Phase.POP, PopReply(ok=False, text="wrong", response_code="AUTH")), "perm"),
        (Refused(Phase.POP, PopReply(ok=False, text="locked", response_code="IN-USE")), "temp"),
        (Refused(Phase.POP, PopReply(ok=False, text="too many logins")), "temp"),
        (Broken(Phase.CONNECT, Trouble.CONN_REFUSED), "temp"),
        (Broken(Phase.CONNECT, Trouble.CANCELLED), "temp"),
        (Broken(Phase.TLS, Trouble.TLS_CERT), "refused"),
        (Broken(Phase.TLS, Trouble.TLS_HANDSHAKE), "refused"),
        (Broken(Phase.DATA, Trouble.SPOOL), "refused"),
        (Declined(Phase.AUTH, Objection.AUTH_NOT_OFFERED), "refused"),
        (Unknown(), "uncertain"),
    ],
)
def test_the_word_for_an_outcome(outcome: Outcome | None, said: str) -> None:
    assert word(outcome) == said


def test_the_worst_decides_the_status() -> None:
    order = ["uncertain", "refused", "perm", "temp", "queued", "sent"]
    for one, other in product(order, order):
        assert worst([one, other]) == order[min(order.index(one), order.index(other))]
    assert worst([]) == "sent"
    assert [EXIT[each] for each in order] == [12, 13, 10, 11, 0, 0]


def test_a_parcel() -> None:
    parcel = a_parcel(
        ParcelState.FAILED,
        recipients=(Recipient("bob@b.example", TAKEN), Recipient("ola@b.example", refused())),
    )
    attempts = (
        Attempt(1, NOON, NOON, ("not-accepted", "pop-login"), ""),
        Attempt(2, NOON, NOON, ("accepted",), ""),
    )
    assert of_parcel(parcel, attempts) == {
        "outcome": "perm",
        "recipients": {
            "bob@b.example": {"outcome": "sent", "code": 250, "reply": "250 2.0.0 taken"},
            "ola@b.example": {"outcome": "perm", "code": 550, "reply": "550 5.1.1 no such user"},
        },
        "message_id": "<1@a.example>",
        "steps": ["not-accepted", "pop-login", "accepted"],
    }


def test_what_is_not_tried_again_is_refused_for_good() -> None:
    denied = Recipient("bob@b.example", Refused(Phase.RCPT, SmtpReply(454, ("4.7.1 Relay access denied",))))
    assert of_parcel(a_parcel(ParcelState.FAILED, recipients=(denied,)), ())["outcome"] == "perm"
    assert of_parcel(a_parcel(ParcelState.WAITING, recipients=(denied,)), ())["outcome"] == "temp"


def test_what_a_crash_left_is_uncertain() -> None:
    report = of_parcel(a_parcel(ParcelState.UNCERTAIN), ())
    assert report["outcome"] == "uncertain"


@pytest.mark.parametrize(
    ("hold", "outcome"),
    [
        (HoldReason.PASSWORD_REFUSED, "perm"),
        (HoldReason.PASSWORD_NEEDED, "refused"),
        (HoldReason.SETTINGS, "refused"),
        (HoldReason.FAULT, "refused"),
        (HoldReason.SOME_REFUSED, "queued"),
        (None, "queued"),
    ],
)
def test_held_untried_is_not_a_success(hold: HoldReason | None, outcome: str) -> None:
    assert of_parcel(a_parcel(ParcelState.HELD, hold=hold), ())["outcome"] == outcome


def test_a_letter_whose_turn_has_not_come_is_temporary() -> None:
    queued = of_parcel(a_parcel(ParcelState.WAITING), ())
    assert not_tried(queued)["outcome"] == "temp"
    assert not_tried(of_refusal("no"))["outcome"] == "refused"


def test_what_tegata_refuses_has_no_letter() -> None:
    report = of_refusal("no")
    assert (report["outcome"], report["message_id"], report["words"]) == ("refused", None, "no")
    assert (report["recipients"], report["steps"]) == ({}, [])
    assert of_silence()["outcome"] == "refused"


def test_a_login() -> None:
    opened = WindowStatus(WindowState.OPEN, remaining=timedelta(minutes=10), ends_wall=NOON)
    assert of_login(LoggedIn(opened, 3)) == {
        "outcome": "sent",
        "until": "2026-05-04T12:00:00+00:00",
        "letters_waiting": 3,
        "steps": ["pop-login"],
    }
    assert of_login(LoggedIn(WindowStatus(WindowState.NOT_NEEDED), None))["until"] is None
    no = Refused(Phase.POP, PopReply(ok=False, text="wrong", response_code="AUTH"))
    assert of_outcome(no, ["pop-login-failed"]) == {
        "outcome": "perm",
        "code": None,
        "reply": "-ERR [AUTH] wrong",
        "steps": ["pop-login-failed"],
    }


def test_a_row_of_the_outbox() -> None:
    assert row(a_parcel(ParcelState.WAITING, due=NOON)) == {
        "id": 1,
        "state": "waiting",
        "hold": None,
        "subject": "Greetings",
        "recipients": ["bob@b.example", "ola@b.example"],
        "message_id": "<1@a.example>",
        "due": "2026-05-04T12:00:00+00:00",
        "reply": None,
    }
    split = (Recipient("bob@b.example", TAKEN), Recipient("ola@b.example", refused()))
    assert row(a_parcel(ParcelState.FAILED, recipients=split))["reply"] == "550 5.1.1 no such user"


def test_every_kind_of_outcome_has_a_shape() -> None:
    outcomes: list[Outcome] = [
        Accepted(SmtpReply(251, ("forwarding",))),
        Broken(Phase.CONNECT, Trouble.CONN_DROPPED, "closed by the server"),
        Declined(Phase.MAIL, Objection.TOO_BIG, "1000"),
        Unknown("connection reset"),
    ]
    recipients = tuple(Recipient(str(number), outcome) for number, outcome in enumerate(outcomes))
    report = of_parcel(a_parcel(ParcelState.UNCERTAIN, recipients=recipients), ())
    replies = [each["reply"] for each in report["recipients"].values()]
    assert replies == ["251 forwarding", "closed by the server", "1000", "connection reset"]
