"""Each moment of a delivery, as the footer tells it."""

from datetime import timedelta

import pytest

from tegata.delivery.notices import NotQueued, Progress, Stage, StoreTrouble
from tegata.gui import footer_moments
from tegata.gui.badge import Family
from tegata.gui.footer_moments import BadgeLook, FooterDeed, Tone
from tegata.gui.ring import RingLook, RingState
from tegata.gui.stepper import StepState
from tegata.mail.draft import Draft
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis, Remedy
from tegata.relay.window import WindowState, WindowStatus
from tegata.store.departure import SendAt
from tegata.store.parcel import Attempt, HoldReason, ParcelState
from tegata.words.causes import explain
from tests.gui.fake_verbs import NOON, a_parcel, an_open_window

DRAFT = Draft("anna", to=("yuki@b.example",))
CLOSED = WindowStatus(WindowState.CLOSED)
EXPLAINED = explain(
    Diagnosis(
        Cause.NEEDS_POP_BEFORE_SMTP,
        Confidence.LIKELY,
        (),
        (Remedy.POP_LOGIN_AND_RETRY,),
        "550 5.7.1 Relaying denied",
    )
)


def progress(*stages: Stage, sent: int = 0, login: bool = True) -> Progress:
    return Progress(1, frozenset(stages), sent=sent, total=6_300_000, login_planned=login)


def states(moment: footer_moments.Moment) -> list[StepState]:
    return [step.state for step in moment.steps]


def test_logging_in_turns_and_can_be_cancelled() -> None:
    moment = footer_moments.under_way(progress(Stage.LOGGING_IN), CLOSED, None)
    assert isinstance(moment.sign, RingLook)
    assert moment.sign.state is RingState.LOGGING_IN
    assert moment.headline == "Logging in by POP…"
    assert moment.deeds == (FooterDeed.CANCEL,)
    assert states(moment) == [StepState.CURRENT, *[StepState.TO_COME] * 3]


def test_a_login_beside_the_connection_makes_both_current() -> None:
    moment = footer_moments.under_way(progress(Stage.LOGGING_IN, Stage.CONNECTING), CLOSED, None)
    assert states(moment)[:2] == [StepState.CURRENT, StepState.CURRENT]


def test_without_a_login_the_step_is_left_out() -> None:
    moment = footer_moments.under_way(progress(Stage.CONNECTING, login=False), an_open_window(), None)
    assert [step.word for step in moment.steps] == ["Connect", "Send", "Answer"]
    assert moment.headline == "Connecting…"


def test_sending_has_bytes_a_bar_and_the_time_left_once_known() -> None:
    early = footer_moments.under_way(progress(Stage.SENDING, sent=2_100_000), an_open_window(), None)
    later = footer_moments.under_way(progress(Stage.SENDING, sent=2_100_000), an_open_window(), 20)
    stuck = footer_moments.under_way(
        progress(Stage.SENDING, sent=2_100_000), an_open_window(), 20, timedelta(seconds=16)
    )
    assert stuck.aside == "nothing has left for 0:16"
    assert early.headline == "Sending 2.1 of 6.3 MB"
    assert early.bar == pytest.approx(1 / 3)
    assert (early.aside, later.aside) == ("", "about 20 s left")


def test_sending_through_an_unknown_window_has_a_plain_sign() -> None:
    moment = footer_moments.under_way(progress(Stage.SENDING), CLOSED, None)
    assert moment.sign == BadgeLook(Family.ACCENT, "send")


def test_after_the_last_dot_nothing_can_be_cancelled() -> None:
    moment = footer_moments.waiting_for_word(timedelta(seconds=38), login_planned=True)
    assert moment.headline == "Waiting for the server’s word… 0:38"
    assert moment.bar == 1.0
    assert moment.deeds == (FooterDeed.CLOSE,)
    assert states(moment)[-1] is StepState.CURRENT


