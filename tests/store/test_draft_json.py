"""Drafts come back from their text as they were typed, and so does the cursor."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.draft import Attachment, Draft, Place
from tegata.mail.flaw import Field
from tegata.store.draft_json import decode_draft, decode_place, encode_draft

TEXTS = st.text(st.characters(), max_size=12)  # lone surrogates too: file names hold them
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
ATTACHMENTS = st.builds(Attachment, TEXTS.map(lambda name: Path("/", name)), TEXTS, TEXTS)
DRAFTS = st.builds(
    Draft,
    TEXTS,
    LISTS,
    LISTS,
    LISTS,
    TEXTS,
    TEXTS,
    st.lists(ATTACHMENTS, max_size=2).map(tuple),
    st.none() | TEXTS,
)
PLACES = st.builds(Place, st.sampled_from(Field), *[st.integers(0, 10**9)] * 3)


@given(draft=DRAFTS, place=st.none() | PLACES)
def test_every_draft_comes_back(draft: Draft, place: Place | None) -> None:
    text = encode_draft(draft, place)
    assert text.isascii()
    assert decode_draft(text) == draft
    assert decode_place(text) == place


def test_an_older_version_reads_an_open_draft() -> None:
    """It takes the keys that it knows by name: these are all there, and the place is beside them."""
    closed, opened = (json.loads(encode_draft(Draft("anna"), place)) for place in (None, Place()))
    assert closed.keys() == {"account", "to", "cc", "bcc", "subject", "body", "attachments", "in_reply_to"}
    assert opened == closed | {"place": ["body", 0, 0, 0]}


@pytest.mark.parametrize("place", [True, "body", ["margin", 1, 1, 0], ["body", 1], ["body", "x", 1, 0], {}])
def test_a_place_that_is_not_ours_is_the_beginning_of_an_open_draft(place: object) -> None:
    text = json.dumps(json.loads(encode_draft(Draft("anna"))) | {"place": place})
    assert decode_place(text) == Place()
