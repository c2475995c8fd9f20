"""Alt and a letter, with real keys: the main job and what it asks, in both languages by the same letters."""

import subprocess
from collections.abc import Iterator

import pytest

from tegata.words.gettext import _, use_language
from tegata.words.tidings import not_left_yet
from tests.journeys.test_undo import LONG
from tests.journeys.traveller import Traveller

TO = "bob@elsewhere.example"


@pytest.fixture(params=["en", "ja"], autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    yield use_language(request.param)
    use_language("en")


async def write(traveller: Traveller, language: str, undo_seconds: int = 0) -> subprocess.Popen[bytes]:
    """Begin a letter, each field by its letter, with POP before send off; return the program."""
    traveller.has_account(traveller.provider.here, pop_before_send=False)
    settings = traveller.profile / "tegata.toml"
    settings.write_text(f'undo_seconds = {undo_seconds}\nlanguage = "{language}"\n')
    program = traveller.start()
    await comes(traveller, _("New letter"))
    await press(traveller, "alt+j")
    await traveller.do(traveller.screen.type, "By Alt")
    await press(traveller, "alt+t")
    await traveller.do(traveller.screen.type, TO)
    return program


async def press(traveller: Traveller, *keys: str) -> None:
    await traveller.do(traveller.screen.press, *keys)


async def comes(traveller: Traveller, title: str) -> None:
    await traveller.do(traveller.screen.wait_for_window, title)


async def goes(traveller: Traveller, title: str) -> None:
    await traveller.do(traveller.screen.wait_until_gone, title)


async def test_a_letter_is_sent_refused_explained_and_delivered(traveller: Traveller, language: str) -> None:
    await write(traveller, language)
    await press(traveller, "alt+s")
    await comes(traveller, _("Not sent"))
    await press(traveller, "alt+i")
    await comes(traveller, _("Transcript"))
    await press(traveller, "alt+c")
    await goes(traveller, _("Transcript"))
    await comes(traveller, _("Not sent"))
    await press(traveller, "alt+y")
    await comes(traveller, _("Why can’t I send?"))
    await press(traveller, "alt+c")
    await goes(traveller, _("Why can’t I send?"))
    await comes(traveller, _("Not sent"))
    await traveller.do(traveller.screen.picture, f"by-alt-{language}")
    await press(traveller, "alt+p")
    await comes(traveller, _("Password — Tegata"))
    await traveller.do(traveller.screen.type, traveller.provider.password.reveal())
    await press(traveller, "alt+k", "alt+u")
    await traveller.delivered()
    assert traveller.provider.logins == 1


async def test_a_letter_is_taken_back_and_sent_later_instead(traveller: Traveller, language: str) -> None:
    await write(traveller, language, LONG)
    await press(traveller, "alt+s")
    await traveller.stands("held")
    await press(traveller, "alt+u")
    await traveller.stands()
    await press(traveller, "ctrl+shift+Return", "a")
    await comes(traveller, _("Send later — Tegata"))
    await press(traveller, "alt+h", "alt+s")
    await goes(traveller, _("Send later — Tegata"))
    await traveller.stands("held")
    (letter,) = await traveller.outbox()
    assert letter["hold"] is None


async def test_the_tools_and_the_last_question(traveller: Traveller, language: str) -> None:
    program = await write(traveller, language)
    for key, title in (("alt+h", _("Can I send from here?")), ("alt+o", _("Outbox"))):
        await press(traveller, key)
        await comes(traveller, title)
        await press(traveller, "ctrl+w")
        await goes(traveller, title)
        await comes(traveller, "By Alt")
    await press(traveller, "ctrl+shift+Return", "t")
    await traveller.stands("held")
    await comes(traveller, "By Alt")
    await press(traveller, "ctrl+w")
    await comes(traveller, not_left_yet(1))
    await traveller.do(traveller.screen.picture, f"by-alt-leaving-{language}")
    await press(traveller, "alt+a", "alt+n")
    assert await traveller.ended(program) == 0
    assert 'on_leaving = "quit"' in (traveller.profile / "tegata.toml").read_text()
