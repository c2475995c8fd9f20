"""What a draft was earlier: thinned, but never without what stood before a big deletion."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tegata.mail.draft import Attachment, Draft
from tegata.store.draft_kept import DraftKept
from tegata.store.draft_versions import MOST, is_big_deletion
from tegata.store.store import Store
from tests.store.samples import NOW, letter

LONG = "The harbour was quiet that morning. " * 4
DRAFT = Draft("home", ("yuki@b.example", "ken@b.example"), subject="Harbour", body=LONG)


class Writer:
    """Writes on one draft."""

    def __init__(self, store: Store) -> None:
        self.drafts = store.drafts
        self.number: int | None = None

    async def write(self, draft: Draft, now: datetime) -> int:
        kept = await self.drafts.keep(draft, self.number, now=now)
        assert isinstance(kept, DraftKept)
        self.number = kept.id
        return kept.id

    async def first_words(self) -> list[str]:
        assert self.number is not None
        return [each.first_words for each in await self.drafts.versions(self.number)]


@pytest.fixture
def writer(store: Store) -> Writer:
    return Writer(store)


def text(words: str) -> Draft:
    return Draft("home", body=words)


async def test_each_minute_s_last_is_kept(writer: Writer) -> None:
    for second, words in ((0, "a"), (20, "ab"), (59, "abc"), (60, "abcd"), (119, "abcde"), (121, "abcdef")):
        await writer.write(text(words), NOW + timedelta(seconds=second))
    assert await writer.first_words() == ["abcde", "abc"]


async def test_what_stood_before_a_big_deletion_is_kept_within_the_minute(writer: Writer) -> None:
    await writer.write(DRAFT, NOW)
    await writer.write(replace(DRAFT, body="Oh."), NOW + timedelta(seconds=1))
    (version,) = await writer.drafts.versions(await writer.write(DRAFT, NOW + timedelta(seconds=2)))
    assert version.saved_at == NOW
    assert version.first_words == LONG[:80]


async def test_the_oldest_go_but_no_big_deletion_goes_for_a_minute_s(writer: Writer) -> None:
    await writer.write(DRAFT, NOW)
    for minute in range(1, MOST + 5):
        await writer.write(text(f"{minute:02}"), NOW + timedelta(minutes=minute))
    said = await writer.first_words()
    assert said[0] == f"{MOST + 3:02}"
    assert len(said) == MOST + 1
    assert LONG.startswith(said[-1])


async def test_going_back_loses_nothing(writer: Writer) -> None:
    number = await writer.write(DRAFT, NOW)
    await writer.write(text("Oh."), NOW)
    (version,) = await writer.drafts.versions(number)
    assert await writer.drafts.go_back(number, version.id, now=NOW) == DRAFT
    assert await writer.drafts.get(number) == DRAFT
    assert (await writer.first_words())[0] == "Oh."
    (latest, _before) = await writer.drafts.versions(number)
    assert await writer.drafts.go_back(number, latest.id, now=NOW) == text("Oh.")


async def test_going_back_to_what_it_is_makes_no_version(writer: Writer) -> None:
    number = await writer.write(text("One"), NOW)
    await writer.write(text("Two"), NOW + timedelta(minutes=1))
    (version,) = await writer.drafts.versions(number)
    await writer.write(text("One"), NOW + timedelta(minutes=1))
    await writer.drafts.go_back(number, version.id, now=NOW)
    assert len(await writer.drafts.versions(number)) == 1


async def test_another_draft_s_version_is_not_to_be_had(writer: Writer, store: Store) -> None:
    number = await writer.write(text("One"), NOW)
    await writer.write(text("Two"), NOW + timedelta(minutes=1))
    (version,) = await writer.drafts.versions(number)
    other = await Writer(store).write(text("Other"), NOW)
    assert await writer.drafts.go_back(other, version.id, now=NOW) is None
    assert await writer.drafts.go_back(99, version.id, now=NOW) is None


@pytest.mark.parametrize("sent", [True, False])
async def test_versions_go_with_their_draft(writer: Writer, store: Store, sent: bool) -> None:
    number = await writer.write(text("One"), NOW)
    await writer.write(text("Two"), NOW + timedelta(minutes=1))
    assert [each.versions for each in await store.drafts.kept()] == [1]
    if sent:
        await store.outbox.put(letter(), text("Two"), now=NOW, draft_id=number)
    else:
        await store.drafts.drop(number)
    assert await store.drafts.versions(number) == ()


FILE = Attachment(Path("/a"), "a")


@pytest.mark.parametrize(
    ("before", "after", "big"),
    [
        (text("Hi"), text("Ho"), False),
        (text("Hello there"), text("Hello"), False),
        (text("Hello there"), text("Good day to you"), True),
        (text(LONG), text(LONG + "more"), False),
        (text(LONG), text(LONG[:30] + "new" + LONG[30:]), False),
        (text(LONG), text("x" * len(LONG)), True),
        (text(LONG * 9), text((LONG * 9)[:-59]), False),
        (text(LONG * 9), text((LONG * 9)[:-60]), True),
        (replace(text("Hi"), attachments=(FILE,)), text("Hi"), True),
        (replace(text("Hi"), to=("a", "b")), replace(text("Hi"), to=("a",)), False),
        (replace(text("Hi"), to=("a", "b")), text("Hi"), True),
    ],
)
def test_what_a_big_deletion_is(before: Draft, after: Draft, big: bool) -> None:
    assert is_big_deletion(before, after) is big
