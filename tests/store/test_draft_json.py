"""Drafts come back from their text as they were typed."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.draft import Attachment, Draft
from tegata.store.draft_json import decode_draft, encode_draft

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


@given(draft=DRAFTS)
def test_every_draft_comes_back(draft: Draft) -> None:
    text = encode_draft(draft)
    assert text.isascii()
    assert decode_draft(text) == draft
