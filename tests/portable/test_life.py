"""A person's days with Tegata on a stick."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

from tegata.keys.place import places_of
from tegata.mail.draft import Attachment, Draft
from tegata.profile import Profile
from tegata.store.parcel import Parcel
from tegata.store.store import Store
from tests.journeys.screen import until
from tests.journeys.traveller import Traveller
from tests.portable.stick import Stick
from tests.store.samples import NOW, fill_up, letter

BOB = "bob@elsewhere.example"
TEXT = "All is well."
OPEN_AT_ITS_END = (TEXT, ["body", len(TEXT), len(TEXT), 0])


async def begin(traveller: Traveller, subject: str) -> None:
    """Write a letter, and wait until it is kept as a draft."""
    traveller.start()
    await traveller.do(traveller.has_begun_to_deliver)
    await traveller.write(BOB, subject, TEXT)
    await traveller.kept(OPEN_AT_ITS_END)


async def send(traveller: Traveller) -> None:
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await traveller.give_password(traveller.provider.password.reveal())
    await traveller.delivered()


async def press_until(traveller: Traveller, key: str, title: str) -> None:
    """Press a button's key until its window comes; before the button is there, its letter is typed."""

    def came() -> bool:
        if traveller.screen.find(title) is None:
            traveller.screen.press(key)
            time.sleep(2)  # longer than the pause after which a draft is kept
        return traveller.screen.find(title) is not None

    await traveller.do(until, came, f"what {key} leads to")


async def states(traveller: Traveller) -> list[str]:
    return [each["state"] for each in await traveller.outbox()]


async def test_a_letter_is_written_and_sent_from_it(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.here)
    await begin(traveller, "From the stick")
    await traveller.do(traveller.screen.picture, "portable")
    await send(traveller)
    await traveller.stands("sent")
    await traveller.do(traveller.leave)

    await begin(traveller, "The next day")
    await traveller.do(traveller.screen.press, "ctrl+Return")  # the login is remembered on the stick
    await traveller.delivered(2)
    await traveller.stands("sent", "sent")


async def test_a_second_start_hands_over_to_the_first(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.here)
    traveller.start()
    await traveller.do(traveller.has_begun_to_deliver)
    second = traveller.start("mailto:yuki@b.example?subject=Clicked")
    assert await traveller.ended(second) == 0
    await traveller.do(traveller.screen.wait_for_window, "Clicked")


async def test_after_a_crash_the_letter_is_there(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.here)
    await begin(traveller, "Unfinished")
    await traveller.loses_power(traveller.programs[-1])
    traveller.start()
    await traveller.do(traveller.screen.wait_for_window, "Unfinished")
    await send(traveller)


async def test_plugged_in_elsewhere_all_is_there(traveller: Traveller, stick: Stick, tmp_path: Path) -> None:
    """A draft, a letter that waits, and the copy of an attachment whose own file has gone."""
    traveller.has_account(traveller.provider.here)
    paper = tmp_path / "paper.txt"
    paper.write_text("Kyōto\n")
    await leave_behind(traveller.profile, paper)
    paper.unlink()
    names = places_of(Profile(traveller.profile))[0]
    stick.unplug()

    traveller.profile = stick.plug_in(tmp_path / "ELSEWHERE") / "tegata"
    assert places_of(Profile(traveller.profile))[0] == names
    traveller.start()
    await traveller.give_password(traveller.provider.password.reveal())
    await traveller.delivered()
    await traveller.stands("sent")
    (draft,) = traveller.drafts()
    (attachment,) = draft["attachments"]
    assert Path(attachment[0]).is_relative_to(stick.place)
    assert Path(attachment[0]).read_text() == "Kyōto\n"


async def leave_behind(profile: Path, paper: Path) -> None:
    Profile(profile).prepare()
    store = await Store.open(Profile(profile).store)
    assert isinstance(store, Store)
    attachments = (Attachment(paper, paper.name),)
    draft = Draft("anna", to=(BOB,), subject="Plan", attachments=attachments)
    parcel = await store.outbox.put(letter((BOB,), attachments), draft, now=NOW)
    assert isinstance(parcel, Parcel)
    paper.write_text("Nara\n")
    await store.outbox.reopen(parcel.id, NOW)
    waiting = await store.outbox.put(letter((BOB,)), replace(draft, attachments=()), now=NOW)
    assert isinstance(waiting, Parcel)
    await store.close()


async def test_a_read_only_stick_is_said_and_left_alone(
    traveller: Traveller, stick: Stick, tmp_path: Path
) -> None:
    traveller.has_account(traveller.provider.here)
    await begin(traveller, "Unfinished")
    await traveller.do(traveller.leave)
    stick.unplug()
    stick.plug_in(tmp_path / "STICK", read_only=True)
    before = everything(traveller.profile)
    refused = traveller.start()
    await traveller.do(traveller.screen.wait_for_window, "Tegata")
    await traveller.do(traveller.screen.picture, "portable-read-only")
    await traveller.do(traveller.screen.press, "Escape")
    assert await traveller.ended(refused) == 13
    assert everything(traveller.profile) == before
    stick.unplug()
    stick.plug_in(tmp_path / "STICK")
    await traveller.kept((TEXT, None))


def everything(profile: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in profile.rglob("*")}


async def test_on_a_full_stick_the_letter_stays_open_until_there_is_room(
    traveller: Traveller, stick: Stick
) -> None:
    traveller.has_account(traveller.provider.here)
    await begin(traveller, "Unfinished")
    films = stick.place / "films"
    fill_up(films)
    await traveller.do(traveller.screen.press, "ctrl+Return")
    await asyncio.sleep(2)  # until it has been refused
    await traveller.do(traveller.screen.picture, "portable-full")
    assert await states(traveller) == []
    films.unlink()
    await press_until(traveller, "alt+g", "Password")
    await traveller.give_password(traveller.provider.password.reveal())
    await traveller.delivered()


async def test_a_stick_pulled_out_costs_no_letter(traveller: Traveller, stick: Stick, tmp_path: Path) -> None:
    traveller.has_account(traveller.provider.here)
    await begin(traveller, "Unfinished")
    program = traveller.programs[-1]
    place = stick.place
    stick.pull()
    await traveller.do(traveller.screen.type, " More.")
    await press_until(traveller, "alt+x", "Save as text")
    await traveller.do(traveller.screen.picture, "portable-pulled")
    await traveller.do(traveller.screen.press, "ctrl+a")
    await traveller.do(traveller.screen.type, str(tmp_path / "rescued.txt"))
    await traveller.do(traveller.screen.press, "Return")
    await traveller.do(traveller.screen.wait_until_gone, "Save as text")
    assert "All is well. More." in (tmp_path / "rescued.txt").read_text()
    await traveller.do(traveller.screen.wait_for_window, "Unfinished")
    await traveller.do(traveller.screen.press, "ctrl+w")
    await traveller.ended(program)
    stick.plug_in(place)
    await traveller.kept(OPEN_AT_ITS_END)
    traveller.start()
    await traveller.do(traveller.screen.wait_for_window, "Unfinished")
    await send(traveller)
