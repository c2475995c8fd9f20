"""Outcomes come back from their text as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from tegata.relay.circumstances import Circumstances
from tegata.store.outcome_json import decode_circumstances, decode_outcome, encode_outcome

TEXTS = st.text(max_size=20)
LINES = st.lists(TEXTS, max_size=3).map(tuple)
SMTP = st.builds(SmtpReply, st.integers(200, 599), LINES, st.none() | TEXTS)
POP = st.builds(PopReply, st.booleans(), TEXTS, st.none() | TEXTS, LINES)
PHASES = st.sampled_from(Phase)
OUTCOMES = (
    st.builds(Accepted, SMTP)
    | st.builds(Refused, PHASES, SMTP | POP)
    | st.builds(Broken, PHASES, st.sampled_from(Trouble), TEXTS)
    | st.builds(Declined, PHASES, st.sampled_from(Objection), TEXTS)
    | st.builds(Unknown, TEXTS)
)
MAYBE = st.none() | st.booleans()
CIRCUMSTANCES = st.builds(
    Circumstances,
    st.integers(1, 65535),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    MAYBE,
    MAYBE,
)
ONE = Circumstances(25, with_auth=False, with_pop=True, other_network=True)


@given(outcome=OUTCOMES)
def test_every_outcome_comes_back(outcome: Outcome) -> None:
    text = encode_outcome(outcome)
    assert text.isascii()
    assert decode_outcome(text) == outcome


def test_the_text_of_a_refusal_is_what_is_on_disk() -> None:
    refused = Refused(Phase.RCPT, SmtpReply(550, ("relay denied",), "5.7.1"))
    assert encode_outcome(refused) == (
        '{"outcome": "refused", "phase": "rcpt",'
        ' "reply": {"smtp": 550, "lines": ["relay denied"], "enhanced": "5.7.1"}}'
    )


def test_a_tag_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="eaten"):
        decode_outcome('{"outcome": "eaten"}')


@given(outcome=OUTCOMES, then=CIRCUMSTANCES)
def test_the_circumstances_come_back_beside_it(outcome: Outcome, then: Circumstances) -> None:
    text = encode_outcome(outcome, then)
    assert decode_outcome(text) == outcome
    assert decode_circumstances(text) == then


def test_an_earlier_tegata_kept_no_circumstances() -> None:
    assert decode_circumstances(encode_outcome(Unknown())) is None


def test_a_later_tegata_may_know_more_of_them() -> None:
    table = json.loads(encode_outcome(Unknown(), ONE))
    table["circumstances"]["moon"] = "full"
    assert decode_circumstances(json.dumps(table)) == ONE
    del table["circumstances"]["auth_offered"]
    assert decode_circumstances(json.dumps(table)) == ONE


@pytest.mark.parametrize(("key", "value"), [("port", "25"), ("with_pop", None), ("window_counted", 1)])
def test_circumstances_that_cannot_be_read_are_none(key: str, value: object) -> None:
    table = json.loads(encode_outcome(Unknown(), ONE))
    table["circumstances"][key] = value
    assert decode_circumstances(json.dumps(table)) is None