def test_on_disk_but_not_begun() -> None:
    assert next(step.word for step in footer_moments.handed_over(CLOSED).steps) == "Log in"
    assert next(step.word for step in footer_moments.handed_over(an_open_window()).steps) == "Connect"


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (("refused", "pop-login", "retry", "accepted"), "The window had closed. Tegata logged in again"),
        (("pop-login", "refused", "retry", "accepted"), "The window had closed"),
        (("refused", "retry", "accepted"), "The server needed a moment"),
        (("pop-login", "accepted"), "after one POP login"),
        (("accepted",), "By smtp.provider-a.example"),
    ],
)
def test_accepted_says_what_was_repaired(steps: tuple[str, ...], words: str) -> None:
    parcel = a_parcel(state=ParcelState.SENT)
    attempt = Attempt(1, NOON, NOON, steps, "")
    moment = footer_moments.accepted(parcel, [attempt], "smtp.provider-a.example")
    assert words in moment.second
    assert moment.closes_itself
    assert moment.spoken.startswith("Accepted at")
    assert moment.sign == BadgeLook(Family.GO, "check")


def test_a_full_disk_keeps_the_letter_open() -> None:
    moment = footer_moments.not_on_disk(NotQueued(StoreTrouble.DISK_FULL))
    assert moment.tone is Tone.DANGER
    assert moment.deeds == (FooterDeed.TRY_AGAIN,)


@pytest.mark.parametrize(
    ("state", "hold", "deeds"),
    [
        (ParcelState.FAILED, None, (FooterDeed.WHY, FooterDeed.EDIT)),
        (ParcelState.UNCERTAIN, None, (FooterDeed.WHY, FooterDeed.SHOW_IN_OUTBOX)),
        (ParcelState.HELD, HoldReason.PASSWORD_NEEDED, (FooterDeed.WHY, FooterDeed.ENTER_PASSWORD)),
        (ParcelState.HELD, HoldReason.CANCELLED, (FooterDeed.EDIT, FooterDeed.TRY_NOW)),
        (ParcelState.HELD, HoldReason.SETTINGS, (FooterDeed.WHY, FooterDeed.EDIT, FooterDeed.TRY_NOW)),
        (
            ParcelState.HELD,
            HoldReason.SOME_REFUSED,
            (FooterDeed.WHY, FooterDeed.SEND_TO_OTHERS, FooterDeed.EDIT),
        ),
        (ParcelState.WAITING, None, (FooterDeed.WHY, FooterDeed.CLOSE)),
    ],
)
def test_what_stays_offers_the_way_on(
    state: ParcelState, hold: HoldReason | None, deeds: tuple[FooterDeed, ...]
) -> None:
    parcel = a_parcel(state=state, hold=hold, tries=1, due=NOON + timedelta(minutes=5))
    moment = footer_moments.stays(parcel, NOON, EXPLAINED)
    assert moment.deeds == deeds
    assert moment.headline


def test_a_refusal_speaks_plainly() -> None:
    moment = footer_moments.stays(a_parcel(state=ParcelState.FAILED), NOON, EXPLAINED)
    assert moment.headline == EXPLAINED.headline
    assert moment.tone is Tone.DANGER


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (Draft("anna", to=("Yuki Tanaka <yuki@b.example>",)), "Sending to Yuki Tanaka"),
        (Draft("anna", to=("yuki@b.example",), cc=("b@b.example",)), "Sending to yuki@b.example and 1 other"),
        (
            Draft("anna", bcc=("a@b.example", "b@b.example", "c@b.example")),
            "Sending to a@b.example and 2 others",
        ),
    ],
)
def test_undo_says_to_whom_and_until_when(draft: Draft, words: str) -> None:
    moment = footer_moments.can_be_undone(draft, timedelta(seconds=4.2), timedelta(seconds=7), NOON)
    assert moment.headline == words
    assert moment.second == "Saved in the outbox. Leaves at 14:22:03"
    assert moment.sign == RingLook(RingState.SECONDS, left=0.6, middle="5")
    assert moment.deeds == (FooterDeed.SEND_NOW, FooterDeed.UNDO)
    assert moment.spoken == "Sending in 5 seconds. Control Z to undo"


def test_a_second_too_late_shows_none_left() -> None:
    moment = footer_moments.can_be_undone(DRAFT, timedelta(seconds=-3), timedelta(seconds=7), NOON)
    assert moment.sign == RingLook(RingState.SECONDS, left=0.0, middle="0")


def test_a_letter_for_later_names_its_time_and_zone() -> None:
    at = SendAt(NOON.replace(tzinfo=None) + timedelta(days=1), "UTC")
    moment = footer_moments.leaves_later(at, NOON + timedelta(days=1), NOON)
    assert moment.headline == "Leaves tomorrow at 14:22"
    assert moment.second.startswith("UTC. Saved in the outbox")
    assert moment.deeds[-1] is FooterDeed.UNDO
    assert moment.closes_itself
