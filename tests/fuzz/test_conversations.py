"""What `make fuzz` does at length, in short; and that it would notice."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tegata.protocols.outcome import Broken, Phase, Trouble
from tegata.protocols.reader import ReplyReader
from tegata.protocols.smtp_verdicts import Verdicts
from tegata.protocols.stuffing import DotStuffer
from tests.fuzz.clients import CLIENTS, judge, kind
from tests.fuzz.conftest import CORPUS, Feed
from tests.fuzz.conversation import Conversation, Wish
from tests.fuzz.mutate import ENDS, WORDS, cross, mutate
from tests.fuzz.tally import Tally

FILES = [(protocol, name) for protocol in CORPUS for name in CORPUS[protocol]]
both = pytest.mark.parametrize("protocol", CLIENTS)


@pytest.mark.parametrize(("protocol", "name"), FILES, ids=[" ".join(each) for each in FILES])
def test_every_file_is_a_conversation_and_keeps_the_promises(feed: Feed, protocol: str, name: str) -> None:
    octets = CORPUS[protocol][name]
    conversation = Conversation.read(octets)
    assert conversation.octets() == octets
    assert feed(protocol, conversation).result


def conversations(protocol: str) -> st.SearchStrategy[Conversation]:
    """Begin as an honest one, and go on anyhow."""
    line = st.tuples(st.sampled_from(WORDS[protocol]), st.sampled_from(ENDS)).map(b"".join)
    turn = st.lists(st.one_of(line, line, line, st.binary(max_size=5)), max_size=5).map(b"".join)

    def going_on(octets: bytes) -> st.SearchStrategy[Conversation]:
        honest = Conversation.read(octets)
        begun = st.integers(0, len(honest.turns)).map(lambda count: honest.turns[:count])
        turns = st.tuples(begun, st.lists(turn, max_size=4)).map(lambda two: (*two[0], *two[1]))
        wishes = st.one_of(st.just(honest.wishes), st.frozensets(st.sampled_from(Wish)))
        return st.builds(Conversation, wishes, turns)

    return st.sampled_from(list(CORPUS[protocol].values())).flatmap(going_on)


@both
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_server_says(feed: Feed, protocol: str, data: st.DataObject) -> None:
    feed(protocol, data.draw(conversations(protocol)))


@both
def test_chance_gets_far(feed: Feed, protocol: str) -> None:
    """A fuzzer whose conversations end at the greeting would promise much."""
    files, kinds = list(CORPUS[protocol].values()), Counter[str]()
    for seed in range(500):
        octets = cross(files[seed % len(files)], files[seed * 7 % len(files)], seed)
        kinds[kind(feed(protocol, Conversation.read(mutate(octets, protocol, seed))).result)] += 1
    met = {name.partition(" ")[0].removesuffix(";") for name in kinds}
    wanted = {"smtp": {"Accepted", "Unknown"}, "pop3": {"int", "NoneType"}}[protocol]
    assert wanted | {"Broken", "Refused", "Declined"} <= met


@pytest.mark.parametrize("name", ["uncertain", "chunking"])
def test_a_silent_double_would_be_noticed(feed: Feed, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    safe_to_try_again = Broken(Phase.DATA, Trouble.CONN_DROPPED)
    for method in ("letter", "lost_at_the_end"):
        monkeypatch.setattr(Verdicts, method, lambda self, _: self.settle(safe_to_try_again))
    conversation = Conversation.read(CORPUS["smtp"][name])
    with pytest.raises(AssertionError):
        feed("smtp", conversation)


def test_a_cut_that_matters_would_be_noticed(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(reader: ReplyReader, data: bytes) -> None:
        reader._buffer[:] = data

    monkeypatch.setattr(ReplyReader, "feed", forgetful)
    with pytest.raises(AssertionError, match="cut in"):
        feed("pop3", Conversation.read(CORPUS["pop3"]["user-and-pass"]))


def test_a_letter_that_is_not_stuffed_would_be_noticed(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DotStuffer, "stuff", lambda _self, chunk: chunk)
    with pytest.raises(AssertionError):
        feed("smtp", Conversation.read(CORPUS["smtp"]["sent"]))


def test_a_password_in_clear_would_be_noticed(feed: Feed) -> None:
    """Here the client is told that it may, and the judge that it may not."""
    conversation = Conversation.read(CORPUS["pop3"]["user-and-pass"])
    in_clear = Conversation(frozenset({Wish.CLEARTEXT}), conversation.turns)
    played = feed("pop3", in_clear)

    with pytest.raises(AssertionError):
        judge("pop3", Conversation(frozenset(), conversation.turns), played)


def test_memory_that_grows_is_not_flat() -> None:
    assert Tally(10, blocks=[5_000, 110_000, 110_300, 110_200]).is_flat
    leaking = Tally(10, blocks=[5_000, *range(100_000, 140_000, 1_000)])
    assert not leaking.is_flat
    assert "NOT flat" in leaking.report("smtp", 1.0, "by nobody")
