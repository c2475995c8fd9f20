from collections.abc import Callable

import pytest

from tegata.protocols.outcome import Accepted, Broken, Phase, Refused, Trouble, Unknown
from tegata.protocols.reply import SmtpReply
from tegata.protocols.shortcuts import Shortfall, Stranger
from tegata.protocols.smtp_verdicts import Verdicts
from tegata.protocols.steps import LineLost

BOB, EVE = "bob@b.example", "eve@b.example"


def reply(code: int) -> SmtpReply:
    return SmtpReply(code, ("",))


@pytest.mark.parametrize("code", [250, 251, 252, 299])
def test_any_yes_is_a_yes(code: int) -> None:
    verdicts = Verdicts((BOB,))
    verdicts.mail(reply(code))
    verdicts.rcpt(BOB, reply(code))
    assert verdicts.open
    verdicts.letter(reply(code))
    assert verdicts.outcomes == {BOB: Accepted(reply(code))}


def test_what_is_settled_stays() -> None:
    verdicts = Verdicts((BOB, EVE))
    verdicts.rcpt(BOB, reply(550))
    verdicts.settle(Unknown())
    assert verdicts.outcomes == {BOB: Refused(Phase.RCPT, reply(550)), EVE: Unknown()}


def test_nobody_refused_is_unanimous() -> None:
    assert Verdicts((BOB, EVE)).unanimous
    verdicts = Verdicts((BOB, EVE))
    verdicts.rcpt(BOB, reply(550))
    assert not verdicts.unanimous
    assert verdicts.open


def test_no_to_the_letter_that_is_no_word_about_bdat() -> None:
    verdicts = Verdicts((BOB,))
    verdicts.rcpt(BOB, reply(250))
    verdicts.last_chunk(reply(554))
    assert verdicts.shortfall is None
    assert verdicts.outcomes == {BOB: Refused(Phase.FINAL, reply(554))}


def test_503_to_the_letter_is_expected_where_nobody_was_taken() -> None:
    verdicts = Verdicts((BOB,))
    verdicts.rcpt(BOB, reply(550))
    verdicts.last_chunk(reply(503))
    assert verdicts.shortfall is None


def test_503_to_the_letter_is_a_shortfall_where_somebody_was() -> None:
    verdicts = Verdicts((BOB,))
    verdicts.rcpt(BOB, reply(250))
    verdicts.last_chunk(reply(503))
    assert verdicts.shortfall is Shortfall.CHUNKING


@pytest.mark.parametrize("code", [535, 530, 534, 538, 454, 432])
def test_no_to_auth_is_no_shortfall(code: int) -> None:
    verdicts = Verdicts((BOB,))
    verdicts.auth(reply(code))
    assert verdicts.shortfall is None
    assert verdicts.outcomes == {BOB: Refused(Phase.AUTH, reply(code))}
    assert verdicts.authenticated is False


def test_line_lost_at_the_end() -> None:
    for all_written, outcome in (
        (True, Unknown("gone")),
        (False, Broken(Phase.DATA, Trouble.CONN_DROPPED, "gone")),
    ):
        verdicts = Verdicts((BOB,))
        lost = LineLost(Phase.FINAL, Trouble.CONN_DROPPED, "gone", all_written=all_written)
        verdicts.lost_at_the_end(lost)
        assert verdicts.outcomes == {BOB: outcome}


def test_last_words_say_that_the_letter_was_not_read() -> None:
    verdicts = Verdicts((BOB,))
    lost = LineLost(Phase.RCPT, Trouble.CONN_DROPPED, all_written=True, last_words=reply(421))
    verdicts.lost_at_the_end(lost)
    assert verdicts.outcomes == {BOB: Refused(Phase.RCPT, reply(421))}


def test_yes_to_the_letter_leaves_nothing_to_be_tried_again() -> None:
    """Whatever the server did not know before: with a shortfall the letter would go once more, unasked."""
    verdicts = Verdicts((BOB,))
    verdicts.auth(reply(503))
    verdicts.rcpt(BOB, reply(250))
    verdicts.letter(reply(250))
    assert verdicts.outcomes == {BOB: Accepted(reply(250))}
    assert verdicts.shortfall is None


def test_yes_to_a_letter_with_a_refused_chunk_is_left_to_the_user() -> None:
    verdicts = Verdicts((BOB,))
    verdicts.rcpt(BOB, reply(250))
    verdicts.chunk(reply(503))
    verdicts.letter(reply(250))
    assert verdicts.outcomes == {BOB: Unknown("250")}
    assert verdicts.shortfall is None


def test_recipient_taken_after_auth_was_refused_shows_that_strangers_are_welcome() -> None:
    verdicts = Verdicts((BOB,))
    verdicts.auth(reply(535))
    verdicts.rcpt(BOB, reply(250))
    assert verdicts.stranger is Stranger.WELCOME


def test_no_to_a_letter_that_went_by_data_is_never_about_bdat() -> None:
    verdicts = Verdicts((BOB,))
    verdicts.rcpt(BOB, reply(250))
    verdicts.letter(reply(500))
    assert verdicts.shortfall is None
    assert verdicts.outcomes == {BOB: Refused(Phase.FINAL, reply(500))}


def lost(all_written: bool = True) -> LineLost:
    return LineLost(Phase.FINAL, Trouble.CONN_DROPPED, "gone", all_written=all_written)


@pytest.mark.parametrize("code", [500, 503, 334])
def test_login_not_understood_and_then_silence_is_no_reason_to_try_again_unasked(code: int) -> None:
    """A server that takes strangers' mail, against what is believed of it, may have the letter by now."""
    verdicts = Verdicts((BOB,))
    verdicts.auth(reply(code))
    verdicts.lost_at_the_end(lost())
    assert verdicts.outcomes == {BOB: Unknown("gone")}
    assert verdicts.shortfall is None


@pytest.mark.parametrize("refuse", [Verdicts.auth, Verdicts.mail])
def test_recipient_taken_after_a_refusal_may_have_the_letter(
    refuse: Callable[[Verdicts, SmtpReply], None],
) -> None:
    verdicts = Verdicts((BOB, EVE))
    refuse(verdicts, reply(454))
    verdicts.rcpt(BOB, reply(250))
    verdicts.rcpt(EVE, reply(550))
    verdicts.lost_at_the_end(lost())
    assert verdicts.outcomes[BOB] == Unknown("gone")
    assert isinstance(verdicts.outcomes[EVE], Refused)


def test_before_the_letter_has_left_a_refusal_stays_one() -> None:
    verdicts = Verdicts((BOB,))
    verdicts.auth(reply(503))
    verdicts.rcpt(BOB, reply(250))
    verdicts.lost_at_the_end(lost(all_written=False))
    assert verdicts.outcomes == {BOB: Refused(Phase.AUTH, reply(503))}
    assert verdicts.shortfall is Shortfall.RIDING


def test_refused_chunk_stays_refused_when_the_line_breaks_behind_it() -> None:
    verdicts = Verdicts((BOB,))
    verdicts.rcpt(BOB, reply(250))
    verdicts.chunk(reply(552))
    verdicts.lost_at_the_end(lost())
    assert verdicts.outcomes == {BOB: Refused(Phase.DATA, reply(552))}
