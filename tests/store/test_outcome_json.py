"""Outcomes come back from their text as they were."""

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
from tegata.store.outcome_json import decode_outcome, encode_outcome

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
