"""What a look in the mailbox says about a letter."""

import pytest

from tegata.delivery.notices import LookResult
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.pop3_traces import Looked, NoTop, Trace
from tegata.protocols.reply import PopReply
from tegata.store.parcel import ParcelState, Recipient
from tegata.words.looked import looked, looking
from tegata.words.tried import Tried
from tests.gui.fake_verbs import a_parcel, an_account

PERHAPS = a_parcel(state=ParcelState.UNCERTAIN)
TO_MYSELF = a_parcel(state=ParcelState.UNCERTAIN, recipients=(Recipient("Anna@provider-a.example"),))


def told(found: LookResult) -> Tried:
    return looked(found, PERHAPS, an_account())


def test_while_it_looks_the_mailbox_is_named() -> None:
    assert "pop.provider-a.example" in looking("pop.provider-a.example").detail


@pytest.mark.parametrize(
    ("traces", "word"),
    [
        ({Trace.OWN_COPY}, "Your own copy"),
        ({Trace.ANSWERED}, "An answer"),
        ({Trace.ANSWERED, Trace.OWN_COPY}, "Your own copy"),
        ({Trace.RETURNED, Trace.OWN_COPY}, "who could not be reached"),
    ],
)
def test_every_trace_says_not_to_send_it_again(traces: set[Trace], word: str) -> None:
    detail = told(Looked(frozenset(traces), 7)).detail
    assert word in detail
    assert "not send it again" in detail


def test_no_trace_proves_nothing_where_no_copy_would_come() -> None:
    assert "proves nothing" in told(Looked(frozenset(), 3)).detail
    assert "newest 3 letters" in told(Looked(frozenset(), 3)).detail
    assert "newest letter." in told(Looked(frozenset(), 1)).detail
    assert "empty" in told(Looked(frozenset(), 0)).detail


def test_no_trace_speaks_against_it_where_a_copy_should_have_come() -> None:
    assert "most likely it did not arrive" in looked(Looked(frozenset(), 3), TO_MYSELF, an_account()).detail


def test_a_server_that_cannot_is_quoted() -> None:
    assert told(NoTop(PopReply(False, "unknown command"))).server_words == "-ERR unknown command"


@pytest.mark.parametrize(
    ("found", "server_words"),
    [
        (Refused(Phase.POP, PopReply(False, "Authentication failed.", "AUTH")), "-ERR [AUTH]"),
        (Broken(Phase.CONNECT, Trouble.CONN_REFUSED, "errno 111"), ""),
        (Declined(Phase.POP, Objection.NO_MAILBOX), ""),
    ],
)
def test_what_prevents_a_look_is_said_and_nothing_has_changed(found: LookResult, server_words: str) -> None:
    words = told(found)
    assert words.detail.endswith("It still stands as perhaps delivered.")
    assert words.server_words.startswith(server_words)
